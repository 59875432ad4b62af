"""A process that kills itself at every step of what the web application stores, and looks at what is left.

Run as `python killed.py KIND FOLDER`; `test_web_killed` does. It prints one JSON object a line: a fault, or at the end
how many steps there were. Each step is tried in a fork; the parent then opens what the fork has left.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent.parent), str(Path(__file__).parent.parent.parent)]

from fakes import FakeEmbedder  # noqa: E402

from assistant.finding.generation import QuestionEncoder  # noqa: E402
from indexer.build import build  # noqa: E402
from indexer.store.store import Store  # noqa: E402
from web.app import create_app  # noqa: E402
from web.jobs.building import JobRunner  # noqa: E402
from web.serving.services import KEY, Services  # noqa: E402
from web.settings import Settings  # noqa: E402
from web.storage.conversations import Conversations  # noqa: E402

ORDER = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF WISCONSIN

ADA {name},
Plaintiff,
v.
RIVER MILL, INC.,
Defendant.

Case No. 2:19-cv-00{number}

ORDER

IT IS ORDERED that the defendant shall file a status report by May 3, 2021.

Dated: April 1, 2021
"""
MOST_STEPS = 400


def main(kind: str, folder: Path) -> None:
    QuestionEncoder.loaded = lambda self: FakeEmbedder()  # type: ignore[method-assign,assignment,return-value]
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, name in enumerate(("STONE", "REED")):
        (corpus / f"{name.lower()}.txt").write_text(ORDER.format(name=name, number=120 + number))
    build(corpus, folder / "index", embedder=FakeEmbedder())
    print(json.dumps({"steps": KINDS[kind](folder)}))


def fault(step: int, what: str, **more: Any) -> None:
    print(json.dumps({"fault": what, "step": step, **more}, default=str), flush=True)


