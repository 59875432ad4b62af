"""Parsing under guard: each file in a child process with limits of time and memory, several at once on all cores.

A few small text files are parsed in this process, as starting a child takes longer than they do.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from indexer import errors
from indexer.errors import DamagedFile, SoOrderedError, TooHungry, TooSlow
from indexer.orders import Order
from indexer.parsing_child import LENGTH
from indexer.read.common import printable

# Of text files up to this many bytes and this many of them, none is worth a child process.
SMALL_BYTES, FEW = 256 * 1024, 24
PLAIN = (".txt", ".md", ".markdown", ".text")
# Seconds in which a child must have loaded its libraries; a busy machine takes long.
STARTING = 120.0
# Files handed out ahead of the one that is waited for, a child.
AHEAD = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. seconds: of wall time and of CPU time; an OCR of a long scan needs minutes.
    megabytes: of address space. children: at once; None: as many as there are cores."""

    seconds: float = 600.0
    megabytes: int = 3072
    children: int | None = None


Parse = Callable[[Path], Order]


def parse_all(paths: Sequence[Path], limits: Limits | None = None) -> Iterator[Callable[[], Order]]:
    """For each path, in their order, a function that returns its Order or raises what parsing it raised.

    Raises there what `indexer.parse.parse` raises, TooSlow, TooHungry, DamagedFile for a file that ended the process,
    and SoOrderedError with the kind of error for a fault of ours.
    """
    limits = limits or Limits()
    light = {path for path in paths if is_light(path)}
    if len(light) == len(paths) <= FEW:
        from indexer.parse import parse

        for path in paths:
            yield lambda path=path: parse(path)  # type: ignore[misc]
        return
    count = min(limits.children or available_cores(), len(paths))
    children = [Child(limits) for _ in range(count)]
    free = deque(children)

    def work(path: Path) -> Order:
        child = free.popleft()
        try:
            return child.parse(path)
        finally:
            free.append(child)

    waiting: deque[Future[Order]] = deque()
    with ThreadPoolExecutor(count, thread_name_prefix="parsing") as threads:
        try:
            rest = iter(paths)
            for _ in paths:
                while len(waiting) < AHEAD * count and (following := next(rest, None)) is not None:
                    waiting.append(threads.submit(work, following))
                done = waiting.popleft()
                wait([done])
                yield done.result
        finally:
            for future in waiting:
                future.cancel()
            for child in children:
                child.end()


def is_light(path: Path) -> bool:
    """A text file small enough that nothing in it can take long."""
    try:
        return path.suffix.lower() in PLAIN and path.stat().st_size <= SMALL_BYTES
    except OSError:  # reading it says what is wrong
        return True


def available_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Child:
    """One parsing process; started when it has something to do, and again after a file has ended it."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.process: subprocess.Popen[bytes] | None = None
        self.guard = threading.Lock()
        self.over = self.ready = False
        self.answers = -1

    def parse(self, path: Path) -> Order:
        """Parse one file within the limits."""
        name = printable(path.name)
        try:
            process = self.running()
            assert process.stdin is not None
            process.stdin.write(json.dumps(os.fspath(path)).encode() + b"\n")
            process.stdin.flush()
            answer = self.answer(self.limits.seconds)
        except TimeoutError:
            self.stop()
            raise slow(name, self.limits) from None
        except (OSError, EOFError):
            raise ended(name, self.stop(), self.limits) from None
        if answer[0] == "order":
            return msgspec.msgpack.decode(answer[1], type=Order)
        _, kind, message = answer
        if kind == "MemoryError":
            self.stop()
            raise hungry(name, self.limits)
        known = getattr(errors, kind, None)
        if isinstance(known, type) and issubclass(known, SoOrderedError):
            raise known(message)
        raise SoOrderedError(f"{name}: could not be understood ({kind}: {message})")

    def running(self) -> subprocess.Popen[bytes]:
        with self.guard:
            if self.over:
                raise EOFError
            if self.process is None:
                root = str(Path(__file__).parent.parent)
                paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
                self.answers, theirs = os.pipe()
                self.ready = False
                self.process = subprocess.Popen(
                    [sys.executable, "-m", "indexer.parsing_child", str(self.limits.megabytes),
                     str(math.ceil(self.limits.seconds)), str(theirs)],
                    stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(theirs,),
                    env=os.environ | {"PYTHONPATH": os.pathsep.join(paths), "OMP_NUM_THREADS": "1",
                                      "OPENBLAS_NUM_THREADS": "1"},
                    # A group of its own, so that what it starts (tesseract) ends with it.
                    start_new_session=True,
                )  # fmt: skip
                os.close(theirs)
            process = self.process
        if not self.ready:
            self.answer(STARTING)
            self.ready = True
        return process

    def answer(self, seconds: float) -> list[Any]:
        """What the child says next; TimeoutError, EOFError where it has ended."""
        give_up = time.monotonic() + seconds
        size = LENGTH.unpack(exactly(self.answers, LENGTH.size, give_up))[0]
        found: list[Any] = msgspec.msgpack.decode(exactly(self.answers, size, give_up))
        return found

    def stop(self) -> int | None:
        """End the process with all that it started; its exit status."""
        with self.guard:
            process, self.process = self.process, None
        if process is None:
            return None
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)  # one that is ending by itself says why
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        status = process.wait()
        os.close(self.answers)
        return status

    def end(self) -> None:
        """Stop for good."""
        with self.guard:
            self.over = True
        self.stop()


def exactly(descriptor: int, size: int, give_up: float) -> bytes:
    """`size` bytes from a pipe before the monotonic time `give_up`."""
    found = bytearray()
    while len(found) < size:
        ready, _, _ = select.select([descriptor], [], [], max(0.0, give_up - time.monotonic()))
        if not ready:
            raise TimeoutError
        part = os.read(descriptor, min(size - len(found), 1 << 20))
        if not part:
            raise EOFError
        found += part
    return bytes(found)


def slow(name: str, limits: Limits) -> TooSlow:
    return TooSlow(
        f"{name}: reading it took more than {limits.seconds:g} seconds; split it, or save it anew as a plain PDF"
    )


def hungry(name: str, limits: Limits) -> TooHungry:
    return TooHungry(
        f"{name}: reading it took more than {limits.megabytes:,} MB of memory; split it, or save it anew as a plain PDF"
    )


def ended(name: str, status: int | None, limits: Limits) -> SoOrderedError:
    """Why the process is gone."""
    if status in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        return slow(name, limits)
    # Libraries that get no memory abort; the operating system kills what takes too much of all.
    if status in (-signal.SIGABRT, -signal.SIGKILL):
        return hungry(name, limits)
    return DamagedFile(f"{name}: reading it ended the reader (status {status}); save it anew as a plain PDF or text")
