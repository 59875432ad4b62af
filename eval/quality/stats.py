"""Small statistics for the figures: bootstrap intervals, an exact sign test, calibration.

Everything is deterministic: the bootstrap's generator starts from a fixed seed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

SEED = 20160624
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Share:
    """A mean with its 95 % interval. n: how many values; mean, low, high: None where there are none."""

    n: int
    mean: float | None
    low: float | None
    high: float | None

    def to_dict(self) -> dict[str, float | int | None]:
        return {"n": self.n, "mean": self.mean, "low": self.low, "high": self.high}


def bootstrap(values: Sequence[float]) -> Share:
    """The mean of `values` and the 2.5 and 97.5 percentiles of the means of 2,000 resamples."""
    if not values:
        return Share(0, None, None, None)
    held = np.asarray(values, dtype=float)
    draws = np.random.default_rng(SEED).integers(0, len(held), size=(RESAMPLES, len(held)))
    low, high = np.percentile(held[draws].mean(axis=1), [2.5, 97.5])
    return Share(len(held), round(float(held.mean()), 4), round(float(low), 4), round(float(high), 4))


def sign_test(gained: int, lost: int) -> float:
    """McNemar's exact two-sided p: that gains and losses are equally likely. 1.0 where none changed."""
    changed = gained + lost
    if not changed:
        return 1.0
    tail = sum(math.comb(changed, count) for count in range(min(gained, lost) + 1))
    return float(min(1.0, 2 * tail / 2**changed))


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of the calibration: answers whose score lies in [low, high), how many are right."""

    low: float
    high: float
    n: int
    score: float
    right: float


def calibration(
    scores: Sequence[float], rights: Sequence[bool], bins: int = 10
) -> tuple[list[Bin], float | None]:
    """The filled bins of equal width, and the expected calibration error; None where nothing was scored.

    The error is the mean over the answers of how far a bin's mean score lies from its share of right ones.
    """
    filled: list[Bin] = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        held = [
            (score, right) for score, right in zip(scores, rights, strict=True)
            if low <= score < high or (number == bins - 1 and score >= high)
        ]
        if held:
            mean = sum(score for score, _ in held) / len(held)
            right = sum(right for _, right in held) / len(held)
            filled.append(Bin(low, high, len(held), round(mean, 4), round(right, 4)))
    total = sum(one.n for one in filled)
    if not total:
        return [], None
    return filled, round(sum(one.n * abs(one.score - one.right) for one in filled) / total, 4)


def quantile(values: Sequence[float], share: float) -> float | None:
    """The quantile of `values` at `share` (0.5: the median); None where there are none."""
    return round(float(np.quantile(np.asarray(values, dtype=float), share)), 6) if values else None
