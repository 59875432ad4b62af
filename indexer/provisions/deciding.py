"""The deciding verbs of a sentence: the words of the table of dispositions that decide something where they stand.

A word of the table decides where its form and what stands before it make it do so: a participle behind "is" or behind
the name of a motion ("Motion - Granted"), a gerund behind the name of an order ("ORDER granting 12 Motion"), a present
or an infinitive behind the court ("the Court GRANTS", "I will deny"), and whatever is joined to one of these ("and
DENIES", "; denying 41"). What may be, what somebody asks for and what a later condition decides is none.
"""

from __future__ import annotations

import re

from indexer.provisions.deciding_verb import DecidingVerb, folded, verb_at
from indexer.provisions.decretal import (
    IF,
    JOINED,
    RECOMMENDED,
    clause_before,
    court_says,
    court_will,
    headed,
    supposing,
)
from indexer.provisions.dispositions import BY_FORM, spelled
from indexer.provisions.participles import participle
from indexer.provisions.set_phrases import NEEDED, set_phrases

# The forms by their first word, so that a sentence is searched only for those whose first word it has.
_DECIDING: dict[str, re.Pattern[str]] = {
    word: re.compile(rf"\b(?:{spelled(form for form in BY_FORM if re.split(r'[ -]', form)[0] == word)})\b", re.I)
    for word in {re.split(r"[ -]", form)[0] for form, (_, shape) in BY_FORM.items() if shape != "noun"} | {"dismissal"}
}
# A sentence without any of these decides nothing.
LIKELY = frozenset(_DECIDING) | NEEDED

_HAS_OBJECT = re.compile(r"[\s,:]+\S")
_AND_PRESENT = re.compile(r"\b(?:and|but)\s+(?:\w+ly\s+)?$")
_COURT_WOULD = re.compile(
    r"\b(?:if|unless|until|whether|once|when)\s+(?:the\s+)?\w*\s*(?:court|judge)\s+$",
    re.I,
)
_AND_BASE = re.compile(r"(?:\band|\bbut|,|;)\s+(?:will\s+|hereby\s+|otherwise\s+)*$", re.I)
_OPEN = re.compile(r"\b(?:to|may|should)\s*$", re.I)
_RECOMMENDED_THAT_COURT = re.compile(
    r"\brecommend\w*\b[^.;]{0,100}\bthe\s+(?:district\s+)?court\s+(?:\w+ly\s+)?$", re.I
)
_I = re.compile(r"\b(?:I|we)\s+(?:hereby\s+|therefore\s+|now\s+|accordingly\s+|also\s+)*$")
_HEREBY = re.compile(
    r"\b(?:does|do)\s+hereby\s+$|"
    r"^\W*(?:hereby\s+)$",
    re.I,
)
_ORDER_OF = re.compile(r"^\W*(?:\w+\s+(?:and\s+)?){0,3}(?:ORDER|Order|JUDGMENT|Judgment)\s+(?:OF|of)\s+(?:\w+\s)?$")
_SPOKEN_OF_BEHIND = re.compile(r"[^.;]{0,80}\b(?:is|are|was|be|has)\b", re.I)


def deciding_verbs(sentence: str, words: frozenset[str]) -> list[DecidingVerb]:
    """The deciding verbs of `sentence`, from left to right; words: its words, in lower case."""
    special = [*set_phrases(sentence, words)]
    found: list[DecidingVerb] = []
    matches = [match for word in words & _DECIDING.keys() for match in _DECIDING[word].finditer(sentence)]
    for match in sorted(matches, key=lambda match: match.start()):
        if any(one.start <= match.start() < one.end for one in (*found[-1:], *special)):
            continue
        verb = _deciding(sentence, match, found[-1] if found else None)
        if verb is not None:
            found.append(verb)
    found += [one for one in special if not any(one.start < other.end and other.start < one.end for other in found)]
    return sorted(found, key=lambda verb: verb.at)


def _deciding(sentence: str, match: re.Match[str], last: DecidingVerb | None) -> DecidingVerb | None:
    """The word as a deciding verb; None where it decides nothing."""
    made = verb_at(sentence, match, last.end if last else 0)
    if made is None:
        return None
    before = sentence[: made.at]
    if made.shape == "participle":
        return participle(sentence, before, match.group(), made, last)
    if made.shape == "gerund":
        return made if _gerund(sentence, before, made, last) else None
    if made.shape == "base":
        verb = _base(before, made, last)
        return verb or (made if folded(match.group()) in made.row.noun and _noun(sentence, before, match) else None)
    if made.shape == "present":
        return made if _present(before, match.group(), made, last) else None
    return made if _noun(sentence, before, match) else None


def _gerund(sentence: str, before: str, made: DecidingVerb, last: DecidingVerb | None) -> bool:
    """ "ORDER granting 12 Motion; denying 41"."""
    if not _HAS_OBJECT.match(sentence[made.end :]):
        return False
    return headed(before) or bool(last and last.shape == "gerund" and JOINED.search(before[made.floor :]))


def _present(before: str, word: str, made: DecidingVerb, last: DecidingVerb | None) -> bool:
    """ "the Court GRANTS the motion and DENIES the rest"; not "if the Court grants"."""
    joined = (
        last is not None
        and last.shape == "present"
        and (word.isupper() or _AND_PRESENT.search(before))
        and JOINED.search(before[made.floor :])
    )
    return bool((court_says(before) or joined) and not _COURT_WOULD.search(before))


def _base(before: str, made: DecidingVerb, last: DecidingVerb | None) -> DecidingVerb | None:
    """ "the Court will grant", "and deny", "I hereby order"."""
    will = court_will(before)
    if will:
        modal = will["modal"].lower()
        made.negated = bool(will["not"])
        if modal in ("would", "should", "need", "must", "do"):
            if not RECOMMENDED.search(before) and modal != "must":
                return None
            made.recommended = modal != "must"
        if supposing(clause_before(before, made.floor)) or IF.search(before, made.floor):
            return None
        return made
    joined = last is not None and last.shape == "base" and _AND_BASE.search(before[made.floor :])
    if joined and last is not None and not _OPEN.search(before):
        made.recommended = last.recommended
        return made
    if _RECOMMENDED_THAT_COURT.search(before[-200:]):
        made.recommended = True
        return made
    return made if _I.search(before[-60:]) or _HEREBY.search(before[-60:]) else None


def _noun(sentence: str, before: str, match: re.Match[str]) -> bool:
    """ "ORDER OF DISMISSAL with prejudice" heads an order; "the Order of Dismissal is set aside" does not."""
    return bool(_ORDER_OF.search(before)) and not _SPOKEN_OF_BEHIND.match(sentence[match.end() :])
