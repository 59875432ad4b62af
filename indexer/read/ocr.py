"""One page's picture → words with places, by Tesseract where it is installed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from statistics import median
from typing import Any

import pytesseract
from PIL import Image

from indexer.read.rows import Word
from indexer.read.ruled import ruled

DPI = 300
"""Resolution that Tesseract is trained for."""

SECONDS_A_PAGE = 60
"""Time limit of one page."""

INSTALL = "install Tesseract (apt-get install tesseract-ocr) and read it again"
"""The remedy where it is missing."""

_WHOLE = "--psm 1"  # a page, and which way up it lies is found first
_DIGITS = "--psm 6 -c tessedit_char_whitelist=0123456789"  # one block of numbers
_LINE, _WORD = 4, 5  # levels in Tesseract's table
_TALL = 2.2  # usual word heights that a line of text does not reach
_GUTTER = 40  # points left of the rule in which its numbers stand
_SEQUENCE = 0.7  # share of the gutter's words that must be a rising sequence
_MOST_NUMBERS = 60  # lines that no page has


class OcrFailed(Exception):
    """Tesseract did not read a page; the text says why."""


def installed() -> bool:
    """Whether the command `tesseract` can be found."""
    return shutil.which(pytesseract.pytesseract.tesseract_cmd) is not None


def words_of(image: Image.Image, scale: float) -> list[Word]:
    """The words on a page rendered at `scale` pixels a point, in shades of gray.

    Of ruled pleading paper the numbers in the gutter are read by themselves, and taken only where they
    make a sequence; what else stands left of the rule (a firm's name set upward) is left out.
    Raises OcrFailed.
    """
    paper = ruled(image)
    if paper is None:
        return _words(_read(image, scale, _WHOLE), scale, 0, image.height)
    gap = round(scale * 2)
    body = paper.image.crop((paper.end + gap, 0, image.width, image.height))
    words = _words(_read(body, scale, _WHOLE), scale, paper.end + gap, image.height)
    gutter = paper.image.crop((max(0, paper.start - round(_GUTTER * scale)), 0, paper.start - gap, image.height))
    if gutter.width > gap:
        left = max(0, paper.start - round(_GUTTER * scale))
        words += _numbers(_words(_read(gutter, scale, _DIGITS), scale, left, image.height), len(words))
    return words


def _read(image: Image.Image, scale: float, mode: str) -> dict[str, list[Any]]:
    try:
        table: dict[str, list[Any]] = pytesseract.image_to_data(
            image,
            lang="eng",
            config=f"{mode} --dpi {round(72 * scale)}",
            timeout=SECONDS_A_PAGE,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as fault:
        raise OcrFailed(" ".join(str(fault.message).split())[:200]) from None
    except RuntimeError:  # how pytesseract reports its time limit
        raise OcrFailed(f"it took more than {SECONDS_A_PAGE} seconds") from None
    return table


def _words(table: dict[str, list[Any]], scale: float, left: int, height: int) -> list[Word]:
    """Tesseract's table → words; the words of one of its lines share baseline, size and run.

    left: pixels cut off the page's left side before; height: of the page, in pixels.
    """
    heights = [table["height"][index] for index, level in enumerate(table["level"]) if level == _WORD]
    usual = median(heights) if heights else 0
    words = []
    run = 0
    bottom = tall = 0.0
    for index, level in enumerate(table["level"]):
        x, y, across, down = (table[side][index] for side in ("left", "top", "width", "height"))
        if level == _LINE:
            run += 1
            bottom, tall = y + down, down
        text = table["text"][index].strip()
        if level != _WORD or not text or _upended(text, across, down):
            continue
        if tall > _TALL * usual:  # a skewed line, or two taken for one: each word where it stands
            bottom, tall = y + down, down
        # From its capitals' tops to its descenders' feet a line has 0.9 of its type height.
        size = max(tall, 0.5 * usual) / 0.9 / scale
        start = (x + left) / scale
        words.append(
            Word(text, start, start + across / scale, (height - bottom) / scale + 0.2 * size, size, run)
        )
    return words


def _upended(text: str, across: int, down: int) -> bool:
    """Whether the word's box is that of a word set upward or downward."""
    return len(text) > 2 and down > 1.5 * across


def _numbers(words: list[Word], run: int) -> list[Word]:
    """The gutter's numbers, rising from top to bottom; none where most of the words do not."""
    words = sorted(words, key=lambda word: -word.baseline)[:_MOST_NUMBERS]
    rising = _rising([int(word.text) for word in words])
    if len(rising) < 5 or len(rising) < _SEQUENCE * len(words):
        return []
    numbers = {place: int(words[place].text) for place in rising}
    for place in range(1, len(words) - 1):
        above, below = numbers.get(place - 1), numbers.get(place + 1)
        # Misread between two that are read well ("213" between 12 and 14).
        if place not in numbers and above is not None and below == above + 2:
            numbers[place] = above + 1
    return [
        replace(words[place], text=str(number), run=run + place + 1) for place, number in numbers.items()
    ]


def _rising(values: list[int]) -> list[int]:
    """Places of the longest strictly rising run of line numbers, others between them left out."""
    longest: list[list[int]] = []
    for place, value in enumerate(values):
        before = [chain for chain in longest if values[chain[-1]] < value]
        chain = max(before, key=len, default=[]) if value <= _MOST_NUMBERS else []
        longest.append([*chain, place])
    return max(longest, key=len, default=[])
