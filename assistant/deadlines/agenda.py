"""The deadlines of an order as rows for a table, JSON, a web page or a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Citation, iso
from assistant.calendar.dates import WEEKDAYS
from assistant.cite import short
from assistant.deadlines.due import Due, resolve, resolve_group
from assistant.question.facts import Facts, check_facts
from indexer.deadlines.naming import who_of
from indexer.orders import Deadline, Order, TimeNote

STATUS_WORDS = {"computed": "computed", "needs_facts": "needs a fact", "pending": "pending", "no_date": "no date"}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One limit of an order. due: of this limit alone. tied: `number`s of the other limits on the same act;
    governs: this is the limit that governs the act (True too where it stands alone). source: as a lawyer
    cites it. days: from `today` to the date, negative when past, None without a date or without `today`."""

    order: str
    title: str
    deadline: Deadline
    due: Due
    citations: tuple[Citation, ...]
    source: str
    tied: tuple[int, ...] = ()
    governs: bool = True
    days: int | None = None

    @property
    def day(self) -> dt.date | None:
        """The day by which the table is sorted: of the limit, or the last of a window."""
        due = self.due.window[1] if self.due.window else self.due.due
        return due.date() if isinstance(due, dt.datetime) else due

    @property
    def limit(self) -> str:
        """The words of the limit: "within five (5) days of the parties' conference"."""
        first, span = self.citations[0], self.deadline.phrase.span
        return " ".join(first.quote[span.start - first.start : span.end - first.start].split())

    @property
    def when(self) -> str:
        """The words of the limit as the order prints them, `Order.text[start:end]`."""
        first, span = self.citations[0], self.deadline.phrase.span
        return first.quote[span.start - first.start : span.end - first.start]

    @property
    def state(self) -> str:
        """ "live"; "ended", where the order itself gives it up; "past", as of the given day."""
        if self.deadline.ended is not None:
            return "ended"
        return "past" if self.days is not None and self.days < 0 else "live"

    @property
    def trigger(self) -> str | None:
        """What starts the time, in the order's words; "the order" for its own date; None where a date is printed."""
        trigger = self.deadline.phrase.trigger
        return None if trigger is None else trigger.phrase or "the order"

    @property
    def weekday(self) -> str | None:
        return WEEKDAYS[self.day.weekday()] if self.day else None

    def to_dict(self) -> dict[str, Any]:
        """For `--json` and the web."""
        window = self.due.window
        return {
            "order": self.order,
            "number": self.deadline.number,
            "role": self.deadline.role,
            "when": self.when,
            "start": self.deadline.phrase.span.start,
            "end": self.deadline.phrase.span.end,
            "state": self.state,
            "instead": self.deadline.instead,
            "what": self.deadline.what or self.deadline.subject,
            "who": who_of(self.deadline),
            "trigger": self.trigger,
            "due": iso(self.due.due),
            "window": [iso(window[0]), iso(window[1])] if window else None,
            "weekday": self.weekday,
            "actor": self.deadline.actor,
            "act": self.deadline.act,
            "subject": self.deadline.subject,
            "status": self.due.status,
            "days": self.days,
            "source": self.source,
            "citations": [citation.to_dict() for citation in self.citations],
            "tied": list(self.tied),
            "governs": self.governs,
            "conditional": self.deadline.conditional,
            "soft": self.deadline.soft,
            "needs": [need.to_dict() for need in self.due.needs],
            "alternatives": [{"date": date, "if": why} for date, why in self.due.alternatives],
            "safe_date": iso(self.due.safe),
            "notes": list(self.due.notes),
            "steps": [step.to_dict() for step in self.due.steps],
        }


