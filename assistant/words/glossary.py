"""The words of court orders in plain English and Spanish: one looked up, and those that stand in a text.

`glossary.json` holds the entries. A form in it is what orders write: "{a|b}" stands for either, and where words stand
in brackets ("motion to [stay]") only those are marked, while the others must stand around them. A phrase under `unless`
holds the word in another sense ("stayed at") and is passed over. A word with two capitals or more (ECF) is met only as
written. `examples` mark what must be found in them with brackets; in `near_misses` the entry must not be found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

# A hyphen is like a blank: "meet-and-confer". Every other sign counts, so that no form runs over the end of a sentence.
_TOKEN = re.compile(r"\w+|[^\w\s\-\u2010\u2011\u2013]")
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
# Longer than any word that is looked up.
_LONGEST = 200
# How alike (0 to 100) a word has to be for "did you mean".
_ALIKE = 75


@dataclass(frozen=True, slots=True)
class Entry:
    """One term of the glossary. forms, unless, examples, near_misses: as in the file."""

    term: str
    forms: tuple[str, ...]
    means: str
    spanish_term: str
    spanish_means: str
    unless: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The term as it stands in an address: "rule-26-f"."""
        return re.sub(r"[^a-z0-9]+", "-", _plain(self.term)).strip("-")

    def other_forms(self) -> list[str]:
        """How else orders write the term: the words that would be marked, each once, in the order of the file."""
        wordings = [_marked(expand(form)[0]) for form in self.forms]
        shown = {_key(wording): wording for wording in reversed(wordings)}
        shown = dict(reversed(shown.items()))
        shown.pop(_key(self.term), None)
        return list(shown.values())


@dataclass(frozen=True, slots=True)
class Mark:
    """A term in a text: `text[start:end]` is how it stands there."""

    start: int
    end: int
    entry: Entry


def expand(form: str) -> list[str]:
    """Every wording of a form: "motion{|s} to [stay]" → "motion to [stay]", "motions to [stay]"."""
    found = _ALTERNATIVES.search(form)
    if found is None:
        return [" ".join(form.split())]
    before, after = form[: found.start()], form[found.end() :]
    return [wording for one in found[1].split("|") for wording in expand(before + one + after)]


@cache
def glossary() -> dict[str, Entry]:
    """Term → entry, by the alphabet."""
    rows: list[dict[str, Any]] = json.loads(Path(__file__).with_name("glossary.json").read_text("utf-8"))
    lists = ("forms", "unless", "examples", "near_misses")
    return {
        row["term"]: Entry(
            term=row["term"], means=row["means"], spanish_term=row["es"]["term"], spanish_means=row["es"]["means"],
            **{name: tuple(row.get(name, ())) for name in lists},
        )
        for row in rows
    }  # fmt: skip


def look_up(words: str) -> Entry | None:
    """The entry of a term, of a form of it, or of its Spanish name; else of the only term that stands in the words.
    None where there is none, or more than one."""
    words = words[:_LONGEST]
    known = _names().get(_key(words))
    if known is not None:
        return known
    standing = {mark.entry.term: mark.entry for mark in find(words)}
    return standing.popitem()[1] if len(standing) == 1 else None


def alike(words: str) -> list[str]:
    """Up to three terms that are written almost like these words."""
    names = {_key(term): term for term in glossary()}
    near = process.extract(_key(words[:_LONGEST]), names.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=_ALIKE)
    return [names[name] for name, _, _ in near]


def search(words: str) -> list[Entry]:
    """The entries for a search box: the one looked up first, then those whose terms, forms or meanings hold the words;
    all of them where there are no words."""
    wanted = _plain(" ".join(words[:_LONGEST].split()))
    exact = look_up(words) if wanted else None
    first = [exact] if exact else []
    return first + [
        entry for entry in glossary().values()
        if entry is not exact and any(
            wanted in _plain(text)
            for text in (entry.term, entry.spanish_term, entry.means, entry.spanish_means, *entry.other_forms())
        )
    ]  # fmt: skip


