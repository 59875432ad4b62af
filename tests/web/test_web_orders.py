"""The orders: list, one order, its paper, its dates; adding and removing."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from indexer.orders import Order, Pin, Span
from web.jobs.job import Job
from web.jobs.uploads import free_id, slug
from web.orders.paper import WINDOW, anchors, sheets

OF = "joseph-v-parciasepe"
ORDER = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF WISCONSIN

ADA STONE,
Plaintiff,
v.
RIVER MILL, INC.,
Defendant.

Case No. 2:19-cv-00123

ORDER

IT IS ORDERED that the defendant shall file a status report by May 3, 2021.

Dated: April 1, 2021
"""


def send(browser: Any, name: str, data: bytes, follow: bool = True) -> Any:
    fields = {"csrf_token": browser.token(), "file": (io.BytesIO(data), name)}
    return browser.client.post(
        "/orders", data=fields, content_type="multipart/form-data", follow_redirects=follow,
        headers={"Accept": "text/html"},
    )  # fmt: skip


def finished(browser: Any, page: Any, seconds: float = 120) -> str:
    """The page of a change when it is over."""
    end = time.monotonic() + seconds
    while "data-poll" in page.text and time.monotonic() < end:
        time.sleep(0.2)
        page = browser.get(page.request.path)
    return str(page.text)


# --- the list -----------------------------------------------------------------------------------------------------


def test_the_list_is_searched_and_filtered(browser: Any) -> None:
    assert browser.get("/orders").text.count('<li class="order"') == 4
    for query in ("search=claire+joseph", "case=2:14-cv-00414", "search=2:14-cv-0414"):
        page = browser.get(f"/orders?{query}").text
        assert page.count('<li class="order"') == 1 and "Joseph v. Parciasepe" in page
    court = "United+States+District+Court+for+the+Eastern+District+of+California"
    assert browser.get(f"/orders?court={court}").text.count('<li class="order"') == 3
    assert "No order fits" in browser.get("/orders?search=nobody").text


def test_a_page_of_the_list_that_is_not_there(browser: Any) -> None:
    for number in ("0", "-1", "99", "x", "9" * 30, "²"):
        assert browser.get(f"/orders?page={number}").status_code == 200


# --- one order ----------------------------------------------------------------------------------------------------


def test_an_orders_page_shows_its_caption_and_fills_in_the_dates(browser: Any) -> None:
    page = browser.get(f"/orders/{OF}")
    assert "Allison Claire" in page.text and "Friday, June 24, 2016" in page.text
    assert "Depends on: date of service, way of service" in page.text
    filled = browser.get(f"/orders/{OF}?service_date=2016-06-27&service_method=mail").text
    assert "<strong>Thursday, July 14, 2016</strong>" in filled
    assert 'value="2016-06-27"' in filled and 'value="mail" checked' in filled


def test_facts_that_cannot_be_leave_the_page_standing(browser: Any) -> None:
    for facts in ("service_date=1990-01-01", "service_date=soon", "service_method=pigeon", "service_date=2016-02-31"):
        page = browser.get(f"/orders/{OF}?{facts}")
        assert page.status_code == 409 and 'role="alert"' in page.text and "Who must do what" in page.text


def test_every_line_has_one_anchor_and_all_words_are_on_the_paper(browser: Any) -> None:
    for row in browser.services.shelf.catalogue().rows():
        order = browser.services.shelf.order(row.id)
        lines = [line for sheet in sheets(order) for line in sheet.lines]
        names = [line.anchor for line in lines]
        assert len(set(names)) == len(names)
        printed = "".join(segment.text for line in lines for segment in line.segments)
        assert "".join(printed.split()) == "".join(order.text.split())
        for paragraph in order.paragraphs:
            assert anchors(order).at(paragraph.span.start)[0] in names


def test_lines_that_print_the_same_number_keep_apart() -> None:
    rows = [(1, 3, 3), (1, 3, 9), (1, None, 4), (1, 3, 9), (2, 3, 3)]
    pins = tuple(Pin(10 * at, 10 * at + 9, 10 * at, page, line, row) for at, (page, line, row) in enumerate(rows))
    made = Order("x", "x.txt", "text", "0", "", " " * 50, (), pins)
    names = anchors(made).names
    assert names[0] == "p1l3" and names[4] == "p2l3" and len(set(names)) == 5
    assert anchors(made).at(45) == ("p2l3", 2) and anchors(made).at(0) == ("p1l3", 1)


