"""`so-ordered deadlines`: the deadlines of the orders as a table, as JSON and as a calendar file."""

from __future__ import annotations

import argparse
import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from assistant.calendar.dates import parse_date
from assistant.deadlines.agenda import STATUS_WORDS, AgendaRow, rows
from assistant.deadlines.ics import to_ics
from assistant.question.facts import check_facts
from indexer.errors import NotReadable, UsageError
from indexer.orders import Order

_WIDTH = 120  # columns where the output is no terminal


def add_parser(subparsers: Any) -> None:
    """Add the command to an argparse sub-parser collection; the parsed arguments carry `func(args, out)`."""
    parser = subparsers.add_parser(
        "deadlines",
        help="list every deadline of an order, computed",
        description="Every limit, event and window that the orders set, with its date as the rules count it.",
    )
    parser.add_argument("--order", metavar="ID", help="one order; without it, every order of the index")
    parser.add_argument("--served", metavar="DATE", help="the day on which the order was served")
    parser.add_argument("--by", metavar="METHOD", help="how it was served: electronic, mail, hand, clerk or other")
    parser.add_argument(
        "--fact",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="another fact, such as conference_date=2021-03-01; may be repeated",
    )
    parser.add_argument("--today", metavar="DATE", help="show days left or past, as of this day")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--ics", metavar="FILE", type=Path, help="also write an iCalendar file")
    parser.add_argument("--index", metavar="DIR", type=Path, default=Path("var/index"), help="the index folder")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: TextIO) -> int:
    """Print the deadlines that `args` asks for. Raises SoOrderedError; returns 0."""
    from assistant.engine import Assistant  # the index and its model, only for this command

    today = parse_date(args.today) if args.today else None
    facts = facts_of(args.served, args.by, args.fact)
    with Assistant.open(args.index) as assistant:
        ids = [args.order] if args.order else [row.id for row in assistant.orders()]
        orders = [assistant.order(order) for order in ids]
    if facts and len(orders) > 1:
        raise UsageError("facts belong to one order: give --order with --served, --by and --fact.")
    tables = [(order, rows(order, facts, today)) for order in orders]
    if args.ics:
        written = [order.caption.filed for order in orders if order.caption.filed]
        stamp = today or max(written, default=dt.date(2000, 1, 1))  # no clock is read: the last order's day
        _write(args.ics, [row for _, found in tables for row in found], stamp)
    if args.json:
        json.dump(as_json(tables, today), out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        print_tables(tables, out)
        if args.ics:
            out.write(f"Calendar written to {args.ics}\n")
    return 0


def facts_of(served: str | None, by: str | None, pairs: Sequence[str]) -> dict[str, str]:
    """The facts of the options, checked. Raises BadFact, BadDate, UsageError."""
    facts: dict[str, str] = {}
    if served:
        facts["service_date"] = served
    if by:
        facts["service_method"] = by
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise UsageError(f"--fact takes NAME=VALUE, such as conference_date=2021-03-01; given: {pair!r}.")
        facts[name.strip()] = value.strip()
    return dict(check_facts(facts))


def as_json(tables: Sequence[tuple[Order, list[AgendaRow]]], today: dt.date | None) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "today": today.isoformat() if today else None,
        "orders": [
            {
                "order": order.id,
                "title": order.caption.case_name or order.id,
                "deadlines": [row.to_dict() for row in found],
            }
            for order, found in tables
        ],
    }


def print_tables(tables: Sequence[tuple[Order, list[AgendaRow]]], out: TextIO) -> None:
    """The table of each order; "no deadline found" for one without any."""
    terminal = bool(getattr(out, "isatty", lambda: False)())
    console = Console(file=out, width=None if terminal else _WIDTH, highlight=False, markup=False)
    for order, found in tables:
        name = order.caption.case_name or order.id
        dated = f" ({order.caption.filed.isoformat()})" if order.caption.filed else ""
        if not found:
            console.print(f"{name}{dated}: no deadline found")
            continue
        table = Table(title=f"{name}{dated}", title_justify="left", show_lines=False)
        for column in ("Due", "Weekday", "Who", "What", "Source", "Status"):
            table.add_column(column, overflow="fold", no_wrap=column in {"Due", "Weekday"})
        for row in found:
            table.add_row(
                when(row), (row.weekday or "")[:3], row.deadline.actor or "", _what(row), row.source, _status(row)
            )
        console.print(table)
        for row in found:
            for note in _notes(row):
                console.print(f"  {row.deadline.subject[:40]}: {note}")
    console.print("Computed, not legal advice: verify against the docket.")


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


def _what(row: AgendaRow) -> str:
    words = row.deadline.subject
    if row.deadline.role in {"window", "vague"}:
        words = f"{words} ({row.limit})"
    if row.deadline.role == "expiry":
        words = f"{words} expires"
    return words


def _status(row: AgendaRow) -> str:
    words = STATUS_WORDS[row.due.status]
    if row.due.needs:
        words += ": " + ", ".join(need.fact for need in row.due.needs)
    if row.tied and row.due.status != "no_date":
        words += " (earlier governs)" if row.governs else " (a tied limit is earlier)"
    if left := days_left(row.days):
        words += f", {left}"
    return words


def _notes(row: AgendaRow) -> list[str]:
    return [f"or {date}, {why}" for date, why in row.due.alternatives] + list(row.due.notes)


def _write(path: Path, found: list[AgendaRow], stamp: dt.date) -> None:
    try:
        path.write_bytes(to_ics(found, stamp))
    except OSError as error:
        raise NotReadable(f"Cannot write {str(path)!r}: {error.strerror}; choose another file with --ics.") from None
