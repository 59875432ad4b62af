"""Emphasis signs of Markdown: found, to be taken off the text and remembered as marks.

Only pairs count: a sign opens before a letter and closes after one, on one paragraph. Asterisks that stand
alone (the column of a caption, a footnote's reference) and rows of underscores stay. Where a note begins,
"[^1]:", the text shows "[1]:".
"""

from __future__ import annotations

import re

from indexer.layout.rows import Cut
from indexer.orders import MarkKind

_BREAK = r"\n(?![ \t]*\n)"
_PAIRS: tuple[tuple[MarkKind, str], ...] = (
    ("bold", rf"(?<![*\\])\*\*(?=[^\s*])((?:[^*\n]|\*(?!\*)|{_BREAK}){{1,4000}}?)(?<=[^\s])\*\*(?!\*)"),
    ("bold", rf"(?<![_\w\\])__(?=[^\s_])((?:[^_\n]|_(?!_)|{_BREAK}){{1,4000}}?)(?<=[^\s_])__(?![_\w])"),
    ("italic", rf"(?<![*\w\\])\*(?=[^\s*])((?:[^*\n]|{_BREAK}){{1,2000}}?)(?<=[^\s*])\*(?![*\w])"),
    ("italic", rf"(?<![_\w\\])_(?=[^\s_])((?:[^_\n]|{_BREAK}){{1,2000}}?)(?<=[^\s_])_(?![_\w])"),
)
_COMPILED = tuple((kind, re.compile(pattern), "*" if "\\*" in pattern else "_") for kind, pattern in _PAIRS)
_HASHES = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+")
_CARETS = re.compile(r"(?<=\[)\^(?=\w{1,8}\])")
_ESCAPES = re.compile(r"\\(?=[*_#\\`\[\]<>|~.()-])")

Emphasised = tuple[int, int, MarkKind]


def find(text: str, markdown: bool = False) -> tuple[list[Cut], list[Emphasised]]:
    """The stretches of `text` that are signs only, sorted, and what they emphasised (source offsets).

    markdown: the text was written as Markdown, so a backslash before a sign is a sign too."""
    cuts: list[Cut] = []
    found: list[Emphasised] = []
    triples: set[int] = set()
    if "***" in text:
        # "***both***" is bold around italic: the outer pair is read first, the inner by the next rule.
        for match in re.finditer(r"(?<![*\w\\])\*\*\*(?=[^\s*])([^*\n]{1,2000})(?<=\S)\*\*\*(?![*\w])", text):
            start, end = match.span(1)
            cuts += [(start - 3, start), (end, end + 3)]
            found += [(start, end, "bold"), (start, end, "italic")]
            triples.update((start - 3, end))
    for kind, pattern, sign in _COMPILED:
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            start, end = match.span(1)
            if any(match.start() <= place <= match.end() for place in triples):
                continue
            cuts += [(match.start(), start), (end, match.end())]
            found.append((start, end, kind))
    if "#" in text:
        cuts += [match.span() for match in _HASHES.finditer(text)]
    if "[^" in text:
        cuts += [match.span() for match in _CARETS.finditer(text)]
    if markdown and "\\" in text:
        cuts += [match.span() for match in _ESCAPES.finditer(text)]
    cuts.sort()
    return cuts, sorted(found)
