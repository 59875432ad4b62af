"""Parsing under guard: what a hostile file does stays in its child process."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import docx
import pytest
from fakes import FakeEmbedder
from fuzz import files
from papers import Text, pdf, saved

from indexer import guarded
from indexer.build import build
from indexer.errors import DamagedFile, EmptyFile, SoOrderedError, TooHungry, TooSlow
from indexer.guarded import Limits, parse_all
from indexer.parse import parse

ORDER = "Roe v. Acme Corp.\n\nThe parties shall file a {what} within ten days of this order."
# What the child is made to do for a file of that name, before it parses.
HOSTILE = """
import os, sys, time
import indexer.parse
whole = indexer.parse.parse
def parse(path):
    if path.stem == "slow": time.sleep(600)
    if path.stem == "hungry": bytearray(8 << 30)
    if path.stem == "abrupt": os._exit(7)
    if path.stem == "faulty": 1 / 0
    if path.stem == "spinning":
        while True: pass
    return whole(path)
indexer.parse.parse = parse
print("a library that prints")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children that some files harm."""
    place = tmp_path / "hook"
    place.mkdir()
    (place / "sitecustomize.py").write_text(HOSTILE)
    monkeypatch.setenv("PYTHONPATH", str(place))
    monkeypatch.setattr(guarded, "FEW", 0)


def outcomes(paths: list[Path], **limits: float) -> dict[str, object]:
    """Name → the order's id or the error."""
    found: dict[str, object] = {}
    for path, result in zip(paths, parse_all(paths, Limits(**limits)), strict=True):  # type: ignore[arg-type]
        try:
            found[path.stem] = result().id
        except SoOrderedError as error:
            found[path.stem] = error
    return found


def test_a_hostile_file_is_its_own_error_and_the_others_are_parsed(folder: Path, hostile: None) -> None:
    names = ("slow", "hungry", "abrupt", "faulty", "one", "two", "three")
    paths = [folder / f"{name}.txt" for name in names]
    for path in paths:
        path.write_text(ORDER.format(what=path.stem))
    found = outcomes(paths, seconds=3, children=2)
    assert [found[name] for name in ("one", "two", "three")] == ["one", "two", "three"]
    for name, kind, said in (
        ("slow", TooSlow, "3 seconds"), ("hungry", TooHungry, "memory"), ("abrupt", DamagedFile, "status 7"),
        ("faulty", SoOrderedError, "ZeroDivisionError"),
    ):  # fmt: skip
        error = found[name]
        assert isinstance(error, kind) and str(error).startswith(f"{name}.txt: ") and said in str(error), error


def test_a_pdf_that_draws_itself_without_end_takes_its_child_and_no_other(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(files.pdf(files.IN_ITSELF))
    (folder / "b.txt").write_text(ORDER.format(what="report"))
    found = outcomes(sorted(folder.iterdir()), seconds=60, megabytes=640, children=1)
    assert isinstance(found["a"], TooHungry | TooSlow | DamagedFile) and found["b"] == "b"


def test_cpu_time_ends_a_child_whose_parent_is_gone(folder: Path, hostile: None) -> None:
    (folder / "spinning.txt").write_text("words")
    child = guarded.Child(Limits(seconds=1))
    process = child.running()
    assert process.stdin is not None
    process.stdin.write(f'"{folder / "spinning.txt"}"\n'.encode())
    process.stdin.close()
    assert process.wait(30) < 0
    child.end()


def test_guarded_and_plain_parsing_agree(folder: Path) -> None:
    (folder / "a.pdf").write_bytes(pdf([Text(72, 700, "Roe v. Acme Corp."), Text(72, 640, "It is so ordered.")]))
    document = docx.Document()
    document.add_paragraph("The parties shall confer.")
    (folder / "b.docx").write_bytes(saved(document))
    (folder / "c.txt").write_text(ORDER.format(what="report"))
    (folder / "d.txt").write_text(" ")
    paths = sorted(folder.iterdir())
    results = list(parse_all(paths))
    assert [result() for result in results[:3]] == [parse(path) for path in paths[:3]]
    with pytest.raises(EmptyFile):
        results[3]()


def test_a_few_small_texts_start_no_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "c.txt").write_text(ORDER.format(what="report"))
    monkeypatch.setattr(guarded, "Child", None)
    [result] = parse_all([folder / "c.txt"])
    assert result().id == "c"


def test_a_caller_that_stops_early_leaves_no_process(folder: Path, hostile: None) -> None:
    paths = [folder / f"{name}.txt" for name in ("one", "slow", "two")]
    for path in paths:
        path.write_text(ORDER.format(what=path.stem))
    results = parse_all(paths, Limits(children=2))
    next(results)()
    start = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - start < 30
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("parsing")]


def test_a_build_goes_on_past_a_hostile_file(folder: Path, hostile: None, tmp_path: Path) -> None:
    for name in ("abrupt", "report"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    report = build(folder, tmp_path / "index", embedder=FakeEmbedder())
    assert report.new == ["report"] and report.errors[0].startswith("abrupt.txt: ")
