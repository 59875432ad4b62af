"""How much CPU time a call takes, given up when it takes too much."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import NoReturn


class TooLong(BaseException):
    """A call that took more CPU time than it was given. No Exception, so that nothing swallows it."""


def seconds(call: Callable[[], object], most: float = 20.0) -> float:
    """The CPU seconds that `call` takes; TooLong, with where it then was, after `most` of them."""

    def ring(_: int, frame: FrameType | None) -> NoReturn:
        where = []
        while frame is not None:
            where.append(f"{frame.f_code.co_filename.rsplit('/', 1)[-1]}:{frame.f_lineno}")
            frame = frame.f_back
        raise TooLong(" < ".join(where[:6]))

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, most)
    start = time.process_time()
    try:
        call()
        return time.process_time() - start
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
