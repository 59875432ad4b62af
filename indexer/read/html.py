"""HTML: what a browser shows, in Markdown's signs."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from indexer.errors import FileTooLarge
from indexer.read.common import FORM_FEED, Decoded
from indexer.read.html_look import Appearance, StyleSheet, formula, look
from indexer.read.markup import BULLET, INDENT, REDACTED, CellText, Run, marked, roman, table
from indexer.read.pictures import Pictures
from indexer.read.text import clean, decoded

MAX_HTML = 10 * 1024 * 1024
"""Size limit of an HTML page, in bytes; as a tree it takes some fifty times the room."""

_DROPPED = {
    "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "select",
    "textarea", "button",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_BREAK_BEFORE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page)", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml", re.IGNORECASE)
_NOTE = re.compile(r"^\[\^(\d+)\](?!:)\s*")  # at the start of a block the note itself begins
_FIGURES = re.compile(r"\[?(\d{1,3})\]?(?:\s?,\s?\[?(\d{1,3})\]?)?")
# "*13" between the words of a reported opinion, by the classes of those who publish them.
_STAR_CLASS = re.compile(r"star-?pag|page-?(?:number|num|label|marker)|pagenum|pagination|starpage", re.IGNORECASE)
_STAR = re.compile(r"(?:\*{1,2}|\[\*{0,2}|page\s)?\s?(\d{1,5})\]?", re.IGNORECASE)
_AROUND = {"nav", "header", "footer", "form", "aside", "button", "menu"}  # of a page on the web, not of the order
_DATA = re.compile(r"data:image/[\w.+-]{1,40};base64,(.*)", re.IGNORECASE | re.DOTALL)
_ORNAMENT = re.compile(r"logo|seal|icon|spacer|banner|signature|pixel", re.IGNORECASE)
_MOST_COLUMNS = 60
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DEEPEST = 150  # levels; what lies deeper is taken as plain text


def decode(data: bytes, file: str) -> Decoded:
    """Read the HTML in `data`. Lists carry the labels that a browser shows, table rows are lines, blocks are
    parted by a blank line, page breaks of the style sheet are form feeds, words that are struck out stand between "~~",
    a reporter's pages are "[*13]". Raises NotText, FileTooLarge."""
    if len(data) > MAX_HTML:
        limit = MAX_HTML // 1024 // 1024
        raise FileTooLarge(f"{file}: more than {limit} MB of HTML; give the order as PDF or text")
    text, encoding = _characters(data, file)
    if "<" not in text:
        return Decoded(clean(text), encoding)
    # Without its name it is an instruction like any other, which no browser shows.
    soup = BeautifulSoup(_DECLARATION.sub("<?x", text), "lxml")
    shared = _Shared(StyleSheet(soup), Pictures())
    page = _Page(shared)
    page.walk(soup, Appearance())
    hidden = ("Text that the page hides (hidden, white or of no size) was left out.",) if shared.hidden else ()
    return Decoded(clean(page.text()), encoding, warnings=hidden + shared.pictures.warnings())


def _characters(data: bytes, file: str) -> tuple[str, str]:
    """A byte order mark decides, then what the page says of itself, then what the bytes look like."""
    stated = _CHARSET.search(data[:4096])
    if stated and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = stated[1].decode("ascii").lower()
        # Browsers read "iso-8859-1" as cp1252 (WHATWG Encoding Standard, section 4.2).
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "windows-1252") else name
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
        else:
            if "\0" not in text:
                return text, name
    return decoded(data, file)


class _Shared:
    """What the cells of a page have in common: its style sheet, its pictures, whether it hides text."""

    def __init__(self, sheet: StyleSheet, pictures: Pictures) -> None:
        self.sheet, self.pictures = sheet, pictures
        self.hidden = False


