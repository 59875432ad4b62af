"""Which format a file is in, by what it holds first and by its name second."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

from indexer.errors import DamagedFile, EncryptedFile, NotText, UnsupportedFormat

Format = Literal["text", "markdown", "html", "docx", "pdf", "image", "email"]

FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".jpg": "image",
    ".jpeg": "image",
    ".png": "image",
    ".heic": "image",
    ".heif": "image",
    ".tif": "image",
    ".tiff": "image",
    ".webp": "image",
    ".eml": "email",
}
"""Format by the suffix of a file's name, in lower case."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BINARY = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a WebP image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\0\0\x01\0", "an icon"),
    (b"SQLite format 3\0", "a database"),
    (b"\xffWPC", "a WordPerfect document"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONVERT = "save it as PDF or Word (.docx) and put that in its place"


def sniff(data: bytes, file: str) -> Format:
    """The format of a file that holds `data` and is named `file`.

    A PDF, a Word file or an HTML page is known by its content whatever its name. Raises UnsupportedFormat
    for a kind without a reader, NotText for binary bytes under a text's name, DamagedFile where the name
    promises a PDF or Word file and the content is none, EncryptedFile for a Word file with a password.
    """
    named = FORMATS.get(PurePath(file).suffix.lower())
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_ZIP):
        # Member names stand uncompressed in a zip's directory, so no parsing is needed to tell.
        if b"word/" in data:
            return "docx"
        if named == "docx":
            raise DamagedFile(f"{file}: a zip without a Word document in it; save it again from Word")
        raise UnsupportedFormat(f"{file}: a zip or another office file; unpack it, or {_CONVERT}")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFile(f"{file}: needs a password; save it again without one")
        raise UnsupportedFormat(f"{file}: an old Word or Office file; {_CONVERT}")
    if data.startswith(b"{\\rtf"):
        raise UnsupportedFormat(f"{file}: Rich Text; {_CONVERT}")
    if named == "email":
        return "email"
    if named in (None, "image") and _is_picture(data):
        return "image"
    if named in ("pdf", "docx", "image"):
        kind = {"pdf": "PDF", "docx": "Word file", "image": "picture"}[named]
        raise DamagedFile(f"{file}: not a {kind} inside, in spite of its name; download or save it again")
    for magic, kind in _BINARY:
        if data.startswith(magic):
            remedy = "give it the ending of a picture" if "image" in kind else "take it out of the folder"
            refusal = UnsupportedFormat if named is None else NotText
            raise refusal(f"{file}: {kind}, not text; {remedy}")
    if named == "html" or _HTML.match(data[:8192].removeprefix(b"\xef\xbb\xbf")):
        return "html"
    if named is None and PurePath(file).suffix:
        raise UnsupportedFormat(
            f"{file}: no reader for {PurePath(file).suffix} files; the readers take {', '.join(FORMATS)}"
        )
    return named or "text"


def _is_picture(data: bytes) -> bool:
    """Whether the bytes begin as a picture that is read: PNG, JPEG, TIFF, GIF, WebP, HEIC."""
    if data[4:8] == b"ftyp":
        return data[8:12] in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif")
    if data.startswith(b"RIFF"):
        return data[8:12] == b"WEBP"
    return any(data.startswith(magic) for magic, kind in _BINARY if "image" in kind)
