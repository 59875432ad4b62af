"""Markdown's signs for what Word and HTML print: emphasis, list labels, tables side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby, zip_longest
from typing import NamedTuple

INDENT = "   "
"""What each level of a nested list stands in by."""

BULLET = "- "

_WIDEST = 100  # characters of a cell's line; wider ones are prose and do not stand side by side
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Run(NamedTuple):
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


def marked(runs: Iterable[Run]) -> str:
    """`runs` as one string, bold and italic in signs that open and close on one line, around no space."""
    parts = []
    for (bold, italic), group in groupby(runs, key=lambda run: run[1:]):
        text = "".join(run.text for run in group)
        sign = "**" * bold + "*" * italic
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
