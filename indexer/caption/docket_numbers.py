"""Docket numbers: found as printed, taken apart, and made comparable.

Normal form, after CM/ECF: office ":" two-digit year "-" type "-" serial of five digits, "1:16-cv-01234".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.lazy import lazy
from indexer.orders import DocketNumber

# CM/ECF's case types and what dockets print for them.
_TYPES = {
    "c": "cv", "cv": "cv", "civ": "cv", "civil": "cv",
    "cr": "cr", "crim": "cr", "criminal": "cr",
    "mj": "mj", "m": "mj", "mc": "mc", "misc": "mc", "md": "md", "mdl": "md",
    "bk": "bk", "ap": "ap", "adv": "ap", "po": "po", "mb": "mb", "sw": "sw", "gj": "gj",
}  # fmt: skip
_TYPE = r"(?:cv|civ|civil|crim|cr|mj|mc|misc|md|mdl|bk|ap|adv|po|mb|sw|gj)"
_DASH = r"\s?[-–—]\s?"

# Each form stands beside what it must match whole; the tests are made of these lists.
_FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        # The office may be letters in Texas: "SA-19-CV-00123", "MO:19-CV-00017".
        rf"(?:(?P<office>\d{{1,2}})\s?:\s?|(?:[A-Z]{{1,2}}[-:]))?(?P<year>(?:19|20)?\d\d){_DASH}"
        rf"(?P<type>{_TYPE}|[a-z]{{2}}){_DASH}(?P<serial>\d{{1,6}})(?!\d)",
        ("1:21-cv-01234", "2:14-cv-0567", "3:20-CV-089", "4:13-CR-00123", "17-cv-4321", "SA-19-CV-00123"),
    ),
    (
        rf"(?P<office>\d)\s?:\s?(?P<year>\d\d)\s?(?P<type>{_TYPE})\s?-?(?P<serial>\d{{1,6}})(?!\d)",
        ("4:09CV3160", "8:19cv123", "1:12 CV 345"),
    ),
    (
        r"(?P<year>\d\d)\s?(?P<type>civ|cr|crim|cv|mc|md|misc)\.?\s?(?P<serial>\d{2,5})(?!\d)",
        ("18 Civ. 1234", "17 Cr. 548", "09 MD 2013"),
    ),
    (
        # The Central District of California puts its division before the type: "EDCV".
        r"(?<![A-Za-z])(?:(?-i:[A-Z]{2})(?=CV|CR))?(?P<type>(?-i:C|CV|CR|CIV|MC|MJ|Civ\.|Cr\.))[\s-]?"
        r"(?P<year>\d\d)-(?P<serial>\d{2,6})(?!\d)",
        ("CV19-00061", "EDCV 20-1234", "CV 06-3141", "C 09-01234", "CR-18-422", "C11-2214"),
    ),
    (
        r"(?-i:(?P<initials>[A-Z]{2,4}))[\s-](?P<year>\d\d)-(?P<serial>\d{2,5})(?!\d)",
        ("ABC-21-0748", "ABC 21-748", "RQB-19-01234"),
    ),
    (
        r"(?P<year>\d\d)\s(?P<type>(?-i:C|CV|CR))\s(?P<serial>\d{2,5})(?!\d)",
        ("19 C 1234", "19 CR 123"),
    ),
    (
        r"(?P<year>\d\d)-(?P<serial>\d{3,6})(?!\d|-\d)",
        ("20-1234", "19-10343"),
    ),
)
EXAMPLES: tuple[str, ...] = tuple(example for _, examples in _FORMS for example in examples)
# Lines without a docket number of the order's own: other papers, statutes, telephones, dates.
NEAR_MISSES: tuple[str, ...] = (
    "(ECF No. 28)", "42 U.S.C. § 1983", "Superior Court Case No. 16F-02040", "(212) 805-0286", "Doc. 43 at 1:19-20",
    "11-25-08", "Room 20-1234", "pages 14-cv", "Bar No. 179258",
)  # fmt: skip

# Judges' initials and other tails: "-ABC-DEF (PC)", " GEB AC P", "-CAS(JCx)", "(2)". Words are no tails.
_TAIL = lazy(
    r"(?:(?<=\d)([A-Z]{1,4}x?)(?!\w)|\s?[-–—/]\s?(\d{0,2}[A-Z][A-Za-z]{0,3}|\d{1,2})(?!\w)|"
    r"\s?\(([A-Z][A-Za-z/]{0,6}|\d{1,3})\)"
    r"|\s((?!(?:AND|ON|OF|TO|IN|RE|FOR|BY|V|VS|AT|THE|OR|AS|JS)\b)[A-Z]{1,3}x?)(?![\w.'’]))"
)
# What stands before the number in a caption. Without it, forms that could be anything ("20-1234") do not count.
_LABEL = lazy(
    r"\b(?:(?:(?P<civil>civil|civ\.?)|(?P<criminal>criminal|crim\.?|cr\.)|adv(?:ersary)?\.?|bankruptcy|"
    r"misc\w{0,9}\.?|mdl)?"
    r"\s?(?:(?:case|action|docket|proceeding|cause|file)\s?)?(?:numbers?|nos?\s?[.,:]|nos?(?=[\s:])|#)"
    r"|case(?=\s?:?\s\d)|civil\s(?:action|case)(?=\s?:?\s\w{0,4}[\d-]))\s?[.:]*\s*",
    re.I,
)
_SURE = tuple(lazy(form, re.I) for form, _ in _FORMS[:4])
_LABELLED = tuple(lazy(form, re.I) for form, _ in _FORMS)


@dataclass(frozen=True, slots=True)
class FoundDocketNumber:
    """A docket number at `[start, end)` of a text; `label` is where its label begins ("Case No.")."""

    start: int
    end: int
    label: int
    number: DocketNumber


def read_docket_number(printed: str) -> DocketNumber | None:
    """The parts of a docket number that stands alone, in any of the forms in `EXAMPLES`; None: none."""
    printed = printed.strip()
    for form in _LABELLED:
        match = form.match(printed)
        if match:
            end, suffixes = _tail(printed, match.end())
            return _number(match, printed[match.start() : end], suffixes, None) if end == len(printed) else None
    return None


def find_docket_number(line: str) -> FoundDocketNumber | None:
    """The first docket number of a caption's line: after a label in any form, without one at the line's
    start or alone in a form that is surely a docket number ("1:11-cv-01345-ABC-DEF-PC")."""
    for label in _LABEL.finditer(line):
        for form in _LABELLED:
            match = form.match(line, label.end())
            if match:
                kind = "cv" if label.group("civil") or "civil" in label.group().casefold() else None
                kind = "cr" if label.group("criminal") else kind
                end, suffixes = _tail(line, match.end())
                number = _number(match, line[match.start() : end], suffixes, kind)
                return FoundDocketNumber(match.start(), end, label.start(), number)
    for form in _SURE:
        match = form.search(line)
        if match and (match.start() == 0 or not line[match.start() - 1].isalnum()):
            end, suffixes = _tail(line, match.end())
            number = _number(match, line[match.start() : end], suffixes, None)
            return FoundDocketNumber(match.start(), end, match.start(), number)
    return None


def complete(number: DocketNumber, stamped: str | None) -> DocketNumber:
    """`number` with the office and type of the CM/ECF stamp's, where year and serial say they are one case."""
    other = read_docket_number(stamped) if stamped else None
    if other is None or (other.year, other.serial) != (number.year, number.serial):
        return number
    office = number.office if number.office is not None else other.office
    return with_type(replace(number, office=office), number.type or other.type)


