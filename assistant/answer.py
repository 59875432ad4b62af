"""What an answer is: status, kind, value, words, citations. An Answer cannot be made with a false quotation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

from indexer.orders import Order, Span

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


class FalseQuotation(AssertionError):
    """A citation's words are not the order's words: a bug of this program, never shown as an answer."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The order's exact words and where they stand: paragraph label, page, pleading lines, offsets.

    page: None where the file has no pages to speak of. lines: "12-15" as printed in the gutter, None where
    the paper is not numbered. start, end: offsets into `Order.text`. star: "*13-14", pages of a printed reporter,
    None where the text marks none.
    """

    order: str
    paragraph: str
    page: int | None
    lines: str | None
    start: int
    end: int
    quote: str
    star: str | None = None

    @classmethod
    def of(cls, order: Order, span: Span) -> Citation:
        """Cite `span` of `order`: looks up the paragraph, the page and the lines."""
        from assistant.cite import locate

        place = locate(order, span)
        return cls(
            order.id,
            place.paragraph,
            place.page,
            place.lines,
            span.start,
            span.end,
            order.text[span.start : span.end],
            place.star,
        )

    def check(self, order: Order) -> None:
        """Raise FalseQuotation unless the quotation is in the order, at its offsets."""
        if order.id != self.order or order.text[self.start : self.end] != self.quote or not self.quote:
            raise FalseQuotation(f"{self.order} {self.start}-{self.end}: {self.quote[:60]!r}")

    def to_dict(self) -> dict[str, Any]:
        return {
            "order": self.order,
            "paragraph": self.paragraph,
            "page": self.page,
            "lines": self.lines,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "star": self.star,
        }


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a count: what was done, the date (or local date-time) it gave, and the authority."""

    reason: str
    date: dt.date | dt.datetime | None
    cite: str

    def to_dict(self) -> dict[str, Any]:
        return {"reason": self.reason, "date": iso(self.date), "cite": self.cite}


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is missing. choices: the accepted values, empty for a free one (a date)."""

    fact: str
    prompt: str
    choices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"fact": self.fact, "prompt": self.prompt, "choices": list(self.choices)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that the question may be about."""

    order: str
    title: str

    def to_dict(self) -> dict[str, Any]:
        return {"order": self.order, "title": self.title}


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as the contract in README has it; `to_dict` gives exactly those keys.

    value: None or {"type": "yes_no"|"date"|"datetime"|"quantity"|"text"|"items", "value": ...}.
    candidates: orders for `ambiguous`, nearest passages for `not_found`. related: passages that stand near
    the answer and are shown as such. alternatives, safe_date: where authorities differ on a date.
    score: how sure, 0 to 1.
    """

    question: str
    status: Status
    text: str
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
    manner: Manner | None = None
    trace: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "status": self.status,
            "kind": self.kind,
            "text": self.text,
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
            "manner": self.manner,
        }


def iso(moment: dt.date | dt.datetime | None) -> str | None:
    """A date as 2021-03-25, a date-time as 2021-04-05T14:00 (to the minute), None as None."""
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return moment.isoformat() if moment else None
