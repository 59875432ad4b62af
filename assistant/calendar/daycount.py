"""Counting time as Fed. R. Civ. P. 6 does: a period and a start in, a due date with every step out.

`count` reckons one period under the text of the rule that governed, then again under every other reading
that authorities leave open; what differs comes back as alternatives, the earliest of all as the safe date.
Nothing here reads text, a file or the clock. The texts of the rule are rows in `assistant.calendar.rules_by_date`,
the holidays in `assistant.calendar.legal_holidays`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from assistant.answer import Step
from assistant.calendar.dates import long_date, parse_zone
from assistant.calendar.inputs import Case, LawReading
from assistant.calendar.legal_holidays import check_covered, closing, state_code
from assistant.calendar.reckoning import doubts_between, reckon
from assistant.calendar.rules_by_date import FORWARD_ONLY, RULE, RuleText, text_named, text_on
from indexer.errors import BadFact, OutOfRange
from indexer.orders import Period

Moment = dt.date | dt.datetime

# Ten years of each unit. Orders set days and months; a longer period is a slip of the pen or of a reader.
LONGEST = {
    "calendar_days": 3653,
    "business_days": 2610,
    "hours": 87672,
    "weeks": 522,
    "months": 120,
    "years": 10,
}
TRIGGER_KINDS = ("service", "order_date", "filing", "hearing", "event", "fixed_date", "window")
# Rule 5(b)(2), as a person names the ways of service.
METHODS = {
    "mail": "mail",
    "clerk": "clerk",
    "other": "other",
    "electronic": "electronic",
    "ecf": "electronic",
    "cm/ecf": "electronic",
    "personal": "personal",
    "hand": "personal",
}


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another result, in words when it holds ("if ..."), and the authority for it."""

    date: Moment
    reason: str
    cite: str


