"""The command `so-ordered glossary`: what a word of a court order means, in plain English or Spanish."""

from __future__ import annotations

import argparse
import textwrap
from typing import IO, Any

from assistant.commands.common import print_json
from assistant.words.glossary import Entry, alike, glossary, look_up
from indexer.errors import UsageError

_WIDTH = 100


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add `glossary` to the commands; the parsed arguments carry `func`, called as `func(args, out)`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "glossary",
        help="what a word of a court order means",
        description="What a word of a court order means, in plain words; without TERM, every word there is.",
    )
    parser.add_argument("term", nargs="*", metavar="TERM", help='e.g. "without prejudice"')
    parser.add_argument("--spanish", action="store_true", help="in Spanish")
    parser.add_argument("--json", action="store_true", help="print one JSON object, or a list of them")
    parser.set_defaults(func=run)
    return parser


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Print one entry, or the whole glossary; UsageError where the term is not in it."""
    words = " ".join(args.term).strip()
    if not args.term:
        entries = list(glossary().values())
        if args.json:
            print_json([as_dict(entry) for entry in entries], out)
        else:
            out.writelines(in_words(entry, args.spanish, brief=True) for entry in entries)
        return 0
    entry = look_up(words)
    if entry is None:
        near = alike(words)
        meant = f"did you mean {' or '.join(near)}?" if near else "so-ordered glossary lists every word there is"
        raise UsageError(f"{words[:60]!r} is not in the glossary: {meant}")
    if args.json:
        print_json(as_dict(entry), out)
    else:
        out.write(in_words(entry, args.spanish))
    return 0


def as_dict(entry: Entry) -> dict[str, Any]:
    """An entry as `--json` prints it."""
    return {
        "term": entry.term, "other_forms": entry.other_forms(), "means": entry.means,
        "es": {"term": entry.spanish_term, "means": entry.spanish_means},
    }  # fmt: skip


def in_words(entry: Entry, spanish: bool, brief: bool = False) -> str:
    """An entry for a person. brief: without its other forms."""
    name = f"{entry.term} ({entry.spanish_term})" if spanish else entry.term
    lines = [name, *textwrap.wrap(entry.spanish_means if spanish else entry.means, _WIDTH, initial_indent="  ",
                                  subsequent_indent="  ")]  # fmt: skip
    forms = entry.other_forms()
    if forms and not brief:
        also = ("También: " if spanish else "Also written: ") + ", ".join(forms)
        lines += textwrap.wrap(also, _WIDTH, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines) + "\n"
