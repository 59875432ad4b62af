"""The door of a guarded server."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.serving import walkin
from web.serving.security import come_in, go_out, refuse_locked, right, wrong
from web.serving.services import services

page = Blueprint("entry", __name__)


@page.get("/enter")
def login() -> ResponseReturnValue:
    return render_template("login.html", next=request.args.get("next", ""), wrong=False)


@page.post("/enter")
def enter() -> ResponseReturnValue:
    refuse_locked()
    target = request.form.get("next", "")
    if not right(request.form.get("password", "")):
        wrong()
        return render_template("login.html", next=target, wrong=True), 403
    come_in()
    return redirect(inside(target), 303)


@page.post("/leave")
def leave() -> ResponseReturnValue:
    """End the login; on a machine for walk-ins also forget what was asked, whether there is a password or not."""
    settings = services().settings
    go_out()
    if settings.walk_in:
        walkin.leave()
    return redirect(url_for("entry.login" if settings.password else "chat.home"), 303)


def inside(target: str) -> str:
    """`target` where it is a page of ours, else the first page."""
    parts = urlsplit(target)
    own = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith(("//", "/\\"))
    clean = own and "\\" not in target and target.isprintable()
    return f"{request.script_root}{target}" if clean else url_for("chat.home")
