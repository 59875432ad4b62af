"""Turns of a conversation as Markdown, to take along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.calendar.dates import day_words


def turn_lines(question: str, facts: Mapping[str, str], answer: Mapping[str, Any]) -> list[str]:
    """One turn: the question, the answer (as `Answer.to_dict`), the facts it rests on, its citations, its steps."""
    lines = [f"## {escaped(question)}", "", escaped(answer["text"]), ""]
    if facts:
        lines += ["Facts: " + escaped(", ".join(f"{name} = {value}" for name, value in facts.items())), ""]
    for number, citation in enumerate(answer["citations"], 1):
        page = f", page {citation['page']}" if citation["page"] else ""
        page = f", at {citation['star']}" if citation.get("star") else page
        at = f", lines {citation['lines']}" if citation["lines"] else ""
        lines.append(f"{number}. {escaped(citation['order'])}, {escaped(citation['paragraph'])}{page}{at}:")
        lines += ["", f"   > {escaped(' '.join(citation['quote'].split()))}", ""]
    for step in answer["steps"]:
        lines.append(f"- {escaped(step['reason'])}: {day_words(step['date'])} ({escaped(step['cite'])})")
    if answer["steps"]:
        lines.append("")
    return lines


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, f"\\{sign}")
    return text
