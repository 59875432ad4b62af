"""What stands in for heavy things in tests, and where the checkout is: apart from `conftest`, as there are several."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent


class FakeEmbedder:
    """Texts with the same words get the same vector, texts that share words near ones; no model is loaded."""

    key, name, dimension, limit = "fake", "fake", 64, 256

    def encode(self, texts: list[str]) -> np.ndarray:
        vectors = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()):
                vectors[row, int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def pieces(self, text: str) -> int:
        return len(text.split()) + 2
