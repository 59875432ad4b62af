"""A deadline and the facts → the due date with its counting steps, or the facts that are still missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Need, Step, iso
from assistant.conflicts import recited_later
from assistant.dates import WEEKDAYS, long_date
from assistant.daycount import Count, count, fixed
from assistant.facts import METHODS, Facts, check_facts
from assistant.starts import Start, start_of
from assistant.zones import court_zone
from indexer.dates import in_year, read_moment
from indexer.orders import Deadline, Order, Period

DueStatus = Literal["computed", "needs_facts", "pending", "no_date"]
Moment = dt.date | dt.datetime


@dataclass(frozen=True, slots=True)
class Due:
    """What became of a deadline.

    status: "computed" (`due` or `window` is set), "needs_facts" (`needs` asks), "pending" (it hangs on another
    act of the order whose date is not known; `needs` says which date would settle it), "no_date".
    due: a date, or a date-time in the court's zone where the order prints a clock time. window: first and
    last day of an optional stretch. alternatives: (ISO date, when it holds). safe: the earliest of all.
    governs: of several limits on one act, the `number` of the deadline that gave `due` or the outer limit.
    """

    status: DueStatus
    due: Moment | None = None
    needs: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    safe: Moment | None = None
    notes: tuple[str, ...] = ()
    window: tuple[dt.date, dt.date] | None = None
    governs: int | None = None


def resolve(
    order: Order, deadline: Deadline, facts: Mapping[str, str] | Facts | None = None, today: dt.date | None = None
) -> Due:
    """The due date of one deadline, apart from any other limit on the same act.

    today: only to say that a date has passed. Raises BadFact, BadDate and OutOfRange.
    """
    known = check_facts(facts, order)
    due = _annotated(deadline, _alone(order, deadline, known), today)
    if due.due is not None:
        later = recited_later(order, deadline, _day(due.due), lambda other: _alone(order, other, known).due)
        due = replace(due, notes=(*due.notes, *later))
    return due


def _alone(order: Order, deadline: Deadline, known: Facts) -> Due:
    phrase = deadline.phrase
    if phrase.kind == "vague" or deadline.role == "vague":
        return Due("no_date", notes=("the order sets no date for this; its words are shown",))
    if phrase.kind == "fixed" or (phrase.kind == "window" and phrase.period is None):
        return _fixed(order, deadline)
    if phrase.trigger is None:
        return Due("no_date", notes=("a length of time without a start: no date can be put to it",))
    return _period(order, deadline, known)


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
    first, earliest = min(dated, key=lambda pair: _day(pair[1].due))
    later = [(deadline, due) for deadline, due in open_ if not _cannot_be_before(order, deadline, due, earliest, known)]
    if later:
        outer = f"outer limit {iso(_whole(earliest.due))} ({_quoted(order, first)})"
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
        if _day(due.due) != _day(earliest.due):
            notes.append(
                f"two limits for one act: the earlier governs; {_quoted(order, deadline)} would end on {long_date(_day(due.due))}"
            )
    safe = min((due.safe for _, due in dated if due.safe is not None), key=_day, default=earliest.safe)
    return replace(earliest, notes=tuple(dict.fromkeys(notes)), safe=safe, governs=first.number)


# --- one limit ----------------------------------------------------------------------------------------------


def _fixed(order: Order, deadline: Deadline) -> Due:
    phrase, words = deadline.phrase, order.text[deadline.phrase.span.start : deadline.phrase.span.end]
    if phrase.kind == "window":
        if phrase.date is None or phrase.end is None:
            return Due("no_date", notes=("a stretch of time without both ends printed",))
        return Due("computed", window=(phrase.date, phrase.end))
    date, notes = phrase.date, []
    if date is None:
        moment = _moment_in(words)
        if moment is not None and moment.impossible:
            return Due("no_date", notes=(f"the order prints a date that does not exist: {words!r}",))
        if moment is None or moment.day is None or order.caption.filed is None:
            return Due("no_date", notes=(f"the order prints no whole date: {words!r}",))
        date = in_year(moment, order.caption.filed)
        if date is None:
            return Due("no_date", notes=(f"the order prints no whole date: {words!r}",))
        notes.append(f"no year is printed; read as the first such day after the order's date, {long_date(date)}")
    if phrase.weekday and phrase.weekday != WEEKDAYS[date.weekday()]:
        notes.append(f"the order says {phrase.weekday}, but {long_date(date)} is a {WEEKDAYS[date.weekday()]}")
    zone = court_zone(order.caption, phrase.zone)
    counted = fixed(date, state=order.caption.state, time=phrase.time, zone=zone)
    due, alternatives, steps = counted.due, (), counted.steps
    if not phrase.inclusive and phrase.time is None:
        due = date - dt.timedelta(days=1)
        alternatives = ((date.isoformat(), "if the printed day itself still counts"),)
        steps = (
            *steps,
            Step("the order says before that day, so the day before it is the last", due, "the order's own term"),
        )
    return Due("computed", due, (), steps, alternatives, due, (*notes, *counted.notes))


def _moment_in(words: str):  # type: ignore[no-untyped-def]
    for start in [0, *(match.end() for match in re.finditer(r"\s", words))]:
        if moment := read_moment(words[start:]):
            return moment
    return None


def _period(order: Order, deadline: Deadline, facts: Facts) -> Due:
    phrase = deadline.phrase
    period, trigger = phrase.period, phrase.trigger
    assert period is not None and trigger is not None
    start = start_of(order, deadline, facts)
    if start.date is None:
        return _waiting(deadline, start)
    if period.unit == "hours" and start.time is None and not start.from_order:
        name = next((need for need in (trigger.event or "event",)), "event")
        return Due(
            "needs_facts",
            needs=(Need(f"{name}_time", f"At what time of day was: {trigger.phrase}?"),),
            notes=start.notes,
        )
    if phrase.kind == "window":
        return _window(order, period, start)
    method = facts.service_method if trigger.kind == "service" else None
    counted = _count(order, period, start, trigger.kind, method, phrase.zone)
    if counted.due is None:
        needs = tuple(
            Need(f"{trigger.event or 'order'}_{name}", f"The {name} is needed to count hours.")
            for name in counted.needs
        )
        return Due("needs_facts", needs=needs, steps=counted.steps, notes=start.notes)
    if (
        trigger.kind == "service"
        and method is None
        and any("service was by" in other.reason for other in counted.alternatives)
    ):
        mailed = next(other for other in counted.alternatives if "service was by" in other.reason)
        notes = (
            f"served by hand{'' if 'electronic' in mailed.reason else ' or electronically'}: {long_date(counted.due)}; "
            f"{mailed.reason}: {long_date(mailed.date)}",
            *start.notes,
        )
        return Due(
            "needs_facts",
            needs=(Need("service_method", "How was it served?", METHODS),),
            steps=counted.steps,
            safe=counted.safe,
            notes=notes,
        )
    alternatives = [(iso(_whole(other.date)) or "", other.reason) for other in counted.alternatives]
    safe, notes = counted.safe, [*start.notes, *counted.notes]
    if _either_way(order, deadline, start):
        before = _count(order, replace(period, direction="before"), start, trigger.kind, None, phrase.zone)
        if before.due is not None:
            words = order.text[phrase.span.start : phrase.span.end]
            alternatives.append((iso(_whole(before.due)) or "", f"if {words!r} means before it, not after"))
            safe = min(safe or before.due, before.due, key=_day)
            notes.append('the order says "of" an event still to come; courts have used it for before and for after')
    return Due("computed", counted.due, (), counted.steps, tuple(alternatives), safe, tuple(notes))


def _count(order: Order, period: Period, start: Start, kind: str, method: str | None, zone: str | None) -> Count:
    assert start.date is not None
    return count(
        period,
        start.date,
        trigger_kind=kind,
        service_method=_RULE_5[method] if method else None,
        state=order.caption.state,
        time=start.time if period.unit == "hours" else None,
        zone=court_zone(order.caption, start.zone or zone) if period.unit == "hours" else None,
    )


# The names of the facts → those of Rule 5(b)(2) that the count knows.
_RULE_5 = {"electronic": "electronic", "mail": "mail", "hand": "personal", "clerk": "clerk", "other": "other"}


def _window(order: Order, period: Period, start: Start) -> Due:
    """ "The seven-day period immediately preceding" an event: from the first day to the last, nothing rolled."""
    assert start.date is not None
    days = {"weeks": 7, "calendar_days": 1}.get(period.unit)
    if days is None:
        edge = _count(order, period, start, "event", None, None).due
        first = _day(edge) if edge else start.date
    else:
        length = dt.timedelta(days=days * period.amount)
        first = start.date - length if period.direction == "before" else start.date + length
    if period.direction == "before":
        window = (first, start.date - dt.timedelta(days=1))
    else:
        window = (start.date + dt.timedelta(days=1), first)
    step = Step(
        f"the window runs from {long_date(window[0])} through {long_date(window[1])}", window[1], "the order's own term"
    )
    return Due("computed", steps=(step,), window=window, notes=start.notes)


def _waiting(deadline: Deadline, start: Start) -> Due:
    if start.hangs_on is None:
        return Due("needs_facts", needs=start.needs, notes=start.notes)
    return Due(
        "pending",
        needs=start.needs,
        notes=(*start.notes, f"it hangs on another act of this order: {start.hangs_on.subject}"),
    )


def _either_way(order: Order, deadline: Deadline, start: Start) -> bool:
    """ "within N days of" an event that the order itself sets in the future: before it or after it?

    United States v. Thomas (E.D. Cal. July 14, 2010) used "within fourteen days of the conference" for before.
    """
    words = order.text[deadline.phrase.span.start : deadline.phrase.span.end]
    trigger = deadline.phrase.trigger
    future = order.caption.filed is None or (start.date is not None and start.date > order.caption.filed)
    return bool(
        start.from_order
        and future
        and trigger
        and trigger.kind in {"hearing", "event"}
        and re.match(r"\W*within\b.*?\b(?:days?|weeks?|months?)['’]?\W+of\b", words, re.I | re.S)
    )


def _annotated(deadline: Deadline, due: Due, today: dt.date | None) -> Due:
    notes = list(due.notes)
    if deadline.phrase.period is not None and deadline.phrase.period.numeral_disagrees:
        notes.append(
            f"the order's word and numeral disagree; the smaller, {deadline.phrase.period.amount}, was counted"
        )
    if deadline.soft:
        notes.append("the order states this as a rule of thumb, not as a fixed limit")
    if deadline.conditional:
        notes.append(f"it applies on a condition: {' '.join(deadline.conditional.split())}")
    if today is not None and due.due is not None and _day(due.due) < today:
        notes.append(f"{long_date(_day(due.due))} has passed")
    return replace(due, notes=tuple(dict.fromkeys(notes)))


# --- several limits -------------------------------------------------------------------------------------------


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
    if trigger is None or period is None or trigger.kind != "service" or trigger.event or filed is None:
        return False
    start = Start(facts.service_date or filed)
    bound = _count(order, period, start, "service", "hand", deadline.phrase.zone).due
    return bound is not None and period.direction == "after" and _day(bound) >= _day(earliest.due)


def _together(needs: Iterable[tuple[Need, ...]]) -> tuple[Need, ...]:
    return tuple({need.fact: need for group in needs for need in group}.values())


def _quoted(order: Order, deadline: Deadline) -> str:
    words = " ".join(order.text[deadline.phrase.span.start : deadline.phrase.span.end].split())
    return f"“{words}”"


def _day(moment: Moment | None) -> dt.date:
    if isinstance(moment, dt.datetime):
        return moment.date()
    return moment or dt.date.max


def _whole(moment: Moment | None) -> Moment | None:
    return moment
