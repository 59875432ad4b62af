"""The whole path of a question: which orders, which passages, which answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import numpy as np

from assistant.answer import Answer, Citation
from assistant.library import Library
from indexer.errors import UsageError
from indexer.orders import Order
from indexer.store import OrderRow

if TYPE_CHECKING:
    from assistant.view import View

# A question is a sentence or a few; a pasted brief is not one.
LONGEST_QUESTION = 4000


class Assistant:
    """Answers questions over one index. Open it with `open`; it may be used from several threads."""

    def __init__(self, library: Library):
        self.library = library

    @classmethod
    def open(cls, index: Path | str, corpus: Path | str | None = None) -> Assistant:
        """Open the index folder; corpus: bring the index up to date with that folder of orders first.

        Raises IndexNotFound, IndexIncompatible or IndexDamaged; with a corpus also what `build` raises.
        """
        if corpus is not None:
            from indexer.build import build

            build(Path(corpus), Path(index))
        return cls(Library.open(index))

    def close(self) -> None:
        self.library.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.library.orders()

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.library.order(order_id)

    def vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence of the order, in their order."""
        return self.library.vectors(order_id)

    def view(self, order_id: str) -> View:
        """The order made ready for the answerers."""
        return self.library.view(order_id)

    def encode(self, text: str) -> np.ndarray:
        """The unit vector of a text."""
        return self.library.encode(text)

    def ask(
        self,
        question: str,
        order: str | None = None,
        facts: Mapping[str, str] | None = None,
        today: dt.date | None = None,
        conversation: Any = None,
    ) -> Answer:
        """Answer a question. order: the id of the only order to look in. Raises UsageError, OrderNotFound."""
        check_question(question)
        self.library.refresh()
        if order is not None:
            self.order(order)
        passages = self.library.retriever.retrieve(question, orders=None if order is None else [order], k=5)
        cited = [Citation.of(self.order(passage.order), passage.span) for passage in passages]
        if not cited:
            return Answer(question, "not_found", "The orders do not say.")
        best = cited[0]
        return Answer(
            question, "answered", best.quote, kind="fact", citations=(best,), order=best.order,
            related=tuple(cited[1:4]), answerer="passage", score=max(0.0, min(1.0, passages[0].score)),
        )  # fmt: skip


def check_question(question: str) -> None:
    """Raise UsageError for what cannot be a question."""
    if not question.strip():
        raise UsageError("the question is empty: ask something, for instance: who must file the joint report?")
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(question):,} characters; {LONGEST_QUESTION:,} is the most: ask about one thing"
        )
