"""Printed dates and clock times, in the forms that orders, dockets and stamps use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.lazy import lazy

MONTHS: dict[str, int] = {}
for _number, _names in enumerate(
    (
        "January Jan Janurary Januray",
        "February Feb Febuary Feburary Febrary",
        "March Mar",
        "April Apr",
        "May",
        "June Jun",
        "July Jul",
        "August Aug",
        "September Sept Sep Septmber",
        "October Oct",
        "November Nov",
        "December Dec Decmber",
    ),
    start=1,
):
    MONTHS.update(dict.fromkeys(_names.casefold().split(), _number))

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?:0?[1-9]|[12]\d|3\d)"
_S = r"\s{1,4}"
# Any four figures, and what OCR makes of them: "2O19", "20l9"; a year far off or misread is told, never set aside.
_YEAR = r"[12][\dOolI|]{3}(?![\dOolI|])"
_LOOK_ALIKE = str.maketrans("OolI|", "00111")

# "1:00 p.m.", "4 PM", "7:43pm", "| p.m." (a one read as a bar), "noon", "14:00"
_CLOCK = (
    r"(?:(?P<{p}hour>\d{{1,2}}|[|l])(?:[:.](?P<{p}minute>\d\d))?\s?(?:o['’]clock\s)?(?P<{p}half>[ap])\.?\s?m\b\.?"
    r"|(?:12(?::00)?\s)?(?P<{p}word>noon|midnight)\b"
    r"|(?P<{p}hour24>[01]?\d|2[0-3]):(?P<{p}minute24>[0-5]\d)(?![\d:]))"
)
_ZONE = (
    r"(?:,?\s?\(?(?P<{p}zone>(?-i:[ECMP]\.?\s?[SD]?\.?T\b|AK[SD]T|H[SD]?T\b)"
    r"|(?:eastern|central|mountain|pacific|hawaii|alaska|atlantic)(?:\s(?:standard|daylight|prevailing))?(?:\stime)?)\)?)?"
)

# The order of the alternatives: the longest first, so that "5th day of May, 2020" is not read as "May, 2020".
_DATE = (
    rf"(?:(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>0[1-9]|[12]\d|3[01])"
    rf"|(?P<n_month>0?[1-9]|1[0-2])(?P<sep>[/-])(?P<n_day>{_DAY})(?P=sep)(?P<n_year>(?:19|20)\d\d|\d\d)(?![\d/]|-\w)"
    rf"|(?P<my_month>0?[1-9]|1[0-2])/(?P<my_year>{_YEAR})"
    rf"|(?P<d_day>{_DAY})(?:st|nd|rd|th)?\s(?:day\sof\s|of\s)?(?P<d_month>{_MONTH}),?\s{{0,3}}(?P<d_year>{_YEAR})"
    rf"|(?-i:(?=[A-Z]))(?P<m_month>{_MONTH})\s{{0,3}}(?P<m_day>{_DAY})(?:st|nd|rd|th)?(?![\d:])"
    rf"(?:\s?,?\s{{0,3}}(?P<m_year>{_YEAR}))?"
    rf"|(?-i:(?=[A-Z]))(?P<o_month>{_MONTH}),?\s(?P<o_year>{_YEAR}))"
)

_APART = r"(?<![\w/.:$§-])"
# What may stand before a date: its clock time and its weekday. No longer than so many characters.
_LEAD = (
    r"(?:"
    + (_CLOCK + _ZONE).format(p="a_")
    + rf"(?:,?{_S}on)?,?{_S})?"
    + rf"(?:(?P<weekday>{_WEEKDAY}),?{_S}(?:the\s)?)?"
)
_LONGEST_LEAD = 80
_MOMENT = lazy(
    _APART
    + _LEAD
    + _DATE
    + r"(?:\s?,?\s{0,3}(?:(?:at|by|@|beginning\sat|starting\sat|no\slater\sthan|before)\s{0,3})?"
    + r"(?:the\shour\sof\s)?"
    + (_CLOCK + _ZONE).format(p="b_")
    + r")?",
    re.I,
)
# The date alone, which is sooner found: it begins with a figure or with the capital of a month.
_BARE = lazy(_APART + r"(?-i:(?=[0-9JFMASOND]))" + _DATE, re.I)
# No clock time and no weekday is without this.
_LED = lazy(r"(?=[\d|lnmtwfs])(?:[\d|l]\s?[ap]\.?\s?m|noon|midnight|\d:\d|mon|tue|wed|thu|fri|sat|sun)", re.I)


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed date, perhaps with its clock time, at `[start, end)` of the text.

    date: None where it is not a whole, possible date: "February 30, 2021", "September 2015", "January 5".
    year, month, day: as printed, None where not printed. weekday: in full, as printed.
    zone: the printed zone as an abbreviation, "EDT", "PT". impossible: no calendar has this date.
    """

    start: int
    end: int
    date: dt.date | None
    time: dt.time | None = None
    zone: str | None = None
    weekday: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    impossible: bool = False
    misread: bool = False


