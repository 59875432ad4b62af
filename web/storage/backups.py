"""Backups of the conversations, some kept by age; and a damaged file set aside, with the newest sound one in its place.

A server that would not start for one bad byte would take the chat from everybody, and one that began from nothing
would take their conversations. So it starts with the last backup, says so in its log, and deletes nothing.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from indexer.disk import sync
from indexer.errors import NotReadable

# A backup is made where the last is older than this many hours. Of the older ones the last of each day and of each week
# are kept, so many of them.
HOURS, LAST, DAYS, WEEKS = 1, 24, 7, 4
_STAMP = "%Y%m%d-%H%M%S"
# Beside the database; none of them is good without the others.
_ALL = ("", "-wal", "-shm")


def folder_of(path: Path) -> Path:
    return path.with_name("backups")


def backups(path: Path) -> dict[dt.datetime, Path]:
    """The backups of a database and when each was made (UTC), the newest first."""
    found: dict[dt.datetime, Path] = {}
    for file in folder_of(path).glob(f"{path.stem}.*{path.suffix}"):
        with contextlib.suppress(ValueError):
            found[dt.datetime.strptime(file.name.split(".")[1], _STAMP).replace(tzinfo=dt.UTC)] = file
    return dict(sorted(found.items(), reverse=True))


def back_up(path: Path, now: dt.datetime) -> Path | None:
    """Make a backup where one is due at `now` (UTC) and take away those that are not kept; None where none is due.
    Readers and writers go on meanwhile. Raises sqlite3.Error, OSError."""
    newest = next(iter(backups(path)), None)
    if newest is not None and now - newest < dt.timedelta(hours=HOURS):
        return None
    folder_of(path).mkdir(exist_ok=True)
    made = folder_of(path) / f"{path.stem}.{now:{_STAMP}}{path.suffix}"
    part = made.with_name(f".{made.name}.part")
    part.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(sqlite3.connect(path, timeout=10)) as source,
            contextlib.closing(sqlite3.connect(part)) as target,
        ):  # fmt: skip
            source.backup(target)
            # So that one file is all of it.
            target.execute("PRAGMA journal_mode = DELETE")
        sync(part)
        part.rename(made)
    finally:
        part.unlink(missing_ok=True)
    sync(made.parent)
    there = backups(path)
    for moment in there.keys() - kept(there):
        there[moment].unlink(missing_ok=True)
    return made


def kept(moments: Iterable[dt.datetime]) -> set[dt.datetime]:
    """Those that are kept: the last ones, the last of each day, and the last of each week."""
    newest_first = sorted(moments, reverse=True)
    days: dict[dt.date, dt.datetime] = {}
    weeks: dict[tuple[int, int], dt.datetime] = {}
    for moment in newest_first:
        days.setdefault(moment.date(), moment)
        weeks.setdefault(moment.isocalendar()[:2], moment)
    return {*newest_first[:LAST], *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}


def erase(path: Path, owner: str, key: str | None = None) -> None:
    """Delete a conversation of this owner, None: all of them, from every backup: who deletes it wants it gone."""
    for file in backups(path).values():
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            given = {"owner": owner, "key": key}
            for table, name in (("conversations", "id"), ("feedback", "conversation")):
                query = f"DELETE FROM {table} WHERE owner = :owner AND {name} = coalesce(:key, {name})"  # noqa: S608
                database.execute(query, given)
            database.commit()


def is_sound(path: Path) -> bool:
    """Whether the database can be read whole, or isn't there yet; NotReadable where it may not be opened."""
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    size = path.stat().st_size if path.exists() else 0
    if not size:
        # SQLite throws a log away whose database is empty, and with it what only the log has. A file that was being
        # set aside is gone where a backup is.
        return not logged and (path.exists() or not saved_as(path).exists())
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


def set_aside(path: Path) -> str:
    """Rename the damaged database and put the newest sound backup in its place, if there is one; what was done, in a
    line for the log. One that was killed at it is gone on with. Raises OSError."""
    newest = next((file for file in backups(path).values() if is_sound(file)), None)
    saved = saved_as(path)
    if newest is not None:
        # It lies whole beside the damaged file before that makes room for it.
        saved.write_bytes(newest.read_bytes())
        sync(saved)
    stamp = f"{dt.datetime.now(dt.UTC):{_STAMP}}-{secrets.token_hex(2)}"
    damaged = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for ending in _ALL:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(damaged.with_name(damaged.name + ending))
    if newest is not None:
        saved.rename(path)
    sync(path.parent)
    then = f"the backup {newest.name} goes on in its place" if newest is not None else "there was no backup of it"
    return f"{path} was damaged. It was set aside as {damaged.name}; {then}"


def saved_as(path: Path) -> Path:
    """Where a backup lies before the damaged file makes room for it."""
    return path.with_name(f"{path.name}.saved")
