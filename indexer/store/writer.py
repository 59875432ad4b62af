"""Writing an index: a draft of the next generation, changed order by order, then published in one step.

A draft is begun from nothing, from a copy of the main part, or, for a few changes to a large index, from links to the
main part and a copy of what was added since (`Mode`). What is found in it by searching is written when it is published.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from indexer.disk import disk_errors, same
from indexer.errors import DiskFull, IndexFault
from indexer.model.chunk import Chunk
from indexer.orders import Order
from indexer.store import generations, vectors
from indexer.store.catalogue import OrderRow, order_row
from indexer.store.drafts import Mode, begun, left_over, mark, words_in
from indexer.store.generations import ADDED, MAIN, PARTS, RESUME, Manifest
from indexer.store.handles import handles
from indexer.store.lexical import panics
from indexer.store.searchable import bring_up_words
from indexer.store.store import words_of
from indexer.store.tables import TABLES, counter
from indexer.store.vectors import Matrix


class Writer:
    """A draft of the next generation. Use `writing`, which clears up after it."""

    def __init__(self, index: Path, folder: Path, manifest: Manifest, mode: Mode, lasting: bool):
        """lasting: what was committed is on the disk, so that the draft can be gone on with."""
        self.index, self.folder, self.manifest, self.mode = index, folder, manifest, mode
        self.part = ADDED if mode == "append" else MAIN
        database, matrix, self.vectors = (folder / file for file in PARTS[self.part])
        fresh = not database.exists()
        self.database = sqlite3.connect(database.resolve().as_uri(), uri=True)
        journal, synchronous = ("DELETE", "FULL") if lasting else ("OFF", "OFF")
        # A draft that doesn't last is worth nothing until it is published, and is synced to the disk then.
        self.database.executescript(
            f"PRAGMA journal_mode = {journal}; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON"
        )
        self.lasting = lasting
        self.main: sqlite3.Connection | None = None
        self.offset = 1
        if mode == "append":
            uri = (folder / PARTS[MAIN][0]).resolve().as_uri()
            self.main = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True)
            self.offset = counter(self.main, "passage") + 1
        if fresh:
            self.database.executescript(TABLES)
            self.count_on()
        # Not "a": what an interrupted writer left behind the last commit is written over.
        matrix.touch()
        self.matrix = matrix.open("r+b")
        # Orders taken out that the search by words has.
        self.gone: list[int] = []

    def count_on(self) -> None:
        """Begin numbers where the main part ends."""
        starts = {"passage": 0, "order": 0}
        if self.main is not None:
            starts = {name: counter(self.main, name) for name in starts}
            self.database.execute("INSERT INTO sqlite_sequence VALUES ('orders', ?)", (starts["order"],))
        self.database.executemany("INSERT INTO counters VALUES (?, ?)", starts.items())

    def orders(self) -> dict[str, str]:
        """Id → sha256 of the orders in the part that is written."""
        return dict(self.database.execute("SELECT id, sha256 FROM orders"))

    def remove(self, order_id: str) -> None:
        """Take an order out, if it is there."""
        found = self.database.execute("SELECT number, first, last FROM orders WHERE id = ?", (order_id,)).fetchone()
        if found is not None:
            self.take_out(*found)
        elif self.main is not None:
            found = self.main.execute("SELECT number, first, last FROM orders WHERE id = ?", (order_id,)).fetchone()
            if found is not None:
                self.database.execute("INSERT OR IGNORE INTO dropped VALUES (?, ?, ?)", found)
                self.gone.append(found[0])

    def take_out(self, number: int, first: int, last: int) -> None:
        """Delete an order of this part."""
        [content] = self.database.execute("SELECT content FROM contents WHERE number = ?", (number,)).fetchone()
        words = [(word,) for word in words_of(msgspec.msgpack.decode(content, type=Order))]
        self.database.executemany("UPDATE vocabulary SET orders = orders - 1 WHERE word = ?", words)
        self.database.executemany("DELETE FROM vocabulary WHERE word = ? AND orders <= 0", words)
        self.database.execute("DELETE FROM orders WHERE number = ?", (number,))
        if self.part == MAIN:
            self.database.execute("INSERT INTO dropped VALUES (?, ?, ?)", (number, first, last))
        self.gone.append(number)

    def add(self, order: Order, chunks: list[Chunk], vectors: np.ndarray, sentence_vectors: np.ndarray) -> None:
        """Put an order in, in place of one with its id. vectors: a row for each chunk; sentence_vectors: a row
        for each sentence of its paragraphs."""
        self.remove(order.id)
        first = counter(self.database, "passage") + 1
        facts = facts_of(order)
        number = self.database.execute(
            f"INSERT INTO orders ({', '.join(OrderRow.__slots__)}, first, last, front) "  # noqa: S608
            f"VALUES ({', '.join('?' * (len(OrderRow.__slots__) + 3))})",
            (*facts, first, first + len(chunks) - 1, chunks[0].caption if chunks else ""),
        ).lastrowid
        content = msgspec.msgpack.encode(order)
        self.database.execute("INSERT INTO contents VALUES (?, ?)", (number, content))
        rows = np.ascontiguousarray(vectors, dtype=np.float16).tobytes()
        sentences = sentence_vectors.astype(np.float16).tobytes()
        self.database.execute("INSERT INTO sentence_vectors VALUES (?, ?)", (number, sentences))
        self.database.execute(
            "INSERT INTO digests VALUES (?, ?, ?, ?)",
            (number, *(hashlib.sha256(part).digest() for part in (content, sentences, rows))),
        )
        self.database.executemany(
            "INSERT INTO vocabulary VALUES (?, 1) ON CONFLICT(word) DO UPDATE SET orders = orders + 1",
            [(word,) for word in sorted(words_of(order))],
        )
        self.database.executemany(
            "INSERT INTO handles VALUES (?, ?)", [(key, number) for key in sorted(handles(order_row(facts)))]
        )
        self.database.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    first + place, number, chunk.span.start, chunk.span.end, chunk.sentence.start, chunk.sentence.end,
                    chunk.text, chunk.heading,
                )
                for place, chunk in enumerate(chunks)
            ],
        )  # fmt: skip
        self.matrix.seek((first - self.offset) * 2 * self.manifest.dimension)
        self.matrix.write(rows)
        self.database.execute("UPDATE counters SET value = value + ? WHERE name = 'passage'", (len(chunks),))

    def commit(self) -> None:
        """Have what was added so far outlast an interruption, where the draft does."""
        if self.lasting:
            self.matrix.flush()
            os.fsync(self.matrix.fileno())
            self.database.commit()
            mark(self.index, self.folder, self.manifest, self.mode)

    def fold(self, source: Path, manifest: Manifest) -> None:
        """Take what was added to the generation in `source` into the main part."""
        if ADDED not in manifest.parts:
            return
        database, matrix, _ = (source / file for file in PARTS[ADDED])
        self.database.execute("ATTACH ? AS added", (f"{database.resolve().as_uri()}?mode=ro&immutable=1",))
        for dropped in self.database.execute("SELECT number, first, last FROM added.dropped").fetchall():
            self.take_out(*dropped)
        for table in ("orders", "contents", "sentence_vectors", "digests", "passages", "handles"):
            self.database.execute(f"INSERT INTO main.{table} SELECT * FROM added.{table}")  # noqa: S608
        self.database.execute(
            "INSERT INTO main.vocabulary SELECT * FROM added.vocabulary WHERE true "
            "ON CONFLICT(word) DO UPDATE SET orders = orders + excluded.orders"
        )
        self.matrix.seek(counter(self.database, "passage") * 2 * self.manifest.dimension)
        with matrix.open("rb") as rows:
            shutil.copyfileobj(rows, self.matrix)
        self.database.execute(
            "UPDATE main.counters SET value = (SELECT value FROM added.counters AS new WHERE new.name = counters.name)"
        )
        self.database.commit()
        self.database.execute("DETACH added")

    def publish(self) -> None:
        """Write what is searched, and make this draft the index."""
        with disk_errors(self.index):
            try:
                # What an interrupted writer left behind the last row is no passage's.
                rows = counter(self.database, "passage") + 1 - self.offset
                self.matrix.truncate(rows * 2 * self.manifest.dimension)
                self.matrix.close()
                with panics():
                    bring_up_words(self.database, self.folder, self.gone)
                self.taken_over_were_sound(replaced=True)
                self.bring_up_vectors()
                # From here on the database says that all of it can be searched: it is published, or worth nothing.
                (self.folder / RESUME).unlink(missing_ok=True)
                self.database.commit()
            except (sqlite3.Error, RuntimeError, ValueError) as error:
                self.taken_over_were_sound(replaced=False)
                raise full_or_failed(self.index, error) from error
            self.close()
            generations.publish(self.index, self.folder, self.manifest)

    def taken_over_were_sound(self, replaced: bool) -> None:
        """What tantivy makes of linked files has a new checksum, so they must have been sound; IndexDamaged. replaced:
        look only at those that it has made others of."""
        if self.mode in ("copy", "append"):
            source, before = generations.signed_manifest(self.index)
            for name in words_in(before):
                if not replaced or not same(source / name, self.folder / name):
                    generations.sound(source, before, [name], most=math.inf)

    def bring_up_vectors(self) -> None:
        """Write the FAISS index of this part."""
        import faiss

        numbers = np.array(
            [number for (number,) in self.database.execute("SELECT number FROM passages ORDER BY number")], np.int64
        )
        matrix = Matrix(self.folder / PARTS[self.part][1], self.manifest.dimension, self.offset)
        before, dropped = None, np.zeros(0, np.int64)
        if self.part == MAIN:
            gone = self.database.execute("SELECT first, last FROM dropped").fetchall()
            self.database.execute("DELETE FROM dropped")
            if self.mode == "copy":
                with suppress(RuntimeError, IndexFault):
                    before = faiss.read_index(str(generations.current(self.index) / PARTS[MAIN][2]))
                dropped = vectors.ranges(gone)
        made = vectors.brought_up(before, matrix, numbers, dropped)
        faiss.write_index(made, str(self.vectors))

    def close(self) -> None:
        for database in (self.database, self.main):
            if database is not None:
                database.close()
        self.matrix.close()


def facts_of(order: Order) -> tuple[Any, ...]:
    """What a list of orders shows, in the columns' order of OrderRow."""
    caption = order.caption
    docket = caption.docket_number
    return (
        order.id, order.file, order.sha256, caption.case_name, caption.title,
        docket.printed if docket else None, docket.normal if docket else None,
        caption.judge, caption.court, caption.filed.isoformat() if caption.filed else None,
        json.dumps([party.name for party in caption.parties]), len(order.paragraphs),
        sum(len(paragraph.sentences) for paragraph in order.paragraphs),
    )  # fmt: skip


