"""One count under one reading of the law, move by move. `assistant.daycount` compares the readings.

A `Case` is what happened; a `Reading` is how the law is taken. `reckon` is a pure function of the two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from assistant.answer import Step
from assistant.dates import WEEKDAYS, long_date
from assistant.legal_holidays import DayOff, check_covered, closing, federal, good_friday, state_day
from assistant.rules_by_date import RuleText
from indexer.errors import BadFact, OutOfRange
from indexer.orders import Period

ONE_DAY = dt.timedelta(days=1)
RULE = "Fed. R. Civ. P. "
# How far from a due date a contested day can still change it: longer than the longest run of days off and
# the three added days together.
REACH = 15


@dataclass(frozen=True, slots=True)
class Reading:
    """How the law is taken: the text of the rule, and an answer to each question that it leaves open.

    method: instead of the case's own way of service. overflow: a day that the last month lacks is counted
    on into the next month. short_weeks: weeks are days for the rule on short periods. back_forward: the
    "next day" before an event lies forward. added_to_hours: 6(d) reaches periods in hours. fold: which of
    two equal hours the event fell in. decided: open questions about days, by the key of the doubt.
    """

    text: RuleText
    method: str | None = None
    overflow: bool = False
    short_weeks: bool = False
    back_forward: bool = False
    added_to_hours: bool = False
    fold: int = 0
    decided: frozenset[tuple[str, bool]] = frozenset()

    def deciding(self, answers: Mapping[str, bool]) -> Reading:
        return replace(self, decided=frozenset(answers.items()))


@dataclass(frozen=True, slots=True)
class Off:
    """Why a day is passed over: in words, and by what authority."""

    words: str
    cite: str
    day_off: DayOff | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one count, already checked; see `assistant.daycount.count` for their meaning."""

    period: Period
    start: dt.date
    trigger_kind: str = "event"
    method: str | None = None
    state: str | None = None
    time: dt.time | None = None
    zone: ZoneInfo | None = None
    clerk_inaccessible: frozenset[dt.date] = frozenset()
    extra_holidays: frozenset[dt.date] = frozenset()
    all_state_days: bool = False

    @property
    def sign(self) -> int:
        return 1 if self.period.direction == "after" else -1

    @property
    def from_service(self) -> bool:
        """Rule 6(d)'s first two conditions: the period runs from being served, and forward."""
        return self.trigger_kind == "service" and self.sign > 0

    def would_add(self, reading: Reading) -> bool:
        """Whether the way of service is one that adds three days."""
        return self.from_service and (reading.method or self.method) in reading.text.added_for

    def adds_days(self, reading: Reading) -> bool:
        """Hours are left alone: nothing shows a court that added days to them."""
        return self.would_add(reading) and (self.period.unit != "hours" or reading.added_to_hours)

    def short(self, reading: Reading) -> bool:
        """Whether the former rule on periods of fewer than 11 days applies."""
        limit = reading.text.short_period
        if limit is None:
            return False
        if self.period.unit == "weeks" and reading.short_weeks:
            return self.period.amount * 7 < limit
        return self.period.unit == "calendar_days" and self.period.amount < limit

    def maybe_off(self, day: dt.date, reading: Reading) -> Iterator[DayOff]:
        """Every ground besides weekends and federal days on which `day` is, or may be, a holiday."""
        business = self.period.unit == "business_days"
        if day in self.extra_holidays:
            yield DayOff(day, "a day taken as a holiday", RULE + reading.text.declared, "declared",
                         doubt="extra", if_other="if the closure is not a legal holiday")
        own = state_day(self.state, day, self.all_state_days) if self.state else None
        if own is not None and (self.sign > 0 or reading.text.state_backward):
            if business and own.doubt is None:
                own = replace(own, doubt="state business days",
                              if_other="if business days leave out federal holidays alone")
            yield own
        elif own is not None and business:
            yield replace(own, counted=False, doubt="state business days",
                          if_other=f"if the court is closed on {own.name}")
        if business and good_friday(day) and own is None:
            yield DayOff(day, "Good Friday", "the order's own term", "state", counted=False,
                         doubt="Good Friday", if_other="if the court is closed on Good Friday")
        if closed := closing(day):
            yield closed

    def day_off(self, day: dt.date, reading: Reading) -> Off | None:
        """Why `day` is no ordinary day under `reading`; None where it is one."""
        text = reading.text
        if day.weekday() > 4:
            return Off(f"a {WEEKDAYS[day.weekday()]}", RULE + text.roll)
        if found := federal(day):
            rule = text.declared if found.kind == "declared" else text.federal
            return Off(found.name, f"{RULE}{rule}; {found.cite}", found)
        decided = dict(reading.decided)
        for found in self.maybe_off(day, reading):
            if decided.get(found.doubt or "", found.counted):
                if found.kind == "state" and self.state:
                    return Off(f"{found.name}, a holiday of {self.state}",
                               f"{RULE}{text.state}; {found.cite}", found)
                return Off(found.name, found.cite, found)
        return None

    def begin(self, reading: Reading) -> dt.datetime:
        """The moment of the event; raises BadFact for a clock time that the zone skipped that day."""
        assert self.time is not None and self.zone is not None
        moment = dt.datetime.combine(self.start, self.time, self.zone).replace(fold=reading.fold)
        back = moment.astimezone(dt.UTC).astimezone(self.zone)
        if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise BadFact(f"{self.time:%H:%M} did not exist on {self.start} in {self.zone.key}: the clocks "
                          "were set forward; give the time that they showed.")
        return moment

    def ambiguous_start(self) -> bool:
        """Whether the clock showed the event's time twice that day."""
        assert self.time is not None and self.zone is not None
        moment = dt.datetime.combine(self.start, self.time, self.zone)
        return moment.utcoffset() != moment.replace(fold=1).utcoffset()


