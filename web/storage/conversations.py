"""Conversations in SQLite: one owner each, every turn with its whole answer, feedback with the whole record."""

from __future__ import annotations

import datetime as dt
import json
import logging
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.conversation.conversation import Conversation
from indexer.disk import sync
from indexer.errors import NotReadable, SoOrderedError
from web.storage import logins
from web.storage.backups import back_up, erase, is_sound, set_aside
from web.storage.schema import bring_up

log = logging.getLogger("so_ordered.web")

TABLES = """
CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL, named INTEGER NOT NULL DEFAULT 0,
  created TEXT NOT NULL, updated TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS conversations_of ON conversations(owner, updated);
CREATE TABLE IF NOT EXISTS turns (
  conversation TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE, number INTEGER NOT NULL,
  asked TEXT NOT NULL, question TEXT NOT NULL, facts TEXT NOT NULL, today TEXT NOT NULL, answer TEXT NOT NULL,
  thumb TEXT, note TEXT, PRIMARY KEY (conversation, number)
);
CREATE TABLE IF NOT EXISTS feedback (
  number INTEGER PRIMARY KEY, owner TEXT NOT NULL, conversation TEXT NOT NULL, turn INTEGER NOT NULL,
  given TEXT NOT NULL, thumb TEXT NOT NULL, note TEXT NOT NULL, record TEXT NOT NULL, UNIQUE (conversation, turn)
);
"""
# What each version of the database adds to the one before.
STEPS = (TABLES, logins.TABLE)
TITLE_LENGTH = 120


class ConversationNotFound(SoOrderedError):
    """No conversation of this owner has that id."""


