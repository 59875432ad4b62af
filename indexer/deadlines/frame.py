"""What the words about a time phrase make of it: a limit on an act, an event, an expiry, or no limit at all.

A frame looks at the words of the clause before and after the phrase. `REFUSALS` say that the phrase limits
nothing (a citation, a signature, what is past); `FRAMES` say what it sets without any "shall" (docket and
schedule forms, events, extensions). The first that fits decides. `matches` holds the sentence, the phrase
in it, and the subject that is read (None: none); `tests/indexer/test_frames.py` is made of the entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from indexer.lazy import lazy
from indexer.orders import TimePhrase

Gives = Literal["nothing", "act", "event", "expiry"]


@dataclass(frozen=True, slots=True)
class Frame:
    """before must end at the phrase, after must begin behind it; both see the clause only.

    subject: a named group of either, the words for what is due or happens. kinds, bounds: of the phrases
    that it applies to; empty: all.
    """

    name: str
    gives: Gives
    matches: tuple[tuple[str, str, str | None], ...]
    near_misses: tuple[tuple[str, str], ...]
    before: str = ""
    after: str = ""
    kinds: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame that fits a phrase, with the subject read (None where it names none)."""

    frame: Frame
    subject: str | None


_MOST = 400  # characters of a clause that a frame looks at, so that no sentence can make it slow


def fit(frames: tuple[Frame, ...], before: str, after: str, phrase: TimePhrase) -> Framed | None:
    """The first of `frames` that fits the words `before` and `after` a phrase."""
    before, after = before[-_MOST:], after[:_MOST]
    for frame in frames:
        if (frame.kinds and phrase.kind not in frame.kinds) or (frame.bounds and phrase.bound not in frame.bounds):
            continue
        subject = None
        if frame.before:
            found = compiled(frame.before).search(before)
            if found is None:
                continue
            subject = found.groupdict().get("subject")
        if frame.after:
            found = compiled(frame.after).match(after)
            if found is None:
                continue
            subject = found.groupdict().get("subject") or subject
        return Framed(frame, subject.strip(" ,") if subject else None)
    return None


@cache
def compiled(source: str) -> re.Pattern[str]:
    return lazy(source, re.I)
