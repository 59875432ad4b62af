"""The command `so-ordered index`: bring the index up to date with a folder of orders."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from assistant.commands.common import add_index, add_wait, print_json


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
    """Run the command; the exit code: 0, or 1 if a file could not be indexed."""
    from indexer.build import build

    progress = None if args.quiet else reporter(sys.stderr)
    report = build(
        args.corpus, args.index, progress=progress, embedder=args.embedder, model=args.model, patience=args.wait
    )
    if report.rebuilt and not args.quiet:
        print(f"built anew: {report.rebuilt}", file=sys.stderr)
    for line in report.errors:
        print(f"so-ordered: {line}", file=sys.stderr)
    counts = {name: getattr(report, name) for name in ("new", "changed", "gone", "unchanged")}
    if args.json:
        print_json({**counts, "errors": report.errors}, out)
    elif not args.brief or report.errors or any(counts[name] for name in ("new", "changed", "gone")):
        out.write(", ".join(f"{len(ids)} {name}" for name, ids in counts.items()))
        out.write(f", {len(report.errors)} not indexed\n" if report.errors else "\n")
    return 1 if report.errors else 0


def reporter(out: IO[str]) -> Callable[[int, int, str], None]:
    """Shows progress: on a terminal one line that is written over, else one line at the start."""
    began = time.monotonic()

    def tell(done: int, total: int, order_id: str) -> None:
        if not out.isatty():
            if done == 0:
                out.write(f"indexing {total} {'order' if total == 1 else 'orders'}\n")
                out.flush()
            return
        spent = time.monotonic() - began
        left = f", {spent / done * (total - done):.0f} s left" if done and spent > 2 else ""
        out.write("\r\x1b[K" if done == total else f"\r\x1b[Kindexing {done + 1} of {total}{left}: {order_id}")
        out.flush()

    return tell
