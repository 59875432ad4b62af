"""A deadline and the facts → its date. The four orders with literal dates; made-up orders for the rest."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from made import made_order

from assistant.answer import iso
from assistant.deadlines.due import Due, resolve, resolve_group
from indexer.errors import BadFact
from indexer.orders import Order
from indexer.parse import parse

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture(scope="module")
def flynn() -> Order:
    return parse(CORPUS / "flynn-v-canlas.txt")


@pytest.fixture(scope="module")
def conner() -> Order:
    return parse(CORPUS / "conner-v-alltin.txt")


@pytest.fixture(scope="module")
def joseph() -> Order:
    return parse(CORPUS / "joseph-v-parciasepe.txt")


def due(order: Order, number: int, **facts: str) -> Due:
    return resolve(order, next(d for d in order.deadlines if d.number == number), facts)


def joint_statement(order: Order, **facts: str) -> Due:
    return resolve_group(order, [d for d in order.deadlines if d.subject == "Joint Statement"], facts)


def needs(found: Due) -> list[str]:
    return [need.fact for need in found.needs]


@pytest.mark.parametrize(
    ("service", "method", "date"),
    [
        ("2016-06-24", "hand", "2016-07-08"),
        # before December 1, 2016 electronic service added three days
        ("2016-06-24", "electronic", "2016-07-11"),
        ("2016-06-24", "mail", "2016-07-11"),
        ("2016-06-27", "hand", "2016-07-11"),
        ("2016-06-27", "mail", "2016-07-14"),
    ],
)
def test_joseph(joseph: Order, service: str, method: str, date: str) -> None:
    found = due(joseph, 1, service_date=service, service_method=method)
    assert (found.status, iso(found.due)) == ("computed", date)
    assert found.steps


def test_joseph_without_facts_asks_for_service(joseph: Order) -> None:
    found = due(joseph, 1)
    assert (found.status, needs(found)) == ("needs_facts", ["service_date", "service_method"])


def test_joseph_served_on_a_day_asks_how(joseph: Order) -> None:
    found = due(joseph, 1, service_date="2016-06-24")
    assert (found.status, needs(found), iso(found.safe)) == ("needs_facts", ["service_method"], "2016-07-08")
    assert found.needs[0].choices == ("electronic", "mail", "hand", "clerk", "other")


def test_joseph_safe_date_is_without_the_three_days(joseph: Order) -> None:
    found = due(joseph, 1, service_date="2016-06-24", service_method="electronic")
    assert iso(found.safe) == "2016-07-08"
    assert [date for date, _ in found.alternatives] == ["2016-07-08"]


def test_flynn_contact_needs_no_fact(flynn: Order) -> None:
    assert iso(due(flynn, 1).due) == "2017-11-20"


@pytest.mark.parametrize(
    ("conference", "date"),
    [
        ("2017-11-03", "2017-11-13"),  # Friday the 10th is Veterans Day, observed
        ("2017-11-06", "2017-11-13"),
        ("2017-11-13", "2017-11-20"),
        ("2017-11-15", "2017-11-22"),
        ("2017-11-16", "2017-11-27"),  # Thanksgiving and, in California, the day after
        ("2017-11-17", "2017-11-27"),
        ("2017-11-22", "2017-11-29"),
        ("2017-11-24", "2017-11-29"),  # the thirty days from service are now the earlier
    ],
)
def test_flynn_joint_statement_is_due_at_the_earlier_limit(flynn: Order, conference: str, date: str) -> None:
    found = joint_statement(flynn, service_date="2017-10-30", service_method="electronic", conference_date=conference)
    assert (found.status, iso(found.due)) == ("computed", date)


def test_flynn_without_the_conference_has_an_outer_limit(flynn: Order) -> None:
    found = joint_statement(flynn, service_date="2017-10-30", service_method="mail")
    assert (found.status, found.due, needs(found)) == ("needs_facts", None, ["conference_date"])
    assert found.notes[0].startswith("outer limit 2017-12-04")


def test_flynn_without_facts_asks_for_all(flynn: Order) -> None:
    found = joint_statement(flynn)
    assert (found.status, needs(found)) == ("needs_facts", ["conference_date", "service_date", "service_method"])


def test_flynn_early_conference_needs_no_service_date(flynn: Order) -> None:
    """Service cannot be before the order's own date, so thirty days from it cannot end before November 29."""
    assert iso(joint_statement(flynn, conference_date="2017-11-15").due) == "2017-11-22"


