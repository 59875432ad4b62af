"""Word (.docx): what Word shows, in Markdown's signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from indexer.errors import DamagedFile, ReadError
from indexer.read.common import FORM_FEED, Decoded
from indexer.read.markup import INDENT, REDACTED, CellText, Run, marked, roman, table
from indexer.read.pictures import Pictures
from indexer.read.text import clean
from indexer.read.word.look import Looks, on, value
from indexer.read.word.numbering import Numbering
from indexer.read.word.package import opened
from indexer.read.word.symbols import formula, spelled, symbol

_STAMP = re.compile(r"\bDoc(?:ument|\.)?\s*(?:No\.?\s*)?#?:?\s*\d.{0,80}\bFiled\b", re.IGNORECASE)
_DEEPEST = 20  # tables in tables
_MOST_COLUMNS = 60
_HEADING = re.compile(r"(?:heading ([1-9])|title)", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Wrappers around text that is there; w:del, text that is struck out, and w:moveFrom, text that stands elsewhere now,
# are not among them.
_WITHIN = frozenset(
    qn(f"w:{name}")
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "bdo", "dir",
    )
)  # fmt: skip
_MARK = re.compile(r"\d{1,3}(?:\s?,\s?\d{1,3})*")


def decode(data: bytes, file: str) -> Decoded:
    """Read the Word file in `data`: automatic numbers as Word shows them, a table's rows as lines, footnotes at
    the end of their page as "[^1]: text" with "[^1]" where they are called, words that are struck out between "~~",
    page breaks (as Word last laid them out) as form feeds. Raises DamagedFile, EncryptedFile, FileTooLarge."""
    try:
        document, warnings = opened(data, file)
        body = _Body(document)
        text = clean(body.text())
        return Decoded(text, warnings=(*warnings, *body.warnings()))
    except ReadError:
        raise
    except Exception:  # a damaged file fails anywhere in zip, XML and package, each with errors of its own
        raise DamagedFile(f"{file}: the Word file is damaged; open it in Word and save it again") from None


class _Body:
    """One document on its way to text."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._looks = Looks(document)
        self._numbering = Numbering(_root(document.part, RELATIONSHIP_TYPE.NUMBERING))
        self._notes = {
            kind: _notes(_root(document.part, relation), kind)
            for kind, relation in (
                ("footnote", RELATIONSHIP_TYPE.FOOTNOTES),
                ("endnote", RELATIONSHIP_TYPE.ENDNOTES),
            )
        }
        self._called: list[str] = []  # notes of this page, written out
        self._counts = {"footnote": _first_note(document), "endnote": 0}  # of notes called so far
        self._hidden = 0  # stretches that a page hides
        self._pictures = Pictures()
        self._boxes: list[Any] = []  # text boxes anchored in the paragraph at hand

    def text(self) -> str:
        blocks = self._stamps()
        blocks += self._blocks(self._document.element.body, 0)
        blocks += self._called
        text = "\n\n".join(blocks)
        return re.sub(r"[ \n]*\f[ \n\f]*", FORM_FEED, text).strip("\n\f")

    def warnings(self) -> tuple[str, ...]:
        """What was left out, after `text`."""
        hidden = ("Text that the page hides (hidden, white or tiny type) was left out.",) if self._hidden else ()
        return hidden + self._pictures.warnings()

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
        style = value(settings, "w:pStyle") or ""
        runs = list(self._runs(paragraph, style))
        heading = _HEADING.fullmatch(self._looks.name(style))
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
            if on(settings.find(qn("w:pageBreakBefore"))):
                text = FORM_FEED + text
            section = settings.find(qn("w:sectPr"))
            if section is not None and value(section, "w:type") != "continuous":
                text += FORM_FEED
        return text

    def _label(self, settings: Any, style: str) -> tuple[int, str] | None:
        """Level and label of the paragraph's automatic number, None where it has none."""
        numbered = settings.find(qn("w:numPr")) if settings is not None else None
        list_id = value(numbered, "w:numId")
        level = value(numbered, "w:ilvl")
        if list_id is None:
            for element in self._looks.chain(style):
                numbered = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
                if value(numbered, "w:numId") is not None:
                    list_id = value(numbered, "w:numId") or ""
                    level = level or str(self._numbering.level_of_style(list_id, style))
                    break
        if list_id is None or list_id == "0":
            return None
        depth = int(level) if level and level.isdecimal() else 0
        label = self._numbering.label(list_id, depth)
        return (depth, label) if label else None

    def _runs(self, parent: Any, style: str) -> Iterator[Run]:
        """What the runs of a paragraph show; raised figures as calls of notes."""
        shown = list(self._looked_at(parent, style, False))
        begun = False
        for (run, raised), group in groupby(shown, key=lambda one: (one[0]._replace(text=""), one[1])):
            text = "".join(one[0].text for one in group)
            mark = text.strip()
            if raised and _MARK.fullmatch(mark):
                # A note that was typed by hand begins with its mark.
                calls = "".join(f"[^{number.strip()}]" for number in mark.split(","))
                text, run = f"{calls}: " if not begun else calls, run._replace(bold=False, italic=False)
            begun = begun or bool(text.strip())
            yield run._replace(text=text)

    def _looked_at(self, parent: Any, style: str, struck: bool) -> Iterator[tuple[Run, bool]]:
        """What each run shows, and whether it is raised."""
        looks = self._looks
        for child in parent.iterchildren():
            if child.tag == qn("w:r"):
                properties = child.find(qn("w:rPr"))
                text = "".join(self._pieces(child, looks.font(properties)))
                match looks.seen(child, properties, style) if text.strip() else "shown":
                    case "hidden":
                        self._hidden += 1
                        continue
                    case "redacted":
                        text = f" {REDACTED} "
                if looks.has(properties, style, "w:caps"):
                    text = text.upper()
                bold, italic = looks.has(properties, style, "w:b"), looks.has(properties, style, "w:i")
                gone = struck or looks.struck(properties, style)
                yield Run(text, bold, italic, gone), looks.raised(properties, style)
            elif child.tag in _WITHIN:
                yield from self._looked_at(child, style, struck)
            elif child.tag == qn("w:del"):
                yield from self._looked_at(child, style, True)
            elif isinstance(child.tag, str) and child.tag.endswith(("}oMath", "}oMathPara")):
                yield Run(f" {formula(child)} ", struck=struck), False

    def _pieces(self, run: Any, font: str) -> Iterator[str]:
        for child in run.iterchildren():
            name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
            match name:
                case "t" | "delText":
                    yield spelled((child.text or "").replace("\f", " "), font)
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
                    yield symbol(child.get(qn("w:char"), ""), child.get(qn("w:font"), font))
                case "footnoteReference" | "endnoteReference":
                    yield self._note(name.removesuffix("Reference"), child.get(qn("w:id"), ""))
                case "drawing" | "pict" | "AlternateContent" | "object":
                    self._boxes += _boxes(child)
                    yield from self._seen_in_pictures(child)

    def _note(self, kind: str, identity: str) -> str:
        note = self._notes[kind].pop(identity, None)
        if note is None:
            return ""
        self._counts[kind] += 1
        # Word counts endnotes in small Roman numerals unless told otherwise.
        number = str(self._counts[kind]) if kind == "footnote" else roman(self._counts[kind])
        place = len(self._called)
        text = " ".join(self._paragraph(paragraph).strip() for paragraph in note.iter(qn("w:p")))
        self._called.insert(place, f"[^{number}]: {text.replace(FORM_FEED, ' ').strip()}")
        return f"[^{number}]"

    def _seen_in_pictures(self, drawing: Any) -> Iterator[str]:
        """What the pictures of a drawing say, each in a paragraph of its own."""
        for part in _embedded(self._document.part, drawing):
            text = self._pictures.text_of(part)
            if text:
                yield "\n" + text + "\n"

    def _table(self, element: Any, depth: int) -> list[str]:
        blocks: list[str] = []
        together: list[list[CellText]] = []
        for row in _unwrapped(element, "w:tr"):
            cells: list[list[str] | None] = [[] for _ in range(_span(row.find(qn("w:trPr")), "w:gridBefore", 0))]
            for cell in _unwrapped(row, "w:tc"):
                properties = cell.find(qn("w:tcPr"))
                reached = properties.find(qn("w:vMerge")) if properties is not None else None
                goes_on = reached is not None and reached.get(qn("w:val"), "continue") == "continue"
                inside = self._blocks(cell, depth)
                cells.append(None if goes_on and not inside else inside)
                cells += [[] for _ in range(_span(properties, "w:gridSpan", 1) - 1)]
            new_page = any(FORM_FEED in cell for cell in cells if cell)
            cells = [cell if cell is None else [block for block in cell if block != FORM_FEED] for cell in cells]
            filled = [cell for cell in cells if cell]
            alone = len(filled) == 1 and None not in cells and len(filled[0]) > 1  # it only lays out the page
            if (new_page or alone) and together:
                blocks.append(table(together))
                together = []
            if new_page:
                self._add(blocks, FORM_FEED)
            if alone:
                blocks += filled[0]
            elif filled or None in cells:
                together.append([cell if cell is None else "\n".join(cell) for cell in cells])
        return [*blocks, table(together)]


