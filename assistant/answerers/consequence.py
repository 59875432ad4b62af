"""What follows from not doing, or from doing: "what happens if we miss it?", "can I be sanctioned?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value, yes_no
from assistant.reading.view import Sentence
from indexer.lazy import lazy

# A warning that reaches every term of the order fits any failure to do what the order says.
_GENERAL = lazy(
    r"\b(?:comply|compliance|complied|complying)\s+with\s+(?:(?:any|all|each)\s+(?:of\s+)?)?(?:this\s+order|"
    r"its\s+terms|the\s+(?:terms|"
    r"requirements|provisions)\s+of\s+this\s+order|the\s+order)|\bviolat\w+\s+(?:of\s+)?this\s+order|"
    r"\bset\s+forth\s+in\s+this\s+order|"
    r"\bobey\s+this\s+order",
    re.IGNORECASE,
)
_FAILING = lazy(
    r"\b(?:not|never|miss\w*|fail\w*|ignor\w+|late|without|violat\w+|skip\w*|refus\w+|disobey\w*|forget\w*|break\w*|"
    r"nobody|noone)\b|n't\b",
    re.IGNORECASE,
)
_YES_NO = lazy(r"^\W*(?:so\s+|and\s+)?(?:can|could|may|might|will|would|am|are|is|do|does)\b", re.IGNORECASE)
# "What happens to the letter", "what happens after the hearing": what comes next, good or bad.
_NEXT = lazy(
    r"\bwhat\s+(?:happens|will\s+happen|would\s+happen)\s+(?:to|after|once|when|next|with|at|if)\b", re.IGNORECASE
)


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
        Example("can I be fined for being late", "A party who is late may be fined.", "yes"),
        Example(
            "What happens if the tenant is willing to sell?",
            "If the tenant is willing to sell, a hearing will be set.",
            "hearing will be set",
        ),
    ),
    near=(
        NearMiss("What happens if I file late?", "Plaintiff shall file an amended complaint by May 3, 2021."),
        NearMiss("what if I lose my passport?", "If no party objects, judgment will be entered."),
    ),
)
def answer_consequence(context: Context) -> Iterator[Found]:
    """The provision that names a consequence and whose condition fits the question; else what is to come next."""
    question, view = context.question, context.view
    follows = bool(_NEXT.search(question.main)) and not _FAILING.search(question.main)
    for sentence in view.sentences:
        if sentence.paragraph.kind == "caption":
            continue
        provisions = view.provisions.get(sentence.number, ())
        if "dollar" in question.units and "$" not in sentence.text:
            continue
        if any(one.kind == "consequence" for one in provisions):
            yield _found(context, sentence, 0.0 if follows else 0.05)
        elif follows and any(one.condition or one.kind in ("fact", "obligation") and one.actor for one in provisions):
            yield _found(context, sentence, 0.04)


def _found(context: Context, sentence: Sentence, bonus: float) -> Found:
    question = context.question
    fit = context.gauge.of(sentence)
    general = bool(_GENERAL.search(sentence.text)) and bool(_FAILING.search(question.main))
    score = (max(fit.score, 0.58) + 0.03 if general else fit.score) + bonus
    asked = bool(_YES_NO.match(question.main))
    return Found(
        kind="consequence",
        score=score,
        spans=(sentence.span,),
        value=yes_no(True) if asked else text_value(sentence.text),
        said="yes_no" if asked else "quote",
        features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": fit.lost, "general": float(general)},
    )
