"""Orders saved from a damaged database or matrix: what is sound as it is, the rest from the orders' files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from indexer.build import TOGETHER, FileReading, Orders, Report, embed_into, fingerprint
from indexer.corpus import Corpus, CorpusFile, survey
from indexer.errors import IndexFault
from indexer.model.chunk import chunks
from indexer.model.weights import Weights
from indexer.orders import Order
from indexer.store import generations
from indexer.store.generations import ADDED, MAIN, PARTS, SCHEMA, Manifest
from indexer.store.remains import Remains, opened
from indexer.store.tables import counter
from indexer.store.vectors import Matrix
from indexer.store.writer import Writer, writing


@dataclass(slots=True)
class Plan:
    """Where each order comes from. sound: id → part and number, where what the index has of it can be read; damaged:
    ids of the others; nameless: how many orders there were whose id cannot be read. complete: whether these are all.
    """

    sound: dict[str, tuple[str, int]] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)
    nameless: int = 0
    complete: bool = True


class Salvage:
    """One repair of the orders. Use it under `generations.write_lock`.

    done, lost, left: as in `indexer.repair.repair.Repair`."""

    def __init__(self, index: Path, corpus: Path | None, weights: Weights, reading: FileReading, give_up: bool):
        self.index, self.weights, self.reading, self.give_up = index, weights, reading, give_up
        self.files = Corpus() if corpus is None else survey(corpus)
        self.at_hand = corpus is not None
        self.done: list[str] = []
        self.lost: list[str] = []
        self.left: list[str] = []
        self.remains: dict[str, Remains] = {}

    def run(self) -> None:
        """Save what can be saved, and publish it, unless orders would be lost that are not to be given up."""
        folder, manifest = newest(self.index)
        known = manifest.embedder if manifest is not None else self.weights.key
        if known != self.weights.key:
            self.left.append(
                f"the index was made with another model ({manifest and manifest.model}): name it with --model, or "
                "build the index anew with so-ordered index"
            )
            return
        with ExitStack() as stack:
            plan = self.plan(folder, manifest, stack)
            self.write(plan, manifest)

    # --- what there is ------------------------------------------------------------------------------------------

    def plan(self, folder: Path | None, manifest: Manifest | None, stack: ExitStack) -> Plan:
        """Look at what every part has of every order."""
        plan = Plan()
        if folder is None:
            plan.complete = False
            return plan
        dimension = manifest.dimension if manifest is not None else 0
        parts = [part for part in (MAIN, ADDED) if (folder / PARTS[part][0]).is_file()]
        if MAIN not in parts or manifest is not None and set(manifest.parts) - set(parts):
            plan.complete = False
        dropped: set[int] = set()
        offset = 1
        for part in parts:
            database_file, matrix_file, _ = (folder / file for file in PARTS[part])
            database = stack.enter_context(closing(opened(database_file)))
            matrix = Matrix(matrix_file, dimension, offset) if dimension and matrix_file.is_file() else None
            self.remains[part] = Remains(database, matrix)
            self.remains[part].complete = is_whole(database)
            with suppress(sqlite3.Error, TypeError):
                offset = counter(database, "passage") + 1
            if part == ADDED:
                with suppress(sqlite3.Error):
                    dropped = {number for (number,) in database.execute("SELECT number FROM dropped")}
        for part in reversed(parts):
            remains = self.remains[part]
            for number in remains.numbers():
                if part == MAIN and number in dropped:
                    continue
                self.place(plan, remains, part, number)
            plan.complete = plan.complete and remains.complete
        plan.damaged -= set(plan.sound)
        return plan

    def place(self, plan: Plan, remains: Remains, part: str, number: int) -> None:
        """Put one order into the plan. What was added stands for what the main part has under its id."""
        order = remains.held(number).order()
        row = remains.one("SELECT id FROM orders WHERE number = ?", number)
        if order is not None:
            if order.id not in plan.sound and order.id not in plan.damaged:
                plan.sound[order.id] = (part, number)
        elif row is not None and isinstance(row[0], str):
            plan.damaged.add(row[0])
        elif remains.complete:
            plan.nameless += 1

    # --- what becomes of it -------------------------------------------------------------------------------------

    def write(self, plan: Plan, manifest: Manifest | None) -> None:
        """Write the next generation and publish it."""
        files = {file.id: file for file in self.files.files}
        wanted = plan.damaged & set(files)
        if not plan.complete:
            # Nobody can say which orders there were: what the folder has and could not be saved belongs to them.
            # What was saved may be of before, so the file decides.
            wanted |= {
                file.id for file in files.values()
                if file.id not in plan.sound or file.sha256 not in (None, self.sha256(plan.sound[file.id]))
            }  # fmt: skip
        missing = sorted(plan.damaged - wanted)
        if self.stays(missing, plan):
            return
        same = manifest is not None and manifest.made_by == fingerprint()
        made_by = fingerprint() if same or manifest is None or not plan.sound else manifest.made_by
        embedder = self.weights.loaded(sum(file.size for file in files.values() if file.id in wanted))
        following = Manifest(SCHEMA, self.weights.key, embedder.name, embedder.dimension, made_by, {})
        kept = [(*place, id_) for id_, place in plan.sound.items() if id_ not in wanted]
        report = Report()
        with writing(self.index, following, "repair", lasting=True) as writer:
            begun = writer.orders()
            for stale in set(begun) - wanted - {id_ for *_, id_ in kept}:
                writer.remove(stale)
            # In the order in which they were added, the main part's first.
            kept.sort(key=lambda place: (place[0] != MAIN, place[1]))
            self.keep(writer, [place for place in kept if place[2] not in begun], reuse=same)
            self.read(writer, [files[id_] for id_ in sorted(wanted) if begun.get(id_) != files[id_].sha256], report)
            failed = sorted((plan.damaged | set(plan.sound)) & wanted - set(writer.orders()))
            if failed and self.stays(failed, plan, report.errors):
                return
            writer.publish()
        self.told(plan, wanted, missing + failed, report)

    def keep(self, writer: Writer, places: list[tuple[str, int, str]], reuse: bool) -> None:
        """Write orders that are sound, with those of their vectors that are. reuse: whether they are cut as now."""
        dimension = writer.manifest.dimension
        for start in range(0, len(places), TOGETHER):
            again: list[Order] = []
            for place, (part, number, id_) in enumerate(places[start : start + TOGETHER], start):
                if self.reading.progress:
                    self.reading.progress(place, len(places), id_)
                held = self.remains[part].held(number)
                order = held.order()
                if order is None:
                    raise IndexFault(f"order {id_} could be read before and not any more: the disk may be failing")
                cut = chunks(order, self.weights.count)
                rows, sentences = as_rows(held.passages, dimension), as_rows(held.sentences, dimension)
                if reuse and rows is not None and sentences is not None and len(rows) == len(cut):
                    writer.add(order, cut, rows, sentences)
                else:
                    again.append(order)
            if again:
                embed_into(writer, again, self.weights.loaded(0), self.weights.count)
            writer.commit()

    def read(self, writer: Writer, files: list[CorpusFile], report: Report) -> None:
        """Write the orders that are in these files."""
        parsed = Orders(report, self.reading).of(files, ())
        while some := list(islice(parsed, TOGETHER)):
            embed_into(writer, some, self.weights.loaded(0), self.weights.count)
            writer.commit()

    def sha256(self, place: tuple[str, int]) -> str | None:
        """Of the file that an order was read from."""
        order = self.remains[place[0]].held(place[1]).order()
        return None if order is None else order.sha256

    # --- what is said of it -------------------------------------------------------------------------------------

    def stays(self, ids: list[str], plan: Plan, errors: list[str] | None = None) -> bool:
        """Whether all is left as it is, as orders would be lost; says which."""
        nothing = not plan.sound and not self.at_hand
        unknown = not plan.complete and not self.at_hand
        if not nothing and (self.give_up or not (ids or plan.nameless or unknown)):
            return False
        self.left += errors or []
        self.left += [f"order {id_} is damaged, and its file is not at hand" for id_ in ids]
        if plan.nameless:
            self.left.append(f"{plan.nameless} damaged orders whose names cannot be read")
        if unknown:
            self.left.append("the list of orders cannot be read to its end")
        if nothing:
            self.left.append("nothing of the orders can be read from the index")
        self.left.append(
            "the index is as it was: name the folder with the orders' files, so-ordered check --repair --corpus FOLDER"
            + ("" if nothing else " (orders that are not in it either are then given up)")
        )
        return True

    def told(self, plan: Plan, wanted: set[str], lost: list[str], report: Report) -> None:
        anew = sorted({*report.new, *report.changed})
        kept = len(set(plan.sound) - wanted)
        self.done.append(f"{kept:,} {'order was' if kept == 1 else 'orders were'} taken over from the damaged index")
        self.done += [f"order {id_} was read again from its file" for id_ in anew]
        if not plan.complete and self.at_hand:
            self.done += [
                f"order {id_} was kept, though its file is not in the folder; so-ordered index takes it out"
                for id_ in sorted(set(plan.sound) - self.files.ids)
            ]
        self.lost += report.errors
        self.lost += [f"order {id_} is lost: its file is not in the folder or cannot be read" for id_ in lost]
        if plan.nameless:
            self.lost.append(f"{plan.nameless} orders whose names cannot be read are lost, save those in the folder")
        if not plan.complete:
            self.done.append("the list of orders was cut short: so-ordered orders shows what there is now")


def newest(index: Path) -> tuple[Path | None, Manifest | None]:
    """The current generation or, where nobody can say which it is, the newest, with what its manifest says, sound or
    not; None for what there isn't."""
    folder = None
    with suppress(IndexFault):
        folder = generations.current(index)
    if folder is None or not folder.is_dir():
        folder = next(reversed(generations.generations(index)), None)
    return folder, None if folder is None else parsed_manifest(folder)


def parsed_manifest(folder: Path) -> Manifest | None:
    """What a generation's manifest says, sound or not; None where it says nothing that can be understood."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        manifest = generations.manifest_of(json.loads((folder / generations.MANIFEST).read_bytes()))
        if manifest.schema == SCHEMA and isinstance(manifest.dimension, int) and manifest.dimension > 0:
            return manifest
    return None


def is_whole(database: sqlite3.Connection) -> bool:
    """Whether SQLite finds nothing wrong."""
    try:
        return bool(database.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)])
    except (sqlite3.Error, UnicodeError):
        return False


def as_rows(data: bytes | None, dimension: int) -> np.ndarray | None:
    """Vectors as they were stored; None where they are damaged or of another length."""
    if data is None or len(data) % (2 * dimension):
        return None
    return np.frombuffer(data, np.float16).reshape(-1, dimension)