def test_flynn_until_further_order_has_no_date(flynn: Order) -> None:
    assert due(flynn, 2).status == "no_date"


def test_flynn_served_before_it_was_made(flynn: Order) -> None:
    with pytest.raises(BadFact, match="2017-10-01"):
        due(flynn, 6, service_date="2017-10-01", service_method="mail")


# number → (due, safe), with the window of the fifth
CONNER = {
    1: ("2021-04-05T14:00",) * 2,
    3: ("2021-03-29",) * 2,
    4: ("2021-03-25", "2021-03-24"),
    6: ("2021-04-01", "2021-03-31"),
}


@pytest.mark.parametrize("number", CONNER)
def test_conner(conner: Order, number: int) -> None:
    found = due(conner, number)
    assert found.status == "computed"
    assert (iso(found.due), iso(found.safe)) == CONNER[number]


def test_conner_window(conner: Order) -> None:
    assert due(conner, 5).window == (dt.date(2021, 3, 29), dt.date(2021, 4, 4))


def test_conner_statement_is_due_before_what_it_must_recite(conner: Order) -> None:
    assert any("Monday, March 29, 2021, falls later" in note for note in due(conner, 4).notes)
    assert not any("falls later" in note for note in due(conner, 3).notes)


def test_conner_conference_is_in_the_zone_of_the_court(conner: Order) -> None:
    moment = due(conner, 1).due
    assert isinstance(moment, dt.datetime)
    assert moment.utcoffset() == dt.timedelta(hours=-5)


def test_conner_conference_on_another_day_contradicts_the_order(conner: Order) -> None:
    with pytest.raises(BadFact, match="contradicts the order"):
        due(conner, 3, conference_date="2021-04-12")


# --- made-up orders --------------------------------------------------------------------------------------------


def one(text: str, **facts: str) -> Due:
    order = made_order(text)
    return resolve(order, order.deadlines[0], facts)


def test_the_orders_own_date_is_assumed_and_said_so() -> None:
    found = one("Plaintiff shall file a reply within ten days.")
    assert iso(found.due) == "2021-03-11"
    assert any("no words that start the period" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        # the docket's day for "filed" and "entered", the judge's for "the date of this order"
        ("Plaintiff shall reply within 14 days from the date this Order is filed.", "2021-03-19"),
        ("Plaintiff shall reply within 14 days of entry of this Order.", "2021-03-19"),
        ("Plaintiff shall reply within 14 days of the date of this Order.", "2021-03-15"),
    ],
)
def test_signed_on_one_day_and_entered_on_another(text: str, date: str) -> None:
    order = made_order(text)
    order = replace(order, caption=replace(order.caption, entered=dt.date(2021, 3, 5)))
    found = resolve(order, order.deadlines[0], {})
    assert iso(found.due) == date
    assert any("counted from" in note for note in found.notes)


def test_a_fact_fits_the_words_of_the_trigger() -> None:
    text = "The vendor shall destroy the records within 30 days after it receives notice of the dismissal."
    assert iso(one(text, notice_received_date="2021-04-01").due) == "2021-05-03"
    assert needs(one(text)) == ["notice_date"]


def test_an_event_that_the_order_sets_needs_no_fact() -> None:
    text = (
        "The parties shall file exhibits 14 days before the pretrial conference.\n\n"
        "The pretrial conference is set for May 17, 2021, at 9:00 a.m."
    )
    assert iso(one(text).due) == "2021-05-03"


