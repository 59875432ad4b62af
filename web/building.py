"""Changes to the orders, one after the other in the background, while the index of before goes on answering."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from web.settings import Settings

State = Literal["waiting", "working", "done", "failed"]

# Finished jobs that can still be looked at.
KEPT = 200
# Another process may be writing the index: how long to wait for it, in seconds.
PATIENCE = 120.0
# The child is ended after so many seconds.
LONGEST = 1800.0

WHAT_TO_DO = {
    "IndexBusy": "Another program is bringing the index up to date. Try again in a minute.",
    "DiskFull": "The server's disk is full. Nothing was changed; whoever runs the server can make room.",
    "CorpusNotFound": "The folder of orders is not there. Whoever runs the server can put it back.",
    "MemoryError": "The file unfolds to more than the server can hold. Split it into single orders.",
}
_FALLBACK = "The index could not be brought up to date. The orders of before still answer."


@dataclass(slots=True)
class Job:
    """One change. kind: "add", "remove" or "update" (whatever changed in the folder). name: the file or order id as
    shown. done, total: orders read. message: why it failed. order: id of the order that was added."""

    kind: Literal["add", "remove", "update"]
    name: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    state: State = "waiting"
    done: int = 0
    total: int = 0
    message: str = ""
    order: str | None = None
    path: Path | None = None
    staged: Path | None = None

    @property
    def over(self) -> bool:
        return self.state in ("done", "failed")


class Builder:
    """Runs the jobs in one thread, each in a child process. `stop` ends the one under way."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.waiting: queue.Queue[Job | None] = queue.Queue()
        self.guard = threading.Lock()
        self.thread: threading.Thread | None = None
        self.child: subprocess.Popen[str] | None = None
        self.stopping = False

    def submit(self, job: Job) -> Job:
        with self.guard:
            self.jobs[job.id] = job
            while len(self.jobs) > KEPT:
                self.jobs.popitem(last=False)
            if self.thread is None:
                self.thread = threading.Thread(target=self.work, name="builder", daemon=True)
                self.thread.start()
        self.waiting.put(job)
        return job

    def job(self, job_id: str) -> Job | None:
        return self.jobs.get(job_id)

    def current(self) -> Job | None:
        """The job under way or the next; None when there is nothing to do."""
        return next((job for job in list(self.jobs.values()) if not job.over), None)

    def stop(self) -> None:
        self.stopping = True
        self.waiting.put(None)
        child = self.child
        if child is not None:
            child.terminate()
        if self.thread is not None:
            self.thread.join(5)

    # --- in the thread ------------------------------------------------------------------------------------------

    def work(self) -> None:
        while (job := self.waiting.get()) is not None and not self.stopping:
            job.state = "working"
            try:
                self.run(job)
            except OSError as error:
                full = error.errno is not None and os.strerror(error.errno) == os.strerror(28)
                self.fail(job, WHAT_TO_DO["DiskFull"] if full else _FALLBACK)

    def run(self, job: Job) -> None:
        if job.kind == "add" and job.staged is not None and job.path is not None:
            self.settings.corpus.mkdir(parents=True, exist_ok=True)
            shutil.move(job.staged, job.path)
        elif job.kind == "remove" and job.path is not None:
            job.path.unlink(missing_ok=True)
        outcome = self.build(job)
        if "report" not in outcome:
            self.fail(job, WHAT_TO_DO.get(str(outcome.get("error")), _FALLBACK))
            return
        errors = [str(line) for line in outcome["report"]["errors"]]
        if job.kind == "add" and job.path is not None:
            refused = next((line for line in errors if line.startswith(f"{job.path.name}:")), None)
            if refused is not None:
                self.fail(job, refused.removeprefix(f"{job.path.name}:").strip())
                return
        job.state = "done"

    def fail(self, job: Job, message: str) -> None:
        job.message = message[:1].upper() + message[1:]
        if job.kind == "add" and job.path is not None:
            with contextlib.suppress(OSError):
                job.path.unlink(missing_ok=True)
        if job.staged is not None:
            with contextlib.suppress(OSError):
                job.staged.unlink(missing_ok=True)
        job.state = "failed"

    def build(self, job: Job) -> dict[str, Any]:
        """The child's last words; waits where another process is writing."""
        give_up = time.monotonic() + PATIENCE
        while True:
            outcome = self.child_once(job)
            if outcome.get("error") != "IndexBusy" or time.monotonic() > give_up or self.stopping:
                return outcome
            time.sleep(1)

    def child_once(self, job: Job) -> dict[str, Any]:
        command = [sys.executable, "-m", "web.build_child", str(self.settings.corpus), str(self.settings.index)]
        last: dict[str, Any] = {}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True
        ) as child:
            self.child = child
            timer = threading.Timer(LONGEST, child.kill)
            timer.start()
            try:
                for line in child.stdout or ():
                    try:
                        last = json.loads(line)
                    except ValueError:  # a library that prints
                        continue
                    if "done" in last:
                        job.done, job.total = last["done"], last["total"]
            finally:
                timer.cancel()
                self.child = None
        return last
