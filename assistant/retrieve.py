"""Question → the passages that are nearest to it, by meaning and by words, fused into one list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.words import normalize, terms
from indexer.orders import Span
from indexer.store import Store

# How deep each of the two lists is read before they are fused.
DEPTH = 60
# Reciprocal rank fusion, Cormack et al. (2009): a rank counts 1 / (60 + rank), so that the first few ranks of one
# list do not outweigh a good place in both.
RANK_CONSTANT = 60
# BM25 weights of a passage's middle sentence, its whole text, its heading and its caption.
FIELDS = (1.0, 1.0, 0.5, 0.3)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an order that stands near a question. score: 0 to 1; dense: cosine of the two vectors;
    lexical: BM25, 0 where no word is shared. sentence: the sentence in its middle."""

    order: str
    span: Span
    text: str
    score: float
    dense: float
    lexical: float
    sentence: Span


class Retriever:
    """Finds passages in one generation of an index."""

    def __init__(self, store: Store, encode: Callable[[str], np.ndarray]):
        """encode: a text → its unit vector, by the weights that the index was made with."""
        self.store, self.encode = store, encode

    def retrieve(
        self, question: str, orders: Sequence[str] | None = None, k: int = 8, vector: np.ndarray | None = None
    ) -> list[Passage]:
        """The `k` passages nearest to the question, nearest first; orders: only of these; vector: the question's,
        where the caller has it already."""
        if vector is None:
            vector = self.encode(question)
        dense = self.store.dense(vector, DEPTH, orders)
        lexical = self.store.lexical(expression(question), DEPTH, FIELDS, orders)
        fused: dict[int, float] = {}
        for ranking in (dense, lexical):
            for rank, (number, _) in enumerate(ranking, 1):
                fused[number] = fused.get(number, 0.0) + 1 / (RANK_CONSTANT + rank)
        best = sorted(fused, key=lambda number: (-fused[number], number))[:k]
        rows = self.store.passages(best)
        cosines, words = dict(dense), dict(lexical)
        return [
            Passage(
                rows[number].order, rows[number].span, rows[number].text,
                fused[number] * (RANK_CONSTANT + 1) / 2, cosines.get(number, 0.0), words.get(number, 0.0),
                rows[number].sentence,
            )
            for number in best
        ]  # fmt: skip


def expression(question: str) -> str:
    """The question's content words as an FTS5 expression: any of them; empty where it has none."""
    words = dict.fromkeys(term.words.replace('"', "") for term in terms(normalize(question)))
    return " OR ".join(f'"{word}"' for word in words)
