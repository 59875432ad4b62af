"""Whatever the text, the scanner returns phrases that lie in it, in order, and never overlap."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question.facts import facts_in
from indexer.deadlines.periods import scan

WORDS = (
    "within fourteen (14) seven-day days business of from before after by on or the this order service May 3, 2021 "
    "5/3/2021 at 2:00 p.m. EDT February 30 until further due no later than conference's , . ; ( ) | 10,000 weeks "
    "forthwith promptly every between and through é § \n"
)
PIECES = st.sampled_from(WORDS.split(" "))
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_phrases_lie_in_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for phrase in scan(text):
        assert end <= phrase.span.start < phrase.span.end <= len(text)
        end = phrase.span.end


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_an_offset_only_moves_the_spans(text: str) -> None:
    plain, moved = scan(text), scan(text, 1000)
    assert [(p.span.start + 1000, p.kind, p.period, p.date) for p in plain] == [
        (p.span.start, p.kind, p.period, p.date) for p in moved
    ]


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_facts_in_any_words_are_strings(text: str) -> None:
    assert all(isinstance(value, str) for value in facts_in(text).values())
