"""However a gold question is disguised, it is the same question when it enters."""

from __future__ import annotations

import random

import pytest
from fakes import ROOT

from assistant.question.objections import heard
from eval.gold.gold import load
from indexer.plain import _TWINS

QUESTIONS = [question.question for question in load(ROOT / "eval" / "gold")]
INVISIBLE = ["\u200b", "\u200d", "\u00ad", "\u2060", "\ufeff", "\u202a", "\u202c", "\ufe0f", "\U000e0061", "\u034f"]
TWIN = {latin: other for other, latin in _TWINS.items()}


def disguised(text: str, dice: random.Random) -> str:
    """The question with invisible signs between its own, wide letters, and twins in words that stay Latin."""
    made = []
    for place, sign in enumerate(text):
        beside = text[max(place - 1, 0) : place] + text[place + 1 : place + 2]
        kind = dice.randrange(4)
        if kind == 1 and "!" <= sign <= "~":
            sign = chr(ord(sign) + 0xFEE0)
        elif kind == 2 and sign in TWIN and any(one.isascii() and one.isalpha() and one not in TWIN for one in beside):
            sign = TWIN[sign]
        made.append(sign + (dice.choice(INVISIBLE) if kind == 3 else ""))
    return "".join(made)


@pytest.mark.parametrize("seed", range(3))
def test_no_disguise_changes_a_question(seed: int) -> None:
    dice = random.Random(seed)
    for question in QUESTIONS:
        assert heard(disguised(question, dice)) == heard(question)
