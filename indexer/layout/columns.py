"""Pages set in two columns of running text: the left column first, then the right.

A caption, a schedule and a form stand in columns too, and are read across. What tells running text is that its lines go
on: they fill their column, begin in small letters and end inside a sentence, on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from indexer.layout.rows import Page, Row

_GAP = re.compile(r"(?<=\S)\s{2,}(?=\S)")
_FEWEST = 5  # rows with words on both sides
_NEAR = 1  # letters by which a column's left edge may waver
_WORDS = 3.5  # of a usual line, on either side
_FULL = 0.7  # share of the column that a full line takes
_MOSTLY = 0.5
_GOING_ON = 0.35  # share of lines that begin in small letters


@dataclass(frozen=True, slots=True)
class _Cut:
    """A row parted at `start` to `end` of its text, the right part beginning at `column`."""

    start: int
    end: int
    column: int


def part(pages: Sequence[Page]) -> None:
    """Put the rows of every stretch of two columns in the order in which they are read."""
    for page in pages:
        rows = page.filled()
        if len(rows) < _FEWEST or sum("  " in row.text for row in rows) < _FEWEST:
            continue
        column = _column(rows)
        if column is None:
            continue
        for first, last in _stretches(rows, column):
            _reorder(page, rows[first : last + 1], column)


def _cuts(row: Row) -> list[_Cut]:
    return [_Cut(gap.start(), gap.end(), row.indent + gap.end()) for gap in _GAP.finditer(row.text)]


def _column(rows: Sequence[Row]) -> int | None:
    """Where a second column begins: the place that most rows have behind a gap."""
    places = Counter(cut.column for row in rows for cut in _cuts(row))
    if not places:
        return None
    near = {place: sum(places[place + step] for step in range(-_NEAR, _NEAR + 1)) for place in places}
    best = max(near, key=lambda place: (near[place], places[place]))
    return best if near[best] >= _FEWEST else None


def _cut_at(row: Row, column: int) -> _Cut | None:
    return next((cut for cut in _cuts(row) if abs(cut.column - column) <= _NEAR), None)


def _stretches(rows: Sequence[Row], column: int) -> list[tuple[int, int]]:
    """The first and last index of each run of rows that stand in two columns of running text."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for index in range(len(rows) + 1):
        row = rows[index] if index < len(rows) else None
        inside = row is not None and (
            _cut_at(row, column) is not None
            or row.indent + len(row.text) < column  # the right column has ended, or there is a gap in it
            or row.indent >= column - _NEAR
        )
        if inside and start is None and row is not None and _cut_at(row, column):
            start = index
        elif not inside and start is not None:
            found.append((start, index - 1))
            start = None
    return [run for run in found if _is_prose(rows[run[0] : run[1] + 1], column)]


def _is_prose(rows: Sequence[Row], column: int) -> bool:
    cuts = [(row, cut) for row in rows if (cut := _cut_at(row, column))]
    if len(cuts) < _FEWEST:
        return False
    lefts = [row.text[: cut.start] for row, cut in cuts]
    rights = [row.text[cut.end :] for row, cut in cuts]
    edge = min(row.indent for row, _ in cuts)
    if any("  " in text for text in [*lefts, *rights]):  # more than two columns
        return False
    widest = max(map(len, rights))
    full_left = sum(row.indent + cut.start - edge >= _FULL * (column - edge) for row, cut in cuts)
    full_right = sum(len(text) >= _FULL * widest for text in rights)
    return (
        all(median(len(text.split()) for text in side) >= _WORDS for side in (lefts, rights))
        and min(full_left, full_right) >= _MOSTLY * len(cuts)
        and all(sum(text[:1].islower() for text in side) >= _GOING_ON * len(cuts) for side in (lefts, rights))
    )


def _reorder(page: Page, rows: Sequence[Row], column: int) -> None:
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        cut = _cut_at(row, column)
        if cut:
            left.append(row.part(0, cut.start))
            beside = row.part(cut.end, len(row.text))
            beside.indent = max(cut.column - column, 0)
            right.append(beside)
        elif row.indent >= column - _NEAR:
            row.indent = max(row.indent - column, 0)
            right.append(row)
        else:
            left.append(row)
    if right:
        right[0].new_page = True  # a column begins as a page does
    gone = {id(row) for row in rows}
    first = next(index for index, row in enumerate(page.rows) if id(row) in gone)
    blank = [row for row in page.rows[first:] if id(row) not in gone and not row.text and row.number <= rows[-1].number]
    gone |= {id(row) for row in blank}
    rest = [row for row in page.rows[first:] if id(row) not in gone]
    page.rows = [*page.rows[:first], *left, *right, *rest]
