"""The exported model gives sentence-transformers' own vectors; damage to it is named."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from fakes import ROOT

from indexer.errors import IndexDamaged, UsageError
from indexer.model import bert, embed, files
from indexer.model.embed import OnnxEmbedder
from indexer.model.export import exported

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
    return index / "model" / files.model_key(files.resolve())


@pytest.mark.model
def test_the_vectors_are_those_of_sentence_transformers(export: Path) -> None:
    ours = OnnxEmbedder(export, threads=1).encode(TEXTS)
    theirs = embed.TorchEmbedder(files.resolve()).encode(TEXTS)
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    assert (ours * theirs).sum(axis=1).min() >= 0.99999


@pytest.mark.model
def test_a_text_has_one_vector_whatever_stands_beside_it(export: Path) -> None:
    model = OnnxEmbedder(export, threads=1)
    together = model.encode(TEXTS, batch=3)
    alone = np.vstack([model.encode([text]) for text in TEXTS])
    assert np.allclose(together, alone, atol=1e-5)


@pytest.mark.model
def test_the_files_of_the_export_are_as_they_were_written(export: Path) -> None:
    facts = files.read_facts(export)
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
        files.resolve("nobody/nothing")


def test_the_key_is_remembered_until_the_files_change(tmp_path: Path) -> None:
    model, notes = tmp_path / "own", tmp_path / "notes"
    model.mkdir()
    (model / "tokenizer.json").write_text("{}")
    first = files.remembered_key(model, notes)
    assert first == files.model_key(model)
    kept = json.loads((notes / "keys.json").read_text())
    (notes / "keys.json").write_text(json.dumps(kept | {"key": "remembered"}))
    assert files.remembered_key(model, notes) == "remembered"
    (model / "tokenizer.json").write_text('{"a": 1}')
    assert files.remembered_key(model, notes) == files.model_key(model) != first


def test_a_folder_that_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no sentence-transformers model"):
        files.remembered_key(tmp_path, tmp_path / "notes")


WITHOUT_TORCH = """
import sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "transformers", "sentence_transformers"):
            raise ImportError(f"No module named {name}")

sys.meta_path.insert(0, Refused())
from assistant.cli import main
sys.exit(main(sys.argv[1:]))
"""


def without_torch(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line in a process where torch and its kin cannot be imported."""
    command = [sys.executable, "-c", WITHOUT_TORCH, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT)


@pytest.mark.model
def test_an_installation_without_torch_indexes_and_answers(export: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    for more in (["--embedder", "onnx"], []):
        done = without_torch("index", ROOT / "corpus", "--index", index, *more)
        assert (done.returncode, done.stdout[:5]) == (0, "4 new" if more else "0 new"), done.stderr
    done = without_torch("ask", "can the court issue a Rule 68 offer?", "--index", index)
    assert done.returncode == 0 and done.stdout.startswith("No."), done.stderr
    [folder] = [path for path in (index / "model").iterdir() if path.is_dir()]
    assert folder.name == export.name, "the key is the one of an installation with torch"


def test_what_needs_torch_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text("ORDER\n\nThe parties shall file a letter.")
    shutil.copytree(files.resolve(), tmp_path / "other", ignore=shutil.ignore_patterns("model.safetensors"))
    other = ["--embedder", "onnx", "--model", tmp_path / "other"]
    for more in (["--embedder", "torch"], other):
        done = without_torch("index", tmp_path / "corpus", "--index", tmp_path / "index", *more)
        assert done.returncode == 2 and "pip install torch sentence-transformers" in done.stderr
        assert done.stderr.splitlines()[-1].startswith("so-ordered: "), done.stderr


@pytest.mark.model
def test_the_drawn_graph_gives_the_vectors_of_the_traced_one(export: Path, tmp_path: Path) -> None:
    """Small, with the first word's vector taken, so that nothing of the packaged model is taken for granted."""
    import torch
    from transformers import BertConfig, BertModel

    shutil.copytree(files.resolve(), tmp_path / "small", ignore=shutil.ignore_patterns("model.safetensors"))
    torch.manual_seed(5)
    shape = BertConfig(
        vocab_size=30522, hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64,
        initializer_range=0.5,
    )  # fmt: skip
    BertModel(shape).save_pretrained(tmp_path / "small")
    pooling = {"word_embedding_dimension": 32, "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False}
    (tmp_path / "small" / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    assert bert.can_draw(tmp_path / "small")
    drawn = OnnxEmbedder(exported(tmp_path / "small", tmp_path / "models"), threads=1).encode(TEXTS)
    theirs = embed.TorchEmbedder(tmp_path / "small").encode(TEXTS)
    assert drawn.shape == (len(TEXTS), 32) and (drawn * theirs).sum(axis=1).min() >= 0.99999


@pytest.mark.parametrize("change", [{"hidden_act": "relu"}, {"model_type": "mpnet"}, {"position_embedding_type": "x"}])
def test_a_model_of_another_form_is_not_drawn(tmp_path: Path, change: dict[str, str]) -> None:
    shutil.copytree(files.resolve(), tmp_path / "other")
    assert bert.can_draw(tmp_path / "other")
    config = tmp_path / "other" / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | change))
    assert not bert.can_draw(tmp_path / "other")
