"""Legal holidays under Fed. R. Civ. P. 6(a)(6): federal days always, a state's days beside them.

The federal days are 5 U.S.C. 6103(a) with the observed days of 6103(b) and E.O. 11582. A state's days come
from `assistant.calendar.state_holidays` where they have been reviewed, else from the `holidays` package, marked as
unreviewed. A `DayOff` whose `doubt` is set is one on which authorities differ or are silent.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dateutil.easter import easter

from assistant.calendar.state_holidays import CLOSINGS, REVIEWED, ROWS, Easter, Fixed, Listed, Nth, StateDay
from assistant.calendar.states import CODES, STATES
from indexer.errors import BadFact, OutOfRange

FIRST_DAY = dt.date(1986, 1, 1)  # the first year of Martin Luther King Day; the 11-day rule is from 1985
LAST_DAY = dt.date(2099, 12, 31)

_NAMES = {name.casefold(): code for name, code in CODES.items()}


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day that is, or may be, a legal holiday.

    kind: "federal", "declared" (by the President) or "state". counted: whether the main result takes it as
    a holiday. doubt: key of the open question that it belongs to, None where nothing is open; if_other:
    in words, when the other result holds. sure: "read", "memory" or "package".
    """

    date: dt.date
    name: str
    cite: str
    kind: str
    counted: bool = True
    doubt: str | None = None
    if_other: str = ""
    sure: str = "read"


def state_code(state: str) -> str:
    """The postal code of a state, district or territory given as a code or a name; raises BadFact."""
    text = state.strip()
    code = _NAMES.get(text.casefold(), text.upper())
    if code not in STATES:
        raise BadFact(f"No state or territory {state!r} is known; give a postal code such as CA, DC or PR.")
    return code


def check_covered(day: dt.date) -> dt.date:
    """`day` itself; raises OutOfRange for one outside the years of the holiday table."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfRange(
            f"{day.isoformat()} is outside the years that the holiday table covers: "
            f"{FIRST_DAY.year} to {LAST_DAY.year}."
        )
    return day


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday (Monday is 0) of a month; -1 is the last."""
    if nth < 0:
        last = dt.date(year, month, calendar.monthrange(year, month)[1])
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def observed(day: dt.date) -> dt.date:
    """5 U.S.C. 6103(b): a Saturday's holiday is kept on Friday; E.O. 11582: a Sunday's on Monday."""
    return day + dt.timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))


@lru_cache(maxsize=512)
def federal_year(year: int) -> tuple[tuple[dt.date, str], ...]:
    """The holidays of 5 U.S.C. 6103(a) that belong to `year`, on the day when they are kept."""
    days = [
        (dt.date(year, 1, 1), "New Year's Day"),
        (nth_weekday(year, 1, 0, 3), "Martin Luther King, Jr. Day"),
        (nth_weekday(year, 2, 0, 3), "Washington's Birthday"),
        (nth_weekday(year, 5, 0, -1), "Memorial Day"),
        (dt.date(year, 7, 4), "Independence Day"),
        (nth_weekday(year, 9, 0, 1), "Labor Day"),
        (nth_weekday(year, 10, 0, 2), "Columbus Day"),
        (dt.date(year, 11, 11), "Veterans Day"),
        (nth_weekday(year, 11, 3, 4), "Thanksgiving Day"),
        (dt.date(year, 12, 25), "Christmas Day"),
    ]
    if year >= 2021:  # Pub. L. 117-17, signed June 17, 2021
        days.append((dt.date(year, 6, 19), "Juneteenth"))
    return tuple((observed(day), name if observed(day) == day else f"{name} (observed)") for day, name in days)


@lru_cache(maxsize=512)
def _federal_calendar(year: int) -> dict[dt.date, str]:
    # New Year's Day of the next year can be kept on December 31 of this one.
    return {day: name for y in (year, year + 1) for day, name in federal_year(y) if day.year == year}


