"""The pages in a real browser: asking, dates, sources, adding an order, keyboard, no scripts, phones, dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from papers import Text, pdf

expect = pytest.importorskip("playwright.sync_api", reason="NO PLAYWRIGHT: THE PAGES WERE NOT TRIED").expect

OF = "joseph-v-parciasepe"
QUESTION = "When must defendant notify the court?"
Open = Callable[..., Any]


def ask(page: Any, question: str) -> None:
    turns = page.locator(".turn").count()
    page.fill("#question", question)
    page.click(".ask button")
    page.locator(f"#t{turns + 1} .card").wait_for()


def headline(page: Any) -> str:
    return str(page.locator(".turn").last.locator("h2").inner_text())


def in_view(page: Any, selector: str) -> bool:
    return bool(
        page.locator(selector).first.evaluate(
            "e => { const r = e.getBoundingClientRect(); return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight }"
        )
    )


def broader(page: Any) -> int:
    """By how many pixels the page is broader than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_the_two_questions_of_the_readme_without_a_reload(page: Any) -> None:
    page.goto("/")
    page.evaluate("window.stayed = true")
    ask(page, "Can the court issue a Rule 68 offer?")
    assert headline(page) == "No."
    assert re.search(r"/c/[\w-]+#t1$", page.url)
    ask(page, QUESTION)
    assert headline(page) == "On what day was the order served?"
    page.click("#t2 >> text=I don’t know")
    assert page.locator("#t2 >> text=the safe date is Friday, July 8, 2016").is_visible()
    page.fill("input[name=service_date]", "2016-06-27")
    page.click("#t2 >> text=Continue")
    page.locator("#t3").wait_for()
    assert headline(page) == "How was it served?"
    page.check("#t3 >> input[value=mail]")
    page.click("#t3 >> text=Continue")
    page.locator("#t4").wait_for()
    assert headline(page) == "Thursday, July 14, 2016"
    page.click("#t4 >> text=How the days were counted")
    assert page.locator("#t4 >> text=Fed. R. Civ. P. 6(d)").first.is_visible()
    assert page.evaluate("window.stayed") is True
    page.go_back()
    page.wait_for_url(re.compile("#t3$"))


def test_a_citation_is_followed_to_its_marked_line(page: Any, opened: Open) -> None:
    page.goto(f"/?order={OF}")
    ask(page, "Was the request denied?")
    link = page.locator("#t1 .sources a").first
    shared = link.get_attribute("href")
    link.click()
    page.wait_for_timeout(600)
    assert page.locator("#source mark").first.is_visible() and in_view(page, "#source mark")
    other = opened()
    other.goto(shared)
    assert in_view(other, "mark") and in_view(other, f"#{shared.partition('#')[2]}")


def test_the_dates_go_to_the_calendar(page: Any) -> None:
    page.goto(f"/orders/{OF}")
    page.fill("input[name=service_date]", "2016-06-27")
    page.check("input[value=mail]")
    page.click("text=Fill in the dates")
    page.locator("td > strong >> text=Thursday, July 14, 2016").wait_for()
    with page.expect_download() as download:
        page.click("text=All dates to the calendar")
    text = Path(download.value.path()).read_bytes()
    assert download.value.suggested_filename == f"{OF}.ics" and b"DTSTART;VALUE=DATE:20160714" in text


def status_report() -> bytes:
    lines = ["UNITED STATES DISTRICT COURT", "EASTERN DISTRICT OF WISCONSIN", "", "ADA STONE,", "Plaintiff,", "v.",
             "RIVER MILL, INC.,", "Defendant.", "", "Case No. 2:19-cv-00123", "", "ORDER", "",
             "IT IS ORDERED that the defendant shall file a status report by May 3, 2021.", "",
             "Dated: April 1, 2021"]  # fmt: skip
    return pdf([Text(72, 720 - 20 * number, line) for number, line in enumerate(lines) if line])


def test_a_pdf_is_added_asked_about_and_removed(page: Any) -> None:
    page.goto("/orders")
    file = {"name": "Status Report.pdf", "mimeType": "application/pdf", "buffer": status_report()}
    page.set_input_files("#file", file)
    page.click(".drop button")
    page.locator("text=The order is here").wait_for(timeout=90_000)
    page.click("text=Ask about it")
    ask(page, "When must the defendant file the status report?")
    assert headline(page) == "Monday, May 3, 2021"
    page.goto("/orders/status-report")
    page.click("text=Remove")
    page.click("text=Remove the order")
    page.locator("text=The order is removed").wait_for(timeout=90_000)


