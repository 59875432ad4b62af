"""The chat: a question, its answer, the order beside it."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assistant.choose import title_of
from indexer.errors import OrderNotFound, SoOrderedError
from indexer.orders import Order, Span
from web.chat.asking import ask
from web.chat.cards import Card, card
from web.chat.facts import facts_in
from web.orders.paper import sheets, window
from web.orders.suggestions import PREPARED
from web.serving.events import note as note_event
from web.serving.problems import Problem
from web.serving.problems import of as problem_of
from web.serving.security import become_owner, owner
from web.serving.services import services
from web.storage.conversations import ConversationNotFound, Head, Turn

page = Blueprint("chat", __name__)

# Turns that one page shows; the rest are a link away.
SHOWN = 30
# A shelf of more orders is chosen from on its own page.
CHOICES = 60


@page.get("/")
def home() -> ResponseReturnValue:
    """The first page, or that of an order about which nothing has been asked yet (?order=ID)."""
    return render(None, order_id=request.args.get("order") or None, question=request.args.get("q", "")[:2000])


@page.get("/c/<key>")
def conversation(key: str) -> ResponseReturnValue:
    return render(services().conversations.head(owner(), key))


@page.post("/ask")
def send() -> ResponseReturnValue:
    """Ask, or ask a turn's question again with the facts or the order that it lacked."""
    form = request.form
    key = form.get("conversation") or None
    question, chosen = form.get("question", ""), form.get("order", "")
    facts: dict[str, str] = {}
    everywhere = chosen == "" and "order" in form and bool(form.get("was"))
    try:
        if form.get("turn") and key:
            turn = asked_before(key, form["turn"])
            question = turn.question
            facts = {**turn.facts, **facts_in(form)} if "facts" in form else {}
            chosen = chosen or (turn.answer["order"] or "")
            everywhere = False
        asked = ask(become_owner(), key, question, chosen or None, facts, everywhere)
    except ConversationNotFound:
        return render(None, question=question, problem="gone", status=404)
    except SoOrderedError as error:
        if (problem := problem_of(error)).status >= 500:
            raise
        head = services().conversations.head(owner(), key) if key else None
        typed = "" if form.get("turn") else question
        return render(head, question=typed, problem=problem, status=problem.status, order_id=order_or_none(chosen))
    seen = form.get("seen", "")
    elsewhere = seen.isdecimal() and int(seen) != asked.number - 1
    where = url_for(
        "chat.conversation", key=asked.head.id, elsewhere=1 if elsewhere and key else None, _anchor=f"t{asked.number}"
    )
    return redirect(where, 303)


@page.post("/c/<key>/turns/<int:number>/feedback")
def feedback(key: str, number: int) -> ResponseReturnValue:
    thumb, note = request.form.get("thumb", ""), request.form.get("note", "").strip()[:2000]
    if thumb not in ("up", "down"):
        raise Problem(400, "Up or down", "A thumb is either up or down.")
    if not services().conversations.judge(owner() or "", key, number, thumb, note):
        raise Problem(404, "This answer is not here", "The conversation has no such answer.")
    services().metrics.feedback.labels(thumb).inc()
    note_event("feedback", thumb)
    return redirect(url_for("chat.conversation", key=key, thanks=number, _anchor=f"t{number}"), 303)


