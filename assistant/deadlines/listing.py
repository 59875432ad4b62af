"""The deadlines of many orders in one list: which of them, by date, as a table for a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.deadlines.agenda import STATUS_WORDS, AgendaRow, ended_rows
from indexer.deadlines.naming import title_of, who_of
from indexer.orders import Order


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which deadlines a list shows. since, until: first and last day; who: words of the actor. None: all."""

    since: dt.date | None = None
    until: dt.date | None = None
    who: str | None = None

    def takes(self, row: AgendaRow) -> bool:
        if (self.since or self.until) and row.day is None:
            return False
        if row.day is not None and not (self.since or dt.date.min) <= row.day <= (self.until or dt.date.max):
            return False
        return self.who is None or self.who.casefold() in (who_of(row.deadline) or "").casefold()


WHATEVER = Wanted()


def of_case(row: Any, case: str | None) -> bool:
    """Whether an order of the catalogue is of the case that `--case` names by docket number or words of its name."""
    if case is None:
        return True
    words = case.casefold()
    told = (row.docket_number, row.docket_normal, row.case_name)
    return any(words in str(value).casefold() for value in told if value)


def to_csv(found: Iterable[AgendaRow], not_understood: Iterable[tuple[str, str, str, str, str]] = ()) -> str:
    """One line a deadline, as they come, for a spreadsheet; a cell never begins with a sign that one would compute.

    not_understood: case, order, the words and why, their sentence, source; they follow, with that as their state.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(["date", "weekday", "case", "order", "state", "who", "what", "when", "source", "status"])
    lines = [
        [
            when(row).replace("\n", " "), row.weekday or "", row.title, row.order, row.state,
            who_of(row.deadline) or "", title_of(row.deadline), row.limit, row.source, status(row),
        ]
        for row in found
    ] + [
        ["", "", case, order, "not understood", "", sentence, why, source, "read this"]
        for case, order, why, sentence, source in not_understood
    ]  # fmt: skip
    for cells in lines:
        table.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell for cell in cells])
    return text.getvalue()


def by_date(
    tables: Sequence[tuple[Order, list[AgendaRow]]], today: dt.date | None, wanted: Wanted = WHATEVER
) -> list[AgendaRow]:
    """The rows of all orders in one list, those without a date last; what an order gives up among them."""
    ended = [row for order, _ in tables for row in ended_rows(order, None, today) if wanted.takes(row)]
    every = [row for _, found in tables for row in found] + ended
    return sorted(every, key=lambda row: (row.day is None, row.day or dt.date.max, row.order))


def when(row: AgendaRow) -> str:
    """A due date, date-time or window as the table shows it; empty without one."""
    if row.due.window:
        return f"{row.due.window[0].isoformat()} to\n{row.due.window[1].isoformat()}"
    if isinstance(row.due.due, dt.datetime):
        return f"{row.due.due:%Y-%m-%d %H:%M}"
    return row.due.due.isoformat() if row.due.due else ""


def days_left(days: int | None) -> str:
    """ "in 3 days", "today", "3 days ago"; empty without a number."""
    if days is None:
        return ""
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} ago"


def status(row: AgendaRow) -> str:
    """How far a row is settled: "computed, in 3 days", "needs a fact: conference_date", "ended (now: no. 2)"."""
    if row.state == "ended":
        return "ended" + (f" (now: no. {row.deadline.instead})" if row.deadline.instead else "")
    words = STATUS_WORDS[row.due.status]
    if row.due.needs:
        words += ": " + ", ".join(need.fact for need in row.due.needs)
    if row.tied and row.due.status != "no_date":
        words += " (earlier governs)" if row.governs else " (a tied limit is earlier)"
    if left := days_left(row.days):
        words += f", {left}"
    return words
