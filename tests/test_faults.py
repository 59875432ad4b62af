"""A change of the index that is killed, or whose write fails, at any step leaves the old index or the new one."""

from __future__ import annotations

import errno
import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import faults
import pytest
from fakes import ROOT, FakeEmbedder

from indexer import build as building
from indexer import disk
from indexer.build import build
from indexer.errors import IndexBusy
from indexer.model import export as exporting
from indexer.repair.check import check
from indexer.store import generations
from indexer.store.store import Store

# Every so-many-th step is tried; SO_ORDERED_EVERY_STEP=1 tries each, which takes half an hour.
STRIDES = dict.fromkeys(faults.FAULTS, 1) if os.environ.get("SO_ORDERED_EVERY_STEP") else {
    "kill": 53, "eio": 97, "enospc": 101,
}  # fmt: skip


@pytest.mark.parametrize("kind", STRIDES)
def test_a_fault_at_any_step_leaves_the_old_index_or_the_new_one(kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "tests/faults.py", kind, "all", str(STRIDES[kind])], capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert {name: one["wrong"] for name, one in found.items() if one["wrong"]} == {}, done.stderr
    assert set(found) == set(faults.SCENARIOS) and all(one["tried"] for one in found.values())
    assert done.returncode == 0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of three orders and an index of them."""
    faults.write(tmp_path / "corpus", letter="letter", report="report", brief="brief")
    faults.built(tmp_path)
    faults.model_at_hand(tmp_path)
    return tmp_path


@pytest.mark.parametrize("most", [2_000, 30_000, 75_000])
def test_a_write_that_the_system_refuses_is_said_and_the_old_index_answers(most: int, root: Path) -> None:
    before = faults.answers(root / "index")
    faults.write(root / "corpus", memo="memo", notice="notice")

    def limited() -> None:
        # What writes beyond it is told EFBIG, nearly as a full disk would say; the signal would end the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

    done = subprocess.run(
        [sys.executable, "-c", "import sys, pathlib, faults; faults.built(pathlib.Path(sys.argv[1]))", str(root)],
        capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
        preexec_fn=limited,
    )  # fmt: skip
    # SQLite doesn't tell EFBIG from another fault.
    said = done.stderr.splitlines()[-1]
    assert "DiskFull: no room on the disk" in said or "IndexFault: cannot write the index" in said
    assert faults.answers(root / "index") == before and not list((root / "index").glob(".draft-*"))


# --- a power cut ----------------------------------------------------------------------------------------------------


class Synced:
    """What was put on the disk, and when: inode → its time of change then; and the moves of names."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.files: dict[int, int] = {}
        self.said: list[tuple[str, str]] = []
        fsync, rename, replace = os.fsync, Path.rename, Path.replace

        def synced(descriptor: int) -> None:
            fsync(descriptor)
            facts = os.fstat(descriptor)
            self.files[facts.st_ino] = facts.st_mtime_ns
            self.said.append(("sync", str(Path(f"/proc/self/fd/{descriptor}").readlink())))

        def moving(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
            def moved(path: Path, target: Path) -> Path:
                if Path(target).name == "CURRENT":
                    self.whole(path.parent / path.read_text().split()[0])
                    self.holds(path)
                elif Path(target).name.startswith("gen-"):
                    self.whole(path)
                self.said.append(("move", str(target)))
                return move(path, target)

            return moved

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "rename", moving(rename))
        monkeypatch.setattr(Path, "replace", moving(replace))

    def holds(self, path: Path) -> None:
        """What this file or folder is now is on the disk."""
        facts = path.stat()
        assert self.files.get(facts.st_ino) == facts.st_mtime_ns, f"{path} is named before it is on the disk"

    def whole(self, folder: Path) -> None:
        for path in (folder, *folder.rglob("*")):
            self.holds(path)

    def follow(self, *wanted: tuple[str, Path]) -> None:
        """These come in this order."""
        rest = iter(self.said)
        for kind, path in wanted:
            assert (kind, str(path)) in rest, f"{kind} {path} is missing among {self.said}"


