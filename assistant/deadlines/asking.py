"""A missing fact as a person asks for it: "the filing of the motion" → "On what day was the motion filed?".

Each way of asking stands beside phrases of orders that it takes, with what is asked, and phrases that it must leave;
the tests are made from them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy

_LONGEST = 120  # characters of a phrase; a longer one is no name of an event


@dataclass(frozen=True, slots=True)
class Asking:
    """A way of asking. pattern: matches the whole phrase, which may end in the thing (`what`). asked: the question,
    with {what} for the thing. examples: (phrase, question); near: phrases that are asked for otherwise."""

    name: str
    pattern: str
    asked: str
    examples: tuple[tuple[str, str], ...]
    near: tuple[str, ...]


_OF = r"\s+(?:of|on|with|to)\s+(?:a\s+copy\s+of\s+)?(?P<what>.+)"
_THE = r"(?:the\s+|his\s+|her\s+|their\s+|its\s+|any\s+|such\s+)?"

ASKINGS: tuple[Asking, ...] = (
    Asking(
        "met",
        r"(?:the\s+|a\s+|their\s+|your\s+|any\s+)?"
        r"(?:date\s+of\s+(?:the\s+)?)?"
        r"(?:parties['’]?\s+|counsel['’]?s?\s+|rule\s+26\(f\)\s+|in-person\s+|telephonic\s+|discovery\s+)*"
        r"(?:meet[\s-]and[\s-]confer(?:\s+(?:conference|session|meeting|call))?"
        r"|conferr?(?:al|ing)"
        r"|conference\s+(?:of|between|among)\s+(?:the\s+)?(?:parties|counsel)"
        r"|meeting(?:\s+(?:of|between|among)\s+(?:the\s+)?(?:parties|counsel))?"
        r"|(?<=\s)conference)",
        "On what day did you meet with the other side?",
        (
            ("the meet and confer", "On what day did you meet with the other side?"),
            ("the meet-and-confer session", "On what day did you meet with the other side?"),
            ("the parties' conference", "On what day did you meet with the other side?"),
            ("their meeting", "On what day did you meet with the other side?"),
        ),
        ("the settlement conference", "the conference with the magistrate judge", "the trial"),
    ),
    Asking(
        "received",
        rf"{_THE}(?:receipt{_OF}|receiving\s+(?P<got>.+))",
        "On what day did you receive {what}?",
        (
            ("receipt of a notice of rescission", "On what day did you receive a notice of rescission?"),
            ("receiving the demand", "On what day did you receive the demand?"),
        ),
        ("the receipt", "filing of the receipt"),
    ),
    Asking(
        "served",
        rf"{_THE}(?:date\s+of\s+)?(?:being\s+served|service){_OF}",
        "On what day was {what} served?",
        (
            ("service of the amended Complaint", "On what day was the amended Complaint served?"),
            ("being served with a copy of this recommendation", "On what day was this recommendation served?"),
        ),
        ("the date of service", "the services of an expert"),
    ),
    Asking(
        "filed",
        rf"{_THE}(?:date\s+of\s+)?(?:the\s+)?filing{_OF}",
        "On what day was {what} filed?",
        (
            ("the filing of the motion", "On what day was the motion filed?"),
            ("filing of the reports", "On what day were the reports filed?"),
        ),
        ("the filing deadline",),
    ),
    Asking(
        "entered",
        rf"{_THE}(?:date\s+of\s+)?(?:the\s+)?(?:entry|issuance){_OF}",
        "On what day was {what} entered?",
        (("the entry of judgment", "On what day was judgment entered?"),),
        ("the entry form",),
    ),
    Asking(
        "decided",
        rf"{_THE}(?:date\s+of\s+)?(?:the\s+)?(?:resolution|disposition|determination){_OF}",
        "On what day was {what} decided?",
        (("resolution of the dispositive motions", "On what day were the dispositive motions decided?"),),
        ("the board's resolution",),
    ),
    Asking(
        "ended",
        rf"{_THE}(?:date\s+of\s+)?(?:the\s+)?"
        rf"(?:conclusion|completion|close|end|expiration|termination){_OF}",
        "On what day did {what} end?",
        (
            ("the close of discovery", "On what day did discovery end?"),
            ("the expiration of the 90-day stay period", "On what day did the 90-day stay period end?"),
        ),
        ("the closing", "the end users"),
    ),
    Asking(
        "released",
        r"(?:his|her|their|the\s+(?:plaintiff|defendant|prisoner|inmate|petitioner)['’]s)\s+release\b.*",
        "On what day did the release happen?",
        (("his release on bail", "On what day did the release happen?"),),
        ("the release of claims",),
    ),
    Asking(
        "happened",
        r"(?P<what>(?:\S+\s+){1,12}?(?:is|are|was|were|has|have|had|occurs?|becomes?|files?|receives?)\b.*)",
        "On what day did this happen: {what}?",
        (
            ("a motion to dismiss is filed", "On what day did this happen: a motion to dismiss is filed?"),
            ("he has exhausted his remedies", "On what day did this happen: he has exhausted his remedies?"),
        ),
        ("the island survey", "the initial closing"),
    ),
    Asking(
        "held",
        r"(?:the\s+)?(?:date\s+(?:of|for)\s+(?:the\s+)?)?"
        r"(?P<what>(?:[\w-]+\s+){0,4}(?:hearing|trial|conference|deposition|mediation|argument|inspection))"
        r"(?:\s+date)?",
        "On what day is the {what}?",
        (
            ("hearing date", "On what day is the hearing?"),
            ("the settlement conference", "On what day is the settlement conference?"),
        ),
        ("the trial brief",),
    ),
)
_READ = tuple((asking, lazy(asking.pattern, re.IGNORECASE)) for asking in ASKINGS)
_DATE_OF = lazy(r"^(?:the\s+)?date\s+(?:of|on\s+which|that|when)\s+", re.IGNORECASE)
# "the reports", "dispositive motions": what takes "were".
_SEVERAL = lazy(r"(?:(?:the|all|any|both|these|those)\s+)?(?:[\w-]+\s+){0,4}?[\w-]*[^\Wsiu]s", re.IGNORECASE)


def asked_for(phrase: str) -> str:
    """The question for the date of what an order calls so: "the close of discovery"."""
    words = _plain(phrase)
    if len(words) > _LONGEST:
        return f"What is the date of this: {words}?"
    found = _read(words)
    if found is None:
        return f"What is the date of {_DATE_OF.sub('', words)}?"
    asking, parts = found
    what = next((part for part in parts.values() if part), "")
    asked = asking.asked.format(what=what)
    return asked.replace("day was", "day were") if _SEVERAL.fullmatch(what) else asked


def way(phrase: str) -> str | None:
    """The name of the way of asking that takes a phrase; None where none does."""
    words = _plain(phrase)
    found = _read(words) if len(words) <= _LONGEST else None
    return found[0].name if found else None


def _read(words: str) -> tuple[Asking, dict[str, str | None]] | None:
    for asking, pattern in _READ:
        found = pattern.fullmatch(_DATE_OF.sub("", words)) or pattern.fullmatch(words)
        if found:
            return asking, found.groupdict()
    return None


def _plain(phrase: str) -> str:
    return " ".join(phrase.split()).strip(" .,;:")
