"""Scanned pleading paper: its vertical rule found, the page set straight by it, the gutter cut off.

OCR takes the rule and the column of numbers beside it for letters and garbles the lines next to them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_COARSE = 4  # pixels of the scan to one of the search, at 300 dpi
_SKEWS = [step / 400 for step in range(-12, 13)]  # sideways drift over height: to 1.7 degrees either way
_LEFT = 0.25  # share of the page's width in which the left rule stands
_LENGTH = 0.6  # share of the page's height that a rule runs through without a break
_BROKEN = 0.2  # the same for the second of a double rule
_PAIR = 0.02  # share of the page's width between the two
_DARK = 128


class Ruled(NamedTuple):
    """A straightened page and the pixels between which its left rule, single or double, stands."""

    image: Image.Image
    start: int
    end: int


def ruled(image: Image.Image) -> Ruled | None:
    """The page set straight by its left rule; None where it has none. `image` is in shades of gray."""
    dots = _coarse(image)
    height, width = dots.shape
    left = dots[:, : int(width * _LEFT)]
    if left.shape[1] < 10 or height < 10:
        return None
    runs = {skew: _longest(_sheared(left, skew)) for skew in _SKEWS}
    skew = max(_SKEWS, key=lambda skew: (runs[skew].max(), -abs(skew)))
    rule = np.flatnonzero(runs[skew] > _LENGTH * height)
    if not rule.size:
        return None
    start, end = int(rule[0]), int(rule[0])
    for column in np.flatnonzero(runs[skew] > _BROKEN * height):
        if start < column <= end + _PAIR * width:
            end = int(column)
    # A shear by so small an angle is a rotation to the eye; it keeps every line's left end in place.
    middle = image.height / 2
    straight = image.transform(
        image.size, Image.Transform.AFFINE, (1, skew, -skew * middle, -skew, 1, 0), fillcolor=255
    )
    return Ruled(straight, start * _COARSE, (end + 1) * _COARSE)


def _coarse(image: Image.Image) -> NDArray[np.bool_]:
    dark = np.asarray(image) < _DARK
    height, width = (side // _COARSE * _COARSE for side in dark.shape)
    cells = dark[:height, :width].reshape(height // _COARSE, _COARSE, width // _COARSE, _COARSE)
    return np.asarray(cells.any(axis=(1, 3)))


def _sheared(dots: NDArray[np.bool_], skew: float) -> NDArray[np.bool_]:
    """Every row moved sideways by `skew` times its distance from the middle."""
    height, width = dots.shape
    shift = np.rint(skew * (np.arange(height) - height / 2)).astype(int)
    source = np.arange(width)[None, :] + shift[:, None]
    inside = (source >= 0) & (source < width)
    moved: NDArray[np.bool_] = dots[np.arange(height)[:, None], source.clip(0, width - 1)] & inside
    return moved


def _longest(dots: NDArray[np.bool_]) -> NDArray[np.int_]:
    """For every column, its longest run of dark rows, gaps of one row in fifty forgiven."""
    height, width = dots.shape
    current = np.zeros(width, dtype=int)
    longest = np.zeros(width, dtype=int)
    misses = np.zeros(width, dtype=int)
    for row in dots:
        misses = np.where(row, misses, misses + 1)
        broken = misses > height // 50
        current = np.where(broken, 0, current + row)
        misses = np.where(broken, 0, misses)
        longest = np.maximum(longest, current)
    return longest
