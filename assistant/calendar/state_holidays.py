"""The reviewed holidays of states, as rows: which day, from when, by which statute, how sure.

Only what differs from the federal days is here: `assistant.calendar.legal_holidays` always adds those.
`standing`:
  "settled"    counted: the statute names the day and no authority is known to differ;
  "counted"    counted, but whether the court takes it is open: the other result is shown;
  "uncounted"  not counted, but whether the court takes it is open: the other result is shown;
  "full day"   as "uncounted", but counted by a caller who takes every full day that the statute names.
`shift`: what a weekend does: "sunday" (to Monday), "both" (Saturday to Friday too), "saturday" (only the
Friday before a Saturday counts, nothing else), None (nothing).
`sure`: "read" (statute's or court's text seen) or "memory" (check before relying on it).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Standing = Literal["settled", "counted", "uncounted", "full day"]
Shift = Literal["sunday", "both", "saturday"]

MON, TUE, WED, THU, FRI = range(5)


@dataclass(frozen=True, slots=True)
class Fixed:
    """The same date every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth weekday of a month, -1 the last, moved on by `plus` days."""

    month: int
    weekday: int
    nth: int
    plus: int = 0


@dataclass(frozen=True, slots=True)
class Easter:
    """Days from Easter Sunday: -2 is Good Friday."""

    plus: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Dates that follow no civil calendar (ISO dates, one a year)."""

    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateDay:
    """One row; `doubt` says in words what is open and on what the other result hangs, `every` years."""

    state: str
    name: str
    when: Fixed | Nth | Easter | Listed
    cite: str
    first: int = 1
    last: int = 9999
    shift: Shift | None = None
    standing: Standing = "settled"
    doubt: str = ""
    sure: Literal["read", "memory"] = "read"
    every: tuple[int, int] = (1, 0)

    def in_year(self, year: int) -> bool:
        return self.first <= year <= self.last and year % self.every[0] == self.every[1]


# The day after Thanksgiving: the Friday after the fourth Thursday of November.
BLACK_FRIDAY = Nth(11, THU, 4, plus=1)
GOOD_FRIDAY = Easter(-2)
# The day after the first Monday of November.
ELECTION_DAY = Nth(11, MON, 1, plus=1)

_CA = "Cal. Gov. Code 6700"
_IF_COUNTED = "if the court counts {name} ({cite}) as a day declared a holiday by the state"

