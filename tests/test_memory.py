"""What is kept of texts is bounded in number and size. `python -m tests.fuzz memory` shows that the process stays."""

from __future__ import annotations

import functools
import gc
import inspect

from fuzz.attacks import modules

from assistant.words.words import terms, tokens

# Kept without a bound, but only ever asked of what the program itself holds.
OWN = {"indexer.deadlines.frame.compiled"}


def test_what_is_remembered_by_text_is_bounded() -> None:
    modules("indexer", "assistant")
    unbounded = {
        f"{kept.__module__}.{kept.__qualname__}"
        for kept in gc.get_objects()
        if type(kept) is functools._lru_cache_wrapper  # others may answer for their class, with a warning
        and str(kept.__module__).split(".")[0] in ("indexer", "assistant")
        and kept.cache_info().maxsize is None
        and inspect.signature(kept).parameters
    }
    assert unbounded <= OWN


def test_no_word_is_endless() -> None:
    for text in ("a" * 100_000, "1" * 100_000, "a-" * 50_000, "1," * 50_000, "a1" * 50_000):
        assert max(len(word) for word, _, _ in tokens(text)) <= 1_200
        assert max(len(term.words) for term in terms(f"order {text}")) <= 1_200
    assert [word for word, _, _ in tokens("Plaintiff's $1,505.00 e-mail by 10/30/2017")] == [
        "plaintiff's", "$1,505.00", "e-mail", "by", "10/30/2017",
    ]  # fmt: skip
