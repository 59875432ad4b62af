"""What lies inside a generation, looked at order by order: rows, contents, passages, vectors, the search indexes."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import IndexDamaged
from indexer.orders import Order
from indexer.repair.damage import Findings, Tell
from indexer.store.catalogue import OrderRow, order_row
from indexer.store.generations import ADDED, MAIN, PARTS, Manifest
from indexer.store.handles import handles
from indexer.store.lexical import OPENINGS, PASSAGES, Words
from indexer.store.remains import Remains, connected
from indexer.store.store import words_of
from indexer.store.tables import counter
from indexer.store.vectors import Matrix
from indexer.store.writer import facts_of

# So many lines of what SQLite says of one database, and so much of each.
_LINES, _LONGEST = 5, 160
_ROW = f"SELECT {', '.join(OrderRow.__slots__)}, first, last FROM orders WHERE number = ?"  # noqa: S608


def inspect(folder: Path, manifest: Manifest, findings: Findings, tell: Tell) -> None:
    """Look through the parts and what is searched."""
    offset, orders, passages = 1, 0, 0
    dropped: list[tuple[int, int, int]] = []
    for name in manifest.parts:
        look = Look(folder, name, manifest.dimension, offset, findings)
        if not look.path.is_file():
            return
        with closing(connected(look.path)) as look.database:
            look.integrity(tell)
            look.orders(tell)
            with look.faults():
                look.counters()
                look.vectors()
                offset = counter(look.database, "passage") + 1
                orders += look.one("SELECT count(*) FROM orders")
                passages += look.one("SELECT count(*) FROM passages")
                if name == ADDED:
                    dropped = look.database.execute("SELECT number, first, last FROM dropped").fetchall()
    if MAIN in manifest.parts and dropped:
        with closing(connected(folder / PARTS[MAIN][0])) as database:
            look = Look(folder, MAIN, manifest.dimension, 1, findings)
            with look.faults():
                known = set(database.execute("SELECT number, first, last FROM orders"))
                for row in sorted(set(dropped) - known):
                    findings.add("orders", f"{folder.name}/{PARTS[ADDED][0]}", f"drops order number {row[0]}, which is "
                                 "not there")  # fmt: skip
    orders -= len(dropped)
    passages -= sum(last + 1 - first for _, first, last in dropped)
    findings.orders, findings.passages = orders, passages
    for words, count in ((PASSAGES, passages), (OPENINGS, orders)):
        try:
            found = len(Words(folder / words))
        except IndexDamaged:
            findings.add("search", f"{folder.name}/{words}", "the search by words cannot be opened")
        else:
            if found != count and not findings.damage:
                findings.add("search", f"{folder.name}/{words}", f"has {found:,} entries instead of {count:,}")


class Look:
    """One part under the eye. Faults of SQLite become findings."""

    database: sqlite3.Connection

    def __init__(self, folder: Path, name: str, dimension: int, offset: int, findings: Findings):
        self.path, self.matrix_path, self.vectors_path = (folder / file for file in PARTS[name])
        self.dimension, self.offset, self.findings = dimension, offset, findings
        self.name = f"{folder.name}/{self.path.name}"
        self.folder, self.last = folder, 0

    def add(self, what: str, order: str | None = None) -> None:
        self.findings.add("orders", self.name, what, order)

    @contextmanager
    def faults(self) -> Iterator[None]:
        """What SQLite cannot read is a finding."""
        try:
            yield
        except (sqlite3.Error, UnicodeError, TypeError) as error:
            self.add(f"cannot be read ({error})")

    def one(self, query: str) -> Any:
        return self.database.execute(query).fetchone()[0]

    def integrity(self, tell: Tell) -> None:
        """SQLite's own checks."""
        tell("checking the database", 0, 1)
        with self.faults():
            for (line,) in self.database.execute(f"PRAGMA integrity_check({_LINES})").fetchall():
                if line != "ok":
                    self.add(" ".join(str(line).split())[:_LONGEST])
            broken = self.database.execute("PRAGMA foreign_key_check").fetchmany(_LINES)
            for table, row, parent, _ in broken:
                self.add(f"row {row} of {table} has no {parent}")
        tell("checking the database", 1, 1)

    def orders(self, tell: Tell) -> None:
        """Each order: what is stored of it, and whether that agrees."""
        matrix = Matrix(self.matrix_path, self.dimension, self.offset) if self.matrix_path.is_file() else None
        remains = Remains(self.database, matrix)
        used: Counter[str] = Counter()
        numbers: list[int] = []
        with self.faults():
            numbers = remains.numbers()
        for place, number in enumerate(numbers):
            if place % 64 == 0:
                tell("looking at orders", place, len(numbers))
            row = remains.one(_ROW, number)
            held = remains.held(number)
            order = held.order()
            name = order.id if order is not None else str(row[0]) if row is not None else f"number {number}"
            for what in self.faults_of(number, order, row):
                self.add(what, name)
            if held.sentences is None or order is not None and len(held.sentences) != 2 * self.dimension * sum(
                max(len(paragraph.sentences), 1) for paragraph in order.paragraphs
            ):
                self.add("the vectors of its sentences are damaged", name)
            if held.passages is None:
                self.findings.add("orders", f"{self.folder.name}/{self.matrix_path.name}",
                                  "the vectors of its passages are damaged", name)  # fmt: skip
            if order is not None:
                used.update(words_of(order))
        tell("looking at orders", len(numbers), len(numbers))
        self.last = max(numbers, default=0)
        with self.faults():
            stored = dict(self.database.execute("SELECT word, orders FROM vocabulary"))
            if stored != used and not self.findings.damage:
                self.add("the words of the orders are not those of the vocabulary")

    def faults_of(self, number: int, order: Order | None, row: tuple[Any, ...] | None) -> Iterator[str]:
        """What is wrong with the rows of one order; None: not there."""
        if order is None:
            yield "its content is missing or damaged"
        if row is None:
            yield "its row is missing or damaged"
        if order is None or row is None:
            return
        *facts, first, last = row
        if tuple(facts) != facts_of(order):
            yield "its row says something else than its content"
            return
        try:
            passages = self.database.execute(
                "SELECT number, start, stop, sentence_start, sentence_stop, text FROM passages WHERE of = ? "
                "ORDER BY number", (number,)
            ).fetchall()  # fmt: skip
            keys = {key for (key,) in self.database.execute("SELECT key FROM handles WHERE of = ?", (number,))}
        except (sqlite3.Error, UnicodeError) as error:
            yield f"its passages cannot be read ({error})"
            return
        if [passage[0] for passage in passages] != list(range(first, last + 1)):
            yield "passages of it are missing"
        for _, start, stop, from_, to, text in passages:
            if not 0 <= start <= from_ <= to <= stop or order.text[start:stop] != text:
                yield f"the passage at {start} is not the order's text"
        if keys != handles(order_row(tuple(facts))):
            yield "the names that it is found by are damaged"

    def counters(self) -> None:
        """Numbers that are given on must be beyond those that were given."""
        if counter(self.database, "order") < self.last:
            self.add("orders are missing from the search by words")
        highest = self.one("SELECT coalesce(max(last), 0) FROM orders")
        rows = counter(self.database, "passage") + 1 - self.offset
        if highest >= self.offset + rows:
            self.add("the counter of passages is behind")
        size = self.matrix_path.stat().st_size if self.matrix_path.is_file() else 0
        name, wanted = f"{self.folder.name}/{self.matrix_path.name}", rows * 2 * self.dimension
        if size != wanted and name not in {one.file for one in self.findings.damage}:
            self.findings.add("orders", name, f"has {size:,} bytes instead of {wanted:,}")
        if self.path.name == PARTS[MAIN][0] and self.one("SELECT count(*) FROM dropped"):
            self.add("names orders as dropped that are searched")

    def vectors(self) -> None:
        """The FAISS index has the passages, each once."""
        name = f"{self.folder.name}/{self.vectors_path.name}"
        try:
            found = numbers_in(self.vectors_path)
        except (RuntimeError, MemoryError):
            self.findings.add("search", name, "the search by meaning cannot be opened")
            return
        wanted = np.array([number for (number,) in self.database.execute("SELECT number FROM passages")], np.int64)
        if not np.array_equal(np.sort(found), np.sort(wanted)):
            self.findings.add("search", name, "has not the passages that the orders have")


def numbers_in(path: Path) -> np.ndarray:
    """The numbers of all vectors of a FAISS index."""
    import faiss

    index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    if not isinstance(index, faiss.IndexIVF):
        return np.asarray(faiss.vector_to_array(index.id_map), dtype=np.int64)
    lists: Any = index.invlists
    parts = [
        faiss.rev_swig_ptr(lists.get_ids(place), lists.list_size(place)).copy()
        for place in range(index.nlist)
        if lists.list_size(place)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
