"""A participle that decides: "the motion is GRANTED", "and DENIED as to the rest", "Motion granted."."""

from __future__ import annotations

import re

from indexer.provisions.deciding_verb import LEAVE, DecidingVerb
from indexer.provisions.decretal import (
    ADVERB,
    COURT,
    DECREED,
    IF,
    JOINED,
    clause_before,
    court_says,
    headed,
    proposed,
    supposing,
)

_AUXILIARY = re.compile(
    r"\b(?:(?P<modal>may|might|can|could|would|should|shall|will|must|to|has|have|had|cannot|need|not)\s+"
    r"(?:previously\s+|already\s+|now\s+|since\s+|also\s+|hereby\s+)?)?"
    r"(?P<not>not\s+)?(?P<be>is|are|was|were|be|been|being|stands?|remains?)\b"
    rf"(?P<adverbs>(?:[\s,]+{ADVERB}\b)*)[\s,:]+(?P<not2>not\s+)?[\"“]?$",
    re.I,
)
_OPEN_MODALS = frozenset(["may", "might", "can", "could", "would", "should", "need", "cannot"])
_DUE = re.compile(
    r"\b(?:due|is|are|ordered)\s+to\s+be$|"
    r"\b(?:is|are)\s+to\s+be\b",
    re.I,
)
_CONDITION_BEHIND = re.compile(r"^[^;.]{0,120}?\b(?:if|unless|in\s+the\s+event|absent|should)\b", re.I)
_CONDITION = re.compile(r"\b(?:if|unless|should|failure|fails?|any|who)\b", re.I)
_HISTORY = re.compile(
    r"\b(?:previously|earlier|already|formerly|originally|subsequently|later|prior)\b|"
    r"\bon\s+(?:[A-Z][a-z]+\s\d{1,2},\s\d{4}|\d{1,2}/\d{1,2}/\d{2,4})\b",
    re.I,
)
# Between two participles of one motion: "granted as to Count I and denied as to Count II".
_SAME_MOTION = re.compile(
    r"(?:\s*,?\s*(?:as\s+to|with\s+respect\s+to|with\s+regard\s+to)\s[^;.]{1,200}?)?[\s,;]*(?:and|but|or)?\s*"
    r"(?:is|are|be|otherwise|hereby|shall|will)?\s*",
    re.I,
)
_BY_COURT = re.compile(rf"\bby\s+(?:the\s+)?(?:\w+\s){{0,2}}{COURT}\s*$", re.I)
_PAPER = (
    r"(?:"
    r"motions?|requests?|petitions?|applications?|objections?|appeals?|stipulations?|confirmation|recommendations?|"
    r"continuance|leave|extension|relief|bail|bond|release|detention|withdrawal|costs|judgment|defaults?)"
)
_VERBLESS = re.compile(
    rf"\b{_PAPER}\b"
    r"(?:(?!\b(?:is|are|was|were|be|shall|will|may|must|has|have|had|should|if|which|that|not)\b)[^;:])"
    r"{0,100}?[\s:,–—-]+$|"
    r"^\W*(?:(?:text|minute|margin|endorsed|paperless|electronic)\s)?(?:orders?\b[^.;:]{0,40})?[:.;\s-]*$|"
    r"[;:.–—-]\s*$",
    re.I,
)
_CLOSES = re.compile(
    r"\W*(?:"
    r"$|"
    r"[.;,:)\]]|"
    r"and\b|"
    r"by\b|"
    r"as\sto\b|"
    r"(?:without|with)\b|"
    r"in\spart\b|"
    r"leave\b|"
    r"until\b|"
    r"to\b\s\d)",
    re.I,
)
_NO_LEAVE = re.compile(r"\b(?:if|been|previously|was|were|not|the\s+time|relief|request)\b", re.I)
# What a docket entry says in small letters of a thing that nobody asked for.
_IN_SMALL_LETTERS = frozenset(["withdrawn", "terminated", "moot", "taken under advisement", "continued", "vacated"])


