"""The terms of the glossary marked in a page's words, each once in a part of the page.

A marked term is a link to its meaning on the same page, so that it works by keyboard, by touch and without scripts, and
its words can still be selected. `| terms(marks, 'paper')` marks plain text and rendered HTML alike.
"""

from __future__ import annotations

import html
import re

from markupsafe import Markup, escape

from assistant.words.glossary import Entry, find

_PIECE = re.compile(r"<[^>]*>|&[^;\s<&]{1,8};|[^<&]+|[<&]")
_NAME = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
# What stands within a line; every other tag ends it.
_INLINE = {"span", "mark", "q", "em", "strong", "b", "i", "u", "small"}
# Words in these are the page's own or lead elsewhere.
_CLOSED = {"a", "button", "label", "summary", "h1", "h2", "h3", "script", "style", "select", "nav"}


class Marks:
    """What was marked on one page. found: the entries, in the order of their first mark, each with the first mark's
    anchor."""

    def __init__(self) -> None:
        self.found: dict[str, tuple[Entry, str]] = {}
        self._seen: set[tuple[str, str]] = set()

    def first(self, part: str, entry: Entry) -> bool:
        """Whether the entry is met for the first time in this part of the page."""
        if (part, entry.term) in self._seen:
            return False
        self._seen.add((part, entry.term))
        return True


def terms(text: str, marks: Marks, part: str = "") -> Markup:
    """The text, or HTML if it is Markup, with each term's first mention in this part linked to its meaning."""
    source = text if isinstance(text, Markup) else escape(text)
    plain, places = _words(source)
    made: list[str] = []
    done = 0
    for mark in find(plain):
        if not marks.first(part, mark.entry):
            continue
        name = f"w-{len(marks.found)}-{mark.entry.slug}"
        _, anchor = marks.found.setdefault(mark.entry.term, (mark.entry, name))
        link = f'<a class="term" href="#g-{mark.entry.slug}" title="{escape(mark.entry.means)}"'
        # A term that runs over a line is one link a line.
        for start, end in _stretches(places[mark.start : mark.end]):
            named = f' id="{name}"' if anchor == name and start == places[mark.start][0] else ""
            made += [source[done:start], f"{link}{named}>", source[start:end], "</a>"]
            done = end
    return Markup("").join([Markup("".join(made)), Markup(source[done:])])  # noqa: S704  # escaped above or Markup


def _words(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The words of a piece of HTML, and for each sign its place in the source; (-1, -1) for a blank that stands for a
    tag or for what may not be marked."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    closed = 0
    for piece in _PIECE.finditer(source):
        raw, start = piece[0], piece.start()
        if raw.startswith("<") and len(raw) > 1:
            found = _NAME.match(raw)
            name = found[1].lower() if found else ""
            if name in _CLOSED:
                closed = max(closed + (-1 if raw.startswith("</") else 1), 0)
            if name not in _INLINE:
                signs.append("\n")
                places.append((-1, -1))
        elif closed:
            signs.append("\n")
            places.append((-1, -1))
        elif raw.startswith("&") and len(raw) > 1:
            one = html.unescape(raw)
            signs.append(one if len(one) == 1 else " ")
            places.append((start, piece.end()))
        else:
            signs.extend(raw)
            places.extend((at, at + 1) for at in range(start, piece.end()))
    return "".join(signs), places


def _stretches(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The unbroken stretches of the source that these signs have."""
    found: list[tuple[int, int]] = []
    for start, end in places:
        if start < 0:
            continue
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
