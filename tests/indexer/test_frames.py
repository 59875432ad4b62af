"""Frames: what the words about a time phrase make of it, one test for every example and near miss."""

from __future__ import annotations

import pytest

from indexer.deadlines.endings import ENDINGS
from indexer.deadlines.frame import Frame, Framed, fit
from indexer.deadlines.frames import FRAMES
from indexer.deadlines.periods import scan
from indexer.deadlines.refusals import REFUSALS

EVERY = (*ENDINGS, *REFUSALS, *FRAMES)


def framed(frame: Frame, sentence: str, words: str) -> Framed | None:
    """The first frame of the frame's own table that fits the phrase `words` of `sentence`."""
    for phrase in scan(sentence):
        if sentence[phrase.span.start : phrase.span.end] == words:
            table = next(table for table in (ENDINGS, REFUSALS, FRAMES) if frame in table)
            return fit(table, sentence[: phrase.span.start], sentence[phrase.span.end :], phrase)
    raise AssertionError(f"{words!r} is no time phrase of {sentence!r}: {scan(sentence)}")


@pytest.mark.parametrize(("frame", "sentence", "words", "subject"), [(f, *m) for f in EVERY for m in f.matches])
def test_frame_fits(frame: Frame, sentence: str, words: str, subject: str | None) -> None:
    found = framed(frame, sentence, words)
    assert found is not None
    assert found.frame.name == frame.name
    assert found.subject == subject


@pytest.mark.parametrize(("frame", "sentence", "words"), [(f, *m) for f in EVERY for m in f.near_misses])
def test_frame_leaves_alone(frame: Frame, sentence: str, words: str) -> None:
    found = framed(frame, sentence, words)
    assert found is None or found.frame.name != frame.name


def test_every_frame_has_examples_and_near_misses() -> None:
    assert all(frame.matches and frame.near_misses for frame in EVERY)
    assert len({frame.name for frame in EVERY}) == len(EVERY)
