"""Word (.docx): what Word shows, in Markdown's signs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from indexer.errors import DamagedFile, EncryptedFile, FileTooLarge, ReadError
from indexer.read.common import FORM_FEED, Decoded
from indexer.read.markup import INDENT, Run, marked, side_by_side
from indexer.read.numbering import Numbering
from indexer.read.text import clean

MOST_UNPACKED = 200 * 1024 * 1024
"""Most bytes that a Word file may unpack to, by the sizes that its directory states."""

MOST_XML = 40 * 1024 * 1024
"""Most bytes of one XML member; the text of a 2,000-page order has about 25 million with its styles."""

_MEMBERS = 5000
_STAMP = re.compile(r"\bDoc(?:ument|\.)?\s*(?:No\.?\s*)?#?:?\s*\d.{0,80}\bFiled\b", re.IGNORECASE)
_OFF = frozenset(("0", "false", "off", "none"))
_DEEPEST = 20  # styles based on styles; tables in tables
_HEADING = re.compile(r"(?:heading ([1-9])|title)", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Wrappers around text that is there; w:del and w:moveFrom, text that is gone, are not among them.
_WITHIN = frozenset(
    qn(f"w:{name}")
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir",
    )
)  # fmt: skip
# What Word's symbol fonts print that text has a character for (their codes begin at F000).
_SYMBOLS = {0xF0A7: "§", 0xF0B7: "•", 0xF0A8: "☐", 0xF0FE: "☒", 0xF0FC: "✓", 0xF06F: "☐"}


def decode(data: bytes, file: str) -> Decoded:
    """Read the Word file in `data`: automatic numbers as Word shows them, tables line by line, footnotes at
    the end of their page as "[^1]: text" with "[^1]" where they are called, page breaks (as Word last laid
    them out) as form feeds. Raises DamagedFile, EncryptedFile, FileTooLarge."""
    try:
        _check_sizes(data, file)
        return Decoded(clean(_Body(docx.Document(io.BytesIO(data))).text()))
    except ReadError:
        raise
    except Exception:  # a damaged file fails anywhere in zip, XML and package, each with errors of its own
        raise DamagedFile(f"{file}: the Word file is damaged; open it in Word and save it again") from None


def _check_sizes(data: bytes, file: str) -> None:
    """Refuse a zip bomb by what its directory states; zipfile unpacks no more than stated."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise EncryptedFile(f"{file}: needs a password; save it again without one")
    largest = max((member.file_size for member in members if member.filename.endswith((".xml", ".rels"))), default=0)
    if len(members) > _MEMBERS or largest > MOST_XML or sum(m.file_size for m in members) > MOST_UNPACKED:
        raise FileTooLarge(f"{file}: unpacks to more than an order can hold; save its text in a new document")


