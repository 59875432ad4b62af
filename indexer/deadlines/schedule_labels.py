"""Labels of schedules and docket entries: "Defendants' deadline to file a Status Report", "Expert Disclosure
Plaintiff", "Dispositive motions"."""

from __future__ import annotations

import re

from indexer.provisions.actors import clean_actor
from indexer.provisions.phrases import trim

_OWNER = re.compile(r"(?P<who>(?:the\s)?[A-Z][\w ]{2,40}?)(?:['’]s|s['’])\s(?:deadline|time|last\sday)", re.I)
_FOR_WHOM = re.compile(r".*\bdeadline\sfor\s(?P<who>(?:the\s)?[A-Z][\w ]{2,40}?)\sto\s(?P<act>[a-z].*)$")
_LABEL_PARTY = re.compile(
    r"^(?P<what>.*?)(?:\s(?:deadline|cut-?\s?off|due\sdate|date))?\s(?:[-–—]\s)?\(?(?P<who>both\sparties|all\sparties|plaintiffs?|"
    r"defendants?|petitioner|respondent)\)?$",
    re.I,
)


def of_label(label: str) -> tuple[str | None, str, str, str]:
    """Actor, act, verb and subject of a label: "Defendants' deadline to file a Status Report", "Expert
    Disclosure Plaintiff", "Dispositive motions"."""
    if whom := _FOR_WHOM.match(label):
        verb = whom["act"].split()[0]
        return (
            clean_actor(whom["who"]),
            whom["act"],
            verb,
            trim(whom["act"][len(verb) :]) if verb in _FILES else whom["act"],
        )
    actor = None
    label = re.sub(r"\s(?:of|from|to|for)\s*$", "", " ".join(label.split()))
    if owner := _OWNER.match(label):
        actor = clean_actor(owner["who"] + ("s" if re.search("s['’]", owner.group()) else ""))
    held = re.sub(r"^.*\b(?:deadline|time|date|last\sday)\s(?:to|for|of)\s", "", label, flags=re.I)
    if led := re.match(r"(?:to\s)?(?P<verb>[a-z]+)\s(?=\w)", held):
        if led["verb"] in _FILES and led["verb"] != "serve":
            return actor, held, led["verb"], trim(held[led.end() :])
        return actor, held, "", trim(held)
    if party := _LABEL_PARTY.match(held):
        return party["who"], held, "", trim(party["what"])
    due = re.sub(r"\s(?:deadline|cut-?\s?off|due\sdate|date)$", "", trim(held), flags=re.I)
    return actor, " ".join(label.split()), "", due or trim(label)


_FILES = frozenset(["file", "submit", "serve", "provide", "produce", "complete"])
