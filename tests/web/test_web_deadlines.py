"""The list of the deadlines of all orders, over the four orders of the corpus."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import re
from pathlib import Path
from typing import Any

import icalendar
import pytest

from assistant.deadlines.sides import sides_of
from indexer.build import build
from indexer.parse import parse
from web.pages.deadlines import PAGE_WAIT

CORPUS = Path(__file__).parent.parent.parent / "corpus"


@pytest.fixture(scope="module")
def app(make: Any, fake: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    index = tmp_path_factory.mktemp("due") / "index"
    assert not build(CORPUS, index, embedder=fake).errors
    return make(index, CORPUS)


@pytest.fixture
def made(browser: Any) -> Any:
    """A browser at a server that has not yet read the orders."""
    due = browser.services.due
    with due.guard:
        due.stamp, due.made, due.kept = None, None, {}
    return on(browser, "2026-01-05")


def on(browser: Any, today: str) -> Any:
    """The same server on another day."""
    object.__setattr__(browser.services.settings, "today", lambda: dt.date.fromisoformat(today))
    return browser


def listed(page: str) -> list[tuple[str, str]]:
    """(part, title) of each line."""
    found, part = [], ""
    for heading, title in re.findall(r"<h2>(.*?) <small>|<td data-head=\"What\">\s*<strong>(.*?)</strong>", page):
        part = heading or part
        if title:
            found.append((part, html.unescape(title)))
    return found


def lines(browser: Any, query: str = "") -> list[dict[str, str]]:
    text = browser.get(f"/deadlines.csv{query}").get_data().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_one_list_by_date_and_then_what_has_none(made: Any) -> None:
    page = on(made, "2021-03-30").get("/deadlines")
    assert page.status_code == 200
    assert listed(page.text) == [
        ("Upcoming", "The telephone conference"),
        ("Upcoming", "Schedule such a teleconference with counsel for any party"),
        ("Upcoming", "Settlement conference"),
        ("Past", "Have exchanged written settlement demands and two written settlement offers"),
        ("Past", "Submit confidential written settlement statement"),
        ("Past", "Contact Plaintiff"),
        (
            "Without a date yet",
            "Advising any involved nonparty insurance company or subrogee of the requirements of this Order",
        ),
        ("Without a date yet", "Respond to the motion"),
        ("Without a date yet", "File a Joint Statement regarding the meet and confer conference"),
        ("Without a date yet", "No additional filings"),
        ("Without a date yet", "A Joint Statement"),
        ("Without a date yet", "Notify the court"),
        ("Not understood: read this", "“before the settlement conference”: it is part of a condition"),
    ]
    assert "Monday, April 5, 2021" in page.text and "in 6 days" in page.text


def test_a_line_has_its_sentence_place_count_and_missing_fact(made: Any) -> None:
    page = html.unescape(made.get("/deadlines").text)
    assert "page 2, lines 1–2 <small>(unnumbered ¶ 5 at 2:1-2)</small>" in page
    assert re.search(r"<q>[^<]*within twenty-one \(21\) days of the date of this order[^<]*</q>", page)
    assert "How it was counted" in page and "Fed. R. Civ. P. 6(a)(1)" in page
    assert "Depends on: date of the conference" in page
    assert "The order gives no day: “until further order of the court”" in page
    target = re.search(r'href="(/orders/flynn-v-canlas\?mark=[^"]+)"', page)
    assert target and "<mark" in made.get(target[1].partition("#")[0]).text
    form = re.search(r'action="(/orders/joseph-v-parciasepe)#deadlines".*?name="(\w+)"', page, re.DOTALL)
    assert form and form[2] == "service_date"
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))


@pytest.mark.parametrize(
    ("query", "count", "first"),
    [
        ("?case=1:16-cv-01052", 5, "Contact Plaintiff"),
        ("?case=JOSEPH", 1, "Notify the court"),
        # "the parties" are both sides, and what was not understood stays with every side
        ("?side=plaintiff&case=conner", 7, "The telephone conference"),
        ("?side=defendant&case=joseph", 1, "Notify the court"),
        ("?side=plaintiff&case=joseph", 0, None),
        ("?side=court&case=flynn", 0, None),
        ("?kind=event&state=upcoming", 1, "Settlement conference"),
        ("?kind=window&state=upcoming", 1, "Schedule such a teleconference with counsel for any party"),
        ("?days=2&state=upcoming", 1, "The telephone conference"),
        ("?days=1&state=upcoming", 0, None),
        # what has no date may fall in these days
        ("?days=1&case=joseph", 1, "Notify the court"),
        ("?state=ended", 0, None),
        # what a filter does not take is passed over
        ("?side=x&kind=y&days=-1&state=z&page=x", 13, "The telephone conference"),
        ("?page=99", 0, None),
    ],
)
def test_filters(made: Any, query: str, count: int, first: str | None) -> None:
    found = listed(on(made, "2021-03-30").get(f"/deadlines{query}").text)
    assert len(found) == count
    assert not found or found[0][1] == first


def test_the_table_has_what_the_filters_leave(made: Any) -> None:
    rows = lines(on(made, "2021-03-30"), "?case=conner")
    assert [(row["date"], row["state"]) for row in rows] == [
        ("2021-04-01", "live"),
        ("2021-03-29 to 2021-04-04", "live"),
        ("2021-04-05 14:00", "live"),
        ("2021-03-29", "past"),
        ("2021-03-25", "past"),
        ("", "live"),
        ("", "not understood"),
    ]
    assert rows[2]["what"] == "Settlement conference" and rows[2]["status"] == "computed, in 6 days"
    assert rows[-1]["when"] == "“before the settlement conference”: it is part of a condition"
    assert "must initiate a telephone conference" in rows[-1]["what"]


def test_the_calendar_has_what_the_filters_leave(made: Any) -> None:
    answer = on(made, "2021-03-30").get("/deadlines.ics?state=upcoming&kind=event")
    assert answer.mimetype == "text/calendar"
    events = list(icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))
    assert [event.decoded("dtstart").isoformat() for event in events] == ["2021-04-05T14:00:00-05:00"]
    everything = icalendar.Calendar.from_ical(made.get("/deadlines.ics").data)
    assert len(list(everything.walk("VEVENT"))) == 6
    assert "before the settlement conference" in str(everything["x-wr-caldesc"])


def test_the_list_has_pages(made: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("web.pages.deadlines.LISTED", 5)
    pages = [listed(made.get(f"/deadlines?page={number}").text) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [5, 5, 3]
    assert 'rel="next"' in made.get("/deadlines?page=2").text
    assert sum(pages, []) == listed_at_once(made, monkeypatch)


def listed_at_once(made: Any, monkeypatch: Any) -> list[tuple[str, str]]:
    monkeypatch.setattr("web.pages.deadlines.LISTED", 50)
    return listed(made.get("/deadlines").text)


def test_orders_are_read_once_and_only_changed_ones_again(made: Any, monkeypatch: Any) -> None:
    due, read = made.services.due, []
    own = due.read
    monkeypatch.setattr(due, "read", lambda row: (read.append(row.id), own(row))[1])
    first = made.get("/deadlines").text
    assert sorted(read) == sorted(file.stem for file in CORPUS.glob("*.txt"))
    assert made.get("/deadlines").text == first and len(read) == 4
    with due.guard:
        due.stamp = None  # as after a change of the index
        due.kept.pop(next(key for key in due.kept if key[0] == "flynn-v-canlas"))
    assert made.get("/deadlines").text == first
    assert len(read) == 5 and read[-1] == "flynn-v-canlas"


def test_while_orders_are_read_the_page_says_so_and_files_wait(made: Any, monkeypatch: Any) -> None:
    due = made.services.due
    made.get("/deadlines")
    monkeypatch.setattr(due, "prepare", lambda: None)
    with due.guard:
        due.made = None
        due.kept.pop(next(iter(due.kept)))
    page = made.get("/deadlines")
    assert "3 of 4 orders are read so far" in page.text and page.headers["Refresh"] == "3"
    assert made.get("/deadlines.csv").status_code == 503
    assert PAGE_WAIT <= 2


def test_an_order_that_cannot_be_read_is_told(made: Any, monkeypatch: Any) -> None:
    due = made.services.due
    monkeypatch.setattr(due, "read", lambda row: ((), "its year is out of range"))
    page = made.get("/deadlines").text
    assert page.count("The dates of one order are missing here") == 4 and "its year is out of range" in page


def test_the_api_gives_the_list(made: Any) -> None:
    given = made.client.get("/api/v1/deadlines?today=2021-03-30&days=2&case=conner").json
    assert given["today"] == "2021-03-30" and given["total"] == 3
    first = given["deadlines"][0]
    assert (first["part"], first["deadline"]["due"], first["sides"]) == (
        "upcoming", "2021-04-01", ["plaintiff", "defendant"],
    )  # fmt: skip
    assert [one["part"] for one in given["deadlines"]] == ["upcoming", "undated", "unread"]
    assert len(made.client.get("/api/v1/deadlines?limit=2&offset=12").json["deadlines"]) == 1
    for wrong in ("side=x", "kind=x", "state=x", "days=-1", "days=", "today=now", "colour=red"):
        assert made.client.get(f"/api/v1/deadlines?{wrong}").status_code == 400


def test_no_orders(made_of: Any) -> None:
    page = made_of(only="UNITED STATES DISTRICT COURT\n\nORDER\n\nThe motion is denied.\n").get("/deadlines")
    assert page.status_code == 200 and "No order here sets a date." in page.text


def test_sides() -> None:
    flynn = parse(CORPUS / "flynn-v-canlas.txt")
    joint = next(one for one in flynn.deadlines if one.actor and one.actor.casefold() == "defense counsel")
    opposing = next(one for one in flynn.deadlines if one.actor == "the opposing party")
    assert sides_of(flynn, joint) == ("defendant",)
    assert sides_of(flynn, opposing) == ("plaintiff", "defendant")
