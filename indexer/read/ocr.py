"""One page's picture → words with places, by Tesseract where it is installed."""

from __future__ import annotations

import shutil
from typing import Any

import pytesseract
from PIL import Image

from indexer.read.rows import Word

DPI = 300
"""Resolution that Tesseract is trained for."""

SECONDS_A_PAGE = 60
"""Time limit of one page."""

INSTALL = "install Tesseract (apt-get install tesseract-ocr) and read it again"
"""The remedy where it is missing."""


class OcrFailed(Exception):
    """Tesseract did not read a page; the text says why."""


def installed() -> bool:
    """Whether the command `tesseract` can be found."""
    return shutil.which(pytesseract.pytesseract.tesseract_cmd) is not None


def words_of(image: Image.Image, scale: float) -> list[Word]:
    """The words on a page rendered at `scale` pixels a point. Raises OcrFailed."""
    try:
        # --psm 1: whole page, and which way up it lies is found first.
        data = pytesseract.image_to_data(
            image,
            lang="eng",
            config=f"--psm 1 --dpi {round(72 * scale)}",
            timeout=SECONDS_A_PAGE,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as fault:
        raise OcrFailed(" ".join(str(fault.message).split())[:200]) from None
    except RuntimeError:  # how pytesseract reports its time limit
        raise OcrFailed(f"it took more than {SECONDS_A_PAGE} seconds") from None
    return _words(data, image.height / scale, scale)


def _words(data: dict[str, list[Any]], height: float, scale: float) -> list[Word]:
    """Tesseract's table → words; the words of one of its lines share baseline, size and run."""
    words = []
    run = 0
    baseline = size = 0.0
    for index, level in enumerate(data["level"]):
        box = [data[side][index] / scale for side in ("left", "top", "width", "height")]
        if level == 4:
            run += 1
            # A line's box reaches from its capitals' tops to its descenders' feet: 0.9 of the type height.
            size = box[3] / 0.9
            baseline = height - (box[1] + box[3]) + 0.2 * size
        text = data["text"][index].strip()
        if level == 5 and text:
            words.append(Word(text, box[0], box[0] + box[2], baseline, size, run))
    return words
