"""The orders of a damaged index, read again from their files."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from indexer.build import FileReading, brought_up
from indexer.corpus import survey
from indexer.errors import IndexFault
from indexer.model.weights import Weights
from indexer.store import generations
from indexer.store.generations import PARTS, SCHEMA, Manifest
from indexer.store.remains import connected


class Rebuild:
    """One repair of the orders. Use it under `generations.write_lock`.

    done, lost, left: as in `indexer.repair.repair.Repair`."""

    def __init__(self, index: Path, corpus: Path | None, weights: Weights, reading: FileReading, give_up: bool):
        self.index, self.corpus, self.weights, self.reading, self.give_up = index, corpus, weights, reading, give_up
        self.done: list[str] = []
        self.lost: list[str] = []
        self.left: list[str] = []

    def run(self) -> None:
        """Build the index from the orders' files, unless orders would be lost that are not to be given up."""
        folder, manifest = newest(self.index)
        if manifest is not None and manifest.embedder != self.weights.key:
            self.left.append(
                f"the index was made with another model ({manifest.model}): name it with --model, or build the index "
                "anew with so-ordered index"
            )
            return
        if self.corpus is None:
            self.left.append(
                "the index is as it was: name the folder with the orders' files, so-ordered check --repair "
                "--corpus FOLDER"
            )
            return
        files = survey(self.corpus)
        missing = sorted((ids(folder) if folder is not None else set()) - files.ids)
        if missing and not self.give_up:
            self.left += [f"order {id_} would be lost: its file is not in the folder" for id_ in missing]
            self.left.append(
                "the index is as it was: put these files back, or name the folder, so-ordered check --repair "
                "--corpus FOLDER (orders that are not in it are then given up)"
            )
            return
        report = brought_up(self.index, files, self.weights, "it is damaged", self.reading)
        read = sorted({*report.new, *report.changed})
        orders = "order was" if len(read) == 1 else "orders were"
        self.done.append(f"{len(read):,} {orders} read again from their files")
        self.lost += report.errors
        self.lost += [f"order {id_} is lost: its file is not in the folder" for id_ in missing]


def ids(folder: Path) -> set[str]:
    """Of the orders that a generation names, as far as its list can be read."""
    found: set[str] = set()
    dropped: set[int] = set()
    for database_file, *_ in reversed(PARTS.values()):
        if not (folder / database_file).is_file():
            continue
        with suppress(sqlite3.Error, UnicodeError), closing(connected(folder / database_file)) as database:
            rows = database.execute("SELECT number, id FROM orders").fetchall()
            found |= {str(id_) for number, id_ in rows if number not in dropped}
            dropped = {number for (number,) in database.execute("SELECT number FROM dropped")}
    return found


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
