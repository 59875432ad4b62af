"""The chat without scripts: asking, facts, orders to choose from, two tabs, feedback."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace
from typing import Any

from made import made_order

from indexer.provisions.provisions import find_provisions
from web.orders.suggestions import questions

QUESTION = "When must defendant notify the court?"
OF = "joseph-v-parciasepe"
SERVED = {"service_date": "2016-06-27", "service_method": "mail"}


def test_a_yes_or_no_stands_large_over_the_orders_words(browser: Any) -> None:
    page = browser.ask("Can the court issue a Rule 68 offer?")
    assert browser.headlines(page) == ["No."]
    assert 'class="short"' in page.text
    assert "<q>Rule 68 does not provide for any involvement by the court" in page.text


def test_a_citation_leads_to_its_marked_line(browser: Any) -> None:
    page = browser.ask("When must defense counsel contact the plaintiff?")
    link = html.unescape(re.search(r'<a class="cite" href="([^"]+)"', page.text)[1])  # type: ignore[index]
    assert re.fullmatch(r"/orders/flynn-v-canlas\?mark=\d+-\d+#p2l1", link)
    order = browser.get(link.partition("#")[0]).text
    line = re.search(r'id="p2l1".*?</div>', order, re.DOTALL)[0]  # type: ignore[index]
    assert "<mark" in line and "Defense counsel is directed to contact" in line


def test_missing_facts_are_asked_for_one_at_a_time_and_settle_the_date(browser: Any) -> None:
    asked = browser.ask(QUESTION)
    assert browser.headlines(asked) == ["On what day was the order served?"]
    assert 'type="date" name="service_date"' in asked.text and 'name="service_method"' not in asked.text
    key = browser.last(asked)
    next_ = browser.post("/ask", conversation=key, turn="1", seen="1", facts="1", service_date="2016-06-27")
    assert browser.headlines(next_)[1] == "How was it served?"
    assert next_.text.count('type="radio" name="service_method"') == 5
    answered = browser.post("/ask", conversation=key, turn="2", seen="2", facts="1", service_method="mail")
    assert browser.headlines(answered)[2] == "Thursday, July 14, 2016"
    assert "That was 9 years ago." in answered.text
    assert "Fed. R. Civ. P. 6(d)" in answered.text and "How the days were counted" in answered.text
    link = html.unescape(re.search(r'href="([^"]+deadlines\.ics[^"]+)"', answered.text)[1])  # type: ignore[index]
    assert b"DTSTART;VALUE=DATE:20160714" in browser.get(link).data


def test_who_does_not_know_is_shown_the_safe_date(browser: Any) -> None:
    page = browser.ask(QUESTION).text
    assert "I don’t know</summary>" in page
    assert "the safe date is Friday, July 8, 2016, the earliest that it can be." in page


def test_an_answer_is_saved_as_a_file_that_needs_no_server(browser: Any) -> None:
    key = browser.last(browser.ask(QUESTION, order=OF))
    browser.post("/ask", conversation=key, turn="1", facts="1", **SERVED)
    link = f"/c/{key}/turns/2/answer.html"
    assert f'href="{link}"' in browser.get(f"/c/{key}").text
    saved = browser.get(link)
    assert saved.headers["Content-Disposition"].startswith("attachment; filename=")
    text = saved.text
    assert "<h1>Thursday, July 14, 2016</h1>" in text and "<blockquote>“" in text and "not legal advice" in text
    assert "Date of service: Monday, June 27, 2016" in text and "Fed. R. Civ. P. 6(d)" in text
    assert not re.search(r"href=|src=|<script|http", text)
    assert type(browser)(browser.client.application).get(link).status_code == 404, "another person's"


def test_a_fact_that_cannot_be_is_said_in_the_page(browser: Any) -> None:
    asked = browser.ask(QUESTION)
    early = {**SERVED, "service_date": "2016-06-01"}
    page = browser.post("/ask", conversation=browser.last(asked), turn="1", facts="1", **early)
    assert page.status_code == 409 and 'role="alert"' in page.text and "Friday, June 24, 2016" in page.text


def test_several_orders_are_offered_and_one_is_chosen(browser: Any) -> None:
    asked = browser.ask("Who is the judge?")
    assert browser.headlines(asked) == ["Which order do you mean?"]
    assert asked.text.count('class="choice"') == 4
    chosen = browser.post("/ask", conversation=browser.last(asked), turn="1", order=OF)
    assert "Allison Claire" in browser.headlines(chosen)[1]


def test_silence_looks_different_from_an_answer(browser: Any) -> None:
    page = browser.ask("What is the weather?")
    assert '<article class="card silent"' in page.text and 'class="short"' not in page.text
    assert browser.headlines(page) == ["I found nothing in the orders that answers this."]
    assert '<ul class="rows near">' in page.text and page.text.count("<q>") == 3


def test_a_follow_up_knows_what_was_settled(browser: Any) -> None:
    key = browser.last(browser.ask(QUESTION, order=OF))
    browser.ask("June 27, 2016, by mail", conversation=key)
    again = browser.ask("What if it was served by hand?", conversation=key)
    assert browser.headlines(again)[1:] == ["Thursday, July 14, 2016", "Monday, July 11, 2016"]


def test_asking_all_orders_again_lets_go_of_the_chosen_one(browser: Any) -> None:
    first = browser.ask("Who is the judge?", order=OF)
    key = browser.last(first)
    assert browser.services.conversations.heads(browser.services_owner(key))[0].state.pinned
    again = browser.ask("Who is the judge?", conversation=key, order="", was="1")
    assert browser.headlines(again)[1] == "Which order do you mean?"


def test_two_tabs_lose_nothing_of_each_other(browser: Any) -> None:
    first = browser.ask(QUESTION)
    key = browser.last(first)
    browser.ask("Who is the judge?", conversation=key, seen="1")
    page = browser.ask("What is the weather?", conversation=key, seen="1")
    assert len(browser.headlines(page)) == 3
    assert "went on in another tab" in page.text


def test_a_conversation_deleted_in_another_tab_keeps_the_question_typed(browser: Any) -> None:
    key = browser.last(browser.ask(QUESTION))
    browser.post(f"/c/{key}/delete")
    page = browser.ask("Who <b>is</b> the judge?", conversation=key)
    assert page.status_code == 404 and "Who &lt;b&gt;is&lt;/b&gt; the judge?</textarea>" in page.text


def test_two_writers_at_once_are_told_apart_by_version(browser: Any, app: Any) -> None:
    import datetime as dt

    store = browser.services.conversations
    head = store.start("someone")
    stale = store.head("someone", head.id)
    answer: dict[str, Any] = {"text": "x"}
    assert store.add("someone", head, "one?", dt.date(2026, 1, 5), answer) == 1
    assert store.add("someone", stale, "two?", dt.date(2026, 1, 5), answer) is None


def test_a_thumb_is_stored_with_the_whole_record(browser: Any) -> None:
    key = browser.last(browser.ask(QUESTION, order=OF))
    browser.post("/ask", conversation=key, turn="1", facts="1", **SERVED)
    page = browser.post(f"/c/{key}/turns/2/feedback", thumb="down", note="it was Tuesday")
    assert "Marked as wrong" in page.text
    record = list(browser.services.conversations.feedback())[-1]
    assert record["thumb"] == "down" and record["note"] == "it was Tuesday"
    assert record["answer"]["value"] == {"type": "date", "value": "2016-07-14"}
    assert record["facts"]["service_date"] == "2016-06-27" and record["today"] == "2026-01-05"
    assert record["before"] == [QUESTION] and "owner" not in record


def test_no_question_is_a_clear_error(browser: Any) -> None:
    for question, said in (("  ", "empty"), ("why " * 600, "2,000")):
        page = browser.ask(question)
        assert page.status_code == 400 and said in page.text


def test_suggestions_come_from_the_open_order_and_are_answered(browser: Any) -> None:
    page = browser.get(f"/?order={OF}").text
    suggested = re.findall(r'name="question" value="([^"]+)"', page)
    assert "When must defendant notify the court?" in map(html.unescape, suggested)
    for question in suggested:
        answer = browser.ask(html.unescape(question), order=OF)
        assert 'class="card silent"' not in answer.text, question


def test_conversations_are_listed_renamed_taken_along_and_deleted(browser: Any) -> None:
    key = browser.last(browser.ask(QUESTION))
    browser.post(f"/c/{key}/rename", title="  Mail <rule> ")
    assert "Mail &lt;rule&gt;" in browser.get("/conversations").text
    markdown = browser.get(f"/c/{key}/export.md")
    assert markdown.text.startswith("# Mail \\<rule\\>") and "not legal advice" in markdown.text
    whole = json.loads(browser.get(f"/c/{key}/export.json").text)
    assert whole["turns"][0]["answer"]["status"] == "needs_facts"
    assert browser.get(f"/c/{key}/delete").text.count(key) and browser.post(f"/c/{key}/delete").status_code == 200
    assert browser.get(f"/c/{key}").status_code == 404


def test_forget_everything_leaves_nothing_in_the_file(browser: Any) -> None:
    key = browser.last(browser.ask("Who signs the zanzibar statement?"))
    browser.post(f"/c/{key}/turns/1/feedback", thumb="up", note="zanzibar")
    browser.post("/forget")
    assert browser.get(f"/c/{key}").status_code == 404
    store = browser.services.conversations
    store.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"zanzibar" not in store.path.read_bytes()


def test_a_conversation_is_its_owners_alone(browser: Any, app: Any) -> None:
    key = browser.last(browser.ask(QUESTION))
    other = type(browser)(app)
    assert other.get(f"/c/{key}").status_code == 404
    assert other.get(f"/c/{key}/export.json").status_code == 404
    assert other.post(f"/c/{key}/delete").status_code == 404
    assert other.post(f"/c/{key}/turns/1/feedback", thumb="up").status_code == 404
    assert browser.get(f"/c/{key}").status_code == 200


def test_what_nobody_may_do_is_asked_of_anybody() -> None:
    order = made_order(
        "No party may serve more than ten subpoenas.\n\nA response is due in a week; no reply is permitted."
    )
    asked = list(questions(replace(order, provisions=find_provisions(order))))
    assert "May any party serve more than ten subpoenas?" in asked
    assert not any("may no" in question.lower() for question in asked)
