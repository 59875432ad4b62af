"""A damaged file of conversations: set aside under another name, and what can be read of it saved in a new one.

A server that would not start for one bad byte would take the chat from everybody, and one that began from nothing
would take their conversations. So it starts with what can still be read, says so in its log, and deletes nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from indexer.disk import sync
from indexer.errors import NotReadable

COLUMNS = {
    "conversations": ("id", "owner", "title", "named", "created", "updated", "version", "state"),
    "turns": ("conversation", "number", "asked", "question", "facts", "today", "answer", "thumb", "note"),
    "feedback": ("owner", "conversation", "turn", "given", "thumb", "note", "record"),
}
# What holds JSON: a row in which it cannot be read is worth nothing.
_JSON = {"state", "facts", "answer", "record"}
# Beside the database; none of them is good without the others.
_ALL = ("", "-wal", "-shm")


def is_sound(path: Path) -> bool:
    """Whether the database can be read whole, or isn't there yet; NotReadable where it may not be opened."""
    if saved_as(path).exists():
        return False
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    size = path.stat().st_size if path.exists() else 0
    if not size:
        # SQLite throws a log away whose database is empty, and with it what only the log has.
        return not logged
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=10)) as database:
            [page] = database.execute("PRAGMA page_size").fetchone()
            # What a checkpoint was writing when the power went is in the log still.
            even = logged or size % page == 0
            return even and database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.OperationalError as error:
        if "unable to open" in str(error) or "readonly" in str(error):
            raise NotReadable(f"{path} cannot be opened: check the rights of the file and its folder") from error
        return False
    except sqlite3.DatabaseError:
        return False


def set_aside(path: Path, tables: str) -> str:
    """Rename the damaged database and put one with these tables and all that can be read in its place; what was done,
    in a line for the log. One that was killed at it is gone on with. Raises OSError."""
    saved, fresh = saved_as(path), path.with_name(f".{path.name}.new")
    if not saved.exists():
        for ending in _ALL:
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as database:
            database.executescript(tables)
            fill(database, path if path.exists() and path.stat().st_size else None)
        sync(fresh)
        fresh.rename(saved)
    stamp = f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    damaged = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for ending in _ALL:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(damaged.with_name(damaged.name + ending))
    saved.rename(path)
    sync(path.parent)
    with contextlib.closing(sqlite3.connect(path)) as database:
        talks, turns = (database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in list(COLUMNS)[:2])  # noqa: S608
    return (
        f"{path} was damaged. It was set aside as {damaged.name}; {talks} conversations with {turns} turns could be "
        "read and go on"
    )


def saved_as(path: Path) -> Path:
    """Where what was saved lies whole, before the damaged file makes room for it."""
    return path.with_name(f"{path.name}.saved")


def fill(database: sqlite3.Connection, damaged: Path | None) -> None:
    """Copy every row that can be read."""
    uri = f"{damaged.resolve().as_uri()}?mode=ro" if damaged is not None else ":memory:"
    database.execute("BEGIN")
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(uri, uri=True)) as source:
        source.execute("PRAGMA writable_schema = ON")  # else nothing is read of a file that was cut short
        source.text_factory = lambda data: data.decode("utf-8", "replace")
        for table, columns in COLUMNS.items():
            insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608
            database.executemany(insert, rows(source, table, columns))
    # A turn belongs to nobody without its conversation; the next one's number follows the last.
    database.execute("DELETE FROM turns WHERE conversation NOT IN (SELECT id FROM conversations)")
    database.execute(
        "UPDATE conversations SET version = max(version, "
        "coalesce((SELECT max(number) FROM turns WHERE conversation = id), 0))"
    )
    database.execute("COMMIT")


def rows(source: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The rows of a table from its beginning up to a damaged page, and from its end back to one."""
    last: int | None = None
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error):
            query = f"SELECT rowid, {', '.join(columns)} FROM {table} ORDER BY rowid {order}"  # noqa: S608
            for number, *row in source.execute(query):
                if order == "DESC" and last is not None and number <= last:
                    return
                if order == "ASC":
                    last = number
                if whole(dict(zip(columns, row, strict=True))):
                    yield tuple(row)
            return


def whole(row: dict[str, object]) -> bool:
    """Whether the JSON in a row can be read."""
    try:
        for name in _JSON & row.keys():
            json.loads(str(row[name]))
    except ValueError:
        return False
    return True
