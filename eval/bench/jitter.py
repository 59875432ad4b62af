"""Vectors for very many made-up texts without embedding them all: drawn around really embedded ones."""

from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np

from indexer.model.embed import OnnxEmbedder


class Jitter:
    """Real vectors for the first texts of each form, later ones drawn around them: a text's form is what stays when
    names and numbers are left out. The noise lies in the directions in which real vectors differ."""

    def __init__(self, real: OnnxEmbedder, exact: frozenset[str], pool: int = 3000):
        """exact: texts that always get their own vector. pool: how many others do."""
        self.real, self.exact, self.pool = real, exact, pool
        self.key, self.name, self.dimension, self.limit = real.key, real.name, real.dimension, real.limit
        self.forms: dict[int, int] = {}
        self.kept: list[np.ndarray] = []

    def pieces(self, text: str) -> int:
        return self.real.pieces(text)

    def encode(self, texts: list[str]) -> np.ndarray:
        made = np.zeros((len(texts), self.dimension), dtype=np.float32)
        wanted = [place for place, text in enumerate(texts) if text in self.exact]
        for text in texts:
            if len(self.forms) < self.pool and self.form(text) not in self.forms:
                self.forms[self.form(text)] = len(self.kept)
                self.kept.append(self.real.encode([text])[0])
        if wanted:
            made[wanted] = self.real.encode([texts[place] for place in wanted])
        kept = np.stack(self.kept)
        center = kept.mean(axis=0)
        for place, text in enumerate(texts):
            if text in self.exact:
                continue
            chance = np.random.default_rng(zlib.crc32(text.encode()))
            base = kept[self.forms.get(self.form(text), zlib.crc32(text.encode()) % len(kept))]
            several = kept[chance.integers(0, len(kept), 6)] - center
            made[place] = base + chance.normal(0, 0.2, 6).astype(np.float32) @ several
        return made / np.linalg.norm(made, axis=1, keepdims=True)

    @staticmethod
    def form(text: str) -> int:
        """A number that texts of one form share."""
        return zlib.crc32(" ".join(word for word in text.split() if word.islower()).encode())


def texts_of(corpus: Path, real: OnnxEmbedder) -> frozenset[str]:
    """All that is embedded of the real orders."""
    from indexer.build import sentence_spans, text_of
    from indexer.model.chunk import chunks, token_count
    from indexer.parse import parse

    found: set[str] = set()
    for path in sorted(corpus.iterdir()):
        order = parse(path)
        for chunk in chunks(order, lambda text: max(token_count(text), real.pieces(text))):
            found |= {chunk.embedded, text_of(order, chunk.sentence)}
        found |= {text_of(order, span) for span in sentence_spans(order)}
    return frozenset(found)