@dataclass(frozen=True, slots=True)
class Count:
    """What a count gave.

    due: None where a fact is missing (`needs` names it: "time", "zone"). alternatives: results of other
    readings, each different from `due`, earliest first. safe: the earliest of them all. fixed: the date
    was set outright and nothing was counted or moved. notes: warnings that change no date here.
    rules: name of the text of Rule 6 that was used, None for a fixed date.
    """

    due: Moment | None
    steps: tuple[Step, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    safe: Moment | None = None
    notes: tuple[str, ...] = ()
    fixed: bool = False
    needs: tuple[str, ...] = ()
    rules: str | None = None


def count(
    period: Period,
    start: dt.date,
    *,
    trigger_kind: str = "event",
    service_method: str | None = None,
    state: str | None = None,
    time: dt.time | None = None,
    zone: str | ZoneInfo | None = None,
    rules: str | None = None,
    clerk_inaccessible: Iterable[dt.date] = (),
    extra_holidays: Iterable[dt.date] = (),
    all_state_days: bool = False,
    local_rules: Iterable[str] = (),
) -> Count:
    """When `period`, counted from `start`, ends (or, counted before an event, must be met).

    start: the day of the event that starts the period. trigger_kind: one of `TRIGGER_KINDS`; only "service"
    can add the three days of Rule 6(d). service_method: one of `METHODS`; None: not known, and the added
    days become an alternative. state: where the district court sits ("CA" or "California"); None: federal
    holidays alone. time, zone: of the event, for hours; without both nothing is computed and `needs` says
    so. rules: "pre2009", "2009" or "2016" to force a text. clerk_inaccessible: days on which the clerk's
    office could not be reached. extra_holidays: days that the caller takes as holidays. all_state_days:
    count every full day that the state's statute names. local_rules: cites from `FORWARD_ONLY`.
    Raises BadFact for a value that is not accepted, OutOfRange for a period over `LONGEST` and for dates
    outside the years of the holiday table.
    """
    if trigger_kind not in TRIGGER_KINDS:
        raise BadFact(f"No kind of trigger is called {trigger_kind!r}; accepted: {', '.join(TRIGGER_KINDS)}.")
    method = _method(service_method)
    check_covered(start)
    if trigger_kind == "fixed_date":
        return fixed(start, state=state, time=time, zone=zone)
    _check_period(period)
    zone = parse_zone(zone) if isinstance(zone, str) else zone
    if period.unit == "hours" and (time is None or zone is None):
        missing = tuple(name for name, value in (("time", time), ("zone", zone)) if value is None)
        step = Step(
            "hours run from a moment: the time of the event and its time zone are needed",
            None,
            "Fed. R. Civ. P. 6(a)(2)(A)",
        )
        return Count(None, (step,), needs=missing)
    text = text_named(rules) if rules else text_on(start)
    case = Case(
        period=period,
        start=start,
        trigger_kind=trigger_kind,
        method=method,
        state=state_code(state) if state else None,
        time=time,
        zone=zone,
        clerk_inaccessible=frozenset(clerk_inaccessible),
        extra_holidays=frozenset(extra_holidays),
        all_state_days=all_state_days,
    )
    reading = LawReading(text)
    steps, notes = reckon(case, reading)
    due = steps[-1].date
    assert due is not None
    others: list[Alternative] = []
    for other, reason, cite in _other_readings(case, reading, due, bool(rules), tuple(local_rules)):
        date = reckon(case, other)[0][-1].date
        assert date is not None
        if date != due and all(date != known.date for known in others):
            others.append(Alternative(date, reason, cite))
    others.sort(key=lambda alternative: alternative.date)
    safe = min([due, *(alternative.date for alternative in others)])
    return Count(due, tuple(steps), tuple(others), safe, tuple(notes), rules=text.name)


def fixed(
    day: dt.date,
    *,
    state: str | None = None,
    time: dt.time | None = None,
    zone: str | ZoneInfo | None = None,
) -> Count:
    """A date that the order sets outright: never moved, a weekend or holiday only noted.

    2009 committee note; Violette v. P.A. Days, Inc., 427 F.3d 1015, 1016 (6th Cir. 2005).
    """
    check_covered(day)
    off = Case(Period(1, "calendar_days", "after"), day, state=state_code(state) if state else None).day_off(
        day, LawReading(text_on(day))
    )
    notes = []
    if off is not None:
        notes.append(f"{long_date(day)} is {off.words}; a date that an order sets is not moved")
    elif closing(day):
        notes.append(f"{long_date(day)}: executive departments were closed; a set date is not moved")
    due: Moment = day
    if time is not None:
        info = parse_zone(zone) if isinstance(zone, str) else zone
        due = dt.datetime.combine(day, time, info)
    cite = "Fed. R. Civ. P. 6(a) does not apply; Violette v. P.A. Days, Inc., 427 F.3d 1015 (6th Cir. 2005)"
    step = Step("the date is set outright: nothing is counted and nothing is moved", due, cite)
    return Count(due, (step,), (), due, tuple(notes), fixed=True)


def _method(method: str | None) -> str | None:
    if method is None:
        return None
    known = METHODS.get(method.strip().casefold())
    if known is None:
        raise BadFact(f"No method of service is called {method!r}; accepted: {', '.join(METHODS)}.")
    return known


def _check_period(period: Period) -> None:
    longest = LONGEST.get(period.unit)
    if longest is None:
        raise BadFact(f"No unit of time is called {period.unit!r}; accepted: {', '.join(LONGEST)}.")
    if period.direction not in ("after", "before"):
        raise BadFact(f"No direction is called {period.direction!r}; accepted: after, before.")
    if isinstance(period.amount, bool) or not isinstance(period.amount, int):
        raise BadFact(f"{str(period.amount)[:40]!r} is not a whole number of {period.unit.replace('_', ' ')}.")
    if not 1 <= period.amount <= longest:
        unit = period.unit.replace("_", " ")
        amount = f"{period.amount:,}" if abs(period.amount) < 10**12 else "more than a trillion"
        raise OutOfRange(f"A period of {amount} {unit} is not computed; accepted: 1 to {longest:,}.")


def _ways(text: RuleText) -> str:
    """The ways of service that add days, in words."""
    words = {
        "mail": "mail",
        "clerk": "leaving it with the clerk",
        "electronic": "electronic means",
        "other": "other agreed means",
    }
    named = [word for method, word in words.items() if method in text.added_for]
    return " or ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]


def _other_readings(
    case: Case, main: LawReading, due: Moment, forced: bool, local_rules: tuple[str, ...]
) -> list[tuple[LawReading, str, str]]:
    """The readings that an authority could take instead of `main`, each with its reason and its cite."""
    others: list[tuple[LawReading, str, str]] = []
    day = due.date() if isinstance(due, dt.datetime) else due
    # A period that runs across the day when the text changed: pending cases follow the new text "insofar
    # as just and practicable", 28 U.S.C. 2074(a) and the Supreme Court's orders.
    later: RuleText = text_on(day)
    if not forced and later is not main.text:
        which = "amended rule" if later.first > main.text.first else "former rule"
        others.append((replace(main, text=later), f"if the {which} ({later.words}) governs", "28 U.S.C. 2074(a)"))
    if case.from_service and case.method is None:
        others.append(
            (replace(main, method="mail"), f"if service was by {_ways(main.text)}", f"{RULE}{main.text.added}")
        )
    if case.from_service and case.method == "electronic" and "electronic" in main.text.added_for:
        # 5(b)(2)(E) as it then stood asked for the person's written consent.
        others.append(
            (
                replace(main, method="personal"),
                "safe date: without the three days that electronic service then added",
                f"{RULE}{main.text.added}",
            )
        )
    if case.would_add(main) and not case.adds_days(main):
        others.append(
            (
                replace(main, added_to_hours=True),
                "if the three days are added to a period in hours too",
                f"{RULE}{main.text.added}",
            )
        )
    if case.period.unit in ("months", "years"):
        others.append(
            (
                replace(main, overflow=True),
                "if the days that the last month lacks are counted on into the next",
                "Fed. R. Civ. P. 6(a) is silent",
            )
        )
    if case.period.unit == "weeks" and main.text.short_period:
        others.append(
            (
                replace(main, short_weeks=True),
                "if weeks that make fewer than 11 days leave out weekends and holidays",
                f"{RULE}{main.text.days}",
            )
        )
    if case.period.direction == "before":
        for cite, state in FORWARD_ONLY.items():
            if cite in local_rules or state == case.state:
                others.append(
                    (
                        replace(main, back_forward=True),
                        f"if {cite} governs, which counts the next day only forward",
                        cite,
                    )
                )
        if main.text.back is None:
            others.append(
                (
                    replace(main, back_forward=True),
                    "the former rule did not say which way the next day lies before an event",
                    f"{RULE}{main.text.roll}",
                )
            )
    if case.zone is not None and case.time is not None and case.ambiguous_start():
        others.append(
            (replace(main, fold=1), "if the event fell in the second of the two equal hours", "Fed. R. Civ. P. 6(a)(2)")
        )
    doubts = doubts_between(case, main, due)
    for key, (counted, reason, cite) in doubts.items():
        others.append((main.deciding({key: not counted}), reason, cite))
    if len(doubts) > 1:
        others.append(
            (
                main.deciding(dict.fromkeys(doubts, True)),
                "if every contested day is a holiday",
                "Fed. R. Civ. P. 6(a)(6)",
            )
        )
        others.append(
            (main.deciding(dict.fromkeys(doubts, False)), "if no contested day is a holiday", "Fed. R. Civ. P. 6(a)(6)")
        )
    return others
