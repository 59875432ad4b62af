"""Which deadlines of an order limit the same act, so that the earlier governs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from indexer.orders import Deadline
from indexer.phrases import stem, words_of


@dataclass(frozen=True, slots=True)
class Limit:
    """A deadline with what was read beside it: `verb` of its act, `decretal` and `paragraph` where it stands,
    `named`: its own clause names the actor. act_start: where its clause begins in the order."""

    deadline: Deadline
    verb: str
    paragraph: int
    decretal: bool
    named: bool
    act_start: int


def tie(limits: list[Limit]) -> tuple[Deadline, ...]:
    """The deadlines, numbered, with a `group` for those that limit one act."""
    groups: list[int | None] = [None] * len(limits)
    for later in range(len(limits)):
        for earlier in range(later):
            if _same_act(limits[earlier], limits[later]):
                group = groups[earlier] or groups[later] or earlier + 1
                groups[earlier] = groups[later] = group
    return tuple(
        replace(limit.deadline, number=number, group=group)
        for number, (limit, group) in enumerate(zip(limits, groups, strict=True), start=1)
    )


def _same_act(one: Limit, other: Limit) -> bool:
    first, second = one.deadline, other.deadline
    if first.span == second.span and one.act_start == other.act_start and first.act == second.act:
        # "forthwith, and in any event before March 17": one clause, two limits of one act
        return {first.role, second.role} <= {"act", "vague"} or _when(first) == _when(second)
    if not _alike(first, second):
        return False
    if first.role == second.role and first.role in {"act", "event", "expiry"} and _dated(first, second):
        return True
    if first.role != second.role or first.role not in {"act", "vague"}:
        return False
    if first.role == "vague":
        # "relieved of the obligation to respond to the motion", again in the last part, in longer words
        return stem(one.verb) == stem(other.verb) and first.phrase.bound == second.phrase.bound
    if words_of(first.subject) != words_of(second.subject) or not _actors_agree(one, other):
        return False
    if one.verb and other.verb and stem(one.verb) != stem(other.verb):
        return False
    if _when(first) == _when(second):
        return True
    if first.phrase.kind == second.phrase.kind == "fixed":
        # Two dates for one paper are a series of papers, unless the order's last part restates the first.
        return one.decretal != other.decretal
    return first.phrase.trigger != second.phrase.trigger or one.paragraph != other.paragraph


def _alike(first: Deadline, second: Deadline) -> bool:
    one, other = words_of(first.subject), words_of(second.subject)
    if not one or not other:
        return False
    return one <= other or other <= one or 2 * len(one & other) >= len(one | other)


def _dated(first: Deadline, second: Deadline) -> bool:
    """Both print the same date (and do not print different times of day)."""
    a, b = first.phrase, second.phrase
    return (
        a.kind == b.kind == "fixed"
        and a.date is not None
        and a.date == b.date
        and (a.time is None or b.time is None or a.time == b.time)
    )


def _when(deadline: Deadline) -> tuple[object, ...]:
    phrase = deadline.phrase
    return (phrase.period, phrase.trigger and (phrase.trigger.kind, phrase.trigger.event), phrase.date, phrase.time)


def _actors_agree(one: Limit, other: Limit) -> bool:
    first, second = one.deadline.actor, other.deadline.actor
    if first is None or second is None or not one.named or not other.named:
        return True
    a, b = words_of(first), words_of(second)
    return bool(a & b) or "party" in (a | b) or "opposing" in (a | b)
