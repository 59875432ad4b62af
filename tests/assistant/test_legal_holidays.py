"""Legal holidays: literal dates on both sides of each change of law."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest

from assistant.calendar import legal_holidays
from assistant.calendar.legal_holidays import DayOff, closing, federal, good_friday, state_code, state_day
from assistant.calendar.state_holidays import CLOSINGS, REVIEWED, ROWS
from indexer.errors import BadFact, OutOfRange


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(state: str, text: str) -> DayOff | None:
    return state_day(state, day(text))


@pytest.mark.parametrize("year", range(2005, 2031))
def test_federal_days_are_those_of_the_holidays_package(year: int) -> None:
    theirs = {d for d in holidays.US(years=range(year - 1, year + 2)) if d.year == year and d.weekday() < 5}
    ours = {d for n in range(366) if (d := dt.date(year, 1, 1) + dt.timedelta(n)).year == year and federal(d)}
    assert ours == theirs


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # Saturday to Friday, across the turn of the year.
        ("2004-12-31", "New Year's Day (observed)"), ("2010-12-31", "New Year's Day (observed)"),
        ("2021-12-31", "New Year's Day (observed)"), ("2027-12-31", "New Year's Day (observed)"),
        ("2022-12-31", None), ("2022-01-01", None),
        # Sunday to Monday.
        ("2023-01-02", "New Year's Day (observed)"), ("2021-07-05", "Independence Day (observed)"),
        ("2020-07-03", "Independence Day (observed)"), ("2017-11-10", "Veterans Day (observed)"),
        ("2018-11-12", "Veterans Day (observed)"), ("2022-12-26", "Christmas Day (observed)"),
        # Juneteenth: Pub. L. 117-17, first kept June 18, 2021.
        ("2020-06-19", None), ("2021-06-18", "Juneteenth (observed)"), ("2022-06-20", "Juneteenth (observed)"),
        ("2024-06-19", "Juneteenth"),
        # Days of the week.
        ("2015-02-16", "Washington's Birthday"), ("2019-05-27", "Memorial Day"), ("2019-10-14", "Columbus Day"),
        ("2019-11-28", "Thanksgiving Day"), ("2019-11-29", None), ("1986-01-20", "Martin Luther King, Jr. Day"),
        # Not holidays of the rule.
        ("2021-01-20", None), ("2021-04-02", None), ("2019-12-24", None), ("2018-12-05", None),
    ],
)
def test_federal(text: str, name: str | None) -> None:
    found = federal(day(text))
    assert (found.name if found else None) == name


def test_juneteenth_is_declared_until_the_rule_names_it() -> None:
    june_2023, june_2024 = federal(day("2023-06-19")), federal(day("2024-06-19"))
    assert june_2023 is not None and june_2023.kind == "declared"
    assert june_2024 is not None and june_2024.kind == "federal"


@pytest.mark.parametrize(
    ("state", "text", "counted"),
    [
        # counted True or False: listed and taken so by the main result; None: not listed at all.
        ("CA", "2000-03-31", None), ("CA", "2017-03-31", True), ("CA", "2024-04-01", True),
        ("CA", "2018-03-30", False), ("CA", "2017-11-24", True), ("CA", "2022-02-15", None),
        ("CA", "2019-02-12", False), ("CA", "2023-02-13", False), ("CA", "2020-09-09", False),
        ("CA", "2014-09-26", None), ("CA", "2022-09-23", False), ("CA", "2022-04-22", None),
        ("CA", "2024-04-24", False), ("CA", "2022-02-01", None), ("CA", "2025-01-29", False),
        ("CA", "2021-04-02", False),
        ("MS", "2018-04-30", True), ("MS", "2021-04-26", True), ("MS", "2020-11-27", False),
        ("MS", "2020-12-24", False), ("MS", "2021-04-02", None), ("MS", "2021-01-20", None),
        ("MA", "2008-04-21", True), ("ME", "2008-04-21", True), ("MA", "2008-04-28", None),
        ("MA", "2021-03-17", False), ("MA", "2021-06-17", False),
        ("TN", "2021-04-02", True), ("TN", "2021-11-26", None), ("TN", "2020-11-03", False),
        ("TN", "2021-11-02", None),
        ("NV", "2006-10-27", True), ("NV", "2017-10-27", True), ("NV", "1996-10-31", True),
        ("NV", "1998-10-30", True), ("NV", "2001-10-31", None), ("NV", "2017-11-24", True),
        ("DC", "2021-04-16", True), ("DC", "2022-04-15", True), ("DC", "2017-04-17", True),
        ("DC", "2006-04-17", None), ("DC", "2021-01-20", True), ("DC", "2022-01-20", None),
        ("VA", "2021-01-20", False), ("MD", "2021-01-20", False), ("VA", "2013-01-21", False),
        ("TX", "2019-06-19", True), ("TX", "2019-03-01", None), ("TX", "2018-03-02", True),
        ("TX", "2018-12-26", True), ("TX", "2021-04-02", False),
        ("NY", "2019-11-05", True), ("NY", "2019-02-12", True), ("NY", "2017-02-13", True),
        ("IL", "2021-03-01", True), ("IL", "2021-02-12", True), ("IL", "2021-11-02", None),
        ("HI", "2022-03-25", True), ("HI", "2021-06-11", True), ("HI", "2021-08-20", True),
        ("UT", "2021-07-23", True), ("UT", "2022-07-25", True), ("UT", "2024-06-17", True),
        ("UT", "2023-06-16", None), ("FL", "2019-02-15", True), ("FL", "2022-11-08", True),
        ("FL", "2021-11-02", None), ("WA", "2019-11-29", True),
        ("RI", "2019-08-12", True),
    ],
)
def test_state(state: str, text: str, counted: bool | None) -> None:
    found = on(state, text)
    assert (found.counted if found else None) is counted


def test_every_full_day_is_counted_on_request() -> None:
    for text in ("2019-02-12", "2020-09-09", "2022-09-23", "2024-04-24", "2025-01-29"):
        found = state_day("CA", day(text), every_full_day=True)
        assert found is not None and found.counted and found.doubt
    part_day = state_day("CA", day("2021-04-02"), every_full_day=True)
    assert part_day is not None and not part_day.counted


def test_federal_holidays_survive_states_that_do_not_keep_them() -> None:
    for state in ("CA", "MS", "DE", "FL", "TX", "MA", "PR"):
        assert federal(day("2020-10-12")) and on(state, "2020-10-12") is None


@pytest.mark.parametrize("state", sorted(legal_holidays.STATES - REVIEWED))
def test_unreviewed_states_come_from_the_package_as_doubtful(state: str) -> None:
    days = [d for n in range(366) if (d := state_day(state, dt.date(2020, 1, 1) + dt.timedelta(n)))]
    assert all(d.doubt and d.if_other for d in days if d.sure == "package")
    assert all(not federal(d.date) and d.date.weekday() < 5 for d in days)


def test_every_row_says_what_it_rests_on() -> None:
    for row in ROWS:
        assert row.cite and row.state in legal_holidays.STATES
        assert bool(row.doubt) == (row.standing != "settled"), row


def test_closings() -> None:
    theirs = holidays.US(categories=("government",), years=range(1999, 2026))
    public = holidays.US(years=range(1999, 2027))
    whole = {d for d, name in theirs.items() if d not in public and "half-day" not in name}
    assert whole == {d for d in CLOSINGS if d.year >= 1999}
    for d in CLOSINGS:
        found = closing(d)
        assert found is not None and not found.counted and not federal(d)
    assert closing(day("2015-12-24")) is None  # half a day
    assert closing(day("2022-12-23")) is None


def test_good_friday() -> None:
    assert good_friday(day("2021-04-02")) and good_friday(day("2024-03-29"))
    assert not good_friday(day("2021-04-09"))


@pytest.mark.parametrize(("given", "code"), [("ca", "CA"), (" California ", "CA"), ("Puerto Rico", "PR")])
def test_state_code(given: str, code: str) -> None:
    assert state_code(given) == code


@pytest.mark.parametrize("given", ["XX", "", "Ontario"])
def test_unknown_state(given: str) -> None:
    with pytest.raises(BadFact, match="postal code"):
        state_code(given)


def test_years_covered() -> None:
    assert legal_holidays.check_covered(day("1986-01-01")) and legal_holidays.check_covered(day("2099-12-31"))
    for text in ("1985-12-31", "2100-01-01"):
        with pytest.raises(OutOfRange, match="1986 to 2099"):
            legal_holidays.check_covered(day(text))
