"""Noun phrases and verbs as a clause prints them: what is due, cut from the words around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from indexer.lazy import lazy, remembered


def listed(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


# Verbs whose object is what falls due: "file a Joint Statement" makes the Joint Statement due.
HANDS_IN = listed(
    "file submit serve lodge provide produce send email e-mail mail pay post deliver exchange complete "
    "disclose return tender furnish forward docket upload circulate designate identify prepare amend "
    "supplement execute sign sought answer oppose make prepay refile renew"
)
BASE_VERBS = HANDS_IN | listed(
    "appear attend notify advise inform contact confer meet respond reply object comply surrender "
    "self-surrender report initiate destroy remove vacate cease release transfer arrange schedule "
    "initiate participate engage reinstate pay give make take have set hold mediate depose"
)
_GENERIC = {"materials", "documents", "items", "information", "papers", "things", "submissions"}
_DETERMINERS = lazy(
    r"^(?:(?:and|or|the|an?|any|all|such|said|current|this|that|its|his|her|their|each|every|no|either|both|at\s+least|"
    r"one|two|three|four|five|another|following)\s+|[^\w$]+)+",
    re.I,
)
_STOPS = lazy(
    r"\s(?:regarding|concerning|with|within|by|on|in|that|which|who|setting|documenting|apprising|at|via|for|no|as|"
    r"indicating|including|shall|must|will|whether|unless|if|from|upon|before|after|during|pursuant|addressing|"
    r"certifying|together|explaining|showing|stating|whichever|when|until|not|signed|referring|is|are|to\sbe|currently|presently|previously|so|updating|"
    r"supporting|opposing|describing|detailing|requesting|seeking|containing|responding|permitted|required|"
    r"to\sthe\s(?:court|clerk|judge|undersigned|chambers))\b|[,;:()—]|(?<!(?-i:[A-Z]))\.(?!\w)"
)
# "hearing on the motion", "motion for leave": the preposition belongs to the noun.
_KEEPS = lazy(
    r"\b(?:hearing|argument|brief(?:s|ing)?|motions?|requests?|applications?|petitions?|notice|time|leave)$", re.I
)
_MOST_WORDS = 14  # of a subject; what follows says more than its name
_PERSON = lazy(
    r"(?:plaintiff|defendant|petitioner|respondent|part(?:y|ies)|counsel|court|clerk)s?\b(?!['’])", re.I
)
_LOOSE_OBJECT = lazy(
    r"(?<!\bto\s)(?<!\bwith\s)(?<!\bon\s)(?<!\bby\s)(?<!\bof\s)(?<!\bin\s)(?<!\bfor\s)(?<!\bbefore\s)(?<!\bupon\s)"
    r"\b(?:an?|the|its|their|his|her|any|such|either|all|proof|copies)\s",
    re.I,
)
_EMPTY = listed(
    "the a an any all such said this that its his her their of to for in on and or deadline date by due "
    "be shall is are it with at"
)


@lru_cache(maxsize=4096)
def words_of(subject: str) -> frozenset[str]:
    """The words that tell one subject from another: lower case, no determiners, singular."""
    words = re.findall(r"[a-z0-9$][\w$-]*", subject.casefold().replace("’", "'"))
    return frozenset(re.sub(r"(?<=[^s])s$", "", word) for word in words) - _EMPTY


@remembered
def stem(verb: str) -> str:
    """A verb's first letters, enough to know "filed" for "file"."""
    return re.sub(r"(?:ing|ed|es|e|s)$", "", verb.casefold())


@cache
def _handed_in() -> frozenset[str]:
    return frozenset(map(stem, HANDS_IN))


def trim(noun_phrase: str) -> str:
    """A noun phrase without its determiners and without what follows its first preposition but "of" and "to"."""
    bare = _DETERMINERS.sub("", " ".join(noun_phrase.split()))
    for cut in _STOPS.finditer(bare):
        if cut.start() > 0 and not (cut.group().strip() in {"for", "on"} and _KEEPS.search(bare[: cut.start()])):
            bare = bare[: cut.start()]
            break
    return " ".join(bare.split()[:_MOST_WORDS]).strip(" ,;:.")


def object_of(verb: str, rest: str) -> str:
    """What is due: the object of a verb that hands something in, else the verb with its object."""
    if stem(verb) in _handed_in():
        direct = rest
        if re.match(r"(?:to|with|on|via|by|for|in|upon|before)\b", rest) and (loose := _LOOSE_OBJECT.search(rest)):
            direct = rest[loose.start() :]
        if (named := trim(direct)) and not _PERSON.match(named):
            if (
                named.casefold() in _GENERIC
                and ":" in direct
                and (listed := trim(re.sub(r"^[^:]*:\s*(?:\(\w+\)\s)?", "", direct)))
            ):
                return listed
            return named
    cut = _STOPS.search(rest)
    words = f"{verb} {rest[: cut.start()] if cut else rest}".split()
    return " ".join(words[:_MOST_WORDS]).strip(" ,.;:")
