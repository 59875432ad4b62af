"""The API, /api/v1: JSON in, JSON out, errors as problem+json; described at /api/v1/openapi.json."""

from __future__ import annotations

import dataclasses
from typing import Any

from flask import Blueprint, Response, jsonify, url_for
from flask.typing import ResponseReturnValue

from assistant.cite import locate
from assistant.deadlines.agenda import order_dict
from assistant.deadlines.agenda import rows as deadline_rows
from indexer.errors import UsageError
from indexer.orders import Order
from web.api.input import Fields, body, query, refuse
from web.api.openapi import document
from web.chat import asking
from web.chat.export import as_json
from web.orders.duelist import Filters
from web.pages.deadlines import KIND_WORDS, MOST_DAYS, SIDE_WORDS, STATE_WORDS, left
from web.pages.orders import ics
from web.serving.events import note
from web.serving.problems import Problem
from web.serving.security import become_owner, owner, slow_down, turn
from web.serving.services import services

page = Blueprint("api", __name__, url_prefix="/api/v1")


@page.get("/openapi.json")
def described() -> ResponseReturnValue:
    return jsonify(document(url_for("chat.home").rstrip("/") + "/api/v1"))


@page.post("/ask")
def ask() -> ResponseReturnValue:
    """Ask a question; within a conversation of this client where one is named, else nothing is kept."""
    asked: Fields = body("question!", "order", "facts", "today", "conversation")
    question, facts = asked.question(), asked.facts()
    order, key, today = asked.text("order"), asked.text("conversation"), asked.date("today")
    try:
        if key is not None:
            done = asking.ask(owner() or "", key, question, order, facts, today=today)
            return jsonify({**done.answer.to_dict(), "conversation": done.head.id, "turn": done.number})
        slow_down("asks")
        made = services()
        with turn():
            answer = made.shelf.assistant().ask(question, order, facts, today or made.settings.today())
    except UsageError as error:  # well-formed, but it contradicts the order or the calendar
        raise Problem(409, "That cannot be", str(error)) from None
    made.metrics.answers.labels(answer.status, answer.kind or "none").inc()
    return jsonify(answer.to_dict())


@page.get("/orders")
def orders() -> ResponseReturnValue:
    asked = query("search", "court", "case", "limit", "offset")
    limit, offset = asked.number("limit", 1, 500, 100), asked.number("offset", 0, 1_000_000, 0)
    words, court, case = (asked.text(name) or "" for name in ("search", "court", "case"))
    found, total = services().shelf.catalogue().page(offset, limit, words, court, case)
    return jsonify(total=total, orders=[dataclasses.asdict(row) for row in found])


@page.get("/orders/<order_id>")
def order(order_id: str) -> ResponseReturnValue:
    query()
    return jsonify(order_json(services().shelf.order(order_id)))


@page.get("/orders/<order_id>/deadlines")
def deadlines(order_id: str) -> ResponseReturnValue:
    """Who must do what by when, with the dates that the given facts settle."""
    asked = query("service_date", "service_method", "fact", "today", several=("fact",))
    facts, today = asked.query_facts(), asked.date("today")
    found = services().shelf.order(order_id)
    try:
        rows = deadline_rows(found, facts, today)
    except UsageError as error:
        raise Problem(409, "That cannot be", str(error)) from None
    return jsonify(today=today.isoformat() if today else None, **order_dict(found, rows, today))


@page.get("/deadlines")
def all_deadlines() -> ResponseReturnValue:
    """The deadlines of all orders as the page lists them, by part and date."""
    asked = query("case", "side", "kind", "days", "state", "today", "limit", "offset")
    limit, offset = asked.number("limit", 1, 500, 100), asked.number("offset", 0, 1_000_000, 0)
    words = {"side": tuple(SIDE_WORDS), "kind": tuple(KIND_WORDS), "state": tuple(STATE_WORDS)}
    chosen = {name: asked.text(name) or "" for name in ("case", *words)}
    for name, known in words.items():
        if chosen[name] and chosen[name] not in known:
            raise refuse(name, f"takes one of {', '.join(known)}")
    state = chosen.pop("state")
    days = asked.number("days", 0, MOST_DAYS, 0) if "days" in asked.given else None
    today = asked.date("today") or services().settings.today()
    found = [entry for entry in left(Filters(days=days, **chosen), today) if not state or entry.state == state]
    return jsonify(
        today=today.isoformat(), total=len(found),
        deadlines=[entry.to_dict() for entry in found[offset : offset + limit]],
    )  # fmt: skip


