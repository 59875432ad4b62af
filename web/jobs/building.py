"""Changes to the orders, one after the other in the background, while the index of before goes on answering.

A change that was promised is noted on the disk (`web.jobs.pending`), so that a server that was killed goes on with it.
"""

from __future__ import annotations

import contextlib
import errno
import json
import queue
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from indexer.disk import file_digest
from web.jobs.job import Job
from web.jobs.pending import Pending
from web.settings import Settings

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
    "Gone": "The file is not on the server's disk any more.",
    "MemoryError": "The file unfolds to more than the server can hold. Split it into single orders.",
}
_FALLBACK = "The index could not be brought up to date. The orders of before still answer."


class JobRunner:
    """Runs the jobs in one thread, each in a child process. `stop` ends the one under way; the next server goes on."""

    def __init__(self, settings: Settings, published: Callable[[], None] = lambda: None):
        """published: called when a new index is there, before its job is done."""
        self.settings, self.published = settings, published
        self.pending = Pending(settings.data / "uploads", settings.corpus)
        self.jobs: OrderedDict[str, Job] = OrderedDict()
        self.waiting: queue.Queue[Job | None] = queue.Queue()
        self.guard = threading.Lock()
        # Held by whoever looks whether a file is here already and, if not, takes it on.
        self.taking = threading.Lock()
        self.thread: threading.Thread | None = None
        self.child: subprocess.Popen[str] | None = None
        self.stopping = False

    def submit(self, job: Job) -> Job:
        """Take a job on. One that adds or removes is not lost from here on, whatever ends the server; OSError."""
        if job.kind != "update":
            if not job.sha256 and (there := job.staged or job.path) is not None:
                job.sha256 = file_digest(there)
            self.pending.write(job)
        return self.enqueue(job)

    def resume(self) -> None:
        """Go on with what an earlier server had taken on."""
        for name, facts in self.pending.jobs():
            self.enqueue(Job(id=name, **facts))

    def enqueue(self, job: Job) -> Job:
        with self.guard:
            self.jobs[job.id] = job
            while len(self.jobs) > KEPT:
                self.jobs.popitem(last=False)
            if self.thread is None:
                self.thread = threading.Thread(target=self.work, name="builder", daemon=True)
                self.thread.start()
        self.waiting.put(job)
        return job

    def adding(self, sha256: str) -> Job | None:
        """The job that adds a file of that content; None where there is none that is not over."""
        jobs = list(self.jobs.values())
        return next((job for job in jobs if job.kind == "add" and not job.over and job.sha256 == sha256), None)

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
        self.pending.close()

    # --- in the thread ------------------------------------------------------------------------------------------

    def work(self) -> None:
        while (job := self.waiting.get()) is not None and not self.stopping:
            job.state = "working"
            try:
                self.run(job)
            except OSError as error:
                full = error.errno in (errno.ENOSPC, errno.EDQUOT)
                self.fail(job, WHAT_TO_DO["DiskFull"] if full else _FALLBACK)

    def run(self, job: Job) -> None:
        if job.kind == "add" and not self.pending.take_in(job):
            self.fail(job, WHAT_TO_DO["Gone"])
            return
        if job.kind == "remove":
            self.pending.set_aside(job)
        outcome = self.build(job)
        if "report" not in outcome:
            if not self.stopping:  # else the next server goes on with it
                self.fail(job, WHAT_TO_DO.get(str(outcome.get("error")), _FALLBACK))
            return
        errors = [str(line) for line in outcome["report"]["errors"]]
        if job.kind == "add" and job.path is not None:
            refused = next((line for line in errors if line.startswith(f"{job.path.name}:")), None)
            if refused is not None:
                self.fail(job, refused.removeprefix(f"{job.path.name}:").strip())
                return
        self.published()
        self.pending.forget(job)
        job.state = "done"

    def fail(self, job: Job, message: str) -> None:
        job.message = message[:1].upper() + message[1:]
        with contextlib.suppress(OSError):
            self.pending.put_back(job)
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
        command = [sys.executable, "-m", "web.jobs.build_child", str(self.settings.corpus), str(self.settings.index)]
        last: dict[str, Any] = {}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.PIPE, text=True
        ) as child:  # it ends itself when its stdin does: with this process, however that ends
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
