"""Dates, times and zones as a person types them: one value in, one value out, or a refusal that names it."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from indexer.errors import BadDate, BadFact

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ACCEPTED = "2017-10-30, 10/30/2017, October 30, 2017 or Oct 30 2017"

_MONTH = {name[:n].casefold(): i for i, name in enumerate(MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_DAY_NAMES = {name[:n].casefold(): i for i, name in enumerate(WEEKDAYS) for n in (3, 4, 5, len(name))}

# Each pattern takes the whole text. A year of two digits is matched so that the refusal can say so.
_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),  # 2017-10-30
    re.compile(r"(?P<month>\d{1,2})[/.-](?P<day>\d{1,2})[/.-](?P<year>\d{4}|\d{2})"),  # 10/30/2017
    re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4}|'?\d{2})"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: day of| of)? (?P<name>[a-z]{3,9})\.?,? "
        r"(?P<year>\d{4}|'?\d{2})"
    ),
)
_WEEKDAY = re.compile(r"(?P<weekday>[a-z]{3,9})\.?,? (?=[\da-z])")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::00)? ?(?:(?P<half>[ap])\.?m\.?)?")

_ZONES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "atlantic": "America/Puerto_Rico",
    "arizona": "America/Phoenix",
    "utc": "UTC",
}
_ZONE_LETTERS = {"e": "eastern", "c": "central", "m": "mountain", "p": "pacific", "ak": "alaska", "h": "hawaii"}


def parse_date(text: str) -> dt.date:
    """The date that `text` names, a weekday before it allowed if it is the right one.

    Raises BadDate for a date that does not exist, a year of two digits, a wrong weekday and any other form;
    the message names the value and the accepted forms.
    """
    given = " ".join(text.split())[:60]
    words = given.casefold()
    weekday = None
    led = _WEEKDAY.match(words)
    if led and led["weekday"] in _DAY_NAMES:
        weekday, words = _DAY_NAMES[led["weekday"]], words[led.end() :]
    for form in _FORMS:
        match = form.fullmatch(words)
        if match is None:
            continue
        parts = match.groupdict()
        if len(parts["year"]) != 4:
            raise BadDate(f"{given!r} has a year of two digits; give all four, as in {ACCEPTED}.")
        month = int(parts["month"]) if parts.get("month") else _MONTH.get(parts.get("name") or "", 0)
        if parts.get("name") and not month:
            raise BadDate(f"{given!r} names no month; accepted: {ACCEPTED}.")
        try:
            day = dt.date(int(parts["year"]), month, int(parts["day"]))
        except ValueError:
            raise BadDate(f"There is no date {given!r}; accepted: {ACCEPTED}.") from None
        if weekday is not None and day.weekday() != weekday:
            raise BadDate(f"{given!r}: {day.isoformat()} is a {WEEKDAYS[day.weekday()]}.")
        return day
    raise BadDate(f"{given!r} is not a date that can be read; accepted: {ACCEPTED}.")


def parse_time(text: str) -> dt.time:
    """A time of day as "14:00", "2:00 p.m." or "2 pm". Raises BadFact."""
    match = _CLOCK.fullmatch(" ".join(text.casefold().split()))
    if match and (match["minute"] or match["half"]):
        hour, minute = int(match["hour"]), int(match["minute"] or 0)
        half = match["half"]
        if minute < 60 and ((half and 1 <= hour <= 12) or (not half and hour < 24)):
            return dt.time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
    raise BadFact(f"{text[:60]!r} is not a time of day; accepted: 14:00 or 2:00 p.m.")


@lru_cache(maxsize=1)
def _zone_names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}


def parse_zone(text: str) -> ZoneInfo:
    """A time zone as "America/Chicago", "Central", "Central Time", "CT", "CST" or "CDT". Raises BadFact."""
    words = text.strip().casefold().replace(".", "")
    short = re.fullmatch(r"(e|c|m|p|ak|h)(?:s|d)?t", words)
    name = re.sub(r"(?: standard| daylight| prevailing)?(?: time)?$", "", words)
    if short:
        name = _ZONE_LETTERS[short[1]]
    if name in _ZONES:
        return ZoneInfo(_ZONES[name])
    exact = _zone_names().get(words)
    if exact is None:
        raise BadFact(f"{text[:60]!r} is not a time zone; accepted: a name such as America/Chicago, or Central.")
    return ZoneInfo(exact)


def long_date(day: dt.date) -> str:
    """A date with its weekday: "Monday, October 30, 2017"; a date-time with its clock: "... at 2:00 p.m."."""
    words = f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"
    return f"{words} at {clock(day)}" if isinstance(day, dt.datetime) else words


def clock(moment: dt.datetime) -> str:
    """ "2:00 p.m." """
    return f"{moment.hour % 12 or 12}:{moment.minute:02d} {'a.m.' if moment.hour < 12 else 'p.m.'}"


def day_words(moment: str | None) -> str:
    """ "2017-11-29" → "Wednesday, November 29, 2017"; what is no date stays as it is, None is no words."""
    if not moment:
        return ""
    try:
        return long_date(dt.datetime.fromisoformat(moment) if "T" in moment else dt.date.fromisoformat(moment))
    except ValueError:
        return moment