def reckon(case: Case, reading: Reading) -> tuple[list[Step], list[str]]:
    """The steps of one count, the last one holding the result, and notes that change nothing."""
    walk = _Walk(case, reading)
    text = reading.text
    walk.say(f"the text of Rule 6 {text.words} governs", case.start, RULE + "6")
    if case.period.unit == "hours":
        _hours(walk)
    else:
        _days(walk)
    if case.trigger_kind == "window":
        walk.say("a window's edge: nothing is due on it and it is not moved", walk.here,
                 RULE + "6(a) does not apply")
        return walk.steps, walk.notes
    walk.roll(case.sign)
    walk.past_closed_clerk()
    if case.adds_days(reading):
        walk.move(walk.day + 3 * ONE_DAY, "add three days for the way of service, after the period has ended",
                  text.added)
        walk.roll(1)
        walk.past_closed_clerk()
    elif case.from_service and case.method and case.method not in text.added_for:
        walk.notes.append(f"service by {case.method} means adds no days (Fed. R. Civ. P. {text.added})")
    elif case.method and not case.from_service:
        walk.notes.append("no days are added: the period does not run forward from service "
                          f"(Fed. R. Civ. P. {text.added})")
    return walk.steps, walk.notes


class _Walk:
    """Where a count stands: the day, the clock that goes with it for hours, and what was said so far."""

    def __init__(self, case: Case, reading: Reading) -> None:
        self.case, self.reading = case, reading
        self.day = case.start
        self.clock: dt.time | None = None
        self.steps: list[Step] = []
        self.notes: list[str] = []

    @property
    def here(self) -> dt.date | dt.datetime:
        if self.clock is None:
            return self.day
        return dt.datetime.combine(self.day, self.clock, self.case.zone)

    def say(self, reason: str, date: dt.date | dt.datetime, cite: str) -> None:
        self.steps.append(Step(reason, date, cite))

    def move(self, day: dt.date, reason: str, cite: str) -> None:
        self.day = check_covered(day)
        self.say(reason, self.here, RULE + cite)

    def step_on(self, sign: int) -> Off | None:
        """One day on; why it is no ordinary day."""
        self.day = check_covered(self.day + sign * ONE_DAY)
        off = self.case.day_off(self.day, self.reading)
        if off is not None and off.day_off is not None and off.day_off.sure == "package":
            note = f"{off.words}: {off.day_off.cite}; verify"
            if note not in self.notes:
                self.notes.append(note)
        return off

    def roll(self, sign: int) -> None:
        """From a Saturday, Sunday or legal holiday to the next day that is none of them."""
        text = self.reading.text
        if self.reading.back_forward:
            sign = 1
        self.day -= sign * ONE_DAY
        passed: list[tuple[dt.date, Off]] = []
        while (off := self.step_on(sign)) is not None:
            passed.append((self.day, off))
        if not passed:
            return
        words = "; ".join(f"{long_date(day)} is {off.words}" for day, off in passed)
        cites = [RULE + text.roll]
        if sign < 0 and text.back:
            cites.append(RULE + text.back)
        cites += [off.cite for _, off in passed if off.day_off is not None]
        way = "go on" if sign > 0 else "go back"
        self.say(f"{words}: {way} to {long_date(self.day)}", self.here, "; ".join(dict.fromkeys(cites)))

    def past_closed_clerk(self) -> None:
        """Rule 6(a)(3): always forward, to the first ordinary day on which the clerk could be reached."""
        if self.day not in self.case.clerk_inaccessible:
            return
        closed = self.day
        while self.day in self.case.clerk_inaccessible or self.case.day_off(self.day, self.reading):
            self.day = check_covered(self.day + ONE_DAY)
        self.say(f"the clerk's office could not be reached on {long_date(closed)}: the time for filing "
                 f"extends to {long_date(self.day)}", self.here, RULE + self.reading.text.closed)
        self.notes.append("an inaccessible clerk's office extends the time for filing only, unless the court "
                          "orders otherwise (Fed. R. Civ. P. 6(a)(3))")