def rows(order: Order, facts: Mapping[str, str] | Facts | None = None, today: dt.date | None = None) -> list[AgendaRow]:
    """The deadlines of `order`, the dated ones first and in their order; a limit that the order only repeats
    is one row with every place cited. Raises BadFact, BadDate and OutOfRange."""
    known = check_facts(facts, order)
    made: list[AgendaRow] = []
    seen: dict[tuple[object, ...], int] = {}
    for deadline in order.deadlines:
        due = resolve(order, deadline, known, today)
        group = [other for other in order.deadlines if deadline.group is not None and other.group == deadline.group]
        key = _same(deadline, due)
        if key is not None and key in seen:
            place = seen[key]
            first = made[place]
            made[place] = AgendaRow(
                first.order,
                first.title,
                first.deadline,
                first.due,
                (*first.citations, Citation.of(order, deadline.span)),
                f"{first.source}; {short(order, deadline.span)}",
                first.tied,
                first.governs,
                first.days,
            )
            continue
        if key is not None:
            seen[key] = len(made)
        made.append(_row(order, deadline, due, group, known, today))
    return sorted(made, key=lambda row: (row.day is None, row.day or dt.date.max, row.deadline.number))


def ended_rows(
    order: Order, facts: Mapping[str, str] | Facts | None = None, today: dt.date | None = None
) -> list[AgendaRow]:
    """What the order itself gives up (vacated, struck, moved), by date: shown as ended, never in a calendar."""
    known = check_facts(facts, order)
    made = [_row(order, deadline, resolve(order, deadline, known), [], known, today) for deadline in order.ended]
    return sorted(made, key=lambda row: (row.day is None, row.day or dt.date.max, row.deadline.number))


def notes_of(order: Order, notes: Sequence[TimeNote]) -> list[dict[str, Any]]:
    """`Order.history` or `Order.not_understood` for `--json` and the web: the words, why, and their sentence."""
    return [
        {
            "when": order.text[note.span.start : note.span.end],
            "start": note.span.start,
            "end": note.span.end,
            "reason": note.reason,
            "citation": Citation.of(order, note.sentence).to_dict(),
        }
        for note in notes
    ]


def unread(order: Order) -> list[str]:
    """Each time that was not understood, with its sentence and the reason, as a calendar or a list tells it."""
    told = []
    for note in order.not_understood:
        words, sentence = (order.text[span.start : span.end] for span in (note.span, note.sentence))
        told.append(f"“{' '.join(words.split())}”: {note.reason} (“{' '.join(sentence.split())[:300]}”)")
    return told


def order_dict(order: Order, found: Sequence[AgendaRow], today: dt.date | None = None) -> dict[str, Any]:
    """The times of one order for `--json` and the web: deadlines, those that ended among them, and the rest."""
    ended = ended_rows(order, None, today)
    return {
        "order": order.id,
        "title": order.caption.case_name or order.caption.title or order.id,
        "deadlines": [row.to_dict() for row in (*found, *ended)],
        "history": notes_of(order, order.history),
        "not_understood": notes_of(order, order.not_understood),
    }


def _row(
    order: Order, deadline: Deadline, due: Due, group: list[Deadline], known: Facts, today: dt.date | None
) -> AgendaRow:
    spans = [deadline.span] + ([deadline.actor_span] if deadline.actor_span else [])
    distinct = [other for other in group if other.number != deadline.number]
    governs = True
    if distinct:
        governing = resolve_group(order, group, known).governs
        governs = governing is None or governing == deadline.number or _same_day(order, group, governing, due, known)
    title = order.caption.case_name or order.caption.title or order.id
    row = AgendaRow(
        order.id,
        title,
        deadline,
        due,
        tuple(Citation.of(order, span) for span in spans),
        short(order, deadline.span),
        tuple(other.number for other in distinct),
        governs,
    )
    if today is None or row.day is None:
        return row
    return AgendaRow(
        row.order,
        row.title,
        row.deadline,
        row.due,
        row.citations,
        row.source,
        row.tied,
        row.governs,
        (row.day - today).days,
    )


def _same_day(order: Order, group: list[Deadline], governing: int, due: Due, known: Facts) -> bool:
    other = next(one for one in group if one.number == governing)
    return due.due is not None and resolve(order, other, known).due == due.due


def _same(deadline: Deadline, due: Due) -> tuple[object, ...] | None:
    """What makes two deadlines of one group the same row: the same date, or the same words without one."""
    if deadline.group is None:
        return None
    if due.due is not None:
        day = due.due.date() if isinstance(due.due, dt.datetime) else due.due
        return (deadline.group, deadline.role, day) if deadline.phrase.kind == "fixed" else None
    phrase = deadline.phrase
    return (deadline.group, deadline.role, phrase.kind, phrase.period, phrase.trigger and phrase.trigger.kind)