def full_or_failed(index: Path, error: Exception) -> IndexFault:
    """DiskFull where that is what SQLite, FAISS or tantivy ran into, else IndexFault."""
    said = str(error).lower()
    if any(words in said for words in ("full", "no space", "too large")) or shutil.disk_usage(index).free < 1 << 20:
        return DiskFull(f"no room on the disk to write {index}; the old index is intact")
    return IndexFault(f"cannot write the index at {index}: {error}")


@contextmanager
def database_errors(index: Path) -> Iterator[None]:
    """Turn what SQLite says about a write into this program's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise full_or_failed(index, error) from error


@contextmanager
def writing(index: Path, manifest: Manifest, mode: Mode, lasting: bool = False) -> Iterator[Writer]:
    """A Writer on a draft. Call it under `generations.write_lock`.

    lasting: the draft that an interrupted writer left is gone on with, where it is of the same kind, and this one is
    left where something stops it, save a full disk. Else the draft is removed unless it was published.
    """
    with disk_errors(index):
        folder = left_over(index, manifest, mode) if lasting else None
        resumed = folder is not None
        if folder is None:
            folder = begun(index, mode)
        elif mode == "copy":
            generations.take_over(index, folder, words_in(generations.signed_manifest(index)[1]))
    keep = False
    try:
        with (
            disk_errors(index), database_errors(index),
            closing(Writer(index, folder, manifest, mode, lasting)) as writer,
        ):  # fmt: skip
            if mode == "copy" and not resumed:
                writer.fold(*generations.read_manifest(index))
            yield writer
    except DiskFull:
        raise
    except BaseException:
        keep = (folder / RESUME).exists()
        raise
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
