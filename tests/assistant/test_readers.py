"""Readers while orders come, change and go: no error, each answer of one generation, none waits for a build."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fakes import ROOT, FakeEmbedder

from assistant import engine
from assistant.engine import Assistant
from assistant.finding.library import Library
from indexer.build import build
from indexer.store import generations
from indexer.store.store import Store

# Every version of the order has its number in all of it, so that words of two versions show in an answer.
ORDER = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF WISCONSIN

ADA {name}, Plaintiff,
v.
RIVER MILL, INC., Defendant.

Case No. 2:19-cv-00123

ORDER

The defendant shall file report number {number} within {number} days of service of this order.

Report number {number} must not exceed {number} pages.
"""
QUESTION = "How many pages may the report have?"


def write(corpus: Path, name: str, number: int) -> None:
    (corpus / f"{name}.txt").write_text(ORDER.format(name=name.upper(), number=number))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    write(corpus, "stone", 10)
    build(corpus, tmp_path / "index", embedder=FakeEmbedder())
    return tmp_path


@pytest.fixture
def watched(place: Path) -> Iterator[Assistant]:
    """An assistant as a server has it."""
    index = place / "index"
    library = Library(index, Store.open(index), FakeEmbedder()).watch()  # type: ignore[arg-type]
    with Assistant(library) as opened:
        yield opened


def changed(place: Path, number: int) -> None:
    """One more publication: the order is another, and one comes or goes."""
    write(place / "corpus", "stone", number)
    other = place / "corpus" / "reed.txt"
    if other.exists():
        other.unlink()
    else:
        write(place / "corpus", "reed", number)
    assert not build(place / "corpus", place / "index", embedder=FakeEmbedder()).errors


