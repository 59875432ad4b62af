"""When: deadlines, events, what has happened already, and the date of the order itself."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from assistant.answer import Kind, iso
from assistant.answerers.base import Context, Example, Found, NearMiss, answerer
from assistant.deadlines.due import Due, earliest_possible, resolve, resolve_group
from assistant.reading.fit import Fit
from assistant.reading.view import Sentence
from assistant.words.words import keys_of, terms
from indexer.deadlines.periods import scan
from indexer.errors import BadFact
from indexer.lazy import lazy
from indexer.orders import Deadline, Span

# Words by which a question asks for a date; they say nothing of what the date is for.
_TEMPORAL = lazy(
    r"^(?:end\w*|ends|start\w*|begin\w*|close\w*|finish\w*|complet\w*|done|expire\w*|run\s+out|turn\s+in|file[ds]?|"
    r"filing|"
    r"submit\w*|send|sent|serve[ds]?|set|schedul\w*|held|hold|made|cut-?off|final|today|tomorrow|left|time|extended?|"
    r"originally|current|upcoming|next|moved?|allowed|exact|calendar\w*|issued?|entered|signed|dated)$",
    re.IGNORECASE,
)
_WEAK = 0.3
# An event is what its head says: "a conference to set the trial" is no trial.
_HEAD = lazy(r"\s+(?:to|for|about|regarding|concerning|on|of|at|before|in|with)\s+")
_CONDITION = lazy(r"\b(?:under|on)\s+(?:what|which)\s+(?:condition|circumstance)s?\b", re.IGNORECASE)
_NO_HEAD = 0.55
# From this score on a deadline is what the question is about, and a fact that contradicts its order is told.
_LIKELY = 0.6
_OTHER_ACT = 0.9
_ENDS = lazy(r"\b(?:expires?|expiration|runs?\s+out|end|ends|last|until\s+when|how\s+long|stay\s+in\s+effect)\b", re.I)
_EVENTS = lazy(
    r"\b(?:hearing|conference|trial|mediation|argument|appear|meeting|court\s+date|deposition|call|session)\b", re.I
)
_ORDER_DATE = lazy(
    r"\b(?:order|decision|ruling|opinion|judgment|this)\b.*\b(?:issued?|entered|signed|dated?|filed|made|decided|"
    r"written|handed\s+down|come\s+out)\b|"
    r"\b(?:date\s+of|sign(?:ed)?|issued?|enter(?:ed)?|decided)\s+(?:the|this)\s+(?:order|decision|ruling|opinion|"
    r"judgment)\b|"
    r"\bdate\s+(?:is\s+)?(?:on|of)\s+(?:the|this)\s+(?:order|decision|ruling)\b|\border(?:'s)?\s+date\b|"
    r"\bwhen\s+(?:was|is)\s+(?:it|this)\s+(?:issued|entered|signed|dated|filed|decided)\b",
    re.IGNORECASE,
)


@answerer(
    "deadline",
    asks=("when",),
    examples=(
        Example(
            "When is the joint report due?",
            "Counsel shall file a joint report no later than May 3, 2021.",
            "2021-05-03",
        ),
        Example(
            "when is the hearing", "A hearing is set for May 3, 2021 at 10:00 a.m. in Courtroom 4.", "2021-05-03T10:00"
        ),
        Example(
            "When is the reply due?",
            "The reply, previously due May 3, 2021, is now due May 10, 2021.",
            "2021-05-10",
        ),
        Example(
            "By when must we answer?",
            "Defendant shall answer within 14 days of service of this order.",
            "2018-05-15",
            {"service_date": "2018-05-01", "service_method": "hand"},
        ),
    ),
    near=(
        NearMiss("When is the trial?", "Counsel shall file a joint report no later than May 3, 2021."),
        NearMiss("When is the reply due?", "A hearing is set for May 3, 2021 at 10:00 a.m. in Courtroom 4."),
    ),
)
def answer_deadline(context: Context) -> Iterator[Found]:
    """The deadline or event whose act or subject fits, computed; the facts that are missing where it cannot be."""
    order, question = context.view.order, context.question
    if _CONDITION.search(question.main):
        return
    best: dict[object, tuple[float, Deadline, Fit]] = {}
    for deadline in order.deadlines:
        sentence = context.view.sentence_at(deadline.span.start)
        if sentence is None:
            continue
        fit = _fit(context, sentence, deadline)
        score = fit.score + _role_bonus(question.main, question.past, deadline)
        key: object = ("group", deadline.group) if deadline.group is not None else deadline.number
        if key not in best or score > best[key][0]:
            best[key] = (score, deadline, fit)
    tied: dict[int | None, list[Deadline]] = {}
    for deadline in order.deadlines:
        tied.setdefault(deadline.group, []).append(deadline)
    for score, deadline, fit in best.values():
        group = tied[deadline.group] if deadline.group is not None else [deadline]
        try:
            due = (
                resolve_group(order, group, context.facts)
                if len(group) > 1
                else resolve(order, deadline, context.facts)
            )
        except BadFact as fault:
            if context.chosen:
                raise
            if score > _LIKELY:
                context.faults.append(fault)
            continue
        yield _found(context, score, deadline, group, due, fit)


def _fit(context: Context, sentence: Sentence, deadline: Deadline) -> Fit:
    """The fit of the act, its subject, actor and limit; words that only ask for a date weigh little."""
    phrase = context.view.words(deadline.phrase.span)
    clause = " ".join(filter(None, (deadline.actor, deadline.act, deadline.subject, deadline.conditional, phrase)))
    with context.gauge.reweighed(lambda term: _WEAK if _TEMPORAL.match(term.words) else 1.0):
        fit = context.gauge.of(sentence, clause)
    words = _HEAD.split(deadline.subject)[0]
    if deadline.role != "event":
        words += " " + _HEAD.split(deadline.act)[0]
    heads = {key for term in terms(words, keep_stop=True) for key in term.keys}
    heads |= context.view.about if deadline.role == "expiry" else set()
    telling = [term for term in fit.met + fit.missing if not _TEMPORAL.match(term.words)]
    if telling and not any(term.keys & heads for term in telling):
        fit = replace(fit, score=fit.score * _NO_HEAD)
    asked = {term.stem for term in context.question.terms}
    if any(context.view.knows(term) and not _TEMPORAL.match(term.words) for term in fit.missing if term.stem in asked):
        # The order speaks of it ("destroyed", "mailed"), but not here: the date here is of something else.
        fit = replace(fit, score=fit.score * _OTHER_ACT)
    return fit


def _role_bonus(main: str, past: bool, deadline: Deadline) -> float:
    bonus = 0.06
    if deadline.role == "vague":
        bonus -= 0.12
    if deadline.role == "expiry":
        bonus += 0.08 if _ENDS.search(main) else -0.04
    elif deadline.role == "event":
        bonus += 0.06 if _EVENTS.search(main) else -0.06
    elif (
        deadline.role == "act"
        and _EVENTS.search(main)
        and not re.search(r"\b(?:due|deadline|file|submit|by)\b", main, re.I)
    ):
        bonus -= 0.06
    if past and not _ENDS.search(main):
        bonus -= 0.1
    return bonus


def _found(context: Context, score: float, deadline: Deadline, group: list[Deadline], due: Due, fit: Fit) -> Found:
    kind: Kind = "event" if deadline.role == "event" else "deadline"
    ordered = sorted(group, key=lambda one: one.number != deadline.number)
    if due.status == "computed" and getattr(due, "governs", None) is not None:
        ordered = sorted(group, key=lambda one: one.number != due.governs)
    spans = tuple(dict.fromkeys(one.span for one in ordered))
    named = (context.view.sentence_at(one.actor_span.start) for one in group if one.actor_span is not None)
    extra = tuple(sentence.span for sentence in named if sentence is not None)
    features = {"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage}
    base = Found(
        kind=kind,
        score=score,
        spans=tuple(dict.fromkeys(spans + extra)),
        features=features,
        parts={"deadline": deadline, "due": due, "subject": deadline.subject, "actor": deadline.actor},
        steps=tuple(due.steps),
        notes=tuple(due.notes),
        alternatives=tuple(due.alternatives),
        safe_date=iso(due.safe) if due.safe is not None and due.alternatives else None,
    )
    if due.status == "needs_facts":
        safe = iso(earliest_possible(context.view.order, group, context.facts))
        return replace(base, status="needs_facts", needs=tuple(due.needs), said="needs_facts", safe_date=safe)
    if due.status == "computed" and due.due is not None:
        return replace(base, value=_date_value(due.due, kind), said="date")
    return replace(base, said="undated", value=None)


def _date_value(due: dt.date | dt.datetime, kind: Kind) -> dict[str, Any]:
    """An event with a time is a date-time. An act is due on a day: its hour, where one is set, is in the words.

    A limit in hours gives a date-time by its nature and comes as one."""
    if isinstance(due, dt.datetime):
        if kind == "event":
            return {"type": "datetime", "value": iso(due)}
        return {"type": "date", "value": due.date().isoformat()}
    return {"type": "date", "value": due.isoformat()}


@answerer(
    "past_date",
    asks=("when",),
    examples=(
        Example(
            "When did the tenant file the complaint?",
            "On May 3, 2021, the tenant filed a complaint (Doc. 1).",
            "2021-05-03",
        ),
    ),
    near=(NearMiss("When did the tenant move out?", "Counsel shall file a joint report no later than May 3, 2021."),),
)
def answer_past_date(context: Context) -> Iterator[Found]:
    """A date that the order states of something that has happened."""
    question, view, gauge = context.question, context.view, context.gauge
    limits = {(one.phrase.span.start, one.phrase.span.end) for one in view.order.deadlines}
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "signature"):
            continue
        for phrase in scan(sentence.text, sentence.span.start)[:_MOST_DATES]:
            if phrase.kind != "fixed" or phrase.date is None or (phrase.span.start, phrase.span.end) in limits:
                continue
            clause = _around(sentence, phrase.span)
            fit = gauge.of(sentence, clause)
            score = fit.score + (0.06 if question.past and not _ENDS.search(question.main) else -0.3)
            yield Found(
                kind="metadata",
                score=score,
                spans=(sentence.span,),
                value={"type": "date", "value": phrase.date.isoformat()},
                said="past_date",
                parts={"date": phrase.date},
                features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
            )


# Time phrases of one sentence that are weighed; what has more is a table without its lines.
_MOST_DATES = 40
# Characters on either side of a date that can belong to its clause; half of what the longest real sentence has.
_FARTHEST = 600


def _around(sentence: Sentence, span: Span) -> str:
    """The words of the sentence nearest to a date: the clause that it stands in."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    text = sentence.text
    first, last = max(start - _FARTHEST, 0), min(end + _FARTHEST, len(text))
    left = max(text.rfind(mark, first, start) for mark in (";", ", and ", " and ", ". ")) + 1
    right = min((place for mark in (";", ", and ") if (place := text.find(mark, end, last)) > 0), default=last)
    return text[left or first : right]


