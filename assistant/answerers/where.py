"""Where something happens or is sent: a room, court-house or address that the order prints."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from indexer.lazy import lazy

_PLACE_WORD = lazy(
    r"^(?:rooms?|courtrooms?|buildings?|address\w*|places?|locat\w+|floors?|cit(?:y|ies)|courthouses?|held|go\s+to|"
    r"attend\w*|"
    r"appear\w*|show\s+up|come)$"
)
_WEAK = 0.2


@answerer(
    "where",
    asks=("where",),
    examples=(
        Example(
            "Where is the hearing?",
            "The hearing will be held in Courtroom 4, 12 Main Street, Springfield, Illinois on May 3, 2021.",
            "Courtroom 4",
        ),
    ),
    near=(NearMiss("Where is the mediation?", "The parties shall file a joint report by May 3, 2021."),),
)
def answer_where(context: Context) -> Iterator[Found]:
    """The place in the sentence (or next to it) that fits; of several in one sentence, all."""
    view, gauge = context.view, context.gauge
    for sentence in view.sentences:
        if sentence.paragraph.kind == "caption":
            continue
        places = [
            provision.place
            for provision in view.provisions.get(sentence.number, ())
            if provision.place is not None
        ]
        if not places:
            continue
        with gauge.reweighed(lambda term: _WEAK if _PLACE_WORD.match(term.words) else 1.0):
            fit = gauge.of(sentence)
        before = view.sentences[sentence.number - 1] if sentence.number else None
        score = fit.score
        if before is not None and before.paragraph.number == sentence.paragraph.number:
            score = max(score, 0.9 * gauge.of(before).score)
        if all(_PLACE_WORD.match(term.words) for term in context.question.terms):
            score = max(score, 0.6)
        place = max(places, key=len)
        if len(places) > 1:
            place = ", ".join(dict.fromkeys(places))
        yield Found(
            kind="place",
            score=score + 0.08,
            spans=(sentence.span,),
            value=text_value(place),
            said="place",
            parts={"place": place},
            features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
        )
