"""What follows from not doing, or from doing: "what happens if we miss it?"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value


@answerer(
    "consequence",
    asks=("consequence",),
    examples=(
        Example(
            "What happens if I miss the hearing?",
            "A party who fails to attend the hearing may be sanctioned, or its claims dismissed.",
            "sanctioned",
        ),
        Example(
            "what if nobody objects",
            "If no party objects by May 3, the Court will treat the sum as unopposed and enter judgment.",
            "unopposed",
        ),
    ),
    near=(
        NearMiss("What happens if I file late?", "Plaintiff shall file an amended complaint by May 3, 2021."),
        NearMiss("what if I lose my passport?", "If no party objects, judgment will be entered."),
    ),
)
def answer_consequence(context: Context) -> Iterator[Found]:
    """The provision that names a consequence and whose condition fits the question."""
    view, gauge, question = context.view, context.gauge, context.question
    for sentence in view.sentences:
        if sentence.paragraph.kind == "caption":
            continue
        for provision in view.provisions.get(sentence.number, ()):
            if provision.kind != "consequence":
                continue
            if "dollar" in question.units and "$" not in sentence.text:
                continue
            fit = gauge.of(sentence)
            # "comply with this order" reaches every duty of the order: a general warning fits any failure.
            general = _general(sentence.text) and _failing(question.main)
            score = max(fit.score, 0.62 if general else 0.0) + (0.05 if general else 0.0)
            yield Found(
                kind="consequence",
                score=score,
                spans=(sentence.span,),
                value=text_value(sentence.text),
                said="quote",
                features={
                    "coverage": fit.coverage,
                    "meaning": fit.meaning,
                    "missing": 1 - fit.coverage,
                    "general": float(general),
                },
            )


def _general(text: str) -> bool:
    low = text.lower()
    return any(
        words in low
        for words in (
            "comply with this order",
            "comply with any of its terms",
            "with the requirements of this order",
            "violate this order",
            "violation of this order",
            "comply with the terms of this order",
            "as set forth in this order",
            "comply with any",
            "obey this order",
            "comply with the order",
        )
    )


def _failing(main: str) -> bool:
    low = f" {main.lower()} "
    return any(
        words in low
        for words in (
            " not ",
            "n't ",
            " miss",
            " fail",
            " ignore",
            " late",
            " without ",
            " violat",
            " skip",
            " refus",
            " disobey",
            " never ",
            " forget",
            " break",
        )
    )
