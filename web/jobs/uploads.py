"""Orders that a person adds: the name is made, never trusted; the kind is told by the content."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from pathlib import Path, PurePath
from typing import NamedTuple

from werkzeug.datastructures import FileStorage

from indexer.corpus import Corpus, walk
from indexer.errors import EmptyFile, FileTooLarge, NotReadable
from indexer.read import MAX_BYTES
from indexer.read.common import printable
from indexer.read.sniff import FORMATS, sniff

SUFFIX = {"text": ".txt", "markdown": ".md", "html": ".html", "docx": ".docx", "pdf": ".pdf", "image": ".png",
          "email": ".eml"}  # fmt: skip
ACCEPT = ".txt,.md,.html,.htm,.docx,.pdf,.jpg,.jpeg,.png,.heic,.tif,.tiff,.eml"
# An id is part of an address and a file name.
ID_LENGTH = 60
_CHUNK = 1 << 20


class Staged(NamedTuple):
    """An upload on the disk, outside the corpus. id: of the order it would become; sha256: of its bytes."""

    path: Path
    id: str
    suffix: str
    sha256: str
    shown: str


def stage(file: FileStorage, folder: Path, corpus: Path, most: int = MAX_BYTES) -> Staged:
    """Write the upload to `folder`, so that it is on the disk, and look at it; the ReadErrors of `sniff`, EmptyFile,
    FileTooLarge.

    Nothing is parsed here: that is done in another process.
    """
    shown = printable(PurePath((file.filename or "").replace("\\", "/")).name)[:120] or "the file"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{secrets.token_hex(12)}.part"
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("wb") as out:
            while chunk := file.stream.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise FileTooLarge(f"{shown}: larger than {most // 1024 // 1024} MB; split it into single orders")
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        if not size:
            raise EmptyFile(f"{shown}: empty, or no file was chosen")
        format = sniff(path.read_bytes(), shown)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    own = PurePath(shown).suffix.lower()
    suffix = own if format == "image" and FORMATS.get(own) == format else SUFFIX[format]
    return Staged(path, free_id(slug(shown), corpus), suffix, digest.hexdigest(), shown)


def slug(name: str) -> str:
    """A file's name as an order's id: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", PurePath(name).stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:ID_LENGTH].strip("-") or "order"


def free_id(wanted: str, corpus: Path) -> str:
    """`wanted`, or with a number behind it where an order has it already."""
    try:
        taken = {path.stem.lower() for path in walk(corpus, Corpus())}
    except NotReadable:
        taken = set()
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