def test_a_file_that_is_dropped_and_is_no_order_is_refused_in_the_page(page: Any) -> None:
    page.goto("/orders")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])], "scan.pdf"));
          document.querySelector(".drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
        }"""
    )
    page.locator("[role=alert] >> text=not a PDF inside").wait_for()


def test_the_list_narrows_as_one_types(page: Any) -> None:
    page.goto("/orders")
    page.fill("#search", "claire")
    expect(page.locator("li.order")).to_have_count(1)
    assert "search=claire" in page.url


def test_by_keyboard_alone(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur(); document.body.focus()")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "question":
            break
        page.keyboard.press("Tab")
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#t1").wait_for()
    assert page.evaluate("document.activeElement.id") == "h1", "the answer is where the keyboard is"
    for _ in range(12):
        if page.evaluate("document.activeElement.name") == "service_date":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("06272016")
    page.keyboard.press("Enter")
    page.locator("#t2").wait_for()
    for _ in range(12):
        if page.evaluate("document.activeElement.name") == "service_method":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "mail"
    page.keyboard.press("Enter")
    page.locator("#t3").wait_for()
    assert headline(page) == "Thursday, July 14, 2016"
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_without_scripts(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.goto("/")
    page.fill("#question", QUESTION)
    page.click(".ask button")
    assert page.locator("#t1 h2").inner_text() == "On what day was the order served?"
    page.fill("input[name=service_date]", "2016-06-27")
    page.click("text=Continue")
    page.check("#t2 >> input[value=mail]")
    page.click("#t2 >> text=Continue")
    assert page.locator("#t3 h2").inner_text() == "Thursday, July 14, 2016"
    page.click("#t3 .sources a >> nth=0")
    assert page.url.partition("?")[0].endswith(f"/orders/{OF}") and in_view_without_scripts(page)
    page.goto("/orders")
    page.set_input_files("#file", {"name": "x.zip", "mimeType": "application/zip", "buffer": b"PK\x05\x06"})
    page.click(".drop button")
    assert page.locator("[role=alert]").is_visible()


def in_view_without_scripts(page: Any) -> bool:
    box = page.locator("mark").first.bounding_box()
    return box is not None and 0 <= box["y"] <= 800


PAGES = ["/", f"/?order={OF}", "/orders", f"/orders/{OF}", "/orders/conner-v-alltin", f"/orders/{OF}/remove",
         "/conversations", "/forget", "/enter", "/orders/nope"]  # fmt: skip


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing(opened: Open, scheme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(color_scheme=scheme, viewport={"width": width, "height": 800})
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

    def check(where: str) -> None:
        found = Axe().run(page, options=rules)
        assert found.violations_count == 0, f"{where}: {found.generate_report()}"
        assert broader(page) == 0, f"{where} is broader than its window"

    for address in PAGES:
        page.goto(address)
        check(address)
    page.goto("/")
    for question in (QUESTION, "Who is the judge?", "What is the weather?", "Was the request denied?"):
        ask(page, question)
        for fold in page.locator("summary").all():
            fold.click()
        check(question)
    page.goto("/conversations")
    page.click("summary >> nth=0")
    check("conversations")


def test_on_a_phone(opened: Open) -> None:
    page = opened(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto("/")
    ask(page, "When must defense counsel contact the plaintiff?")
    assert broader(page) == 0 and in_view(page, "#t1 h2")
    pane, talk = page.locator("#source").bounding_box(), page.locator(".talk").bounding_box()
    assert pane["y"] >= talk["y"] + talk["height"] - 1, "the order stands below the answers"
    page.locator("#t1 .sources a").first.click()
    page.wait_for_timeout(600)
    assert in_view(page, "#source mark")
    assert page.locator(".composer").evaluate("e => getComputedStyle(e).position") == "static"
    shapes = page.locator("#source .shaped .words").evaluate_all("all => all.map(e => e.getClientRects().length)")
    assert shapes and set(shapes) == {1}, "a numbered line is one line"
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .top a, select, summary, .second')].filter(e => {
             const r = e.getBoundingClientRect(); return r.width && (r.height < 24 || r.width < 24) }).length"""
    )
    assert small == 0, "targets are at least 24 pixels"


def test_dark_is_dark(opened: Open) -> None:
    def lightness(scheme: str) -> int:
        page = opened(color_scheme=scheme)
        page.goto("/")
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert lightness("dark") < 120 < 600 < lightness("light")


def test_on_paper_only_the_answers_are_left(page: Any) -> None:
    page.goto("/")
    ask(page, "When must defense counsel contact the plaintiff?")
    page.emulate_media(media="print")
    assert not page.locator(".composer").is_visible() and not page.locator(".top").is_visible()
    assert page.locator("#t1 h2").is_visible() and page.locator("#source mark").first.is_visible()
    assert not page.locator(".suggestions").first.is_visible() and not page.locator("form >> visible=true").count()
    assert len(page.pdf()) > 1000


def test_the_first_view_is_quick(page: Any) -> None:
    times = []
    for _ in range(8):
        page.goto("/")
        page.wait_for_timeout(250)  # the browser notes a paint a little after it
        times.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    assert min(times) < 300, times
    weight = page.evaluate("performance.getEntries().reduce((sum, one) => sum + (one.transferSize || 0), 0)")
    assert weight < 100_000


def test_a_server_that_is_gone_is_said_and_the_question_stays(page: Any) -> None:
    page.goto("/")
    page.context.set_offline(True)
    page.fill("#question", QUESTION)
    page.click(".ask button")
    page.locator(".ask [role=alert] >> text=cannot be reached").wait_for()
    assert page.input_value("#question") == QUESTION
    page.context.set_offline(False)
    page.click(".ask button")
    page.locator("#t1").wait_for()


def test_a_thumb_with_a_note(page: Any) -> None:
    page.goto(f"/?order={OF}")
    ask(page, "Who is the judge?")
    page.click("text=Was this right?")
    page.fill("#t1 textarea", "quick")
    page.click("#t1 button[value=up]")
    page.locator("text=Marked as right").wait_for()
