"""The deadlines of an order: which time phrases limit an act, whose, and what is due."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

import pytest
from made import made_order

from indexer.deadlines.deadlines import find_deadlines
from indexer.orders import Deadline, Order, Paragraph, Span
from indexer.parse import parse

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def words(order: Order, deadline: Deadline) -> str:
    return order.text[deadline.phrase.span.start : deadline.phrase.span.end]


# (text, role, actor, subject, limit)
ROWS = [
    # an active clause, the limit first, in the middle, last
    (
        "Within seven days of this order, defense counsel shall file a status report.",
        "act",
        "defense counsel",
        "status report",
        "Within seven days of this order",
    ),
    (
        "The landlord shall, within 72 hours of the tenant's release, notify the Court in writing.",
        "act",
        "The landlord",
        "notify the Court",
        "within 72 hours of the tenant's release",
    ),
    (
        "Plaintiff is directed to file an amended complaint no later than May 3, 2021.",
        "act",
        "Plaintiff",
        "amended complaint",
        "no later than May 3, 2021",
    ),
    # a condition, and a pronoun for the person in it
    (
        "If defendant Ada Brown posts bail, she shall surrender to the marshal within ten days of her release.",
        "act",
        "defendant Ada Brown",
        "surrender to the marshal",
        "within ten days of her release",
    ),
    # passive, with its agent
    (
        "All records shall be destroyed by ACME COPYING, INC. within 30 days after it receives notice of the order.",
        "act",
        "ACME COPYING, INC",
        "records",
        "within 30 days after it receives notice of the order",
    ),
    # a paper that belongs to a party is due from it
    (
        "Defendants' response shall be filed by March 12, 2024.",
        "act",
        "Defendants",
        "Defendants' response",
        "by March 12, 2024",
    ),
    # docket and schedule forms
    ("Joinder of Parties due by 10/3/2014.", "act", None, "Joinder of Parties", "by 10/3/2014"),
    ("Non-Expert Discovery Deadline: 6/29/2015.", "act", None, "Non-Expert Discovery", "6/29/2015"),
    ("Expert Disclosure Defendant: 8/29/2015.", "act", "Defendant", "Expert Disclosure", "8/29/2015"),
    ("The deadline to submit the sur-reply brief is 10/19/2017.", "act", None, "sur-reply brief", "10/19/2017"),
    ("Tenant to file an amended answer by 10/24/2023.", "act", "Tenant", "amended answer", "by 10/24/2023"),
    # an extension gives the new date
    (
        "Defendants' deadline to file a Status Report is extended to 7 p.m. EDT Monday, March 17, 2025.",
        "act",
        "Defendants",
        "Status Report",
        "7 p.m. EDT Monday, March 17, 2025",
    ),
    (
        "The discovery cut-off of March 31, 2009 is hereby vacated and is re-set to May 15, 2009.",
        "act",
        None,
        "discovery",
        "May 15, 2009",
    ),
    # time granted
    (
        "Plaintiff is GRANTED thirty (30) days from the date of this Order in which to file an amended complaint.",
        "act",
        "Plaintiff",
        "amended complaint",
        "thirty (30) days from the date of this Order",
    ),
    # the motion is denied, but may come again
    (
        "The motion is DENIED without prejudice to renewal by December 1, 2014.",
        "act",
        None,
        "renewal",
        "by December 1, 2014",
    ),
    (
        "Plaintiff shall have until March 15, 2022, to file an amended complaint.",
        "act",
        "Plaintiff",
        "amended complaint",
        "until March 15, 2022",
    ),
    # the court tells a party
    (
        "The Court ORDERS Plaintiff to file a proof of service by June 1, 2022.",
        "act",
        "Plaintiff",
        "proof of service",
        "by June 1, 2022",
    ),
    (
        "Plaintiff is ordered to show cause in writing by May 5, 2022 why the case should not be dismissed.",
        "act",
        "Plaintiff",
        "show cause",
        "by May 5, 2022",
    ),
    ("| Fact discovery cutoff | July 30, 2022 |", "act", None, "Fact discovery", "July 30, 2022"),
    ("Fact discovery will close June 1, 2022.", "act", None, "Fact discovery", "June 1, 2022"),
    # a hearing moved
    (
        "The hearing currently set for May 1, 2022 is VACATED and RESET for June 1, 2022 at 1:30 p.m.",
        "event",
        None,
        "hearing",
        "June 1, 2022 at 1:30 p.m.",
    ),
    # what happens
    (
        "A hearing on the motion is SET IN for March 12, 2025, at 9:30 a.m.",
        "event",
        None,
        "hearing on the motion",
        "March 12, 2025, at 9:30 a.m.",
    ),
    (
        "The parties are ORDERED TO APPEAR before the undersigned for a settlement conference on April 5, 2021.",
        "event",
        "The parties",
        "settlement conference",
        "on April 5, 2021",
    ),
    ("The conference is continued from May 3, 2021 to May 10, 2021.", "event", None, "conference", "May 10, 2021"),
    # what ends
    (
        "Unless the Court orders otherwise, this Order SHALL EXPIRE on March 27, 2025.",
        "expiry",
        None,
        "Order",
        "on March 27, 2025",
    ),
    # no date, and an optional stretch
    (
        "Counsel must promptly notify the clerk of any change of address.",
        "vague",
        "Counsel",
        "notify the clerk of any change of address",
        "promptly",
    ),
    (
        "Counsel may call the judge during the seven-day period immediately preceding the hearing.",
        "window",
        "Counsel",
        "call the judge",
        "during the seven-day period immediately preceding the hearing",
    ),
]


@pytest.mark.parametrize(("text", "role", "actor", "subject", "limit"), ROWS)
def test_one_deadline(text: str, role: str, actor: str | None, subject: str, limit: str) -> None:
    order = made_order(text)
    assert [(d.role, d.actor, d.subject, words(order, d)) for d in order.deadlines] == [(role, actor, subject, limit)]


# What is past, cited, quoted, asked for, or a date of another paper.
NONE = [
    "Plaintiff filed the Complaint commencing this action on July 18, 2011. (Doc. 1.)",
    "On October 27, 2017, Defendants filed a motion to compel. (ECF No. 28.)",
    "This case is in discovery, pursuant to the Scheduling Order issued on November 14, 2014.",
    "The earlier order required, among other things, that the agency report by March 17, 2025.",
    "See Doe v. Roe, No. 18-186, 2018 WL 1041 at *1 (N.D. Tex. Mar. 9, 2018).",
    "The Court entered an order on March 13, 2025, which had been set to expire on March 27, 2025.",
    "The Order of March 13, 2025, is VACATED.",
    "Signed by Judge Ada B. Crane on 8/12/2019. (Entered: 08/12/2019)",
    "Defendants' Motion to Extend the Time to Answer to May 3, 2021, is unopposed.",
    'Plaintiff moved for "leave to depose the witness within the next 45 days."',
    "Rule 4(m) provides that a defendant must be served within 90 days after the complaint is filed.",
    "He was 45 years old and had worked there for ten years.",
    "The conference may last until as late as 5:00 p.m. and the statement may not exceed five pages.",
    "All terminations on or after January 20, 2025, are STAYED.",
    "The Court will decide the motion in due course.",
    "Attach the trust account statement for the 6-month period preceding the filing of the Complaint.",
    "The settlement conference will be held under the following terms.",
    "The May 5, 2022 hearing is VACATED.",
    "A prisoner must file a notice of appeal within 30 days after the entry of judgment.",
    "Petitioner had one year from the date his conviction became final to file a petition.",
    "The Court will issue a written order by June 1, 2022.",
    "If defendant is interested in a settlement conference, one will be set.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_deadline(text: str) -> None:
    order = made_order(text, filed=dt.date(2026, 1, 5))
    assert [words(order, d) for d in order.deadlines] == []


def groups(text: str) -> list[int | None]:
    return [d.group for d in made_order(text).deadlines]


def test_two_limits_of_one_act_are_tied_and_the_actor_borrowed() -> None:
    order = made_order(
        "Within seven (7) days of the parties' call, the landlord shall file a Joint Report.\n\n"
        "Within thirty (30) days of service of this order, a Joint Report shall be filed as outlined above."
    )
    first, second = order.deadlines
    assert first.group == second.group is not None
    assert second.actor == "the landlord"
    assert second.actor_span is not None
    assert order.text[second.actor_span.start : second.actor_span.end] == "the landlord"


def test_restated_dates_are_one_group() -> None:
    text = "A jury trial will begin on June 26, 2023, at 9:00 a.m.\n\nJury Trial set for 6/26/2023 at 09:00 AM."
    first, second = groups(text)
    assert first == second is not None


def test_a_restated_date_under_other_words_is_one_group() -> None:
    text = "The joint status letter is due by May 3, 2021.\n\nJoint letter update due by 5/3/2021."
    first, second = groups(text)
    assert first == second is not None


def test_at_once_and_in_any_event_by_a_date_are_one_group() -> None:
    first, second = groups("Defendants SHALL REINSTATE the staff FORTHWITH, and in any event before March 17, 2025.")
    assert first == second is not None


@pytest.mark.parametrize(
    "text",
    [
        # two papers
        "Opening briefs shall be filed by May 3, 2021.\n\nReply briefs shall be filed by May 10, 2021.",
        # one kind of paper, two parties
        "Expert Disclosure Plaintiff: 7/29/2015.\n\nExpert Disclosure Defendant: 8/29/2015.",
        # a series
        "A status report is due by May 3, 2021. A status report is due by June 3, 2021.",
        # one day, two acts
        "Counsel shall file a brief by May 3, 2021. Counsel shall pay the fee by May 3, 2021.",
    ],
)
def test_different_acts_are_not_tied(text: str) -> None:
    assert groups(text) == [None, None]


def test_two_verbs_of_one_clause_have_each_its_limit() -> None:
    order = made_order("Counsel shall confer no later than June 1, 2022, and file a joint report by June 8, 2022.")
    assert [(d.actor, d.subject, words(order, d), d.group) for d in order.deadlines] == [
        ("Counsel", "confer", "no later than June 1, 2022", None),
        ("Counsel", "joint report", "by June 8, 2022", None),
    ]


def test_a_conference_dated_behind_the_period_that_counts_to_it() -> None:
    order = made_order(
        "The parties shall file a statement 14 days before the pretrial conference, which is set for August 1, 2022."
    )
    assert [(d.role, d.subject) for d in order.deadlines] == [("act", "statement"), ("event", "pretrial conference")]


def test_a_period_hangs_on_what_its_clause_begins_with() -> None:
    order = made_order("Following the publication period, proof of service is to be filed within ten days.")
    trigger = order.deadlines[0].phrase.trigger
    assert trigger is not None
    assert (trigger.kind, trigger.event) == ("event", "publication")


def test_condition_and_rule_of_thumb_are_kept() -> None:
    order = made_order(
        "If counsel for any party learns of it, then that counsel must initiate a telephone conference. "
        "The telephone conference must be sought early (normally, at least two court days before the hearing)."
    )
    only = order.deadlines[0]
    assert only.soft
    assert only.actor == "counsel for any party"
    assert only.conditional == "If counsel for any party learns of it"


# (label, role, actor, subject, limit, group)
FOUR = {
    "joseph-v-parciasepe": [
        ("order ¶ 2", "act", "Defendant", "notify the court", "within fourteen days of service of this order", None),
    ],
    "masterson-v-killen": [],
    "flynn-v-canlas": [
        (
            "unnumbered ¶ 5",
            "act",
            "Defense counsel",
            "contact Plaintiff",
            "within twenty-one (21) days of the date of this order",
            None,
        ),
        (
            "unnumbered ¶ 5",
            "vague",
            "the opposing party",
            "respond to the motion",
            "until further order of the court",
            2,
        ),
        (
            "unnumbered ¶ 7",
            "act",
            "defense counsel",
            "Joint Statement",
            "Within seven (7) days of the parties' conference",
            3,
        ),
        ("unnumbered ¶ 9", "vague", None, "additional filings", "unless and until ordered by the court", None),
        ("order ¶ 2", "vague", "Plaintiff", "respond to the motion to compel", "until further order of the court", 2),
        (
            "order ¶ 3",
            "act",
            "defense counsel",
            "Joint Statement",
            "Within thirty (30) days of the date of service of this order",
            3,
        ),
    ],
    "conner-v-alltin": [
        (
            "unnumbered ¶ 1",
            "event",
            "The parties and their attorneys",
            "settlement conference",
            "on April 5, 2021 at 2:00 p.m.",
            None,
        ),
        (
            "unnumbered ¶ 1",
            "vague",
            "The attorneys for the parties",
            "advising any involved nonparty insurance company or subrogee of the requirements of this Order",
            "timely",
            None,
        ),
        (
            "¶ 1",
            "act",
            "the parties",
            "written settlement demands and two written settlement offers",
            "By not later than seven days before the date of the settlement conference",
            None,
        ),
        (
            "¶ 3",
            "act",
            "the parties",
            "confidential written settlement statement",
            "Not later than seven business days before the settlement conference",
            None,
        ),
        (
            "¶ 3",
            "window",
            "counsel for any party",
            "schedule such a teleconference",
            "during the seven-day period immediately preceding the settlement conference",
            None,
        ),
        (
            "¶ 6",
            "act",
            "counsel for any party",
            "telephone conference",
            "at least two court days before the date scheduled for the settlement conference",
            None,
        ),
    ],
}


@pytest.mark.parametrize("name", FOUR)
def test_every_limit_of_the_four_orders_and_nothing_else(name: str) -> None:
    order = parse(CORPUS / f"{name}.txt")
    found = [(d.label, d.role, d.actor, d.subject, words(order, d), d.group) for d in order.deadlines]
    assert found == FOUR[name]


HOSTILE = [
    "within ten days of it he shall file a paper and ",
    "If it, ",
    "shall ",
    "by May 3, 2021 ",
    "due by ",
    "(",
    "“",
    '"',
    "Motion to ",
    "The deadline for ",
    "the hearing on ",
    "forthwith ",
    "ordered that ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_quickly(piece: str) -> None:
    text = piece * (20_000 // len(piece)) + "by May 3, 2021"
    whole = Span(0, len(text))
    order = replace(made_order("x"), text=text, paragraphs=(Paragraph(1, "¶ 1", "body", whole, (whole,)),))
    began = time.perf_counter()
    find_deadlines(order)
    assert time.perf_counter() - began < 10
