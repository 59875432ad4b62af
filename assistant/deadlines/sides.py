"""Which side of a case a deadline is for, from the order's words for who must act."""

from __future__ import annotations

import re
from typing import Literal

from indexer.deadlines.naming import who_of
from indexer.orders import Deadline, Order

Side = Literal["plaintiff", "defendant", "court", "other"]
SIDES: tuple[Side, ...] = ("plaintiff", "defendant", "court", "other")

_FIRST = {"plaintiff", "petitioner", "appellant", "third-party plaintiff", "counter-claimant", "claimant", "movant"}
_SECOND = {"defendant", "respondent", "appellee", "third-party defendant", "counter-defendant"}
_WORDS: tuple[tuple[re.Pattern[str], frozenset[Side]], ...] = (
    # "the parties", "both sides", "counsel for any party", "all counsel", "the parties and their attorneys"
    (
        re.compile(
            r"\b(?:the|all|any|each|either|both|every|no)\s(?:other\s)?(?:part(?:y|ies)|sides?|counsel)\b|"
            r"^(?:part(?:y|ies)|counsel|attorneys|lead\scounsel)\b",
            re.I,
        ),
        frozenset({"plaintiff", "defendant"}),
    ),
    (
        re.compile(r"\b(?:plaintiff|petitioner|appellant|relator|government|united\sstates)(?:s|['’]s?)?(?!\w)", re.I),
        frozenset({"plaintiff"}),
    ),
    (
        re.compile(r"\b(?:defendant|respondent|appellee|defense|accused)(?:s|['’]s?)?(?!\w)", re.I),
        frozenset({"defendant"}),
    ),
    (
        re.compile(r"\b(?:court(?!\srules?)|clerk|judge|marshal|chambers|probation\soffice)\b", re.I),
        frozenset({"court"}),
    ),
)
_OPPOSING = re.compile(r"\b(?:opposing|other|adverse|moving|non-?moving|responding)\s(?:part(?:y|ies)|sides?)\b", re.I)
_NAME = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset({
    "the", "and", "inc", "llc", "llp", "ltd", "corp", "corporation", "company", "county", "city", "state", "united",
    "states", "america",
})  # fmt: skip


def sides_of(order: Order, deadline: Deadline) -> tuple[Side, ...]:
    """The sides that must act: "the parties" are both; "other" where the words name nobody of the caption.

    An opposing or moving party may be either, so it is both.
    """
    who = who_of(deadline)
    if who is None:
        return ("other",)
    found: set[Side] = set()
    if _OPPOSING.search(who):
        found |= {"plaintiff", "defendant"}
    for pattern, sides in _WORDS:
        if pattern.search(who):
            found |= sides
    words = {word.casefold() for word in _NAME.findall(who)}
    for party in order.caption.parties:
        named = {word.casefold() for word in _NAME.findall(party.name)} - _COMMON
        if named & words and party.role in _FIRST | _SECOND:
            found.add("plaintiff" if party.role in _FIRST else "defendant")
    return tuple(side for side in SIDES if side in found) or ("other",)
