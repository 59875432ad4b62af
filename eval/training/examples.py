"""Questions and orders → examples for the reader: the statements of each order, which of them answer, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from assistant.finding.library import Library
from assistant.reading.shortlist import Cut, likeness, ranked

# A statement that holds so much of the evidence's words, or lies in it, answers.
HOLDS, LIES_IN = 0.8, 0.85
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(slots=True)
class Example:
    """One question over one order. labels: for each statement 1.0 (it answers), 0.0, or between (it is part of what
    answers). ranks: statement numbers, nearest first. verdict: "yes", "no" or None. span: the answer's words inside
    the first evidence, or None. near: the statement that tempts but does not answer, or None."""

    id: str
    order: str
    question: str
    type: str
    texts: list[str]
    labels: list[float]
    ranks: list[int]
    cosines: list[float]
    shares: list[float]
    verdict: str | None
    span: str | None
    near: int | None
    part: str = ""
    evidence: list[str] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        return self.type != "unanswerable"


def examples(library: Library, rows: list[dict[str, Any]], part_of: dict[str, str]) -> tuple[list[Example], list[str]]:
    """The examples of `rows`, and the ids of those whose evidence no statement holds."""
    made: list[Example] = []
    lost: list[str] = []
    read: dict[str, Cut] = {}
    for number, row in enumerate(rows):
        order_id = row["order"]
        if order_id not in read:
            read[order_id] = Cut.of(library.order(order_id))
        texts = [one.text for one in read[order_id].statements]
        name = row.get("id") or f"{order_id}-{number}"
        evidence = row.get("evidence") or []
        marks = labels(texts, evidence)
        if not texts or (row["type"] != "unanswerable" and max(marks, default=0) < HOLDS):
            lost.append(name)
            continue
        vector = library.encode(row["question"])
        cosines, shares = likeness(row["question"], vector, read[order_id], library.vectors(order_id))
        tempting = labels(texts, [row["near"]]) if row.get("near") else []
        near = int(np.argmax(tempting)) if tempting and max(tempting) >= HOLDS else None
        span = " ".join(row["span"].split()) if row.get("span") else None
        made.append(
            Example(
                name, order_id, row["question"], row["type"], texts, marks, ranked(cosines, shares).tolist(),
                cosines.tolist(), shares.tolist(), row.get("verdict"), span, near, part_of.get(order_id, ""), evidence,
            )
        )  # fmt: skip
    return made, lost


def labels(texts: list[str], evidence: list[str]) -> list[float]:
    """For each text how surely it holds, or lies in, one of the pieces of evidence: 0 to 1."""
    found = [0.0] * len(texts)
    words = [_WORD.findall(text.lower()) for text in texts]
    sets = [set(each) for each in words]
    for place, piece in enumerate(evidence):
        folded = " ".join(piece.split())
        wanted = _WORD.findall(folded.lower())
        held = set(wanted)
        # The first piece is the best; the others answer too, or help to.
        worth = 1.0 if place == 0 else 0.9
        for number, text in enumerate(texts):
            if (
                folded in text
                or (text in folded and len(words[number]) >= 5)
                or wanted
                and sum(word in sets[number] for word in wanted) / len(wanted) >= HOLDS
            ):
                found[number] = max(found[number], worth)
            elif (
                len(words[number]) >= 6 and sum(word in held for word in words[number]) / len(words[number]) >= LIES_IN
            ):
                found[number] = max(found[number], HOLDS)
    return found


def read_file(path: Path) -> list[dict[str, Any]]:
    """The rows of questions of a file in the form of `reading/questions.jsonl`."""
    from eval.training.parts import read_rows

    return read_rows(path)
