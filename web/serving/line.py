"""The line that questions wait in, where more are asked than the machine has cores: first come, first served, but a
client's tenth question stands behind another's first (fair queueing by start time, SFQ)."""

from __future__ import annotations

import heapq
import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.guarded import available_cores

# Questions of one client that may be in the line.
MOST = 64


class TooMany(Exception):
    """A client has MOST questions in the line."""


class Line:
    """places: how many are answered at once; None: as many as there are cores."""

    def __init__(self, places: int | None = None):
        self.free = places or available_cores()
        self.guard = threading.Lock()
        # (number to be called by, order of coming, what it waits for)
        self.waiting: list[tuple[int, int, threading.Event]] = []
        self.coming = itertools.count()
        # The number that was called last, and for each client that is in the line its last number and its questions.
        self.called = 0
        self.clients: dict[str, tuple[int, int]] = {}

    @contextmanager
    def turn(self, client: str) -> Iterator[None]:
        """Wait until it is this client's turn, and give it on at the end; TooMany."""
        waits_for = self.come(client)
        try:
            if waits_for is not None:
                waits_for.wait()
            yield
        finally:
            self.go(client)

    def come(self, client: str) -> threading.Event | None:
        """Stand in the line; None where there is a place."""
        with self.guard:
            last, count = self.clients.get(client, (0, 0))
            if count >= MOST:
                raise TooMany
            number = max(self.called, last) + 1
            self.clients[client] = number, count + 1
            if self.free:
                self.free -= 1
                self.called = max(self.called, number)
                return None
            waits_for = threading.Event()
            heapq.heappush(self.waiting, (number, next(self.coming), waits_for))
            return waits_for

    def go(self, client: str) -> None:
        """Leave the line, and call the next."""
        with self.guard:
            last, count = self.clients.pop(client)
            if count > 1:
                self.clients[client] = last, count - 1
            if self.waiting:
                number, _, waits_for = heapq.heappop(self.waiting)
                self.called = max(self.called, number)
                waits_for.set()
            else:
                self.free += 1
