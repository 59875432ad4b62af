"""The command `so-ordered explain`: an answer with every step that led to it."""

from __future__ import annotations

import argparse
from typing import IO, Any

from assistant.commands.common import add_question, facts_of, print_json, today_of


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "explain",
        help="answer a question and show every step",
        description="Answer a question and show how: the question as understood, the orders considered, every "
        "answerer tried with its score, the steps of a count.",
    )
    add_question(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    from assistant.finding.library import Library

    # The model is loaded by a second thread while this one imports the rest.
    with Library.open(args.index).warm() as library:
        from assistant.engine import Assistant
        from assistant.reading.reader import reader_of

        facts, today = facts_of(args), today_of(args)
        asking = Assistant(library, reader_of(args.reader))
        answer = asking.ask(" ".join(args.question), order=args.order, facts=facts or None, today=today)
    if args.json:
        print_json({**answer.to_dict(), "trace": answer.trace}, out)
        return 0
    from assistant.commands.terminal import show, show_trace

    show(answer.to_dict(), out)
    show_trace(answer.trace, out)
    return 0
