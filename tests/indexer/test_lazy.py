"""What patterns need, read from them, and that nothing is lost by looking for it first."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
from pathlib import Path

import pytest

import indexer
from indexer.deadlines.frame import compiled
from indexer.deadlines.frames import FRAMES
from indexer.deadlines.refusals import REFUSALS
from indexer.lazy import _PAYS, PatternGroup, _Lazy, lazy, remembered
from indexer.needed import ALIKE, needed, plain

ROOT = Path(__file__).parents[2]


def every_pattern() -> dict[str, _Lazy]:
    """Every lazy pattern of the indexer."""
    for module in pkgutil.walk_packages(indexer.__path__, "indexer."):
        importlib.import_module(module.name)
    for frame in (*FRAMES, *REFUSALS):
        compiled(frame.before)
    return {one.source: one for one in gc.get_objects() if type(one) is _Lazy}


def test_a_pattern_matches_in_no_text_without_what_it_needs() -> None:
    """Of every pattern, over the sentences of the orders."""
    texts = [
        sentence for file in sorted((ROOT / "corpus").glob("*.txt"))
        for sentence in re.split(r"(?<=[.;])\s|\n\n", file.read_text())
    ]  # fmt: skip
    texts += [text.upper() for text in texts[:200]]
    needy = 0
    for pattern in every_pattern().values():
        if pattern.needs is None:
            continue
        needy += 1
        free = re.compile(pattern.source, pattern.options)
        for text in texts:
            if not pattern.needs.there(text):
                assert free.search(text) is None, (pattern.source, text)
    assert needy > 60


@pytest.mark.parametrize(
    ("source", "words", "pieces", "signs"),
    [
        (r"\b(?:is|are)\s+overdue\b", "overdue", "", ""),
        (r"\bfil(?:e|ing)", "", " file| filing", ""),
        (r"shall(?:\s+\w+){0,3}\s+confer\b", "confer", "", ""),
        (r"\bshall(?:\s+confer)?", "", " shall", ""),
        (r"(?:\w+\s){0,5}end\b", "", "end ", ""),
        (r"\bto\s(?:\w+\s){0,5}confer\b", "", "confer ", ""),
        # What must not stand there is no need; what must stand behind is one.
        (r"\bshould\b(?!\s+confer)", "should", "", ""),
        (r"\b\w+\s(?=clerk\b)", "", "clerk ", ""),
        (r"\bcut-?off\b", "cutoff", " cut off ", ""),
        (r"\w+@\w+", "", "", "@"),
        (r"\w+[@#]\w+", "", "", "#|@"),
        # A word ends where nothing but other words may follow.
        (r"\bgranted(?:\s+in\s+(?:small|large|no|some)\s+part)?(?:\s+with\s+leave)?\b", "granted", "", ""),
        (r"\bſealed\b", "sealed", "", ""),
        (r"\bcafés\b", "caf_s", "", ""),
        (r"\d+(?:st|th)?", None, None, None),
        (r"\bthe\s+\w+", None, None, None),
        (r"(?:granted)?", None, None, None),
        (r"granted|\w+", None, None, None),
    ],
)  # fmt: skip
def test_what_is_needed(source: str, words: str | None, pieces: str, signs: str) -> None:
    found = needed(source, re.I)
    if words is None:
        assert found is None
    else:
        assert found is not None
        assert ("|".join(sorted(found.words)), "|".join(found.pieces), "|".join(found.signs)) == (words, pieces, signs)


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
    free, needy = re.compile(r"\bshall\s+(\w+)", re.I), lazy(r"\bshall\s+(\w+)", re.I)
    for _ in range(_PAYS):
        for text in ("", "The parties SHALL\nconfer; each ſhall file.", "The parties may confer.", "It shall."):
            assert [match.span() for match in needy.finditer(text)] == [match.span() for match in free.finditer(text)]
            assert bool(needy.search(text)) == bool(free.search(text))
            assert bool(needy.search(text, 5, 20)) == bool(free.search(text, 5, 20))
            assert needy.sub("-", text) == free.sub("-", text)


def test_what_is_cut_off_within_a_word_is_found() -> None:
    pattern = lazy(r"\bconf\b")
    assert all(pattern.search("to confer", 0, 7) for _ in range(2 * _PAYS))


def test_a_group_of_patterns_is_tried_where_its_words_stand() -> None:
    group = PatternGroup(lazy(pattern, re.I) for pattern in (r"\bshould\b", r"\bfiling", "§", r"\d"))
    for _ in range(_PAYS):
        group.likely("")
    assert [number for number, _ in group.likely("He should.")] == [0, 3]
    assert [number for number, _ in group.likely("Filings under § 2, if he should.")] == [0, 1, 2, 3]
    assert [number for number, _ in group.likely("Nothing.")] == [3]


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
