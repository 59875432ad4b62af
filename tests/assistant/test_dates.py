"""Dates, times and zones as people type them."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.calendar.dates import day_words, long_date, parse_date, parse_time, parse_zone
from indexer.errors import BadDate, BadFact


@pytest.mark.parametrize(
    "text",
    ["2017-10-30", "10/30/2017", "10-30-2017", "October 30, 2017", "October 30 2017", "Oct 30 2017", "Oct. 30, 2017",
     "october 30th, 2017", "30 October 2017", "30th day of October, 2017", "Monday, October 30, 2017",
     "Mon Oct 30 2017", "  October  30,  2017 "],
)
def test_accepted(text: str) -> None:
    assert parse_date(text) == dt.date(2017, 10, 30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("February 30, 2020", "no date 'February 30, 2020'"), ("2021-02-29", "no date '2021-02-29'"),
        ("13/01/2020", "no date"), ("10/30/17", "two digits"), ("Oct 30 '17", "two digits"),
        ("October 30", "not a date"), ("tomorrow", "not a date"), ("", "not a date"), ("0000-01-01", "no date"),
        ("Tuesday, October 30, 2017", "is a Monday"), ("Octember 3, 2017", "no month"), ("20171030", "not a date"),
    ],
)
def test_refused(text: str, words: str) -> None:
    with pytest.raises(BadDate, match=words):
        parse_date(text)


def test_refusal_names_the_accepted_forms() -> None:
    with pytest.raises(BadDate, match="2017-10-30, 10/30/2017, October 30, 2017"):
        parse_date("soon")


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("14:00", 14, 0), ("2:00 p.m.", 14, 0), ("2pm", 14, 0), ("12 a.m.", 0, 0), ("12:30 PM", 12, 30), ("09:05", 9, 5)],
)
def test_times(text: str, hour: int, minute: int) -> None:
    assert parse_time(text) == dt.time(hour, minute)


@pytest.mark.parametrize("text", ["24:00", "13 pm", "14", "noonish", "9:75", "0 am"])
def test_times_refused(text: str) -> None:
    with pytest.raises(BadFact, match="time of day"):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [("America/Chicago", "America/Chicago"), ("central", "America/Chicago"), ("Central Time", "America/Chicago"),
     ("Pacific Daylight Time", "America/Los_Angeles"), ("EST", "America/New_York"), ("P.T.", "America/Los_Angeles"),
     ("america/phoenix", "America/Phoenix"), ("Hawaii", "Pacific/Honolulu")],
)
def test_zones(text: str, key: str) -> None:
    assert parse_zone(text).key == key


@pytest.mark.parametrize("text", ["", "Mars", "../etc/passwd", "QT"])
def test_zones_refused(text: str) -> None:
    with pytest.raises(BadFact, match="time zone"):
        parse_zone(text)


def test_long_date() -> None:
    assert long_date(dt.date(2021, 4, 5)) == "Monday, April 5, 2021"
    assert long_date(dt.datetime(2021, 4, 5, 14)) == "Monday, April 5, 2021 at 2:00 p.m."
    assert long_date(dt.datetime(2021, 4, 5, 0, 5)) == "Monday, April 5, 2021 at 12:05 a.m."


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2017-11-29", "Wednesday, November 29, 2017"),
        ("2021-04-05T14:00", "Monday, April 5, 2021 at 2:00 p.m."),
        (None, ""),
        ("soon", "soon"),
        ("2017-02-30", "2017-02-30"),
    ],
)
def test_days_are_said_with_their_weekday(moment: str | None, words: str) -> None:
    assert day_words(moment) == words
