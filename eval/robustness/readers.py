"""Questions while orders come and go.

`python -m eval.robustness.readers [--index FOLDER] [--threads 4] [--publications 20]`

A copy of the index is served by threads that ask without a pause, as a server does, while another process adds,
changes and removes orders. It prints how long it took until each publication was answered from, and how long questions
took while nothing was written and while something was.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from assistant.engine import Assistant
from assistant.finding.library import Library
from eval.gold.gold import load
from indexer.store import generations

# Adds, changes or removes one order, one after another, for each line on stdin; a line on stdout when it is published.
WRITER = """
import sys
from pathlib import Path
from eval.bench.synthetic import made
from indexer.build import build
corpus, index = Path(sys.argv[1]), Path(sys.argv[2])
build(corpus, index)
print("ready", flush=True)
for line in sys.stdin:
    number = int(line)
    file = corpus / "coming.txt"
    if number % 3 == 2:
        file.unlink()
    else:
        file.write_text(made(900_000 + number).text, "utf-8")
    report = build(corpus, index)
    print(len(report.new), len(report.changed), len(report.gone), *report.errors, flush=True)
"""
GOAL = 1.0


def main(arguments: Sequence[str] | None = None, out: IO[str] = sys.stdout) -> int:
    """Measure and print; 1 where a question failed or a publication was seen late."""
    parser = argparse.ArgumentParser(prog="python -m eval.robustness.readers", description=__doc__)
    parser.add_argument("--index", type=Path, default=Path("var/index"), help="copied, not changed")
    parser.add_argument("--corpus", type=Path, default=Path("corpus"), help="the orders that it was made of")
    parser.add_argument("--gold", type=Path, default=Path("eval/gold"))
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--publications", type=int, default=21)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        corpus, index = Path(folder) / "corpus", Path(folder) / "index"
        shutil.copytree(options.corpus, corpus)
        shutil.copytree(options.index, index)
        return measure(corpus, index, options, out)


def measure(corpus: Path, index: Path, options: argparse.Namespace, out: IO[str]) -> int:
    questions = [question for question in load(options.gold) if not question.conversation]
    times: dict[bool, list[float]] = {True: [], False: []}
    faults: list[str] = []
    writing, stop = threading.Event(), threading.Event()
    seen, built = [], []
    command = [sys.executable, "-c", WRITER, str(corpus), str(index)]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer,
        Assistant(Library.open(index).watch()) as assistant,
    ):
        assert writer.stdin is not None and writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"

        def ask(first: int) -> None:
            place = first
            while not stop.is_set():
                question = questions[place % len(questions)]
                place += options.threads
                busy, start = writing.is_set(), time.perf_counter()
                try:
                    assistant.ask(question.question, question.order, question.facts or None, question.today)
                except Exception as error:
                    faults.append(f"{type(error).__name__}: {error}")
                times[busy or writing.is_set()].append(time.perf_counter() - start)

        for question in questions:
            assistant.ask(question.question, question.order, question.facts or None, question.today)
        threads = [threading.Thread(target=ask, args=(number,), daemon=True) for number in range(options.threads)]
        for thread in threads:
            thread.start()
        for number in range(options.publications):
            time.sleep(1)
            before, start = generations.stamp(index), time.perf_counter()
            writing.set()
            writer.stdin.write(f"{number}\n")
            writer.stdin.flush()
            while generations.stamp(index) == before and writer.poll() is None:
                time.sleep(0.002)
            published = time.perf_counter()
            while assistant.library.seen == before and time.perf_counter() < published + 30:
                time.sleep(0.002)
            seen.append(time.perf_counter() - published)
            built.append(published - start)
            told = writer.stdout.readline().split()
            if told[:3] != [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]][number % 3]:
                faults.append(f"publication {number}: {' '.join(told)}")
            writing.clear()
        stop.set()
        for thread in threads:
            thread.join()
        writer.stdin.close()
    late = max(seen)
    out.write(
        f"{options.threads} threads, {options.publications} publications of {statistics.median(built):.2f} s each "
        f"(most {max(built):.2f} s), {len(times[True]) + len(times[False]):,} questions, {len(faults)} errors\n"
        f"seen after      median {statistics.median(seen):.2f} s, most {late:.2f} s   goal {GOAL:g} s: "
        f"{'reached' if late <= GOAL else 'NOT reached'}\n"
        f"question        while nothing was written {spread(times[False])}\n"
        f"                while an order was        {spread(times[True])}\n"
    )
    for line in sorted(set(faults))[:5]:
        out.write(f"  {line}\n")
    return 1 if faults or late > GOAL else 0


def spread(times: list[float]) -> str:
    if not times:
        return "none"
    ordered = sorted(times)
    high = ordered[int(len(ordered) * 0.99)]
    return (
        f"median {1000 * statistics.median(ordered):.1f}, 99th percentile {1000 * high:.1f}, "
        f"most {1000 * ordered[-1]:.0f} ms ({len(ordered):,})"
    )


if __name__ == "__main__":
    sys.exit(main())
