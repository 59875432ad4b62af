"""The web chat and its API: `create_app` makes the Flask application, `web.commands.serve` serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.app import create_app
    from web.settings import Settings

__all__ = ["Settings", "create_app"]


def __getattr__(name: str) -> object:
    # Importing a part of this package must not import all of it: the child process that builds needs no Flask.
    if name == "create_app":
        from web.app import create_app

        return create_app
    if name == "Settings":
        from web.settings import Settings

        return Settings
    raise AttributeError(name)
