"""The API: what the OpenAPI document says is so, whatever is sent."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode

from web.api.openapi import document

OF = "joseph-v-parciasepe"


OPERATIONS = [
    (method, path, mode)
    for path, methods in document("")["paths"].items()
    for method, described in methods.items()
    for mode in GenerationMode
    # Where only a text in the address is taken, nothing can be sent that is not as described.
    if mode is GenerationMode.POSITIVE
    or "requestBody" in described
    or any(one["in"] == "query" for one in described.get("parameters", ()))
]


@pytest.mark.parametrize(("method", "path", "mode"), OPERATIONS)
def test_every_operation_answers_as_described(app: Any, method: str, path: str, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    strategy = schema[path][method.upper()].as_strategy(generation_mode=mode)

    @given(case=strategy)
    @settings(
        max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def run(case: Any) -> None:
        case.call_and_validate()

    run()


def test_ask_gives_the_dictionary_of_the_command_line(browser: Any, assistant: Any) -> None:
    asked = {"question": "When must defendant notify the court?", "order": OF,
             "facts": {"service_date": "2016-06-27", "service_method": "mail"}}  # fmt: skip
    given = browser.client.post("/api/v1/ask", json=asked)
    assert given.status_code == 200 and given.json["value"] == {"type": "date", "value": "2016-07-14"}
    today = browser.services.settings.today()
    assert given.json == assistant.ask(asked["question"], OF, asked["facts"], today).to_dict()
    kept = browser.client.get("/api/v1/conversations").json
    assert kept == {"conversations": [], "total": 0}, "nothing is kept unasked"


def test_a_conversation_by_the_api_is_the_one_at_the_page(browser: Any) -> None:
    begun = browser.client.post("/api/v1/conversations", json={"title": "Service"})
    key = begun.json["id"]
    assert begun.status_code == 201 and begun.headers["Location"].endswith(key)
    asked = {"question": "When must defendant notify the court?", "order": OF, "conversation": key}
    assert browser.client.post("/api/v1/ask", json=asked).json["turn"] == 1
    then = browser.client.post("/api/v1/ask", json={"question": "June 27, 2016, by mail", "conversation": key}).json
    assert then["value"] == {"type": "date", "value": "2016-07-14"} and then["turn"] == 2
    assert "Thursday, July 14, 2016" in browser.headlines(browser.get(f"/c/{key}"))
    whole = browser.client.get(f"/api/v1/conversations/{key}").json
    assert [turn["number"] for turn in whole["turns"]] == [1, 2] and whole["title"] == "Service"
    assert browser.client.patch(f"/api/v1/conversations/{key}", json={"title": "Mail"}).json["title"] == "Mail"
    assert browser.client.delete(f"/api/v1/conversations/{key}").status_code == 204
    assert browser.client.get(f"/api/v1/conversations/{key}").status_code == 404


def test_orders_deadlines_and_calendar(browser: Any) -> None:
    found = browser.client.get("/api/v1/orders?search=claire").json
    assert found["total"] == 1 and found["orders"][0]["id"] == OF
    order = browser.client.get(f"/api/v1/orders/{OF}").json
    assert order["caption"]["filed"] == "2016-06-24" and order["paragraphs"][0]["label"] == "caption"
    rows = browser.client.get(f"/api/v1/orders/{OF}/deadlines?service_date=2016-06-27&service_method=mail").json
    assert rows["deadlines"][0]["due"] == "2016-07-14"
    later = "service_date=2016-06-27&fact=service_date=2016-06-28"
    told = browser.client.get(f"/api/v1/orders/{OF}/deadlines?{later}").json
    assert told["deadlines"][0]["due"] != "2016-07-14"
    calendar = browser.client.get(f"/api/v1/orders/{OF}/deadlines.ics?service_date=2016-06-27&service_method=mail")
    assert calendar.mimetype == "text/calendar" and b"20160714" in calendar.data


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ({}, 400, "question"),
        ({"question": " "}, 400, "question"),
        ({"question": 3}, 400, "question"),
        ({"question": "x", "colour": "red"}, 400, "colour"),
        ({"question": "x", "facts": {"service_method": "pigeon"}}, 400, "service_method"),
        ({"question": "x", "facts": {"when": "now"}}, 400, "when"),
        ({"question": "x", "facts": {"service_date": "2016-02-31"}}, 400, "service_date"),
        ({"question": "x", "today": "now"}, 400, "today"),
        ({"question": "x\ud800"}, 400, "body"),
        ([1], 400, "object"),
        ({"question": "When is it due?", "order": OF, "facts": {"service_date": "2001-01-01"}}, 409, "2016"),
        ({"question": "x", "order": "nope"}, 404, "No such order"),
        ({"question": "x", "conversation": "nope"}, 404, "not here"),
    ],
)  # fmt: skip
def test_a_bad_request_names_the_field(browser: Any, sent: Any, status: int, field: str) -> None:
    response = browser.client.post("/api/v1/ask", json=sent)
    assert response.status_code == status and response.mimetype == "application/problem+json"
    assert response.json["status"] == status and field in response.text


def test_other_kinds_of_content(browser: Any) -> None:
    post = browser.client.post
    assert post("/api/v1/ask", data="question=x").status_code == 415
    assert post("/api/v1/ask", data="{", content_type="application/json").status_code == 400
    assert post("/api/v1/ask", data="[" * 100_000, content_type="application/json").status_code == 400
    assert post("/api/v1/ask", data=b" " * 300_000, content_type="application/json").status_code == 413
    assert post("/api/v1/ask?x=1", json={"question": "x"}).status_code == 400
    assert browser.client.put("/api/v1/ask", json={}).status_code == 405
    assert browser.client.get("/api/v1/nope").mimetype == "application/problem+json"