def test_two_events_of_one_name_are_asked_for() -> None:
    text = (
        "The parties shall file exhibits 14 days before the conference.\n\n"
        "A status conference is set for May 3, 2021.\n\nA settlement conference is set for June 7, 2021."
    )
    found = one(text)
    assert (found.status, found.needs[0].choices) == ("needs_facts", ("2021-05-03", "2021-06-07"))


def test_a_period_after_another_act_is_pending() -> None:
    text = (
        "Plaintiff shall publish the notice for six weeks.\n\n"
        "Following the notice period, proof of service is to be filed within ten days."
    )
    order = made_order(text)
    found = resolve(order, order.deadlines[1], {})
    assert (found.status, needs(found)) == ("pending", ["notice_date"])
    assert iso(resolve(order, order.deadlines[1], {"notice_date": "2021-05-03"}).due) == "2021-05-13"


def test_the_close_of_discovery_is_dated_by_the_schedule() -> None:
    text = "Motions are due 30 days after the close of discovery.\n\nDiscovery due by 4/5/2021."
    assert iso(one(text).due) == "2021-05-05"


def test_thereafter_counts_from_the_act_before() -> None:
    order = made_order("Responses are due May 3, 2021, and replies are due 14 days thereafter.")
    assert iso(resolve(order, order.deadlines[1], {}).due) == "2021-05-17"


def test_within_days_of_a_coming_event_is_read_both_ways() -> None:
    text = "Counsel shall file a list within 7 days of the hearing.\n\nA hearing is set for May 17, 2021."
    found = one(text)
    assert iso(found.due) == "2021-05-24"
    assert [date for date, _ in found.alternatives] == ["2021-05-10"]
    assert iso(found.safe) == "2021-05-10"


def test_a_set_date_is_never_moved() -> None:
    found = one("Expert Disclosure Defendant: 8/28/2021.")
    assert iso(found.due) == "2021-08-28"
    assert any("Saturday" in note for note in found.notes)


def test_a_wrong_weekday_is_said() -> None:
    assert any("Tuesday, but" in note for note in one("Counsel shall appear by Tuesday, May 3, 2021.").notes)
    assert not one("Counsel shall appear by Monday, May 3, 2021.").notes


def test_before_a_day_ends_the_day_before() -> None:
    found = one("Defendant shall answer before May 4, 2021.")
    assert (iso(found.due), found.alternatives[0][0]) == ("2021-05-03", "2021-05-04")


def test_a_missing_year_is_the_next_such_day() -> None:
    found = one("Defendant shall answer by January 5.")
    assert iso(found.due) == "2022-01-05"
    assert any("no year is printed" in note for note in found.notes)


@pytest.mark.parametrize("text", ["Defendant shall answer by February 30, 2021.", "Defendant shall answer by 9/2021."])
def test_no_whole_date_is_not_guessed(text: str) -> None:
    found = one(text)
    assert (found.status, found.due) == ("no_date", None)
    assert "date" in found.notes[0]


def test_hours_need_a_time_of_day() -> None:
    text = "The landlord shall notify the Court within 72 hours of the tenant's release."
    assert needs(one(text, release_date="2021-05-03")) == ["release_time"]
    assert iso(one(text, release_date="2021-05-03 14:00").due) == "2021-05-06T14:00"


def test_disagreeing_numeral_counts_the_smaller() -> None:
    found = one("Plaintiff shall reply within fourteen (15) days of the date of this order.")
    assert iso(found.due) == "2021-03-15"
    assert any("disagree" in note for note in found.notes)


def test_service_of_another_paper_is_its_own_fact() -> None:
    text = "Any opposition shall be filed within 14 days after service of the motion."
    assert needs(one(text)) == ["motion_service_date"]
    assert needs(one(text, service_date="2021-03-02")) == ["motion_service_date"]


def test_a_period_of_ten_thousand_days_is_not_counted_and_says_so() -> None:
    due = one("Plaintiff shall reply within 10,000 days of this order.")
    assert (due.status, due.due) == ("no_date", None)
    assert "10,000" in due.notes[0]


