"""An order's text as passages: each sentence with its neighbours, small enough to be read whole by the model.

A trial over several ways of cutting found that one sentence between its two neighbours, with the case and the
heading in front, finds the words that answer far oftener than whole paragraphs do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from indexer.model.tokens import fits, token_count
from indexer.orders import Order, Paragraph, Span

Count = Callable[[str], int]

# Neighbours join a sentence up to this many tokens; about 400 characters of an order's prose.
WINDOW_TOKENS = 90
# A sentence longer than this is cut, at a semicolon, comma or space. With the caption and the heading in front it
# still stays under the 256 word pieces that all-MiniLM-L6-v2 reads.
SENTENCE_TOKENS = 170
# Characters of a sentence that are looked at for where to cut it; of an endless one no more at a time.
LONGEST = 2000
# The caption and the heading in front of a passage are shortened to this many tokens each.
FRONT_TOKENS = 32

# Apart from what surrounds them: their sentences have no neighbours but one another.
APART = {"caption", "footnote", "signature"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage. span: what is shown and searched; sentence: its middle, what is quoted; caption and heading:
    what stands in front of it when it is embedded, empty where the order has none."""

    span: Span
    sentence: Span
    text: str
    caption: str
    heading: str

    @property
    def embedded(self) -> str:
        """The text that the model reads."""
        return "\n".join(part for part in (self.caption, self.heading, self.text) if part)


def chunks(order: Order, count: Count | None = None) -> list[Chunk]:
    """Every sentence of `order` as the middle of one passage, in the order of the text.

    count: tokens of a text; None counts with tiktoken's cl100k_base. A sentence is never cut unless it is longer
    than SENTENCE_TOKENS by itself; a passage never leaves its order, and never mixes a footnote, the caption or the
    signature with the body.
    """
    measure = count or token_count
    caption = shortened(front(order), measure)
    found: list[Chunk] = []
    for neighbourhood in neighbourhoods(order):
        pieces = [
            piece
            for paragraph in neighbourhood
            for sentence in paragraph.sentences or (paragraph.span,)
            for piece in cut(order.text, sentence, measure)
        ]
        heading = shortened(neighbourhood[0].heading or "", measure)
        for place, piece in enumerate(pieces):
            span = window(order.text, pieces, place, measure)
            found.append(Chunk(span, piece, order.text[span.start : span.end], caption, heading))
    return found


def neighbourhoods(order: Order) -> Iterator[list[Paragraph]]:
    """Runs of paragraphs whose sentences may stand in one passage: those under one heading."""
    run: list[Paragraph] = []
    for paragraph in order.paragraphs:
        if run and (
            paragraph.kind != run[-1].kind
            and (paragraph.kind in APART or run[-1].kind in APART)
            or paragraph.heading != run[-1].heading
        ):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def window(text: str, spans: list[Span], place: int, measure: Count) -> Span:
    """The sentence at `place` with the one after and the one before it, as far as WINDOW_TOKENS allow."""
    span = spans[place]
    for neighbour in (place + 1, place - 1):
        if 0 <= neighbour < len(spans):
            wider = Span(min(span.start, spans[neighbour].start), max(span.end, spans[neighbour].end))
            if fits(text[wider.start : wider.end], WINDOW_TOKENS, measure):
                span = wider
    return span


def cut(text: str, span: Span, measure: Count) -> Iterator[Span]:
    """`span` without the white space around it, in pieces of at most SENTENCE_TOKENS; nothing if it is blank."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        stop = end if end - start <= LONGEST else breaking_point(text, start, start + LONGEST)
        while not fits(text[start:stop], SENTENCE_TOKENS, measure):
            stop = breaking_point(text, start, start + (stop - start) // 2)
        yield Span(start, stop)
        start = stop
        while start < end and text[start].isspace():
            start += 1


def breaking_point(text: str, start: int, limit: int) -> int:
    """Where to cut before `limit`: behind the last semicolon, else comma, else space; else at `limit`."""
    for sign in ("; ", ", ", " "):
        place = text.rfind(sign, start + (limit - start) // 2, limit)
        if place > start:
            return place + len(sign.rstrip()) or place
    return max(limit, start + 1)


def front(order: Order) -> str:
    """What says which order a passage is from: case name and title."""
    return ". ".join(part for part in (order.caption.case_name, order.caption.title) if part)


def shortened(text: str, measure: Count) -> str:
    """The beginning of `text` within FRONT_TOKENS, whole words."""
    words = text.split()
    while words and not fits(" ".join(words), FRONT_TOKENS, measure):
        words = words[: max(len(words) * 3 // 4, 1)] if len(words) > 1 else []
    return " ".join(words)
