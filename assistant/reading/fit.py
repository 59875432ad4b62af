"""How well a passage of an order fits a question: one measure for every answerer.

coverage: which part of the question's weighted content terms stands in the clause (fully), in its sentence, in
its heading or lead, or in the sentence that it points back to (less). meaning: cosine of the question's and the
sentence's vectors. `Fit.score` joins them; `missing` names the terms that are nowhere near.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from assistant.budget import spend
from assistant.question.question import Question
from assistant.reading.view import Sentence, View
from assistant.words.words import Term, terms

# How much a term counts by where it is met: in the clause itself, in the rest of its sentence, in the heading, the
# lead or the sentence that the clause points back to, in the sentence before, in the caption.
IN_CLAUSE, IN_SENTENCE, NEAR, BEFORE, ABOUT = 1.0, 0.75, 0.6, 0.4, 0.35
# A clause with "one" or "such" takes its matter from the rest of the sentence.
IN_POINTED = 0.95
# Of the same meaning but another word.
LIKE = 0.93
# A word of the question that the order has, but not here, speaks for the place where it has it.
ELSEWHERE = 0.12
COVERAGE_SHARE = 0.66  # the rest is meaning
# Words of the asker's own story around the question count for less.
CONTEXT_SHARE = 0.35
_ACTORS = re.compile(
    r"^(?:part(?:y|ies)|plaintiffs?|defendants?|petitioners?|respondents?|counsel|lawyers?|attorneys?|court|judge|"
    r"defense|"
    r"government|states?|agenc(?:y|ies)|side)(?:'s?)?$"
)
_ACTOR_SHARE = 0.6
_LEAST = 0.8
# So many terms are held against the order's spelling, each against every word of it.
_MOST_RESPELLED = 60
_POINTS = re.compile(r"\b(?:one|so|such|the same)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fit:
    """score, coverage, meaning: 0 to 1; missing: terms of the question that are nowhere near."""

    score: float
    coverage: float
    meaning: float
    missing: tuple[Term, ...]
    met: tuple[Term, ...]

    @property
    def lost(self) -> float:
        """The share of the question that is not covered."""
        return 1.0 - self.coverage


class Gauge:
    """Holds a question against one order: the vector products are made once."""

    def __init__(self, question: Question, view: View, vector: np.ndarray | None):
        self.question, self.view = question, view
        weights: dict[tuple[str, str, frozenset[str]], tuple[Term, float]] = {}
        for share, several in ((1.0, question.terms), (CONTEXT_SHARE, question.context)):
            for term in several:
                if term.keys & view.parties and not (term.keys & view.roles):
                    continue  # the name of a party says which case is meant, not what is asked
                key = (term.words, term.stem, term.keys)
                if key in weights:  # said again: it weighs more, and is looked for once
                    known, before = weights[key]
                else:
                    known, before = _respelled(term, view) if len(weights) < _MOST_RESPELLED else term, 0.0
                weight = view.weight(known) * share
                weight *= _ACTOR_SHARE if _ACTORS.match(term.words) else 1.0
                weights[key] = known, before + weight
        self.weights = list(weights.values())
        # A question of nothing but a weak word ("do I need a lawyer?") is not covered by meeting that word.
        self.total = max(sum(weight for _, weight in self.weights), _LEAST if self.weights else 0.0)
        if vector is not None and view.vectors.size:
            self.cosines = view.vectors @ vector
        else:
            self.cosines = np.zeros(len(view.sentences), dtype=np.float32)

    @contextmanager
    def reweighed(self, share: Callable[[Term], float]) -> Iterator[None]:
        """For a while, every term counts by its weight times `share(term)`."""
        weights, total = self.weights, self.total
        self.weights = [(term, weight * share(term)) for term, weight in weights]
        self.total = max(sum(weight for _, weight in self.weights), 0.01)
        try:
            yield
        finally:
            self.weights, self.total = weights, total

    def meaning(self, sentence: Sentence) -> float:
        """The cosine, stretched so that 0.15 is nothing and 0.75 is everything that a paraphrase reaches."""
        cosine = float(self.cosines[sentence.number]) if sentence.number < len(self.cosines) else 0.0
        return min(max((cosine - 0.15) / 0.6, 0.0), 1.0)

    def of(self, sentence: Sentence, clause: str | None = None, extra: frozenset[str] = frozenset()) -> Fit:
        """The fit of a sentence, or of a clause in it; `extra`: further keys that count as in the clause. Raises
        TooLong."""
        spend()
        if clause is None:
            inside, stems = sentence.keys, sentence.stems
            rest = IN_SENTENCE
        else:
            found = terms(clause)
            inside = frozenset(key for term in found for key in term.keys)
            stems = frozenset(term.stem for term in found)
            rest = IN_POINTED if _POINTS.search(clause) else IN_SENTENCE
        gained = elsewhere = 0.0
        missing: list[Term] = []
        met: list[Term] = []
        for term, weight in self.weights:
            if term.stem in stems or term.keys & extra:
                share = IN_CLAUSE
            elif term.keys & inside:
                share = LIKE
            elif term.keys & sentence.keys:
                share = rest
            elif term.keys & sentence.near:
                share = NEAR
            elif term.keys & sentence.before:
                share = BEFORE
            elif term.keys & self.view.about:
                share = ABOUT
            else:
                share = 0.0
            gained += share * weight
            if share:
                met.append(term)
            else:
                missing.append(term)
                elsewhere += weight if self.view.knows(term) else 0.0
        coverage = gained / self.total if self.total else 0.0
        meaning = self.meaning(sentence)
        score = COVERAGE_SHARE * coverage + (1 - COVERAGE_SHARE) * meaning
        if self.total:
            score -= ELSEWHERE * elsewhere / self.total
        return Fit(score, coverage, meaning, tuple(missing), tuple(met))


def _respelled(term: Term, view: View) -> Term:
    """`term`, or as the order spells it: scans and clerks misspell too ("subpeona")."""
    if len(term.stem) < 6 or view.knows(term) or not term.stem.isalpha():
        return term
    limit = 1 if len(term.stem) < 8 else 2
    near = [
        key
        for key in view.spread
        if abs(len(key) - len(term.stem)) <= limit
        and key[0] == term.stem[0]
        and key.isalpha()
        and OSA.distance(term.stem, key, score_cutoff=limit) <= limit
    ]
    if not near:
        return term
    best = min(near, key=lambda key: (OSA.distance(term.stem, key), key))
    return Term(term.words, term.stem, term.keys | {best}, term.start, term.end)
