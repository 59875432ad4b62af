"""`so-ordered chat`: the commands, the plain loop, the line editor."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.input import DummyInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from assistant import cli
from assistant.commands.chat import converse, history, session, state_folder
from assistant.commands.talk import COMMANDS, Talk
from assistant.engine import Assistant
from assistant.finding.library import Library
from indexer.build import build
from indexer.store.store import Store

PAPER = """IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF OREGON

{0},
     Plaintiff,
v.                                   Case No. {1}
HOLLIS MILLING COMPANY,
     Defendant.

ORDER

1. The parties shall file a joint survey report within 14 days of service of this order.

2. The settlement conference is set for June 1, 2021 at 10:00 a.m. in Courtroom 4.

IT IS SO ORDERED.

Dated: April 1, 2021

/s/ Ada B. Crane
United States District Judge
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "quill.txt").write_text(PAPER.format("MARA QUILL", "2:21-cv-00317"))
    (folder / "fenn.txt").write_text(PAPER.format("TOBIAS FENN", "2:21-cv-00999"))
    build(folder, tmp_path / "index", embedder=FakeEmbedder())  # type: ignore[arg-type]
    return tmp_path / "index"


@pytest.fixture
def talk(place: Path) -> Iterator[Talk]:
    with Assistant(Library(place, Store.open(place), FakeEmbedder())) as opened:  # type: ignore[arg-type]
        yield Talk(opened, io.StringIO(), dt.date(2021, 4, 20))


def said(talk: Talk, *lines: str) -> str:
    """What the last line gave."""
    for line in lines:
        start = talk.out.tell()
        assert talk.say(line)
    return " ".join(talk.out.getvalue()[start:].split())  # type: ignore[attr-defined]


def test_a_talk(talk: Talk) -> None:
    which = said(talk, "When is the joint survey report due?")
    assert "Type its number or name: 1 Fenn" in which and "--order" not in which
    assert talk.prompt() == "which order > "
    missing = said(talk, "2")
    assert "On what day was the order served?" in missing and "--served" not in missing and "mail" not in missing
    assert talk.prompt() == "service date > " and talk.status() == "quill"
    assert "How was it served?" in (how := said(talk, "April 5")) and "1 electronic 2 mail 3 hand" in how
    assert talk.prompt() == "service method > "
    answer = said(talk, "3")
    assert answer.startswith("Monday, April 19, 2021") and talk.prompt() == "> "
    assert talk.status() == "quill; service_date 2021-04-05, service_method hand"
    assert said(talk, "no, it was April 6, 2021").startswith("Tuesday, April 20, 2021")


def test_choices_by_number(talk: Talk) -> None:
    said(talk, "/order quill", "When is the joint survey report due?", "April 5, 2021")
    assert "from 1 to 5, or the words: electronic" in said(talk, "9")
    assert said(talk, "2").startswith("Thursday, April 22, 2021")
    assert talk.state.facts == {"service_date": "2021-04-05", "service_method": "mail"} and not talk.state.needs


def test_who_does_not_know_is_told_the_safe_date(talk: Talk) -> None:
    said(talk, "/order quill", "When is the joint survey report due?")
    told = said(talk, "I don't know")
    assert told.startswith("The safe date is Thursday, April 15, 2021"), "14 days from the order's own date"
    assert talk.state.needs == ("service_date", "service_method") and talk.prompt() == "service date > "


def test_commands(talk: Talk, tmp_path: Path) -> None:
    assert all(name in said(talk, "/help") for name in COMMANDS)
    assert "fenn: " in said(talk, "/orders") and "quill: " in said(talk, "/orders")
    assert said(talk, "/order quill") == "Talking about quill." and talk.state.pinned
    assert "no order" in said(talk, "/order quil").lower() or "quill" in said(talk, "/order quil")
    assert said(talk, "/facts") == "No facts told so far."
    assert said(talk, "/fact served=4/5/2021") == "service_date = 2021-04-05"
    assert "before the order's own date" in said(talk, "/fact served=3/5/2021")
    assert "is not a fact" in said(talk, "/fact nonsense") and "service_date = 2021-04-05" in said(talk, "/facts")
    assert "survey" in said(talk, "/deadlines") and "2021-06-01" in said(talk, "/deadlines fenn")
    assert said(talk, "/forget") == "The facts are forgotten." and not talk.state.facts
    assert said(talk, "/order") == "Talking about all orders."
    assert "choose one with /order" in said(talk, "/deadlines")
    assert "did you mean /orders?" in said(talk, "/oders")
    assert not talk.say("/quit") and not talk.say("/QUIT")