class _Page:
    """The blocks of a page, or of one cell of a table, as the walk through its elements meets them."""

    def __init__(self, shared: _Shared) -> None:
        self.shared = shared
        self.blocks: list[str] = []
        self.runs: list[Run] = []
        self.label = ""  # what the next block begins with: a list's label, a heading's sign
        self.indent = ""
        self.printed = False  # blanks and line ends count, as in <pre>

    def walk(self, tag: Tag, seen: Appearance, depth: int = 0) -> None:
        if depth > _DEEPEST:
            self.add(_SPACE.sub(" ", tag.get_text(" ")), seen)
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child, seen, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.add(str(child) if self.printed else _SPACE.sub(" ", child), seen)

    def add(self, text: str, seen: Appearance) -> None:
        if text.strip() and seen.unseen:
            self.shared.hidden = True
            return
        if text.strip() and seen.redacted:
            text = f" {REDACTED} "
        self.runs.append(Run(text, seen.bold, seen.italic, seen.struck))

    def element(self, tag: Tag, outer: Appearance, depth: int) -> None:
        if tag.name in _DROPPED:
            return
        style = self.shared.sheet.of(tag)
        seen = look(tag, style, outer)
        if seen.hidden:
            if tag.name not in _AROUND and not tag.find_parent(_AROUND) and re.search(r"\w{2}", tag.get_text()):
                self.shared.hidden = True
            return
        if tag.name == "br":
            self.runs.append(Run("\n", seen.bold, seen.italic, seen.struck))
        elif tag.name == "img":
            self.picture(tag)
        elif tag.name == "math":
            self.add(" " + " ".join(formula(tag).split()) + " ", seen)
        elif star := self.star(tag):
            self.runs.append(Run(f"[*{star}]"))
        elif seen.raised and not outer.raised and (figures := _FIGURES.fullmatch(tag.get_text().strip())):
            self.runs.append(Run("".join(f"[^{figure}]" for figure in figures.groups() if figure)))
        elif tag.name not in _BLOCKS:
            self.walk(tag, seen, depth)
        else:
            self.flush()
            if _BREAK_BEFORE.search(style):
                self.blocks.append(FORM_FEED)
            self.block(tag, seen, depth)
            self.flush()
            if _BREAK_AFTER.search(style):
                self.blocks.append(FORM_FEED)

    def star(self, tag: Tag) -> str | None:
        """The number of the reporter's page that an element marks."""
        classes = " ".join(tag.get("class") or [])
        if tag.name != "page-number" and not _STAR_CLASS.search(classes):
            return None
        match = _STAR.fullmatch(" ".join(tag.get_text().split()))
        return match[1] if match else None

    def picture(self, tag: Tag) -> None:
        """What a picture says; one that lies elsewhere is told, unless it is an ornament."""
        source = str(tag.get("src", ""))
        data = _DATA.match(source)
        if data:
            try:
                text = self.shared.pictures.text_of(base64.b64decode(data[1]))
            except (binascii.Error, ValueError):
                text = ""
            if text:
                self.runs.append(Run(f"\n{text}\n"))
        elif source and not tag.find_parent(_AROUND) and not _ORNAMENT.search(f"{source} {tag.get('alt', '')}"):
            sides = [_integer(tag.get(side), 1000) for side in ("width", "height")]
            if min(sides) > 20 and max(sides) > 120:
                self.shared.pictures.text_of(None)

    def block(self, tag: Tag, seen: Appearance, depth: int) -> None:
        if _HEADING.fullmatch(tag.name):
            self.label = "#" * int(tag.name[1]) + " "
            self.walk(tag, seen._replace(bold=False), depth)
            self.label = "" if not self.runs else self.label
        elif tag.name in ("ol", "ul"):
            self.items(tag, seen, depth)
        elif tag.name == "table":
            self.table(tag, seen, depth)
        elif tag.name == "pre":
            inside = _Page(self.shared)
            inside.printed = True
            inside.walk(tag, seen, depth)
            self.blocks.append(marked(inside.runs).strip("\r\n"))
        else:
            self.walk(tag, seen, depth)

    def items(self, tag: Tag, seen: Appearance, depth: int) -> None:
        outer = self.indent
        children = [child for child in tag.children if isinstance(child, Tag)]
        step = -1 if tag.has_attr("reversed") else 1
        first = sum(item.name == "li" for item in children) if step < 0 else 1
        number = _integer(tag.get("start"), first)
        for item in children:
            self.flush()
            if item.name != "li":
                self.element(item, seen, depth + 1)
                continue
            number = _integer(item.get("value"), number)
            label = list_label(number, str(item.get("type") or tag.get("type") or "1"))
            self.label = outer + (BULLET if tag.name == "ul" else f"{label}. ")
            self.indent = outer + INDENT
            self.walk(item, look(item, self.shared.sheet.of(item), seen), depth + 1)
            self.flush()
            self.label, self.indent = "", outer
            number += step

    def table(self, tag: Tag, seen: Appearance, depth: int) -> None:
        together: list[list[CellText]] = []
        reaching: dict[int, int] = {}  # rows that a cell of this column still reaches into
        for row in _rows(tag):
            cells: list[list[str] | None] = []
            inside = look(row, self.shared.sheet.of(row), seen)

            def reached(cells: list[list[str] | None]) -> None:
                while reaching.get(len(cells), 0) > 0:
                    reaching[len(cells)] -= 1
                    cells.append(None)

            for cell in row.children:
                if isinstance(cell, Tag) and cell.name in ("td", "th"):
                    reached(cells)
                    page = _Page(self.shared)
                    page.element(cell, inside._replace(bold=False) if cell.name == "th" else inside, depth + 1)
                    page.flush()
                    across = max(1, min(_integer(cell.get("colspan"), 1), _MOST_COLUMNS))
                    for place in range(len(cells), len(cells) + across):
                        reaching[place] = max(_integer(cell.get("rowspan"), 1), 1) - 1
                    cells += [page.blocks, *([] for _ in range(across - 1))]
            reached(cells)
            filled = [blocks for blocks in cells if blocks]
            if len(filled) == 1 and None not in cells and len(filled[0]) > 1:  # a table that only lays out the page
                self.columns(together)
                together = []
                self.blocks += filled[0]
            elif filled or None in cells:
                together.append([blocks if blocks is None else "\n".join(blocks) for blocks in cells])
        self.columns(together)

    def columns(self, rows: list[list[CellText]]) -> None:
        if rows:
            self.blocks.append(table(rows))

    def flush(self) -> None:
        """Close the block that is being gathered."""
        text = re.sub(r" *\n *", "\n", re.sub(r"(?<=\S) {2,}", " ", marked(self.runs))).replace("\xa0", " ")
        text = _NOTE.sub(r"[^\1]: ", text.strip())
        self.runs = []
        if text:
            lines = text.split("\n")
            self.blocks.append("\n".join([(self.label or self.indent) + lines[0], *lines[1:]]))
            self.label = ""

    def text(self) -> str:
        self.flush()
        return "\n\n".join(self.blocks).replace(f"\n\n{FORM_FEED}\n\n", FORM_FEED).strip("\n")


def list_label(number: int, kind: str) -> str:
    """A list item's number as HTML's `type` shows it: "1", "a", "A", "i" or "I"."""
    if kind in ("i", "I"):
        label = roman(number)
    elif kind in ("a", "A") and 0 < number < 100_000:
        label = ""
        while number:
            number, letter = divmod(number - 1, 26)
            label = chr(ord("a") + letter) + label
    else:
        label = str(number)
    return label.upper() if kind in ("A", "I") else label


def _rows(table: Tag) -> Iterator[Tag]:
    for child in table.children:
        if isinstance(child, Tag) and child.name == "tr":
            yield child
        elif isinstance(child, Tag) and child.name in ("thead", "tbody", "tfoot"):
            yield from (row for row in child.children if isinstance(row, Tag) and row.name == "tr")


def _integer(value: object, otherwise: int) -> int:
    text = str(value).strip() if value is not None else ""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise
