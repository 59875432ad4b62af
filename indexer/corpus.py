"""The folder of orders: which files in it are orders, under which ids, and which are refused before reading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from indexer.digests import Digests
from indexer.errors import CorpusNotFound, DuplicateId, LinkOutside, NotReadable, ReadError
from indexer.read.common import MAX_BYTES


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that may hold an order. sha256: None where it was not read; parsing it says why. size: in bytes, as far
    as it is known."""

    path: Path
    id: str
    sha256: str | None
    size: int = 0


@dataclass(slots=True)
class Corpus:
    """What a folder holds. files: by path. ids: of every file that is there, the refused ones among them.
    whole: False where a subfolder could not be read, so that nobody can say what is gone."""

    files: list[CorpusFile] = field(default_factory=list)
    refused: list[ReadError] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    whole: bool = True


def survey(folder: Path, digests: Digests | None = None) -> Corpus:
    """Look through the folder and its subfolders; hidden files and folders are passed over. digests: of files that
    were read before.

    Two files with one id are both refused, as nobody could say which is meant. Raises CorpusNotFound, and
    NotReadable where the folder itself may not be read.
    """
    if not folder.is_dir():
        raise CorpusNotFound(f"no folder of orders at {folder}: name it with --corpus")
    corpus, digests = Corpus(), digests or Digests()
    named: dict[str, list[Path]] = {}
    for path in walk(folder, corpus):
        named.setdefault(path.stem, []).append(path)
    root = folder.resolve()
    for order_id, paths in named.items():
        corpus.ids.add(order_id)
        path = paths[0]
        if len(paths) > 1:
            names = " and ".join(str(path.relative_to(folder)) for path in paths)
            corpus.refused.append(DuplicateId(f"{names} would both be order {order_id!r}: rename one of them"))
        elif path.is_symlink() and not path.resolve().is_relative_to(root):
            corpus.refused.append(
                LinkOutside(f"{path.name}: a link that leads out of the folder; copy the file itself into it")
            )
        else:
            corpus.files.append(CorpusFile(path, order_id, digest(path, digests), size_of(path)))
    return corpus


def walk(root: Path, corpus: Corpus) -> Iterator[Path]:
    """Every file below `root` that is not hidden, in the order of their paths."""

    def refuse(error: OSError) -> None:
        folder = Path(error.filename or root)
        refusal = NotReadable(f"{folder.name or folder}: no permission to read the folder; allow it (chmod u+rx)")
        if folder == root:
            raise refusal
        corpus.refused.append(refusal)
        corpus.whole = False

    for folder, folders, names in os.walk(root, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder) / name


def digest(path: Path, digests: Digests) -> str | None:
    """sha256 of the file's content; None where reading it would fail, which the reader explains."""
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return digests.of(path)
    except OSError:
        return None


def size_of(path: Path) -> int:
    """In bytes; 0 where the operating system doesn't say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
