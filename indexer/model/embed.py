"""Texts to vectors: sentence-transformers for indexing, the same weights through ONNX Runtime for questions.

The model is exported to ONNX once (`indexer.model.export`); the export holds all that a question needs. Importing
sentence-transformers takes seconds, so nothing on a question's path may do it: torch and its kin are imported only
inside `TorchEmbedder` and, for models that are no BERT, `export`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from indexer.errors import REPAIR, IndexDamaged
from indexer.model.files import model_key, model_name, needing_torch, quiet_transformers, read_facts
from indexer.model.tokens import Pieces


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
