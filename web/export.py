"""A conversation to take along: as Markdown for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.render import DISCLAIMER
from web.cards import day
from web.conversations import Head, Turn


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
    lines = [f"# {escaped(head.title)}", "", f"Begun {day(head.created[:10])}.", ""]
    for turn in turns:
        answer = turn.answer
        lines += [f"## {escaped(turn.question)}", "", escaped(answer["text"]), ""]
        if turn.facts:
            lines += ["Facts: " + escaped(", ".join(f"{name} = {value}" for name, value in turn.facts.items())), ""]
        for number, citation in enumerate(answer["citations"], 1):
            page = f", page {citation['page']}" if citation["page"] else ""
            at = f", lines {citation['lines']}" if citation["lines"] else ""
            lines.append(f"{number}. {escaped(citation['order'])}, {escaped(citation['paragraph'])}{page}{at}:")
            lines += ["", f"   > {escaped(' '.join(citation['quote'].split()))}", ""]
        for step in answer["steps"]:
            lines.append(f"- {escaped(step['reason'])}: {day(step['date'])} ({escaped(step['cite'])})")
        if answer["steps"]:
            lines.append("")
    return "\n".join([*lines, "---", "", DISCLAIMER, ""])


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
