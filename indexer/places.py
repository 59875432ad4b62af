"""A sentence of an order with its time phrases, ready to be read for acts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.actors import condition_of
from indexer.orders import Paragraph, Span, TimePhrase

_RECORD = re.compile(r"\((?:ECF|Doc|Dkt|Docket|D\.I\.|Filing|Id)\b[^()]{0,40}\)")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a paragraph, its words, and the time phrases in it (spans within the sentence)."""

    paragraph: Paragraph
    span: Span
    text: str
    phrases: tuple[TimePhrase, ...]


_LONGEST = 4000  # characters of a sentence that are read whole; of a longer one only what stands near the phrase
_BEFORE, _AFTER = 1500, 1000


def near(place: Place, phrase: TimePhrase) -> tuple[Place, TimePhrase]:
    """The place itself, or the part of an endless sentence about `phrase`, with the phrase's span in it."""
    if len(place.text) <= _LONGEST:
        return place, phrase
    start = max(phrase.span.start - _BEFORE, 0)
    start = place.text.find(" ", start) + 1 if start else 0
    end = min(phrase.span.end + _AFTER, len(place.text))
    inside = tuple(
        _shifted(other, start) for other in place.phrases if other.span.start >= start and other.span.end <= end
    )
    span = Span(place.span.start + start, place.span.start + end)
    return Place(place.paragraph, span, place.text[start:end], inside), _shifted(phrase, start)


def _shifted(phrase: TimePhrase, by: int) -> TimePhrase:
    return replace(phrase, span=Span(phrase.span.start - by, phrase.span.end - by))


def blanked(place: Place, at: int | None = None) -> str:
    """The sentence with its time phrases and record cites (and the condition that the act at `at` stands
    under) replaced by spaces, so that offsets stay and no clause keeps them."""
    text = place.text
    for cite in _RECORD.finditer(text):
        text = _spaced(text, cite.start(), cite.end())
    for phrase in place.phrases:
        start, end = phrase.span.start, phrase.span.end
        opens = text[:start].rstrip()
        led = not opens or opens[-1] in ",;:.)" or opens.endswith(("that", "and", "shall", "must"))
        if text[end : end + 1] == "," and led:
            end += 1
            start = len(opens) - 1 if opens.endswith(",") else start
        text = _spaced(text, start, end)
    if at is not None and (condition := condition_of(place.text, at)):
        start = place.text.find(condition)
        end = start + len(condition)
        if end <= at:
            text = _spaced(
                text, start, end + (after.end() if (after := re.match(r",?\s(?:then\s)?", text[end:])) else 0)
            )
    return text


def _spaced(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
