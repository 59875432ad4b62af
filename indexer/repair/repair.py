"""A damaged index made sound: what is searched from the orders, the orders from their files.

The repaired index is the next generation, published in one step; the damaged one is as it was until then.
"""

from __future__ import annotations

import math
import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.build import FileReading, Parse, Progress, parsing
from indexer.disk import disk_errors
from indexer.errors import DiskFull, IndexFault, IndexNotFound
from indexer.model.embed import Embedder
from indexer.model.export import exported
from indexer.model.files import model_name
from indexer.model.weights import Weights
from indexer.repair.check import check
from indexer.repair.damage import Findings, Tell, quiet
from indexer.repair.rebuild import Rebuild, parsed_manifest
from indexer.store import generations, vectors
from indexer.store.generations import ADDED, MAIN, PARTS, Manifest
from indexer.store.lexical import OPENINGS, PASSAGES, WordsWriter
from indexer.store.remains import connected
from indexer.store.searchable import put_openings, put_passages
from indexer.store.tables import counter
from indexer.store.vectors import Matrix

if TYPE_CHECKING:
    from indexer.guarded import Limits


@dataclass(slots=True)
class Repair:
    """What was found and what became of it. done: what was made anew; lost: what is not in the index any more; left:
    what is as damaged as it was, with what would help."""

    findings: Findings
    done: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def repair(
    index: Path, corpus: Path | None = None, *, give_up: bool = False, tell: Tell = quiet,
    embedder: str | Embedder | None = None, model: str | Path | None = None, progress: Progress | None = None,
    parse: Parse | None = None, limits: Limits | None = None, patience: float = 0.0,
) -> Repair:  # fmt: skip
    """Check the index and mend what is damaged.

    corpus: the orders' files, read only where what the index has of the orders is damaged. give_up: publish also where
    files of orders are gone; without it, the index stays as it is and `Repair.left` names them. The others as in
    `build`, and so is what it raises.
    """
    with generations.write_lock(index, patience):
        try:
            findings = check(index, tell, locked=True)
        except IndexNotFound:
            if not generations.generations(index):
                raise
            findings = Findings()
            findings.add("pointer", "CURRENT", "is missing")
        outcome = Repair(findings)
        if "pointer" in findings.kinds and pointed(index):
            outcome.done.append("CURRENT names the newest whole generation again")
            findings = check(index, tell, locked=True)
        kinds = findings.kinds
        if not kinds:
            return outcome
        if kinds == {"search"}:
            outcome.done += search(index, findings, tell)
            return outcome
        weights = Weights(index, embedder, model)
        if "model" in kinds:
            export(index, weights, outcome)
        if {"pointer", "orders"} & kinds:
            rebuild = Rebuild(index, corpus, weights, FileReading(parsing(parse, limits), progress), give_up)
            rebuild.run()
            outcome.done += rebuild.done
            outcome.lost += rebuild.lost
            outcome.left += rebuild.left
        elif "search" in kinds:
            outcome.done += search(index, findings, tell)
    return outcome


def pointed(index: Path) -> bool:
    """Have CURRENT name the newest generation that is whole, by its own manifest; False where there is none."""
    for folder in reversed(generations.generations(index)):
        manifest = parsed_manifest(folder)
        if manifest is None or manifest.schema != generations.SCHEMA:
            continue
        with suppress(IndexFault):
            generations.sound(folder, manifest, manifest.files, most=math.inf)
            with disk_errors(index):
                generations.point(index, folder, (folder / generations.MANIFEST).read_bytes())
            return True
    return False


def export(index: Path, weights: Weights, outcome: Repair) -> None:
    """Make the exported model anew from the model itself."""
    wanted = ""
    with suppress(IndexFault):
        wanted = generations.signed_manifest(index)[1].embedder
    if weights.path is None or wanted not in ("", weights.key):
        outcome.left.append(
            "the exported model belongs to another model than the one at hand: name it with --model, or build the "
            "index anew with so-ordered index"
        )
        return
    with disk_errors(index):
        exported(weights.path, index / "model")
    outcome.done.append(f"the exported model was made anew from {model_name(weights.path)}")


def search(index: Path, findings: Findings, tell: Tell) -> list[str]:
    """Make what is searched anew from the orders; what was made."""
    folder, manifest = generations.signed_manifest(index)
    damaged = {one.file.removeprefix(f"{folder.name}/") for one in findings.damage if one.kind == "search"}
    words = [name for name in (PASSAGES, OPENINGS) if any(one.split("/")[0] == name for one in damaged)]
    kept = [name for name in manifest.files if name not in damaged and name.split("/")[0] not in words]
    with disk_errors(index):
        draft = generations.draft(index, (), kept)
        try:
            made = []
            for part in manifest.parts:
                if PARTS[part][2] in damaged:
                    tell(f"making {PARTS[part][2]}", 0, 1)
                    by_meaning(draft, manifest, part)
                    made.append(PARTS[part][2])
            for name in words:
                tell(f"making {name}", 0, 1)
                by_words(draft, manifest, name)
                made.append(name)
            generations.publish(index, draft, manifest)
        except (RuntimeError, ValueError) as error:
            if shutil.disk_usage(index).free < 1 << 20 or "no space" in str(error).lower():
                raise DiskFull(f"no room on the disk to write {index}; the old index is as it was") from error
            raise IndexFault(f"cannot write the index at {index}: {error}") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return [f"{name} was made anew from the orders" for name in made]


def by_meaning(draft: Path, manifest: Manifest, part: str) -> None:
    """Write the FAISS index of a part."""
    import faiss

    offset = 1
    if part == ADDED:
        with closing(connected(draft / PARTS[MAIN][0])) as main:
            offset = counter(main, "passage") + 1
    database_file, matrix_file, vectors_file = (draft / file for file in PARTS[part])
    with closing(connected(database_file)) as database:
        numbers = [number for (number,) in database.execute("SELECT number FROM passages ORDER BY number")]
    matrix = Matrix(matrix_file, manifest.dimension, offset)
    made = vectors.brought_up(None, matrix, np.array(numbers, np.int64), np.zeros(0, np.int64))
    faiss.write_index(made, str(vectors_file))


def by_words(draft: Path, manifest: Manifest, name: str) -> None:
    """Write a search by words of all parts."""
    words = WordsWriter(draft / name)
    put = put_passages if name == PASSAGES else put_openings
    dropped: set[int] = set()
    for part in reversed(manifest.parts):
        with closing(connected(draft / PARTS[part][0])) as database:
            put(database, words, without=dropped if part == MAIN else set())
            dropped = {number for (number,) in database.execute("SELECT number FROM dropped")}
    words.commit()
