"""The open index as the pages see it: opened when it is there, kept open while a newer one is made."""

from __future__ import annotations

import contextlib
import threading
from pathlib import Path

from assistant.engine import Assistant
from indexer import generations
from indexer.corpus import survey
from indexer.errors import IndexFault, SoOrderedError
from indexer.generations import file_digest
from indexer.orders import Order
from indexer.store import OrderRow


class Shelf:
    """The orders of one index. Every method raises IndexNotFound or another IndexFault while there is none."""

    def __init__(self, index: Path, corpus: Path):
        self.index, self.corpus = index, corpus
        self.opening = threading.Lock()
        self.opened: Assistant | None = None

    def assistant(self) -> Assistant:
        """The assistant over the newest generation."""
        with self.opening:
            if self.opened is None:
                self.opened = Assistant.open(self.index)
        # A newer index that cannot be opened leaves the old one answering.
        with contextlib.suppress(IndexFault):
            self.opened.library.refresh()
        return self.opened

    def rows(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.assistant().orders()

    def row(self, order_id: str) -> OrderRow | None:
        return next((row for row in self.rows() if row.id == order_id), None)

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.assistant().order(order_id)

    def stamp(self) -> object:
        """Changes whenever a newer index is published."""
        return generations.stamp(self.index)

    def original(self, order: Order) -> Path | None:
        """The file that the order was read from; None where it is gone or has changed since."""
        try:
            files = survey(self.corpus).files
        except SoOrderedError:
            return None
        path = next((file.path for file in files if file.id == order.id), None)
        return path if path is not None and file_digest(path) == order.sha256 else None

    def warm(self) -> None:
        """Load what the first question would wait for."""
        with contextlib.suppress(SoOrderedError):
            self.assistant().encode("who must do what by when")

    def close(self) -> None:
        with self.opening:
            if self.opened is not None:
                self.opened.close()
                self.opened = None