ROWS: tuple[StateDay, ...] = (
    # California: Gov. Code 6700 and 6701, Code Civ. Proc. 135. In re Dwyer, 426 F.3d 1041 (9th Cir. 2005).
    StateDay("CA", "Cesar Chavez Day", Fixed(3, 31), f"{_CA}, 6701", first=2001, shift="sunday"),
    StateDay(
        "CA",
        "Cesar Chavez Day (Friday before a Saturday)",
        Fixed(3, 31),
        "Cal. Code Civ. Proc. 135",
        first=2001,
        shift="saturday",
        standing="uncounted",
        sure="memory",
        doubt="if the Friday that state courts observe for Cesar Chavez Day counts",
    ),
    StateDay(
        "CA",
        "day after Thanksgiving",
        BLACK_FRIDAY,
        "Cal. Code Civ. Proc. 135; In re Dwyer, 426 F.3d 1041 (9th Cir. 2005)",
    ),
    StateDay(
        "CA", "Lincoln Day", Fixed(2, 12), f"{_CA}(a), 6701", shift="sunday", standing="full day", doubt=_IF_COUNTED
    ),
    StateDay(
        "CA", "Admission Day", Fixed(9, 9), f"{_CA}(a), 6701", shift="sunday", standing="full day", doubt=_IF_COUNTED
    ),
    StateDay(
        "CA",
        "Native American Day",
        Nth(9, FRI, 4),
        f"{_CA}(a); Cal. Code Civ. Proc. 135",
        first=2015,
        standing="full day",
        doubt=_IF_COUNTED,
    ),
    StateDay(
        "CA", "Genocide Remembrance Day", Fixed(4, 24), f"{_CA}(a)", first=2023, standing="full day", doubt=_IF_COUNTED
    ),
    StateDay(
        "CA",
        "Lunar New Year",
        Listed(
            (
                "2023-01-22",
                "2024-02-10",
                "2025-01-29",
                "2026-02-17",
                "2027-02-06",
                "2028-01-26",
                "2029-02-13",
                "2030-02-03",
            )
        ),
        f"{_CA}(a)",
        first=2023,
        standing="full day",
        doubt=_IF_COUNTED,
    ),
    StateDay(
        "CA",
        "Diwali",
        Listed(("2026-11-08", "2027-10-29", "2028-10-17", "2029-11-05", "2030-10-26")),
        f"{_CA}(a)",
        first=2026,
        standing="full day",
        doubt=_IF_COUNTED,
    ),
    StateDay(
        "CA",
        "Good Friday",
        GOOD_FRIDAY,
        f"{_CA}(a)",
        standing="uncounted",
        doubt="if Good Friday counts, which the statute lists only from noon to 3 p.m.",
    ),
    # Mississippi: Miss. Code 3-3-7; closings by proclamation stand beside it.
    StateDay("MS", "Confederate Memorial Day", Nth(4, MON, -1), "Miss. Code 3-3-7"),
    StateDay(
        "MS",
        "day after Thanksgiving",
        BLACK_FRIDAY,
        "Miss. Code 3-3-7",
        standing="uncounted",
        doubt="if a day that the Governor's proclamation lets agencies close is a declared holiday",
    ),
    StateDay(
        "MS",
        "Christmas Eve",
        Fixed(12, 24),
        "Miss. Code 3-3-7",
        standing="uncounted",
        doubt="if a day that the Governor's proclamation lets agencies close is a declared holiday",
    ),
    # Massachusetts and Maine.
    StateDay("MA", "Patriots' Day", Nth(4, MON, 3), "Mass. Gen. Laws ch. 4, § 7"),
    *(
        StateDay(
            "MA",
            name,
            Fixed(month, 17),
            "Mass. Gen. Laws ch. 4, § 7",
            shift="sunday",
            standing="uncounted",
            sure="memory",
            doubt=f"if {name}, a legal holiday of Suffolk County alone, counts for a court that sits there",
        )
        for name, month in (("Evacuation Day", 3), ("Bunker Hill Day", 6))
    ),
    StateDay("ME", "Patriots' Day", Nth(4, MON, 3), "Me. Rev. Stat. tit. 4, § 1051", sure="memory"),
    # Tennessee: the statute also makes every statewide election day a holiday.
    StateDay("TN", "Good Friday", GOOD_FRIDAY, "Tenn. Code 15-1-101"),
    StateDay(
        "TN",
        "general election day",
        ELECTION_DAY,
        "Tenn. Code 15-1-101",
        every=(2, 0),
        standing="uncounted",
        doubt="if a statewide election day counts as the statute says",
    ),
    # Nevada: Nevada Day was October 31 until 2000.
    StateDay("NV", "Nevada Day", Nth(10, FRI, -1), "Nev. Rev. Stat. 236.015", first=2000),
    StateDay("NV", "Nevada Day", Fixed(10, 31), "Nev. Rev. Stat. 236.015", last=1999, shift="both", sure="memory"),
    StateDay("NV", "Family Day", BLACK_FRIDAY, "Nev. Rev. Stat. 236.015"),
    # District of Columbia: Rule 81(d)(2) reads "state" to include it "where appropriate".
    StateDay(
        "DC",
        "DC Emancipation Day",
        Fixed(4, 16),
        "D.C. Code 28-2701; Rule 81(d)(2)",
        first=2007,
        shift="both",
        standing="counted",
        doubt="if holidays of the District's law are not counted",
    ),
    StateDay(
        "DC",
        "Inauguration Day",
        Fixed(1, 20),
        "D.C. Code 28-2701; Rule 81(d)(2)",
        shift="sunday",
        every=(4, 1),
        standing="counted",
        doubt="if holidays of the District's law are not counted",
    ),
    # Virginia and Maryland: 5 U.S.C. 6103(c) names the counties around the capital, not the state.
    StateDay(
        "VA",
        "Inauguration Day",
        Fixed(1, 20),
        "5 U.S.C. 6103(c)",
        shift="sunday",
        every=(4, 1),
        standing="uncounted",
        doubt="if the court, near the capital, keeps Inauguration Day as a holiday",
    ),
    StateDay(
        "MD",
        "Inauguration Day",
        Fixed(1, 20),
        "5 U.S.C. 6103(c)",
        shift="sunday",
        every=(4, 1),
        standing="uncounted",
        doubt="if the court, near the capital, keeps Inauguration Day as a holiday",
    ),
    # Washington.
    StateDay("WA", "Native American Heritage Day", BLACK_FRIDAY, "Wash. Rev. Code 1.16.050"),
    # Texas: Gov't Code 662.004 keeps offices open on the days that are only "counted" here.
    *(
        StateDay(
            "TX",
            name,
            Fixed(month, day),
            "Tex. Gov't Code 662.003(b)",
            standing="counted",
            doubt="if a state holiday on which offices stay open (Tex. Gov't Code 662.004) does not count",
        )
        for name, month, day in (
            ("Confederate Heroes Day", 1, 19),
            ("Texas Independence Day", 3, 2),
            ("San Jacinto Day", 4, 21),
            ("Emancipation Day in Texas", 6, 19),
            ("Lyndon Baines Johnson Day", 8, 27),
        )
    ),
    StateDay("TX", "Friday after Thanksgiving", BLACK_FRIDAY, "Tex. Gov't Code 662.003(b)"),
    StateDay("TX", "December 24", Fixed(12, 24), "Tex. Gov't Code 662.003(b)"),
    StateDay("TX", "December 26", Fixed(12, 26), "Tex. Gov't Code 662.003(b)"),
    StateDay(
        "TX",
        "Good Friday",
        GOOD_FRIDAY,
        "Tex. Gov't Code 662.003(c)",
        standing="uncounted",
        doubt="if Good Friday counts, an optional holiday of state employees",
    ),
    # New York: every general election day, every year.
    StateDay("NY", "Lincoln's Birthday", Fixed(2, 12), "N.Y. Gen. Constr. Law 24", shift="sunday"),
    StateDay("NY", "general election day", ELECTION_DAY, "N.Y. Gen. Constr. Law 24"),
    # Illinois: the list stands in a statute on banks, though it calls the days legal holidays of the state.
    StateDay("IL", "Lincoln's Birthday", Fixed(2, 12), "205 ILCS 630/17"),
    *(
        StateDay(
            "IL",
            name,
            when,
            "205 ILCS 630/17",
            every=every,
            standing="counted",
            doubt=f"if {name}, a legal holiday in a statute on banks, does not count",
        )
        for name, when, every in (
            ("Casimir Pulaski Day", Nth(3, MON, 1), (1, 0)),
            ("Good Friday", GOOD_FRIDAY, (1, 0)),
            ("general election day", ELECTION_DAY, (2, 0)),
        )
    ),
    # Hawaii.
    StateDay("HI", "Prince Kuhio Day", Fixed(3, 26), "Haw. Rev. Stat. 8-1, 8-2", shift="both"),
    StateDay("HI", "Good Friday", GOOD_FRIDAY, "Haw. Rev. Stat. 8-1"),
    StateDay("HI", "Kamehameha Day", Fixed(6, 11), "Haw. Rev. Stat. 8-1, 8-2", shift="both"),
    StateDay("HI", "Statehood Day", Nth(8, FRI, 3), "Haw. Rev. Stat. 8-1"),
    StateDay("HI", "general election day", ELECTION_DAY, "Haw. Rev. Stat. 8-1", every=(2, 0)),
    # Utah: from 2022 a Juneteenth on Tuesday to Friday is kept on the Monday before. The text in force
    # from 2027 was not seen whole.
    StateDay("UT", "Pioneer Day", Fixed(7, 24), "Utah Code 63G-1-301", shift="both"),
    StateDay(
        "UT", "Juneteenth (Monday before)", Listed(("2024-06-17", "2025-06-16", "2026-06-15")), "Utah Code 63G-1-301"
    ),
    # Florida: 683.01 calls many days legal holidays on which its offices and courts are open (110.117).
    *(
        StateDay(
            "FL",
            name,
            when,
            "Fla. Stat. 683.01",
            first=first,
            every=every,
            shift="sunday",
            standing="counted",
            doubt=f"if {name}, a legal holiday on which state offices stay open, does not count",
        )
        for name, when, first, every in (
            ("Birthday of Martin Luther King, Jr. (January 15)", Fixed(1, 15), 1, (1, 0)),
            ("Birthday of Robert E. Lee", Fixed(1, 19), 1, (1, 0)),
            ("Lincoln's Birthday", Fixed(2, 12), 1, (1, 0)),
            ("Susan B. Anthony's Birthday", Fixed(2, 15), 1, (1, 0)),
            ("Tuskegee Airmen Commemoration Day", Nth(3, THU, 4), 2025, (1, 0)),
            ("Good Friday", GOOD_FRIDAY, 1, (1, 0)),
            ("Pascua Florida Day", Fixed(4, 2), 1, (1, 0)),
            ("Confederate Memorial Day", Fixed(4, 26), 1, (1, 0)),
            ("Birthday of Jefferson Davis", Fixed(6, 3), 1, (1, 0)),
            ("Flag Day", Fixed(6, 14), 1, (1, 0)),
            ("General Election Day", ELECTION_DAY, 1, (2, 0)),
        )
    ),
    StateDay(
        "FL",
        "Friday after Thanksgiving",
        BLACK_FRIDAY,
        "Fla. Stat. 110.117",
        standing="counted",
        doubt="if a paid holiday of state employees is not a declared holiday",
    ),
)

