"""Question → the passages that are nearest to it: found by meaning and by words, then weighed one by one."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from assistant.finding.cues import cue_of
from assistant.finding.narrow import Narrowing, which_orders
from assistant.question.question import read_question
from assistant.words.lexicon import STOP
from assistant.words.words import Term, keys_of, tokens
from indexer.orders import Span
from indexer.store.store import PassageRow, Store

# How many passages each of the two searches, by meaning and by words, brings in to be weighed.
DEPTH = 64

# What a passage's score is made of, each between 0 and 1; found by a search over questions on forty-five orders.
# The two cosines are already one (indexer.build): half of the passage as it stands under its caption and heading,
# half of its middle sentence alone.
COSINE = 1.0
# How much of the question's words, by weight, the middle sentence has.
COVERAGE = 0.4
# A word met only by one of like meaning.
LIKE_MEANING = 0.6
# The sentence looks like an answer of the kind asked for: for certain kinds, and for yes or no.
CUE, FAINT_CUE = 0.25, 0.06
# A passage as long as they come tells more than a heading alone; length in characters.
FULL, FULL_LENGTH = 0.05, 400
# The order is one that the question seems to name, whose names or beginning have its proper names, or its words.
SEEMS_NAMED, NAMES, OPENING = 0.2, 0.6, 0.2
# The BM25 from which an order's beginning is surely meant: one word that one order in ten has gives about 2.
SURE = 2.0
# How many orders can gain; and the gain from which an order is likely meant.
ROUTED, LIKELY = 8, 0.5
_WHOLE = COSINE + COVERAGE + CUE + FULL

_CLAUSE = re.compile(r"(?<=;)\s+(?=\S)|(?<=[a-z0-9]{2}[.?!])\s+(?=[A-Z])")
_LEADING = re.compile(r"^\s*(?:in|for|re|regarding|concerning|about|under|on|consider)\b[^,;?]{3,120},\s+(?=\w)", re.I)

# Passages whose words are kept ready.
_KEPT = 4_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an order that stands near a question. score: 0 to 1; dense: cosine of the two vectors; lexical:
    share of the question's words that its middle sentence has, 0 to 1. sentence: that sentence."""

    order: str
    span: Span
    text: str
    score: float
    dense: float
    lexical: float
    sentence: Span


@dataclass(frozen=True, slots=True)
class Route:
    """Which orders to search: `orders` alone, None for all; `likely` besides; what an order's passages gain; and
    the question's words that named them."""

    orders: tuple[str, ...] | None
    likely: tuple[str, ...] = ()
    bonus: Mapping[str, float] = field(default_factory=dict)
    words: frozenset[str] = frozenset()


class Retriever:
    """Finds passages in one generation of an index. May be used from several threads."""

    def __init__(
        self, store: Store, encode: Callable[[str], np.ndarray], narrow: Callable[[str], Narrowing] | None = None
    ):
        """encode: a text → its unit vector, by the weights that the index was made with. narrow: a question → the
        orders that it names; None: looked up in the store."""
        self.store, self.encode = store, encode
        self.narrow = narrow or partial(which_orders, rows=store.handles)
        self.kept: OrderedDict[int, tuple[PassageRow, frozenset[str]]] = OrderedDict()

    def retrieve(
        self, question: str, orders: Sequence[str] | None = None, k: int = 8, vector: np.ndarray | None = None
    ) -> list[Passage]:
        """The `k` passages nearest to the question, nearest first.

        orders: only of these; None: of those that the question names for certain, else of all. vector: the
        question's, where the caller has it. A passage whose middle sentence an earlier one shows is left out.
        """
        route = Route(orders=None if orders is None else tuple(orders))
        if orders is None:
            route = self._route(question)
        asked = focus(question, route.words)
        if vector is None:
            vector = self.encode(asked)
        depth = max(DEPTH, 2 * k)
        dense: dict[int, float] = {}
        found: list[int] = []
        # Of orders that are likely meant more is read than would come up among all.
        for among in (route.orders, route.likely) if route.likely else (route.orders,):
            dense.update(self.store.dense(vector, depth, among))
            found += [number for number, _ in self.store.lexical(content(asked), depth, among)]
        missing = [number for number in dict.fromkeys(found) if number not in dense]
        dense.update(zip(missing, self.store.cosines(vector, missing), strict=True))
        return apart(self._weigh(asked, dense, route.bonus), k)

    def _route(self, question: str) -> Route:
        """The orders that the question is about, as far as it shows."""
        named = self.narrow(question)
        said = naming(named)
        if named.orders and named.certain:
            return Route(named.orders, words=said)
        bonus: dict[str, float] = dict.fromkeys(named.orders, SEEMS_NAMED)
        names = proper(question)
        for words, most in ((names, NAMES), (content(question), OPENING)):
            begun = self.store.opening(words, ROUTED)
            best = begun[0][1] if begun else 0.0
            for order, score in begun:
                gain = most * min(1.0, best / SURE) * (score / best) ** 2 if best > 0 else 0.0
                bonus[order] = bonus.get(order, 0.0) + gain
        likely = tuple(sorted(order for order, gain in bonus.items() if gain >= LIKELY))
        return Route(None, likely, bonus, said.union(names) if likely else frozenset())

    def _weigh(self, question: str, cosines: Mapping[int, float], bonus: Mapping[str, float]) -> list[Passage]:
        """All candidates with their scores, best first."""
        asked = read_question(question, _as_spelled(question))
        cue = cue_of(asked)
        candidates = self._read(cosines)
        weights = telling((*asked.terms, *asked.context), [keys for _, keys in candidates.values()])
        weighed = []
        for number, (row, keys) in candidates.items():
            start = row.sentence.start - row.span.start
            sentence = row.text[start : start + row.sentence.end - row.sentence.start]
            covered = coverage(weights, keys)
            score = COSINE * cosines[number] + COVERAGE * covered + bonus.get(row.order, 0.0)
            score += FULL * min(1.0, len(row.text) / FULL_LENGTH)
            if cue is not None and cue[0].search(sentence):
                score += FAINT_CUE if cue[1] else CUE
            weighed.append((score, number, row, covered))
        weighed.sort(key=lambda one: (-one[0], one[1]))
        return [
            Passage(row.order, row.span, row.text, _share(score), cosines[number], covered, row.sentence)
            for score, number, row, covered in weighed
        ]

    def _read(self, numbers: Iterable[int]) -> dict[int, tuple[PassageRow, frozenset[str]]]:
        """The passages of these numbers with the keys of their middle sentence's terms."""
        kept = self.kept
        ready = {number: kept.get(number) for number in numbers}
        found = {number: held for number, held in ready.items() if held is not None}
        for number, row in self.store.passages(number for number in numbers if number not in found).items():
            start = row.sentence.start - row.span.start
            sentence = row.text[start : start + row.sentence.end - row.sentence.start]
            keys = keys_of(sentence)
            found[number] = kept[number] = (row, keys)
        while len(kept) > _KEPT:
            kept.popitem(last=False)
        return found


