"""The reader over one or several orders: which statements answer, best first, and how surely each does."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
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
OF_ONE, OF_SEVERAL = 16, 24


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was found of a statement. cosine, share: as `likeness` gives them; place: among the nearest, from 0; score:
    the reader's relevance and the search taken together, a logit that ranks."""

    judgement: Judgement
    cosine: float
    share: float
    place: int
    score: float


@dataclass(frozen=True, slots=True)
class Judged(Likeness):
    """The same, with the statement and its order."""

    view: View
    statement: Statement

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
    read = [view.cut_up().statements[number] for _, _, view, number, _, _ in near]
    judgements = reader.judge(question, [statement.text for statement in read])
    judged = []
    for (_, place, view, _, cosine, share), statement, judgement in zip(near, read, judgements, strict=True):
        score = rank_score(judgement.relevance, cosine, share, place)
        judged.append(Judged(judgement, cosine, share, place, score, view, statement))
    return sorted(judged, key=lambda one: -one.score)


def rank_score(relevance: float, cosine: float, share: float, place: int) -> float:
    """The reader's relevance with the search's likeness: a logit."""
    weights = calibration()["rank"]
    return float(
        weights["relevance"] * relevance + weights["cosine"] * cosine + weights["share"] * share
        + weights["place"] / (1 + place)
    )  # fmt: skip


ANSWERED = ("score", "relevance", "gap", "cosine", "share", "neither", "pointed")
VERDICT = ("sure", "turn", "neither", "score")


def answered_features(best_first: Sequence[Likeness]) -> dict[str, float]:
    """What tells whether the best statement answers at all."""
    best = best_first[0]
    gap = min(best.score - best_first[1].score, 6.0) if len(best_first) > 1 else 3.0
    return {
        "score": best.score, "relevance": best.judgement.relevance, "gap": gap, "cosine": best.cosine,
        "share": best.share, "neither": best.judgement.neither, "pointed": best.judgement.span_score,
    }  # fmt: skip


def verdict_features(best: Likeness, sure: float) -> dict[str, float]:
    """What tells whether the yes or no of the best statement is right. turn: how far yes and no lie apart, a logit."""
    yes, no = best.judgement.yes, best.judgement.no
    turn = abs(math.log((yes + 1e-6) / (no + 1e-6)))
    return {"sure": _logit(sure), "turn": min(turn, 8.0), "neither": best.judgement.neither, "score": best.score}


def answered(judged: Sequence[Likeness]) -> float:
    """How surely the best statement answers the question, 0 to 1."""
    return _chance("answered", answered_features(judged)) if judged else 0.0


def verdict_sure(best: Likeness, sure: float) -> float:
    """How surely the best statement's yes or no, whichever is likelier, is right: 0 to 1."""
    return _chance("verdict", verdict_features(best, sure))


def _chance(name: str, values: Mapping[str, float]) -> float:
    curve = calibration()[name]
    logit = curve["bias"] + sum(curve.get(key, 0.0) * value for key, value in values.items())
    return 1.0 / (1.0 + math.exp(-max(min(logit, 30.0), -30.0)))


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


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
