"""Where a stretch of an order stands: paragraph label, page, pleading lines; and its words, checked."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

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


class FalseQuotation(AssertionError):
    """A citation's words are not the order's words: a bug of this program, never shown as an answer."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The order's exact words and where they stand: paragraph label, page, pleading lines, offsets.

    page: None where the file has no pages to speak of. lines: "12-15" as printed in the gutter, None where
    the paper is not numbered. start, end: offsets into `Order.text`. star: "*13-14", pages of a printed reporter, None
    where the text marks none.
    """

    order: str
    paragraph: str
    page: int | None
    lines: str | None
    start: int
    end: int
    quote: str
    star: str | None = None

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
            place.star,
        )

    def check(self, order: Order) -> None:
        """Raise FalseQuotation unless the quotation is in the order, at its offsets."""
        if order.id != self.order or order.text[self.start : self.end] != self.quote or not self.quote:
            raise FalseQuotation(f"{self.order} {self.start}-{self.end}: {self.quote[:60]!r}")

    @property
    def where(self) -> str:
        """The pinpoint as a lawyer writes it: "order ¶ 3 at 2:17-18", "order ¶ 2 at 3"."""
        if self.star:
            return f"{self.paragraph} at {self.star}".strip()
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
            "star": self.star,
        }


def short(order: Order, span: Span) -> str:
    """The pinpoint of a stretch as `Citation.where` writes it."""
    return Citation.of(order, span).where
