"""The index follows the folder of orders, and an old index is never lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from indexer import build as building
from indexer.build import Report, build
from indexer.errors import DiskFull, IndexBusy, IndexFault, IndexIncompatible, UsageError
from indexer.store import generations
from indexer.store.store import Store

ORDER = """IN THE UNITED STATES DISTRICT COURT

Roe v. Acme Corp.

IT IS ORDERED that the parties shall file a {what} within fourteen days of this order.

Counsel shall confer by telephone. The {what} shall not exceed five pages.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A corpus of three short orders."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("letter", "report", "brief"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "index"


def made(folder: Path, place: Path, **options: object) -> Report:
    return build(folder, place, embedder=FakeEmbedder(), **options)  # type: ignore[arg-type]


def ids(place: Path) -> list[str]:
    with Store.open(place) as store:
        return [row.id for row in store.orders()]


def found(place: Path, words: str) -> list[str]:
    """The orders that hold all the words, by the lexical index."""
    with Store.open(place) as store:
        numbers = [number for number, _ in store.lexical(words.split(), 20)]
        return sorted({row.order for row in store.passages(numbers).values()})


def test_new_changed_gone_and_unchanged(folder: Path, place: Path) -> None:
    report = made(folder, place)
    assert (report.new, report.errors) == (["brief", "letter", "report"], [])
    (folder / "letter.txt").write_text(ORDER.format(what="petition"))
    (folder / "brief.txt").unlink()
    (folder / "memo.txt").write_text(ORDER.format(what="memo"))
    report = made(folder, place)
    assert (report.new, report.changed, report.gone, report.unchanged) == (["memo"], ["letter"], ["brief"], ["report"])
    assert ids(place) == ["letter", "memo", "report"]
    assert (found(place, "petition"), found(place, "brief"), found(place, "letter")) == (["letter"], [], [])


def test_vectors_follow_what_changed(folder: Path, place: Path) -> None:
    made(folder, place)
    (folder / "letter.txt").write_text(ORDER.format(what="petition"))
    made(folder, place)
    with Store.open(place) as store:
        passages = [number for row in store.orders() for number in store.numbers([row.id])]
        assert store.parts[0].vectors.ntotal == len(passages) == store.passage_count()
        fake = FakeEmbedder()
        [(number, _), *_] = store.dense(fake.encode(["The petition shall not exceed five pages."])[0], 3)
        assert store.passages([number])[number].order == "letter"
        rows = store.sentence_vectors("letter")
        order = store.order("letter")
        assert len(rows) == sum(max(len(paragraph.sentences), 1) for paragraph in order.paragraphs)


def test_nothing_is_written_or_loaded_where_nothing_changed(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder, place)
    before = generations.stamp(place)
    monkeypatch.setattr(FakeEmbedder, "encode", None)
    report = made(folder, place)
    assert report == Report(unchanged=["brief", "letter", "report"])
    assert generations.stamp(place) == before


