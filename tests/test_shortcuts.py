"""What is not tried because it cannot match would not have matched: each short cut against the long way."""

from __future__ import annotations

import re

import pytest
from fakes import ROOT
from hypothesis import given
from hypothesis import strategies as st

from indexer import quantities
from indexer.caption import names
from indexer.layout import cells, sentences
from indexer.provisions import clauses, contacts

WORDS = """
per a each every day weekly 3 motions once twice five ten times. , ( ) ; and but or nor that AND v. vs X ab a 12 at
Room 5 Suite Main Street St. the Federal Building 350 N. Court (212) 555-0100 ext. 4 212.555.0100 U.S. No. A. B I §
O’Brien ROE Roe ACME Co., CO., İnc ſ $505.00 2,500
"""
PIECES = [*WORDS.split(), " ", "  ", "\n", "\t", ".", "-", ""]
TEXT = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ", "", "  "]).map(lambda blank: blank.join(pieces))
)


def spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


@given(TEXT)
def test_of_numbers_and_places(text: str) -> None:
    if not quantities._RATE_END.search(text):
        assert not quantities._RATE.search(text)
    if not contacts._SEVEN_DIGITS.search(text):
        assert not contacts._PHONE.search(text)
    if not contacts._HOUSE_NUMBER.search(text):
        assert spans(contacts._ROOM_OR_HOUSE, text) == spans(contacts._PLACE, text)


@given(TEXT)
def test_of_the_ends_of_texts(text: str) -> None:
    assert clauses._cut_tail(text) == clauses._TAIL.sub("", text)
    word = sentences._WORD_BEFORE.search(text)
    assert sentences._word(text) == (word.group().lstrip("'’") if word else "")
    assert sentences._is_initial(text) == bool(sentences._INITIAL.search(text))


@given(TEXT)
def test_of_strays(text: str) -> None:
    assert not (cells._LONG_WORD.search(text) and cells._STRAY.fullmatch(text))


@given(st.sampled_from(["ROE CO.", "ACME ROE, INC.", "O'BRIEN", "SſROE"]), TEXT)
def test_of_names(printed: str, text: str) -> None:
    if not names._may_stand(printed, text):
        pattern = rf"\b{re.escape(printed.casefold())}".replace(r"\ ", r"\s+")
        found = [word for match in re.finditer(pattern, text, re.I) for word in match.group().split()]
        assert not any(word[0].isupper() and word[1:].islower() for word in found)


@pytest.mark.parametrize("file", sorted((ROOT / "corpus").iterdir()), ids=lambda file: file.stem)
def test_of_orders(file: object) -> None:
    for line in file.read_text("utf-8").splitlines():  # type: ignore[attr-defined]
        for end in range(0, len(line) + 1, 7):
            assert clauses._cut_tail(line[:end]) == clauses._TAIL.sub("", line[:end])
            assert sentences._is_initial(line[:end]) == bool(sentences._INITIAL.search(line[:end]))
        rates = spans(quantities._RATE, line) if quantities._RATE_END.search(line) else []
        assert rates == spans(quantities._RATE, line)
