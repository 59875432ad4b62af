"""Telephone numbers, e-mail addresses, people to reach, and places, as an order prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy

_PHONE = lazy(
    r"(?<![\d-])(?:\+?1[\s.-])?(?:\(\d{3}\)\s?|\d{3}[\s.-])\d{3}[\s.-]\d{4}(?:\s*(?:x|ext\.?)\s*\d+)?(?![\d-])"
)
# The end of a telephone number, which is quickly looked for.
_SEVEN_DIGITS = re.compile(r"\d{3}[\s.-]\d{4}")
_EMAIL = lazy(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}\b")
_ROLE = lazy(
    r"\b(?i:courtroom\s+deputy|deputy\s+clerk|law\s+clerk|clerk\s+of\s+(?:the\s+)?court|clerk|chambers|"
    r"magistrate\s+judge|district\s+judge|judge|mediator|court\s+reporter|case\s+manager)\b"
    r"(?:\s+[A-Z][\w.'’-]+){0,4}"
)
_NAME = r"[A-Z][\w.'’&-]{0,60}(?:\s+(?:[A-Z][\w.'’&-]{0,60}|of|the|and)){0,8}"
_STREET = (
    r"\d{1,5}\s+(?:[NSEW]\.?\s+|North\s+|South\s+|East\s+|West\s+)?(?:[A-Z0-9][\w.'’-]{0,60}\s+){1,4}"
    r"(?:Street|St\.?|Avenue|Ave\.?|Square|Sq\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Dr\.?|Plaza|Way|Lane|Place|"
    r"Parkway|Highway|Court(?!room))"
)
_ROOM = (
    r"(?:[A-Z][\w.'’]{0,60}\s+){0,4}(?:Courtroom|courtroom|Room|room|Suite|Chambers|Floor)"
    r"(?:\s+(?:No\.\s*)?[A-Z]?\d+[A-Z]?)?(?:\s+\([A-Z]{2,4}\))?"
)
_HOUSE = r"(?:the\s+)?(?:[A-Z][\w.'’]{0,60}\s+){0,8}(?:U\.\s?S\.\s+)?(?:Courthouse|Court\s?house|Federal\s+Building)"
_CITY = (
    r"[A-Z][a-z]+(?:\s+[A-Z][a-z]+){0,2},?\s+(?:[A-Z]{2}\b|[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?)(?:,?\s+\d{5}(?:-\d{4})?)?"
)
_COURT = (
    r"(?:the\s+)?United\s+States\s+District\s+Court"
    r"(?:\s+for\s+the\s+[A-Z]\w+\s+District\s+of\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?"
)
_PIECE = rf"(?:{_ROOM}|{_HOUSE}|{_STREET}|{_COURT}|{_CITY}|{_NAME}(?=,\s+\d))"
_MORE = rf"(?:(?:,\s*|\s+(?:of|at|in)\s+(?:the\s+)?){_PIECE})*"
_PLACE = lazy(rf"(?:{_ROOM}|{_HOUSE}|{_STREET}){_MORE}")
# The same where no house number stands, with which an address begins.
_ROOM_OR_HOUSE = lazy(
    rf"(?:{_ROOM}|{_HOUSE}){_MORE}"
)
_HOUSE_NUMBER = re.compile(r"\d\s+[A-Z0-9]")
_OFFICE = lazy(
    rf"\b(?:Office|Service|Marshals?|Facility|Prison|Center|Institution)\b[^.,;]{{0,30}}?\bin\s+{_CITY}",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """kind: "telephone" or "email"; name: the person or office it belongs to, None where none is named near."""

    start: int
    end: int
    kind: str
    words: str
    name: str | None


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A room, building or address as printed."""

    start: int
    end: int
    words: str


def find_contacts(text: str) -> list[Contact]:
    """Telephone numbers and e-mail addresses, with the role or name that stands before each."""
    found = []
    for kind, pattern in (("telephone", _PHONE), ("email", _EMAIL)):
        if pattern is _PHONE and not _SEVEN_DIGITS.search(text):
            continue
        for match in pattern.finditer(text):
            roles = list(_ROLE.finditer(text, max(0, match.start() - 160), match.start()))
            name = roles[-1].group().strip() if roles else None
            found.append(Contact(match.start(), match.end(), kind, match.group(), name))
    return sorted(found, key=lambda contact: contact.start)


def find_places(text: str) -> list[PlaceFound]:
    """Rooms, court-houses and street addresses; neighbouring pieces make one place."""
    place = _PLACE if _HOUSE_NUMBER.search(text) else _ROOM_OR_HOUSE
    found = [PlaceFound(m.start(), m.end(), m.group().strip(" ,")) for m in place.finditer(text)]
    for match in _OFFICE.finditer(text):
        if not any(place.start < match.end() and match.start() < place.end for place in found):
            found.append(PlaceFound(match.start(), match.end(), match.group()))
    return [place for place in found if len(place.words) > 6]