def _span(properties: Any | None, name: str, otherwise: int) -> int:
    """How many columns of the grid a cell takes, or a row leaves free."""
    text = value(properties, name) or ""
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() else otherwise


def _first_note(document: Any) -> int:
    """The number before that of the first footnote."""
    starts = (*document.settings.element.iter(qn("w:numStart")), *document.element.body.iter(qn("w:numStart")))
    start = next((one for one in starts if one.getparent().tag == qn("w:footnotePr")), None)
    text = start.get(qn("w:val"), "") if start is not None else ""
    return int(text) - 1 if text.isdecimal() else 0


def _embedded(part: Part, drawing: Any) -> Iterator[bytes | None]:
    """The pictures that a drawing shows, None for one that is not in the file."""
    for element in drawing.iter():
        for name in ("r:embed", "r:id"):
            link = element.get(qn(name)) if isinstance(element.tag, str) else None
            if link and element.tag.rpartition("}")[2] in ("blip", "imagedata"):
                related = part.rels.get(link)
                yield related.target_part.blob if related is not None and not related.is_external else None


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


def _call(note: str) -> str:
    """What calls a note in the text: "[^1]" for "[^1]: ..."."""
    return note[: note.index("]") + 1]


def _after_feed(label: str, text: str) -> str:
    """`label` before `text`, but behind a page break that stands first."""
    start = len(text) - len(text.lstrip(" \n\f"))
    return text[:start] + label + text[start:]
