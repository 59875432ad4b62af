"""`python -m eval`: measure the assistant on gold questions."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from eval.gold import load
from indexer.errors import SoOrderedError


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status: 0, 1 for a fault or a lost question, 2 for a wrong call."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask every gold question and score the answers")
    run.add_argument("--gold", type=Path, default=Path("eval/gold"), help="a .jsonl file or a folder of them")
    run.add_argument("--corpus", type=Path, default=Path("corpus"), help="the folder of orders")
    run.add_argument("--only", default="", help="only questions whose id holds this text")
    run.add_argument("--quiet", action="store_true", help="no list of failures")
    run.set_defaults(call=_run)
    options = parser.parse_args(arguments)
    try:
        return int(options.call(options))
    except SoOrderedError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code


def _run(options: argparse.Namespace) -> int:
    from assistant.engine import Assistant

    from eval import tables
    from eval.run import ask_all, index_of

    questions = [one for one in load(options.gold) if options.only in one.id]
    with Assistant.open(index_of(options.corpus)) as assistant:
        asked = list(ask_all(assistant, questions))
    if not options.quiet:
        print(tables.failures(asked), end="\n\n")
    print(tables.table(asked, lambda one: one.question.type or "other", "type"), end="\n\n")
    print(tables.table(asked, lambda one: one.question.about, "order"), end="\n\n")
    print(tables.spoken_values(asked))
    print(tables.refusals(asked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
