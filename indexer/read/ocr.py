"""One page's picture → words with places, by Tesseract where it is installed."""

from __future__ import annotations

import os
import re
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

SECONDS_A_PAGE = 180
"""Time limit of one page; it takes 2 to 5 seconds on a core of its own."""

INSTALL = "install Tesseract (apt-get install tesseract-ocr) and read it again"
"""The remedy where it is missing."""

_WHOLE = "--psm 1"  # a page, and which way up it lies is found first
_DIGITS = "--psm 6 -c tessedit_char_whitelist=0123456789"  # one block of numbers
_LINE, _WORD = 4, 5  # levels in Tesseract's table
_TALL = 2.2  # usual word heights that a line of text does not reach
_BELOW = frozenset("gjpqyQ,;()[]|_§$")  # what reaches below the line
_GUTTER = 40  # points left of the rule in which its numbers stand
_SEQUENCE = 0.7  # share of the gutter's words that must be a rising sequence
_OSD_SIDE = 1600  # pixels; the way up of a page is told by its shapes
_SURE_TURN = 1.0  # Tesseract's confidence in an orientation, from which it is taken
_NUMBER = re.compile(r"\d{1,3}")
_MOST_NUMBERS = 60  # lines that no page has


# Tesseract's threads wait for each other on a busy machine, many times longer than one needs by itself; pages of
# several files are read side by side anyway.
os.environ.setdefault("OMP_THREAD_LIMIT", "1")


class OcrFailed(Exception):
    """Tesseract did not read a page; the text says why."""


def installed() -> bool:
    """Whether the command `tesseract` can be found."""
    return shutil.which(pytesseract.pytesseract.tesseract_cmd) is not None


def upright(image: Image.Image) -> int:
    """By how many degrees, clockwise, a page must be turned to stand upright: 0, 90, 180 or 270. 0 where nobody can
    tell."""
    small = image.copy()
    small.thumbnail((_OSD_SIDE, _OSD_SIDE))
    try:
        found = pytesseract.image_to_osd(small, config="--psm 0 --dpi 300", timeout=SECONDS_A_PAGE)
    except (pytesseract.TesseractError, RuntimeError):
        return 0
    turn, sure = re.search(r"Rotate: (\d+)", found), re.search(r"Orientation confidence: ([\d.]+)", found)
    return int(turn[1]) if turn and sure and float(sure[1]) >= _SURE_TURN else 0


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
    left = max(0, paper.start - round(_GUTTER * scale))
    if paper.start - gap - left > gap:
        gutter = paper.image.crop((left, 0, paper.start - gap, image.height))
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
    lines: list[list[int]] = []
    for index, level in enumerate(table["level"]):
        if level == _LINE:
            lines.append([])
        elif level == _WORD and lines and table["text"][index].strip():
            lines[-1].append(index)
    heights = [table["height"][index] for line in lines for index in line]
    usual = median(heights) if heights else 0
    words = []
    for run, line in enumerate(lines):
        level_line = [index for index in line if table["height"][index] <= _TALL * usual]
        shared = _place(table, level_line)
        # A line too tall is skewed, or two taken for one: each word stands where it stands.
        apart = shared[1] > _TALL * usual
        for index in line:
            text = table["text"][index].strip()
            x, across, down = (table[side][index] for side in ("left", "width", "height"))
            if _upended(text, across, down):
                continue
            bottom, size = _place(table, [index]) if apart or index not in level_line else shared
            start = (x + left) / scale
            size = max(size, usual) / scale
            words.append(Word(text, start, start + across / scale, (height - bottom) / scale, size, run))
    return words


def _place(table: dict[str, list[Any]], line: list[int]) -> tuple[float, float]:
    """Baseline, downward, and type height of some words of one line, in pixels."""
    if not line:
        return 0.0, 0.0
    top = min(table["top"][index] for index in line)
    bottom = max(table["top"][index] + table["height"][index] for index in line)
    # Capitals and digits take 0.7 of the type height, what reaches below the line 0.2.
    below = any(letter in _BELOW for index in line for letter in table["text"][index])
    size = (bottom - top) / (0.9 if below else 0.7)
    return bottom - (0.2 * size if below else 0.0), size


def _upended(text: str, across: int, down: int) -> bool:
    """Whether the word's box is that of a word set upward or downward."""
    return len(text) > 2 and down > 1.5 * across


def _numbers(words: list[Word], run: int) -> list[Word]:
    """The gutter's numbers, rising from top to bottom; none where most of the words do not."""
    words = sorted((word for word in words if _NUMBER.fullmatch(word.text)), key=lambda word: -word.baseline)
    words = words[:_MOST_NUMBERS]
    rising = _rising([int(word.text) for word in words])
    if len(rising) < 5 or len(rising) < _SEQUENCE * len(words):
        return []
    numbers = {place: int(words[place].text) for place in rising}
    for place in range(1, len(words) - 1):
        above, below = numbers.get(place - 1), numbers.get(place + 1)
        # Misread between two that are read well ("213" between 12 and 14).
        if place not in numbers and above is not None and below == above + 2:
            numbers[place] = above + 1
    return [replace(words[place], text=str(number), run=run + place + 1) for place, number in numbers.items()]


def _rising(values: list[int]) -> list[int]:
    """Places of the longest strictly rising run of line numbers, others between them left out."""
    longest: list[list[int]] = []
    for place, value in enumerate(values):
        before = [chain for chain in longest if values[chain[-1]] < value]
        chain = max(before, key=len, default=[]) if value <= _MOST_NUMBERS else []
        longest.append([*chain, place])
    return max(longest, key=len, default=[])
