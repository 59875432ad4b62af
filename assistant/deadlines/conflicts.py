"""Limits of one order that pull against each other: a paper due before the act that it must describe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from assistant.calendar.dates import long_date
from assistant.deadlines.starts import stems_of
from indexer.orders import Deadline, Order

_RECITES = re.compile(
    r"\b(?:recit\w+|describ\w+|summar\w+|detail\w*|report\w*|set(?:ting)?\s+(?:forth|out)|includ\w+|list\w*|explain\w*|"
    r"stat(?:e|es|ing))\b(?P<what>[^.;]{0,200})",
    re.I,
)
_SHARED = 2  # words that what is recited and the other act must have in common, so that no single word ties them

Moment = dt.date | dt.datetime


def recited_later(
    order: Order, deadline: Deadline, due: dt.date, due_of: Callable[[Deadline], Moment | None]
) -> tuple[str, ...]:
    """Notes where what `deadline` hands in must recite an act whose own limit falls after `due`."""
    if deadline.role != "act":
        return ()
    recited = [stems_of(match["what"]) for match in _RECITES.finditer(_contents(order, deadline))]
    if not recited:
        return ()
    notes = []
    own = stems_of(deadline.subject)
    for other in order.deadlines:
        if other.role != "act" or other.span == deadline.span or (other.group and other.group == deadline.group):
            continue
        telling = stems_of(other.subject) - own
        if not any(len(telling & words) >= _SHARED for words in recited):
            continue
        later = due_of(other)
        day = later.date() if isinstance(later, dt.datetime) else later
        if day is not None and day > due:
            notes.append(
                f"the {deadline.subject} must speak of “{other.subject}”, whose own limit, {long_date(day)}, "
                f"falls later: that has to be done by {long_date(due)}, or the paper supplemented"
            )
    return tuple(dict.fromkeys(notes))


def _contents(order: Order, deadline: Deadline) -> str:
    """The sentence that sets the limit, with the list that follows it."""
    paragraph = next((p for p in order.paragraphs if p.span.start <= deadline.span.start < p.span.end), None)
    words = order.text[deadline.span.start : deadline.span.end]
    if paragraph is None:
        return words
    items = [order.text[p.span.start : p.span.end] for p in order.paragraphs if p.parent == paragraph.number]
    return "; ".join([words, *items])
