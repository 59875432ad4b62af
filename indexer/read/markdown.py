"""Markdown: plain text whose signs the layout takes off, and remembers."""

from __future__ import annotations

from indexer.read import text
from indexer.read.common import Decoded


def decode(data: bytes, file: str) -> Decoded:
    """Read `data` as Markdown, its signs as they stand. Raises NotText for binary bytes."""
    return text.decode(data, file)
