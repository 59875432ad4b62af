"""Citations and passages in characters: which stretches of an order are evidence, which are cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.quality.score import fold
from indexer.orders import Order, Span


def find(text: str, snippet: str) -> Span | None:
    """Where `snippet` stands in `text`, both folded as `score.fold` does; None where it does not."""
    folded, places = folded_with_places(text)
    at = folded.find(fold(snippet))
    if at < 0:
        return None
    return Span(places[at], places[at + len(fold(snippet)) - 1] + 1)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and, for each of its letters, where it stands in `text`."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace() or letter in "\u00a0\u202f\u2009":
            if letters and letters[-1] != " ":
                letters.append(" ")
                places.append(place)
            continue
        for plain in fold(letter):
            letters.append(plain)
            places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places


def evidence_spans(order: Order, snippets: Iterable[str]) -> list[Span]:
    """The stretches of the order that the snippets are; one that is not found is left out."""
    found = [find(order.text, snippet) for snippet in snippets]
    return merge(span for span in found if span)


def sentences_of(order: Order, spans: Sequence[Span]) -> list[Span]:
    """The whole sentences that the spans touch: what a citation may quote without quoting too much."""
    return merge(
        sentence
        for paragraph in order.paragraphs
        for sentence in (paragraph.sentences or (paragraph.span,))
        if any(sentence.start < span.end and span.start < sentence.end for span in spans)
    )


def merge(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, overlapping ones joined, so that no character is counted twice."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        elif span.end > span.start:
            merged.append(span)
    return merged


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """How many characters two merged lists of spans have in common."""
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other
    )


def length(spans: Iterable[Span]) -> int:
    """How many characters the merged spans hold."""
    return sum(span.end - span.start for span in spans)
