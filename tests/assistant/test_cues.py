"""The cues of answers find their examples and leave the near misses."""

from __future__ import annotations

import pytest

from assistant.finding.cues import CUES, Cue, cue_of
from assistant.question.question import read_question

FOUND = [(cue, example) for cue in CUES for example in cue.examples]
NEAR = [(cue, near) for cue in CUES for near in cue.near]


@pytest.mark.parametrize(("cue", "passage"), FOUND, ids=lambda part: getattr(part, "name", part))
def test_a_cue_finds_its_examples(cue: Cue, passage: str) -> None:
    assert cue.finds.search(passage)


@pytest.mark.parametrize(("cue", "passage"), NEAR, ids=lambda part: getattr(part, "name", part))
def test_a_cue_leaves_near_misses(cue: Cue, passage: str) -> None:
    assert not cue.finds.search(passage)


@pytest.mark.parametrize(
    ("question", "passage", "fits"),
    [
        ("How many pages may it have?", "It may not exceed five pages.", True),
        ("How many pages may it have?", "It is due in five days.", False),
        ("How much is the fee?", "The fee is $402.", True),
        ("How late will it last?", "It may last until 5:30 p.m.", True),
        ("When is the brief due?", "It is due on May 3.", True),
        ("Who signed the order?", "/s/ Ann Lake", True),
        ("Who signed the order?", "Counsel shall appear.", False),
        ("Do we have to meet?", "The parties must meet.", True),
    ],
)
def test_a_question_has_the_cue_of_its_kind(question: str, passage: str, fits: bool) -> None:
    cue = cue_of(read_question(question))
    assert cue is not None
    assert bool(cue[0].search(passage)) is fits


def test_a_question_of_no_kind_has_no_cue() -> None:
    assert cue_of(read_question("Tell me about the local rules")) is None