def find_moments(text: str) -> Iterator[Moment]:
    """Every printed date of `text`, in its order. A clock time without a date is none."""
    end = 0
    while bare := _BARE.search(text, end):
        start = max(end, bare.start() - _LONGEST_LEAD)
        if not _LED.search(text, start, bare.start()):
            start = bare.start()
        match = _MOMENT.search(text, start)
        assert match is not None
        yield _moment(match)
        end = match.end()


def read_moment(printed: str) -> Moment | None:
    """The date that begins `printed`; None where none does."""
    match = _MOMENT.match(printed)
    return _moment(match) if match else None


_CLOCK_ALONE = lazy(r"\W*(?:at\s)?" + (_CLOCK + _ZONE).format(p="b_") + r"\W*", re.I)


def read_clock(printed: str) -> dt.time | None:
    """The time of day where `printed` is nothing but one ("9:00 a.m."); else None."""
    match = _CLOCK_ALONE.fullmatch(printed)
    return _time(match.groupdict(), "b_") if match else None


def in_year(moment: Moment, near: dt.date) -> dt.date | None:
    """The date of a moment printed without its year: the first such day on or after `near`."""
    if moment.date or moment.month is None or moment.day is None or moment.year is not None:
        return moment.date
    for year in range(near.year, near.year + 9):  # a leap day comes round within eight years
        date = _date(year, moment.month, moment.day)
        if date and date >= near:
            return date
    return None


def _moment(match: re.Match[str]) -> Moment:
    part = match.groupdict()
    year, month, day = _numbers(part)
    date = _date(year, month, day) if year and month and day else None
    return Moment(
        match.start(),
        match.end(),
        date,
        time=_time(part, "b_") or _time(part, "a_"),
        zone=_zone(part["b_zone"] or part["a_zone"]),
        weekday=_weekday(part["weekday"]),
        year=year,
        month=month,
        day=day,
        misread=any(re.search("[OolI|]", part[f"{form}_year"] or "") for form in ("my", "d", "m", "o")),
        impossible=date is None and bool(month and day) and _date(year or 2000, month, day) is None,
    )


def _numbers(part: dict[str, str | None]) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of a match, by the form that it took."""
    for form in ("iso", "n", "my", "d", "m", "o"):
        month = part[f"{form}_month"]
        if month is None:
            continue
        year, day = part.get(f"{form}_year"), part.get(f"{form}_day")
        number = int(month) if month.isdigit() else MONTHS[month.rstrip(".").casefold()]
        return (_century(year) if year else None), number, (int(day) if day else None)
    return None, None, None


def _century(year: str) -> int:
    """Dockets print two digits ("11-25-08"): federal dockets on line begin in the 1980s."""
    value = int(year.translate(_LOOK_ALIKE))
    if len(year) == 4:
        return value
    return 2000 + value if value < 70 else 1900 + value


def _date(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    try:
        return dt.date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _time(part: dict[str, str | None], prefix: str) -> dt.time | None:
    if word := part[f"{prefix}word"]:
        return dt.time(12) if word.casefold() == "noon" else dt.time(23, 59)
    if hour24 := part[f"{prefix}hour24"]:
        return dt.time(int(hour24), int(part[f"{prefix}minute24"] or 0))
    hour = part[f"{prefix}hour"]
    if hour is None:
        return None
    value = 1 if hour in "|lL" else int(hour)
    minute = int(part[f"{prefix}minute"] or 0)
    if value > 23 or minute > 59:
        return None
    if value <= 12:
        value = value % 12 + (12 if (part[f"{prefix}half"] or "").casefold() == "p" else 0)
    return dt.time(value, minute)


def _zone(printed: str | None) -> str | None:
    if printed is None:
        return None
    words = printed.casefold().split()
    if len(words) == 1 and len(printed.replace(".", "")) <= 4:
        return printed.replace(".", "").replace(" ", "").upper()
    middle = {"standard": "S", "daylight": "D"}.get(words[1] if len(words) > 1 else "", "")
    if len(words) > 1 and words[0] in {"e", "c", "m", "p"}:
        return "".join(words).replace(".", "").upper()
    first = {"hawaii": "H", "alaska": "AK"}.get(words[0], words[0][0].upper())
    return f"{first}{middle}T"


def _weekday(printed: str | None) -> str | None:
    if printed is None:
        return None
    start = printed.casefold()[:3]
    return next(name for name in WEEKDAYS if name.casefold().startswith(start))
