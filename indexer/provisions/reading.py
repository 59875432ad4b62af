"""All that one sentence says, read once: what it decides, orders, allows and forbids, what it denies, if it stands."""

from __future__ import annotations

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
    2,
)
# Words that turn, limit or split what a sentence says.
_TURNS = lazy(
    r"\b(?:unless|except\w*|only|until|however|but|although|though|otherwise|in[\s-]part|partially|partly|without(?!\s+prejudice)|"
    r"subject\s+to|provided|discharged|other\s+than|to\s+the\s+extent|insofar|notwithstanding|instead|rather|if|should|"
    r"absent|further\s+order|limited|moot|with\s+the\s+exception|save|pending)\b",
    2,
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


@remembered
def reading_of(sentence: str) -> SentenceReading:
    """The whole reading of a sentence."""
    clauses = tuple(clause for clause in split_clauses(sentence) if clause.force not in (None, "ruling"))
    return SentenceReading(
        rulings=find_rulings(sentence),
        clauses=clauses,
        forces=tuple(clause.force for clause in clauses if clause.force),
        negations=tuple(match.group() for match in _NEGATION.finditer(sentence)),
        turns=tuple(match.group() for match in _TURNS.finditer(sentence)),
        state=read_state(sentence),
    )
