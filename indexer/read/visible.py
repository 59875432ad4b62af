"""Which letters of a PDF page a person sees: not those that are covered, white on white or never painted."""

from __future__ import annotations

import ctypes
from typing import Literal

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from indexer.read.drawings import Box, Drawings, address_of_letter

Seen = Literal["shown", "hidden", "redacted"]

_SCALE = 2.0  # pixels a point
_MOST_PIXELS = 16_000_000
_CONTRAST = 40  # between the ink of a letter and what it stands on, of 255
_DARK = 110
_TINY = 2.0  # points; nobody can read such type
_COVERED = 0.5  # share of a page under pictures from which its letters are another's OCR of a scan


class Eyes:
    """Looks at the letters of one page. The page is drawn only if one of them is in doubt."""

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage, drawings: Drawings) -> None:
        self._page, self._textpage, self._drawings = page, textpage, drawings
        self._pixels: NDArray[np.uint8] | None = None
        width, height = page.get_size()
        area = sum((box.right - box.left) * (box.top - box.bottom) for box in drawings.pictures)
        # Letters that an OCR laid over a scan are read as they are: what is seen is the scan.
        self._scan = area > _COVERED * width * height
        self._watch = bool(drawings.boxes or drawings.veils or drawings.odd_texts or drawings.pictures)

    def see(self, index: int, box: Box, size: float) -> tuple[Seen, Box | None]:
        """Whether letter `index` is seen, and the black box that hides it. box: of the letter as it lies on the page;
        size: of its type, in points."""
        if size < _TINY and not self._scan:
            return "hidden", None
        if not self._watch:
            return "shown", None
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        order = self._drawings.texts.get(address_of_letter(self._textpage, index), 0)
        odd = order in self._drawings.odd_texts
        if self._scan and odd:
            return "shown", None
        cover = self._drawings.cover(x, y, order, not odd)
        if cover is not None:
            return ("redacted", cover) if cover.dark else ("hidden", None)
        if not odd and (self._scan or not self._drawings.doubtful(x, y)):
            return "shown", None
        return self._look(box), None

    def _look(self, box: Box) -> Seen:
        """What stands on the page as it is drawn: a letter has ink and paper."""
        if self._pixels is None:
            self._pixels = _drawn(self._page)
        height, width = self._pixels.shape
        # The middle of the line, where all but quotation marks have ink.
        span = box.top - box.bottom
        places = [
            self._device(x, y, width, height)
            for x in (box.left, box.right)
            for y in (box.bottom + 0.2 * span, box.top - 0.25 * span)
        ]
        left, right = min(x for x, _ in places), max(x for x, _ in places) + 1
        upper, lower = min(y for _, y in places), max(y for _, y in places) + 1
        part = self._pixels[max(upper, 0) : lower, max(left, 0) : right]
        if not part.size or int(part.max()) - int(part.min()) >= _CONTRAST:
            return "shown"
        return "redacted" if part.mean() < _DARK else "hidden"

    def _device(self, x: float, y: float, width: int, height: int) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, x, y, across, down)
        return across.value, down.value


def _drawn(page: pdfium.PdfPage) -> NDArray[np.uint8]:
    width, height = page.get_size()
    scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
    return np.asarray(page.render(scale=scale, grayscale=True).to_pil())
