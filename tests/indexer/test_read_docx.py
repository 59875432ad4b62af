"""Word files are read as Word shows them."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from papers import saved

from indexer import errors
from indexer.read import read_bytes
from indexer.read.word import package as package
from indexer.read.word.numbering import Numbering


def text(document: Any) -> str:
    return read_bytes(saved(document), "a.docx").text


def add(document: Any, xml: str) -> None:
    """Put `xml` behind the last paragraph."""
    document.element.body.insert_element_before(parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)), "w:sectPr")


def test_headings_emphasis_and_paragraphs() -> None:
    document = docx.Document()
    document.add_heading("ORDER", 1)
    paragraph = document.add_paragraph("The motion is ")
    paragraph.add_run("DENIED ").bold = True
    paragraph.add_run("sua sponte").italic = True
    paragraph.add_run(".\nSo.")
    strong = document.add_paragraph(style="Intense Quote")  # italic by its style
    strong.add_run("now")
    strong.add_run(" not").italic = False
    assert text(document) == "# ORDER\n\nThe motion is **DENIED** *sua sponte*.\nSo.\n\n***now*** **not**"


def test_pages() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("the motion")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    add(document, "<w:p><w:r><w:lastRenderedPageBreak/><w:t>is denied</w:t></w:r></w:p>")
    document.add_paragraph("So.").paragraph_format.page_break_before = True
    assert text(document) == "the motion\fis denied\fSo."


@pytest.mark.parametrize(
    ("xml", "shown"),
    [
        ("<w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins>", "~~b~~c"),
        ("<w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink>", "a"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", "b"),
        ("<w:r><w:rPr><w:caps/></w:rPr><w:t>so ordered</w:t></w:r>", "SO ORDERED"),
        ("<w:r><w:tab/><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a   b"),
        ("<w:r><w:t>pre</w:t><w:noBreakHyphen/><w:t>trial</w:t><w:sym w:char='F0A7'/></w:r>", "pre-trial§"),
        ("<w:r><w:instrText>PAGE</w:instrText><w:t>1</w:t></w:r>", "1"),
        ("<w:sdt><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a"),
    ],
)
def test_what_is_shown_of_a_paragraph(xml: str, shown: str) -> None:
    document = docx.Document()
    add(document, f"<w:p>{xml}</w:p>")
    assert text(document) == shown


def test_tables_stand_line_by_line() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("JANE ROE,\nPlaintiff,", ")\n)", "No. 1\nORDER"), strict=True):
        cell.text = words
    table.cell(1, 0).text = "v."
    assert text(document) == "JANE ROE,    )   No. 1\nPlaintiff,   )   ORDER\n\nv.".replace("\n\nv", "\nv")


def test_stamp_in_the_header_is_kept_and_other_headers_are_not() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Case 1:20-cv-00001 Document 29 Filed 10/31/17 Page 1 of 3"
    document.sections[0].footer.paragraphs[0].text = "ORDER - 1"
    document.add_paragraph("So.")
    assert text(document) == "Case 1:20-cv-00001 Document 29 Filed 10/31/17 Page 1 of 3\n\nSo."


def test_footnotes_stand_at_the_end_of_their_page() -> None:
    document = docx.Document()
    notes = "".join(
        f'<w:footnote w:id="{n}"{kind}><w:p><w:r><w:footnoteRef/><w:t> Note {n}.</w:t></w:r></w:p></w:footnote>'
        for n, kind in ((0, ' w:type="separator"'), (1, ""), (2, ""), (3, ""))
    )
    part = Part(
        PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>".encode(),
        document.part.package,
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def call(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    broken = "<w:r><w:br w:type='page'/><w:t>c</w:t></w:r>"
    add(document, f"<w:p><w:r><w:t>a</w:t></w:r>{call(2)}<w:r><w:t>b</w:t></w:r>{broken}{call(1)}</w:p>")
    add(document, f"<w:p><w:r><w:t>d</w:t></w:r>{call(3)}</w:p>")
    assert text(document) == "a[^1]b\n\n[^1]: Note 2.\fc[^2]\n\nd[^3]\n\n[^2]: Note 1.\n\n[^3]: Note 3."


LEVELS = """<w:numbering {ns}>
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
 <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
 <w:lvl w:ilvl="5"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl>
 <w:lvl w:ilvl="6"><w:start w:val="1"/><w:numFmt w:val="ordinalText"/><w:lvlText w:val="%7:"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_automatic_numbers_as_word_shows_them() -> None:
    numbering = Numbering(parse_xml(LEVELS.format(ns=nsdecls("w"))))
    asked = [
        ("1", 0, "1."), ("1", 1, "(a)"), ("1", 1, "(b)"), ("1", 2, "1.b.i"), ("1", 0, "2."), ("1", 1, "(a)"),
        ("2", 0, "3."),  # another list of the same kind counts on
        ("3", 0, "5."), ("3", 0, "6."),  # unless it says where it starts
        ("1", 3, "6.2"), ("1", 4, "-"), ("1", 5, None), ("1", 6, "First:"), ("9", 0, None), ("1", 8, None),
    ]  # fmt: skip
    assert [numbering.label(list_id, level) for list_id, level, _ in asked] == [label for _, _, label in asked]


def test_letters_go_on_after_z() -> None:
    numbering = Numbering(parse_xml(LEVELS.format(ns=nsdecls("w"))))
    labels = [numbering.label("1", 1) for _ in range(28)]
    assert labels[25:] == ["(z)", "(aa)", "(bb)"]


def test_numbers_by_style_and_bullets() -> None:
    document = docx.Document()
    for words, style in (("a", "List Number"), ("b", "List Number"), ("c", "List Bullet")):
        document.add_paragraph(words, style=style)
    assert text(document) == "1. a\n\n2. b\n\n- c"


def unpacking_to(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", bytes(size))
    return out.getvalue()


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_XML", 1_000_000)
    monkeypatch.setattr(package.docx, "Document", lambda *_: pytest.fail("was unpacked"))
    with pytest.raises(errors.FileTooLarge, match=r"^a\.docx: unpacks to more than an order can hold;"):
        read_bytes(unpacking_to(1_000_001), "a.docx")


def test_a_bomb_of_entities_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("It is ordered.")
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    entities = f'<!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as given, zipfile.ZipFile(out, "w") as made:
        for member in given.infolist():
            data = given.read(member)
            if member.filename == "word/document.xml":
                data = data.replace(b"<w:document", entities.encode() + b"<w:document", 1)
                data = data.replace(b"It is ordered.", b"&l8;")
            made.writestr(member, data)
    with pytest.raises(errors.ReadError):
        read_bytes(out.getvalue(), "a.docx")
