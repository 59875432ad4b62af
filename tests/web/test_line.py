"""The line that questions wait in."""

from __future__ import annotations

import threading
import time

import pytest

from web.serving.line import MOST, Line, TooMany


def served(*asking: str) -> list[str]:
    """In which order these clients' questions are answered, where one is answered at a time and all came at once."""
    line, order, threads = Line(1), [], []

    def ask(client: str) -> None:
        with line.turn(client):
            order.append(client)

    with line.turn("first"):
        for number, client in enumerate(asking, 1):
            threads.append(threading.Thread(target=ask, args=(client,)))
            threads[-1].start()
            while len(line.waiting) < number:
                time.sleep(0.001)
    for thread in threads:
        thread.join(10)
    assert line.free == 1 and not line.clients
    return order


def test_a_tenth_question_stands_behind_anothers_first() -> None:
    assert served(*"aaaaaaaaaab") == list("abaaaaaaaaa")
    assert served(*"aaaabbc") == list("abcabaa")


def test_nobody_waits_for_ever() -> None:
    """A tenth question is answered though others go on asking."""
    line = Line(1)
    line.come("a")
    tenth = [line.come("a") for _ in range(9)][-1]
    line.come("b")
    for _ in range(30):
        line.go("a" if line.clients.get("a", (0, 0))[1] > 1 and not tenth.is_set() else "b")  # type: ignore[union-attr]
        line.come("b")
        if tenth.is_set():  # type: ignore[union-attr]
            return
    pytest.fail("never called")


def test_a_client_has_so_many_in_the_line_and_another_still_comes() -> None:
    line = Line(1)
    for _ in range(MOST):
        line.come("a")
    with pytest.raises(TooMany):
        line.come("a")
    line.come("b")


def test_who_fails_leaves_its_place() -> None:
    line = Line(1)
    with pytest.raises(ValueError, match="no"), line.turn("a"):
        raise ValueError("no")
    assert line.free == 1 and not line.clients
