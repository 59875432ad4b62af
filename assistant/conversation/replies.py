"""Short replies: a fact that was asked for, one that is corrected, an order picked of those offered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from assistant.question.facts import facts_in, read_method, spelled, strings
from indexer.deadlines.dates import MONTHS, find_moments
from indexer.errors import BadDate, SoOrderedError
from indexer.lazy import lazy

_LEAD = (
    r"(?:and|but|so|ok(?:ay)?|then|now|well|oh|hm+|yes|yeah|no|nope|wait|sorry|actually|correction|oops|"
    r"i\s+mean(?:t)?|my\s+mistake)"
)
_LEADS = lazy(rf"^\s*(?:{_LEAD}\b[\s,.:;!-]*)+", re.IGNORECASE)
# "and if I was served by mail?", "what about by mail?", "suppose it was November 1, 2017"
_WHAT_IF = lazy(
    r"^\s*(?:(?:what|how)\s+(?:if|about)|if|suppose|supposing|assuming|say|let'?s\s+say)\b[\s,]*", re.IGNORECASE
)
_ASKS = lazy(
    r"^\s*(?:(?:and|but|so|then)\s+)?(?:who|what|when|where|why|how|which|can|could|may|must|do|does|did|is|are|was|"
    r"were|will|would|should|shall|am|has|have)\b",
    re.IGNORECASE,
)
_AFTER_COMMA = lazy(r",\s*(?:who|what|when|where|why|how|which|can|could|may|must|do|does|is|are|will)\b", re.I)
OTHER = lazy(r"\b(?:the\s+)?other\s+(?:one|order|case|ruling|paper)\b(?!s)", re.IGNORECASE)
UNKNOWN = lazy(
    r"(?:i\s+)?(?:(?:do\s*n[o']?t|dont)\s+(?:know|remember)(?:\s+(?:that|it|yet|when|how))?|(?:am\s+|"
    r"i'?m\s+)?not\s+sure|"
    r"no\s+idea|unknown|\?+|idk)[.!]?",
    re.IGNORECASE,
)
_DAYS = {"today": 0, "yesterday": -1, "the day before yesterday": -2}
_NUMBERED = lazy(r"(?<![\d/.-])(\d{1,2})/(\d{1,2})(?![\d/])")
# A date without its year is read so far on from the order's own date, and no farther.
_NEAR = dt.timedelta(days=183)
_ORDINALS = {
    **dict.fromkeys(("first", "1", "1st", "one"), 0),
    **dict.fromkeys(("second", "2", "2nd", "two"), 1),
    **dict.fromkeys(("third", "3", "3rd", "three"), 2),
    **dict.fromkeys(("fourth", "4", "4th", "four"), 3),
    **dict.fromkeys(("fifth", "5", "5th", "five"), 4),
    "last": -1,
}  # fmt: skip
# What a reply that only names an order says besides.
_NAMING = lazy(
    r"\b(?:and|but|so|what|how|about|for|in|of|the|case|order|matter|one|ruling|same|question|please|i|meant?|mean|"
    r"now|then|ok(?:ay)?|v|vs|versus|no|sorry|actually)\b",
    re.IGNORECASE,
)
_SHORT_REPLY = 12  # words
_SHORT_PICK = 8


def is_question(text: str) -> bool:
    """Whether the words ask something, and don't only tell."""
    rest = _LEADS.sub("", text)
    return bool("?" in rest or _ASKS.search(rest) or _AFTER_COMMA.search(rest))


def changes_facts(text: str) -> bool:
    """Whether a question only supposes another fact: "and if I was served by mail?"."""
    rest = _LEADS.sub("", text)
    led = _WHAT_IF.match(rest)
    if led is None:
        # "and by mail?" asks as much; "and when must it be in?" asks something else.
        return rest != text and not _ASKS.search(rest) and not _AFTER_COMMA.search(rest)
    rest = rest[led.end() :]
    return not _ASKS.search(rest) and not _AFTER_COMMA.search(rest)


def facts_told(text: str, filed: dt.date | None, today: dt.date | None = None) -> dict[str, str]:
    """The facts that the words state, checked; a date without a year gets it from `filed`, the order's own date.

    Raises BadFact and BadDate.
    """
    told = {
        name: dated(value, filed, today) if name.endswith("_date") else value
        for name, value in facts_in(text).items()
    }  # fmt: skip
    return strings(told)


