"""A question's words → what is asked: the kind of answer, its subject, the actor, polarity, facts stated.

Nothing here looks at an order. Typing errors are mended against a vocabulary that the caller passes in (the
words of the orders), text-message spelling and abbreviations are written out first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from assistant.question.facts import facts_in
from assistant.question.kinds import Asks, asks_for, unframed
from assistant.question.spelling import mend
from assistant.words.words import Term, normalize, readable, terms
from indexer.quantities import singular

Modality = Literal["can", "must", "will", "did", "is"]
Actor = Literal["asker", "lawyer", "other side", "court", "plaintiff", "defendant"]

_SENTENCES = re.compile(r"(?<=[?!;])\s+(?=\S)|(?<=[a-z0-9]{3}\.)\s+(?=[A-Za-z])|\n+")
# "file it with the clerk" says no more than "file it".
# A docket number says which case is meant; the answerers do not look for it.
_DOCKET = re.compile(r"\b(?:in\s+)?(?:case\s+(?:no\.?\s*)?)?\d:\d\d-[a-z]{2}-\d{3,5}(?:-[\w-]+)?,?", re.IGNORECASE)
_FILED_WITH = re.compile(r"(\bfil(?:e|ed|ing)\b[^.?!]{0,60}?)\s+with\s+the\s+(?:clerk|court)\b", re.IGNORECASE)
_CAN = re.compile(
    r"\b(?:can|could|may|might|cannot|am\s+i\s+allowed|(?:are|is)\s+\w+(?:\s+\w+){0,2}\s+allowed|allowed\s+to|"
    r"is\s+it\s+(?:ok|okay|possible|alright|fine)|permitted|possible|free\s+to)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:(?:have|has|had|need|needs|supposed|required|obligated|obliged|forced|expected)\s+to|must|should|shall|"
    r"required|"
    r"mandatory|necessary|need|requires?|do\s+(?:i|we)\s+(?:file|send|bring|sign|serve|mail|email|pay|submit))\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|would|going\s+to|gonna)\b", re.IGNORECASE)
_DID = re.compile(r"\b(?:did|was|were|has|have|had)\b", re.IGNORECASE)
_FLIPS = re.compile(
    r"\b(?:banned|prohibited|forbidden|barred|off[\s-]limits|illegal|against\s+the\s+rules|not\s+allowed|excused|"
    r"exempt\w*|"
    r"relieved|skip|avoid|get\s+out\s+of|optional|voluntary|rejected|turned\s+down|denied|refused)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never)\s+(?:really\s+)?(?:have|need|required|allowed|supposed|permitted|file|attend|respond|go)\b|"
    r"\bno\s+(?:longer|need)\b",
    re.IGNORECASE,
)
_ACTORS: tuple[tuple[Actor, re.Pattern[str]], ...] = (
    ("lawyer", re.compile(r"\b(?:my|our|his|her|their|the)?\s*(?:own\s+)?(?:lawyers?|attorneys?|counsel)\b", re.I)),
    (
        "other side",
        re.compile(
            r"\b(?:the\s+)?(?:other\s+(?:side|party|guy|lawyer)|opposing\s+(?:party|counsel|side)|opponent)\b", re.I
        ),
    ),
    ("court", re.compile(r"\b(?:the\s+)?(?:court|judge|magistrate)\b", re.I)),
    ("plaintiff", re.compile(r"\bplaintiffs?\b|\bpetitioners?\b", re.I)),
    ("defendant", re.compile(r"\bdefendants?\b|\brespondents?\b|\bdefense\b", re.I)),
)
_UNIT = re.compile(r"\bhow\s+many\s+(?:more\s+|other\s+|additional\s+|total\s+|written\s+)?([a-z]+)", re.IGNORECASE)
_UNITS_OF: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\bpage\s+limits?\b|\bhow\s+many\s+pages\b", re.I), ("page",)),
    (re.compile(r"\bword\s+limits?\b", re.I), ("word",)),
    (re.compile(r"\bhow\s+often\b|\bhow\s+frequently\b", re.I), ("rate", "time")),
    (re.compile(r"\bhow\s+late\b|\bwhat\s+time\b", re.I), ("clock",)),
    (
        re.compile(r"\bhow\s+(?:long|soon|short)\b|\btime\s+limits?\b|\bhow\s+much\s+(?:more\s+)?time\b", re.I),
        ("page", "minute", "hour", "day", "week", "month", "year", "word"),
    ),
    (re.compile(r"\bhow\s+much\b|\bfees?\b|\bcosts?\b|\bprice\b|\bamount\b|\bfine\b|\bbond\b", re.I), ("dollar",)),
    (re.compile(r"\bhow\s+(?:big|large|far)\b", re.I), ("dollar", "page", "mile", "foot", "inch")),
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read. text: as asked; normal: written out, mended, lower case kept as typed.

    main: the sentence that asks. terms: content terms of the main sentence; context: those of the rest.
    units: what a quantity must be counted in, empty where any will do.
    """

    text: str
    normal: str
    main: str
    asks: Asks
    terms: tuple[Term, ...]
    context: tuple[Term, ...] = ()
    modality: Modality | None = None
    past: bool = False
    flips: bool = False
    negated: bool = False
    actor: Actor | None = None
    units: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    mended: tuple[tuple[str, str], ...] = ()


