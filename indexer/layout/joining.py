"""Rows → blocks: which rows of the body make one paragraph together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from indexer.layout import schedules
from indexer.layout.ends import is_capitals, is_heading, is_named, is_prose
from indexer.layout.lists import Lists, Member, opens_item, stands_alone
from indexer.layout.rows import Page, Row
from indexer.layout.sentences import ends_sentence
from indexer.orders import ParagraphKind

_OPENS_ORDER = re.compile(
    r"(?:Accordingly|Therefore|Wherefore)?\W*(?:IT IS|It is)\s+(?:[A-Z]+\s+){0,3}(?:ORDERED|SO STIPULATED)\b"
)
_ORDERS_THAT = re.compile(r"\b(?:ORDERED|ORDERS|ADJUDGED|DECREED|ordered|orders)\b[^.]{0,100}:$")
_ORDERED = re.compile(r"(?:(?:IT IS\s+)?(?:FURTHER|HEREBY)\s+)?ORDERED\b[:,]?\s+(?:that|THAT)\b")
_ENDS_MEMBER = re.compile(r"[;,]\s+(?:and|or|and/or)\W*$")
_NUMBERED = re.compile(r"([IVX]{1,5}|[A-Z]|\d{1,2})\.\s+")
_MEMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")
_BULLET = re.compile(r"[•◦▪●■‣·–—-]\s+(?=\S)")
_COLUMN = re.compile(r"\S\s{3,}(?=\S)")
# What leads from a label to its date: blanks, a tab, dots.
_LEADER = re.compile(r"\S(?:[ \t]*\t[ \t]*|\s{3,}|\s?(?:\. ?){4,}\s*)(?=\S)")
_LEADS = ("\t", "   ", "...", ". . .")
_DATE_CELL = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]{0,4}\.?,?\s+)?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d|\d{1,2}[/-]\d{1,2}[/-]\d{2}"
    r"|(?:within\s+)?[\w-]{1,12}\s+(?:\(\d+\)\s+)?(?:days|weeks|months)\b)",
    re.I,
)
# A paragraph that fills one row: the text was not wrapped, and a row's end is a paragraph's end.
_UNWRAPPED = 170
# Rows of a paragraph that are looked back at.
_FEW = 30


@dataclass(slots=True)
class Block:
    """Rows of one paragraph. label: of a footnote. member: of a list, where it opens one. entry: a bullet
    or the row of a table. whole: the entry of a schedule, which no full stop parts."""

    kind: ParagraphKind
    rows: list[Row] = field(default_factory=list)
    label: str | None = None
    member: Member | None = None
    entry: bool = False
    whole: bool = False


def measure(pages: Sequence[Page]) -> None:
    """Set each page's usual width and spacing, and each row's gap."""
    for page in pages:
        rows = page.filled()
        lengths = sorted(row.indent + len(row.text) for row in rows if len(row.text) > 25)
        page.width = lengths[int(len(lengths) * 0.85)] if lengths else 0
        gaps: list[int] = []
        for before, row in zip(rows, rows[1:], strict=False):
            row.gap = row.number - before.number - 1
            if is_prose(before.text) and not ends_sentence(before.text) and len(before.text) < _UNWRAPPED:
                gaps.append(row.gap)
        counted = Counter(gaps).most_common(1)
        page.spacing = counted[0][0] if counted and len(gaps) >= 3 else 0
        for row in rows:
            row.page = page.number
        if rows:
            rows[0].new_page, rows[0].gap = True, 0


class BlockJoiner:
    """Joins the rows of a body to blocks, from its first row to its last."""

    def __init__(
        self, pages: Sequence[Page], hashed: Callable[[Row], bool], bold: Callable[[Row], bool] = lambda row: False
    ) -> None:
        """hashed: the row is a heading of Markdown; bold: the whole row is emphasised."""
        self.widths = {page.number: page.width for page in pages}
        self.spacings = {page.number: page.spacing for page in pages}
        self.margins = {page.number: _margin(page) for page in pages}
        self.hashed = hashed
        self.bold = bold
        self.lists = Lists()

    def build(self, rows: Sequence[Row], signs: set[int], cells: Collection[int] = ()) -> list[Block]:
        """The blocks of `rows`; signs: the indices of those that sign the order; cells: of those that are rows of a
        table by their signs."""
        blocks: list[Block] = []
        alone: list[Row] = []
        # A table may only hold a numbered list and its text side by side.
        tables = _tables(rows) | {index for index in cells if not opens_item(rows[index].text)}
        schedule = schedules.find(rows, signs)
        for index, row in enumerate(rows):
            if index in signs:
                blocks.append(Block("signature", [row]))
                continue
            current = blocks[-1] if blocks and blocks[-1].kind != "signature" else None
            if self._heads(current, row, rows, index):
                close = row.gap <= self.spacings[row.page] and not row.new_page and not _NUMBERED.match(row.text)
                if current and current.kind == "heading" and close and not self.hashed(row):
                    current.rows.append(row)
                else:
                    blocks.append(Block("heading", [row]))
                continue
            if current and current.kind == "heading":
                current = None
            before = current.rows[-1] if current else None
            if current and index in schedule.goes_on:
                current.rows.append(row)
                continue
            ended = before is None or ends_sentence(before.text) or bool(_ENDS_MEMBER.search(before.text))
            ended = ended or schedule.breaks(index)
            apart = before is None or row.gap > self.spacings[row.page] or row.new_page
            if stands_alone(row.text) and ended:
                alone.append(row)
                continue
            own = [alone.pop(0), row] if alone and (ended or before is None) else [row]
            begins = before is None or (ended and (apart or before.text.endswith(":")))
            bullet = _BULLET.match(row.text) and (ended or apart or current is None or self._short(current, row))
            if (index in schedule.rows and not _MEMBER.match(row.text)) or index in tables or bullet:
                blocks.append(Block("body", own, entry=True, whole=index in schedule.rows))
                continue
            if current and not ended and row.text[0] == "(" and row.indent > current.rows[0].indent + 2:
                begins = self._short(current, row)
            text = " ".join(one.text for one in own)
            following = [one.text for one in rows[index + 1 : index + 60]]
            stopped = before is not None and not ended and self._stops(current, row, apart)
            begins = begins or stopped and apart and not is_prose(before.text)  # type: ignore[union-attr]
            member = self.lists.read(text, following, ended, begins, partial(_fill, blocks), stopped)
            broken = schedule.breaks(index) or current is None or self._breaks(current, row, ended, apart)
            if member or current is None or len(own) > 1 or broken:
                blocks.append(Block("body", own, member=member, whole=index in schedule.rows))
                if not member and len(own) == 1 and (is_prose(row.text) or len(row.text) > 60):
                    self._leave()
            else:
                current.rows.append(row)
            if row.text.endswith(":") and _ORDERS_THAT.search(row.text):
                self.lists.clear()
        blocks += [Block("body", [row]) for row in alone]
        return blocks

    def _leave(self) -> None:
        """A paragraph without a number leaves every list but the numbered paragraphs of the order."""
        del self.lists.open[1 if self.lists.open and self.lists.open[0].style in "1AI" else 0 :]

    def _stops(self, current: Block | None, row: Row, apart: bool) -> bool:
        """Whether the paragraph before ends without a stop: at a gap, or at a row with room for the next word."""
        if apart and not row.new_page or current is None:
            return apart and not row.new_page
        # A page of short rows alone has no width to fill.
        return not self.widths.get(current.rows[-1].page) or self._short(current, row)

    def _breaks(self, current: Block, row: Row, ended: bool, apart: bool) -> bool:
        before = current.rows[-1]
        text = before.text
        if not ended:
            if apart and (current.entry or _ORDERED.match(row.text)):
                return True
            if not apart or row.text[0].islower() or text.endswith((",", "-", "—", "–")):
                return False
            return not (len(text) >= 40 or is_prose(text) or len(current.rows) > 1)
        if (apart and not row.new_page) or current.entry:
            return True
        if len(text) > _UNWRAPPED or _OPENS_ORDER.match(row.text):
            return True
        if row.text[0].islower() and not text.endswith((".", ":")):
            return False
        first = current.rows[0]
        if current.member and first.indent < row.indent <= first.indent + current.member.length + 4:
            return False
        if row.indent >= before.indent + 3 and (len(current.rows) > 1 or row.indent > 4):
            return row.indent >= min(one.indent for one in current.rows[-_FEW:]) + 3
        margin = self.margins[row.page]
        if margin is not None and before is first and before.indent == row.indent >= margin + 3 and not current.member:
            return True
        return self._short(current, row)

    def _short(self, current: Block, row: Row) -> bool:
        """Whether the row before ended early: the first word of the next would still have found room."""
        before = current.rows[-1]
        width = self.widths.get(before.page, 0)
        if len(current.rows) > 1:
            own = max(one.indent + len(one.text) for one in current.rows[-_FEW:-1])
            width = own if own > width / 2 else width
        slack = 0.88 if self.margins.get(before.page) is None else 0.97
        return before.indent + len(before.text) + 1 + len(row.text.split()[0]) < slack * width

    def _heads(self, current: Block | None, row: Row, rows: Sequence[Row], index: int) -> bool:
        if is_heading(row, self.hashed(row)):
            return not self._wrapped_capitals(current, row, rows, index)
        if not is_named(row.text) or index + 1 >= len(rows):
            return False
        following = rows[index + 1]
        before = current.rows[-1] if current and current.kind == "body" else None
        if following.text[0].islower() or (before and not ends_sentence(before.text)):
            return False
        if self.bold(row):
            return True
        spacing = self.spacings[row.page]
        apart = before is None or row.gap > spacing or row.new_page
        numbered = _NUMBERED.match(row.text)
        if numbered:
            entry = bool(current and current.member and len(current.rows) == 1 and is_named(current.rows[0].text))
            prose = is_prose(following.text) or len(following.text) > 50
            return prose and not entry and (not numbered.group(1).isdigit() or following.gap > spacing)
        width = self.widths[row.page]
        centered = row.indent >= 15 and abs(row.indent - (width - row.indent - len(row.text))) <= 10
        return centered and apart

    def _wrapped_capitals(self, current: Block | None, row: Row, rows: Sequence[Row], index: int) -> bool:
        """Capitals inside a sentence: the row before is open, or the next row goes on in small letters."""
        if current and current.kind == "body" and row.gap <= self.spacings[row.page]:
            before = current.rows[-1].text
            if not ends_sentence(before) and (is_prose(before) or len(before) > 50):
                return True
        following = rows[index + 1] if index + 1 < len(rows) else None
        if following is None or following.gap > self.spacings[row.page] or following.new_page:
            return False
        if following.text[0].islower():
            return True
        first = following.text.split()[0]
        return len(row.text) >= 50 and len(first) > 1 and is_capitals(first) and is_prose(following.text)


def _fill(blocks: list[Block], lost: Sequence[Member], since: bool) -> bool:
    """Give `lost` members to the paragraphs at the end of `blocks`: those since the last member, or (since
    False) since a paragraph that ends with a colon. Only where there are as many of them, counting places
    inside a paragraph where one row ends a sentence and the next begins one."""
    plain: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        stop = block.member is not None if since else block.rows[-1].text.endswith(":")
        if block.kind != "body" or stop:
            if since and stop and block.member and block.member.depth > lost[0].depth:
                continue
            break
        plain.insert(0, index)
        if len(plain) > len(lost) or sum(len(blocks[one].rows) for one in plain) > 200:
            return False
    else:
        return False
    if len(plain) < len(lost):
        places = [
            (index, row)
            for index in plain
            for row in range(1, len(blocks[index].rows))
            if ends_sentence(blocks[index].rows[row - 1].text) and blocks[index].rows[row].text[0].isupper()
        ]
        if len(plain) + len(places) != len(lost):
            return False
        for index, row in reversed(places):
            blocks.insert(index + 1, Block("body", blocks[index].rows[row:]))
            del blocks[index].rows[row:]
        plain = list(range(plain[0], plain[0] + len(lost)))
    if len(plain) != len(lost) or not plain:
        return False
    for index, member in zip(plain, lost, strict=True):
        blocks[index].member = member
    return True


def _margin(page: Page) -> int | None:
    """Where the lines of the page's paragraphs begin, where it keeps indents at all; else None."""
    indents = Counter(row.indent for row in page.filled() if len(row.text) > 40)
    if sum(count for indent, count in indents.items() if indent > 2) < 2 or not indents:
        return None
    return min(indent for indent, count in indents.items() if count > 1 or len(indents) < 4)


