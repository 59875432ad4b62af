"""Gutter numbers come off as a sequence, wherever they are printed; numbers of the text stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.layout import gutter
from indexer.layout.rows import Page, split

_LINES = [f"words of line {number} that go on" for number in range(1, 29)]
_LINES[4] = "1. The first numbered paragraph"
_LINES[9] = "2. The second numbered paragraph"
_LINES[13] = "14 days after service"


def _at_start(lines: list[str]) -> str:
    return "\n".join(f"{number} {line}" for number, line in enumerate(lines, 1))


def _at_end(lines: list[str]) -> str:
    return "\n".join(f"{line} {number}" for number, line in enumerate(lines, 1))


def _on_rows_of_their_own(lines: list[str]) -> str:
    return "\n".join(f"{number}\n{line}" for number, line in enumerate(lines, 1))


def _double_spaced(lines: list[str]) -> str:
    return _at_start(lines).replace("\n", "\n\n")


def _block_before(lines: list[str]) -> str:
    return "\n".join(map(str, range(1, 29))) + "\n\n" + "\n".join(lines)


def _taken_off(text: str) -> list[Page]:
    pages = split(text)
    for number, page in enumerate(pages, 1):
        page.number = number
    return gutter.take_off(pages)


@pytest.mark.parametrize("printed", [_at_start, _at_end, _on_rows_of_their_own, _double_spaced])
def test_each_row_has_its_line(printed: Callable[[list[str]], str]) -> None:
    (page,) = _taken_off(printed(_LINES))
    assert [(row.line, row.text) for row in page.filled()] == list(enumerate(_LINES, 1))


def test_a_block_of_numbers_gives_no_lines() -> None:
    (page,) = _taken_off(_block_before(_LINES))
    assert [(row.line, row.text) for row in page.filled()] == [(None, line) for line in _LINES]


def test_two_pages_without_a_form_feed() -> None:
    pages = _taken_off(_at_start(_LINES) + "\n" + _at_start(_LINES))
    assert [page.number for page in pages] == [1, 2]
    assert all([row.text for row in page.filled()] == _LINES for page in pages)


def test_numbers_that_ocr_lost() -> None:
    text = "\n".join(line if number in (7, 19) else f"{number} {line}" for number, line in enumerate(_LINES, 1))
    (page,) = _taken_off(text)
    assert [row.text for row in page.filled()] == _LINES


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{number}. The member of a list" for number in range(1, 29)),
        "\n".join(f"{number}) The member of a list" for number in range(1, 29)),
        "1 Some words\n2 Some words\n3 Some words\nand a row without a number\nand another\nand another",
        "14 days after service\n15 days after that\n16 days after that",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    (page,) = _taken_off(text)
    assert [row.text for row in page.filled()] == text.split("\n")
