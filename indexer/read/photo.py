"""Photographs and scans of pages (JPEG, PNG, HEIC, TIFF ...): set upright and straight, evenly lit, and read by OCR."""

from __future__ import annotations

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter, ImageOps, ImageSequence, UnidentifiedImageError

from indexer.errors import DamagedFile, FileTooLarge, NeedsOcr
from indexer.read import ocr
from indexer.read.common import FORM_FEED, MAX_PAGES, Decoded
from indexer.read.pictures import blank, on_white
from indexer.read.rows import page_text

_MOST_PIXELS = 120_000_000  # of one picture as it is stored; telephones take up to 108 million
_KEPT_PIXELS = 12_000_000  # that OCR is given: a letter page at 340 dpi
_PAGE_POINTS = 612.0  # a letter page's width
_ENOUGH = 1700  # pixels across a page below which it is enlarged
_SEARCHED = 700  # pixels of the side of the picture in which the skew is looked for
_MOST_SKEW, _STEP = 12.0, 0.5  # degrees
_LEAST_SKEW = 0.4
_MOST_FRAMES = 200


def decode(data: bytes, file: str) -> Decoded:
    """Read the picture in `data`, a frame a page. Raises DamagedFile, FileTooLarge, NeedsOcr."""
    images = _frames(data, file)
    if not ocr.installed():
        raise NeedsOcr(f"{file}: a picture of a page; {ocr.INSTALL}")
    try:
        texts = [_read(image) for image in images]
    except ocr.OcrFailed as fault:
        raise NeedsOcr(f"{file}: OCR failed ({fault}); {ocr.INSTALL}") from None
    told = "Read from a picture by OCR; check names, dates and figures against it."
    return Decoded(FORM_FEED.join(texts), None, tuple(range(1, len(texts) + 1)), (told,))


def _frames(data: bytes, file: str) -> list[Image.Image]:
    """The pages of a picture in shades of gray, each as its camera held it."""
    if data[4:8] == b"ftyp":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a bomb warns before it is an error; the size is looked at here
            image = Image.open(io.BytesIO(data))
            if image.width * image.height > _MOST_PIXELS:
                raise FileTooLarge(f"{file}: a picture of {image.width:,} by {image.height:,} pixels; make it smaller")
            several = getattr(image, "n_frames", 1) if image.format in ("TIFF", "MPO") else 1
            if image.format == "MPO":  # a second picture for the eye only
                several = 1
            if several > min(_MOST_FRAMES, MAX_PAGES):
                raise FileTooLarge(f"{file}: {several:,} pictures in one file; split it into single orders")
            frames = [frame.copy() for frame in ImageSequence.Iterator(image)] if several > 1 else [image]
            return [on_white(ImageOps.exif_transpose(frame)) for frame in frames]  # type: ignore[misc]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise DamagedFile(f"{file}: the picture cannot be opened; save it again or put it in a PDF") from None


def _read(image: Image.Image) -> str:
    if blank(image):
        return ""
    image = _sized(image)
    image = _lit(image)
    turn = ocr.upright(image)
    if turn:
        image = image.rotate(-turn, expand=True, fillcolor=255)
    skew = _skew(image)
    if abs(skew) >= _LEAST_SKEW:
        image = image.rotate(skew, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    return page_text(ocr.words_of(image, min(image.size) / _PAGE_POINTS), raised=False)


def _sized(image: Image.Image) -> Image.Image:
    factor = 1.0
    if min(image.size) < _ENOUGH:
        factor = min(2.0 * _ENOUGH / min(image.size), 3.0) if min(image.size) > 400 else 3.0
        factor = min(factor, max(_ENOUGH / min(image.size), 1.0) * 1.2)
    most = (_KEPT_PIXELS / (image.width * image.height)) ** 0.5
    factor = min(factor, most)
    if abs(factor - 1) < 0.05:
        return image
    size = max(1, round(image.width * factor)), max(1, round(image.height * factor))
    return image.resize(size, Image.Resampling.LANCZOS)


def _lit(image: Image.Image) -> Image.Image:
    """The picture as if it were evenly lit: each place against the paper around it."""
    small = image.copy()
    small.thumbnail((400, 400))
    # The brightest around is paper; letters are too thin to fill the window.
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(8)).resize(image.size)
    ink = np.asarray(image, dtype=np.float32)
    ground = np.maximum(np.asarray(paper, dtype=np.float32), 40)
    return Image.fromarray(np.clip(ink / ground * 250, 0, 255).astype(np.uint8))


def _skew(image: Image.Image) -> float:
    """By how many degrees the lines fall to the right: the turn that sets lines and gaps apart most sharply."""
    small = image.copy()
    small.thumbnail((_SEARCHED, _SEARCHED))
    dots = Image.fromarray(((np.asarray(small) < 140) * 255).astype(np.uint8))

    def sharpness(angle: float) -> float:
        turned: NDArray[np.float32] = np.asarray(dots.rotate(angle, fillcolor=0), dtype=np.float32)
        rows = turned.sum(axis=1)
        return float(((rows[1:] - rows[:-1]) ** 2).sum())

    coarse = max(np.arange(-_MOST_SKEW, _MOST_SKEW + 1, 1.0), key=sharpness)
    return float(max(np.arange(coarse - 1, coarse + 1.01, _STEP / 2), key=sharpness))
