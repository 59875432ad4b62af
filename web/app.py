"""The application: settings in, a Flask application out."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from flask import Flask, Response, g, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

from assistant.calendar.dates import day_words, long_date
from assistant.render import DISCLAIMER, ago
from web.api import api
from web.chat import facts
from web.jobs.building import JobRunner
from web.jobs.job import Job
from web.orders.duelist import DueList
from web.orders.shelf import Shelf
from web.orders.suggestions import Suggestions
from web.orders.terms import terms
from web.pages import chat, conversations, deadlines, entry, glossary, health, orders
from web.serving import problems, security, walkin
from web.serving.metrics import Metrics
from web.serving.proxies import sane_prefix
from web.serving.services import KEY, Services, services
from web.serving.sessions import Cookies
from web.settings import Settings
from web.storage.conversations import Conversations

# Fields of a form besides a file; a question has at most 2,000 characters.
FORM_BYTES = 256 * 1024
_OVERHEAD = 64 * 1024


def create_app(settings: Settings, warm: bool = True) -> Flask:
    """The application over these folders. warm: bring the index up to date, go on with what an earlier server had
    taken on, load the model and look for newer indexes, all in the background."""
    app = Flask(__name__)
    settings.data.mkdir(0o700, parents=True, exist_ok=True)
    app.config.update(
        SECRET_KEY=security.secret(settings.data),
        # The prefix has a browser refuse it unless it is Secure, of this host alone and of every path.
        SESSION_COOKIE_NAME="__Host-so_ordered" if settings.secure_cookies else "so_ordered",
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        PERMANENT_SESSION_LIFETIME=dt.timedelta(days=365),
        MAX_CONTENT_LENGTH=settings.max_upload + _OVERHEAD,
        MAX_FORM_MEMORY_SIZE=FORM_BYTES,
        MAX_FORM_PARTS=100,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
        SEND_FILE_MAX_AGE_DEFAULT=dt.timedelta(days=365),
        RATELIMIT_ENABLED=settings.limits,
    )
    app.session_interface = Cookies()
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.json.sort_keys = False  # type: ignore[attr-defined]
    shelf = Shelf(settings.index, settings.corpus, warm, settings.reader)
    made = Services(
        settings, shelf, Conversations(settings.data / "conversations.sqlite"), JobRunner(settings, shelf.catch_up),
        Metrics(), Suggestions(shelf), DueList(shelf),
    )  # fmt: skip
    app.extensions[KEY] = made
    security.secure(app)
    if settings.walk_in:
        walkin.guard(app)
    problems.register(app)
    pages = (chat, orders, deadlines, conversations, glossary, entry, health, api)
    for module in pages:
        app.register_blueprint(module.page)
    security.csrf.exempt(api.page)  # JSON with an Origin check instead of a token: see `security.refuse_foreign`
    security.csrf.exempt(health.page)
    measure(app)
    teach(app)
    if settings.proxies:
        hops = settings.proxies
        forwarded = ProxyFix(app.wsgi_app, hops, hops, hops, 0, hops)
        app.wsgi_app = sane_prefix(forwarded)  # type: ignore[method-assign, assignment]
    if warm:
        made.builder.submit(Job("update", "the orders"))
        made.builder.resume()
        made.suggestions.prepare()
        made.due.warm()
    return app


def measure(app: Flask) -> None:
    """Count and time every request."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        metrics = services().metrics
        route = request.url_rule.rule if request.url_rule else "none"
        metrics.requests.labels(route, request.method, response.status_code).inc()
        metrics.seconds.labels(route).observe(time.perf_counter() - g.get("began", time.perf_counter()))
        return response


def teach(app: Flask) -> None:
    """What templates can say."""

    @app.template_global()
    def asset(name: str) -> str:
        """The address of a static file, with its version, so that browsers may keep it."""
        return url_for("static", filename=name, v=versions(app).get(name, ""))

    @app.template_filter("day")
    def day(moment: dt.date | str | None) -> str:
        if isinstance(moment, str):
            return day_words(moment)
        return long_date(moment) if moment else ""

    @app.template_filter("ago")
    def past(moment: dt.date) -> str:
        return ago(moment, services().settings.today()) or ""

    @app.template_filter("counted")
    def counted(number: int, word: str, several: str = "") -> str:
        return f"{number:,} {word if number == 1 else several or word + 's'}"

    app.template_filter("terms")(terms)
    app.template_global()(facts.fact_label)
    app.template_global()(facts.input_type)

    @app.context_processor
    def shared() -> dict[str, Any]:
        made = services()
        return {
            "disclaimer": DISCLAIMER, "method_words": facts.METHOD_WORDS,
            "guarded": bool(made.settings.password) or made.settings.walk_in,
            "walk_in": made.settings.walk_in, "busy": made.builder.current(),
        }  # fmt: skip


def versions(app: Flask) -> dict[str, str]:
    """Static file → a few letters that change with its content."""
    found: dict[str, str] | None = app.extensions.get("so_ordered_assets")
    if found is None:
        import hashlib
        from pathlib import Path

        folder = Path(app.static_folder or "")
        found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:8] for file in folder.iterdir()}
        app.extensions["so_ordered_assets"] = found
    return found
