"""Patterns that are compiled when they are first used, and that are not tried where they cannot match.

A question needs few of the hundreds of patterns that reading needs. And most sentences lack the words without which
most patterns cannot match: to look for a word is many times quicker than to try a pattern at each place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import Any, NamedTuple, TypeVar, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
# Letters that are not ASCII, but that a pattern without regard to case takes for one that is.
ALIKE = {"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"}
_FOREIGN = re.compile(r"[^\x00-\x7f]")
# For each ASCII code the small letter, or a blank where it is no part of a word.
_PLAIN = bytes(ord(chr(code).lower()) if re.match(r"\w", chr(code), re.A) else 32 for code in range(256))


class Needs(NamedTuple):
    """Pieces of which a text holds one wherever a pattern matches: of words as `plain` gives them, and single signs."""

    words: tuple[str, ...]
    signs: tuple[str, ...]

    def there(self, text: str) -> bool:
        """Whether one of them stands in `text`."""
        words = plain(text)
        for word in self.words:
            if word in words:
                return True
        for sign in self.signs:  # noqa: SIM110 (a generator takes longer than all the rest)
            if sign in text:
                return True
        return False


def needs_of(pieces: str) -> Needs:
    """Of pieces parted by "|"."""
    every = [piece for piece in pieces.split("|") if piece]
    words = tuple(piece for piece in every if re.search(r"\w", piece))
    return Needs(words, tuple(piece for piece in every if piece not in words))


class _Lazy:
    """Stands for a pattern until one of its methods is called."""

    __slots__ = ("source", "options", "needs", "made", *_METHODS)

    def __init__(self, source: str, options: int, needs: Needs | None):
        self.source, self.options, self.needs = source, options, needs
        self.made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self.made is None:
            self.made = re.compile(self.source, self.options)
            for method in _METHODS:
                setattr(self, method, getattr(self.made, method))
            if self.needs:
                self.search = self._where_needed(self.made.search, None)
                self.finditer = self._where_needed(self.made.finditer, iter(()))
            return getattr(self, name)
        return getattr(self.made, name)

    def _where_needed(self, method: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
        assert self.needs is not None
        there = self.needs.there

        def tried(text: str, *place: int) -> Any:
            return method(text, *place) if there(text) else nothing

        return tried


def lazy(pattern: str, flags: int | re.RegexFlag = 0, needs: str = "") -> re.Pattern[str]:
    """As `re.compile`, but the work is done at the first use (and an error in the pattern shows only then).

    needs: pieces parted by "|", one of which stands in whatever the pattern matches, so that a text without any is not
    searched. A piece is written as `plain` gives a text (" may |due to") or is a single sign ("@").
    `tests/indexer/test_lazy.py` proves of every pattern that it needs what it says.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags), needs_of(needs) if needs else None))


_last = ("", "  ")


def plain(text: str) -> str:
    """The words of `text` as `needs` are looked for in it: in small letters, one blank for whatever stands between
    two words, and one at both ends; a letter that is not ASCII is a low line."""
    global _last
    last = _last
    if last[0] is text:
        return last[1]
    ascii_text = text if text.isascii() else _FOREIGN.sub(_nearest, text)
    made = f" {' '.join(ascii_text.encode('ascii').translate(_PLAIN).decode('ascii').split())} "
    _last = (text, made)
    return made


def _nearest(match: re.Match[str]) -> str:
    """The ASCII letter that a pattern without regard to case takes for the same, else a low line for any letter."""
    letter = match.group()
    return ALIKE.get(letter) or ("_" if letter.isalnum() else " ")


class PatternGroup:
    """Patterns that are looked for together: which of them to try on a text is known from its words at once."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]):
        self.patterns = tuple(patterns)
        # The patterns that need a word, by that word; what else they need.
        self.words: dict[str, list[int]] = {}
        self.others: list[tuple[int, Needs]] = []
        for number, pattern in enumerate(self.patterns):
            needs: Needs = pattern.needs  # type: ignore[attr-defined]
            pieces = tuple(piece for piece in needs.words if not re.fullmatch(r" \w+ ", piece))
            for word in set(needs.words).difference(pieces):
                self.words.setdefault(word.strip(), []).append(number)
            if pieces or needs.signs:
                self.others.append((number, Needs(pieces, needs.signs)))

    def likely(self, text: str) -> list[tuple[int, re.Pattern[str]]]:
        """The patterns that may match somewhere in `text`, each with its number, in their order."""
        found = {number for word in self.words.keys() & plain(text).split() for number in self.words[word]}
        found.update(number for number, needs in self.others if needs.there(text))
        return [(number, self.patterns[number]) for number in sorted(found)]


_Made = TypeVar("_Made")
# A sentence is asked about several times while its order is read, seldom later. What is longer is no sentence.
_REMEMBERED, _LONGEST = 512, 4000


def remembered(function: Callable[[str], _Made]) -> Callable[[str], _Made]:
    """`function` of a text, which must depend on nothing else and give what nobody changes, not done again for the
    sentences that it saw last. What is kept is bounded: so many sentences, none very long."""
    kept = lru_cache(maxsize=_REMEMBERED)(function)

    @wraps(function)
    def ask(text: str) -> _Made:
        return kept(text) if len(text) <= _LONGEST else function(text)

    return ask
