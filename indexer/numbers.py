"""Numbers as orders print them: "14", "fourteen", "fourteen (14)", "10,000"."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNITS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

VALUES: dict[str, int] = {word: value for value, word in enumerate(_UNITS)}
VALUES.update({word: 10 * value for value, word in enumerate(_TENS, start=2)})
VALUES.update({"fourty": 40, "ninty": 90})  # misspellings that orders print

_SMALL = "|".join(sorted((word for word in VALUES if VALUES[word] < 20), key=len, reverse=True))
_TEN = "|".join(sorted((word for word in VALUES if VALUES[word] >= 20), key=len, reverse=True))
_BELOW_100 = rf"(?:(?:{_TEN})(?:[-\s](?:{_SMALL})\b)?|(?:{_SMALL})\b)"

WORDS = rf"(?:(?:{_SMALL})[-\s]hundred(?:(?:\sand)?[-\s]{_BELOW_100})?|{_BELOW_100})"
DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,7})"

# "twenty-one (21)", "TEN (10)", "one(1)"; the other way about, "21 (twenty-one)"; either alone.
NUMBER = rf"(?:{WORDS}(?:\s?\(\s?{DIGITS}\s?\))?|{DIGITS}(?:\s?\(\s?{WORDS}\s?\))?)"

_IN_WORDS = re.compile(WORDS, re.I)
_IN_DIGITS = re.compile(DIGITS)


class Number(NamedTuple):
    """A number read. disagrees: it is printed twice, in words and figures, with two values; `value` is then
    the smaller."""

    value: int
    disagrees: bool = False


def read_number(printed: str) -> Number | None:
    """The value of `printed`, which is a match of NUMBER; None where it is not one."""
    values = []
    if found := _IN_WORDS.search(printed):
        values.append(_spelled(found.group()))
    if found := _IN_DIGITS.search(printed):
        values.append(int(found.group().replace(",", "")))
    if not values:
        return None
    return Number(min(values), disagrees=len(set(values)) > 1)


def _spelled(words: str) -> int:
    total = 0
    for word in re.split(r"[-\s]+", words.casefold()):
        if word == "hundred":
            total *= 100
        else:
            total += VALUES.get(word, 0)
    return total
