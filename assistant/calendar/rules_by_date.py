"""The texts of Fed. R. Civ. P. 6 as rows: from when each governed, what it did, and where it says so.

Only what changes a result or a citation is kept. `TEXTS` runs from the oldest to the newest.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from indexer.errors import BadFact

RULE = "Fed. R. Civ. P. "


@dataclass(frozen=True, slots=True)
class RuleText:
    """One text of the rule.

    first: the first day of its force. short_period: periods of fewer days than this leave out the
    Saturdays, Sundays and holidays between (None: every day counts). state_backward: a state's holidays
    count before an event too. added_for: methods of service that add three days. days, start, roll, back,
    hours, roll_hours, closed, federal, declared, state, added: where the text says each thing; None: it is silent.
    """

    name: str
    first: dt.date
    words: str
    short_period: int | None
    state_backward: bool
    added_for: frozenset[str]
    start: str
    days: str
    roll: str
    back: str | None
    hours: str | None
    roll_hours: str | None
    closed: str
    federal: str
    declared: str
    state: str
    added: str


_OLD: dict[str, Any] = {
    "start": "former 6(a)",
    "days": "former 6(a)",
    "roll": "former 6(a)",
    "back": None,
    "hours": None,
    "roll_hours": None,
    "closed": "former 6(a)",
    "federal": "former 6(a)",
    "declared": "former 6(a)",
    "state": "former 6(a)",
    "added": "former 6(e)",
}
_NOW: dict[str, Any] = {
    "start": "6(a)(1)(A)",
    "days": "6(a)(1)(B)",
    "roll": "6(a)(1)(C)",
    "back": "6(a)(5)",
    "hours": "6(a)(2)",
    "roll_hours": "6(a)(2)(C)",
    "closed": "6(a)(3)",
    "federal": "6(a)(6)(A)",
    "declared": "6(a)(6)(B)",
    "state": "6(a)(6)(C)",
    "added": "6(d)",
}
_BY_PAPER = frozenset({"mail", "clerk", "other"})

TEXTS = (
    # 1985: eleven days take the place of seven; 6(e) speaks of service by mail alone.
    RuleText("1985", dt.date(1985, 8, 1), "in force from August 1, 1985", 11, True, frozenset({"mail"}), **_OLD),
    # 2001: 5(b)(2)(B)-(D) and with them the clerk, electronic and other agreed means enter 6(e).
    RuleText(
        "2001", dt.date(2001, 12, 1), "in force from December 1, 2001", 11, True, _BY_PAPER | {"electronic"}, **_OLD
    ),
    # 2007: the restyled rule; the substance is the old one.
    RuleText(
        "pre2009",
        dt.date(2007, 12, 1),
        "in force from December 1, 2007",
        11,
        True,
        _BY_PAPER | {"electronic"},
        **{
            **_OLD,
            "start": "former 6(a)(1)",
            "days": "former 6(a)(2)",
            "roll": "former 6(a)(3)",
            "closed": "former 6(a)(3)",
            "federal": "former 6(a)(4)(A)",
            "declared": "former 6(a)(4)(B)",
            "state": "former 6(a)(4)(B)",
            "added": "former 6(d)",
        },
    ),
    # 2009: days are days; "next day" has a direction; state holidays count forward only.
    RuleText(
        "2009", dt.date(2009, 12, 1), "in force from December 1, 2009", None, False, _BY_PAPER | {"electronic"}, **_NOW
    ),
    # 2016: electronic service leaves 6(d).
    RuleText("2016", dt.date(2016, 12, 1), "in force from December 1, 2016", None, False, _BY_PAPER, **_NOW),
)

VERSIONS = ("pre2009", "2009", "2016")


def text_on(day: dt.date) -> RuleText:
    """The text in force on `day`; the oldest one for days before it."""
    return next((text for text in reversed(TEXTS) if text.first <= day), TEXTS[0])


def text_named(name: str) -> RuleText:
    """The text that a caller forces: one of `VERSIONS`. Raises BadFact for another name."""
    for text in TEXTS:
        if text.name == name and name in VERSIONS:
            return text
    raise BadFact(f"No text of Rule 6 is called {name!r}; accepted: {', '.join(VERSIONS)}.")


# District courts whose local rule keeps "the next day" forward for counts before an event, by the state
# where they sit. The 2009 note says that a local rule may not compute otherwise than 6(a): open question.
FORWARD_ONLY = {"W.D. Wash. LCR 6(a)": "WA"}
