"""The people and parties that a question names, looked up among the names that the orders have.

A plain word is a name only where something shows it: "in Brown v. Lake", "Mr. Brown", "the Brown case". A name
may be mistyped by a letter, by two from eight letters on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.question.spelling import is_word
from assistant.words.lexicon import SAME, STOP
from indexer.caption.courts import DISTRICTS
from indexer.lazy import lazy
from indexer.store.handles import MOST, Handles, name_words, words

# The longest name that is looked for whole, in words.
_LONGEST = 7

_A_PAPER = (
    r"(?:case|matter|lawsuit|suit|action|litigation|docket|orders?|ruling|decision|file|document|one|hearing|"
    r"conference)"
)
_JUDGES = r"(?:order|orders|ruling|decision|courtroom|chambers|deadlines?)"
_TITLE_BEFORE = lazy(
    r"\b(?:mr|mrs|ms|miss|mx|dr|plaintiff|defendant|petitioner|respondent|inmate|officer)\.?\s+$", re.I
)
_JUDGES_TITLE = r"\b(?:judge|justice|magistrate|hon\.?|honorable)\s+"
# "Judge Mira A. " before a surname; in small letters only where the surname is no plain word.
_JUDGE_BEFORE = lazy(rf"{_JUDGES_TITLE}(?:(?-i:[A-Z])[\w'’-]*\.?\s+){{0,3}}$", re.I)
_SMALL_JUDGE_BEFORE = lazy(rf"{_JUDGES_TITLE}(?:[\w'’-]+\.?\s+){{0,3}}$", re.I)
_JUDGE_AFTER = lazy(rf"['’]s?\s+(?:\w+\s+){{0,3}}?{_JUDGES}\b", re.I)
_BY_BEFORE = lazy(r"\b(?:by|from|before)\s+$", re.I)
_PAPER_AFTER = lazy(rf"(?:['’]s?)?\s+{_A_PAPER}\b", re.I)
_VERSUS_BEFORE = lazy(r"\b(?:v|vs|versus)\.?\s+$", re.I)
_VERSUS_AFTER = lazy(r"\s+(?:v|vs|versus)\b", re.I)
_OPENS_SENTENCE = lazy(r"[.?!:]\s*[\"“']?$")
# "United States District Court" and the like are no party.
_OFFICE_AFTER = lazy(
    r"(?:['’]s)?\s+(?:district|magistrate|bankruptcy|courthouse|court|marshals?|attorneys?|code|constitution|mail|"
    r"postal|supreme)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that a question says of the order: what kind, its words, the orders that it fits. certain: not by
    mending, and not by something that many orders may share."""

    kind: str
    hint: str
    orders: frozenset[str]
    certain: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    capital: bool


def parties(question: str, known: Handles) -> Iterator[Sign]:
    """Parties: whole names, and the words of names. An order that has only some of another's words is left out."""
    typed = _words(question)
    # A question in capitals, or in Title Case, does not show its names by them.
    telling = sum(word.capital for word in typed) <= max(2, len(typed) * 0.4)
    hits: dict[str, set[int]] = {}
    certain = True

    def hit(orders: Iterable[str], places: Iterable[int]) -> None:
        for order in orders:
            hits.setdefault(order, set()).update(places)

    phrases: dict[str, tuple[int, int]] = {}
    for first in range(len(typed)):
        for last in range(first + 2, min(first + _LONGEST, len(typed)) + 1):
            phrases.setdefault("name:" + " ".join(word.text for word in typed[first:last]), (first, last))
    for phrase, orders in known.having(phrases).items():
        first, last = phrases[phrase]
        if len(orders) < MOST and not _OFFICE_AFTER.match(question, typed[last - 1].end):
            hit(orders, range(first, last))
    exact = known.having({f"party:{word.text}" for word in typed})
    for place, word in enumerate(typed):
        cased = _cased(question, word)
        shown = cased or _shown(question, word, telling and place > 0)
        if not _is_name(word.text, shown, cased):
            continue
        orders = exact.get(f"party:{word.text}", [])
        if not orders:
            orders = _lookup(known, "party", _mended(word.text, known, shown))
            certain = certain and not orders
        if len(orders) < MOST:
            hit(orders, [place])
    sets = {frozenset(places) for places in hits.values()}
    for places in sorted(sets, key=sorted):
        if not any(places < others for others in sets):
            spans = dict.fromkeys((typed[place].start, typed[place].end) for place in sorted(places))
            hint = " ".join(question[start:end] for start, end in spans)
            yield Sign("name", hint, frozenset(order for order, held in hits.items() if held == places), certain)


