"""Runs a change of an index again and again, each time stopped one write later; `test_faults` and a person call it.

    PYTHONPATH=. python tests/faults.py kill|eio|enospc SCENARIO|all [STRIDE]

A step is whatever this process does to the index folder: a file opened for writing, linked, renamed, removed, an fsync,
a statement of SQLite, FAISS's or tantivy's writing. STRIDE 1 stops at each; n at each n-th. It prints one JSON
object: how many steps there were, at how many it stopped, and what was wrong afterwards.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from fakes import FakeEmbedder

from indexer import build as building
from indexer import disk
from indexer.errors import DiskFull, IndexFault, IndexNotFound
from indexer.model.chunk import chunks
from indexer.parse import parse
from indexer.repair import check as checking
from indexer.repair import repair as repairing
from indexer.store import generations, lexical, vectors
from indexer.store.catalogue import order_row
from indexer.store.handles import handles
from indexer.store.store import Store
from indexer.store.writer import facts_of

ORDER = """IN THE UNITED STATES DISTRICT COURT

Roe v. Acme Corp.

IT IS ORDERED that the parties shall file a {what} within fourteen days of this order.

Counsel shall confer by telephone. The {what} shall not exceed five pages.
"""
WORDS = ["parties", "letter", "petition", "memo", "brief", "report", "notice", "fourteen"]
# Exit codes of a child: the change was done before the step came; it was refused with a clear error.
DONE, REFUSED = 0, 7


class Steps:
    """Counts what is written below `root`, and does `fault` at step `stop`; None: counts only."""

    def __init__(self, root: Path, stop: int | None, fault: Callable[[str], None]):
        self.root, self.stop, self.fault = str(root), stop, fault
        self.count = 0
        self.on = False

    def step(self, what: str, kind: str) -> None:
        """kind: what sort of error is in place: "os", "sqlite", "native", or "remove", which a full disk allows."""
        if self.on:
            self.count += 1
            if self.count == self.stop:
                self.fault(kind)

    def audit(self, event: str, args: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            path, mode, flags = args
            # A file that is only read has no step; sqlite's and tantivy's own are not seen here.
            if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR) and self.inside(path):
                self.step(f"open {path}", "os")
        elif event in ("os.rename", "os.link", "os.mkdir", "os.truncate") and any(map(self.inside, args)):
            self.step(f"{event} {args[0]}", "os")
        elif event in ("os.remove", "os.rmdir") and self.inside(args[0]):
            self.step(f"{event} {args[0]}", "remove")

    def inside(self, path: object) -> bool:
        return isinstance(path, str | os.PathLike) and self.root in os.fspath(path)  # type: ignore[operator]

    def install(self) -> None:
        """From here on."""
        sys.addaudithook(self.audit)
        fsync, steps = os.fsync, self

        def counted(descriptor: int) -> None:
            steps.step("fsync", "os")

        os.fsync = counted
        assert disk.os.fsync is not fsync

        class Connection(sqlite3.Connection):
            def execute(self, *args: Any) -> sqlite3.Cursor:
                if not args[0].lstrip().upper().startswith(("SELECT", "PRAGMA")):
                    steps.step(args[0], "sqlite")
                return super().execute(*args)

            def executemany(self, *args: Any) -> sqlite3.Cursor:
                steps.step(args[0], "sqlite")
                return super().executemany(*args)

            def executescript(self, script: str) -> sqlite3.Cursor:
                steps.step(script, "sqlite")
                return super().executescript(script)

            def commit(self) -> None:
                steps.step("COMMIT", "sqlite")
                super().commit()
                steps.step("after COMMIT", "sqlite")

        connect = sqlite3.connect
        sqlite3.connect = lambda *args, **more: connect(*args, factory=Connection, **more)  # type: ignore[assignment]
        write = faiss.write_index

        def halves(index: Any, path: str) -> None:
            steps.step("faiss", "native")
            write(index, path)
            os.truncate(path, Path(path).stat().st_size // 2)
            write(index, path)

        faiss.write_index = halves
        add, commit = lexical.WordsWriter.add, lexical.WordsWriter.commit

        def added(self: Any, *args: Any) -> None:
            steps.step("tantivy adds", "native")
            add(self, *args)

        def committed(self: Any) -> None:
            steps.step("tantivy commits", "native")
            commit(self)
            steps.step("tantivy has committed", "native")

        lexical.WordsWriter.add, lexical.WordsWriter.commit = added, committed  # type: ignore[method-assign]


# --- the changes ----------------------------------------------------------------------------------------------------


def small_limits() -> None:
    """An index of a few passages is a large one: exact search ends at two passages."""
    vectors.EXACT = 2
    vectors.lists = lambda count: 2  # type: ignore[assignment]


def write(corpus: Path, **orders: str) -> None:
    corpus.mkdir(exist_ok=True)
    for name, what in orders.items():
        (corpus / f"{name}.txt").write_text(ORDER.format(what=what))


def built(root: Path) -> None:
    building.build(root / "corpus", root / "index", embedder=FakeEmbedder())


def begin_with_three(root: Path) -> None:
    """An index of three orders, and a folder in which one is new, one changed, one gone."""
    write(root / "corpus", letter="letter", report="report", brief="brief")
    built(root)
    write(root / "corpus", letter="petition", memo="memo")
    (root / "corpus" / "brief.txt").unlink()


class First:
    """The first build of all."""

    def begin(self, root: Path) -> None:
        write(root / "corpus", letter="letter", report="report")

    def change(self, root: Path) -> None:
        built(root)

    def again(self, root: Path) -> None:
        """What a person does after it was stopped."""
        self.change(root)


class Update(First):
    """One new, one changed, one gone."""

    def begin(self, root: Path) -> None:
        begin_with_three(root)


class Append(First):
    """The same beside the main part of a large index."""

    def begin(self, root: Path) -> None:
        small_limits()
        begin_with_three(root)

    def change(self, root: Path) -> None:
        small_limits()
        built(root)


class Again(Append):
    """What is added beside the main part once more."""

    def begin(self, root: Path) -> None:
        super().begin(root)
        built(root)
        write(root / "corpus", memo="notice", brief="brief")
        (root / "corpus" / "report.txt").unlink()


class Fold(Append):
    """What was added is folded into the main part."""

    def begin(self, root: Path) -> None:
        super().begin(root)
        built(root)
        write(root / "corpus", notice="notice")

    def change(self, root: Path) -> None:
        building.FOLD = 1
        super().change(root)


class Lasting(First):
    """A long build, committed order by order, that the next one goes on with."""

    def begin(self, root: Path) -> None:
        write(root / "corpus", letter="letter", report="report", brief="brief")

    def change(self, root: Path) -> None:
        building.TOGETHER = 1
        built(root)


class LastingUpdate(Lasting):
    """The same over an index that there is."""

    def begin(self, root: Path) -> None:
        begin_with_three(root)
        write(root / "corpus", notice="notice")


class Removed(First):
    """One order taken out."""

    def begin(self, root: Path) -> None:
        write(root / "corpus", letter="letter", report="report")
        built(root)
        (root / "corpus" / "report.txt").unlink()


class Repaired(First):
    """A repair of a damaged order, from its file."""

    def begin(self, root: Path) -> None:
        write(root / "corpus", letter="letter", report="report")
        built(root)
        flip(generations.current(root / "index") / generations.DATABASE, b"letter within")

    def change(self, root: Path) -> None:
        building.TOGETHER = 1
        repairing.repair(root / "index", root / "corpus", embedder=FakeEmbedder())

    def again(self, root: Path) -> None:
        self.change(root)
        built(root)


class Searchable(Repaired):
    """A repair of what is searched."""

    def begin(self, root: Path) -> None:
        write(root / "corpus", letter="letter", report="report")
        built(root)
        folder = generations.current(root / "index")
        flip(folder / generations.VECTORS)
        flip(folder / "words" / "meta.json")


SCENARIOS: dict[str, First] = {
    "first": First(), "update": Update(), "append": Append(), "again": Again(), "fold": Fold(), "lasting": Lasting(),
    "lasting-update": LastingUpdate(), "removed": Removed(), "repair": Repaired(), "repair-search": Searchable(),
}  # fmt: skip


def flip(file: Path, at: bytes | None = None) -> None:
    """Change one byte: the middle one, or the first of every place where `at` stands."""
    data = bytearray(file.read_bytes())
    places = [len(data) // 2] if at is None else [i for i in range(len(data)) if data[i : i + len(at)] == at]
    for place in places:
        data[place] ^= 1
    # As bit rot does it: the same file, the same size.
    with file.open("r+b") as target:
        target.write(data)


def model_at_hand(root: Path) -> None:
    """What stands for the exported model."""
    folder = root / "index" / "model" / FakeEmbedder.key
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "model.json").write_text(json.dumps({"key": FakeEmbedder.key, "files": {}}))


# --- what an index answers ------------------------------------------------------------------------------------------


def answers(index: Path) -> Any:
    """The orders and what searches find, in a form that doesn't depend on how the index came to be."""
    try:
        store = Store.open(index)
    except IndexNotFound:
        return None
    with store:
        orders = {row.id: (row.sha256, store.order(row.id).text, row.case_name) for row in store.orders()}
        sentences = {name: np.round(store.sentence_vectors(name), 2).tolist() for name in orders}

        def places(hits: list[tuple[int, float]], digits: int) -> Any:
            rows = store.passages([number for number, _ in hits])
            return sorted((round(score, digits), rows[number].order, rows[number].span.start) for number, score in hits)

        near = [places(store.dense(FakeEmbedder().encode([word])[0], 100), 2) for word in WORDS]
        # The weight of a word depends on entries that are gone but not yet merged away: only what is found counts.
        said = [sorted(place[1:] for place in places(store.lexical([word], 100), 2)) for word in WORDS]
        opening = [sorted(name for name, _ in store.opening([word], 100)) for word in WORDS]
        return json.loads(json.dumps([orders, sentences, near, said, opening, store.count(), store.passage_count()]))


