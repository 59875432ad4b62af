"""The list of conversations: rename, delete, take along, forget."""

from __future__ import annotations

import json

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.chat.export import as_json, as_markdown
from web.serving.events import note
from web.serving.problems import Problem
from web.serving.security import owner
from web.serving.services import services
from web.storage.conversations import Head, Turn

page = Blueprint("conversations", __name__)

# Conversations on one page of the list.
LISTED = 50


@page.get("/conversations")
def shelf() -> ResponseReturnValue:
    store, number = services().conversations, request.args.get("page", "1")
    first = (max(int(number), 1) - 1) * LISTED if number.isdecimal() and number.isascii() and len(number) < 7 else 0
    return render_template(
        "conversations.html", heads=store.heads(owner(), first, LISTED), total=store.count(owner()), first=first,
        step=LISTED,
    )  # fmt: skip


@page.post("/c/<key>/rename")
def rename(key: str) -> ResponseReturnValue:
    title = request.form.get("title", "").strip()
    if not title:
        raise Problem(400, "A name has letters", "The conversation keeps its name.")
    services().conversations.rename(owner(), key, title)
    return redirect(url_for("conversations.shelf", _anchor=f"c-{key}"), 303)


@page.get("/c/<key>/delete")
def confirm(key: str) -> ResponseReturnValue:
    return render_template("delete.html", head=services().conversations.head(owner(), key))


@page.post("/c/<key>/delete")
def delete(key: str) -> ResponseReturnValue:
    services().conversations.delete(owner(), key)
    note("deletion", key)
    return redirect(url_for("conversations.shelf"), 303)


@page.get("/forget")
def confirm_forget() -> ResponseReturnValue:
    return render_template("forget.html", count=services().conversations.count(owner()))


@page.post("/forget")
def forget() -> ResponseReturnValue:
    services().conversations.forget(owner())
    note("forgotten")
    return redirect(url_for("conversations.shelf", forgotten=1), 303)


@page.get("/c/<key>/export.<kind>")
def export(key: str, kind: str) -> ResponseReturnValue:
    head = services().conversations.head(owner(), key)
    turns: list[Turn] = services().conversations.turns(head.id)
    if kind == "md":
        return download(head, as_markdown(head, turns), "text/markdown; charset=utf-8", "md")
    if kind == "json":
        text = json.dumps(as_json(head, turns), ensure_ascii=False, indent=2)
        return download(head, text, "application/json", "json")
    raise Problem(404, "No such form", "A conversation can be taken along as Markdown (.md) or JSON (.json).")


def download(head: Head, text: str, content_type: str, suffix: str) -> Response:
    name = f"so-ordered-{head.created[:10]}.{suffix}"
    return Response(text, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
