"""What a paper must contain or what must be filed with it: the words that say so and the list that follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.reading.view import Sentence
from indexer.orders import Span

_SAME_PAPER = re.compile(r"^\W*(?:(?:such|the|this|that|any|each|it)\b)", re.IGNORECASE)


def _further(context: Context, sentence: Sentence) -> tuple[Span, ...]:
    """The next sentences of the paragraph that go on about the same paper: "Such report shall also list ..."."""
    found = []
    for other in context.view.sentences[sentence.number + 1 : sentence.number + 3]:
        same = other.paragraph.number == sentence.paragraph.number and _SAME_PAPER.match(other.text)
        if not same or not any(one.kind == "contents" for one in context.view.provisions.get(other.number, ())):
            break
        found.append(other.span)
    return tuple(found)


@answerer(
    "contents",
    asks=("contents",),
    examples=(
        Example(
            "What must the report say?",
            "The report shall set forth the following: (a) the dates of the visits; and (b) the cost of repair.",
            "cost of repair",
        ),
        Example(
            "what has to be in the notice?",
            "Counsel shall file a notice indicating whether the sale is final.",
            "whether the sale is final",
        ),
    ),
    near=(NearMiss("What must the witness list say?", "The parties shall appear on May 3, 2021."),),
)
def answer_contents(context: Context) -> Iterator[Found]:
    """The contents provision whose paper is the one asked about, with its items; else the duty that names it."""
    view, gauge = context.view, context.gauge
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "signature"):
            continue
        provisions = view.provisions.get(sentence.number, ())
        lists = [provision for provision in provisions if provision.kind == "contents"]
        fit = gauge.of(sentence)
        features = {"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage}
        if lists:
            ordered = any(one.kind == "obligation" for one in provisions)
            provision = max(lists, key=lambda one: len(one.items))
            items = [view.words(span) for span in provision.items]
            spans = (
                sentence.span,
                *(span for span in provision.items if span.start >= sentence.span.end),
                *_further(context, sentence),
            )
            value = {"type": "items", "value": items} if items else text_value(view.words(provision.span))
            yield Found(
                kind="contents",
                score=fit.score + (0.12 if items else 0.06) + (0.06 if ordered else 0.0),
                spans=spans,
                value=value,
                said="contents",
                parts={"items": items},
                features=features,
            )
        elif any(provision.kind in ("obligation", "permission") for provision in provisions):
            yield Found(
                kind="contents",
                score=fit.score - 0.02,
                spans=(sentence.span,),
                value=text_value(sentence.text),
                said="quote",
                features=features,
            )
