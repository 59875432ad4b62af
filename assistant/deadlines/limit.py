"""One limit of an order and the facts → its due date with the counting steps, or the facts still missing."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Literal

from assistant.answer import Need, Step, iso
from assistant.calendar.dates import WEEKDAYS, long_date
from assistant.calendar.daycount import Count, count, fixed
from assistant.calendar.zones import court_zone
from assistant.deadlines.starts import ENDS, Start, dated_end, fact_name, start_of, stems_of
from assistant.question.facts import METHODS, Facts
from indexer.deadlines.dates import find_moments, in_year
from indexer.deadlines.places import day_of_order
from indexer.errors import OutOfRange
from indexer.orders import Deadline, Order, Period

DueStatus = Literal["computed", "needs_facts", "pending", "no_date"]
Moment = dt.date | dt.datetime
_FAR = 20  # years from the order's own; no court sets a date so far off, and a slip of the pen does
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


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


def alone(order: Order, deadline: Deadline, known: Facts) -> Due:
    """What becomes of one deadline by itself, without notes on other limits. Of a year without a calendar a printed
    date stands as printed, and nothing is counted; both are said."""
    try:
        return _alone(order, deadline, known)
    except OutOfRange as error:
        phrase = deadline.phrase
        if phrase.kind == "fixed" and phrase.date is not None:
            note = f"as printed; whether it is a court day was not looked up, as {error}"
            return Due("computed", phrase.date, safe=phrase.date, notes=(note,))
        return Due("no_date", notes=(f"it cannot be counted: {error}",))


def _alone(order: Order, deadline: Deadline, known: Facts) -> Due:
    phrase = deadline.phrase
    if phrase.kind == "vague" or deadline.role == "vague":
        if (named := _named_day(order, deadline)) is not None:
            return named
        return Due("no_date", notes=("the order sets no date for this; its words are shown",))
    if phrase.kind == "fixed" or (phrase.kind == "window" and phrase.period is None):
        return _fixed(order, deadline)
    if phrase.trigger is None:
        return Due("no_date", notes=("a length of time without a start: no date can be put to it",))
    return _period(order, deadline, known)


_SAME = re.compile(
    r"(?:by|on|before|until|at)\s(?:or\s\w+\s)?"
    r"(?:then|(?:that|the\ssame|the\ssaid|such)\s(?:same\s)?(?:day|date|time))\b",
    re.I,
)
_TODAY = re.compile(r"\b(?:today|this\sdate)\b", re.I)


def _named_day(order: Order, deadline: Deadline) -> Due | None:
    """The day that another names: "by the same date", "as of today", "until sentencing", where the order dates it."""
    phrase = deadline.phrase
    words = order.text[phrase.span.start : phrase.span.end]
    filed = day_of_order(order)
    if _TODAY.search(words) and filed is not None:
        return Due("computed", filed, safe=filed, notes=("the day of the order itself",))
    if _SAME.match(words):
        before = [other for other in order.deadlines if other.number < deadline.number and other.phrase.date]
        day = before[-1].phrase.date if before else None
        why = "the day that the order names before it"
    elif (beside := _BESIDE.search(words)) and phrase.trigger is not None:
        return _day_beside(order, deadline, beside)
    elif phrase.trigger is not None and phrase.trigger.phrase and phrase.bound in {"until", "by"}:
        day = _dated_by(order, deadline)
        why = f"the day that the order sets for: {phrase.trigger.phrase}"
    else:
        return None
    return Due("computed", day, safe=day, notes=(f"{why}, {long_date(day)}",)) if day is not None else None


_ORDINALS = ("", "", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# "the fourth business day before the conference", "the Friday preceding trial"
_BESIDE = re.compile(
    rf"\bthe\s(?:(?P<ordinal>{'|'.join(_ORDINALS[2:])}|\d{{1,2}}(?:nd|rd|th))\s(?P<court>business\s|court\s|working\s)?"
    rf"(?:calendar\s)?day|(?P<weekday>{'|'.join(WEEKDAYS)}))\s(?:immediately\s)?"
    r"(?P<way>after|following|before|preceding|prior\sto)\s(?P<what>.+)$",
    re.I | re.S,
)


def _day_beside(order: Order, deadline: Deadline, beside: re.Match[str]) -> Due | None:
    """The weekday, or the day of that number, before or after an event that the order dates; None where it does not."""
    start = _dated_by(order, deadline, beside["what"])
    if start is None:
        return None
    before = beside["way"].casefold() not in {"after", "following"}
    if beside["weekday"]:
        name = beside["weekday"].capitalize()
        step = dt.timedelta(days=-1 if before else 1)
        day = start + step
        while WEEKDAYS[day.weekday()] != name:
            day += step
        return Due("computed", day, safe=day, notes=(f"the {name} {beside['way']} {long_date(start)}",))
    ordinal = beside["ordinal"].casefold()
    amount = _ORDINALS.index(ordinal) if ordinal in _ORDINALS else int(re.sub(r"\D", "", ordinal))
    unit: Literal["business_days", "calendar_days"] = "business_days" if beside["court"] else "calendar_days"
    result = counted(order, Period(amount, unit, "before" if before else "after"), Start(start), "event", None, None)
    return Due("computed", result.due, steps=result.steps, safe=result.due)


def _dated_by(order: Order, deadline: Deadline, what: str | None = None) -> dt.date | None:
    """The one date that the order prints for what the trigger names; None where it prints none or several."""
    trigger = deadline.phrase.trigger
    words = what or (trigger.phrase if trigger else "")
    if ENDS.search(words):
        return dated_end(order, deadline, words)
    wanted = stems_of(words)
    named = {
        other.phrase.date
        for other in order.deadlines
        if other.role == "event" and other.phrase.date and other.number != deadline.number
        and wanted and other.subject and wanted <= stems_of(other.subject.split()[-1])
    }  # fmt: skip
    if len(named) == 1:  # "the trial" is the jury trial, not the trial preparation conference
        return named.pop()
    dates = {
        other.phrase.date
        for other in order.deadlines
        if other.role == "event" and other.phrase.date and other.number != deadline.number
        and wanted and wanted <= stems_of(other.subject)
    }  # fmt: skip
    return dates.pop() if len(dates) == 1 else None


def _fixed(order: Order, deadline: Deadline) -> Due:
    phrase, words = deadline.phrase, order.text[deadline.phrase.span.start : deadline.phrase.span.end]
    if phrase.kind == "window":
        if phrase.date is None or phrase.end is None:
            return Due("no_date", notes=("a stretch of time without both ends printed",))
        return Due("computed", window=(phrase.date, phrase.end))
    date, notes = phrase.date, []
    moment = next(find_moments(_UNSEEN.sub("", words)), None)
    filed = day_of_order(order)
    if date is not None and filed is not None and abs(date.year - filed.year) > _FAR:
        told = f"the order prints the year {date.year}, which is far from its own, {filed.year}: read it there"
        return Due("no_date", notes=(told,))
    if date is not None and filed is not None and date < filed:
        notes.append(f"it lies before the order's own date, {long_date(filed)}")
    if moment is not None and moment.misread:
        notes.append(f"letters stand among the figures of its year, {words!r}; read as {date and date.year}")
    if _UNSEEN.search(words):
        notes.append("characters that nobody sees stand inside the date")
    if date is None:
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
    result = fixed(date, state=order.caption.state, time=phrase.time, zone=zone)
    due, steps = result.due, result.steps
    alternatives: tuple[tuple[str, str], ...] = ()
    if not phrase.inclusive and phrase.time is None:
        due = date - dt.timedelta(days=1)
        alternatives = ((date.isoformat(), "if the printed day itself still counts"),)
        steps = (
            *steps,
            Step("the order says before that day, so the day before it is the last", due, "the order's own term"),
        )
    return Due("computed", due, (), steps, alternatives, due, (*notes, *result.notes))


def _period(order: Order, deadline: Deadline, facts: Facts) -> Due:
    phrase = deadline.phrase
    period, trigger = phrase.period, phrase.trigger
    assert period is not None and trigger is not None
    start = start_of(order, deadline, facts)
    if start.date is None:
        return _waiting(deadline, start)
    if period.unit == "hours" and start.time is None and not start.from_order:
        name = fact_name(trigger).removesuffix("_date")
        return Due(
            "needs_facts",
            needs=(Need(f"{name}_time", f"At what time of day was: {trigger.phrase}?"),),
            notes=start.notes,
        )
    if phrase.kind == "window":
        return _window(order, period, start)
    method = facts.service_method if trigger.kind == "service" else None
    result = counted(order, period, start, trigger.kind, method, phrase.zone)
    if result.due is None:
        needs = tuple(
            Need(
                f"{fact_name(trigger).removesuffix('_date')}_{name}",
                f"The {name} of: {trigger.phrase}, to count hours.",
            )
            for name in result.needs
        )
        return Due("needs_facts", needs=needs, steps=result.steps, notes=start.notes)
    if trigger.kind == "service" and method is None and (asks := _asks_method(order, period, start, result)):
        return replace(asks, notes=(*asks.notes, *start.notes))
    alternatives = [(iso(other.date) or "", other.reason) for other in result.alternatives]
    safe, notes = result.safe, [*start.notes, *result.notes]
    if _either_way(order, deadline, start):
        before = counted(order, replace(period, direction="before"), start, trigger.kind, None, phrase.zone)
        if before.due is not None:
            words = order.text[phrase.span.start : phrase.span.end]
            alternatives.append((iso(before.due) or "", f"if {words!r} means before it, not after"))
            safe = min(safe or before.due, before.due, key=day_of)
            notes.append('the order says "of" an event still to come; courts have used it for before and for after')
    return Due("computed", result.due, (), result.steps, tuple(alternatives), safe, tuple(notes))


def _asks_method(order: Order, period: Period, start: Start, by_hand: Count) -> Due | None:
    """The question how the order was served, where Rule 6(d) makes a difference; None where it makes none."""
    by_mail = counted(order, period, start, "service", "mail", None)
    if by_hand.due is None or by_mail.due is None or by_mail.due == by_hand.due:
        return None
    electronic = counted(order, period, start, "service", "electronic", None)
    added = "by mail or electronically" if electronic.due == by_mail.due else "by mail"
    plain = "by hand" if electronic.due == by_mail.due else "by hand or electronically"
    note = f"served {plain}: {long_date(day_of(by_hand.due))}; served {added}: {long_date(day_of(by_mail.due))}"
    return Due(
        "needs_facts",
        needs=(Need("service_method", "How was it served?", METHODS),),
        steps=by_hand.steps,
        safe=by_hand.due,
        notes=(note,),
    )


def counted(order: Order, period: Period, start: Start, kind: str, method: str | None, zone: str | None) -> Count:
    """The count of `period` from `start` in the court of `order`; method: one of `facts.METHODS`, None unknown."""
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
        edge = counted(order, period, start, "event", None, None).due
        first = day_of(edge) if edge else start.date
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
        notes=(*start.notes, f"it hangs on another act of this order: {start.hangs_on.act}"),
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


def annotated(deadline: Deadline, due: Due, today: dt.date | None) -> Due:
    """`due` with notes on what the order's own words leave open, and on a date that has passed at `today`."""
    notes = list(due.notes)
    if deadline.phrase.period is not None and deadline.phrase.period.numeral_disagrees:
        notes.append(
            f"the order's word and numeral disagree; the smaller, {deadline.phrase.period.amount}, was counted"
        )
    if deadline.soft:
        notes.append("the order states this as a rule of thumb, not as a fixed limit")
    if deadline.conditional:
        notes.append(f"it applies on a condition: {' '.join(deadline.conditional.split())}")
    if today is not None and due.due is not None and day_of(due.due) < today:
        notes.append(f"{long_date(day_of(due.due))} has passed")
    return replace(due, notes=tuple(dict.fromkeys(notes)))


def day_of(moment: Moment | None) -> dt.date:
    """The day of a date or date-time; the last day there is for None, so that it sorts behind every other."""
    if isinstance(moment, dt.datetime):
        return moment.date()
    return moment or dt.date.max
