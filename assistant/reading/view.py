"""An order made ready for questions: its sentences and provisions with their terms, and an index of the terms.

A view is built once for each order that is asked about and kept in a small cache; it holds nothing that is
not in the order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from dataclasses import dataclass, field

import numpy as np

from assistant.reading.shortlist import Cut
from assistant.words.words import Term, keys_of, terms
from indexer.orders import Order, Paragraph, Provision, Span

_LOOSE = re.compile(r"\b(?:it|its|they|this|that|these|those|such|one|same|he|she)\b", re.IGNORECASE)
_THIS_ORDER = re.compile(r"\bthis\s+(?:order|decision|judgment|opinion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: number in the view, place, words, the keys of its terms, what stands around it.

    near: keys of its heading, of its lead (for an item), of the order's title where it says "this order", and,
    where it points back ("it", "such"), of the sentence before. before: keys of the sentence before in its paragraph.
    """

    number: int
    span: Span
    text: str
    paragraph: Paragraph
    keys: frozenset[str]
    stems: frozenset[str]
    near: frozenset[str]
    before: frozenset[str]
    terms: tuple[Term, ...]


@dataclass(slots=True)
class View:
    """An order with its sentences, the provisions of each, and the vectors (rows parallel to `sentences`)."""

    order: Order
    sentences: tuple[Sentence, ...]
    provisions: dict[int, list[Provision]]
    vectors: np.ndarray
    about: frozenset[str]
    parties: frozenset[str]
    roles: frozenset[str]
    spread: dict[str, int] = field(default_factory=dict)
    cut: Cut | None = None

    def cut_up(self) -> Cut:
        """The order's statements, as the reader reads them; made when first asked for."""
        if self.cut is None:
            self.cut = Cut.of(self.order)
        return self.cut

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the character at `offset`."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return self.sentences[place] if place >= 0 and offset < self.sentences[place].span.end else None

    def weight(self, term: Term) -> float:
        """How telling a term of the question is here: words that half the order repeats tell little."""
        spread = max((self.spread.get(key, 0) for key in term.keys), default=0)
        count = len(self.sentences)
        return 0.35 + math.log((count + 1.5) / (spread + 0.5)) / math.log(count + 3)

    def knows(self, term: Term) -> bool:
        """Whether the term is anywhere in the order."""
        return any(key in self.spread for key in term.keys)

    def words(self, span: Span) -> str:
        return self.order.text[span.start : span.end]


def view_of(order: Order, vectors: np.ndarray) -> View:
    """Make the view of `order`; `vectors` has one row for each sentence of each paragraph, in their order."""
    sentences: list[Sentence] = []
    previous: frozenset[str] = frozenset()
    title = _keys(order.caption.title or "")
    leads: dict[int, frozenset[str]] = {}
    spread: dict[str, int] = {}
    for paragraph in order.paragraphs:
        heading = _keys(paragraph.heading or "")
        lead = leads.get(paragraph.parent or -1, frozenset())
        before: frozenset[str] = frozenset()
        for span in paragraph.sentences or (paragraph.span,):
            text = order.text[span.start : span.end]
            found = tuple(terms(text))
            keys = frozenset(key for term in found for key in term.keys)
            near = heading | lead
            if _LOOSE.search(text[:80]) or paragraph.kind == "item":
                near |= previous
            if _THIS_ORDER.search(text):
                near |= title
            stems = frozenset(term.stem for term in found)
            sentences.append(Sentence(len(sentences), span, text, paragraph, keys, stems, near, before, found))
            for key in keys:
                spread[key] = spread.get(key, 0) + 1
            previous = before = keys
            leads[paragraph.number] = keys
    provisions: dict[int, list[Provision]] = {}
    by_start = {sentence.span.start: sentence.number for sentence in sentences}
    for provision in order.provisions:
        number = by_start.get(provision.sentence.start)
        if number is not None:
            provisions.setdefault(number, []).append(provision)
    caption = order.caption
    about = _keys(" ".join(filter(None, (caption.title, caption.case_name, caption.court))))
    if len(vectors) != len(sentences):
        vectors = np.zeros((len(sentences), vectors.shape[1] if vectors.ndim == 2 else 0), dtype=np.float32)
    names = " ".join([party.name for party in caption.parties] + [caption.case_name or ""])
    roles = _keys("plaintiff defendant petitioner respondent party parties government state department agency court")
    return View(order, tuple(sentences), provisions, vectors, about, _keys(names), roles, spread)


def _keys(text: str) -> frozenset[str]:
    return keys_of(text)
