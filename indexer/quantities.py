"""Numbers with what they count: pages, minutes, days, dollars, times per week ("not to exceed 10 pages")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy
from indexer.numbers import WORDS, read_number

_TIMES = {"once": 1, "twice": 2}
_WORD = rf"(?:once|twice|{WORDS})"
_COUNTED = lazy(
    rf"\b(?=[\dzotfsen])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_WORD})(?:\s*\((?P<numeral>\d+)\))?[\s-]+"
    r"(?P<between>(?:double-spaced|typed|typewritten|additional|written|full|calendar|business|court|minute|single|"
    r"consecutive|separate|such|more|other|the|of)\s+){0,3}"
    r"(?P<unit>[A-Za-z][a-z]+(?:-[a-z]+)?)",
    re.IGNORECASE,
)
_MONEY = lazy(
    r"\$\s?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?)(?P<scale>\s+(?:million|billion|thousand))?",
)
_EVERY = (
    r"(?:(?:per|a|each|every)\s+(?:day|week|month|quarter|year|hour|\d+\s+\w+)|"
    r"daily|weekly|monthly|quarterly|annually)\b"
)
# Every rate ends so; without the count before it this is quickly looked for.
_RATE_END = lazy(rf"\b(?=[paedwmq]){_EVERY}", re.IGNORECASE)
_RATE = lazy(rf"\b(?:(?P<count>once|twice|\d+|{_WORD})\s+(?:times?\s+)?)?(?P<every>{_EVERY})", re.IGNORECASE)
_UNITS = {"page", "minute", "hour", "day", "week", "month", "year", "quarter", "time", "word", "line"}
_NOT_UNITS = {
    "am",
    "pm",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "and",
    "or",
    "to",
    "the",
    "a",
    "an",
    "is",
    "at",
    "in",
    "on",
    "by",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """start, end in the text; value: a number; unit: singular noun ("page", "dollar", "time per week")."""

    start: int
    end: int
    value: float
    unit: str
    words: str
    kind: str


def find_quantities(text: str) -> list[Quantity]:
    """Every counted thing, sum of money and rate in `text`, from left to right."""
    found: list[Quantity] = []
    for match in _MONEY.finditer(text):
        value = float(match["amount"].replace(",", ""))
        scale = (match["scale"] or "").strip()
        value *= {"million": 1e6, "billion": 1e9, "thousand": 1e3}.get(scale, 1)
        found.append(Quantity(match.start(), match.end(), value, "dollar", match.group().strip(), "money"))
    for match in _RATE.finditer(text) if _RATE_END.search(text) else ():
        count = match["count"]
        times = number_of(count) if count else 1.0
        found.append(Quantity(match.start(), match.end(), times or 1.0, "rate", match.group().strip(), "rate"))
    for match in _COUNTED.finditer(text):
        unit = match["unit"].lower()
        if unit in _NOT_UNITS or any(q.start <= match.start() < q.end for q in found if q.kind == "money"):
            continue
        amount = number_of(match["numeral"] or match["number"])
        if amount is None:
            continue
        found.append(Quantity(match.start(), match.end(), amount, singular(unit), match.group().strip(), "count"))
    found.sort(key=lambda quantity: quantity.start)
    return found


def number_of(words: str) -> float | None:
    """The number that a word or numeral names; None where it names none."""
    cleaned = words.replace(",", "").lower()
    if cleaned in _TIMES:
        return float(_TIMES[cleaned])
    try:
        return float(cleaned)
    except ValueError:
        read = read_number(cleaned) if re.fullmatch(WORDS, cleaned) else None
        return float(read.value) if read else None


def plural(noun: str) -> str:
    """ "page" → "pages", "party" → "parties", "box" → "boxes"; a rough rule, as `singular`'s."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def singular(noun: str) -> str:
    """ "pages" → "page", "parties" → "party"; a rough rule that is enough to compare counted nouns."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun
