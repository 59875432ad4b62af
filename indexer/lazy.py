"""Patterns that are compiled when they are first used, and that are not tried where they cannot match.

A question needs few of the hundreds of patterns that reading needs. And most sentences lack the words without which
most patterns cannot match: to look for a word is many times quicker than to try a pattern at each place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache, wraps
from typing import Any, TypeVar, cast

from indexer.needed import Needs, needed, words

# To find what a pattern needs takes as long as so many searches.
_PAYS = 150
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Lazy:
    """Stands for a pattern until one of its methods is called."""

    __slots__ = ("source", "options", "made", "needs", *_METHODS)
    needs: Needs | None

    def __init__(self, source: str, options: int):
        self.source, self.options = source, options

    def __getattr__(self, name: str) -> Any:
        if name == "made":
            self.made = re.compile(self.source, self.options)
            return self.made
        if name == "needs":
            self.needs = needed(self.source, self.options)
            return self.needs
        if name not in _METHODS:
            return getattr(self.made, name)
        for method in _METHODS:
            setattr(self, method, getattr(self.made, method))
        self.search = self._tried(self.made.search)
        self.finditer = self._tried(self.made.finditer)
        return getattr(self, name)

    def _tried(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """`method`, until it was tried so often that it pays to know what the pattern needs."""
        tries = 0

        def tried(*text: Any) -> Any:
            nonlocal tries
            tries += 1
            if tries == _PAYS:
                self._sift()
            return method(*text)

        return tried

    def _sift(self) -> None:
        """From now on texts without what is needed are not searched."""
        self.search, self.finditer = self.made.search, self.made.finditer
        if self.needs:
            self.search = _where_there(self.needs, self.search, None)
            self.finditer = _where_there(self.needs, self.finditer, iter(()))


def _where_there(needs: Needs, method: Callable[..., Any], nothing: Any) -> Callable[..., Any]:
    there = needs.there

    def tried(text: str, *place: int) -> Any:
        # What is cut off at an end may end within a word.
        return method(text, *place) if len(place) == 2 or there(text) else nothing

    return tried


def lazy(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """As `re.compile`, but the work is done at the first use (and an error in the pattern shows only then), and where a
    pattern is often used a text without the words that it needs (`indexer.needed`) is not searched."""
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))


def possible(pattern: re.Pattern[str], text: str) -> bool:
    """Whether `text` has the words that a lazy `pattern` needs."""
    needs: Needs | None = pattern.needs  # type: ignore[attr-defined]
    return needs is None or needs.there(text)


class PatternGroup:
    """Patterns that are looked for together: which of them to try on a text is known from its words at once."""

    def __init__(self, patterns: Iterable[re.Pattern[str]]):
        self.patterns = tuple(patterns)
        self.tries = 0

    @cached_property
    def needs(self) -> tuple[dict[str, list[int]], list[tuple[int, Needs]], set[int]]:
        """The numbers of the patterns that need a word, by that word; what else they need; those that need nothing."""
        by_word: dict[str, list[int]] = {}
        others: list[tuple[int, Needs]] = []
        always: set[int] = set()
        for number, pattern in enumerate(self.patterns):
            needs: Needs | None = pattern.needs  # type: ignore[attr-defined]
            if needs is None:
                always.add(number)
                continue
            for word in needs.words:
                by_word.setdefault(word, []).append(number)
            if needs.pieces or needs.signs:
                others.append((number, needs._replace(words=frozenset())))
        return by_word, others, always

    def likely(self, text: str) -> list[tuple[int, re.Pattern[str]]]:
        """The patterns that may match somewhere in `text`, each with its number, in their order."""
        self.tries += 1
        if self.tries < _PAYS:
            return list(enumerate(self.patterns))
        by_word, others, always = self.needs
        found = {number for word in by_word.keys() & words(text) for number in by_word[word]}
        found.update(always, (number for number, needs in others if needs.there(text)))
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