def wrong_after(root: Path, before: Any, after: Any, must_be_old: bool) -> str | None:
    """What is not as it should be after a change was stopped; None where all is."""
    index = root / "index"
    now = before if isinstance(before, str) else answers(index)
    if now not in ((before,) if must_be_old else (before, after)):
        return "the index has neither the old nor the new orders"
    if now is not None and not isinstance(before, str):
        damage = [one for one in checking.check(index).damage if one.kind != "model"]
        return f"check: {damage[0]}" if damage else None
    return None


def wrong_in_the_end(root: Path, after: Any) -> str | None:
    """What is not as it should be once the change is done again."""
    index = root / "index"
    if answers(index) != after:
        return "the next build does not give the new index"
    model_at_hand(root)
    found = checking.check(index)
    if found.damage or found.notes:
        return f"check after the next build: {[*found.damage, *found.notes][0]}"
    strays = {entry.name for entry in index.iterdir()} - {"CURRENT", "LOCK", "model", generations.current(index).name}
    return f"left behind: {sorted(strays)}" if strays else None


# --- children -------------------------------------------------------------------------------------------------------


def kill(kind: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing(code: int) -> Callable[[str], None]:
    """A write fails with that errno, in the way that each library says so."""

    def fail(kind: str) -> None:
        words = os.strerror(code)
        if kind == "sqlite":
            raise sqlite3.OperationalError("database or disk is full" if code == errno.ENOSPC else "disk I/O error")
        if kind == "native":
            raise RuntimeError(f"write error in the index: {words}")
        if kind == "os":
            raise OSError(code, words)

    return fail


FAULTS: dict[str, Callable[[str], None]] = {"kill": kill, "eio": failing(errno.EIO), "enospc": failing(errno.ENOSPC)}


def child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Do something in a process of its own; its exit status (negative: the signal) and what it gave."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        status = 99
        try:
            given = work()
            with os.fdopen(writing, "w") as out:
                json.dump(given, out)
            status = DONE
        except IndexFault as error:
            with os.fdopen(writing, "w") as out:
                json.dump([type(error).__name__, str(error)], out)
            status = REFUSED
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading) as source:
        text = source.read()
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), json.loads(text) if text else None


