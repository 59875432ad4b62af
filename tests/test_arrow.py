"""Data flows one way: indexer → assistant → web, eval. A test reads the imports and fails on one against the arrow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# package → packages that it may not import
AGAINST = {
    "indexer": {"assistant", "web", "eval", "tests"},
    "assistant": {"web", "eval", "tests"},
    "web": {"eval", "tests"},
    "eval": {"web", "tests"},
}
# What a question may not wait for: importing these takes seconds.
HEAVY = {"torch", "transformers", "sentence_transformers", "scipy", "sklearn", "pypdfium2", "docx", "flask", "rich"}


def imports(source: str) -> Iterator[str]:
    """The packages that a module's text imports, anywhere in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_imports_are_read_wherever_they_stand() -> None:
    source = "import os.path\ndef f():\n    from web.app import x\nif 1:\n    import eval as e"
    assert list(imports(source)) == ["os", "web", "eval"]


@pytest.mark.parametrize("package", AGAINST)
def test_no_import_goes_against_the_arrow(package: str) -> None:
    found = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sorted((ROOT / package).rglob("*.py"))
        for name in imports(file.read_text("utf-8"))
        if name in AGAINST[package]
    ]
    assert not found


def test_a_question_is_read_without_the_heavy_packages() -> None:
    program = "import sys, assistant.engine, assistant.commands.ask, assistant.finding.retrieve; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert HEAVY.isdisjoint(done.stdout.split())
