"""Every operator and reading finds its own examples and leaves its near misses alone."""

from __future__ import annotations

import pytest

from indexer.provisions.actors import clean_actor
from indexer.provisions.clauses import split_clauses
from indexer.provisions.operators import OPERATORS, find_operators
from indexer.provisions.readings import READINGS


@pytest.mark.parametrize(
    ("force", "phrase"), [(operator.force, phrase) for operator in OPERATORS for phrase in operator.finds]
)
def test_operator_is_found(force: str, phrase: str) -> None:
    assert force in [found.force for found in find_operators(phrase)]


@pytest.mark.parametrize(
    ("pattern", "phrase"), [(operator.pattern, phrase) for operator in OPERATORS for phrase in operator.ignores]
)
def test_operator_leaves_its_near_misses(pattern: object, phrase: str) -> None:
    assert not pattern.search(phrase)  # type: ignore[attr-defined]


@pytest.mark.parametrize(("reading", "phrase"), [(reading, phrase) for reading in READINGS for phrase in reading.finds])
def test_reading_is_found(reading: object, phrase: str) -> None:
    assert reading.search(phrase)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("reading", "phrase"), [(reading, phrase) for reading in READINGS for phrase in reading.ignores]
)
def test_reading_leaves_its_near_misses(reading: object, phrase: str) -> None:
    assert not reading.search(phrase)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("sentence", "forces", "actors"),
    [
        # A second duty takes the subject of the first.
        ("All guests shall sign in and must wear a badge.", ["obligation", "obligation"], ["All guests", "All guests"]),
        # A negative subject turns a leave into a prohibition.
        ("No visitor may enter the vault.", ["prohibition"], ["No visitor"]),
        # What the court does and what a party need not do are two clauses.
        (
            "The hearing is vacated, and the movant is relieved of its duty to appear.",
            ["ruling", "relief"],
            ["The hearing", "the movant"],
        ),
        (
            "The tenant may inspect the roof, but may not climb it.",
            ["permission", "prohibition"],
            ["The tenant", "The tenant"],
        ),
    ],
)
def test_clauses(sentence: str, forces: list[str], actors: list[str]) -> None:
    clauses = split_clauses(sentence)
    assert [clause.force for clause in clauses] == forces
    assert [clause.actor for clause in clauses] == actors


def test_a_parenthesis_does_not_end_the_duty_that_it_interrupts() -> None:
    first, second = split_clauses("The parties must send by email (but not file) a short letter.")
    assert "a short letter" in first.act
    assert second.force == "prohibition"
    assert second.act.startswith("file")


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("No later than May 13, 2022, plaintiff must serve the bill of costs by hand.", "plaintiff"),
        ("2. On or before June 1, 2022, Defendant shall file its answer.", "Defendant"),
        ("By June 1, 2022, at noon, the parties shall confer.", "the parties"),
        ("Within 14 days, counsel for Acme, Inc. shall file a notice.", "counsel for Acme, Inc."),
    ],
)
def test_the_comma_of_a_date_does_not_begin_the_actor(sentence: str, actor: str) -> None:
    assert split_clauses(sentence)[0].actor == actor
    assert clean_actor(sentence[: sentence.index(actor) + len(actor)]) == actor.rstrip(".")
