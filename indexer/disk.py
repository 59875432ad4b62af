"""What the index asks of the disk: files that are really on it, one file under two names, faults in one line."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import DiskFull, IndexFault

# A file of at most so many bytes is checked whole when it is opened: sha256 takes some milliseconds.
QUICK = 4_000_000


@contextmanager
def disk_errors(index: Path) -> Iterator[None]:
    """Turn what the operating system says about a write into this program's errors."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(f"no room on the disk to write {index}; the old index is intact") from error
        raise IndexFault(f"cannot write the index at {index}: {error.strerror or error}") from error


def link(source: Path, target: Path) -> bool:
    """One file under two names; a copy, and False, where the disk has no such thing."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        return False
    return True


def same(one: Path, other: Path) -> bool:
    """Whether two names are one file."""
    try:
        return one.samefile(other)
    except OSError:
        return False


def make_folder(path: Path) -> None:
    """Make a folder with the ones that it lies in, and put their names on the disk."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for folder in reversed(missing):
        sync(folder.parent)


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


def size_of(path: Path) -> int:
    """A file's bytes; -1 where there is no such file."""
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1
