"""Blocks → the text that people read, and where each stretch of it stands in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.layout.emphasis import Emphasised
from indexer.layout.joining import Block
from indexer.layout.rows import Row
from indexer.orders import Mark, Pin, Span

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
# Words with single blanks between them; other blanks.
_PIECES = re.compile(r"\S+(?: \S+)*|\s+")
_REST = re.compile(r"[^\W\d_]+")
# First parts that keep their hyphen before a word in small letters: "self-serving", "good-faith",
# "twenty-one". Syllables that begin longer words as often ("re-quest", "sub-mit", "part-ner") are not here.
_FIRST_PARTS = (
    "non self ex quasi vice cross well good bad long short high low half full two three four five six seven eight "
    "nine ten twenty thirty forty fifty sixty seventy eighty ninety day month year hour third above court fact "
    "face free bench law state wide open next last meet judge jury"
)
_HYPHENED = frozenset(_FIRST_PARTS.split())
# ... unless what follows is an ending: "short-age", "long-er".
_ENDING = re.compile(r"(?:e[dnr]|er[sy]?|est|ly|ness|ages?|ings?|i?es|ish|ful|less|ment|house|room|hood)\Z")


@dataclass(frozen=True, slots=True)
class Paper:
    """text: of the order. spans: of each block in it."""

    text: str
    spans: tuple[Span, ...]
    pins: tuple[Pin, ...]
    marks: tuple[Mark, ...]


def typeset(source: str, blocks: Sequence[Block], emphasised: Sequence[Emphasised]) -> Paper:
    """Set the blocks: rows joined by a blank, blocks parted by an empty line, hyphens at row ends healed."""
    parts: list[str] = []
    pins: list[Pin] = []
    spans: list[Span] = []
    broken = any(row.text.endswith("-") for block in blocks for row in block.rows[:-1])
    words = _words(source) if broken else frozenset()
    place = 0
    for block in blocks:
        if parts:
            parts.append("\n\n")
            place += 2
        start = place
        for index, row in enumerate(block.rows):
            end = len(row.text)
            following = block.rows[index + 1] if index + 1 < len(block.rows) else None
            glue = " " if following else ""
            if following and row.text.endswith("-"):
                glue, drop = _heal(row.text, following.text, words)
                end -= drop
            place = _set(row, end, place, parts, pins)
            parts.append(glue)
            place += len(glue)
        spans.append(Span(start, place))
    return Paper("".join(parts), tuple(spans), tuple(pins), _marks(spans, pins, emphasised))


def _words(source: str) -> frozenset[str]:
    words = frozenset(_HYPHENATED.findall(source.casefold()))
    return words | {half for word in words if "-" in word for half in word.split("-")}


def _heal(text: str, following: str, words: frozenset[str]) -> tuple[str, int]:
    """What joins a row that ends with a hyphen to the next, and how many letters of it to drop."""
    first, rest = _BROKEN.search(text), _REST.match(following)
    if not first or not rest:
        return ("" if text[-2:-1].isalnum() and following[:1].isalnum() else " "), 0
    head, tail = first.group(1).casefold(), rest.group().casefold()
    if f"{head}-{tail}" in words:
        return "", 0
    if head + tail in words or (rest.group()[0].islower() and not _is_compound(head, tail) and len(head) > 1):
        return "", 1
    return "", 0


def _is_compound(head: str, tail: str) -> bool:
    return head in _HYPHENED and not _ENDING.match(tail) or (head, tail) == ("so", "called")


def _set(row: Row, end: int, place: int, parts: list[str], pins: list[Pin]) -> int:
    """Write `row.text[:end]`, blanks in a row as one; return the place after it."""
    for piece in _PIECES.finditer(row.text, 0, end):
        start, stop = piece.span()
        blank = row.text[start].isspace()
        while start < stop:
            # A row that nothing was cut out of is one stretch of the source.
            whole = isinstance(row.at, range) or blank
            run = stop if whole else _run(row.at, start, stop)
            printed = " " if blank else row.text[start:run]
            kept = int(row.text[start] == " ") if blank else run - start
            if kept:
                last = pins[-1] if pins else None
                if last and last.end == place and last.source + last.end - last.start == row.at[start]:
                    pins[-1] = Pin(last.start, place + kept, last.source, row.page, row.line, row.number)
                else:
                    pins.append(Pin(place, place + kept, row.at[start], row.page, row.line, row.number))
            parts.append(printed)
            place += len(printed)
            start = run
    return place


def _run(at: Sequence[int], start: int, stop: int) -> int:
    run = start + 1
    while run < stop and at[run] == at[run - 1] + 1:
        run += 1
    return run


def _marks(spans: Sequence[Span], pins: Sequence[Pin], emphasised: Sequence[Emphasised]) -> tuple[Mark, ...]:
    ordered = sorted(pins, key=lambda pin: pin.source)
    starts = [pin.source for pin in ordered]
    firsts = [span.start for span in spans]
    marks: list[Mark] = []
    for start, end, kind in emphasised:
        pieces: list[tuple[int, int]] = []
        for pin in ordered[max(0, bisect_left(starts, start) - 1) : bisect_left(starts, end)]:
            low, high = max(start, pin.source), min(end, pin.source + pin.end - pin.start)
            if low < high:
                pieces.append((pin.start + low - pin.source, pin.start + high - pin.source))
        by_block: dict[int, Span] = {}
        for low, high in sorted(pieces):
            block = bisect_left(firsts, low + 1) - 1
            earlier = by_block.get(block)
            by_block[block] = Span(earlier.start, high) if earlier else Span(low, high)
        marks += [Mark(span, kind) for span in by_block.values()]
    return tuple(sorted(marks, key=lambda mark: mark.span))
