"""What an answerer is: a function from a question and one order to candidate answers, registered with examples.

All answerers whose `asks` fits run; their order never decides. A candidate holds values and spans, never
prose: `assistant.render` writes the words and the engine attaches the citations, so nothing is said uncited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Kind, Need, Status, Step
from assistant.question.kinds import Asks
from assistant.question.question import Question
from assistant.reading.fit import Gauge
from assistant.reading.view import View
from indexer.orders import Span


@dataclass(frozen=True, slots=True)
class Context:
    """One question before one order. today: None where the caller gave none. chosen: the asker chose the order.

    faults: where an answerer notes a fact that contradicts this order (it may be meant for another one)."""

    question: Question
    view: View
    gauge: Gauge
    facts: Mapping[str, str]
    today: dt.date | None = None
    chosen: bool = False
    faults: list[Exception] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate answer. spans: what is cited, the deciding words first. score: 0 to 1, before calibration.

    lead: what stands first ("yes", "no", a date, a name) in the form that `value` has; said: which wording of
    `assistant.render` to use; parts: what that wording is filled with.
    """

    kind: Kind
    score: float
    spans: tuple[Span, ...]
    status: Status = "answered"
    value: dict[str, Any] | None = None
    said: str = "quote"
    parts: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    safe_date: str | None = None
    answerer: str = ""
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A question over a short made-up order, and the value (or part of the text) that the answerer must give."""

    question: str
    order: str
    value: Any
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A question that looks like one for this answerer but that the order does not answer."""

    question: str
    order: str


Answer = Callable[[Context], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Answerer:
    """A registered answerer: name, the kinds of question it takes, the function, its examples."""

    name: str
    asks: tuple[Asks, ...]
    find: Answer
    examples: tuple[Example, ...]
    near: tuple[NearMiss, ...]


REGISTRY: dict[str, Answerer] = {}


def answerer(
    name: str, *, asks: tuple[Asks, ...], examples: tuple[Example, ...], near: tuple[NearMiss, ...]
) -> Callable[[Answer], Answer]:
    """Register an answerer. Fails at import on a repeated name, no example, no near miss, no docstring."""

    def register(function: Answer) -> Answer:
        if name in REGISTRY or not examples or not near or not function.__doc__:
            raise ValueError(f"answerer {name!r}: repeated name, or no example, near miss or docstring")
        REGISTRY[name] = Answerer(name, asks, function, examples, near)
        return function

    return register


def yes_no(yes: bool) -> dict[str, Any]:
    return {"type": "yes_no", "value": "yes" if yes else "no"}


def text_value(words: str) -> dict[str, Any]:
    return {"type": "text", "value": " ".join(words.split())}
