"""What a page shows inside its text that is not the order's text: struck words, calls of notes, reporter's pages.

They are found by their signs: "~~June 4~~" (Markdown's, in which the readers of Word, HTML and PDF write what is
struck out), "[^1]", "14[1] days" and "14² days" (calls of notes), "[*13]" and, where they count on from one to the
next, "*13 ... *14" (pages of a printed reporter). The text goes on as if they were not there; the order keeps each.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from indexer.layout.rows import Cut
from indexer.orders import LeftOut, LeftOutKind, Paragraph, Pin

_BREAK = r"\n(?![ \t]*\n)"
_STRUCK = re.compile(
    rf"(?<![~\\])~~(?=[^\s~])(?P<words>(?:[^~\n\f]|~(?!~)|{_BREAK}){{1,4000}}?)(?<=[^\s~])~~(?!~)"
    rf"|<(?P<tag>s|del|strike)>(?P<tagged>(?:[^<\n]|{_BREAK}){{1,4000}}?)</(?P=tag)>"
)
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans(RAISED, "0123456789")
# Each begins with its sign, which is soon found: "[^1]"; "June 4, 2021[1]", but neither "[1] See" nor "A[1](b)".
_NOTES = {
    "[^": re.compile(r"\[\^(\w{1,8})\](?!:)"),
    "[": re.compile(r"\[(?<=[^\s\[(\\]\[)(\d{1,3})\](?![\w(\[:])"),
    "<sup>": re.compile(r"<sup>\[?(\d{1,3})\]?</sup>"),
}
_RAISED_NOTE = re.compile(rf"(?<=[\w.,;:)\]”\"’'%])([{RAISED}]{{1,3}})(?!\w)")
# "9,000 ft²", "x²": a power, no note.
_POWER = re.compile(r"(?:\b|\d\s?)(?:[a-zA-Z]|ft|in|yd|mi|km|cm|mm|sq|feet|meters?)$")
_BRACKETED = re.compile(r"\[\*{1,2}(\d{1,5})\]")
_STAR = re.compile(r"(?<![\w*\\])\*{1,2}(\d{1,5})(?![\d*.,)\]-])(?=\s|$|[A-Za-z“\"])")
# Pages that may be missing between two that are marked.
_LOST_PAGES = 2
_MARKER = re.compile(r"[ \t]*(?:\(?[A-Za-z0-9]{1,5}[.)]|[-•#]{1,6})[ \t]+")
_SIGNS = re.compile(r"\*{1,3}|__")
_MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Omission:
    """A stretch `[start, end)` of the source that is left out of the text. place: where the words themselves begin."""

    start: int
    end: int
    place: int
    kind: LeftOutKind
    words: str


def find(text: str, written_as_text: bool) -> list[Omission]:
    """What is to be left out of `text`, in its order. written_as_text: of a plain text file, in which "~~" strikes
    nothing out."""
    found: list[Omission] = []
    if not written_as_text and ("~~" in text or "<" in text):
        for match in _STRUCK.finditer(text):
            words = " ".join(_SIGNS.sub("", match.group("words") or match.group("tagged")).split())
            start, end = _whole_item(text, *_with_blanks(text, *match.span()))
            found.append(Omission(start, end, match.start(), "struck", words))
    for match in _calls(text):
        found.append(
            Omission(*_with_blanks(text, *match.span()), match.start(), "note", match.group(1).translate(PLAIN))
        )
    if "*" in text:
        for match in [*_BRACKETED.finditer(text), *_counting(list(_STAR.finditer(text)))]:
            found.append(Omission(*_with_blanks(text, *match.span()), match.start(), "star", match.group(1)))
    return sorted(found, key=attrgetter("start", "end"))


def _calls(text: str) -> Iterator[re.Match[str]]:
    """The marks that call notes."""
    for sign, pattern in _NOTES.items():
        if sign in text:
            yield from pattern.finditer(text)
    if not text.isascii():
        for match in _RAISED_NOTE.finditer(text):
            if not _POWER.search(text, max(0, match.start() - 8), match.start()):
                yield match


def _counting(matches: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Those of `matches` whose numbers count on, where two at least do."""
    chain: list[re.Match[str]] = []
    for match in matches:
        if chain and not 1 <= int(match.group(1)) - int(chain[-1].group(1)) <= 1 + _LOST_PAGES:
            if len(chain) > 1:
                continue
            chain.clear()
        chain.append(match)
    return chain if len(chain) > 1 else []


def _with_blanks(text: str, start: int, end: int) -> Cut:
    """The stretch with the blanks behind it, or before it where a stop follows, so that one is left."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in ("", " ", "\n", "\t") and after in (" ", "\t"):
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    elif before in (" ", "\t") and after in (",", ".", ";", ":", ")"):
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
    return start, end


def _whole_item(text: str, start: int, end: int) -> Cut:
    """The stretch with the number of its item, where nothing else of the item is left."""
    line = max(text.rfind("\n", 0, start), text.rfind("\f", 0, start)) + 1
    stop = next((place for place in (text.find("\n", end), text.find("\f", end)) if place >= 0), len(text))
    if start - line < 20 and _MARKER.fullmatch(text, line, start) and not text[end:stop].strip(" \t.;*"):
        return line, stop
    return start, end


def cuts(signs: Sequence[Omission], emphasis: Sequence[Cut]) -> list[Cut]:
    """All stretches to leave out, sorted, those that touch or overlap as one."""
    if not signs:
        return list(emphasis)
    joined: list[Cut] = []
    for start, end in sorted([*emphasis, *((sign.start, sign.end) for sign in signs)]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def placed(signs: Sequence[Omission], pins: Sequence[Pin]) -> tuple[LeftOut, ...]:
    """What was left out, by its place in the text of the order that `pins` tie to the source."""
    if not signs:
        return ()
    ordered = sorted(pins, key=attrgetter("source"))
    starts = [pin.source for pin in ordered]
    found: list[LeftOut] = []
    for sign in signs:
        index = bisect_right(starts, sign.start) - 1
        at = min(ordered[index].end, ordered[index].start + sign.start - ordered[index].source) if index >= 0 else 0
        found.append(LeftOut(sign.kind, at, sign.words))
    return tuple(sorted(found, key=attrgetter("at")))


def warnings(found: Sequence[LeftOut], paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """A sentence for each stretch that was struck out."""
    starts = [paragraph.span.start for paragraph in paragraphs]
    struck = [one for one in found if one.kind == "struck"]
    told = []
    for one in struck[:_MOST_TOLD]:
        index = bisect_right(starts, one.at) - 1
        where = f" ({paragraphs[index].label})" if index >= 0 else ""
        words = one.words if len(one.words) <= 200 else one.words[:200].rsplit(" ", 1)[0] + " …"
        told.append(f"Struck out in the order and not part of its text: “{words}”{where}.")
    if len(struck) > _MOST_TOLD:
        told.append(f"{len(struck) - _MOST_TOLD} more places are struck out.")
    return tuple(told)
