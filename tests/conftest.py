"""What tests share: the four orders, an index of them by the real model, an assistant over it, a model of no weight."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import ROOT, FakeEmbedder

# The exported model is made once, not once a run.
MODELS = ROOT / "var" / "models"


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

    # Kept and brought up to date, once for all processes of a run; tests get a copy.
    kept = ROOT / "var" / "tests" / "index"
    kept.mkdir(parents=True, exist_ok=True)
    MODELS.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (kept / "model").symlink_to(MODELS, target_is_directory=True)
    report = build(corpus, kept, patience=300)
    assert not report.errors
    folder = tmp_path_factory.mktemp("real") / "index"
    shutil.copytree(kept, folder, symlinks=True)
    return folder


@pytest.fixture(scope="session")
def assistant(index: Path) -> Iterator[object]:
    from assistant.engine import Assistant

    with Assistant.open(index) as opened:
        yield opened
