"""What a sentence decides: every ruling in it, with its motion, who asked for it and what is said of it.

The deciding verbs are found by `indexer.provisions.deciding`; here each is joined to the words that say what it decides
and on what terms.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import remembered
from indexer.needed import words as words_of
from indexer.orders import Effect, Ruling, Says, State
from indexer.provisions.deciding import LIKELY, deciding_verbs
from indexer.provisions.deciding_verb import LEAVE, DecidingVerb
from indexer.provisions.decretal import clause_before
from indexer.provisions.motions import amend_by, kind_of, mover_of, numbers_of, part_of


@dataclass(frozen=True, slots=True)
class FoundRuling:
    """A ruling where it stands. start, end: its clause, motion and all, in the sentence. at: its verb. state: "told"
    where the sentence only tells of it."""

    start: int
    end: int
    at: int
    ruling: Ruling
    state: State = "in force"


# What stands before the motion in its clause: the name of the order, "and", a reason with its comma, "(2)".
_INTRODUCED = re.compile(
    r"^(?:"
    r"(?-i:[A-Z&(][\w.,'’)-]*\s+|and\s+){0,8}?(?:ORDER|ENTRY|MINUTES)S?\b\s*(?:[-–:]+\s*(?:that\s)?|that\s|re:?\s)|"
    r"(?:and|but|that|or|further|accordingly|therefore|thus|finally|however|also|in\s+addition|moreover|"
    r"otherwise)[\s,]+|"
    r"(?:for|on|upon|in|at|by|with|having|good|after|because|given|as|since|having|pursuant|based|there|under|"
    r"treating)\b[^,;]{2,140},\s+(?!\d{4})|"
    r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|"
    r"[^\w(\[#“\"$]+)",
    re.I,
)
# Where the words behind a verb end that say what it decides.
_ENDS = re.compile(
    r";|"
    r"(?<![A-Z\d])(?<!\b(?:No|vs|Dr|Mr|Jr|Co|St|cf|al))(?<!\b(?:Doc|Nos|Inc|Ltd|Mrs|Fed|Civ|Dkt))"
    r"(?<!\b(?:Docs|Corp|Crim))\.(?=\s+[A-Z(]|\s*$)|"
    r"(?<=\d)\.\s+(?=[A-Z])|"
    r"\s+by\s+(?=(?:U\.S\.\s)?(?:Magistrate|Chief|District|Senior|Judge|the\s+Honorable|Hon))|"
    r"\bsigned\s+by\b|"
    r"\b(?:for\s+the\s+(?:foregoing\s+)?reasons|because|in\s+light\s+of|pursuant\s+to\s+the)\b|"
    r",?\s+and\s+(?=(?:directs?|orders?|instructs?|directing|ordering|setting|sets)\b)|"
    r":\s+(?=[A-Z])",
    re.I,
)
_NEXT = re.compile(r"[\s,;]+(?:(?:and|but|or)\s*)*$", re.I)
# "is GRANTED (Doc. 12)": the number behind the verb is the motion's.
_FOLLOWS = re.compile(r"\s*[(\[](?=[^()\[\]]{0,40}\d)[^()\[\]]{1,60}[)\]]")
# That one of these is stricken refuses nobody anything.
_EVENT = re.compile(r"(?:\w+\s)?(?:hearing|conference|trial|argument|deadline|date)s?\b")
_NOTHING = re.compile(r"\W*(?:no|neither|none|nor)\b", re.I)
_CONTRARY: dict[Says, Says] = {"given": "refused", "refused": "given"}
_IN_PART = re.compile(r"\bin part\b")
_PREJUDICE = re.compile(r"\bwith(out)? prejudice\b")
_NO_LEAVE_TO_AMEND = re.compile(r"\bwithout leave to\s*amend\b")
_LEAVE_TO_AMEND = re.compile(r"\bleave to\s*(?:file an? )?(?:\w+ )?amend")


@remembered
def find_rulings(sentence: str) -> tuple[FoundRuling, ...]:
    """The rulings of `sentence`, from left to right; rulings on one motion ("granted as to Count I and denied as to
    Count II") are as many as its verbs."""
    words = words_of(sentence)
    if not words & LIKELY:
        return ()
    verbs = deciding_verbs(sentence, words)
    return tuple(_found(sentence, verbs, place) for place in range(len(verbs)))


def _found(sentence: str, verbs: list[DecidingVerb], place: int) -> FoundRuling:
    """The ruling of the verb at `place`, with the words on both sides that belong to it."""
    verb = verbs[place]
    following = verbs[place + 1] if place + 1 < len(verbs) else None
    limit = following.start if following else len(sentence)
    if following is not None and following.where == "before" and not following.carried:
        limit = min(limit, following.start - len(clause_before(sentence[: following.start], verb.end)))
    limit = max(limit, verb.end)
    behind = _behind(sentence, verb.end, limit)
    start, motion = verb.start, ""
    if verb.carried and place:
        motion = _subject(sentence, verbs, place)[1]
    elif verb.where == "before":
        start, motion = _subject(sentence, verbs, place)
        if aside := _FOLLOWS.match(sentence, verb.end):
            motion = f"{motion} {aside.group().strip()}"
    else:
        motion = verb.motion or behind
    mover = None
    if verb.row.says == "given" and verb.where == "before" and LEAVE.match(behind):
        # "Plaintiff is granted leave to amend": the leave is what is given, and to whom.
        motion, mover = behind, motion
    end = verb.end + len(behind)
    return FoundRuling(
        min(start, verb.start), max(end, verb.end), verb.at, _ruling(verb, motion, behind, mover),
        "told" if verb.told else "in force",
    )  # fmt: skip


def _behind(sentence: str, start: int, limit: int) -> str:
    """The words behind a verb that belong to it."""
    words = sentence[start:limit]
    end = next((match.start() for match in _ENDS.finditer(words) if match.start() > 1), len(words))
    return _NEXT.sub("", words[:end])


def _subject(sentence: str, verbs: list[DecidingVerb], place: int) -> tuple[int, str]:
    """Where the words before the verb begin that say what it decides, and these words."""
    while verbs[place].carried and place:
        place -= 1
    verb = verbs[place]
    if verb.where == "after":
        return verb.start, _behind(sentence, verb.end, len(sentence))
    if "certificate" in sentence[verb.start : verb.at].lower():
        return verb.start, sentence[verb.start : verb.at]
    clause = clause_before(sentence[: verb.start], verb.floor)
    words, previous = clause.lstrip(" ,.;:)"), ""
    while words != previous:
        previous = words
        words = _INTRODUCED.sub("", words, count=1)
    return verb.start - len(words), words.strip(" ,:–—-")


def _ruling(verb: DecidingVerb, motion: str, behind: str, mover: str | None) -> Ruling:
    """What the verb decides of `motion`, the words that name it. mover: who asked, where the motion does not say."""
    motion = motion.strip()
    terms = f"{verb.how} {behind}".lower()
    kind = kind_of(motion)
    outcome, says, effect = _outcome(verb, motion)
    if effect == "ended" and says == "refused" and _EVENT.match(kind):
        says = "neither"
    leave = _leave_to_amend(terms, says)
    prejudice = _PREJUDICE.search(terms)
    return Ruling(
        outcome=outcome,
        says=says,
        motion=" ".join(motion.split()).strip(" ,.;:"),
        kind=kind,
        numbers=numbers_of(motion),
        mover=mover or mover_of(motion),
        effect=effect,
        prejudice=None if prejudice is None else "without" if prejudice.group(1) else "with",
        moot="moot" in terms[:60] or outcome == "moot",
        part=part_of(f" {behind if verb.where == 'before' else motion}"),
        leave_to_amend=leave,
        amend_by=amend_by(behind) if leave else None,
        recommended=verb.recommended,
    )


def _outcome(verb: DecidingVerb, motion: str) -> tuple[str, Says, Effect | None]:
    """The outcome, what it is to whoever asked, and what becomes of the thing decided: `indexer.orders.Ruling`."""
    outcome, says = verb.outcome or verb.row.outcome, verb.row.says
    if outcome == "not considered":
        says = "neither"
    if verb.both:
        return "granted in part and denied in part", "partly", verb.row.effect
    if _IN_PART.search(verb.how):
        return f"{outcome} in part", "partly", verb.row.effect
    if verb.negated or (says == "given" and _NOTHING.match(motion)):
        return f"not {outcome}", _CONTRARY.get(says, says), None
    return outcome, says, verb.row.effect


def _leave_to_amend(terms: str, says: Says) -> bool | None:
    """Whether the terms of a ruling, in lower case, give leave to amend; None where they say nothing of it."""
    if _NO_LEAVE_TO_AMEND.search(terms):
        return False
    if _LEAVE_TO_AMEND.search(terms) and (says != "refused" or "with leave" in terms or "grant" in terms):
        return True
    return None
