"""Writing an index: a draft of the next generation, changed order by order, then published in one step."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from indexer import generations
from indexer.chunk import Chunk
from indexer.errors import DiskFull, IndexFault
from indexer.generations import DATABASE, VECTORS, Manifest
from indexer.handles import TABLE as HANDLES
from indexer.handles import handles
from indexer.orders import Order
from indexer.store import TABLES, OrderRow, order_row, words_of

# A paper says in its first page or so what it is and whose it is; in characters.
OPENING = 3000


class Writer:
    """A draft of the next generation. Use `writing`, which locks the index and clears up."""

    def __init__(self, index: Path, folder: Path, manifest: Manifest):
        import faiss

        self.index, self.folder, self.manifest = index, folder, manifest
        fresh = not (folder / DATABASE).exists()
        self.database = sqlite3.connect(folder / DATABASE)
        # The draft is worth nothing until it is published, and is synced to the disk then.
        self.database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON")
        if fresh:
            self.database.executescript(TABLES)
            self.database.executescript(HANDLES)
            self.vectors: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(manifest.dimension))
        else:
            self.vectors = faiss.read_index(str(folder / VECTORS))

    def orders(self) -> dict[str, OrderRow]:
        """What the draft holds, by id."""
        rows = self.database.execute(f"SELECT {', '.join(OrderRow.__slots__)} FROM orders")  # noqa: S608
        return {row.id: row for row in map(order_row, rows)}

    def remove(self, order_id: str) -> None:
        """Take an order out, if it is there."""
        row = self.database.execute("SELECT number, content FROM orders WHERE id = ?", (order_id,)).fetchone()
        if row is None:
            return
        words = [(word,) for word in words_of(msgspec.msgpack.decode(row[1], type=Order))]
        self.database.executemany("UPDATE vocabulary SET orders = orders - 1 WHERE word = ?", words)
        self.database.execute("DELETE FROM vocabulary WHERE orders <= 0")
        row = row[:1]
        numbers = [n for (n,) in self.database.execute("SELECT number FROM passages WHERE of = ?", row)]
        self.vectors.remove_ids(np.array(numbers, dtype=np.int64))
        self.database.execute("DELETE FROM passages WHERE of = ?", row)
        self.database.execute("DELETE FROM openings WHERE rowid = ?", row)
        self.database.execute("DELETE FROM orders WHERE number = ?", row)

    def add(self, order: Order, chunks: list[Chunk], vectors: np.ndarray, sentence_vectors: np.ndarray) -> None:
        """Put an order in, in place of one with its id. vectors: a row for each chunk; sentence_vectors: a row
        for each sentence of its paragraphs."""
        self.remove(order.id)
        caption = order.caption
        docket = caption.docket_number
        facts = (
            order.id, order.file, order.sha256, caption.case_name, caption.title,
            docket.printed if docket else None, docket.normal if docket else None,
            caption.judge, caption.court, caption.filed.isoformat() if caption.filed else None,
            json.dumps([party.name for party in caption.parties]), len(order.paragraphs),
            sum(len(paragraph.sentences) for paragraph in order.paragraphs),
        )  # fmt: skip
        cursor = self.database.execute(
            f"INSERT INTO orders ({', '.join(OrderRow.__slots__)}, content) "  # noqa: S608
            f"VALUES ({', '.join('?' * (len(OrderRow.__slots__) + 1))})",
            (*facts, msgspec.msgpack.encode(order)),
        )
        number = cursor.lastrowid
        self.database.execute(
            "INSERT INTO sentence_vectors VALUES (?, ?)", (number, sentence_vectors.astype(np.float16).tobytes())
        )
        self.database.executemany(
            "INSERT INTO vocabulary VALUES (?, 1) ON CONFLICT(word) DO UPDATE SET orders = orders + 1",
            [(word,) for word in sorted(words_of(order))],
        )
        self.database.executemany(
            "INSERT INTO handles VALUES (?, ?)", [(key, number) for key in sorted(handles(order_row(facts)))]
        )
        self.database.execute(
            "INSERT INTO openings(rowid, name, opening) VALUES (?, ?, ?)",
            (number, names_of(order), order.text[:OPENING]),
        )
        first = self.database.execute("SELECT coalesce(max(number), 0) + 1 FROM passages").fetchone()[0]
        self.database.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    first + place, number, chunk.span.start, chunk.span.end, chunk.sentence.start, chunk.sentence.end,
                    order.text[chunk.sentence.start : chunk.sentence.end], chunk.text, chunk.heading, chunk.caption,
                )
                for place, chunk in enumerate(chunks)
            ],
        )  # fmt: skip
        if chunks:
            numbers = np.arange(first, first + len(chunks), dtype=np.int64)
            self.vectors.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), numbers)

    def publish(self) -> None:
        """Make this draft the index."""
        import faiss

        with generations.disk_errors(self.index):
            try:
                self.database.commit()
                faiss.write_index(self.vectors, str(self.folder / VECTORS))
            except (sqlite3.Error, RuntimeError) as error:
                raise full_or_failed(self.index, error) from error
            self.database.close()
            generations.publish(self.index, self.folder, self.manifest)


def names_of(order: Order) -> str:
    """All that an order is called: file, case, title, parties."""
    caption = order.caption
    file = re.sub(r"%[0-9A-Fa-f]{2}|[\W_]+", " ", Path(order.file).stem)
    # "LakeStandardOrder" is found by its words, "ResConnect" as one.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", file)
    parties = [party.name for party in caption.parties]
    return "\n".join(filter(None, (file, apart if apart != file else None, caption.case_name, caption.title, *parties)))


def full_or_failed(index: Path, error: Exception) -> IndexFault:
    """DiskFull where that is what SQLite or FAISS ran into, else IndexFault."""
    if "full" in str(error).lower() or shutil.disk_usage(index).free < 1 << 20:
        return DiskFull(f"no room on the disk to write {index}; the old index is intact")
    return IndexFault(f"cannot write the index at {index}: {error}")


@contextmanager
def writing(index: Path, manifest: Manifest, copy: bool) -> Iterator[Writer]:
    """A Writer on a draft; copy: starting from the current generation, else from nothing.

    The draft is removed unless it was published. Call it under `generations.write_lock`.
    """
    with generations.disk_errors(index):
        folder = generations.draft(index, copy)
    try:
        writer = Writer(index, folder, manifest)
        try:
            yield writer
        except sqlite3.Error as error:
            raise full_or_failed(index, error) from error
        finally:
            writer.database.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
