"""`python -m eval.training.calibrate EXAMPLES`: from the reader's numbers to how surely it is right, on the dev part.

Three things are fitted, all small: how relevance, cosine and words rank together; whether the best statement answers
at all; whether a yes or no is right. The thresholds come from the risk-coverage curves of the same part, which no
training saw.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.reading.judging import ANSWERED, DATA, OF_ONE, VERDICT, Likeness, answered_features, verdict_features
from assistant.reading.reader import Judgement, OnnxReader
from assistant.reading.verdict import verdict_of
from eval.training.examples import Example
from eval.training.prepare import FOREIGN
from eval.training.train import ANSWERS, load

# What the thresholds are to keep: of unanswerable questions so many get no passage, of what is put forward so many are
# right; of the certain so many; of yes and no so many.
QUIET, LIKELY_RIGHT, CERTAIN_RIGHT, SAID_RIGHT, POINTED_RIGHT = 0.66, 0.70, 0.93, 0.93, 0.8
RANKED = ("relevance", "cosine", "share", "place")


@dataclass(frozen=True, slots=True)
class Read:
    """An example with what the reader said of its nearest statements. numbers: those statements, nearest first."""

    example: Example
    numbers: list[int]
    judgements: list[Judgement]

    def right(self, place: int) -> bool:
        return self.example.answered and self.example.labels[self.numbers[place]] >= ANSWERS

    def numbers_of(self, place: int) -> list[float]:
        """The features of `RANKED`."""
        number = self.numbers[place]
        return [
            self.judgements[place].relevance,
            self.example.cosines[number],
            self.example.shares[number],
            1 / (1 + place),
        ]

    def best_first(self, weights: Sequence[float]) -> list[Likeness]:
        """As the program sees them, best first."""
        found = [
            Likeness(judgement, numbers[1], numbers[2], place, float(np.dot(weights, numbers)))
            for place, judgement in enumerate(self.judgements)
            for numbers in (self.numbers_of(place),)
        ]
        return sorted(found, key=lambda one: -one.score)


def read_all(reader: OnnxReader, examples: Sequence[Example]) -> list[Read]:
    """Every example read as the program reads it."""
    found = []
    for example in examples:
        numbers = example.ranks[:OF_ONE]
        found.append(Read(example, numbers, reader.judge(example.question, [example.texts[n] for n in numbers])))
    return found


def fit_ranking(read: Sequence[Read]) -> list[float]:
    """Weights of `RANKED` under which the right statement is likeliest the first (a conditional logit)."""
    from scipy.optimize import minimize

    sets = []
    for one in read:
        right = np.array([one.right(place) for place in range(len(one.numbers))])
        if right.any() and not right.all():
            sets.append((np.array([one.numbers_of(place) for place in range(len(one.numbers))]), right))

    def cost(weights: np.ndarray) -> float:
        total = 0.0
        for numbers, right in sets:
            scores = numbers @ weights
            total += np.logaddexp.reduce(scores) - np.logaddexp.reduce(scores[right])
        return total / len(sets) + 0.002 * float(((weights - START) ** 2).sum())

    return [float(value) for value in minimize(cost, START, method="L-BFGS-B").x]


START = np.array([1.0, 2.0, 1.0, 0.5])


def fit_curve(rows: Sequence[dict[str, float]], right: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """A logistic curve over the named features, in their own units."""
    table = np.array([[row[name] for name in names] for row in rows])
    mean, spread = table.mean(0), table.std(0) + 1e-6
    model = LogisticRegression(C=0.3, max_iter=2000).fit((table - mean) / spread, right)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - (weights * mean).sum())
    return {"bias": bias, **{name: float(weight) for name, weight in zip(names, weights, strict=True)}}


def probability(curve: dict[str, float], row: dict[str, float]) -> float:
    logit = curve["bias"] + sum(curve.get(name, 0.0) * value for name, value in row.items())
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


def lowest(chances: Sequence[float], right: Sequence[bool], share: float) -> float:
    """The lowest threshold from which on at least `share` of what lies above it is right, one more wrong one counted
    than was seen; 1.01 where there is none."""
    order = sorted(zip(chances, right, strict=True), reverse=True)
    best, good = 1.01, 0
    for count, (chance, is_right) in enumerate(order, 1):
        good += is_right
        if good / (count + 1) >= share:
            best = chance
    return best


def calibrate(read: Sequence[Read]) -> dict:
    """The contents of calibration.json."""
    weights = fit_ranking(read)
    ranked = [one.best_first(weights) for one in read]
    rows = [answered_features(one) for one in ranked]
    right = [one.right(likeness[0].place) for one, likeness in zip(read, ranked, strict=True)]
    curve = fit_curve(rows, right, ANSWERED)
    sure = [probability(curve, row) for row in rows]
    own = [not one.example.id.startswith(FOREIGN) for one in read]
    silent = sorted(
        chance for chance, one, mine in zip(sure, read, own, strict=True) if mine and not one.example.answered
    )
    quiet = silent[min(int(QUIET * len(silent)), len(silent) - 1)]
    yes_no = [place for place, one in enumerate(read) if one.example.verdict or not one.example.answered]
    said_rows, said_right, turned = [], [], []
    for place in yes_no:
        best = ranked[place][0]
        said_rows.append(verdict_features(best, sure[place]))
        said = "yes" if best.judgement.yes > best.judgement.no else "no"
        said_right.append(said == read[place].example.verdict)
        turned.append(
            verdict_of(read[place].example.question, read[place].example.texts[read[place].numbers[best.place]]).turned
        )
    verdict = fit_curve(said_rows, said_right, VERDICT)
    asked = [place for place, index in enumerate(yes_no) if read[index].example.verdict]
    chances = [probability(verdict, row) for row in said_rows]
    pointed = [
        (likeness[0].judgement.span_score, _points_rightly(one, likeness[0]))
        for one, likeness, is_right in zip(read, ranked, right, strict=True)
        if is_right and one.example.span
    ]
    thresholds = {
        "likely": max(quiet, lowest(sure, right, LIKELY_RIGHT)),
        "certain": lowest(sure, right, CERTAIN_RIGHT),
        "said": lowest(*_where(asked, chances, said_right, [not one for one in turned]), SAID_RIGHT),
        "turned": lowest(*_where(asked, chances, said_right, turned), SAID_RIGHT),
        "pointed": lowest([one[0] for one in pointed], [one[1] for one in pointed], POINTED_RIGHT),
    }
    return {
        "made": dt.date.today().isoformat(), "questions": len(read), "rank": dict(zip(RANKED, weights, strict=True)),
        "answered": curve, "verdict": verdict, "thresholds": thresholds,
    }  # fmt: skip


def _where(
    asked: Sequence[int], chances: Sequence[float], right: Sequence[bool], kept: Sequence[bool]
) -> tuple[list[float], list[bool]]:
    """The chances and outcomes of the yes/no questions that are kept."""
    chosen = [number for number in asked if kept[number]]
    return [chances[number] for number in chosen], [right[number] for number in chosen]


def _points_rightly(read: Read, best: Likeness) -> bool:
    """The words pointed at hold the answer's, or lie in them with half of their length."""
    text = read.example.texts[read.numbers[best.place]]
    where, wanted = best.judgement.span, (read.example.span or "").lower()
    said = text[where[0] : where[1]].lower() if where else ""
    return bool(said) and (wanted in said or (said in wanted and 2 * len(said) >= len(wanted)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--out", type=Path, default=DATA)
    given = parser.parse_args()
    made = calibrate(read_all(OnnxReader(), load(given.examples, given.part)))
    given.out.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(made, indent=2))


if __name__ == "__main__":
    main()
