"""A run on disk: every answer, the figures and the report, in one folder under `eval/runs`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.quality.run import Asked

RUNS = Path("eval/runs")
ANSWERS, FIGURES, REPORT = "answers.jsonl", "figures.json", "report.html"


def write(folder: Path, asked: Sequence[Asked], figures: Mapping[str, Any], title: str) -> None:
    """Write the run's three files into `folder`, which is made where it is missing."""
    from eval.quality.report import report

    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row_of(one), ensure_ascii=False, default=str) for one in asked]
    (folder / ANSWERS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    (folder / FIGURES).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / REPORT).write_text(report(asked, figures, title), encoding="utf-8")


def row_of(one: Asked) -> dict[str, Any]:
    """One answer as a line of answers.jsonl."""
    verdict = one.verdict
    parts = ("status", "order", "value", "evidence", "evidence_all", "verbatim")
    return {
        "id": one.question.id,
        "right": verdict.right,
        "verdict": {part: getattr(verdict, part) for part in parts},
        "seconds": round(one.seconds, 6),
        "error": one.error,
        "question": one.question.to_dict(),
        "answer": one.answer,
        "trace": one.trace,
    }


def baseline(asked: Sequence[Asked], figures: Mapping[str, Any]) -> dict[str, Any]:
    """What `eval/baseline.json` keeps: each question's result and the figures that do not hang on the machine."""
    kept = {name: value for name, value in figures.items() if name != "latency"}
    questions = {
        one.question.id: {"right": one.verdict.right, "text": str(one.answer.get("text") or "")} for one in asked
    }
    return {"figures": kept, "questions": dict(sorted(questions.items()))}