def _tables(rows: Sequence[Row]) -> set[int]:
    """The rows of tables: two or more, one under the other, with blanks at the same place."""
    columns = [
        {row.indent + match.end() for match in _COLUMN.finditer(row.text)} if "   " in row.text else set()
        for row in rows
    ]
    columns = [set() if stands_alone(row.text.split()[0]) else here for row, here in zip(rows, columns, strict=True)]
    found: set[int] = set()
    for index in range(1, len(rows)):
        if rows[index].gap > 2 or not (columns[index] and columns[index - 1]):
            continue
        if any(abs(one - two) <= 1 for one in columns[index] for two in columns[index - 1]):
            found.update((index - 1, index))
    return found | _dated_rows(rows)


def _dated_rows(rows: Sequence[Row]) -> set[int]:
    """The rows of schedules: a label and a date, apart by a tab, blanks or dots; with the row of heads over them."""
    cut = [
        [match.end() for match in _LEADER.finditer(row.text)] if any(sign in row.text for sign in _LEADS) else []
        for row in rows
    ]
    found: set[int] = set()
    for index, row in enumerate(rows):
        dated = any(_DATE_CELL.match(row.text, place) for place in (0, *cut[index]))
        # Prose is set wide where it is justified: a schedule's row begins anew and is no sentence that goes on.
        before = rows[index - 1] if index else None
        goes_on = before is not None and not row.gap and is_prose(before.text) and not ends_sentence(before.text)
        if cut[index] and dated and not row.text[0].islower() and not goes_on:
            found.add(index)
            if index and cut[index - 1] and len(rows[index - 1].text) < 100 and row.gap <= 2:
                found.add(index - 1)
    return found
