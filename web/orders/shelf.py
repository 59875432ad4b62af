"""The open index as the pages see it: opened when it is there, kept open while a newer one is made."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from assistant.engine import Assistant
from assistant.reading.reader import reader_of
from indexer.corpus import Corpus, ids_of, walk
from indexer.disk import file_digest
from indexer.errors import SoOrderedError
from indexer.orders import Order
from indexer.store import generations
from indexer.store.catalogue import Catalogue, OrderRow


class Shelf:
    """The orders of one index. Every method raises IndexNotFound or another IndexFault while there is none.

    watch: a thread looks for newer generations and makes them ready; else each request looks. reader: as
    `reader_of` takes it.
    """

    def __init__(self, index: Path, corpus: Path, watch: bool = False, reader: str | None = None):
        self.index, self.corpus, self.watch, self.reader = index, corpus, watch, reader
        self.opening = threading.Lock()
        self.opened: Assistant | None = None

    def assistant(self) -> Assistant:
        """The assistant over the newest generation."""
        opened = self.opened
        if opened is None:
            with self.opening:
                if self.opened is None:
                    self.opened = Assistant.open(self.index, reader=reader_of(self.reader))
                    if self.watch:
                        self.opened.library.watch()
                opened = self.opened
        opened.library.refresh()
        return opened

    def catch_up(self) -> None:
        """Go over to what was just published, made ready, before anybody is told that it is there."""
        with contextlib.suppress(SoOrderedError):
            self.assistant().library.catch_up()

    def catalogue(self) -> Catalogue:
        """The list of orders, a page at a time."""
        return self.assistant().library.store.catalogue

    def first(self, most: int) -> list[OrderRow]:
        """The first orders by id."""
        return self.catalogue().first(most)

    def count(self) -> int:
        return self.assistant().library.count()

    def row(self, order_id: str) -> OrderRow | None:
        return self.catalogue().row(order_id)

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.assistant().order(order_id)

    def stamp(self) -> object:
        """Changes whenever a newer index is gone over to; None where there is none."""
        opened = self.opened
        return opened.library.seen if opened is not None else generations.stamp(self.index)

    def original(self, order: Order) -> Path | None:
        """The file that the order was read from; None where it is gone or has changed since."""
        try:
            path = next((path for path in walk(self.corpus, Corpus()) if order.id in ids_of(path.name)), None)
            return path if path is not None and file_digest(path) == order.sha256 else None
        except (SoOrderedError, OSError):
            return None

    def warm(self) -> None:
        """Load what the first question would wait for."""
        with contextlib.suppress(SoOrderedError):
            self.assistant().encode("who must do what by when")

    def close(self) -> None:
        with self.opening:
            if self.opened is not None:
                self.opened.close()
                self.opened = None
