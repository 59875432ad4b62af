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
from indexer.deadlines.triggers import read_clause, read_trigger
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
_OPENS = re.compile(
    r"(?:unless\s+and\s+)?(?:immediately\s+)?(?:until|till|before|prior\s+to|in\s+advance\s+of|ahead\s+of|after|upon|once|when(?:ever)?|"
    r"as\s+soon\s+as|while|(?:at|by|through|on)\s+(?:or\s+before\s+)?the\s+time\s+(?:of|when)|(?:together|along)\s+with|with|"
    r"at|by|through|on|during)\s+",
    re.I,
)
_LOOK_BACK = 60  # characters; longer than any `before`

_BEFORE = {pattern.name: lazy(pattern.before, re.I) for pattern in PATTERNS if pattern.before}
_AFTER = {pattern.name: lazy(pattern.after, re.I) for pattern in PATTERNS if pattern.after}
_WORDS = [(pattern, lazy(pattern.word, re.I)) for pattern in PATTERNS if pattern.atom == "word"]
_WANTS = {pattern.name: lazy(pattern.wants, re.I) for pattern in PATTERNS if pattern.wants}
_REFUSES = {pattern.name: lazy(pattern.refuses, re.I) for pattern in PATTERNS if pattern.refuses}
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


# Soft hyphens, joiners, marks of direction: what no reader sees and what would cut a year in two.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def _seen(text: str) -> tuple[str, list[int]]:
    """`text` without what nobody sees, and for each letter that is left (and the end) its place in `text`."""
    at = [index for index, letter in enumerate(text) if not _UNSEEN.match(letter)]
    return "".join(text[index] for index in at), [*at, len(text)]


def scan_named(text: str, offset: int = 0) -> list[tuple[TimePhrase, str]]:
    """As `scan`, each phrase with the name of its pattern."""
    found: list[tuple[TimePhrase, str]] = []
    if _UNSEEN.search(text):
        seen, at = _seen(text)
        for phrase, name in scan_named(seen):
            span = Span(at[phrase.span.start] + offset, at[phrase.span.end - 1] + 1 + offset)
            found.append((replace(phrase, span=span), name))
        return found
    taken = 0
    atoms = _atoms(text)
    for index, atom in enumerate(atoms):
        if atom.start < taken:
            continue
        for pattern in _BY_ATOM[atom.kind]:
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            read = _apply(text, atom, following, pattern, taken, _next_date(atoms, index))
            if read is not None:
                taken = read.span.end
                found.append((_moved(read, offset), pattern.name))
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


def _next_date(atoms: list[_Atom], index: int) -> int | None:
    """Where the next date begins; None where none of the next few atoms is one."""
    return next((other.start for other in atoms[index + 1 : index + 6] if other.kind == "moment"), None)


def _fits(pattern: Pattern, clause: str) -> bool:
    """Whether what happens, by the words of a clause, is what the pattern wants."""
    wanted = _WANTS.get(pattern.name)
    return wanted is None or wanted.search(clause) is not None


def _apply(
    text: str, atom: _Atom, following: _Atom | None, pattern: Pattern, floor: int, until: int | None
) -> TimePhrase | None:
    """The phrase that `pattern` makes of `atom`, None where the words about it do not fit; until: where the next date
    begins."""
    start, end = atom.start, atom.end
    if pattern.after:  # tried first, as it begins at one place
        after = _AFTER[pattern.name].match(text, atom.end)
        if after is None:
            return None
        end = after.end()
    if pattern.before:
        before = _BEFORE[pattern.name].search(text[max(floor, atom.start - _LOOK_BACK) : atom.start])
        if before is None:
            return None
        start = atom.start - len(before.group())
    last: Moment | None = None
    if pattern.takes == "clause":
        refused = _REFUSES.get(pattern.name)
        if refused and refused.match(text, end + 1):
            return None
        clause = read_clause(text, end, until)
        if clause is None or not _fits(pattern, text[slice(*clause)]):
            return None
        end = clause[1]
    if pattern.takes == "date":
        if following is None or following.kind != "moment" or following.start != end:
            return None
        last, end = following.moment, following.end
    trigger = Trigger("event", pattern.event, pattern.event) if pattern.event else Trigger("order_date")
    moment = atom.moment
    if pattern.takes in {"event", "clause"}:
        trigger = Trigger("event", None, _happening(text[start:end]))
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
        trigger=trigger if pattern.takes in {"event", "clause"} or period and _counts(pattern) else None,
        date=moment.date if moment else None,
        time=moment.time if moment else None,
        zone=moment.zone if moment else None,
        weekday=moment.weekday if moment else None,
        inclusive=pattern.inclusive,
        end=last.date if last else None,
    )


def _counts(pattern: Pattern) -> bool:
    return pattern.kind == "period" or pattern.takes == "trigger"


def _happening(words: str) -> str:
    """What happens, of "until the motion is decided": the words behind the preposition."""
    return " ".join(_OPENS.sub("", words, count=1).split())


def _moved(phrase: TimePhrase, offset: int) -> TimePhrase:
    if offset == 0:
        return phrase
    return replace(phrase, span=Span(phrase.span.start + offset, phrase.span.end + offset))
