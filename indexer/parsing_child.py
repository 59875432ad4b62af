"""A process that parses files for another one: a hostile file can cost this process its memory or time, no other.

Run as `python -m indexer.parsing_child MEGABYTES SECONDS DESCRIPTOR`. It reads one path a line (as JSON) from its input
and answers each on the descriptor, so that a library that prints disturbs nothing: four bytes of length and a msgpack
list, ["ready"] once, then ["order", bytes of the Order] or ["error", class name, message].
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import struct
import sys
import threading
import time
from pathlib import Path
from typing import IO

import msgspec

from indexer.errors import SoOrderedError

LENGTH = struct.Struct(">I")


# Seconds between two looks whether whoever asked is still there.
LOOK = 1.0


def main(megabytes: int, seconds: int, descriptor: int) -> int:
    threading.Thread(target=end_alone, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(descriptor, "wb")
    limit(megabytes << 20)
    tell(answers, ["ready"])
    for line in sys.stdin.buffer:
        # CPU time of the whole process: the next file has its own share. Whoever asked may be gone by then.
        allow(seconds)
        tell(answers, parsed(Path(json.loads(line))))
    return 0


def end_alone(parent: int) -> None:
    """End this process, and what it has started, once the one that asked has ended: nobody waits for the answer."""
    while os.getppid() == parent:
        time.sleep(LOOK)
    with contextlib.suppress(OSError):
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(1)


def parsed(path: Path) -> list[object]:
    """The answer for one file."""
    from indexer.parse import parse

    try:
        return ["order", msgspec.msgpack.encode(parse(path))]
    except SoOrderedError as error:
        return ["error", type(error).__name__, str(error)]
    except MemoryError:
        return ["error", "MemoryError", ""]
    except Exception as error:
        return ["error", type(error).__name__, str(error)]


def tell(answers: IO[bytes], answer: list[object]) -> None:
    written = msgspec.msgpack.encode(answer)
    answers.write(LENGTH.pack(len(written)) + written)
    answers.flush()


def limit(memory: int) -> None:
    """The most address space that this process and its children may take, in bytes."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on this system, or a tighter one is set
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def allow(seconds: int) -> None:
    """Let this process use `seconds` more of CPU time; the operating system ends it then."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        most = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


if __name__ == "__main__":
    # The parser's libraries are loaded before the first file, whose time they are not.
    import indexer.parse  # noqa: F401

    sys.exit(main(*map(int, sys.argv[1:4])))