class _Body:
    """One document on its way to text."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles = {style.style_id: style for style in document.styles}
        self._flags: dict[tuple[str, str], bool] = {}
        self._numbering = Numbering(_root(document.part, RELATIONSHIP_TYPE.NUMBERING))
        self._notes = {
            kind: _notes(_root(document.part, relation), kind)
            for kind, relation in (
                ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
                ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
            )
        }
        self._called: list[str] = []  # notes of this page, written out
        self._count = 0  # of notes called so far
        self._boxes: list[Any] = []  # text boxes anchored in the paragraph at hand

    def text(self) -> str:
        blocks = self._stamps()
        blocks += self._blocks(self._document.element.body, 0)
        blocks += self._called
        text = "\n\n".join(blocks)
        return re.sub(r"[ \n]*\f[ \n\f]*", FORM_FEED, text).strip("\n\f")

    def _stamps(self) -> list[str]:
        """The lines of headers and footers that are a filing stamp."""
        found: dict[str, None] = {}
        for section in self._document.sections:
            for part in (section.first_page_header, section.header, section.first_page_footer, section.footer):
                if not part.is_linked_to_previous:
                    for paragraph in part.paragraphs:
                        if _STAMP.search(paragraph.text):
                            found[" ".join(paragraph.text.split())] = None
        return list(found)

    def _blocks(self, container: Any, depth: int) -> list[str]:
        blocks: list[str] = []
        for element in _unwrapped(container):
            if element.tag == qn("w:p"):
                self._add(blocks, self._paragraph(element))
                boxes, self._boxes = self._boxes, []
                for box in boxes if depth < _DEEPEST else []:
                    blocks += self._blocks(box, depth + 1)
            elif element.tag == qn("w:tbl") and depth < _DEEPEST:
                blocks += self._table(element, depth + 1)
        return [block for block in blocks if block]

    def _add(self, blocks: list[str], text: str) -> None:
        """Add a paragraph; where pages end in it, the notes called on them come first."""
        *ended, rest = text.split(FORM_FEED)
        for page in ended:
            # The whole paragraph was read before: what is called in its rest belongs to the next page.
            text = text[len(page) + 1 :]
            here = [note for note in self._called if _call(note) not in text]
            self._called = [note for note in self._called if note not in here]
            blocks += [page.rstrip(), *here, FORM_FEED]
        blocks.append(rest.rstrip())

    def _paragraph(self, paragraph: Any) -> str:
        settings = paragraph.find(qn("w:pPr"))
        style = _value(settings, "w:pStyle") or ""
        runs = list(self._runs(paragraph, style))
        heading = _HEADING.fullmatch(self._name(style))
        if heading:
            runs = [run._replace(bold=False) for run in runs]
        text = re.sub(r"^[ \t]+", "", marked(runs))
        label = self._label(settings, style)
        if text.strip():
            if heading and (heading[1] or "1") <= "6":
                text = _after_feed("#" * int(heading[1] or 1) + " " + (f"{label[1]} " if label else ""), text)
            elif label:
                text = _after_feed(INDENT * label[0] + label[1] + " ", text)
        if settings is not None:
            if _on(settings.find(qn("w:pageBreakBefore"))):
                text = FORM_FEED + text
            section = settings.find(qn("w:sectPr"))
            if section is not None and _value(section, "w:type") != "continuous":
                text += FORM_FEED
        return text

    def _name(self, style: str) -> str:
        found = self._styles.get(style)
        return (found.name or "") if found is not None else ""

    def _chain(self, style: str) -> Iterator[Any]:
        """The elements of a style and of those that it is based on."""
        for _ in range(_DEEPEST):
            if style not in self._styles:
                return
            element = self._styles[style].element
            yield element
            style = _value(element, "w:basedOn") or ""

    def _label(self, settings: Any, style: str) -> tuple[int, str] | None:
        """Level and label of the paragraph's automatic number, None where it has none."""
        numbered = settings.find(qn("w:numPr")) if settings is not None else None
        list_id = _value(numbered, "w:numId")
        level = _value(numbered, "w:ilvl")
        if list_id is None:
            for element in self._chain(style):
                numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if _value(numbered, "w:numId") is not None:
                    list_id = _value(numbered, "w:numId") or ""
                    level = level or str(self._numbering.level_of_style(list_id, style))
                    break
        if list_id is None or list_id == "0":
            return None
        depth = int(level) if level and level.isdecimal() else 0
        label = self._numbering.label(list_id, depth)
        return (depth, label) if label else None

    def _is(self, properties: Any, style: str, name: str) -> bool:
        """Whether a run is bold (`w:b`), italic ... by itself, its own style or the paragraph's style."""
        own = properties.find(qn(name)) if properties is not None else None
        if own is not None:
            return _on(own)
        return any(self._style_is(of, name) for of in (_value(properties, "w:rStyle") or "", style) if of)

    def _style_is(self, style: str, name: str) -> bool:
        if (style, name) not in self._flags:
            stated = (element.find(f"{qn('w:rPr')}/{qn(name)}") for element in self._chain(style))
            self._flags[style, name] = _on(next((flag for flag in stated if flag is not None), None))
        return self._flags[style, name]

    def _runs(self, parent: Any, style: str) -> Iterator[Run]:
        for child in parent.iterchildren():
            if child.tag == qn("w:r"):
                properties = child.find(qn("w:rPr"))
                if not self._is(properties, style, "w:vanish"):
                    bold, italic = self._is(properties, style, "w:b"), self._is(properties, style, "w:i")
                    text = "".join(self._pieces(child))
                    if self._is(properties, style, "w:caps"):
                        text = text.upper()
                    yield Run(text, bold, italic)
            elif child.tag in _WITHIN:
                yield from self._runs(child, style)

    def _pieces(self, run: Any) -> Iterator[str]:
        for child in run.iterchildren():
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            match name:
                case "t":
                    yield (child.text or "").replace("\f", " ")
                case "tab" | "ptab":
                    yield INDENT
                case "br":
                    yield FORM_FEED if child.get(qn("w:type")) == "page" else "\n"
                case "cr":
                    yield "\n"
                case "lastRenderedPageBreak":
                    yield FORM_FEED
                case "noBreakHyphen":
                    yield "-"
                case "sym":
                    yield _symbol(child.get(qn("w:char"), ""))
                case "footnoteReference" | "endnoteReference":
                    yield self._note(name.removesuffix("Reference"), child.get(qn("w:id"), ""))
                case "drawing" | "pict" | "AlternateContent" | "object":
                    self._boxes += _boxes(child)

    def _note(self, kind: str, identity: str) -> str:
        note = self._notes[kind].pop(identity, None)
        if note is None:
            return ""
        self._count += 1
        number = self._count
        place = len(self._called)
        text = " ".join(self._paragraph(paragraph).strip() for paragraph in note.iter(qn("w:p")))
        self._called.insert(place, f"[^{number}]: {text.replace(FORM_FEED, ' ').strip()}")
        return f"[^{number}]"

    def _table(self, table: Any, depth: int) -> list[str]:
        blocks: list[str] = []
        together: list[list[str]] = []
        for row in _unwrapped(table, "w:tr"):
            cells = [self._blocks(cell, depth) for cell in _unwrapped(row, "w:tc")]
            new_page = any(FORM_FEED in cell for cell in cells)
            cells = [[block for block in cell if block != FORM_FEED] for cell in cells]
            filled = [cell for cell in cells if cell]
            alone = len(filled) == 1 and len(filled[0]) > 1  # a table that only lays out the page
            if (new_page or alone) and together:
                blocks.append(side_by_side(together))
                together = []
            if new_page:
                self._add(blocks, FORM_FEED)
            if alone:
                blocks += filled[0]
            elif filled:
                together.append(["\n".join(cell) for cell in cells])
        return [*blocks, side_by_side(together)]