def test_a_fact_told_by_command_answers_what_is_open(talk: Talk) -> None:
    said(talk, "/order quill", "When is the joint survey report due?", "by hand")
    assert "Monday, April 19, 2021" in said(talk, "/fact service_date=2021-04-05")


def test_export(talk: Talk, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    said(talk, "/order quill", "When is the settlement conference?")
    assert "Written to" in said(talk, f"/export {file}")
    text = file.read_text()
    assert text.startswith("# When is the settlement conference?") and "quill" in text and "not legal advice" in text
    assert "is there already" in said(talk, f"/export {file}") and file.read_text() == text
    assert "cannot write" in said(talk, f"/export {tmp_path}/none/x.md") and "takes a file" in said(talk, "/export")


def test_errors_are_one_line_and_lose_nothing(talk: Talk) -> None:
    said(talk, "/order quill", "When is the joint survey report due?", "served by hand on April 5, 2021")
    error = said(talk, "no, served on March 1, 2021")
    assert error.startswith("so-ordered: service_date 2021-03-01 is before")
    assert talk.state.facts["service_date"] == "2021-04-05"
    assert talk.say("") and talk.say("a" * 5_000)


def test_completion(talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert talk.complete("/or") == [("/orders", 3), ("/order", 3)]
    assert talk.complete("/order q") == [("quill", 1)] and len(talk.complete("/order ")) == 2
    known = session(talk, None, input=DummyInput(), output=DummyOutput()).completer
    assert known is not None
    found = list(known.get_completions(Document("/order q"), CompleteEvent()))
    assert [(one.text, one.start_position) for one in found] == [("quill", -1)]
    assert talk.complete("who signs fe") == [("fenn", 2)] and talk.complete("who ") == [] == talk.complete("")


def piped(talk: Talk, keys: str, file: Path) -> str:
    def typed() -> None:
        with create_pipe_input() as source:
            source.send_text(keys)
            converse(talk, session(talk, file, input=source, output=DummyOutput()))

    # The browser tests leave an event loop running in this thread; the line editor needs one of its own.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(typed).result(60)
    return talk.out.getvalue()  # type: ignore[attr-defined]


def test_the_line_editor(talk: Talk, tmp_path: Path) -> None:
    """Ctrl-C drops the line, Esc-Enter breaks it, Ctrl-D leaves; what was typed is kept."""
    file = tmp_path / "deep" / "history"
    out = piped(talk, "nonsense\x03/order quill\rWhen is the\x1b\rsettlement conference?\r\x04", file)
    assert out.startswith("So Ordered: 2 orders: ") and "nonsense" not in out
    assert talk.state.order == "quill" and "Tuesday, June 1, 2021" in out
    kept = file.read_text()
    assert "+/order quill" in kept and "+settlement conference?" in kept and "nonsense" not in kept
    assert file.stat().st_mode & 0o077 == 0


def test_history_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if sys.platform != "win32":
        assert state_folder() == tmp_path / "state" / "so-ordered"
        assert isinstance(history(None), FileHistory)
    (tmp_path / "file").write_text("")
    assert isinstance(history(tmp_path / "file" / "history"), InMemoryHistory)


def test_from_a_pipe(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("assistant.finding.generation.QuestionEncoder.loaded", lambda self: FakeEmbedder())
    lines = "When is the settlement conference?\n\nno, served on May 32, 2021\n/facts\n/quit\nWho is the judge?\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    code = cli.main(["chat", "--order", "quill", "--index", str(place), "--today", "2021-04-20"])
    out, err = capsys.readouterr()
    assert code == 0 and "Tuesday, June 1, 2021" in out and "No facts" in out and "Crane" not in out
    assert err.startswith("so-ordered: ") and err.count("\n") == 1
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert cli.main(["chat", "--order", "nobody", "--index", str(place)]) == 2
