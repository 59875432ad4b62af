"""Pages of lines → the paragraphs of an order, each with its label and its pins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import PurePath

from indexer.layout import columns, emphasis, furniture, gutter, left_out, stamps
from indexer.layout.ends import caption_end, continues_title, signature_rows
from indexer.layout.joining import Block, BlockJoiner, measure
from indexer.layout.labels import label
from indexer.layout.rows import Page, Row, split
from indexer.layout.typeset import typeset
from indexer.orders import Order, Source

# What holds two columns of a caption apart: blanks, or a column of ")", "*" or "§".
_COLUMN = re.compile(r"\s{3,}(?:[)*|§:]+(?:\s+|$))?(?=\S|$)|(?:^|\s+)[)*|§]+(?:\s+|$)")
# Rows of signs, and what OCR makes of a row of asterisks ("* * te ke * *"), hold no word of three letters.
_WORDS = re.compile(r"[^\W_]{3}|\d|^\W*(?:[vV]{1,2}|[A-Za-z]{1,2}\.?)\W*$")

_LETTER = re.compile(r"\w")


def lay_out(source: Source) -> Order:
    """The order that `source` holds: paragraphs, pins, marks, stamps; caption, deadlines and provisions
    are still empty. Pure: the same source gives the same order."""
    cuts, emphasised = emphasis.find(source.text, source.format in ("markdown", "html", "docx", "email"))
    signs = left_out.find(source.text, source.format == "text")
    pages, found = stamps.take_out(split(source.text, left_out.cuts(signs, cuts)))
    pages = gutter.take_off(pages)
    columns.part(pages)
    furniture.take_off(pages)
    measure(pages)
    blocks = _blocks(pages, source.text, emphasised, signs)
    paper = typeset(source.text, blocks, emphasised)
    gone = left_out.placed(signs, paper.pins)
    paragraphs = label(blocks, paper.text, paper.spans, {one.words: one.at for one in gone if one.kind == "note"})
    return Order(
        id=PurePath(source.file).stem,
        file=source.file,
        format=source.format,
        sha256=source.sha256,
        source=source.text,
        text=paper.text,
        paragraphs=paragraphs,
        pins=paper.pins,
        marks=paper.marks,
        stamps=tuple(found),
        pages=max(1, len(pages)),
        ocr=source.ocr,
        left_out=gone,
        warnings=source.warnings + left_out.warnings(gone, paragraphs),
    )


def _blocks(
    pages: Sequence[Page], text: str, emphasised: Sequence[emphasis.Emphasised], signs: Sequence[left_out.Omission]
) -> list[Block]:
    notes = furniture.Notes({sign.words for sign in signs if sign.kind == "note"})
    apart: list[tuple[Row | None, Block]] = []
    rows: list[Row] = []
    for page in pages:
        found = notes.take(page)
        kept = page.filled()
        numbers = [row.number for row in kept]
        for name, note in found:
            place = bisect_right(numbers, note[0].number)
            before = kept[place - 1] if place else rows[-1] if rows else None
            apart.append((before, Block("footnote", note, label=name)))
        rows += kept
    end = caption_end(rows, pages[0].width if pages else 0)
    body, piped = _unpiped(rows[end:])

    def is_hashed(row: Row) -> bool:
        start = text.rfind("\n", 0, row.at[0]) + 1
        return text[start : row.at[0]].lstrip().startswith("#")

    bold = [(start, end) for start, end, kind in emphasised if kind == "bold"]

    def is_bold(row: Row) -> bool:
        start, end = bold[max(0, bisect_right(bold, (row.at[0], len(text))) - 1)] if bold else (0, 0)
        return start <= row.at[0] and row.at[-1] < end

    blocks = _caption(rows[:end], pages[0].spacing if pages else 0)
    blocks += BlockJoiner(pages, is_hashed, is_bold).build(body, signature_rows(body), piped)
    places = {id(row): index for index, block in enumerate(blocks) for row in block.rows}
    for before, note_block in reversed(apart):
        blocks.insert(places.get(id(before), len(blocks) - 1) + 1, note_block)
    return blocks


def _unpiped(rows: Sequence[Row]) -> tuple[list[Row], set[int]]:
    """The rows without the outer bars of Markdown's tables and without their rules "|---|---|", and the indices of
    those that are rows of tables."""
    kept: list[Row] = []
    piped: set[int] = set()
    for row in rows:
        if row.text[0] == "|" and row.text[-1] == "|" and len(row.text) > 2:
            if not _LETTER.search(row.text):
                continue
            row.keep(1, len(row.text) - 1)
            piped.add(len(kept))
        kept.append(row)
    return kept, piped


def _caption(rows: Sequence[Row], spacing: int) -> list[Block]:
    """A block for each row of the caption, for each column of it where it is set in two; a title that runs
    over several rows is one. Rows and columns of signs alone are left out."""
    blocks: list[Block] = []
    for row in rows:
        parts = [part for part in _columns(row) if _LETTER.search(part.text)] if _WORDS.search(row.text) else []
        last = blocks[-1].rows if blocks else []
        if last and len(parts) == 1 and continues_title([one.text for one in last], row, spacing):
            last.append(parts[0])
        else:
            blocks += [Block("caption", [part]) for part in parts]
    return blocks


def _columns(row: Row) -> list[Row]:
    parts: list[Row] = []
    start = 0
    for gap in _COLUMN.finditer(row.text):
        parts.append(row.part(start, gap.start()))
        start = gap.end()
    parts.append(row.part(start, len(row.text)))
    return parts
