"""One count under one reading of the law, move by move. `assistant.calendar.daycount` compares the readings."""

from __future__ import annotations

import datetime as dt

from dateutil.relativedelta import relativedelta

from assistant.answer import Step
from assistant.calendar.dates import long_date
from assistant.calendar.inputs import Case, LawReading, Off
from assistant.calendar.legal_holidays import check_covered, federal
from assistant.calendar.rules_by_date import RULE
from assistant.calendar.state_holidays import REVIEWED
from indexer.errors import OutOfRange

ONE_DAY = dt.timedelta(days=1)
# How far from a due date a contested day can still change it: longer than the longest run of days off and
# the three added days together.
REACH = 15
# From this day former 6(e) adds the three days "after the prescribed period would otherwise expire".
_METHOD_SETTLED = dt.date(2005, 12, 1)


def reckon(case: Case, reading: LawReading) -> tuple[list[Step], list[str]]:
    """The steps of one count, the last one holding the result, and notes that change nothing."""
    walk = _Walk(case, reading)
    text = reading.text
    walk.say(f"the text of Rule 6 {text.words} governs", case.start, RULE + "6")
    if case.state and case.state not in REVIEWED and (case.sign > 0 or text.state_backward):
        walk.notes.append(
            f"the holidays of {case.state} come from a general table and were not checked against "
            "its statutes; verify that none falls near the due date"
        )
    if case.period.unit == "hours":
        _hours(walk)
    else:
        _days(walk)
    if case.trigger_kind == "window":
        walk.say("a window's edge: nothing is due on it and it is not moved", walk.here, RULE + "6(a) does not apply")
        return walk.steps, walk.notes
    walk.roll(case.sign)
    walk.past_closed_clerk()
    if case.adds_days(reading):
        walk.move(
            walk.day + 3 * ONE_DAY, "add three days for the way of service, after the period has ended", text.added
        )
        if case.start < _METHOD_SETTLED:
            walk.notes.append(
                "before December 1, 2005 the rule did not say whether the three days are added before "
                "or after weekends and holidays are counted; they are added after, as since then"
            )
        walk.roll(1)
        walk.past_closed_clerk()
    elif case.from_service and case.method and case.method not in text.added_for:
        walk.notes.append(f"service by {case.method} means adds no days (Fed. R. Civ. P. {text.added})")
    elif case.method and not case.from_service:
        walk.notes.append(
            f"no days are added: the period does not run forward from service (Fed. R. Civ. P. {text.added})"
        )
    return walk.steps, walk.notes


class _Walk:
    """Where a count stands: the day, the clock that goes with it for hours, and what was said so far."""

    def __init__(self, case: Case, reading: LawReading) -> None:
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
        if off is not None and off.day_off is not None and off.day_off.sure == "memory":
            note = f"{off.words}: {off.day_off.cite} was not read for this table; verify"
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
        words = "; ".join(f"{long_date(day)} ({off.words})" if off.day_off else long_date(day) for day, off in passed)
        cites = [RULE + (text.roll if self.clock is None else text.roll_hours or text.roll)]
        if text.back:
            cites.append(RULE + text.back)
        cites += [off.cite for _, off in passed if off.day_off is not None]
        way = "go on" if sign > 0 else "go back"
        self.say(
            f"the period cannot end on {words}: {way} to {long_date(self.day)}",
            self.here,
            "; ".join(dict.fromkeys(cites)),
        )

    def past_closed_clerk(self) -> None:
        """Rule 6(a)(3): always forward, to the first ordinary day on which the clerk could be reached."""
        if self.day not in self.case.clerk_inaccessible:
            return
        closed = self.day
        while self.day in self.case.clerk_inaccessible or self.case.day_off(self.day, self.reading):
            self.day = check_covered(self.day + ONE_DAY)
        self.say(
            f"the clerk's office could not be reached on {long_date(closed)}: the time for filing "
            f"extends to {long_date(self.day)}",
            self.here,
            RULE + self.reading.text.closed,
        )
        self.notes.append(
            "an inaccessible clerk's office extends the time for filing only, unless the court "
            "orders otherwise (Fed. R. Civ. P. 6(a)(3))"
        )


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
    walk.say(
        f"count every hour: {case.period.amount} hours {word} {long_date(start)}{clocks}",
        walk.here,
        RULE + (text.hours or "6(a)(2)"),
    )


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
        walk.notes.append(
            f"{long_date(day)} is the last day of a month that has no day {start.day}; "
            "Rule 6(a) does not say which day to take"
        )
    return day


def doubts_between(case: Case, reading: LawReading, due: dt.date | dt.datetime) -> dict[str, tuple[bool, str, str]]:
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
