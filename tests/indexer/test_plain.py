"""What cannot be seen, and what only looks like a letter, changes no text that is read."""

from __future__ import annotations

import time
import unicodedata

import pytest

from indexer.layout.layout import lay_out
from indexer.plain import plain, plain_question
from indexer.read import read_bytes


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("dead\u200bline", "deadline"), ("\u2060due\ufeff", "due"), ("d\u00adue", "due"), ("due\u202e", "due"),
        ("d\ufe0fue", "due"), ("due\U000e0041", "due"), ("d\u034fue", "due"),
        ("ﬁle an aﬃdavit", "file an affidavit"), ("ｆｉｌｅ　ｉｔ", "file\u3000it".replace("\u3000", " ")),
        ("𝐟𝐢𝐥𝐞 𝟏𝟎 𝑝𝑎𝑔𝑒𝑠", "file 10 pages"), ("\u0441ourt", "court"), ("Сourt оf Αppeals", "Court of Appeals"),
        ("cafe\u0301", "caf\u00e9"), ("half\u2011day", "half-day"), ("re-\u00ad\nquest", "re--\nquest"),
        ("dead\u00ad\nline", "dead-\nline"),
        # these say more than their plain form, or are what they are
        ("1½ pages² № 3 … ™ § 5", "1½ pages² № 3 … ™ § 5"), ("суд", "суд"), ("λόγος", "λόγος"), ("Muñoz", "Muñoz"),
        ("a\u00a0b", "a\u00a0b"), ("d\u0336u\u0336e\u0336", "d\u0336u\u0336e\u0336"),
    ],
)  # fmt: skip
def test_text_is_read_as_it_looks(text: str, seen: str) -> None:
    assert plain(text) == seen
    assert plain(seen) == seen


def test_a_question_has_no_marks_that_no_letter_has() -> None:
    assert plain_question("Is it d\u0336u\u0336e\u0336\u20dd?") == "Is it due?"
    assert plain_question("Who is Sen\u0303or Mun\u0303oz?") == "Who is Señor Muñoz?"


def test_an_order_with_invisible_signs_is_the_order_without() -> None:
    clean = "ORDER\n\nThe parties shall file the joint statement within 10 days of service.\n\nIT IS SO ORDERED.\n"
    odd = clean.replace("joint", "j\u200boi\u00adnt").replace("file", "ﬁle").replace("o", "\u043e")
    read = lay_out(read_bytes(odd.encode(), "a.txt"))
    assert read.text == lay_out(read_bytes(clean.encode(), "a.txt")).text
    assert all(
        read.text[pin.start : pin.end] == read.source[pin.source : pin.source + pin.end - pin.start]
        for pin in read.pins
    )  # fmt: skip


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u0301", "\u0441a", "e\u0301", "ﷺ", "\u00ad "])
def test_a_text_of_such_signs_takes_no_time(sign: str) -> None:
    began = time.process_time()
    plain_question(sign * 50_000)
    assert time.process_time() - began < 1


def test_no_format_character_is_left() -> None:
    every = "".join(chr(code) for code in range(0x20000) if unicodedata.category(chr(code)) == "Cf")
    assert plain(f"a{every}b") == "ab"