def test_a_printed_date_stands_where_there_is_no_calendar_of_its_year() -> None:
    order = made_order("Plaintiff shall reply by May 3, 1951.", filed=dt.date(1951, 4, 2))
    due = resolve(order, order.deadlines[0])
    assert iso(due.due) == "1951-05-03"
    assert "as printed" in due.notes[0]


@pytest.mark.parametrize(
    ("text", "due", "note"),
    [
        ("Defendant shall answer by June 4, 2201.", None, "the year 2201"),
        ("Defendant shall answer by June 4, 2012.", "2012-06-04", "lies before the order's own date"),
        ("Defendant shall answer by June 4, 2O21.", "2021-06-04", "letters stand among the figures"),
        ("Defendant shall answer by June 4, 20l9.", "2019-06-04", "letters stand among the figures"),
        ("Defendant shall answer by June 4, 20\u200b19.", "2019-06-04", "characters that nobody sees"),
        ("Defendant shall answer by Monday, June 4, 2021.", "2021-06-04", "is a Friday"),
    ],
)
def test_a_suspicious_date_is_told(text: str, due: str | None, note: str) -> None:
    order = made_order(text)
    found = resolve(order, order.deadlines[0])
    assert iso(found.due) == due
    assert any(note in one for one in found.notes)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Plaintiff shall reply by May 3, 2021.\n\nBy the same date he shall serve a copy.", "2021-05-03"),
        ("The stay is lifted as of today.", "2021-03-01"),
        ("Sentencing is set for May 3, 2021.\n\nDefendant shall remain in custody until sentencing.", "2021-05-03"),
    ],
)
def test_a_day_that_another_names_is_dated(text: str, due: str) -> None:
    order = made_order(text)
    last = max(order.deadlines, key=lambda deadline: deadline.span.start)
    assert iso(resolve(order, last).due) == due


def test_a_date_that_has_passed_is_said_only_against_today() -> None:
    order = made_order("Plaintiff shall reply by May 3, 2021.")
    assert any("has passed" in note for note in resolve(order, order.deadlines[0], {}, dt.date(2021, 5, 4)).notes)
    assert not resolve(order, order.deadlines[0], {}, dt.date(2021, 5, 3)).notes


SET = "A final pretrial conference is set for March 15, 2021 at 10:00 a.m. A jury trial is set for April 12, 2021."


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Trial briefs shall be filed by the Wednesday preceding the trial.", "2021-04-07"),
        ("The list shall be filed on the fourth business day before the final pretrial conference.", "2021-03-09"),
        ("Requests to be heard must be made at least ten days before it.", None),  # two events: which is not said
    ],
)
def test_a_day_named_beside_an_event(words: str, date: str | None) -> None:
    order = made_order(f"{SET} {words}")
    assert iso(resolve(order, order.deadlines[-1]).due) == date


def test_an_event_named_just_before_is_the_one_that_is_meant() -> None:
    order = made_order(
        "A conference is set for Tuesday, June 15, 2021. The plan shall be filed at least two days before."
    )
    assert iso(resolve(order, order.deadlines[-1]).due) == "2021-06-11"


def test_the_close_of_discovery_is_that_of_all_discovery() -> None:
    order = made_order(
        "All fact discovery shall be completed by March 29, 2021. All discovery shall be completed by June 14, 2021. "
        "The joint report is due 30 days from the close of discovery."
    )
    assert iso(resolve(order, order.deadlines[-1]).due) == "2021-07-14"


def test_a_deadline_extended_by_so_long_runs_from_the_day_that_it_gives_up() -> None:
    order = made_order("Discovery, currently due to close on May 25, 2021, is extended 60 days.")
    assert [iso(resolve(order, one).due) for one in order.deadlines] == ["2021-07-26"]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("A creditor must file a motion within 14 days of the bar date, and the Debtor may respond within seven days.",
         "earlier_act_date"),
        ("The responding party shall have 30 days to file its papers.", "motion_date"),
    ],
)  # fmt: skip
def test_an_answer_is_not_counted_from_the_order(words: str, fact: str) -> None:
    order = made_order(words)
    found = resolve(order, order.deadlines[-1])
    assert (found.due, needs(found)) == (None, [fact])
