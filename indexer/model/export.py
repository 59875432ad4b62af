"""A model's ONNX form, made once and kept beside the index: from its files where it is a BERT, else through torch."""

from __future__ import annotations

import json
import secrets
import shutil
import time
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

from indexer.disk import file_digest, make_folder, sync
from indexer.errors import IndexDamaged
from indexer.model import bert
from indexer.model.files import damage_to, model_key, model_name, needing_torch, quiet_transformers, read_facts


def export(model: Path, folder: Path) -> None:
    """Write `model` as ONNX with pooling and normalisation inside, its tokenizer beside it.

    The weights lie outside the graph, so that ONNX Runtime maps them into memory instead of copying them: opening
    takes 0.05 s instead of 0.2 s. The folder appears whole, and on the disk, or not at all. Raises UsageError for a
    model that needs torch where it is not installed.
    """
    make_folder(folder.parent)
    sweep(folder.parent)
    made = folder.parent / f".export-{secrets.token_hex(6)}"
    made.mkdir()
    try:
        plain = made / "plain.onnx"
        facts = draw(model, plain) if bert.can_draw(model) else by_torch(model, plain)
        optimise(plain, made / "model.onnx")
        plain.unlink()
        shutil.copyfile(model / "tokenizer.json", made / "tokenizer.json")
        files = {file.name: (file.stat().st_size, file_digest(file)) for file in sorted(made.iterdir())}
        written = {"key": model_key(model), "name": model_name(model), **facts, "files": files}
        (made / "model.json").write_text(json.dumps(written, indent=1), "utf-8")
        appear(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def exported(model: Path, models: Path) -> Path:
    """The folder under `models` with the ONNX form of `model`; made now if it is not there yet or is damaged."""
    folder = models / model_key(model)
    try:
        whole = not damage_to(folder, read_facts(folder))
    except (IndexDamaged, OSError):
        whole = False
    if not whole:
        export(model, folder)
    return folder


def appear(made: Path, folder: Path) -> None:
    """Put a finished export in its place: on the disk before its name is, as an index will need it from then on."""
    for file in (*made.iterdir(), made):
        sync(file)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)
    sync(folder.parent)


def sweep(models: Path) -> None:
    """Remove what a killed export left; one that is under way takes no hour."""
    for left in models.glob(".export-*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 3600:
                shutil.rmtree(left)


def draw(model: Path, target: Path) -> dict[str, int]:
    """Write the graph that `bert` draws; dimension and limit."""
    target.write_bytes(bert.drawn(model).SerializeToString())
    return bert.facts(model)


def by_torch(model: Path, target: Path) -> dict[str, int]:
    """Have torch trace the model, whatever it is made of; dimension and limit."""
    with needing_torch(f"the model {model_name(model)} can be made ready by torch alone"):
        import torch
        from sentence_transformers import SentenceTransformer
    quiet_transformers()
    transformer = SentenceTransformer(str(model), device="cpu").eval()

    class Whole(torch.nn.Module):
        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return torch.nn.functional.normalize(transformer.forward(features)["sentence_embedding"], p=2, dim=1)

        def __init__(self) -> None:
            super().__init__()
            self.inner = transformer

    ids = torch.tensor([[101, 2054, 2003, 102], [101, 2040, 2003, 102]])
    rows, columns = torch.export.Dim("rows", min=1, max=4096), torch.export.Dim("columns", min=2, max=512)
    shape = {0: rows, 1: columns}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Whole().eval(), (ids, torch.ones_like(ids)), str(target),
            input_names=["input_ids", "attention_mask"], output_names=["sentence_vector"],
            dynamic_shapes={"input_ids": shape, "attention_mask": shape},
            dynamo=True, external_data=False, verbose=False,
        )  # fmt: skip
    return {
        "dimension": int(transformer.get_embedding_dimension() or 0), "limit": int(transformer.max_seq_length or 512)
    }  # fmt: skip


def optimise(plain: Path, target: Path) -> None:
    """Have ONNX Runtime write the graph as it would run it, its weights in "model.bin" beside it."""
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    prefix = "session.optimized_model_external_initializers_"
    options.add_session_config_entry(f"{prefix}file_name", "model.bin")
    options.add_session_config_entry(f"{prefix}min_size_in_bytes", "1024")
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])
