"""An order laid out as pleading paper: sheets of lines with their gutter numbers, anchors and marked words."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.orders import Order, Pin, Span

# An order of more pages is shown in windows of so many, so that no page of ours grows without end.
WINDOW = 30
_REMEMBERED = 64
# Characters of a line on pleading paper; a longer one is a paragraph in one row.
_LONGEST_LINE = 110


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one look. cited: number of the citation, 0 where there is none; styles: "bold italic"."""

    text: str
    cited: int
    styles: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. number: as printed in the gutter, None on unnumbered paper. label: of the paragraph that
    begins here. begins: a paragraph begins; kind: of the paragraph; centered: of the caption's head or title."""

    anchor: str
    number: int | None
    label: str
    begins: bool
    kind: str
    centered: bool
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. numbered: its lines have printed numbers; shaped: and are short enough to keep their shape."""

    page: int
    lines: tuple[Line, ...]
    numbered: bool
    shaped: bool = False


class Anchors:
    """The anchors of an order's lines: "p2l17" by page and printed line, "p1r20" by page and row."""

    def __init__(self, order: Order):
        self.rows: list[list[Pin]] = []
        for pin in order.pins:
            if self.rows and (self.rows[-1][0].page, self.rows[-1][0].row) == (pin.page, pin.row):
                self.rows[-1].append(pin)
            else:
                self.rows.append([pin])
        self.starts = [row[0].start for row in self.rows]
        self.names: list[str] = []
        taken: set[str] = set()
        for row in self.rows:
            first = row[0]
            name = f"p{first.page}l{first.line}" if first.line is not None else f"p{first.page}r{first.row}"
            if name in taken:  # a page printed twice, a number read twice
                name = f"p{first.page}r{first.row}"
            while name in taken:
                name += "x"
            taken.add(name)
            self.names.append(name)

    def at(self, offset: int) -> tuple[str, int]:
        """The anchor of the line that holds the character at `offset`, and its page."""
        if not self.rows:
            return "top", 1
        place = max(bisect_right(self.starts, offset) - 1, 0)
        return self.names[place], self.rows[place][0].page


_known: OrderedDict[tuple[str, str], Anchors] = OrderedDict()
_guard = threading.Lock()


def anchors(order: Order) -> Anchors:
    """The anchors of an order; those of the last orders are remembered."""
    key = (order.id, order.sha256)
    with _guard:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    made = Anchors(order)
    with _guard:
        _known[key] = made
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return made


def window(order: Order, page: int | None) -> tuple[int, int]:
    """First and last page to show: all of them, or the window that holds `page`."""
    pages = max((pin.page for pin in order.pins), default=1)
    if pages <= WINDOW:
        return 1, pages
    first = (max(min(page or 1, pages), 1) - 1) // WINDOW * WINDOW + 1
    return first, min(first + WINDOW - 1, pages)


def sheets(order: Order, cited: Sequence[Span] = (), pages: tuple[int, int] | None = None) -> list[Sheet]:
    """The order's pages as sheets; cited: stretches to mark, numbered from 1; pages: first and last to lay out."""
    known = anchors(order)
    starts = {paragraph.span.start: paragraph for paragraph in order.paragraphs}
    firsts = [paragraph.span.start for paragraph in order.paragraphs]
    heads = [span for name, span in order.caption.where.items() if name in ("court", "title", "district")]
    looks = [(mark.span.start, mark.span.end, mark.kind) for mark in order.marks]
    labelled: set[str] = set()
    made: dict[int, list[Line]] = {}
    for row, name in zip(known.rows, known.names, strict=True):
        page = row[0].page
        if pages is not None and not pages[0] <= page <= pages[1]:
            continue
        start, end = row[0].start, row[-1].end
        place = max(bisect_right(firsts, start) - 1, 0)
        paragraph = order.paragraphs[place] if order.paragraphs else None
        begins = start in starts
        label = ""
        if begins and paragraph is not None and paragraph.kind in ("body", "item", "footnote"):
            label = paragraph.label if paragraph.label not in labelled else ""
            labelled.add(paragraph.label)
        kind = paragraph.kind if paragraph is not None else "body"
        centered = kind == "caption" and any(head.start < end and start < head.end for head in heads)
        words = segments(order, start, end, cited, looks)
        line = Line(name, row[0].line, short_label(label), begins, kind, centered, words)
        made.setdefault(page, []).append(line)
    return [sheet(page, tuple(lines)) for page, lines in sorted(made.items())]


def sheet(page: int, lines: tuple[Line, ...]) -> Sheet:
    """A page of these lines."""
    numbered = any(line.number for line in lines)
    longest = max(sum(len(segment.text) for segment in line.segments) for line in lines)
    return Sheet(page, lines, numbered, numbered and longest <= _LONGEST_LINE)


def short_label(label: str) -> str:
    """What the margin has room for: "¶ 3(b)"; a running number is no label that the order prints."""
    return "" if label.startswith("unnumbered") else label.removeprefix("order ")


def segments(
    order: Order, start: int, end: int, cited: Sequence[Span], looks: Sequence[tuple[int, int, str]]
) -> tuple[Segment, ...]:
    """`order.text[start:end]` cut where the look changes."""
    near = [(number, span) for number, span in enumerate(cited, 1) if span.start < end and start < span.end]
    styled = [look for look in looks if look[0] < end and start < look[1]]
    edges = {start, end}
    for first, last in [*((span.start, span.end) for _, span in near), *((look[0], look[1]) for look in styled)]:
        edges |= {edge for edge in (first, last) if start < edge < end}
    cuts = sorted(edges)
    found = []
    for first, last in zip(cuts, cuts[1:], strict=False):
        number = next((number for number, span in near if span.start <= first < span.end), 0)
        styles = " ".join(sorted({kind for begin, stop, kind in styled if begin <= first < stop}))
        found.append(Segment(order.text[first:last], number, styles))
    return tuple(found)
