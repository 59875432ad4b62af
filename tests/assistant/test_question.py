"""Questions are read for what they ask, however they are typed."""

from __future__ import annotations

import pytest

from assistant.question.kinds import FORMS, asks_for
from assistant.question.question import read_question
from assistant.question.spelling import mend
from assistant.words.words import normalize, terms


@pytest.mark.parametrize(("asks", "example"), [(form.asks, text) for form in FORMS for text in form.examples])
def test_each_form_reads_its_examples(asks: str, example: str) -> None:
    assert asks_for(normalize(example)) == asks


@pytest.mark.parametrize(("asks", "near"), [(form.asks, text) for form in FORMS for text in form.near])
def test_each_form_leaves_its_near_misses(asks: str, near: str) -> None:
    assert asks_for(normalize(near)) != asks


@pytest.mark.parametrize(
    ("typed", "asks", "modality"),
    [
        ("could you please tell me when the report is due", "when", None),
        ("who signed it and when?", "who", None),
        ("do we have to tell the judge first, and by when?", "yes_no", "must"),
        ("am i allowed to come", "yes_no", "can"),
        ("if we cant agree when is the brief due", "when", None),
    ],
)
def test_what_comes_first_is_asked(typed: str, asks: str, modality: str | None) -> None:
    question = read_question(typed)
    assert (question.asks, question.modality) == (asks, modality)


def test_typing_errors_are_mended_and_told() -> None:
    text, mended = mend("when is the setlement confrence", frozenset({"settlement", "conference"}))
    assert text == "when is the settlement conference"
    assert mended == (("setlement", "settlement"), ("confrence", "conference"))


def test_names_of_the_orders_are_left_alone() -> None:
    assert mend("did Moultrie pay", frozenset({"moultrie"}))[1] == ()


def test_a_phrase_meets_its_like_and_not_its_parts() -> None:
    (asked,) = terms("filing fee", parts=False)
    assert asked.keys & {key for term in terms("the cost") for key in term.keys}
    assert not asked.keys & {key for term in terms("further filings") for key in term.keys}


@pytest.mark.parametrize(("typed", "read"), [("whens it due", "when is it due"), ("three cent fee", "$0.03 fee")])
def test_shorthand_is_written_out(typed: str, read: str) -> None:
    assert normalize(typed) == read
