"""A process of its own that brings the index up to date: a hostile file can cost it memory or time, not the server.

Run as `python -m web.jobs.build_child CORPUS INDEX`; it prints one JSON object a line: progress, then the report or the
error. It ends when its stdin does, as that of a killed server's child: a publication is one step, and the next server
need not wait for the lock.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import resource
import sys
import threading
from typing import Any

from indexer.errors import SoOrderedError

# What reading and embedding may take; OCR of a long scan needs minutes.
MEMORY = 12 * 1024**3
SECONDS = 1800


def tell(**facts: Any) -> None:
    print(json.dumps(facts), flush=True)


def end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os._exit(1)


def main(corpus: str, index: str) -> int:
    threading.Thread(target=end_with_parent, daemon=True).start()
    with contextlib.suppress(ValueError, OSError):  # a tighter limit is set already
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from indexer.build import build

    try:
        report = build(corpus, index, progress=lambda done, total, order: tell(done=done, total=total, order=order))
    except SoOrderedError as error:
        tell(error=type(error).__name__, message=str(error))
        return 1
    except MemoryError:
        tell(error="MemoryError", message="")
        return 1
    tell(report=dataclasses.asdict(report))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
