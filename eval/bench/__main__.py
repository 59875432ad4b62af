"""How long things take, as a person waits for them: `make bench`. Cold figures are whole processes."""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eval.gold.gold import load

# What a cold question may not import: each takes seconds.
HEAVY = ("torch", "transformers", "sentence_transformers")
COLD_GOAL, WARM_GOAL, UNCHANGED_GOAL = 0.5, 0.010, 1.0
QUESTION = "can the court issue a Rule 68 offer?"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; with --json FILE also write the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.bench", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    parser.add_argument("--gold", type=Path, default=Path("eval/gold"))
    parser.add_argument("--cold", type=int, default=15, metavar="N", help="cold runs")
    parser.add_argument("--warm", type=int, default=5, metavar="N", help="rounds over the gold questions")
    parser.add_argument("--json", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(options.corpus, Path(folder) / "index", options.gold, options.cold, options.warm)
    for line in lines(figures):
        print(line)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


def measure(corpus: Path, index: Path, gold: Path, cold: int, warm: int) -> dict[str, Any]:
    """All figures, in seconds; the load of the machine beside them, as a busy one spoils them."""
    command = [sys.executable, "-m", "assistant.cli"]
    figures: dict[str, Any] = {"cores": os.cpu_count(), "load_before": os.getloadavg()[0]}
    figures["index_first"] = timed([*command, "index", str(corpus), "--index", str(index), "--quiet"])
    figures["index_unchanged"] = [
        timed([*command, "index", str(corpus), "--index", str(index), "--quiet"]) for _ in range(5)
    ]
    ask = [*command, "ask", QUESTION, "--index", str(index)]
    timed(ask)  # the operating system's file cache is warm from here on
    figures["ask_cold"] = [timed(ask) for _ in range(cold)]
    figures["imports_on_the_path"] = imported(ask[2:])
    figures["ask_warm"] = warm_times(index, gold, warm)
    figures["load_after"] = os.getloadavg()[0]
    return figures


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Wall time and CPU time of a whole process, in seconds."""
    start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, capture_output=True)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, now.ru_utime - used.ru_utime + now.ru_stime - used.ru_stime


def imported(arguments: Sequence[str]) -> list[str]:
    """Which of HEAVY a cold question imports."""
    program = (
        "import sys\nfrom assistant.cli import main\n"
        f"main(sys.argv[2:])\nprint(*[name for name in {HEAVY!r} if name in sys.modules], sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True, text=True)
    return done.stderr.split()


def warm_times(index: Path, gold: Path, rounds: int) -> list[tuple[float, float]]:
    """Wall and CPU times of each gold question over an open assistant; the first round isn't counted."""
    from assistant.engine import Assistant

    times = []
    questions = load(gold)
    with Assistant.open(index) as assistant:
        for number in range(rounds + 1):
            assistant.library.encoded.clear()  # a person's next question is a new one
            for question in questions:
                start, used = time.perf_counter(), time.process_time()
                assistant.ask(
                    question.question, order=question.order, facts=question.facts or None, today=question.today
                )
                if number:
                    times.append((time.perf_counter() - start, time.process_time() - used))
    return times


def lines(figures: dict[str, Any]) -> list[str]:
    """The figures as a table with their goals."""
    warm = sorted(wall for wall, _ in figures["ask_warm"])
    middle, high = statistics.median(warm), warm[int(len(warm) * 0.99)]
    used = statistics.median(cpu for _, cpu in figures["ask_warm"])
    heavy = ", ".join(figures["imports_on_the_path"]) or "none"
    return [
        f"{figures['cores']} cores, load {figures['load_before']:.1f} before and {figures['load_after']:.1f} after",
        f"first index       {figures['index_first'][0]:.2f} s ({figures['index_first'][1]:.2f} s of CPU)",
        f"unchanged index   {_spread(figures['index_unchanged'], UNCHANGED_GOAL)}",
        f"cold question     {_spread(figures['ask_cold'], COLD_GOAL)}",
        f"warm question     median {middle * 1000:.1f} ms, 99th percentile {high * 1000:.1f} ms "
        f"(CPU {used * 1000:.1f} ms; {len(warm)} asked)   {_goal(middle, WARM_GOAL)}",
        f"heavy imports     {heavy}",
    ]


def _spread(times: list[tuple[float, float]], goal: float) -> str:
    walls = [wall for wall, _ in times]
    middle, used = statistics.median(walls), statistics.median(cpu for _, cpu in times)
    words = f"min {min(walls):.2f}, median {middle:.2f}, max {max(walls):.2f} s (CPU {used:.2f} s)"
    return f"{words}   {_goal(middle, goal)}"


def _goal(value: float, goal: float) -> str:
    return f"goal {goal:g} s: {'reached' if value <= goal else 'NOT reached'}"


if __name__ == "__main__":
    sys.exit(main())
