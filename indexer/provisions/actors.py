"""Who a clause names: the actor without its introduction, what a pronoun stands for, whose paper it is, and
the condition that the act stands under."""

from __future__ import annotations

import re
from bisect import bisect_right

from indexer.lazy import lazy, possible, remembered

AGENT = re.compile(
    r"\bby\s(?!(?:e-?mail|mail|telephone|phone|ecf|cm/ecf|hand|video|fax|means|way|the\sdate|no|\w+ing)\b)"
    r"(?P<agent>(?:the\s|all\s|each\s|defense\s)?(?:[A-Z]|counsel|plaintiff|defendant|part)[\w'’&.-]*"
    r"(?:,?\s(?:[A-Z][\w'’&.-]*|counsel|of|and\s[A-Z]\w+))*)"
)
_PRONOUN = re.compile(r"^(?:that|such|said|he|she|it|they|the\slatter)\b\s*", re.I)
_PERSON = re.compile(
    r"\b(?:(?:counsel|attorneys?|parties|party|plaintiffs?|defendants?|petitioners?|respondents?|movants?|debtors?|"
    r"trustee|receiver|government|state|clerk)\b(?:\s(?:for|of)\s(?:any|the|each|all)\s\w+)?"
    r"(?-i:(?:\s[A-Z][\w.'’-]+){0,3}))",
    re.I,
)
_PARTY = re.compile(r"\b(?:plaintiff|defendant|petitioner|respondent|movant|debtor|government|part|state)", re.I)
_CONDITION = lazy(
    r"\s*(?:(?:\(?\w{1,2}[.)]|accordingly,|order:|and)\s+)*"
    r"(?P<words>\b(?:if|in\sthe\sevent|to\sthe\sextent|should|unless|provided\sthat|when|once|where)\b)",
    re.I,
)
_THEN = lazy(r",\s+then\b", re.I)
_MOST = 600  # characters before an operator that are read for its actor
_OPENS = re.compile(r"[;:]\s|(?:\w{3}|\d|\))\.\s+(?=[A-Z])")
_PREFIXES = tuple(
    re.compile(prefix, re.I)
    for prefix in (
        r"^.*\b(?:it\sis\s|is\s|are\s)?(?:hereby\s|further\s|also\s)*ordered"
        r"(?:,?\sadjudged(?:,?\sand\sdecreed)?)?(?:\sthat)?[\s,:]+",
        r"^(?:\w+\s){0,3}orders?(?:[,:]|\sthat\b)\s*(?:that\s)?",
        r"^.*\b(?:as\sfollows|following):\s+",
        r"^(?:if|in\sthe\sevent|to\sthe\sextent|should|unless|provided|when|once|where|upon|after|following)\b"
        r".*,\s+(?:then\s)?",
        r"^(?:pursuant\sto|under|as\s|for\s(?:good|the)|in\s|accordingly|finally|therefore|further|moreover|specifically|"
        r"going\sforward|with\srespect\sto|having|because|since|given|on\s|by\s|to\s[a-z]+\s|at\s|within\s|"
        r"not?\slater\sthan\s)(?:[^,]|,(?=\s\d{4}\b))*,\s+",
        r"^.*(?:;|(?-i:(?<=[a-z\d][a-z\d])\.))\s+(?:and\s)?(?:accordingly,?\s)?",
        r"^.*;\s(?:and\s)?to\s[a-z]+\s[^;]*,\s",
        r"^(?:and|then|but|or|that(?=\s(?:the|all|each|any|no|(?-i:[A-Z]))\b))\s",
        r"^\(?(?:\d{1,2}|[a-z]{1,3})[.)]\s+",
        r"^[\s,;:.)—-]+",
    )
)


def clean_actor(actor: str | None) -> str | None:
    """The actor's words without what introduces the clause: numbers, conditions, "it is ordered that"."""
    if actor is None:
        return None
    return _cleaned(actor[-_MOST:]) or None


@remembered
def _cleaned(actor: str) -> str:
    words, previous = " ".join(actor.split()), ""
    while words != previous:
        previous = words
        for prefix in _PREFIXES:
            words = prefix.sub("", words, count=1)
    return words.strip(" ,;:.")


def antecedent(actor: str | None, condition: str | None) -> str | None:
    """The person whom the condition names, for an actor that only points back: "he", "that counsel"."""
    if actor is None or condition is None or not (_PRONOUN.match(actor) or len(actor.split()) == 1):
        return actor
    head = _PRONOUN.sub("", actor).strip().casefold()
    for person in _PERSON.finditer(condition):
        if head in person.group().casefold():
            return person.group()
    return actor


def condition_of(sentence: str, at: int) -> str | None:
    """The words of the condition that the act at `at` stands under: "If the parties are unable to agree"."""
    if not possible(_CONDITION, sentence):
        return None
    opens = _opens(sentence)
    place = bisect_right(opens, (at, at)) - 1
    opened = opens[place][1] if place >= 0 else 0
    match = _CONDITION.match(sentence, opened)
    if match is None:
        return None
    start = match.start("words")
    if then := _THEN.search(sentence, start):
        return sentence[start : then.start()]
    for comma in re.finditer(r",\s(?!\d{4}\b)", sentence[start:]):
        words = sentence[start : start + comma.start()]
        if len(words) > 15:
            return words
    return None


@remembered
def _opens(sentence: str) -> tuple[tuple[int, int], ...]:
    """Where the clauses of `sentence` begin, each behind the place up to which it has to be read to be known as one.
    Kept, as a sentence is asked for each of its dates."""
    return tuple((found.end() + (found.group()[0] not in ";:"), found.end()) for found in _OPENS.finditer(sentence))


def owner_of(possessive: str) -> str | None:
    """Of "Defendants'" "Defendants", where the owner is a party: its paper is due from it."""
    bare = re.sub(r"['’]s?$", "", possessive)
    return bare if _PARTY.search(bare) else None
