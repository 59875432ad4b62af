"""Yes or no, by rule, from one sentence: the check on what a trained reader says.

It speaks only where question and sentence meet plainly, and says why. Where the sentence turns ("unless", "in part",
"only"), where it decides two ways, or where the question asks about a part ("everything", "still", "both"), it says
nothing: being right counts here, not speaking often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.question.question import Question, read_question
from assistant.words.words import Term, terms
from indexer.lazy import lazy
from indexer.orders import Ruling
from indexer.provisions.clauses import Clause
from indexer.provisions.sentence_reading import SentenceReading, reading_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """said: None where the rules leave it open. reason: in words for `explain`. turned: it is left open because the
    sentence or the question turns, so that any plain yes or no from this sentence would mislead."""

    said: Literal["yes", "no"] | None
    reason: str
    turned: bool = False


# What asks about a part, a time or a comparison, or denies: a plain yes or no would mislead.
_PART_ASKED = lazy(
    r"\b(?:everything|every|all|only|both|still|again|already|yet|entire\w*|whole|just|complete\w*|full\w*|"
    r"total\w*|either|each|"
    r"any\s*(?:more|longer|thing|one|body|of|where)|some\w*|part\w*|more\s+than|at\s+least|too|also|instead|"
    r"first|last|even|"
    r"other|another|rest|else|most|half|automatic\w*|right\s+away|immediately|forever|for\s+good|permanent\w*|ever|"
    r"not|never|no|nobody|none|without|except|unless|if|until|because|why|how|or|than|whether|before|after|"
    r"reason|merits|back|anyway|same|themselves|itself)\b|n't\b",
    re.I,
)
_GIVES = (
    r"grant(?:ed|s)?|allow(?:ed|s)?|approv(?:e|ed|es)|okay(?:ed)?|ok|say\s+(?:yes|ok)|said\s+(?:yes|ok)|(?:go|"
    r"went)\s+through|"
    r"get|got|gets|gave|give|gives|let|lets|win|won|succeed(?:ed)?|sign(?:ed)?\s+off|permit(?:ted|s)?|"
    r"accept(?:ed|s)?|"
    r"adopt(?:ed|s)?|sustain(?:ed)?|agree(?:d)?\s+to|work(?:ed)?"
)
_REFUSES = (
    r"den(?:y|ied|ies)|reject(?:ed|s)?|refus(?:e|ed|es)|tu?r?n(?:ed|s)?\s+(?:\w+\s+){0,3}down|lose|lost|loses|"
    r"shot\s+down|"
    r"overrul(?:e|ed)|sa(?:y|id)\s+no|declin(?:e|ed)"
)
_GIVEN_ASKED, _REFUSED_ASKED = lazy(rf"\b(?:{_GIVES})\b", re.I), lazy(rf"\b(?:{_REFUSES})\b", re.I)
_REQUEST = lazy(
    r"\b(?:motions?|requests?|petitions?|applications?|objections?|bids?|appeals?|ask|asked|stipulation|"
    r"proposal|filing)\b",
    re.I,
)
# What a motion asks for so often against somebody that "did they let him" does not tell which side is meant.
_AGAINST = lazy(
    r"\b(?:dismiss\w*|strik\w+|quash\w*|exclud\w+|preclud\w+|suppress\w*|vacat\w+|stay|sever\w*|withdraw\w*|"
    r"remand\w*|seal\w*|"
    r"compel\w*|disqualif\w+|limine|protective|oppos\w+|summary\s+judgment|default|sanction\w*|contempt|"
    r"revok\w+|detention|"
    r"reconsider\w*|alter|transfer\w*|enjoin|injunction|restrain\w*|limit|terminat\w+|continu\w+)\b",
    re.I,
)
# A deed as askers put it, and what the court calls it: by the outcome of a ruling or by what a motion asks.
_DEEDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (lazy(rf"\b(?:{asked})\b", re.I), lazy(rf"\b(?:{said})\b", re.I))
    for asked, said in (
        (
            r"dismiss(?:ed|es)?|thr(?:ow|own|ew)\s+(?:\w+\s+){0,4}out|toss(?:ed)?(?:\s+out)?|"
            r"kicked\s+out",
            r"dismiss(?:ed|al)?",
        ),
        (r"stay(?:ed)?|on\s+hold|pause[ds]?|frozen|freeze", r"stay(?:ed)?"),
        (r"str(?:uck|icken|ike)", r"str(?:ike|icken)"),
        (r"vacated?|cancel(?:l?ed)?|called\s+off", r"vacated?|cancel(?:l?ed)?|taken\s+off\s+calendar|stricken"),
        (r"remand(?:ed)?|sent\s+(?:back\s+)?to\s+state\s+court", r"remand(?:ed)?"),
        (r"transferr?(?:ed)?", r"transferr?(?:ed)?"),
        (r"consolidated?|joined|combined|merged|put\s+together", r"consolidat\w+"),
        (r"quash(?:ed)?", r"quash(?:ed)?"),
        (r"seal(?:ed)?", r"seal(?:ed)?"),
        (r"reopen(?:ed)?", r"reopen(?:ed)?|reinstated?"),
        (r"closed?", r"closed?"),
        (r"set\s+aside|undone|wiped\s+out", r"set\s+aside|vacated?"),
        (
            r"post?poned?|pushed|moved|rescheduled|continued",
            r"continued?|rescheduled?|postponed?|adjourn(?:ed)?|"
            r"reset",
        ),
        (r"appoint(?:ed)?", r"appoint(?:ed|ment)?"),
        (r"adopt(?:ed)?", r"adopt(?:ed)?"),
        (r"sever(?:ed)?|split", r"sever(?:ed|ance)?"),
        (
            r"(?:more|extra|additional)\s+time|extension|postponement|continuance",
            r"exten(?:d|sion)\w*(?:\s+of)?(?:\s+the)?\s+(?:time|deadlines?)|enlarge\w*|continue|continuance|"
            r"motion\s+for\s+extension",
        ),
        (
            r"(?:filing\s+)?fee\s+(?:waiver|waived)|poor\s+person|(?:without\s+paying|skip|"
            r"waive)\s+(?:\w+\s+)?(?:filing\s+)?fees?|fees?\s+waived",
            r"forma\s+pauperis|ifp|prepay\w*",
        ),
        (
            r"(?:give|get|got|given|gave|giving|appoint\w*)\s+(?:\w+\s+){0,3}(?:lawyer|attorney|counsel)",
            r"appoint\w*(?:\s+of)?\s+(?:\w+\s)?counsel|appoint",
        ),
        (r"(?:certificate\s+of\s+appealability|coa)", r"certificate\s+of\s+appealability"),
        (r"force[ds]?|make\s+(?:them|him|her|the)|made\s+(?:them|him|her)", r"compel"),
    )
)
_RECOMMENDS = lazy(r"\b(?:recommend\w*|magistrate|suggest\w*|should|would|think|view|propos\w+|report)\b", re.I)
_HOLLOW = frozenset(
    key
    for term in terms(
        "plaintiff plaintiffs defendant defendants petitioner respondent judge court magistrate motion motions request "
        "petition application case lawsuit suit order ruling grant granted deny denied allow allowed approve give get "
        "let win lose ask asked say said decide decided rule ruled side party parties government prosecutor client "
        "lawyer's ok okay sign turn down go through reject refuse accept agree permit wanted bid filed file sir "
        "please federal district mr mrs ms son brother sister mother father husband wife mom dad"
    )
    for key in term.keys
)
_SIDES = (
    lazy(r"\b(?:plaintiffs?|petitioners?|claimants?|relators?)\b", re.I),
    lazy(r"\b(?:defendants?|respondents?|defense)\b", re.I),
)
_DECIDER = lazy(r"\b(?:court|judge|magistrate)\b", re.I)
_COURT = lazy(r"\b(?:court|clerk|marshal|judge|magistrate)\b", re.I)
_NUMBERS = re.compile(r"\d[\d,.]*")


def _open(reason: str) -> Verdict:
    return Verdict(None, reason)


def _turned(reason: str) -> Verdict:
    return Verdict(None, reason, turned=True)


def asks_decision(main: str) -> bool:
    """Whether it is asked what the court decided, which only a ruling tells."""
    decided = _GIVEN_ASKED.search(main) or _REFUSED_ASKED.search(main)
    return bool(
        decided and (_REQUEST.search(main) or _DECIDER.search(main)) or any(ask.search(main) for ask, _ in _DEEDS)
    )


def verdict_of(question: str | Question, sentence: str) -> Verdict:
    """What the rules say of a yes/no question by one sentence of an order."""
    asked = _read(question) if isinstance(question, str) else question
    if asked.asks != "yes_no":
        return _open("no yes/no question")
    if part := _PART_ASKED.search(asked.main):
        return _turned(f"asks about a part or a turn: {part.group()}")
    reading = reading_of(sentence)
    if reading.state != "in force":
        return _turned(f"the sentence is {reading.state}")
    if reading.turns:
        return _turned(f"the sentence turns: {reading.turns[0]}")
    figures = set(_NUMBERS.findall(asked.main))
    if figures - set(_NUMBERS.findall(sentence)):
        return _open("a number of the question is not in the sentence")
    if reading.rulings:
        return _by_ruling(asked, reading)
    return _by_force(asked, reading)


@lru_cache(maxsize=256)
def _read(question: str) -> Question:
    return read_question(question)


def _content(asked: Question) -> list[Term]:
    return [term for term in asked.terms if not term.keys & _HOLLOW]


def _met(wanted: list[Term], words: str) -> int:
    keys = frozenset(key for term in terms(words) for key in term.keys)
    return sum(bool(term.keys & keys) for term in wanted)


def _by_ruling(asked: Question, reading: SentenceReading) -> Verdict:
    rulings = [found.ruling for found in reading.rulings if found.state == "in force"]
    if len(rulings) != len(reading.rulings):
        return _turned("a ruling is only told")
    wanted = _content(asked)
    if len(rulings) > 1:
        met = [_met(wanted, ruling.motion) for ruling in rulings]
        best = max(met)
        meant = [ruling for ruling, count in zip(rulings, met, strict=True) if count == best and best]
        if len({ruling.says for ruling in rulings}) > 1 and (len(meant) != 1 or sum(1 for count in met if count) > 1):
            return _turned("the sentence decides two ways")
        rulings = meant[:1] if len(meant) == 1 else rulings
        if len({ruling.outcome for ruling in rulings}) > 1:
            return _turned("the sentence decides two ways")
    ruling = rulings[0]
    if ruling.part or ruling.says == "partly":
        return _turned("a ruling in part")
    if ruling.recommended != bool(_RECOMMENDS.search(asked.main)):
        return _turned("a recommendation is no decision")
    if any(
        one.search(asked.main) and ruling.mover and not one.search(ruling.mover) and other.search(ruling.mover)
        for one, other in (_SIDES, _SIDES[::-1])
    ):
        return _open("the other side's motion")
    return _deed(asked, ruling, wanted) or _outcome(asked, ruling, wanted)


def _deed(asked: Question, ruling: Ruling, wanted: list[Term]) -> Verdict | None:
    """ "Was it thrown out?" by "is DISMISSED", or by "Motion to Dismiss is DENIED"."""
    for ask, said in _DEEDS:
        named = ask.search(asked.main)
        if named is None:
            continue
        if _REFUSED_ASKED.search(asked.main) or _REQUEST.search(asked.main):
            return None
        rest = [term for term in wanted if not named.start() <= term.start < named.end()]
        near = _met(rest, ruling.motion) >= len(rest) * 0.6
        if said.search(ruling.outcome) and not said.search(ruling.kind):
            if not near or ruling.outcome.startswith("not"):
                return _open("what it decides of is another thing")
            return Verdict("yes", f"{ruling.outcome}: what was asked about")
        if said.search(" ".join(ruling.kind.split()[:4])) and ruling.says in ("given", "refused"):
            if not near:
                return _open("what it decides of is another thing")
            given = ruling.says == "given"
            return Verdict("yes" if given else "no", f"a {ruling.kind} {ruling.outcome}")
        return _open("another deed than the one decided")
    return None


def _outcome(asked: Question, ruling: Ruling, wanted: list[Term]) -> Verdict:
    gives, refuses = _GIVEN_ASKED.search(asked.main), _REFUSED_ASKED.search(asked.main)
    if not gives and not refuses:
        return _open("asks for no outcome")
    if ruling.says not in ("given", "refused") and not (
        ruling.says == "neither" and gives and ruling.outcome in ("moot", "terminated")
    ):
        return _open(f"{ruling.outcome} neither gives nor refuses")
    if ruling.effect == "closed" or ruling.kind.startswith(
        ("report", "findings", "order", "judgment", "case", "action", "claim")
    ):
        return _open("no request is decided")
    request = _REQUEST.search(asked.main)
    if request is None and _AGAINST.search(ruling.motion):
        return _open("which side gains by it is not said")
    if (
        ruling.outcome
        in ("awarded", "affirmed", "confirmed", "declined", "accepted", "adopted", "sustained", "overruled")
        and not request
    ):
        return _open("no request is decided")
    met = _met(wanted, ruling.motion)
    if wanted and met < len(wanted) * (0.5 if request else 0.75):
        return _open("the words of the question are not those of the motion")
    if not wanted and not request:
        return _open("nothing is named")
    given = ruling.says == "given"
    if refuses:
        if gives and gives.group().lower() not in ("get", "got"):
            return _open("asks two ways")
        given = not given
    return Verdict("yes" if given else "no", f"{ruling.kind or 'request'}: {ruling.outcome}")


_DUTIES: dict[str, dict[str, Literal["yes", "no"]]] = {
    "must": {"obligation": "yes", "relief": "no"},
    "can": {"permission": "yes", "prohibition": "no"},
}


def _by_force(asked: Question, reading: SentenceReading) -> Verdict:
    table = _DUTIES.get(asked.modality or "")
    if table is None or asked.flips or asked.negated:
        return _open("asks for no duty or leave")
    wanted = _content(asked)
    if len(wanted) < 2:
        return _open("too few words to compare")
    fitting = [clause for clause in reading.clauses if _fits(asked, clause, wanted)]
    said = {table.get(clause.force or "") for clause in fitting}
    if len(fitting) != 1 or len(said) != 1 or None in said:
        return _open("no one clause that fits")
    clause = fitting[0]
    if clause.condition or clause.exception or clause.soft:
        return _open("the clause stands under a condition")
    if clause.force in ("obligation", "permission") and reading.negations:
        return _open(f"something is denied: {reading.negations[0]}")
    return Verdict(said.pop(), f"{clause.force}: {clause.act[:60]}")


def _fits(asked: Question, clause: Clause, wanted: list[Term]) -> bool:
    actor = clause.actor or ""
    if asked.actor != "court" and _COURT.search(actor):
        return False
    for one, other in (_SIDES, _SIDES[::-1]):
        if one.search(asked.main) and not one.search(actor) and other.search(actor):
            return False
    return _met(wanted, f"{actor} {clause.act}") == len(wanted)
