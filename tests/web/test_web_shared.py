"""A server that many people share: logins, what is forgotten, what is written down, lists without an end."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.conversation.conversation import Conversation
from indexer.errors import NotReadable
from web.serving import events, retention
from web.serving.walkin import IDLE as ABSENT
from web.settings import Settings
from web.storage import conversations as stored
from web.storage.conversations import STEPS, Conversations
from web.storage.logins import IDLE, Logins

SESAME = "open sesame"
NOW = 1_800_000_000.0


@pytest.fixture
def door(make: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    """A browser at a server without orders: what is asked of it here needs none."""
    from conftest import Browser

    return lambda **more: Browser(make(tmp_path / "none", tmp_path / "corpus", **more))


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = Conversations(tmp_path / "conversations.sqlite")
    yield store
    store.close()


def enter(browser: Any, password: str) -> int:
    page = browser.get("/enter").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]  # type: ignore[index]
    return int(browser.client.post("/enter", data={"csrf_token": token, "password": password}).status_code)


def happened(browser: Any) -> list[str]:
    lines = (browser.services.settings.data / events.NAME).read_text("utf-8").splitlines()
    return [json.loads(line)["event"] for line in lines]


# --- logins -------------------------------------------------------------------------------------------------------


def test_a_copy_of_the_cookie_is_worth_nothing_after_leaving(door: Any) -> None:
    browser = door(password=SESAME)
    assert enter(browser, SESAME) == 303 and browser.get("/conversations").status_code == 200
    copied = browser.client.get_cookie("so_ordered").value
    browser.post("/leave")
    browser.client.set_cookie("so_ordered", copied)
    assert browser.get("/conversations").status_code == 303
    assert happened(browser) == ["login", "logout"]


def test_a_login_that_is_not_used_ends_and_a_clock_set_back_ends_none(store: Conversations) -> None:
    logins = Logins(store)
    token = logins.begin("p", NOW)
    assert logins.holds(token, "p", NOW + IDLE - 1), "used"
    assert logins.holds(token, "p", NOW + 2 * IDLE - 2), "and so it goes on"
    assert not logins.holds(token, "p", NOW + 4 * IDLE)
    assert logins.holds(token, "p", NOW - 400 * 86_400), "the clock was set back"
    assert not logins.holds(token, "another password", NOW) and not logins.holds("x", "p", NOW)
    rows = store.connection().execute("SELECT token FROM logins").fetchall()
    assert token not in str(rows), "only its hash is kept"
    assert logins.end_all() == 1 and not logins.holds(token, "p", NOW)


def test_a_cookie_from_the_future_is_still_this_browsers(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from itsdangerous import TimestampSigner

    browser = door()
    with monkeypatch.context() as later:
        later.setattr(TimestampSigner, "get_timestamp", lambda self: 4_000_000_000)
        assert browser.client.post("/api/v1/conversations", json={"title": "Mine"}).status_code == 201
    assert "Mine" in browser.get("/conversations").text


def test_over_https_the_cookie_is_of_this_host_alone(door: Any) -> None:
    browser = door(secure_cookies=True)
    page = browser.client.get("/forget", base_url="https://localhost", headers={"Accept": "text/html"})
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-so_ordered=") and "Secure" in cookie and "Path=/;" in cookie
    assert "Domain" not in cookie and page.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_right_passwords_never_count_and_wrong_ones_lock_by_address_and_over_all(door: Any) -> None:
    browser = door(password=SESAME, limits=True, logins="3 per hour", wrong="5 per hour")
    assert [enter(browser, SESAME) for _ in range(6)] == [303] * 6
    assert [enter(browser, "x") for _ in range(4)] == [403, 403, 403, 429]
    assert enter(browser, SESAME) == 429, "locked is locked"
    browser.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert [enter(browser, "x") for _ in range(3)] == [403, 403, 429]
    assert happened(browser)[-1] == "locked"


def test_whatever_is_written_has_a_limit(door: Any) -> None:
    browser = door(limits=True, changes="3 per minute")
    made = [browser.client.post("/api/v1/conversations", json={"title": "a"}).status_code for _ in range(5)]
    assert made == [201, 201, 201, 429, 429]
    assert browser.client.delete("/api/v1/conversations").status_code == 429


# --- what is forgotten --------------------------------------------------------------------------------------------


def fill(store: Conversations, owner: str, question: str) -> str:
    answer = {"text": question, "citations": []}
    head, _ = store.begin(owner, Conversation(), question, dt.date(2026, 1, 5), answer)
    store.judge(owner, head.id, 1, "down", question)
    return head.id


@pytest.mark.parametrize("how", ["delete", "forget", "retire"])
def test_what_was_deleted_is_in_no_file(store: Conversations, how: str) -> None:
    key = fill(store, "me", "Who is Rumpelstiltskin?")
    kept = fill(store, "you", "Who is the judge?") if how != "retire" else None
    if how == "delete":
        store.delete("me", key)
    elif how == "forget":
        assert store.forget("me") == 1
    else:
        assert store.retire(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=2)) == 1
    files = [file for file in store.path.parent.rglob("*") if file.is_file()]  # the backups among them
    assert files and not any(b"Rumpelstiltskin" in file.read_bytes() for file in files)
    assert kept is None or store.turns(kept)


def test_what_a_server_keeps_is_for_itself_alone(store: Conversations, door: Any) -> None:
    fill(store, "me", "Who is the judge?")
    for file in store.path.parent.glob("conversations.sqlite*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    browser = door(password=SESAME)
    enter(browser, "x")
    for name in (events.NAME, "secret.key", "conversations.sqlite"):
        assert stat.S_IMODE((browser.services.settings.data / name).stat().st_mode) == 0o600


def test_what_is_kept_so_many_days(store: Conversations, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, now = store.path.parent, dt.datetime(2026, 3, 31, tzinfo=dt.UTC)
    for day in (1, 30):
        moment = f"2026-03-{day:02d}T00:00:00+00:00"
        monkeypatch.setattr(stored, "moment", lambda moment=moment: moment)
        fill(store, "me", f"day {day}")
        with (folder / events.NAME).open("a") as out:
            out.write(json.dumps({"time": moment, "event": "login"}) + "\nhalf a li\n")
    assert retention.retire(store, Settings(folder, folder, folder, keep_days=10), now) == 1
    assert [head.title for head in store.heads("me")] == ["day 30"]
    assert len(list(store.feedback())) == 1
    [line] = (folder / events.NAME).read_text().splitlines()
    assert "03-30" in line


def test_the_log_of_events_holds_no_question(door: Any) -> None:
    browser = door()
    key = browser.client.post("/api/v1/conversations", json={"title": "About Rumpelstiltskin"}).json["id"]
    assert browser.client.delete(f"/api/v1/conversations/{key}").status_code == 204
    browser.post("/forget")
    path = browser.services.settings.data / events.NAME
    first, second = map(json.loads, path.read_text("utf-8").splitlines())
    assert (first["event"], first["address"], second["event"]) == ("deletion", "127.0.0.1", "forgotten")
    assert dt.datetime.fromisoformat(first["time"]) and "Rumpelstiltskin" not in path.read_text()


# --- a machine for walk-ins ---------------------------------------------------------------------------------------


def test_a_walk_in_leaves_nothing_behind(door: Any) -> None:
    browser = door(walk_in=True)
    store = browser.services.conversations
    browser.client.post("/api/v1/conversations", json={"title": "Mine alone"})
    page = browser.get("/conversations")
    assert "Mine alone" in page.text and ">Leave<" in page.text
    assert "Expires" not in str(page.headers.get("Set-Cookie")), "the cookie ends with the browser"
    assert browser.post("/leave").status_code in (200, 503)
    assert "Mine alone" not in browser.get("/conversations").text
    assert store.connection().execute("SELECT COUNT(*) FROM conversations").fetchone() == (0,)


def test_who_stays_away_has_left_and_a_clock_set_back_is_no_absence(door: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = door(walk_in=True)
    clock = [NOW]
    monkeypatch.setattr("web.serving.walkin.time.time", lambda: clock[0])
    browser.client.post("/api/v1/conversations", json={"title": "Mine alone"})
    for later, there in ((ABSENT - 1, True), (-400 * 86_400, True), (ABSENT, True), (ABSENT + 1, False)):
        clock[0] += later
        assert ("Mine alone" in browser.get("/conversations").text) is there, later
    settings = Settings(Path(), Path(), Path(), walk_in=True)
    store = browser.services.conversations
    fill(store, "gone away", "Who?")
    now = dt.datetime.now(dt.UTC)
    assert retention.retire(store, settings, now) == 0
    assert retention.retire(store, settings, now + dt.timedelta(seconds=ABSENT + 5)) == 1


def test_a_walk_in_changes_no_orders(door: Any) -> None:
    browser = door(walk_in=True)
    for address in ("/orders", "/orders/some/remove"):
        assert browser.post(address).status_code == 403


# --- lists and versions -------------------------------------------------------------------------------------------


def test_conversations_are_listed_a_page_at_a_time(door: Any) -> None:
    browser = door()
    for number in range(53):
        browser.client.post("/api/v1/conversations", json={"title": f"Talk number {number}."})
    first, second = browser.get("/conversations").text, browser.get("/conversations?page=2").text
    assert first.count("Talk number") // 3 == 50 and second.count("Talk number") // 3 == 3
    assert "51–53 of 53" in second and "page=1" in second and "page=2" in first
    for page in ("0", "x", "-1", "99999999", "٢"):
        assert browser.get(f"/conversations?page={page}").status_code == 200
    listed = browser.client.get("/api/v1/conversations?limit=10&offset=45").json
    assert listed["total"] == 53 and len(listed["conversations"]) == 8
    assert browser.client.get("/api/v1/conversations?limit=0").status_code == 400
    assert "53" in browser.get("/forget").text


def test_feedback_is_listed_from_and_so_much(store: Conversations) -> None:
    for number in range(5):
        fill(store, "me", f"question {number}")
    assert [one["note"] for one in store.feedback(1, 2)] == ["question 1", "question 2"]
    assert len(list(store.feedback())) == 5


def test_a_database_of_a_newer_program_is_left_as_it_is(store: Conversations) -> None:
    store.connection().execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    store.close()
    with pytest.raises(NotReadable, match="newer so-ordered"):
        Conversations(store.path)
    assert not list(store.path.parent.glob("*damaged*"))


@pytest.mark.parametrize("version", range(len(STEPS)))
def test_a_database_of_each_older_version_is_brought_up(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as database:
        database.executescript(STEPS[0])  # before versions were kept
        for step in STEPS[1:version]:
            database.executescript(step)
        database.execute(f"PRAGMA user_version = {version}")
        database.execute("INSERT INTO conversations VALUES ('k', 'me', 'Old', 0, 'c', 'u', 0, '{}')")
    database.close()
    store = Conversations(path)
    assert [head.title for head in store.heads("me")] == ["Old"]
    assert Logins(store).begin("p", NOW)
    assert store.connection().execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    store.close()


def test_a_file_of_conversations_that_vanished_is_told(door: Any) -> None:
    browser = door()
    assert browser.client.get("/readyz").json["checks"]["conversations"] == "ok"
    browser.services.conversations.path.unlink()
    ready = browser.client.get("/readyz")
    assert ready.status_code == 503 and ready.json["checks"]["conversations"] == "gone"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("/court", "/court/"), ("/court/orders", "/court/orders/"), ("/court/", "/court/"), ("//evil.example", "/"),
        ("/..", "/"), ("/a/../b", "/"), ("https://evil.example", "/"), ("/a b", "/"), ("/a?b", "/"),
        ('/"><script>', "/"), ("/" + "a" * 101, "/"), ("/a" * 9, "/"),
    ],
)  # fmt: skip
def test_a_path_in_front_has_a_sane_form(door: Any, said: str, path: str) -> None:
    browser = door(proxies=1)
    page = browser.get("/forget", headers={"X-Forwarded-Prefix": said, "Accept": "text/html"})
    assert f'<a class="brand" href="{path}">' in page.text


def test_a_check_reads_where_nothing_can_be_written(
    store: Conversations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assistant.commands.check import reading

    fill(store, "me", "Who is the judge?")
    monkeypatch.setattr(os, "access", lambda *_: False)  # rights do not bind root
    with reading(store.path) as database:
        assert database.execute("SELECT COUNT(*) FROM turns").fetchone() == (1,), "what only the log has, too"
    store.close()  # which empties the log
    held = {file.name for file in tmp_path.iterdir()}
    with reading(store.path) as database:
        assert database.execute("SELECT COUNT(*) FROM turns").fetchone() == (1,)
        assert {file.name for file in tmp_path.iterdir()} == held, "no file was made"
