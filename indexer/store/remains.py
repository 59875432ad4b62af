"""Orders out of a part of an index that may be damaged: what of each is sound, by the digests written with it."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from indexer.orders import Order
from indexer.store.vectors import Matrix


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
    """A database and the matrix beside it, None where there is none."""

    def __init__(self, database: sqlite3.Connection, matrix: Matrix | None):
        self.database, self.matrix = database, matrix

    def numbers(self) -> list[int]:
        """The numbers of all orders of which anything can be found, ascending; sqlite3.Error."""
        tables = " UNION ".join(f"SELECT number FROM {name}" for name in ("orders", "contents", "digests"))  # noqa: S608
        return sorted(number for (number,) in self.database.execute(tables))

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


def connected(path: Path) -> sqlite3.Connection:
    """A database that may be damaged, for reading."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
