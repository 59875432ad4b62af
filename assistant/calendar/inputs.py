"""What a count is about: the facts of one case, and one reading of the law to take them under."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from assistant.calendar.dates import WEEKDAYS
from assistant.calendar.legal_holidays import DayOff, closing, federal, good_friday, state_day
from assistant.calendar.rules_by_date import RULE, RuleText
from indexer.errors import BadFact
from indexer.orders import Period


@dataclass(frozen=True, slots=True)
class LawReading:
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

    def deciding(self, answers: Mapping[str, bool]) -> LawReading:
        return replace(self, decided=frozenset(answers.items()))


@dataclass(frozen=True, slots=True)
class Off:
    """Why a day is passed over: in words, and by what authority."""

    words: str
    cite: str
    day_off: DayOff | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """The facts of one count, already checked; see `assistant.calendar.daycount.count` for their meaning."""

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

    def would_add(self, reading: LawReading) -> bool:
        """Whether the way of service is one that adds three days."""
        return self.from_service and (reading.method or self.method) in reading.text.added_for

    def adds_days(self, reading: LawReading) -> bool:
        """Hours are left alone: nothing shows a court that added days to them."""
        return self.would_add(reading) and (self.period.unit != "hours" or reading.added_to_hours)

    def short(self, reading: LawReading) -> bool:
        """Whether the former rule on periods of fewer than 11 days applies."""
        limit = reading.text.short_period
        if limit is None:
            return False
        if self.period.unit == "weeks" and reading.short_weeks:
            return self.period.amount * 7 < limit
        return self.period.unit == "calendar_days" and self.period.amount < limit

    def maybe_off(self, day: dt.date, reading: LawReading) -> Iterator[DayOff]:
        """Every ground besides weekends and federal days on which `day` is, or may be, a holiday."""
        business = self.period.unit == "business_days"
        if day in self.extra_holidays:
            yield DayOff(
                day,
                "a day taken as a holiday",
                RULE + reading.text.declared,
                "declared",
                doubt="extra",
                if_other="if the closure is not a legal holiday",
            )
        own = state_day(self.state, day, self.all_state_days) if self.state else None
        if own is not None and (self.sign > 0 or reading.text.state_backward):
            if business and own.doubt is None:
                own = replace(
                    own, doubt="state business days", if_other="if business days leave out federal holidays alone"
                )
            yield own
        elif own is not None and business:
            yield replace(
                own, counted=False, doubt="state business days", if_other=f"if the court is closed on {own.name}"
            )
        if business and good_friday(day) and own is None:
            yield DayOff(
                day,
                "Good Friday",
                "the order's own term",
                "state",
                counted=False,
                doubt="Good Friday",
                if_other="if the court is closed on Good Friday",
            )
        if closed := closing(day):
            yield closed

    def day_off(self, day: dt.date, reading: LawReading) -> Off | None:
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
                    return Off(f"{found.name}, a holiday of {self.state}", f"{RULE}{text.state}; {found.cite}", found)
                return Off(found.name, found.cite, found)
        return None

    def begin(self, reading: LawReading) -> dt.datetime:
        """The moment of the event; raises BadFact for a clock time that the zone skipped that day."""
        assert self.time is not None and self.zone is not None
        moment = dt.datetime.combine(self.start, self.time, self.zone).replace(fold=reading.fold)
        back = moment.astimezone(dt.UTC).astimezone(self.zone)
        if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise BadFact(
                f"{self.time:%H:%M} did not exist on {self.start} in {self.zone.key}: the clocks "
                "were set forward; give the time that they showed."
            )
        return moment

    def ambiguous_start(self) -> bool:
        """Whether the clock showed the event's time twice that day."""
        assert self.time is not None and self.zone is not None
        moment = dt.datetime.combine(self.start, self.time, self.zone)
        return moment.utcoffset() != moment.replace(fold=1).utcoffset()
