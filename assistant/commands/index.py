"""The command `so-ordered index`: bring the index up to date with a folder of orders."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assistant.commands.common import add_index, add_wait, print_json
from assistant.commands.stopping import stopping

# Into a log, a line of progress every so many seconds.
LINE = 30.0


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "index",
        help="bring the index up to date with a folder of orders",
        description="Read the orders that are new or changed since the last time and publish the new index. "
        "The old one answers questions until then.",
    )
    parser.add_argument(
        "corpus",
        nargs="?",
        type=Path,
        default=Path("corpus"),
        metavar="CORPUS",
        help="the folder of orders, one file each (default: corpus)",
    )
    parser.add_argument("--embedder", choices=("torch", "onnx"), help="what embeds (default: whichever is sooner done)")
    parser.add_argument("--model", help="a sentence-transformers model by name or path (default: all-MiniLM-L6-v2)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    parser.add_argument("--brief", action="store_true", help="say nothing when nothing changed")
    add_wait(parser)
    add_index(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Run the command; the exit code: 0, or 1 if a file could not be indexed. A signal raises Stopped."""
    with stopping():
        return indexed(args, out)


def indexed(args: argparse.Namespace, out: IO[str]) -> int:
    from indexer.build import build, kept

    progress = None if args.quiet else reporter(sys.stderr)
    try:
        report = build(
            args.corpus, args.index, progress=progress, embedder=args.embedder, model=args.model, patience=args.wait
        )
    except KeyboardInterrupt:
        print(interrupted(kept(args.index)), file=sys.stderr)
        raise
    if report.rebuilt and not args.quiet:
        print(f"built anew: {report.rebuilt}", file=sys.stderr)
    for line in report.errors:
        print(f"so-ordered: {line}", file=sys.stderr)
    for line in report.warnings if not args.quiet else []:
        print(f"so-ordered: warning: {line}", file=sys.stderr)
    counts = {name: getattr(report, name) for name in ("new", "changed", "gone", "unchanged")}
    if args.json:
        print_json({**counts, "errors": report.errors, "warnings": report.warnings}, out)
    elif not args.brief or report.errors or any(counts[name] for name in ("new", "changed", "gone")):
        out.write(", ".join(f"{len(ids)} {name}" for name, ids in counts.items()))
        out.write(f", {len(report.errors)} not indexed\n" if report.errors else "\n")
    return 1 if report.errors else 0


def interrupted(count: int) -> str:
    """What is left of a build that was broken off; count: orders that the next one need not read again."""
    line = "so-ordered: interrupted; the index is as it was"
    if not count:
        return line
    return f"{line}, and {orders(count)} are kept: the same command goes on with them"


def reporter(out: IO[str], clock: Callable[[], float] = time.monotonic) -> Callable[[int, int, str], None]:
    """Shows progress with the time left: on a terminal one line that is written over, else a line now and then.

    clock: seconds from any moment on."""
    terminal = out.isatty()
    began, first, shown = clock(), -1, clock()

    def tell(done: int, total: int, order_id: str) -> None:
        nonlocal began, first, shown
        now, clear = clock(), "\r\x1b[K" if terminal else ""
        if first < 0:  # what an interrupted build has left took no time now
            began, first, shown = now, done, now
            if done and done < total:
                out.write(f"going on with {done:,} of {orders(total)}\n")
            elif not terminal and done < total:
                out.write(f"indexing {orders(total)}\n")
        line = f"{done:,} of {orders(total)}{pace(done - first, total - done, now - began)}"
        if terminal:
            out.write(clear if done == total else f"{clear}indexing {line}: {order_id}")
        elif now - shown >= LINE and done < total:
            shown = now
            out.write(f"{line}\n")
        out.flush()

    return tell


def orders(count: int) -> str:
    return f"{count:,} {'order' if count == 1 else 'orders'}"


def pace(done: int, left: int, seconds: float) -> str:
    """ ", 3.2 a second, 7 min left"; nothing before it can be told."""
    if not done or seconds <= 2:
        return ""
    rate = done / seconds
    speed = f"{rate:,.1f} a second" if rate >= 1 else f"{60 * rate:,.1f} a minute"
    return f", {speed}, {duration(left / rate)} left"


def duration(seconds: float) -> str:
    """ "40 s", "7 min", "2 h 05 min"."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02d} min"
