"""Encodings are detected, binary bytes are not taken for text."""

from __future__ import annotations

import random

import pytest

from indexer.errors import NotText
from indexer.read.text import decode

QUOTED = "The court’s order (§ 5, ¶ 3) says: “no later than May 1” — Señor Peña.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),  # without its mark
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ],
)
def test_encoding_is_detected(encoding: str, named: str) -> None:
    assert decode(QUOTED.encode(encoding), "a.txt")[:2] == (QUOTED, named)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("It is ordered.", "ascii"),
        ("Jørgen Åse and Ægir Þórsson are plaintiffs in the case before the court.", "latin-1"),
        ("Истец Иванов просит суд удовлетворить его требования в полном объеме.", "cp1251"),
    ],
)
def test_other_letters(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text


def test_stray_bytes_do_not_spoil_utf8() -> None:
    data = "Peña’s ¶ 3 and § 5 ".encode() + b"say \x93no\x94."
    assert decode(data, "a.txt").text == "Peña’s ¶ 3 and § 5 say “no”."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"page 1\x0cpage 2\x0c", "page 1\x0cpage 2\x0c"),
        (b"a\x0bb", "a\nb"),
        ("a\u2028b\u2029c\x85d".encode(), "a\nb\nc\nd"),
        (b"It is ordered as follows." * 9 + b"\x1b[31m\x07", "It is ordered as follows." * 9 + " [31m "),
        (b"col 1\tcol 2  ", "col 1\tcol 2  "),
    ],
)
def test_line_ends_and_controls(data: bytes, text: str) -> None:
    assert decode(data, "a.txt").text == text


def test_random_bytes_are_never_text() -> None:
    source = random.Random(7)
    for length in (40, 200, 2000):
        for _ in range(50):
            data = bytes(source.choice(range(1, 256)) for _ in range(length))
            with pytest.raises(NotText, match=r"^a\.txt: its content is binary"):
                decode(data, "a.txt")
