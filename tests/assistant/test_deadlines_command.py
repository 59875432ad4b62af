"""Deadlines as rows, as a table, as JSON and as a calendar file."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import io
import json
from pathlib import Path

import icalendar
import pytest
from made import made_order

from assistant.commands.deadlines import add_parser, as_json, facts_of, gathered, print_tables
from assistant.deadlines.agenda import AgendaRow, order_dict, rows, unread
from assistant.deadlines.ics import to_ics
from assistant.deadlines.listing import Wanted, by_date, days_left, to_csv
from indexer.errors import BadFact, UsageError
from indexer.orders import Order
from indexer.parse import parse

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture(scope="module")
def conner() -> Order:
    return parse(CORPUS / "conner-v-alltin.txt")


@pytest.fixture(scope="module")
def flynn() -> Order:
    return parse(CORPUS / "flynn-v-canlas.txt")


def table(order: Order, found: list[AgendaRow]) -> str:
    out = io.StringIO()
    print_tables([(order, found)], out)
    return out.getvalue()


def test_rows_stand_by_date_and_the_undated_last(conner: Order) -> None:
    found = rows(conner, {}, dt.date(2021, 3, 20))
    assert [(str(row.day), row.days) for row in found] == [
        ("2021-03-25", 5),
        ("2021-03-29", 9),
        ("2021-04-01", 12),
        ("2021-04-04", 15),
        ("2021-04-05", 16),
        ("None", None),
    ]
    assert [row.weekday for row in found] == ["Thursday", "Monday", "Thursday", "Sunday", "Monday", None]


def test_every_row_cites_the_order_word_for_word(conner: Order, flynn: Order) -> None:
    for order in (conner, flynn):
        for row in rows(order):
            for citation in row.citations:
                citation.check(order)
            assert row.limit in " ".join(row.citations[0].quote.split())


def test_the_governing_limit_is_marked(flynn: Order) -> None:
    facts = {"service_date": "2017-10-30", "service_method": "ecf", "conference_date": "2017-11-15"}
    tied = [row for row in rows(flynn, facts) if row.deadline.subject == "Joint Statement"]
    assert [(str(row.day), row.governs, row.tied) for row in tied] == [
        ("2017-11-22", True, (6,)),
        ("2017-11-29", False, (3,)),
    ]


def test_a_limit_only_repeated_is_one_row_with_both_places(flynn: Order) -> None:
    relieved = [row for row in rows(flynn) if row.deadline.role == "vague" and row.tied]
    assert len(relieved) == 1
    assert "order ¶ 2" in relieved[0].source and "unnumbered ¶ 5" in relieved[0].source


def test_table(conner: Order) -> None:
    printed = table(conner, rows(conner, {}, dt.date(2021, 3, 20)))
    assert "2021-04-05 14:00" in printed
    assert "computed, in 5 days" in printed
    assert "no date" in printed
    assert "or 2021-03-24, if the court is closed on Good Friday" in printed


def test_an_order_without_deadlines_says_so() -> None:
    masterson = parse(CORPUS / "masterson-v-killen.txt")
    assert "no deadline found" in table(masterson, rows(masterson))


def test_json_has_every_field(flynn: Order) -> None:
    given = json.loads(json.dumps(as_json([(flynn, rows(flynn))], None)))
    (order,) = given["orders"]
    assert order["order"] == "flynn-v-canlas"
    statement = next(one for one in order["deadlines"] if one["subject"] == "Joint Statement")
    assert statement["status"] == "needs_facts"
    assert statement["needs"][0]["fact"] == "conference_date"
    assert statement["citations"][0]["page"] == 2


@pytest.mark.parametrize(
    ("days", "words"),
    [(None, ""), (0, "today"), (1, "in 1 day"), (5, "in 5 days"), (-1, "1 day ago"), (-9, "9 days ago")],
)
def test_days_left(days: int | None, words: str) -> None:
    assert days_left(days) == words


def events(order: Order, **facts: str) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(to_ics(rows(order, facts), dt.date(2021, 1, 1)))
    return list(calendar.walk("VEVENT"))


def test_calendar_times_are_in_the_zone_of_the_court_and_days_last_all_day(conner: Order) -> None:
    by_name = {str(event["summary"]).split(" (")[0]: event for event in events(conner)}
    conference = by_name["Settlement conference"].decoded("dtstart")
    assert conference.isoformat() == "2021-04-05T14:00:00-05:00"
    assert by_name["Settlement conference"]["dtstart"].params["TZID"] == "America/Chicago"
    statement = by_name["Submit confidential written settlement statement"]
    assert (statement.decoded("dtstart"), statement.decoded("dtend")) == (dt.date(2021, 3, 25), dt.date(2021, 3, 26))
    window = by_name["Schedule such a teleconference with counsel for any party"]
    assert (window.decoded("dtstart"), window.decoded("dtend")) == (dt.date(2021, 3, 29), dt.date(2021, 4, 5))


def test_calendar_entries_say_what_they_rest_on(conner: Order) -> None:
    for event in events(conner):
        words = str(event["description"])
        assert words.startswith("“") and words.endswith("computed, verify against the docket")
        assert "¶" in words
        alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert alarms == [dt.timedelta(days=-7), dt.timedelta(days=-1)]


def test_a_second_import_moves_the_entry_and_makes_no_other(flynn: Order) -> None:
    service = {"service_date": "2017-10-30", "service_method": "electronic"}
    first = {str(e["uid"]): e for e in events(flynn, conference_date="2017-11-15", **service)}
    second = {str(e["uid"]): e for e in events(flynn, conference_date="2017-11-13", **service)}
    assert first.keys() == second.keys()
    starts = sorted(str(e.decoded("dtstart")) for e in second.values())
    assert starts == ["2017-11-20", "2017-11-20"]


def test_only_the_governing_limit_is_written(flynn: Order) -> None:
    facts = {"service_date": "2017-10-30", "service_method": "electronic", "conference_date": "2017-11-15"}
    assert sorted(str(e.decoded("dtstart")) for e in events(flynn, **facts)) == ["2017-11-20", "2017-11-22"]


def test_uids_differ_within_an_order(conner: Order) -> None:
    names = [str(event["uid"]) for event in events(conner)]
    assert len(set(names)) == len(names) == 5


def test_calendar_is_the_same_every_time(conner: Order) -> None:
    stamp = dt.date(2021, 1, 1)
    assert to_ics(rows(conner), stamp) == to_ics(rows(conner), stamp)


def test_calendar_without_dates_is_an_empty_calendar() -> None:
    order = made_order("Counsel must promptly notify the clerk.")
    assert b"BEGIN:VEVENT" not in to_ics(rows(order), dt.date(2021, 1, 1))


def test_the_list_of_all_orders_is_by_date_and_takes_days_person_and_spreadsheet(conner: Order, flynn: Order) -> None:
    tables, left_out = gathered([conner, flynn], {}, None, Wanted(dt.date(2021, 3, 29), dt.date(2021, 4, 5), "part"))
    assert left_out == {}
    assert [(row.order, str(row.day)) for row in by_date(tables, None)] == [
        ("conner-v-alltin", "2021-03-29"),
        ("conner-v-alltin", "2021-04-01"),
        ("conner-v-alltin", "2021-04-04"),
        ("conner-v-alltin", "2021-04-05"),
    ]
    lines = list(csv.DictReader(io.StringIO(to_csv(by_date(tables, None)))))
    assert lines[-1]["what"] == "Settlement conference"
    assert lines[-1]["who"] == "The parties and their attorneys"


def test_what_ended_is_shown_as_ended_and_never_in_the_calendar() -> None:
    order = made_order("The trial set for May 3, 2021 is CONTINUED to June 7, 2021.")
    given = order_dict(order, rows(order))
    assert [(one["when"], one["state"], one["instead"]) for one in given["deadlines"]] == [
        ("June 7, 2021", "live", None),
        ("May 3, 2021", "ended", 1),
    ]
    assert "ended (now: no. 1)" in table(order, rows(order))
    assert [str(event.decoded("dtstart")) for event in events(order)] == ["2021-06-07"]


def test_past_is_said_as_of_today() -> None:
    order = made_order("Plaintiff shall reply by May 3, 2021.")
    assert [row.state for row in rows(order, {}, dt.date(2021, 5, 4))] == ["past"]
    assert [row.state for row in rows(order, {}, dt.date(2021, 5, 3))] == ["live"]


def test_what_was_not_understood_is_named_everywhere(conner: Order) -> None:
    (note,) = order_dict(conner, rows(conner))["not_understood"]
    assert (note["when"], note["reason"]) == ("before the settlement conference", "it is part of a condition")
    assert conner.text[note["start"] : note["end"]] == note["when"]
    assert "not understood, read this" in table(conner, rows(conner))
    calendar = icalendar.Calendar.from_ical(to_ics(rows(conner), dt.date(2021, 1, 1), unread(conner)))
    assert "before the settlement conference" in str(calendar["x-wr-caldesc"])


def test_an_order_that_only_leaves_something_open_does_not_set_no_deadline() -> None:
    order = made_order("If, before the hearing, the case settles, the matter ends there.")
    assert "no deadline found" not in table(order, rows(order))


def test_options_become_facts() -> None:
    assert facts_of("October 30, 2017", "ECF", ["conference_date=2017-11-15"]) == {
        "service_date": "2017-10-30",
        "service_method": "electronic",
        "conference_date": "2017-11-15",
    }


def test_bad_options_are_named() -> None:
    with pytest.raises(UsageError, match="conference"):
        facts_of(None, None, ["conference"])
    with pytest.raises(BadFact, match="pigeon"):
        facts_of("2017-10-30", "pigeon", [])


def test_parser_takes_the_options() -> None:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(
        ["deadlines", "--order", "x", "--served", "2017-10-30", "--by", "mail", "--today", "2017-11-01"]
    )
    assert (args.order, args.served, args.by, args.today, args.json, args.ics) == (
        "x",
        "2017-10-30",
        "mail",
        "2017-11-01",
        False,
        None,
    )
    assert callable(args.func)
