"""Which deadlines of an order limit the same act, so that the earlier governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.orders import Deadline
from indexer.provisions.phrases import stem, words_of


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


# An act is limited anew a few limits on, or in the order's last part; no order has nearly as many limits as this.
_NEAR = 150


@dataclass(frozen=True, slots=True)
class _Read:
    """A limit with what is compared of it, read once: the words of its subject, its verb's stem, the words of its
    actor (None where its clause names none)."""

    limit: Limit
    words: frozenset[str]
    stem: str
    actor: frozenset[str] | None


def tie(limits: list[Limit]) -> tuple[Deadline, ...]:
    """The deadlines, numbered, with a `group` for those that limit one act."""
    groups: list[int | None] = [None] * len(limits)
    read = [_read(limit) for limit in limits]
    for later, other in enumerate(read):
        for earlier in range(max(0, later - _NEAR), later):
            if _same_act(read[earlier], other):
                group = groups[earlier] or groups[later] or earlier + 1
                groups[earlier] = groups[later] = group
    return tuple(
        replace(limit.deadline, number=number, group=group)
        for number, (limit, group) in enumerate(zip(limits, groups, strict=True), start=1)
    )


def numbered(ended: Sequence[Deadline], standing: Sequence[Deadline]) -> tuple[Deadline, ...]:
    """Deadlines that the order gives up, numbered behind those that stand, each with the `number` of the one that
    takes its place: of the same sentence or row, the next that is printed."""
    found = []
    for number, deadline in enumerate(ended, start=len(standing) + 1):
        beside = [other for other in standing if other.span == deadline.span and other.role == deadline.role]
        behind = [other for other in beside if other.phrase.span.start > deadline.phrase.span.start] or beside
        found.append(replace(deadline, number=number, instead=behind[0].number if behind else None))
    return tuple(found)


def _read(limit: Limit) -> _Read:
    actor = limit.deadline.actor
    named = words_of(actor) if actor is not None and limit.named else None
    return _Read(limit, words_of(limit.deadline.subject), stem(limit.verb), named)


def _same_act(a: _Read, b: _Read) -> bool:
    one, other = a.limit, b.limit
    first, second = one.deadline, other.deadline
    if one.act_start == other.act_start and first.span == second.span and first.act == second.act:
        # "forthwith, and in any event before March 17": one clause, two limits of one act
        return {first.role, second.role} <= {"act", "vague"} or _when(first) == _when(second)
    if first.role != second.role or not _alike(a.words, b.words):
        return False
    if first.role in {"act", "event", "expiry"} and _dated(first, second):
        return True
    if first.role not in {"act", "vague"}:
        return False
    if first.role == "vague":
        # "relieved of the obligation to respond to the motion", again in the last part, in longer words
        return a.stem == b.stem and first.phrase.bound == second.phrase.bound
    if a.words != b.words or not _actors_agree(a.actor, b.actor):
        return False
    if one.verb and other.verb and a.stem != b.stem:
        return False
    if _when(first) == _when(second):
        return True
    if first.phrase.kind == second.phrase.kind == "fixed":
        # Two dates for one paper are a series of papers, unless the order's last part restates the first.
        return one.decretal != other.decretal
    return first.phrase.trigger != second.phrase.trigger or one.paragraph != other.paragraph


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
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


def _actors_agree(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    if one is None or other is None:
        return True
    return bool(one & other) or "party" in (one | other) or "opposing" in (one | other)
