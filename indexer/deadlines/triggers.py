"""What starts a period: the words after "of", "from", "after" or "before", read as a Trigger.

A rule is an entry of `RULES`, tried in turn at the first word; the last resort is a noun phrase or short
clause ("his release on bail", "it receives notice of the final disposition"), named after its head noun.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.deadlines.dates import read_moment
from indexer.deadlines.trigger_rules import RULES
from indexer.lazy import lazy
from indexer.orders import Trigger, TriggerKind
from indexer.provisions.phrases import listed

_COMPILED = [(rule, lazy(rule.regex, re.I)) for rule in RULES]

# Nouns that say "when" of the noun behind them: "the date of the hearing", "the close of discovery".
_LIGHT = listed(
    "date day time close completion end conclusion expiration expiry start commencement beginning opening "
    "occurrence termination entry first last period"
)
_HEARINGS = listed("hearing conference trial mediation deposition argument arraignment sentencing")
_FILINGS = {"filing", "filed", "files", "file", "lodging", "submission", "submitted"}
_DETERMINERS = listed("the a an this that any each such said his her its their our your all scheduled parties' party's")
_BREAKS = listed(
    "shall must will may should can cannot whether unless if so then provided except absent who because "
    "although setting indicating showing why"
)
_PREPOSITIONS = listed(
    "of on in for with to at by regarding between from upon set scheduled as before against concerning "
    "referenced ordered"
)
# "responses to", "subject to": "to" stays inside the phrase; elsewhere it opens what must be done.
_TAKES_TO = listed(
    "response responses objection objections answer answers opposition reply replies motion prior according "
    "due respect regard amendment returned delivered transferred sent mailed subject referred provided"
)
_TAKES_FOR = {"date", "scheduled", "set", "deadline", "time", "motion", "motions", "request", "petition"}
_WORD = lazy(r"\s{0,4}([A-Za-z0-9§&](?:[\w'’&/-]|\.(?![A-Z][a-z]))*)")
_FINITE = lazy(
    r"(?:is|are|was|were|has|have|receives?|rules?|files?|serves?|issues?|enters?|becomes?|decides?|denies|grants?|"
    r"obtains?|learns?|completes?|makes?|takes?|expires?|closes?|concludes?|ends?|occurs?|posts?|pays?|produces?)$",
    re.I,
)
_MOST_WORDS = 24


class FoundTrigger(NamedTuple):
    """A trigger and where its words end."""

    trigger: Trigger
    end: int


def read_trigger(text: str, start: int) -> FoundTrigger | None:
    """The trigger whose words begin at `start` of `text`; None where no trigger can be read there."""
    while start < len(text) and text[start].isspace():
        start += 1
    for rule, regex in _COMPILED:
        if (match := regex.match(text, start)) and match.end() > start:
            return FoundTrigger(Trigger(rule.kind, rule.event, _clean(match.group())), match.end())
    if moment := read_moment(text[start : start + 80]):
        return FoundTrigger(Trigger("fixed_date", None, _clean(text[start : start + moment.end])), start + moment.end)
    return _phrase(text, start)


_STOPS_CLAUSE = listed("shall must will may unless provided nothing no if whichever")
_LOOSE = _PREPOSITIONS | {"the", "a", "an", "this", "and", "or", "is", "are", "now"}
_MOST_CLAUSE = 15
_CLAUSE_WORD = lazy(r"\s{1,4}(?:\(\w{1,3}\)\s?)?([\w$§#&“\"][\w'’/$§#&.”\"-]*(?:\(\w{1,3}\))*)")


def read_clause(text: str, start: int, until: int | None = None) -> tuple[int, int] | None:
    """Where the words of what happens lie, of "until | the motion is decided, ..."; until: where they must end at the
    latest. None where no words follow. The clause ends at a comma, a stop, or the operator of the next clause."""
    begin = end = start
    words: list[str] = []
    while len(words) < _MOST_CLAUSE and (match := _CLAUSE_WORD.match(text, end)):
        word = match.group(1)
        if until is not None and match.end() > until or word.casefold() in _STOPS_CLAUSE:
            break
        if word.casefold() in {"and", "or", "but"} and _next_clause(text, match.end()):
            break
        begin = match.start(1) if not words else begin
        words.append(word)
        end = match.end()
        if word[-1] == "." and len(word) > 3 and not _ABBREVIATED.match(text, end):
            end -= 1
            break
    while words and words[-1].casefold() in _LOOSE and words[-2:] != ["gone", "by"]:
        end -= len(words.pop())
        end = len(text[:end].rstrip())
    if not words:
        return None
    if text[end - 1] == ".":
        end -= 1
    return begin, end


_ABBREVIATED = re.compile(r"\s+[a-z0-9§(]")
_NEXT = re.compile(r"\s+(?:then\s)?(?:shall|must|will|may|the\s\w+\s(?:shall|must|will|may)|until|in\sany|not)\b", re.I)


def _next_clause(text: str, at: int) -> bool:
    return _NEXT.match(text, at) is not None


def _phrase(text: str, start: int) -> FoundTrigger | None:
    words, end = _words(text, start)
    if not words:
        return None
    lowered = [word.casefold().rstrip(".") for word in words]
    event = _head(lowered)
    if event is None:
        return None
    kind: TriggerKind = "event"
    if lowered[0] in {"service", "serving"} or (lowered[0] == "being" and "served" in lowered):
        kind, event = "service", " ".join(_after_of(lowered)[-1:] + ["service"])
    elif lowered[0] == "the" and lowered[1:2] in (["filing"], ["submission"]) or lowered[0] in _FILINGS:
        kind = "filing"
        event = " ".join((_after_of(lowered) or [event])[-1:])
    elif event in _HEARINGS:
        kind = "hearing"
    return FoundTrigger(Trigger(kind, event, _clean(text[start:end])), end)


def _words(text: str, start: int) -> tuple[list[str], int]:
    """The words of the noun phrase or clause at `start`, and where the last of them ends."""
    words: list[str] = []
    position = end = start
    finite = False
    while len(words) < _MOST_WORDS and (match := _WORD.match(text, position)):
        word = match.group(1)
        lowered = word.casefold().rstrip(".")
        if lowered in _BREAKS or (
            lowered in {"in", "within", "by"} and text[match.end() :].lstrip().startswith("which")
        ):
            break
        if lowered == "to" and not (words and words[-1].casefold() in _TAKES_TO):
            break
        if lowered == "for" and not (words and words[-1].casefold() in _TAKES_FOR):
            break
        if lowered in {"and", "or", "but"} and not _joins_nouns(text, match.end()):
            break
        if _FINITE.match(lowered) and words:
            if finite and lowered in {"is", "are", "was", "were", "has", "have"}:
                break
            finite = True
        if lowered == "that" and words and finite:
            break
        words.append(word)
        position = end = match.end()
        if word.endswith(".") and len(word) > 3 and not word[:-1].isupper():
            return words, end - 1
    if words and words[-1].endswith("."):
        end -= 1
    while words and words[-1].casefold() in _PREPOSITIONS | {"the", "a", "this", "that"}:
        end -= len(words.pop())
        end = len(text[:end].rstrip())
    return words, end


def _joins_nouns(text: str, position: int) -> bool:
    """Whether "and" at `position` joins two capitalised nouns ("Decision and Order")."""
    return (
        re.match(
            r"\s+(?:[A-Z]\w+|recommendations?|reports?)\b(?!\s+(?:shall|must|will|may|is|are)\b)",
            text[position:],
        )
        is not None
    )


def _head(words: list[str]) -> str | None:
    """The head noun: the last word before the first preposition, verb or participle, past light nouns."""
    run: list[str] = []
    for index, word in enumerate(words):
        if word in _DETERMINERS and not run:
            continue
        if word in {"it", "he", "she", "they", "court"} and not run and len(words) > index + 1:
            if rest := words[index + 2 :]:
                return _head(rest) or words[index + 1]
            return words[index + 1]
        stop = word in _PREPOSITIONS or (run and (_FINITE.match(word) or word in {"that", "which"}))
        if stop:
            if run and run[-1] in _LIGHT and (deeper := _head(words[index + 1 :])):
                return deeper
            if run and _FINITE.match(word):
                return run[-1]
            if run:
                return run[-1]
            continue
        run.append(word)
    if not run:
        return None
    # "the six week publication period": the noun before the light one says what it is
    return _bare(run[-2] if run[-1] in _LIGHT and len(run) > 1 else run[-1])


def _after_of(words: list[str]) -> list[str]:
    """The words of the first noun phrase behind "of" (or behind the first word, "filing its answer")."""
    if "of" in words:
        rest = words[words.index("of") + 1 :]
    else:
        rest = words[1:]
    taken: list[str] = []
    for word in rest:
        if word in _DETERMINERS and not taken:
            continue
        if word in _PREPOSITIONS or _FINITE.match(word):
            break
        taken.append(_bare(word))
    return taken


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word)


def _clean(words: str) -> str:
    return " ".join(words.split()).strip(" ,.;:")
