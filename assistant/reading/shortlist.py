"""Which statements of an order the reader reads: the nearest by meaning and by words."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import numpy as np

from assistant.reading.statements import Statement, statements
from assistant.words.words import keys_of, terms
from indexer.orders import Order

# Reciprocal rank fusion: how fast a rank loses weight; small, as an order has tens of statements and not millions.
FUSION = 10


@dataclass(frozen=True, slots=True)
class Cut:
    """An order cut into statements. keys: the keys of each one's words; spread: how many statements have a key;
    rows: for each statement the row of its sentence among the order's sentence vectors."""

    statements: tuple[Statement, ...]
    keys: tuple[frozenset[str], ...]
    spread: Counter[str]
    rows: np.ndarray

    @classmethod
    def of(cls, order: Order) -> Cut:
        read = tuple(statements(order))
        keys = tuple(keys_of(one.text) for one in read)
        rows = np.array([one.sentence for one in read], dtype=np.int64)
        return cls(read, keys, Counter(key for each in keys for key in each), rows)


def likeness(question: str, vector: np.ndarray, cut: Cut, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each statement the cosine of its sentence with the question, and the share of the question's words, each
    weighed by how few statements have it, that the statement has: two arrays of floats."""
    count = len(cut.statements)
    cosines = vectors[cut.rows] @ vector if count and vectors.ndim == 2 and vectors.shape[1] else np.zeros(count)
    asked = {term.stem: term.keys for term in terms(question)}
    weights = {
        stem: math.log(1 + count / max(1, max((cut.spread[key] for key in own), default=0)))
        for stem, own in asked.items()
    }
    total = sum(weights.values()) or 1.0
    shares = [sum(weight for stem, weight in weights.items() if asked[stem] & each) / total for each in cut.keys]
    return np.asarray(cosines, np.float32), np.asarray(shares, np.float32)


def ranked(cosines: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The numbers of the statements, nearest first, both ways of search taken together."""
    by_meaning = np.argsort(np.argsort(-cosines, kind="stable"), kind="stable")
    by_words = np.argsort(np.argsort(-shares, kind="stable"), kind="stable")
    fused = 1.0 / (FUSION + by_meaning) + (shares > 0) / (FUSION + by_words)
    return np.argsort(-fused, kind="stable")
