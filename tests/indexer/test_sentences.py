"""Sentences: every rule keeps its examples whole and cuts the others; together they cover the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.layout.sentences import ABBREVIATIONS, EXAMPLES, ends_sentence, split


@pytest.mark.parametrize("phrase", [phrase for table in ABBREVIATIONS for phrase in table.whole])
def test_abbreviation_ends_no_sentence(phrase: str) -> None:
    assert len(split(phrase)) == 1


@pytest.mark.parametrize("phrase", [phrase for table in ABBREVIATIONS for phrase in table.cut])
def test_an_opening_word_after_an_abbreviation_begins_a_sentence(phrase: str) -> None:
    assert len(split(phrase)) == 2


@pytest.mark.parametrize(("phrase", "count"), EXAMPLES)
def test_examples(phrase: str, count: int) -> None:
    assert len(split(phrase)) == count


def test_a_citation_stays_with_the_sentence_that_it_supports() -> None:
    text = "The complaint was filed in May. (Doc. 1.) It is long."
    assert [text[span.start : span.end] for span in split(text)] == [
        "The complaint was filed in May. (Doc. 1.)",
        "It is long.",
    ]


def test_part_of_a_text() -> None:
    text = "Not this. But this. And that. Not this."
    assert [text[span.start : span.end] for span in split(text, 10, 29)] == ["But this.", "And that."]


@pytest.mark.parametrize(
    ("row", "ends"),
    [
        ("and the motion is denied.", True), ("the following:", True), ("it is granted in part;", True),
        ("the motion is stayed.1", True), ("he said “no.”", True), ("pursuant to Fed. R. Civ. P.", False),
        ("the conference before Mr.", False), ("under Rule 26,", False), ("the court", False), ("", False),
    ],
)  # fmt: skip
def test_whether_a_row_ends_a_sentence(row: str, ends: bool) -> None:
    assert ends_sentence(row) is ends


@given(st.text(alphabet="aA1.?! ()[]:;\"“”\n§v", max_size=200))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    spans = split(text)
    assert "".join(text.split()) == "".join("".join(text[span.start : span.end].split()) for span in spans)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
