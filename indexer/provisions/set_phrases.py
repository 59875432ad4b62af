"""Decisions that stand in two places or that have no verb of the table: "takes the motion under advisement", "the Court
need not reach", "no certificate of appealability shall issue".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.provisions.deciding_verb import DecidingVerb, folded
from indexer.provisions.decretal import COURT, RECOMMENDED, court_says, court_will, headed
from indexer.provisions.dispositions import DISPOSITIONS

_OUTCOMES = {row.outcome: row for row in DISPOSITIONS}
# The second part of a verb in two places → the outcome.
_SPLIT = {
    "under advisement": "taken under advisement",
    "in abeyance": "held in abeyance",
    "off calendar": "taken off calendar",
    "off the calendar": "taken off calendar",
    "moot": "moot",
    "aside": "set aside",
}
_ASIDE = frozenset(["advisement", "abeyance", "calendar", "moot", "aside"])
_TWO_PLACES = re.compile(
    r"\b(?P<verb>"
    r"take[sn]?|taking|took|"
    r"hold|holds|held|holding|"
    r"find|finds|finding|"
    r"deem|deems|deeming|"
    r"set|sets|setting)\s+"
    r"(?P<what>(?!(?:aside|under|in|moot|off|as)\b)[^.;]{1,80}?)\s+(?:as\s+|to\s+be\s+|is\s+)?"
    r"(?P<how>under\s+advisement|in\s+abeyance|off\s+(?:the\s+)?calendar|moot|aside)\b",
    re.I,
)
_NOT_REACHED = re.compile(
    rf"\b{COURT}\s+(?:shall|will|does|need)\s+not\s+(?:now\s+)?(?P<word>consider|rule|reach|address|decide)\b", re.I
)
_NO_CERTIFICATE = re.compile(
    r"\b(?P<no>no\s+|(?:declines?|refus\w+)\s+to\s+(?:issue|grant)\s+(?:a\s+)?)?"
    r"(?P<what>certificate\s+of\s+appealability)\s+(?:"
    r"(?:shall|should|will)\s+(?P<not>not\s+)?(?:be\s+)?(?:issued?)\b|"
    r"is\s+(?P<not2>not\s+)?issued\b)",
    re.I,
)
# A sentence with a set phrase has one of these or the first word of a form of the table.
NEEDED = frozenset(("not", "certificate"))


def set_phrases(sentence: str, words: frozenset[str]) -> Iterator[DecidingVerb]:
    """The set phrases of `sentence` that decide; words: its words, in lower case."""
    if words & _ASIDE:
        yield from _in_two_places(sentence)
    if "not" in words:
        yield from _not_reached(sentence)
    if "certificate" in words:
        yield from _certificates(sentence)


def _in_two_places(sentence: str) -> Iterator[DecidingVerb]:
    for match in _TWO_PLACES.finditer(sentence):
        start, end = match.span()
        before = sentence[:start]
        will = court_will(before)
        if (
            (will and not will["not"])
            or court_says(before)
            or (match["verb"].lower().endswith("ing") and headed(before))
        ):
            row = _OUTCOMES[_SPLIT[folded(match["how"])]]
            yield DecidingVerb(start, start, end, row, "other", "after", "", outcome=row.outcome, motion=match["what"])


def _not_reached(sentence: str) -> Iterator[DecidingVerb]:
    for match in _NOT_REACHED.finditer(sentence):
        yield DecidingVerb(
            match.start(), match.start("word"), match.end(), _OUTCOMES["denied"], "other", "after", "",
            outcome="not considered",
        )  # fmt: skip


def _certificates(sentence: str) -> Iterator[DecidingVerb]:
    for match in _NO_CERTIFICATE.finditer(sentence):
        negative = bool(match["no"] or match["not"] or match["not2"])
        row = _OUTCOMES["denied" if negative else "granted"]
        recommended = bool(RECOMMENDED.search(sentence[: match.start()]))
        yield DecidingVerb(
            match.start("what"), match.end("what"), match.end(), row, "other", "before", "", recommended=recommended,
            outcome=row.outcome, floor=match.start("what") - 1,
        )  # fmt: skip
