"""The words without which a pattern cannot match, read from the pattern itself.

A pattern is taken apart as `re` does. Of each part it is known either every text that it may match (`whole`), or some
pieces of which one stands in whatever it matches (`pieces`). Of all such sets of pieces the one is taken that is seldom
found in a sentence. What cannot be told gives no pieces: the pattern is then tried on every text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

# Letters that are not ASCII, but that a pattern without regard to case takes for one that is.
ALIKE = {"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"}
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# For each ASCII code the small letter, or a blank where it is no part of a word.
_PLAIN = bytes(ord(chr(code).lower()) if re.match(r"\w", chr(code), re.A) else 32 for code in range(256))
_last = ("", frozenset[str](), "  ")

# More texts than these are told apart no longer; more pieces than these are each cut to one word.
_TEXTS, _PIECES = 300, 24
_CATEGORIES = {constants.CATEGORY_SPACE: " ", constants.CATEGORY_NOT_WORD: " "}
# How often a sentence has a piece with so many letters, roughly; and the words that nearly every sentence has.
_OFTEN = (1.0, 0.9, 0.3, 0.1, 0.04, 0.02, 0.01)
_EVERYWHERE = {" the ", " of ", " to ", " and ", " in ", " a ", " or ", " be ", " is ", " s ", " for ", " by ", " on "}
_SELDOM = 0.4

Texts = frozenset[str]
NOTHING: Texts = frozenset({""})


class Needs(NamedTuple):
    """Pieces of which a text holds one wherever a pattern matches: whole words, other pieces of words as `plain` gives
    them, and single signs."""

    words: frozenset[str]
    pieces: tuple[str, ...]
    signs: tuple[str, ...]

    def there(self, text: str) -> bool:
        """Whether one of them stands in `text`."""
        if self.words and not self.words.isdisjoint(words(text)):
            return True
        if self.pieces:
            there = plain(text)
            for piece in self.pieces:
                if piece in there:
                    return True
        for sign in self.signs:  # noqa: SIM110 (a generator takes longer than all the rest)
            if sign in text:
                return True
        return False


class _Part(NamedTuple):
    """whole: every text that a part of a pattern may match, None where they are too many; a blank stands for anything
    between two words, other signs for themselves. pieces: None where nothing is needed."""

    whole: Texts | None
    pieces: Texts | None = None


def words(text: str) -> frozenset[str]:
    """The words of `text`, in small letters; a letter that is not ASCII is a low line."""
    return _read(text)[1]


def plain(text: str) -> str:
    """The same as they follow each other: one blank for whatever stands between two words, and one at both ends."""
    return _read(text)[2]


def _read(text: str) -> tuple[str, frozenset[str], str]:
    """A text with its words and with these as they follow each other; kept, as one text is asked about many times."""
    global _last
    last = _last
    if last[0] is not text:
        ascii_text = text if text.isascii() else _FOREIGN.sub(_nearest, text)
        every = ascii_text.encode("ascii").translate(_PLAIN).decode("ascii").split()
        _last = last = (text, frozenset(every), f" {' '.join(every)} ")
    return last


def _nearest(match: re.Match[str]) -> str:
    """The ASCII letter that a pattern without regard to case takes for the same, else a low line for any letter."""
    letter = match.group()
    return ALIKE.get(letter) or ("_" if letter.isalnum() else " ")


def needed(pattern: str, flags: int) -> Needs | None:
    """What a text must hold for the pattern to match in it; None where nothing seldom is needed."""
    part = _sequence(parser.parse(pattern, flags))
    best = _best([part.whole, part.pieces])
    if best is None or _frequency(best) > _SELDOM:
        return None
    pieces = {_final(piece) for piece in best}
    pieces = {piece for piece in pieces if not any(other in piece for other in pieces - {piece})}
    whole = {piece for piece in pieces if re.fullmatch(r" \w+ ", piece)}
    signs = {piece for piece in pieces if not _has_word(piece)}
    return Needs(frozenset(map(str.strip, whole)), tuple(sorted(pieces - whole - signs)), tuple(sorted(signs)))


def _sequence(parts: Iterable[Any]) -> _Part:
    """Parts that stand one behind the other."""
    texts, found, whole, cut = NOTHING, list[Texts | None](), True, False
    for part in map(_part, parts):
        found.append(part.pieces)
        if part.whole is not None and not cut and len(texts) * len(part.whole) <= _TEXTS:
            texts = frozenset(before + behind for before in texts for behind in part.whole)
            continue
        whole = False
        if part.whole is not None and not any(map(_in_word, part.whole)):
            # Whatever of it stands there, no word goes on; that one ends is known where it must stand there.
            cut = "" in part.whole
            if cut:
                continue
            texts = frozenset(text + " " for text in texts)
        found.append(texts)
        texts, cut = part.whole or NOTHING, False
    return _Part(texts, _best(found)) if whole else _Part(None, _best([*found, texts]))


def _part(part: Any) -> _Part:
    code, value = part
    match code:
        case constants.LITERAL:
            return _Part(frozenset({_letter(value)}))
        case constants.IN:
            return _Part(_signs(value))
        case constants.AT:
            return _Part(frozenset({" "}) if value == constants.AT_BOUNDARY else NOTHING)
        case constants.ASSERT:
            # It stands in the text, but what is matched next may stand in the same place.
            ahead = _sequence(value[1])
            return _Part(NOTHING, _best([ahead.whole, ahead.pieces]))
        case constants.ASSERT_NOT:
            return _Part(NOTHING)
        case constants.SUBPATTERN:
            return _sequence(value[3])
        case constants.ATOMIC_GROUP:
            return _sequence(value)
        case constants.BRANCH:
            return _either([_sequence(branch) for branch in value[1]])
        case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
            least, most, inner = value
            part = _sequence(inner)
            if most == 1 or part.whole is not None and not any(map(_has_word, part.whole)):
                return part if least else _Part(None if part.whole is None else part.whole | NOTHING)
            return _Part(None, _best([part.whole, part.pieces]) if least else None)
    return _Part(None)


def _either(branches: list[_Part]) -> _Part:
    every = [_best([branch.whole, branch.pieces]) for branch in branches]
    pieces = None if None in every else frozenset[str]().union(*(one for one in every if one))
    wholes = [branch.whole for branch in branches]
    whole = None if None in wholes else frozenset[str]().union(*(one for one in wholes if one is not None))
    return _Part(whole, None) if whole is not None and len(whole) <= _TEXTS else _Part(None, pieces)


def _has_word(text: str) -> bool:
    return re.search(r"\w", text) is not None


def _in_word(text: str) -> bool:
    """Whether a word before it may go on in it."""
    return re.match(r"\w", text) is not None


def _signs(members: list[Any]) -> Texts | None:
    """The signs of a class; None where they are many."""
    found: set[str] = set()
    for code, value in members:
        if code == constants.LITERAL:
            found.add(_letter(value))
        elif code == constants.RANGE and value[1] - value[0] < 5:
            found.update(map(_letter, range(value[0], value[1] + 1)))
        elif code == constants.CATEGORY and value in _CATEGORIES:
            found.add(_CATEGORIES[value])
        else:
            return None
    return frozenset(found)


@lru_cache(4096)
def _letter(code: int) -> str:
    """As `plain` has it; a sign that is no letter as it is."""
    sign = chr(code)
    return " " if sign.isspace() else plain(f"a{sign}a")[2:-2].replace(" ", sign)


def _best(sets: Iterable[Texts | None]) -> Texts | None:
    """Of several sets of which each is needed the one that is found most seldom; None where there is none."""
    known = [cut for one in sets if one is not None for cut in (one, frozenset(map(_word, one)))]
    known = [one for one in known if all(map(_final, one))]
    return min(known, key=_frequency, default=None)


def _frequency(pieces: Texts) -> float:
    """About how many of a sentence's pieces these are; and what it costs to look for many."""
    every = set(map(_final, pieces))
    return sum(map(_often, every)) + max(len(every) - _PIECES, 0) / 100


def _often(piece: str) -> float:
    if not _has_word(piece):
        return 1.0 if piece in ".,;:'’-" else 0.1
    letters = len(piece.strip())
    return 1.0 if piece in _EVERYWHERE else _OFTEN[min(letters, len(_OFTEN) - 1)] / (len(piece) - letters + 1)


@lru_cache(4096)
def _final(piece: str) -> str:
    """What is looked for: the words of a piece or, where it has none, a sign; empty where it has neither."""
    words = re.sub(r"\W+", " ", piece)
    return words if words.strip() else piece.strip()[:1]


@lru_cache(4096)
def _word(piece: str) -> str:
    """The one word of a piece, with the blanks about it, that is found most seldom."""
    return min(re.findall(r" ?\w+ ?", re.sub(r"\W+", "  ", piece)), key=_often, default=piece)
