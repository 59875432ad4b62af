"""How long things are kept: conversations that nobody uses any more, and events."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading
from pathlib import Path

from web.serving import events
from web.storage.conversations import Conversations

log = logging.getLogger("so_ordered.web")

# Seconds between two looks.
HOUR = 3600.0


def retire(store: Conversations, data: Path, days: int, now: dt.datetime) -> int:
    """Delete what was not used for so many days at `now` (UTC); how many conversations that was."""
    before = now - dt.timedelta(days=days)
    events.retire(data, before)
    return store.retire(before)


def keep_retiring(store: Conversations, data: Path, days: int, ended: threading.Event) -> None:
    """Do so now and every hour until `ended`; a disk that does not take it is told, and tried again."""
    while True:
        try:
            retire(store, data, days, dt.datetime.now(dt.UTC))
        except (sqlite3.Error, OSError) as error:
            log.error("what is older than %d days could not be deleted: %s", days, error)
        if ended.wait(HOUR):
            return
