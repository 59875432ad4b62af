"""All that one sentence says, read once: what it decides, orders, allows and forbids, what it denies, if it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy, remembered
from indexer.orders import State
from indexer.provisions.clauses import Clause, split_clauses
from indexer.provisions.operators import Force
from indexer.provisions.rulings import FoundRuling, find_rulings
from indexer.provisions.states import read_state

_NEGATION = lazy(
    r"\b(?:not|no|never|nor|neither|none|cannot|without(?!\s+prejudice)|fail(?:s|ed|ure)?|lacks?|unable|den(?:y|ies|ied|ying)|"
    r"declin\w+|refus\w+|reject\w*)\b",
    re.I,
)
_COURT = re.compile(r"(?:(?:this|the)\s+)?(?:court|judge|undersigned|magistrate\s+judge)|I|we", re.I)
# Words that turn, limit or split what a sentence says.
_TURNS = lazy(
    r"\b(?:unless|except\w*|only|until|however|but|although|though|otherwise|in[\s-]part|partially|partly|without(?!\s+prejudice)|"
    r"subject\s+to|provided|discharged|other\s+than|to\s+the\s+extent|insofar|notwithstanding|instead|rather|if|should|"
    r"absent|further\s+order|limited|with\s+the\s+exception|save|pending)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """rulings: what it decides; clauses: those with a force; forces: theirs, in their order; negations, turns: the
    words, as printed, that deny, and those that limit or split what is said."""

    rulings: tuple[FoundRuling, ...]
    clauses: tuple[Clause, ...]
    forces: tuple[Force, ...]
    negations: tuple[str, ...]
    turns: tuple[str, ...]
    state: State


def clauses_beside(sentence: str, rulings: tuple[FoundRuling, ...]) -> list[Clause]:
    """The clauses of a sentence that say something of their own: none that is only the wording of a ruling, none
    without words ("IT IS ORDERED that", "is relieved of any | duty to reply"), and no bare fact beside a ruling."""
    kept: list[Clause] = []
    clauses = split_clauses(sentence)
    for place, clause in enumerate(clauses):
        if clause.force is None or clause.force == "ruling":
            if not rulings:
                kept.append(clause)
            continue
        empty = len(clause.act.strip(" .:;")) < 2
        following = clauses[place + 1] if place + 1 < len(clauses) else None
        again = following is not None and (following.force, following.actor) == (clause.force, clause.actor)
        if empty and (len(clause.actor or "") < 3 or again):
            continue
        if any(clause.start <= found.at < clause.end and _words_ruling(clause, found) for found in rulings):
            continue
        kept.append(clause)
    return kept


def _words_ruling(clause: Clause, found: FoundRuling) -> bool:
    """Whether the clause only words the ruling: "the Court will grant it", "is ALLOWED", "shall issue"."""
    if clause.force in ("statement", "law") or clause.actor is None or _COURT.fullmatch(clause.actor):
        return found.at >= clause.at - 1
    if "certificate" in found.ruling.kind:
        return True
    return found.ruling.outcome == "allowed" and 0 <= found.at - clause.at < 20


@remembered
def reading_of(sentence: str) -> SentenceReading:
    """The whole reading of a sentence."""
    rulings = find_rulings(sentence)
    clauses = tuple(clause for clause in clauses_beside(sentence, rulings) if clause.force not in (None, "ruling"))
    return SentenceReading(
        rulings=rulings,
        clauses=clauses,
        forces=tuple(clause.force for clause in clauses if clause.force),
        negations=tuple(match.group() for match in _NEGATION.finditer(sentence)),
        turns=tuple(match.group() for match in _TURNS.finditer(sentence)),
        state=read_state(sentence),
    )
