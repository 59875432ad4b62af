"""One change to the orders, from the moment that it was promised."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

State = Literal["waiting", "working", "done", "failed"]


@dataclass(slots=True)
class Job:
    """One change. kind: "add", "remove" or "update" (whatever changed in the folder). name: the file or order id as
    shown. done, total: orders read. message: why it failed. order: id of the order that was added. path: of its file
    among the orders, staged: where an added one waits; sha256: of its content."""

    kind: Literal["add", "remove", "update"]
    name: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: State = "waiting"
    done: int = 0
    total: int = 0
    message: str = ""
    order: str | None = None
    path: Path | None = None
    staged: Path | None = None
    sha256: str = ""

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")
