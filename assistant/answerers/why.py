"""Why: the reasons that the order states."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value


@answerer(
    "why",
    asks=("why",),
    examples=(
        Example(
            "Why was the request denied?",
            "The request is denied because the deadline passed a year ago.",
            "because the deadline passed",
        ),
    ),
    near=(NearMiss("Why was the trial moved?", "The parties shall file a joint report by May 3, 2021."),),
)
def answer_why(context: Context) -> Iterator[Found]:
    """The sentence that gives a reason for what is asked; "good cause" alone is no reason."""
    view, gauge = context.view, context.gauge
    for sentence in view.sentences:
        reasons = [one for one in view.provisions.get(sentence.number, ()) if one.kind == "reason"]
        if not reasons or sentence.paragraph.kind == "caption":
            continue
        weak = all(
            one.act.lower().startswith(("for good cause", "accordingly", "therefore", "for the")) for one in reasons
        )
        if weak:
            continue
        fit = gauge.of(sentence)
        yield Found(
            kind="fact",
            score=fit.score,
            spans=(sentence.span,),
            value=text_value(sentence.text),
            said="quote",
            features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
        )
