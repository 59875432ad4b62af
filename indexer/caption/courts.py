"""The federal courts: districts with the state that each sits in, circuits, and how captions name them.

Districts: 28 U.S.C. §§ 81-131; Guam 48 U.S.C. § 1424, Virgin Islands § 1611, Northern Mariana Islands
§ 1821. Seats of the circuits' clerks: 28 U.S.C. § 48 (Fed. R. App. P. 26(a)(6)(C) counts that state's holidays).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from indexer.lazy import lazy, remembered

# State, postal code, abbreviation in citations, its districts ("" where the state is one district).
_STATES = (
    ("Alabama", "AL", "Ala.", "NMS"),
    ("Alaska", "AK", "Alaska", ""),
    ("Arizona", "AZ", "Ariz.", ""),
    ("Arkansas", "AR", "Ark.", "EW"),
    ("California", "CA", "Cal.", "NECS"),
    ("Colorado", "CO", "Colo.", ""),
    ("Connecticut", "CT", "Conn.", ""),
    ("Delaware", "DE", "Del.", ""),
    ("Columbia", "DC", "D.C.", ""),
    ("Florida", "FL", "Fla.", "NMS"),
    ("Georgia", "GA", "Ga.", "NMS"),
    ("Guam", "GU", "Guam", ""),
    ("Hawaii", "HI", "Haw.", ""),
    ("Idaho", "ID", "Idaho", ""),
    ("Illinois", "IL", "Ill.", "NCS"),
    ("Indiana", "IN", "Ind.", "NS"),
    ("Iowa", "IA", "Iowa", "NS"),
    ("Kansas", "KS", "Kan.", ""),
    ("Kentucky", "KY", "Ky.", "EW"),
    ("Louisiana", "LA", "La.", "EMW"),
    ("Maine", "ME", "Me.", ""),
    ("Maryland", "MD", "Md.", ""),
    ("Massachusetts", "MA", "Mass.", ""),
    ("Michigan", "MI", "Mich.", "EW"),
    ("Minnesota", "MN", "Minn.", ""),
    ("Mississippi", "MS", "Miss.", "NS"),
    ("Missouri", "MO", "Mo.", "EW"),
    ("Montana", "MT", "Mont.", ""),
    ("Nebraska", "NE", "Neb.", ""),
    ("Nevada", "NV", "Nev.", ""),
    ("New Hampshire", "NH", "N.H.", ""),
    ("New Jersey", "NJ", "N.J.", ""),
    ("New Mexico", "NM", "N.M.", ""),
    ("New York", "NY", "N.Y.", "NSEW"),
    ("North Carolina", "NC", "N.C.", "EMW"),
    ("North Dakota", "ND", "N.D.", ""),
    ("Northern Mariana Islands", "MP", "N. Mar. I.", ""),
    ("Ohio", "OH", "Ohio", "NS"),
    ("Oklahoma", "OK", "Okla.", "NEW"),
    ("Oregon", "OR", "Or.", ""),
    ("Pennsylvania", "PA", "Pa.", "EMW"),
    ("Puerto Rico", "PR", "P.R.", ""),
    ("Rhode Island", "RI", "R.I.", ""),
    ("South Carolina", "SC", "S.C.", ""),
    ("South Dakota", "SD", "S.D.", ""),
    ("Tennessee", "TN", "Tenn.", "EMW"),
    ("Texas", "TX", "Tex.", "NSEW"),
    ("Utah", "UT", "Utah", ""),
    ("Vermont", "VT", "Vt.", ""),
    ("Virgin Islands", "VI", "V.I.", ""),
    ("Virginia", "VA", "Va.", "EW"),
    ("Washington", "WA", "Wash.", "EW"),
    ("West Virginia", "WV", "W. Va.", "NS"),
    ("Wisconsin", "WI", "Wis.", "EW"),
    ("Wyoming", "WY", "Wyo.", ""),
)
_PARTS = {"N": "Northern", "E": "Eastern", "S": "Southern", "W": "Western", "M": "Middle", "C": "Central"}
# Territorial courts are no "District of": "District Court of Guam".
_TERRITORIES = frozenset({"GU", "VI", "MP"})

# Number of the circuit, the state of its clerk's office.
_CIRCUITS = (
    ("First", "MA"),
    ("Second", "NY"),
    ("Third", "PA"),
    ("Fourth", "VA"),
    ("Fifth", "LA"),
    ("Sixth", "OH"),
    ("Seventh", "IL"),
    ("Eighth", "MO"),
    ("Ninth", "CA"),
    ("Tenth", "CO"),
    ("Eleventh", "GA"),
    ("District of Columbia", "DC"),
    ("Federal", "DC"),
)
_OTHERS = (
    ("Supreme Court of the United States", "DC"),
    ("United States Court of Federal Claims", "DC"),
    ("United States Tax Court", "DC"),
    ("United States Court of Appeals for Veterans Claims", "DC"),
    ("United States Court of International Trade", "NY"),
)


@dataclass(frozen=True, slots=True)
class District:
    """A judicial district. name: "Eastern District of California"; state: postal code of where it sits;
    abbreviation: as cited, "E.D. Cal."; part: "Eastern", None where the state is one district."""

    name: str
    state: str
    abbreviation: str
    part: str | None
    territory: str


@dataclass(frozen=True, slots=True)
class Court:
    """A court as its caption names it. district: None where it has none (courts of appeals)."""

    name: str
    state: str
    district: str | None = None


def _districts() -> tuple[District, ...]:
    found: list[District] = []
    for name, code, short, parts in _STATES:
        if code in _TERRITORIES:
            full = f"District of {name}" if code == "GU" else f"District of the {name}"
            found.append(District(full, code, f"D. {short}", None, name))
        elif not parts:
            found.append(District(f"District of {name}", code, _cite("D.", short), None, name))
        for part in parts:
            found.append(District(f"{_PARTS[part]} District of {name}", code, _cite(f"{part}.D.", short),
                                  _PARTS[part], name))
    return tuple(found)


def _cite(district: str, state: str) -> str:
    """ "S.D.N.Y." is set close, "E.D. Cal." is not (Bluebook rule 6.1(a): single capitals close up)."""
    return district + state if re.fullmatch(r"(?:[A-Z]\.)+", state) else f"{district} {state}"


DISTRICTS: tuple[District, ...] = _districts()
CIRCUITS: tuple[Court, ...] = tuple(
    Court(f"United States Court of Appeals for the {name} Circuit", state) for name, state in _CIRCUITS
)
OTHER_COURTS: tuple[Court, ...] = tuple(Court(name, state) for name, state in _OTHERS)

_HEAD = lazy(
    r"(?:in\s+the\s+)?(?:(?P<us>(?:united\s+states|u\.?\s?s\.?)\s+)(?P<kind>district|bankruptcy)\s+court"
    r"|(?P<bare>district\s+court)(?=\s+(?:of|for)\b))"
    r"[\s,]*(?:(?:in\s+and\s+)?(?:for|of)\s+)?(?:the\s+)?(?P<rest>.*)",
    re.I | re.S,
)
_DISTRICT = lazy(
    r"(?:(?P<part>northern|eastern|southern|western|middle|central)\s+)?"
    r"district\s+of\s+(?:the\s+)?(?P<state>[a-z. ]+)",
    re.I,
)
# What may follow the district on its line: "FORT WORTH DIVISION", "AT SEATTLE".
_DIVISION = lazy(r"[\s,;:(—–-]+(?:(?:[\w.'’/-]+\s+){0,4}(?:division|div\.)|at\s+\w+(?:\s\w+)?)\W*", re.I)
# No court's name has a digit: OCR reads "N0RTHERN".
_DIGITS = str.maketrans("015", "OIS")
# Likeness (0 to 100) that a misread state must reach, and by how much the next state must fall behind:
# one letter of "MARYLAND" misread gives 88; "NORTH DAKOTA" and "SOUTH DAKOTA" lie 83 apart from each other.
_ALIKE = 85.0
_APART = 5.0


@remembered
def read_court(printed: str) -> Court | None:
    """The court that `printed` names and nothing else names beside it, None where it is something else.

    "UNITED STATES DISTRICT COURT FOR THE EASTERN DISTRICT OF CALIFORNIA" gives its usual name and "CA".
    A district that is not printed leaves `state` empty: "UNITED STATES DISTRICT COURT".
    """
    words = re.sub(r"[^\w.'&,;:()—–/ -]", " ", printed)
    words = re.sub(r"\s+", " ", words).strip(" .,:;-")
    if len(words) > 200:
        return None
    if court := _BY_NAME.get(_bare(words)):
        return court
    match = _HEAD.fullmatch(words)
    if not match:
        return None
    kind = (match.group("kind") or "District").title()
    rest = match.group("rest")
    if not rest:
        return Court(f"United States {kind} Court", "") if match.group("us") else None
    district = find_district(rest)
    if district is None:
        return None
    if district.state in _TERRITORIES and kind == "District":
        return Court(_territorial(district), district.state, district.name)
    if match.group("us") is None:
        return None
    return Court(f"United States {kind} Court for the {district.name}", district.state, district.name)


@remembered
def find_district(printed: str) -> District | None:
    """The district that `printed` names ("EASTERN DISTRICT OF CALIFORNIA", a division after it allowed,
    a letter misread by OCR allowed in the state's name), None where it names none."""
    words = re.sub(r"\s+", " ", printed.translate(_DIGITS)).strip(" .,:;-")
    if district := _DISTRICT_BY_NAME.get(_bare(words)):
        return district
    match = _DISTRICT.match(words)
    if not match:
        return None
    part = match.group("part").title() if match.group("part") else None
    named = match.group("state").casefold()
    of_part = [district for district in DISTRICTS if district.part == part]
    for district in of_part:
        if re.match(re.escape(district.territory.casefold()) + r"\b", named):
            rest = words[match.start("state") + len(district.territory) :]
            return district if _DIVISION.fullmatch(rest) else None
    named = re.sub(r"\s+\S+\s+division\W*$", "", named)
    scores = sorted(
        ((fuzz.ratio(named, district.territory.casefold()), district.name, district) for district in of_part),
        reverse=True,
    )
    if len(scores) > 1 and scores[0][0] >= _ALIKE and scores[0][0] - scores[1][0] >= _APART:
        return scores[0][2]
    return None


def _territorial(district: District) -> str:
    return {
        "GU": "District Court of Guam",
        "VI": "District Court of the Virgin Islands",
        "MP": "United States District Court for the Northern Mariana Islands",
    }[district.state]


def _bare(name: str) -> str:
    """A name without case, blanks, points and the small words that captions add or leave out."""
    return re.sub(r"\b(?:in|for|the)\b|\W+", "", name.casefold())


_BY_NAME = {_bare(court.name): court for court in (*CIRCUITS, *OTHER_COURTS)}
_DISTRICT_BY_NAME = {_bare(district.name): district for district in DISTRICTS} | {
    _bare(district.territory): district for district in DISTRICTS if district.state in _TERRITORIES
}
