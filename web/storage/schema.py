"""The form of the chat's database: brought up step by step; one of a newer program is left as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from indexer.errors import NotReadable


def bring_up(database: sqlite3.Connection, path: Path, steps: Sequence[str]) -> None:
    """Take the database from the version that it has to `len(steps)`. steps: the SQL that makes each version of the one
    before; the first can be taken over tables that are there, as a version was not kept always. Each is taken whole or
    not at all. Raises NotReadable where it is newer, sqlite3.Error."""
    [found] = database.execute("PRAGMA user_version").fetchone()
    if found > len(steps):
        raise NotReadable(
            f"{path} was made by a newer so-ordered (its form is {found}, the newest known here {len(steps)}): "
            "install that version, or name another folder with --data"
        )
    for version, step in enumerate(steps[found:], found + 1):
        try:
            database.executescript(f"BEGIN IMMEDIATE; {step}; PRAGMA user_version = {version}; COMMIT")
        except sqlite3.Error:
            if database.in_transaction:
                database.rollback()
            raise