def test_a_bad_file_is_one_line_and_the_others_are_indexed(folder: Path, place: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7\nnot really")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    report = made(folder, place)
    assert report.new == ["brief", "letter", "report"]
    assert len(report.errors) == 4
    for name, line in zip(("binary.txt", "damaged.pdf", "empty.txt", "huge.txt"), sorted(report.errors), strict=True):
        assert line.startswith(name) and "\n" not in line
    again = made(folder, place)
    assert sorted(again.errors) == sorted(report.errors) and len(again.unchanged) == 3


def test_an_order_that_cannot_be_read_any_more_stays_as_it_was(folder: Path, place: Path) -> None:
    made(folder, place)
    (folder / "letter.txt").write_text("")
    report = made(folder, place)
    [line] = report.errors
    assert "letter.txt" in line and "kept" in line
    assert not report.gone and ids(place) == ["brief", "letter", "report"]


def test_a_fault_of_the_parser_costs_one_order_only(folder: Path, place: Path) -> None:
    from indexer.parse import parse

    def fails(path: Path) -> object:
        if path.stem == "letter":
            raise ZeroDivisionError("division by zero")
        return parse(path)

    report = made(folder, place, parse=fails)
    [line] = report.errors
    assert "letter.txt" in line and "ZeroDivisionError" in line
    assert ids(place) == ["brief", "report"]


def test_an_unreadable_subfolder_takes_nothing_out(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "closed").mkdir()
    (folder / "closed" / "memo.txt").write_text(ORDER.format(what="memo"))
    made(folder, place)
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = made(folder, place)
    assert not report.gone and len(report.errors) == 1 and "memo" in ids(place)


def test_another_version_or_model_is_built_anew(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder, place)
    monkeypatch.setattr(building, "fingerprint", lambda: "another")
    assert "version" in (made(folder, place).rebuilt or "")
    other = FakeEmbedder()
    other.key = "other"
    report = build(folder, place, embedder=other)
    assert "model" in (report.rebuilt or "") and ids(place) == ["brief", "letter", "report"]


def test_another_schema_says_so_and_is_built_anew(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "SCHEMA", 0)
    monkeypatch.setattr(building, "SCHEMA", 0)
    made(folder, place)
    monkeypatch.undo()
    with pytest.raises(IndexIncompatible, match="another version.*run so-ordered index"):
        Store.open(place)
    made(folder, place)
    assert ids(place) == ["brief", "letter", "report"]


def test_a_full_disk_leaves_the_old_index(folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder, place)
    (folder / "memo.txt").write_text(ORDER.format(what="memo"))

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(generations, "sync", full)
    with pytest.raises(DiskFull, match="old index is intact"):
        made(folder, place)
    assert ids(place) == ["brief", "letter", "report"]
    monkeypatch.undo()
    assert made(folder, place).new == ["memo"]
    assert [entry.name for entry in place.glob(".draft*")] == []


def test_a_write_that_fails_otherwise_leaves_the_old_index(
    folder: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(folder, place)
    (folder / "memo.txt").write_text(ORDER.format(what="memo"))

    def broken(path: Path) -> None:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(generations, "sync", broken)
    with pytest.raises(IndexFault, match="Input/output error"):
        made(folder, place)
    assert ids(place) == ["brief", "letter", "report"]


def test_a_second_writer_is_told_so(folder: Path, place: Path) -> None:
    made(folder, place)
    with generations.write_lock(place), pytest.raises(IndexBusy, match="another process"):
        made(folder, place)
    assert len(made(folder, place).unchanged) == 3, "the lock is given back"


def test_a_damaged_index_is_built_anew(folder: Path, place: Path) -> None:
    made(folder, place)
    database = generations.current(place) / generations.DATABASE
    whole = database.read_bytes()
    database.write_bytes(whole[:-100])
    assert "damaged" in (made(folder, place).rebuilt or "") or ids(place)
    # A flipped byte keeps the size; it is found before anything is built upon it.
    vectors = generations.current(place) / generations.VECTORS
    flipped = bytearray(vectors.read_bytes())
    flipped[-1] ^= 0xFF
    vectors.write_bytes(flipped)
    (folder / "memo.txt").write_text(ORDER.format(what="memo"))
    report = made(folder, place)
    assert "checksum" in (report.rebuilt or "") and ids(place) == ["brief", "letter", "memo", "report"]


def test_an_empty_folder_gives_an_index_of_nothing(tmp_path: Path, place: Path) -> None:
    (tmp_path / "none").mkdir()
    made(tmp_path / "none", place)
    assert ids(place) == []


def test_an_embedder_that_there_is_not(folder: Path, place: Path) -> None:
    with pytest.raises(UsageError, match="torch or onnx"):
        build(folder, place, embedder="magic")


def test_progress_counts_up_to_the_end(folder: Path, place: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    made(folder, place, progress=lambda *step: seen.append(step))
    assert seen == [(0, 3, "brief"), (1, 3, "letter"), (2, 3, "report"), (3, 3, "")]
