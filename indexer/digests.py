"""The digests of the corpus' files, kept beside the index: of a file that was not touched none is made again.

It is a memory and no part of the index: what is lost, damaged or in doubt is read again.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

import msgspec

from indexer.disk import file_digest

NAME = "digests.msgpack"
# A file that was changed less than so long before its digest was made could have been changed again within one tick
# of the file system's clock; in nanoseconds.
UNSURE = 2_000_000_000

# size, time of modification, time of change, inode: all four differ only by a will to deceive. ctime cannot be set.
Facts = tuple[int, int, int, int]


class Digests:
    """path: the file that remembers them; None: nothing is remembered."""

    def __init__(self, path: Path | None = None):
        self.path = path
        self.known: dict[str, tuple[Facts, str]] = {}
        self.used: dict[str, tuple[Facts, str]] = {}
        if path is not None:
            with suppress(OSError, msgspec.DecodeError):
                self.known = msgspec.msgpack.decode(path.read_bytes(), type=dict[str, tuple[Facts, str]])

    def of(self, path: str, status: os.stat_result) -> str:
        """sha256 of the file's content, in hex; OSError. status: what the operating system says of it now."""
        facts = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        found = self.known.get(path)
        if found is not None and found[0] == facts:
            self.used[path] = found
            return found[1]
        now = time.time_ns()
        digest = file_digest(Path(path))
        if max(status.st_mtime_ns, status.st_ctime_ns) < now - UNSURE:
            self.used[path] = (facts, digest)
        return digest

    def keep(self) -> None:
        """Remember those that were asked for, and no others."""
        if self.path is None or self.used == self.known:
            return
        with suppress(OSError):  # only the time is lost
            following = self.path.with_name(f".{self.path.name}.new")
            following.write_bytes(msgspec.msgpack.encode(self.used))
            following.replace(self.path)