def naming(narrowing: Narrowing) -> frozenset[str]:
    """The words by which a question names its orders."""
    return frozenset(word for word, _, _ in tokens(narrowing.hint or ""))


def focus(question: str, naming: frozenset[str]) -> str:
    """The question without the clauses that only name the order: "In Doe v. Roe, when is it due?" → "when is it due?".

    naming: the words that named it. A clause without them stays, and so does the clause that asks, which is last.
    """
    if not naming:
        return question

    def names(clause: str) -> bool:
        return not naming.isdisjoint(word for word, _, _ in tokens(clause))

    *before, asking = _CLAUSE.split(question)
    leading = _LEADING.match(asking)
    if leading and names(leading.group()):
        asking = asking[leading.end() :]
    return " ".join([*(clause for clause in before if not names(clause)), asking])


def content(question: str) -> list[str]:
    """The question's content words, each once."""
    return list(dict.fromkeys(word for word, _, _ in tokens(question) if word not in STOP))


def proper(question: str) -> list[str]:
    """The content words that are written as names: with a capital inside a sentence, or in quotation marks."""
    found = []
    for word, start, _ in tokens(question):
        shown = question[start].isupper() and not re.search(r"(?:^|[.?!:;])\s*$", question[:start])
        quoted = len(re.findall(r"[\"“”]", question[:start])) % 2 == 1
        if (shown or quoted) and word not in STOP:
            found.append(word)
    return list(dict.fromkeys(found))


def telling(asked: Sequence[Term], candidates: Sequence[frozenset[str]]) -> list[tuple[Term, float]]:
    """The question's terms with how much each tells: the fewer candidates have it, the more."""
    count = len(candidates)
    found = []
    for term in asked:
        spread = max((sum(key in keys for keys in candidates) for key in term.keys), default=0)
        # A word that no candidate has may be the very thing asked for; it must not outweigh all that can be met.
        weight = 0.2 + math.log((count + 1.5) / (spread + 0.5)) / math.log(count + 3) if spread else 0.15
        found.append((term, weight))
    return found


def coverage(weights: Sequence[tuple[Term, float]], keys: frozenset[str]) -> float:
    """Which share of the question's terms, by weight, is among `keys`, 0 to 1."""
    whole = sum(weight for _, weight in weights)
    met = 0.0
    for term, weight in weights:
        shared = term.keys & keys
        if shared:
            met += weight * (LIKE_MEANING if all(key.startswith("#") for key in shared) else 1.0)
    return met / whole if whole else 0.0


def apart(passages: Iterable[Passage], k: int) -> list[Passage]:
    """The first `k` whose middle sentence no earlier one shows already."""
    chosen: list[Passage] = []
    shown: dict[str, list[Span]] = {}
    for passage in passages:
        spans = shown.setdefault(passage.order, [])
        middle = passage.sentence
        if not any(span.start <= middle.start and middle.end <= span.end for span in spans):
            spans.append(passage.span)
            chosen.append(passage)
            if len(chosen) == k:
                break
    return chosen


def _share(score: float) -> float:
    """A score as a share of the highest that there can be."""
    return min(1.0, max(0.0, score / _WHOLE))


def _as_spelled(question: str) -> frozenset[str]:
    """A vocabulary by which nothing is mended: who calls has mended what there was to mend."""
    return frozenset(re.findall(r"[a-z]+", question.lower()))
