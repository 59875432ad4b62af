"""The deadlines of an order: which of its time phrases limit an act or set an event, whose, and what is due."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from indexer.deadlines.endings import ending, named_before, named_behind
from indexer.deadlines.frame import fit
from indexer.deadlines.frames import FRAMES
from indexer.deadlines.general import is_opinion, past, sets, told
from indexer.deadlines.naming import what_of
from indexer.deadlines.passives import with_actor
from indexer.deadlines.periods import scan
from indexer.deadlines.places import Place, blanked, day_of_order, parts, place_of
from indexer.deadlines.refusals import REFUSALS
from indexer.deadlines.schedule_labels import of_label
from indexer.deadlines.tables import Entry, is_event, read_tables
from indexer.deadlines.ties import Limit, numbered, tie
from indexer.deadlines.triggers import read_trigger
from indexer.orders import Deadline, Order, Paragraph, Span, TimeNote, TimePhrase, Trigger
from indexer.provisions.actors import antecedent, clean_actor, condition_of
from indexer.provisions.acts import Act, first_act, infinitive, read_act, second_act
from indexer.provisions.phrases import trim, words_of

Role = Literal["act", "event", "window", "vague", "expiry"]

_SKIPPED = {"caption", "heading", "signature"}
_SOFT = re.compile(
    r"\b(?:normally|generally|ordinarily|usually|preferably|typically|if\spossible|ideally|about)\b[^.;]{0,20}$", re.I
)
_COURT = re.compile(
    r"^(?:the\s|this\s)?(?:(?:district|magistrate|presiding|undersigned|trial|settlement\sconference)\s)?(?:court|judge|undersigned)$",
    re.I,
)
_LAW = re.compile(
    r"\b(?:Rules?|Fed\.\sR\.|Section|Local\s(?:Civil\s)?Rule|U\.S\.C\.|statute|Act)\b[^.;]{0,80}?"
    r"\b(?:provides?|requires?|states?|allows?|permits?|gives?|prescribes?|directs?|says)\b",
)
# "A prisoner must file within 30 days": the law for everybody, not a limit that this order sets.
_ANYBODY = re.compile(
    r"an?\s(?:\w+\s)?(?:prisoner|petitioner|plaintiff|defendant|litigant|person|movant|party|claimant)\b", re.I
)
_FAILING = re.compile(r"\b(?:fails?|failure|neglects?|do(?:es)?\snot|is\snot|are\snot)\b", re.I)
_AFTER_WHAT = re.compile(
    r"(?:^|[;:.]\s|\bthat\s|\)\s|,\s)(?P<word>following|after|upon|once|when|if|in\sthe\sevent(?:\sthat)?|should)\s+"
    r"(?P<what>[^;,]+(?:,\s(?:then\s)?)?)",
    re.I,
)
_QUOTES = (("“", "”"), ('"', '"'))


@dataclass(frozen=True, slots=True)
class Told:
    """Why a time phrase gives no deadline. past: it is told of, and sets nothing (else a person has to read it)."""

    reason: str
    past: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """What became of every expression of time of an order; the four fields of `Order` of these names."""

    deadlines: tuple[Deadline, ...] = ()
    ended: tuple[Deadline, ...] = ()
    history: tuple[TimeNote, ...] = ()
    not_understood: tuple[TimeNote, ...] = ()


def find_deadlines(order: Order) -> Times:
    """Every expression of time of `order`, each list in the order of its text.

    `deadlines`: acts with a limit, events, expiries, windows, and limits that no date can be put to. `ended`: those
    that the order itself gives up. Dates of citations, of other papers and of what is past are `history`; what is left
    is `not_understood`.
    """
    tables = read_tables(order)
    places = list(_places(order, tables))
    standing: list[Limit] = []
    ended: list[Limit] = []
    notes: list[tuple[bool, TimeNote]] = []
    filed, opinion = day_of_order(order), is_opinion(order.text)
    for place in places:
        reasoning = opinion and not place.paragraph.decretal
        if place.paragraph.number in tables:
            read = _of_table(place, tables)
        else:
            read = _of_sentence(place, filed, reasoning)
        for part, phrase, result in read:
            if isinstance(result, Told):
                span = Span(part.span.start + phrase.span.start, part.span.start + phrase.span.end)
                notes.append((result.past, TimeNote(span, part.span, part.paragraph.label, result.reason)))
            elif result.deadline.ended is None:
                standing.append(with_actor(result, part, places))
            else:
                ended.append(result)
    if discharged := _DISCHARGED.search(order.text):
        by = Span(*discharged.span())
        ended += [replace(limit, deadline=replace(limit.deadline, ended=by)) for limit in standing]
        standing = []
    deadlines = tuple(_named(deadline, order) for deadline in tie(standing))
    given_up = numbered([_named(limit.deadline, order) for limit in ended], deadlines)
    return Times(
        deadlines,
        given_up,
        tuple(note for past, note in notes if past),
        tuple(note for past, note in notes if not past),
    )


# "[DISCHARGED]", "ORDER VACATED", stamped on the paper by the clerk.
_DISCHARGED = re.compile(r"\[\s?(?:DISCHARGED|VACATED|SUPERSEDED|WITHDRAWN|STRICKEN|RESCINDED)\s?\]")


def _named(deadline: Deadline, order: Order) -> Deadline:
    return replace(deadline, what=what_of(deadline, order.text[deadline.span.start : deadline.span.end]))


def _places(order: Order, tables: Mapping[int, object]) -> Iterator[Place]:
    for paragraph in order.paragraphs:
        if paragraph.kind in _SKIPPED and not _ordering(order, paragraph):
            continue
        for span in paragraph.sentences or (paragraph.span,):
            text = order.text[span.start : span.end]
            yield place_of(paragraph, span, text, () if paragraph.number in tables else scan(text))


def _ordering(order: Order, paragraph: Paragraph) -> bool:
    """Whether what the layout took for the caption is an order in capitals."""
    words = order.text[paragraph.span.start : paragraph.span.end]
    return paragraph.kind == "caption" and len(words) > 60 and bool(re.search(r"\b(?:SHALL|MUST)\b", words))


def _of_sentence(
    place: Place, filed: dt.date | None, reasoning: bool
) -> Iterator[tuple[Place, TimePhrase, Limit | Told]]:
    """reasoning: it stands among an opinion's reasons, where only dates and this order's own periods limit."""
    for part, phrase, floor in parts(place):
        read = _read(part, phrase, floor, filed)
        if reasoning and isinstance(read, Limit) and read.deadline.ended is None and not _certain(phrase, filed):
            read = Told("it stands among the reasons of an opinion", past=past(place))
        yield part, phrase, read


def _certain(phrase: TimePhrase, filed: dt.date | None) -> bool:
    last = phrase.end or phrase.date
    return last > filed if last is not None and filed is not None else _of_this_order(phrase)


def _of_table(place: Place, tables: Mapping[int, list[Entry]]) -> Iterator[tuple[Place, TimePhrase, Limit | Told]]:
    for entry in tables[place.paragraph.number]:
        start = place.span.start
        span = Span(entry.phrase.span.start - start, entry.phrase.span.end - start)
        phrase = replace(entry.phrase, span=span)
        owner, act, verb, due = of_label(entry.label)
        role: Role = "event" if entry.event else "act"
        limit = _make(place, phrase, role, entry.who or owner, act, due, verb, span.start, None, False)
        yield place, phrase, replace(limit, deadline=replace(limit.deadline, ended=entry.old))


# Refusals that say "past" of a date; a date ahead of the order is none.
_GRANTED = re.compile(r"[^.;]{0,40}\bgranted\b", re.I)
_TOO_LATE = re.compile(r"\b(?:later|less|more|fewer|earlier)\sthan\s$", re.I)
_STRUCK = re.compile(r"~~[^~]{0,200}~~\s?")
_ONLY_PAST = {"date of a paper", "done in the past", "told of the past first", "was due", "was to be"}


def _read(place: Place, phrase: TimePhrase, floor: int, filed: dt.date | None) -> Limit | Told:
    text, start, end = place.text, phrase.span.start, phrase.span.end
    if _quoted(text, start):
        return Told("it stands in words that the order quotes", past=True)
    if reason := told(place, phrase, filed):
        return Told(reason, past=True)
    if given_up := ending(place, phrase):
        return _ended(place, phrase, given_up)
    before = text[max(floor, text.rfind("; ", 0, start) + 1) : start]
    if "~~" in text[:start]:
        before = _STRUCK.sub("", text[:start])
    after = text[end:]
    ahead = filed is not None and phrase.date is not None and (phrase.end or phrase.date) > filed
    if refused := fit(REFUSALS, before, after, phrase) or fit(REFUSALS[-1:], text[:start], after, phrase):
        granted = refused.frame.name == "asked for" and (
            _GRANTED.search(after) or _TOO_LATE.search(before) or (ahead and _goes_on(text[:floor], before))
        )
        if not granted and not (ahead and refused.frame.name in _ONLY_PAST):
            return Told(refused.frame.name, past=True)
    framed = fit(FRAMES, before, after, phrase)
    if floor and "~~" not in text and (framed is None or not words_of(framed.subject or "") or _moves(before)):
        # "continuing the conference from May 1 to May 14", "is extended for five days and shall expire on ..."
        relative = before.lstrip(" ,").startswith(("which", "that"))  # its noun stands in the phrase before
        whole = text[:start] if relative else re.sub(r"\s+", " ", place.blank[:start])
        framed = fit(FRAMES, whole, after, phrase) if framed or _moves(before) else None
    if framed:
        return _framed(place, phrase, framed.frame.gives, framed.subject or "")
    return _governed(place, phrase, floor) or _general(place, phrase, floor, filed)


# "motions for joinder shall be filed by May 1, and motions to amend by June 1": the duty goes on.
_DUTY = re.compile(r"\b(?:shall|must|will|due|ordered|directed)\b")


def _goes_on(earlier: str, between: str) -> bool:
    """Whether the words between two dates join a second paper to a duty of the words before."""
    return bool(re.match(r"\W*(?:and|or|;)\b", between) or between[:1] == ";") and bool(_DUTY.search(earlier))


def _general(place: Place, phrase: TimePhrase, floor: int, filed: dt.date | None) -> Limit | Told:
    """A limit that only the whole sentence gives, or why there is none."""
    if phrase.kind == "vague" and _in_condition(place, phrase):
        return Told("it is part of a condition")
    act = read_act(blanked(place, phrase.span.start), phrase.span.start)
    read = sets(place, phrase, act, filed)
    if isinstance(read, str):
        gone = filed is not None and phrase.date is not None and (phrase.end or phrase.date) <= filed
        return Told(read, past=gone or past(place))
    act = act if act is not None and act.force not in {None, "law"} else None
    if act is not None:
        act = _own_act(place, phrase, act, floor)
    words = act.act if act else read.subject
    condition = condition_of(place.text, phrase.span.start)
    return _make(
        place,
        phrase,
        read.role,
        act.actor if act else None,
        words,
        act.subject if act else read.subject,
        act.verb if act else "",
        act.start if act else phrase.span.start,
        condition,
        False,
    )


def _ended(place: Place, phrase: TimePhrase, by: Span) -> Limit:
    """What the order gives up: a hearing, or a paper that was due."""
    noun = named_before(place.text[: phrase.span.start]) or named_behind(place.text[phrase.span.end :]) or ""
    role: Role = "event" if is_event(noun) else "act"
    owner, act, verb, due = of_label(noun) if noun else (None, "", "", "")
    limit = _make(place, phrase, role, owner, act, due, verb, phrase.span.start, None, False)
    ended = Span(by.start + place.span.start, by.end + place.span.start)
    return replace(limit, deadline=replace(limit.deadline, ended=ended))


def _moves(between: str) -> bool:
    """Whether the words between two dates only move the first to the second: "is vacated and is re-set to"."""
    return len(between) < 80 and bool(
        re.match(r"\W*(?:(?:which|that)\s)?(?:is|are|be|shall|will|to|until)\b(?:\W+\w+){0,8}\W*$", between)
    )


def _framed(place: Place, phrase: TimePhrase, gives: str, subject: str) -> Limit:
    """A limit that a frame gives: docket and schedule forms, events, what expires."""
    start = phrase.span.start
    blank = place.blank
    act = read_act(blank, start)
    named = gives == "event" and act is not None and act.force == "obligation" and act.start <= start < act.end
    if named and act is not None and not re.match(r"(?:appear|attend|participate|report|meet|confer)", act.verb, re.I):
        named = False
    actor, words, verb, due = None, " ".join((subject or place.text[:80]).split()), "", trim(subject)
    if gives == "act":
        actor, words, verb, due = of_label(subject)
    elif not words_of(due) and act is not None:
        words, due = act.actor or words, trim(act.actor or subject)
    if named and act is not None:
        actor, words, verb = act.actor, act.act, act.verb
    role: Role = "event" if gives == "event" else "expiry" if gives == "expiry" else "act"
    return _make(place, phrase, role, actor, words, due, verb, act.start if act and named else start, None, False)


def _governed(place: Place, phrase: TimePhrase, floor: int) -> Limit | None:
    """A limit under an operator ("shall", "is directed to"), an infinitive or a grant of time."""
    start = phrase.span.start
    blank = blanked(place, start)
    act = read_act(blank, start)
    condition = condition_of(place.text, start)
    if _in_condition(place, phrase) or (act and act.condition and _stands_in(place.text, act.condition, start)):
        return _failing(place, phrase)
    granted = None
    if (
        phrase.kind == "period"
        and (law := _LAW.search(place.text, 0, start))
        and not re.search(r";|,\s(?:and|but)\s", place.text[law.end() : start])
    ):
        return None
    if act is None or act.force in {"law", "statement", "ruling", None}:
        if _LAW.search(place.text[:start]) or phrase.kind == "vague" and (act is None or act.force != "ruling"):
            return None
        granted = infinitive(blank[:start], blank[phrase.span.end :]) if phrase.bound in {"by", "until"} else None
        if granted is not None and phrase.kind in {"period", "fixed"}:
            act = replace(granted, force="obligation")
    if act is None or (_ANYBODY.match(act.actor or "") and not _of_this_order(phrase)):
        return None
    act = _own_act(place, phrase, act, floor)
    role = _role(place, phrase, act)
    if role is None:
        return None
    act = replace(act, actor=antecedent(act.actor, condition))
    phrase = _answering(phrase, act, floor)
    soft = act.soft or bool(_SOFT.search(place.text[:start]))
    return _make(
        place, _retriggered(place, phrase), role, act.actor, act.act, act.subject, act.verb, act.start, condition, soft
    )


_ANSWERS = re.compile(r"(?:respond|reply|oppose|object|rebut)$", re.I)
_WHOEVER = re.compile(r"(?:the|any|each)\s(?:responding|opposing|moving|non-?moving)\spart(?:y|ies)$", re.I)


def _answering(phrase: TimePhrase, act: Act, floor: int) -> TimePhrase:
    """A length of time without a start that answers another paper runs from that paper, not from the order: "must
    file a motion by May 1, and the Debtor may respond within seven days", "the responding party shall have 30 days"."""
    trigger = phrase.trigger
    if phrase.kind != "period" or trigger is None or trigger.kind != "order_date" or trigger.phrase:
        return phrase
    if floor and _ANSWERS.match(act.verb):
        return replace(phrase, trigger=Trigger("event", "earlier act", "earlier act"))
    if _WHOEVER.match(act.actor or ""):
        return replace(phrase, trigger=Trigger("filing", "motion", "the motion"))
    return phrase


