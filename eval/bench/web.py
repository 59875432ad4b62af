"""Fifty people asking at once: `python -m eval.bench.web [--clients 50] [--seconds 60] [--index FOLDER]`.

It serves the index in a process of its own on loopback, has each client ask one question after the other without a
pause, and prints how many were answered, how many failed, and the median and 99th percentile of the time to a whole
page or answer. The load ends by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np

QUESTIONS = (
    "Who is the judge?",
    "When is the joint statement due?",
    "Can the court issue a Rule 68 offer?",
    "What happens if a party does not comply?",
    "When must the defendant notify the court?",
    "How long may the statement be?",
    "What is the weather?",
    "Where is the settlement conference?",
)
MOST_CLIENTS, MOST_SECONDS = 200, 300


@dataclass
class Outcome:
    """seconds: of each request. errors: one line each."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def client(number: int, port: int, end: float, outcome: Outcome) -> None:
    """Ask until `end`, over one connection as a browser does."""
    reader = writer = None
    asked = number
    while time.monotonic() < end:
        body = json.dumps({"question": QUESTIONS[asked % len(QUESTIONS)]}).encode()
        head = f"POST /api/v1/ask HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        asked += 1
        began = time.perf_counter()
        try:
            if writer is None or reader is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
            status = await asyncio.wait_for(answer(reader), 60)
            if status != 200:
                outcome.errors.append(f"status {status}")
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError) as error:
            outcome.errors.append(f"{type(error).__name__}: {error}")
            if writer is not None:
                writer.close()
            reader = writer = None
        outcome.seconds.append(time.perf_counter() - began)
    if writer is not None:
        writer.close()


async def answer(reader: asyncio.StreamReader) -> int:
    """Read one answer whole; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length:"))
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])


async def load(clients: int, seconds: float, port: int) -> Outcome:
    outcome = Outcome()
    end = time.monotonic() + seconds
    await asyncio.gather(*(client(number, port, end, outcome) for number in range(clients)))
    return outcome


def measure(index: Path, corpus: Path, clients: int, seconds: float) -> Outcome:
    """Serve, load, stop."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--quiet", "--no-limits", "--index",
                   str(index), "--corpus", str(corpus), "--data", data]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                port = int(server.stdout.readline().split()[2].rstrip("/").rsplit(":", 1)[1])
                asyncio.run(load(1, 5, port))  # the model is loaded, the index up to date
                return asyncio.run(load(clients, seconds, port))
            finally:
                server.terminate()


def main(out: IO[str] = sys.stdout) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--index", type=Path, default=Path("var/index"))
    parser.add_argument("--corpus", type=Path, default=Path("corpus"))
    args = parser.parse_args()
    clients, seconds = min(args.clients, MOST_CLIENTS), min(args.seconds, MOST_SECONDS)
    outcome = measure(args.index, args.corpus, clients, seconds)
    times = np.array(outcome.seconds) * 1000
    out.write(
        f"web: {clients} clients for {seconds:g} s: {len(times):,} questions, {len(outcome.errors)} errors, "
        f"{len(times) / seconds:.0f} a second; median {np.median(times):.0f} ms, "
        f"99th percentile {np.percentile(times, 99):.0f} ms\n"
    )
    for line in sorted(set(outcome.errors))[:5]:
        out.write(f"  {line}\n")
    return 1 if outcome.errors else 0


if __name__ == "__main__":
    sys.exit(main())
