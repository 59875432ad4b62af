"""Missing facts in the words of a person: every way of asking takes its examples and leaves its near misses."""

from __future__ import annotations

import time

import pytest

from assistant.deadlines.asking import ASKINGS, asked_for, way


@pytest.mark.parametrize(
    ("name", "phrase", "question"), [(one.name, *pair) for one in ASKINGS for pair in one.examples]
)
def test_examples(name: str, phrase: str, question: str) -> None:
    assert (way(phrase), asked_for(phrase)) == (name, question)


@pytest.mark.parametrize(("name", "phrase"), [(one.name, phrase) for one in ASKINGS for phrase in one.near])
def test_near_misses(name: str, phrase: str) -> None:
    assert way(phrase) != name


@pytest.mark.parametrize(
    ("phrase", "question"),
    [
        ("the date of the accident at issue", "What is the date of the accident at issue?"),
        ("the initial closing", "What is the date of the initial closing?"),
        ("the date on which the R&R is entered", "On what day did this happen: the R&R is entered?"),
        ("this notice", "What is the date of this notice?"),
        ("x" * 200, f"What is the date of this: {'x' * 200}?"),
    ],
)
def test_what_no_way_of_asking_takes(phrase: str, question: str) -> None:
    assert asked_for(phrase) == question


def test_long_phrases_take_no_time() -> None:
    began = time.perf_counter()
    for text in ("the parties " * 9_000, "a " * 50_000 + "is", "filing of " * 10_000, "x" * 100_000):
        asked_for(text)
    assert time.perf_counter() - began < 1
