"""Ask every gold question of an assistant; keep what it answered, how right it was, how long it took."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from eval.gold.gold import GoldQuestion
from eval.quality.score import Verdict, score
from indexer.errors import IndexBusy

if TYPE_CHECKING:
    from assistant.answer import Answer
    from indexer.orders import Order
    from indexer.store.store import OrderRow

#: Where the indexes made for runs are kept, so that the next run is quick.
CACHE = Path("var/eval")
#: Seconds to wait for another run that writes the same index.
BUSY_TRIES = 120


class Asker(Protocol):
    """What a run needs of an assistant."""

    def orders(self) -> list[OrderRow]: ...

    def order(self, order_id: str) -> Order: ...

    def ask(
        self, question: str, order: str | None = None, facts: Mapping[str, str] | None = None,
        today: dt.date | None = None, conversation: Any = None,
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the answer as the contract has it, and the verdict.

    seconds: wall time of the one call. trace: what `so-ordered explain` shows of the answer.
    error: what the call ended with instead of an answer, None where it ended well; the answer's status
    is then "error", which no question expects.
    """

    question: GoldQuestion
    answer: dict[str, Any]
    verdict: Verdict
    seconds: float
    trace: dict[str, Any] = field(default_factory=dict)
    error: str | None = None


def index_of(corpus: Path, model: str | None = None, cache: Path = CACHE) -> Path:
    """The index of `corpus` with `model` (None: the usual one), brought up to date under `cache`; its folder.

    A file that cannot be indexed is told on stderr: its questions will count as wrong.
    """
    from indexer.build import build

    name = hashlib.sha256(f"{corpus.resolve()}\n{model or ''}".encode()).hexdigest()[:8]
    folder = cache / f"{corpus.resolve().name}-{name}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    for attempt in range(BUSY_TRIES):
        try:
            report = build(corpus, folder, model=model)
            break
        except IndexBusy:
            # Another run over the same corpus is bringing it up to date.
            if attempt == BUSY_TRIES - 1:
                raise
            time.sleep(1)
    for line in report.errors:
        print(f"not indexed: {line}", file=sys.stderr)
    return folder


def ask_all(assistant: Asker, questions: Iterable[GoldQuestion]) -> Iterator[Asked]:
    """Ask each question, its earlier turns first; an exception is kept, not raised."""
    texts = {row.id: assistant.order(row.id).text for row in assistant.orders()}
    for question in questions:
        yield ask_one(assistant, question, texts)


def ask_one(assistant: Asker, question: GoldQuestion, texts: dict[str, str]) -> Asked:
    """Ask one question; one with earlier turns in a conversation of its own."""
    from assistant.conversation.conversation import Conversation

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
    except Exception as error:  # whatever it is, the run goes on and the report shows it
        return _failed(question, error)
    said = answer.to_dict()
    return Asked(question, said, score(question, said, texts), seconds, dict(answer.trace))


def _failed(question: GoldQuestion, error: Exception) -> Asked:
    """An answer that did not come."""
    message = f"{type(error).__name__}: {error}"
    said: dict[str, Any] = {
        "status": "error", "text": message, "citations": [], "value": None, "order": None, "score": 0.0,
    }
    return Asked(question, said, score(question, said), 0.0, error=message)