def with_type(number: DocketNumber, kind: str | None) -> DocketNumber:
    """`number` with a type that stands elsewhere: in the stamp, in the court's name."""
    return replace(number, type=kind, normal=_normal(number.office, number.year, kind, number.serial))


def _tail(text: str, start: int) -> tuple[int, tuple[str, ...]]:
    suffixes: list[str] = []
    while len(suffixes) < 6:
        match = _TAIL.match(text, start)
        if not match:
            break
        suffixes.append(next(part for part in match.groups() if part))
        start = match.end()
    return start, tuple(suffixes)


def _number(match: re.Match[str], printed: str, suffixes: tuple[str, ...], kind: str | None) -> DocketNumber:
    part = match.groupdict()
    named = (part.get("type") or "").casefold().strip(".")
    kind = _TYPES.get(named, named) or kind
    digits = int(part["year"] or 0)
    year = digits if digits > 99 else digits + (2000 if digits < 70 else 1900)
    office = int(part["office"]) if part.get("office") else None
    serial = int(part["serial"] or 0)
    if part.get("initials"):
        suffixes = (part["initials"] or "", *suffixes)
    return DocketNumber(printed.strip(), office, year, kind, serial, suffixes, _normal(office, year, kind, serial))


def _normal(office: int | None, year: int | None, kind: str | None, serial: int | None) -> str | None:
    """None where the type is not known. Without an office the number begins with its year."""
    if year is None or serial is None or not kind:
        return None
    number = f"{year % 100:02d}-{kind}-{serial:05d}"
    return f"{office}:{number}" if office is not None else number
