"""Very many questions, and memory that stays: `make soak`.

`python -m eval.robustness.soak --questions N [--index FOLDER]`

Threads of one process ask gold questions, the same put otherwise, made-up ones, conversations and nonsense of a copy of
the index, while another process adds, changes and removes orders now and then. Memory that is no map of a file is read
now and then; its slope over the second half says whether it stays. With --web the questions go to `so-ordered serve` in
a process of its own, in conversations, and it is the server's memory that is read.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np

from eval.bench.synthetic import made
from eval.bench.synthetic import questions as made_up
from eval.gold.gold import GoldQuestion, load
from eval.robustness.perturb import PERTURBATIONS
from eval.robustness.readers import WRITER

# More megabytes than this in ten thousand questions are growth.
BOUND = 1.0

# Asks one question within a conversation of the thread's, or alone.
Ask = Callable[[GoldQuestion, bool], None]


def main(arguments: Sequence[str] | None = None, out: IO[str] = sys.stdout) -> int:
    """Ask, print, and write the samples with --json FILE; 1 where memory grows or a question failed."""
    parser = argparse.ArgumentParser(prog="python -m eval.robustness.soak", description=__doc__)
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--index", type=Path, default=Path("var/index"), help="copied, not changed")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the orders that it was made of")
    parser.add_argument("--gold", type=Path, default=Path("eval/gold"))
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--every", type=int, default=1_000, metavar="N", help="questions between two samples")
    parser.add_argument("--changes", type=int, default=50, metavar="N", help="times that an order comes or goes")
    parser.add_argument("--web", action="store_true", help="through the server")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder) / "corpus", Path(folder) / "index"
        shutil.copytree(options.corpus, corpus)
        shutil.copytree(options.index, index)
        writer = Writer(corpus, index)
        try:
            run = soaked_server if options.web else soaked
            figures = run(corpus, index, options, writer)
        finally:
            writer.close()
    flat = figures["slope"] <= BOUND
    out.write(
        f"{figures['asked']:,} questions in {figures['seconds']:.0f} s by {options.threads} threads, "
        f"{figures['changes']} changes of the orders, {len(figures['errors'])} errors; "
        f"median {figures['median']:.1f} ms, 99th percentile {figures['high']:.1f} ms\n"
        f"memory {figures['memory'][0]:.0f} MB at first, {figures['memory'][len(figures['memory']) // 2]:.0f} in the "
        f"middle, {figures['memory'][-1]:.0f} at last; slope over the second half {figures['slope']:+.2f} MB in 10,000 "
        f"questions   bound {BOUND:g}: {'flat' if flat else 'NOT flat'}\n"
    )
    for line in sorted(set(figures["errors"]))[:5]:
        out.write(f"  {line}\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0 if flat and not figures["errors"] else 1


class Writer:
    """The process that changes orders; `change` has it begin with the next change and doesn't wait."""

    def __init__(self, corpus: Path, index: Path):
        command = [sys.executable, "-c", WRITER, str(corpus), str(index)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.process.stdout.readline()
        self.count = 0

    def change(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{self.count}\n")
        self.process.stdin.flush()
        self.count += 1

    def close(self) -> None:
        self.process.communicate()


def stream(gold: Sequence[GoldQuestion], seed: int) -> Iterator[tuple[GoldQuestion, bool]]:
    """Questions without end, and whether each goes on with the thread's conversation."""
    chance = random.Random(seed)
    names: dict[str, str] = {}
    words = sorted({word for question in gold for word in re.findall(r"\w+", question.question)})
    plain = GoldQuestion(id="", question="", status="")
    while True:
        kind, question = chance.random(), chance.choice(gold)
        if kind < 0.35:
            yield question, False
        elif kind < 0.55:
            other = chance.choice(list(PERTURBATIONS.values()))(question, names)
            yield other or question, False
        elif kind < 0.7:
            number = chance.randrange(1_000_000)
            yield varied(plain, chance.choice(made_up(number, made(number)))), False
        elif kind < 0.9:
            yield question, True
        else:
            letters = "abcdefghijklmnopqrstuvwxyz"
            nonsense = ["".join(chance.choices(letters, k=chance.randint(2, 12))) for _ in range(3)]
            yield varied(plain, " ".join([*chance.choices(words, k=5), *nonsense]) + "?"), False


def varied(plain: GoldQuestion, words: str) -> GoldQuestion:
    import dataclasses

    return dataclasses.replace(plain, question=words)


def soaked(corpus: Path, index: Path, options: argparse.Namespace, writer: Writer) -> dict[str, Any]:
    """In this process."""
    from assistant.conversation.conversation import Conversation
    from assistant.engine import Assistant
    from assistant.finding.library import Library
    from indexer.errors import SoOrderedError

    local = threading.local()
    with Assistant(Library.open(index).watch()) as assistant:

        def ask(question: GoldQuestion, goes_on: bool) -> None:
            turns = getattr(local, "turns", 0)
            if turns % 8 == 0:
                local.conversation = Conversation()
            local.turns = turns + 1
            with_it = local.conversation if goes_on else None
            try:
                assistant.ask(question.question, question.order, question.facts or None, question.today, with_it)
            except SoOrderedError:  # facts that contradict what the conversation has: an answer, too
                pass

        return pressed(ask, memory_of("self"), options, writer)


def soaked_server(corpus: Path, index: Path, options: argparse.Namespace, writer: Writer) -> dict[str, Any]:
    """Through a server's API, each thread in a conversation that it begins anew after eight turns."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--quiet", "--no-limits", "--index",
                   str(index), "--corpus", str(corpus), "--data", data]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                port = int(server.stdout.readline().split()[2].rstrip("/").rsplit(":", 1)[1])
                local = threading.local()
                lines: list[http.client.HTTPConnection] = []

                def send(method: str, path: str, body: dict[str, Any] | None = None) -> Any:
                    headers = {"Content-Type": "application/json", "Cookie": getattr(local, "cookie", "")}
                    local.line.request(method, path, json.dumps(body) if body is not None else None, headers)
                    response = local.line.getresponse()
                    said = response.read()
                    local.cookie = (response.getheader("Set-Cookie") or local.cookie).split(";")[0]
                    if response.status not in (200, 201, 204, 409):
                        raise RuntimeError(f"{method} {path.split('/')[-1][:12]}: {response.status}")
                    return json.loads(said) if said else None

                def ask(question: GoldQuestion, goes_on: bool) -> None:
                    if not hasattr(local, "line"):
                        local.line, local.turns, local.cookie = http.client.HTTPConnection("127.0.0.1", port), 0, ""
                        lines.append(local.line)
                    if local.turns % 8 == 0:
                        local.key = send("POST", "/api/v1/conversations", {})["id"]
                    local.turns += 1
                    body = {"question": question.question, "order": question.order, "facts": question.facts or None}
                    send("POST", "/api/v1/ask", body | {"conversation": local.key} if goes_on else body)

                try:
                    return pressed(ask, memory_of(str(server.pid)), options, writer)
                finally:
                    for line in lines:
                        line.close()
            finally:
                server.terminate()


def pressed(ask: Ask, memory: Callable[[], float], options: argparse.Namespace, writer: Writer) -> dict[str, Any]:
    """Ask them all, with samples of memory in megabytes."""
    gold = load(options.gold)
    times: list[float] = []
    errors: list[str] = []
    samples: list[float] = []
    guard, left = threading.Lock(), options.questions
    between = max(1, options.questions // (options.changes + 1)) if options.changes else options.questions + 1

    def work(seed: int) -> None:
        nonlocal left
        for question, goes_on in stream(gold, seed):
            with guard:
                if left <= 0:
                    return
                left -= 1
                asked = options.questions - left
                if asked % between == 0 and writer.count < options.changes:
                    writer.change()
                if asked % options.every == 0:
                    samples.append(memory())
                    print(f"{asked:,} asked, {samples[-1]:.0f} MB", file=sys.stderr, flush=True)
            start = time.perf_counter()
            try:
                ask(question, goes_on)
            except Exception as error:
                with guard:
                    errors.append(f"{type(error).__name__}: {error}"[:200])
            # A list of all would be growth itself.
            if asked % 10 == 0:
                times.append(time.perf_counter() - start)

    start = time.perf_counter()
    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(options.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return {
        "asked": options.questions, "seconds": time.perf_counter() - start, "changes": writer.count, "errors": errors,
        "median": 1000 * statistics.median(times), "high": 1000 * times[int(len(times) * 0.99)], "memory": samples,
        "slope": slope(samples, options.every),
    }  # fmt: skip


def slope(samples: Sequence[float], every: int) -> float:
    """Megabytes in ten thousand questions, over the second half of the samples."""
    half = samples[len(samples) // 2 :]
    if len(half) < 2:
        return 0.0
    return float(np.polyfit(np.arange(len(half)) * every / 10_000, half, 1)[0])


def memory_of(process: str) -> Callable[[], float]:
    """What of a process's memory is no map of a file, in megabytes."""

    def read() -> float:
        facts = Path(f"/proc/{process}/status").read_text()
        found = re.search(r"^RssAnon:\s+(\d+)", facts, re.MULTILINE)
        return int(found[1]) / 1000 if found else 0.0

    return read


if __name__ == "__main__":
    sys.exit(main())
