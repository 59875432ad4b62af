"""An order at a glance: what it decides, whom it names, what follows, and its dates in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Need
from assistant.cite import short
from assistant.deadlines.agenda import AgendaRow
from assistant.deadlines.due import resolve
from assistant.question.facts import METHODS
from indexer.errors import SoOrderedError
from indexer.orders import Order, Span

# Sections of an order's page: their heading and the provisions that stand under it.
SECTIONS = (
    ("What was decided", ("ruling",)),
    ("What is required", ("obligation",)),
    ("What is forbidden", ("prohibition",)),
    ("What is allowed or excused", ("permission", "relief")),
    ("What may follow", ("consequence",)),
    ("Whom the order names to ask", ("contact",)),
)
_OPEN = 4  # sections of more quotations are folded behind the first few


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the order and where it stands; more: it is folded."""

    text: str
    where: str
    span: Span
    more: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A date on the timeline. when: ISO, for sorting; gap: days since the one before; past: before today."""

    date: dt.date
    what: str
    kind: str
    span: Span | None
    gap: int | None
    past: bool


def overview(order: Order) -> list[tuple[str, list[Said]]]:
    """Heading → the order's own sentences; a sentence stands under the first heading that it fits."""
    bodies = {
        (paragraph.span.start, paragraph.span.end): paragraph
        for paragraph in order.paragraphs if paragraph.kind in ("body", "item", "footnote")
    }  # fmt: skip
    decretal = {span for span, paragraph in bodies.items() if paragraph.decretal}
    taken: set[Span] = set()
    found = []
    for heading, kinds in SECTIONS:
        spans = []
        for provision in order.provisions:
            span = provision.sentence
            if provision.kind not in kinds or span in taken or not _within(span, bodies):
                continue
            taken.add(span)
            spans.append(span)
        # What stands under "IT IS ORDERED" comes first.
        spans.sort(key=lambda span: (not _within(span, decretal), span.start))
        ordered = sum(_within(span, decretal) for span in spans)
        shown = ordered if ordered and "ruling" in kinds else _OPEN
        if spans:
            found.append((heading, [_said(order, span, place >= shown) for place, span in enumerate(spans)]))
    return found


def _within(span: Span, stretches: Any) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)


def _said(order: Order, span: Span, more: bool) -> Said:
    return Said(" ".join(order.text[span.start : span.end].split()), short(order, span), span, more)


def fact_fields(order: Order, facts: Mapping[str, str]) -> list[Need]:
    """Every fact that some date of the order depends on, the date and way of service first."""
    needs: dict[str, Need] = {}
    for deadline in order.deadlines:
        try:
            due = resolve(order, deadline, {})
        except SoOrderedError:
            continue
        for need in due.needs:
            needs.setdefault(need.fact, need)
    for name in facts:  # what was given stays in the form
        needs.setdefault(name, Need(name, "", METHODS if name == "service_method" else ()))
    first = {"service_date": 0, "service_method": 1}
    return sorted(needs.values(), key=lambda need: (first.get(need.fact, 2), need.fact))


def timeline(order: Order, rows: Sequence[AgendaRow], today: dt.date) -> list[Moment]:
    """The order's date, its events and the dates that it sets, in their order."""
    dates: list[tuple[dt.date, str, str, Span | None]] = []
    if order.caption.filed:
        dates.append((order.caption.filed, "Order filed", "filed", order.caption.where.get("filed")))
    for row in rows:
        if row.day is not None and row.governs:
            subject = row.deadline.subject
            dates.append((row.day, subject[:1].upper() + subject[1:], row.deadline.role, row.deadline.span))
    dates.sort(key=lambda date: date[0])
    made: list[Moment] = []
    for date, what, kind, span in dates:
        gap = (date - made[-1].date).days if made else None
        made.append(Moment(date, what, kind, span, gap, date < today))
    return made
