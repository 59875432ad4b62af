"""The command line: exit codes, one line for an error, JSON as in the contract, and nothing imported in vain."""

from __future__ import annotations

import errno
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from fakes import ROOT, FakeEmbedder

from assistant import cli
from assistant.answer import Answer
from indexer.build import build

ORDER = "Roe v. Acme Corp.\n\nThe parties shall file a {what}. The {what} shall not exceed five pages."


def called(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code, stdout, stderr."""
    try:
        code = cli.main(list(arguments))
    except SystemExit as stop:  # argparse
        code = int(stop.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An index of two short orders, by the fake model."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("letter", "report"):
        (folder / f"{name}.txt").write_text(ORDER.format(what=name))
    build(folder, tmp_path / "index", embedder=FakeEmbedder())
    return tmp_path / "index"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "usage"),
        (["aks", "who"], 2, "did you mean ask?"),
        (["frobnicate"], 2, "the commands are index, ask"),
        (["ask"], 2, "QUESTION"),
        (["ask", "   "], 2, "empty"),
        (["ask", "why " * 25_000], 2, "100,000 characters"),
        (["ask", "who?", "--today", "2017-02-30"], 2, "2017-02-30"),
        (["ask", "who?", "--fact", "conference_date"], 2, "NAME=VALUE"),
        (["ask", "who?", "--served", "2017-10-30", "--fact", "service_date=2017-10-31"], 2, "given twice"),
        (["ask", "who?", "--order", "nothing"], 2, "nothing"),
        (["show", "nothing"], 2, "nothing"),
        (["index", "nowhere-at-all"], 1, "nowhere-at-all"),
        (["orders", "--index", "nowhere-at-all"], 1, "run so-ordered index"),
        (["ask", "who?", "--index", "nowhere-at-all"], 1, "run so-ordered index"),
        (["--nonsense"], 2, "--nonsense"),
    ],
)
def test_a_wrong_call_is_one_line_on_stderr(
    arguments: list[str], code: int, words: str, place: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("SO_ORDERED_INDEX", str(place))
    found, out, err = called(*arguments, capsys=capsys)
    assert (found, out) == (code, "")
    assert words in err
    if arguments:
        assert err.startswith("so-ordered: ") and err.count("\n") == 1


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called("--help", capsys=capsys)
    assert code == 0 and all(name in out for name in cli.COMMANDS)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = called(command, "--help", capsys=capsys)
    assert code == 0 and f"so-ordered {command}" in out and not err


def test_orders_and_show(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = called("orders", "--index", str(place), "--json", capsys=capsys)
    assert code == 0 and [row["id"] for row in json.loads(out)] == ["letter", "report"]
    code, out, _ = called("orders", "--index", str(place), capsys=capsys)
    assert code == 0 and len(out.splitlines()) == 3
    code, out, _ = called("show", "letter", "--index", str(place), "--json", capsys=capsys)
    shown = json.loads(out)
    assert shown["order"] == "letter" and any("five pages" in part["text"] for part in shown["paragraphs"])
    code, out, _ = called("show", "letter", "--index", str(place), capsys=capsys)
    assert "\x1b" not in out and "shall not exceed five pages" in " ".join(out.split())


def test_index_reports_bad_files_and_ends_with_1(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "corpus" / "empty.txt").write_text("")
    monkeypatch.setattr("indexer.model.weights.Weights.__init__", fake_weights)
    code, out, err = called("index", str(tmp_path / "corpus"), "--index", str(place), capsys=capsys)
    assert code == 1 and "2 unchanged, 1 not indexed" in out
    assert err == "indexing 1 order\nso-ordered: empty.txt: " + err.split("empty.txt: ")[1]


def fake_weights(self: object, index: Path, embedder: object, model: object) -> None:
    self.made = FakeEmbedder()  # type: ignore[attr-defined]
    self.key = "fake"  # type: ignore[attr-defined]


def test_a_fault_of_the_disk_or_of_ours_is_one_line(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*anything: object, **more: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("indexer.store.store.Store.open", full)
    code, out, err = called("orders", "--index", str(place), capsys=capsys)
    assert (code, out) == (1, "") and err == "so-ordered: No space left on device\n"

    def bug(*anything: object, **more: object) -> None:
        raise KeyError("thing")

    monkeypatch.setattr("indexer.store.store.Store.open", bug)
    code, out, err = called("orders", "--index", str(place), capsys=capsys)
    assert code == 1 and err.startswith("so-ordered: ") and "KeyError" in err and err.count("\n") == 1


def test_ctrl_c_and_a_closed_pipe_are_quiet(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*anything: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("indexer.store.store.Store.open", interrupt)
    assert called("orders", "--index", str(place), capsys=capsys) == (130, "", "")
    monkeypatch.undo()
    program = f"{sys.executable} -m assistant.cli show letter --index {place} | true; echo ${{PIPESTATUS[0]}}"
    piped = subprocess.run(["/bin/bash", "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert piped.stderr == "" and piped.stdout.strip() in ("0", "1")


@pytest.mark.model
def test_ask_prints_the_contract(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "Can the court issue a Rule 68 offer of judgment?"
    code, out, err = called("ask", question, "--index", str(index), "--json", capsys=capsys)
    answer = json.loads(out)
    assert code == 0 and not err
    assert set(answer) == set(Answer("", "not_found").to_dict())
    assert answer["question"] == question and answer["citations"]
    code, out, _ = called("ask", question, "--index", str(index), capsys=capsys)
    assert code == 0 and "\x1b" not in out and answer["order"] in out
    code, out, _ = called("explain", question, "--index", str(index), "--json", capsys=capsys)
    assert "trace" in json.loads(out)
    code, out, _ = called("explain", question, "--index", str(index), capsys=capsys)
    assert code == 0 and "How the answer came about" in out


@pytest.mark.model
def test_a_cold_question_imports_no_torch(index: Path) -> None:
    program = (
        "import sys; from assistant.cli import main; code = main(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    arguments = ["ask", "when is the joint statement due?", "--index", str(index)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = set(done.stderr.split())
    assert "onnxruntime" in loaded
    assert loaded.isdisjoint({"torch", "transformers", "sentence_transformers", "holidays", "sklearn", "pypdfium2"})


@pytest.mark.model
def test_an_unchanged_corpus_loads_no_model(index: Path, corpus: Path) -> None:
    program = (
        "import sys; from assistant.cli import main; code = main(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "index", str(corpus), "--index", str(index)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert "4 unchanged" in done.stdout
    assert set(done.stderr.split()).isdisjoint({"torch", "onnxruntime", "tokenizers", "sentence_transformers"})


def test_a_terminal_of_another_character_set_gets_a_replacement(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "show", "letter", "--index", str(place)],
        capture_output=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0 and done.stderr == b""


def test_columns_line_up() -> None:
    from assistant.commands.common import columns

    out = io.StringIO()
    columns([("a", "bb"), ("ccc", "d")], out)
    assert out.getvalue() == "a    bb\nccc  d\n"
