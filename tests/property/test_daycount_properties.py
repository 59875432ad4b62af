"""What holds of every count, whatever the period, the day and the state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.calendar.daycount import METHODS, count
from assistant.calendar.inputs import Case, LawReading
from assistant.calendar.legal_holidays import STATES, federal
from assistant.calendar.rules_by_date import text_named, text_on
from indexer.orders import Period

DAYS = st.dates(dt.date(1997, 1, 1), dt.date(2060, 12, 31))
MODERN = st.dates(dt.date(2009, 12, 1), dt.date(2060, 12, 31))
STATE = st.sampled_from([None, "CA", "MS", "DC", "TN", "TX", "HI", "FL", "VI", "NC"])
METHOD = st.sampled_from([None, *METHODS])
UNITS = st.sampled_from(["calendar_days", "business_days", "weeks", "months", "years"])
DIRECTION = st.sampled_from(["after", "before"])
# Christmas Eve to December 26 and the weekend, with state days at both ends (NC, TX): never more.
LONGEST_RUN = 8
ONE = dt.timedelta(days=1)


def plain(period: Period, start: dt.date, **facts: Any) -> dt.date:
    due = count(period, start, **facts).due
    assert isinstance(due, dt.date) and not isinstance(due, dt.datetime)
    return due


def is_off(day: dt.date, period: Period, start: dt.date, state: str | None) -> bool:
    return Case(period, start, state=state).day_off(day, LawReading(text_on(start))) is not None


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 60), UNITS, DIRECTION, DAYS, STATE, METHOD, st.sampled_from(["service", "event"]))
def test_due_is_never_a_day_off(amount: int, unit: Any, direction: Any, start: dt.date, state: str | None,
                                method: str | None, kind: str) -> None:
    if unit in ("months", "years"):
        amount = amount % 10 + 1
    period = Period(amount, unit, direction)
    result = count(period, start, state=state, service_method=method, trigger_kind=kind)
    assert isinstance(result.due, dt.date)
    assert result.due.weekday() < 5 and not federal(result.due)
    assert not is_off(result.due, period, start, state)
    assert result.safe == min([result.due, *(other.date for other in result.alternatives)])
    assert all(other.date != result.due for other in result.alternatives)
    assert (result.due > start) == (direction == "after")


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 200), st.sampled_from(["calendar_days", "business_days", "weeks"]), MODERN, STATE, METHOD)
def test_forward_results_never_move_earlier_when_time_is_added(amount: int, unit: Any, start: dt.date,
                                                               state: str | None, method: str | None) -> None:
    facts = {"state": state, "service_method": method, "trigger_kind": "service"}
    shorter = plain(Period(amount, unit, "after"), start, **facts)
    assert plain(Period(amount + 1, unit, "after"), start, **facts) >= shorter
    assert plain(Period(amount, unit, "after"), start + ONE, **facts, rules="2016") >= plain(
        Period(amount, unit, "after"), start, **facts, rules="2016")


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 200), MODERN)
@example(7, dt.date(2024, 9, 9))
def test_backward_and_forward_are_consistent(amount: int, event: dt.date) -> None:
    """The day counted back lies at least the period before the event, and no later day would do."""
    back = plain(Period(amount, "calendar_days", "before"), event)
    assert back <= event - amount * ONE
    assert plain(Period((event - back).days, "calendar_days", "before"), event) == back
    forward = plain(Period(amount, "calendar_days", "after"), back)
    assert forward >= back + amount * ONE
    between = [back + n * ONE for n in range(1, (event - amount * ONE - back).days + 1)]
    assert all(is_off(day, Period(amount, "calendar_days", "before"), event, None) for day in between)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 40), MODERN)
def test_business_days_there_and_back(amount: int, start: dt.date) -> None:
    there = plain(Period(amount, "business_days", "after"), start)
    back = plain(Period(amount, "business_days", "before"), there)
    if is_off(start, Period(1, "business_days", "after"), start, None):
        assert back < start
    else:
        assert back == start


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 40), st.sampled_from(["calendar_days", "business_days", "weeks"]), DAYS, STATE,
       st.integers(-3, 12), st.sampled_from(["mail", "hand"]))
def test_adding_a_holiday_never_gives_an_earlier_forward_date(amount: int, unit: Any, start: dt.date,
                                                              state: str | None, offset: int, method: str) -> None:
    period = Period(amount, unit, "after")
    facts: dict[str, Any] = {"state": state, "trigger_kind": "service", "service_method": method}
    before = plain(period, start, **facts)
    extra = before - offset * ONE
    assert plain(period, start, **facts, extra_holidays=[extra]) >= before
    if extra == before:
        assert plain(period, start, **facts, extra_holidays=[extra]) > before


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 400), DIRECTION, DAYS, st.sampled_from(sorted(STATES)), METHOD)
def test_a_result_lies_within_the_period_and_the_longest_run_of_days_off(
    amount: int, direction: Any, start: dt.date, state: str, method: str | None
) -> None:
    period = Period(amount, "calendar_days", direction)
    due = plain(period, start, state=state, service_method=method, trigger_kind="service", rules="2016")
    most = amount + LONGEST_RUN + (3 + LONGEST_RUN if direction == "after" else 0)
    assert amount <= abs((due - start).days) <= most


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 300), DIRECTION, MODERN, st.times(dt.time(0, 0), dt.time(23, 59)),
       st.sampled_from(["America/New_York", "America/Los_Angeles", "America/Phoenix", "Pacific/Guam"]))
def test_hours_end_on_an_ordinary_day_at_or_after_the_elapsed_time(
    amount: int, direction: Any, start: dt.date, time: dt.time, zone: str
) -> None:
    if time.hour in (1, 2):  # the hours that come twice or not at all
        time = time.replace(hour=9)
    result = count(Period(amount, "hours", direction), start, time=time, zone=zone)
    assert isinstance(result.due, dt.datetime) and result.due.weekday() < 5 and not federal(result.due.date())
    begun = dt.datetime.combine(start, time, result.due.tzinfo)
    elapsed = abs((result.due.astimezone(dt.UTC) - begun.astimezone(dt.UTC)).total_seconds()) / 3600
    assert amount - 1.01 <= elapsed <= amount + 24 * LONGEST_RUN


@settings(max_examples=100, deadline=None)
@given(st.integers(11, 200), DAYS, STATE)
def test_long_forward_periods_are_the_same_under_every_text(amount: int, start: dt.date, state: str | None) -> None:
    dues = {plain(Period(amount, "calendar_days", "after"), start, state=state, rules=name)
            for name in ("pre2009", "2009", "2016")}
    assert len(dues) == 1 and text_named("2016").short_period is None
