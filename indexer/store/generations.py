"""The index folder: generations, each whole and never changed, one of them current.

    CURRENT                 "gen-000007 <sha256 of its manifest>", replaced in one step
    LOCK                    held by the one process that writes
    gen-000007/             manifest.json, and by default orders.sqlite, vectors.f16, vectors.faiss, words/, openings/;
                            in a large index also added.*, the same of what came since these were written
    model/<key>/            the exported model that the vectors came from

A reader follows CURRENT once and holds that generation until it is closed; a writer makes a draft of the next one,
of copies and of links to what stays the same, and publishes it by replacing CURRENT. Whatever happens before that
moment leaves the old index as it was. A draft that was left by a long build can be gone on with.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import re
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from indexer.disk import QUICK, disk_errors, file_digest, link, make_folder, same, size_of, sync
from indexer.errors import REPAIR, IndexBusy, IndexDamaged, IndexFault, IndexIncompatible, IndexNotFound

# Raise it when what lies in a generation changes its form; an index of another form is built anew.
SCHEMA = 5
_POINTER = re.compile(r"(gen-\d+) ([0-9a-f]{64})\s*")
MANIFEST, RESUME = "manifest.json", "resume.json"
# The main part of an index and, in a large one, the part with what was added since.
MAIN, ADDED = "main", "added"
DATABASE, MATRIX, VECTORS = "orders.sqlite", "vectors.f16", "vectors.faiss"
PARTS = {MAIN: (DATABASE, MATRIX, VECTORS), ADDED: ("added.sqlite", "added.f16", "added.faiss")}


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

    @property
    def parts(self) -> list[str]:
        """The parts that there are, the main one first."""
        return [part for part, (database, _, _) in PARTS.items() if database in self.files]


def current(index: Path) -> Path:
    """The folder of the current generation; IndexNotFound where nothing was ever published."""
    return index / pointer(index)[0]


def pointer(index: Path) -> tuple[str, str]:
    """Name of the current generation and sha256 of its manifest."""
    try:
        name, checksum = _POINTER.fullmatch((index / "CURRENT").read_text("ascii")).groups()  # type: ignore[union-attr]
    except FileNotFoundError:
        raise IndexNotFound(f"there is no index at {index}: run so-ordered index") from None
    except PermissionError:
        raise IndexFault(f"the index at {index} may not be read: check the folder's permissions") from None
    except (OSError, ValueError, AttributeError):
        raise IndexDamaged(f"{index / 'CURRENT'} is damaged: {REPAIR}") from None
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
    folder, manifest = signed_manifest(index)
    for name, (size, _) in manifest.files.items():
        if size_of(folder / name) != size:
            raise IndexDamaged(f"{folder / name} is missing or cut short: {REPAIR}")
    return folder, manifest


def signed_manifest(index: Path) -> tuple[Path, Manifest]:
    """As `read_manifest`, without a look at the files."""
    for attempt in range(3):
        name, checksum = pointer(index)
        folder = index / name
        try:
            written = (folder / MANIFEST).read_bytes()
        except OSError:
            # A writer may have published and swept this generation between the two reads.
            if attempt == 2:
                raise IndexDamaged(f"{folder / MANIFEST} is missing or cannot be read: {REPAIR}") from None
            continue
        break
    if hashlib.sha256(written).hexdigest() != checksum:
        raise IndexDamaged(f"{folder / MANIFEST} fails its checksum: {REPAIR}")
    facts: dict[str, Any] = json.loads(written)
    if facts.get("schema") != SCHEMA:
        raise IndexIncompatible(f"the index at {index} was made by another version of so-ordered: run so-ordered index")
    return folder, manifest_of(facts)


def manifest_of(facts: dict[str, Any]) -> Manifest:
    """What a manifest file says."""
    files = {name: (int(size), str(digest)) for name, (size, digest) in facts["files"].items()}
    return Manifest(**{**facts, "files": files})


def sound(folder: Path, manifest: Manifest, names: Iterable[str], most: float = QUICK) -> None:
    """Check those of the generation's files that have at most so many bytes by their checksums; IndexDamaged."""
    for name in names:
        size, digest = manifest.files.get(name, (-1, ""))
        if 0 <= size <= most and digest_of(folder / name) != digest:
            raise IndexDamaged(f"{folder / name} fails its checksum: {REPAIR}")


def digest_of(path: Path) -> str:
    """`file_digest`, and "" where the file cannot be read."""
    try:
        return file_digest(path)
    except OSError:
        return ""


def hold(folder: Path) -> IO[bytes]:
    """Keep a generation from being swept until the file is closed; FileNotFoundError where it is gone."""
    file = (folder / MANIFEST).open("rb")
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if not (folder / MANIFEST).exists():
            raise FileNotFoundError(folder)
    except OSError:
        file.close()
        raise FileNotFoundError(folder) from None
    return file


