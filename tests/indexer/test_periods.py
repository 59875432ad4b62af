"""The scanner of time phrases: one test for every example and near miss of its patterns, and what is read."""

from __future__ import annotations

import datetime as dt
import re
import time
from re import _parser as parser  # type: ignore[attr-defined]

import pytest

from indexer.deadlines import dates
from indexer.deadlines.patterns import PATTERNS
from indexer.deadlines.periods import scan, scan_named
from indexer.deadlines.trigger_rules import RULES
from indexer.deadlines.triggers import read_trigger
from indexer.orders import Period, TimePhrase

MATCHES = [(p.name, text, words) for p in PATTERNS for text, words in p.matches]
NEAR = [(p.name, text) for p in PATTERNS for text in p.near_misses]


@pytest.mark.parametrize(("name", "text", "words"), MATCHES)
def test_pattern_matches(name: str, text: str, words: str) -> None:
    found = [(text[phrase.span.start : phrase.span.end], by) for phrase, by in scan_named(text)]
    assert (words, name) in found


@pytest.mark.parametrize(("name", "text"), NEAR)
def test_pattern_leaves_alone(name: str, text: str) -> None:
    assert name not in [by for _, by in scan_named(text)]


def test_every_pattern_has_examples_and_near_misses() -> None:
    assert all(p.matches and p.near_misses for p in PATTERNS)
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)


@pytest.mark.parametrize(("name", "text", "words"), [(r.name, *m) for r in RULES for m in r.matches])
def test_trigger_rule_matches(name: str, text: str, words: str) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    found = read_trigger(text, 0)
    assert found is not None
    assert (found.trigger.kind, found.trigger.event, found.trigger.phrase) == (rule.kind, rule.event, words)


@pytest.mark.parametrize(("name", "text"), [(r.name, n) for r in RULES for n in r.near_misses])
def test_trigger_rule_leaves_alone(name: str, text: str) -> None:
    rule = next(rule for rule in RULES if rule.name == name)
    found = read_trigger(text, 0)
    assert found is None or (found.trigger.kind, found.trigger.event) != (rule.kind, rule.event)


def only(text: str) -> TimePhrase:
    phrases = scan(text)
    assert len(phrases) == 1, phrases
    return phrases[0]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("within fourteen days of service of this order", Period(14, "calendar_days", "after")),
        ("within twenty-one (21) days of the date of this order", Period(21, "calendar_days", "after")),
        ("within one hundred twenty (120) days after entry of this order", Period(120, "calendar_days", "after")),
        ("seven business days before the hearing", Period(7, "business_days", "before")),
        ("at least two court days before the hearing", Period(2, "business_days", "before")),
        ("within one (1) full week of this order", Period(1, "weeks", "after")),
        ("within six months of this order", Period(6, "months", "after")),
        ("at least 48 hours prior to the deposition", Period(48, "hours", "before")),
        ("within 10,000 days of this order", Period(10000, "calendar_days", "after")),
        # word and numeral disagree: the smaller, flagged
        ("within fourteen (15) days of this order", Period(14, "calendar_days", "after", True)),
        ("within thirty (13) days of this order", Period(13, "calendar_days", "after", True)),
    ],
)
def test_length_of_a_period(text: str, period: Period) -> None:
    assert only(text).period == period


@pytest.mark.parametrize(
    ("text", "kind", "event", "phrase"),
    [
        ("within 14 days of service of this order", "service", None, "service of this order"),
        (
            "within 30 days of the date of service of this order, a",
            "service",
            None,
            "the date of service of this order",
        ),
        ("within 21 days of the date of this order", "order_date", None, "the date of this order"),
        ("within 10 days", "order_date", None, ""),
        ("within 7 days of the parties' conference, counsel", "hearing", "conference", "the parties' conference"),
        (
            "seven days before the date of the settlement conference, the parties",
            "hearing",
            "conference",
            "the date of the settlement conference",
        ),
        ("within 10 days of his release on bail.", "event", "release", "his release on bail"),
        (
            "within 30 days after it receives notice of the final disposition of the suit.",
            "event",
            "notice",
            "it receives notice of the final disposition of the suit",
        ),
        ("no later than 30 days after the close of discovery.", "event", "discovery", "the close of discovery"),
        (
            "within 14 days after the filing of expert reports, rebuttals",
            "filing",
            "reports",
            "the filing of expert reports",
        ),
        ("within 21 days after service of the motion.", "service", "motion service", "service of the motion"),
        (
            "within 10 days following the six week publication period, proof",
            "event",
            "publication",
            "the six week publication period",
        ),
        ("within 14 days of March 5, 2021", "fixed_date", None, "March 5, 2021"),
    ],
)
def test_what_starts_a_period(text: str, kind: str, event: str | None, phrase: str) -> None:
    trigger = only(text).trigger
    assert trigger is not None
    assert (trigger.kind, trigger.event, trigger.phrase) == (kind, event, phrase)


