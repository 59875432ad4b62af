"""Rows → blocks: which rows make one paragraph, which are headings, which open the members of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from indexer import markers
from indexer.markers import Level, Marker
from indexer.orders import ParagraphKind
from indexer.rows import Page, Row
from indexer.sentences import ends_sentence
from indexer.zones import ORDERED_ROW

# A row that could have held the next word, and this much more, was the last of its paragraph.
_SLACK = 8
# A list that jumps ahead by more than this is no list.
_JUMP = 15
_WEAK_END = re.compile(r"(?:[,—–-]|\b(?:the|a|an|of|to|in|on|and|or|for|by|with|that|is|are|shall|v\.|No\.))$")
_LEAD_IN = re.compile(r"(?:[:;,—]|[;,]\s+(?:and|or|and/or)|\b(?:that|as follows|following))$")


@dataclass(slots=True)
class Block:
    """The rows of one paragraph. path: its place in the lists it stands in, outermost first, as
    (kind, value, style); owner: index of the block that it is a member or note of."""

    rows: list[Row]
    kind: ParagraphKind = "body"
    path: tuple[tuple[str, int, str], ...] = ()
    owner: int | None = None
    top: bool = False
    note: str = ""
    inferred: bool = False
    heading: str | None = None
    lead: int = 0

    @property
    def text(self) -> str:
        """Its rows joined by blanks."""
        return " ".join(row.text for row in self.rows)


@dataclass(slots=True)
class _Builder:
    is_bold: Callable[[Row], bool]
    is_hash: Callable[[Row], bool]
    pages: dict[int, Page]
    rows: Sequence[Row]
    blocks: list[Block] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    pending: list[Row] = field(default_factory=list)
    forced: bool = False


def measure(pages: Sequence[Page], flow: Sequence[Row]) -> None:
    """Set each page's usual row width and line spacing (0: single, 1: a blank row between lines)."""
    for index, page in enumerate(pages):
        rows = [row for row in flow if row.page == index]
        lengths = sorted(len(row.text) + row.indent for row in rows)
        page.width = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
        apart = [(one, two) for one, two in zip(rows, rows[1:], strict=False) if two.gap == 1]
        together = sum(two.gap == 0 for two in rows[1:])
        broken = sum(not ends_sentence(one.text) for one, _ in apart)
        page.spacing = 1 if len(apart) >= 3 and len(apart) > 1.5 * together and broken > 0.35 * len(apart) else 0


def build(
    pages: Sequence[Page],
    flow: Sequence[Row],
    is_bold: Callable[[Row], bool] = lambda row: False,
    is_hash: Callable[[Row], bool] = lambda row: False,
) -> list[Block]:
    """The blocks of the order's body; `flow`: its rows with text, in reading order, notes taken out.

    is_bold: the whole row is emphasised. is_hash: the row was a Markdown heading.
    """
    measure(pages, flow)
    builder = _Builder(is_bold, is_hash, dict(enumerate(pages)), flow)
    for index, row in enumerate(flow):
        _place(builder, index, row)
    for row in builder.pending:
        builder.blocks.append(Block([row]))
    return builder.blocks


def _place(builder: _Builder, index: int, row: Row) -> None:
    blocks = builder.blocks
    last = blocks[-1].rows[-1] if blocks else None
    free = last is None or _is_free(builder, last, row) or bool(builder.pending)
    if free and markers.alone(row.text) and index + 1 < len(builder.rows):
        builder.pending.append(row)
        return
    if builder.pending:
        held, builder.pending = builder.pending, []
        marker = _accept(builder, index, held[0].text) if len(held) == 1 else None
        if marker:
            _start(builder, [held[0], row], marker)
            return
        # Signs whose members are printed after them: the signs go, the members are counted later.
        blocks.append(Block([row]))
        return
    if free and _is_heading(builder, index, row):
        if last is not None and blocks[-1].kind == "heading" and not _loose(builder, row) and not row.new_page:
            blocks[-1].rows.append(row)
        else:
            blocks.append(Block([row], kind="heading"))
        return
    if free:
        marker = _accept(builder, index, row.text)
        if marker:
            _start(builder, [row], marker)
            return
    if last is not None and blocks[-1].kind != "heading" and _continues(builder, last, row):
        blocks[-1].rows.append(row)
    else:
        blocks.append(Block([row]))


def _loose(builder: _Builder, row: Row) -> bool:
    return row.gap > builder.pages[row.page].spacing


def _is_free(builder: _Builder, last: Row, row: Row) -> bool:
    """Whether a new paragraph may begin at `row`: after a gap, a full stop, a lead-in, a heading."""
    if builder.blocks[-1].kind == "heading":
        return True
    if ends_sentence(last.text) or _LEAD_IN.search(last.text):
        return True
    return _loose(builder, row) and not _WEAK_END.search(last.text)


