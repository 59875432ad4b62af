"""Which statements of an order the reader reads: the nearest by meaning and by words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from assistant.reading.statements import Statement
from assistant.words.words import keys_of, terms

# Reciprocal rank fusion: how fast a rank loses weight; small, as an order has tens of statements and not millions.
FUSION = 10


def likeness(question: str, vector: np.ndarray, read: Sequence[Statement], vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each statement the cosine of its sentence with the question, and the share of the question's words, each
    weighed by how few statements have it, that the statement has: two arrays of floats."""
    rows = np.array([one.sentence for one in read], dtype=np.int64)
    cosines = vectors[rows] @ vector if len(vectors) and vectors.shape[1] else np.zeros(len(read), np.float32)
    keys = [keys_of(one.text) for one in read]
    spread = Counter(key for each in keys for key in each)
    asked = {term.stem: term.keys for term in terms(question)}
    weights = {
        stem: math.log(1 + len(read) / max(1, max((spread[key] for key in own), default=0)))
        for stem, own in asked.items()
    }
    total = sum(weights.values()) or 1.0
    shares = [sum(weight for stem, weight in weights.items() if asked[stem] & each) / total for each in keys]
    return np.asarray(cosines, np.float32), np.asarray(shares, np.float32)


def ranked(cosines: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """The numbers of the statements, nearest first, both ways of search taken together."""
    by_meaning = np.argsort(np.argsort(-cosines, kind="stable"), kind="stable")
    by_words = np.argsort(np.argsort(-shares, kind="stable"), kind="stable")
    fused = 1.0 / (FUSION + by_meaning) + (shares > 0) / (FUSION + by_words)
    return np.argsort(-fused, kind="stable")
