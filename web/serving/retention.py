"""How long things are kept: conversations that nobody uses any more, and events."""

from __future__ import annotations

import datetime as dt
import logging
import sqlite3
import threading

from web.serving import events
from web.serving.walkin import IDLE
from web.settings import Settings
from web.storage.conversations import Conversations

log = logging.getLogger("so_ordered.web")

# Seconds between two looks.
LOOK = 60.0


def retire(store: Conversations, settings: Settings, now: dt.datetime) -> int:
    """Delete what is not kept any longer at `now` (UTC); how many conversations that was."""
    gone = 0
    if settings.walk_in:
        gone += store.retire(now - dt.timedelta(seconds=IDLE))
    if settings.keep_days is not None:
        before = now - dt.timedelta(days=settings.keep_days)
        events.retire(settings.data, before)
        gone += store.retire(before)
    return gone


def keep_retiring(store: Conversations, settings: Settings, ended: threading.Event) -> None:
    """Do so now and every minute until `ended`; a disk that does not take it is told, and tried again."""
    while True:
        try:
            retire(store, settings, dt.datetime.now(dt.UTC))
        except (sqlite3.Error, OSError) as error:
            log.error("what is no longer kept could not be deleted: %s", error)
        if ended.wait(LOOK):
            return
