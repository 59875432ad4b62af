"""The day from which a period runs: from the order itself, from a fact, or still unknown."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer import Need
from assistant.calendar.dates import long_date
from assistant.deadlines.asking import asked_for
from assistant.question.facts import METHODS, Facts
from assistant.words.words import stem, tokens
from indexer.orders import Deadline, Order, Trigger

# Words of a trigger that do not tell one event from another.
_IDLE = frozenset(
    stem(word)
    for word in [
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "on",
        "in",
        "at",
        "by",
        "it",
        "he",
        "she",
        "they",
        "its",
        "his",
        "her",
        "their",
        "our",
        "this",
        "that",
        "such",
        "said",
        "any",
        "each",
        "date",
        "day",
        "time",
        "scheduled",
        "set",
        "first",
        "last",
        "final",
        "final",
        "next",
        "parties",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "with",
        "and",
        "or",
    ]
)
ENDS = re.compile(r"\b(?:close|end|completion|conclusion|expiration|cut-?off|deadline)\b", re.I)
_END_WORDS = frozenset(
    map(
        stem,
        ("close", "closes", "closed", "end", "ends", "completion", "complete", "completed", "conclusion", "expiration",
         "cutoff", "cut-off", "cut", "off", "deadline", "due", "filing", "file", "filed", "period", "schedule", "all",
         "above"),
    )
)  # fmt: skip
_ENTRY = re.compile(r"\b(?:entry|entered|docket\w*|filed|filing)\b", re.I)


@dataclass(frozen=True, slots=True)
class Start:
    """Where a period starts. date: None where not known; then `needs` asks, and `hangs_on` is the deadline of
    the same order whose act must come first. from_order: the order itself dates it. time: of the event.
    note: how it was found, or what was assumed."""

    date: dt.date | None
    time: dt.time | None = None
    zone: str | None = None
    needs: tuple[Need, ...] = ()
    hangs_on: Deadline | None = None
    from_order: bool = False
    notes: tuple[str, ...] = ()


def start_of(order: Order, deadline: Deadline, facts: Facts) -> Start:
    """The start of the period of `deadline`."""
    trigger = deadline.phrase.trigger
    if trigger is None or trigger.kind == "order_date":
        return _order_date(order, trigger, facts)
    if trigger.kind == "fixed_date":
        return Start(deadline.phrase.date, deadline.phrase.time, deadline.phrase.zone, from_order=True)
    if trigger.kind == "service" and trigger.event is None:
        return _service(facts)
    if trigger.event == "earlier act":
        return _after_the_one_before(order, deadline, facts)
    if trigger.event == "day moved":
        return _from_the_day_moved(order, deadline)
    if trigger.event == "event before" or _IT.fullmatch(trigger.phrase):
        return _from_the_event_before(order, deadline, facts)
    known = _given(trigger, facts)
    events = _events(order, deadline, trigger)
    dates = sorted({event.phrase.date for event in events if event.phrase.date})
    if known is not None:
        name, date = known
        return Start(date, facts.times.get(name), facts.zones.get(name))
    if len(dates) == 1:
        event = next(event for event in events if event.phrase.date == dates[0])
        return Start(dates[0], event.phrase.time, event.phrase.zone, from_order=True)
    if trigger.event == "extended":
        # "the date sought to be extended" is any date that the order sets.
        dates = sorted({other.phrase.date for other in order.deadlines if other.phrase.date and other.role == "act"})
    need = _need(trigger, tuple(date.isoformat() for date in dates))
    return _from_deadline(order, deadline, trigger, need)


def fact_name(trigger: Trigger) -> str:
    """The name of the fact that dates an event: "conference_date"."""
    return re.sub(r"[^a-z0-9]+", "_", (trigger.event or "event").casefold()).strip("_") + "_date"


@lru_cache(maxsize=4096)
def stems_of(words: str) -> frozenset[str]:
    """The stems of the words that tell one thing from another."""
    return frozenset(stem(word) for word, _, _ in tokens(words)) - _IDLE


def _order_date(order: Order, trigger: Trigger | None, facts: Facts) -> Start:
    caption = order.caption
    phrase = trigger.phrase if trigger else ""
    stamped = min((stamp.filed for stamp in order.stamps if stamp.filed), default=None)
    date, notes = caption.filed, []
    if _ENTRY.search(phrase):
        # "from the date this Order is filed": the docket's date goes before the judge's.
        date = caption.entered or stamped or caption.filed
    date = facts.dates.get("order") or date
    if not phrase:
        notes.append("I found no words that start the period, so it is counted from the order's own date")
    if date is None:
        return Start(None, needs=(Need("order_date", "What is the date of the order?"),), notes=tuple(notes))
    if caption.entered and caption.filed and caption.entered != caption.filed:
        other = caption.entered if date == caption.filed else caption.filed
        which = "entered on the docket" if other == caption.entered else "signed"
        notes.append(f"the order was {which} on {long_date(other)}; counted from {long_date(date)}")
    return Start(date, from_order=True, notes=tuple(notes))


def _service(facts: Facts) -> Start:
    if facts.service_date is not None:
        return Start(facts.service_date, facts.times.get("service"), facts.zones.get("service"))
    needs = [Need("service_date", "On what day was the order served?")]
    if facts.service_method is None:
        needs.append(Need("service_method", "How was it served?", METHODS))
    return Start(None, needs=tuple(needs))


def _after_the_one_before(order: Order, deadline: Deadline, facts: Facts) -> Start:
    """ "14 days thereafter": from the act that the order names before, on the day set for it unless a fact says."""
    before = [other for other in order.deadlines if other.number < deadline.number]
    if "earlier_act" in facts.dates:
        return Start(facts.dates["earlier_act"])
    if before and before[-1].phrase.kind == "fixed" and before[-1].phrase.date:
        note = f"counted from the day set for the act before it, {long_date(before[-1].phrase.date)}"
        return Start(before[-1].phrase.date, from_order=True, notes=(note,))
    act = before[-1].subject if before else "the act before it"
    return Start(
        None,
        needs=(Need("earlier_act_date", f"On what day was this done: {act}?"),),
        hangs_on=before[-1] if before else None,
    )


_IT = re.compile(r"(?:it|that|that\s(?:date|day|conference|hearing|trial|session))", re.I)


def _from_the_day_moved(order: Order, deadline: Deadline) -> Start:
    """ "The cutoff, now May 25, 2018, is extended 60 days": from the day that the same sentence gives up."""
    moved = [other.phrase.date for other in order.ended if other.span == deadline.span and other.phrase.date]
    if moved:
        note = f"counted from the day that is moved, {long_date(moved[-1])}"
        return Start(moved[-1], from_order=True, notes=(note,))
    return Start(None, needs=(Need("moved_date", "Which date is moved?"),))


_NEAR = 600  # characters before "seven days before", in which the event that it means is named


def _from_the_event_before(order: Order, deadline: Deadline, facts: Facts) -> Start:
    """ "at least two days before", "ten days before it": the one event that the order names shortly before."""
    at = deadline.phrase.span.start
    near = [
        other
        for other in order.deadlines
        if other.role == "event" and other.phrase.date and at - _NEAR < other.phrase.span.start < at
    ]
    if "event" in facts.dates:
        return Start(facts.dates["event"])
    if len({other.phrase.date for other in near}) == 1:  # of two events, which is meant is not known
        last = near[-1].phrase
        assert last.date is not None
        note = f"counted from the event named before it, {long_date(last.date)}"
        return Start(last.date, last.time, last.zone, from_order=True, notes=(note,))
    return Start(None, needs=(Need("event_date", "On what day is the event that this is counted from?"),))


def dated_end(order: Order, deadline: Deadline, phrase: str) -> dt.date | None:
    """The one date that the order prints for the end of something: "the close of discovery", "the deadline for
    dispositive motions". Of several, the one for just that ("all discovery", not "expert discovery"); else None."""
    wanted = frozenset(word for word in stems_of(phrase) if word not in _END_WORDS)
    if not wanted:
        return None
    dated = [
        (stems_of(f"{other.subject} {other.what}") - _END_WORDS, other.phrase.date)
        for other in order.deadlines
        if other.number != deadline.number and other.phrase.kind == "fixed" and other.phrase.date
        and other.role in {"act", "expiry", "window"}
    ]  # fmt: skip
    for fitting in (
        {date for words, date in dated if words == wanted},
        {date for words, date in dated if wanted <= words},
    ):
        if len(fitting) == 1:
            return fitting.pop()
        if fitting:
            return None
    return None


