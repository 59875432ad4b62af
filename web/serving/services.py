"""What the pages of one application share."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import current_app

from web.jobs.building import JobRunner
from web.orders.duelist import DueList
from web.orders.shelf import Shelf
from web.orders.suggestions import Suggestions
from web.serving.line import Line
from web.serving.metrics import Metrics
from web.settings import Settings
from web.storage.conversations import Conversations

KEY = "so_ordered"


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    shelf: Shelf
    conversations: Conversations
    builder: JobRunner
    metrics: Metrics
    suggestions: Suggestions
    due: DueList
    line: Line = field(default_factory=Line)

    def close(self) -> None:
        """End what runs in the background and close the files."""
        self.suggestions.stop()
        self.due.stop()
        self.builder.stop()
        self.conversations.close()
        self.shelf.close()


def services() -> Services:
    """Of the application that handles this request."""
    found: Services = current_app.extensions[KEY]
    return found
