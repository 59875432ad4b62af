"""A deciding verb as it stands in a sentence, with the words behind it that belong to it: "in part", "as moot"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.provisions.dispositions import BY_FORM, Disposition, Shape

Where = Literal["before", "after"]


@dataclass(slots=True)
class DecidingVerb:
    """A deciding verb as found.

    start, end: with its auxiliaries and its "in part", "as moot"; at: the verb itself. row, shape: of the table,
    shape "other" for a set phrase. where: on which side of it its motion stands. how: the words behind it that belong
    to it, in lower case. both: "granted in part and denied in part". negated: "not granted". recommended: a magistrate
    judge proposes it. told: it was decided before. carried: it decides the motion of the verb before. outcome, motion:
    where a set phrase says them, else empty. floor: where the verb before ends; nothing before it belongs to this one.
    """

    start: int
    at: int
    end: int
    row: Disposition
    shape: Shape | Literal["other"]
    where: Where
    how: str
    both: bool = False
    negated: bool = False
    recommended: bool = False
    told: bool = False
    carried: bool = False
    outcome: str = ""
    floor: int = 0
    motion: str = ""


_TAIL_WORDS = (
    r"as\s+(?:to\s+be\s+)?(?:"
    r"moot|untimely|premature|superseded|unopposed|unnecessary|frivolous|withdrawn|futile|follows|time-?barred|stated|"
    r"set\sforth|modified|amended|procedurally\s\w+)|"
    r"with(?:out)?\s+prejudice|"
    r"(?:subject|without\s+prejudice)\s+to\s+(?:the\s+)?"
    r"(?:re-?fil\w+|renewal|reconsideration|re-?urging|reassertion)|"
    r"with(?:out)?\s+leave\s+to\s*amend|"
    r"in\s+(?:its|their|his|her)\s+entirety|"
    r"in\s+full|"
    r"in\s+total|"
    r"on\s+the\s+merits|"
    r"in\s+part"
)
_TAIL = re.compile(rf"(?:[\s,(]*(?:and\s+)?(?:{_TAIL_WORDS})\)?)*", re.I)
_BOTH = re.compile(
    r"\s*,?\s*in[\s-]part\s*,?\s*(?:and|but|/|&|,)?\s*(?:is\s+)?(?P<other>(?:"
    r"de(?:ny|nied|nies|nying)|"
    r"grant(?:s|ed|ing)?|"
    r"allow(?:s|ed|ing)?|"
    r"moot|"
    r"sustain(?:s|ed|ing)?|"
    r"overrul(?:es|ed|ing)))"
    r"\s*,?\s*(?:as\s+moot\s*,?\s*)?in[\s-]part\b",
    re.I,
)
_MARKED = re.compile(r"(?:\*{2}|\[)\s?$")
_PARTIALLY = re.compile(r"\bpartially\s+$", re.I)
# "granted leave to file", "allowed 14 days": what is given is no motion.
LEAVE = re.compile(
    r"\s+(?:"
    r"leave|"
    r"permission|"
    r"an?\s+(?:extension|additional)|"
    r"up\s+to|"
    r"until|"
    r"\w+\s+(?:\(\d+\)\s+)?days)\b",
    re.I,
)


def folded(words: str) -> str:
    """The words in lower case, one blank between two."""
    return " ".join(words.lower().split())


def verb_at(sentence: str, match: re.Match[str], floor: int) -> DecidingVerb | None:
    """The form of the table that `match` found in `sentence`, with what belongs to it; None where the words beside it
    make it another word, or where it marks an entry. floor: where the verb before ends."""
    row, shape = BY_FORM[folded(match.group())]
    start, end = match.span()
    if row.unless and row.unless.search(f"{sentence[max(0, start - 30) : start]}|{sentence[end : end + 30]}"):
        return None
    if _MARKED.search(sentence, max(0, start - 4), start):
        return None  # "***VACATED***" over an entry is its state
    both = _BOTH.match(sentence, end)
    tail = _TAIL.match(sentence, both.end() if both else end)
    stop = tail.end() if tail else end
    how = folded(sentence[end:stop])
    if _PARTIALLY.search(sentence[max(0, start - 12) : start]):
        how = f"in part {how}"
    return DecidingVerb(start, start, stop, row, shape, "after", how, both=bool(both), floor=floor)
