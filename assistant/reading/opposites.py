"""Words that deny one another: "still on" and "vacated", "by telephone" and "in person", "dis-" and "without"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.lazy import lazy

_WORD = lazy(r"[a-z]{5,}", re.IGNORECASE)
_WITHOUT = lazy(r"\bwithout\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opposites:
    """Words of which one denies the other: a provision with `these` says no to a question with `those`, and the
    other way round. examples: (question words, order words)."""

    these: re.Pattern[str]
    those: re.Pattern[str]
    examples: tuple[tuple[str, str], ...]


OPPOSITES: tuple[Opposites, ...] = (
    Opposites(
        lazy(
            r"\b(?:chang\w+|push\w*\s+back|pushed|extend\w*|mov(?:e|ed|ing)|modif\w+|alter\w*|different|delay\w*|"
            r"postpon\w+|replac\w+)\b",
            re.I,
        ),
        lazy(
            r"\b(?:remains?|unchanged|continue\s+(?:to\s+)?us\w+|continue\s+in\s+effect|keep\w*|the\s+same|"
            r"unaffected|acceptable|stands?)\b",
            re.I,
        ),
        (
            ("do we change the form of the letter", "shall continue using that form"),
            ("did it push back the date", "the date shall remain May 4"),
        ),
    ),
    Opposites(
        lazy(
            r"\b(?:still|on\s+calendar|on\s+the\s+calendar|in\s+effect|in\s+force|appl(?:y|ies)|go(?:ing)?\s+ahead|"
            r"valid|"
            r"stands?)\b",
            re.I,
        ),
        lazy(r"\b(?:vacated|cancell?ed|superseded|rescinded|off\s+calendar|dissolved|withdrawn|lifted|moot)\b", re.I),
        (("is the hearing still on", "the hearing is VACATED"),),
    ),
    Opposites(
        lazy(r"\b(?:want\w*|willing|inclined|plan\w*|likely|intend\w*|going)\b", re.I),
        lazy(r"\b(?:disinclined|unwilling|declin\w+|reluctant|unlikely)\b", re.I),
        (("does the court want to stay it", "the Court is disinclined to stay it"),),
    ),
    Opposites(
        lazy(r"\b(?:phone|telephone|video|videoconference|zoom|remote\w*|virtual\w*|call\s+in|dial\s+in)\b", re.I),
        lazy(r"\b(?:in[\s-]person|personally|physically)\b", re.I),
        (("can I come by video", "shall appear in person"),),
    ),
    Opposites(
        lazy(r"\b(?:public\w*|shared?|see|disclos\w+|posted|tell|told|reveal\w*)\b", re.I),
        lazy(r"\b(?:confidential|under\s+seal|sealed|in\s+camera)\b", re.I),
        (("will it be public", "will be kept confidential"),),
    ),
)


def opposed(question: str, words: str) -> tuple[bool, tuple[str, ...]]:
    """Whether `words` deny `question` by an opposite, and the question's words that are denied."""
    pairs, denials = _deniable(question)
    for ask, say, asked in pairs:
        if say.search(words) and not ask.search(words):
            return True, asked
    small = words.lower()
    for word, lowered, denied, plain, without in denials:
        # All three patterns have the word in them.
        if lowered not in small:
            continue
        if denied.search(words) and not plain.search(words):
            return True, (word,)
        if without is not None and without.search(words):
            return True, (word,)
    return False, ()


_Pair = tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]
_Denial = tuple[str, str, re.Pattern[str], re.Pattern[str], re.Pattern[str] | None]


@lru_cache(maxsize=32)
def _deniable(question: str) -> tuple[list[_Pair], list[_Denial]]:
    """What can deny a question: the opposites that it has a side of, and each of its longer words."""
    pairs = [
        (ask, say, tuple(match.group() for match in ask.finditer(question)))
        for pair in OPPOSITES
        for ask, say in ((pair.these, pair.those), (pair.those, pair.these))
        if ask.search(question)
    ]
    says_without = bool(_WITHOUT.search(question))
    denials = []
    for word in _WORD.findall(question):
        escaped = re.escape(word)
        denied, plain = lazy(rf"\b(?:dis|un|in|non-?){escaped}\b", re.I), lazy(rf"\b{escaped}\b", re.I)
        without = None if says_without else lazy(rf"\bwithout\s+(?:any\s+|the\s+|prior\s+)?{escaped}\b", re.I)
        denials.append((word, word.lower(), denied, plain, without))
    return pairs, denials
