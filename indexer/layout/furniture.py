"""What stands on a page beside its text: page numbers, running heads and feet, footnotes at its foot.

Page numbers and running lines are taken off; footnotes are set apart, so that the sentence they interrupt
can be joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from functools import cache, partial

from indexer.layout.ends import is_prose
from indexer.layout.left_out import PLAIN, RAISED
from indexer.layout.rows import Page, Row

_PAGE_NUMBER = re.compile(r"[-–—\s\[(]*(?:Page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?[-–—\s\])]*", re.I)
_PAGE_OF = re.compile(r"\bpage\s+\d{1,3}\s+of\s+\d{1,3}\W*$", re.I)
# How many rows at the head and at the foot of a page may be furniture.
_DEEP = 4
# Letters that a row of a pleading's footer has at most: "ORDER GRANTING MOTION", "Case No. 2:21-cv-00999", "- 2 -".
_FOOTER = 90
_ENDS = re.compile(r"[a-z,][.;,:]?$|[.;]\W?$")
_NOTE = re.compile(r"(\d{1,2})\s*(?=[A-Z“\"‘'(§\[])")
# The signs that OCR makes of a small raised number, or that an order uses in its place.
_SIGN = re.compile(r"['‘’`´*†‡!>°^”\"“|]{1,2}\s+(?=[A-Z“\"(§])")
_DEFINITION = re.compile(
    rf"\[(?P<name>\w{{1,8}})\](?P<sure>:\s*|\s+(?=[A-Z“\"(]))|(?P<raised>[{RAISED}]{{1,3}})\s*(?=\S)"
)
# The call of a note, "granted.1", and what OCR makes of the raised number.
_CALL = re.compile(r"[^\W\d_][.,;:?)\]]?[”\"’')]{0,2}(?:(\d{1,2})|(?<=[.,;:])[!*'’°])(?=\s|$)")
# A short rule parts the notes from the text.
_RULE = re.compile(r"[_–—-]{5,}")
_LIST = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,5})[.),]\s")


def take_off(pages: Sequence[Page]) -> None:
    """Empty the rows that run along the pages and those that are page numbers."""
    if len(pages) > 1:
        _take_running(pages)
    for page in pages:
        _take_footer(page)
        rows = page.filled()
        for row in (rows[-_DEEP:] + rows[:1]) if len(rows) > 1 else []:
            found = _PAGE_NUMBER.fullmatch(row.text)
            near = abs(int(found.group(1)) - page.number) if found else _DEEP
            if row in (rows[0], rows[-1]):
                of = row is rows[-1] and _PAGE_OF.search(row.text) and len(row.text) < 120
                if of or near <= 1:
                    _empty(row)
            elif near == 0 and not _breaks_off(rows[rows.index(row) - 1].text):
                _empty(row)


def _breaks_off(text: str) -> bool:
    """Whether a row breaks off inside a sentence, so that a number below it may belong to it."""
    return bool(re.search(r"[a-z,]$", text))


def _take_running(pages: Sequence[Page]) -> None:
    for ends in ([page.filled()[:_DEEP] for page in pages], [page.filled()[-_DEEP:] for page in pages]):
        seen = Counter(key for rows in ends for key in {_key(row) for row in rows})
        for rows in ends:
            for row in rows:
                enough = 2 if row.below else max(2, len(pages) - 1)
                if seen[_key(row)] >= enough and len(_key(row)) > 3 and (row.line is None or row.below):
                    _empty(row)


def _take_footer(page: Page) -> None:
    """Empty the rows under the last number of pleading paper: its footer. A line of the text that was set lower than
    its number is prose and stays, and so do footnotes."""
    rows = [row for row in page.filled() if row.below]
    if rows and all(len(row.text) < _FOOTER and not _ENDS.search(row.text) and not is_prose(row.text) for row in rows):
        for row in rows:
            _empty(row)


def _key(row: Row) -> str:
    return re.sub(r"\d+|\s+", "", row.text).casefold()


def _empty(row: Row) -> None:
    row.text, row.at = "", ()


# For each note that a page's text calls, the first row that does; see `_calls`.
Calls = Callable[[], dict[int, int]]


class Notes:
    """Finds footnotes, one page after the other. called: the notes that the order calls by a mark."""

    def __init__(self, called: Collection[str] = ()) -> None:
        self.following = 1
        self.called = called

    def take(self, page: Page) -> list[tuple[str, list[Row]]]:
        """The footnotes of the page, label ("n.1") and rows; the rows are taken off the page.

        A footnote is written "[1]: ...", or begins in the lower part of a page, after a gap or a rule, with
        the next number (no period behind it) that the text above calls, or with a sign in its place. It ends
        at the page's end, at a gap, at the next one or at a list's number.
        """
        rows = page.filled()
        found: list[tuple[str, list[Row]]] = []
        taken: list[Row] = []
        calls = cache(partial(_calls, rows))
        for index, row in enumerate(rows):
            label = self._begins(rows, index, bool(found), page.spacing, calls)
            if label:
                found.append((label, [row]))
                taken.append(row)
                if index and _RULE.fullmatch(rows[index - 1].text):
                    taken.append(rows[index - 1])
            elif found and rows[index - 1] is found[-1][1][-1] and not _parted(rows[index - 1], row, page.spacing):
                found[-1][1].append(row)
                taken.append(row)
        if taken:
            gone = {id(row) for row in taken}
            page.rows = [row for row in page.rows if id(row) not in gone]
        return found

    def _begins(self, rows: Sequence[Row], index: int, inside: bool, spacing: int, calls: Calls) -> str | None:
        row = rows[index]
        definition = _DEFINITION.match(row.text)
        if definition:
            name = definition.group("name") or definition.group("raised").translate(PLAIN)
            if (definition.group("sure") or "").startswith(":") or name in self.called or _next(name) in self.called:
                return f"n.{name}"
        if index < 3:
            return None
        ruled = bool(_RULE.fullmatch(rows[index - 1].text))
        if not (inside or ruled) and row.number - rows[index - 1].number - 1 <= spacing:
            return None
        numbered = _NOTE.match(row.text)
        if numbered and (len(row.text) > 25 or numbered.group(1) in self.called):
            number = int(numbered.group(1))
            if numbered.group(1) in self.called and (ruled or inside or number >= self.following):
                self.following = number + 1
                return f"n.{number}"
            if not self.following <= number <= self.following + 2:
                return None
            if not (ruled or inside or min(calls().get(number, index), calls().get(0, index)) < index):
                return None
            self.following = number + 1
            return f"n.{number}"
        if _SIGN.match(row.text) and len(row.text) > 40 and row.line is None and not row.text.endswith("*"):
            self.following += 1
            return f"n.{self.following - 1}"
        return None


def _next(name: str) -> str:
    return str(int(name) + 1) if name.isdecimal() else ""


def _calls(rows: Sequence[Row]) -> dict[int, int]:
    """For each note that the page's text calls, the first row that does; 0: by what OCR makes of a number."""
    first: dict[int, int] = {}
    for index, row in enumerate(rows):
        for match in _CALL.finditer(row.text):
            first.setdefault(int(match.group(1) or 0), index)
    return first


def _parted(before: Row, row: Row, spacing: int) -> bool:
    """Whether a footnote that `before` belongs to has ended above `row`."""
    gap = row.number - before.number - 1
    if _DEFINITION.match(before.text) or gap > max(spacing, 1):
        return gap > spacing
    ended = before.text.rstrip("”\"'’)").endswith((".", ";"))
    return ended and (gap > spacing or row.text.startswith(". ") or bool(_LIST.match(row.text)))
