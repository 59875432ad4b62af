"""How right the answers are on orders that nobody tuned to: `python -m eval reader`.

Rows have the form of `reading/questions.jsonl`. Each figure is a share with its 95 % interval:

first   answerable: the right words are cited first, certain or likely, and no wrong value stands beside them
three   answerable: the right words are among the first three passages that are shown, cited or near
said    of the yes or no that were said, the right ones
yes/no  of the answerable yes/no questions, those that got a yes or no at all
safe    no opposite yes or no, no wrong date, no value where the order is silent
silent  unanswerable: nothing is asserted
quiet   unanswerable: not even a likely passage is put forward
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.engine import Assistant
from assistant.reading.reader import reader_of
from eval.quality.score import fold, holds
from eval.quality.stats import Share, bootstrap
from eval.training.parts import FINAL, made_parts, parts, read_rows
from eval.training.prepare import write_corpus
from indexer.build import build
from indexer.deadlines.periods import scan

FIGURES = ("first", "three", "said", "yes/no", "safe", "silent", "quiet")
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer is, by the figures that it counts in (the others are None)."""

    id: str
    type: str
    figures: Mapping[str, bool | None]


def outcome(row: Mapping[str, Any], answer: Mapping[str, Any]) -> Outcome:
    """Judge an answer of the contract by a row."""
    evidence = [fold(piece) for piece in row.get("evidence") or ()]
    cited = [fold(one["quote"]) for one in answer["citations"]]
    near = [fold(one["quote"]) for key in ("related", "candidates") for one in answer[key] if "quote" in one]
    right = lambda quote: any(holds(quote, piece) for piece in evidence)  # noqa: E731
    value = answer.get("value") or {}
    kind, given = value.get("type"), value.get("value")
    answered = answer["status"] in ("answered", "needs_facts")
    asserted = bool(value) or answer.get("manner") == "certain"
    if row["type"] == "unanswerable":
        return Outcome(
            row["id"], row["type"],
            {"safe": not value, "silent": not asserted, "quiet": answer["status"] == "not_found"},
        )  # fmt: skip
    opposite = kind == "yes_no" and given != row.get("verdict")
    expected = _dates(row)
    misdated = kind in ("date", "datetime") and bool(expected) and str(given)[:10] not in expected
    wrong = opposite or misdated
    figures: dict[str, bool | None] = {
        "first": answered and bool(cited) and right(cited[0]) and not wrong,
        "three": any(right(quote) for quote in [*cited, *near][:SHOWN]),
        "safe": not wrong,
    }
    if row.get("verdict"):
        figures["yes/no"] = kind == "yes_no"
        figures["said"] = given == row["verdict"] if kind == "yes_no" else None
    elif kind == "yes_no":
        figures["said"] = False
    return Outcome(row["id"], row["type"], figures)


def _dates(row: Mapping[str, Any]) -> set[str]:
    """The dates that the row's answer names in figures, as ISO dates; empty where it names none."""
    text = " ; ".join(filter(None, (row.get("span"), row.get("answer"))))
    return {phrase.date.isoformat() for phrase in scan(text, 0) if phrase.kind == "fixed" and phrase.date is not None}


def ask_part(
    part: str, shared: Path, index: Path | None = None, reader: str | None = None, first: int | None = None
) -> tuple[dict[str, Share], list[dict[str, Any]]]:
    """Ask the questions of a part, each with its order: the figures, and every answer with its row and outcome.

    "made": the invented orders that no training saw; else a part of `eval.training.parts`.
    """
    rows = _rows(part, shared)[:first]
    index = index or Path("var/training/index")
    if not index.exists():
        corpus = index.with_name("corpus")
        write_corpus(shared, corpus)
        build(corpus, index)
    asked: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    with Assistant.open(index, reader=reader_of(reader)) as assistant:
        for row in rows:
            answer = assistant.ask(row["question"], order=row["order"]).to_dict()
            found = outcome(row, answer)
            outcomes.append(found)
            asked.append({"row": row, "answer": answer, "outcome": dict(found.figures)})
    return figures(outcomes), asked


def _rows(part: str, shared: Path) -> list[dict[str, Any]]:
    if part == "made":
        folder = shared / "made_orders"
        dealt = made_parts(row["id"] for row in read_rows(folder / "about.jsonl"))
        rows = [{"id": f"made-{n}", **row} for n, row in enumerate(read_rows(folder / "questions.jsonl"))]
        return [row for row in rows if dealt[row["order"]] == FINAL]
    dealt = parts(read_rows(shared / "reading" / "orders.jsonl"))
    return [row for row in read_rows(shared / "reading" / "questions.jsonl") if dealt[row["order"]] == part]


def figures(outcomes: Iterable[Outcome]) -> dict[str, Share]:
    """Each figure over the outcomes that count in it."""
    several = list(outcomes)
    return {
        name: bootstrap([float(value) for one in several if (value := one.figures.get(name)) is not None])
        for name in FIGURES
    }


def table(figures: Mapping[str, Share]) -> str:
    """The figures as lines of text."""
    return "\n".join(
        f"{name:8} {share.mean:.3f}  ({share.low:.3f} to {share.high:.3f}, {share.n})" if share.n else f"{name:8} -"
        for name, share in figures.items()
    )
