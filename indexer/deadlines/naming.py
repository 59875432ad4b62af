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
    r"(?:[\s,;:.]+|\s(?:a|an|the|to|of|for|in|on|at|and|or|with|from|by|as|any|all|its|his|her|their|no|not|due|date))+$",
    re.I,
)
_NUMBER = re.compile(r"^\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+")
# "ORDER canceling the hearing", "for formal oral argument"
_GIVES_UP = re.compile(
    r"^(?:ORDER\s)?(?:cancell?ing|vacating|resetting|continuing|striking|setting|for)\s(?:the\s|an?\s)?", re.I
)
_EMPTY = re.compile(
    r"(?:which|this|that|these|those|it|he|she|they|one|none|such|so|the|first|here|there|in\san|of|set|if\s.*|"
    r"(?:the\s)?(?:plaintiff|defendant|court|part(?:y|ies)|offender|petitioner|respondent)s?|(?:by\s?)?[\d\W]+|"
    r"courthouse|matter|serve\s[A-Z]+|submit)\W*",
    re.I,
)
_MARKS = re.compile(r"^(?:\[\w{1,3}\]|\w{1,2}\])\s*")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_THING = re.compile(
    r"\b(?:discovery|motions?|orders?|complaint|reports?|hearing|petition|judgment|briefs?|action|case|stay|deadline|fee|"
    r"argument|disclosures?|time|objections?|responses?|repl(?:y|ies)|failure|matter|depositions?|statement|evidence|trial|"
    r"conference|schedule|exhibits?|requests?|document|paper|material|interest|plea)s?\W*$",
    re.I,
)
_PERSON = re.compile(
    r"\b(?:plaintiff|defendant|petitioner|respondent|part(?:y|ies)|counsel|attorney|clerk|court|judge|marshal|trustee|"
    r"government|state|debtor|movant|claimant|receiver|officer|warden|commissioner|agency)s?\b",
    re.I,
)
_NOBODY = re.compile(r"(?:it|as|that|which|this|otherwise\)?|there|i|ordered|they\sthat|none|one|and|\W+)", re.I)
_SET = re.compile(
    r"\s(?:(?:is|are|now|currently|tentatively)\s)?(?:set|re-?set|scheduled|noticed|calendared|to\sbe\sheld|held|begins?|starts?)$",
    re.I,
)
_MOST = 16
_NAMED = re.compile(r"[^\W\d_]{3}")
_PASSIVE = re.compile(r"^(?P<noun>.+?)\s(?:shall|must|will|may|is\sto|are\sto)\s(?:\w+ly\s)?be\s(?P<verb>\w+)", re.I)


def who_of(deadline: Deadline) -> str | None:
    """Who must act, where the order's words name a person or a party; None for a thing ("Fact discovery")."""
    actor = _UNSEEN.sub("", deadline.actor or "").strip()
    words = actor.split()
    if not words or len(words) > 14 or _THING.search(actor) and not _PERSON.search(actor) or _NOBODY.fullmatch(actor):
        return None
    return actor


def what_of(deadline: Deadline, sentence: str) -> str:
    """The name of a deadline as a calendar shows it, from its act, its subject, or the sentence's own words."""
    if deadline.actor and deadline.role == "act" and who_of(deadline) is None and _THING.search(deadline.actor):
        names = [deadline.actor, deadline.subject]
    elif deadline.role in {"event", "expiry"}:
        names = [deadline.subject, deadline.act]
    elif deadline.actor and deadline.act.split(" ")[0].casefold() in BASE_VERBS | {"be", "show", "have"}:
        names = [_with_object(deadline), deadline.subject]
    elif passive := _PASSIVE.match(deadline.act):
        names = [passive["noun"], deadline.subject, deadline.act]
    else:
        label = _verbal(deadline.act) or len(deadline.act.split()) <= 8
        names = [deadline.act if label else deadline.subject, deadline.subject, deadline.act]
    for words in (*names, sentence):
        named = _cut(words)
        if len(named) > 2 and _NAMED.search(named) and not _EMPTY.fullmatch(named):
            return named
    return " ".join(sentence.split()[:_MOST])


def _with_object(deadline: Deadline) -> str:
    """The act with what is due in it: "submit to the judge by e-mail a statement" is "submit a statement"."""
    named, due = _cut(deadline.act), deadline.subject
    if due and due.split()[-1].casefold() not in named.casefold():
        verb = " ".join(deadline.act.split()[: 2 if deadline.act.startswith("have ") else 1])
        return f"{verb} {due}"
    return deadline.act


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
    words = _UNSEEN.sub("", _TAIL.sub("", words))
    return _SET.sub("", _GIVES_UP.sub("", words)).strip(" .,")
