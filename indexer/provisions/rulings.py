"""What a sentence decides: disposition, the motion or request it decides, its docket number in the case.

Three forms are read: passive ("Plaintiff's motion is DENIED"), participle, as clerks write docket text ("ORDER
granting in part 50 Motion for Reconsideration"), and active ("the Court will take this motion under
advisement"). `FORMS` holds each with phrases that it must find and that it must not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import PatternGroup, lazy

_ADV = r"(?:\s+(?:hereby|therefore|also|further|administratively|now|accordingly|likewise|preliminarily|,|in\s+part))*"
_IN_PART = (
    r"(?:\s+in\s+part"
    r"(?:\s*(?:,|and|,\s+and)?\s*(?:denied|denying|den(?:ies|y)|granted|granting|grants?)\s+in\s+part)?)?"
)
_HOW = (
    r"(?:\s+(?:as\s+(?:moot|untimely|premature|superseded|unopposed)|with(?:out)?\s+prejudice|"
    r"with\s+leave\s+to\s*amend|in\s+(?:its|their)\s+entirety|without\s+leave\s+to\s+amend))*"
)
_WORDS = (
    "granted|denied|dismissed|overruled|sustained|stayed|vacated|adopted|quashed|stricken|struck|withdrawn|"
    "extended|continued|rescheduled|adjourned|postponed|referred|terminated|moot|affirmed|remanded|closed|lifted|"
    "removed|awarded|reset|approved|rejected|dissolved|superseded|accepted"
)
_GERUNDS = {
    "granting": "granted",
    "denying": "denied",
    "dismissing": "dismissed",
    "overruling": "overruled",
    "sustaining": "sustained",
    "staying": "stayed",
    "vacating": "vacated",
    "adopting": "adopted",
    "quashing": "quashed",
    "striking": "stricken",
    "extending": "extended",
    "continuing": "continued",
    "rescheduling": "rescheduled",
    "affirming": "affirmed",
    "modifying": "modified",
    "approving": "approved",
    "terminating": "terminated",
    "referring": "referred",
    "remanding": "remanded",
    "accepting": "accepted",
}
_VERBS = {
    "grants": "granted",
    "denies": "denied",
    "dismisses": "dismissed",
    "overrules": "overruled",
    "sustains": "sustained",
    "stays": "stayed",
    "vacates": "vacated",
    "adopts": "adopted",
    "quashes": "quashed",
    "strikes": "stricken",
    "extends": "extended",
    "continues": "continued",
    "declines": "denied",
    "approves": "approved",
    "rejects": "rejected",
    "awards": "awarded",
    "refers": "referred",
}
_ECF = re.compile(
    r"\b(?:ECF|Doc(?:ket|ument)?|Dkt|DI|Filing)\.?\s*(?:No\.?|Nos\.?|#)?\s*(\d{1,4})\b|^\s*(\d{1,4})\s+(?=[A-Z])", re.I
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """start, end: the words in the sentence. disposition: "denied", "granted in part and denied in part", ...

    qualifier: "as moot", "without prejudice", ""; motion: what was decided, as printed; ecf: its number in
    the case, None where none is printed."""

    start: int
    end: int
    disposition: str
    qualifier: str
    motion: str
    ecf: str | None


@dataclass(frozen=True, slots=True)
class RulingForm:
    """One way in which a ruling is worded."""

    name: str
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    ignores: tuple[str, ...]


FORMS: tuple[RulingForm, ...] = (
    RulingForm(
        "passive",
        lazy(
            rf"\b(?:is|are|be|was|were|stands?|been){_ADV}\s+(?P<word>{_WORDS}){_IN_PART}{_HOW}\b"
            rf"(?!\s+(?:leave|permission)\b)",
            re.IGNORECASE,
            needs=" " + _WORDS.replace("|", " | ") + " ",
        ),
        ("The motion (ECF No. 4) is GRANTED IN PART", "The complaint is DISMISSED WITH LEAVE TO AMEND"),
        ("He denied it", "Plaintiff is GRANTED leave to amend"),
    ),
    RulingForm(
        "participle",
        lazy(
            rf"\b(?P<word>{'|'.join(_GERUNDS)}){_IN_PART}{_HOW}\b(?=\s+(?:\S+\s+)?\S)",
            re.IGNORECASE,
            " " + " | ".join(_GERUNDS) + " ",
        ),
        ("ORDER granting 62 Motion to Stay", "denying 514 Motion for Oral Argument"),
        ("The parties grant it",),
    ),
    RulingForm(
        "active",
        lazy(
            rf"\b(?:court|judge|undersigned)(?:\s+(?:hereby|therefore|also|now|further|accordingly))*\s+"
            rf"(?P<word>{'|'.join(_VERBS)}){_IN_PART}{_HOW}\b",
            re.IGNORECASE,
            needs=" " + " | ".join(_VERBS) + " ",
        ),
        ("The Court denies the request", "the court adopts the R&R"),
        ("Defendant denies the allegation",),
    ),
    RulingForm(
        "advisement",
        lazy(
            r"\b(?:will\s+)?(?P<word>take[sn]?)\b[^.;]{0,60}?\bunder\s+advisement\b",
            re.IGNORECASE,
            " under advisement ",
        ),
        ("The Court will take this Motion under advisement",),
        ("take a seat",),
    ),
    RulingForm(
        "not considered",
        lazy(
            r"\b(?:court|judge|undersigned)\s+(?:shall|will|does|need)\s+not\s+(?:now\s+)?"
            r"(?P<word>consider|rule|reach|address|decide|require|grant)\b",
            re.IGNORECASE,
            needs=" shall not | will not | does not | need not ",
        ),
        ("the court shall not consider the letter", "the court will not require one"),
        ("the court shall consider the letter",),
    ),
)


_PATTERNS = PatternGroup(form.pattern for form in FORMS)


def find_rulings(sentence: str) -> list[Ruling]:
    """The rulings in `sentence`, from left to right; two readings of the same words count once."""
    found: list[Ruling] = []
    for number, pattern in _PATTERNS.likely(sentence):
        form = FORMS[number]
        for match in pattern.finditer(sentence):
            if any(match.start() < other.end and match.end() > other.start for other in found):
                continue
            if form.name == "passive" and _hypothetical(sentence, match.start()):
                continue
            if form.name == "participle" and not _HEADED.search(sentence[: match.start()]):
                continue
            found.append(_ruling(form.name, match, sentence))
    found.sort(key=lambda ruling: ruling.start)
    return found


# A participle decides where an order's own name governs it: "ORDER granting ...", "(2) Dismissing ..."; in "a letter
# referring the court to ..." it does not.
_HEADED = re.compile(
    r"^\W*$|\b(?:ORDER|Order|OPINION|Opinion|DECISION|Decision|JUDGMENT|Judgment|MEMORANDUM|ENTRY|Entry)\b|[;:]\s*\W*$|\(\d\)\s*$"
)
_BARE = re.compile(r"\bbe\b", re.IGNORECASE)
_DECREED = re.compile(r"\b(?:order(?:ed|s)?|adjudged|decreed|will|shall|hereby|is\s+to|are\s+to)\b", re.IGNORECASE)


def _hypothetical(sentence: str, start: int) -> bool:
    """ "recommended that the motion be denied" decides nothing; "ordered that the motion be denied" does."""
    return bool(_BARE.match(sentence, start)) and not _DECREED.search(sentence[max(0, start - 200) : start])


def _ruling(form: str, match: re.Match[str], sentence: str) -> Ruling:
    words = " ".join(match.group().lower().split())
    word = match["word"].lower()
    if form == "advisement":
        disposition = "taken under advisement"
    elif form == "not considered":
        disposition = "not considered" if word in ("consider", "rule", "reach", "address", "decide") else "denied"
    else:
        disposition = _GERUNDS.get(word) or _VERBS.get(word) or word
        if "in part" in words:
            both = re.search(r"grant.*den|den.*grant", words)
            disposition = "granted in part and denied in part" if both else f"{disposition} in part"
    qualifier = " ".join(re.findall(r"as \w+|with(?:out)? prejudice|with(?:out)? leave to ?amend", words))
    before, after = sentence[: match.start()], sentence[match.end() :]
    if form in ("passive",):
        motion = re.split(r"(?:;|\.\s|\bORDERED that|\band (?=the\b)|\bIT IS\b)", before)[-1]
    else:
        motion = re.split(r"(?:;|\.\s|,\s+and\s+(?=\w+ing\b)|\bby\s+(?=\w+\s+Judge)|\bIT IS\b|\(\d\)\s)", after)[0]
    ecf = _ECF.search(motion)
    number = next((group for group in ecf.groups() if group), None) if ecf else None
    return Ruling(match.start(), match.end(), disposition, qualifier, motion.strip(" ,.;:"), number)
