"""The glossary: the words of court orders in plain English or Spanish."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assistant.words.glossary import alike, glossary, search

page = Blueprint("glossary", __name__)


@page.get("/glossary")
def shelf() -> ResponseReturnValue:
    """Every entry, or those that ?search= holds; ?lang=es: their meanings in Spanish."""
    words = request.args.get("search", "").strip()[:200]
    spanish = request.args.get("lang") == "es"
    entries = search(words)
    return render_template(
        "glossary.html", entries=entries, words=words, spanish=spanish, count=len(glossary()),
        near=[] if entries else alike(words),
    )  # fmt: skip
