"""A budget of time for one ask: whoever sends a question that fits every sentence of long orders a thousand times gets
an honest "too long" instead of a machine that answers nobody else.

Counted is the processor time of the thread that answers, so that a busy machine changes no answer; and only what goes
through an order for this question, not what is made ready once for all questions.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from assistant.answer import Answer
from assistant.blocks import Headline

# Seconds for an ask, and as many more for each order that is read whole: a hundred times what a usual question takes.
SECONDS, EACH = 2.0, 0.25
TOO_LONG = (
    "That is too long to be answered: looking for all of it in the orders took more time than one question has. "
    "Ask about one thing, in a sentence."
)


class TooLong(Exception):
    """An ask has used up its time."""


class Budget:
    """What is left of one ask's time, in seconds. until: when it ends by the thread's clock, while it runs."""

    def __init__(self, seconds: float):
        self.left = seconds
        self.until: float | None = None


_BUDGET: ContextVar[Budget | None] = ContextVar("budget", default=None)


def budgeted(ask: Callable[..., Answer]) -> Callable[..., Answer]:
    """An `ask` with a budget: TooLong becomes the answer that says so, and nothing is found."""

    @functools.wraps(ask)
    def limited(self: object, question: str, *args: Any, **more: Any) -> Answer:
        token = _BUDGET.set(Budget(SECONDS))
        try:
            return ask(self, question, *args, **more)
        except TooLong:
            return Answer(question.strip(), "not_found", (Headline(TOO_LONG),))
        finally:
            _BUDGET.reset(token)

    return limited


@contextmanager
def spending() -> Iterator[None]:
    """Within it the budget's time runs: one order is gone through."""
    budget = _BUDGET.get()
    if budget is None or budget.until is not None:
        yield
        return
    budget.left += EACH
    budget.until = time.thread_time() + budget.left
    try:
        yield
    finally:
        budget.left, budget.until = budget.until - time.thread_time(), None


def spend() -> None:
    """Raise TooLong where the time is used up; called for each sentence that is looked at."""
    budget = _BUDGET.get()
    if budget is not None and budget.until is not None and time.thread_time() > budget.until:
        raise TooLong
