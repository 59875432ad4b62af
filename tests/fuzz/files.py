"""Hostile files: HTML, Word and PDF of about any size, made on the fly."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from . import hostile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
# Elements of a page that stand in one another, or beside one another.
_NESTED = ("b", "div", "span", "table><tr><td", "ol><li", "ul><li", "blockquote", "pre", "font", "sup", "p", "h1", "a")
_BESIDE = {
    "rows": "<tr><td>a</td><td>b</td></tr>",
    "cells": "<td>a</td>",
    "items": "<li>a",
    "breaks": "a<br>",
    "entities": "&amp;&#x41;&nbsp;&notanentity;",
    "comments": "<!-- a -->",
    "headings": "<h1>a</h1>",
    "attributes": "<p style='font-weight: bold; font-style: italic; display: inline'>a</p>",
    "styles": "<span style='font-weight : " + " " * 50 + "normal'>a</span>",
    "scripts": "<script>a</script>",
    "page breaks": "<p style='page-break-before: always'>a",
    "half tags": "<",
    "declarations": "<!DOCTYPE html>",
    "cdata": "<![CDATA[ a ]]>",
    "superscripts": "a<sup>1</sup>",
    "rules": "<hr>",
}


def html(size: int) -> Iterator[tuple[str, bytes]]:
    """Pages of about that size, with names."""
    for tag in _NESTED:
        opening = f"<{tag}>a"
        depth = size // len(opening)
        yield f"nested {tag}", ("<html><body>" + opening * depth).encode()
    for name, piece in _BESIDE.items():
        around = ("<table>", "</table>") if name in ("rows",) else ("<table><tr>", "</tr></table>")
        around = around if name in ("rows", "cells") else ("", "")
        yield name, f"<html><body>{around[0]}{piece * (size // len(piece))}{around[1]}".encode()
    side = int(size**0.5)
    yield "one wide row", ("<html><table>" + ("<tr>" + "<td>a" * side) * (side // 6)).encode()
    lines = "a<br>" * (side // 2)
    yield "cells of many lines", ("<html><table>" + f"<tr><td>{lines}<td>{lines}" * (size // (2 * len(lines)))).encode()
    yield "one long attribute", ("<html><body><p style='" + "font-weight:" * (size // 12) + "'>a").encode()
    yield "one long tag", ("<html><body><" + "a" * size).encode()
    yield "long declaration", ("<?xml " + "a " * (size // 2)).encode() + b"<html>a"
    for name in ("blanks", "line feeds", "no-break spaces", "one word", "notes", "carets", "bold opened"):
        yield f"text, {name}", ("<html><body><p>a" + hostile.text(name, size) + "b").encode()


def word(body: str, extra: dict[str, bytes] | None = None, head: str = "") -> bytes:
    """A Word file with that body (inside w:body), other members beside it and a document type before it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr("_rels/.rels", _RELATIONS)
        document = f'<?xml version="1.0"?>{head}<w:document {_W}><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", document)
        for name, content in (extra or {}).items():
            package.writestr(name, content)
    return out.getvalue()


