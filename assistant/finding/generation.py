"""One generation of an index as the assistant sees it: orders, passages, views, the words they use. It never changes.

A question is answered from one generation to its end, whatever is published meanwhile.
"""

from __future__ import annotations

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.errors import SoOrderedError
from indexer.model.embed import OnnxEmbedder
from indexer.orders import Order
from indexer.store.store import OrderRow, Store, words_of

if TYPE_CHECKING:
    from assistant.case.families import Families, Family
    from assistant.finding.narrow import Narrowing
    from assistant.finding.retrieve import Retriever
    from assistant.reading.view import View

# Orders whose views are kept ready; each is a few hundred kilobytes.
VIEWS = 64
# Questions whose vectors are kept, and choices of orders whose words are.
VECTORS, VOCABULARIES = 256, 24
# Texts of which it is remembered what they name.
NARROWED = 64
# The words of at most so many orders are read from their text; of more, from the lexical index.
ORDERS_READ = 12
# The most words that a vocabulary takes from a large index: those in most passages.
WORDS = 60_000


class QuestionEncoder:
    """The model that an index was made with, and what it made of the last questions. Generations share it."""

    def __init__(self, folder: Path, model: OnnxEmbedder | None = None):
        self.folder, self.model = folder, model
        self.loading, self.guard = threading.Lock(), threading.Lock()
        self.encoded: OrderedDict[str, np.ndarray] = OrderedDict()

    def loaded(self) -> OnnxEmbedder:
        """Loaded once; IndexDamaged where the export is not whole."""
        model = self.model
        if model is None:
            with self.loading:
                if self.model is None:
                    # One thread: a question is little work, and a server has several at once.
                    self.model = OnnxEmbedder(self.folder, threads=1)
                model = self.model
        return model

    def encode(self, text: str) -> np.ndarray:
        """The unit vector of a text."""
        with self.guard:
            if text in self.encoded:
                self.encoded.move_to_end(text)
                return self.encoded[text]
        vector: np.ndarray = self.loaded().encode([text])[0]
        with self.guard:
            self.encoded[text] = vector
            while len(self.encoded) > VECTORS:
                self.encoded.popitem(last=False)
        return vector


class Generation:
    """May be used from any thread. Its store closes itself when the last question that uses it lets it go."""

    def __init__(self, store: Store, weights: QuestionEncoder):
        self.store, self.weights = store, weights
        self.guard = threading.Lock()
        self.views: OrderedDict[str, View] = OrderedDict()
        self.words: OrderedDict[tuple[str, ...] | None, frozenset[str]] = OrderedDict()
        self.narrowed: OrderedDict[str, Narrowing] = OrderedDict()
        self._retriever: Retriever | None = None
        self._families: Families | None = None

    def ready(self, before: Generation) -> None:
        """Make ready what the first questions would wait for, as far as they were about it in the one before."""
        self.store.take_over(before.store)
        with before.guard:
            views = list(before.views.items())
        if self.weights is before.weights and self.store.manifest.made_by == before.store.manifest.made_by:
            files = self.store.catalogue.files_of([order_id for order_id, _ in views])
            # Of the same file the same code made the same order.
            same = [(name, view) for name, view in views if files.get(name) == (view.order.file, view.order.sha256)]
            self.views.update(same)
        with contextlib.suppress(SoOrderedError):  # a question meets it again, and can say so
            self.vocabulary()
            self.retriever.retrieve("who must do what by when", k=1)

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.store.orders()

    def count(self) -> int:
        """How many orders there are."""
        return self.store.count()

    def narrowing(self, text: str) -> Narrowing:
        """Which orders a text names, by case name, party, docket number or judge. Those of the last texts are
        remembered, as one question is looked at more than once."""
        from assistant.finding.narrow import which_orders

        found = self.narrowed.get(text)
        if found is None:
            found = which_orders(text, self.store.handles)
            with self.guard:
                self.narrowed[text] = found
                while len(self.narrowed) > NARROWED:
                    self.narrowed.popitem(last=False)
        return found

    def named(self, text: str) -> list[str]:
        """The ids of the orders that a text names, likeliest first."""
        return list(self.narrowing(text).orders)

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.store.order(order_id)

    def vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence of each paragraph, in their order; a paragraph without sentences
        has one row."""
        return self.store.sentence_vectors(order_id)

    def view(self, order_id: str) -> View:
        """The order made ready for the answerers."""
        from assistant.reading.view import view_of

        with self.guard:
            if order_id in self.views:
                self.views.move_to_end(order_id)
                return self.views[order_id]
        view = view_of(self.store.order(order_id), self.store.sentence_vectors(order_id))
        with self.guard:
            self.views[order_id] = view
            while len(self.views) > VIEWS:
                self.views.popitem(last=False)
        return view

    def encode(self, text: str) -> np.ndarray:
        """The unit vector of a text, by the weights that the index was made with."""
        return self.weights.encode(text)

    @property
    def retriever(self) -> Retriever:
        """Finds passages."""
        from assistant.finding.retrieve import Retriever

        if self._retriever is None:
            self._retriever = Retriever(self.store, self.weights.encode, self.narrowing)
        return self._retriever

    def family(self, order: Order) -> Family | None:
        """The orders of the same case; None where there is no other."""
        from assistant.case.families import Families

        if self._families is None:
            self._families = Families(self.store)
        return self._families.of(order)

    def vocabulary(self, order_ids: Iterable[str] | None = None) -> frozenset[str]:
        """The words of these orders, or of all, in lower case: what a question's spelling is mended to."""
        chosen = None if order_ids is None else tuple(sorted(order_ids))
        few = (self.count() if chosen is None else len(chosen)) <= ORDERS_READ
        if not few:
            chosen = None  # the same words for all that are many
        words = self.words.get(chosen)
        if words is not None:
            return words
        if few:
            named = [row.id for row in self.orders()] if chosen is None else chosen
            words = frozenset().union(*(words_of(self.order(name)) for name in named))
        else:
            words = self.store.words(WORDS)
        with self.guard:
            self.words[chosen] = words
            while len(self.words) > VOCABULARIES:
                self.words.popitem(last=False)
        return words
