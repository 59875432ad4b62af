"""What an answer is: status, manner, kind, value, blocks, citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.blocks import Block, Candidate, Need, Step, as_dict, iso, plain
from assistant.cite import Citation, FalseQuotation

__all__ = ["Answer", "Candidate", "Citation", "FalseQuotation", "Kind", "Manner", "Need", "Status", "Step", "iso"]

Status = Literal["answered", "needs_facts", "ambiguous", "not_found"]
Manner = Literal["certain", "likely"]
Kind = Literal[
    "deadline",
    "event",
    "place",
    "permission",
    "obligation",
    "authority",
    "ruling",
    "consequence",
    "contents",
    "limit",
    "contact",
    "person",
    "metadata",
    "definition",
    "fact",
    "summary",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as the contract in README has it; `to_dict` gives exactly those keys.

    value: None or {"type": "yes_no"|"date"|"datetime"|"quantity"|"text"|"items", "value": ...}.
    candidates: orders for `ambiguous`, nearest passages for `not_found`. related: passages that stand near
    the answer and are shown as such. alternatives, safe_date: where authorities differ on a date.
    score: how sure, 0 to 1. manner: how it is said; "certain": the short answer with its words; "likely": the
    sentences alone, with neither yes, no nor a date; None where nothing is answered. blocks: the answer as data.
    """

    question: str
    status: Status
    blocks: tuple[Block, ...] = ()
    manner: Manner | None = None
    kind: Kind | None = None
    value: dict[str, Any] | None = None
    citations: tuple[Citation, ...] = ()
    order: str | None = None
    needs: tuple[Need, ...] = ()
    candidates: tuple[Candidate | Citation, ...] = ()
    steps: tuple[Step, ...] = ()
    answerer: str | None = None
    score: float = 0.0
    related: tuple[Citation, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    safe_date: str | None = None
    notes: tuple[str, ...] = ()
    trace: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The blocks as plain text."""
        return plain(self.blocks)

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "status": self.status,
            "manner": self.manner,
            "kind": self.kind,
            "text": self.text,
            "blocks": [as_dict(block) for block in self.blocks],
            "value": self.value,
            "citations": [citation.to_dict() for citation in self.citations],
            "order": self.order,
            "needs": [need.to_dict() for need in self.needs],
            "candidates": [candidate.to_dict() for candidate in self.candidates],
            "steps": [step.to_dict() for step in self.steps],
            "alternatives": [{"date": date, "if": why} for date, why in self.alternatives],
            "safe_date": self.safe_date,
            "notes": list(self.notes),
            "related": [citation.to_dict() for citation in self.related],
            "answerer": self.answerer,
            "score": round(self.score, 4),
        }
