"""Schedules in plain text, one for each way in which courts hold label and date apart; dates that are given up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from indexer.deadlines.naming import title_of
from indexer.layout.layout import lay_out
from indexer.orders import Deadline, Order, Source
from indexer.parse import parse, with_times

REPORTS = Path(__file__).parent.parent / "data" / "reports"

HEAD = "UNITED STATES DISTRICT COURT\n\nDOE,\n    Plaintiff,\nv.\nROE,\n    Defendant.\n\nSCHEDULING ORDER\n\n"
FOOT = "\n\nIT IS SO ORDERED.\n\nDated: March 5, 2021\n"


def made(body: str) -> Order:
    return with_times(lay_out(Source("made.txt", "text", "0" * 64, HEAD + body + FOOT)))


def said(order: Order, deadline: Deadline) -> str:
    return order.text[deadline.phrase.span.start : deadline.phrase.span.end]


def listed(order: Order) -> list[tuple[str, str, str]]:
    return [(title_of(d), d.role, said(order, d)) for d in order.deadlines]


TWO = [("Fact discovery", "act", "June 4, 2021"), ("Jury trial", "event", "September 13, 2021")]

SCHEDULES = {
    "tab": "The schedule is:\n\nFact discovery\tJune 4, 2021\nJury trial\tSeptember 13, 2021",
    "dots": "The schedule is:\n\nFact discovery ........ June 4, 2021\nJury trial ....... September 13, 2021",
    "dots apart": "The schedule is:\n\nFact discovery . . . . June 4, 2021\nJury trial . . . . . . September 13, 2021",
    "pipes": "The schedule is:\n\n| Event | Date |\n|---|---|\n| Fact discovery | June 4, 2021 |\n"
    "| Jury trial | September 13, 2021 |",
    "blanks": "The schedule is:\n\nFact discovery       June 4, 2021\nJury trial           September 13, 2021",
    "colon": "The schedule is:\n\nFact discovery: June 4, 2021\nJury trial: September 13, 2021",
    "date first": "The schedule is:\n\nJune 4, 2021            Fact discovery\nSeptember 13, 2021      Jury trial",
    "under the caption": "Fact discovery       June 4, 2021\nJury trial           September 13, 2021",
    "prose behind it": "The schedule is:\n\nFact discovery\tJune 4, 2021\nJury trial\tSeptember 13, 2021\n"
    "The parties shall keep to these dates in every respect.",
}


@pytest.mark.parametrize("form", SCHEDULES)
def test_each_row_is_an_entry_with_its_own_date(form: str) -> None:
    assert listed(made(SCHEDULES[form])) == TWO


def test_a_row_is_cited_by_itself() -> None:
    order = made(SCHEDULES["dots"])
    quoted = [order.text[d.span.start : d.span.end] for d in order.deadlines]
    assert quoted == ["Fact discovery ........ June 4, 2021", "Jury trial ....... September 13, 2021"]


def test_a_column_names_the_party() -> None:
    order = made("Event\tParty\tDate\nExpert reports\tPlaintiff\tJune 4, 2021\nExpert reports\tDefendant\tJuly 9, 2021")
    assert [(d.actor, said(order, d)) for d in order.deadlines] == [
        ("Plaintiff", "June 4, 2021"),
        ("Defendant", "July 9, 2021"),
    ]


def test_of_an_old_and_a_new_column_the_new_one_stands() -> None:
    order = made("Event\tOld date\tNew date\nJury trial\tSeptember 13, 2021\tNovember 8, 2021")
    assert listed(order) == [("Jury trial", "event", "November 8, 2021")]
    (ended,) = order.ended
    assert (said(order, ended), ended.instead) == ("September 13, 2021", order.deadlines[0].number)
    assert ended.ended is not None
    assert order.text[ended.ended.start : ended.ended.end] == "Old date"


def test_a_label_that_wraps_and_a_clock_in_a_column_of_its_own() -> None:
    order = made(
        "Event                      Date              Time\n"
        "Final pretrial             June 4, 2021      9:30 a.m.\n"
        "  conference\n"
        "Jury trial                 June 14, 2021     9:00 a.m."
    )
    assert [(title_of(d), d.role, d.phrase.time) for d in order.deadlines] == [
        ("Final pretrial conference", "event", dt.time(9, 30)),
        ("Jury trial", "event", dt.time(9)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        # a caption's columns and the signature are no schedule
        "The motion is denied.\n\nDated: March 5, 2021          Jane Roe",
        "Incident No. 9, on March 1, 1987, and Incident No. 15, on May 5, 1991, are excluded.",
    ],
)
def test_what_is_no_schedule(text: str) -> None:
    assert made(text).deadlines == ()


# file → (title, words) of what stands, of what ended
REPORTED = {
    "min/m-first.txt": ([("Discovery", "June 4, 2021"), ("Jury trial", "September 13, 2021")], []),
    "min/m-table.txt": ([("Discovery cutoff", "June 4, 2021"), ("Jury trial", "September 13, 2021")], []),
    "min/m-oldnew.txt": ([("Jury trial", "November 8, 2021")], ["September 13, 2021"]),
    "min/m-cancel.txt": ([], ["October 13, 2023 at 9:00 a.m."]),
    "min/m-cancel2.txt": ([], ["October 13, 2023 at 9:00 a.m."]),
    "min/m-vacated.txt": ([], ["September 13, 2021"]),
    "min/m-past.txt": ([("Answer", "by June 4, 2012")], []),
    "min/m-year.txt": ([("Answer", "by June 4, 2201")], []),
    # What is struck out is no part of the text; `Order.left_out` keeps it.
    "min/m-strike.md": ([("Discovery", "July 9, 2021")], []),
    "txt/vacated.txt": (
        [("Fact discovery", "on July 9, 2021"), ("Trial", "November 8, 2021 at 9:00 a.m.")],
        ["June 4, 2021", "September 13, 2021"],
    ),
    "r3/t-txt.txt": (
        [
            ("Plaintiff's expert disclosures", "June 4, 2021"),
            ("Defendant's expert disclosures", "July 9, 2021"),
            ("Rebuttal expert disclosures", "August 6, 2021"),
            ("Close of fact discovery", "September 30, 2021"),
        ],
        [],
    ),
    "r6/s4.txt": (
        [
            ("Discovery", "June 4, 2021"),
            ("Jury trial", "September 13, 2021 at 9:00 a.m."),
            ("Dispositive motions", "July 9, 2021"),
        ],
        [],
    ),
}
REPORTED["r3/t-dots.txt"] = REPORTED["r3/t-md.md"] = REPORTED["r3/t-txt.txt"]


@pytest.mark.parametrize("name", REPORTED)
def test_what_was_reported(name: str) -> None:
    order = parse(REPORTS / name)
    standing, ended = REPORTED[name]
    assert [(title_of(d), said(order, d)) for d in order.deadlines] == standing
    assert [said(order, d) for d in order.ended] == ended


def test_unseen_characters_cut_no_date() -> None:
    order = parse(REPORTS / "txt" / "zerowidth.txt")
    assert [d.phrase.date for d in order.deadlines] == [dt.date(2021, 6, 4), None]
