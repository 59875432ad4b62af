"""The numbers of lists: "1.", "2)", "(a)", "iv.", "A.", and the lists that they make, one inside another.

A row opens a member of a list when its number is the next of a list that is open, or the first of a new
one; so a row that happens to begin with "26." or "v." stays where it is. Numbers that OCR lost or misread
are given back where the list leaves one reading only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

_MARKER = re.compile(
    r"(?P<open>\(?)(?P<token>\d{1,3}|[ivxlIVXL]{1,6}|[A-Za-z])(?P<close>[.)])(?=\s+\S|$)|(?P<lost>\.)\s+(?=[A-Z“\"])"
)
# OCR: "10, Massachusetts", "2 As stated": a number without its period.
_BARE = re.compile(r"(?P<token>\d{1,2})(?P<close>,?)\s+(?=[A-Z“\"])")
# So many members in a row may have lost their numbers.
_MOST_LOST = 8
_ALONE = re.compile(r"\(?(?:\d{1,2}|[ivxl]{1,6}|[a-zL])[.)]")
_MISREAD = str.maketrans({"l": "i", "1": "i", "|": "i"})
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx")


def roman(number: int) -> str:
    """1 to 39 in small Roman numerals."""
    return _TENS[number // 10] + _ROMAN[number % 10]


_ROMANS = {roman(number): number for number in range(1, 40)}


@dataclass(slots=True)
class Open:
    """A list that may go on. style: "1", "a", "A", "i" or "I". form: the signs around the number."""

    style: str
    form: str
    last: int


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a list. depth: 1 for the outermost list. parts: its numbers from the outermost in
    ("1", "b", "ii"). length: of the printed number, in characters. inferred: OCR had lost it."""

    depth: int
    parts: tuple[str, ...]
    length: int
    style: str
    inferred: bool = False


Gap = Callable[[Sequence[Member], bool], bool]


def _no_gap(lost: Sequence[Member], since: bool) -> bool:
    return False


