"""`so-ordered index`: progress with the time left, and what is said of a build that was broken off."""

from __future__ import annotations

import io
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import ROOT

from assistant.commands.index import duration, reporter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Ten seconds go by between two looks."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 10
        return self.now


def told(out: io.StringIO, first: int, total: int, step: int = 1) -> str:
    tell = reporter(out, Clock())
    for done in range(first, total + 1, step):
        tell(done, total, f"order-{done}")
    return out.getvalue()


def test_a_log_gets_a_line_now_and_then() -> None:
    lines = told(io.StringIO(), 0, 1200, 100).splitlines()
    assert lines[0] == "indexing 1,200 orders"
    assert lines[1:] == [
        "300 of 1,200 orders, 10.0 a second, 2 min left",
        "600 of 1,200 orders, 10.0 a second, 60 s left", "900 of 1,200 orders, 10.0 a second, 30 s left",
    ]  # fmt: skip


def test_what_was_left_is_said_and_took_no_time() -> None:
    lines = told(io.StringIO(), 900, 1200, 50).splitlines()
    assert lines[0] == "going on with 900 of 1,200 orders"
    assert lines[1] == "1,050 of 1,200 orders, 5.0 a second, 30 s left"


def test_a_terminal_has_one_line_that_is_written_over() -> None:
    shown = told(Terminal(), 0, 3)
    assert "\n" not in shown and shown.endswith("\r\x1b[K")
    assert "indexing 1 of 3 orders, 6.0 a minute, 20 s left: order-1" in shown


def test_nothing_to_do_says_nothing() -> None:
    out = io.StringIO()
    reporter(out, Clock())(5, 5, "")
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("seconds", "words"), [(1, "1 s"), (89, "89 s"), (90, "2 min"), (5000, "83 min"), (7500, "2 h 05 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration(seconds) == words


SLOW = """
import hashlib, sys, threading, time
sys.path.insert(0, "tests")
from fakes import FakeEmbedder
from indexer.model import weights
from assistant.cli import main

class Slow(FakeEmbedder):
    count = 0
    def encode(self, texts):
        Slow.count += 1
        if Slow.count == 3 and "slow" in sys.argv:
            time.sleep(60)
        if Slow.count == 3 and "deaf" in sys.argv:
            threading.Timer(1, lambda: print("deaf", flush=True)).start()
            hashlib.pbkdf2_hmac("sha256", b"", b"", 2**31 - 1)  # minutes in which no handler runs
        return super().encode(texts)

class Fake(weights.Weights):
    def __init__(self, index, embedder, model):
        super().__init__(index, Slow(), None)

import indexer.build
indexer.build.Weights = Fake
sys.exit(main(sys.argv[2:]))
"""


def many(tmp_path: Path) -> list[str]:
    """The command that indexes 200 orders."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(200):
        (corpus / f"o{number:03d}.txt").write_text(f"Roe v. Acme {number}\n\nThe parties shall file letter {number}.")
    return ["index", str(corpus), "--index", str(tmp_path / "index")]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_an_index_that_computes_at_once(tmp_path: Path, number: signal.Signals, code: int) -> None:
    command = many(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW, "deaf", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=ROOT,
    )  # fmt: skip
    assert child.stdout is not None and child.stdout.readline() == "deaf\n"
    child.send_signal(number)
    began = time.monotonic()
    _, errors = child.communicate(timeout=60)
    assert child.returncode == code and "Traceback" not in errors
    assert errors.splitlines()[-1] == "so-ordered: interrupted; the index is as it was"
    assert time.monotonic() - began < 20, "in seconds, on a machine that has much else to do"
    assert not (tmp_path / "index" / "CURRENT").exists()


def test_a_long_build_that_was_broken_off_is_gone_on_with(tmp_path: Path) -> None:
    command, index = many(tmp_path), tmp_path / "index"
    child = subprocess.Popen(
        [sys.executable, "-c", SLOW, "slow", *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=ROOT,
    )  # fmt: skip
    late = time.monotonic() + 120
    while not list(index.glob(".draft-*/resume.json")) and time.monotonic() < late:
        time.sleep(0.02)
    time.sleep(1)
    child.send_signal(signal.SIGINT)
    _, errors = child.communicate(timeout=60)
    assert child.returncode == 130 and "Traceback" not in errors
    assert errors.splitlines()[0] == "indexing 200 orders"
    said = errors.splitlines()[-1]
    assert said.startswith("so-ordered: interrupted; the index is as it was, and ") and said.count("orders") == 1
    kept = int(said.split(", and ")[1].split()[0])
    assert kept in (64, 128)
    again = subprocess.run([sys.executable, "-c", SLOW, "quick", *command], capture_output=True, text=True, cwd=ROOT)
    assert again.stderr.splitlines()[0] == f"going on with {kept} of 200 orders", again.stderr
    assert again.returncode == 0 and again.stdout == "200 new, 0 changed, 0 gone, 0 unchanged\n"
