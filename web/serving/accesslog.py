"""The access log: one JSON object a line; which page, how it went, how long; never what was asked or by whom."""

from __future__ import annotations

import datetime as dt
import json
import threading
import time
from collections.abc import Callable, Iterable
from typing import IO, Any

from flask import Flask, g, request

KEY = "so_ordered.log"


class AccessLog:
    """WSGI around the application. The route is logged ("/c/<key>"), not the address, which names conversations.

    questions: log their text too.
    """

    def __init__(self, app: Flask, out: IO[str], questions: bool = False):
        self.app, self.out, self.questions = app, out, questions
        self.guard = threading.Lock()
        app.teardown_request(remember)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        began = time.perf_counter()
        facts: dict[str, Any] = environ.setdefault(KEY, {})
        answered: dict[str, Any] = {}

        def started(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            answered["status"] = int(status.split(" ", 1)[0])
            answered["bytes"] = next((int(size) for name, size in headers if name.lower() == "content-length"), None)
            return start_response(status, headers, *more)

        try:
            return self.app(environ, started)
        finally:
            line = {
                "time": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
                "method": environ.get("REQUEST_METHOD", ""), "route": facts.get("route", ""),
                "status": answered.get("status", 500), "bytes": answered.get("bytes"),
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }  # fmt: skip
            if self.questions and facts.get("question"):
                line["question"] = facts["question"]
            with self.guard:
                self.out.write(json.dumps(line, ensure_ascii=False) + "\n")
                self.out.flush()


def remember(error: BaseException | None) -> None:
    """Hand the route and the question on to the log."""
    facts = request.environ.get(KEY)
    if facts is not None:
        facts["route"] = request.url_rule.rule if request.url_rule else "none"
        facts["question"] = g.get("question")
