"""A sentence of an order with its time phrases, ready to be read for acts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.deadlines.dates import find_moments
from indexer.orders import Order, Paragraph, Span, TimePhrase
from indexer.provisions.actors import condition_of

_RECORD = re.compile(r"\((?:ECF|Doc|Dkt|Docket|D\.I\.|Filing|Id)\b[^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a paragraph, its words, and the time phrases in it (spans within the sentence).

    blank: the sentence with its time phrases and record cites replaced by spaces, so that offsets stay and
    no clause keeps them.
    """

    paragraph: Paragraph
    span: Span
    text: str
    phrases: tuple[TimePhrase, ...]
    blank: str


_LONGEST = 4000  # characters of a sentence that are read whole; of a longer one only what stands near a phrase
_STRIDE, _BEFORE, _AFTER = 1000, 800, 800  # phrases of one stride share a part, so that it is read once


def day_of_order(order: Order) -> dt.date | None:
    """The order's date: of its caption, else the one printed where it is signed; None where it has none."""
    if order.caption.filed is not None:
        return order.caption.filed
    signed = (p for p in order.paragraphs if p.kind == "signature")
    dates = (m.date for p in signed for m in find_moments(order.text[p.span.start : p.span.end]) if m.date)
    return next(dates, None)


def place_of(paragraph: Paragraph, span: Span, text: str, phrases: tuple[TimePhrase, ...]) -> Place:
    """The place of a sentence `text` that stands at `span`."""
    return Place(paragraph, span, text, phrases, _blank(text, phrases))


def parts(place: Place) -> Iterator[tuple[Place, TimePhrase, int]]:
    """Each time phrase with the words to read it by (all of the sentence, of an endless one a part) and the
    end of the phrase before it, both counted in that part."""
    floor = 0
    part, stride, shift = place, -1, 0
    for phrase in place.phrases:
        if len(place.text) > _LONGEST and phrase.span.start // _STRIDE != stride:
            stride = phrase.span.start // _STRIDE
            part = _part(place, stride, phrase)
            shift = part.span.start - place.span.start
        yield part, _shifted(phrase, shift), max(floor - shift, 0)
        floor = phrase.span.end


def blanked(place: Place, at: int) -> str:
    """`place.blank` without the condition that the act at `at` stands under."""
    condition = condition_of(place.text, at)
    if condition is None:
        return place.blank
    start = place.text.find(condition)
    end = start + len(condition)
    if end > at:
        return place.blank
    after = re.match(r",?\s(?:then\s)?", place.blank[end:])
    return _spaced(place.blank, start, end + (after.end() if after else 0))


def _part(place: Place, stride: int, phrase: TimePhrase) -> Place:
    start = max(stride * _STRIDE - _BEFORE, 0)
    start = min(place.text.find(" ", start) + 1, phrase.span.start) if start else 0
    end = max(min((stride + 1) * _STRIDE + _AFTER, len(place.text)), phrase.span.end)
    inside = tuple(
        _shifted(other, start) for other in place.phrases if other.span.start >= start and other.span.end <= end
    )
    span = Span(place.span.start + start, place.span.start + end)
    return place_of(place.paragraph, span, place.text[start:end], inside)


def _shifted(phrase: TimePhrase, by: int) -> TimePhrase:
    return replace(phrase, span=Span(phrase.span.start - by, phrase.span.end - by)) if by else phrase


def _blank(text: str, phrases: tuple[TimePhrase, ...]) -> str:
    pieces = list(text)
    for cite in _RECORD.finditer(text):
        pieces[cite.start() : cite.end()] = " " * (cite.end() - cite.start())
    for phrase in phrases:
        start, end = phrase.span.start, phrase.span.end
        opens = text[max(start - 8, 0) : start].rstrip()
        led = not opens or opens[-1] in ",;:.)" or opens.endswith(("that", "and", "shall", "must"))
        if text[end : end + 1] == "," and led:
            # "shall, within ten days, notify": the commas belong to the phrase
            end += 1
            start = max(start - 8, 0) + len(opens) - 1 if opens.endswith(",") else start
        pieces[start:end] = " " * (end - start)
    return "".join(pieces)


def _spaced(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