class Lists:
    """The lists open at one place of an order, outermost first."""

    def __init__(self) -> None:
        self.open: list[Open] = []

    def clear(self) -> None:
        self.open.clear()

    def read(
        self, text: str, following: Sequence[str], ended: bool, begins: bool, gap: Gap = _no_gap, stopped: bool = False
    ) -> Member | None:
        """The member that a row reading `text` opens, or None.

        following: the rows after it, to see whether a list goes on. ended: the row before ends a sentence
        or a member. begins: a gap, a colon or a heading stands before, so a new list may start. gap: gives
        lost members to the paragraphs before and says whether it could; its flag: since the last member.
        stopped: the row before ends no sentence and yet is the last of its paragraph, by a gap or as it is short:
        the next number of an open list then goes on, and no other.
        """
        if not text or not (text[0].isalnum() or text[0] in "(.") or not (ended or begins or stopped):
            return None
        match = _MARKER.match(text)
        if not (ended or begins) and not (match and self._is_next(match)):
            return None
        if match and match.group("lost"):
            return self._lost(following)
        if not match:
            return self._bare(text, following)
        printed, form = match.group("token"), match.group("open") + match.group("close")
        length = match.end("close")
        for depth in range(len(self.open), 0, -1):
            one = self.open[depth - 1]
            if one.form == form and _values(printed).get(one.style) == one.last + 1:
                return self._go_on(depth, length)
        for depth in range(len(self.open), 0, -1):
            one = self.open[depth - 1]
            if one.style == "i" and printed.lower().translate(_MISREAD) == roman(min(one.last + 1, 39)):
                return self._go_on(depth, length, inferred=True)
        values = _values(printed)
        for style, value in values.items():
            if value == 1 and not (style == "I" and not self._goes_on(following, "I", form, 2)):
                return self._begin(style, form, 1, length)
        if printed in ("L", "l", "I") and self._goes_on(following, "1", form, 2):
            return self._begin("1", form, 1, length, inferred=True)
        if printed.lower().translate(_MISREAD) == "ii" and self._goes_on(following, "i", form, 3):
            return self._begin("i", form, 2, length, inferred=True)
        if begins and "1" in values and not self.open and values["1"] < 100:
            return self._begin("1", form, values["1"], length)
        return self._after_gap(values, form, length, begins, gap)

    def _is_next(self, match: re.Match[str]) -> bool:
        """Whether the number is the next of an open list."""
        if match.group("lost"):
            return False
        form, values = match.group("open") + match.group("close"), _values(match.group("token"))
        return any(one.form == form and values.get(one.style) == one.last + 1 for one in self.open)

    def _after_gap(self, values: dict[str, int], form: str, length: int, begins: bool, gap: Gap) -> Member | None:
        """A member whose forerunners' numbers were lost: `gap` gives them to the paragraphs between, where
        there are just as many; without that, a figure that begins a paragraph is taken as it is printed."""
        for depth in range(len(self.open), 0, -1):
            one = self.open[depth - 1]
            value = values.get(one.style, 0)
            missing = value - one.last - 1
            if one.form != form or not 0 < missing <= _MOST_LOST:
                continue
            outer = tuple(_print(each.style, each.last) for each in self.open[: depth - 1])
            lost = [(*outer, _print(one.style, one.last + step)) for step in range(1, missing + 1)]
            if gap([Member(depth, parts, 0, one.style, True) for parts in lost], True) or (
                begins and missing <= 2 and one.style == "a"
            ):
                one.last = value - 1
                return self._go_on(depth, length)
        outer = tuple(_print(each.style, each.last) for each in self.open)
        for style, value in values.items():
            if 1 < value <= _MOST_LOST + 1:
                lost = [(*outer, _print(style, step)) for step in range(1, value)]
                if gap([Member(len(outer) + 1, parts, 0, style, True) for parts in lost], False):
                    self.open.append(Open(style, form, value))
                    return self._member(length, False)
        for depth in range(len(self.open), 0, -1) if begins else ():
            one = self.open[depth - 1]
            if one.style == "1" and one.form == form and values.get("1"):
                one.last = values["1"] - 1
                return self._go_on(depth, length)
        return None

    def _go_on(self, depth: int, length: int, inferred: bool = False) -> Member:
        del self.open[depth:]
        self.open[-1].last += 1
        return self._member(length, inferred)

    def _begin(self, style: str, form: str, value: int, length: int, inferred: bool = False) -> Member:
        same = next((index for index, one in enumerate(self.open) if (one.style, one.form) == (style, form)), None)
        if same is not None and not self._nests(style):
            del self.open[same:]
        self.open.append(Open(style, form, value))
        return self._member(length, inferred)

    def _nests(self, style: str) -> bool:
        """Digits inside a list of letters or Roman numerals are a list of their own."""
        return self.open[-1].style != style and len(self.open) < 4

    def _member(self, length: int, inferred: bool) -> Member:
        parts = tuple(_print(one.style, one.last) for one in self.open)
        return Member(len(parts), parts, length, self.open[-1].style, inferred)

    def _lost(self, following: Sequence[str]) -> Member | None:
        numbered = [depth for depth, one in enumerate(self.open, 1) if one.style == "1"]
        if not numbered:
            return None
        depth = numbered[-1] if len(numbered) == len(self.open) else numbered[0]
        upcoming = next((value for _, style, value in _markers(following) if style == "1"), 1)
        if 1 < upcoming <= self.open[depth - 1].last + 1:
            return None
        return self._go_on(depth, 1, inferred=True)

    def _bare(self, text: str, following: Sequence[str]) -> Member | None:
        match = _BARE.match(text)
        if match and match.group("close") and match.group("token") == "1" and not self.open:
            return self._begin("1", ".", 1, match.end("close")) if self._goes_on(following, "1", ".", 2) else None
        if not match or not self.open or self.open[-1].style != "1":
            return None
        value, last = int(match.group("token")), self.open[-1].last
        if value == last + 1 or (value == last and not match.group("close")):
            return self._go_on(len(self.open), match.end("close"), inferred=True)
        return None

    def _goes_on(self, following: Sequence[str], style: str, form: str, value: int) -> bool:
        return (form, style, value) in set(_markers(following))


def opens_item(text: str) -> bool:
    """Whether a row begins with the number of an item, cells of a table or not: "1. | The parties shall confer"."""
    return bool(re.match(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s", text))


def stands_alone(text: str) -> bool:
    """Whether a row is nothing but a list's number, its text on another row."""
    return bool(_ALONE.fullmatch(text))


def _markers(rows: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    for text in rows:
        match = _MARKER.match(text)
        if match and not match.group("lost"):
            for style, value in _values(match.group("token")).items():
                yield match.group("open") + match.group("close"), style, value


def _values(token: str) -> dict[str, int]:
    """What a number can mean, by style; Roman before letters: "i" is 1 before it is the ninth letter."""
    if token.isdigit():
        return {"1": int(token)} if token[0] != "0" else {}
    small, style = token.lower(), "i" if token.islower() else "I"
    values: dict[str, int] = {}
    if small in _ROMANS and (token.islower() or token.isupper()):
        values[style] = _ROMANS[small]
    if len(token) == 1:
        values["a" if token.islower() else "A"] = ord(small) - 96
    return values


def _print(style: str, value: int) -> str:
    match style:
        case "1":
            return str(value)
        case "i":
            return roman(value)
        case "I":
            return roman(value).upper()
        case "a":
            return chr(96 + value)
    return chr(64 + value)
