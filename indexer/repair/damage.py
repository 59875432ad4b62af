"""The passive types of a check: what is wrong with an index, one line each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

# What the damage is in, which says how it can be mended. pointer: CURRENT or the manifest; orders: a database or a
# matrix; search: what is made from these alone; model: the export, made from the model's package.
Kind = Literal["pointer", "orders", "search", "model", "conversations"]

# Called with what is being looked at, how much of it is done, and how much there is.
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that is wrong. file: as it lies in the index folder. order: the id of the one order that it is about,
    None where it isn't about one."""

    kind: Kind
    file: str
    what: str
    order: str | None = None

    def __str__(self) -> str:
        return f"{self.file}: {f'order {self.order}: ' if self.order is not None else ''}{self.what}"


@dataclass(slots=True)
class Findings:
    """What a check found. generation: its name, empty where nobody can say. notes: what is no damage but stands out."""

    generation: str = ""
    orders: int = 0
    passages: int = 0
    damage: list[Damage] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, kind: Kind, file: str, what: str, order: str | None = None) -> None:
        self.damage.append(Damage(kind, file, what, order))

    @property
    def kinds(self) -> set[Kind]:
        return {one.kind for one in self.damage}


def quiet(what: str, done: int, total: int) -> None:
    """A `Tell` that tells nobody."""
