"""Word's automatic numbers: what numbering.xml makes Word print before a paragraph."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from indexer.read.markup import roman

_DEEPEST = 9  # levels that Word knows (ECMA-376, 17.9.6)
_ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd"}
_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


class Numbering:
    """The counters of one document; `label` moves them on, so paragraphs are asked for in their order."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}  # abstract list → level → w:lvl
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, Any]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()
        if root is None:
            return
        for abstract in root.iterchildren(qn("w:abstractNum")):
            levels = {_level(level): level for level in abstract.iterchildren(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"), "")] = levels
        for number in root.iterchildren(qn("w:num")):
            starts: dict[int, int] = {}
            levels = {}
            for override in number.iterchildren(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    starts[_level(override)] = _value(start, 1)
                level = override.find(qn("w:lvl"))
                if level is not None:
                    levels[_level(override)] = level
            abstract_id = number.find(qn("w:abstractNumId"))
            if abstract_id is not None:
                self._lists[number.get(qn("w:numId"), "")] = (abstract_id.get(qn("w:val"), ""), starts, levels)

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """The level that a list ties to a paragraph style, 0 where it ties none."""
        abstract, _, own = self._lists.get(list_id, ("", {}, {}))
        for number, level in (self._levels.get(abstract, {}) | own).items():
            tied = level.find(qn("w:pStyle"))
            if tied is not None and tied.get(qn("w:val")) == style_id:
                return number
        return 0

    def label(self, list_id: str, level: int) -> str | None:
        """The label of the next paragraph of that list at that level ("1.", "(a)", "•"), None where the
        list prints none or is unknown."""
        if list_id not in self._lists or not 0 <= level < _DEEPEST:
            return None
        abstract, starts, own = self._lists[list_id]
        levels = self._levels.get(abstract, {}) | own
        if level not in levels:
            return None
        counters = self._counters.setdefault(abstract, [None] * _DEEPEST)
        if list_id not in self._begun:  # lists of one kind count on, unless one says where it starts
            self._begun.add(list_id)
            for place in starts:
                if 0 <= place < _DEEPEST:
                    counters[place] = None
        before = counters[level]
        start = starts.get(level, _value(levels[level].find(qn("w:start")), 1))
        counters[level] = start if before is None else before + 1
        for deeper in range(level + 1, _DEEPEST):
            counters[deeper] = None
        text = levels[level].find(qn("w:lvlText"))
        if _kind(levels[level]) == "bullet":
            return "-"
        legal = levels[level].find(qn("w:isLgl")) is not None

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = levels.get(place)
            count = counters[place]
            if of is None:
                return ""
            count = starts.get(place, _value(of.find(qn("w:start")), 1)) if count is None else count
            return _shown(count, "decimal" if legal else _kind(of))

        pattern = "" if text is None else text.get(qn("w:val"), "")
        return re.sub(r"%([1-9])", number, pattern).strip() or None


def _level(element: Any) -> int:
    text = element.get(qn("w:ilvl"), "")
    return int(text) if re.fullmatch(r"\d", text) else -1


def _value(element: Any | None, otherwise: int) -> int:
    text = "" if element is None else element.get(qn("w:val"), "")
    return int(text) if re.fullmatch(r"\d{1,6}", text) else otherwise


def _kind(level: Any) -> str:
    kind = level.find(qn("w:numFmt"))
    return "decimal" if kind is None else str(kind.get(qn("w:val"), "decimal"))


def _shown(number: int, kind: str) -> str:
    """`number` as Word shows it in a number format (ECMA-376, 17.18.59)."""
    match kind:
        case "lowerLetter" | "upperLetter" if 0 < number <= 780:
            times, letter = divmod(number - 1, 26)  # after z comes aa, then bb
            text = chr(ord("a") + letter) * (times + 1)
        case "lowerRoman" | "upperRoman":
            text = roman(number)
        case "decimalZero":
            text = f"{number:02}"
        case "ordinal":
            text = f"{number}{'th' if 10 < number % 100 < 14 else _ORDINAL_ENDS.get(number % 10, 'th')}"
        case "cardinalText" | "ordinalText" if 0 < number <= len(_WORDS):
            text = (_WORDS if kind == "cardinalText" else _ORDINALS)[number - 1].capitalize()
        case "none":
            text = ""
        case _:
            text = str(number)
    return text.upper() if kind.startswith("upper") else text
