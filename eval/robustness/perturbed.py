"""Ask every gold question under each perturbation of its words and count what stays the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from eval.gold.gold import GoldQuestion
from eval.quality.run import ask_all, index_of
from eval.robustness.perturb import PERTURBATIONS, Kept, kept

if TYPE_CHECKING:
    from assistant.engine import Assistant


def perturbed(corpus: Path, questions: Sequence[GoldQuestion]) -> dict[str, Kept]:
    """Perturbation → how the answers fared under it."""
    from assistant.engine import Assistant

    with Assistant.open(index_of(corpus)) as assistant:
        return ask_otherwise(assistant, questions)


def ask_otherwise(assistant: Assistant, questions: Sequence[GoldQuestion]) -> dict[str, Kept]:
    """The questions plain, then under each perturbation that changes them."""
    names = {row.id: row.case_name or "" for row in assistant.orders()}
    plain = list(ask_all(assistant, questions))
    found = {}
    for title, change in PERTURBATIONS.items():
        changed = [other for other in (change(one, names) for one in questions) if other is not None]
        found[title] = kept(plain, {one.question.id: one for one in ask_all(assistant, changed)})
    return found
