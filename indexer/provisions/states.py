"""Whether what a sentence says still stands: in force, ended, or only told as history."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy
from indexer.orders import State
from indexer.provisions.dispositions import alternatives

_GONE = alternatives("participle", "ended", "closed", but=("removed from calendar", "closed", "dismissed", "struck"))


@dataclass(frozen=True, slots=True)
class StateCue:
    """Words that say that something ended or is only told, with phrases that they must and must not be found in."""

    state: State
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    ignores: tuple[str, ...]


STATES: tuple[StateCue, ...] = (
    # A clerk's mark over an entry, and in front of it.
    StateCue(
        "ended",
        lazy(rf"(?:\*{{2,}}|\[|\((?=(?-i:[A-Z]{{2}})))\s*(?:(?:this|the|hearing|deadline|order|entry|text|paperless)\s+){{0,3}}(?:has\s+been\s+|is\s+)?"
             rf"(?:{_GONE})\b[^*\])]{{0,120}}(?:\*{{2,}}|\]|\))", re.I),
        (
            "[DISCHARGED per order of 5/1/2020] ORDER TO SHOW CAUSE why the case should not be dismissed.",
            "***VACATED*** ORDER setting a hearing for May 3, 2021.",
            "*** VACATED PURSUANT TO ORDER 41 *** Plaintiff shall appear.",
            "[STRICKEN per 12 Order] The parties shall confer.",
            "(SUPERSEDED by Doc. 30) Scheduling Order: discovery closes May 3, 2021.",
        ),
        (
            "The house (vacated in May of that year) stood empty.",
            "The stay is VACATED.",
            "***Deadlines set*** The parties shall confer.",
        ),
    ),
    # What once was due or set.
    StateCue(
        "told",
        lazy(
            r"\b(?:was|were|had\s+been)\s+(?:previously|originally|initially|earlier)\s+(?:set|due|scheduled|ordered|directed)\b|"
            r"\b(?:court|judge|undersigned)\s+(?:(?:previously|earlier|already)\s+|had\s+(?:previously\s+)?)"
            r"(?:ordered|directed|required|set|granted|denied|instructed|scheduled|extended|warned)\b|"
            r"\b(?:earlier|prior|previous)\s+orders?\s+(?:\w+\s+){0,2}(?:required|directed|set|ordered|instructed)\b",
            re.I,
        ),
        (
            "The hearing was previously set for May 3, 2021.",
            "The Court previously ordered plaintiff to file a report.",
            "The prior order required the parties to confer.",
        ),
        ("The hearing set for May 3, 2021 is VACATED.", "The Court orders the parties to confer."),
    ),
    # "On May 3, 2021, the Court ordered ..." tells; "On May 3, 2021, the parties shall confer" orders.
    StateCue(
        "told",
        lazy(
            r"^\W*\b(?:on|by|in\s+(?:an|its|the)\s+order\s+(?:of|dated|entered))\s+"
            r"(?:[A-Z][a-z]+\s+\d{1,2},\s+\d{4}|\d{1,2}/\d{1,2}/\d{2,4}),?\s+(?:the\s+|this\s+)?"
            r"(?:court|judge|magistrate\s+judge|undersigned|plaintiffs?|defendants?|petitioner|parties)\s+"
            r"(?:entered|issued|ordered|directed|required|granted|denied|filed|set|moved|sought|requested|dismissed|held)\b",
            re.I,
        ),
        ("On May 3, 2021, the Court ordered plaintiff to show cause.", "By 5/3/2021 the parties filed it."),
        ("On May 3, 2021, the parties shall confer.",),
    ),
)  # fmt: skip


def read_state(sentence: str) -> State:
    """Whether what the sentence says is in force, ended, or only told."""
    for cue in STATES:
        if cue.pattern.search(sentence):
            return cue.state
    return "in force"