def _root(part: Part, relation: str) -> Any | None:
    """The XML of the part that `part` names by that relation, None where there is none."""
    try:
        return parse_xml(part.part_related_by(relation).blob)
    except KeyError:
        return None


def _notes(root: Any | None, kind: str) -> dict[str, Any]:
    """Notes by their id, the lines that separate them from the text left out."""
    notes = root.iterchildren(qn(f"w:{kind}")) if root is not None else ()
    return {note.get(qn("w:id"), ""): note for note in notes if note.get(qn("w:type"), "normal") == "normal"}


def _unwrapped(container: Any, *names: str) -> Iterator[Any]:
    """The children of those names (paragraphs and tables if none), also inside what only wraps them."""
    wanted = {qn(name) for name in names or ("w:p", "w:tbl")}
    for child in container.iterchildren():
        if child.tag in wanted:
            yield child
        elif child.tag in _WITHIN:
            yield from _unwrapped(child, *names)


def _boxes(drawing: Any) -> list[Any]:
    """The contents of text boxes; of a choice between two drawings of one box, the first."""
    found = []
    for box in drawing.iter(qn("w:txbxContent")):
        if not any(above.tag == _FALLBACK or above.tag == box.tag for above in box.iterancestors()):
            found.append(box)
    return found


def _value(parent: Any | None, name: str) -> str | None:
    child = parent.find(qn(name)) if parent is not None else None
    return child.get(qn("w:val")) if child is not None else None


def _on(flag: Any | None) -> bool:
    return flag is not None and flag.get(qn("w:val"), "true") not in _OFF


def _symbol(code: str) -> str:
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
    return _SYMBOLS.get(number) or (chr(number) if 0x20 <= number < 0xD800 else "")


def _call(note: str) -> str:
    """What calls a note in the text: "[^1]" for "[^1]: ..."."""
    return note[: note.index("]") + 1]


def _after_feed(label: str, text: str) -> str:
    """`label` before `text`, but behind a page break that stands first."""
    start = len(text) - len(text.lstrip(" \n\f"))
    return text[:start] + label + text[start:]
