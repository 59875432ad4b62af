"""Two runs side by side: gained, lost and unchanged, question by question, with a significance test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.quality.stats import sign_test
from indexer.errors import SoOrderedError


class BadRun(SoOrderedError):
    """A folder or file that holds no run, or a baseline that cannot be read."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ids of questions, each list sorted. changed: as right or wrong as before, by another answer.

    added, removed: in only one of the runs. p: of McNemar's exact test on gains and losses.
    """

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    p: float


def compare(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> Comparison:
    """Compare two runs as `results` gives them: id → {"right": bool, "text": str}."""
    both = sorted(before.keys() & after.keys())
    was = {name: bool(before[name]["right"]) for name in both}
    now = {name: bool(after[name]["right"]) for name in both}
    gained = tuple(name for name in both if now[name] and not was[name])
    lost = tuple(name for name in both if was[name] and not now[name])
    return Comparison(
        gained=gained,
        lost=lost,
        right=tuple(name for name in both if was[name] and now[name]),
        wrong=tuple(name for name in both if not was[name] and not now[name]),
        changed=tuple(
            name for name in both if was[name] == now[name] and before[name].get("text") != after[name].get("text")
        ),
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        p=sign_test(len(gained), len(lost)),
    )


def results(path: Path) -> dict[str, dict[str, Any]]:
    """The questions of a run's folder, or of a baseline file: id → {"right", "text", ...}. BadRun."""
    file = path / "answers.jsonl" if path.is_dir() else path
    try:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".json":
            return {name: dict(row) for name, row in json.loads(text)["questions"].items()}
        rows = [json.loads(line) for line in text.splitlines()]
        return {row["id"]: {"right": row["right"], "text": row["answer"].get("text", "")} for row in rows}
    except FileNotFoundError:
        raise BadRun(f"no run at {path}: give a folder that python -m eval run wrote") from None
    except (ValueError, KeyError, TypeError) as error:
        raise BadRun(f"{file} is not what a run writes ({error}): make it anew") from error


def told(comparison: Comparison, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The comparison in lines for a terminal."""
    lines = [f"gained {name}: {after[name].get('text', '')}" for name in comparison.gained]
    lines += [f"lost {name}: {after[name].get('text', '')}" for name in comparison.lost]
    lines += [f"other words {name}" for name in comparison.changed]
    lines += [f"only before {name}" for name in comparison.removed]
    lines += [f"only after {name}" for name in comparison.added]
    lines.append(
        f"gained {len(comparison.gained)}, lost {len(comparison.lost)}, right in both {len(comparison.right)}, "
        f"wrong in both {len(comparison.wrong)}; McNemar's exact p = {comparison.p:.4f}"
    )
    return "\n".join(lines)
