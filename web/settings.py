"""What the web application is told from outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from indexer.read import MAX_BYTES


@dataclass(frozen=True, slots=True)
class Settings:
    """index, corpus: the folders of the index and of the orders. data: where conversations, uploads under way and
    the secret lie. password: guards everything where it is set. today: the day, asked for once a request.
    hosts: names and addresses under which the server may be called, besides loopback.
    limits: count requests of one address. asks, uploads, logins (wrong passwords of an address), wrong
    (wrong passwords of all), changes (whatever is written): how many, as Flask-Limiter writes it.
    proxies: how many proxies in front are trusted to say who asks and under which path. secure_cookies: send cookies
    over HTTPS only. max_upload: bytes. log_questions: write questions into the access log.
    reader: as `assistant.reading.reader.reader_of` takes it.
    keep_days: how long a conversation that is not used is kept, and an event; None: until it is deleted.
    walk_in: strangers sit down one after the other: see `web.serving.walkin`.
    """

    index: Path
    corpus: Path
    data: Path
    password: str | None = None
    today: Callable[[], dt.date] = dt.date.today
    hosts: tuple[str, ...] = ()
    limits: bool = True
    asks: str = "120 per minute"
    uploads: str = "60 per hour"
    logins: str = "10 per minute"
    wrong: str = "100 per hour"
    changes: str = "240 per minute"
    proxies: int = 0
    secure_cookies: bool = False
    max_upload: int = MAX_BYTES
    log_questions: bool = False
    reader: str | None = None
    keep_days: int | None = None
    walk_in: bool = False
