"""The printed rows of an order, cut into cells: what stands side by side in a caption, apart.

A caption is a small table without rules: parties at the left, docket number and title at the right, held
apart by blanks or a column of ")", ":", "*" or "§". `Order.text` runs on; the pins say where each stretch stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.orders import Order, Pin, Span

# Blanks that hold two columns apart, and the signs of a column between them.
_COLUMNS = re.compile(r"(?:\s{3,}|\t|\s+[)§|:*]\s+(?=\S)|\s{2,}[)§|:*]\s?)")
# What is left of a column at the ends of a cell; a period or parenthesis of the words themselves stays.
_LEFT = " \t\n\r\u00a0*§|:;_~“”\"'`#•°—–-)"
_RIGHT = " \t\n\r\u00a0*§|_~“”\"`#•°"
_RIGHT_APART = "):.,'’=&-"
_STRAY = re.compile(r"\W*(?:(?:[a-z]{1,2}|[A-Z])(?:\W+|$)){1,30}")
_LONG_WORD = re.compile(r"\w\w\w")
# Only such stretches may lie between two cells of one value.
_NOISE = re.compile(r"[\s*§|:)(_~“”\"'`#•°.=&-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `text` is `Order.text[start:end]`. page, row: where it is printed; column: letters before
    it on its row; first: nothing stands at its left."""

    text: str
    start: int
    end: int
    page: int
    row: int
    column: int
    first: bool = True

    def part(self, start: int, end: int | None = None) -> Cell:
        """`text[start:end]` as a cell of its own, less blanks and column signs at its ends."""
        piece = self.text[start:end]
        rest = piece.lstrip(_LEFT)
        offset = start + len(piece) - len(rest)
        rest = rest.rstrip(_RIGHT)
        # ") )" and " ." stand apart from the words: a column again.
        for _ in range(3):
            shorter = rest.rstrip(_RIGHT_APART)
            if shorter == rest or shorter == shorter.rstrip():
                break
            rest = shorter.rstrip(_RIGHT)
        return Cell(
            rest, self.start + offset, self.start + offset + len(rest), self.page, self.row, self.column + offset,
            self.first,
        )  # fmt: skip


def cells(order: Order) -> tuple[Cell, ...]:
    """Every cell of the order in the order of its text; empty ones and lone signs are left out."""
    joined: list[Cell] = []
    last: Pin | None = None
    for pin in order.pins:
        begin = max(order.source.rfind("\n", 0, pin.source), order.source.rfind("\f", 0, pin.source)) + 1
        cell = Cell(order.text[pin.start : pin.end], pin.start, pin.end, pin.page, pin.row, pin.source - begin)
        if last and (last.page, last.row) == (pin.page, pin.row) and _one(order, last, pin):
            before = joined.pop()
            text = order.text[before.start : pin.end]
            cell = Cell(text, before.start, pin.end, pin.page, pin.row, before.column)
        joined.append(cell)
        last = pin
    pieces = [piece for cell in joined for piece in _split(cell)]
    edges: dict[tuple[int, int], int] = {}
    for piece in pieces:
        place = piece.page, piece.row
        edges[place] = min(piece.column, edges.get(place, piece.column))
    return tuple(
        piece if piece.column == edges[piece.page, piece.row]
        else Cell(piece.text, piece.start, piece.end, piece.page, piece.row, piece.column, first=False)
        for piece in pieces
    )  # fmt: skip


def _one(order: Order, left: Pin, right: Pin) -> bool:
    """Whether two stretches of a row are one cell: at most signs of emphasis and a blank lay between them."""
    if order.text[left.end : right.start].strip():
        return False
    end = left.source + left.end - left.start
    between = order.source[max(left.source, end - 3) : end] + order.source[end : right.source][:20]
    blanks = len(between) - len(between.rstrip(" \t*_#\\"))
    signs = sum(sign in "*_#\\" for sign in between[len(between) - blanks :])
    return end <= right.source <= end + 8 and blanks - signs <= 2


def _split(cell: Cell) -> list[Cell]:
    pieces: list[Cell] = []
    start = 0
    for match in _COLUMNS.finditer(cell.text):
        pieces.append(cell.part(start, match.start()))
        start = match.end()
    pieces.append(cell.part(start))
    return [piece for piece in pieces if re.search(r"\w", piece.text) and not is_stray(piece.text)]


def is_stray(text: str) -> bool:
    """Whether a cell is what OCR made of asterisks or a rule: "te x", "a", "X"."""
    if _LONG_WORD.search(text):
        return False
    return bool(_STRAY.fullmatch(text)) and not re.match(r"v\W*s?\W*$", text, re.I)


def cover(order: Order, parts: Sequence[Cell]) -> Span | None:
    """The stretch of text that holds `parts` and nothing else; where other words lie between them (two
    columns, read row by row), as many of the first of them as stand together."""
    if not parts:
        return None
    last = parts[0]
    for part in parts[1:]:
        if not _NOISE.fullmatch(order.text, last.end, part.start):
            break
        last = part
    return Span(parts[0].start, last.end)