def test_marks_cut_lines_where_they_begin_and_end(browser: Any) -> None:
    order = browser.services.shelf.order(OF)
    start = order.text.index("notify the court within fourteen days")
    span = Span(start, start + len("notify the court within"))
    marked = [s for sheet in sheets(order, [span]) for line in sheet.lines for s in line.segments if s.cited]
    assert "".join(segment.text for segment in marked) == "notify the court within"


@pytest.mark.parametrize("mark", ["9-1", "-5", "a-b", "1", "99999999-999999999", "1-2,,3-", "٣-٤", "1-2" * 400])
def test_a_stale_or_mistyped_mark_shows_the_order_all_the_same(browser: Any, mark: str) -> None:
    assert browser.get(f"/orders/{OF}", query_string={"mark": mark, "page": mark}).status_code == 200


def test_a_stale_link_is_a_page_that_says_what_to_do(browser: Any) -> None:
    for address in ("/orders/nope", "/orders/nope/deadlines.ics", "/orders/nope/file", "/?order=nope", "/c/nope",
                    "/changes/nope", "/nope", f"/orders/{OF}/deadlines.ics?number=99"):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 404 and "<h1>" in page.text and "Ask a question" in page.text, address


def test_the_original_file_is_what_was_filed(browser: Any, corpus: Path) -> None:
    response = browser.get(f"/orders/{OF}/file")
    assert response.data == (corpus / f"{OF}.txt").read_bytes()
    response.close()
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_a_file_that_changed_since_is_not_given_out_as_the_order(own: Any) -> None:
    (own.services.settings.corpus / f"{OF}.txt").write_text("something else")
    assert own.get(f"/orders/{OF}/file").status_code == 404


def test_the_calendar_holds_all_dates_or_one(browser: Any) -> None:
    whole = browser.get("/orders/conner-v-alltin/deadlines.ics")
    assert whole.content_type == "text/calendar; charset=utf-8" and whole.data.count(b"BEGIN:VEVENT") >= 3
    number = re.search(r"deadlines\.ics\?number=(\d+)", browser.get("/orders/conner-v-alltin").text)
    assert number is not None
    one = browser.get(f"/orders/conner-v-alltin/deadlines.ics?number={number[1]}")
    assert one.data.count(b"BEGIN:VEVENT") == 1
    assert browser.get(f"/orders/{OF}/deadlines.ics").status_code == 409


def test_what_an_order_says_is_shown_and_never_run(made_of: Any) -> None:
    evil = "<script>alert(1)</script> <img src=x onerror=alert(1)>"
    text = ORDER.replace("ADA STONE", f"ADA {evil} STONE").replace("a status report", f"a {evil} report")
    browser = made_of(evil=text)
    for address in ("/orders", "/orders/evil", "/orders/evil/source", "/?order=evil", "/orders/evil/remove"):
        page = browser.get(address).text
        assert "<script>" not in page and "<img src=x" not in page, address
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in browser.get("/orders/evil").text


def test_a_long_order_is_shown_in_windows_and_its_links_say_which(made_of: Any) -> None:
    letters = [f"{chr(97 + number // 26) * 5}{chr(97 + number % 26) * 5}" for number in range(80)]
    pages = [f"The {word} was {word[::-1]} at {word[3:7]}.\n\nExhibit {word} follows." for word in letters[2:]]
    browser = made_of(long="\f".join([ORDER, *pages]))
    first = browser.get("/orders/long").text
    assert first.count('<section class="sheet') == WINDOW and "Later pages" in first and letters[70] not in first
    order = browser.services.shelf.order("long")
    place = order.text.index(f"Exhibit {letters[70]}")
    page = anchors(order).at(place)[1]
    shown = browser.get(f"/orders/long?page={page}&mark={place}-{place + 18}").text
    assert f">Exhibit {letters[70]}</mark>" in shown and "Earlier pages" in shown


# --- adding and removing ------------------------------------------------------------------------------------------


