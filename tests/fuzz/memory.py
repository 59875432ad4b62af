"""Whether memory grows with what was read and asked: whatever is kept must be bounded."""

from __future__ import annotations

import gc
import random
from pathlib import Path

from assistant.conversation.conversation import Conversation
from assistant.engine import LONGEST_QUESTION
from assistant.reading.view import view_of
from indexer.errors import SoOrderedError
from indexer.orders import Source

from . import hostile
from .asking import asked
from .invariants import order_of

# Megabytes that the second half of the rounds may add.
MOST = 30


def growth(rounds: int) -> int:
    """Read and ask something else `rounds` times; 1 where the process grew in the second half."""
    chance = random.Random(1)
    sizes: list[float] = []
    with asked() as assistant:
        for number in range(rounds):
            text = varied(chance, 6000)
            order = order_of(Source("a.txt", "text", "", text))
            view_of(order, assistant.vectors(assistant.orders()[0].id))
            talk = Conversation()
            for question in (text[:LONGEST_QUESTION], "When is it due?", text[-200:], "who must " + text[100:160]):
                try:
                    assistant.ask(question, conversation=talk)
                except SoOrderedError:
                    continue
            if (number + 1) % max(rounds // 10, 1) == 0:
                sizes.append(megabytes())
                print(f"{number + 1:7} rounds  {sizes[-1]:7.1f} MB", flush=True)
    grown = sizes[-1] - sizes[len(sizes) // 2 - 1]
    print(f"grown by {grown:.1f} MB in the second half; {MOST} MB is the most")
    return int(grown > MOST)


def varied(chance: random.Random, size: int) -> str:
    """A text of words that no other has, among those of orders."""
    pieces = list(hostile.REPEATED.values()) + list(hostile.STRUCTURED.values())
    parts: list[str] = []
    length = 0
    while length < size:
        if chance.random() < 0.5:
            part = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(3, 40))) + " "
        else:
            part = chance.choice(pieces).replace("{}", str(chance.randint(1, 99_999)))
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def megabytes() -> float:
    """The resident memory of this process, without garbage."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1024 / 1024