def verify(index: Path, names: Collection[str] | None = None) -> list[str]:
    """The names of the current generation's files whose content fails its checksum; reads them whole. names: only
    of these."""
    folder, manifest = read_manifest(index)
    return [
        name
        for name, (_, digest) in manifest.files.items()
        if (names is None or name in names) and digest_of(folder / name) != digest
    ]


@contextmanager
def write_lock(index: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the index for writing; IndexBusy if another process still does after `patience` seconds."""
    with disk_errors(index):
        make_folder(index)
        lock = (index / "LOCK").open("a")
    with lock:
        give_up = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() >= give_up:
                    raise IndexBusy(
                        f"another process is writing the index at {index}: try again when it is done (or --wait)"
                    ) from None
            time.sleep(0.05)
        yield


def draft(index: Path, copied: Collection[str] = (), linked: Collection[str] = ()) -> Path:
    """A new folder to write the next generation in, with these files of the current one in it.

    linked: those that the writer doesn't change, or replaces whole. Leftovers of interrupted writers go first. Call it
    under `write_lock`. IndexDamaged where a file had to be copied that isn't sound.
    """
    sweep(index)
    number = max((int(folder.name[4:]) for folder in generations(index)), default=0) + 1
    folder = index / f".draft-{number:06d}"
    folder.mkdir()
    try:
        for name in copied:
            shutil.copyfile(current(index) / name, folder / name)
        take_over(index, folder, linked)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def take_over(index: Path, folder: Path, names: Collection[str]) -> None:
    """Link files of the current generation into a draft. What must be copied is checked, as it gets a new checksum."""
    if names:
        source, manifest = signed_manifest(index)
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            if not link(source / name, folder / name):
                sound(folder, manifest, [name], most=math.inf)


def publish(index: Path, folder: Path, manifest: Manifest) -> None:
    """Make the draft in `folder` the current generation, in one step, and remove the older ones.

    Everything is on the disk before CURRENT names it. `manifest.files` is filled in here; of files that are linked
    from the current generation the checksums are taken from it.
    """
    before: dict[str, tuple[int, str]] = {}
    with suppress(IndexFault):
        source, old = signed_manifest(index)
        before = {name: facts for name, facts in old.files.items() if same(source / name, folder / name)}
    written_files = sorted(file for file in folder.rglob("*") if file.is_file() and file.name != MANIFEST)
    files = {}
    for file in written_files:
        name = file.relative_to(folder).as_posix()
        files[name] = before.get(name) or (file.stat().st_size, file_digest(file))
    facts = {
        "schema": manifest.schema, "embedder": manifest.embedder, "model": manifest.model,
        "dimension": manifest.dimension, "made_by": manifest.made_by, "files": files,
    }  # fmt: skip
    written = json.dumps(facts, indent=1, sort_keys=True).encode()
    (folder / MANIFEST).write_bytes(written)
    for path in [folder, *folder.rglob("*")]:
        if path.relative_to(folder).as_posix() not in before:
            sync(path)
    final = folder.with_name(folder.name.replace(".draft-", "gen-"))
    folder.rename(final)
    try:
        sync(index)
        point(index, final, written)
    except BaseException:
        # It may be current already, and only the last sync have failed.
        with suppress(IndexFault):
            if pointer(index)[0] == final.name:
                raise
        shutil.rmtree(final, ignore_errors=True)
        raise
    sweep(index)


def point(index: Path, folder: Path, manifest: bytes) -> None:
    """Have CURRENT name this generation."""
    following = index / ".CURRENT.new"
    try:
        following.write_text(f"{folder.name} {hashlib.sha256(manifest).hexdigest()}\n", "ascii")
        sync(following)
        following.replace(index / "CURRENT")
    except BaseException:
        following.unlink(missing_ok=True)
        raise
    sync(index)


def generations(index: Path) -> list[Path]:
    """The folders of all generations, oldest first."""
    return sorted(folder for folder in index.glob("gen-[0-9]*") if folder.name[4:].isdigit())


def sweep(index: Path) -> None:
    """Remove drafts, and every generation but the current one and those that readers hold. Where nobody can say which
    is current, generations stay: something may be saved from them."""
    with suppress(IndexFault):
        name = pointer(index)[0]
        for folder in generations(index):
            if folder.name != name and not held(folder):
                shutil.rmtree(folder, ignore_errors=True)
    for folder in index.glob(".draft-*"):
        shutil.rmtree(folder, ignore_errors=True)


def held(folder: Path) -> bool:
    """Whether a reader holds the generation. Where none does, its manifest is gone afterwards, and none can begin."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (folder / MANIFEST).unlink()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False
