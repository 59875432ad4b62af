"""The command `so-ordered gold add`: a gold question in a minute.

What an option does not give is asked for. The evidence is found in the order: words of it are enough, or none,
and the nearest sentences are offered to choose from.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from eval.gold.gold import KINDS, STATUSES, GoldQuestion, dump, load, parse_line
from eval.quality.characters import find
from indexer.errors import UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from indexer.orders import Order

Ask = Callable[[str], str]

GOLD = Path("eval/gold")
OFFERED = 5


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "gold", help="keep the questions that the evaluation asks",
        description="Add a question with its right answer to the gold questions that python -m eval asks.",
    )
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    add = actions.add_parser("add", help="add one question; what is not given is asked for")
    add.add_argument("question", nargs="*", metavar="QUESTION", help="as a person would type it")
    add.add_argument("--order", metavar="ID", help="the order that the answer is in; - for none")
    add.add_argument("--whole", action="store_true", help="ask it of the whole index, not of the chosen order")
    add.add_argument("--status", choices=STATUSES, help="the status that a right answer has")
    add.add_argument("--kind", choices=KINDS, help="the kind of question")
    add.add_argument("--value", help="yes, no, 2021-03-25, 2021-04-05T14:00, 5 pages, or words; - for none")
    add.add_argument("--evidence", action="append", metavar="WORDS", help="words of the order; may be repeated")
    add.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE", help="a fact given beside it")
    add.add_argument("--gold", type=Path, default=GOLD, metavar="FOLDER", help=f"where it goes (default: {GOLD})")
    from assistant.commands.common import add_index

    add_index(add)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str], ask: Ask | None = None) -> int:
    """Run the command; the exit code. ask: how to ask a person, None: on the terminal. Raises UsageError."""
    from assistant.engine import Assistant

    with Assistant.open(args.index) as assistant:
        question = compose(args, assistant, ask or on_terminal, out)
    file = append(args.gold, question)
    out.write(f"{question.id} written to {file}\n")
    return 0


def on_terminal(prompt: str) -> str:
    """One line that a person types; UsageError where nobody is there to type it."""
    try:
        return input(prompt).strip()
    except EOFError:
        raise UsageError(f"nobody answers {prompt.strip()!r}: give it as an option") from None


def compose(args: argparse.Namespace, assistant: Assistant, ask: Ask, out: IO[str]) -> GoldQuestion:
    """The question from the options and what is asked for; UsageError for what the schema refuses."""
    text = " ".join(args.question) or ask("question: ")
    ids = [row.id for row in assistant.orders()]
    name = args.order or ask(f"order that answers it ({', '.join(ids)}; - for none): ")
    order = None if name in ("-", "") else assistant.order(name)
    status = args.status or ask(f"status ({', '.join(STATUSES)}): ") or "answered"
    answers = status != "not_found"
    kind = args.kind or (ask(f"kind ({', '.join(KINDS)}): ") if answers else "")
    typed = args.value if args.value is not None else (ask("value (- for none): ") if status == "answered" else "-")
    evidence: list[str] = []
    if order is not None and status in ("answered", "needs_facts"):
        wanted = args.evidence or [ask("words of the order that answer it (empty: offer some): ")]
        evidence = [snippet_of(order, words, text, assistant, ask, out) for words in wanted]
    question = GoldQuestion(
        id=next_id(args.gold, order.id if order else "index"), question=text, status=status,
        order=order.id if order and not args.whole else None,
        facts=facts_of(args.fact), type=kind or None, value=value_of(typed),
        expected_order=order.id if order and (answers or not args.whole) else None, evidence=tuple(evidence),
    )
    _, faults = parse_line(dump([question]))
    if faults:
        raise UsageError("; ".join(faults))
    return question


def facts_of(given: Sequence[str]) -> dict[str, str]:
    """NAME=VALUE options as a dictionary; UsageError for another form."""
    facts = {}
    for fact in given:
        name, sign, value = fact.partition("=")
        if not sign:
            raise UsageError(f"{fact!r} is not a fact: write NAME=VALUE, e.g. conference_date=2021-03-18")
        facts[name.strip()] = value.strip()
    return facts


def value_of(typed: str) -> dict[str, Any] | None:
    """What a person typed as an expected value; words are what the answer's text must hold, split at ";"."""
    typed = typed.strip()
    if typed in ("", "-"):
        return None
    if typed.lower() in ("yes", "no"):
        return {"type": "yes_no", "value": typed.lower()}
    if re.fullmatch(r"\d{4}-\d\d-\d\d", typed):
        return {"type": "date", "value": typed}
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", typed):
        return {"type": "datetime", "value": typed}
    if quantity := re.fullmatch(r"(\d{1,9})\s+([a-z][a-z ]{0,20})", typed):
        return {"type": "quantity", "value": int(quantity[1]), "unit": quantity[2].strip()}
    return {"type": "text", "contains": [part.strip() for part in typed.split(";") if part.strip()]}


def snippet_of(order: Order, words: str, question: str, assistant: Assistant, ask: Ask, out: IO[str]) -> str:
    """The order's own letters for the words that were typed, or the sentence that was chosen from the offered.

    Raises UsageError where none is chosen.
    """
    span = find(order.text, words) if words else None
    if span is not None:
        return order.text[span.start : span.end]
    offered = nearest(order, words, question, assistant)
    if words:
        out.write("These words do not stand in the order as typed. The nearest sentences:\n")
    for number, sentence in enumerate(offered, 1):
        out.write(f"{number}. {sentence}\n")
    choice = ask(f"which one (1 to {len(offered)}): ")
    if not choice.isdigit() or not 1 <= int(choice) <= len(offered):
        raise UsageError(f"no sentence {choice!r}: give the evidence in the order's own words")
    return offered[int(choice) - 1]


def nearest(order: Order, words: str, question: str, assistant: Assistant) -> list[str]:
    """The sentences of the order nearest to the words; where none were given, what the assistant cites for the
    question and the sentences nearest to it."""
    if not words:
        cited = [citation.quote for citation in assistant.ask(question, order=order.id).citations]
        spans = [passage.sentence for passage in assistant.retrieve(question, order=order.id, k=OFFERED)]
        sentences = [order.text[span.start : span.end].strip() for span in spans]
        return list(dict.fromkeys([*cited, *sentences]))
    from rapidfuzz import fuzz, process

    sentences = [
        order.text[span.start : span.end].strip() for part in order.paragraphs for span in part.sentences
    ]
    found = process.extract(words, sentences, scorer=fuzz.token_set_ratio, limit=OFFERED)
    return [sentence for sentence, _, _ in found]


def next_id(folder: Path, name: str) -> str:
    """The first free id of that order's file: its name's first word and a running number."""
    file = folder / f"{name}.jsonl"
    stem = name.split("-")[0]
    taken = [question.id for question in load(file)] if file.is_file() else []
    numbers = [int(found[1]) for one in taken if (found := re.search(r"-(\d{1,9})$", one))]
    return f"{stem}-{max(numbers, default=0) + 1:03d}"


def append(folder: Path, question: GoldQuestion) -> Path:
    """Write the question at the end of its order's file; the file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{question.about}.jsonl"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(dump([question]))
    return file
