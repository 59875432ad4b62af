"""The exported model gives sentence-transformers' own vectors; damage to it is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from indexer import embed
from indexer.embed import OnnxEmbedder
from indexer.errors import IndexDamaged, UsageError

TEXTS = [
    "can the court issue a Rule 68 offer?",
    "The parties shall file a joint statement within fourteen (14) days of service of this order.",
    "x",
    "¶ 3(b): Défense counsel — “meet and confer”; 漢字, 🙂",
    "word " * 400,
    "",
]


@pytest.fixture(scope="module")
def export(index: Path) -> Path:
    """The folder of the exported model."""
    return index / "model" / embed.model_key(embed.resolve())


@pytest.mark.model
def test_the_vectors_are_those_of_sentence_transformers(export: Path) -> None:
    ours = OnnxEmbedder(export, threads=1).encode(TEXTS)
    theirs = embed.TorchEmbedder(embed.resolve()).encode(TEXTS)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * theirs).sum(axis=1).min() >= 0.9999


@pytest.mark.model
def test_a_text_has_one_vector_whatever_stands_beside_it(export: Path) -> None:
    model = OnnxEmbedder(export, threads=1)
    together = model.encode(TEXTS, batch=3)
    alone = np.vstack([model.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


@pytest.mark.model
def test_the_files_of_the_export_are_as_they_were_written(export: Path) -> None:
    facts = embed.read_facts(export)
    assert facts["dimension"] == 384 and set(facts["files"]) == {"model.onnx", "model.bin", "tokenizer.json"}


@pytest.mark.model
def test_a_damaged_export_is_named(export: Path, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    shutil.copyfile(export / "model.json", folder / "model.json")
    (folder / "model.onnx").write_bytes(b"short")
    with pytest.raises(IndexDamaged, match="check --repair"):
        OnnxEmbedder(folder)


def test_a_model_that_is_not_here() -> None:
    with pytest.raises(UsageError, match="nobody/nothing"):
        embed.resolve("nobody/nothing")


def test_the_key_is_remembered_until_the_files_change(tmp_path: Path) -> None:
    model, notes = tmp_path / "own", tmp_path / "notes"
    model.mkdir()
    (model / "tokenizer.json").write_text("{}")
    first = embed.remembered_key(model, notes)
    assert first == embed.model_key(model)
    kept = json.loads((notes / "keys.json").read_text())
    (notes / "keys.json").write_text(json.dumps(kept | {"key": "remembered"}))
    assert embed.remembered_key(model, notes) == "remembered"
    (model / "tokenizer.json").write_text('{"a": 1}')
    assert embed.remembered_key(model, notes) == embed.model_key(model) != first


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no sentence-transformers model"):
        embed.remembered_key(tmp_path, tmp_path / "notes")