def read_question(
    text: str, vocabulary: frozenset[str] = frozenset(), facts: Mapping[str, str] | None = None
) -> Question:
    """Read a question; `vocabulary` holds lower-case words that are spelled as they should be."""
    normal, mended = mend(unframed(normalize(readable(text).strip())), vocabulary)
    normal = _FILED_WITH.sub(r"\1", normal)
    main, rest = _main_sentence(_DOCKET.sub(" ", normal).strip(" ,"))
    if facts and "," in main:
        main, rest = _asking_part(main, rest)
    asks = asks_for(main)
    if asks == "what" and rest:
        whole = asks_for(normal)
        asks = whole if whole != "what" else asks
    units = _units(main) if asks in ("quantity", "when", "consequence") else ()
    return Question(
        text=text,
        normal=normal,
        main=main,
        asks=asks,
        terms=tuple(terms(main, parts=False)),
        # What states a fact ("I was served by mail on May 3, 2021.") is used as one and is nothing to look for.
        context=() if facts_in(rest) else tuple(terms(rest)),
        modality=_modality(main) if asks == "yes_no" else None,
        past=bool(re.search(r"\b(?:did|was|were|had)\b", main, re.IGNORECASE)),
        flips=bool(_FLIPS.search(main)),
        negated=bool(_NEGATED.search(main)),
        actor=_actor(main),
        units=units,
        facts=dict(facts or {}),
        mended=mended,
    )


def _main_sentence(normal: str) -> tuple[str, str]:
    """The sentence that asks (the last with a question's form) and the others."""
    sentences = [sentence.strip() for sentence in _SENTENCES.split(normal) if sentence and sentence.strip()]
    if len(sentences) <= 1:
        return normal, ""
    asking = [index for index, sentence in enumerate(sentences) if sentence.endswith("?")]
    if len(asking) > 1:
        asking = asking[:1]
    if not asking:
        asking = [index for index, sentence in enumerate(sentences) if asks_for(sentence) != "what"]
    index = asking[-1] if asking else 0
    return sentences[index], " ".join(sentences[:index] + sentences[index + 1 :])


def _asking_part(main: str, rest: str) -> tuple[str, str]:
    """Of "I was served on May 3, when is it due", the part that asks; what tells a fact goes to the rest."""
    parts = [part.strip() for part in re.split(r",\s+(?=\D)", main)]
    asking = [part for part in parts if asks_for(part) != "what"]
    if not asking:
        return main, rest
    return asking[-1], " ".join([rest, *(part for part in parts if part != asking[-1])]).strip()


def _modality(main: str) -> Modality:
    """What a yes/no question turns on: leave, duty, the future, the past or how things are."""
    tail = re.split(r",\s+(?=(?:can|could|may|must|do|does|did|will|should|is|are)\b)", main)[-1]
    for modality, pattern in (("must", _MUST), ("can", _CAN), ("will", _WILL), ("did", _DID)):
        match = pattern.search(tail)
        if match and modality == "must":
            can = _CAN.search(tail)
            if can and can.start() < match.start():
                return "can"
        if match:
            return modality  # type: ignore[return-value]
    return "is"


def _actor(main: str) -> Actor | None:
    subject = re.search(r"\b(?:i|we|me|us|my|our)\b", main, re.IGNORECASE)
    found: list[tuple[int, Actor]] = []
    for actor, pattern in _ACTORS:
        match = pattern.search(main)
        if match:
            found.append((match.start(), actor))
    if subject and subject.group().lower() in ("i", "we", "me", "us"):
        found.append((subject.start(), "asker"))
    return min(found)[1] if found else None


def _units(main: str) -> tuple[str, ...]:
    counted = _UNIT.search(main)
    if counted:
        return (singular(counted.group(1).lower()),)
    for pattern, units in _UNITS_OF:
        if pattern.search(main):
            return units
    return ()
