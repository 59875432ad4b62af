"""What the words of an answer look like, by what a question asks for: a date for "when", an address for "where".

A cue raises a passage that could answer over one that only speaks of the same things. The first cue of the table
that fits the question counts. Every cue stands beside passages that it must find and must not find; the tests are
made from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.question.kinds import Asks
from assistant.question.question import Modality, Question
from indexer.provisions.dispositions import alternatives

_NUMBER = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"eighteen|twenty(?:-\w+)?|thirty|forty(?:-\w+)?|sixty|ninety)"
)
_DATE = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)\s+\d{1,2}\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|"
    r"\b\d{1,2}(?:st|nd|rd|th)\s+day\s+of\b"
)
_CLOCK = r"\b\d{1,2}(?::\d\d)?\s*[ap]\.?\s?m\b|\bnoon\b|\bmidnight\b"
_PERIOD = rf"\b{_NUMBER}\s*(?:\(\d+\)\s*)?(?:\w+\s+)?(?:hours?|days?|weeks?|months?|years?)\b"
# What a question counts in (`Question.units`) → how a passage prints it behind its number.
_UNITS = {
    "page": r"pages?", "word": r"words?", "minute": r"minutes?", "hour": r"hours?", "day": r"days?", "week": r"weeks?",
    "month": r"months?", "year": r"years?", "mile": r"miles?", "foot": r"feet|foot", "inch": r"inch(?:es)?",
    "time": r"times?", "rate": r"times?|(?:per|each|every)\s+\w+",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """asks, modality: of the questions that it is for; question: what their words must have besides, None for
    nothing. finds: what a passage must have. examples: passages that it finds; near: that it must not find."""

    name: str
    asks: tuple[Asks, ...]
    finds: re.Pattern[str]
    examples: tuple[str, ...]
    near: tuple[str, ...]
    question: re.Pattern[str] | None = None
    modality: Modality | None = None


def _cue(
    name: str, asks: tuple[Asks, ...], finds: str, examples: tuple[str, ...], near: tuple[str, ...],
    question: str | None = None, modality: Modality | None = None,
) -> Cue:  # fmt: skip
    asked = re.compile(question, re.IGNORECASE) if question else None
    return Cue(name, asks, re.compile(finds, re.IGNORECASE), examples, near, asked, modality)


_PAPER = r"\b(?:order|ruling|decision|opinion|this|it)\b"
_MADE = r"\b(?:sign(?:s|ed)?|enter(?:s|ed)?|issue[sd]?|dated?|author(?:ed)?|wrote)\b"

CUES: tuple[Cue, ...] = (
    _cue(
        "signature",
        ("who", "when", "metadata_date"),
        r"/s/|\bdated?\s*:|\bjudge\s*$|\bso\s+ordered\b[^.]{0,60}\bday\b|\bsigned\b|\bday\s+of\b",
        ("Dated: March 3, 2020", "ANN LAKE\nUNITED STATES DISTRICT JUDGE", "SO ORDERED, this the 3rd day of May."),
        ("The judge will hold a hearing.", "The letter is due on March 3, 2020."),
        question=rf"{_MADE}.*{_PAPER}|{_PAPER}.*{_MADE}|\b(?:judge|magistrate)\b",
    ),
    _cue(
        "time",
        ("when",),
        f"{_DATE}|{_CLOCK}|{_PERIOD}",
        ("It is set for May 3 at 2:00 p.m.", "within fourteen (14) days", "due 5/12/21", "five court days before"),
        ("The parties may ask for a conference.", "See Rule 26."),
    ),
    _cue(
        "place",
        ("where",),
        r"\b(?:courtroom|courthouse|room|suite|floor|building|chambers|zoom|telephon\w+|video\w*)\b|"
        r"\b\d+\s+(?:[a-z]+\s+){1,3}(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|way|plaza|square)\b",
        ("It will be held in Courtroom 4.", "at 12 North Main Street, Springfield"),
        ("The hearing is on May 3.",),
    ),
    _cue(
        "contact",
        ("contact",),
        r"\d{3}\)?[-.\s]+\d{3}[-.\s]\d{4}|\S@\S",
        ("call (555) 010-2000", "write to clerk@court.example"),
        ("Counsel must call the court by May 3, 2021.",),
    ),
    _cue(
        "consequence",
        ("consequence",),
        r"\b(?:sanction\w*|dismiss\w*|failure|fails?|default|results?|contempt|warned|cancel\w*|stricken|strike|"
        r"waive[drs]?|"
        r"waiver|penalt\w+|consequences?|noncompl\w+|denied|assess|forfeit\w*|without\s+further\s+notice)\b",
        ("Failure to appear may result in sanctions.", "An untimely motion will be stricken."),
        ("The parties shall appear.",),
    ),
    _cue(
        "contents",
        ("contents",),
        r":\s*$|\b(?:following|set(?:s|ting)?\s+forth|includ(?:e|es|ing)|contain\w*|address\w*|identify\w*|stat(?:e|"
        r"ing)|"
        r"specify\w*|describ\w+)\b|\(a\)|\b1\)",
        ("The letter shall set forth the following:", "It must include the names of all witnesses."),
        ("The letter is due on May 3.",),
    ),
    _cue(
        "ruling",
        ("ruling",),
        rf"\b(?:{alternatives('participle')}|{alternatives('gerund')}|{alternatives('present')}|grant|deny|not\s+consider)\b",
        ("The motion is DENIED.", "The court grants it in part."),
        ("The motion was filed on May 3.",),
    ),
    _cue(
        "reason",
        ("why",),
        r"\b(?:because|since|reasons?|therefore|thus|inasmuch|due\s+to|given|good\s+cause|failed|fails?|no\s+evidence|"
        r"mistaken|not\s+appropriate)\b",
        ("It is denied because it is late.", "Plaintiff failed to sign it."),
        ("It is denied.",),
    ),
    _cue(
        "meaning",
        ("definition",),
        r"\b(?:means?|defined|refers?\s+to|includes?)\b|[\"“(]",
        ("“Records” means any writing.", "the records (the “Records”)"),
        ("Produce the records.",),
    ),
    _cue(
        "duty",
        ("yes_no",),
        r"\b(?:shall|must|required?|requires|obligations?|need\s+not|relieved|ordered|directed|excused|necessary|"
        r"mandatory|"
        r"encouraged)\b",
        ("Both parties must sign it.", "A reply is not required."),
        ("They may ask for more time.",),
        modality="must",
    ),
    _cue(
        "leave",
        ("yes_no",),
        r"\b(?:may|permitted|allowed|can|cannot|should\s+not|shall\s+not|no\s+\w+\s+(?:\w+\s+)?(?:may|will|shall)|"
        r"prohibited|"
        r"acceptable|without\s+(?:leave|permission)|not\s+be)\b",
        ("Exhibits may be filed under seal.", "Nobody is permitted to record it."),
        ("They must appear.",),
        modality="can",
    ),
    _cue(
        "outcome",
        ("yes_no",),
        r"\b(?:granted|denied|filed|has|have|had|was|were|ruling)\b",
        ("The request was denied.",),
        ("They shall appear.",),
        modality="did",
    ),
    _cue(
        "future",
        ("yes_no",),
        r"\b(?:will|shall|would)\b",
        ("The court will hold a hearing.",),
        ("The hearing was held.",),
        modality="will",
    ),
)  # fmt: skip

# A yes or no shows less in its words than a date does.
FAINT = frozenset({"duty", "leave", "outcome", "future"})


def cue_of(question: Question) -> tuple[re.Pattern[str], bool] | None:
    """What a passage that answers should have, and whether that is only a faint cue; None: nothing to look for."""
    if question.asks == "quantity":
        return _counted(question.units), False
    for cue in CUES:
        if (
            question.asks in cue.asks
            and cue.modality in (None, question.modality)
            and (cue.question is None or cue.question.search(question.main))
        ):
            return cue.finds, cue.name in FAINT
    return None


@lru_cache(maxsize=256)
def _counted(units: tuple[str, ...]) -> re.Pattern[str]:
    """A number with one of these units; any number where the question has none."""
    if "clock" in units:
        return re.compile(_CLOCK, re.IGNORECASE)
    if "dollar" in units:
        return re.compile(r"\$\s?\d|\bdollars\b|\bfees?\b", re.IGNORECASE)
    behind = "|".join(_UNITS.get(unit, rf"{re.escape(unit)}s?") for unit in units)
    return re.compile(rf"\b{_NUMBER}\b[^.;]{{0,30}}?\b(?:{behind})\b" if behind else rf"\b{_NUMBER}\b", re.IGNORECASE)