def judges(question: str, known: Handles) -> Iterator[Sign]:
    """Judges: "Judge Marsh", "Marsh's order", "signed by Marsh"."""
    for word in _words(question):
        before = question[: word.start]
        titled = bool(_JUDGE_BEFORE.search(before[-60:]))
        if word.text in STOP or (word.text in _common() and not titled):
            continue
        titled = titled or bool(word.text not in _surnames() and _SMALL_JUDGE_BEFORE.search(before[-60:]))
        shown = titled or _JUDGE_AFTER.match(question, word.end) or _BY_BEFORE.search(before[-10:])
        if not shown and (word.text in _surnames() or not word.capital):
            continue
        orders = _lookup(known, "judge", word.text)
        exact = bool(orders)
        if not exact and titled:
            orders = _lookup(known, "judge", _mended(word.text, known, True))
        if orders and len(orders) < MOST:
            yield Sign("judge", question[word.start : word.end], frozenset(orders), titled and exact)


def _lookup(known: Handles, field: str, word: str | None) -> list[str]:
    key = f"{field}:{word}"
    return known.having([key]).get(key, []) if word else []


def _words(question: str) -> list[_Word]:
    return [
        _Word(part, match.start(), match.end(), match.group()[0].isupper())
        for match in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", question)
        for part in words(match.group())
    ]


def _cased(question: str, word: _Word) -> bool:
    """Whether it is a side of "Brown v. Lake"."""
    before = question[max(0, word.start - 12) : word.start]
    return bool(_VERSUS_BEFORE.search(before) or _VERSUS_AFTER.match(question, word.end))


def _shown(question: str, word: _Word, telling: bool) -> bool:
    """Whether the way a word stands shows that it is a name. telling: capitals say something here."""
    before = question[max(0, word.start - 24) : word.start]
    return bool(
        (telling and word.capital and not _OPENS_SENTENCE.search(before))
        or _TITLE_BEFORE.search(before)
        or _PAPER_AFTER.match(question, word.end)
    )


def _is_name(word: str, shown: bool, cased: bool) -> bool:
    """A word may be a name: any, where nothing plainer is meant by it; a surname like "Brown" where it is shown to
    be one; "bank", "court" or "texas" only in "Brown v. Lake"."""
    if word in _common():
        return cased
    return shown or word not in _surnames()


def _mended(word: str, known: Handles, shown: bool) -> str | None:
    """The name that a mistyped word stands for; None where it is a word of its own, or nothing is near."""
    if len(word) < 4 or word in _common() or word in _surnames():
        return None
    if is_word(word) and not (shown and not _inflects(word)):
        return None
    limit = 2 if len(word) >= 8 else 1
    # The first letter is rarely the wrong one.
    found = process.extract(word, known.names(word[0]), scorer=OSA.distance, score_cutoff=limit, limit=5)
    near = [(distance, name) for name, distance, _ in found if len(name) >= 4 and name not in _common()]
    return min(near)[1] if near else None


def _inflects(word: str) -> bool:
    """Whether English makes other words of it, which it does not of names: "order", and not "connor"."""
    return any(is_word(word + ending, inflected=False) for ending in ("ed", "ing", "er", "ers", "ly", "es"))


@cache
def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    section: set[str] = set()
    for line in (resources.files("assistant.finding") / "name_words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            section = found.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            section.update(line.split())
    return {name: frozenset(listed) for name, listed in found.items()}


def _surnames() -> frozenset[str]:
    return _sections()["surnames"]


@cache
def _common() -> frozenset[str]:
    """Words that name nobody by themselves: of institutions, the law, places, months and the language."""
    law = {word for group in SAME for entry in group for word in name_words(entry)}
    places = {word for district in DISTRICTS for word in words(district.territory)}
    months = {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
              "november", "december"}  # fmt: skip
    return _sections()["institutions"] | STOP | law | places | months