# States whose whole list is above. Virginia and Maryland are not: their own days come unreviewed.
REVIEWED = frozenset(
    {
        "CA",
        "DC",
        "FL",
        "HI",
        "IL",
        "MA",
        "ME",
        "MS",
        "NV",
        "NY",
        "TN",
        "TX",
        "UT",
        "WA",
    }
)

# Days on which an executive order closed the departments of the executive branch for the whole day.
# Courts differ on whether that is "any day declared a holiday by the President", 6(a)(6)(B): the Ninth
# Circuit counted December 5, 2018, and not December 26, 2008; Latham v. Dominick's, 149 F.3d 673
# (7th Cir. 1998). Half days are left out: no authority counts them.
CLOSINGS: dict[dt.date, str] = {
    dt.date(1994, 4, 27): "day of mourning for President Nixon",
    dt.date(1997, 12, 26): "closing of December 26, 1997",
    dt.date(2001, 12, 24): "closing of December 24, 2001",
    dt.date(2003, 12, 26): "closing of December 26, 2003",
    dt.date(2004, 6, 11): "day of mourning for President Reagan",
    dt.date(2007, 1, 2): "day of mourning for President Ford",
    dt.date(2007, 12, 24): "closing of December 24, 2007",
    dt.date(2008, 12, 26): "closing of December 26, 2008",
    dt.date(2012, 12, 24): "closing of December 24, 2012",
    dt.date(2014, 12, 26): "closing of December 26, 2014",
    dt.date(2018, 12, 5): "day of mourning for President George H. W. Bush",
    dt.date(2018, 12, 24): "closing of December 24, 2018",
    dt.date(2019, 12, 24): "closing of December 24, 2019",
    dt.date(2020, 12, 24): "closing of December 24, 2020",
    dt.date(2024, 12, 24): "closing of December 24, 2024",
    dt.date(2025, 1, 9): "day of mourning for President Carter",
    dt.date(2025, 12, 24): "closing of December 24 and 26, 2025",
    dt.date(2025, 12, 26): "closing of December 24 and 26, 2025",
}
