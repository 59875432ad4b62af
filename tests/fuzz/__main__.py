"""`python -m tests.fuzz`: hostile input by the hour. What it finds is to be kept as a test.

python -m tests.fuzz [TARGET ...] [--seconds N]   coverage-guided fuzzing with atheris, N seconds a target
python -m tests.fuzz TARGET FILE                  an input that was found, once more
python -m tests.fuzz hangs [--size N]             what takes longer on hostile texts than it may
python -m tests.fuzz patterns [--part I/N]        every pattern on texts made from its own parts
python -m tests.fuzz memory [--rounds N]          whether memory grows with what was read and asked
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

TARGETS = ("text", "html", "docx", "pdf", "periods", "question")
ROOT = Path(__file__).parents[2]
# Where inputs that reached new code are kept for the next run, and those that failed.
KEPT = ROOT / "var" / "fuzz"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.split("\n")[0])  # type: ignore[union-attr]
    parser.add_argument("what", nargs="*", help=f"{', '.join(TARGETS)}; hangs, patterns, memory; a file")
    parser.add_argument("--seconds", type=int, default=60, help="of fuzzing, a target")
    parser.add_argument("--size", type=int, default=100_000, help="of a hostile text, in characters")
    parser.add_argument("--rounds", type=int, default=2000, help="of reading and asking for `memory`")
    parser.add_argument("--part", default="1/1", help="of the patterns: the first of two is 1/2")
    given = parser.parse_args()
    what = given.what or list(TARGETS)
    if what == ["hangs"]:
        from .hangs import hangs

        return hangs(given.size)
    if what == ["patterns"]:
        from .hangs import slow_patterns

        part, of = map(int, given.part.split("/"))
        return slow_patterns(part, of)
    if what == ["memory"]:
        from .memory import growth

        return growth(given.rounds)
    if len(what) == 2 and what[0] in TARGETS and what[1] not in TARGETS:
        from .targets import TARGETS as known

        known[what[0]].run(Path(what[1]).read_bytes())
        print(f"{what[1]}: nothing wrong")
        return 0
    unknown = [one for one in what if one not in TARGETS]
    if unknown:
        parser.error(f"no target is called {unknown[0]}; there are {', '.join(TARGETS)}")
    if importlib.util.find_spec("atheris") is None:
        parser.error("atheris is not installed: pip install -c constraints.txt -e '.[dev,fuzz]'")
    return max([fuzz(target, given.seconds) for target in what])


def fuzz(target: str, seconds: int) -> int:
    """Fuzz one target in a process of its own; 1 where something was found."""
    folder, found = KEPT / target, KEPT / "found"
    folder.mkdir(parents=True, exist_ok=True)
    found.mkdir(exist_ok=True)
    before = set(found.iterdir())
    command = [
        sys.executable, "-m", "tests.fuzz.worker", target, str(folder), f"-max_total_time={seconds}", "-timeout=20",
        "-rss_limit_mb=2560", f"-artifact_prefix={found}/{target}-", "-print_final_stats=1", "-verbosity=1",
    ]  # fmt: skip
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)}, text=True, errors="replace",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    log = KEPT / f"{target}.log"
    log.write_text(done.stdout, "utf-8", "replace")
    inputs = sorted(set(found.iterdir()) - before)
    runs = re.search(r"number_of_executed_units:\s*(\d+)", done.stdout)
    peak = re.search(r"peak_rss_mb:\s*(\d+)", done.stdout)
    cover = re.findall(r"cov: (\d+) ft: (\d+) corp: (\d+)", done.stdout)
    print(
        f"{target}: {runs[1] if runs else '?'} runs, {cover[-1][0] if cover else '?'} places reached, "
        f"{peak[1] if peak else '?'} MB at most, exit {done.returncode}; {log.relative_to(ROOT)}",
        flush=True,
    )
    for path in inputs:
        print(f"  found: python -m tests.fuzz {target} {path.relative_to(ROOT)}", flush=True)
    return int(bool(inputs) or done.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
