"""Whatever is typed, there is an answer or one line that says why not, and nothing is quoted that no order says."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest
from fuzz.asking import asked
from fuzz.invariants import check_answer
from hypothesis import given, settings
from hypothesis import strategies as st
from papers_made import TEXTS

from assistant.conversation.conversation import Conversation
from assistant.engine import LONGEST_QUESTION, Assistant
from assistant.question.question import read_question
from indexer.errors import SoOrderedError
from indexer.orders import Order

TODAY = dt.date(2021, 6, 1)
_WORDS = [
    "when",
    "is",
    "the",
    "joint",
    "report",
    "statement",
    "due",
    "who",
    "must",
    "file",
    "may",
    "I",
    "how",
    "many",
    "pages",
    "where",
    "is",
    "hearing",
    "what",
    "happens",
    "if",
    "not",
    "was",
    "served",
    "by",
    "mail",
    "on",
    "October",
    "30,",
    "2017",
    "and",
    "the",
    "other",
    "one",
    "case",
    "Conner",
    "v.",
    "Alltin",
    "Flynn",
    "same",
    "for",
    "it",
    "that",
    "exhibits",
    "no",
    "I",
    "mean",
    "November",
    "1",
    "idk",
    "today",
    "?",
    "!",
    ",",
    ";",
    "2:20-cv-00074",
    "¶",
    "3",
    "Judge",
    "order",
    "of",
    "2021",
    "in",
    "must",
    "can",
    "the",
    "court",
]
LINES = st.one_of(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=18).map(" ".join),
    st.text(max_size=60),
    TEXTS.map(lambda text: text[:LONGEST_QUESTION]),
)


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Assistant, dict[str, Order]]]:
    """An assistant over the four orders, without a model, and the orders."""
    with asked() as assistant:
        yield assistant, {row.id: assistant.order(row.id) for row in assistant.orders()}


@given(st.lists(LINES, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_talk_of_anything(opened: tuple[Assistant, dict[str, Order]], lines: list[str]) -> None:
    assistant, orders = opened
    talk = Conversation()
    for line in lines:
        before = talk.copy()
        try:
            answer = assistant.ask(line, today=TODAY, conversation=talk)
        except SoOrderedError as error:
            assert "\n" not in str(error) and talk == before
            continue
        check_answer(answer, orders)
        json.dumps(answer.to_dict())
        assert Conversation.from_dict(json.loads(json.dumps(talk.to_dict()))) == talk


@given(LINES)
@settings(max_examples=30, deadline=None)
def test_the_same_question_has_the_same_answer(opened: tuple[Assistant, dict[str, Order]], line: str) -> None:
    assistant, _ = opened
    if line.strip():
        said = []
        for _ in range(2):
            try:
                said.append(assistant.ask(line, today=TODAY).to_dict())
            except SoOrderedError as error:
                said.append({"error": str(error)})
        assert said[0] == said[1]


@given(LINES)
@settings(max_examples=60, deadline=None)
def test_a_question_read_once_more_asks_the_same(line: str) -> None:
    first = read_question(line, frozenset(("report",)))
    assert read_question(line, frozenset(("report",))) == first
    assert all(term.words for term in first.terms)


@given(TEXTS, LINES)
@settings(max_examples=12, deadline=None)
def test_an_order_of_anything_is_asked(text: str, line: str) -> None:
    with asked(("a", text + "\n\nThe parties shall confer.")) as assistant:
        orders = {row.id: assistant.order(row.id) for row in assistant.orders()}
        for question in ("When is it due?", "Who must confer?", "What must the report contain?", line):
            try:
                check_answer(assistant.ask(question, today=TODAY), orders)
            except SoOrderedError as error:
                assert "\n" not in str(error)
