"""One target under atheris: `python -m tests.fuzz.worker TARGET FOLDER [libFuzzer's options]`.

Only the code of the program is instrumented. A run that fails leaves its input as libFuzzer does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris  # type: ignore[import-not-found]

with atheris.instrument_imports(include=["indexer", "assistant"], enable_loader_override=False):
    from .targets import TARGETS

from .clock import TooLong, seconds
from .memory import megabytes

# CPU seconds of one input; under instrumentation everything takes several times as long.
MOST = 8.0
# Megabytes that a process may grow after it has settled, and after how many runs it has.
GROWTH, SETTLED, EVERY = 300, 5000, 500


class Memory:
    """Watches the size of this process."""

    def __init__(self) -> None:
        self.runs, self.settled = 0, 0.0

    def look(self) -> None:
        self.runs += 1
        if self.runs % EVERY:
            return
        now = megabytes()
        if self.runs <= SETTLED:
            self.settled = now
        elif now > self.settled + GROWTH:
            raise MemoryError(f"{now:.0f} MB after {self.runs} runs, {self.settled:.0f} MB after {SETTLED}")


def main() -> None:
    target = TARGETS[sys.argv[1]]
    folder = Path(sys.argv[2])
    for number, seed in enumerate(target.seeds()):
        (folder / f"seed-{number:04d}").write_bytes(seed[: target.longest])
    memory = Memory()

    def run(data: bytes) -> None:
        memory.look()
        try:
            seconds(lambda: target.run(data), MOST)
        except TooLong as where:
            raise TimeoutError(f"more than {MOST:g} s in {where}") from None

    arguments = [sys.argv[0], *sys.argv[3:], f"-max_len={target.longest}", str(folder)]
    atheris.Setup(arguments, run)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
