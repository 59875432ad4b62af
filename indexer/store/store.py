"""Reading an index: orders, passages, vectors. Nothing else opens its files, save `indexer.store.writer`."""

from __future__ import annotations

import re
import sqlite3
import threading
import weakref
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO

import msgspec
import numpy as np

from indexer.errors import REPAIR, IndexDamaged, OrderNotFound
from indexer.orders import Order, Span
from indexer.store import generations, vectors
from indexer.store.catalogue import Catalogue, OrderRow
from indexer.store.generations import Manifest
from indexer.store.handles import COMMON, MOST
from indexer.store.lexical import OPENINGS, PASSAGES, Words
from indexer.store.part import Part

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


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
    """One generation of an index, open for reading from any thread; it is kept until the last store of it is closed."""

    def __init__(self, folder: Path, manifest: Manifest, remembered: int = 64):
        self.folder, self.manifest = folder, manifest
        held = generations.hold(folder)
        self.parts: list[Part] = []
        # A store that a newer one has replaced is closed when the last question that uses it lets it go.
        self.closer = weakref.finalize(self, close_all, self.parts, held)
        offset = 1

        # Not a method: a part that holds its store would keep it for good.
        def sound(name: str) -> None:
            generations.sound(folder, manifest, (name,))

        for name in manifest.parts:
            self.parts.append(Part(folder, name, manifest.dimension, offset, sound))
            offset = self.parts[-1].counter("passage") + 1
        dropped = self.parts[1].dropped if len(self.parts) > 1 else []
        # Of the main part, as the other one has taken them out or has them anew.
        self.dropped = frozenset(number for number, _, _ in dropped)
        self.gone = vectors.ranges([(first, last) for _, first, last in dropped])
        self.handles = JointHandles(self.parts, self.dropped)
        self.remembered = remembered
        self.decoded: OrderedDict[str, Order] = OrderedDict()
        self.guard = threading.Lock()

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
                    raise IndexDamaged(f"the index at {index} cannot be opened ({error}): {REPAIR}") from error
        raise AssertionError("unreachable")

    def close(self) -> None:
        self.closer()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def by_words(self) -> Words:
        """The search by words of passages; opened when it is first asked for."""
        return self._words(PASSAGES)

    @cached_property
    def by_openings(self) -> Words:
        """The search by words of what orders are called and begin with."""
        return self._words(OPENINGS)

    def _words(self, folder: str) -> Words:
        names = tuple(name for name in self.manifest.files if name.startswith(f"{folder}/"))
        generations.sound(self.folder, self.manifest, names)
        return Words(self.folder / folder)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The list of orders, a page at a time."""
        return Catalogue(self.parts, self.dropped)

    def orders(self) -> list[OrderRow]:
        """All orders, by id; of a large index rather a page of its `catalogue`."""
        return self.catalogue.rows()

    def take_over(self, before: Store) -> None:
        """Open what searching needs; what lies in the same files as in the generation before is not read again."""
        for part, old in zip(self.parts, before.parts, strict=False):
            part.take_over(old)
        _ = self.by_words, self.by_openings, self.count()

    def count(self) -> int:
        """How many orders there are."""
        return sum(part.count for part in self.parts) - len(self.dropped)

    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(part.passage_count for part in self.parts) - len(self.gone)

    def order(self, order_id: str) -> Order:
        """The order of that id, whole; OrderNotFound. The last few are remembered."""
        with self.guard:
            if order_id in self.decoded:
                self.decoded.move_to_end(order_id)
                return self.decoded[order_id]
        try:
            order = msgspec.msgpack.decode(self._blob("contents", "content", "content", order_id), type=Order)
        except msgspec.DecodeError as error:
            raise IndexDamaged(f"order {order_id} in the index is damaged: {REPAIR}") from error
        with self.guard:
            self.decoded[order_id] = order
            while len(self.decoded) > self.remembered:
                self.decoded.popitem(last=False)
        return order

    def sentence_vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence, in the order of `[s for p in order.paragraphs for s in p.sentences]`."""
        rows = self._blob("sentence_vectors", "vectors", "sentences", order_id)
        return np.frombuffer(rows, dtype=np.float16).astype(np.float32).reshape(-1, self.manifest.dimension)

    def _blob(self, table: str, column: str, digest: str, order_id: str) -> bytes:
        for part in reversed(self.parts):
            found = part.blob(table, column, digest, order_id)
            if found is not None and not (part is self.parts[0] and found[0] in self.dropped):
                return found[1]
        raise OrderNotFound(f"no order {order_id!r} in the index: so-ordered orders lists them")

    def dense(self, vector: np.ndarray, count: int, orders: Sequence[str] | None = None) -> list[tuple[int, float]]:
        """The `count` passages nearest to `vector`, as (number, cosine), nearest first; orders: only of these."""
        query = np.asarray(vector, dtype=np.float32)
        if orders is not None:
            numbers = np.array(self.numbers(orders), dtype=np.int64)
            return vectors.best(numbers, np.array(self.cosines(query, numbers)), count)
        found = [
            hit
            for part in self.parts
            for hit in vectors.nearest(
                part.vectors, part.matrix, query, count, self.gone if part is self.parts[0] else self.gone[:0]
            )
        ]
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:count]

    def cosines(self, vector: np.ndarray, numbers: Sequence[int] | np.ndarray) -> list[float]:
        """How near these passages are to `vector`, in their order."""
        wanted = np.asarray(numbers, dtype=np.int64)
        found = np.zeros(len(wanted), dtype=np.float32)
        for part, rows in self._among(wanted):
            found[rows] = part.matrix.take(wanted[rows]) @ np.asarray(vector, dtype=np.float32)
        return found.tolist()

    def _among(self, numbers: np.ndarray) -> Iterator[tuple[Part, np.ndarray]]:
        """Each part with the places in `numbers` of the passages that it has."""
        second = self.parts[1].offset if len(self.parts) > 1 else np.iinfo(np.int64).max
        for part, chosen in zip(self.parts, (numbers < second, numbers >= second), strict=False):
            rows = np.flatnonzero(chosen)
            if len(rows):
                yield part, rows

    def lexical(self, words: Iterable[str], count: int, orders: Sequence[str] | None = None) -> list[tuple[int, float]]:
        """The `count` passages that any of the words fits best, as (number, BM25), best first; orders: only of
        these."""
        among = None if orders is None else [number for number, _, _ in self._orders_of(orders)]
        return self.by_words.search(words, count, among)

    def opening(self, words: Iterable[str], count: int) -> list[tuple[str, float]]:
        """The `count` orders whose names and beginnings any of the words fits best, as (id, BM25), best first."""
        hits = self.by_openings.search(words, count)
        ids: dict[int, str] = {}
        for part in self.parts:
            ids.update(part.ids([number for number, _ in hits]))
        return [(ids[number], score) for number, score in hits if number in ids]

    def passages(self, numbers: Iterable[int]) -> dict[int, PassageRow]:
        """The passages of these numbers, by number."""
        wanted = np.array(list(numbers), dtype=np.int64)
        return {
            number: PassageRow(number, order, Span(start, stop), Span(first, last), text, heading)
            for part, rows in self._among(wanted)
            for number, order, start, stop, first, last, text, heading in part.passages(wanted[rows].tolist())
        }

    def numbers(self, orders: Sequence[str]) -> list[int]:
        """The numbers of all passages of these orders."""
        return [number for _, first, last in self._orders_of(orders) for number in range(first, last + 1)]

    def _orders_of(self, ids: Sequence[str]) -> list[tuple[int, int, int]]:
        """Number, first and last passage of each of these orders."""
        return [
            row
            for part in self.parts
            for row in part.numbers(ids)
            if part is not self.parts[0] or row[0] not in self.dropped
        ]

    def words(self, most: int) -> frozenset[str]:
        """The words, in lower case, that most orders use: `most` of them."""
        counts: Counter[str] = Counter()
        for part in self.parts:
            counts.update(dict(part.most_used(most)))
        return frozenset(sorted(counts, key=lambda word: (-counts[word], word))[:most])


class JointHandles:
    """The handles of all parts."""

    def __init__(self, parts: Sequence[Part], dropped: frozenset[int]):
        self.parts, self.dropped = parts, dropped

    def having(self, keys: Iterable[str]) -> dict[str, list[str]]:
        asked = list(keys)
        found: dict[str, list[str]] = {}
        for part in self.parts:
            without = self.dropped if part is self.parts[0] else frozenset()
            for key, orders in part.handles.having(asked, without).items():
                both = [*found.get(key, []), *orders]
                found[key] = both if len(both) < MOST else COMMON
        return found

    def names(self, first: str) -> Sequence[str]:
        return [name for part in self.parts for name in part.handles.names(first)]


def close_all(parts: list[Part], held: IO[bytes]) -> None:
    for part in parts:
        part.close()
    held.close()


def words_of(order: Order) -> frozenset[str]:
    """The words of an order's text, in lower case."""
    return frozenset(_WORD.findall(order.text.lower()))
