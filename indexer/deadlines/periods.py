"""Time phrases: `scan` finds "within fourteen (14) days of service of this order" and reads what it means.

A pattern is data: an atom (a quantity of time, a printed date, or a word), what must stand before and after
it, what it makes, phrases that it must match and phrases that it must not. Patterns are tried in the order
of `PATTERNS`, so the more specific stand first; `tests/indexer/test_periods.py` is generated from the entries.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from indexer.deadlines.dates import Moment, find_moments
from indexer.deadlines.patterns import PATTERNS
from indexer.deadlines.patterns.pattern import Pattern
from indexer.deadlines.triggers import read_trigger
from indexer.lazy import lazy
from indexer.numbers import NUMBER, read_number
from indexer.orders import Period, Span, TimePhrase, Trigger, Unit

_UNIT = (
    r"(?:(?:calendar|business|court|working|judicial|consecutive|full|additional|more|further|successive|clear)"
    r"[\s-]{1,2}){0,2}(?P<noun>day|week|month|year|hour)s?\b['’]?"
)
_QUANTITY = lazy(
    rf"(?<![\w.$§:/-])(?=[\dzotfsen])(?P<number>{NUMBER})(?P<gap>[\s-]{{1,3}})(?P<unit>{_UNIT})",
    re.I,
)
_NO_COUNT = lazy(
    r"(?<!\w)(?P<number>an?)\s(?P<unit>(?:full\s|additional\s)?(?P<noun>week|month|year)\b)",
    re.I,
)
_BUSINESS = lazy(r"\b(?:business|court|working|judicial)\b", re.I)
_UNITS: dict[str, Unit] = {
    "day": "calendar_days",
    "week": "weeks",
    "month": "months",
    "year": "years",
    "hour": "hours",
}
_LOOK_BACK = 60  # characters; longer than any `before`

_BEFORE = {pattern.name: lazy(pattern.before, re.I) for pattern in PATTERNS if pattern.before}
_AFTER = {pattern.name: lazy(pattern.after, re.I) for pattern in PATTERNS if pattern.after}
_WORDS = [(pattern, lazy(pattern.word, re.I)) for pattern in PATTERNS if pattern.atom == "word"]
_BY_ATOM = {
    atom: [pattern for pattern in PATTERNS if pattern.atom == atom] for atom in ("quantity", "hyphenated", "moment")
}
_BY_ATOM.update({pattern.name: [pattern] for pattern, _ in _WORDS})  # type: ignore[misc]


class _Atom:
    """A quantity, date or word at `[start, end)`, with what was read from it."""

    __slots__ = ("kind", "start", "end", "moment", "amount", "unit", "disagrees")

    def __init__(self, kind: str, start: int, end: int, moment: Moment | None = None) -> None:
        self.kind, self.start, self.end, self.moment = kind, start, end, moment
        self.amount, self.unit, self.disagrees = 0, "calendar_days", False


def scan(text: str, offset: int = 0) -> tuple[TimePhrase, ...]:
    """Every time phrase of `text`, in its order; spans are moved by `offset`, where `text` begins in the order.

    Phrases never overlap. A printed date that no pattern claims is a "fixed" phrase with bound "on".
    """
    return tuple(phrase for phrase, _ in scan_named(text, offset))


def scan_named(text: str, offset: int = 0) -> list[tuple[TimePhrase, str]]:
    """As `scan`, each phrase with the name of its pattern."""
    found: list[tuple[TimePhrase, str]] = []
    taken = 0
    atoms = _atoms(text)
    for index, atom in enumerate(atoms):
        if atom.start < taken:
            continue
        for pattern in _BY_ATOM[atom.kind]:
            phrase = _apply(text, atom, atoms[index + 1] if index + 1 < len(atoms) else None, pattern, taken)
            if phrase is not None:
                taken = phrase.span.end
                found.append((_moved(phrase, offset), pattern.name))
                break
    return found


def _atoms(text: str) -> list[_Atom]:
    atoms = [_Atom("moment", moment.start, moment.end, moment) for moment in find_moments(text)]
    dates = [(atom.start, atom.end) for atom in atoms]
    for match in _quantities(text):
        if not _inside(dates, match.start()):
            atoms.append(_quantity(match))
    for pattern, regex in _WORDS:
        atoms.extend(_Atom(pattern.name, match.start(), match.end()) for match in regex.finditer(text))
    return sorted(atoms, key=lambda atom: (atom.start, -atom.end))


def _inside(ranges: list[tuple[int, int]], position: int) -> bool:
    index = bisect_left(ranges, (position + 1, 0)) - 1
    return index >= 0 and position < ranges[index][1]


def _quantities(text: str) -> Iterator[re.Match[str]]:
    yield from _QUANTITY.finditer(text)
    yield from _NO_COUNT.finditer(text)


def _quantity(match: re.Match[str]) -> _Atom:
    hyphenated = "-" in match.groupdict().get("gap", " ") if "gap" in match.groupdict() else False
    atom = _Atom("hyphenated" if hyphenated else "quantity", match.start(), match.end())
    number = read_number(match["number"])
    atom.amount, atom.disagrees = (number.value, number.disagrees) if number else (1, False)
    noun = match["noun"].casefold()
    atom.unit = "business_days" if noun == "day" and _BUSINESS.search(match["unit"]) else _UNITS[noun]
    return atom


def _apply(text: str, atom: _Atom, following: _Atom | None, pattern: Pattern, floor: int) -> TimePhrase | None:
    """The phrase that `pattern` makes of `atom`, None where the words about it do not fit."""
    start, end = atom.start, atom.end
    if pattern.before:
        before = _BEFORE[pattern.name].search(text[max(floor, atom.start - _LOOK_BACK) : atom.start])
        if before is None:
            return None
        start = atom.start - len(before.group())
    if pattern.after:
        after = _AFTER[pattern.name].match(text, atom.end)
        if after is None:
            return None
        end = after.end()
    last: Moment | None = None
    if pattern.takes == "date":
        if following is None or following.kind != "moment" or following.start != end:
            return None
        last, end = following.moment, following.end
    trigger = Trigger("event", pattern.event, pattern.event) if pattern.event else Trigger("order_date")
    moment = atom.moment
    if pattern.takes == "trigger":
        read = read_trigger(text, end)
        if read is None:
            return None
        trigger, end = read.trigger, read.end
        if trigger.kind == "fixed_date":
            moment = next(find_moments(trigger.phrase), None)
    return _phrase(pattern, atom, Span(start, end), trigger, moment, last)


def _phrase(
    pattern: Pattern, atom: _Atom, span: Span, trigger: Trigger, moment: Moment | None, last: Moment | None
) -> TimePhrase:
    period = None
    if atom.kind in {"quantity", "hyphenated"}:
        period = Period(atom.amount, atom.unit, pattern.direction, atom.disagrees)  # type: ignore[arg-type]
    return TimePhrase(
        pattern.kind,
        span,
        pattern.bound,
        period=period,
        trigger=trigger if period and (pattern.kind == "period" or pattern.takes == "trigger") else None,
        date=moment.date if moment else None,
        time=moment.time if moment else None,
        zone=moment.zone if moment else None,
        weekday=moment.weekday if moment else None,
        inclusive=pattern.inclusive,
        end=last.date if last else None,
    )


def _moved(phrase: TimePhrase, offset: int) -> TimePhrase:
    if offset == 0:
        return phrase
    return replace(phrase, span=Span(phrase.span.start + offset, phrase.span.end + offset))