def reply_facts(
    text: str, needs: Sequence[str], correctable: Sequence[str], filed: dt.date | None, today: dt.date | None = None
) -> dict[str, str]:
    """The facts in a reply: whole statements, bare dates for the facts asked for (else for `correctable`), a bare
    way of service; empty where it states none. Raises BadFact and BadDate."""
    told = facts_told(text, filed, today)
    if len(text.split()) > _SHORT_REPLY:
        return told
    if "service_method" not in told and (method := _method(text)) is not None:
        told["service_method"] = method
    wanted = [need for need in needs if need.endswith("_date") and need not in told] or list(correctable)
    if not any(name.endswith("_date") for name in told):
        days = _bare_dates(text)
        if len(days) > 1 and _takes_back(text):
            days = days[-1:]  # "not October 30, 2017 but November 1, 2017"
        if days and len(days) <= len(wanted):
            told |= {name: dated(day, filed, today) for name, day in zip(wanted, days, strict=False)}
    return strings(told)


def dated(typed: str, filed: dt.date | None, today: dt.date | None = None) -> str:
    """A date as ISO. One without a year is the next such day from `filed` on, where that is within half a year;
    "today" and "yesterday" count from `today`. Raises BadDate where the year is not plain."""
    words = " ".join(typed.casefold().split())
    if words in _DAYS and today is not None:
        return (today + dt.timedelta(days=_DAYS[words])).isoformat()
    month, day = _month_day(typed)
    if month is None or day is None:
        return typed
    for year in (filed.year, filed.year + 1) if filed else ():
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if filed and filed <= found <= filed + _NEAR:
            return found.isoformat()
    shown = " ".join(typed.split())[:40]
    raise BadDate(f"which year is meant by {shown!r}? Type the date with its year, as in October 30, 2017")


def picked(text: str, offered: Sequence[tuple[str, str]], named: Iterable[str]) -> str | None:
    """The offered order that `text` names: by name, number, id, or words of its title that no other has."""
    ids = [order for order, _ in offered]
    fitting = [order for order in named if order in ids]
    if len(fitting) == 1:
        return fitting[0]
    words = re.findall(r"[\w-]+", text.casefold())
    exact = [order for order in ids if order.casefold() in (text.strip().casefold(), *words)]
    if len(exact) == 1:
        return exact[0]
    if len(words) > _SHORT_PICK or is_question(text):
        return None
    if len(words) <= 5:
        for word in words:
            place = _ORDINALS.get(word)
            # "the first one": the numeral, not the pronoun.
            if place is not None and -len(ids) <= place < len(ids) and not (word == "one" and len(words) > 1):
                return ids[place]
    titles = {order: set(re.findall(r"[\w-]+", title.casefold())) for order, title in offered}
    by_words = [order for order, title in titles.items() if any(len(word) > 3 and word in title for word in words)]
    return by_words[0] if len(by_words) == 1 else None


def names_only(text: str) -> bool:
    """Whether the words do no more than name an order: "what about the Brown case?"."""
    words = re.findall(r"[^\W\d_]+", _NAMING.sub(" ", text))
    return len(words) <= 4 and all(word[0].isupper() for word in words) and len(text.split()) <= _SHORT_PICK


def _method(text: str) -> str | None:
    try:
        return read_method(text)
    except SoOrderedError:
        return None


def _bare_dates(text: str) -> list[str]:
    plain = spelled(text)
    found = [(moment.start, text[moment.start : moment.end]) for moment in find_moments(plain)]
    found += [(match.start(), match.group()) for match in _NUMBERED.finditer(text)]
    if not found:
        rest = _LEADS.sub("", text).strip(" .!").casefold()
        rest = re.sub(r"^(?:it\s+was|on|that\s+was)\s+", "", rest)
        found = [(0, rest)] if rest in _DAYS else []
    return [words for _, words in sorted(found)]


def _takes_back(text: str) -> bool:
    return bool(re.search(r"\b(?:not|no|sorry|instead|wrong|rather|actually)\b", text, re.IGNORECASE))


def _month_day(typed: str) -> tuple[int | None, int | None]:
    """Month and day of a date that has no year, else None twice."""
    match = _NUMBERED.fullmatch(typed.strip())
    if match:
        return int(match[1]), int(match[2])
    named = re.fullmatch(r"(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?", typed.strip(), re.I)
    if named and named[2].casefold() in MONTHS:
        return MONTHS[named[2].casefold()], int(named[1])
    for moment in find_moments(spelled(typed)):
        if moment.year is None and moment.month and moment.day:
            return moment.month, moment.day
    return None, None
