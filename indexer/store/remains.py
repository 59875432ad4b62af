"""Orders out of a part of an index that may be damaged: what of each is sound, by the digests written with it."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from indexer.orders import Order
from indexer.store.vectors import Matrix

# SQLite's own limit on numbers is far above; a damaged row may claim any.
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """What is sound of one order; None: missing or damaged. sentences, passages: rows of half floats, as bytes."""

    number: int
    content: bytes | None
    sentences: bytes | None
    passages: bytes | None

    @property
    def whole(self) -> bool:
        return None not in (self.content, self.sentences, self.passages)

    def order(self) -> Order | None:
        """The order itself; None also where another version wrote it."""
        if self.content is None:
            return None
        try:
            return msgspec.msgpack.decode(self.content, type=Order)
        except (msgspec.DecodeError, ValueError):
            return None


class Remains:
    """A database and the matrix beside it, None where there is none. `complete` turns False where something could
    not be read, so that nobody can say what else there was."""

    def __init__(self, database: sqlite3.Connection, matrix: Matrix | None):
        self.database, self.matrix = database, matrix
        self.complete = True

    def numbers(self) -> Iterator[int]:
        """The numbers of all orders of which anything can be found, ascending."""
        known: set[int] = set()
        last = 0
        for query in (
            "SELECT number FROM orders ORDER BY number", "SELECT number FROM orders ORDER BY number DESC",
            "SELECT number FROM contents ORDER BY number", "SELECT number FROM contents ORDER BY number DESC",
            "SELECT number FROM digests ORDER BY number DESC", "SELECT seq FROM sqlite_sequence",
        ):  # fmt: skip
            try:
                for (number,) in self.database.execute(query):
                    if isinstance(number, int) and 0 < number <= _MOST:
                        (known.add(number) if "seq" not in query else None)
                        last = max(last, number)
            except (sqlite3.Error, UnicodeError):
                self.complete = False
        # Where a list breaks off, each number is tried: the way to its row may be another.
        yield from sorted(known) if self.complete else range(1, last + 1)

    def held(self, number: int) -> Held:
        """What there is of an order."""
        digests = self.one("SELECT content, sentences, passages FROM digests WHERE number = ?", number)
        if digests is None:
            return Held(number, None, None, None)
        content = self.one("SELECT content FROM contents WHERE number = ?", number)
        sentences = self.one("SELECT vectors FROM sentence_vectors WHERE number = ?", number)
        found = (content and content[0], sentences and sentences[0], self.rows(number))
        return Held(number, *(
            data if isinstance(data, bytes) and hashlib.sha256(data).digest() == digest else None
            for data, digest in zip(found, digests, strict=True)
        ))  # fmt: skip

    def rows(self, number: int) -> bytes | None:
        """The rows of an order's passages; None where it isn't known which, or where they are not there."""
        places = self.one("SELECT first, last FROM orders WHERE number = ?", number)
        if places is None or self.matrix is None or not all(isinstance(place, int) for place in places):
            return None
        first, stop = places[0] - self.matrix.offset, places[1] + 1 - self.matrix.offset
        if not 0 <= first <= stop <= len(self.matrix):
            return None
        return bytes(np.ascontiguousarray(self.matrix.rows[first:stop]).tobytes())

    def one(self, query: str, number: int) -> tuple[Any, ...] | None:
        """The one row that a query finds; None where there is none or it cannot be read."""
        found: tuple[Any, ...] | None = None
        with suppress(sqlite3.Error, UnicodeError):
            found = self.database.execute(query, (number,)).fetchone()
        return found


# What every database of an index begins with: the name of the format, pages of 4096 bytes, versions, fractions; and,
# further on, the form of the schema, and UTF-8.
_HEAD = b"SQLite format 3\0" + bytes((0x10, 0x00, 1, 1, 0, 64, 32, 32))
_FORM, _UTF8 = (44, (4).to_bytes(4, "big")), (56, (1).to_bytes(4, "big"))


def opened(path: Path) -> sqlite3.Connection:
    """A database that may be damaged, for reading what can be read of it.

    Where it begins with something else than a database, a copy with that mended is opened, as long as the disk has
    room for it.
    """
    database = connected(path)
    try:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        with suppress(OSError, sqlite3.Error), tempfile.TemporaryDirectory(dir=path.parent.parent) as folder:
            copy = Path(folder) / path.name
            shutil.copyfile(path, copy)
            with copy.open("r+b") as file:
                for place, data in ((0, _HEAD), _FORM, _UTF8):
                    file.seek(place)
                    file.write(data)
            mended = connected(copy)
            # It stays open without its name.
            mended.execute("SELECT count(*) FROM sqlite_master").fetchone()
            database.close()
            return mended
    return database


def connected(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    with suppress(sqlite3.Error):
        # Without it, SQLite refuses a file that was cut short; nothing is written.
        database.execute("PRAGMA writable_schema = ON")
    return database
