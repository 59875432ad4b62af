"""What a PDF page draws besides its letters: boxes that cover them, lines that strike them out, pictures.

Lengths are in points of the page's own space, upward from its lower edge, before the page is turned.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 600  # of one path; a drawing of more is no box
_THIN = 2.6  # points: a rule, not a box
_SHORTEST = 4.0
_FLAT = 1.5  # points that a line may rise over its length
_LIGHT, _DARK = 0.88, 0.3  # brightness from 0 to 1
_OPAQUE = 250
_UNSEEN = (3, 7)  # text rendering modes: invisible, clip only (ISO 32000-1, table 106)


class Box(NamedTuple):
    """order: of drawing on its page. dark, light: its filling is as good as black, white."""

    left: float
    bottom: float
    right: float
    top: float
    order: int = 0
    dark: bool = False
    light: bool = False

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(slots=True)
class Drawings:
    """boxes: opaque fillings larger than a rule. veils: fillings that may let the text through. lines: their ends.
    odd_text: order of drawing → whether letters in it are dark, of each text that is light or not painted.
    texts: address of a text object → its order."""

    boxes: list[Box] = field(default_factory=list)
    veils: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    odd_texts: set[int] = field(default_factory=set)
    texts: dict[int, int] = field(default_factory=dict)

    def cover(self, x: float, y: float, order: int, dark: bool) -> Box | None:
        """The box that hides a letter at that place: drawn over it, or as dark as the letter itself."""
        for box in self.boxes:
            if box.holds(x, y) and (box.order > order and (box.dark or box.light) or box.dark and dark):
                return box
        return None

    def doubtful(self, x: float, y: float) -> bool:
        """Whether something lies at that place that may hide a letter."""
        return any(box.holds(x, y) for boxes in (self.boxes, self.veils, self.pictures) for box in boxes)


def drawn(page: pdfium.PdfPage, struck: list[Box]) -> Drawings:
    """What `page` draws. struck: lines of strikeout annotations, from `strikeouts`."""
    found = Drawings(lines=list(struck))
    veiled: list[bool] = []
    first_text: int | None = None
    for order, thing in enumerate(page.get_objects(max_depth=6)):
        if order > _MOST_OBJECTS:
            break
        del veiled[thing.level :]
        veil = any(veiled) or bool(raw.FPDFPageObj_HasTransparency(thing))
        if thing.type == raw.FPDF_PAGEOBJ_FORM:
            veiled.append(bool(raw.FPDFPageObj_HasTransparency(thing)))
        elif thing.type == raw.FPDF_PAGEOBJ_TEXT:
            first_text = order if first_text is None else first_text
            found.texts[_address(thing)] = order
            brightness, alpha = _fill(thing)
            if alpha < _OPAQUE or brightness > _LIGHT or raw.FPDFTextObj_GetTextRenderMode(thing) in _UNSEEN:
                found.odd_texts.add(order)
        elif thing.type == raw.FPDF_PAGEOBJ_PATH:
            _add_path(found, thing, order, veil)
        elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = _bounds(thing)
            found.pictures.append(Box(left, bottom, right, top, order))
    # What is painted white before all text is the paper.
    found.boxes = [box for box in found.boxes if not box.light or first_text is None or box.order > first_text]
    return found


def strikeouts(page: pdfium.PdfPage) -> list[Box]:
    """The lines of the page's strikeout annotations, which stand apart from its content."""
    lines: list[Box] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), 500)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_STRIKEOUT:
            corners = raw.FS_QUADPOINTSF()
            for place in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), 200)):
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, place, corners):
                    across = [corners.x1, corners.x2, corners.x3, corners.x4]
                    middle = sum((corners.y1, corners.y2, corners.y3, corners.y4)) / 4
                    lines.append(Box(min(across), middle, max(across), middle))
        raw.FPDFPage_CloseAnnot(annotation)
    return lines


def _address(thing: Any) -> int:
    return ctypes.cast(getattr(thing, "raw", thing), ctypes.c_void_p).value or 0


