"""The scanner of time phrases: one test for every example and near miss of its patterns, and what is read."""

from __future__ import annotations

import pytest

from indexer.patterns import PATTERNS
from indexer.periods import scan_named

MATCHES = [(p.name, text, words) for p in PATTERNS for text, words in p.matches]
NEAR = [(p.name, text) for p in PATTERNS for text in p.near_misses]


@pytest.mark.parametrize(("name", "text", "words"), MATCHES)
def test_pattern_matches(name: str, text: str, words: str) -> None:
    found = [(text[phrase.span.start : phrase.span.end], by) for phrase, by in scan_named(text)]
    assert (words, name) in found


@pytest.mark.parametrize(("name", "text"), NEAR)
def test_pattern_leaves_alone(name: str, text: str) -> None:
    assert name not in [by for _, by in scan_named(text)]


def test_every_pattern_has_examples_and_near_misses() -> None:
    assert all(p.matches and p.near_misses for p in PATTERNS)
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)
