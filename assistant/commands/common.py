"""What several commands share: where the index is, reading dates and facts from the command line."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from indexer.errors import BadFact

DEFAULT_INDEX = "var/index"


def add_index(parser: argparse.ArgumentParser) -> None:
    """The option that says where the index is; the environment's SO_ORDERED_INDEX is its default."""
    parser.add_argument(
        "--index", metavar="FOLDER", type=Path,
        default=Path(os.environ.get("SO_ORDERED_INDEX") or DEFAULT_INDEX),
        help=f"the index (default: $SO_ORDERED_INDEX, else {DEFAULT_INDEX})",
    )  # fmt: skip


def add_wait(parser: argparse.ArgumentParser) -> None:
    """The option that says how long to wait for another writer of the index."""
    parser.add_argument(
        "--wait", metavar="SECONDS", type=float, default=0.0,
        help="wait so long for another process that is writing the index (default: 0)",
    )  # fmt: skip


def add_reader(parser: argparse.ArgumentParser) -> None:
    """The option that says what judges whether a sentence answers."""
    parser.add_argument(
        "--reader", metavar="FOLDER",
        help="a folder with a sentence-transformers CrossEncoder, or none: rules alone (default: the project's own)",
    )  # fmt: skip


def add_question(parser: argparse.ArgumentParser) -> None:
    """A question and what is known besides."""
    parser.add_argument("question", nargs="+", metavar="QUESTION", help="in your own words")
    parser.add_argument("--order", metavar="ID", help="look in this order only (so-ordered orders lists them)")
    parser.add_argument("--served", metavar="DATE", help="the day on which you were served with it")
    parser.add_argument("--by", metavar="METHOD", help="how: electronic, mail, hand, clerk or other")
    parser.add_argument(
        "--fact", metavar="NAME=VALUE", action="append", default=[],
        help="another fact, e.g. conference_date=2021-03-18 (may be repeated)",
    )  # fmt: skip
    parser.add_argument("--today", metavar="DATE", help="count from this day instead of the computer's date")
    add_reader(parser)
    add_index(parser)


def facts_of(args: argparse.Namespace) -> dict[str, str]:
    """The facts of `add_question`'s options; BadFact for one that is not NAME=VALUE or is given twice."""
    facts: dict[str, str] = {}
    given = [f"service_date={args.served}"] if args.served else []
    given += [f"service_method={args.by}"] if args.by else []
    for fact in [*given, *args.fact]:
        name, sign, value = fact.partition("=")
        name, value = name.strip(), value.strip()
        if not sign or not name or not value:
            raise BadFact(f"{fact!r} is not a fact: write NAME=VALUE, e.g. conference_date=2021-03-18")
        if facts.get(name, value) != value:
            raise BadFact(f"{name} is given twice, as {facts[name]} and as {value}")
        facts[name] = value
    if "service_date" in facts:
        facts["service_date"] = day(facts["service_date"]).isoformat()
    return facts


def day(text: str) -> dt.date:
    """A date as a person writes it; BadDate."""
    from assistant.calendar.dates import parse_date

    return parse_date(text)


def today_of(args: argparse.Namespace) -> dt.date:
    """The day that `--today` gives, else the computer's: the only place where the clock is read."""
    return day(args.today) if args.today else dt.date.today()


def print_json(value: Any, out: IO[str]) -> None:
    """One JSON object or list, indented, in the letters of the order."""
    out.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def columns(rows: Iterable[tuple[str, ...]], out: IO[str]) -> None:
    """Rows of cells, each column as wide as its widest cell."""
    table = list(rows)
    widths = [max(len(row[place]) for row in table) for place in range(len(table[0]))] if table else []
    for row in table:
        out.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