def stopped(scenario: First, root: Path, stop: int | None, fault: Callable[[str], None]) -> int:
    """The change with a fault at that step; how many steps there were."""
    steps = Steps(root / "index", stop, fault)
    steps.install()
    steps.on = True
    scenario.change(root)
    steps.on = False
    return steps.count


def sweep(kind: str, name: str, stride: int) -> dict[str, Any]:
    """Stop at step after step; see the module."""
    scenario, fault = SCENARIOS[name], FAULTS[kind]
    wrong: list[str] = []
    tried = 0
    # Where there is one, a folder in memory, as only the order of the writes counts.
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        base, root = Path(folder) / "base", Path(folder) / "root"
        base.mkdir()

        def fresh() -> None:
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(base, root)

        def prepare() -> Any:
            scenario.begin(base)
            if (base / "index").exists():
                model_at_hand(base)
            damaged = isinstance(scenario, Repaired)
            return "damaged" if damaged else answers(base / "index")

        status, before = child(prepare)
        assert status == DONE, "the scenario cannot begin"
        fresh()
        status, count = child(lambda: stopped(scenario, root, None, fault))
        assert status == DONE and count, "the scenario cannot be done"
        status, after = child(lambda: answers(root / "index"))
        # The first offset varies, so that other strides meet other steps.
        for stop in range(1 + random.Random(stride).randrange(min(stride, count)), count + 1, stride):
            fresh()
            tried += 1
            status, said = child(lambda stop=stop: stopped(scenario, root, stop, fault))
            if kind == "kill" and status != -signal.SIGKILL:
                wrong.append(f"step {stop}: was not killed ({status})")
            elif kind != "kill" and status not in (DONE, REFUSED):
                wrong.append(f"step {stop}: ended with {status}")
            elif status == REFUSED and kind == "enospc" and said[0] != DiskFull.__name__:
                wrong.append(f"step {stop}: {said}")
            drafts = [] if kind == "kill" else [
                draft for draft in (root / "index").glob(".draft-*") if not (draft / generations.RESUME).exists()
            ]  # fmt: skip
            if drafts:
                wrong.append(f"step {stop}: {drafts[0].name} is left")
            for look in (
                lambda: wrong_after(root, before, after, False),
                lambda: scenario.again(root),
                lambda: wrong_in_the_end(root, after),
            ):
                status, found = child(look)
                if status != DONE or found:
                    wrong.append(f"step {stop}: {found or status}")
                    break
    return {"steps": count, "tried": tried, "wrong": wrong}


def ready() -> None:
    """Load what children would load each for itself."""
    import tantivy

    assert tantivy
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), letter="letter")
        order = parse(Path(folder) / "letter.txt")
        chunks(order)
        handles(order_row(facts_of(order)))


def main(arguments: list[str]) -> int:
    kind, name, *stride = arguments
    ready()
    found = {one: sweep(kind, one, int(stride[0]) if stride else 1) for one in (SCENARIOS if name == "all" else [name])}
    print(json.dumps(found, indent=1))
    return 1 if any(one["wrong"] for one in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
