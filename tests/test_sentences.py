"""Sentences of legal text: every rule's own examples, and that the sentences cover what they were cut from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sentences import ABBREVIATIONS, EXAMPLES, ends_sentence, split


@pytest.mark.parametrize(("text", "count"), EXAMPLES)
def test_examples_are_cut_into_that_many(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize("text", [text for table in ABBREVIATIONS for text in table.whole])
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert len(split(text)) == 1


@pytest.mark.parametrize("text", [text for table in ABBREVIATIONS for text in table.cut])
def test_an_abbreviation_before_an_opening_word_does(text: str) -> None:
    assert len(split(text)) == 2


@given(st.text(alphabet="aB1.?!:;()[] \"”\n", max_size=120))
def test_sentences_cover_the_text_and_never_overlap(text: str) -> None:
    spans = split(text)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
    left = list(text)
    for span in spans:
        left[span.start : span.end] = " " * (span.end - span.start)
    assert not "".join(left).strip()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("The motion is denied.", True),
        ("as set out below:", True),
        ("said “it is over.”", True),
        ("confer as the dispute requires.1", True),
        ("the parties and Acme v.", False),
        ("the request of Lieutenant F.", False),
        ("the motion to compel", False),
    ],
)
def test_whether_a_row_ends_a_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends
