"""Other ways to answer, to compare with the ordinary one: the nearest passage quoted, without any rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Citation
from assistant.blocks import Headline, Quotation
from eval.quality.ranking import ranking
from eval.quality.run import Asker
from indexer.errors import UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from indexer.orders import Order
    from indexer.store.store import OrderRow

#: Variant → how its passages are ranked; None: the ordinary assistant with its rule answerers.
VARIANTS: dict[str, str | None] = {"ordinary": None, "fused": "fused", "dense": "dense", "lexical": "lexical"}


class NearestPassage:
    """Answers every question with the middle sentence of the nearest passage; it is never silent."""

    def __init__(self, assistant: Assistant, kind: str):
        self.assistant, self.kind = assistant, kind

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.assistant.orders()

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.assistant.order(order_id)

    def ask(
        self, question: str, order: str | None = None, facts: Mapping[str, str] | None = None,
        today: dt.date | None = None, conversation: Any = None,
    ) -> Answer:
        """The answer; facts, today and conversation change nothing."""
        found = ranking(self.assistant, question, order, self.kind, depth=1)
        if not found:
            return Answer(question, "not_found", (Headline("No passage shares a word with the question."),))
        row = self.assistant.library.store.passages(found)[found[0]]
        citation = Citation.of(self.order(row.order), row.sentence)
        return Answer(
            question, "answered", (Quotation(citation),), "likely", citations=(citation,), order=row.order,
            answerer=f"nearest passage, {self.kind}", score=1.0,
        )


def variant(name: str, assistant: Assistant) -> Asker:
    """The assistant of that variant; UsageError for a name that is none."""
    if name not in VARIANTS:
        raise UsageError(f"no variant {name!r}: choose from {', '.join(VARIANTS)}")
    kind = VARIANTS[name]
    return assistant if kind is None else NearestPassage(assistant, kind)
