"""Nothing that a page has promised is lost by a kill at any step (`killed.py`), by damage, or by a full disk."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from test_web_orders import OF, ORDER, send

from assistant.conversation.conversation import Conversation
from indexer.errors import NotReadable
from web.jobs.job import Job
from web.serving.security import secret
from web.storage.backups import back_up, backups, kept
from web.storage.conversations import ConversationDamaged, Conversations

HERE = Path(__file__).parent


@pytest.mark.parametrize("kind", ["conversations", "at_random", "uploads", "removals", "same_name"])
def test_what_was_answered_outlasts_a_kill_at_every_step(kind: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "killed.py"), kind, str(tmp_path)], capture_output=True, text=True, timeout=600
    )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line for line in told if "fault" in line] == [] and done.returncode == 0, done.stderr[-2000:]
    assert told[-1]["steps"] > 5, "there were steps to be killed at"


# --- on the disk --------------------------------------------------------------------------------------------------


def test_a_turn_is_on_the_disk_before_it_is_shown(browser: Any) -> None:
    store = browser.services.conversations
    assert store.connection().execute("PRAGMA synchronous").fetchone() == (2,)
    assert store.connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_upload_is_on_the_disk_before_the_page_says_so(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(type(own.services.builder), "enqueue", lambda self, job: job)  # nothing is done with it yet
    assert send(own, "new.txt", ORDER.encode(), follow=False).status_code == 303
    names = [Path(name).name for name in synced]
    assert [Path(name).suffix for name in names] == [".part", ".new", ""] and names[-1] == "uploads"


def test_an_upload_whose_note_cannot_be_written_is_not_taken(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(own.services.builder.pending), "write", full)
    page = send(own, "new.txt", ORDER.encode())
    assert page.status_code == 507 and "disk is full" in page.text
    assert not list((own.services.settings.data / "uploads").glob("*.part"))


def test_a_server_that_ends_while_it_reads_a_file_leaves_it_to_the_next(own: Any, tmp_path: Path) -> None:
    """A calm end kills the child: that is no fault of the file."""
    builder = own.services.builder

    def ended(job: Any) -> dict[str, Any]:
        builder.stopping = True
        return {}

    builder.child_once = ended
    staged = own.services.settings.data / "uploads" / "x.part"
    staged.parent.mkdir(exist_ok=True)
    staged.write_text(ORDER)
    job = builder.submit(Job("add", "x.txt", order="x", path=own.services.settings.corpus / "x.txt", staged=staged))
    builder.thread.join(10)
    assert job.path is not None and job.path.read_text() == ORDER and not job.over
    [(name, facts)] = builder.pending.jobs()
    assert name == job.id and facts["path"] == job.path
    builder.pending.remove(job)
    job.path.unlink()


def test_a_note_that_cannot_be_read_stops_nobody(own: Any) -> None:
    folder = own.services.builder.pending.folder
    folder.mkdir(exist_ok=True)
    (folder / "bad.json").write_text('{"kind": "add"')
    own.services.builder.resume()
    assert not own.services.builder.jobs and (folder / "bad.damaged").exists()
    own.services.builder.pending.close()


def test_the_key_is_whole_or_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret.key").touch()  # by a server that was killed between the two steps of an older version
    made = secret(tmp_path)
    assert len(made) == 32 and secret(tmp_path) == made
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


# --- a full disk --------------------------------------------------------------------------------------------------


def test_a_turn_that_finds_no_room_is_said_and_the_others_stay(own: Any) -> None:
    key = own.last(own.ask("Who is the judge?", order=OF))
    store = own.services.conversations
    pages = store.connection().execute("PRAGMA page_count").fetchone()[0]
    store.connection().execute(f"PRAGMA max_page_count = {pages}")
    for _ in range(40):
        page = own.ask("Who is the plaintiff?", conversation=key, order=OF)
        if page.status_code != 200:
            break
    assert page.status_code == 507 and "disk is full" in page.text and "The answer was: " in page.text
    said = own.client.post("/api/v1/ask", json={"question": "Who is the plaintiff?", "conversation": key})
    assert said.status_code == 507 and "not kept" in said.json["detail"]
    kept = len(store.turns(key))
    assert own.get(f"/c/{key}").status_code == 200
    store.connection().execute("PRAGMA max_page_count = 1000000")
    assert own.ask("Who is the judge?", conversation=key, order=OF).status_code == 200, "room was made"
    assert len(store.turns(key)) == kept + 1


def test_a_commit_that_fails_leaves_the_thread_able_to_go_on(tmp_path: Path) -> None:
    store = Conversations(tmp_path / "c.sqlite")

    class Failing(sqlite3.Connection):
        def commit(self) -> None:
            raise sqlite3.OperationalError("disk I/O error")

    connection = sqlite3.connect(tmp_path / "c.sqlite", isolation_level=None, factory=Failing)
    store.local.connection = connection
    with pytest.raises(sqlite3.OperationalError):
        store.start("me")
    assert not connection.in_transaction
    connection.close()
    del store.local.connection
    store.close()


# --- damage -------------------------------------------------------------------------------------------------------


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file of forty conversations with five turns each."""
    path = tmp_path / "conversations.sqlite"
    store = Conversations(path)
    answer = {"text": "Because the order says so. " * 30, "order": None}
    for number in range(40):
        head, _ = store.begin("me", Conversation(), f"question {number}", dt.date(2026, 1, 5), answer)
        for turn in range(4):
            assert store.add("me", store.head("me", head.id), f"question {number}.{turn}", dt.date(2026, 1, 5), answer)
    store.judge("me", head.id, 2, "up", "good")
    store.close()
    return path


