"""Where a stretch of an order stands: paragraph label, page, pleading lines; and how a lawyer writes it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from indexer.orders import Order, Paragraph, Pin, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A pinpoint. lines: "12-15" or "12"; None where the paper is not numbered."""

    paragraph: str
    page: int | None
    lines: str | None
    last_page: int | None = None


def locate(order: Order, span: Span) -> Place:
    """The pinpoint of `span`: the paragraph that it begins in, its first page and the lines on it."""
    paragraph = paragraph_at(order, span.start)
    pins = pins_of(order, span)
    if not pins:
        return Place(paragraph.label if paragraph else "", None, None)
    first, last = pins[0], pins[-1]
    lines = [pin.line for pin in pins if pin.page == first.page and pin.line is not None]
    text = None
    if lines:
        text = str(lines[0]) if lines[0] == lines[-1] else f"{lines[0]}-{lines[-1]}"
    return Place(paragraph.label if paragraph else "", first.page, text, last.page)


def paragraph_at(order: Order, offset: int) -> Paragraph | None:
    """The paragraph that holds the character at `offset`; None between paragraphs."""
    index = bisect_right(order.paragraphs, offset, key=lambda paragraph: paragraph.span.start) - 1
    if index < 0:
        return None
    paragraph = order.paragraphs[index]
    return paragraph if offset < paragraph.span.end else None


def pins_of(order: Order, span: Span) -> list[Pin]:
    """The pins that touch `span`, in the order of the text."""
    index = max(bisect_right(order.pins, span.start, key=lambda pin: pin.start) - 1, 0)
    found = []
    for pin in order.pins[index:]:
        if pin.start >= span.end:
            break
        if pin.end > span.start:
            found.append(pin)
    return found


def short(order: Order, span: Span) -> str:
    """The citation as a lawyer writes it: "Order ¶ 3 at 2:17-18", "order ¶ 2, at 3"."""
    place = locate(order, span)
    at = ""
    if place.page is not None:
        at = f" at {place.page}:{place.lines}" if place.lines else f" at {place.page}"
    return f"{place.paragraph}{at}".strip()
