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
from assistant.commands.common import add_index
from assistant.deadlines.agenda import AgendaRow, ended_rows, order_dict, rows, unread
from assistant.deadlines.ics import to_ics
from assistant.deadlines.listing import WHATEVER, Wanted, by_date, of_case, status, to_csv, when
from assistant.question.facts import check_facts
from indexer.deadlines.naming import title_of, who_of
from indexer.errors import NotReadable, SoOrderedError, UsageError
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
    parser.add_argument("--from", dest="since", metavar="DATE", help="only what falls on or after this day")
    parser.add_argument("--to", dest="until", metavar="DATE", help="only what falls on or before this day")
    parser.add_argument("--case", metavar="NUMBER", help="only orders of this case: docket number or name")
    parser.add_argument("--who", metavar="WORDS", help="only what this party or person has to do")
    parser.add_argument("--csv", metavar="FILE", type=Path, help="also write a table for a spreadsheet")
    parser.add_argument("--ics", metavar="FILE", type=Path, help="also write an iCalendar file")
    add_index(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: TextIO) -> int:
    """Print the deadlines that `args` asks for. Raises SoOrderedError; returns 0."""
    from assistant.engine import Assistant  # the index and its model, only for this command

    today = parse_date(args.today) if args.today else None
    since, until = (parse_date(day) if day else None for day in (args.since, args.until))
    wanted = Wanted(since, until, args.who)
    facts = facts_of(args.served, args.by, args.fact)
    with Assistant.open(args.index) as assistant:
        ids = [args.order] if args.order else [row.id for row in assistant.orders() if of_case(row, args.case)]
        orders = [assistant.order(order) for order in ids]
    if facts and len(orders) > 1:
        raise UsageError("facts belong to one order: give --order with --served, --by and --fact.")
    tables, left_out = gathered(orders, facts, today, wanted, strict=bool(args.order))
    if args.ics:
        written = [order.caption.filed for order in orders if order.caption.filed]
        stamp = today or max(written, default=dt.date(2000, 1, 1))  # no clock is read: the last order's day
        unread_of = [note for order, _ in tables for note in unread(order)]
        _write(args.ics, to_ics([row for _, found in tables for row in found], stamp, unread_of), "--ics")
    if args.csv:
        _write(args.csv, to_csv(by_date(tables, today, wanted)).encode(), "--csv")
    if args.json:
        json.dump({**as_json(tables, today), "left_out": left_out}, out, ensure_ascii=False, indent=2)
        out.write("\n")
        return 0
    if len(orders) == 1:
        print_tables(tables, out)
    else:
        print_list(tables, out, today, wanted)
    for order, why in left_out.items():
        out.write(f"{order} was left out: {why}\n")
    for file, kind in ((args.ics, "Calendar"), (args.csv, "Table")):
        if file:
            out.write(f"{kind} written to {file}\n")
    return 0


def gathered(
    orders: Sequence[Order], facts: dict[str, str], today: dt.date | None, wanted: Wanted, strict: bool = False
) -> tuple[list[tuple[Order, list[AgendaRow]]], dict[str, str]]:
    """The wanted rows of each order, and why orders are left out that cannot be counted; strict: that is raised."""
    tables: list[tuple[Order, list[AgendaRow]]] = []
    left_out: dict[str, str] = {}
    for order in orders:
        try:
            found = rows(order, facts, today)
        except SoOrderedError as error:
            if strict:
                raise
            left_out[order.id] = str(error)
            continue
        tables.append((order, [row for row in found if wanted.takes(row)]))
    return tables, left_out


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
        "orders": [order_dict(order, found, today) for order, found in tables],
    }


def print_list(
    tables: Sequence[tuple[Order, list[AgendaRow]]], out: TextIO, today: dt.date | None, wanted: Wanted = WHATEVER
) -> None:
    """All orders in one list by date, then what was not understood of each."""
    console = _console(out)
    table = Table(show_lines=False)
    for column in ("Due", "Weekday", "Case", "Who", "What", "Source", "Status"):
        table.add_column(column, overflow="fold", no_wrap=column in {"Due", "Weekday"})
    for row in by_date(tables, today, wanted):
        table.add_row(
            when(row),
            (row.weekday or "")[:3],
            row.title,
            who_of(row.deadline) or "",
            _what(row),
            row.source,
            status(row),
        )
    console.print(table)
    for order, found in tables:
        _print_rest(order, found, console)
    console.print("Computed, not legal advice: verify against the docket.")


def print_tables(tables: Sequence[tuple[Order, list[AgendaRow]]], out: TextIO) -> None:
    """The table of each order; "no deadline found" for one without any."""
    console = _console(out)
    for order, found in tables:
        every = [*found, *ended_rows(order)]
        if every:
            table = Table(title=_titled(order), title_justify="left", show_lines=False)
            for column in ("Due", "Weekday", "Who", "What", "Source", "Status"):
                table.add_column(column, overflow="fold", no_wrap=column in {"Due", "Weekday"})
            for row in every:
                table.add_row(
                    when(row), (row.weekday or "")[:3], who_of(row.deadline) or "", _what(row), row.source, status(row)
                )
            console.print(table)
        for row in found:
            for note in _notes(row):
                console.print(f"  {row.deadline.subject[:40]}: {note}")
        _print_rest(order, every, console)
    console.print("Computed, not legal advice: verify against the docket.")


def _console(out: TextIO) -> Console:
    terminal = bool(getattr(out, "isatty", lambda: False)())
    return Console(file=out, width=None if terminal else _WIDTH, highlight=False, markup=False)


def _titled(order: Order) -> str:
    dated = f" ({order.caption.filed.isoformat()})" if order.caption.filed else ""
    return f"{order.caption.case_name or order.id}{dated}"


def _print_rest(order: Order, found: Sequence[AgendaRow], console: Console) -> None:
    """What was not understood of an order; "no deadline found" only where nothing of it is left open."""
    left = unread(order)
    if not found and not left and not order.ended and not order.deadlines:
        console.print(f"{_titled(order)}: no deadline found")
    for note in left:
        console.print(f"{_titled(order)}: not understood, read this: {note}")


def _what(row: AgendaRow) -> str:
    words = title_of(row.deadline)
    if row.deadline.role in {"window", "vague"}:
        words = f"{words} ({row.limit})"
    return words


def _notes(row: AgendaRow) -> list[str]:
    return [f"or {date}, {why}" for date, why in row.due.alternatives] + list(row.due.notes)


def _write(path: Path, data: bytes, option: str) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise NotReadable(f"Cannot write {str(path)!r}: {error.strerror}; choose another file with {option}.") from None