@page.get("/orders/<order_id>/deadlines.ics")
def calendar(order_id: str) -> ResponseReturnValue:
    asked = query("service_date", "service_method", "fact", "number", several=("fact",))
    facts = asked.query_facts()
    number = asked.number("number", 1, 1_000_000, 0)
    try:
        return ics(services().shelf.order(order_id), facts, str(number) if number else None)
    except UsageError as error:
        raise Problem(409, "That cannot be", str(error)) from None


@page.get("/conversations")
def conversations() -> ResponseReturnValue:
    asked = query("limit", "offset")
    limit, offset = asked.number("limit", 1, 500, 100), asked.number("offset", 0, 1_000_000, 0)
    store = services().conversations
    heads = store.heads(owner(), offset, limit)
    return jsonify(total=store.count(owner()), conversations=[head_json(head) for head in heads])


@page.post("/conversations")
def begin() -> ResponseReturnValue:
    asked = body("title")
    title = asked.title() if asked.given.get("title") is not None else None
    head = services().conversations.start(become_owner(), title or "New conversation", title is not None)
    response = jsonify(head_json(head))
    response.status_code = 201
    response.headers["Location"] = url_for("api.conversation", key=head.id)
    return response


@page.delete("/conversations")
def forget() -> ResponseReturnValue:
    query()
    services().conversations.forget(owner())
    note("forgotten")
    return Response(status=204)


@page.get("/conversations/<key>")
def conversation(key: str) -> ResponseReturnValue:
    query()
    store = services().conversations
    head = store.head(owner(), key)
    return jsonify(as_json(head, store.turns(head.id)))


@page.patch("/conversations/<key>")
def rename(key: str) -> ResponseReturnValue:
    title = body("title!").title()
    store = services().conversations
    store.rename(owner(), key, title)
    return jsonify(head_json(store.head(owner(), key)))


@page.delete("/conversations/<key>")
def delete(key: str) -> ResponseReturnValue:
    query()
    services().conversations.delete(owner(), key)
    note("deletion", key)
    return Response(status=204)


def head_json(head: Any) -> dict[str, Any]:
    return {
        "id": head.id, "title": head.title, "created": head.created, "updated": head.updated, "turns": head.version,
    }  # fmt: skip


def order_json(found: Order) -> dict[str, Any]:
    """An order as the API gives it: its caption and its paragraphs with their pinpoints."""
    caption = found.caption
    number = caption.docket_number
    paragraphs = []
    for paragraph in found.paragraphs:
        where = locate(found, paragraph.span)
        paragraphs.append(
            {
                "label": paragraph.label, "kind": paragraph.kind, "heading": paragraph.heading, "page": where.page,
                "lines": where.lines, "start": paragraph.span.start, "end": paragraph.span.end,
                "text": found.text[paragraph.span.start : paragraph.span.end],
            }
        )  # fmt: skip
    return {
        "id": found.id, "format": found.format, "sha256": found.sha256, "pages": found.pages,
        "caption": {
            "court": caption.court, "case_name": caption.case_name, "title": caption.title,
            "docket_number": number.printed if number else None, "judge": caption.judge,
            "judge_title": caption.judge_title, "filed": caption.filed.isoformat() if caption.filed else None,
            "parties": [{"name": party.name, "role": party.role} for party in caption.parties],
        },
        "paragraphs": paragraphs, "warnings": list(found.warnings),
    }  # fmt: skip
