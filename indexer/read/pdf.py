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
from indexer.read.drawings import Box, drawn, strikeouts
from indexer.read.glyphs import TextLayer, TooManyCharacters, text_layer
from indexer.read.pictures import Pictures
from indexer.read.rows import Word, page_text

_PDFIUM = threading.Lock()  # pdfium may be called by one thread at a time

_MOST_PIXELS = 40_000_000  # a letter page at 300 dpi has 8.4 million
_SCAN = 0.5  # share of a page that pictures cover on a scanned one
_MARGIN = 0.08  # share of the page's height, above and below, where stamps stand
_FEW = 100  # characters between the margins; fewer over a picture are stamps, not the order
_UNREADABLE = 0.3  # share of letters without a character from which the text layer is worthless
_MOST_PICTURES = 20  # of one page that are looked into
_PICTURE_WIDTH, _PICTURE_HEIGHT = 60.0, 8.0  # points; what is smaller is a sign
_LETTERED = 3  # printed words in a picture, from which they are its own
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
    warnings: list[str] = []
    scanned: list[int] = []
    for number in range(1, count + 1):
        try:
            words, picture, told = _page(document, number - 1, can_ocr)
        except pdfium.PdfiumError:
            raise _damaged(file, f"page {number} cannot be read") from None
        except ocr.OcrFailed as fault:
            raise NeedsOcr(f"{file}: OCR of page {number} failed ({fault}); {ocr.INSTALL}") from None
        except TooManyCharacters as fault:
            raise FileTooLarge(f"{file}: page {number} holds {fault}, too many for an order; split it") from None
        if picture:
            scanned.append(number)
        warnings += [f"Page {number}: {one}" for one in told]
        texts.append("\n\n".join(page_text(group, raised=not picture) for group in words))
        if sum(map(len, texts)) > MAX_CHARACTERS:
            raise FileTooLarge(f"{file}: too much text by page {number}; split it into single orders")
    if scanned and not can_ocr:
        one = len(scanned) == 1
        pages = f"page {scanned[0]} is a picture" if one else f"pages {_ranges(scanned)} are pictures"
        raise NeedsOcr(f"{file}: {pages} without text; {ocr.INSTALL}")
    return Decoded(FORM_FEED.join(texts), None, tuple(scanned), tuple(warnings))


def _page(document: pdfium.PdfDocument, index: int, can_ocr: bool) -> tuple[list[list[Word]], bool, list[str]]:
    """The page's words, a list a reading direction; whether it is a picture (read by OCR, if it can); and what a reader
    must be told of it."""
    page = document[index]
    try:
        struck = strikeouts(page)
        annotated = raw.FPDFPage_GetAnnotCount(page) > 0
        if annotated and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
            # What was typed into a form or onto the page is now part of it; it shows after a new load.
            page.close()
            page = document[index]
        if min(page.get_size()) < 1:
            return [], False, []
        drawings = drawn(page, struck)
        layer = text_layer(page, drawings)
        printed = [word for group in layer.directions for word in group]
        if layer.unreadable > _UNREADABLE:
            printed = []
        if not _is_picture(page, printed):
            directions = list(layer.directions) or [[]]
            seen, told = _pictures_among(page, drawings.pictures, directions[0])
            directions[0] = directions[0] + seen
            return directions, False, [*_told(layer), *told]
        if not can_ocr:
            return [], True, []
        return [_read_picture(page, printed)], True, _told(layer)
    finally:
        page.close()


def _told(layer: TextLayer) -> list[str]:
    told = []
    if layer.redacted:
        told.append(
            f"blacked out in {layer.redacted} {'place' if layer.redacted == 1 else 'places'}, marked [redacted]."
        )
    if layer.hidden:
        told.append("text that the page does not show (covered, white, tiny or never painted) was left out.")
    return told


def _pictures_among(page: pdfium.PdfPage, pictures: list[Box], printed: list[Word]) -> tuple[list[Word], list[str]]:
    """The words in pictures that stand among the page's text, and what must be told of these."""
    reader = Pictures()
    found: list[Word] = []
    left_edge, bottom_edge, right_edge, top_edge = page.get_cropbox()
    across, up = right_edge - left_edge, top_edge - bottom_edge
    for box in pictures[:_MOST_PICTURES] if page.get_rotation() == 0 else []:
        left, right = max(box.left - left_edge, 0), min(box.right - left_edge, across)
        bottom, top = max(box.bottom - bottom_edge, 0), min(box.top - bottom_edge, up)
        if right - left < _PICTURE_WIDTH or top - bottom < _PICTURE_HEIGHT:
            continue
        if sum(left <= word.left <= right and bottom <= word.baseline <= top for word in printed) > _LETTERED:
            continue  # the words in it are there as text
        scale = min(ocr.DPI / 72, math.sqrt(_MOST_PIXELS / ((right - left) * (top - bottom))))
        crop = (left, bottom, across - right, up - top)
        image = page.render(scale=scale, crop=crop, grayscale=True).to_pil()
        run = max((word.run for word in [*printed, *found]), default=0) + 1
        found += [
            replace(
                word,
                left=word.left + left,
                right=word.right + left,
                baseline=word.baseline + bottom,
                run=word.run + run,
            )
            for word in reader.words_of(image, scale)
        ]
    told = list(reader.warnings())
    if found:
        told.append("the words in a picture were read by OCR; check them against the page.")
    return found, [one[0].lower() + one[1:] for one in told]


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
