"""Ctrl+C and TERM end a command that writes the index at once: nothing is published any more or waited for.

A signal's Python handler runs only between two steps of Python; a model that computes for a minute in C holds it up,
and a library may swallow what it raises. So a thread hears of the signal as well, and ends the process where it has
not ended by itself.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, NoReturn

# Seconds that a stopped command has for its last words.
PATIENCE = 2.0
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stopped(KeyboardInterrupt):
    """A signal ended the command. code: of the exit, 130 or 143."""

    def __init__(self, number: int):
        super().__init__()
        self.code = 128 + number


@contextmanager
def stopping() -> Iterator[None]:
    """Within it the first INT or TERM raises Stopped, and the process ends PATIENCE seconds later whatever it does, or
    at the second signal. Outside the main thread, which hears no signals, it changes nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    hears, tells = os.pipe()
    os.set_blocking(tells, False)
    threading.Thread(target=end_late, args=(hears,), name="stopping", daemon=True).start()
    before = {number: signal.signal(number, stop) for number in SIGNALS}
    wakeup = signal.set_wakeup_fd(tells, warn_on_full_buffer=False)
    try:
        yield
    except Stopped:
        raise  # the handlers stay: the process is ending
    except BaseException:
        restore(before, wakeup)
        raise
    else:
        restore(before, wakeup)


def restore(handlers: dict[signal.Signals, Any], wakeup: int) -> None:
    """Let signals do what they did before."""
    os.close(signal.set_wakeup_fd(wakeup))
    for number, handler in handlers.items():
        signal.signal(number, handler)


def stop(number: int, frame: FrameType | None) -> NoReturn:
    """Break off what is under way; the next signal ends the process."""
    for one in SIGNALS:
        signal.signal(one, lambda again, _: os._exit(128 + again))
    raise Stopped(number)


def end_late(hears: int) -> None:
    """Wait for a signal, then end the process unless it has ended by itself by then: every file of the index is whole,
    or part of a draft that nobody reads."""
    while signs := os.read(hears, 64):
        number = next((sign for sign in signs if sign in SIGNALS), None)
        if number is not None:
            time.sleep(PATIENCE)
            os.write(2, b"so-ordered: interrupted; the index is as it was\n")
            os._exit(128 + number)
    os.close(hears)
