"""The rule answerers, one subject a file. Each module registers its answerers when it is imported."""

from __future__ import annotations

from assistant.answerers import (  # noqa: F401  (importing registers)
    consequence,
    contact,
    contents,
    definition,
    duties,
    fact,
    metadata,
    quantity,
    ruling,
    summary,
    when,
    where,
    who,
    why,
    yes_no,
)
from assistant.answerers.base import REGISTRY, Context, Found

__all__ = ["REGISTRY", "Context", "Found", "candidates"]


def candidates(context: Context) -> list[Found]:
    """Every candidate answer of every answerer that takes this kind of question, best first."""
    from dataclasses import replace

    found = [
        replace(candidate, answerer=registered.name)
        for registered in REGISTRY.values()
        if context.question.asks in registered.asks
        for candidate in registered.find(context)
    ]
    return sorted(found, key=lambda candidate: -candidate.score)