@pytest.mark.parametrize(
    ("text", "date", "at", "zone", "weekday"),
    [
        ("January 5, 2010", dt.date(2010, 1, 5), None, None, None),
        ("1/5/2010", dt.date(2010, 1, 5), None, None, None),
        ("11-25-08", dt.date(2008, 11, 25), None, None, None),
        ("5th day of May, 2020", dt.date(2020, 5, 5), None, None, None),
        ("15 May 2020", dt.date(2020, 5, 15), None, None, None),
        ("2021-03-05", dt.date(2021, 3, 5), None, None, None),
        ("Monday, March 17, 2025, at 1:00 p.m. EDT", dt.date(2025, 3, 17), dt.time(13), "EDT", "Monday"),
        ("4:00 p.m. on March 24, 2025", dt.date(2025, 3, 24), dt.time(16), None, None),
        ("7 p.m. EDT Monday, March 17, 2025", dt.date(2025, 3, 17), dt.time(19), "EDT", "Monday"),
        ("| p.m. EDT Monday, March 17, 2025", dt.date(2025, 3, 17), dt.time(13), "EDT", "Monday"),
        ("7:43pm on March 17, 2025", dt.date(2025, 3, 17), dt.time(19, 43), None, None),
        ("Wednesday, March 26, 2025, at 9:30 am. EDT", dt.date(2025, 3, 26), dt.time(9, 30), "EDT", "Wednesday"),
        ("March 7, 2025, at 3:15 p.m. E.S.T.", dt.date(2025, 3, 7), dt.time(15, 15), "EST", None),
        ("noon on May 3, 2021", dt.date(2021, 5, 3), dt.time(12), None, None),
        ("10/12/2021 at 04:00 PM", dt.date(2021, 10, 12), dt.time(16), None, None),
        ("5:00 p.m. Pacific Time on June 1, 2022", dt.date(2022, 6, 1), dt.time(17), "PT", None),
        # printed, but no whole date
        ("Jan. 5", None, None, None, None),
        ("February 30, 2021", None, None, None, None),
        ("9/2015", None, None, None, None),
    ],
)
def test_printed_date(
    text: str, date: dt.date | None, at: dt.time | None, zone: str | None, weekday: str | None
) -> None:
    phrase = only(text)
    assert (phrase.kind, phrase.date, phrase.time, phrase.zone, phrase.weekday) == ("fixed", date, at, zone, weekday)


@pytest.mark.parametrize(
    "text",
    [
        "28 U.S.C. § 636(c)",
        "42 F.4th 200, 206",
        "ECF No. 12-14",
        "No. 1:16-cv-01052-AWI",
        "$10/12 a day",
        "for the 6-month period preceding the filing of his complaint",
        "until as late as 5:00 p.m.",
        "five pages, ten minutes or less",
        "at least two written demands",
        "Plaintiff may 5 times ask",
        "the immediately preceding page",
        "a 30-day extension",
    ],
)
def test_no_time_phrase(text: str) -> None:
    assert scan(text) == ()


def test_window_between_two_dates() -> None:
    phrase = only("between March 1, 2021 and April 5, 2021")
    assert (phrase.kind, phrase.date, phrase.end) == ("window", dt.date(2021, 3, 1), dt.date(2021, 4, 5))


def test_before_a_date_excludes_it() -> None:
    assert only("before March 17, 2021").inclusive is False
    assert only("on or before March 17, 2021").inclusive is True


def test_spans_move_with_the_offset() -> None:
    assert scan("by May 3, 2021", 100)[0].span.start == 100


HOSTILE = [
    "within ",
    "thirty (",
    " ",
    "1/1/",
    "January ",
    "twenty-",
    "not later than ",
    "5 days of ",
    "(",
    "every ",
    "on or before by ",
    "12:00 ",
    "from 1/1/2020 ",
    "within 5 days of the ",
    "between May 1, 2020 and ",
    "| p.m. ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_scanned_quickly(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    scan(text)
    assert time.perf_counter() - began < 2


def test_dates_are_found_as_by_the_whole_pattern() -> None:
    """What is sooner found, the bare date, leads to all that the whole pattern finds from the left."""
    texts = [text for _, text, _ in MATCHES] + [text for _, text in NEAR]
    texts += [
        "at 2:00 p.m. EDT, on Monday, March 5, 2020, or 14:30 on 3/5/2020; noon, Tues., the 5th day of May, 2020, 9 am",
        "12/3/2019 10:00 AM Wednesday Jan. 5 at 12:00 noon Pacific Standard Time, on Friday 2020-05-06",
        "| p.m. on May 5, 2020, l pm, on Sun. the 5 June 2020, midnight, on 5/2020 4/5/2020",
    ]
    for text in [*texts, " ".join(texts)]:
        whole = [match.span() for match in dates._MOMENT.finditer(text)]
        assert [(moment.start, moment.end) for moment in dates.find_moments(text)] == whole
    assert whole


def test_no_lead_of_a_date_is_longer_than_is_looked_back_for() -> None:
    assert parser.parse(dates._LEAD, re.I).getwidth()[1] <= dates._LONGEST_LEAD