class ConversationDamaged(SoOrderedError):
    """What is stored of a conversation cannot be read."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its answer. asked: UTC, ISO. answer: as `Answer.to_dict`. thumb: "up", "down" or None."""

    number: int
    asked: str
    question: str
    facts: dict[str, str]
    today: str
    answer: dict[str, Any]
    thumb: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A conversation without its turns. version: how many turns it has."""

    id: str
    title: str
    created: str
    updated: str
    version: int
    state: Conversation


class Conversations:
    """The store. Each thread has its own connection; writers wait for each other, readers for nobody."""

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.local = threading.local()
        self.connections: list[sqlite3.Connection] = []
        self.guard = threading.Lock()
        try:
            if not is_sound(path):
                log.warning("%s", set_aside(path))
            path.touch(0o600)
            path.chmod(0o600)  # SQLite gives its log beside it the same rights
            bring_up(self.connection(), path, STEPS)
            self.file = path.stat().st_ino
            sync(path.parent)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise NotReadable(f"{path} cannot be opened or made ({error}): check the disk and its rights") from error

    def connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self.local, "connection", None)
        if found is None:
            found = sqlite3.connect(self.path, timeout=10, isolation_level=None, check_same_thread=False)
            found.execute("PRAGMA journal_mode = WAL")
            # What a page has shown must outlast a power cut; a turn takes a fraction of a millisecond to some for it.
            found.execute("PRAGMA synchronous = FULL")
            # A flipped byte in a text must not cost the conversation.
            found.text_factory = lambda data: data.decode("utf-8", "replace")
            found.execute("PRAGMA foreign_keys = ON")
            found.execute("PRAGMA secure_delete = ON")  # what is forgotten is not left in free pages
            self.local.connection = found
            with self.guard:
                self.connections.append(found)
        return found

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        database = self.connection()
        database.execute("BEGIN IMMEDIATE")
        try:
            yield database
            database.commit()  # which can fail, too, where the disk is full
        except BaseException:
            database.rollback()
            raise
        self.back_up()

    def back_up(self) -> None:
        """Have a backup where one is due; a disk that does not take it must not cost what was stored."""
        try:
            back_up(self.path, dt.datetime.now(dt.UTC))
        except (sqlite3.Error, OSError) as error:
            log.warning("no backup of the conversations could be made: %s", error)

    def is_there(self) -> bool:
        """Whether the file that was opened is still at its place: one that was taken away is written to in vain."""
        try:
            return self.path.stat().st_ino == self.file
        except OSError:
            return False

    def close(self) -> None:
        with self.guard:
            for connection in self.connections:
                connection.close()
            self.connections.clear()

    # --- conversations ------------------------------------------------------------------------------------------

    def start(self, owner: str, title: str = "New conversation", named: bool = False) -> Head:
        """A new conversation without turns."""
        head = fresh(title, Conversation())
        with self.writing() as database:
            put(database, owner, head, named)
        return head

    def begin(
        self, owner: str, state: Conversation, question: str, today: dt.date, answer: dict[str, Any]
    ) -> tuple[Head, int]:  # fmt: skip
        """A new conversation with its first turn, both or neither; state: after it."""
        head = fresh(question, state)
        with self.writing() as database:
            put(database, owner, head, False)
            number = self._append(database, owner, head, question, today, answer)
        assert number is not None
        return head, number

    def head(self, owner: str | None, key: str) -> Head:
        """The conversation of that id; ConversationNotFound, also where it is another's."""
        row = self.connection().execute(
            "SELECT id, title, created, updated, version, state FROM conversations WHERE id = ? AND owner = ?",
            (key, owner or ""),
        ).fetchone()  # fmt: skip
        if row is None:
            raise ConversationNotFound("this conversation is not here: it was deleted, or belongs to another browser")
        return head_of(row)

    def count(self, owner: str | None) -> int:
        """How many conversations the owner has."""
        row = self.connection().execute("SELECT COUNT(*) FROM conversations WHERE owner = ?", (owner or "",)).fetchone()
        return int(row[0])

    def heads(self, owner: str | None, first: int = 0, most: int = 500) -> list[Head]:
        """The owner's conversations, the last used first: `most` of them, `first` left out."""
        rows = self.connection().execute(
            "SELECT id, title, created, updated, version, state FROM conversations WHERE owner = ? "
            "ORDER BY updated DESC, id LIMIT ? OFFSET ?",
            (owner or "", most, first),
        )
        return [head_of(row) for row in rows]

    def rename(self, owner: str | None, key: str, title: str) -> None:
        with self.writing() as database:
            changed = database.execute(
                "UPDATE conversations SET title = ?, named = 1 WHERE id = ? AND owner = ?",
                (title_of(title), key, owner or ""),
            ).rowcount
        if not changed:
            raise ConversationNotFound("this conversation is not here: it was deleted, or belongs to another browser")

    def delete(self, owner: str | None, key: str) -> None:
        """Delete a conversation with its turns and feedback; ConversationNotFound."""
        with self.writing() as database:
            changed = database.execute(
                "DELETE FROM conversations WHERE id = ? AND owner = ?", (key, owner or "")
            ).rowcount
            database.execute("DELETE FROM feedback WHERE conversation = ? AND owner = ?", (key, owner or ""))
        erase(self.path, owner or "", key)
        self.empty_log()
        if not changed:
            raise ConversationNotFound("this conversation is not here: it was deleted, or belongs to another browser")

    def forget(self, owner: str | None) -> int:
        """Delete everything of this owner; how many conversations that was."""
        with self.writing() as database:
            gone = database.execute("DELETE FROM conversations WHERE owner = ?", (owner or "",)).rowcount
            database.execute("DELETE FROM feedback WHERE owner = ?", (owner or "",))
        erase(self.path, owner or "")
        self.empty_log()
        return int(gone)

    def retire(self, before: dt.datetime) -> int:
        """Delete every conversation that was not used since that moment (UTC), and older feedback, in the backups, too;
        how many conversations that was."""
        moment = before.isoformat(timespec="seconds")
        with self.writing() as database:
            old = database.execute("SELECT owner, id FROM conversations WHERE updated < ?", (moment,)).fetchall()
            database.execute("DELETE FROM conversations WHERE updated < ?", (moment,))
            database.execute("DELETE FROM feedback WHERE given < ?", (moment,))
        for owner, key in old:
            erase(self.path, owner, key)
        self.empty_log()
        return len(old)

    def empty_log(self) -> None:
        """Have what was deleted leave SQLite's log as well; as soon as the last reader of it is done."""
        self.connection().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    # --- turns --------------------------------------------------------------------------------------------------

    def add(self, owner: str, head: Head, question: str, today: dt.date, answer: dict[str, Any]) -> int | None:
        """Append a turn and the state after it (`head.state`); its number. None where the conversation has gone on
        since `head` was read, so that nothing of either tab is lost: read it again and ask again."""
        with self.writing() as database:
            return self._append(database, owner, head, question, today, answer)

    def _append(
        self, database: sqlite3.Connection, owner: str, head: Head, question: str, today: dt.date,
        answer: dict[str, Any],
    ) -> int | None:  # fmt: skip
        now = moment()
        title = title_of(question) if head.version == 0 else head.title
        changed = database.execute(
            "UPDATE conversations SET version = version + 1, updated = ?, state = ?, "
            "title = CASE named WHEN 1 THEN title ELSE ? END WHERE id = ? AND owner = ? AND version = ?",
            (now, json.dumps(head.state.to_dict()), title, head.id, owner, head.version),
        ).rowcount
        if not changed:
            return None
        database.execute(
            "INSERT INTO turns (conversation, number, asked, question, facts, today, answer) "
            "VALUES (?,?,?,?,?,?,?)",
            (head.id, head.version + 1, now, question, json.dumps(head.state.facts), today.isoformat(),
             json.dumps(answer, ensure_ascii=False)),
        )  # fmt: skip
        return head.version + 1

    def turns(self, key: str, last: int | None = None) -> list[Turn]:
        """The turns of a conversation, oldest first; last: only so many."""
        rows = self.connection().execute(
            "SELECT number, asked, question, facts, today, answer, thumb, note FROM turns WHERE conversation = ? "
            "ORDER BY number DESC LIMIT ?",
            (key, -1 if last is None else last),
        )
        try:
            return [
                Turn(number, asked, question, json.loads(facts), today, json.loads(answer), thumb, note)
                for number, asked, question, facts, today, answer, thumb, note in rows
            ][::-1]
        except ValueError as error:
            raise ConversationDamaged("what is stored of this conversation cannot be read: ask in a new one") from error

    def turn(self, key: str, number: int) -> Turn | None:
        return next((turn for turn in self.turns(key) if turn.number == number), None)

    def judge(self, owner: str, key: str, number: int, thumb: str, note: str) -> bool:
        """Store a thumb ("up", "down") and a note with the turn's full record; False where there is no such turn."""
        head = self.head(owner, key)
        turn = self.turn(head.id, number)
        if turn is None:
            return False
        record = {
            "question": turn.question, "facts": turn.facts, "today": turn.today, "answer": turn.answer,
            "before": [one.question for one in self.turns(key) if one.number < number],
        }  # fmt: skip
        with self.writing() as database:
            database.execute(
                "UPDATE turns SET thumb = ?, note = ? WHERE conversation = ? AND number = ?", (thumb, note, key, number)
            )
            database.execute(
                "INSERT OR REPLACE INTO feedback (owner, conversation, turn, given, thumb, note, record) "
                "VALUES (?,?,?,?,?,?,?)",
                (owner, key, number, moment(), thumb, note, json.dumps(record, ensure_ascii=False)),
            )
        return True

    def feedback(self, first: int = 0, most: int | None = None) -> Iterator[dict[str, Any]]:
        """Thumbs with their records, oldest first, `first` left out and `most` of them; owners are left out."""
        rows = self.connection().execute(
            "SELECT given, thumb, note, record FROM feedback ORDER BY number LIMIT ? OFFSET ?",
            (-1 if most is None else most, first),
        )
        for given, thumb, note, record in rows:
            yield {"given": given, "thumb": thumb, "note": note, **json.loads(record)}


def fresh(title: str, state: Conversation) -> Head:
    """A conversation that is not stored yet."""
    now = moment()
    return Head(secrets.token_urlsafe(12), title_of(title), now, now, 0, state)


def put(database: sqlite3.Connection, owner: str, head: Head, named: bool) -> None:
    """Store a conversation without turns."""
    database.execute(
        "INSERT INTO conversations (id, owner, title, named, created, updated, state) VALUES (?,?,?,?,?,?,?)",
        (head.id, owner, head.title, int(named), head.created, head.updated, json.dumps(head.state.to_dict())),
    )


def head_of(row: tuple[Any, ...]) -> Head:
    key, title, created, updated, version, stored = row
    try:
        state = Conversation.from_dict(json.loads(stored))
    except (ValueError, TypeError, KeyError, AttributeError):  # damaged: its turns can be read all the same
        state = Conversation()
    return Head(key, title, created, updated, version, state)


def title_of(text: str) -> str:
    """One line of at most TITLE_LENGTH characters."""
    line = " ".join(text.split()) or "Conversation"
    return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1].rstrip() + "…"


def moment() -> str:
    """Now, in UTC to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
