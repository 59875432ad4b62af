"""Where a stretch of an order stands: paragraph label, page, pleading lines; and how a lawyer writes it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from indexer.orders import Order, Paragraph, Pin, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A pinpoint. lines: "12-15" or "12"; None where the paper is not numbered. star: pages of a printed reporter,
    "*13" or "*13-14"; None where the text marks none."""

    paragraph: str
    page: int | None
    lines: str | None
    last_page: int | None = None
    star: str | None = None


# Letters of a quotation before the first star, from which the page before it is cited too.
_WORTH_A_PAGE = 40


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
    return Place(paragraph.label if paragraph else "", first.page, text, last.page, star_pages(order, span))


def star_pages(order: Order, span: Span) -> str | None:
    """The reporter's pages that `span` stands on, by the stars in the text: those that begin inside it, else the one
    that it lies on."""
    stars = [one for one in order.left_out if one.kind == "star"]
    before = [one for one in stars if one.at <= span.start]
    inside = [one for one in stars if span.start < one.at < span.end]
    if before and (not inside or inside[0].at - span.start > _WORTH_A_PAGE):
        inside.insert(0, before[-1])
    if not inside:
        return None
    first, last = inside[0].words, inside[-1].words
    return f"*{first}" if first == last else f"*{first}-{last}"


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
    if place.star:
        at = f" at {place.star}"
    elif place.page is not None:
        at = f" at {place.page}:{place.lines}" if place.lines else f" at {place.page}"
    return f"{place.paragraph}{at}".strip()