@pytest.mark.parametrize("large", [False, True])
def test_all_of_a_generation_is_on_the_disk_before_it_is_named(
    large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = Synced(monkeypatch)
    if large:
        for name in ("EXACT", "lists"):
            monkeypatch.setattr(f"indexer.store.vectors.{name}", getattr(building.vectors, name))
        faults.small_limits()
    faults.write(tmp_path / "corpus", letter="letter", report="report", brief="brief")
    index = tmp_path / "deep" / "index"
    for number, change in enumerate(({}, {"letter": "petition"}, {"memo": "memo"}), 1):
        faults.write(tmp_path / "corpus", **change)
        synced.said.clear()
        build(tmp_path / "corpus", index, embedder=FakeEmbedder())
        final = index / f"gen-{number:06d}"
        made = [("sync", tmp_path), ("sync", tmp_path / "deep")] if number == 1 else []
        synced.follow(
            *made, ("move", final), ("sync", index), ("sync", index / ".CURRENT.new"),
            ("move", index / "CURRENT"), ("sync", index),
        )  # fmt: skip
    assert (len(generations.read_manifest(index)[1].parts) == 2) == large


def test_an_exported_model_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = Synced(monkeypatch)
    made = tmp_path / ".export-1"
    made.mkdir()
    for name in ("model.onnx", "model.json"):
        (made / name).write_text(name)
    exporting.appear(made, tmp_path / "key")
    synced.whole(tmp_path / "key")
    synced.follow(("sync", made / "model.json"), ("sync", made), ("move", tmp_path / "key"), ("sync", tmp_path))


# --- what is damaged is not built upon ------------------------------------------------------------------------------


def large_index(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have an index with an order beside its main part."""
    for name in ("EXACT", "lists"):
        monkeypatch.setattr(f"indexer.store.vectors.{name}", getattr(building.vectors, name))
    faults.small_limits()
    build(root / "corpus", root / "index", embedder=FakeEmbedder(), anew=True)
    faults.write(root / "corpus", memo="memo")
    faults.built(root)


def test_damage_in_what_is_linked_stays_visible_and_is_not_folded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large_index(root, monkeypatch)
    faults.flip(generations.current(root / "index") / generations.MATRIX)
    faults.write(root / "corpus", notice="notice")
    assert build(root / "corpus", root / "index", embedder=FakeEmbedder()).rebuilt is None
    assert [one.file for one in check(root / "index").damage if one.order is None] == ["gen-000004/vectors.f16"]
    monkeypatch.setattr(building, "FOLD", 1)
    faults.write(root / "corpus", motion="motion")
    report = build(root / "corpus", root / "index", embedder=FakeEmbedder())
    assert "vectors.f16" in (report.rebuilt or "") and not check(root / "index").damage


@pytest.mark.parametrize("kind", ["fast", "idx", "term", "store", "fieldnorm"])
def test_damaged_words_are_not_merged_into_sound_ones(
    kind: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large_index(root, monkeypatch)
    words = generations.current(root / "index") / "words"
    faults.flip(max(words.glob(f"*.{kind}"), key=lambda file: file.stat().st_mtime_ns))
    for number in range(10):
        faults.write(root / "corpus", **{f"order{number}": "order"})
        report = build(root / "corpus", root / "index", embedder=FakeEmbedder())
        damaged = bool(check(root / "index").damage)
        assert damaged != bool(report.rebuilt), "it is found by the check, or all was made anew"
        if report.rebuilt:
            break
    assert f".{kind}" in (report.rebuilt or "")


def test_a_copy_where_the_disk_has_no_links_is_checked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large_index(root, monkeypatch)

    def refused(*names: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(disk.os, "link", refused)
    faults.write(root / "corpus", notice="notice")
    assert build(root / "corpus", root / "index", embedder=FakeEmbedder()).rebuilt is None
    assert not check(root / "index").damage
    faults.flip(generations.current(root / "index") / generations.MATRIX)
    faults.write(root / "corpus", motion="motion")
    assert "vectors.f16" in (build(root / "corpus", root / "index", embedder=FakeEmbedder()).rebuilt or "")


@pytest.mark.parametrize("damaged", [False, True])
def test_a_draft_that_is_not_as_it_was_written_is_not_gone_on_with(
    damaged: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "TOGETHER", 1)
    encode, calls = FakeEmbedder.encode, []

    def interrupted(self: FakeEmbedder, texts: list[str]) -> object:
        calls.append(texts)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return encode(self, texts)

    faults.write(root / "corpus", letter="petition", memo="memo", notice="notice")
    monkeypatch.setattr(FakeEmbedder, "encode", interrupted)
    with pytest.raises(KeyboardInterrupt):
        faults.built(root)
    monkeypatch.setattr(FakeEmbedder, "encode", encode)
    [draft] = (root / "index").glob(".draft-*")
    if damaged:
        faults.flip(draft / generations.DATABASE, b"petition within")
    seen: list[str] = []
    build(root / "corpus", root / "index", embedder=FakeEmbedder(), progress=lambda *step: seen.append(step[2]))
    assert ("letter" in seen) == damaged, "an order that was committed is read again only where it is damaged"
    assert not check(root / "index").damage


# --- two writers ----------------------------------------------------------------------------------------------------


def test_the_second_writer_waits_as_long_as_it_is_told_to(root: Path) -> None:
    begun, over = threading.Event(), threading.Event()

    def first() -> None:
        with generations.write_lock(root / "index"):
            begun.set()
            over.wait(20)

    thread = threading.Thread(target=first)
    thread.start()
    assert begun.wait(20)
    faults.write(root / "corpus", memo="memo")
    with pytest.raises(IndexBusy, match="another process.*--wait"):
        build(root / "corpus", root / "index", embedder=FakeEmbedder(), patience=0.1)
    threading.Timer(0.3, over.set).start()
    report = build(root / "corpus", root / "index", embedder=FakeEmbedder(), patience=20)
    thread.join()
    assert report.new == ["memo"]


def test_a_writer_that_was_killed_leaves_no_lock(root: Path) -> None:
    hold = (
        "import pathlib, sys, time; from indexer.store import generations\n"
        "with generations.write_lock(pathlib.Path(sys.argv[1])):\n    print(1, flush=True)\n    time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(root / "index")], stdout=subprocess.PIPE, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as other:  # fmt: skip
        assert other.stdout is not None and other.stdout.readline()
        with pytest.raises(IndexBusy):
            faults.built(root)
        other.kill()
    faults.built(root)
    with Store.open(root / "index") as store:
        assert store.count() == 3