def test_every_answer_is_of_one_generation_and_every_publication_is_seen(place: Path, watched: Assistant) -> None:
    faults: list[BaseException] = []
    asked, stop = [0] * 3, threading.Event()

    def ask(which: int) -> None:
        try:
            last = 0
            while not stop.is_set():
                watched.ask(QUESTION)  # of both, where both are there
                answer = watched.ask(QUESTION, order="stone")
                assert answer.value is not None and answer.citations, answer
                number = int(answer.value["value"])
                assert all(f"number {number} " in one.quote for one in answer.citations), answer
                assert str(number) in answer.text and number >= last, (number, last)
                last = number
                asked[which] += 1
                time.sleep(0.002)  # the builder has the same interpreter here
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=(which,)) for which in range(3)]
    for thread in threads:
        thread.start()
    waits = []
    for number in range(11, 32):
        changed(place, number)
        began = time.monotonic()
        while (value := watched.ask(QUESTION, order="stone").value) is None or value["value"] != number:
            assert time.monotonic() < began + 30, f"version {number} never came"
            time.sleep(0.005)
        waits.append(time.monotonic() - began)
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults and min(asked) > 20
    # Within a second on a machine that does nothing else; the tests' may be busy.
    assert sorted(waits)[len(waits) // 2] < 3


def test_a_publication_in_the_middle_of_a_question_is_for_the_next(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    write(place / "corpus", "reed", 7)
    build(place / "corpus", place / "index", embedder=FakeEmbedder())
    with Assistant(Library(place / "index", Store.open(place / "index"), FakeEmbedder())) as assistant:  # type: ignore[arg-type]
        before = assistant.ask(QUESTION).to_dict()
        fresh = Assistant(Library(place / "index", Store.open(place / "index"), FakeEmbedder()))  # type: ignore[arg-type]
        read = engine.read_question

        def meanwhile(*arguments: Any) -> Any:
            if fresh.library.count() == 2:
                changed(place, 11)  # which takes reed out
                assert fresh.library.catch_up() and fresh.library.count() == 1
            return read(*arguments)

        monkeypatch.setattr(engine, "read_question", meanwhile)
        assert fresh.ask(QUESTION).to_dict() == before and before["citations"]
        assert fresh.ask(QUESTION).to_dict()["order"] == "stone"
        fresh.close()


def test_no_question_waits_for_the_opening_of_a_generation(
    place: Path, watched: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, go_on = threading.Event(), threading.Event()
    real = Store.open

    def slow(index: Path) -> Store:
        opening.set()
        assert go_on.wait(30)
        return real(index)

    monkeypatch.setattr("assistant.finding.library.Store", SimpleNamespace(open=slow))
    changed(place, 11)
    assert opening.wait(30), "the thread sees it"
    for question in (QUESTION, "Who is the plaintiff?", "What is the weather?"):
        assert watched.ask(question, order="stone").to_dict()["question"]
    answer = watched.ask(QUESTION, order="stone")
    assert answer.value is not None and answer.value["value"] == 10, "the old one answers meanwhile"
    go_on.set()
    late = time.monotonic() + 30
    while watched.ask(QUESTION, order="stone").value != {"type": "quantity", "value": 11, "unit": "pages"}:
        assert time.monotonic() < late
        time.sleep(0.01)


def test_without_a_watching_thread_one_question_opens_and_the_others_go_on(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Assistant(Library(place / "index", Store.open(place / "index"), FakeEmbedder())) as assistant:  # type: ignore[arg-type]
        assistant.ask(QUESTION, order="stone")
        changed(place, 11)
        assert assistant.library.opening.acquire(), "as by a thread that is at it"
        answer = assistant.ask(QUESTION, order="stone")
        assert answer.value is not None and answer.value["value"] == 10
        assistant.library.opening.release()
        answer = assistant.ask(QUESTION, order="stone")
        assert answer.value is not None and answer.value["value"] == 11


def test_what_is_carried_over_is_what_did_not_change(place: Path) -> None:
    write(place / "corpus", "marsh", 5)
    build(place / "corpus", place / "index", embedder=FakeEmbedder())
    with Library(place / "index", Store.open(place / "index"), FakeEmbedder()) as library:  # type: ignore[arg-type]
        stone, marsh = library.view("stone"), library.view("marsh")
        changed(place, 11)
        assert library.catch_up()
        assert library.view("marsh") is marsh and library.view("stone") is not stone
        assert "number 11" in library.view("stone").order.text


def test_an_index_that_cannot_be_opened_is_tried_again(
    place: Path, watched: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.finding.library.AGAIN", 0.05)
    tried = threading.Event()

    def failing(index: Path) -> Store:
        tried.set()
        raise OSError(24, "Too many open files")

    monkeypatch.setattr("assistant.finding.library.Store", SimpleNamespace(open=failing))
    changed(place, 11)
    assert tried.wait(30)
    answer = watched.ask(QUESTION, order="stone")
    assert answer.value is not None and answer.value["value"] == 10
    monkeypatch.setattr("assistant.finding.library.Store", Store)
    late = time.monotonic() + 30
    while watched.ask(QUESTION, order="stone").value != {"type": "quantity", "value": 11, "unit": "pages"}:
        assert time.monotonic() < late
        time.sleep(0.01)


HOLDER = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
from fakes import FakeEmbedder
from assistant.finding.library import Library
from assistant import engine
from assistant.engine import Assistant
from indexer.store.store import Store
library = Library(Path(sys.argv[1]), Store.open(sys.argv[1]), FakeEmbedder())
library.refresh = lambda: False
with Assistant(library) as assistant:
    for line in sys.stdin:
        answer = assistant.ask(line, order="stone")
        print(answer.value["value"], len(assistant.retrieve("number of pages of the report")), flush=True)
"""


def test_a_process_that_holds_an_old_generation_keeps_it_and_lets_it_go(place: Path) -> None:
    index = place / "index"
    old = generations.current(index)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(index)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdin is not None and child.stdout is not None

        def asked() -> list[str]:
            assert child.stdin is not None and child.stdout is not None
            child.stdin.write(QUESTION + "\n")
            child.stdin.flush()
            return child.stdout.readline().split()

        first = asked()
        for number in range(11, 16):
            changed(place, number)
            # It was never searched before the first publication: its files are opened late.
            assert asked() == first and first[0] == "10"
        assert old.is_dir() and len(generations.generations(index)) == 2, "the others were swept"
        child.stdin.close()
        child.wait(30)
    changed(place, 16)
    assert generations.generations(index) == [generations.current(index)]


READER = """
import json, sys, time
sys.path.insert(0, "tests")
from fakes import FakeEmbedder
from assistant.finding.library import Library
from assistant import engine
from assistant.engine import Assistant
from indexer.store.store import Store
from pathlib import Path
index, last, seen, asked = Path(sys.argv[1]), 0, [], 0
with Assistant(Library(index, Store.open(index), FakeEmbedder())) as assistant:
    print("ready", flush=True)
    while last < int(sys.argv[2]):
        answer = assistant.ask("How many pages may the report have?", order="stone")
        number = int(answer.value["value"])
        assert all(f"number {number} " in one.quote for one in answer.citations) and number >= last, answer
        if number != last:
            seen.append(number)
        last, asked = number, asked + 1
print(json.dumps({"seen": seen, "asked": asked}))
"""


def test_processes_that_ask_by_themselves_go_over_at_their_next_question(place: Path) -> None:
    command = [sys.executable, "-c", READER, str(place / "index"), "25"]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
               for _ in range(3)]  # fmt: skip
    for reader in readers:
        assert reader.stdout is not None and reader.stdout.readline() == "ready\n"
    for number in range(11, 26):
        changed(place, number)
    for reader in readers:
        out, errors = reader.communicate(timeout=120)
        assert reader.returncode == 0, errors
        found = json.loads(out)
        assert found["seen"][-1] == 25 and found["asked"] >= len(found["seen"])
