"""Counting under Rule 6: the collected cases by their ids, then what they do not reach."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.calendar.daycount import Count, count, fixed
from assistant.commands.count import count_case
from indexer.errors import BadFact, OutOfRange
from indexer.orders import Period

DATA = Path(__file__).parent.parent / "data" / "deadline_cases.jsonl"
CASES = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def counted(start: str, amount: int, unit: str = "calendar_days", direction: str = "after", **facts: Any) -> Count:
    return count(Period(amount, unit, direction), day(start), **facts)  # type: ignore[arg-type]


def others(result: Count) -> list[str]:
    return [alternative.date.isoformat() for alternative in result.alternatives]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    result = count_case(case)
    assert result["due"] == case["expected_due_date"], case["explanation"]
    assert set(result["alternatives"]) == set(case.get("alternatives") or {}), case["explanation"]
    assert result["safe_date"] == case.get("safe_date", min([result["due"], *result["alternatives"]]))
    assert result["steps"] and all(step["reason"] and step["cite"] for step in result["steps"])
    assert result["steps"][-1]["date"] == result["due"]


def test_there_are_136_cases() -> None:
    assert len({case["id"] for case in CASES}) == 136


def test_expected_fields_are_ignored() -> None:
    """A case stripped of every answer counts the same."""
    asked = ("expected_due_date", "contested", "alternatives", "safe_date", "explanation", "verification", "source")
    for case in CASES:
        bare = {name: value for name, value in case.items() if name not in asked}
        assert count_case(bare) == count_case(case)


@pytest.mark.parametrize(
    ("start", "amount", "facts", "due"),
    [
        # Three days after the roll, then a second roll: not 14 + 3.
        ("2018-03-03", 14, {"service_method": "mail"}, "2018-03-22"),
        ("2018-03-02", 14, {"service_method": "clerk"}, "2018-03-19"),
        ("2018-03-02", 14, {"service_method": "other"}, "2018-03-19"),
        ("2018-03-02", 14, {"service_method": "hand"}, "2018-03-16"),
        ("2018-03-02", 14, {"service_method": "ECF"}, "2018-03-16"),
        # Electronic service on both sides of December 1, 2016.
        ("2016-10-03", 14, {"service_method": "electronic"}, "2016-10-20"),
        ("2016-12-01", 14, {"service_method": "electronic"}, "2016-12-15"),
        # Before December 1, 2001 mail alone added days.
        ("2000-03-01", 20, {"service_method": "clerk"}, "2000-03-21"),
        ("2002-03-01", 20, {"service_method": "clerk"}, "2002-03-25"),
    ],
)
def test_added_days(start: str, amount: int, facts: dict[str, str], due: str) -> None:
    assert counted(start, amount, trigger_kind="service", **facts).due == day(due)


def test_method_of_adding_days_before_2005_is_noted() -> None:
    facts = {"trigger_kind": "service", "service_method": "mail"}
    assert any("2005" in note for note in counted("2005-11-30", 14, **facts).notes)
    assert not counted("2005-12-01", 14, **facts).notes


@pytest.mark.parametrize("kind", ["order_date", "filing", "hearing", "event"])
def test_no_added_days_unless_from_service(kind: str) -> None:
    result = counted("2018-03-02", 14, trigger_kind=kind, service_method="mail")
    assert result.due == day("2018-03-16")
    assert not result.alternatives
    assert any("no days are added" in note for note in result.notes)


def test_no_added_days_before_an_event() -> None:
    result = counted("2021-04-05", 7, direction="before", trigger_kind="service", service_method="mail")
    assert result.due == day("2021-03-29")


def test_unknown_service_method_is_an_alternative() -> None:
    result = counted("2017-10-30", 30, trigger_kind="service", state="CA")
    assert (result.due, others(result), result.safe) == (day("2017-11-29"), ["2017-12-04"], day("2017-11-29"))


def test_added_days_do_not_reach_hours() -> None:
    result = counted("2018-03-05", 24, "hours", trigger_kind="service", service_method="mail",
                     time=dt.time(9), zone="America/New_York")
    assert result.due is not None and result.due.isoformat()[:16] == "2018-03-06T09:00"
    assert [text[:16] for text in others(result)] == ["2018-03-09T09:00"]


@pytest.mark.parametrize(
    ("start", "amount", "direction", "due"),
    [
        ("2009-11-16", 10, "after", "2009-12-01"),  # ends on the day of the change: contested
        ("2009-11-09", 10, "after", "2009-11-24"),  # wholly before; Veterans Day left out
        ("2009-11-09", 11, "after", "2009-11-20"),  # eleven days are no short period
        ("2009-12-01", 10, "after", "2009-12-11"),
        ("2008-07-14", 5, "before", "2008-07-07"),
    ],
)
def test_short_periods_by_date(start: str, amount: int, direction: str, due: str) -> None:
    assert counted(start, amount, direction=direction).due == day(due)


def test_period_across_a_change_of_text_is_contested() -> None:
    result = counted("2009-11-16", 10)
    assert (result.rules, others(result), result.safe) == ("pre2009", ["2009-11-27"], day("2009-11-27"))
    assert "amended rule" in result.alternatives[0].reason
    assert not counted("2009-11-16", 10, rules="pre2009").alternatives


def test_state_holidays_count_forward_only_since_2009() -> None:
    assert counted("2021-04-16", 10, state="MS").due == day("2021-04-27")
    assert counted("2021-05-06", 10, direction="before", state="MS").due == day("2021-04-26")
    assert counted("2008-05-08", 10, direction="before", state="MS", rules="2009").due == day("2008-04-28")
    # Former 6(a): both ways. Eleven days and more, so that only the last day matters.
    assert counted("2008-05-12", 14, direction="before", state="MS").due == day("2008-04-25")


def test_old_rule_before_an_event_gave_no_direction() -> None:
    result = counted("2008-05-03", 14, direction="before")
    assert (result.due, others(result), result.safe) == (
        day("2008-04-18"), ["2008-04-21"], day("2008-04-18"))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "direction", "due", "alternatives"),
    [
        ("2018-03-02", 1, "weeks", "after", "2018-03-09", []),
        ("2018-03-16", 2, "weeks", "before", "2018-03-02", []),
        ("2020-02-29", 1, "years", "after", "2021-03-01", []),
        ("2021-03-31", 1, "months", "before", "2021-02-26", ["2021-03-03"]),
        ("2021-08-31", 1, "months", "after", "2021-09-30", ["2021-10-01"]),
        ("2019-12-15", 2, "months", "after", "2020-02-18", []),  # Saturday, Sunday, Washington's Birthday
        ("2021-12-31", 1, "business_days", "after", "2022-01-03", []),
        ("2022-01-03", 1, "business_days", "before", "2021-12-30", []),  # December 31 is New Year's Day
    ],
)
def test_units(start: str, amount: int, unit: str, direction: str, due: str, alternatives: list[str]) -> None:
    result = counted(start, amount, unit, direction)
    assert (result.due, others(result)) == (day(due), alternatives)


def test_business_days_show_state_holidays_both_ways() -> None:
    forward = counted("2019-11-27", 1, "business_days", state="CA")
    assert (forward.due, others(forward), forward.safe) == (day("2019-12-02"), ["2019-11-29"], day("2019-11-29"))
    backward = counted("2021-04-28", 2, "business_days", "before", state="MS")
    assert (backward.due, others(backward)) == (day("2021-04-26"), ["2021-04-23"])


def test_window_is_not_moved() -> None:
    assert counted("2021-04-06", 2, direction="before", trigger_kind="window").due == day("2021-04-04")


def test_fixed_date_is_noted_but_never_moved() -> None:
    result = fixed(day("2021-07-05"))
    assert (result.due, result.fixed, result.alternatives) == (day("2021-07-05"), True, ())
    assert "Independence Day (observed)" in result.notes[0]
    assert counted("2021-07-04", 9, trigger_kind="fixed_date").due == day("2021-07-04")
    assert not fixed(day("2021-07-06")).notes


def test_clerk_inaccessible_extends_forward() -> None:
    closed = [day("2018-03-16"), day("2018-03-19")]
    assert counted("2018-03-02", 14, clerk_inaccessible=closed).due == day("2018-03-20")
    # A day that is not the last one changes nothing.
    assert counted("2018-03-02", 14, clerk_inaccessible=[day("2018-03-15")]).due == day("2018-03-16")
    # Closed when the base period ends: three days are added after the extension.
    assert counted("2018-03-02", 14, trigger_kind="service", service_method="mail",
                   clerk_inaccessible=[day("2018-03-16")]).due == day("2018-03-22")


def test_executive_closing_moves_the_safe_date_of_a_backward_count() -> None:
    result = counted("2020-01-07", 14, direction="before")
    assert (result.due, others(result), result.safe) == (day("2019-12-24"), ["2019-12-23"], day("2019-12-23"))


def test_one_closing_order_for_two_days_stands_or_falls_whole() -> None:
    assert others(counted("2025-12-10", 14)) == ["2025-12-29"]


def test_inauguration_day_by_state() -> None:
    assert others(counted("2021-01-06", 14)) == []
    assert (counted("2021-01-06", 14, state="DC").due, counted("2021-01-06", 14, state="DC").safe) == (
        day("2021-01-21"), day("2021-01-20"))
    virginia = counted("2021-01-06", 14, state="VA")
    assert (virginia.due, others(virginia)) == (day("2021-01-20"), ["2021-01-21"])


def test_california_days_with_and_without_every_full_day() -> None:
    plain = counted("2019-01-29", 14, state="CA")
    whole = counted("2019-01-29", 14, state="CA", all_state_days=True)
    assert (plain.due, others(plain), plain.safe) == (day("2019-02-12"), ["2019-02-13"], day("2019-02-12"))
    assert (whole.due, others(whole), whole.safe) == (day("2019-02-13"), ["2019-02-12"], day("2019-02-12"))


def test_local_rule_of_washington() -> None:
    assert others(counted("2024-09-09", 7, direction="before", state="WA")) == ["2024-09-03"]
    assert others(counted("2024-09-09", 7, direction="before", state="OR")) == []


def test_unreviewed_state_counts_with_a_warning_and_the_federal_date_beside_it() -> None:
    result = counted("2019-07-29", 14, state="RI")
    assert (result.due, others(result), result.safe) == (day("2019-08-13"), ["2019-08-12"], day("2019-08-12"))
    assert any("not checked" in note for note in result.notes)


@pytest.mark.parametrize(
    ("start", "time", "amount", "direction", "zone", "due"),
    [
        ("2021-11-05", "09:00", 72, "after", "America/Chicago", "2021-11-08T08:00"),  # a day of 25 hours
        ("2021-03-15", "09:00", 48, "before", "America/Chicago", "2021-03-12T08:00"),  # of 23, then back
        ("2021-03-15", "09:00", 48, "before", "America/Phoenix", "2021-03-12T09:00"),
        ("2021-07-02", "16:30", 24, "after", "Central", "2021-07-06T16:30"),  # July 5 observed
    ],
)
def test_hours(start: str, time: str, amount: int, direction: str, zone: str, due: str) -> None:
    result = counted(start, amount, "hours", direction, time=dt.time.fromisoformat(time), zone=zone)
    assert result.due is not None and result.due.isoformat()[:16] == due


def test_an_hour_that_came_twice_gives_both_results() -> None:
    result = counted("2021-11-07", 36, "hours", time=dt.time(1, 30), zone="America/Chicago")
    assert result.due is not None and result.due.isoformat()[:16] == "2021-11-08T12:30"
    assert others(result)[0][:16] == "2021-11-08T13:30"


def test_an_hour_that_never_came_is_refused() -> None:
    with pytest.raises(BadFact, match="02:30 did not exist"):
        counted("2021-03-14", 24, "hours", time=dt.time(2, 30), zone="America/Chicago")


@pytest.mark.parametrize(
    ("facts", "needs"),
    [({}, ("time", "zone")), ({"time": dt.time(9)}, ("zone",)), ({"zone": "Eastern"}, ("time",))],
)
def test_hours_without_time_or_zone_ask(facts: dict[str, Any], needs: tuple[str, ...]) -> None:
    result = counted("2021-03-12", 48, "hours", **facts)
    assert (result.due, result.needs, result.safe) == (None, needs, None)


@pytest.mark.parametrize(
    ("amount", "unit", "words"),
    [
        (10_000, "calendar_days", "10,000 calendar days"), (0, "calendar_days", "accepted: 1 to"),
        (-3, "weeks", "-3 weeks"), (10**30, "hours", "more than a trillion"),
    ],
)
def test_periods_out_of_range(amount: int, unit: str, words: str) -> None:
    with pytest.raises(OutOfRange, match=words):
        counted("2021-03-12", amount, unit)


@pytest.mark.parametrize("start", ["1985-12-31", "2100-01-01"])
def test_years_outside_the_holiday_table(start: str) -> None:
    with pytest.raises(OutOfRange, match=f"{start}.*1986 to 2099"):
        counted(start, 5)


def test_a_result_outside_the_holiday_table() -> None:
    with pytest.raises(OutOfRange, match="2100"):
        counted("2099-12-30", 14)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"service_method": "pigeon"}, "'pigeon'; accepted: mail"),
        ({"state": "XX"}, "'XX'"),
        ({"trigger_kind": "rumor"}, "'rumor'; accepted: service"),
        ({"rules": "1938"}, "'1938'; accepted: pre2009"),
        ({"zone": "Mars"}, "'Mars'"),
    ],
)
def test_facts_that_are_not_accepted(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(BadFact, match=words):
        counted("2021-03-12", 5, **facts)


@pytest.mark.parametrize(
    ("amount", "unit", "direction", "words"),
    [(True, "weeks", "after", "whole number"), (1.5, "weeks", "after", "whole number"),
     (1, "fortnights", "after", "'fortnights'; accepted"), (1, "weeks", "of", "'of'; accepted: after, before")],
)
def test_periods_that_are_not_accepted(amount: Any, unit: Any, direction: Any, words: str) -> None:
    with pytest.raises(BadFact, match=words):
        count(Period(amount, unit, direction), day("2021-03-12"))
