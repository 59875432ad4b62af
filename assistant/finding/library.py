"""The open index: always the newest generation, the one before going on until the new one is ready."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import numpy as np

from assistant.finding.generation import Generation, QuestionEncoder
from indexer.errors import SoOrderedError
from indexer.model.embed import OnnxEmbedder
from indexer.orders import Order
from indexer.store import generations
from indexer.store.store import OrderRow, Store

if TYPE_CHECKING:
    from assistant.finding.retrieve import Retriever
    from assistant.reading.view import View

# How often a server looks for a newer generation; and how soon again for one that could not be opened. In seconds.
LOOK, AGAIN = 0.2, 5.0


class Library:
    """An index, open for questions from any thread. Use `open`; close it or use it in a `with` statement.

    `now` is the generation that questions are answered from. It stays until `refresh` finds a newer one, or, in a
    server, until the thread that `watch` starts has made the newer one ready; no question waits for that.
    """

    def __init__(self, index: Path, store: Store, embedder: OnnxEmbedder | None = None):
        self.index = index
        self.seen = generations.stamp(index)
        # Held while a generation is opened, by whoever does; nobody waits for it to ask.
        self.opening = threading.Lock()
        self.now = Generation(store, QuestionEncoder(index / "model" / store.manifest.embedder, embedder))
        self.watching: threading.Thread | None = None
        self.ended = threading.Event()

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

    def watch(self) -> Library:
        """Begin to look for newer generations in a thread of its own, as a server does; itself."""
        self.watching = threading.Thread(target=self._watch, name="generations", daemon=True)
        self.watching.start()
        return self

    def _watch(self) -> None:
        failed, late = None, 0.0
        while not self.ended.wait(LOOK):
            stamp = generations.stamp(self.index)
            if stamp in (None, self.seen) or stamp == failed and time.monotonic() < late:
                continue
            with contextlib.suppress(Exception):  # out of memory, of descriptors: the old one goes on answering
                self.catch_up()
            if stamp != self.seen:
                failed, late = stamp, time.monotonic() + AGAIN

    def close(self) -> None:
        self.ended.set()
        if self.watching is not None:
            self.watching.join(20)
        self.now.store.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def refresh(self) -> bool:
        """Go over to a newer generation if one was published; costs one stat of a file where none was, and nothing
        where a thread watches. Where another thread is opening it already, the old one is gone on with.

        What was read from the old one stays good; an index that cannot be opened leaves the old one in use.
        """
        if self.watching is not None or not self.opening.acquire(blocking=False):
            return False
        try:
            return self._open(ready=False)
        finally:
            self.opening.release()

    def catch_up(self) -> bool:
        """Have the newest generation ready and go over to it, in the calling thread."""
        with self.opening:
            return self._open(ready=True)

    def _open(self, ready: bool) -> bool:
        stamp = generations.stamp(self.index)
        if stamp is None or stamp == self.seen:
            return False
        if not ready:
            self.seen = stamp  # a question does not try again what could not be opened
        try:
            store = Store.open(self.index)
        except SoOrderedError:
            return False
        before, key = self.now, store.manifest.embedder
        same = key == before.store.manifest.embedder
        following = Generation(store, before.weights if same else QuestionEncoder(self.index / "model" / key))
        if ready:
            following.ready(before)
        self.seen, self.now = stamp, following
        return True

    # --- of the generation that is open now -----------------------------------------------------------------------

    @property
    def store(self) -> Store:
        return self.now.store

    @property
    def encoded(self) -> OrderedDict[str, np.ndarray]:
        """The vectors of the last questions."""
        return self.now.weights.encoded

    @property
    def retriever(self) -> Retriever:
        return self.now.retriever

    def model(self) -> OnnxEmbedder:
        return self.now.weights.loaded()

    def orders(self) -> list[OrderRow]:
        return self.now.orders()

    def count(self) -> int:
        return self.now.count()

    def named(self, text: str) -> list[str]:
        return self.now.named(text)

    def order(self, order_id: str) -> Order:
        return self.now.order(order_id)

    def vectors(self, order_id: str) -> np.ndarray:
        return self.now.vectors(order_id)

    def view(self, order_id: str) -> View:
        return self.now.view(order_id)

    def encode(self, text: str) -> np.ndarray:
        return self.now.encode(text)

    def vocabulary(self, order_ids: Iterable[str] | None = None) -> frozenset[str]:
        return self.now.vocabulary(order_ids)


def settle() -> None:
    """For a process that answers for long, once what it needs is loaded: Python's collector looks no more through what
    stays, and seldom through the rest. A look through everything holds up a question by a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
