"""A machine on which strangers sit down one after the other, in a clinic or a library: whoever comes finds nothing of
whoever was there before, and the orders are those that the administrator put there."""

from __future__ import annotations

import time

from flask import Flask, request, session

from web.serving.problems import Problem
from web.serving.services import services

# Seconds without a request after which whoever sat there has gone, and after which one is noted.
IDLE, NOTED = 1800, 60
# What changes the orders, which are everybody's.
CHANGES = {"orders.add", "orders.remove"}


def guard(app: Flask) -> None:
    """Put the guards of the walk-in mode in front of every page."""
    app.before_request(keep_orders)
    app.before_request(begin_anew)


def keep_orders() -> None:
    """Refuse a change of the orders."""
    if request.endpoint in CHANGES and request.method == "POST":
        raise Problem(
            403, "The orders stay as they are", "On this machine nobody adds or removes orders.",
            "Whoever runs it can put them into the folder of orders.",
        )  # fmt: skip


def begin_anew() -> None:
    """Forget who has not been here for IDLE seconds; a clock that was set back is nobody's absence."""
    now, seen = int(time.time()), session.get("seen")
    if isinstance(seen, int) and now - seen > IDLE:
        leave()
    if "owner" in session and (not isinstance(seen, int) or abs(now - seen) > NOTED):
        session["seen"] = now


def leave() -> None:
    """Delete all that this browser's session asked, and end it."""
    owner = session.get("owner")
    session.clear()
    if isinstance(owner, str):
        services().conversations.forget(owner)
