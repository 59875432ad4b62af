"""`python -m eval`: measure the assistant on gold questions, and its retriever on LegalBench-RAG."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.gold.gold import GoldQuestion, load
from indexer.errors import SoOrderedError

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from eval.quality.run import Asked

GOLD, CORPUS, BASELINE = Path("eval/gold"), Path("corpus"), Path("eval/baseline.json")


def main(arguments: list[str] | None = None) -> int:
    """Run a command; the exit status: 0, 1 for a fault or a lost question, 2 for a wrong call."""
    options = parser().parse_args(arguments)
    try:
        return int(options.call(options))
    except SoOrderedError as error:
        print(f"error: {error}", file=sys.stderr)
        return error.exit_code


def parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    whole = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    commands = whole.add_subparsers(dest="command", required=True)

    run = commands.add_parser("run", help="ask every gold question, score the answers, write a report")
    _add_inputs(run)
    run.add_argument("--out", type=Path, help="the run's folder (default: eval/runs/NAME)")
    run.add_argument("--name", default="latest", help="the run's name under eval/runs (default: latest)")
    run.add_argument("--variant", default="ordinary", help="ordinary, fused, dense, lexical; several by commas")
    run.add_argument("--model", help="another sentence-transformers model, by path")
    run.add_argument("--quiet", action="store_true", help="no list of failures")
    run.set_defaults(call=_run)

    check = commands.add_parser("check", help="compare with the baseline: a lost question fails")
    _add_inputs(check)
    check.add_argument("--baseline", type=Path, default=BASELINE)
    check.add_argument("--update", action="store_true", help="write the baseline anew")
    check.set_defaults(call=_check)

    compare = commands.add_parser("compare", help="two runs side by side, question by question")
    compare.add_argument("before", type=Path, help="a run's folder or a baseline file")
    compare.add_argument("after", type=Path)
    compare.set_defaults(call=_compare)

    perturb = commands.add_parser("perturb", help="every gold question put otherwise, every order filed otherwise")
    _add_inputs(perturb)
    perturb.add_argument("--json", type=Path, help="write the figures into this file")
    perturb.set_defaults(call=_perturb)

    lists = commands.add_parser("deadlines", help="score the listed deadlines against lists made by hand")
    lists.add_argument("lists", type=Path, help="a .jsonl file of lists, one order a line")
    lists.add_argument("corpus", type=Path, help="the folder of orders, a file for each")
    lists.add_argument("--only", default="", metavar="IDS", help="only these orders: ids by commas, or @FILE of ids")
    lists.add_argument("--quiet", action="store_true", help="only the figures")
    lists.set_defaults(call=_deadlines)

    fit = commands.add_parser("fit", help="fit how sure an answer is, and where silence begins")
    fit.add_argument("--also", nargs=2, action="append", type=Path, default=[], metavar=("GOLD", "CORPUS"))
    fit.add_argument("--today", type=dt.date.fromisoformat, help="the date to note beside the figures")
    fit.set_defaults(call=_fit)

    reader = commands.add_parser("reader", help="how right answers are on orders that nobody tuned to")
    reader.add_argument(
        "part", choices=("dev", "final", "made", "train"), help="which part of shared/reading, or made_orders"
    )
    reader.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="the folder with reading and made_orders"
    )
    reader.add_argument(
        "--index", type=Path, help="an index of those orders (default: var/training/index, made if missing)"
    )
    reader.add_argument("--reader", help="another reader: a CrossEncoder's folder, or none")
    reader.add_argument("--first", type=int, help="only so many questions")
    reader.add_argument("--json", type=Path, help="write every answer with its outcome into this file")
    reader.set_defaults(call=_reader)

    bench = commands.add_parser("legalbench-rag", help="score the retriever on the LegalBench-RAG mini set")
    bench.add_argument("folder", type=Path, help="the folder with documents/ and queries.jsonl")
    bench.add_argument("--json", type=Path, help="write the figures into this file")
    bench.add_argument("--anew", action="store_true", help="index the documents again")
    bench.set_defaults(call=_legalbench)
    return whole


def _add_inputs(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gold", type=Path, default=GOLD, help="a .jsonl file or a folder of them")
    command.add_argument("--corpus", type=Path, default=CORPUS, help="the folder of orders")
    command.add_argument("--only", default="", help="only questions whose id holds this text")


def _questions(options: argparse.Namespace) -> list[GoldQuestion]:
    return [one for one in load(options.gold) if options.only in one.id]


def _fit(options: argparse.Namespace) -> int:
    from eval.quality.fit import run_fit

    data = run_fit([(GOLD, CORPUS), *((gold, corpus) for gold, corpus in options.also)], today=options.today)
    print({name: value for name, value in data.items() if name != "curves"})
    return 0


def _run(options: argparse.Namespace) -> int:
    from assistant.engine import Assistant
    from eval.quality import tables
    from eval.quality.run import index_of

    questions = _questions(options)
    with Assistant.open(index_of(options.corpus, options.model)) as assistant:
        names = options.variant.split(",")
        found = {name: _run_variant(assistant, name, questions, options) for name in names}
    if len(names) > 1:
        print(f"\n{tables.side_by_side(found)}")
    return 0


def _run_variant(
    assistant: Assistant, name: str, questions: Sequence[GoldQuestion], options: argparse.Namespace
) -> dict[str, Any]:
    """The figures of one variant: asked, told on the terminal, written into its folder."""
    from eval.quality import record, tables
    from eval.quality.report import rest

    asked, found = measure(assistant, questions, name)
    folder = options.out or record.RUNS / options.name
    if "," in options.variant:
        folder = folder / name
    record.write(folder, asked, found, f"Evaluation: {options.gold} over {options.corpus}, {name}")
    if not options.quiet:
        print(tables.failures(asked), end="\n\n")
    print(tables.table(asked, lambda one: one.question.type or "other", f"{name}, by type"), end="\n\n")
    print(tables.table(asked, lambda one: one.question.about, f"{name}, by order"), end="\n\n")
    print(f"values: {tables.spoken_values(asked)}")
    print(tables.refusals(asked))
    for title, value in rest(found).items():
        print(f"{title}: {value}")
    print(f"report: {folder / record.REPORT}")
    return found


def measure(
    assistant: Assistant, questions: Sequence[GoldQuestion], name: str = "ordinary"
) -> tuple[list[Asked], dict[str, Any]]:
    """The answers of a variant and all figures on them."""
    from eval.quality.figures import figures
    from eval.quality.ranking import retrieval
    from eval.quality.run import ask_all
    from eval.quality.variants import VARIANTS, variant

    asked = list(ask_all(variant(name, assistant), questions))
    orders = {row.id: assistant.order(row.id) for row in assistant.orders()}
    found = figures(asked, orders)
    found["retrieval"] = retrieval(assistant, questions, VARIANTS[name] or "fused")
    return asked, found


def _check(options: argparse.Namespace) -> int:
    from assistant.engine import Assistant
    from eval.quality import record, tables
    from eval.quality.compare import compare, results, told
    from eval.quality.run import index_of

    with Assistant.open(index_of(options.corpus)) as assistant:
        asked, found = measure(assistant, _questions(options))
    record.write(record.RUNS / "check", asked, found, f"Evaluation: {options.gold} over {options.corpus}")
    now = record.baseline(asked, found)
    print(tables.table(asked, lambda one: one.question.type or "other", "type"), end="\n\n")
    false = found["verbatim"]["false_in"]
    if false:
        print(f"false quotations in {', '.join(false)}")
    if options.update or not options.baseline.exists():
        options.baseline.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"baseline written: {options.baseline}")
        return 1 if false else 0
    before = results(options.baseline)
    difference = compare(before, now["questions"])
    print(told(difference, before, now["questions"]))
    if difference.lost:
        print("a question is lost: mend it, or take it on purpose with python -m eval check --update")
    return 1 if difference.lost or difference.removed or false else 0


def _compare(options: argparse.Namespace) -> int:
    from eval.quality.compare import compare, results, told

    before, after = results(options.before), results(options.after)
    print(told(compare(before, after), before, after))
    return 0


def _perturb(options: argparse.Namespace) -> int:
    from eval.robustness.filed import filed_otherwise
    from eval.robustness.perturbed import perturbed

    questions = _questions(options)
    found = {**perturbed(options.corpus, questions), **filed_otherwise(options.corpus, questions)}
    for name, kept in found.items():
        print(f"{name}: {kept.same}/{kept.n} the same; right {kept.was_right} before, {kept.right} with it")
        print("".join(f"  lost {lost}\n" for lost in kept.lost), end="")
    if options.json:
        rows = {name: kept.to_dict() for name, kept in found.items()}
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


def _reader(options: argparse.Namespace) -> int:
    from eval.quality.reading import ask_part, table

    told, answers = ask_part(options.part, options.shared, options.index, options.reader, options.first)
    print(table(told))
    if options.json:
        with options.json.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in answers)
    return 0


def _deadlines(options: argparse.Namespace) -> int:
    from eval.quality.deadlines import ids_of, measure, told

    print(told(measure(options.lists, options.corpus, ids_of(options.only)), options.quiet))
    return 0


def _legalbench(options: argparse.Namespace) -> int:
    from eval.quality.legalbench import bench, told

    found = bench(options.folder, options.anew)
    print(told(found))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
