"""So Ordered's assistant: `from assistant import Assistant`. The engine is imported when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.engine import Assistant

__all__ = ["Assistant"]


def __getattr__(name: str) -> Any:
    if name == "Assistant":
        from assistant.engine import Assistant

        return Assistant
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")
