"""Reading an index: orders, passages, vectors. Nothing else opens its files, save `indexer.writer`."""

from __future__ import annotations

import json
import re
import sqlite3
import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import msgspec
import numpy as np

from indexer import generations
from indexer.errors import IndexDamaged, OrderNotFound
from indexer.generations import DATABASE, VECTORS, Manifest
from indexer.handles import StoredHandles
from indexer.orders import Order, Span

TABLES = """
CREATE TABLE orders (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  case_name TEXT, title TEXT, docket_number TEXT, docket_normal TEXT, judge TEXT, court TEXT, filed TEXT,
  parties TEXT NOT NULL, paragraphs INTEGER NOT NULL, sentences INTEGER NOT NULL, content BLOB NOT NULL
);
CREATE TABLE sentence_vectors (
  number INTEGER PRIMARY KEY REFERENCES orders(number) ON DELETE CASCADE, vectors BLOB NOT NULL
);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, orders INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE passages (
  number INTEGER PRIMARY KEY, of INTEGER NOT NULL REFERENCES orders(number) ON DELETE CASCADE,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_stop INTEGER NOT NULL,
  sentence TEXT NOT NULL, text TEXT NOT NULL, heading TEXT NOT NULL, caption TEXT NOT NULL
);
CREATE INDEX passages_of ON passages(of);
CREATE VIRTUAL TABLE openings USING fts5(name, opening, tokenize='porter unicode61');
CREATE VIRTUAL TABLE words USING fts5(
  sentence, text, heading, caption, content=passages, content_rowid=number, tokenize='porter unicode61'
);
CREATE TRIGGER passage_added AFTER INSERT ON passages BEGIN
  INSERT INTO words(rowid, sentence, text, heading, caption)
  VALUES (new.number, new.sentence, new.text, new.heading, new.caption);
END;
CREATE TRIGGER passage_gone AFTER DELETE ON passages BEGIN
  INSERT INTO words(words, rowid, sentence, text, heading, caption)
  VALUES ('delete', old.number, old.sentence, old.text, old.heading, old.caption);
END;
"""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class OrderRow:
    """What a list of orders shows and what a question can name; None where the order doesn't say it.

    filed: ISO date. parties: their names. docket_normal: "1:16-cv-01234".
    """

    id: str
    file: str
    sha256: str
    case_name: str | None
    title: str | None
    docket_number: str | None
    docket_normal: str | None
    judge: str | None
    court: str | None
    filed: str | None
    parties: tuple[str, ...]
    paragraphs: int
    sentences: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as indexed; sentence: the span of its middle sentence; heading: what it stands under, or empty."""

    number: int
    order: str
    span: Span
    sentence: Span
    text: str
    heading: str = ""


class Store:
    """One generation of an index, open for reading from any thread."""

    def __init__(self, folder: Path, manifest: Manifest, remembered: int = 64):
        self.folder, self.manifest = folder, manifest
        # The files of a generation never change, so SQLite needs neither locks nor a journal beside them.
        self.database = sqlite3.connect(
            f"{(folder / DATABASE).resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self.handles = StoredHandles(self.database)
        # Held open, so that it can still be read when a newer generation has taken this one's place.
        self.file = (folder / VECTORS).open("rb")
        # A store that a newer one has replaced is closed when the last question that uses it lets it go.
        self.closer = weakref.finalize(self, close_both, self.database, self.file)
        self._vectors: Any = None
        self.remembered = remembered
        self.decoded: OrderedDict[str, Order] = OrderedDict()
        self.guard = threading.Lock()
        self.listed: list[OrderRow] | None = None

    @property
    def vectors(self) -> Any:
        """The FAISS index; opened when it is first asked for, as a small corpus is often answered without it."""
        if self._vectors is None:
            self._vectors = read_vectors(self.folder / VECTORS, self.file.fileno())
        return self._vectors

    @classmethod
    def open(cls, index: Path | str) -> Store:
        """The current generation of the index folder; IndexNotFound, IndexIncompatible or IndexDamaged."""
        index = Path(index)
        for attempt in range(3):
            folder, manifest = generations.read_manifest(index)
            try:
                return cls(folder, manifest)
            except (sqlite3.Error, OSError, RuntimeError) as error:
                # A writer may have swept this generation meanwhile: then CURRENT names another one.
                if attempt == 2 or generations.current(index) == folder:
                    raise IndexDamaged(f"the index at {index} cannot be opened: run so-ordered index") from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        self.closer()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        if self.listed is None:
            columns = ", ".join(OrderRow.__slots__)
            rows = self.database.execute(f"SELECT {columns} FROM orders ORDER BY id")  # noqa: S608
            self.listed = [order_row(row) for row in rows]
        return self.listed

    def count(self) -> int:
        """How many orders there are."""
        if self.listed is not None:
            return len(self.listed)
        return int(self.database.execute("SELECT count(*) FROM orders").fetchone()[0])

    def order(self, order_id: str) -> Order:
        """The order of that id, whole; OrderNotFound. The last few are remembered."""
        with self.guard:
            if order_id in self.decoded:
                self.decoded.move_to_end(order_id)
                return self.decoded[order_id]
        row = self.database.execute("SELECT content FROM orders WHERE id = ?", (order_id,)).fetchone()
        if row is None:
            raise OrderNotFound(f"no order {order_id!r} in the index: so-ordered orders lists them")
        try:
            order = msgspec.msgpack.decode(row[0], type=Order)
        except msgspec.DecodeError as error:
            raise IndexDamaged(f"order {order_id} in the index is damaged: run so-ordered index") from error
        with self.guard:
            self.decoded[order_id] = order
            while len(self.decoded) > self.remembered:
                self.decoded.popitem(last=False)
        return order

    def sentence_vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence, in the order of `[s for p in order.paragraphs for s in p.sentences]`."""
        row = self.database.execute(
            "SELECT vectors FROM sentence_vectors JOIN orders USING (number) WHERE id = ?", (order_id,)
        ).fetchone()
        if row is None:
            raise OrderNotFound(f"no order {order_id!r} in the index: so-ordered orders lists them")
        return np.frombuffer(row[0], dtype=np.float16).astype(np.float32).reshape(-1, self.manifest.dimension)

    def dense(self, vector: np.ndarray, count: int, orders: Sequence[str] | None = None) -> list[tuple[int, float]]:
        """The `count` passages nearest to `vector`, as (number, cosine), nearest first; orders: only of these."""
        import faiss

        parameters = None
        if orders is not None:
            allowed = np.array(self.numbers(orders), dtype=np.int64)
            if not len(allowed):
                return []
            parameters = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        count = min(count, int(self.vectors.ntotal))
        if not count:
            return []
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores, numbers = self.vectors.search(query, count, params=parameters)
        return [
            (int(number), float(score)) for number, score in zip(numbers[0], scores[0], strict=True) if number >= 0
        ]

    def cosines(self, vector: np.ndarray, numbers: Sequence[int]) -> list[float]:
        """How near these passages are to `vector`, in their order."""
        if not numbers:
            return []
        rows = np.stack([self.vectors.reconstruct(int(number)) for number in numbers])
        return [float(cosine) for cosine in rows @ np.asarray(vector, dtype=np.float32)]

    def lexical(
        self, match: str, count: int, weights: Sequence[float], orders: Sequence[str] | None = None
    ) -> list[tuple[int, float]]:
        """The `count` passages that fit an FTS5 expression best, as (number, BM25), best first.

        weights: of a passage's sentence, text, heading and caption.
        """
        if not match:
            return []
        narrowed, values = "", [match]
        if orders is not None:
            narrowed = f"AND id IN ({', '.join('?' * len(orders))})"
            values += orders
        rank = f"bm25(words, {', '.join(str(float(weight)) for weight in weights)})"
        rows = self.database.execute(
            f"SELECT words.rowid, -{rank} AS score FROM words "  # noqa: S608
            "JOIN passages ON passages.number = words.rowid JOIN orders ON orders.number = of "
            f"WHERE words MATCH ? {narrowed} ORDER BY score DESC, words.rowid LIMIT {int(count)}",
            values,
        )
        return [(int(number), float(score)) for number, score in rows]

    def opening(self, match: str, count: int, weights: Sequence[float]) -> list[tuple[str, float]]:
        """The `count` orders whose names and beginnings fit an FTS5 expression best, as (id, BM25), best first.

        weights: of an order's names (file, case, title, parties) and of its beginning.
        """
        if not match:
            return []
        rank = f"bm25(openings, {', '.join(str(float(weight)) for weight in weights)})"
        rows = self.database.execute(
            f"SELECT id, -{rank} AS score FROM openings JOIN orders ON orders.number = openings.rowid "  # noqa: S608
            f"WHERE openings MATCH ? ORDER BY score DESC, id LIMIT {int(count)}",
            (match,),
        )
        return [(order, float(score)) for order, score in rows]

    def passages(self, numbers: Iterable[int]) -> dict[int, PassageRow]:
        """The passages of these numbers, by number."""
        wanted = list(numbers)
        rows = self.database.execute(
            "SELECT passages.number, id, start, stop, sentence_start, sentence_stop, text, heading "  # noqa: S608
            "FROM passages JOIN orders ON orders.number = of "
            f"WHERE passages.number IN ({', '.join('?' * len(wanted))})",
            wanted,
        )
        return {
            number: PassageRow(number, order, Span(start, stop), Span(first, last), text, heading)
            for number, order, start, stop, first, last, text, heading in rows
        }

    def numbers(self, orders: Sequence[str]) -> list[int]:
        """The numbers of all passages of these orders."""
        rows = self.database.execute(
            "SELECT passages.number FROM passages JOIN orders ON orders.number = of "  # noqa: S608
            f"WHERE id IN ({', '.join('?' * len(orders))}) ORDER BY passages.number",
            list(orders),
        )
        return [number for (number,) in rows]

    def words(self, most: int) -> frozenset[str]:
        """The words, in lower case, that most orders use: `most` of them."""
        rows = self.database.execute("SELECT word FROM vocabulary ORDER BY orders DESC, word LIMIT ?", (most,))
        return frozenset(word for (word,) in rows)


def close_both(database: sqlite3.Connection, file: IO[bytes]) -> None:
    database.close()
    file.close()


def words_of(order: Order) -> frozenset[str]:
    """The words of an order's text, in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(order.text))


def order_row(row: tuple) -> OrderRow:
    """A row of the orders table in the columns' order of OrderRow."""
    facts = dict(zip(OrderRow.__slots__, row, strict=True))
    facts["parties"] = tuple(json.loads(facts["parties"]))
    return OrderRow(**facts)


def read_vectors(path: Path, descriptor: int) -> Any:
    """The FAISS index in `path`, mapped into memory where its kind allows; IndexDamaged.

    descriptor: of the file, open. FAISS takes names only, and the file may have lost its own by now.
    """
    import faiss

    # More threads cost more than they gain for the search of one question.
    faiss.omp_set_num_threads(1)
    name = path if path.exists() else Path("/dev/fd") / str(descriptor)
    try:
        return faiss.read_index(str(name), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    except RuntimeError as error:
        raise IndexDamaged(f"{path} is damaged: run so-ordered index") from error
