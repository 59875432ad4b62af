"""The deadlines of all orders: the list, its table for a spreadsheet and its calendar."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import get_args

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assistant.deadlines.ics import to_ics
from assistant.deadlines.listing import days_left, to_csv
from assistant.deadlines.sides import SIDES
from indexer.deadlines.naming import title_of, who_of
from web.orders.duelist import STATES, Entry, Filters, State, unread_of
from web.pages.orders import CASES
from web.serving.problems import Problem
from web.serving.services import services

page = Blueprint("deadlines", __name__)

# Lines on one page of the list.
LISTED = 50
# So many seconds a page waits for orders that have not been read yet; a file, which must be whole, waits longer.
PAGE_WAIT, FILE_WAIT = 1.5, 30
MOST_DAYS = 3660
STATE_WORDS: dict[State, str] = {
    "upcoming": "Upcoming", "past": "Past", "undated": "Without a date yet", "ended": "Ended by the order",
    "unread": "Not understood: read this",
}  # fmt: skip
assert tuple(STATE_WORDS) == STATES == get_args(State)
SIDE_WORDS = {
    "plaintiff": "Plaintiff or petitioner", "defendant": "Defendant or respondent", "court": "The court",
    "other": "Someone else, or not said",
}  # fmt: skip
assert tuple(SIDE_WORDS) == SIDES
KIND_WORDS = {
    "act": "Something to do", "event": "Hearing, conference or other event", "window": "Days within which to act",
    "expiry": "Something that ends", "vague": "No day is given",
}  # fmt: skip
AHEAD = {7: "Next 7 days", 14: "Next 14 days", 30: "Next 30 days", 90: "Next 90 days", 365: "Next year"}


def filters_in() -> tuple[Filters, str]:
    """The filters of the address and the part of the list; what they do not take is passed over."""
    args = request.args
    side, kind, days, state = (args.get(name, "") for name in ("side", "kind", "days", "state"))
    number = int(days) if days.isascii() and days.isdecimal() and len(days) < 5 else None
    return Filters(
        args.get("case", "").strip()[:200],
        side if side in SIDE_WORDS else "",
        kind if kind in KIND_WORDS else "",
        min(number, MOST_DAYS) if number is not None else None,
    ), state if state in STATE_WORDS else ""


@page.get("/deadlines")
def shelf() -> ResponseReturnValue:
    made, (filters, state) = services(), filters_in()
    today = made.settings.today()
    listed = made.due.listed(PAGE_WAIT)
    found = listed.found(filters, today)
    counts = Counter(entry.state for entry in found)
    shown = [entry for entry in found if not state or entry.state == state]
    number = request.args.get("page", "1")
    first = (max(int(number), 1) - 1) * LISTED if number.isascii() and number.isdecimal() and len(number) < 7 else 0
    asked = {"case": filters.case, "side": filters.side, "kind": filters.kind, "days": filters.days}
    asked = {name: value for name, value in asked.items() if value not in ("", None)}
    return render_template(
        "deadlines.html", listed=listed, shown=shown[first : first + LISTED], first=first, total=len(shown),
        everything=len(found), counts=counts, step=LISTED, filters=filters, state=state, asked=asked,
        asked_state=asked | ({"state": state} if state else {}), today=today, state_words=STATE_WORDS,
        side_words=SIDE_WORDS, kind_words=KIND_WORDS, ahead=ahead_of(filters.days), title_of=title_of, who_of=who_of,
        days_left=days_left, cases=made.shelf.catalogue().cases(CASES),
        address=lambda entry, **more: url_for("orders.show", **{**entry.place, **more}),
    ), 200, {} if listed.whole else {"Refresh": "3"}  # fmt: skip


def ahead_of(days: int | None) -> dict[int, str]:
    """The choices of days ahead, with the one that the address gives among them."""
    return AHEAD if days is None or days in AHEAD else {days: f"Next {days} days", **AHEAD}


def left(filters: Filters, today: dt.date) -> list[Entry]:
    """What the filters leave, of every order; Problem 503 where they are still being read."""
    listed = services().due.listed(FILE_WAIT)
    if not listed.whole:
        raise Problem(503, "The orders are still being read", f"{listed.read:,} of {listed.orders:,} orders are read.",
                      "Try again in a minute: the list would not be whole.", {"Retry-After": "60"})  # fmt: skip
    return listed.found(filters, today)


def left_here() -> list[Entry]:
    """What the filters of the address leave."""
    filters, state = filters_in()
    found = left(filters, services().settings.today())
    return [entry for entry in found if not state or entry.state == state]


@page.get("/deadlines.csv")
def table() -> ResponseReturnValue:
    """One line a deadline; what was not understood has a state of its own, so that nobody overlooks it."""
    found = left_here()
    text = to_csv([entry.row for entry in found if entry.row is not None],
                  [(entry.title, entry.order, entry.reason or "", entry.quote, entry.source)
                   for entry in found if entry.row is None])  # fmt: skip
    return _file("\ufeff" + text, "text/csv", "deadlines.csv")


@page.get("/deadlines.ics")
def calendar() -> ResponseReturnValue:
    found = left_here()
    rows = [entry.row for entry in found if entry.row is not None]
    return _file(to_ics(rows, services().settings.today(), unread_of(found)), "text/calendar", "deadlines.ics")


def _file(content: str | bytes, kind: str, name: str) -> Response:
    return Response(content, content_type=f"{kind}; charset=utf-8",
                    headers={"Content-Disposition": f'attachment; filename="{name}"'})  # fmt: skip
