"""What watches over a server asks here."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST

from indexer.errors import SoOrderedError
from web.serving.services import services

page = Blueprint("health", __name__)


@page.get("/healthz")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@page.get("/readyz")
def ready() -> ResponseReturnValue:
    """There is an index to answer from and a place to keep conversations."""
    made = services()
    checks = {"index": "ok", "conversations": "ok"}
    try:
        made.shelf.count()
    except SoOrderedError as error:
        checks["index"] = type(error).__name__
    try:
        made.conversations.connection().execute("SELECT 1 FROM conversations LIMIT 1")
        if not made.conversations.is_there():
            checks["conversations"] = "gone"
    except Exception as error:
        checks["conversations"] = type(error).__name__
    whole = set(checks.values()) == {"ok"}
    return jsonify(status="ok" if whole else "not ready", checks=checks), 200 if whole else 503


@page.get("/metrics")
def metrics() -> ResponseReturnValue:
    made = services()
    try:
        made.metrics.orders.set(made.shelf.count())
        made.metrics.ready.set(1)
    except SoOrderedError:
        made.metrics.ready.set(0)
    return Response(made.metrics.page(), content_type=CONTENT_TYPE_LATEST)
