"""A Word file's package, opened: Strict Open XML told in the words of the usual kind, links to nothing taken off."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

import docx
from lxml import etree

from indexer.errors import EncryptedFile, FileTooLarge

MOST_UNPACKED = 200 * 1024 * 1024
"""Most bytes that a Word file may unpack to, by the sizes that its directory states."""

MOST_XML = 40 * 1024 * 1024
"""Most bytes of one XML member; the text of a 2,000-page order has about 25 million with its styles."""

_MEMBERS = 5000
# ISO/IEC 29500-1 (Strict) and 29500-4 (Transitional) name the same elements in other namespaces; the longer first.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMESPACES = (
    (b"officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"schemaLibrary/", b"http://schemas.openxmlformats.org/schemaLibrary/2006/"),
)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TEXT = ("/footnotes", "/endnotes", "/aFChunk", "/subDocument")


def opened(data: bytes, file: str) -> tuple[Any, tuple[str, ...]]:
    """The document in `data` as python-docx opens it, and a warning where a part that it shows is missing.

    Raises EncryptedFile, FileTooLarge, and whatever zip, XML and package raise for a damaged file."""
    check_sizes(data, file)
    data, warnings = _sound(data)
    return docx.Document(io.BytesIO(data)), warnings


def check_sizes(data: bytes, file: str) -> None:
    """Refuse a zip bomb by what its directory states; zipfile unpacks no more than stated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise EncryptedFile(f"{file}: needs a password; save it again without one")
    largest = max((member.file_size for member in members if member.filename.endswith((".xml", ".rels"))), default=0)
    if len(members) > _MEMBERS or largest > MOST_XML or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise FileTooLarge(f"{file}: unpacks to more than an order can hold; save its text in a new document")


def _sound(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """`data` itself, or the package written anew without what python-docx would stumble over."""
    changed: dict[str, bytes] = {}
    missing: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        rels = [name for name in names if name.endswith(".rels")]
        strict = any(_STRICT in package.read(name) for name in rels)
        for name in names if strict else rels:
            if not name.endswith((".xml", ".rels")):
                continue
            content = package.read(name)
            told = _transitional(content) if strict else content
            if name.endswith(".rels"):
                told, gone = _without_dangling(told, name, names)
                missing += gone
            if told != content:
                changed[name] = told
        if not changed:
            return data, ()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for member in package.infolist():
                made.writestr(member.filename, changed.get(member.filename) or package.read(member))
    warnings = []
    if any(kind.endswith(_TEXT) for kind in missing):
        warnings.append("The Word file names notes or another text that is not in it; that text is missing here.")
    return out.getvalue(), tuple(warnings)


def _transitional(content: bytes) -> bytes:
    for strict, transitional in _NAMESPACES:
        # "…/wordprocessingml/main" becomes "…/wordprocessingml/2006/main".
        content = content.replace(_STRICT + strict, transitional)
    return content


def _without_dangling(content: bytes, name: str, names: set[str]) -> tuple[bytes, list[str]]:
    """A list of links without those to parts that are not in the package, and the kinds of these."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    base = posixpath.dirname(posixpath.dirname(name))
    gone = []
    for link in list(root.iter(_RELATIONSHIP)):
        if link.get("TargetMode") == "External":
            continue
        target = unquote(link.get("Target", ""))
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        if place not in names:
            gone.append(link.get("Type", ""))
            link.getparent().remove(link)
    return (
        (etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True), gone) if gone else (content, [])
    )
