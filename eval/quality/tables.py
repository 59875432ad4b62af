"""The figures of a run as plain tables for a terminal, and its failures one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.quality.run import Asked

PARTS = ("right", "status", "order", "value", "evidence")


def table(asked: Sequence[Asked], by: Callable[[Asked], str], title: str) -> str:
    """One row a group: how many questions, then right/expected of each part."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(by(one), []).append(one)
    rows = [[title, "n", *PARTS]]
    rows += [_row(name, group) for name, group in sorted(groups.items())]
    rows.append(_row("all", asked))
    return grid(rows)


def _row(name: str, group: Sequence[Asked]) -> list[str]:
    return [name, str(len(group)), *(share(group, part) for part in PARTS)]


def share(group: Sequence[Asked], part: str) -> str:
    """How many are right in `part` of those where it is expected: "12/14"; "-" where none expects it."""
    marks = [mark for mark in (getattr(one.verdict, part) for one in group) if mark is not None]
    return f"{sum(marks)}/{len(marks)}" if marks else "-"


def grid(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns: the first to the left, the rest to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def failures(asked: Sequence[Asked]) -> str:
    """Every question that is not fully right: what was expected, what came, what was cited."""
    return "\n\n".join(failure(one) for one in asked if not one.verdict.right)


def failure(one: Asked) -> str:
    """One failure in a few lines."""
    question, answer = one.question, one.answer
    lines = [f"[{question.id}] {question.type}: wrong {', '.join(one.verdict.faults())}"]
    lines += [f"   turn: {turn}" for turn in question.conversation]
    asked_of = question.order or "whole index"
    lines.append(f"  asked: {question.question}  ({asked_of}{_facts(question.facts)})")
    wanted = f"{question.status} {question.expected_order or ''} {question.value or ''}"
    lines.append(f" expect: {wanted.strip()}{'  = ' + question.answer if question.answer else ''}")
    lines += [f"         evidence: {snippet}" for snippet in question.evidence]
    got = f"{answer.get('status')} {answer.get('order') or ''} {answer.get('value') or ''}"
    by = answer.get("answerer") or "no answerer"
    lines.append(f"    got: {got.strip()}  [{by}, {answer.get('score', 0):.2f}]")
    lines.append(f"         {answer.get('text')}")
    for citation in answer.get("citations") or ():
        lines.append(f"         cited {citation['order']} {citation['paragraph']}: {citation['quote'][:300]}")
    return "\n".join(lines)


def _facts(facts: dict[str, str]) -> str:
    return "".join(f", {name}={value}" for name, value in facts.items())


def refusals(asked: Sequence[Asked]) -> str:
    """How the questions that nothing answers fared, and how often silence met a question with an answer."""
    silent = [one for one in asked if one.question.status == "not_found"]
    spoken = [one for one in asked if one.question.status == "answered"]
    false = sum(one.answer.get("status") == "answered" for one in silent)
    mute = sum(one.answer.get("status") == "not_found" for one in spoken)
    return (
        f"false answers on unanswerable questions: {false}/{len(silent)}; "
        f"silence where the order answers: {mute}/{len(spoken)}"
    )


def spoken_values(asked: Sequence[Asked]) -> str:
    """Right values by type of value: dates, yes/no and the rest."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        if one.question.value:
            groups.setdefault(one.question.value["type"], []).append(one)
    return "; ".join(f"{name} {share(group, 'value')}" for name, group in sorted(groups.items()))


def side_by_side(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Variants in rows: shares right, then the passages' ranking."""
    passages = ("R@1", "R@8", "RR")
    rows = [["variant", *PARTS, *passages, "refusal F1", "median s"]]
    for name, figures in found.items():
        shares = [figures[part] for part in PARTS] + [figures["retrieval"][measure] for measure in passages]
        cells = ["-" if one["mean"] is None else f"{one['mean']:.1%}" for one in shares]
        f1, median = figures["refusal"]["f1"], figures["latency"]["median"]
        rows.append([name, *cells, "-" if f1 is None else f"{f1:.2f}", "-" if median is None else f"{median:.3f}"])
    return grid(rows)