def reopened(path: Path) -> int:
    """How many turns a server finds; every conversation can be read or says that it cannot, and be gone on with."""
    store = Conversations(path)
    found = 0
    for head in store.heads("me"):
        try:
            found += len(store.turns(head.id))
        except ConversationDamaged:
            continue
        assert store.add("me", store.head("me", head.id), "and now?", dt.date(2026, 1, 6), {"text": "Now."})
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    store.close()
    return found


def test_a_sound_file_is_opened_as_it_is(written: Path) -> None:
    assert reopened(written) == 200 and not list(written.parent.glob("*damaged*"))


DAMAGE: dict[str, Any] = {
    "cut short": lambda data: data[: len(data) // 2],
    "first byte": lambda data: b"x" + data[1:],
    "a page": lambda data: data[:4096] + bytes(4096) + data[8192:],
    "no database": lambda data: b"this is a letter, and no database; " * 300,
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_set_aside_and_the_backup_goes_on(
    how: str, written: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole = DAMAGE[how](written.read_bytes())
    made = back_up(written, NOW + dt.timedelta(days=1000))
    assert made is not None
    written.write_bytes(whole)
    assert reopened(written) == 200
    [aside] = written.parent.glob("*damaged*.sqlite")
    assert aside.read_bytes() == whole, "nothing is deleted"
    [line] = [record.getMessage() for record in caplog.records]
    assert "was damaged" in line and f"the backup {made.name} goes on" in line


def test_without_a_backup_the_chat_begins_anew(written: Path, caplog: pytest.LogCaptureFixture) -> None:
    for file in backups(written).values():
        file.unlink()
    written.write_bytes(b"")
    written.with_name(written.name + "-wal").write_bytes(b"what it last took" * 100)
    assert reopened(written) == 0
    assert [path.stat().st_size for path in written.parent.glob("*damaged*-wal")] == [1700]
    assert "there was no backup" in caplog.text


def test_a_server_that_is_killed_while_it_restores_is_gone_on_with(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    back_up(written, NOW + dt.timedelta(days=1000))
    whole = written.read_bytes()
    written.write_bytes(whole[: len(whole) // 2])
    rename = Path.rename
    for step in range(1, 3):
        done = 0

        def renamed(self: Path, target: Path, step: int = step) -> Path:
            nonlocal done
            done += 1
            if done == step:
                raise KeyboardInterrupt
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", renamed)
        with pytest.raises(KeyboardInterrupt):
            Conversations(written)
        monkeypatch.undo()
    assert reopened(written) == 200


NOW = dt.datetime(2026, 6, 1, 12, 30, tzinfo=dt.UTC)


def test_backups_are_kept_by_age(tmp_path: Path) -> None:
    path = tmp_path / "conversations.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE conversations (id TEXT)")
    made = [back_up(path, NOW + dt.timedelta(minutes=30 * half)) for half in range(2 * 24 * 3)]
    assert sum(one is not None for one in made) == 72, "one an hour"
    hours = [NOW + dt.timedelta(hours=hour) for hour in range(24 * 60)]
    left = sorted(kept(hours), reverse=True)
    assert left[:24] == hours[::-1][:24]
    # The last 24 lie on two days; of the seven days five more, of the four weeks two more.
    assert len({moment.date() for moment in left}) == 2 + 5 + 2 and len(left) == 24 + 5 + 2


def test_what_is_deleted_is_gone_from_the_backups(tmp_path: Path) -> None:
    store = Conversations(tmp_path / "conversations.sqlite")
    one, other = store.start("me", "Gone for good", True), store.start("me", "Stays", True)
    made = back_up(store.path, dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
    assert made is not None and b"Gone for good" in made.read_bytes()
    store.delete("me", one.id)
    assert b"Gone for good" not in made.read_bytes() and other.id.encode() in made.read_bytes()
    store.forget("me")
    assert b"Stays" not in made.read_bytes()
    store.close()


def test_a_file_that_may_not_be_opened_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "conversations.sqlite").mkdir()
    with pytest.raises(NotReadable, match="cannot be opened"):
        Conversations(tmp_path / "conversations.sqlite")


def test_a_turn_that_cannot_be_read_costs_only_its_conversation(own: Any) -> None:
    bad, good = own.last(own.ask("Who is the judge?", order=OF)), own.last(own.ask("Who is the judge?", order=OF))
    database = own.services.conversations.connection()
    database.execute("UPDATE turns SET answer = substr(answer, 20) WHERE conversation = ?", (bad,))
    database.execute("UPDATE conversations SET state = '{' WHERE id = ?", (good,))
    page = own.get(f"/c/{bad}")
    assert page.status_code == 500 and "damaged" in page.text and "Traceback" not in page.text
    assert own.get(f"/c/{good}").status_code == 200 and own.get("/conversations").status_code == 200
    assert own.ask("Who is the plaintiff?", conversation=good, order=OF).status_code == 200


def test_damage_that_shows_while_serving_is_a_page(own: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*args: Any) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr(type(own.services.conversations), "heads", damaged)
    page = own.get("/conversations")
    assert page.status_code == 500 and "the last backup" in page.text
