"""Follow-up questions that leave something out: "who signs it?", "what about the exhibits?"."""

from __future__ import annotations

import re

from assistant.reading.view import View
from assistant.words.words import normalize, readable, terms
from indexer.lazy import lazy

_BACK = lazy(r"\b(?:it|its|that|this|them|they|their|those|these|there|he|she|then)\b", re.IGNORECASE)
_ASKS = lazy(
    r"\?|^\s*(?:and\s+|but\s+|so\s+)?(?:who|what|when|where|why|how|which|can|could|may|must|do|does|did|is|are|was|"
    r"were|will|should|am|has|have)\b",
    re.IGNORECASE,
)
# "Who decided that?" asks for the judge, whatever it was that was decided.
_DECIDED = lazy(
    r"\bwho\s+(?:\w+\s+)?(?:decided|ruled|ordered|granted|denied|issued|entered|wrote|said)\s+(?:that|this|it)\b", re.I
)
_TIMES = frozenset(("day", "date", "time", "week", "moment"))
# A question with at most so many terms of its own, and a word that points back, is about what went before.
_FEW = 2

_ABOUT = lazy(
    r"^\s*(?:(?:and|but|so|ok(?:ay)?|then|also|well)\b[\s,]*)*"
    r"(?:(?:what|how)\s+about|and|same\s+for|(?:and\s+)?for)\s+(?P<phrase>[^?]{2,80}?)\s*\?*\s*$",
    re.IGNORECASE,
)
_ACTOR = (
    r"(?:lawyers?|attorneys?|counsel|client|plaintiffs?|defendants?|petitioners?|respondents?|court|judge|clerk|"
    r"parties|"
    r"party|other\s+side|government|states?)"
)
_STOP = (
    r"(?:due|be|been|in|with|by|on|for|before|after|to|from|at|under|of|if|unless|without|filed|served|held|end|ends|"
    r"start|starts|begin|begins|take|happen|have|has|must|need|needs|contain|include|say|required|allowed|is|are|was|"
    r"were|and|or)"
)
# What "the exhibits" of the new question takes the place of: "my discovery requests".
_PHRASE = lazy(
    rf"\b(?:the|my|our|an|a|any|his|her|their|this|that)\s+(?!{_ACTOR}\b)(?:(?!{_STOP}\b)[\w'’-]+\s?){{1,5}}",
    re.IGNORECASE,
)
_SUBJECT = lazy(rf"\b(?:i|we|you|they|he|she|(?:the|my|our|their)\s+(?:\w+\s+)?{_ACTOR})\b", re.IGNORECASE)
_IS_ACTOR = lazy(rf"^(?:(?:the|my|our|their|his|her)\s+)?(?:\w+\s+)?{_ACTOR}$", re.IGNORECASE)
_IN_CASE = lazy(
    r",?\s+(?:in|of|for)\s+(?:the\s+)?(?-i:[A-Z])[\w'’.-]*(?:\s+(?:v|vs|versus)\.?\s+(?-i:[A-Z])[\w'’.-]*)?"
    r"(?:\s+(?:case|matter|order|ruling|lawsuit))?(?=\s*[?.!]|\s*$)",
    re.IGNORECASE,
)


def points_back(text: str, view: View | None) -> bool:
    """Whether a question needs the subject of the last one. view: the order talked about; a question about
    something that it never mentions is about something else."""
    if not _BACK.search(text) or not _ASKS.search(text) or _DECIDED.search(text):
        return False
    own = [term for term in terms(normalize(text)) if term.stem not in _TIMES]
    if len(own) > _FEW:
        return False
    return not own or view is None or any(view.knows(term) for term in own)


def recast(text: str, asked: str) -> str | None:
    """The last question with its object, or who acts, exchanged: after "May I file my motion by e-mail?", "what
    about the exhibits?" is "May I file the exhibits by e-mail?". None where the words don't ask so."""
    match = _ABOUT.match(readable(text))
    if match is None or not terms(normalize(match["phrase"])):
        return None
    phrase = match["phrase"].strip()
    if _ASKS.search(phrase) or len(phrase.split()) > 7:
        return None
    last = unnamed(asked)
    if _IS_ACTOR.match(phrase) and (found := _SUBJECT.search(last)):
        return last[: found.start()] + phrase + last[found.end() :]
    found = _PHRASE.search(last)
    if found is None:
        return None
    gap = " " if found.group().endswith(" ") else ""
    return last[: found.start()] + phrase + gap + last[found.end() :]


def unnamed(asked: str) -> str:
    """The question without the case that it names at its end."""
    return _IN_CASE.sub("", readable(asked))
