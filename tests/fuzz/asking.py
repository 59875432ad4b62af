"""A small library that answers without a model, to be asked anything."""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from assistant.engine import Assistant
from assistant.finding.library import Library
from indexer.build import build
from indexer.store.store import Store

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests"))

from fakes import FakeEmbedder  # noqa: E402


@contextlib.contextmanager
def asked(*orders: tuple[str, str]) -> Iterator[Assistant]:
    """An assistant over orders of these names and texts; over those of corpus/ where none is given."""
    with tempfile.TemporaryDirectory() as place:
        corpus, index = Path(place) / "corpus", Path(place) / "index"
        if orders:
            corpus.mkdir()
            for name, text in orders:
                (corpus / f"{name}.txt").write_text(text, "utf-8", "replace")
        build(corpus if orders else ROOT / "corpus", index, embedder=FakeEmbedder())  # type: ignore[arg-type]
        with Assistant(Library(index, Store.open(index), FakeEmbedder())) as assistant:  # type: ignore[arg-type]
            yield assistant
