"""What a deadline is called, in the order's words: "file an amended complaint", "Settlement conference"."""

from __future__ import annotations

import re

from indexer.orders import Deadline
from indexer.provisions.phrases import BASE_VERBS

_CUT = re.compile(
    r"[,;:()\[]|(?<![A-Z])(?<!No)(?<!Dkt)(?<!Doc)\.(?=\s|$)|"
    r"\s(?:by|on\sor|within|before|no\slater|not\slater|until|through|pursuant|so\sthat|so\sas|which|that|who|unless|if|"
    r"when|after|upon|setting|showing|explaining|indicating|stating|advising|addressing|describing|demonstrating|in\swhich|"
    r"in\saccordance|as\s(?:to|set|provided|described|outlined|required|follows|directed)|consistent|together|along|"
    r"why|whether|and\s(?:shall|must|will|may|the|that|to)|shall|must|will|is|are|be|no\smore|not\sto\sexceed|at\sleast)\b"
)
_LEAD = re.compile(
    r"^(?:(?:shall|must|will|may|is|are|to|also|then|hereby|either|jointly|promptly|immediately|each|further|only|"
    r"ordered|directed|required|and|or|that|not\slater\sthan)\s+|\W+)+",
    re.I,
)
_TAIL = re.compile(
    r"(?:[\s,;:.]+|\s(?:a|an|the|to|of|for|in|on|at|and|or|with|from|by|as|any|all|its|his|her|their|no|not|due|date))+$", re.I
)
_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+")
_EMPTY = re.compile(r"(?:which|this|that|these|those|it|he|she|they|one|none|such|so|the|first|here|there|in\san|of|if\s.*)\W*", re.I)
_MARKS = re.compile(r"^(?:\[\w{1,3}\]|\w{1,2}\])\s*")
_MOST = 16
_NAMED = re.compile(r"[^\W\d_]{3}")
_PASSIVE = re.compile(r"^(?P<noun>.+?)\s(?:shall|must|will|may|is\sto|are\sto)\s(?:\w+ly\s)?be\s(?P<verb>\w+)", re.I)


def what_of(deadline: Deadline, sentence: str) -> str:
    """The name of a deadline as a calendar shows it, from its act, its subject, or the sentence's own words."""
    if deadline.role in {"event", "expiry"}:
        names = [deadline.subject, deadline.act]
    elif deadline.actor and deadline.act.split(" ")[0].casefold() in BASE_VERBS | {"be", "show", "have"}:
        names = [deadline.act, deadline.subject]
    elif passive := _PASSIVE.match(deadline.act):
        names = [passive["noun"], deadline.subject, deadline.act]
    else:
        names = [deadline.act if _verbal(deadline.act) else deadline.subject, deadline.subject, deadline.act]
    for words in (*names, sentence):
        named = _cut(words)
        if len(named) > 2 and _NAMED.search(named) and not _EMPTY.fullmatch(named):
            return named
    return " ".join(sentence.split()[:_MOST])


def title_of(deadline: Deadline) -> str:
    """`what` with a capital, as the title of an entry; what ends or is only allowed says so."""
    words = deadline.what or deadline.subject or deadline.act
    words = words[:1].upper() + words[1:]
    return f"{words} ends" if deadline.role == "expiry" and not re.search(r"\b(?:ends?|expires?)$", words) else words


def _verbal(act: str) -> bool:
    return act.split(" ")[0].casefold() in BASE_VERBS


def _cut(words: str) -> str:
    words = _MARKS.sub("", _NUMBER.sub("", " ".join(words.replace("~~", "").split())))
    words = _LEAD.sub("", words)
    cut = _CUT.search(words, 3)
    words = " ".join((words[: cut.start()] if cut else words).split()[:_MOST])
    return _TAIL.sub("", words)
