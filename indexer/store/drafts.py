"""What a draft of the next generation begins with, and whether one that was left can be gone on with."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Literal

from indexer.errors import IndexFault
from indexer.store import generations
from indexer.store.generations import ADDED, MAIN, PARTS, RESUME, Manifest
from indexer.store.lexical import OPENINGS, PASSAGES
from indexer.store.remains import Remains
from indexer.store.tables import counter
from indexer.store.vectors import Matrix

# anew, repair: from nothing. copy: the whole main part, with what was added folded into it. append: beside the main
# part.
Mode = Literal["anew", "repair", "copy", "append"]


def begun(index: Path, mode: Mode) -> Path:
    """A new draft with what its kind begins with."""
    if mode in ("anew", "repair"):
        return generations.draft(index)
    _, manifest = generations.read_manifest(index)
    words = words_in(manifest)
    if mode == "copy":
        return generations.draft(index, PARTS[MAIN][:2], words)
    added = [file for file in PARTS[ADDED][:2] if file in manifest.files]
    return generations.draft(index, added, [*PARTS[MAIN], *words])


def kind_of(index: Path, manifest: Manifest, mode: Mode) -> dict[str, Any]:
    """What must be the same for a draft to be gone on with."""
    now = ""
    with suppress(IndexFault):
        now = " ".join(generations.pointer(index))
    return {
        "from": now if mode != "anew" else "", "mode": mode, "schema": manifest.schema,
        "embedder": manifest.embedder, "made_by": manifest.made_by,
    }  # fmt: skip


def mark(index: Path, folder: Path, manifest: Manifest, mode: Mode) -> None:
    """Have a draft say that it can be gone on with."""
    marker = folder / RESUME
    if not marker.exists():
        marker.write_text(json.dumps({**kind_of(index, manifest, mode), "dimension": manifest.dimension}), "ascii")


def left_over(index: Path, manifest: Manifest, mode: Mode) -> Path | None:
    """The draft of this kind that an interrupted writer left; None where there is none, or where it isn't sound."""
    wanted = kind_of(index, manifest, mode)
    for folder in sorted(index.glob(".draft-*")):
        with suppress(OSError, ValueError, sqlite3.Error):
            facts = json.loads((folder / RESUME).read_text("ascii"))
            if {name: facts.get(name) for name in wanted} == wanted and is_sound(folder, int(facts["dimension"])):
                for words in (PASSAGES, OPENINGS):
                    shutil.rmtree(folder / words, ignore_errors=True)
                return folder
    return None


def is_sound(folder: Path, dimension: int) -> bool:
    """Whether what a draft holds is what was written."""
    # Opening it undoes what was not committed.
    with closing(sqlite3.connect(folder / PARTS[MAIN][0])) as database:
        if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
            return False
        matrix = Matrix(folder / PARTS[MAIN][1], dimension, 1)
        if len(matrix) < counter(database, "passage"):
            return False
        remains = Remains(database, matrix)
        return all(remains.held(number).whole for number in remains.numbers())


def words_in(manifest: Manifest) -> list[str]:
    """The files of the search by words."""
    return [name for name in manifest.files if name.startswith((f"{PASSAGES}/", f"{OPENINGS}/"))]
