"""Fit how sure a candidate answer is, and where silence begins: `python -m eval fit`.

Every gold question is asked of its own order (or of all, where it names none), and again of orders that it is not
about, which must be silent. Each candidate answer is labelled by the scoring rules; a logistic curve with one bias
for each kind of question is fitted to its numbers, by Newton's method with a ridge. Cross-validation leaves out one
order at a time, so that the figures are of orders that the curve has not seen. The result is data:
`assistant/confidence.json`, with the date, the questions and the figures that it was fitted on.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answerers import Context, candidates
from assistant.choose import EVERY_ORDER_HAS
from assistant.confidence import DATA, FEATURES, features
from assistant.engine import Assistant, answer_of
from assistant.question.facts import facts_in, strings
from assistant.question.question import read_question
from assistant.reading.fit import Gauge
from eval.gold.gold import GoldQuestion, load
from eval.quality.run import index_of
from eval.quality.score import score
from indexer.errors import SoOrderedError

RIDGE = 0.01
# A false answer is worse than a needless silence: what each costs when the threshold is chosen.
COST_FALSE, COST_SILENT = 1.5, 1.0
STRANGERS = 1  # orders, not its own, that each question is also asked of
STRANGER_WEIGHT = 0.25
TOP = 1  # candidates of each question that are learnt from: the one that would be the answer


@dataclass(frozen=True, slots=True)
class Sample:
    """One candidate: its numbers, the kind of question, whether it is right, the order left out with it.

    weight: questions about another order are rarer in life than in this table."""

    numbers: tuple[float, ...]
    asks: str
    right: bool
    group: str
    question: str
    weight: float


def rows_of(assistant: Assistant, questions: Sequence[GoldQuestion]) -> list[Sample]:
    """The candidates of every question, before its own order and before strangers."""
    ids = [row.id for row in assistant.orders()]
    found: list[Sample] = []
    for place, question in enumerate(questions):
        if getattr(question, "conversation", None):
            continue
        own = question.order or question.expected_order
        if own in ids:
            found += _rows(assistant, question, str(own), stranger=False)
        others = [order for order in ids if order != own]
        for step in range(STRANGERS if own in ids else len(ids)):
            other = others[(place * 7 + step * 11) % len(others)]
            found += _rows(assistant, question, other, stranger=own in ids)
    return found


def _rows(assistant: Assistant, question: GoldQuestion, order: str, stranger: bool) -> list[Sample]:
    try:
        stated = strings({**facts_in(question.question), **question.facts})
        asked = read_question(question.question, assistant.library.vocabulary([order]), stated)
        view = assistant.view(order)
        gauge = Gauge(asked, view, assistant.encode(asked.normal))
        several = candidates(Context(asked, view, gauge, stated))
    except SoOrderedError:
        return []
    if stranger and any(one.answerer in EVERY_ORDER_HAS for one in several[:1]):
        return []  # every order has a judge and a date
    made: list[Sample] = []
    seen: set[Any] = set()
    for one in several:
        key = (one.answerer, one.spans[:1])
        if key in seen:
            continue
        seen.add(key)
        answer = answer_of(asked, one, view).to_dict()
        verdict = score(question, answer)
        right = not stranger and verdict.right and question.status != "not_found"
        numbers = tuple(features(one)[name] for name in FEATURES)
        made.append(Sample(numbers, asked.asks, right, order, question.id, STRANGER_WEIGHT if stranger else 1.0))
        if len(made) == TOP:
            break
    return made


def fit(rows: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """The curve, under "*": it serves every kind of question."""
    table = np.array([[*row.numbers, 1.0] for row in rows])
    labels = np.array([float(row.right) for row in rows])
    shares = np.array([row.weight for row in rows])
    weights = np.zeros(table.shape[1])
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ weights, -30, 30)))
        gradient = table.T @ (shares * (chance - labels)) + RIDGE * weights
        curvature = (table * (shares * chance * (1 - chance))[:, None]).T @ table + RIDGE * np.eye(table.shape[1])
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    named = {name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=False)}
    return {"*": {"bias": round(float(weights[-1]), 4), **named}}


def chance_of(row: Sample, curves: dict[str, dict[str, float]]) -> float:
    curve = curves.get(row.asks) or curves["*"]
    logit = curve["bias"] + sum(curve[name] * number for name, number in zip(FEATURES, row.numbers, strict=True))
    return float(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))))


def threshold_of(rows: Sequence[Sample], chances: Sequence[float]) -> float:
    """Where false answers and needless silences cost least together, over the surest candidate of each question."""
    tops = _tops(rows, chances)
    answerable = {(row.question, row.group) for row in rows if row.right}
    best, place = float("inf"), 0.5
    for step in range(20, 81, 2):
        limit = step / 100
        cost = 0.0
        for key, (chance, right, weight) in tops.items():
            if chance >= limit:
                cost += 0.0 if right else COST_FALSE * weight
            elif key in answerable:
                cost += COST_SILENT
        if cost < best:
            best, place = cost, limit
    return place


def _tops(rows: Sequence[Sample], chances: Sequence[float]) -> dict[tuple[str, str], tuple[float, bool, float]]:
    tops: dict[tuple[str, str], tuple[float, bool, float]] = {}
    for row, chance in zip(rows, chances, strict=True):
        key = (row.question, row.group)
        if key not in tops or chance > tops[key][0]:
            tops[key] = (chance, row.right, row.weight)
    return tops


def run_fit(sources: Sequence[tuple[Path, Path]], out: Path = DATA, today: dt.date | None = None) -> dict[str, Any]:
    """Fit on (gold, corpus) pairs and write `out`. Returns what was written."""
    rows: list[Sample] = []
    names = []
    for gold, corpus in sources:
        with Assistant.open(index_of(corpus)) as assistant:
            questions = load(gold)
            rows += rows_of(assistant, questions)
            names.append(f"{corpus.name}: {len(questions)} questions")
    data = fitted_on(rows, names, today)
    out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    return data


def fitted_on(rows: Sequence[Sample], names: Sequence[str], today: dt.date | None) -> dict[str, Any]:
    """The curves of `rows` with the figures of leaving out one order at a time."""
    unseen: list[float] = [0.0] * len(rows)
    for group in sorted({row.group for row in rows}):
        curves = fit([row for row in rows if row.group != group])
        for place, row in enumerate(rows):
            if row.group == group:
                unseen[place] = chance_of(row, curves)
    limit = threshold_of(rows, unseen)
    tops = _tops(rows, unseen)
    answered = [right for chance, right, _ in tops.values() if chance >= limit]
    return {
        "fitted": today.isoformat() if today else None,
        "fitted_on": list(names),
        "candidates": len(rows),
        "left_out_by_order": {
            "questions": len(tops),
            "answered": len(answered),
            "right": sum(answered),
            "precision": round(sum(answered) / max(len(answered), 1), 4),
            "brier": round(float(np.mean([(chance - right) ** 2 for chance, right, _ in tops.values()])), 4),
        },
        "threshold": limit,
        "curves": fit(rows),
    }
