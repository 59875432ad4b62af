"""Patterns that say what they need: the proof that they do, and that nothing is lost by it."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys

import pytest
from needs import missed

import indexer
from indexer.deadlines.frame import compiled
from indexer.deadlines.frames import FRAMES
from indexer.deadlines.refusals import REFUSALS
from indexer.lazy import ALIKE, Needs, PatternGroup, _Lazy, lazy, needs_of, plain, remembered
from indexer.provisions import actors


def needy() -> dict[str, _Lazy]:
    """Every pattern of the indexer that says what it needs."""
    for module in pkgutil.walk_packages(indexer.__path__, "indexer."):
        importlib.import_module(module.name)
    frames = [compiled(frame.before, frame.needs) for frame in (*FRAMES, *REFUSALS)]
    every = [one for one in (*gc.get_objects(), *frames) if isinstance(one, _Lazy) and one.needs]
    return {f"{one.source} {one.needs}": one for one in every}


NOTHING = Needs((), ())
NEEDY = needy()


def test_many_patterns_say_what_they_need() -> None:
    assert len(NEEDY) > 60


@pytest.mark.parametrize("pattern", NEEDY.values(), ids=[name[:40] for name in NEEDY])
def test_what_a_pattern_matches_holds_what_it_needs(pattern: _Lazy) -> None:
    assert missed(pattern.source, pattern.options, pattern.needs or NOTHING) == []


def test_a_condition_holds_its_words() -> None:
    condition = actors._CONDITION
    assert missed(condition.pattern, re.I, actors._CONDITIONAL) == []


@pytest.mark.parametrize(
    ("source", "needs", "proved"),
    [
        (r"\b(?:is|are)\s+due\b", " is due | are due ", True),
        (r"\b(?:is|are)\s+due\b", " is due ", False),
        (r"\bfil(?:e|ing)", " file| filing", True),
        (r"\bfil(?:e|ing)", " file | filing ", False),
        (r"shall(?:\s+\w+){0,3}\s+not\b", " not ", True),
        (r"shall(?:\s+not)?", " not ", False),
        (r"(?:\w+\s){0,5}end\b", " end ", False),
        (r"to\s(?:\w+\s){0,5}end\b", " end ", True),
        # What must not stand there is no need; what must stand behind is one.
        (r"\bmay\b(?!\s+not)", " not ", False),
        (r"\beither\s+(?=the\b)", " the ", True),
        (r"\bcut-?off\b", " cutoff | cut off ", True),
        (r"\bcut-?off\b", " cutoff ", False),
        (r"\w+@\w+", "@", True),
        (r"\w+[@#]\w+", "@", False),
    ],
)
def test_the_proof(source: str, needs: str, proved: bool) -> None:
    assert (missed(source, re.I, needs_of(needs)) == []) is proved


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Plaintiff (if any)\n MAY  not", " plaintiff if any may not "),
        ("U.S.C. § 1983", " u s c 1983 "),
        ("the Court’s café_1", " the court s caf__1 "),
        ("a\0b", " a b "),
        ("", "  "),
    ],
)
def test_plain(text: str, words: str) -> None:
    assert plain(text) == words


def test_a_letter_is_plain_as_patterns_take_it() -> None:
    """Of all signs there are: what a pattern without regard to case takes for a letter, and what it takes for none."""
    every = map(chr, range(sys.maxunicode + 1))
    matched = {sign: sign.lower() for sign in every if re.fullmatch("[a-z]", sign, re.I) and not sign.isascii()}
    assert set(matched) == set(ALIKE)
    for sign, letter in ALIKE.items():
        assert re.fullmatch(letter, sign, re.I)
        assert plain(sign) == f" {letter} "
    for sign in map(chr, range(0x3000)):
        assert (plain(sign) != "  ") == bool(re.match(r"\w", sign))
        assert (plain(f"a{sign}b").count(" ") == 3) == bool(re.search(r"a\b", f"a{sign}b"))


def test_a_pattern_that_needs_a_word_finds_what_it_finds_without() -> None:
    free, needy = re.compile(r"\bshall\s+(\w+)", re.I), lazy(r"\bshall\s+(\w+)", re.I, " shall ")
    for text in ("", "The parties SHALL\nconfer; each ſhall file.", "The parties may confer.", "It shall."):
        assert [match.span() for match in needy.finditer(text)] == [match.span() for match in free.finditer(text)]
        assert bool(needy.search(text)) == bool(free.search(text))
        assert bool(needy.search(text, 5, 20)) == bool(free.search(text, 5, 20))
        assert needy.sub("-", text) == free.sub("-", text)


def test_a_family_is_tried_where_its_words_stand() -> None:
    words = (("may", " may "), ("re", " re"), ("§", "§"))
    family = PatternGroup(lazy(rf"\b{word}", re.I, needs) for word, needs in words)
    assert [number for number, _ in family.likely("He may.")] == [0]
    assert [number for number, _ in family.likely("A reply under § 2, if he may.")] == [0, 1, 2]
    assert family.likely("Nothing.") == []


def test_what_is_remembered_is_bounded() -> None:
    seen: list[str] = []

    @remembered
    def length(text: str) -> int:
        """How long it is."""
        seen.append(text)
        return len(text)

    assert length("abc") == length("abc") == 3
    assert len(seen) == 1
    assert length("x" * 10_000) == length("x" * 10_000) == 10_000
    assert len(seen) == 3
    for number in range(2_000):
        length(str(number))
    length("abc")
    assert seen.count("abc") == 2
    assert length.__doc__ == "How long it is."
