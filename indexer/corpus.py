"""The folder of orders: which files in it are orders, under which ids, and which are refused before reading."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG

from indexer.digests import Digests
from indexer.errors import BadName, CorpusNotFound, DuplicateId, LinkOutside, NotReadable, ReadError
from indexer.read.common import MAX_BYTES, printable


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that may hold an order. place: its path, as text, since a folder may hold a hundred thousand. sha256: None
    where it was not read; parsing it says why. size: in bytes, as far as it is known."""

    place: str
    id: str
    sha256: str | None
    size: int = 0

    @property
    def path(self) -> Path:
        return Path(self.place)


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

    An id is the file's name without its ending; files that differ by their endings alone keep it. Two files of one
    name, in two folders, are both refused, as nobody could say which is meant; so is a name that no screen shows as it
    is. Raises CorpusNotFound, and
    NotReadable where the folder itself may not be read.
    """
    if not folder.is_dir():
        raise CorpusNotFound(f"no folder of orders at {folder}: name it with --corpus")
    corpus, digests = Corpus(), digests or Digests()
    named: dict[str, list[os.DirEntry[str]]] = {}
    alike: dict[str, list[os.DirEntry[str]]] = {}
    for entry in entries(folder, corpus):
        alike.setdefault(ids_of(entry.name)[0], []).append(entry)
    for several in alike.values():
        for entry in several:
            short, whole = ids_of(entry.name)
            named.setdefault(short if len({one.name for one in several}) == 1 else whole, []).append(entry)
    root = folder.resolve()
    for order_id, several in named.items():
        corpus.ids.add(order_id)
        refusal = refused(order_id, several, folder, root)
        if refusal is not None:
            corpus.refused.append(refusal)
        else:
            corpus.files.append(CorpusFile(several[0].path, order_id, *digest(several[0], digests)))
    return corpus


def refused(order_id: str, several: list[os.DirEntry[str]], folder: Path, root: Path) -> ReadError | None:
    """Why the files of one id are passed over; None where there is one, and it may be read. root: the folder, links
    followed."""
    names = [entry.path.removeprefix(f"{os.fspath(folder)}/") for entry in several]
    shown = " and ".join(printable(name) for name in names)
    if any(not name.isprintable() for name in names) or not stem(several[0].name).strip():
        return BadName(f"{shown}: a name with line breaks, invisible signs or bytes that are no UTF-8; rename it")
    if len(several) > 1:
        return DuplicateId(f"{shown} would both be order {order_id!r}: rename one of them")
    if several[0].is_symlink():
        try:
            inside = Path(several[0].path).resolve().is_relative_to(root)
        except (OSError, RuntimeError):  # RuntimeError: on Python 3.11 and 3.12
            return NotReadable(f"{shown}: links that lead in a circle; take it out of the folder")
        if not inside:
            return LinkOutside(f"{shown}: a link that leads out of the folder; copy the file itself into it")
    return None


def walk(root: Path, corpus: Corpus) -> Iterator[Path]:
    """The path of every file below `root` that is not hidden."""
    return (Path(entry.path) for entry in entries(root, corpus))


def entries(root: Path, corpus: Corpus) -> Iterator[os.DirEntry[str]]:
    """Every file below `root` that is not hidden, a folder's own before those of its subfolders, by name."""
    waiting = [os.fspath(root)]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                inside = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda one: one.name)
        except OSError:
            refusal = NotReadable(
                f"{printable(Path(folder).name or folder)}: no permission to read the folder; allow it (chmod u+rx)"
            )
            if folder == os.fspath(root):
                raise refusal from None
            corpus.refused.append(refusal)
            corpus.whole = False
            continue
        folders = [entry for entry in inside if is_folder(entry)]
        waiting += [entry.path for entry in reversed(folders) if not entry.is_symlink()]
        yield from (entry for entry in inside if not is_folder(entry))


def is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def ids_of(name: str) -> tuple[str, str]:
    """The id of the order in a file of that name, and the one that it has beside a file that differs by its ending
    alone; letters with accents in the one form that keyboards give."""
    whole = unicodedata.normalize("NFC", name)
    return stem(whole), whole


def stem(name: str) -> str:
    """A file's name without its ending, as `Path.stem` has it, sooner."""
    bare, dot, ending = name.rpartition(".")
    return bare if bare and dot and ending else name


def digest(entry: os.DirEntry[str], digests: Digests) -> tuple[str | None, int]:
    """sha256 of the file's content, None where reading it would fail, which the reader explains; and its size in
    bytes, 0 where the operating system doesn't say."""
    try:
        facts = entry.stat()
    except OSError:
        return None, 0
    if not S_ISREG(facts.st_mode) or facts.st_size > MAX_BYTES:
        return None, facts.st_size
    try:
        return digests.of(entry.path, facts), facts.st_size
    except OSError:
        return None, facts.st_size
