"""The description of the API that clients read: OpenAPI 3.1."""

from __future__ import annotations

from typing import Any, get_args

from assistant.answer import Kind, Manner, Status
from assistant.blocks import Block
from assistant.deadlines.sides import SIDES
from assistant.engine import LONGEST_QUESTION
from assistant.question.facts import METHODS
from web.api.input import DATE, FACT_DATE, FACT_PAIR, FACT_TIME, TIME
from web.chat.facts import MOST
from web.orders.duelist import STATES
from web.pages.deadlines import KIND_WORDS, MOST_DAYS
from web.storage.conversations import TITLE_LENGTH

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
DAY: Schema = {"type": "string", "format": "date", "pattern": DATE}
NUMBER: Schema = {"type": "integer"}


def maybe(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def several(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def record(properties: dict[str, Schema], needed: list[str] | None = None, closed: bool = False) -> Schema:
    """An object; needed: None means all."""
    made: Schema = {
        "type": "object", "properties": properties, "required": list(properties) if needed is None else needed,
    }  # fmt: skip
    if closed:
        made["additionalProperties"] = False
    return made


FACTS: Schema = {
    "type": "object",
    "description": "Facts from outside the orders: the date and way of service, and dates of other events.",
    "properties": {"service_method": {"type": "string", "enum": list(METHODS)}},
    "patternProperties": {FACT_DATE: DAY, FACT_TIME: {"type": "string", "pattern": TIME}},
    "additionalProperties": False,
    "maxProperties": MOST,
    "example": {"service_date": "2017-10-30", "service_method": "mail"},
}
TITLE: Schema = {"type": "string", "minLength": 1, "maxLength": TITLE_LENGTH, "pattern": r"\S"}

SCHEMAS: dict[str, Schema] = {
    "Problem": record({"type": TEXT, "title": TEXT, "status": NUMBER, "detail": TEXT}),
    "Citation": record({
        "order": TEXT, "paragraph": TEXT, "page": maybe(NUMBER), "lines": maybe(TEXT), "start": NUMBER, "end": NUMBER,
        "quote": TEXT, "star": maybe(TEXT),
    }),
    "Step": record({"reason": TEXT, "date": maybe(TEXT), "cite": TEXT}),
    "Need": record({"fact": TEXT, "prompt": TEXT, "choices": several(TEXT)}),
    "Candidate": record({"order": TEXT, "title": TEXT}),
    "Alternative": record({"date": TEXT, "if": TEXT}),
    "Block": record({"type": {"type": "string", "enum": [block.type for block in get_args(Block)]}}),
    "Answer": record(
        {
            "question": TEXT, "status": {"type": "string", "enum": list(get_args(Status))},
            "manner": {"enum": [*get_args(Manner), None]}, "kind": {"enum": [*get_args(Kind), None]}, "text": TEXT,
            "blocks": several(ref("Block")),
            "value": maybe(record({"type": TEXT, "value": {}}, ["type", "value"])),
            "citations": several(ref("Citation")), "order": maybe(TEXT), "needs": several(ref("Need")),
            "candidates": several({"anyOf": [ref("Candidate"), ref("Citation")]}), "steps": several(ref("Step")),
            "alternatives": several(ref("Alternative")), "safe_date": maybe(TEXT), "notes": several(TEXT),
            "related": several(ref("Citation")), "answerer": maybe(TEXT), "score": {"type": "number"},
            "conversation": TEXT, "turn": NUMBER,
        },
        [
            "question", "status", "manner", "kind", "text", "blocks", "value", "citations", "order", "needs",
            "candidates", "steps",
        ],
    ),
    "OrderRow": record(
        {
            "id": TEXT, "file": TEXT, "sha256": TEXT, "case_name": maybe(TEXT), "title": maybe(TEXT),
            "docket_number": maybe(TEXT), "docket_normal": maybe(TEXT), "judge": maybe(TEXT), "court": maybe(TEXT),
            "filed": maybe(DAY), "parties": several(TEXT), "paragraphs": NUMBER, "sentences": NUMBER,
        }
    ),
    "Order": record({
        "id": TEXT, "format": TEXT, "sha256": TEXT, "pages": NUMBER,
        "caption": record({
            "court": maybe(TEXT), "case_name": maybe(TEXT), "title": maybe(TEXT), "docket_number": maybe(TEXT),
            "judge": maybe(TEXT), "judge_title": maybe(TEXT), "filed": maybe(DAY),
            "parties": several(record({"name": TEXT, "role": TEXT})),
        }),
        "paragraphs": several(record({
            "label": TEXT, "kind": TEXT, "heading": maybe(TEXT), "page": maybe(NUMBER), "lines": maybe(TEXT),
            "start": NUMBER, "end": NUMBER, "text": TEXT,
        })),
        "warnings": several(TEXT),
    }),
    "Deadline": record(
        {
            "order": TEXT, "number": NUMBER, "role": TEXT, "due": maybe(TEXT), "window": maybe(several(DAY)),
            "weekday": maybe(TEXT), "actor": maybe(TEXT), "act": TEXT, "subject": TEXT, "status": TEXT,
            "days": maybe(NUMBER), "source": TEXT, "citations": several(ref("Citation")), "tied": several(NUMBER),
            "governs": {"type": "boolean"}, "conditional": maybe(TEXT), "soft": {"type": "boolean"},
            "needs": several(ref("Need")), "alternatives": several(ref("Alternative")), "safe_date": maybe(TEXT),
            "notes": several(TEXT), "steps": several(ref("Step")),
            "when": TEXT, "start": NUMBER, "end": NUMBER,
            "state": {"type": "string", "enum": ["live", "ended", "past"]}, "instead": maybe(NUMBER),
            "what": TEXT, "who": maybe(TEXT), "trigger": maybe(TEXT),
        }
    ),
    "TimeNote": record({"when": TEXT, "start": NUMBER, "end": NUMBER, "reason": TEXT, "citation": ref("Citation")}),
    "Deadlines": record({
        "order": TEXT, "title": TEXT, "today": maybe(DAY), "deadlines": several(ref("Deadline")),
        "history": several(ref("TimeNote")), "not_understood": several(ref("TimeNote")),
    }),
    "Listed": record({
        "part": {"type": "string", "enum": list(STATES)}, "order": TEXT, "title": TEXT, "docket_number": maybe(TEXT),
        "quote": TEXT, "page": maybe(NUMBER), "lines": maybe(TEXT), "source": TEXT,
        "sides": several({"type": "string", "enum": list(SIDES)}), "reason": maybe(TEXT),
        "deadline": maybe(ref("Deadline")),
    }),
    "Conversation": record({"id": TEXT, "title": TEXT, "created": TEXT, "updated": TEXT, "turns": NUMBER}),
    "Turn": record({
        "number": NUMBER, "asked": TEXT, "question": TEXT, "facts": {"type": "object"}, "today": DAY,
        "answer": ref("Answer"), "thumb": maybe({"type": "string", "enum": ["up", "down"]}), "note": maybe(TEXT),
    }),
    "WholeConversation": record({
        "id": TEXT, "title": TEXT, "created": TEXT, "updated": TEXT, "turns": several(ref("Turn")),
    }),
}  # fmt: skip

MEANING = {
    400: "The request is not as described", 401: "A password is needed", 403: "Sent from another site",
    404: "It is not here", 409: "The facts contradict the order or the calendar", 413: "Too large",
    415: "Not JSON", 429: "Too many requests", 503: "The index is missing or being made", 507: "The disk is full",
}  # fmt: skip


def answers(status: int, meaning: str, schema: Schema | None, *problems: int, kind: str = "application/json") -> Schema:
    """The responses of an operation: the good one, then problems; 400, 401 and 503 can always be."""
    good: Schema = {"description": meaning}
    if schema is not None:
        good["content"] = {kind: {"schema": schema}}
    made = {str(status): good}
    for problem in sorted({*problems, 400, 401, 503}):
        content = {"application/problem+json": {"schema": ref("Problem")}}
        made[str(problem)] = {"description": MEANING[problem], "content": content}
    return made


def sent(schema: Schema) -> Schema:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def parameter(name: str, schema: Schema, description: str, where: str = "query") -> Schema:
    made: Schema = {"name": name, "in": where, "description": description, "schema": schema}
    return made | {"required": True} if where == "path" else made


ID = [parameter("order_id", {"type": "string", "minLength": 1}, "An order's id", "path")]
KEY = [parameter("key", {"type": "string", "minLength": 1}, "A conversation's id", "path")]
FACT_PARAMETERS = [
    parameter("service_date", DAY, "When the order was served"),
    parameter("service_method", {"type": "string", "enum": list(METHODS)}, "How it was served"),
    parameter("fact", {"type": "array", "maxItems": MOST, "items": {"type": "string", "pattern": FACT_PAIR}},
              "Another fact as NAME=VALUE, such as conference_date=2017-11-15; may be repeated"),
]  # fmt: skip
WINDOW = [
    parameter("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}, "How many"),
    parameter("offset", {"type": "integer", "minimum": 0, "maximum": 1000000, "default": 0}, "From where"),
]
SHORT: Schema = {"type": "string", "maxLength": 300}


def operation(
    name: str, summary: str, responses: Schema, parameters: list[Schema] | None = None, **more: Any
) -> Schema:
    made: Schema = {"operationId": name, "summary": summary, "responses": responses, **more}
    return made | {"parameters": parameters} if parameters else made


def document(server: str) -> Schema:
    """The whole document. server: the address under which the paths lie, such as "/api/v1"."""
    question = {
        "question": {"type": "string", "minLength": 1, "maxLength": LONGEST_QUESTION, "pattern": r"\S"},
        "order": maybe(SHORT), "facts": maybe(FACTS), "today": maybe(DAY), "conversation": maybe(SHORT),
    }  # fmt: skip
    paths = {
        "/ask": {"post": operation(
            "ask", "Ask a question about the orders, or about one of them",
            answers(200, "The answer", ref("Answer"), 403, 404, 409, 413, 415, 429, 507),
            requestBody=sent(record(question, ["question"], closed=True)),
        )},
        "/orders": {"get": operation(
            "listOrders", "The orders",
            answers(200, "They", record({"total": NUMBER, "orders": several(ref("OrderRow"))})),
            [
                parameter("search", SHORT, "Words of the caption, all of which must be there"),
                parameter("court", SHORT, "The court's whole name"),
                parameter("case", SHORT, "The docket number in its normal form, such as 1:16-cv-01234"),
                *WINDOW,
            ],
        )},
        "/orders/{order_id}": {"get": operation(
            "getOrder", "One order: caption and paragraphs", answers(200, "The order", ref("Order"), 404), ID,
        )},
        "/orders/{order_id}/deadlines": {"get": operation(
            "getDeadlines", "Who must do what by when", answers(200, "The dates", ref("Deadlines"), 404, 409),
            [*ID, *FACT_PARAMETERS, parameter("today", DAY, "Say how many days are left, as of this day")],
        )},
        "/deadlines": {"get": operation(
            "listDeadlines", "The dates of all orders: upcoming, past, without a date, ended, not understood",
            answers(200, "They", record({"today": DAY, "total": NUMBER, "deadlines": several(ref("Listed"))})),
            [
                parameter("case", SHORT, "Part of the docket number in its normal form, or of the case's name"),
                parameter("side", {"type": "string", "enum": ["", *SIDES]}, "Who must act"),
                parameter("kind", {"type": "string", "enum": ["", *KIND_WORDS]}, "What kind of date"),
                parameter("days", {"type": "integer", "minimum": 0, "maximum": MOST_DAYS},
                          "Of what has a date, only what falls on so many days from today on"),
                parameter("state", {"type": "string", "enum": ["", *STATES]}, "One part of the list"),
                parameter("today", DAY, "The day that is today; without it, the server's"),
                parameter("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}, "How many"),
                parameter("offset", {"type": "integer", "minimum": 0, "maximum": 1000000, "default": 0}, "From where"),
            ],
        )},
        "/orders/{order_id}/deadlines.ics": {"get": operation(
            "getCalendar", "The dates as an iCalendar file",
            answers(200, "The calendar", TEXT, 404, 409, kind="text/calendar"),
            [*ID, *FACT_PARAMETERS,
             parameter("number", {"type": "integer", "minimum": 1, "maximum": 1000000}, "One only")],
        )},
        "/conversations": {
            "get": operation("listConversations", "The conversations of this client (by its cookie)", answers(
                200, "They", record({"total": NUMBER, "conversations": several(ref("Conversation"))})), WINDOW),
            "post": operation(
                "beginConversation", "Begin a conversation",
                answers(201, "It", ref("Conversation"), 403, 413, 415, 507),
                requestBody=sent(record({"title": maybe(TITLE)}, [], closed=True))),
            "delete": operation(
                "forget", "Forget everything of this client", answers(204, "All is forgotten", None, 403)),
        },
        "/conversations/{key}": {
            "get": operation("getConversation", "A conversation with its turns", answers(
                200, "It", ref("WholeConversation"), 404), KEY),
            "patch": operation(
                "renameConversation", "Give it another name",
                answers(200, "It", ref("Conversation"), 403, 404, 413, 415, 507), KEY,
                requestBody=sent(record({"title": TITLE}, closed=True))),
            "delete": operation(
                "deleteConversation", "Delete it", answers(204, "It is gone", None, 403, 404), KEY),
        },
    }  # fmt: skip
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "So Ordered", "version": "1",
            "description": "Answers questions about court orders with the orders' own words. "
            "Information from the orders, not legal advice.",
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }  # fmt: skip
