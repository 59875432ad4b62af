"""No question takes the machine from everybody else."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import pytest
from fuzz.asking import asked

from assistant import budget
from assistant.conversation.conversation import Conversation
from assistant.engine import LONGEST_QUESTION, Assistant

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = ["".join(letters) for letters in itertools.product(LETTERS, repeat=3)]


def long_order() -> str:
    """40 KB in which every sentence has words that a question can hold."""
    lines = [
        f"{number}. The parties must file {WORDS[number * 7 % len(WORDS)]} and {WORDS[number * 11 % len(WORDS)]} "
        f"within {number % 30 + 2} days of service, and no party may exceed {number % 40 + 1} pages."
        for number in range(1, 300)
    ]
    return "ORDER\n\n" + "\n\n".join(lines) + "\n\nIT IS SO ORDERED.\n"


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    with asked(("long", long_order())) as assistant:
        assistant.ask("who must file abc?")  # what is made ready once
        yield assistant


def tail(begin: str, words: str) -> str:
    return (begin + words)[:LONGEST_QUESTION]


@pytest.mark.parametrize(
    "question",
    [
        tail("When must the parties file ", "a\u0315b\u0315c\u0315 " * 600),
        tail("May a party exceed ", " ".join(WORDS)), tail("Who must file ", " ".join(WORDS)),
        tail("How many pages ", "f\u0301 " * 900), tail("When is it due ", "file serve " * 200),
    ],
)  # fmt: skip
def test_a_question_as_long_as_may_be_takes_a_bounded_time(assistant: Assistant, question: str) -> None:
    began = time.thread_time()
    assistant.ask(question)
    assert time.thread_time() - began < 3.5, "of the processor: 2 to answer, and what goes before"


def test_a_budget_that_is_used_up_is_said(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "SECONDS", -budget.EACH)
    talk = Conversation()
    before = talk.to_dict()
    answer = assistant.ask("who must file abc?", conversation=talk)
    assert (answer.status, answer.text, answer.citations) == ("not_found", budget.TOO_LONG, ())
    assert talk.to_dict() == before, "and the conversation is as it was"


def test_a_word_said_twice_weighs_as_before_and_is_looked_for_once(assistant: Assistant) -> None:
    from assistant.question.question import read_question
    from assistant.reading.fit import Gauge

    view = assistant.view("long")
    once = Gauge(read_question("who must file pages, pages, pages?"), view, None)
    assert [term.words for term, _ in once.weights].count("pages") == 1
    assert len(once.weights) == len({term for term, _ in once.weights})
    assert once.total == pytest.approx(
        sum(view.weight(term) for term in once.question.terms), rel=0.2
    )  # fmt: skip
