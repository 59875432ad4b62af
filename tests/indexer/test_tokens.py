"""Tokens counted word by word are as many as those of the whole text."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fakes import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from indexer.model import files
from indexer.model.chunk import chunks
from indexer.model.tokens import MARKS, Pieces, cuts_at_blanks, encoding, fits, token_count
from indexer.parse import parse

# White space in all forms, marks that combine, signs that several tokens make, words of the models' own.
ODD = st.text(alphabet=" \n\t\r\u00a0\u0085\u2028ab'’.,-§ééİſ漢🙂\u0301\x1c\0#[]0123", max_size=60)
WORDS = st.lists(st.sampled_from(["The", "parties", "shall", "3(b).", "don't", "[SEP]", "x" * 120, "", "\n\n", " "]))
TEXTS = ["", " ", "a  b", "a \n b", "word.\n\nNext", "it 's", " x", "x ", "x" * 200, "[CLS] [MASK]", "Défense — “x”"]


def packaged() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(files.resolve() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


TOKENIZER = packaged()
PIECES = Pieces(TOKENIZER)


def check(text: str) -> None:
    assert token_count(text) == len(encoding().encode_ordinary(text))
    assert PIECES(text) == len(TOKENIZER.encode(text).ids)


def test_the_packaged_tokenizer_is_counted_by_words() -> None:
    assert PIECES.by_words


@pytest.mark.parametrize("text", TEXTS)
def test_of_texts_at_the_edge(text: str) -> None:
    check(text)


@settings(max_examples=500)
@given(ODD)
def test_of_odd_texts(text: str) -> None:
    check(text)


@given(WORDS.map(" ".join))
def test_of_words(text: str) -> None:
    check(text)


def test_of_every_passage() -> None:
    for file in sorted((ROOT / "corpus").iterdir()):
        for chunk in chunks(parse(file)):
            check(chunk.embedded)


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=120))
def test_what_is_not_counted_fits(text: str) -> None:
    assert token_count(text) <= len(text) + MARKS
    assert PIECES(text) <= len(text) + MARKS
    assert fits(text, 90, token_count) == (token_count(text) <= 90)


@pytest.mark.parametrize(
    "change",
    [
        {"pre_tokenizer": {"type": "Metaspace"}},
        {"pre_tokenizer": None},
        {"model": {"type": "Unigram"}},
        {"normalizer": {"type": "NFKC"}},
        {"added_tokens": [{"content": "two words", "lstrip": False, "rstrip": False}]},
        {"added_tokens": [{"content": "<mask>", "lstrip": True, "rstrip": False}]},
    ],
)
def test_another_tokenizer_is_asked_for_the_whole_text(change: dict[str, Any]) -> None:
    facts = json.loads(TOKENIZER.to_str())
    assert cuts_at_blanks(facts)
    assert not cuts_at_blanks(facts | change)