def _in_condition(place: Place, phrase: TimePhrase) -> bool:
    """Whether a phrase stands in a condition: "If counsel learns before the hearing that ..., then ..."."""
    condition = condition_of(place.text, phrase.span.start)
    at = place.text.find(condition) if condition else -1
    return condition is not None and at >= 0 and phrase.span.start < at + len(condition)


def _own_act(place: Place, phrase: TimePhrase, act: Act, floor: int) -> Act:
    """The verb that this phrase limits, where its clause has several limits or the phrase parts verb and act."""
    start, end = phrase.span.start, phrase.span.end
    if act.start < floor and (second := second_act(act, place.text[floor:start])):
        return second
    if act.act.split()[:1] == ["have"] and (granted := infinitive("", place.blank[end:])):
        return replace(granted, actor=act.actor, force=act.force)  # "shall have until May 1 to file a reply"
    following = next((other for other in place.phrases if other.span.start >= end), None)
    if following is not None and following.span.start < act.end:
        between = place.text[end : following.span.start]
        words = place.blank[:start].rstrip()
        at = words.find(act.act.split(" ")[0], act.start) if act.act else -1
        if at >= 0 and second_act(act, between) is not None:
            return first_act(act, words[at:])
    return act


def _of_this_order(phrase: TimePhrase) -> bool:
    """Whether the period runs from this order or its service, so that even "a party" is one of this case."""
    trigger = phrase.trigger
    return trigger is not None and trigger.kind in {"service", "order_date"} and trigger.event is None


