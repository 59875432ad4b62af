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
# The rooms of each package, and the modules that stand beside them: each may import what stands before it, none that
# stands after it.
ROOMS = {
    "indexer": (
        "errors needed lazy plain numbers orders disk quantities digests read layout corpus provisions deadlines "
        "caption parse parsing_child guarded model store build repair"
    ),
    "assistant": (
        "cite blocks answer budget words calendar question case reading finding deadlines answerers confidence "
        "conversation render choose decide governing engine commands cli"
    ),
    "web": "settings storage orders jobs serving chat pages api app commands",
    "eval": "gold training quality bench robustness gold_command __main__",
}
# What a question may not wait for: importing these takes seconds.
HEAVY = {"torch", "transformers", "sentence_transformers", "scipy", "sklearn", "pypdfium2", "docx", "flask", "rich"}


def modules(source: str) -> Iterator[str]:
    """What a module's text imports, anywhere in it; "from a import b" gives "a.b", which may be a module or in one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imports(source: str) -> Iterator[str]:
    """The packages that a module's text imports, anywhere in it."""
    yield from dict.fromkeys(name.split(".")[0] for name in modules(source))


def own(package: str) -> dict[str, set[str]]:
    """Each module of a package → the modules of the package that it imports. The package's own `__init__` is left out:
    it is for who uses the package from outside."""
    files = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in sorted((ROOT / package).rglob("*.py"))
    }
    found = {}
    for name, file in files.items():
        needed = {one if one in files else one.rpartition(".")[0] for one in modules(file.read_text("utf-8"))}
        found[name] = needed & files.keys() - {name, package}
    found.pop(package)
    return found


def circle(edges: dict[str, set[str]]) -> list[str]:
    """What is left when whatever imports nothing that is left has been taken out, again and again."""
    left = dict(edges)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        for name in free:
            del left[name]
    return sorted(left)


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


def test_a_circle_is_found() -> None:
    assert circle({"a": {"b"}, "b": {"c"}, "c": set()}) == []
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == ["a", "b", "c"]


@pytest.mark.parametrize("package", ROOMS)
def test_no_room_imports_one_that_stands_after_it(package: str) -> None:
    rooms = ROOMS[package].split()
    found = [
        f"{name} imports {needed}"
        for name, all_needed in own(package).items()
        for needed in sorted(all_needed)
        if rooms.index(name.split(".")[1]) < rooms.index(needed.split(".")[1])
    ]
    assert not found


@pytest.mark.parametrize("package", ROOMS)
def test_every_room_has_its_place_in_the_list(package: str) -> None:
    assert {name.split(".")[1] for name in own(package)} == set(ROOMS[package].split())


@pytest.mark.parametrize("package", ROOMS)
def test_modules_import_each_other_in_no_circle(package: str) -> None:
    assert circle(own(package)) == []


@pytest.mark.parametrize("package", ROOMS)
def test_no_room_holds_too_much(package: str) -> None:
    for folder in (ROOT / package, *(ROOT / package).rglob("*/")):
        assert len(list(folder.glob("*.py"))) <= 21, folder


def test_a_question_is_read_without_the_heavy_packages() -> None:
    program = "import sys, assistant.engine, assistant.commands.ask, assistant.finding.retrieve; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert HEAVY.isdisjoint(done.stdout.split())
