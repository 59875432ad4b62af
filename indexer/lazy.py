"""Patterns that are compiled when they are first used: a question needs few of the hundreds that reading needs."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands for a pattern until one of its methods is called."""

    __slots__ = ("source", "options", "made")

    def __init__(self, source: str, options: int):
        self.source, self.options = source, options
        self.made: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        if self.made is None:
            self.made = re.compile(self.source, self.options)
        return getattr(self.made, name)


def lazy(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """As `re.compile`, but the work is done at the first use (and an error in the pattern shows only then)."""
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))
