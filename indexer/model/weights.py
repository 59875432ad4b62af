"""The model of one index: its key at once, the model itself only when something is to be embedded."""

from __future__ import annotations

from pathlib import Path

from indexer.disk import disk_errors
from indexer.errors import UsageError
from indexer.model.chunk import token_count
from indexer.model.embed import Embedder, OnnxEmbedder, TorchEmbedder, has_gpu
from indexer.model.export import exported
from indexer.model.files import remembered_key, resolve

EMBEDDERS = ("torch", "onnx")

# Less text than this, in characters, is embedded by ONNX Runtime even where there is a GPU, if the caller left the
# choice to us: importing torch alone takes longer. Without a GPU ONNX Runtime takes half of torch's time.
LITTLE = 250_000


class Weights:
    """embedder: "torch", "onnx", an Embedder, or None for whichever is sooner done. model: name or path, None for the
    packaged one. The export that questions need lies under `index`/model once something was embedded."""

    def __init__(self, index: Path, embedder: str | Embedder | None, model: str | Path | None):
        if isinstance(embedder, str) and embedder not in EMBEDDERS:
            raise UsageError(f"no embedder {embedder!r}: use {' or '.join(EMBEDDERS)}")
        self.models = index / "model"
        self.asked = embedder if isinstance(embedder, str) else None
        self.made: Embedder | None = None if isinstance(embedder, str) else embedder
        self.path = resolve(model) if self.made is None else None
        self.key = self.made.key if self.path is None else remembered_key(self.path, self.models)  # type: ignore[union-attr]

    def loaded(self, characters: int) -> Embedder:
        """The embedder, for about that much text; the model is loaded once."""
        if self.made is None:
            assert self.path is not None
            with disk_errors(self.models.parent):
                folder = exported(self.path, self.models)
            if self.asked == "torch" or self.asked is None and characters > LITTLE and has_gpu():
                self.made = TorchEmbedder(self.path)
            else:
                from indexer.guarded import available_cores

                self.made = OnnxEmbedder(folder, threads=available_cores())
        return self.made

    def count(self, text: str) -> int:
        """Tokens of `text`: tiktoken's or the model's own, whichever are more."""
        assert self.made is not None
        return max(token_count(text), self.made.pieces(text))