def words(text: str) -> str:
    """A paragraph of a Word file."""
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def documents(size: int) -> Iterator[tuple[str, bytes]]:
    """Word files whose text has about that size."""
    one = words("a")
    yield "paragraphs", word(words("The parties shall file it. ") * (size // 27))
    yield "one paragraph", word(words("a " * (size // 2)))
    yield "runs", word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * (size // 4) + "</w:p>")
    yield "breaks", word("<w:p>" + "<w:r><w:br w:type='page'/></w:r>" * (size // 4) + "</w:p>")
    yield "line breaks", word("<w:p><w:r>" + "<w:t>a</w:t><w:br/>" * (size // 4) + "</w:r></w:p>")
    deep = min(size // 60, 80)  # lxml takes no more than 256 levels
    yield "tables in tables", word("<w:tbl><w:tr><w:tc>" * deep + one + "</w:tc></w:tr></w:tbl>" * deep)
    yield "tables too deep", word("<w:tbl><w:tr><w:tc>" * 5000 + one + "</w:tc></w:tr></w:tbl>" * 5000)
    yield "tables", word(f"<w:tbl><w:tr><w:tc>{one}</w:tc><w:tc>{one}</w:tc></w:tr></w:tbl>" * (size // 10))
    yield "rows", word("<w:tbl>" + f"<w:tr><w:tc>{one}</w:tc><w:tc>{one}</w:tc></w:tr>" * (size // 10) + "</w:tbl>")
    yield "cells", word("<w:tbl><w:tr>" + f"<w:tc>{one}</w:tc>" * (size // 10) + "</w:tr></w:tbl>")
    yield "blanks", word(words(" " * size))
    yield "wrappers", word("<w:sdt><w:sdtContent>" * 100 + one + "</w:sdtContent></w:sdt>" * 100)
    entities = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    ) + "]>"  # fmt: skip
    yield "entities", word(words("&i;"), head=entities)
    yield "zeros", word(one, {"word/zeros.bin": b"\0" * 30_000_000})
    yield "many members", word(one, {f"word/media/{number}.xml": b"<a/>" for number in range(min(size // 50, 2000))})
    yield "cut off", word(words("a " * (size // 2)))[: size // 400]
    style = '<w:style w:type="paragraph" w:styleId="s{}"><w:name w:val="s{}"/><w:basedOn w:val="s{}"/></w:style>'
    styles = "".join(style.format(number, number, (number + 1) % 500) for number in range(500))
    content = f'<?xml version="1.0"?><w:styles {_W}>{styles}</w:styles>'.encode()
    yield (
        "styles in a circle",
        word(
            "<w:p><w:pPr><w:pStyle w:val='s1'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>" * (size // 10),
            {"word/styles.xml": content},
        ),
    )


def pdf(content: bytes, media: str = "[0 0 612 792]", compress: bool = False) -> bytes:
    """A PDF of one page with these commands."""
    filters = b" /Filter /FlateDecode" if compress else b""
    stream = zlib.compress(content) if compress else content
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox " + media.encode() + b" /Resources << /Font << /F 3 0 R >> "
        b"/XObject << /X 6 0 R >> >> /Contents 5 0 R >>",
        b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 700] /Resources << /XObject << /X 6 0 R >> >> /Length 12 >>"
        b"\nstream\n/X Do /X Do \nendstream",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


# Draws a form that draws itself twice, and each of them twice: pdfium runs out of memory, and its process with it.
IN_ITSELF = b"/X Do " * 100


def pdfs(size: int) -> Iterator[tuple[str, bytes]]:
    """PDFs of about that size."""
    many = b"".join(
        b"BT /F 8 Tf %d %d Td (%d) Tj ET\n" % (number * 37 % 600, number * 91 % 780, number % 10)
        for number in range(size // 30)
    )
    yield "tiny texts anywhere", pdf(many)
    yield "tiny texts in one place", pdf(b"BT /F 8 Tf 72 72 Td (a) Tj ET\n" * (size // 30))
    yield "tiny texts in a row", pdf(b"".join(b"BT /F 8 Tf %d 72 Td (a) Tj ET\n" % x for x in range(size // 30)))
    yield "one long text", pdf(b"BT /F 8 Tf 72 72 Td (" + b"a " * (size // 2) + b") Tj ET")
    yield "tiny letters", pdf(b"BT /F 0.01 Tf 72 72 Td (" + b"a " * (size // 2) + b") Tj ET")
    yield "lines", pdf(b"BT /F 8 Tf 72 780 Td " + b"0 -1 Td (a) Tj " * (size // 15) + b"ET")
    yield "columns", pdf(b"BT /F 1 Tf 0 780 Td " + b"(a) Tj 60 0 Td (b) Tj -60 -2 Td " * (size // 30) + b"ET")
    yield "turned", pdf(b"".join(b"BT /F 8 Tf .7 %d -.7 .7 9 9 Tm (a) Tj ET\n" % (i % 9) for i in range(size // 30)))
    yield "a form in itself", pdf(IN_ITSELF)
    yield "a bomb of blanks", pdf(b"BT /F 8 Tf 72 72 Td (a) Tj ET " + b" " * size * 100, compress=True)
    yield "a huge page", pdf(b"BT /F 8 Tf 72 72 Td (a) Tj ET", "[0 0 1000000000 1000000000]")
    yield "an empty page", pdf(b"", "[0 0 0 0]")
    whole = pdf(b"BT /F 8 Tf 72 700 Td (It is so ordered.) Tj ET")
    yield "no end", whole[: len(whole) // 2]
    yield "a false table", whole.replace(b"0000000", b"9999999")
    yield "a table in itself", whole.replace(b"trailer\n<<", b"trailer\n<< /Prev %d" % whole.find(b"xref\n0"))
    yield "pages in themselves", whole.replace(b"/Count 1 /Kids [4 0 R]", b"/Count 9 /Kids [2 0 R]")
    kids = b"4 0 R " * (size // 6)
    yield "many kids", whole.replace(b"/Count 1 /Kids [4 0 R]", b"/Count 99999 /Kids [" + kids + b"]")
    yield "brackets", b"%PDF-1.4\n1 0 obj\n" + b"[" * size
