"""Facts that a person gives: names, dates and ways of service checked, and read from a question's words.

A fact is a pair of strings. `service_date` and `service_method` speak of the order; `<event>_date` (and
`<event>_time` for a period in hours) of any other event, after its head noun: `conference_date`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.calendar.dates import long_date, parse_date, parse_time, parse_zone
from assistant.words.words import stem, tokens
from indexer.deadlines.dates import find_moments
from indexer.errors import BadFact
from indexer.lazy import lazy
from indexer.orders import Order

METHODS = ("electronic", "mail", "hand", "clerk", "other")
_METHOD_WORDS = {
    "electronic": "electronic electronically ecf cm/ecf e-service eservice e-served email e-mail nef online",
    "mail": "mail mailed mailing usps post postal certified",
    "hand": "hand personal personally in-hand hand-delivery in-person delivery",
    "clerk": "clerk clerk's",
    "other": "other fax courier fedex ups consent",
}
_METHOD_OF = {word: method for method, words in _METHOD_WORDS.items() for word in words.split()}
_ALIASES = {
    "served": "service_date",
    "served_on": "service_date",
    "date_of_service": "service_date",
    "service": "service_date",
    "method": "service_method",
    "by": "service_method",
    "served_by": "service_method",
    "method_of_service": "service_method",
}
_NAME = lazy(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*_(?:date|time|zone)")
_WITH_TIME = lazy(r"(?P<date>.*?\d)(?:[ T]+|,? at )(?P<time>\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\.?)?)", re.I)


@dataclass(frozen=True)
class Facts(Mapping[str, str]):
    """Facts that passed the check; also the mapping of their full names to normal strings ("2017-10-30").

    dates: name without its ending ("service", "conference") → date; times likewise; zones: of a time, as
    `parse_zone` takes them. service_method: one of METHODS, None where not given.
    """

    dates: dict[str, dt.date] = field(default_factory=dict)
    times: dict[str, dt.time] = field(default_factory=dict)
    service_method: str | None = None
    zones: dict[str, str] = field(default_factory=dict)

    @property
    def service_date(self) -> dt.date | None:
        return self.dates.get("service")

    def _strings(self) -> dict[str, str]:
        strings = {f"{name}_date": date.isoformat() for name, date in self.dates.items()}
        strings |= {f"{name}_time": time.isoformat("minutes") for name, time in self.times.items()}
        strings |= {f"{name}_zone": zone for name, zone in self.zones.items()}
        return strings | ({"service_method": self.service_method} if self.service_method else {})

    def __getitem__(self, name: str) -> str:
        return self._strings()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._strings())

    def __len__(self) -> int:
        return len(self._strings())


def check_facts(facts: Mapping[str, str] | Facts | None, order: Order | None = None) -> Facts:
    """The facts as values. With `order`, also against it: a service date before its own date, an event on
    another day than it sets.

    Raises BadFact (a name or a way of service that is not accepted, a contradiction) and BadDate, each with
    the value and what is accepted.
    """
    if isinstance(facts, Facts):
        if order is not None:
            _against(order, facts)
        return facts
    dates: dict[str, dt.date] = {}
    times: dict[str, dt.time] = {}
    zones: dict[str, str] = {}
    method = None
    for given, raw in (facts or {}).items():
        name = re.sub(r"[\s-]+", "_", given.strip().casefold())
        name = _ALIASES.get(name, name)
        value = str(raw).strip()
        if name == "service_method":
            method = read_method(value)
        elif not _NAME.fullmatch(name):
            raise BadFact(
                f"No fact is called {given!r}; accepted: service_date, service_method, and <event>_date or "
                "<event>_time after the event, such as conference_date."
            )
        elif name.endswith("_zone"):
            parse_zone(value)
            zones[name[:-5]] = value
        elif name.endswith("_time"):
            times[name[:-5]] = parse_time(value)
        else:
            event = name[:-5]
            if found := _WITH_TIME.fullmatch(value):
                dates[event], times[event] = parse_date(found["date"]), parse_time(found["time"])
            else:
                dates[event] = parse_date(value)
    checked = Facts(dates, times, method, zones)
    if order is not None:
        _against(order, checked)
    return checked


def strings(facts: Mapping[str, str] | None) -> dict[str, str]:
    """Facts under their full names, in normal form: {"service_date": "2017-10-30"}. Raises as `check_facts`."""
    return dict(check_facts(facts))


def read_method(value: str) -> str:
    """A way of service as one of METHODS. Raises BadFact."""
    words = value.casefold().replace("in person", "in-person").replace("e service", "e-service")
    found = {_METHOD_OF[word] for word in re.findall(r"[a-z][a-z'/-]*", words) if word in _METHOD_OF}
    if found == {"electronic", "mail"} and "electronic mail" in words:
        found = {"electronic"}
    if len(found) != 1:
        raise BadFact(f"No way of service is called {value!r}; accepted: {', '.join(METHODS)}.")
    return found.pop()


def _against(order: Order, facts: Facts) -> None:
    served, dated = facts.service_date, order.caption.filed
    if served and dated and served < dated:
        raise BadFact(
            f"service_date {served.isoformat()} is before the order's own date, {long_date(dated)}; "
            "give the date of service that the docket shows, on or after it."
        )
    for name, date in facts.dates.items():
        words = {stem(part) for part in name.split("_")}
        set_for = [
            deadline.phrase.date
            for deadline in order.deadlines
            if deadline.role == "event"
            and deadline.phrase.date
            and words <= {stem(w) for w, _, _ in tokens(deadline.subject)}
        ]
        if set_for and date not in set_for:
            raise BadFact(
                f"{name}_date {date.isoformat()} contradicts the order, which sets that {name} for "
                f"{long_date(set_for[0])}; leave it out, or ask of the order that reset it."
            )


@dataclass(frozen=True, slots=True)
class Telling:
    """Words before a date that tell a fact. matches: (sentence, name, value); near_misses: no such fact."""

    name: str
    before: str
    matches: tuple[tuple[str, str, str], ...]
    near_misses: tuple[str, ...]


_ON = (
    r"\s(?:(?:was|were|is|took\splace|happened|occurred|set|held|had|scheduled|back|dated)\s){0,3}"
    r"(?:on|for|by|of|at)?\s?$"
)
TELLINGS: tuple[Telling, ...] = (
    Telling(
        "notice_received",
        rf"\b(?:got|received|receives?|gets)\s(?:the\s|its\s|his\s|her\s|a\s)?notice\b[^.?!]{{0,60}}{_ON}",
        (("The vendor got notice of the dismissal on December 2, 2013.", "notice_received_date", "2013-12-02"),),
        ("The vendor got the order on December 2, 2013.",),
    ),
    Telling(
        "service",
        r"\b(?:e-?served|served|service|mailed|hand-?delivered|handed|delivered|emailed|"
        r"(?:got|received|receiving)\s(?:it|this|mine|ours|them|(?:the|this|your|"
        r"a\scopy\sof\sthe)\s(?:court'?s\s)?(?:order|papers?|copy)))\b"
        r"(?:(?!\bfil|\bconference|\bhearing)[^.?!]){0,60}?" + _ON,
        (
            ("I was served by mail on October 30, 2017. When is it due?", "service_date", "2017-10-30"),
            ("got it in the mail on 11/2/2017", "service_date", "2017-11-02"),
            ("we were e-served 6/24/2016, so when", "service_date", "2016-06-24"),
            ("Order was served on us electronically Oct. 30, 2017", "service_date", "2017-10-30"),
        ),
        (
            "Is it due on October 30, 2017?",
            "The motion was filed on October 30, 2017.",
            "who must be served by May 1, 2020?",
        ),
    ),
    Telling(
        "release",
        rf"\b(?:released|release|got\sout|made\sbail|bailed\sout|let\sout)\b[^.?!]{{0,40}}?{_ON}",
        (("He got out on bail on September 3, 2019", "release_date", "2019-09-03"),),
        ("The statement was released to the press after the hearing",),
    ),
    Telling(
        "conference",
        r"\b(?:met(?:\sand\sconferred)?|conferred|had\sour\scall|conference|"
        rf"meet(?:ing)?(?:\sand\sconfer)?)\b[^.?!]{{0,40}}?{_ON}",
        (
            ("we met on Nov 15 2017", "conference_date", "2017-11-15"),
            ("the conference was on November 15, 2017", "conference_date", "2017-11-15"),
            ("If we hold the conference on November 16, 2017, when is it due?", "conference_date", "2017-11-16"),
        ),
        ("When is the conference?", "served on November 15, 2017 before the conference"),
    ),
    Telling(
        "hearing",
        rf"\b(?:hearing)\b[^.?!]{{0,30}}?{_ON}",
        (("the hearing was held on May 4, 2020", "hearing_date", "2020-05-04"),),
        ("hearing brief",),
    ),
    Telling(
        "trial",
        rf"\b(?:trial)\b[^.?!]{{0,30}}?{_ON}",
        (("trial is set for May 4, 2020", "trial_date", "2020-05-04"),),
        ("trial brief",),
    ),
    Telling(
        "filing",
        r"\b(?:(?:it|motion|complaint|answer|report)\s(?:was|got)\sfiled|filed\s(?:it|"
        rf"the\s\w+))\b[^.?!]{{0,30}}?{_ON}",
        (("The motion was filed on May 4, 2020.", "filing_date", "2020-05-04"),),
        ("must file by May 4, 2020",),
    ),
)
_TOLD = [(telling, lazy(telling.before, re.I)) for telling in TELLINGS]
_BY = (
    (
        "mail",
        r"\b(?:by|via|through|in)\s(?:the\s)?(?:u\.?s\.?\s|regular\s|certified\s|first[- ]class\s|snail\s)?"
        r"(?:mail|post)\b|\bmailed\b",
    ),
    ("electronic", r"\be-?served\b|\be-?service\b|\b(?:cm/)?ecf\b|\belectronic(?:ally)?\b|\be-?mail(?:ed)?\b"),
    ("hand", r"\b(?:by|in)\shand\b|\bin\sperson\b|\bhand(?:ed|-?delivered)\b|\bpersonally\b|\bprocess\sserver\b"),
    ("clerk", r"\b(?:with|by|through|at)\sthe\sclerk(?:'s\soffice)?\b"),
)


def facts_in(text: str) -> dict[str, str]:
    """The facts that a question states: dates as ISO, or as typed where they cannot be one (so that
    `check_facts` can say why). A date that no telling introduces is no fact."""
    found: dict[str, str] = {}
    floor = 0
    for moment in find_moments(spelled(text)):
        before = text[floor : moment.start][-120:]
        floor = moment.end
        for telling, regex in _TOLD:
            if (telling.name != "service" or not _MUST.search(before)) and regex.search(before):
                typed = text[moment.start : moment.end]
                plain = moment.date is not None and re.search(r"\d{4}", typed)
                found.setdefault(f"{telling.name}_date", moment.date.isoformat() if plain and moment.date else typed)
                break
    if "service_date" in found or re.search(r"\b(?:e-?served|served\s(?:on\s)?(?:me|us|by)|service)\b", text, re.I):
        ways = [method for method, words in _BY if re.search(words, text, re.I)]
        if len(set(ways)) == 1:
            found["service_method"] = ways[0]
    return found


_MUST = lazy(r"\b(?:must|shall|should|have\sto|has\sto|need\sto|due|to\sbe|when)\b[^.?!]*$", re.I)


def spelled(text: str) -> str:
    """Months with a capital, as a person who types "nov 15 2017" means them; the length stays the same."""
    return re.sub(
        r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?=\s\d)",
        lambda m: m.group().capitalize(),
        text,
    )
