"""Ask every gold question of an assistant; keep what it answered, how right it was, how long it took."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.gold import GoldQuestion
from eval.score import Verdict, score
from indexer.errors import SoOrderedError

#: Where indexes made for a run are kept, so that the next run is quick.
CACHE = Path("var/eval")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the answer as the contract has it, and the verdict.

    seconds: wall time of the one call. trace: the explain output of the answer. error: the exception
    that the call ended with, None where it ended well; the answer is then an empty "not_found"-less one.
    """

    question: GoldQuestion
    answer: dict[str, Any]
    verdict: Verdict
    seconds: float
    trace: dict[str, Any] = field(default_factory=dict)
    error: str | None = None


def index_of(corpus: Path, cache: Path = CACHE) -> Path:
    """The index of `corpus`, brought up to date under `cache`; its folder."""
    from indexer.build import build

    name = hashlib.sha256(str(corpus.resolve()).encode()).hexdigest()[:8]
    folder = cache / f"{corpus.resolve().name}-{name}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    build(corpus, folder)
    return folder


def ask_all(assistant: Any, questions: Iterable[GoldQuestion]) -> Iterator[Asked]:
    """Ask each question, its earlier turns first; an exception is kept, not raised."""
    texts = {order.id: order.text for order in assistant.orders()}
    for question in questions:
        yield ask_one(assistant, question, texts)


def ask_one(assistant: Any, question: GoldQuestion, texts: dict[str, str]) -> Asked:
    """Ask one question in a conversation of its own."""
    from assistant.conversation import Conversation

    conversation = Conversation() if question.conversation else None
    try:
        for turn in question.conversation:
            assistant.ask(turn, order=question.order, today=question.today, conversation=conversation)
        start = time.perf_counter()
        answer = assistant.ask(
            question.question, order=question.order, facts=question.facts or None,
            today=question.today, conversation=conversation,
        )
        seconds = time.perf_counter() - start
    except SoOrderedError as error:
        return _failed(question, error)
    except Exception as error:  # the run goes on; the report shows it as a failure of the program
        return _failed(question, error)
    said = answer.to_dict()
    return Asked(question, said, score(question, said, texts), seconds, answer.trace)


def _failed(question: GoldQuestion, error: Exception) -> Asked:
    """An answer that did not come."""
    message = f"{type(error).__name__}: {error}"
    said = {"status": "error", "text": message, "citations": [], "value": None, "order": None, "score": 0.0}
    return Asked(question, said, score(question, said), 0.0, error=message)