def federal(day: dt.date) -> DayOff | None:
    """The federal holiday kept on `day`, None where there is none."""
    name = _federal_calendar(day.year).get(day)
    if name is None:
        return None
    # Rule 6(a)(6)(A) names Juneteenth only since December 1, 2023; before, it is a day declared by Congress.
    declared = name.startswith("Juneteenth") and day < dt.date(2023, 12, 1)
    cite = "5 U.S.C. 6103(a)" + (", (b)" if "(observed)" in name else "")
    return DayOff(day, name, cite, "declared" if declared else "federal")


def closing(day: dt.date) -> DayOff | None:
    """The executive closing on `day`: never counted by itself, always an open question."""
    name = CLOSINGS.get(day)
    if name is None:
        return None
    return DayOff(
        day,
        name,
        "Fed. R. Civ. P. 6(a)(6)(B); Latham v. Dominick's, 149 F.3d 673 (7th Cir. 1998)",
        "declared",
        counted=False,
        doubt=name,
        if_other=f"if the {name}, by an executive order that closed executive departments, is treated as a "
        "legal holiday",
    )


def state_day(state: str, day: dt.date, every_full_day: bool = False) -> DayOff | None:
    """The holiday of `state` (a code) on `day`. every_full_day: count each full day its statute names."""
    return _state_calendar(state, day.year, every_full_day).get(day)


@lru_cache(maxsize=2048)
def _state_calendar(state: str, year: int, every_full_day: bool) -> dict[dt.date, DayOff]:
    found: dict[dt.date, DayOff] = {}
    if state not in REVIEWED:
        found.update(_from_package(state, year))
    for row in ROWS:
        if row.state != state:
            continue
        for y in (year, year + 1):
            day = _kept(row, y)
            if day is None or day.year != year or day.weekday() > 4:
                continue
            new = _day_off(row, day, every_full_day)
            old = found.get(day)
            # Two rows on one day: a settled one beats a doubtful one.
            if old is None or old.sure == "package" or (old.doubt and not new.doubt):
                found[day] = new
    return found


def _day_off(row: StateDay, day: dt.date, every_full_day: bool) -> DayOff:
    counted = row.standing in ("settled", "counted") or (row.standing == "full day" and every_full_day)
    doubt = None if row.standing == "settled" else f"{row.state}: {row.name}"
    other = row.doubt.format(name=row.name, cite=row.cite)
    if row.standing == "full day" and every_full_day:
        other = f"if the court does not count {row.name}"
    return DayOff(day, row.name, row.cite, "state", counted, doubt, other, row.sure)


def _kept(row: StateDay, year: int) -> dt.date | None:
    if not row.in_year(year):
        return None
    when = row.when
    if isinstance(when, Listed):
        return next((day for day in map(dt.date.fromisoformat, when.dates) if day.year == year), None)
    if isinstance(when, Fixed):
        day = dt.date(year, when.month, when.day)
    elif isinstance(when, Nth):
        day = nth_weekday(year, when.month, when.weekday, when.nth) + dt.timedelta(days=when.plus)
    else:
        assert isinstance(when, Easter)
        day = easter(year) + dt.timedelta(days=when.plus)
    if row.shift == "saturday":
        return day - dt.timedelta(days=1) if day.weekday() == 5 else None
    if row.shift == "both":
        return observed(day)
    if row.shift == "sunday" and day.weekday() == 6:
        return day + dt.timedelta(days=1)
    return day


def _from_package(state: str, year: int) -> dict[dt.date, DayOff]:
    import holidays  # not above: it loads every country's table, and most states here are reviewed

    # Asked for two years, since a day observed on December 31 belongs to the next year's table.
    table = holidays.US(subdiv=state, years=(year, year + 1))
    found = {}
    for day, name in sorted(table.items()):
        if day.year != year or day.weekday() > 4 or federal(day) or name == "Inauguration Day":
            continue
        found[day] = DayOff(
            day,
            name,
            f"table of {state} holidays, not checked against the statute",
            "state",
            True,
            f"{state}: {name}",
            f"if {name} is not a day that {state} law declares a holiday (its table here is unreviewed)",
            "package",
        )
    return found


def good_friday(day: dt.date) -> bool:
    """Whether `day` is the Friday before Easter."""
    return day.weekday() == 4 and day == easter(day.year) - dt.timedelta(days=2)
