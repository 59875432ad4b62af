"""Where a stretch of an order stands: paragraph label, page, pleading lines; and its words, checked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

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


class FalseQuotation(AssertionError):
    """A citation's words are not the order's words: a bug of this program, never shown as an answer."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The order's exact words and where they stand: paragraph label, page, pleading lines, offsets.

    page: None where the file has no pages to speak of. lines: "12-15" as printed in the gutter, None where
    the paper is not numbered. start, end: offsets into `Order.text`.
    """

    order: str
    paragraph: str
    page: int | None
    lines: str | None
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, order: Order, span: Span) -> Citation:
        """Cite `span` of `order`: looks up the paragraph, the page and the lines."""
        place = locate(order, span)
        return cls(
            order.id,
            place.paragraph,
            place.page,
            place.lines,
            span.start,
            span.end,
            order.text[span.start : span.end],
        )

    def check(self, order: Order) -> None:
        """Raise FalseQuotation unless the quotation is in the order, at its offsets."""
        if order.id != self.order or order.text[self.start : self.end] != self.quote or not self.quote:
            raise FalseQuotation(f"{self.order} {self.start}-{self.end}: {self.quote[:60]!r}")

    @property
    def where(self) -> str:
        """The pinpoint as a lawyer writes it: "order ¶ 3 at 2:17-18", "order ¶ 2 at 3"."""
        lines = f":{self.lines}" if self.lines else ""
        return (f"{self.paragraph} at {self.page}{lines}" if self.page is not None else self.paragraph).strip()

    def to_dict(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "paragraph": self.paragraph,
            "page": self.page,
            "lines": self.lines,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }


def short(order: Order, span: Span) -> str:
    """The pinpoint of a stretch as `Citation.where` writes it."""
    return Citation.of(order, span).where
