"""One part of an index: a database of orders with the vectors of their passages. An index has one, a large one two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from indexer.disk import same
from indexer.errors import REPAIR, IndexDamaged
from indexer.store import vectors
from indexer.store.database import Database
from indexer.store.generations import PARTS
from indexer.store.handles import StoredHandles
from indexer.store.vectors import Matrix


class Part:
    """Opened for reading from any thread. offset: the number of its first passage. sound: called with a file's name
    before it is opened; raises IndexDamaged."""

    def __init__(self, folder: Path, name: str, dimension: int, offset: int, sound: Callable[[str], None]):
        self.database_file, self.matrix_file, self.vectors_file = (folder / file for file in PARTS[name])
        self.dimension, self.offset, self.sound = dimension, offset, sound
        sound(self.database_file.name)
        self.database = Database(self.database_file)
        self.handles = StoredHandles(self.database)

    def take_over(self, old: Part) -> None:
        """Open the vectors; what was read of the same file, linked into both generations, is shared."""
        for mine, its, names in (
            (self.database_file, old.database_file, ("count", "passage_count", "dropped")),
            (self.matrix_file, old.matrix_file, ("matrix",)),
            (self.vectors_file, old.vectors_file, ("vectors",)),
        ):
            if not same(mine, its):
                continue
            self.__dict__.update({name: old.__dict__[name] for name in names if name in old.__dict__})
            if mine == self.database_file:
                self.handles.known = old.handles.known
        _ = self.matrix, self.vectors

    @cached_property
    def vectors(self) -> Any:
        """The FAISS index; opened when it is first asked for, as a small corpus is often answered without it."""
        self.sound(self.vectors_file.name)
        return vectors.opened(self.vectors_file)

    @cached_property
    def matrix(self) -> Matrix:
        self.sound(self.matrix_file.name)
        matrix = Matrix(self.matrix_file, self.dimension, self.offset)
        if len(matrix) != self.counter("passage") + 1 - self.offset:
            raise IndexDamaged(f"{self.matrix_file} and the database beside it don't fit: {REPAIR}")
        return matrix

    @cached_property
    def dropped(self) -> list[tuple[int, int, int]]:
        """Orders of the part before that are gone: number, first and last passage."""
        return self.database.execute("SELECT number, first, last FROM dropped ORDER BY number").fetchall()

    @cached_property
    def count(self) -> int:
        """How many orders there are."""
        return int(self.database.execute("SELECT count(*) FROM orders").fetchone()[0])

    @cached_property
    def passage_count(self) -> int:
        return int(self.database.execute("SELECT count(*) FROM passages").fetchone()[0])

    def numbers(self, ids: Sequence[str]) -> list[tuple[int, int, int]]:
        """Number, first and last passage of the orders of these ids that are here."""
        return self.database.execute(
            "SELECT number, first, last FROM orders WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number",
            (json.dumps(list(ids)),),
        ).fetchall()

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """Number → id of orders."""
        rows = self.database.execute(
            "SELECT number, id FROM orders WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return dict(rows)

    def passages(self, numbers: Iterable[int]) -> list[tuple[Any, ...]]:
        """number, id, start, stop, sentence_start, sentence_stop, text, heading of these passages."""
        return self.database.execute(
            "SELECT passages.number, id, start, stop, sentence_start, sentence_stop, text, heading "
            "FROM passages JOIN orders ON orders.number = of "
            "WHERE passages.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        ).fetchall()

    def blob(self, table: str, column: str, digest: str, order_id: str) -> tuple[int, bytes] | None:
        """The order's number and what it has in that table; digest: the column with its sha256."""
        row = self.database.execute(
            f"SELECT number, {table}.{column}, digests.{digest} "  # noqa: S608
            f"FROM orders LEFT JOIN {table} USING (number) LEFT JOIN digests USING (number) WHERE id = ?",
            (order_id,),
        ).fetchone()
        if row is None:
            return None
        number, found, expected = row
        if not isinstance(found, bytes) or hashlib.sha256(found).digest() != expected:
            raise IndexDamaged(f"order {order_id} in {self.database.path} is damaged: {REPAIR}")
        return int(number), found

    def counter(self, name: str) -> int:
        row = self.database.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else 0

    def most_used(self, most: int) -> list[tuple[str, int]]:
        """The words that most orders use, with how many do: `most` of them."""
        return self.database.execute(
            "SELECT word, orders FROM vocabulary ORDER BY orders DESC, word LIMIT ?", (most,)
        ).fetchall()

    def close(self) -> None:
        self.database.close()
