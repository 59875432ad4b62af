"""The command `so-ordered ask`: one question, one answer."""

from __future__ import annotations

import argparse
from typing import IO, Any

from assistant.commands.common import add_question, facts_of, print_json, today_of


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "ask",
        help="ask a question about the orders",
        description="Answer a question with the order's own words. Information from the order, not legal advice.",
    )
    add_question(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Run the command; the exit code is 0 whatever the answer is."""
    from assistant.finding.library import Library

    # The model is loaded by a second thread while this one imports the rest.
    with Library.open(args.index).warm() as library:
        from assistant.engine import Assistant
        from assistant.reading.reader import reader_of

        facts, today = facts_of(args), today_of(args)
        asking = Assistant(library, reader_of(args.reader))
        answer = asking.ask(" ".join(args.question), order=args.order, facts=facts or None, today=today)
    if args.json:
        print_json(answer.to_dict(), out)
    else:
        from assistant.commands.terminal import show

        show(answer.to_dict(), out)
    return 0
