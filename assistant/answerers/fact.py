"""What else the order states: "what local rules apply?", "which appeal leads?"; the sentence that says it."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value


@answerer(
    "fact",
    asks=("what",),
    examples=(
        Example("Which local rules govern exhibits?", "Exhibits are governed by Local Rules 12.1 and 12.4.", "12.4"),
    ),
    near=(NearMiss("What is the capital of France?", "Exhibits are governed by Local Rules 12.1 and 12.4."),),
)
def answer_fact(context: Context) -> Iterator[Found]:
    """The sentence that holds every telling word of the question; near is not enough for a statement of fact."""
    view, gauge = context.view, context.gauge
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "heading"):
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
