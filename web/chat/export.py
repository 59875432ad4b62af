"""A conversation to take along: as Markdown for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.calendar.dates import day_words
from assistant.conversation.transcript import escaped, turn_lines
from assistant.render import DISCLAIMER
from web.storage.conversations import Head, Turn


def as_json(head: Head, turns: Sequence[Turn]) -> dict[str, Any]:
    return {
        "id": head.id, "title": head.title, "created": head.created, "updated": head.updated,
        "turns": [turn_json(turn) for turn in turns],
    }  # fmt: skip


def turn_json(turn: Turn) -> dict[str, Any]:
    return {
        "number": turn.number, "asked": turn.asked, "question": turn.question, "facts": turn.facts,
        "today": turn.today, "answer": turn.answer, "thumb": turn.thumb, "note": turn.note,
    }  # fmt: skip


def as_markdown(head: Head, turns: Sequence[Turn]) -> str:
    lines = [f"# {escaped(head.title)}", "", f"Begun {day_words(head.created[:10])}.", ""]
    for turn in turns:
        lines += turn_lines(turn.question, turn.facts, turn.answer)
    return "\n".join([*lines, "---", "", DISCLAIMER, ""])
