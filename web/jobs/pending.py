"""What was promised and is not done yet: a note on the disk for each change, so that a restart goes on with it.

A note is written before the page says that a file was taken or an order is being removed, and goes when that is done
or was told to have failed. Moving files is done in steps of which each can be taken again.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import shutil
import time
from pathlib import Path
from typing import IO, Any

from indexer.disk import file_digest, sync
from web.jobs.job import Job
from web.jobs.uploads import free_id

# An upload that was broken off is of no use after so many seconds.
STALE = 3600.0


class Pending:
    """The notes of one data folder, and what they say of one corpus."""

    def __init__(self, folder: Path, corpus: Path):
        self.folder, self.corpus = folder, corpus
        self.lock: IO[bytes] | None = None

    def write(self, job: Job) -> None:
        """Have the job, and the file that was staged for it, outlast a power cut. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        facts = {
            "kind": job.kind, "name": job.name, "order": job.order, "sha256": job.sha256, "time": time.time_ns(),
            "path": within(job.path, self.corpus), "staged": within(job.staged, self.folder),
        }  # fmt: skip
        following = self.folder / f".{job.id}.new"
        following.write_text(json.dumps(facts), "utf-8")
        sync(following)
        following.replace(self.folder / f"{job.id}.json")
        sync(self.folder)

    def remove(self, job: Job) -> None:
        (self.folder / f"{job.id}.json").unlink(missing_ok=True)

    def jobs(self) -> list[tuple[str, dict[str, Any]]]:
        """Id and facts of each job that an earlier server left, oldest first; none while another server works here.

        What uploads that were broken off have left is removed.
        """
        if not self.folder.is_dir():
            return []
        lock = (self.folder / "LOCK").open("ab")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return []
        self.lock = lock
        found = []
        for note in self.folder.glob("*.json"):
            try:
                facts = json.loads(note.read_text("utf-8"))
                facts["path"] = self.corpus / facts["path"] if facts["path"] is not None else None
                facts["staged"] = self.folder / facts["staged"] if facts["staged"] is not None else None
                found.append((facts.pop("time"), note.stem, facts))
            except (OSError, ValueError, KeyError, TypeError):
                # Not of ours, or damaged: the file beside it stays for whoever runs the server.
                with contextlib.suppress(OSError):
                    note.rename(note.with_suffix(".damaged"))
        wanted = {facts["staged"] for _, _, facts in found}
        for left in (*self.folder.glob("*.part"), *self.folder.glob(".*.new")):
            with contextlib.suppress(OSError):
                if left not in wanted and time.time() - left.stat().st_mtime > STALE:
                    left.unlink()
        return [(name, facts) for _, name, facts in sorted(found, key=lambda one: one[:2])]

    def close(self) -> None:
        if self.lock is not None:
            self.lock.close()
            self.lock = None

    # --- moving files ---------------------------------------------------------------------------------------------

    def take_in(self, job: Job) -> bool:
        """Put what was staged among the orders, under a name that none has: two uploads can have wished for one.
        False where it is neither there nor here."""
        assert job.path is not None and job.staged is not None
        self.corpus.mkdir(parents=True, exist_ok=True)
        while job.staged.exists() and not self.is_ours(job.path, job):
            free = free_id(job.order or "order", self.corpus)
            if free != job.path.stem:
                job.order, job.path = free, job.path.with_name(f"{free}{job.path.suffix}")
                self.write(job)
            with contextlib.suppress(FileExistsError):  # it came just now: take another name
                put(job.staged, job.path)
        sync(self.corpus)
        job.staged.unlink(missing_ok=True)
        return self.is_ours(job.path, job)

    def set_aside(self, job: Job) -> None:
        """Take an order's file from among the orders; `put_back` or `forget` follows."""
        if job.path is not None and self.is_ours(job.path, job):
            job.path.replace(aside(job))
            sync(job.path.parent)

    def put_back(self, job: Job) -> None:
        """Undo what was done for a job that failed: an added file goes, one that was set aside is put back."""
        if job.path is not None and job.kind == "add" and self.is_ours(job.path, job):
            job.path.unlink(missing_ok=True)
        if job.path is not None and job.kind == "remove" and aside(job).exists() and not job.path.exists():
            aside(job).replace(job.path)
        self.forget(job)

    def forget(self, job: Job) -> None:
        """Let the job be over."""
        if job.path is not None:
            aside(job).unlink(missing_ok=True)
            if job.path.parent.is_dir():
                sync(job.path.parent)
        if job.staged is not None:
            job.staged.unlink(missing_ok=True)
        self.remove(job)

    def is_ours(self, path: Path, job: Job) -> bool:
        """Whether the file has the job's content: another of its name is somebody else's."""
        try:
            return path.is_file() and file_digest(path) == job.sha256
        except OSError:
            return False


def within(path: Path | None, folder: Path) -> str | None:
    """A path as a note has it: by its place in the folder, which may be moved."""
    if path is None:
        return None
    whole, root = path.absolute(), folder.absolute()
    return str(whole.relative_to(root) if whole.is_relative_to(root) else whole)


def aside(job: Job) -> Path:
    """Where the file of an order that is being removed waits, hidden from whoever looks through the orders."""
    assert job.path is not None
    return job.path.with_name(f".removed-{job.id}")


def put(staged: Path, target: Path) -> None:
    """A file under a second name, whole or not at all; FileExistsError where the name is taken."""
    try:
        os.link(staged, target)
        return
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise FileExistsError(target) from error
    # Another disk, or one without links.
    copy = target.with_name(f".{staged.name}")
    shutil.copyfile(staged, copy)
    sync(copy)
    if target.exists():
        copy.unlink()
        raise FileExistsError(target)
    copy.replace(target)
