"""The open index: always the newest generation, each thing read once, the words that the orders use."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from assistant.finding import generation as module
from assistant.finding.library import Library
from indexer.build import build
from indexer.errors import OrderNotFound
from indexer.store import generations
from indexer.store.store import Store

ORDER = "Roe v. Acme Corp.\n\nThe parties shall file a {what}. The {what} shall not exceed five pages."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("letter", "report"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    return folder


@pytest.fixture
def library(folder: Path, tmp_path: Path) -> Iterator[Library]:
    """Two short orders, by the fake model."""
    build(folder, tmp_path / "index", embedder=FakeEmbedder())
    with Library(tmp_path / "index", Store.open(tmp_path / "index"), FakeEmbedder()) as opened:  # type: ignore[arg-type]
        yield opened


def add(folder: Path, library: Library, name: str) -> None:
    (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    build(folder, library.index, embedder=FakeEmbedder())


def test_a_new_generation_is_taken_up_at_the_next_question(folder: Path, library: Library) -> None:
    before = library.view("letter"), library.vocabulary()
    assert not library.refresh() and library.view("letter") is before[0]
    add(folder, library, "memo")
    assert library.count() == 2, "what is open stays as it is until it is refreshed"
    assert library.refresh() and not library.refresh()
    assert [row.id for row in library.orders()] == ["letter", "memo", "report"]
    assert library.order("memo").id == "memo" and "memo" in library.vocabulary() and "memo" not in before[1]
    gc.collect()  # the old store closes itself without a warning


def test_a_new_generation_that_cannot_be_opened_leaves_the_old_one(folder: Path, library: Library) -> None:
    add(folder, library, "memo")
    (generations.current(library.index) / generations.DATABASE).write_bytes(b"damage")
    assert not library.refresh() and library.count() == 2 and library.order("letter")


def test_a_text_is_encoded_once(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    first = library.encode("letter")
    monkeypatch.setattr(FakeEmbedder, "encode", None)
    assert library.encode("letter") is first


def test_vectors_stand_beside_the_sentences_of_the_view(library: Library) -> None:
    assert len(library.vectors("letter")) == len(library.view("letter").sentences)
    with pytest.raises(OrderNotFound):
        library.vectors("memo")


def test_the_vocabulary_of_some_orders_and_of_many(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "letter" in library.vocabulary(["letter"]) and "report" not in library.vocabulary(["letter"])
    whole = library.vocabulary()
    library.now.words.clear()
    monkeypatch.setattr(module, "ORDERS_READ", 1)
    assert library.vocabulary() == whole, "the stored counts say what the texts say"


def test_many_threads_ask_while_orders_are_added(folder: Path, library: Library) -> None:
    faults: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                library.refresh()
                assert library.retriever.retrieve("who shall file the letter?", k=3)
                assert library.view("letter").order.id == "letter"
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for name in ("memo", "brief", "notice"):
        add(folder, library, name)
    stop.set()
    for thread in threads:
        thread.join()
    assert not faults
    library.refresh()
    assert library.count() == 5
