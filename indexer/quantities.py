"""Numbers with what they count: pages, minutes, days, dollars, times per week ("not to exceed 10 pages")."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "hundred": 100,
    "twenty-one": 21,
    "twenty-four": 24,
    "twenty-five": 25,
    "twenty-eight": 28,
    "thirty-five": 35,
    "forty-eight": 48,
    "seventy-two": 72,
    "once": 1,
    "twice": 2,
}
_WORD = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_COUNTED = re.compile(
    rf"\b(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_WORD})(?:\s*\((?P<numeral>\d+)\))?[\s-]+"
    r"(?P<between>(?:double-spaced|typed|typewritten|additional|written|full|calendar|business|court|minute|single|"
    r"consecutive|separate|such|more|other|the|of)\s+){0,3}"
    r"(?P<unit>[A-Za-z][a-z]+(?:-[a-z]+)?)",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\$\s?(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{1,2})?)(?P<scale>\s+(?:million|billion|thousand))?"
)
_RATE = re.compile(
    rf"\b(?:(?P<count>once|twice|\d+|{_WORD})\s+(?:times?\s+)?)?(?P<every>(?:per|a|each|every)\s+"
    r"(?:day|week|month|quarter|year|hour|\d+\s+\w+)|daily|weekly|monthly|quarterly|annually)\b",
    re.IGNORECASE,
)
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
    for match in _RATE.finditer(text):
        count = match["count"]
        value = number_of(count) if count else 1
        found.append(Quantity(match.start(), match.end(), value or 1, "rate", match.group().strip(), "rate"))
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
    try:
        return float(cleaned)
    except ValueError:
        return NUMBER_WORDS.get(cleaned)


def singular(noun: str) -> str:
    """ "pages" → "page", "parties" → "party"; a rough rule that is enough to compare counted nouns."""
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun[:-1]
    return noun