def address_of_letter(textpage: pdfium.PdfTextPage, index: int) -> int:
    """The address of the text object that a letter belongs to."""
    return ctypes.cast(raw.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0


def _fill(thing: Any) -> tuple[float, int]:
    """Brightness, 0 black to 1 white, and opacity, to 255, of what fills an object."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return 0.0, 255
    return (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255, alpha.value


def _bounds(thing: Any) -> tuple[float, float, float, float]:
    """Bounds on the page of an object inside any number of forms."""
    left, bottom, right, top = thing.get_bounds()
    corners = [_placed(thing, x, y) for x, y in ((left, bottom), (left, top), (right, bottom), (right, top))]
    return (
        min(x for x, _ in corners), min(y for _, y in corners), max(x for x, _ in corners), max(y for _, y in corners),
    )  # fmt: skip


def _placed(thing: Any, x: float, y: float) -> tuple[float, float]:
    """A point of the space of the form that holds an object → on the page."""
    holder = getattr(thing, "container", None)
    for _ in range(8):
        if holder is None:
            break
        x, y = holder.get_matrix().on_point(x, y)
        holder = getattr(holder, "container", None)
    return x, y


def _add_path(found: Drawings, thing: Any, order: int, veil: bool) -> None:
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(thing, mode, stroked):
        return
    count = raw.FPDFPath_CountSegments(thing)
    if not 1 < count <= _MOST_SEGMENTS:
        return
    matrix = thing.get_matrix()
    brightness, alpha = _fill(thing)
    filled = mode.value != raw.FPDF_FILLMODE_NONE and alpha > 0
    for points in _subpaths(thing, count):
        placed = [_placed(thing, *matrix.on_point(x, y)) for x, y in points]
        if filled:
            left, right = min(x for x, _ in placed), max(x for x, _ in placed)
            bottom, top = min(y for _, y in placed), max(y for _, y in placed)
            width, height = right - left, top - bottom
            if min(width, height) <= _THIN:
                if max(width, height) >= _SHORTEST and brightness < _LIGHT:
                    found.lines.append(Box(left, bottom, right, top, order))
            elif _is_box(placed, left, bottom, right, top):
                box = Box(left, bottom, right, top, order, brightness < _DARK, brightness > _LIGHT)
                (found.veils if veil or alpha < _OPAQUE else found.boxes).append(box)
        if stroked.value:
            for (x, y), (to_x, to_y) in zip(placed, placed[1:], strict=False):
                if math.hypot(to_x - x, to_y - y) >= _SHORTEST and min(abs(to_x - x), abs(to_y - y)) <= _FLAT:
                    ends = min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)
                    found.lines.append(Box(*ends, order))
                    if _thick(thing):
                        _add_bar(found, thing, ends, order, veil)


def _thick(thing: Any) -> bool:
    return _width(thing) > 2 * _THIN


def _width(thing: Any) -> float:
    width = ctypes.c_float()
    return width.value if raw.FPDFPageObj_GetStrokeWidth(thing, width) else 1.0


def _add_bar(found: Drawings, thing: Any, ends: tuple[float, float, float, float], order: int, veil: bool) -> None:
    """A line so thick that it is a box."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetStrokeColor(thing, red, green, blue, alpha)
    brightness = (0.3 * red.value + 0.59 * green.value + 0.11 * blue.value) / 255
    half = _width(thing) / 2
    left, bottom, right, top = ends
    level = right - left >= top - bottom
    box = Box(
        left - half * (not level), bottom - half * level, right + half * (not level), top + half * level, order,
        brightness < _DARK, brightness > _LIGHT,
    )  # fmt: skip
    found.lines.pop()
    (found.veils if veil or alpha.value < _OPAQUE else found.boxes).append(box)


def _subpaths(thing: Any, count: int) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_box(points: list[tuple[float, float]], left: float, bottom: float, right: float, top: float) -> bool:
    """Whether the corners of a path are about those of its bounds: a rectangle, its corners round or not."""
    near = 0.25 * min(right - left, top - bottom) + 0.5
    on_edge = sum(
        min(abs(x - left), abs(x - right)) <= near or min(abs(y - bottom), abs(y - top)) <= near for x, y in points
    )
    corners = {
        (round((x - left) / (right - left)), round((y - bottom) / (top - bottom))) for x, y in points
    }  # fmt: skip
    return on_edge == len(points) and len(corners) == 4
