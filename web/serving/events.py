"""The log of events: who came in, who did not, what was added, removed and forgotten; one JSON object a line in
`events.jsonl` of the data folder, apart from the access log, and never a question."""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import threading
from pathlib import Path
from typing import IO, Literal

from flask import request

from web.serving.services import services

NAME = "events.jsonl"
Event = Literal["login", "failed login", "locked", "logout", "upload", "removal", "deletion", "forgotten", "feedback"]

log = logging.getLogger("so_ordered.web")
_GUARD = threading.Lock()


def note(event: Event, what: str = "") -> None:
    """Write down that this happened in this request. what: the order, never what was asked. A disk that does not take
    it costs nobody the page."""
    facts = {
        "time": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "event": event,
        "address": request.remote_addr or "", "what": what,
    }  # fmt: skip
    path = services().settings.data / NAME
    try:
        with _GUARD, private(path, os.O_APPEND) as out:
            out.write(json.dumps(facts) + "\n")
    except OSError as error:
        log.error("the log of events: %s", error.strerror)


def retire(folder: Path, before: dt.datetime) -> None:
    """Take out what happened before that moment (UTC). Raises OSError."""
    path, kept = folder / NAME, folder / f".{NAME}.new"
    if not path.exists():
        return
    with _GUARD:
        lines = [line for line in path.read_text("utf-8").splitlines(keepends=True) if is_after(line, before)]
        with private(kept, os.O_TRUNC) as out:
            out.writelines(lines)
        kept.replace(path)


def private(path: Path, how: int) -> IO[str]:
    """A file to write to that nobody else may read."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | how, 0o600), "w", encoding="utf-8")


def is_after(line: str, moment: dt.datetime) -> bool:
    try:
        return dt.datetime.fromisoformat(json.loads(line)["time"]) >= moment
    except (ValueError, KeyError, TypeError):  # a line that a power cut left half
        return False
