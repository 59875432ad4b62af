"""The command `so-ordered check`: read the whole index, say what is damaged, and mend it where asked to."""

from __future__ import annotations

import argparse
import dataclasses
import os
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from assistant.commands.common import add_index, add_wait, print_json
from assistant.commands.index import reporter
from assistant.commands.stopping import stopping
from indexer.errors import REPAIR
from indexer.repair.damage import Findings, Tell, quiet


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "check",
        help="read the whole index, say what is damaged, and repair it",
        description="Verify every checksum, every order, every vector and every search index, and the conversations "
        "of the chat. The exit code is 0 where all is sound, 1 where something is damaged or stays so.",
    )
    parser.add_argument("--repair", action="store_true", help="mend what is damaged, and publish the mended index")
    parser.add_argument(
        "--corpus", type=Path, metavar="FOLDER",
        help="for --repair: where the orders' files lie (default: corpus); an order that is damaged and not there is "
        "then given up",
    )  # fmt: skip
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="conversations (default: web, beside the index)")
    parser.add_argument("--model", help="for --repair: the model of the index by name or path (default: "
                        "all-MiniLM-L6-v2)")  # fmt: skip
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    add_wait(parser)
    add_index(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Run the command; the exit code. A signal raises Stopped."""
    with stopping():
        return checked(args, out)


def checked(args: argparse.Namespace, out: IO[str]) -> int:
    from indexer.repair.check import check
    from indexer.repair.repair import Repair, repair

    shown = sys.stderr.isatty() and not args.quiet
    tell = teller(sys.stderr) if shown else quiet
    if args.repair:
        corpus = args.corpus or (Path("corpus") if Path("corpus").is_dir() else None)
        outcome = repair(
            args.index, corpus, give_up=args.corpus is not None, tell=tell, model=args.model, patience=args.wait,
            progress=reporter(sys.stderr) if shown else None,
        )  # fmt: skip
    else:
        outcome = Repair(check(args.index, tell))
    if shown:
        sys.stderr.write("\r\x1b[K")
    found = outcome.findings
    conversations(found, (args.data or args.index.parent / "web") / "conversations.sqlite")
    mended = args.repair and not outcome.lost and not outcome.left and "conversations" not in found.kinds
    if args.json:
        print_json(
            {
                "sound": not found.damage, "generation": found.generation, "orders": found.orders,
                "passages": found.passages, "damage": [dataclasses.asdict(one) for one in found.damage],
                "notes": found.notes, "done": outcome.done, "lost": outcome.lost, "left": outcome.left,
            },
            out,
        )  # fmt: skip
    else:
        show(found, outcome.done, [*outcome.lost, *outcome.left], args.repair, out)
    return 0 if not found.damage or mended else 1


def show(found: Findings, done: list[str], bad: list[str], repaired: bool, out: IO[str]) -> None:
    """What was found, one line each, and what can be done."""
    for one in found.damage:
        out.write(f"{one}\n")
    for note in found.notes:
        out.write(f"note: {note}\n")
    for line in [*done, *bad]:
        out.write(f"{'' if repaired else 'note: '}{line}\n")
    if not found.damage:
        orders = f"{found.orders:,} {'order' if found.orders == 1 else 'orders'}"
        out.write(f"sound: {orders}, {found.passages:,} passages in {found.generation}\n")
    elif repaired:
        out.write("not all is repaired\n" if bad or "conversations" in found.kinds else "repaired\n")
    elif found.kinds != {"conversations"}:
        out.write(f"{len(found.damage)} found: {REPAIR}\n")


def conversations(found: Findings, path: Path) -> None:
    """SQLite's own checks of the chat's database, where there is one."""
    if not path.is_file():
        return
    advice = "the next so-ordered serve sets it aside and goes on with the last backup"
    try:
        with reading(path) as database:
            lines = [str(line) for (line,) in database.execute("PRAGMA integrity_check(3)") if line != "ok"]
            broken = database.execute("PRAGMA foreign_key_check").fetchmany(3)
            lines += [f"row {row} of {table} has no {parent}" for table, row, parent, _ in broken]
    except (sqlite3.Error, UnicodeError) as error:
        lines = [str(error)]
    for line in lines:
        found.add("conversations", path.name, f"{' '.join(line.split())} ({advice})")


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """The database, only to be read. Beside a log SQLite makes a file, which a medium that cannot be written to does
    not take: there a copy is read. Without a log nobody is writing, and it needs no file."""
    log = path.with_name(f"{path.name}-wal")
    logged = log.exists() and log.stat().st_size > 0
    with TemporaryDirectory() as folder:
        if logged and not os.access(path.parent, os.W_OK):
            copies = [Path(shutil.copy(file, folder)) for file in (path, log)]
            path = copies[0]
        mode = "mode=rw" if path.parent == Path(folder) else "mode=ro" if logged else "mode=ro&immutable=1"
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as database:
            yield database


def teller(out: IO[str]) -> Tell:
    """Shows how far a check is on one line of a terminal, at most ten times a second."""
    last = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last > 0.1:
            last = time.monotonic()
            share = f" {100 * done // total} %" if total > 1 else ""
            out.write(f"\r\x1b[K{what}{share}")
            out.flush()

    return tell