def test_an_order_is_added_asked_about_and_removed(own: Any) -> None:
    before = own.get("/orders").text.count('<li class="order"')
    page = send(own, "../../etc/Status Report (final).txt", ORDER.encode())
    assert "Status Report (final).txt" in page.text and "/etc" not in page.text
    assert own.ask("Who is the judge?", order=OF).status_code == 200, "others answer meanwhile"
    done = finished(own, page)
    assert "The order is here" in done
    assert own.get("/orders").text.count('<li class="order"') == before + 1
    answer = own.ask("When must the defendant file the status report?", order="status-report-final")
    assert own.headlines(answer)[-1] == "Monday, May 3, 2021"
    assert send(own, "again.txt", ORDER.encode()).request.path == "/orders/status-report-final", "the same file again"
    confirm = own.get("/orders/status-report-final/remove").text
    assert "Remove this order?" in confirm and (own.services.settings.corpus / "status-report-final.txt").exists()
    done = finished(own, own.post("/orders/status-report-final/remove"))
    assert "The order is removed" in done and own.get("/orders/status-report-final").status_code == 404
    assert not (own.services.settings.corpus / "status-report-final.txt").exists()


def test_a_zip_bomb_is_refused_by_the_reader_and_leaves_nothing(own: Any) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * (400 << 20))
    page = finished(own, send(own, "bomb.docx", data.getvalue()))
    assert "This file could not be added" in page
    assert not list(own.services.settings.corpus.glob("bomb*")) and own.get("/orders/bomb").status_code == 404
    assert str(own.services.settings.corpus) not in page


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "not a PDF inside"),
        ("a.txt", b"\x7fELF" + b"\0" * 64, "not text"),
        ("a.exe", b"MZ\0\0", "no reader"),
        ("a.txt", b"", "empty"),
        ("a.zip", b"PK\x03\x04" + b"\0" * 64, "a zip"),
    ],
)
def test_what_is_no_order_is_refused_at_once_by_its_content(browser: Any, name: str, data: bytes, said: str) -> None:
    page = send(browser, name, data)
    assert page.status_code == 422 and said in page.text and 'role="alert"' in page.text
    assert not list((browser.services.settings.data / "uploads").glob("*"))


def test_no_file_at_all(browser: Any) -> None:
    assert browser.post("/orders").status_code == 422


def test_a_file_over_the_limit_is_refused(make: Any, index: Path, corpus: Path, browser: Any) -> None:
    small = type(browser)(make(index, corpus, max_upload=50_000))
    page = send(small, "big.txt", b"so ordered " * 6_000)
    assert page.status_code in (413, 422) and "MB" in page.text
    page = send(small, "huge.txt", b"so ordered " * 30_000)
    assert page.status_code == 413 and "too large" in page.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../etc/passwd.txt", "passwd"), ("C:\\x\\Order 12.PDF", "order-12"), ("Über.txt", "uber"),
        ("<script>.txt", "script"), ("....", "order"), ("判決.pdf", "order"), ("a" * 300 + ".txt", "a" * 60),
    ],
)  # fmt: skip
def test_a_files_name_becomes_a_plain_id(name: str, expected: str) -> None:
    from pathlib import PureWindowsPath

    assert slug(PureWindowsPath(name).name) == expected


def test_an_id_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    (tmp_path / "Order.txt").write_text("x")
    (tmp_path / "order-2.pdf").write_text("x")
    assert free_id("order", tmp_path) == "order-3"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ({"error": "DiskFull", "message": "no room at /srv/index"}, "disk is full"),
        ({"error": "IndexBusy", "message": "/srv/index"}, "Another program"),
        ({"error": "MemoryError", "message": ""}, "more than the server can hold"),
        ({}, "could not be brought up to date"),
        ({"report": {"errors": ["x.txt: needs a password; save it again without one"]}}, "Needs a password"),
    ],
)  # fmt: skip
def test_a_change_that_fails_says_why_and_takes_the_file_back(
    own: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, outcome: dict[str, Any], said: str
) -> None:
    builder = own.services.builder
    monkeypatch.setattr(type(builder), "child_once", lambda self, job: outcome)
    monkeypatch.setattr("web.jobs.building.PATIENCE", 0.0)
    staged = tmp_path / "staged"
    staged.write_text("x")
    job = Job("add", "x.txt", order="x", path=own.services.settings.corpus / "x.txt", staged=staged)
    page = own.get(f"/changes/{builder.submit(job).id}")
    assert said in finished(own, page) and "/srv" not in page.text
    assert not job.path.exists() and not staged.exists()  # type: ignore[union-attr]
