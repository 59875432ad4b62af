"""Counterfactual pairs: the deciding word of a statement, or of a question, exchanged for its opposite, the verdict
turned. They teach that "granted" and "denied", "shall" and "need not" are what decides, and not the rest."""

from __future__ import annotations

import random
import re

# (word, its opposite) in small letters; both ways. Whatever case stands there is kept.
DECIDED = (
    ("granted", "denied"), ("granting", "denying"), ("grants", "denies"), ("grant", "deny"),
    ("approved", "rejected"), ("approving", "rejecting"), ("approves", "rejects"),
    ("sustained", "overruled"), ("sustaining", "overruling"), ("sustains", "overrules"),
    ("allowed", "refused"), ("with prejudice", "without prejudice"),
    ("is dismissed", "is not dismissed"), ("are dismissed", "are not dismissed"),
    ("remains in effect", "is vacated"), ("is stayed", "is no longer stayed"),
    ("in full", "in part"), ("accepted", "rejected"), ("adopted", "rejected"), ("adopts", "rejects"),
)  # fmt: skip
DUTIES = (
    ("shall not", "shall"), ("must not", "must"), ("may not", "may"), ("will not", "will"), ("is not", "is"),
    ("are not", "are"), ("need not", "must"), ("is permitted to", "is forbidden to"),
    ("is required to", "is not required to"),
    ("are required to", "are not required to"), ("is directed to", "is not required to"), ("in person", "by telephone"),
    ("cannot", "can"), ("no later than", "no earlier than"), ("does not", "does"), ("has not", "has"),
    ("is excused from", "is not excused from"), ("are excused from", "are not excused from"),
)  # fmt: skip
ASKED = (
    ("grant", "deny"), ("granted", "denied"), ("approve", "reject"), ("approved", "rejected"), ("allow", "refuse"),
    ("say yes", "say no"), ("said yes", "said no"), ("win", "lose"), ("won", "lost"), ("agree", "disagree"),
    ("agreed", "disagreed"), ("with prejudice", "without prejudice"), ("required to", "excused from having to"),
    ("forbidden", "allowed"), ("at least", "less than"), ("before", "after"),
)  # fmt: skip
_ABOUT_DECISIONS = {"ruling", "fact", "reason", "consequence"}


def turned_statement(text: str, kind: str, chance: random.Random) -> str | None:
    """The statement with its one deciding word exchanged; None where it has none, or several."""
    return _turned(text, DECIDED if kind in _ABOUT_DECISIONS else DUTIES, chance)


def turned_question(text: str, chance: random.Random) -> str | None:
    """The question with its one deciding word exchanged; None where it has none, or several."""
    return _turned(text, ASKED, chance)


def _turned(text: str, pairs: tuple[tuple[str, str], ...], chance: random.Random) -> str | None:
    found = []
    low = text.lower()
    for first, second in pairs:
        for word, other in ((first, second), (second, first)):
            for match in re.finditer(rf"\b{re.escape(word)}\b", low):
                found.append((match.start(), match.end(), other))
    # "shall not" holds "shall": the longest at a place counts.
    found = [
        one
        for one in found
        if not any(o[0] <= one[0] and one[1] <= o[1] and o[1] - o[0] > one[1] - one[0] for o in found)
    ]
    if len({(start, end) for start, end, _ in found}) != 1:
        return None
    start, end, other = chance.choice(found)
    there = text[start:end]
    other = other.upper() if there.isupper() else other.capitalize() if there[:1].isupper() else other
    return text[:start] + other + text[end:]
