"""Facts given beside a question and in its words."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.question.facts import TELLINGS, check_facts, facts_in, read_method
from indexer.errors import BadDate, BadFact, SoOrderedError
from indexer.orders import Caption, Order

ORDER = Order("x", "x.txt", "text", "", "", "", (), (), Caption(filed=dt.date(2017, 10, 30)))


@pytest.mark.parametrize(("text", "name", "value"), [m for t in TELLINGS for m in t.matches])
def test_telling_is_read(text: str, name: str, value: str) -> None:
    assert facts_in(text)[name] == value


@pytest.mark.parametrize(("name", "text"), [(t.name, n) for t in TELLINGS for n in t.near_misses])
def test_telling_leaves_alone(name: str, text: str) -> None:
    assert f"{name}_date" not in facts_in(text)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("I was served by mail on October 30, 2017", "mail"),
        ("got it in the mail on 11/2/2017", "mail"),
        ("we were e-served 6/24/2016", "electronic"),
        ("served through ECF on June 24, 2016", "electronic"),
        ("I was handed the order, served in person on June 24, 2016", "hand"),
    ],
)
def test_way_of_service_in_words(text: str, method: str) -> None:
    assert facts_in(text)["service_method"] == method


@pytest.mark.parametrize(
    ("given", "method"),
    [
        ("ECF", "electronic"),
        ("e-service", "electronic"),
        ("cm/ecf", "electronic"),
        ("personal", "hand"),
        ("U.S. Mail", "mail"),
        ("by hand", "hand"),
        ("the clerk", "clerk"),
        ("other", "other"),
        ("electronic mail", "electronic"),
    ],
)
def test_method_is_normalised(given: str, method: str) -> None:
    assert read_method(given) == method


def test_dates_and_times_are_read() -> None:
    facts = check_facts({"served": "October 30, 2017", "release_date": "2019-09-03 14:00", "by": "mail"})
    assert facts.service_date == dt.date(2017, 10, 30)
    assert facts.times == {"release": dt.time(14)}
    assert facts.dates["release"] == dt.date(2019, 9, 3)
    assert facts.service_method == "mail"


@pytest.mark.parametrize(
    ("facts", "error", "says"),
    [
        ({"service_date": "February 30, 2018"}, BadDate, "February 30, 2018"),
        ({"service_date": "10/30/17"}, BadDate, "two digits"),
        ({"service_date": "soon"}, BadDate, "soon"),
        ({"service_method": "pigeon"}, BadFact, "pigeon"),
        ({"mood": "good"}, BadFact, "mood"),
        ({"service_date": "2017-10-01"}, BadFact, "2017-10-01"),
    ],
)
def test_bad_facts_are_named(facts: dict[str, str], error: type[SoOrderedError], says: str) -> None:
    with pytest.raises(error, match=says) as raised:
        check_facts(facts, ORDER)
    assert "\n" not in str(raised.value)


def test_two_digits_in_a_question_reach_the_check() -> None:
    assert facts_in("I was served 10/30/17") == {"service_date": "10/30/17"}
