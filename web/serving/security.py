"""Who may do what: headers, the password, tokens against forged requests, how often one address may ask."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from limits import parse

from indexer.disk import sync
from indexer.errors import NotReadable
from web.serving.events import note
from web.serving.hosts import refuse_other_hosts
from web.serving.line import TooMany
from web.serving.problems import Problem
from web.serving.services import services
from web.storage.logins import Logins

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What may be seen before the password is given.
OPEN = {"entry.login", "entry.enter", "static"}

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, headers_enabled=False, strategy="moving-window", storage_uri="memory://")


def secure(app: Flask) -> None:
    """Put the guards in front of every page."""
    app.before_request(refuse_other_hosts)
    csrf.init_app(app)
    limiter.init_app(app)
    app.before_request(ask_for_password)
    app.before_request(refuse_foreign)
    app.before_request(slow_changes)
    app.after_request(add_headers)


def secret(folder: Path) -> bytes:
    """The key that signs cookies; made at the first start and kept beside the conversations, which nobody could reach
    without it: it is on the disk, whole, before it signs anything. Raises NotReadable."""
    path = folder / "secret.key"
    try:
        if not path.exists() or not path.stat().st_size:
            following = folder / f".secret-{secrets.token_hex(6)}"
            with os.fdopen(os.open(following, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(32))
            sync(following)
            following.replace(path)
            sync(folder)
        return path.read_bytes()
    except OSError as error:
        raise NotReadable(f"{path} cannot be read or made ({error.strerror}): check the folder's rights") from error


def add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "private, no-store")
    if request.is_secure or services().settings.secure_cookies:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def refuse_foreign() -> None:
    """Refuse a change that another site's page sends; a token guards forms besides."""
    if request.method in SAFE:
        return
    origin = request.headers.get("Origin")
    foreign = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
    if foreign or (origin and origin != "null" and urlsplit(origin).netloc != request.host) or origin == "null":
        raise Problem(403, "Sent from another site", "This change was asked for by a page that is not ours.")


# --- the password -----------------------------------------------------------------------------------------------


def proof(password: str) -> str:
    """What a session that knows the password holds: worthless once the password or the secret changes."""
    key = current_app.secret_key
    key = key.encode() if isinstance(key, str) else key or b""
    return hmac.new(key, b"password:" + password.encode(), hashlib.sha256).hexdigest()


def right(given: str) -> bool:
    """Whether this is the password, in a time that does not tell how much of it is."""
    wanted = services().settings.password or ""
    return hmac.compare_digest(proof(given), proof(wanted))


def ask_for_password() -> ResponseReturnValue | None:
    """Let in who knows the password: by the session, or by HTTP Basic for programs."""
    password = services().settings.password
    if not password or request.endpoint in OPEN:
        return None
    if (login := session.get("in")) and logins().holds(str(login), proof(password), time.time()):
        return None
    if request.headers.get("Authorization"):
        refuse_locked()
        given = basic(request.headers["Authorization"])
        if given is not None and right(given):
            g.by_header = True
            return None
        wrong()
    if "text/html" in request.headers.get("Accept", "") and not request.path.startswith("/api/"):
        return redirect(url_for("entry.login", next=request.full_path.rstrip("?")), 303)
    raise Problem(401, "A password is needed", "Send it with HTTP Basic; any user name will do.")


def logins() -> Logins:
    return Logins(services().conversations)


def come_in() -> None:
    """Begin a login: a new one, whatever the cookie held."""
    go_out()
    session["in"] = logins().begin(proof(services().settings.password or ""), time.time())
    session.permanent = not services().settings.walk_in
    note("login")


def go_out() -> None:
    """End the login on the server, so that a copy of the cookie is worth nothing."""
    if login := session.pop("in", None):
        logins().end(str(login))
        note("logout")


def refuse_locked() -> None:
    """Raise the 429 page where too many wrong passwords came from this address, or from all of them together."""
    settings = services().settings
    if not settings.limits:
        return
    for name, whose in (("logins", get_remote_address()), ("wrong", "all")):
        if not limiter.limiter.test(parse(getattr(settings, name)), name, whose):
            note("locked")
            raise Problem(429, "Too many tries", "Too many wrong passwords were sent. Wait before the next try.")


def wrong() -> None:
    """Count a wrong password; a right one is never counted."""
    note("failed login")
    settings = services().settings
    if settings.limits:
        limiter.limiter.hit(parse(settings.logins), "logins", get_remote_address())
        limiter.limiter.hit(parse(settings.wrong), "wrong", "all")


def basic(header: str) -> str | None:
    """The password of an Authorization header; None where it holds none."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        _, sign, password = base64.b64decode(value, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return None
    return password if sign else None


def limited(name: str) -> bool:
    """Count one more of these against the address; True where there were too many."""
    settings = services().settings
    if not settings.limits:
        return False
    limit = parse(getattr(settings, name))
    return not limiter.limiter.hit(limit, name, get_remote_address())


def slow_changes() -> None:
    """Whatever is written has a limit; what costs more than a row has one of its own besides."""
    if request.method not in SAFE:
        slow_down("changes")


def slow_down(name: str) -> None:
    """Raise the 429 page where this address does too much of this."""
    if limited(name):
        raise Problem(429, "A little too fast", "Too many requests came from this address. Wait a minute, then go on.")


@contextmanager
def turn() -> Iterator[None]:
    """Wait until it is this client's turn to be answered; the 429 page where it has too many questions in the line."""
    try:
        with services().line.turn(owner() or get_remote_address()):
            yield
    except TooMany:
        raise Problem(429, "Too many questions at once", "Wait for the answers, then ask again.") from None


# --- owners -------------------------------------------------------------------------------------------------------


def owner() -> str | None:
    """Whose conversations this browser sees; None before the first."""
    found = session.get("owner")
    return found if isinstance(found, str) else None


def become_owner() -> str:
    """The owner of this browser's conversations; a new one on the first change."""
    if owner() is None:
        session["owner"] = secrets.token_urlsafe(16)
        session.permanent = not services().settings.walk_in
    return str(session["owner"])