def _given(trigger: Trigger, facts: Facts) -> tuple[str, dt.date] | None:
    """The fact whose words all stand in the trigger's: "release" for "his release on bail"."""
    own = fact_name(trigger)[:-5]
    if own in facts.dates:
        return own, facts.dates[own]
    words = frozenset(stem(word) for word, _, _ in tokens(f"{trigger.phrase} {trigger.event or ''}"))
    fitting = [
        (len(parts), name)
        for name in facts.dates
        if name != "service" and (parts := {stem(part) for part in name.split("_")}) <= words
    ]
    if not fitting:
        return None
    best = max(fitting)[1]
    return best, facts.dates[best]


def _events(order: Order, deadline: Deadline, trigger: Trigger) -> list[Deadline]:
    """The events that the order sets and that the trigger's words mean."""
    if trigger.event is None:
        return []
    head, words = stem(trigger.event), stems_of(trigger.phrase)
    return [
        other
        for other in order.deadlines
        if other.role == "event"
        and other.phrase.kind == "fixed"
        and other.number != deadline.number
        and head in stems_of(other.subject)
        and words <= stems_of(other.subject) | stems_of(other.act)
        and not re.search(r"\bpart(?:ies|y)['’]", trigger.phrase)
    ]


def _from_deadline(order: Order, deadline: Deadline, trigger: Trigger, need: Need) -> Start:
    """A period that hangs on another deadline's act: "after the close of discovery", "after filing of reports"."""
    words = stems_of(trigger.phrase) - {
        stem(word) for word in ("close", "end", "completion", "filing", "expiration", "period")
    }
    if trigger.kind == "hearing" or not words:
        return Start(None, needs=(need,))
    others = [
        other
        for other in order.deadlines
        if other.number != deadline.number
        and other.role in {"act", "window", "expiry"}
        and stem(trigger.event or "") in stems_of(f"{other.subject} {other.act}")
        and words & stems_of(other.subject + " " + other.act)
    ]
    full = [
        other
        for other in others
        if words
        <= stems_of(f"{other.subject} {other.act} {order.text[slice(other.phrase.span.start, other.phrase.span.end)]}")
    ]
    others = full or others
    if ENDS.search(trigger.phrase) and (date := dated_end(order, deadline, trigger.phrase)):
        return Start(date, from_order=True)
    return Start(None, needs=(need,), hangs_on=others[0] if others else None)


def _need(trigger: Trigger, choices: tuple[str, ...]) -> Need:
    phrase = trigger.phrase
    if trigger.kind == "service" and "serv" not in phrase:
        phrase = f"service of {phrase}"
    return Need(fact_name(trigger), asked_for(phrase), choices)
