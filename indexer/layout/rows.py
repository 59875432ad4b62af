"""The working types of the layout: physical pages of rows, each letter tied to its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Cut = tuple[int, int]


@dataclass(slots=True)
class Row:
    """One physical row of a page while the layout works on it.

    text: what is left of it. at: for each letter of `text` its offset in the source. number: the row on
    its page, from 1, blank rows counted. line: the pleading line in the gutter. indent: blanks before
    the text, after a gutter number was taken off. gap: blank rows between it and the row before. new_page: a page
    or a column begins with it. below: it stands under the last number of the gutter.
    """

    text: str
    at: Sequence[int]
    number: int
    line: int | None = None
    page: int = 1
    indent: int = 0
    gap: int = 0
    new_page: bool = False
    below: bool = False

    def keep(self, start: int, end: int) -> None:
        """Keep `[start, end)` of the row, less the blanks at either side."""
        text = self.text[start:end]
        start += len(text) - len(text.lstrip())
        text = text.strip()
        self.at = self.at[start : start + len(text)]
        self.text = text

    def part(self, start: int, end: int) -> Row:
        """A row of its own made of `[start, end)`."""
        row = Row(self.text, self.at, self.number, self.line, self.page, self.indent + start, self.gap)
        row.keep(start, end)
        return row


@dataclass(slots=True)
class Page:
    """The rows of one page. number: as printed or counted.
    width: letters of a usual full row. spacing: blank rows between its lines."""

    rows: list[Row]
    number: int = 1
    width: int = 0
    spacing: int = 0

    def filled(self) -> list[Row]:
        """Its rows that hold text."""
        return [row for row in self.rows if row.text]


def split(text: str, cuts: Sequence[Cut] = ()) -> list[Page]:
    """Pages at form feeds, rows at line feeds; `cuts` (sorted stretches of `text`) are left out."""
    pages: list[Page] = []
    offset = 0
    following = 0
    for sheet in text.split("\f"):
        rows: list[Row] = []
        for number, line in enumerate(sheet.split("\n"), 1):
            end = offset + len(line)
            row = Row(line, range(offset, end), number)
            while following < len(cuts) and cuts[following][0] < end:
                following += 1
            here = [cut for cut in cuts[_first(cuts, following, offset) : following] if cut[1] > offset]
            if here:
                _leave_out(row, here, offset)
            body = row.text.strip()
            row.indent = len(row.text) - len(row.text.lstrip()) if body else 0
            row.keep(0, len(row.text))
            rows.append(row)
            offset = end + 1
        pages.append(Page(rows))
    if len(pages) > 1 and not pages[-1].filled():
        pages.pop()
    return pages


def _first(cuts: Sequence[Cut], following: int, offset: int) -> int:
    index = following
    while index > 0 and cuts[index - 1][1] > offset:
        index -= 1
    return index


def _leave_out(row: Row, cuts: Sequence[Cut], offset: int) -> None:
    kept: list[int] = []
    position = 0
    for start, end in cuts:
        kept.extend(range(position, max(start - offset, position)))
        position = max(end - offset, position)
    kept.extend(range(position, len(row.text)))
    row.text = "".join(row.text[index] for index in kept)
    row.at = [offset + index for index in kept]
