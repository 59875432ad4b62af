"""Generations: published whole, read while newer ones come, checked when they are opened."""

from __future__ import annotations

import gc
import json
import weakref
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder

from indexer.build import build
from indexer.errors import IndexDamaged, IndexFault, IndexNotFound, OrderNotFound
from indexer.store import generations
from indexer.store.store import Store, words_of

ORDER = "Roe v. Acme Corp.\n\nThe parties shall file a {what}. The {what} shall not exceed five pages."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("letter", "report"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    return folder


@pytest.fixture
def place(folder: Path, tmp_path: Path) -> Path:
    """An index of two short orders."""
    place = tmp_path / "index"
    build(folder, place, embedder=FakeEmbedder())
    return place


def test_an_order_comes_back_as_it_was_parsed(folder: Path, place: Path) -> None:
    from indexer.parse import parse

    with Store.open(place) as store:
        assert store.order("letter") == parse(folder / "letter.txt")
        with pytest.raises(OrderNotFound, match="nothing"):
            store.order("nothing")


def test_words_that_break_sql_and_match_syntax_do_no_harm(place: Path) -> None:
    with Store.open(place) as store, pytest.raises(OrderNotFound):
        store.order("'; DROP TABLE orders; --")


def test_narrowing_holds_for_both_searches(place: Path) -> None:
    query = FakeEmbedder().encode(["The letter shall not exceed five pages."])[0]
    with Store.open(place) as store:
        words = store.lexical(["letter", "pages"], 10, ["report"])
        for hits in (store.dense(query, 10, ["report"]), words):
            assert {row.order for row in store.passages([number for number, _ in hits]).values()} == {"report"}
        assert store.dense(query, 10, []) == [] and store.lexical([], 10) == []


def test_a_reader_goes_on_with_its_generation_while_newer_ones_are_published(folder: Path, place: Path) -> None:
    query = FakeEmbedder().encode(["letter"])[0]
    store = Store.open(place)
    for name in ("memo", "brief", "notice"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
        build(folder, place, embedder=FakeEmbedder())
    assert len(list(place.glob("gen-*"))) == 2, "old generations are removed, save those that are read"
    # The vectors and the words are read only now.
    assert [row.id for row in store.orders()] == ["letter", "report"]
    assert store.order("letter").id == "letter" and store.dense(query, 3)
    assert store.lexical(["letter"], 3) and store.opening(["letter"], 3)
    store.close()
    (folder / "memo.txt").unlink()
    build(folder, place, embedder=FakeEmbedder())
    assert len(list(place.glob("gen-*"))) == 1
    with Store.open(place) as newer:
        assert newer.count() == 4


def test_a_draft_that_was_never_published_is_not_seen_and_is_swept(folder: Path, place: Path) -> None:
    with generations.write_lock(place):
        draft = generations.draft(place, [generations.DATABASE])
    (draft / generations.DATABASE).write_bytes(b"half")
    with Store.open(place) as store:
        assert store.count() == 2
    (folder / "memo.txt").write_text(ORDER.format(what="memo"))
    build(folder, place, embedder=FakeEmbedder())
    assert not list(place.glob(".draft*"))


@pytest.mark.parametrize("name", [generations.DATABASE, generations.VECTORS, generations.MANIFEST])
def test_a_file_cut_short_is_named(place: Path, name: str) -> None:
    file = generations.current(place) / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(IndexDamaged, match=f"{name}.*check --repair"):
        Store.open(place)


def test_a_flipped_byte_is_found_by_the_full_check(place: Path) -> None:
    assert generations.verify(place) == []
    file = generations.current(place) / generations.VECTORS
    flipped = bytearray(file.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    file.write_bytes(flipped)
    assert generations.verify(place) == [generations.VECTORS]


def test_an_index_that_is_not_there_or_is_no_index(tmp_path: Path, place: Path) -> None:
    with pytest.raises(IndexNotFound, match="run so-ordered index"):
        Store.open(tmp_path / "nowhere")
    (place / "CURRENT").write_text("what is this even")
    with pytest.raises(IndexDamaged, match="CURRENT is damaged"):
        Store.open(place)
    (place / "CURRENT").write_text(f"gen-999999 {'0' * 64}")
    with pytest.raises(IndexFault, match="check --repair"):
        Store.open(place)


def test_the_manifest_says_what_made_the_index(place: Path) -> None:
    facts = json.loads((generations.current(place) / generations.MANIFEST).read_text())
    assert (facts["embedder"], facts["dimension"]) == ("fake", 64)
    assert {generations.DATABASE, generations.MATRIX, generations.VECTORS, "words/meta.json"} < set(facts["files"])


def test_the_vocabulary_follows_the_orders(folder: Path, place: Path) -> None:
    with Store.open(place) as store:
        assert {"letter", "report", "pages"} <= store.words(1000)
        letter, report = words_of(store.order("letter")), words_of(store.order("report"))
        assert store.words(1000) == letter | report
        assert store.words(len(letter & report)) == letter & report, "those of most orders come first"
    (folder / "letter.txt").unlink()
    build(folder, place, embedder=FakeEmbedder())
    with Store.open(place) as store:
        assert "letter" not in store.words(1000) and "pages" in store.words(1000)


def test_sentence_vectors_are_those_of_the_sentences(place: Path) -> None:
    with Store.open(place) as store:
        order = store.order("letter")
        spans = [span for paragraph in order.paragraphs for span in paragraph.sentences or (paragraph.span,)]
        expected = FakeEmbedder().encode([order.text[span.start : span.end] for span in spans])
        assert np.allclose(store.sentence_vectors("letter"), expected, atol=1e-3)


def test_an_order_that_is_gone_leaves_nothing_in_the_search_by_words(folder: Path, place: Path) -> None:
    with Store.open(place) as store:
        assert len(store.by_words) == store.passage_count() and len(store.by_openings) == 2
    (folder / "letter.txt").unlink()
    build(folder, place, embedder=FakeEmbedder())
    with Store.open(place) as store:
        assert len(store.by_words) == store.passage_count() and len(store.by_openings) == 1
        numbers = [number for number, _ in store.lexical(["parties", "pages"], 20)]
        assert numbers and set(numbers) == set(store.passages(numbers)), "each hit is a passage that there is"


def test_a_store_that_nobody_uses_is_gone_with_its_files(place: Path) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    gc.collect()  # what earlier tests left
    before = descriptors()
    store = Store.open(place)
    store.dense(FakeEmbedder().encode(["letter"])[0], 3)
    store.lexical(["letter"], 3)
    store.catalogue.rows()
    assert descriptors() > before
    left = weakref.ref(store)
    del store
    gc.collect()
    assert left() is None and descriptors() == before
