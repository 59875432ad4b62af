"""Whether a provision makes the proposition of a yes/no question true: the table of forces against modalities.

`truth` answers for one provision: True, False, or None where the provision decides nothing. The words are
compared elsewhere (`assistant.reading.fit`); here only what kind of sentence it is and which way it points.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.question.question import Modality, Question
from assistant.reading.opposites import opposed
from assistant.reading.verdict import asks_decision
from assistant.words.words import Term, keys_of
from indexer.lazy import lazy
from indexer.orders import Provision, Ruling
from indexer.provisions.dispositions import UNDECIDED

Way = Literal["yes", "no"]

# Force of the provision → what it says to a question in that modality, and how directly (0 to 1).
# "may" says that one need not; "must" says that one can.
TABLE: dict[Modality, dict[str, tuple[bool, float]]] = {
    "can": {
        "permission": (True, 1.0),
        "prohibition": (False, 1.0),
        "obligation": (True, 0.8),
        "relief": (False, 0.55),
        "law": (True, 0.95),
        "fact": (True, 0.6),
    },
    "must": {
        "obligation": (True, 1.0),
        "relief": (False, 1.0),
        "permission": (False, 0.8),
        "prohibition": (False, 0.95),
        "law": (True, 0.9),
        "fact": (True, 0.6),
    },
    "will": {
        "fact": (True, 1.0),
        "obligation": (True, 0.9),
        "prohibition": (False, 0.95),
        "permission": (True, 0.75),
        "relief": (False, 0.95),
        "law": (True, 0.85),
    },
    "did": {
        "fact": (True, 1.0),
        "law": (True, 0.5),
        "obligation": (True, 0.7),
        "permission": (True, 0.6),
        "prohibition": (False, 0.75),
        "relief": (False, 0.8),
    },
    "is": {
        "fact": (True, 1.0),
        "law": (True, 1.0),
        "obligation": (True, 0.85),
        "permission": (True, 0.85),
        "prohibition": (False, 0.95),
        "relief": (False, 0.95),
    },
}

_PROHIBITIVE = lazy(
    r"\b(?:banned|prohibited|forbidden|barred|off[\s-]limits|illegal|against\s+the\s+rules|not\s+allowed)\b", re.I
)
_RELIEVING = lazy(r"\b(?:excused|exempt\w*|relieved|skip|avoid|get\s+out\s+of|optional|voluntary)\b", re.IGNORECASE)
_AGAIN = lazy(
    r"\b(?:again|re-?file|re-?new\w*|another\s+chance|second\s+chance|later|amend|fix|start\s+over|re-?submit)\b", re.I
)
# "Do I need leave to reply?": what is forbidden without leave needs it.
_NEEDS_LEAVE = lazy(
    r"\b(?:need|require\w*|ask\s+for|get|have\s+to\s+(?:get|ask))\b[^?]{0,30}\b(?:permission|leave|approval|consent)\b",
    re.I,
)
_WITHOUT_LEAVE = lazy(
    r"\b(?:without|absent|unless|except\s+(?:with|by))\b[^.;]{0,40}\b(?:permission|leave|approval|consent|"
    r"authoriz\w+)\b",
    re.I,
)
_NOT = lazy(r"\b(?:not|never|no longer|nor)\b", re.IGNORECASE)
# "Letters to chambers will be disregarded": what comes to nothing may not be done.
_OF_NO_USE = lazy(
    r"\b(?:will|shall|may|are|is|be)\s+(?:be\s+)?(?:disregarded|ignored|stricken|rejected|discarded|returned\s+un\w+|"
    r"not\s+(?:be\s+)?(?:considered|accepted|read|entertained|heard|reviewed)|of\s+no\s+effect)\b",
    re.I,
)
# What somebody asks for, believes or proposes is not what the court says.
_CLAIM = lazy(
    r"\b(?:requests?|requested|seeks?|sought|asks?|asked|moves?|moved|argues?|argued|contends?|alleges?|alleged|"
    r"believes?|"
    r"indicates?|asserts?|claims?|proposes?|maintains|motion\s+states|"
    r"states\s+that|represents\s+that|suggests|recommended|filed\s+(?:a|an|the|their|his|her)|have\s+filed|"
    r"has\s+filed|(?:currently|now|pending)\s+before\s+the\s+court|before\s+the\s+court\s+(?:is|on))\b",
    re.IGNORECASE,
)
_CLAIMING = lazy(
    r"(?<!['’]s )\b(?:requests|seeks|asks|moves|argues|contends|alleges|believes|indicates|asserts|claims|proposes|"
    r"requested|asked)\s+"
    r"(?:that|the|to|an?|for|leave|he|she|it)\b",
    re.IGNORECASE,
)
_COURT = lazy(r"(?:then\s+)?(?:the\s+)?(?:court|judge|magistrate)\b", re.IGNORECASE)
_PAST = lazy(r"\s*did\b", re.IGNORECASE)
_IF = lazy(r"\b(?:if|unless|in\s+the\s+event|should\s+(?:the|any|either))\b", re.IGNORECASE)
# That a motion was denied says little of who must do what.
_RULED_DUTY = 0.5
_RULE = lazy(r"\b(?:rules?|statutes?|sections?|§)\b", re.IGNORECASE)
_ASKS_CLAIM = lazy(r"\b(?:file|filed|ask|asked|argue|claim|believe|seek|allege)\b", re.IGNORECASE)


def truth(question: Question, provision: Provision, words: str) -> tuple[bool, float] | None:
    """(yes or no, how directly 0 to 1) for `question` by `provision`, whose words are `words`; None: undecided."""
    modality: Modality = question.modality or "is"
    if _NEEDS_LEAVE.search(question.main):
        return (True, 1.0) if _WITHOUT_LEAVE.search(words) else None
    if provision.kind != "ruling" and question.modality in ("did", "is") and asks_decision(question.main):
        return None  # whether a motion was granted is decided by a ruling alone
    if (
        provision.kind == "law"
        and modality == "did"
        and _RULE.search(provision.actor or "")
        and not _RULE.search(question.main)
    ):
        return None  # what a rule allows tells nothing of what was done
    if provision.kind not in ("fact", "ruling") and _CLAIMING.search(provision.actor or ""):
        return None
    if (
        provision.kind == "fact"
        and _CLAIM.search(words)
        and not (modality == "did" and _ASKS_CLAIM.search(question.main))
    ):
        return None
    if modality in ("must", "can") and provision.kind in ("fact", "law") and _PAST.match(provision.act):
        return None  # what was not done leaves open what must be
    if modality in ("is", "did") and _IF.match(provision.condition or "") and not _IF.search(question.main):
        return None  # what will be if something happens is not so yet
    if provision.ruling is not None:
        said = _of_ruling(question, provision.ruling, words)
        if said is not None and modality == "must":
            said = (said[0], min(said[1], _RULED_DUTY))
    else:
        if modality == "must" and provision.kind == "permission" and _COURT.match(provision.actor or ""):
            return None  # what the court may do leaves open what a party must
        row = TABLE[modality].get(provision.kind)
        if row is None:
            return None
        yes, directness = row
        if provision.kind in ("fact", "law", "obligation", "permission") and provision.negative:
            yes = False
        said = (yes, directness)
    if said is None:
        return None
    yes, directness = said
    if modality == "can" and provision.kind != "ruling" and _OF_NO_USE.search(words):
        yes, directness = False, 0.9
    against, _ = opposed(question.main, words)
    if against and provision.kind != "ruling":
        yes = bool(_NOT.search(words))
        directness = max(directness, 0.9)
    if question.flips and provision.kind != "ruling":
        yes, directness = _flipped(question, provision, yes, directness)
    if question.negated:
        yes = not yes
    return yes, directness


def flipping(question: Question) -> frozenset[str]:
    """The keys of the words by which a question asks for a prohibition or a relief ("banned", "excused")."""
    found = [*_PROHIBITIVE.findall(question.main), *_RELIEVING.findall(question.main)]
    return frozenset().union(*map(keys_of, found))


def _flipped(question: Question, provision: Provision, yes: bool, directness: float) -> tuple[bool, float]:
    """ "Is it banned?" by a prohibition is yes; "am I excused?" by a relief is yes."""
    if _PROHIBITIVE.search(question.main):
        if provision.kind in ("prohibition", "permission", "obligation"):
            return provision.kind == "prohibition", 1.0
        return not yes, directness
    if _RELIEVING.search(question.main) and provision.kind in ("relief", "obligation", "permission", "prohibition"):
        return provision.kind in ("relief", "permission"), 1.0
    return yes, directness


def _of_ruling(question: Question, ruling: Ruling, words: str) -> tuple[bool, float] | None:
    """What a ruling says: asked by its own name it is yes; otherwise given is yes and refused is no."""
    main = question.main.lower()
    if ruling.prejudice == "without" or ruling.leave_to_amend:
        if re.search(r"\bwith\s+prejudice\b", main):
            return False, 1.0
        if re.search(r"\bwithout\s+prejudice\b", main):
            return True, 1.0
        if _AGAIN.search(main) and question.modality in ("can", "will", "is", "must"):
            return True, 1.0
    against, _ = opposed(question.main, words)
    if against:
        return False, 0.95
    if re.search(r"\b(?:rul(?:e|ed)|decid\w+|consider\w*)\b", main) and question.modality == "did":
        return ruling.outcome not in UNDECIDED, 1.0
    if ruling.outcome in UNDECIDED:
        return (False, 0.9) if question.modality in ("did", "will", "can", "is") else None
    if ruling.outcome.startswith("not ") and ruling.says == "refused":
        return False, 0.95
    if _asks_outcome(question.terms, ruling.outcome):
        return True, 1.0
    if ruling.says == "partly":
        return None
    if ruling.says == "refused" or ruling.outcome in ("moot", "terminated"):
        return False, 0.95
    if ruling.says == "given" or ruling.outcome == "continued":
        # "Was it denied?" about something granted.
        return not re.search(r"\b(?:denied|rejected|refused|turned\s+down|dismissed)\b", main), 0.95
    if ruling.effect in ("ended", "paused", "closed"):
        return (False, 0.85) if question.modality in ("can", "must", "will") else None
    return None


def _asks_outcome(asked: tuple[Term, ...], outcome: str) -> bool:
    keys = keys_of(outcome)
    return any(term.stem in keys or (term.keys & keys and term.stem not in ("stay",)) for term in asked)
