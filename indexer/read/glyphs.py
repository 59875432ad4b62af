"""The text layer of one PDF page → words with places, upright whichever way the page is turned."""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from indexer.plain import is_invisible
from indexer.read.drawings import Box, Drawings
from indexer.read.markup import REDACTED
from indexer.read.rows import Word
from indexer.read.visible import Eyes, Seen

MAX_PAGE_CHARACTERS = 100_000
"""Most characters of one page; a dense one has 6,000."""


class TooManyCharacters(Exception):
    """A page holds more characters than any order prints on one; the text says how many."""


_FARTHEST = 14_400.0  # points; no page of the PDF standard is longer (ISO 32000-1, Annex C)
_NO_LETTER = "\ufffd"
# pdfium's own code for a hyphen that divides a word at a line's end, and Word's bullets, which come
# from symbol fonts and land in the private area.
_SPELLED = {0x02: "-", 0xFFFE: "-", 0xAD: "-"} | dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF076), "•")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_RUN_GAP = 1.8  # in type heights: a gap that ends a printed run
_WORD_GAP = 0.3  # a gap that ends a word although no space is printed
_OVER, _UNDER = 0.5, 0.12  # in type heights above the line: where a line strikes its letters out
_BEYOND = 1.35  # a line longer than this many times the words it runs through is a rule or is signed upon
_MOST_LINES = 3000  # of one page; a drawing has more
_LOWEST, _NARROWEST = 5.0, 8.0  # points: a black box that is less hides no word
_ASIDE = 0.1  # share of a page's letters under which text across its direction is margin furniture


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    baseline: float
    size: float
    turn: int  # quarter turns anticlockwise
    spaced: bool  # white space before it
    struck: bool = False


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Words of a page's text layer, one list a reading direction, the main one first.

    unreadable: share of the letters that stand for no character (a font without its table). A few words
    across the main direction, such as the court's name in a margin, are left out. hidden: letters that the page does
    not show, left out. redacted: black boxes in the lines, each "[redacted]" among the words.
    """

    directions: tuple[list[Word], ...]
    unreadable: float
    hidden: int = 0
    redacted: int = 0


def text_layer(page: pdfium.PdfPage, drawings: Drawings) -> TextLayer:
    """The words that `page` shows as text, or that another's OCR laid invisibly under a scan.

    Raises TooManyCharacters with more than MAX_PAGE_CHARACTERS, PdfiumError where the page is damaged.
    """
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_PAGE_CHARACTERS:
            raise TooManyCharacters(f"{textpage.count_chars():,} characters")
        box = page.get_cropbox()
        glyphs, hidden, covers = _glyphs(textpage, box, Eyes(page, textpage, drawings))
    finally:
        textpage.close()
    if not glyphs:
        return TextLayer((), 0.0)
    covered = _blacked(drawings, covers, glyphs, box)
    glyphs = _struck(glyphs, drawings, box) + covered
    turns = Counter(glyph.turn for glyph in glyphs).most_common()
    directions = tuple(
        _words([glyph for glyph in glyphs if glyph.turn == turn])
        for turn, count in turns
        if count >= _ASIDE * len(glyphs)
    )
    return TextLayer(directions, sum(glyph.text == _NO_LETTER for glyph in glyphs) / len(glyphs), hidden, len(covered))


def _glyphs(
    textpage: pdfium.PdfTextPage, box: tuple[float, float, float, float], eyes: Eyes
) -> tuple[list[_Glyph], int, list[Box]]:
    """The characters that are seen inside the page, in the order of the file; how many are not seen; and the black
    boxes that cover some."""
    matrix, bounds = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[_Glyph] = []
    hidden = 0
    covers: list[Box] = []
    verdict: Seen = "shown"
    spaced = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        # Spaces and line ends that pdfium adds by itself have no place; real spaces need none.
        if code in (0x20, 0xA0, 0x0D, 0x0A, 0x09) or raw.FPDFText_IsGenerated(textpage, index) == 1:
            spaced = True
            continue
        if code != 0xAD and is_invisible(chr(code)):
            continue
        raw.FPDFText_GetMatrix(textpage, index, matrix)
        raw.FPDFText_GetLooseCharBox(textpage, index, bounds)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        turn = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        corners = (bounds.left, bounds.bottom), (bounds.right, bounds.top), (x.value, y.value)
        if not all(math.isfinite(value) for corner in corners for value in corner):
            continue
        one, two, origin = (_upright(corner, turn, box) for corner in corners)
        height = abs(two[1] - one[1])
        if not 0.3 * height < size < 3 * height and height > 0:
            size = height / 1.15  # type drawn glyph by glyph states no size; a line's box is a little higher
        left, right = sorted((one[0], two[0]))
        if not _inside(left, right, origin[1], size, turn, box):
            continue
        letter = _letter(code)
        seen, cover = eyes.see(index, Box(bounds.left, bounds.bottom, bounds.right, bounds.top), size)
        if letter.isalnum() or cover is not None:
            verdict = seen
        elif spaced or not glyphs:
            verdict = "shown" if verdict == "shown" else seen
        # A stop is too small to be judged by itself: it is seen as the letter before it is.
        if cover is not None:
            covers.append(cover)
        if verdict != "shown":
            hidden += 1
            spaced = True
            continue
        glyphs.append(_Glyph(letter, left, right, origin[1], size, turn, spaced))
        spaced = False
    return glyphs, hidden, covers


def _turned(box: Box, turn: int, paper: tuple[float, float, float, float]) -> Box:
    """`box` as seen with the page turned so that text at `turn` reads from left to right."""
    one, two = _upright((box.left, box.bottom), turn, paper), _upright((box.right, box.top), turn, paper)
    return box._replace(
        left=min(one[0], two[0]), bottom=min(one[1], two[1]), right=max(one[0], two[0]), top=max(one[1], two[1])
    )


def _struck(glyphs: list[_Glyph], drawings: Drawings, paper: tuple[float, float, float, float]) -> list[_Glyph]:
    """The glyphs, those through which a line is drawn marked. A line much longer than what it runs through is none."""
    if not drawings.lines or len(drawings.lines) > _MOST_LINES:
        return glyphs
    through: set[int] = set()
    for turn in {glyph.turn for glyph in glyphs}:
        lines = [line for line in (_turned(line, turn, paper) for line in drawings.lines) if _is_level(line)]
        lines.sort(key=lambda line: line.bottom)
        levels = [(line.bottom + line.top) / 2 for line in lines]
        met: dict[int, list[int]] = {}
        for place, glyph in enumerate(glyphs):
            if glyph.turn != turn:
                continue
            low = bisect_left(levels, glyph.baseline + _UNDER * glyph.size)
            high = bisect_right(levels, glyph.baseline + _OVER * glyph.size)
            middle = (glyph.left + glyph.right) / 2
            for number in range(low, high):
                if lines[number].left - 1 <= middle <= lines[number].right + 1:
                    met.setdefault(number, []).append(place)
        for number, places in met.items():
            extent = max(glyphs[place].right for place in places) - min(glyphs[place].left for place in places)
            if lines[number].right - lines[number].left <= _BEYOND * extent + glyphs[places[0]].size:
                through.update(places)
    return [replace(glyph, struck=True) if place in through else glyph for place, glyph in enumerate(glyphs)]


def _is_level(line: Box) -> bool:
    return line.right - line.left > line.top - line.bottom


def _blacked(
    drawings: Drawings, covers: list[Box], glyphs: list[_Glyph], paper: tuple[float, float, float, float]
) -> list[_Glyph]:
    """ "[redacted]" for each black box that covers letters, or that stands in the lines without any upon it."""
    if not any(box.dark for box in drawings.boxes):
        return []
    turn = Counter(glyph.turn for glyph in glyphs).most_common(1)[0][0] if glyphs else 0
    size = median(glyph.size for glyph in glyphs) if glyphs else 12.0
    sure = {(round(box.left), round(box.bottom), round(box.right), round(box.top)) for box in covers}
    upright = [glyph for glyph in glyphs if glyph.turn == turn]
    first, last = min((glyph.left for glyph in upright), default=0), max((glyph.right for glyph in upright), default=0)
    found: list[_Glyph] = []
    for box in drawings.boxes:
        seen = _turned(box, turn, paper)
        width, height = seen.right - seen.left, seen.top - seen.bottom
        covering = (round(box.left), round(box.bottom), round(box.right), round(box.top)) in sure
        if not box.dark or not covering and (height < _LOWEST or width < _NARROWEST):
            continue
        if not covering and (seen.left < first - 2 * size or seen.right > last + 6 * size):
            continue  # a frame, or a bar beside the text
        inside = [glyph for glyph in upright if seen.holds((glyph.left + glyph.right) / 2, glyph.baseline + 0.3 * size)]
        if inside and not covering:
            continue  # white letters on black
        if any(abs(one.left - seen.left) < 1 > abs(one.right - seen.right) and abs(one.baseline - seen.bottom) < size
               for one in found):  # fmt: skip
            continue
        beside = [glyph for glyph in upright if seen.bottom - 0.3 * size <= glyph.baseline < seen.top - 0.2 * size]
        level = (
            max(beside, key=lambda glyph: glyph.baseline).baseline if beside else seen.bottom + 0.2 * min(height, size)
        )
        found.append(_Glyph(REDACTED, seen.left, seen.right, level, size, turn, True))
    return found


def _letter(code: int) -> str:
    if code in _SPELLED:
        return _SPELLED[code]
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code >= 0x110000:
        return _NO_LETTER
    return _LIGATURES.get(chr(code), chr(code))


def _upright(point: tuple[float, float], turn: int, box: tuple[float, float, float, float]) -> tuple[float, float]:
    """`point` as seen with the page turned so that text at `turn` reads from left to right."""
    left, bottom, right, top = box
    x, y = point
    return ((x - left, y - bottom), (y - bottom, right - x), (right - x, top - y), (top - y, x - left))[turn]


def _inside(
    left: float, right: float, baseline: float, size: float, turn: int, box: tuple[float, float, float, float]
) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    if turn % 2:
        width, height = height, width
    width, height = min(width, _FARTHEST), min(height, _FARTHEST)
    return left >= -1 and right <= width + 1 and -1 <= baseline <= height + 1 and 0.5 < size < height


def _words(glyphs: list[_Glyph]) -> list[Word]:
    """Glyphs in the order of the file → words; a run printed twice at one place (bold type) counts once."""
    words: list[Word] = []
    runs: list[list[_Glyph]] = []
    for glyph in glyphs:
        before = runs[-1][-1] if runs else None
        if (
            before is None
            or abs(glyph.baseline - before.baseline) > 0.1 * before.size
            or not -0.5 * glyph.size < glyph.left - before.right < _RUN_GAP * glyph.size
        ):
            runs.append([])
        runs[-1].append(glyph)
    seen: dict[str, list[_Glyph]] = {}
    for number, run in enumerate(runs):
        twins = seen.setdefault("".join(glyph.text for glyph in run), [])
        if any(_same_place(twin, run[0]) for twin in twins[-50:]):
            continue
        twins.append(run[0])
        word: list[_Glyph] = []
        for glyph in run:
            if word and (
                glyph.spaced or glyph.struck != word[-1].struck or glyph.left - word[-1].right > _WORD_GAP * glyph.size
            ):
                words.append(_word(word, number))
                word = []
            word.append(glyph)
        words.append(_word(word, number))
    return words


def _same_place(one: _Glyph, other: _Glyph) -> bool:
    near = 0.15 * one.size
    return abs(one.left - other.left) < near and abs(one.baseline - other.baseline) < near


def _word(glyphs: list[_Glyph], run: int) -> Word:
    return Word(
        "".join(glyph.text for glyph in glyphs),
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        glyphs[0].baseline,
        max(glyph.size for glyph in glyphs),
        run,
        glyphs[0].struck,
    )
