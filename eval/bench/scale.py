"""How it goes with very many orders: `make bench-scale`. Each figure stands beside its goal.

The orders are made up (`eval.bench.synthetic`), with the real ones among them. Embedding a million passages takes
hours, so the vectors of the made-up ones are drawn around really embedded ones (`Jitter`), and those of the real
orders and of the questions are real; all else is the path that a real index takes.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.engine import Assistant
from assistant.finding.library import settle
from assistant.finding.retrieve import content
from eval.bench.jitter import Jitter, texts_of
from eval.bench.scale_figures import lines
from eval.bench.synthetic import made, questions, write
from eval.gold.gold import GoldQuestion, load
from eval.quality.score import score
from indexer.build import build
from indexer.model.embed import OnnxEmbedder
from indexer.model.export import exported
from indexer.model.files import resolve
from indexer.store import vectors
from indexer.store.store import Store

# Orders that are asked about first, so that what a process does but once is done.
WARMING = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with --json FILE also write the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench.scale", description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=1_000_000, metavar="N", help="in all orders (1,000,000)")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the real orders")
    parser.add_argument("--gold", type=Path, default=Path("eval/gold"))
    parser.add_argument("--folder", type=Path, default=Path("var/scale"), help="where it is made; kept for next time")
    parser.add_argument("--asked", type=int, default=200, metavar="N", help="made-up orders asked about")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--serve", type=Path, metavar="INDEX", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.serve is not None:
        print(json.dumps(served(options.serve, options.corpus, options.gold, options.asked)))
        return 0
    figures = measure(options)
    for line in lines(figures):
        print(line)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """All figures: seconds, gigabytes, shares."""
    figures: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    corpus, index = (options.folder / f"{kind}-{options.paragraphs}" for kind in ("corpus", "index"))
    corpus.mkdir(parents=True, exist_ok=True)
    tell("parsing")
    figures |= parsing()
    count = round(options.paragraphs / figures["paragraphs_each"])
    tell(f"writing {count:,} orders")
    write(corpus, count)
    for path in options.corpus.iterdir():
        shutil.copyfile(path, corpus / path.name)
    models = options.folder / "models"
    real = OnnxEmbedder(exported(resolve(), models))
    index.mkdir(exist_ok=True)
    if not (index / "model").exists():
        (index / "model").symlink_to(models.resolve(), target_is_directory=True)
    jitter = Jitter(real, texts_of(options.corpus, real))
    start = time.perf_counter()
    report = build(corpus, index, embedder=jitter, progress=told())
    figures["building"], figures["built"] = time.perf_counter() - start, len(report.new) + len(report.changed)
    figures["errors"] = report.errors[:5]
    with Store.open(index) as store:
        figures |= {"orders": store.count(), "passages": store.passage_count()}
        figures["paragraphs"] = sum(row.paragraphs for row in store.orders())
    figures["disk"] = sum(file.stat().st_size for file in index.rglob("*") if file.is_file()) / 1e9
    tell("searching")
    figures |= searching(index, real, options.asked)
    command = [sys.executable, "-m", "eval.bench.scale", "--serve", str(index), "--corpus", str(options.corpus)]
    command += ["--gold", str(options.gold), "--asked", str(options.asked)]
    tell("asking")
    figures |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    tell("asking the four alone")
    alone = options.folder / "alone"
    build(options.corpus, alone)
    figures["gold_alone"] = gold_right(alone, options.corpus, load(options.gold))
    tell("adding")
    figures["adding"] = [adding(corpus, index, jitter, count + place) for place in range(3)]
    tell("embedding")
    figures |= embedding()
    figures["load_after"] = os.getloadavg()[0]
    return figures


def tell(what: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def told() -> Any:
    """Progress by every thousandth order."""
    return lambda done, whole, _: tell(f"{done:,} of {whole:,} orders") if done % 1000 == 0 else None


def parsing(count: int = 500) -> dict[str, float]:
    """Orders that one core parses a second: of all, and of the papers among them, which are longer."""
    import tempfile

    from indexer.parse import parse

    spent: dict[bool, float] = {True: 0.0, False: 0.0}
    paragraphs, papers = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), count)
        files = sorted(Path(folder).rglob("*.txt"))
        parse(files[0])
        for file in files:
            start = time.process_time()
            order = parse(file)
            paper = order.caption.title is not None
            spent[paper] += time.process_time() - start
            paragraphs += len(order.paragraphs)
            papers += paper
    return {
        "parsing": count / sum(spent.values()), "parsing_papers": papers / spent[True],
        "paragraphs_each": paragraphs / count,
    }  # fmt: skip


def searching(index: Path, real: OnnxEmbedder, asked: int) -> dict[str, Any]:
    """How much of the exact ten nearest the index finds, and how long each search takes."""
    texts = [text for number in range(asked) for text in questions(number, made(number))]
    queries = real.encode(texts)
    times, shares, by_words = [], [], []
    with Store.open(index) as store:
        exact = nearest_of_all(store, queries, 10)
        store.dense(queries[0], 10)
        for query, right in zip(queries, exact, strict=True):
            start = time.perf_counter()
            found = store.dense(query, 64)[:10]
            times.append(time.perf_counter() - start)
            shares.append(len(right & {number for number, _ in found}) / 10)
        for text in texts:
            start = time.perf_counter()
            store.lexical(content(text), 64)
            by_words.append(time.perf_counter() - start)
        kind, probes = type(store.parts[0].vectors).__name__, vectors.probes(store.passage_count())
    return {
        "recall": statistics.mean(shares), "dense": statistics.median(times), "words": statistics.median(by_words),
        "kind": kind, "probes": probes,
    }  # fmt: skip


def nearest_of_all(store: Store, queries: np.ndarray, count: int) -> list[set[int]]:
    """The numbers of the passages nearest to each query, by comparing all."""
    best_scores = np.full((len(queries), count), -2.0, dtype=np.float32)
    best_numbers = np.zeros((len(queries), count), dtype=np.int64)
    for part in store.parts:
        there = [n for (n,) in part.database.execute("SELECT number FROM passages ORDER BY number")]
        alive = np.setdiff1d(np.array(there, dtype=np.int64), store.gone)
        for first in range(0, len(alive), 50_000):
            numbers = alive[first : first + 50_000]
            scores = np.hstack([best_scores, queries @ part.matrix.take(numbers).T])
            all_numbers = np.hstack([best_numbers, np.broadcast_to(numbers, (len(queries), len(numbers)))])
            top = np.argpartition(-scores, count - 1, axis=1)[:, :count]
            best_scores = np.take_along_axis(scores, top, axis=1)
            best_numbers = np.take_along_axis(all_numbers, top, axis=1)
    return [set(row.tolist()) for row in best_numbers]


def served(index: Path, corpus: Path, gold: Path, asked: int) -> dict[str, Any]:
    """In a process of its own: opening, questions, memory, gold."""
    start = time.perf_counter()
    assistant = Assistant.open(index)
    assistant.library.count()
    opening = time.perf_counter() - start
    asked_of = [questions(number, made(number)) for number in range(asked + WARMING)]
    first = time.perf_counter()
    assistant.ask(asked_of[-1][0])
    first = time.perf_counter() - first
    for several in asked_of[asked:]:
        for text in several:
            assistant.ask(text)
    settle()
    # Several orders ask the same where they are not named; a question that was just asked is no measure.
    kinds = [list(dict.fromkeys(texts)) for texts in zip(*asked_of[:asked], strict=True)]
    times = [[seconds(assistant, text) for text in texts] for texts in kinds]
    found = {"opening": opening, "first": first, "by_name": times[0], "by_number": times[1], "unnamed": times[2]}
    found |= memory()
    found["gold_around"] = gold_right(index, corpus, load(gold))
    return found


def seconds(assistant: Assistant, question: str) -> float:
    """How long it takes to answer; its vector is made anew, as the made-up questions are much alike."""
    assistant.library.encoded.clear()
    start = time.perf_counter()
    assistant.ask(question)
    return time.perf_counter() - start


def memory() -> dict[str, float]:
    """Of this process, in GB: all that is resident, and what of it is no map of a file."""
    facts = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return {
        "memory": int(facts["VmRSS"].split()[0]) / 1e6,
        "memory_anonymous": int(facts["RssAnon"].split()[0]) / 1e6,
    }  # fmt: skip


def gold_right(index: Path, corpus: Path, gold: Sequence[GoldQuestion]) -> tuple[int, int]:
    """How many gold questions are fully right, and how many there are; each is asked over all orders, with its case
    named in it."""
    right = asked = 0
    with Assistant.open(index) as assistant:
        there = {path.stem for path in corpus.iterdir()}
        orders = {name: assistant.order(name) for name in there}
        texts = {name: order.text for name, order in orders.items()}
        for question in gold:
            named = question.order or question.expected_order
            if question.conversation or named not in orders:
                continue
            text = f"In {orders[named].caption.case_name}, {question.question}"
            with contextlib.suppress(Exception):
                answer = assistant.ask(text, facts=question.facts or None, today=question.today)
                right += score(question, answer.to_dict(), texts).right
            asked += 1
    return right, asked


def adding(corpus: Path, index: Path, embedder: Jitter, number: int) -> float:
    """Seconds from a new file in the folder until it is found."""
    from assistant.finding.library import Library

    with Library.open(index) as library:
        one = made(number)
        path = corpus / f"{one.id}.txt"
        path.write_text(one.text, "utf-8")
        start = time.perf_counter()
        build(corpus, index, embedder=embedder)
        library.refresh()
        assert one.id in library.named(f"In {one.case_name}, when?")
        spent = time.perf_counter() - start
    path.unlink()
    build(corpus, index, embedder=embedder)
    return spent


def embedding(count: int = 512) -> dict[str, float]:
    """Texts a second by the path of indexing and by the bare model, on the same batches."""
    import torch

    from indexer.model.embed import TorchEmbedder

    embedder = TorchEmbedder(resolve())
    texts = [line for number in range(count) for line in made(number).text.split("\n") if len(line) > 60][:count]
    bare: Any = embedder.model
    by_length = sorted(texts, key=len, reverse=True)
    batches = [bare.preprocess(by_length[first : first + 32]) for first in range(0, count, 32)]
    times: dict[str, list[float]] = {"embedding": [], "embedding_bare": []}
    for _ in range(3):
        start = time.perf_counter()
        embedder.encode(texts)
        times["embedding"].append(time.perf_counter() - start)
        start = time.perf_counter()
        with torch.no_grad():
            for batch in batches:
                bare({name: part.to(bare.device) for name, part in batch.items() if hasattr(part, "to")})
        times["embedding_bare"].append(time.perf_counter() - start)
    return {name: count / min(spent) for name, spent in times.items()}


if __name__ == "__main__":
    sys.exit(main())
