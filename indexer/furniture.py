"""What stands on a page beside its text: page numbers, running heads and feet, footnotes at its foot.

Page numbers and running lines are taken off; footnotes are set apart, so that the sentence they interrupt
can be joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from indexer.rows import Page, Row

_PAGE_NUMBER = re.compile(r"[-–—\s\[(]*(?:Page\s+)?(\d{1,3})(?:\s+of\s+\d{1,3})?[-–—\s\])]*", re.I)
_PAGE_OF = re.compile(r"\bpage\s+\d{1,3}\s+of\s+\d{1,3}\W*$", re.I)
# How many rows at the head and at the foot of a page may be furniture.
_DEEP = 3
_NOTE = re.compile(r"(?:\[\^?(\d{1,2})\]:?|(\d{1,2}))\s*(?=[A-Z“\"‘'(§\[])")
# The signs that OCR makes of a small raised number, or that an order uses in its place.
_SIGN = re.compile(r"['‘’`´*†‡!>°^”\"“|]{1,2}\s+(?=[A-Z“\"(§])")
_DEFINITION = re.compile(r"\[\^(\w{1,8})\]:\s*")
_LIST = re.compile(r"\(?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,5})[.),]\s")


def take_off(pages: Sequence[Page]) -> None:
    """Empty the rows that run along the pages and those that are page numbers."""
    if len(pages) > 1:
        _take_running(pages)
    for page in pages:
        rows = page.filled()
        for row in (rows[-_DEEP:] + rows[:1]) if len(rows) > _DEEP else []:
            found = _PAGE_NUMBER.fullmatch(row.text)
            near = abs(int(found.group(1)) - page.number) if found else _DEEP
            if row in (rows[0], rows[-1]):
                of = row is rows[-1] and _PAGE_OF.search(row.text) and len(row.text) < 120
                if of or near <= 1:
                    _empty(row)
            elif near == 0 and not ends_open(rows[rows.index(row) - 1].text):
                _empty(row)


def ends_open(text: str) -> bool:
    """Whether a row breaks off inside a sentence, so that a number below it may belong to it."""
    return bool(re.search(r"[a-z,]$", text))


def _take_running(pages: Sequence[Page]) -> None:
    for ends in ([page.filled()[:_DEEP] for page in pages], [page.filled()[-_DEEP:] for page in pages]):
        seen = Counter(key for rows in ends for key in {_key(row) for row in rows})
        for rows in ends:
            for row in rows:
                if seen[_key(row)] >= max(2, len(pages) - 1) and len(_key(row)) > 3 and row.line is None:
                    _empty(row)


def _key(row: Row) -> str:
    return re.sub(r"\d+|\s+", "", row.text).casefold()


def _empty(row: Row) -> None:
    row.text, row.at = "", ()


class Notes:
    """Finds footnotes, one page after the other. `labels`: the label of each footnote's first row."""

    def __init__(self) -> None:
        self.following = 1

    def take(self, page: Page) -> list[tuple[str, list[Row]]]:
        """The footnotes of the page, label ("n.1") and rows; the rows are taken off the page.

        A footnote begins after a gap, with the next number (no period behind it) or with a sign, and is
        in the lower part of the page; it ends at the page's end, at the next one or at a list's number.
        """
        rows = page.filled()
        found: list[tuple[str, list[Row]]] = []
        taken: list[Row] = []
        for index, row in enumerate(rows):
            label = self._begins(rows, index, bool(found))
            if label:
                found.append((label, [row]))
                taken.append(row)
            elif found:
                before = rows[index - 1]
                ended = before.text.rstrip("”\"'’)").endswith((".", ";")) or not before.text
                if before not in taken or (
                    ended and (row.text.startswith(". ") or _LIST.match(row.text) or _apart(before, row))
                ):
                    continue
                found[-1][1].append(row)
                taken.append(row)
        if taken:
            gone = {id(row) for row in taken}
            page.rows = [row for row in page.rows if id(row) not in gone]
        return found

    def _begins(self, rows: Sequence[Row], index: int, inside: bool) -> str | None:
        row = rows[index]
        definition = _DEFINITION.match(row.text)
        if definition:
            return f"n.{definition.group(1)}"
        if index < 3 or row.line is not None:
            return None
        if not inside and rows[index].number - rows[index - 1].number < 2:
            return None
        numbered = _NOTE.match(row.text)
        if numbered and len(row.text) > 25:
            number = int(numbered.group(1) or numbered.group(2))
            if self.following <= number <= self.following + 2:
                self.following = number + 1
                return f"n.{number}"
            return None
        if _SIGN.match(row.text) and len(row.text) > 40 and not row.text.rstrip().endswith(("*", "* *")):
            self.following += 1
            return f"n.{self.following - 1}"
        return None


def _apart(before: Row, row: Row) -> bool:
    return before.page == row.page and row.number - before.number > 2
