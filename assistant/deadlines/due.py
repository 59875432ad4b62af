"""A deadline and the facts → the due date with its counting steps, or the facts that are still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Need, iso
from assistant.calendar.dates import long_date
from assistant.deadlines.conflicts import recited_later
from assistant.deadlines.limit import Due, DueStatus, Moment, alone, annotated, counted, day_of
from assistant.deadlines.starts import Start
from assistant.question.facts import Facts, check_facts
from indexer.orders import Deadline, Order

__all__ = ["Due", "DueStatus", "earliest_possible", "resolve", "resolve_group"]


def resolve(
    order: Order, deadline: Deadline, facts: Mapping[str, str] | Facts | None = None, today: dt.date | None = None
) -> Due:
    """The due date of one deadline, apart from any other limit on the same act.

    today: only to say that a date has passed. Raises BadFact, BadDate and OutOfRange.
    """
    known = check_facts(facts, order)
    due = annotated(deadline, alone(order, deadline, known), today)
    if due.due is not None:
        later = recited_later(order, deadline, day_of(due.due), lambda other: alone(order, other, known).due)
        due = replace(due, notes=(*due.notes, *later))
    return due


def resolve_group(
    order: Order,
    deadlines: Iterable[Deadline],
    facts: Mapping[str, str] | Facts | None = None,
    today: dt.date | None = None,
) -> Due:
    """The due date of one act that several deadlines limit: the earliest governs.

    Where one limit is dated and another lacks a fact, the first is the outer limit (in `notes`) and the
    status "needs_facts", unless the other cannot fall before it.
    """
    known = check_facts(facts, order)
    members = [(deadline, resolve(order, deadline, known, today)) for deadline in deadlines]
    dated = [(deadline, due) for deadline, due in members if due.due is not None]
    open_ = [(deadline, due) for deadline, due in members if due.status in {"needs_facts", "pending"}]
    if len(members) == 1 or not dated:
        return members[0][1] if len(members) == 1 else _all_open([due for _, due in members])
    first, earliest = min(dated, key=lambda pair: day_of(pair[1].due))
    later = [(deadline, due) for deadline, due in open_ if not _cannot_be_before(order, deadline, due, earliest, known)]
    if later:
        outer = f"outer limit {iso(earliest.due)} ({_quoted(order, first)})"
        return Due(
            "needs_facts",
            needs=_together(due.needs for _, due in later),
            steps=earliest.steps,
            safe=earliest.safe,
            notes=(outer, *earliest.notes),
            alternatives=earliest.alternatives,
            governs=first.number,
        )
    notes = list(earliest.notes)
    others = [(deadline, due) for deadline, due in dated if deadline is not first]
    for deadline, due in others:
        if day_of(due.due) != day_of(earliest.due):
            notes.append(
                f"two limits for one act: the earlier governs; {_quoted(order, deadline)} would end on "
                f"{long_date(day_of(due.due))}"
            )
    safe = min((due.safe for _, due in dated if due.safe is not None), key=day_of, default=earliest.safe)
    return replace(earliest, notes=tuple(dict.fromkeys(notes)), safe=safe, governs=first.number)


def earliest_possible(order: Order, deadlines: Sequence[Deadline], facts: Mapping[str, str]) -> Moment | None:
    """The earliest day that an act can be due whatever the missing facts are: the safe date for who does not know them.

    None where there is none. What is missing may only be when and how the order was served: it cannot be served before
    its own date, and service by hand adds no days (Fed. R. Civ. P. 6(d)).
    """
    filed = order.caption.filed
    if filed is None or any(not _is_service(deadline) for deadline in deadlines if deadline.phrase.trigger is not None):
        return None
    bound = {"service_date": filed.isoformat(), "service_method": "hand", **facts}
    due = resolve_group(order, deadlines, bound)
    return (due.safe or due.due) if due.status == "computed" else None


def _is_service(deadline: Deadline) -> bool:
    """Whether a period runs forward from service of the order itself."""
    trigger, period = deadline.phrase.trigger, deadline.phrase.period
    if trigger is None or trigger.kind != "service" or trigger.event is not None:
        return False
    return period is not None and period.direction == "after"


def _all_open(dues: Sequence[Due]) -> Due:
    waiting = [due for due in dues if due.status in {"needs_facts", "pending"}]
    if not waiting:
        return dues[0]
    status: DueStatus = "needs_facts" if any(due.status == "needs_facts" for due in waiting) else "pending"
    notes = tuple(dict.fromkeys(note for due in waiting for note in due.notes))
    return Due(status, needs=_together(due.needs for due in waiting), notes=notes)


def _cannot_be_before(order: Order, deadline: Deadline, due: Due, earliest: Due, facts: Facts) -> bool:
    """Whether an undated limit cannot end before the dated one: service cannot be before the order's date."""
    trigger, period = deadline.phrase.trigger, deadline.phrase.period
    filed = order.caption.filed
    if trigger is None or period is None or filed is None or not _is_service(deadline):
        return False
    start = Start(facts.service_date or filed)
    bound = counted(order, period, start, "service", "hand", deadline.phrase.zone).due
    return bound is not None and day_of(bound) >= day_of(earliest.due)


def _together(needs: Iterable[tuple[Need, ...]]) -> tuple[Need, ...]:
    return tuple({need.fact: need for group in needs for need in group}.values())


def _quoted(order: Order, deadline: Deadline) -> str:
    words = " ".join(order.text[deadline.phrase.span.start : deadline.phrase.span.end].split())
    return f"“{words}”"
