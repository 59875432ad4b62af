"""The full check of an index: every checksum, every row, every order, and whether its parts fit each other."""

from __future__ import annotations

import fcntl
from pathlib import Path

from indexer.disk import size_of
from indexer.errors import IndexDamaged
from indexer.model.files import damage_to, read_facts
from indexer.repair.damage import Findings, Kind, Tell, quiet
from indexer.repair.inspection import inspect
from indexer.store import generations
from indexer.store.generations import PARTS, Manifest

_DATABASES_AND_MATRICES = {file for database, matrix, _ in PARTS.values() for file in (database, matrix)}


def check(index: Path, tell: Tell = quiet, locked: bool = False) -> Findings:
    """Read the whole current generation and the exported model, and say what is wrong; nothing is changed.

    locked: the caller holds the index for writing. Raises IndexNotFound, IndexIncompatible.
    """
    findings = Findings()
    for attempt in range(3):
        try:
            folder, manifest = generations.signed_manifest(index)
            held = generations.hold(folder)
            break
        except FileNotFoundError:
            if attempt == 2:
                raise
        except IndexDamaged:
            try:
                name = generations.pointer(index)[0]
            except IndexDamaged:
                findings.add("pointer", "CURRENT", "does not say which generation is current")
            else:
                there = (index / name / generations.MANIFEST).is_file()
                what = "fails its checksum" if there else "is missing"
                findings.add("pointer", f"{name}/{generations.MANIFEST}", what)
            return findings
    with held:
        findings.generation = folder.name
        files(folder, manifest, findings, tell)
        # What lies in a file that fails its checksum is looked at, too: it says which orders are concerned.
        inspect(folder, manifest, findings, tell)
    model(index, manifest, findings, tell)
    if locked or not being_written(index):
        strays(index, folder, manifest, findings)
    return findings


def kind_of(name: str) -> Kind:
    """What a file of a generation is."""
    return "orders" if name in _DATABASES_AND_MATRICES else "search"


def files(folder: Path, manifest: Manifest, findings: Findings, tell: Tell) -> None:
    """Every file's size and checksum."""
    total, done = sum(size for size, _ in manifest.files.values()), 0
    for name, (size, digest) in sorted(manifest.files.items()):
        tell("reading", done, total)
        there = size_of(folder / name)
        if there != size:
            what = "is missing" if there < 0 else f"has {there:,} bytes instead of {size:,}"
            findings.add(kind_of(name), f"{folder.name}/{name}", what)
        elif generations.digest_of(folder / name) != digest:
            findings.add(kind_of(name), f"{folder.name}/{name}", "fails its checksum")
        done += size
    tell("reading", total, total)


def model(index: Path, manifest: Manifest, findings: Findings, tell: Tell) -> None:
    """The export that questions need."""
    folder = index / "model" / manifest.embedder
    name = f"model/{manifest.embedder}"
    tell("reading the model", 0, 1)
    try:
        facts = read_facts(folder)
    except IndexDamaged:
        findings.add("model", name, "the exported model is missing or damaged")
    else:
        for damaged in damage_to(folder, facts):
            findings.add("model", f"{name}/{damaged}", "fails its checksum")
        if facts.get("key") != manifest.embedder:
            findings.add("model", f"{name}/model.json", "belongs to another model")
    tell("reading the model", 1, 1)


def being_written(index: Path) -> bool:
    """Whether another process holds the index for writing."""
    try:
        with (index / "LOCK").open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def strays(index: Path, folder: Path, manifest: Manifest, findings: Findings) -> None:
    """What lies about; the next build takes it away."""
    for draft in sorted(index.glob(".draft-*")):
        lasting = (draft / generations.RESUME).exists()
        what = "so-ordered index goes on with it" if lasting else "so-ordered index removes it"
        findings.notes.append(f"{draft.name}: left by an interrupted build; {what}")
    for other in generations.generations(index):
        if other != folder:
            findings.notes.append(f"{other.name}: an older generation, kept for a reader or left; the next build "
                                  "removes it")  # fmt: skip
    for left in (index / ".CURRENT.new", *sorted((index / "model").glob(".export-*"))):
        if left.exists():
            findings.notes.append(f"{left.relative_to(index)}: left by an interrupted build")
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if not file.is_file() or name in manifest.files or name == generations.MANIFEST:
            continue
        # tantivy leaves locks beside what it only reads.
        if not file.name.startswith(".tantivy-"):
            findings.notes.append(f"{folder.name}/{name}: belongs to nothing")
