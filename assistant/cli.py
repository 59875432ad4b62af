"""The command line. Only the module of the command that is called is imported: a cold question stays quick."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
from typing import IO, Any, NoReturn

from indexer.errors import SoOrderedError

# command → (module, function that adds its parser)
COMMANDS = {
    "index": ("assistant.commands.index", "add_parser"),
    "ask": ("assistant.commands.ask", "add_parser"),
    "chat": ("assistant.commands.chat", "add_parser"),
    "orders": ("assistant.commands.orders", "add_orders_parser"),
    "show": ("assistant.commands.orders", "add_show_parser"),
    "explain": ("assistant.commands.explain", "add_parser"),
    "deadlines": ("assistant.commands.deadlines", "add_parser"),
    "count": ("assistant.commands.count", "add_parser"),
    "glossary": ("assistant.commands.glossary", "add_parser"),
    "check": ("assistant.commands.check", "add_parser"),
    "serve": ("web.commands.serve", "add_parser"),
    "feedback": ("web.commands.feedback", "add_parser"),
    "gold": ("eval.gold_command", "add_parser"),
}


class Parser(argparse.ArgumentParser):
    """argparse with this program's form of an error: one line, and where to read on."""

    def error(self, message: str) -> NoReturn:
        # prog is "so-ordered ask" in a command's parser.
        self.exit(2, f"so-ordered: {message} ({self.prog} --help says more)\n")


def parser(commands: list[str]) -> argparse.ArgumentParser:
    """The parser with these commands in it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        number = version("so-ordered")
    except PackageNotFoundError:
        number = "(not installed)"
    whole = Parser(
        prog="so-ordered",
        description="Answers questions about US federal court orders with the order's own words.",
        epilog="Information from the orders, not legal advice.",
    )
    whole.add_argument("--version", action="version", version=f"so-ordered {number}")
    subparsers = whole.add_subparsers(metavar="COMMAND", dest="command", parser_class=Parser)
    for name in commands:
        module, function = COMMANDS[name]
        getattr(importlib.import_module(module), function)(subparsers)
    return whole


def run(arguments: list[str], out: IO[str]) -> int:
    """Run one command; the exit code. SoOrderedErrors are the caller's to show."""
    named = arguments[0] if arguments else ""
    if named and not named.startswith("-") and named not in COMMANDS:
        from difflib import get_close_matches

        near = get_close_matches(named, COMMANDS, 1)
        meant = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(COMMANDS)}"
        print(f"so-ordered: no command {named!r}: {meant}", file=sys.stderr)
        return 2
    chosen = parser([named] if named in COMMANDS else list(COMMANDS))
    args: Any = chosen.parse_args(arguments)
    if args.command is None:
        chosen.print_help(sys.stderr)
        return 2
    return int(args.func(args, out))


def main(arguments: list[str] | None = None) -> int:
    """The console script: exit code 0, 2 for a wrong call, 1 for the rest; one line on stderr for an error."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # a terminal's character set must not stop a quotation
                stream.reconfigure(errors="replace")
        code = run(sys.argv[1:] if arguments is None else arguments, sys.stdout)
        sys.stdout.flush()
        return code
    except SoOrderedError as error:
        print(f"so-ordered: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; Python would complain when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt as stopped:
        return int(getattr(stopped, "code", 128 + signal.SIGINT))
    except OSError as error:
        print(f"so-ordered: {error.strerror or error}", file=sys.stderr)
        return 1
    except Exception as error:
        if "SO_ORDERED_DEBUG" in os.environ:
            raise
        fault = f"{type(error).__name__}: {' '.join(str(error).split())}"
        print(f"so-ordered: a fault in so-ordered itself ({fault}); SO_ORDERED_DEBUG=1 shows where", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
