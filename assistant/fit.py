"""How well a passage of an order fits a question: one measure for every answerer.

coverage: which part of the question's weighted content terms stands in the clause (fully), in its sentence,
in its heading or lead, or in the sentence that it points back to (less). meaning: cosine of the question's
and the sentence's vectors. `Fit.score` joins them; `missing` names the terms that are nowhere near.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.question import Question
from assistant.view import Sentence, View
from assistant.words import Term, terms

# How much a term counts by where it is met.
IN_CLAUSE, IN_SENTENCE, NEAR, ABOUT = 1.0, 0.85, 0.6, 0.35
COVERAGE_SHARE = 0.6  # the rest is meaning; see eval/fit.py


@dataclass(frozen=True, slots=True)
class Fit:
    """score 0 to 1; coverage and meaning 0 to 1; missing: terms of the question that are nowhere near."""

    score: float
    coverage: float
    meaning: float
    missing: tuple[Term, ...]
    met: tuple[Term, ...]

    @property
    def complete(self) -> bool:
        return not self.missing


class Gauge:
    """Holds a question against one order: the vector products are made once."""

    def __init__(self, question: Question, view: View, vector: np.ndarray | None):
        self.question, self.view = question, view
        self.weights = [(term, view.weight(term)) for term in question.terms]
        self.total = sum(weight for _, weight in self.weights)
        if vector is not None and view.vectors.size:
            self.cosines = view.vectors @ vector
        else:
            self.cosines = np.zeros(len(view.sentences), dtype=np.float32)

    def meaning(self, sentence: Sentence) -> float:
        """The cosine, stretched so that 0.15 is nothing and 0.75 is everything that a paraphrase reaches."""
        cosine = float(self.cosines[sentence.number]) if sentence.number < len(self.cosines) else 0.0
        return min(max((cosine - 0.15) / 0.6, 0.0), 1.0)

    def of(self, sentence: Sentence, clause: str | None = None, extra: frozenset[str] = frozenset()) -> Fit:
        """The fit of a sentence, or of a clause in it; `extra`: further keys that count as in the clause."""
        inside = frozenset(key for term in terms(clause) for key in term.keys) if clause is not None else sentence.keys
        inside |= extra
        gained, missing, met = 0.0, [], []
        for term, weight in self.weights:
            if term.keys & inside:
                share = IN_CLAUSE
            elif term.keys & sentence.keys:
                share = IN_SENTENCE
            elif term.keys & sentence.near:
                share = NEAR
            elif term.keys & self.view.about:
                share = ABOUT
            else:
                share = 0.0
            gained += share * weight
            (met if share else missing).append(term)
        coverage = gained / self.total if self.total else 0.0
        meaning = self.meaning(sentence)
        score = COVERAGE_SHARE * coverage + (1 - COVERAGE_SHARE) * meaning
        return Fit(score, coverage, meaning, tuple(missing), tuple(met))
