"""Markdown's signs for what Word and HTML print: emphasis, struck words, list labels, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest
from typing import NamedTuple

INDENT = "   "
"""What each level of a nested list stands in by."""

BULLET = "- "

REDACTED = "[redacted]"
"""What stands in the text where the page is black."""

_WIDEST = 100  # characters of a cell's line; wider ones are prose and do not stand side by side
_LONGEST = 1500  # characters of a cell of facts
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
# Cells of tables that only lay out a caption or a signature.
_LAYS_OUT = re.compile(
    r"^\s*(?:vs?\.?|-?\s*against\s*-?|[)(:§*|\s]+)\s*$|\b(?:Case|Civil|Criminal|Docket|Cause|Index|Action)\s+(?:Action\s+)?No\b"
    r"|^/s/|_{5,}|\b(?:Plaintiff|Defendant|Petitioner|Respondent|Debtor)s?[,.]\s*$|^\s*(?:Dated|DATED)\b"
    r"|\b(?:United States|U\.S\.)\s+(?:Magistrate|District|Bankruptcy|Circuit)\s+Judge\s*$",
    re.MULTILINE | re.IGNORECASE,
)


_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]")


class Run(NamedTuple):
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False


def marked(runs: Iterable[Run]) -> str:
    """`runs` as one string, bold and italic in signs that open and close on one line, around no space. Words that are
    struck out stand between "~~", without other signs."""
    parts = []
    for (bold, italic, struck), group in groupby(runs, key=lambda run: run[1:]):
        text = "".join(run.text for run in group)
        sign = "~~" if struck else "**" * bold + "*" * italic
        if struck:
            text = text.replace("~~", "~")
        if sign:
            lines = re.split(r"([\n\f])", text)
            text = "".join(_between(sign, line) for line in lines)
        parts.append(text)
    return "".join(parts)


def _between(sign: str, line: str) -> str:
    core = line.strip()
    if not core:
        return line
    start = len(line) - len(line.lstrip())
    return line[:start] + sign + core + sign + line[start + len(core) :]


def roman(number: int) -> str:
    """`number` in lower-case Roman numerals; beyond their range (1 to 3999) in digits."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


CellText = str | None
"""A cell's text, lines parted by a line feed; None where a cell above it reaches down into its place."""


def table(rows: Sequence[Sequence[CellText]]) -> str:
    """A table's rows as lines. One that holds facts is written as Markdown does, "| Trial | May 3, 2021 |", a line a
    row, with the words of a merged cell in each of its rows; one that only lays out a caption stands as it does there.
    """
    whole = [[cell or "" for cell in row] for row in rows]
    if not _holds_facts(whole):
        return side_by_side(whole)
    lines: list[str] = []
    above: list[str] = []
    for row in rows:
        cells = [
            (above[place] if place < len(above) else "") if cell is None else " ".join(cell.replace("|", "¦").split())
            for place, cell in enumerate(row)
        ]
        above = cells
        filled = [cell for cell in cells if cell]
        if len(filled) == 2 and _NUMBER.fullmatch(filled[0]):  # a numbered list, laid out by a table
            lines += ["", " ".join(filled), ""]
        elif sum(len(cell) > _WIDEST for cell in cells) > 1:
            lines += ["", *("\n\n".join(filled)).split("\n"), ""]
        elif filled:
            lines.append("| " + " | ".join(cells) + " |" if len(filled) > 1 else f"| {filled[0]} |")
    return "\n".join(lines).strip("\n")


def _holds_facts(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table says something by its rows: two of several cells at least, and no sign of a caption."""
    if any(_LAYS_OUT.search(cell) for row in rows for cell in row if cell.strip() and len(cell) < 400):
        return False
    if any(len(cell) > _LONGEST for row in rows for cell in row):  # a page that a table lays out
        return False
    several = [row for row in rows if sum(bool(cell.strip()) for cell in row) > 1]
    return len(several) > 1 or len(rows) == 1 and bool(several)


def side_by_side(rows: list[list[str]]) -> str:
    """A table's rows as lines, the cells of a row beside each other where their lines are short, as in a
    caption, else one under the other."""
    count = max(map(len, rows), default=0)
    lines = [[cell.split("\n") for cell in row] for row in rows]
    narrow = [row for row in lines if max((len(line) for cell in row for line in cell), default=0) <= _WIDEST]
    widths = [
        max((len(line) for row in narrow if place < len(row) for line in row[place]), default=0)
        for place in range(count)
    ]
    written = []
    for row in lines:
        filled = [cell for cell in row if any(line.strip() for line in cell)]
        if row not in narrow or len(filled) < 2:
            written += ["\n".join(cell) for cell in filled]
            continue
        written += [
            "   ".join(part.ljust(width) for part, width in zip(parts, widths, strict=False)).rstrip()
            for parts in zip_longest(*row, fillvalue="")
        ]
    return "\n".join(written)