@page.get("/c/<key>/turns/<int:number>/answer.html")
def share(key: str, number: int) -> ResponseReturnValue:
    """One answer with its quotations as a file that needs no server: to print, to keep, to send."""
    turn = asked_before(key, str(number))
    shown = card(turn.answer, find, turn.facts)
    page = render_template("share.html", turn=turn, card=shown, titles=titles(shown))
    name = f"so-ordered-answer-{turn.asked[:10]}.html"
    return Response(page, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def titles(shown: Card) -> dict[str, str]:
    """The names of the orders that a card quotes, by id."""
    quoted = [part.quote.source for part in shown.parts if part.quote]
    quoted += [line.source for part in shown.parts for line in part.lines if line.source]
    ids = dict.fromkeys(source.order for source in [*shown.sources, *quoted])
    orders = {order_id: find(order_id) for order_id in ids}
    return {order_id: title_of(order) if order else order_id for order_id, order in orders.items()}


def asked_before(key: str, number: str) -> Turn:
    head = services().conversations.head(owner(), key)
    turn = services().conversations.turn(head.id, int(number)) if number.isdecimal() and len(number) < 9 else None
    if turn is None:
        raise Problem(404, "This answer is not here", "The conversation has no such answer.")
    return turn


def order_or_none(order_id: str | None) -> str | None:
    return order_id if order_id and services().shelf.row(order_id) is not None else None


def find(order_id: str) -> Order | None:
    """The order of that id; None where it is gone."""
    try:
        return services().shelf.order(order_id)
    except OrderNotFound:
        return None


def render(
    head: Head | None,
    order_id: str | None = None,
    question: str = "",
    problem: Problem | str | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """The page of a conversation, or of one that has not begun."""
    made = services()
    rows = made.shelf.first(CHOICES + 1)
    turns = made.conversations.turns(head.id, None if request.args.get("all") else SHOWN) if head else []
    today = made.settings.today()
    cards = [(turn, card(turn.answer, find, turn.facts, today)) for turn in turns]
    if order_id is None and head is not None:
        order_id = head.state.order
    order = find(order_id) if order_id else None
    if order_id and order is None and head is None:
        raise OrderNotFound(order_id)
    return (
        render_template(
            "chat.html", head=head, cards=cards, rows=rows if len(rows) <= CHOICES else [], count=made.shelf.count(),
            order=order, pinned=head.state.pinned if head else order is not None, question=question, problem=problem,
            suggestions=suggestions(order, cards, rows), source=source_of(order, cards),
            earlier=head is not None and bool(turns) and turns[0].number > 1,
        ),
        status,
    )  # fmt: skip


def suggestions(order: Order | None, cards: list[tuple[Turn, Card]], rows: list[Any]) -> list[tuple[Any, str]]:
    """(order's row, question): of the open order, or one each of the first orders."""
    made = services()
    asked = {bare(turn.question) for turn, _ in cards}
    if order is not None:
        row = made.shelf.row(order.id)
        return [(row, question) for question in made.suggestions.of(order.id) if bare(question) not in asked]
    if cards:
        return []
    found = []
    for row in rows[:PREPARED]:
        ready = made.suggestions.ready(row.id)
        if ready is None:
            made.suggestions.prepare()
        found += [(row, question) for question in (ready or ())[:1]]
    return found[:4]


def bare(question: str) -> str:
    """A question without capitals, articles and signs, to tell whether it was asked already."""
    words = re.findall(r"\w+", question.lower())
    return " ".join(word for word in words if word not in ("the", "a", "an"))


def source_of(order: Order | None, cards: list[tuple[Turn, Card]]) -> dict[str, Any] | None:
    """What the pane beside the chat shows: the order of the last answer, its words marked."""
    for _, shown in reversed(cards):
        about = find(shown.order) if shown.order else None
        if about is not None:
            spans = [Span(one.start, one.end) for one in shown.sources if one.order == about.id and one.href]
            return pane(about, spans)
    return pane(order, []) if order is not None else None


def pane(order: Order, spans: list[Span], page_number: int | None = None) -> dict[str, Any]:
    """An order's sheets for a template; of a long one those around the first mark."""
    from web.orders.paper import anchors

    first = anchors(order).at(spans[0].start) if spans else None
    pages = window(order, page_number or (first[1] if first else 1))
    return {
        "order": order, "sheets": sheets(order, spans, pages), "pages": pages, "first": first[0] if first else None,
        "last": max((pin.page for pin in order.pins), default=1),
    }  # fmt: skip