def _continues(builder: _Builder, last: Row, row: Row) -> bool:
    """Whether `row` carries on the paragraph that `last` is the end of so far."""
    ended = ends_sentence(last.text)
    if ORDERED_ROW.match(row.text) and ended:
        return False
    begins_low = row.text[0].islower()
    if _loose(builder, row) or row.new_page:
        if not ended:
            return True
        return begins_low and not last.text.endswith((":", ";"))
    if not ended:
        return True
    if begins_low and not last.text.endswith(";"):
        return True
    if row.indent > last.indent + 3 and len(builder.blocks[-1].rows) > 1:
        return False
    if row.indent > last.indent + 3 and not builder.blocks[-1].path:
        return False
    width = builder.pages[last.page].width
    word = len(row.text.split(" ", 1)[0])
    return len(last.text) + last.indent + 1 + word + _SLACK > width


def _is_heading(builder: _Builder, index: int, row: Row) -> bool:
    text = row.text
    if builder.is_hash(row):
        return True
    words = text.split()
    if len(text) > 100 or len(words) > 14 or text[-1] in ".;,:?" or ORDERED_ROW.match(text) or "ORDERED" in text:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 4 or not text[0].isalnum():
        return False
    following = builder.rows[index + 1] if index + 1 < len(builder.rows) else None
    if following is None or following.text[0].islower():
        return False
    apart = row.new_page or index == 0 or _loose(builder, row)
    apart_after = _loose(builder, following)
    if all(letter.isupper() for letter in letters):
        return apart or not following.text.isupper()
    if builder.is_bold(row):
        return apart_after or apart
    numbered = re.match(r"(?:[IVX]{1,5}|[A-Z]|\d{1,2})\.\s+(?=[A-Z])", text)
    capital = sum(word[0].isupper() or word.lower() in _SMALL for word in words)
    if numbered and capital == len(words) and len(words) <= 9:
        return apart and apart_after
    width = builder.pages[row.page].width
    centered = row.indent >= 15 and abs(row.indent - (width - row.indent - len(text))) <= 8
    return centered and capital == len(words) and apart and apart_after


_SMALL = frozenset("a an the of to in on and or for by with re at from as v. vs. is".split())


def _accept(builder: _Builder, index: int, text: str) -> Marker | None:
    """The sign that `text` opens with, where it continues a list or begins one; else None."""
    readings = markers.readings(text)
    if not readings:
        return None
    for depth in range(len(builder.levels) - 1, -1, -1):
        level = builder.levels[depth]
        for marker in readings:
            expected = level.value + 1
            if marker.kind == "lost" and level.kind == "number" and marker.kind:
                return _continue(builder, depth, Marker("number", expected, level.style, 0))
            if marker.kind == "bullet" and level.kind == "bullet" and marker.style == level.style:
                return _continue(builder, depth, Marker("bullet", expected, level.style, marker.length))
            if marker.kind != level.kind or not _same_style(marker.style, level.style):
                continue
            if marker.value == expected:
                return _continue(builder, depth, marker)
            if marker.style == "bare" and depth == len(builder.levels) - 1 and marker.value < expected <= 30:
                # The digit of a number without its period was misread; it follows the one before.
                return _continue(builder, depth, Marker("number", expected, level.style, marker.length))
            if expected < marker.value <= expected + _JUMP and _fill(builder, depth, marker):
                return _continue(builder, depth, marker)
    for marker in readings:
        if marker.style == "bare" or marker.kind == "lost":
            continue
        if marker.kind == "bullet":
            if text.count(" ") < 1 or not _comes(builder, index, marker, marker.style):
                continue
            return _open(builder, Marker("bullet", 1, marker.style, marker.length))
        if marker.value == 1:
            if (marker.kind == "capital" or marker.style == "like") and not _comes(builder, index, marker, ""):
                continue
            style = "." if marker.style == "like" else marker.style
            return _open(builder, Marker(marker.kind, 1, style, marker.length))
    for marker in readings:
        if marker.value > 1 and marker.kind in ("number", "roman", "letter") and marker.style != "bare":
            if _fill_new(builder, marker):
                return marker
            loose = not builder.blocks or _loose(builder, builder.rows[index]) or builder.rows[index].new_page
            if marker.kind == "number" and loose and _is_member(text, marker):
                depth = next((n for n, level in enumerate(builder.levels) if level.kind == "number"), -1)
                if depth >= 0 and marker.value > builder.levels[depth].value:
                    return _continue(builder, depth, marker)
                if not builder.levels and marker.value <= 40:
                    return _open(builder, marker)
    return None


