"""The open index as the assistant sees it: orders, vectors, views, the words they use; always the newest one."""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from indexer import generations
from indexer.embed import OnnxEmbedder
from indexer.errors import IndexFault, SoOrderedError
from indexer.orders import Order
from indexer.store import OrderRow, Store, words_of

if TYPE_CHECKING:
    from assistant.retrieve import Retriever
    from assistant.view import View

# Orders whose views are kept ready; each is a few hundred kilobytes.
VIEWS = 64
# Questions whose vectors are kept.
VECTORS = 256
# The words of at most so many orders are read from their text; of more, from the lexical index.
ORDERS_READ = 12
# The most words that a vocabulary takes from a large index: those in most passages.
WORDS = 60_000


class Library:
    """An index, open for questions from any thread. Use `open`; close it or use it in a `with` statement.

    It goes on with the generation that it opened until `refresh` finds a newer one.
    """

    def __init__(self, index: Path, store: Store, embedder: OnnxEmbedder | None = None):
        self.index = index
        self.store = store
        self.seen = generations.stamp(index)
        self.guard = threading.Lock()
        self.loading = threading.Lock()
        self.embedder = embedder
        self.views: OrderedDict[str, View] = OrderedDict()
        self.encoded: OrderedDict[str, np.ndarray] = OrderedDict()
        self.words: dict[tuple[str, ...] | None, frozenset[str]] = {}
        self._retriever: Retriever | None = None

    @classmethod
    def open(cls, index: Path | str) -> Library:
        """The index in that folder. Raises IndexNotFound, IndexIncompatible or IndexDamaged."""
        return cls(Path(index), Store.open(index))

    def warm(self) -> Library:
        """Begin to load the model in a thread of its own, while the caller imports and reads; itself."""

        def load() -> None:
            with contextlib.suppress(SoOrderedError):  # the question meets it again, and can say so
                self.model().encode(["a"])

        threading.Thread(target=load, name="model", daemon=True).start()
        return self

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def refresh(self) -> bool:
        """Go over to a newer generation if one was published; costs one stat of a file where none was.

        What was read from the old one stays good; an index that cannot be opened leaves the old one in use.
        """
        stamp = generations.stamp(self.index)
        if stamp is None or stamp == self.seen:
            return False
        with self.guard:
            if stamp == self.seen:
                return False
            self.seen = stamp
            try:
                store = Store.open(self.index)
            except IndexFault:
                return False
            if store.manifest.embedder != self.store.manifest.embedder:
                self.embedder = None
                self.encoded = OrderedDict()
            self.store, self._retriever = store, None
            self.views, self.words = OrderedDict(), {}
        return True

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.store.orders()

    def count(self) -> int:
        """How many orders there are."""
        return self.store.count()

    def named(self, text: str) -> list[str]:
        """The ids of the orders that a text names, by case name, party, docket number or judge; likeliest first."""
        from assistant.narrow import which_orders

        return list(which_orders(text, self.store.handles).orders)

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.store.order(order_id)

    def vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence of each paragraph, in their order; a paragraph without sentences
        has one row."""
        return self.store.sentence_vectors(order_id)

    def view(self, order_id: str) -> View:
        """The order made ready for the answerers."""
        from assistant.view import view_of

        with self.guard:
            if order_id in self.views:
                self.views.move_to_end(order_id)
                return self.views[order_id]
            store = self.store
        view = view_of(store.order(order_id), store.sentence_vectors(order_id))
        with self.guard:
            if store is self.store:  # not refreshed meanwhile
                self.views[order_id] = view
                while len(self.views) > VIEWS:
                    self.views.popitem(last=False)
        return view

    def encode(self, text: str) -> np.ndarray:
        """The unit vector of a text, by the weights that the index was made with."""
        with self.guard:
            if text in self.encoded:
                self.encoded.move_to_end(text)
                return self.encoded[text]
        vector = self.model().encode([text])[0]
        with self.guard:
            self.encoded[text] = vector
            while len(self.encoded) > VECTORS:
                self.encoded.popitem(last=False)
        return vector

    def model(self) -> OnnxEmbedder:
        """The weights that the index was made with; loaded once. IndexDamaged where the export is not whole."""
        with self.loading:
            if self.embedder is None:
                # One thread: a question is little work, and a server has several at once.
                self.embedder = OnnxEmbedder(self.index / "model" / self.store.manifest.embedder, threads=1)
            return self.embedder

    @property
    def retriever(self) -> Retriever:
        """Finds passages in the current generation."""
        from assistant.retrieve import Retriever

        store, ready = self.store, self._retriever
        if ready is None or ready.store is not store:
            ready = self._retriever = Retriever(store, self.encode)
        return ready

    def vocabulary(self, order_ids: Iterable[str] | None = None) -> frozenset[str]:
        """The words of these orders, or of all, in lower case: what a question's spelling is mended to."""
        chosen = None if order_ids is None else tuple(sorted(order_ids))
        store, words = self.store, self.words.get(chosen)
        if words is not None:
            return words
        if (store.count() if chosen is None else len(chosen)) <= ORDERS_READ:
            named = [row.id for row in store.orders()] if chosen is None else chosen
            words = frozenset().union(*(words_of(store.order(name)) for name in named))
        else:
            words = store.words(WORDS)
        with self.guard:
            if len(self.words) > VIEWS:
                self.words = {}
            if store is self.store:
                self.words[chosen] = words
        return words
