"""PDF: the text layer page by page; a page that is only a picture goes through OCR."""

from __future__ import annotations

import math
import threading
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from indexer.errors import DamagedFile, EncryptedFile, FileTooLarge, NeedsOcr, UnsupportedFormat
from indexer.read import ocr
from indexer.read.common import FORM_FEED, MAX_CHARACTERS, MAX_PAGES, Decoded
from indexer.read.glyphs import TooManyCharacters, text_layer
from indexer.read.rows import Word, page_text

_PDFIUM = threading.Lock()  # pdfium may be called by one thread at a time

_MOST_PIXELS = 40_000_000  # a letter page at 300 dpi has 8.4 million
_SCAN = 0.5  # share of a page that pictures cover on a scanned one
_MARGIN = 0.08  # share of the page's height, above and below, where stamps stand
_FEW = 100  # characters between the margins; fewer over a picture are stamps, not the order
_UNREADABLE = 0.3  # share of letters without a character from which the text layer is worthless
_INK = 0.0005  # share of dark dots from which a page is not blank


def decode(data: bytes, file: str) -> Decoded:
    """Read the PDF in `data`, its lines as they stand on the page, pages separated by a form feed.

    Raises EncryptedFile, DamagedFile, FileTooLarge (more than MAX_PAGES pages), UnsupportedFormat (an XFA
    form, whose pages only Adobe's own reader can draw), NeedsOcr (scanned pages and no Tesseract).
    """
    with _PDFIUM:
        document = _opened(data, file)
        try:
            return _decoded(document, file)
        finally:
            document.close()


def _opened(data: bytes, file: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        if fault.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise EncryptedFile(f"{file}: needs a password; save it without one and put that here") from None
        raise _damaged(file, "the PDF cannot be opened") from None


def _decoded(document: pdfium.PdfDocument, file: str) -> Decoded:
    count = len(document)
    if not count:
        raise _damaged(file, "the PDF has no pages")
    if count > MAX_PAGES:
        raise FileTooLarge(f"{file}: {count:,} pages, and {MAX_PAGES:,} is the most; split it into single orders")
    if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
        raise UnsupportedFormat(f"{file}: an XFA form, which has no pages of its own; print it to a PDF first")
    if document.get_formtype() != raw.FORMTYPE_NONE:
        document.init_forms()
    can_ocr = ocr.installed()
    texts: list[str] = []
    scanned: list[int] = []
    for number in range(1, count + 1):
        try:
            words, picture = _page(document, number - 1, can_ocr)
        except pdfium.PdfiumError:
            raise _damaged(file, f"page {number} cannot be read") from None
        except ocr.OcrFailed as fault:
            raise NeedsOcr(f"{file}: OCR of page {number} failed ({fault}); {ocr.INSTALL}") from None
        except TooManyCharacters as fault:
            raise FileTooLarge(f"{file}: page {number} holds {fault}, too many for an order; split it") from None
        if picture:
            scanned.append(number)
        texts.append("\n\n".join(page_text(group, raised=not picture) for group in words))
        if sum(map(len, texts)) > MAX_CHARACTERS:
            raise FileTooLarge(f"{file}: too much text by page {number}; split it into single orders")
    if scanned and not can_ocr:
        one = len(scanned) == 1
        pages = f"page {scanned[0]} is a picture" if one else f"pages {_ranges(scanned)} are pictures"
        raise NeedsOcr(f"{file}: {pages} without text; {ocr.INSTALL}")
    return Decoded(FORM_FEED.join(texts), None, tuple(scanned))


def _page(document: pdfium.PdfDocument, index: int, can_ocr: bool) -> tuple[list[list[Word]], bool]:
    """The page's words, a list a reading direction, and whether it is a picture (read by OCR, if it can)."""
    page = document[index]
    try:
        annotated = raw.FPDFPage_GetAnnotCount(page) > 0
        if annotated and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            # What was typed into a form or onto the page is now part of it; it shows after a new load.
            page.close()
            page = document[index]
        if min(page.get_size()) < 1:
            return [], False
        layer = text_layer(page)
        printed = [word for group in layer.directions for word in group]
        if layer.unreadable > _UNREADABLE:
            printed = []
        if not _is_picture(page, printed):
            return list(layer.directions), False
        if not can_ocr:
            return [], True
        return [_read_picture(page, printed)], True
    finally:
        page.close()


def _is_picture(page: pdfium.PdfPage, printed: list[Word]) -> bool:
    """Whether the page's text is in a picture: nothing printed but dots, or stamps over a scan."""
    height = page.get_height()
    margin = _MARGIN * height
    between = sum(len(word.text) for word in printed if margin < word.baseline < height - margin)
    if between >= _FEW:
        return False
    if printed:
        return _picture_share(page) > _SCAN
    histogram = page.render(scale=1, grayscale=True).to_pil().histogram()
    return sum(histogram[:128]) > _INK * sum(histogram)


def _picture_share(page: pdfium.PdfPage) -> float:
    """The share of the page under pictures; a picture inside a form counts with the form's bounds."""
    width, height = page.get_size()
    area = 0.0
    outer = None
    for thing in page.get_objects(max_depth=4):
        if thing.level == 0:
            outer = thing
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE and outer is not None:
            left, bottom, right, top = outer.get_bounds()
            area += min(max(right - left, 0), width) * min(max(top - bottom, 0), height)
            if outer is not thing:
                outer = None
    return area / (width * height)


def _read_picture(page: pdfium.PdfPage, printed: list[Word]) -> list[Word]:
    """OCR of the page without its printed text, which overprints the scan, and that text as it is."""
    if printed:
        for thing in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
            page.remove_obj(thing)
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, math.sqrt(_MOST_PIXELS / (width * height)))
    image = page.render(scale=scale, grayscale=True).to_pil()
    seen = [word for word in ocr.words_of(image, scale) if not any(_covers(over, word) for over in printed)]
    last = max((word.run for word in seen), default=0) + 1
    return seen + [replace(word, run=word.run + last) for word in printed]


def _covers(printed: Word, seen: Word) -> bool:
    middle = (seen.left + seen.right) / 2
    beside = abs(printed.baseline - seen.baseline) < 0.5 * printed.size
    return beside and printed.left < middle < printed.right


def _ranges(pages: list[int]) -> str:
    """Page numbers for a person: [1, 2, 3, 7] → "1-3, 7"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def _damaged(file: str, what: str) -> DamagedFile:
    return DamagedFile(f"{file}: {what}; the file is damaged, download or save it again")
