"""The folder of orders: ids, refusals, what may not be read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from indexer import digests
from indexer.build import build
from indexer.corpus import stem, survey
from indexer.digests import Digests
from indexer.disk import file_digest
from indexer.errors import CorpusNotFound, DuplicateId, LinkOutside, NotReadable
from web.jobs.uploads import free_id


def test_files_are_found_below_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "b/c.md", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).write_text("IT IS SO ORDERED.")
    found = survey(tmp_path)
    assert [(file.id, file.path.name) for file in found.files] == [("a", "a.txt"), ("c", "c.md")]
    assert found.whole and not found.refused


def test_files_that_differ_by_their_ending_are_both_read_under_their_whole_names(tmp_path: Path) -> None:
    for name in ("order.txt", "order.md", "other.txt"):
        (tmp_path / name).write_text("IT IS SO ORDERED.")
    found = survey(tmp_path)
    assert [file.id for file in found.files] == ["order.md", "order.txt", "other"]
    assert not found.refused and found.ids == {"order.md", "order.txt", "other"}


def test_two_files_of_one_name_are_both_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    for name in ("a.txt", "x/a.txt", "b.txt"):
        (tmp_path / name).write_text("IT IS SO ORDERED.")
    found = survey(tmp_path)
    assert [file.id for file in found.files] == ["b"]
    [error] = found.refused
    assert isinstance(error, DuplicateId) and "a.txt" in str(error) and "x/a.txt" in str(error)
    assert found.ids == {"a", "b"}, "an indexed order of that id is not gone"


def test_a_link_out_of_the_folder_is_refused_one_within_is_not(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text("not an order")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("IT IS SO ORDERED.")
    (folder / "b.txt").symlink_to(outside)
    (folder / "c.txt").symlink_to(folder / "a.txt")
    found = survey(folder)
    assert [file.id for file in found.files] == ["a", "c"]
    [error] = found.refused
    assert isinstance(error, LinkOutside) and "b.txt" in str(error)


@pytest.mark.parametrize(
    "name",
    [b"one\ntwo.txt", b"a\x1b[2Jb.txt", b"bytes-\xff\xfe.txt", "zero\u200bwidth.txt".encode(), b" .txt",
     "right\u202eto-left.txt".encode(), b"folder\n/inside.txt", b"loop.txt"],
)  # fmt: skip
def test_an_odd_name_is_named_on_one_line_and_the_others_are_indexed(tmp_path: Path, name: bytes, fake: Any) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "good.txt").write_text("IT IS SO ORDERED.")
    odd = folder / os.fsdecode(name)
    odd.parent.mkdir(exist_ok=True)
    if name == b"loop.txt":
        odd.symlink_to(odd.name)
    else:
        odd.write_text("IT IS SO ORDERED.")
    report = build(folder, tmp_path / "index", embedder=fake)
    assert report.new == ["good"] and len(report.errors) == 1
    assert report.errors[0].isprintable() and ("rename it" in report.errors[0] or "circle" in report.errors[0])
    assert free_id("good", folder) == "good-2", "an upload finds a name for itself"


def test_an_accent_has_one_form(tmp_path: Path) -> None:
    (tmp_path / "caf\u0065\u0301.txt").write_text("IT IS SO ORDERED.")
    assert [file.id for file in survey(tmp_path).files] == ["caf\u00e9"]
    (tmp_path / "caf\u00e9.txt").write_text("IT IS SO ORDERED.")
    assert isinstance(survey(tmp_path).refused[0], DuplicateId)


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusNotFound, match="nowhere"):
        survey(tmp_path / "nowhere")


def refusing(monkeypatch: pytest.MonkeyPatch, refused: Path) -> None:
    """Have the operating system refuse to list `refused`; permissions do not bind root."""
    scandir = os.scandir

    def refuse(path: str) -> object:
        if Path(path) == refused:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, tmp_path)
    with pytest.raises(NotReadable, match=tmp_path.name):
        survey(tmp_path)


def test_a_subfolder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("IT IS SO ORDERED.")
    refusing(monkeypatch, tmp_path / "closed")
    found = survey(tmp_path)
    assert [file.id for file in found.files] == ["a"]
    [error] = found.refused
    assert "closed" in str(error) and not found.whole


def test_a_file_that_was_not_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, memory = tmp_path / "corpus", tmp_path / "digests"
    folder.mkdir()
    for name in ("one", "two", "fresh"):
        (folder / f"{name}.txt").write_text(f"an order of {name}")
    monkeypatch.setattr(digests, "UNSURE", -(10**12))
    first = Digests(memory)
    found = {file.id: file.sha256 for file in survey(folder, first).files}
    first.keep()
    read: list[str] = []

    def noted(path: Path) -> str:
        read.append(path.stem)
        return file_digest(path)

    monkeypatch.setattr(digests, "file_digest", noted)
    (folder / "two.txt").write_text("an order of TWO")  # as long as before
    again = Digests(memory)
    assert {file.id: file.sha256 for file in survey(folder, again).files} == {
        **found, "two": file_digest(folder / "two.txt"),
    }  # fmt: skip
    assert read == ["two"]


def test_a_file_changed_just_now_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("an order")
    remembering = Digests(tmp_path / ".digests")
    survey(tmp_path, remembering)
    assert remembering.used == {}


@pytest.mark.parametrize("content", [b"", b"\xff\x00 no msgpack", b"\x93\x01\x02\x03", b"\x81\xa1a\x01"])
def test_a_memory_that_is_damaged_is_no_memory(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ".digests").write_bytes(content)
    (tmp_path / "one.txt").write_text("an order")
    [file] = survey(tmp_path, Digests(tmp_path / ".digests")).files
    assert file.sha256 == file_digest(tmp_path / "one.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.b.txt", "a.", "a", "a..", "a.b.", "x..txt", "é.md"])
def test_an_id_is_the_stem_of_the_files_name(name: str) -> None:
    assert stem(name) == Path(name).stem