def _role(place: Place, phrase: TimePhrase, act: Act) -> Role | None:
    """What the phrase is under this act's operator; None where it limits nothing."""
    bare = not re.match(
        r"\W*(?:on|by|no|not|before|until|through|prior|due|at)\b", place.text[phrase.span.start :], re.I
    )
    if act.force == "ruling":
        return "vague" if phrase.kind == "vague" and phrase.bound == "until" else None
    if act.force == "statement" and (
        _COURT.match(act.actor or "the court") or phrase.kind != "period" and phrase.bound != "by"
    ):
        return None
    if act.force == "law" or (_COURT.match(act.actor or "") and phrase.kind == "vague"):
        return None
    if phrase.kind == "vague":
        return "vague"
    if phrase.kind == "window" or phrase.bound == "during":
        return "window"
    if phrase.kind == "period":
        return "act" if phrase.bound != "from" else "window"
    if phrase.bound in {"from", "about"}:
        return None
    if phrase.bound == "until":
        return "expiry" if act.force in {"prohibition", "relief"} else "act"
    if phrase.bound == "on" and (bare or act.force not in {"obligation", "permission"}):
        return None
    return "act"


def _failing(place: Place, phrase: TimePhrase) -> Limit | None:
    """ "If Plaintiff fails to file an amended complaint within thirty days, ...": the limit again, or alone."""
    blank = place.blank
    words = blank[: phrase.span.start]
    failing = _FAILING.search(words)
    if failing is None or phrase.kind == "vague" or phrase.bound not in {"by", "until"}:
        return None
    who = re.sub(r"^.*?\b(?:if|should|in\sthe\sevent(?:\sthat)?|unless)\s", "", words[: failing.start()], flags=re.I)
    verb = re.match(r"\s*(?:of\s)?(?:to\s)?(?:timely\s)?(?P<act>.+)$", words[failing.end() :])
    if verb is None:
        return None
    act = " ".join(verb["act"].split()).strip(" ,")
    subject = read_act(f"{who} shall {act}", len(who))
    due = subject.subject if subject else act
    return _make(
        place, phrase, "act", who.strip(" ,") or None, act, due, act.split(" ")[0], phrase.span.start, None, False
    )


