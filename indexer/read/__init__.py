"""One file → `Source`: its text, page by page, whatever its format."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from indexer.errors import EmptyFile, FileTooLarge, LinkOutside, NotReadable
from indexer.orders import Source
from indexer.plain import plain
from indexer.read.common import MAX_BYTES, MAX_CHARACTERS, MAX_PAGES, Decoded, printable
from indexer.read.notice import is_notice, shaped
from indexer.read.sniff import FORMATS, Format, sniff

__all__ = ["FORMATS", "MAX_BYTES", "MAX_CHARACTERS", "MAX_PAGES", "read", "read_bytes"]


def read(path: Path, root: Path | None = None) -> Source:
    """Read one order's file.

    root: the corpus folder, out of which no symbolic link may lead; None: links are followed anywhere.
    Raises a ReadError whose message is one line with the file's name and a remedy: LinkOutside,
    NotReadable, FileTooLarge (by size, before anything is read), EmptyFile, NotText, UnsupportedFormat,
    DamagedFile, EncryptedFile, NeedsOcr.
    """
    file = printable(path.name)
    return read_bytes(_bytes_of(path, root, file), file)


def read_bytes(data: bytes, file: str) -> Source:
    """Read an order from the bytes of a file of that name. Raises what `read` raises for content."""
    if len(data) > MAX_BYTES:
        raise _too_large(file, len(data))
    if not data.strip():
        raise EmptyFile(f"{file}: empty; put the order's text in it or take it out of the folder")
    found = decoded(data, file)
    if len(found.text) > MAX_CHARACTERS:
        raise FileTooLarge(f"{file}: more than {MAX_CHARACTERS:,} characters of text; split it into single orders")
    if not found.text.strip():
        raise EmptyFile(f"{file}: no text in it; put the order's text in it or take it out of the folder")
    digest = hashlib.sha256(data).hexdigest()
    return Source(file, sniff(data, file), digest, found.text, found.encoding, found.ocr, found.warnings)


def decoded(data: bytes, file: str) -> Decoded:
    """The text of a file of that name, whatever its format; a notice of electronic filing in its parts."""
    found = _decode(sniff(data, file), data, file)
    found = found._replace(text=plain(found.text))
    return found._replace(text=shaped(found.text)) if is_notice(found.text) else found


def _decode(format: Format, data: bytes, file: str) -> Decoded:
    # Each reader is imported when a file needs it: pdfium, lxml and python-docx take long to load.
    match format:
        case "text":
            from indexer.read.text import decode
        case "markdown":
            from indexer.read.markdown import decode
        case "html":
            from indexer.read.html import decode
        case "docx":
            from indexer.read.word.docx import decode
        case "pdf":
            from indexer.read.pdf import decode
        case "image":
            from indexer.read.photo import decode
        case "email":
            from indexer.read import mail

            return mail.decode(data, file, decoded)
    return decode(data, file)


def _bytes_of(path: Path, root: Path | None, file: str) -> bytes:
    try:
        resolved = path.resolve(strict=True)
        if root is not None and not resolved.is_relative_to(root.resolve(strict=True)):
            raise LinkOutside(f"{file}: a link that leads out of the folder; copy the file itself into it")
        # O_NONBLOCK: a pipe opens at once and is refused below, instead of waiting for a writer.
        handle = os.open(resolved, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise NotReadable(f"{file}: not a regular file; take it out of the folder")
            if status.st_size > MAX_BYTES:
                raise _too_large(file, status.st_size)
            with os.fdopen(handle, "rb", closefd=False) as stream:
                return stream.read(MAX_BYTES + 1)
        finally:
            os.close(handle)
    except PermissionError:
        raise NotReadable(f"{file}: no permission to read it; allow reading (chmod u+r)") from None
    except FileNotFoundError:
        what = "a link to nothing" if path.is_symlink() else "no such file"
        raise NotReadable(f"{file}: {what}; take it out of the folder or check its name") from None
    except (OSError, RuntimeError) as fault:  # RuntimeError: a loop of links, on Python 3.11 and 3.12
        reason = getattr(fault, "strerror", None) or "links that lead in a circle"
        raise NotReadable(f"{file}: cannot be opened ({reason}); check the file and its disk") from None


def _too_large(file: str, size: int) -> FileTooLarge:
    return FileTooLarge(
        f"{file}: {size / 1024 / 1024:,.0f} MB, and {MAX_BYTES // 1024 // 1024} MB is the most for one file; "
        "split it into single orders"
    )
