"""HTML: what a browser shows, in Markdown's signs."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from indexer.errors import FileTooLarge
from indexer.read.common import FORM_FEED, Decoded
from indexer.read.markup import BULLET, INDENT, Run, marked, roman, side_by_side
from indexer.read.text import clean, decoded

MAX_HTML = 10 * 1024 * 1024
"""Size limit of an HTML page, in bytes; as a tree it takes some fifty times the room."""

_DROPPED = {
    "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg", "math", "select",
    "textarea", "button",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_HEADING = re.compile(r"h[1-6]")
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BREAK_BEFORE = re.compile(r"(?:page-)?break-before\s*:\s*(?:always|page)", re.IGNORECASE)
_BREAK_AFTER = re.compile(r"(?:page-)?break-after\s*:\s*(?:always|page)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?xml", re.IGNORECASE)
_NOTE = re.compile(r"^\[\^(\d+)\](?!:)\s*")  # at the start of a block the note itself begins
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DEEPEST = 150  # levels; what lies deeper is taken as plain text


def decode(data: bytes, file: str) -> Decoded:
    """Read the HTML in `data`. Lists carry the labels that a browser shows, table rows are lines, blocks are
    parted by a blank line, page breaks of the style sheet are form feeds. Raises NotText, FileTooLarge."""
    if len(data) > MAX_HTML:
        limit = MAX_HTML // 1024 // 1024
        raise FileTooLarge(f"{file}: more than {limit} MB of HTML; give the order as PDF or text")
    text, encoding = _characters(data, file)
    if "<" not in text:
        return Decoded(clean(text), encoding)
    # Without its name it is an instruction like any other, which no browser shows.
    soup = BeautifulSoup(_DECLARATION.sub("<?x", text), "lxml")
    page = _Page()
    page.walk(soup)
    return Decoded(clean(page.text()), encoding)


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


class _Page:
    """The blocks of a page, or of one cell of a table, as the walk through its elements meets them."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.runs: list[Run] = []
        self.label = ""  # what the next block begins with: a list's label, a heading's sign
        self.indent = ""

    def walk(self, tag: Tag, bold: bool = False, italic: bool = False, depth: int = 0) -> None:
        if depth > _DEEPEST:
            self.runs.append(Run(_SPACE.sub(" ", tag.get_text(" ")), bold, italic))
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self.element(child, bold, italic, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.runs.append(Run(_SPACE.sub(" ", child), bold, italic))

    def element(self, tag: Tag, bold: bool, italic: bool, depth: int) -> None:
        style = str(tag.get("style", ""))
        if tag.name in _DROPPED or tag.has_attr("hidden") or _HIDDEN.search(style):
            return
        bold = bold or tag.name in ("b", "strong", "th") or _BOLD.search(style) is not None
        italic = italic or tag.name in ("i", "em", "cite", "var") or _ITALIC.search(style) is not None
        if tag.name == "br":
            self.runs.append(Run("\n", bold, italic))
        elif tag.name == "sup" and tag.get_text().strip(" []").isdecimal():
            self.runs.append(Run(f"[^{tag.get_text().strip(' []')}]"))
        elif tag.name not in _BLOCKS:
            self.walk(tag, bold, italic, depth)
        else:
            self.flush()
            if _BREAK_BEFORE.search(style):
                self.blocks.append(FORM_FEED)
            self.block(tag, bold, italic, depth)
            self.flush()
            if _BREAK_AFTER.search(style):
                self.blocks.append(FORM_FEED)

    def block(self, tag: Tag, bold: bool, italic: bool, depth: int) -> None:
        if _HEADING.fullmatch(tag.name):
            self.label = "#" * int(tag.name[1]) + " "
            self.walk(tag, False, italic, depth)
            self.label = "" if not self.runs else self.label
        elif tag.name in ("ol", "ul"):
            self.items(tag, bold, italic, depth)
        elif tag.name == "table":
            self.table(tag, bold, italic, depth)
        elif tag.name == "pre":
            self.blocks.append(tag.get_text().strip("\r\n"))
        else:
            self.walk(tag, bold, italic, depth)

    def items(self, tag: Tag, bold: bool, italic: bool, depth: int) -> None:
        outer = self.indent
        children = [child for child in tag.children if isinstance(child, Tag)]
        step = -1 if tag.has_attr("reversed") else 1
        first = sum(item.name == "li" for item in children) if step < 0 else 1
        number = _integer(tag.get("start"), first)
        for item in children:
            self.flush()
            if item.name != "li":
                self.element(item, bold, italic, depth + 1)
                continue
            number = _integer(item.get("value"), number)
            label = list_label(number, str(item.get("type") or tag.get("type") or "1"))
            self.label = outer + (BULLET if tag.name == "ul" else f"{label}. ")
            self.indent = outer + INDENT
            self.walk(item, bold, italic, depth + 1)
            self.flush()
            self.label, self.indent = "", outer
            number += step

    def table(self, tag: Tag, bold: bool, italic: bool, depth: int) -> None:
        together: list[list[str]] = []
        for row in _rows(tag):
            cells = []
            for cell in row.children:
                if isinstance(cell, Tag) and cell.name in ("td", "th"):
                    page = _Page()
                    page.element(cell, bold, italic, depth + 1)
                    page.flush()
                    cells.append(page.blocks)
            filled = [blocks for blocks in cells if blocks]
            if len(filled) == 1 and len(filled[0]) > 1:  # a table that only lays out the page
                self.columns(together)
                together = []
                self.blocks += filled[0]
            elif filled:
                together.append(["\n".join(blocks) for blocks in cells])
        self.columns(together)

    def columns(self, rows: list[list[str]]) -> None:
        if rows:
            self.blocks.append(side_by_side(rows))

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
