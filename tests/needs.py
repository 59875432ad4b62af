"""Proof that whatever a pattern matches holds one of some pieces of text, from the pattern's own parts."""

from __future__ import annotations

from collections.abc import Iterable
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from indexer.lazy import Needs, plain

# Stands for any stretch of text, and for a text that holds a needed piece already.
ANY, DONE = "\0", "\1"
# More forms than this are told apart no longer.
MOST = 20_000
SPACE = (constants.CATEGORY, constants.CATEGORY_SPACE)


def missed(pattern: str, flags: int, needs: Needs) -> list[str]:
    """Texts that the pattern may match though they hold none of `needs`, with a NUL for any stretch; empty: proved."""
    forms = sequence(parser.parse(pattern, flags), {""}, needs, max(map(len, needs.words), default=0) + 1)
    return sorted(form for form in forms if not done(form, needs))


def sequence(parts: Iterable[Any], before: set[str], needs: Needs, width: int) -> set[str]:
    """What stands there once `parts` have been matched behind one of `before`; only the last `width` letters."""
    forms = before
    for part in parts:
        found: set[str] = set()
        for text in forms:
            found |= {text} if text == DONE else one(part, text, needs, width)
        forms = {DONE if done(text, needs) else text[-width:] for text in found}
        if len(forms) > MOST:
            forms = {ANY}
    return forms


def done(text: str, needs: Needs) -> bool:
    return text == DONE or any(need in text for need in needs.words)


def one(part: Any, text: str, needs: Needs, width: int) -> set[str]:
    """The texts that one part of a pattern makes of `text`."""
    code, value = part
    match code:
        case constants.LITERAL:
            return {DONE if chr(value) in needs.signs else joined(text, letter(value))}
        case constants.IN if all(kind == constants.LITERAL or (kind, member) == SPACE for kind, member in value):
            return set().union(
                *(
                    {joined(text, " ")} if kind == constants.CATEGORY else one((kind, member), text, needs, width)
                    for kind, member in value
                )
            )
        case constants.AT if value == constants.AT_BOUNDARY:
            return {joined(text, " ")}
        case constants.BRANCH:
            return set().union(*(sequence(branch, {text}, needs, width) for branch in value[1]))
        case constants.SUBPATTERN:
            return sequence(value[3], {text}, needs, width)
        case constants.ATOMIC_GROUP:
            return sequence(value, {text}, needs, width)
        case constants.MAX_REPEAT | constants.MIN_REPEAT | constants.POSSESSIVE_REPEAT:
            least, most, inner = value
            if sequence(inner, {""}, needs, width) == {" "}:
                return {joined(text, " ")} if least else {text, joined(text, " ")}
            first = sequence(inner, {text}, needs, width)
            # Of several, the first and the last stand whole, and nobody knows what between them.
            apart = {form if form == DONE else form + ANY for form in first}
            several = sequence(inner, apart, needs, width) if most > 1 else set()
            return (set() if least else {text}) | (first if least < 2 else set()) | several
        case constants.AT | constants.ASSERT_NOT:
            return {text}
        case constants.ASSERT:
            # What is looked at stands in the text, but what is matched next may stand in the same place.
            ahead = sequence(value[1], {text if value[0] > 0 else ANY}, needs, width)
            return {DONE} if all(done(form, needs) for form in ahead) else {text}
    return {text + ANY}


def letter(code: int) -> str:
    return plain(f"a{chr(code)}a")[2:-2]


def joined(text: str, piece: str) -> str:
    """What stands between two words is one blank, however much it is."""
    return text if piece == " " and text.endswith(" ") else text + piece