def forked(work: Callable[[Callable[..., None]], None], kill_after: float | None = None) -> list[dict[str, Any]]:
    """Do `work` in a fork; what it told, in order. kill_after: seconds after the first word."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with contextlib.suppress(BaseException):
            work(lambda **facts: os.write(writing, json.dumps(facts).encode() + b"\n") and None)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as told:
        lines = [told.readline()]
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        lines += told.readlines()
    os.waitpid(child, 0)
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def application(folder: Path, data: Path) -> Any:
    # Rules alone: the first question must not spend the time before a kill on loading the reader.
    settings = Settings(folder / "index", folder / "corpus", data, limits=False, reader="none")
    app = create_app(settings, warm=False)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


# --- conversations ------------------------------------------------------------------------------------------------


class Talk:
    """Changes of conversations through the API and the forms, each told before it is made and when it is answered."""

    def __init__(self, app: Any, tell: Callable[..., None], cookie: str | None = None):
        self.client, self.tell = app.test_client(), tell
        if cookie:
            self.client.set_cookie("so_ordered", cookie)

    def cookie(self) -> str:
        found = self.client.get_cookie("so_ordered")
        return found.value if found else ""

    def change(self, *what: Any) -> Any:
        self.tell(begun=what)
        kind, key, *more = what
        path = f"/api/v1/conversations/{key}"
        match kind:
            case "begin":  # by the form: the conversation and its first turn
                done = self.client.post("/ask", data={"question": more[0]})
                result = done.headers.get("Location", "").rpartition("/")[2].partition("#")[0]
            case "ask":
                asked = {"question": more[0], "conversation": key}
                done = self.client.post("/api/v1/ask", json=asked)
                result = done.json["turn"] if done.status_code == 200 else None
            case "rename":
                done, result = self.client.patch(path, json={"title": more[0]}), None
            case "delete":
                done, result = self.client.delete(path), None
            case _:
                address = f"/c/{key}/turns/{more[0]}/feedback"
                done, result = self.client.post(address, data={"thumb": "up", "note": more[1]}), None
        if done.status_code >= 400:
            self.tell(refused=what, status=done.status_code, text=done.text[:200])
        self.tell(done=what, result=result, cookie=self.cookie())
        return result


def session(talk: Talk) -> None:
    one = talk.change("begin", "", "Who is the judge?")
    two = talk.change("begin", "", "When is the status report due?")
    talk.change("ask", one, "When is the status report due?")
    talk.change("rename", one, "My case")
    talk.change("ask", one, "What is the weather?")
    talk.change("thumb", one, 2, "right")
    talk.change("ask", two, "Who must file it?")
    talk.change("delete", two)
    talk.change("ask", one, "Who is the defendant?")


def replayed(told: list[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], list[Any] | None, str]:
    """What the answered changes have made, the change that was under way, and the cookie."""
    made: dict[str, dict[str, Any]] = {}
    begun, cookie = None, ""
    for line in told:
        if "begun" in line:
            begun = line["begun"]
        if "done" in line:
            begun, cookie = None, line["cookie"] or cookie
            kind, key, *more = line["done"]
            if kind == "begin":
                made[line["result"]] = {"title": more[0], "turns": [more[0]], "thumbs": {}}
            elif kind == "ask":
                made[key]["turns"].append(more[0])
            elif kind == "rename":
                made[key]["title"] = more[0]
            elif kind == "thumb":
                made[key]["thumbs"][more[0]] = more[1]
            elif kind == "delete":
                del made[key]
    return made, begun, cookie


def look(folder: Path, data: Path, told: list[dict[str, Any]], step: int) -> None:
    """Compare what is stored with what was answered; then go on with it."""
    for line in told:
        if "refused" in line:
            fault(step, "refused", line=line)
    made, begun, cookie = replayed(told)
    with contextlib.closing(sqlite3.connect(data / "conversations.sqlite")) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            fault(step, "integrity")
    app = application(folder, data)
    talk = Talk(app, lambda **facts: None, cookie)
    heads = {head["id"]: head for head in talk.client.get("/api/v1/conversations").json["conversations"]}
    under_way = begun[1] if begun else None
    unknown = heads.keys() - made.keys()
    if len(unknown) > (1 if begun and begun[0] == "begin" else 0) and cookie:
        fault(step, "more than was begun", unknown=list(unknown))
    for key, wanted in made.items():
        mine = key == under_way
        if key not in heads:
            if not (mine and begun and begun[0] == "delete"):
                fault(step, "a conversation is gone", key=key)
            continue
        found = talk.client.get(f"/api/v1/conversations/{key}").json
        turns = [turn["question"] for turn in found["turns"]]
        more = [begun[2]] if mine and begun and begun[0] == "ask" else []
        if turns not in (wanted["turns"], wanted["turns"] + more):
            fault(step, "turns", found=turns, wanted=wanted)
        if any(not turn["answer"]["text"] for turn in found["turns"]):
            fault(step, "a turn without its answer")
        if found["title"] not in (wanted["title"], begun[2] if mine and begun and begun[0] == "rename" else None):
            fault(step, "title", found=found["title"], wanted=wanted)
        notes = {row["note"] for row in app.extensions[KEY].conversations.feedback()}
        if not set(wanted["thumbs"].values()) <= notes:
            fault(step, "feedback")
        if talk.change("ask", key, "Who is the plaintiff?") != len(turns) + 1:
            fault(step, "cannot be gone on with")
    app.extensions[KEY].close()


def conversations(folder: Path) -> int:
    """Killed before each SQL statement of a session, then at random times."""
    connection = Conversations.connection
    for step in range(1, MOST_STEPS):
        data = folder / f"data-{step}"

        def work(tell: Callable[..., None], data: Path = data, step: int = step) -> None:
            count = 0

            def traced(statement: str) -> None:
                nonlocal count
                count += 1
                if count == step:
                    os.kill(os.getpid(), signal.SIGKILL)

            def traced_connection(self: Conversations) -> sqlite3.Connection:
                fresh = not hasattr(self.local, "connection")
                found = connection(self)
                if fresh:
                    found.set_trace_callback(traced)
                return found

            Conversations.connection = traced_connection  # type: ignore[method-assign]
            talk = Talk(application(folder, data), tell)
            tell(ready=True)
            session(talk)
            tell(end=True)

        told = forked(work)
        if (data / "conversations.sqlite").exists():
            look(folder, data, told, step)
        shutil.rmtree(data, ignore_errors=True)
        if told and "end" in told[-1]:
            return step
    return MOST_STEPS


def at_random(folder: Path) -> int:
    """Killed at any time, again and again, over the same conversations."""
    chance = random.Random(5)
    data, told, cookie, key = folder / "data", [], "", ""
    for turn in range(10):

        def work(tell: Callable[..., None], cookie: str = cookie, key: str = key) -> None:
            talk = Talk(application(folder, data), tell, cookie)
            key = key or talk.change("begin", "", "Who is the judge?")
            for number in range(10_000):
                talk.change("ask", key, f"Who is the judge of number {number}?")

        told = forked(work, chance.uniform(0.05, 0.4))
        made, _, _ = replayed([{"done": ["begin", "", ""], "result": key, "cookie": cookie}, *told] if key else told)
        cookie = next((line["cookie"] for line in reversed(told) if line.get("cookie")), cookie)
        key = key or next(iter(made), "")
        with contextlib.closing(sqlite3.connect(data / "conversations.sqlite")) as database:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                fault(turn, "integrity")
            rows = database.execute("SELECT number, question FROM turns ORDER BY number").fetchall()
        asked = [line["done"][2] for line in told if line.get("done", [""])[0] == "ask"]
        last = [question for _, question in rows][-len(asked) - 1 :]
        if asked and last[-len(asked) :] != asked and last[:-1] != asked:
            fault(turn, "turns", asked=asked[-3:], last=last[-3:])
        if [number for number, _ in rows] != list(range(1, len(rows) + 1)):
            fault(turn, "numbers")
    return len(rows)


# --- uploads ------------------------------------------------------------------------------------------------------

NEW = ORDER.format(name="MARSH", number=555)


def built_here(builder: JobRunner, job: Any) -> dict[str, Any]:
    """In place of a child process, which would load the real model."""
    report = build(builder.settings.corpus, builder.settings.index, embedder=FakeEmbedder())
    return {"report": {"errors": report.errors}}


def killing(step: int, folder: Path) -> None:
    """Kill this process before its step-th change of a file in the folder."""
    count = 0
    changing = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate", "shutil.copyfile"}

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        where = str(arguments[0]) if arguments else ""
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (event in changing or writing) and where.startswith(str(folder)):
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def uploads(folder: Path) -> int:
    return each_change(folder, "add")


def removals(folder: Path) -> int:
    return each_change(folder, "remove")


def each_change(folder: Path, kind: str) -> int:
    JobRunner.child_once = built_here  # type: ignore[method-assign]
    for step in range(1, MOST_STEPS):
        here = folder / f"at-{step}"
        here.mkdir()
        shutil.copytree(folder / "corpus", here / "corpus")
        shutil.copytree(folder / "index", here / "index")

        def work(tell: Callable[..., None], here: Path = here, step: int = step) -> None:
            app = application(here, here / "data")
            tell(ready=True)
            killing(step, here)
            page = change(app.test_client(), kind)
            tell(promised=page.status_code == 303, status=page.status_code)
            finish(app.extensions[KEY])
            tell(end=True)

        told = forked(work)
        promised = any(line.get("promised") for line in told)
        if any("status" in line and not line["promised"] for line in told):
            fault(step, "refused", told=told)
        app = application(here, here / "data")
        made: Services = app.extensions[KEY]
        made.builder.resume()
        finish(made)
        with Store.open(here / "index") as store:
            known = {row.id: row.sha256 for row in store.orders()}
        made.close()
        files = {path.name for path in (here / "corpus").iterdir()}
        there, gone = {"stone.txt", "reed.txt", "marsh.txt"}, {"reed.txt"}
        before, after = ({"stone.txt", "reed.txt"}, there) if kind == "add" else ({"stone.txt", "reed.txt"}, gone)
        if files != after and (promised or files != before):
            fault(step, "files", files=files, promised=promised)
        if {f"{name}.txt" for name in known} != files:
            fault(step, "index", known=list(known), files=files)
        if kind == "add" and "marsh.txt" in files and (here / "corpus" / "marsh.txt").read_text() != NEW:
            fault(step, "half a file")
        left = {path.name for path in (here / "data").glob("uploads/*")}
        if any(name.endswith(".json") for name in left) or (promised and left - {"LOCK"}):
            fault(step, "left over", left=left)
        shutil.rmtree(here)
        if told and "end" in told[-1]:
            return step
    return MOST_STEPS


def change(client: Any, kind: str) -> Any:
    if kind == "remove":
        return client.post("/orders/stone/remove")
    file = {"file": (io.BytesIO(NEW.encode()), "marsh.txt")}
    return client.post("/orders", data=file, content_type="multipart/form-data")


def finish(made: Services) -> None:
    """Wait until every job is over."""
    late = time.monotonic() + 60
    while made.builder.current() is not None and time.monotonic() < late:
        time.sleep(0.005)


def same_name(folder: Path) -> int:
    """Uploads of one name at once: each becomes an order of its own."""
    from concurrent.futures import ThreadPoolExecutor

    JobRunner.child_once = built_here  # type: ignore[method-assign]
    app = application(folder, folder / "data")
    texts = [ORDER.format(name=f"MARSH{'ABCDEF'[number]}", number=600 + number) for number in range(6)]

    def send(text: str) -> int:
        file = {"file": (io.BytesIO(text.encode()), "marsh.txt")}
        return app.test_client().post("/orders", data=file, content_type="multipart/form-data").status_code

    with ThreadPoolExecutor(6) as threads:
        statuses = list(threads.map(send, [*texts, texts[0]]))
    finish(app.extensions[KEY])
    if statuses != [303] * 7:
        fault(0, "refused", statuses=statuses)
    kept = sorted(path.read_text() for path in (folder / "corpus").glob("marsh*"))
    if kept != sorted(texts):
        fault(0, "files", names=[path.name for path in (folder / "corpus").iterdir()])
    with Store.open(folder / "index") as store:
        if store.count() != 8:
            fault(0, "orders", count=store.count())
    app.extensions[KEY].close()
    return len(kept)


KINDS: dict[str, Callable[[Path], int]] = {
    "conversations": conversations, "at_random": at_random, "uploads": uploads, "removals": removals,
    "same_name": same_name,
}  # fmt: skip




if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).resolve())
