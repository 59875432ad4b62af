"""Who has given the password and not left: kept here, so that a cookie is worth nothing once its login is over."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from contextlib import AbstractContextManager
from typing import Protocol

TABLE = """
CREATE TABLE logins (token TEXT PRIMARY KEY, proof TEXT NOT NULL, seen INTEGER NOT NULL);
CREATE INDEX logins_seen ON logins(seen)
"""
# Seconds after which a login that was not used is over, and after which it is noted that it is used.
IDLE, NOTED = 7 * 86_400, 60


class Database(Protocol):
    """Where the logins lie: the store of the conversations."""

    def connection(self) -> sqlite3.Connection: ...
    def writing(self) -> AbstractContextManager[sqlite3.Connection]: ...


class Logins:
    """The logins in a database. now: seconds since 1970, by any clock: one that was set back
    ends no login."""

    def __init__(self, store: Database):
        self.store = store

    def begin(self, proof: str, now: float) -> str:
        """A new login; its token, of which only a hash is kept. proof: which password was given."""
        token = secrets.token_urlsafe(32)
        with self.store.writing() as database:
            database.execute("DELETE FROM logins WHERE seen < ?", (int(now) - IDLE,))
            database.execute("INSERT INTO logins VALUES (?, ?, ?)", (hashed(token), proof, int(now)))
        return token

    def holds(self, token: str, proof: str, now: float) -> bool:
        """Whether that login is there, of the password that is set today, and was used lately."""
        database = self.store.connection()
        row = database.execute("SELECT proof, seen FROM logins WHERE token = ?", (hashed(token),)).fetchone()
        if row is None or not secrets.compare_digest(row[0], proof) or now - row[1] > IDLE:
            return False
        if abs(now - row[1]) > NOTED:
            with self.store.writing() as writing:
                writing.execute("UPDATE logins SET seen = ? WHERE token = ?", (int(now), hashed(token)))
        return True

    def end(self, token: str) -> None:
        with self.store.writing() as database:
            database.execute("DELETE FROM logins WHERE token = ?", (hashed(token),))

    def end_all(self) -> int:
        """End every login; how many there were."""
        with self.store.writing() as database:
            return int(database.execute("DELETE FROM logins").rowcount)


def hashed(token: str) -> str:
    """A token has the entropy of a key, so that a plain hash tells nothing of it."""
    return hashlib.sha256(token.encode()).hexdigest()
