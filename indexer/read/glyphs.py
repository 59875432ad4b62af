"""The text layer of one PDF page → words with places, upright whichever way the page is turned."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from indexer.read.rows import Word

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


@dataclass(frozen=True, slots=True)
class TextLayer:
    """Words of a page's text layer, one list a reading direction, the main one first.

    unreadable: share of the letters that stand for no character (a font without its table). A few words
    across the main direction, such as the court's name in a margin, are left out.
    """

    directions: tuple[list[Word], ...]
    unreadable: float


def text_layer(page: pdfium.PdfPage) -> TextLayer:
    """The words that `page` holds as text, visible or laid invisibly under a scan by another's OCR.

    Raises TooManyCharacters with more than MAX_PAGE_CHARACTERS, PdfiumError where the page is damaged.
    """
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > MAX_PAGE_CHARACTERS:
            raise TooManyCharacters(f"{textpage.count_chars():,} characters")
        glyphs = _glyphs(textpage, page.get_cropbox())
    finally:
        textpage.close()
    if not glyphs:
        return TextLayer((), 0.0)
    turns = Counter(glyph.turn for glyph in glyphs).most_common()
    directions = tuple(
        _words([glyph for glyph in glyphs if glyph.turn == turn])
        for turn, count in turns
        if count >= _ASIDE * len(glyphs)
    )
    return TextLayer(directions, sum(glyph.text == _NO_LETTER for glyph in glyphs) / len(glyphs))


def _glyphs(textpage: pdfium.PdfTextPage, box: tuple[float, float, float, float]) -> list[_Glyph]:
    """The printed characters inside the page, in the order of the file."""
    matrix, bounds = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs = []
    spaced = False
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        # Spaces and line ends that pdfium adds by itself have no place; real spaces need none.
        if code in (0x20, 0xA0, 0x0D, 0x0A, 0x09) or raw.FPDFText_IsGenerated(textpage, index) == 1:
            spaced = True
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
        glyphs.append(_Glyph(_letter(code), left, right, origin[1], size, turn, spaced))
        spaced = False
    return glyphs


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
            if word and (glyph.spaced or glyph.left - word[-1].right > _WORD_GAP * glyph.size):
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
    )