def find(text: str) -> list[Mark]:
    """The terms that stand in a text, in its order, none within another; of several that begin at one word the
    longest. The time grows with the length of the text alone: at each word no more is read than a form is long."""
    low = text.lower()
    if len(low) != len(text):  # a letter that is two in small: offsets would move
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    tokens = [(found[0], found.start()) for found in _TOKEN.finditer(_straight(low))]
    tokens.append(("", len(text)))
    starts = _tree().branches
    found: list[Mark] = []
    free = 0  # the first word that no mark and no phrase in another sense has taken
    for at, (word, _) in enumerate(tokens):
        node, place, best = starts.get(word), at + 1, None
        while node is not None:
            leaf = node.leaf
            if leaf is not None and all(text.startswith(exact, tokens[at + shift][1]) for shift, exact in leaf.exact):
                best = leaf
            node = node.branches.get(tokens[place][0]) if place < len(tokens) else None
            place += 1
        if best is None or at + best.first < free:
            continue
        free = at + best.last
        if best.entry is not None:
            last, start = tokens[free - 1]
            found.append(Mark(tokens[at + best.first][1], start + len(last), best.entry))
    return found


@dataclass(slots=True)
class _Leaf:
    """The end of a form. first, last: which of its words are marked; exact: those met only as written, by place;
    entry: None for a phrase that is passed over."""

    entry: Entry | None
    first: int
    last: int
    exact: tuple[tuple[int, str], ...]


class _Node:
    """A word of the forms, and the words that may follow it."""

    __slots__ = ("branches", "leaf")

    def __init__(self) -> None:
        self.branches: dict[str, _Node] = {}
        self.leaf: _Leaf | None = None


@cache
def _tree() -> _Node:
    root = _Node()
    for entry in glossary().values():
        for wording in (wording for form in entry.unless for wording in expand(form)):
            _plant(root, wording, None)
        for form in entry.forms:
            for wording in expand(form):
                _plant(root, wording, entry)
    return root


def _plant(root: _Node, wording: str, entry: Entry | None) -> None:
    """Put a wording into the tree. What must be passed over, and what is met in any letters, is kept before others."""
    before, _, rest = wording.rpartition("[")
    marked = rest.partition("]")[0]
    words = _TOKEN.findall(re.sub(r"[\[\]]", "", wording))
    first = len(_TOKEN.findall(before))
    last = first + len(_TOKEN.findall(marked)) if "[" in wording else len(words)
    exact = tuple((place, word) for place, word in enumerate(words) if sum(map(str.isupper, word)) > 1)
    node = root
    for word in words:
        word = _straight(word.lower())
        if word not in node.branches:
            node.branches[word] = _Node()
        node = node.branches[word]
    if node.leaf is None or (node.leaf.exact and not exact):
        node.leaf = _Leaf(entry, first, last, exact)


@cache
def _names() -> dict[str, Entry]:
    """What may be looked up → its entry: terms first, then Spanish terms, then the forms."""
    names = {_key(entry.term): entry for entry in glossary().values()}
    for entry in glossary().values():
        names.setdefault(_key(entry.spanish_term), entry)
    for entry in glossary().values():
        for wording in (wording for form in entry.forms for wording in expand(form)):
            names.setdefault(_key(wording), entry)
            names.setdefault(_key(_marked(wording)), entry)
    return names


def _marked(wording: str) -> str:
    """The words of a wording that are marked."""
    found = re.search(r"\[([^\]]*)\]", wording)
    return found[1] if found else wording


def _key(words: str) -> str:
    return " ".join(_TOKEN.findall(_plain(re.sub(r"[\[\]]", "", words))))


def _plain(text: str) -> str:
    """In small letters without accents: "habeas" finds "hábeas"."""
    parts = unicodedata.normalize("NFD", _straight(text.lower()))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _straight(text: str) -> str:
    return text.replace("\u2019", "'")
