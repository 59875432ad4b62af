"""The index folder: generations, each whole and never changed, one of them current.

    CURRENT                 "gen-000007 <sha256 of its manifest>", replaced in one step
    LOCK                    held by the one process that writes
    gen-000007/             manifest.json, orders.sqlite, vectors.faiss
    model/<key>/            the exported model that the vectors came from

A reader follows CURRENT once and keeps the files that it opened; a writer copies the current generation, changes
the copy and publishes it by replacing CURRENT. Whatever happens before that moment leaves the old index as it was.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.errors import DiskFull, IndexBusy, IndexDamaged, IndexFault, IndexIncompatible, IndexNotFound

# Raise it when what lies in a generation changes its form; an index of another form is built anew.
SCHEMA = 1
DATABASE, VECTORS, MANIFEST = "orders.sqlite", "vectors.faiss", "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is. embedder: key of the weights, model: their name; made_by: fingerprint of the program
    that parsed the orders; files: name → (bytes, sha256)."""

    schema: int
    embedder: str
    model: str
    dimension: int
    made_by: str
    files: dict[str, tuple[int, str]]


def current(index: Path) -> Path:
    """The folder of the current generation; IndexNotFound where nothing was ever published."""
    return index / pointer(index)[0]


def pointer(index: Path) -> tuple[str, str]:
    """Name of the current generation and sha256 of its manifest."""
    try:
        name, checksum = (index / "CURRENT").read_text("ascii").split()
    except FileNotFoundError:
        raise IndexNotFound(f"there is no index at {index}: run so-ordered index") from None
    except PermissionError:
        raise IndexFault(f"the index at {index} may not be read: check the folder's permissions") from None
    except (OSError, ValueError):
        raise IndexDamaged(f"{index / 'CURRENT'} is damaged: run so-ordered index") from None
    return name, checksum


def stamp(index: Path) -> tuple[int, int] | None:
    """Changes whenever another generation becomes current; None where there is none."""
    try:
        facts = (index / "CURRENT").stat()
    except OSError:
        return None
    return facts.st_ino, facts.st_mtime_ns


def read_manifest(index: Path) -> tuple[Path, Manifest]:
    """The current generation's folder and manifest, with the quick checks: the manifest's checksum, the files'
    sizes. IndexIncompatible for one of another schema, IndexDamaged for one that fails a check."""
    for attempt in range(3):
        name, checksum = pointer(index)
        folder = index / name
        try:
            written = (folder / MANIFEST).read_bytes()
        except OSError:
            # A writer may have published and swept this generation between the two reads.
            if attempt == 2:
                raise IndexDamaged(f"the index at {index} is damaged: run so-ordered index") from None
            continue
        break
    if hashlib.sha256(written).hexdigest() != checksum:
        raise IndexDamaged(f"{folder / MANIFEST} fails its checksum: run so-ordered index")
    facts: dict[str, Any] = json.loads(written)
    if facts.get("schema") != SCHEMA:
        raise IndexIncompatible(
            f"the index at {index} was made by another version of so-ordered: run so-ordered index"
        )
    files = {name: (int(size), str(digest)) for name, (size, digest) in facts.pop("files").items()}
    for name, (size, _) in files.items():
        if not (folder / name).is_file() or (folder / name).stat().st_size != size:
            raise IndexDamaged(f"{folder / name} is missing or cut short: run so-ordered index")
    return folder, Manifest(files=files, **facts)


def verify(index: Path) -> list[str]:
    """The names of the current generation's files whose content fails its checksum; reads them whole."""
    folder, manifest = read_manifest(index)
    return [name for name, (_, digest) in manifest.files.items() if file_digest(folder / name) != digest]


@contextmanager
def write_lock(index: Path) -> Iterator[None]:
    """Hold the index for writing; IndexBusy at once if another process does."""
    with disk_errors(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = (index / "LOCK").open("a")
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise IndexBusy(f"another process is writing the index at {index}: try again when it is done") from None
        yield


@contextmanager
def disk_errors(index: Path) -> Iterator[None]:
    """Turn what the operating system says about a write into this program's errors."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(f"no room on the disk to write {index}; the old index is intact") from error
        raise IndexFault(f"cannot write the index at {index}: {error.strerror or error}") from error


def draft(index: Path, copy: bool) -> Path:
    """A new folder to write the next generation in; copy: with the current generation's files in it.

    Leftovers of interrupted writers go first. Call it under `write_lock`.
    """
    sweep(index)
    number = max((int(folder.name[4:]) for folder in generations(index)), default=0) + 1
    folder = index / f".draft-{number:06d}"
    folder.mkdir()
    if copy:
        source, manifest = read_manifest(index)
        for name in manifest.files:
            shutil.copyfile(source / name, folder / name)
    return folder


def publish(index: Path, folder: Path, manifest: Manifest) -> None:
    """Make the draft in `folder` the current generation, in one step, and remove the older ones.

    Everything is on the disk before CURRENT names it. `manifest.files` is filled in here.
    """
    files = {
        file.name: (file.stat().st_size, file_digest(file))
        for file in sorted(folder.iterdir()) if file.name != MANIFEST
    }  # fmt: skip
    facts = {
        "schema": manifest.schema, "embedder": manifest.embedder, "model": manifest.model,
        "dimension": manifest.dimension, "made_by": manifest.made_by, "files": files,
    }  # fmt: skip
    written = json.dumps(facts, indent=1, sort_keys=True).encode()
    (folder / MANIFEST).write_bytes(written)
    for file in folder.iterdir():
        sync(file)
    sync(folder)
    final = folder.with_name(folder.name.replace(".draft-", "gen-"))
    folder.rename(final)
    sync(index)
    following = index / ".CURRENT.new"
    following.write_text(f"{final.name} {hashlib.sha256(written).hexdigest()}\n", "ascii")
    sync(following)
    following.replace(index / "CURRENT")
    sync(index)
    sweep(index)


def generations(index: Path) -> list[Path]:
    """The folders of all generations, oldest first."""
    return sorted(folder for folder in index.glob("gen-[0-9]*") if folder.name[4:].isdigit())


def sweep(index: Path) -> None:
    """Remove drafts and every generation but the current one. Readers keep the files they have open."""
    try:
        name = pointer(index)[0]
    except IndexFault:
        name = ""
    for folder in [*generations(index), *index.glob(".draft-*")]:
        if folder.name != name:
            shutil.rmtree(folder, ignore_errors=True)


def sync(path: Path) -> None:
    """Have the operating system put a file or folder on the disk now."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_digest(path: Path) -> str:
    """sha256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
