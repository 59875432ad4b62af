"""What goes wrong, as a page or as problem+json: what happened, what to do, never a path of the server."""

from __future__ import annotations

import logging
import sqlite3

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from indexer.errors import (
    BadFact,
    DiskFull,
    IndexBusy,
    IndexDamaged,
    IndexFault,
    IndexNotFound,
    OrderNotFound,
    OutOfRange,
    ReadError,
    SoOrderedError,
    UsageError,
)
from web.storage.conversations import ConversationDamaged, ConversationNotFound

log = logging.getLogger("so_ordered.web")


class Problem(Exception):
    """A page that says what happened. again: the address of "try again"; headers: more of them."""

    def __init__(self, status: int, title: str, detail: str, remedy: str = "", headers: dict[str, str] | None = None):
        super().__init__(title)
        self.status, self.title, self.detail, self.remedy = status, title, detail, remedy
        self.headers = headers or {}


def of(error: SoOrderedError) -> Problem:
    """The problem that one of this program's errors is to a person at the page."""
    line = str(error)
    line = line[:1].upper() + line[1:]
    match error:
        case IndexBusy():
            return Problem(503, "The orders are being brought up to date", "Another program is writing the index.",
                           "Try again in a minute.", {"Retry-After": "30"})  # fmt: skip
        case DiskFull():
            return no_room()
        case IndexNotFound():
            return Problem(503, "The orders are being prepared", "There is no index to answer from yet.",
                           "This page looks again by itself.", {"Retry-After": "5"})  # fmt: skip
        case IndexDamaged():
            return Problem(503, "The index cannot be used", "It is damaged.",
                           "Whoever runs the server can mend it: so-ordered check --repair",
                           {"Retry-After": "30"})  # fmt: skip
        case IndexFault():
            return Problem(503, "The index cannot be used", "It cannot be read or was made by another version.",
                           "Whoever runs the server can make it anew: so-ordered index",
                           {"Retry-After": "30"})  # fmt: skip
        case OrderNotFound():
            return Problem(404, "No such order", "There is no order at this address. It may have been removed, or its "
                           "file renamed.", "The list of orders shows what is here.")  # fmt: skip
        case ConversationNotFound():
            return Problem(404, "This conversation is not here",
                           "It was deleted, perhaps in another tab, or it belongs to another browser.",
                           "Ask again: a new conversation begins by itself.")  # fmt: skip
        case ConversationDamaged():
            return Problem(500, "This conversation cannot be read", "What is stored of it is damaged; others are not.",
                           "Ask again: a new conversation begins by itself.")  # fmt: skip
        case BadFact() | OutOfRange():
            return Problem(409, "That cannot be", line)
        case ReadError():
            return Problem(422, "This file cannot be read as an order", line)
        case UsageError():
            return Problem(400, "That cannot be asked", line)
    return Problem(500, "That did not work", "The server met an error that it did not expect.", "Try again.")


def no_room() -> Problem:
    return Problem(507, "The server's disk is full", "There was no room to store this; nothing was changed.",
                   "Whoever runs the server can make room, then it works again.")  # fmt: skip


def unkept(error: sqlite3.Error, said: str = "") -> Problem:
    """What SQLite says of a change that it could not store; said: the answer that was to be stored."""
    kept = f"The answer was: {said} It was not kept; what was asked before is." if said else ""
    log.error("conversations: %s", error)
    if "full" in str(error):
        problem = no_room()
    elif isinstance(error, sqlite3.OperationalError):
        trouble = "disk I/O" in str(error) or "readonly" in str(error)
        what = "The server's disk does not take it." if trouble else "The server's database is busy."
        problem = Problem(503, "Conversations cannot be stored just now", what, "Try again in a moment.")
    else:
        problem = Problem(500, "The conversations are damaged", "The server's database of them cannot be read.",
                          "Whoever runs the server can start it anew: it goes on with the last backup.")  # fmt: skip
    problem.detail = " ".join(filter(None, (problem.detail, kept)))
    return problem


HTTP = {
    400: ("That request cannot be read", "Something in it is not as it should be."),
    404: ("Nothing is at this address", "The link may be old or mistyped."),
    405: ("That cannot be done here", "This address takes other kinds of requests."),
    413: ("The file is too large", "50 MB is the most for one order."),
    415: ("That kind of content is not taken", "Send JSON, with the header Content-Type: application/json."),
    429: ("A little too fast", "Too many requests came from this address. Wait a minute, then go on."),
}


def answer(problem: Problem) -> Response:
    """The page or, for the API and its like, the problem+json document."""
    wants_json = request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", "text/html")
    if wants_json and "*/*" not in request.headers.get("Accept", "") or request.path.startswith("/api/"):
        response = jsonify(
            type="about:blank", title=problem.title, status=problem.status,
            detail=" ".join(filter(None, (problem.detail, problem.remedy))),
        )  # fmt: skip
        response.mimetype = "application/problem+json"
    else:
        response = Response(render_template("problem.html", problem=problem), mimetype="text/html")
    response.status_code = problem.status
    response.headers.update(problem.headers)
    if problem.status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="So Ordered", charset="UTF-8"'
    return response


def register(app: Flask) -> None:
    """Show every error of `app` as a problem."""

    @app.errorhandler(Problem)
    def known(error: Problem) -> Response:
        return answer(error)

    @app.errorhandler(SoOrderedError)
    def ours(error: SoOrderedError) -> Response:
        problem = of(error)
        if problem.status >= 500:
            log.warning("%s", type(error).__name__)
        return answer(problem)

    @app.errorhandler(CSRFError)
    def forged(error: CSRFError) -> Response:
        return answer(
            Problem(400, "This page was open too long", "Its form no longer fits your session, or cookies are off.",
                    "Go back, load the page again and send it once more.")  # fmt: skip
        )

    @app.errorhandler(sqlite3.Error)
    def database(error: sqlite3.Error) -> Response:
        return answer(unkept(error))

    @app.errorhandler(OSError)
    def system(error: OSError) -> Response:
        if error.errno in (28, 122):  # ENOSPC, EDQUOT
            return answer(no_room())
        return unexpected(error)

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.code is not None and error.code < 400:
            return current_app.make_response(error.get_response())
        status = error.code or 500
        title, detail = HTTP.get(status, ("That did not work", "The server could not do this."))
        allowed = getattr(error, "valid_methods", None)
        headers = {"Allow": ", ".join(sorted(allowed))} if allowed else {}
        return answer(Problem(status, title, detail, "", headers))

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        log.exception("unexpected")
        return answer(
            Problem(500, "That did not work", "The server met an error that it did not expect.",
                    "Try again; if it happens again, tell whoever runs the server.")  # fmt: skip
        )
