"""What tests share: the four orders, an index of them by the real model, an assistant over it, a model of no weight."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parent.parent
# The exported model is made once, not once a run.
MODELS = ROOT / "var" / "models"


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


@pytest.fixture(scope="session")
def fake() -> FakeEmbedder:
    return FakeEmbedder()


@pytest.fixture(scope="session")
def corpus() -> Path:
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def index(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the four orders by the real model."""
    from indexer.build import build

    folder = tmp_path_factory.mktemp("real") / "index"
    folder.mkdir()
    MODELS.mkdir(parents=True, exist_ok=True)
    (folder / "model").symlink_to(MODELS, target_is_directory=True)
    report = build(corpus, folder)
    assert not report.errors
    return folder


@pytest.fixture(scope="session")
def assistant(index: Path) -> Iterator[object]:
    from assistant.engine import Assistant

    with Assistant.open(index) as opened:
        yield opened
