"""The reader over one or several orders: which statements answer, best first, and how surely each does."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from assistant.reading.reader import Judgement, Reader
from assistant.reading.shortlist import likeness, ranked
from assistant.reading.statements import Statement
from assistant.reading.view import View
from indexer.orders import Span

DATA = Path(__file__).with_name("calibration.json")
# Statements that are read of one order, and of several together; of a short order all.
OF_ONE, OF_SEVERAL = 18, 28


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement with what was found of it. cosine, share: as `likeness` gives them; place: among the nearest,
    from 0; score: the reader's relevance and the search taken together, a logit that ranks."""

    view: View
    statement: Statement
    judgement: Judgement
    cosine: float
    share: float
    place: int
    score: float

    @property
    def span(self) -> Span:
        return self.statement.span

    def pointed(self) -> Span | None:
        """Where in the order the words stand that the reader points at; None where they are not all its own."""
        where = self.judgement.span
        if where is None or where[0] < self.statement.before or where[1] <= where[0]:
            return None
        return _in_order(self.view.order.text, self.statement, *where)


@lru_cache(maxsize=1)
def calibration() -> dict[str, Any]:
    """What was fitted on the dev part: weights of the ranking, the curve of "answered at all", the thresholds."""
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def judge(reader: Reader, question: str, vector: np.ndarray, views: Sequence[View]) -> list[Judged]:
    """The statements that the reader read, best first."""
    near: list[tuple[float, int, View, int, float, float]] = []
    for view in views:
        cut = view.cut_up()
        cosines, shares = likeness(question, vector, cut, view.vectors)
        for place, number in enumerate(ranked(cosines, shares)[:OF_ONE].tolist()):
            near.append(
                (
                    float(cosines[number] + shares[number]),
                    place,
                    view,
                    number,
                    float(cosines[number]),
                    float(shares[number]),
                )
            )
    if len(views) > 1:
        near.sort(key=lambda one: -one[0])
        near = near[:OF_SEVERAL]
    texts = [view.cut_up().statements[number].text for _, _, view, number, _, _ in near]
    judged = [
        Judged(view, view.cut_up().statements[number], judgement, cosine, share, place, rank_score(judgement.relevance, cosine, share, place))
        for (_, place, view, number, cosine, share), judgement in zip(near, reader.judge(question, texts), strict=True)
    ]  # fmt: skip
    return sorted(judged, key=lambda one: -one.score)


def rank_score(relevance: float, cosine: float, share: float, place: int) -> float:
    """The reader's relevance with the search's likeness: a logit."""
    weights = calibration()["rank"]
    return float(
        weights["relevance"] * relevance + weights["cosine"] * cosine + weights["share"] * share
        + weights["place"] / (1 + place)
    )  # fmt: skip


def features(judged: Sequence[Judged]) -> dict[str, float]:
    """What tells whether the best statement answers at all."""
    best = judged[0]
    second = judged[1] if len(judged) > 1 else None
    return {
        "score": best.score,
        "relevance": best.judgement.relevance,
        "gap": min(best.score - second.score, 6.0) if second else 3.0,
        "cosine": best.cosine,
        "share": best.share,
        "neither": best.judgement.neither,
        "pointed": best.judgement.span_score,
    }


def answered(judged: Sequence[Judged]) -> float:
    """How surely the best statement answers the question, 0 to 1."""
    if not judged:
        return 0.0
    curve = calibration()["answered"]
    logit = curve["bias"] + sum(curve.get(name, 0.0) * value for name, value in features(judged).items())
    return 1.0 / (1.0 + math.exp(-max(min(logit, 30.0), -30.0)))


def _in_order(text: str, statement: Statement, start: int, end: int) -> Span | None:
    """Characters of the folded statement → their place in the order's text."""
    want_start, want_end = start - statement.before, end - statement.before
    place, begin, blank = 0, None, False
    for offset in range(statement.span.start, statement.span.end):
        if text[offset].isspace():
            blank = True
            continue
        if blank and place:
            place += 1
        blank = False
        if place == want_start:
            begin = offset
        place += 1
        if place == want_end:
            return Span(begin, offset + 1) if begin is not None else None
    return None