def _is_member(text: str, marker: Marker) -> bool:
    return len(text) > marker.length + 8 and text[marker.length].isupper()


def _same_style(one: str, two: str) -> bool:
    return one == two or "bare" in (one, two) or {one, two} == {".", ","}


def _comes(builder: _Builder, index: int, marker: Marker, style: str) -> bool:
    """Whether the list's second member follows further down."""
    for row in builder.rows[index + 1 : index + 120]:
        for other in markers.readings(row.text):
            if marker.kind == "bullet":
                if other.kind == "bullet" and other.style == style:
                    return True
            elif other.kind == marker.kind and other.value == 2 and other.style in (".", marker.style, "bare"):
                return True
    return False


def _continue(builder: _Builder, depth: int, marker: Marker) -> Marker:
    del builder.levels[depth + 1 :]
    builder.levels[depth].value = marker.value
    return marker


def _open(builder: _Builder, marker: Marker) -> Marker:
    """Begin a list: inside the member just before it, or a new outermost one."""
    last = len(builder.blocks) - 1
    inner = builder.levels[-1] if builder.levels else None
    if inner is None or inner.owner != last or inner.kind == marker.kind and inner.style == marker.style:
        builder.levels.clear()
    builder.levels.append(Level(marker.kind, marker.style, marker.value, last))
    return marker


def _start(builder: _Builder, rows: list[Row], marker: Marker) -> None:
    block = Block(rows, lead=marker.length)
    builder.blocks.append(block)
    _settle(builder, block)


def _settle(builder: _Builder, block: Block) -> None:
    levels = builder.levels
    index = builder.blocks.index(block) if builder.blocks[-1] is not block else len(builder.blocks) - 1
    levels[-1].owner = index
    if not levels[-1].members:
        levels[-1].members.append(index - 1)
    block.path = tuple((level.kind, level.value, level.style) for level in levels)
    block.owner = levels[-2].owner if len(levels) > 1 else levels[-1].members[0]
    block.top = len(levels) == 1


def _fill(builder: _Builder, depth: int, marker: Marker) -> bool:
    """Give the numbers that were lost between the last member and `marker` to the paragraphs between,
    where there are exactly as many of them; a single place where a row ends a sentence may part two."""
    level = builder.levels[depth]
    missing = marker.value - level.value - 1
    between = list(range(level.owner + 1, len(builder.blocks)))
    plain = [index for index in between if builder.blocks[index].kind == "body" and not builder.blocks[index].path]
    if len(plain) < missing and not _part(builder, [level.owner, *plain], missing - len(plain)):
        return False
    plain = [
        index for index in range(level.owner + 1, len(builder.blocks))
        if builder.blocks[index].kind == "body" and not builder.blocks[index].path
    ]
    if len(plain) != missing:
        return False
    outer = tuple((one.kind, one.value, one.style) for one in builder.levels[:depth])
    for step, index in enumerate(plain, 1):
        block = builder.blocks[index]
        block.path = (*outer, (level.kind, level.value + step, level.style))
        block.top = depth == 0
        block.inferred = True
        block.owner = builder.levels[depth - 1].owner if depth else level.members[0]
    return True


def _part(builder: _Builder, indexes: Sequence[int], wanted: int) -> bool:
    places = [
        (index, cut)
        for index in indexes
        for cut in range(1, len(builder.blocks[index].rows))
        if ends_sentence(builder.blocks[index].rows[cut - 1].text)
        and builder.blocks[index].rows[cut].text[0].isupper()
    ]
    if len(places) != wanted:
        return False
    for index, cut in reversed(places):
        block = builder.blocks[index]
        builder.blocks.insert(index + 1, Block(block.rows[cut:]))
        del block.rows[cut:]
    return True


def _fill_new(builder: _Builder, marker: Marker) -> bool:
    """A list whose first signs were lost: as many plain paragraphs since the lead-in as are missing."""
    missing = marker.value - 1
    lead = len(builder.blocks) - missing - 1
    if missing > 8 or lead < 0 or not builder.blocks[lead].text.endswith(":"):
        return False
    plain = builder.blocks[lead + 1 :]
    if any(block.kind != "body" or block.path for block in plain):
        return False
    inner = builder.levels[-1] if builder.levels else None
    if inner is None or inner.owner != lead:
        builder.levels.clear()
    outer = tuple((one.kind, one.value, one.style) for one in builder.levels)
    for step, block in enumerate(plain, 1):
        block.path = (*outer, (marker.kind, step, marker.style))
        block.owner, block.inferred, block.top = lead, True, not outer
    builder.levels.append(Level(marker.kind, marker.style, marker.value, lead, [lead]))
    return True
