"""The printed rows of an order, cut into cells: what stands side by side in a caption, apart.

A caption is a small table without rules: parties at the left, docket number and title at the right, held
apart by blanks or a column of ")", ":", "*" or "§". `Order.text` runs on; the pins say where each stretch stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.orders import Order, Span

# Blanks that hold two columns apart, and the signs of a column between them.
_COLUMNS = re.compile(r"(?:\s{3,}|\t|\s+[)§|:*]\s+(?=\S)|\s{2,}[)§|:*]\s?)")
# What is left of a column at the ends of a cell; a period or parenthesis of the words themselves stays.
_LEFT = re.compile(r"^[\s*§|:;_~“”\"'`#•°—–-]+|^\)\s*")
_RIGHT = re.compile(r"[\s*§|_~“”\"`#•°]+$|\s+[):.,'’=&-]+$")
# Only such stretches may lie between two cells of one value.
_NOISE = re.compile(r"[\s*§|:)(_~“”\"'`#•°.=&-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `text` is `Order.text[start:end]`. page, row: where it is printed; column: letters before
    it on its row; alone: nothing else is printed on its row; first: of the cells of its row."""

    text: str
    start: int
    end: int
    page: int
    row: int
    column: int
    alone: bool = True
    first: bool = True

    def part(self, start: int, end: int | None = None) -> Cell:
        """`text[start:end]` as a cell of its own, less blanks and column signs at its ends."""
        piece = self.text[start:end]
        left = _LEFT.match(piece)
        begin = left.end() if left else 0
        rest = piece[begin:]
        while (right := _RIGHT.search(rest)) and right.start() < len(rest):
            rest = rest[: right.start()]
        offset = start + begin
        return Cell(
            rest, self.start + offset, self.start + offset + len(rest), self.page, self.row, self.column + offset,
            self.alone, self.first,
        )  # fmt: skip


def cells(order: Order) -> tuple[Cell, ...]:
    """Every cell of the order in the order of its text; empty ones and lone signs are left out."""
    rows: list[list[Cell]] = []
    previous: Cell | None = None
    for pin in order.pins:
        text = order.text[pin.start : pin.end]
        begin = max(order.source.rfind("\n", 0, pin.source), order.source.rfind("\f", 0, pin.source)) + 1
        cell = Cell(text, pin.start, pin.end, pin.page, pin.row, pin.source - begin)
        if previous and (previous.page, previous.row) == (pin.page, pin.row) and _one(order, previous, cell):
            previous = Cell(
                order.text[previous.start : cell.end], previous.start, cell.end, cell.page, cell.row, previous.column
            )
            rows[-1][-1] = previous
            continue
        if previous and (previous.page, previous.row) == (pin.page, pin.row):
            rows[-1].append(cell)
        else:
            rows.append([cell])
        previous = cell
    result: list[Cell] = []
    for row in rows:
        pieces = [piece for cell in row for piece in _split(cell)]
        result += [
            Cell(one.text, one.start, one.end, one.page, one.row, one.column, len(pieces) == 1, index == 0)
            for index, one in enumerate(pieces)
        ]
    return tuple(result)


def _one(order: Order, left: Cell, right: Cell) -> bool:
    """Whether two stretches of a row are one cell: nothing, or signs of emphasis, lay between them."""
    gap = right.column - left.column - len(left.text)
    between = order.text[left.end : right.start]
    return 0 <= gap <= 8 and between.strip() == "" and (gap < 3 or right.start == left.end)


def _split(cell: Cell) -> list[Cell]:
    pieces: list[Cell] = []
    start = 0
    for match in _COLUMNS.finditer(cell.text):
        pieces.append(cell.part(start, match.start()))
        start = match.end()
    pieces.append(cell.part(start))
    return [piece for piece in pieces if re.search(r"\w", piece.text)]


def cover(order: Order, parts: Sequence[Cell]) -> Span | None:
    """The stretch of text that holds `parts` and nothing else; where other words lie between them, the
    longest stretch that holds some of them."""
    best: tuple[int, Span] | None = None
    start = 0
    for index, part in enumerate(parts):
        if index + 1 < len(parts) and _NOISE.fullmatch(order.text, part.end, parts[index + 1].start):
            continue
        span = Span(parts[start].start, part.end)
        if best is None or span.end - span.start > best[0]:
            best = (span.end - span.start, span)
        start = index + 1
    return best[1] if best else None
