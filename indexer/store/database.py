"""SQLite as a reader of the index uses it: a file that never changes, whose faults are the index's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from indexer.errors import REPAIR, IndexDamaged


class Rows(list[tuple[Any, ...]]):
    """What a query found."""

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self

    def fetchone(self) -> Any:
        return self[0] if self else None


class Database:
    """SQLite, for reading from any thread; IndexDamaged for whatever it cannot read."""

    def __init__(self, path: Path):
        self.path = path
        # The files of a generation never change, so SQLite needs neither locks nor a journal beside them.
        self.connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )

    def execute(self, query: str, parameters: Sequence[Any] = ()) -> Rows:
        try:
            return Rows(self.connection.execute(query, parameters).fetchall())
        except (sqlite3.DatabaseError, UnicodeError) as error:
            raise IndexDamaged(f"{self.path} is damaged ({error}): {REPAIR}") from error

    def define(self, name: str, count: int, function: Callable[..., Any]) -> None:
        """Make a function of `count` arguments, which always gives the same for the same, known to queries."""
        self.connection.create_function(name, count, function, deterministic=True)

    def close(self) -> None:
        self.connection.close()