def _hours(walk: _Walk) -> None:
    case, text = walk.case, walk.reading.text
    start = case.begin(walk.reading)
    # Elapsed hours: the clock of a day with 23 or 25 hours must not stretch or shorten the period.
    elapsed = dt.timedelta(hours=case.sign * case.period.amount)
    end = (start.astimezone(dt.UTC) + elapsed).astimezone(case.zone)
    walk.day, walk.clock = check_covered(end.date()), end.time()
    word = "after" if case.sign > 0 else "before"
    if text.hours is None:
        walk.notes.append("before December 1, 2009 the rule said nothing of hours; they are counted as now")
    shift = (end.utcoffset() or dt.timedelta()) - (start.utcoffset() or dt.timedelta())
    clocks = " (the clocks changed in between)" if shift else ""
    walk.say(f"count every hour: {case.period.amount} hours {word} {long_date(start)}{clocks}", walk.here,
             RULE + (text.hours or "6(a)(2)"))


def _days(walk: _Walk) -> None:
    case, text = walk.case, walk.reading.text
    unit, amount = case.period.unit, case.period.amount
    walk.say("leave out the day of the event that starts the period", case.start, RULE + text.start)
    word = "forward" if case.sign > 0 else "back"
    span = f"{amount} {unit.removeprefix('calendar_').replace('_', ' ')}"
    if unit == "business_days" or case.short(walk.reading):
        left = amount if unit != "weeks" else 7 * amount
        holidays: list[str] = []
        while left:
            off = walk.step_on(case.sign)
            if off is None:
                left -= 1
            elif off.day_off is not None:
                holidays.append(f"{off.words} on {long_date(walk.day)}")
        skipped = "Saturdays, Sundays" + (f", {', '.join(holidays)}" if holidays else " and legal holidays")
        if unit == "business_days":
            why, cite = f"count {span} {word}, leaving out {skipped}", "6(a)(6); the order's own term"
        else:
            why, cite = f"count {span} {word}, fewer than 11, leaving out {skipped}", text.days
        walk.say(why, walk.day, RULE + cite)
        return
    if unit in ("months", "years"):
        day = _same_day(case.start, case.sign * amount * (12 if unit == "years" else 1), walk)
        walk.move(day, f"count {span} {word} to the day of the same number", "6(a)(1)")
        return
    days = amount * (7 if unit == "weeks" else 1)
    every = "" if unit == "weeks" else ", every day, weekends and holidays between included"
    try:
        day = case.start + case.sign * days * ONE_DAY
    except OverflowError:
        raise OutOfRange(f"{span} from {case.start} is no date.") from None
    walk.move(day, f"count {span} {word}{every}", text.days if unit == "calendar_days" else "6(a)(1)")


def _same_day(start: dt.date, months: int, walk: _Walk) -> dt.date:
    """The day of the same number `months` on; the month's last day where it has none of that number."""
    day = start + relativedelta(months=months)
    if day.day != start.day:
        if walk.reading.overflow:
            return day.replace(day=1) + (start.day - 1) * ONE_DAY
        walk.notes.append(f"{long_date(day)} is the last day of a month that has no day {start.day}; "
                          "Rule 6(a) does not say which day to take")
    return day


def doubts_between(
    case: Case, reading: Reading, due: dt.date | dt.datetime
) -> dict[str, tuple[bool, str, str]]:
    """The open questions about days that could change the result: key → (counted, if other, cite)."""
    day = due.date() if isinstance(due, dt.datetime) else due
    first, last = sorted((case.start, day))
    if case.period.unit != "business_days" and not case.short(reading):
        # Days between do not matter, only those near the end.
        first, last = (day, day)
    found: dict[str, tuple[bool, str, str]] = {}
    here = first - REACH * ONE_DAY
    while here <= last + REACH * ONE_DAY:
        if here.weekday() < 5 and not federal(here):
            for off in case.maybe_off(here, reading):
                if off.doubt is not None:
                    found.setdefault(off.doubt, (off.counted, off.if_other, off.cite))
        here += ONE_DAY
    return found