def _make(
    place: Place,
    phrase: TimePhrase,
    role: Role,
    actor: str | None,
    act: str,
    subject: str,
    verb: str,
    act_start: int,
    condition: str | None,
    soft: bool,
) -> Limit:
    moved = replace(phrase, span=Span(phrase.span.start + place.span.start, phrase.span.end + place.span.start))
    actor = clean_actor(actor)
    deadline = Deadline(
        0, role, actor, act, subject or act, place.span, moved, place.paragraph.label, conditional=condition, soft=soft
    )
    return Limit(
        deadline,
        verb,
        place.paragraph.number,
        place.paragraph.decretal,
        actor is not None,
        place.span.start + act_start,
    )


def _retriggered(place: Place, phrase: TimePhrase) -> TimePhrase:
    """ "Following the publication period, ... within ten days": the period hangs on what the clause begins with."""
    if phrase.kind not in {"period", "window"} or phrase.date or phrase.trigger is not None and phrase.trigger.phrase:
        return phrase
    opened = max(place.text.rfind("; ", 0, phrase.span.start), 0)
    for match in _AFTER_WHAT.finditer(place.text, opened, phrase.span.start):
        if read := read_trigger(place.text, match.start("what")):
            trigger = read.trigger
            if trigger.kind != "order_date" or match["word"].casefold() in {"following", "after", "upon"}:
                return replace(phrase, trigger=trigger)
    return phrase


def _stands_in(text: str, words: str, at: int) -> bool:
    found = text.find(words)
    return 0 <= found <= at < found + len(words)


def _quoted(text: str, at: int) -> bool:
    """Whether offset `at` stands inside quotation marks that open and close in the sentence."""
    for opening, closing in _QUOTES:
        opens = text.count(opening, 0, at)
        if opening == closing:
            if opens % 2 and closing in text[at:]:
                return True
        elif opens > text.count(closing, 0, at):
            return True
    return False