def participle(
    sentence: str, before: str, word: str, made: DecidingVerb, last: DecidingVerb | None
) -> DecidingVerb | None:
    """`made` as what a participle decides; None where it decides nothing. before: the sentence up to it; word: as
    printed; last: the deciding verb before it."""
    made.where = "before"
    gap = before[made.floor :]
    auxiliary = _AUXILIARY.search(before[-120:])
    if auxiliary:
        made.start = made.at - (len(before[-120:]) - auxiliary.start())
        return _passive(sentence, before, word, made, auxiliary)
    if (
        last is not None
        and _SAME_MOTION.fullmatch(gap)
        and last.shape in ("participle", "other")
        and (gap.strip(" ,") or word.isupper())
    ):
        made.carried, made.told, made.recommended = last.where == "before", last.told, last.recommended
        made.where = last.where
        return made
    if made.row.outcome == "taken under advisement" and headed(before):
        made.where = "after"
        return made
    if court_says(before):
        if _BY_COURT.search(before):
            return None
        made.where, made.told = "after", not word.isupper()
        return made
    told_before = last is not None and last.where == "after" and last.shape == "participle"
    if told_before and JOINED.search(gap) and word.isupper():
        made.where = "after"
        return made
    return _verbless(before, word, made, sentence[made.end :])


def _passive(
    sentence: str, before: str, word: str, made: DecidingVerb, auxiliary: re.Match[str]
) -> DecidingVerb | None:
    """ "is hereby GRANTED", "shall be dismissed", "has been denied"."""
    # Capitals mark what is decided, save where everything is in capitals.
    loud = word.isupper() and bool(re.search("[a-z]", before[-80:]))
    modal, be = (auxiliary["modal"] or "").lower(), auxiliary["be"].lower()
    made.negated = bool(auxiliary["not"] or auxiliary["not2"] or modal == "not")
    if modal == "not":
        modal = ""
    if made.row.outcome == "allowed" and re.match(r"\s+to\b", sentence[made.end :]):
        return None
    if made.row.outcome == "removed" and not made.how and "moot" not in before:
        return None
    if (be == "be" or modal) and proposed(before):
        made.recommended = True
        return made
    if modal in _OPEN_MODALS or (modal == "to" and not _DUE.search(before[-120:].strip())):
        return None
    if be == "being" or (be == "be" and not modal and not DECREED.search(before[-300:])):
        return None
    clause = clause_before(before, made.floor)
    if (
        modal in ("shall", "will", "must")
        and not loud
        and (
            _CONDITION_BEHIND.match(sentence[made.end :])
            or IF.search(before, made.floor)
            or _CONDITION.search(clause)
        )
    ):
        return None
    if supposing(clause):
        return None
    if be in ("was", "were") or modal == "had" or (modal in ("has", "have") and _HISTORY.search(before[-160:])):
        made.told = not loud
    return made


def _verbless(before: str, word: str, made: DecidingVerb, rest: str) -> DecidingVerb | None:
    """ "Motion granted.", "7 Motion for Leave - Granted", "DENIED as moot." """
    clause = clause_before(before, made.floor)
    marked = word.isupper() or word.istitle()
    if made.row.outcome == "granted" and LEAVE.match(rest) and len(clause.split()) in range(1, 7):
        if _NO_LEAVE.search(clause):
            return None
        made.where = "after"
        return made
    if made.row.says == "neither" and not marked and made.row.outcome not in _IN_SMALL_LETTERS:
        return None
    if re.match(r"\s*(?:motions?|requests?)\b", rest, re.I) or not _CLOSES.match(rest):
        # "Motions terminated: 8 MOTION" names its motion behind it; "the denied motion" decides nothing.
        return None
    if not _VERBLESS.search(clause):
        return None
    if not re.search(r"\w{3}", clause) and not marked:
        return None
    if not clause.strip(" .:;-") and made.floor and not word.isupper():
        return None
    made.where = "after" if rest.startswith(":") else "before"
    return made
