"""Gutter numbers: every way a page prints them, and the numbers that are none."""

from __future__ import annotations

import pytest

from indexer.gutter import take_off
from indexer.rows import Page, split

LINES = [
    "This matter is before the court on a motion to compel answers to",
    "interrogatories. It was heard on",
    "7 June 2019, and IT IS ORDERED that:",
    "1. The motion is granted;",
    "2. Answers are due in 14 days.",
    *(f"Line of text number {name} on this page" for name in "abcdefghijklmnopqrstuvw"),
]


def number(pages: list[Page]) -> list[tuple[int, int | None, str]]:
    return [(page.number, row.line, row.text) for page in take_off(pages) for row in page.filled()]


NUMBERED = [(1, line, text) for line, text in enumerate(LINES, 1)]


@pytest.mark.parametrize("form", ["{n} {t}", "{n}  {t}", "{t} {n}", "{t}   {n}", "{n}\n{t}", "{t}\n{n}"])
def test_each_line_has_its_number(form: str) -> None:
    text = "\n".join(form.format(n=n, t=t) for n, t in enumerate(LINES, 1))
    assert number(split(text)) == NUMBERED


BLOCK = "\n".join(map(str, range(1, 29)))


def test_a_block_before_the_page_leaves_its_lines_unnumbered() -> None:
    assert number(split(f"{BLOCK}\n\nOne.\n\nTwo.")) == [(1, None, "One."), (1, None, "Two.")]


def test_a_new_block_is_a_new_page() -> None:
    assert number(split(f"{BLOCK}\nOne.\n{BLOCK}\nTwo.")) == [(1, None, "One."), (2, None, "Two.")]


def test_blocks_after_their_pages() -> None:
    assert number(split(f"One.\n{BLOCK}\nTwo.\n{BLOCK}")) == [(1, None, "One."), (2, None, "Two.")]


def test_a_sequence_that_starts_again_is_a_new_page() -> None:
    lines = "\n".join(f"{n} {t}" for n, t in enumerate(LINES, 1))
    found = number(split(f"{BLOCK}\n\nFirst page.\n\n{lines}"))
    assert found == [(1, None, "First page."), *((2, line, text) for _, line, text in NUMBERED)]


def test_blank_lines_between_numbered_lines_do_not_matter() -> None:
    text = "\n\n".join(f"{n} {t}" for n, t in enumerate(LINES, 1))
    assert number(split(text)) == NUMBERED


def test_numbers_that_ocr_lost_do_not_end_the_sequence() -> None:
    rows = [f"{n} {t}" for n, t in enumerate(LINES, 1)]
    rows[9] = LINES[9]
    found = number(split("\n".join(rows)))
    assert [text for _, _, text in found] == LINES
    assert found[10] == NUMBERED[10]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n}. Party {n} shall file." for n in range(1, 30)),
        "\n".join(f"{n}) Party {n} shall file." for n in range(1, 30)),
        "1 apple\n2 pears\n3 plums",
        "On June\n1 2019 the court met.\n2 days passed.",
    ],
)
def test_lists_and_dates_stay(text: str) -> None:
    assert [row for _, _, row in number(split(text))] == text.split("\n")


def test_a_long_run_of_ones_is_read_in_no_time() -> None:
    assert len(number(split("1\n" * 20_000))) == 20_000