@answerer(
    "order_date",
    asks=("when",),
    examples=(
        Example(
            "When was this ruling signed?",
            "IT IS SO ORDERED.\n\nDated: May 3, 2021\n\n/s/ Ada B. Crane\nUNITED STATES DISTRICT JUDGE",
            "2021-05-03",
        ),
    ),
    near=(NearMiss("When was the lease signed?", "The parties shall confer."),),
)
def answer_order_date(context: Context) -> Iterator[Found]:
    """The date of the order, where the question is about the order itself and no other paper is named."""
    question, view = context.question, context.view
    caption = view.order.caption
    span = caption.where.get("filed")
    if caption.filed is None or span is None or not _ORDER_DATE.search(question.main):
        return
    names = " ".join([party.name for party in caption.parties] + [caption.case_name or "", caption.title or ""])
    known = keys_of(names + " order decision ruling opinion court judge case")
    strange = [term for term in question.terms if not term.keys & known and not _TEMPORAL.match(term.words)]
    if strange:
        return
    yield Found(
        kind="metadata",
        score=0.93,
        spans=(span,),
        value={"type": "date", "value": caption.filed.isoformat()},
        said="past_date",
        parts={"date": caption.filed},
        features={"coverage": 1.0, "meaning": 0.6, "missing": 0.0},
    )
