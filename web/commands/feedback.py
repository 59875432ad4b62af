"""The command `so-ordered feedback`: what people said of answers, one JSON object a line, for the evaluation."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import IO, Any

from indexer.errors import NotReadable, UsageError


def add_parser(subparsers: Any) -> None:
    """Add `feedback` to the command line."""
    parser = subparsers.add_parser(
        "feedback",
        help="thumbs and notes from the chat, with each answer's record",
        description="Print every thumb up or down that was given in the chat, its note and the answer's full record: "
        "one JSON object a line, oldest first. Who gave it is not among them.",
    )
    index = Path(os.environ.get("SO_ORDERED_INDEX") or "var/index")
    parser.add_argument("--index", metavar="FOLDER", type=Path, default=index, help=f"the index (default: {index})")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="conversations (default: web, beside the index)")
    parser.add_argument("--first", metavar="N", type=int, default=0, help="leave so many out, the oldest (default: 0)")
    parser.add_argument("--most", metavar="N", type=int, help="print so many (default: all)")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Print the feedback; 0. NotReadable where no conversation was ever kept, UsageError for numbers below zero."""
    if args.first < 0 or (args.most or 0) < 0:
        raise UsageError("--first and --most take a number from 0 on")
    from web.storage.conversations import Conversations

    path = (args.data or args.index.parent / "web") / "conversations.sqlite"
    if not path.is_file():
        raise NotReadable(f"no conversations at {path}: name their folder with --data")
    store = Conversations(path)
    try:
        for record in store.feedback(args.first, args.most):
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    finally:
        store.close()
    return 0
