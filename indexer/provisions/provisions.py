"""A laid-out order → its provisions: who must, may or may not do what; rulings, events, limits, contents and more.

One sentence may hold several: a duty with a page limit and a list of contents is three provisions that share
their sentence. The whole sentence is what a citation quotes; the clause is what is weighed against a question.
Time phrases are read in `indexer.deadlines.deadlines`; a provision carries those that stand in its clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from indexer.lazy import lazy
from indexer.orders import Contact, Measure, Order, Paragraph, Provision, ProvisionKind, Span, State, TimePhrase
from indexer.provisions.clauses import Clause, split_clauses
from indexer.provisions.contacts import find_contacts, find_places
from indexer.provisions.readings import CONSEQUENCE, CONTENTS, DEFINITION, LIST_LEAD, REASON
from indexer.provisions.rulings import FoundRuling, find_rulings
from indexer.provisions.sentence_reading import clauses_beside
from indexer.provisions.states import read_state
from indexer.quantities import find_quantities

_KINDS: dict[str, ProvisionKind] = {
    "obligation": "obligation",
    "prohibition": "prohibition",
    "permission": "permission",
    "relief": "relief",
    "ruling": "ruling",
    "law": "law",
    "statement": "fact",
}
_LAW_SUBJECT = lazy(
    r"\b(?:rules?\s+\d|rule\s+of\s+civil|section\s+\d|§|statute|u\.?s\.?c\.?\s|act\b|local\s+rules?)",
    re.IGNORECASE,
)
_READ_IN = ("body", "item", "footnote", "heading", "signature")
# Items of one list; lists within lists would otherwise each hold all that follow.
_MOST_ITEMS = 300


def find_provisions(order: Order) -> tuple[Provision, ...]:
    """Every provision of `order`, in the order of the text. Spans are into `order.text`."""
    found: list[Provision] = []
    times = sorted((deadline.phrase for deadline in order.deadlines), key=lambda phrase: phrase.span.start)
    leads = _Leads(order)
    for index, paragraph in enumerate(order.paragraphs):
        if paragraph.kind not in _READ_IN:
            continue
        for sentence in paragraph.sentences or (paragraph.span,):
            for provision in _of_sentence(order, paragraph, sentence, index):
                found.append(_with_lead(leads, paragraph, _timed(provision, times)))
    return tuple(found)


def _of_sentence(order: Order, paragraph: Paragraph, sentence: Span, index: int) -> Iterator[Provision]:
    text = order.text[sentence.start : sentence.end]
    if not text.strip():
        return
    rulings = find_rulings(text)
    said = read_state(text)
    for clause in clauses_beside(text, rulings):
        yield _of_clause(paragraph, sentence, text, clause, rulings, said)
    for found in rulings:
        yield _of_ruling(paragraph, sentence, found, said)
    yield from _readings(order, paragraph, sentence, text, index)


def _of_clause(
    paragraph: Paragraph, sentence: Span, text: str, clause: Clause, rulings: tuple[FoundRuling, ...], said: State
) -> Provision:
    kind: ProvisionKind = _KINDS.get(clause.force or "", "fact")
    if kind == "ruling":
        kind = "fact"  # what may be, or what somebody asks for
    if kind == "fact" and _LAW_SUBJECT.search(clause.actor or text[:60]):
        kind = "law"
    return Provision(
        kind=kind,
        span=Span(sentence.start + clause.start, sentence.start + clause.end),
        sentence=sentence,
        label=paragraph.label,
        actor=clause.actor,
        act=clause.act,
        condition=clause.condition,
        exception=clause.exception,
        negative=clause.negative,
        soft=clause.soft,
        state="ended" if _ended(clause, rulings) else said,
    )


def _ended(clause: Clause, rulings: tuple[FoundRuling, ...]) -> bool:
    """ "The order that counsel shall appear is VACATED" ends the duty that it tells of."""
    return any(
        found.ruling.effect in ("ended", "moved")
        and found.state == "in force"
        and found.start <= clause.at < found.at
        for found in rulings
    )


def _of_ruling(paragraph: Paragraph, sentence: Span, found: FoundRuling, said: State) -> Provision:
    ruling = found.ruling
    return Provision(
        kind="ruling",
        span=Span(sentence.start + found.start, sentence.start + found.end),
        sentence=sentence,
        label=paragraph.label,
        act=ruling.outcome,
        object=ruling.motion,
        negative=ruling.says == "refused",
        state=found.state if said == "in force" else said,
        ruling=ruling,
    )


def _readings(order: Order, paragraph: Paragraph, sentence: Span, text: str, index: int) -> Iterator[Provision]:
    """What a sentence is besides its clauses: consequence, reason, definition, contents, limit, contact, place."""

    def made(kind: ProvisionKind, start: int, end: int, **more: object) -> Provision:
        span = Span(sentence.start + start, sentence.start + end)
        return Provision(kind, span, sentence, paragraph.label, **more)  # type: ignore[arg-type]

    for kind, reading in (("consequence", CONSEQUENCE), ("reason", REASON), ("definition", DEFINITION)):
        match = reading.search(text)
        if match:
            yield made(kind, 0, len(text), act=match.group())  # type: ignore[arg-type]
    match = CONTENTS.search(text)
    if match:
        items = _list_after(order, index, sentence, text)
        yield made(
            "contents", match.start(), len(text), act=match.group(), actor=text[: match.start()].strip(), items=items
        )
    for quantity in find_quantities(text):
        if (
            quantity.kind == "money"
            or quantity.unit in ("page", "minute", "word", "line", "hour")
            or (quantity.kind == "rate")
        ):
            yield made(
                "limit",
                quantity.start,
                quantity.end,
                act=quantity.words,
                measure=Measure(quantity.unit, quantity.value),
            )
    for contact in find_contacts(text):
        way = Contact(contact.kind, contact.words)
        yield made("contact", contact.start, contact.end, actor=contact.name, contact=way)
    for place in find_places(text):
        yield made("event", place.start, place.end, act=place.words, place=place.words)


def _list_after(order: Order, index: int, sentence: Span, text: str) -> tuple[Span, ...]:
    """The items that a sentence introduces: "(a) ...; (b) ..." in it, or the item paragraphs after it."""
    marks = [match.start() for match in re.finditer(r"(?<=[\s:;,])\((?:[a-z]|\d{1,2}|[ivx]+)\)\s", text)]
    if len(marks) >= 2:
        ends = [*marks[1:], len(text)]
        return tuple(
            Span(sentence.start + start, sentence.start + len(text[:end].rstrip()))
            for start, end in zip(marks, ends, strict=True)
        )
    if not LIST_LEAD.search(text):
        return ()
    items = []
    for following in order.paragraphs[index + 1 :]:
        if following.kind == "footnote":
            continue
        if following.kind != "item" and not re.match(
            r"\(?[a-z0-9ivx]{1,4}[.)]\s", order.text[following.span.start :][:8]
        ):
            break
        items.append(following.span)
        if len(items) == _MOST_ITEMS:
            break
    return tuple(items)


def _timed(provision: Provision, times: list[TimePhrase]) -> Provision:
    first = bisect_left(times, provision.span.start, key=lambda phrase: phrase.span.start)
    last = bisect_left(times, provision.span.end, key=lambda phrase: phrase.span.start)
    inside = tuple(phrase for phrase in times[first:last] if phrase.span.end <= provision.span.end)
    return replace(provision, time=inside) if inside else provision


class _Leads:
    """Who the sentence over a list of items names last, read once for each list."""

    def __init__(self, order: Order) -> None:
        self._text = order.text
        self._by_number = {paragraph.number: paragraph for paragraph in order.paragraphs}
        self._actors: dict[int, str | None] = {}

    def actor(self, number: int) -> str | None:
        if number not in self._actors:
            parent = self._by_number.get(number)
            span = parent.sentences[-1] if parent is not None and parent.sentences else Span(0, 0)
            actors = [clause.actor for clause in split_clauses(self._text[span.start : span.end]) if clause.actor]
            self._actors[number] = actors[-1] if actors else None
        return self._actors[number]


def _with_lead(leads: _Leads, paragraph: Paragraph, provision: Provision) -> Provision:
    """An item without its own actor takes the lead sentence's words: "The parties shall submit: (a) ..."."""
    if provision.actor or paragraph.kind != "item" or paragraph.parent is None:
        return provision
    actor = leads.actor(paragraph.parent)
    return replace(provision, actor=actor) if actor else provision
