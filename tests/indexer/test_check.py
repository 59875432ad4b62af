"""The full check names what is damaged; a repair brings back an index that answers as before, and says what is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import faiss
import faults
import numpy as np
import pytest
from fakes import FakeEmbedder

from assistant import cli
from assistant.engine import Assistant
from assistant.finding.library import Library
from indexer import build as building
from indexer import disk
from indexer.build import build
from indexer.errors import IndexDamaged, IndexNotFound, SoOrderedError
from indexer.model import export as exporting
from indexer.repair.check import check
from indexer.repair.inspection import numbers_in
from indexer.repair.repair import Repair, repair
from indexer.store import generations
from indexer.store.lexical import WordsWriter
from indexer.store.store import Store


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x15]) + data[place + 1 :]


def put(file: Path, data: bytes) -> None:
    """As a new file: readers that are open still go on with the old one, which they have mapped into memory."""
    file.unlink()
    file.write_bytes(data)


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "halved": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "first byte": lambda data: flipped(data, 0),
    "middle byte": lambda data: flipped(data, len(data) // 2),
    "last byte": lambda data: flipped(data, len(data) - 1),
}
QUESTIONS = ("when must the parties file a petition?", "how long may the report be?", "may the memo have six pages?")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in two parts, with orders of the main one changed and gone, and its corpus."""
    root = tmp_path_factory.mktemp("whole")
    with pytest.MonkeyPatch.context() as patch:
        large(patch)
        faults.begin_with_three(root)
        faults.built(root)
    faults.model_at_hand(root)
    assert len(generations.read_manifest(root / "index")[1].parts) == 2
    return root


@pytest.fixture
def root(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to damage."""
    shutil.copytree(whole, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def large_ones() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        large(patch)
        yield


def large(patch: pytest.MonkeyPatch) -> None:
    """An index of more than two passages is a large one."""
    for name in ("EXACT", "lists"):
        patch.setattr(f"indexer.store.vectors.{name}", getattr(building.vectors, name))
    faults.small_limits()


def files_of(root: Path) -> list[Path]:
    """CURRENT and all files of the generation, below the index."""
    index = root / "index"
    folder = generations.current(index)
    names = ["manifest.json", *generations.read_manifest(index)[1].files]
    return [index / "CURRENT", *(folder / name for name in sorted(names))]


def mended(root: Path, corpus: bool = True, **options: object) -> Repair:
    return repair(root / "index", root / "corpus" if corpus else None, embedder=FakeEmbedder(), **options)  # type: ignore[arg-type]


def asked(root: Path) -> list[str]:
    """What the assistant answers."""
    index = root / "index"
    with Library(index, Store.open(index), FakeEmbedder()) as library:  # type: ignore[arg-type]
        return [json.dumps(Assistant(library).ask(question).to_dict()) for question in QUESTIONS]


def test_a_sound_index_is_said_to_be_sound(root: Path) -> None:
    found = check(root / "index")
    assert (found.damage, found.notes, found.orders) == ([], [], 3)
    outcome = mended(root)
    assert not outcome.done and generations.current(root / "index").name == "gen-000002"


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_to_any_file_is_found_and_repaired(how: str, whole: Path, root: Path, large_ones: None) -> None:
    before, spoken = faults.answers(whole / "index"), asked(whole)
    kinds: set[str] = set()
    for file in files_of(root):
        if file.name == "CURRENT" and how in ("one byte short", "last byte"):
            continue  # the blank at its end
        relative = file.relative_to(root)
        put(file, DAMAGE[how](file.read_bytes()))
        with pytest.raises(IndexDamaged, match="check --repair"):
            faults.answers(root / "index")
            asked(root)
            print(relative)  # shown where nothing is raised
        assert any(file.name in one.file for one in check(root / "index").damage), f"{relative} is not named"
        # Of many files of one kind one is repaired.
        within = relative.parent.name
        kind = f"{within}{relative.suffix}" if within in ("words", "openings") else str(relative)
        if kind not in kinds:
            kinds.add(kind)
            outcome = mended(root)
            if any("order brief would be lost" in line for line in outcome.left):
                # What says that it is gone was in the damaged file; who names the folder says so, too.
                assert file.name == "added.sqlite"
                outcome = mended(root, give_up=True)
            assert outcome.done and not outcome.left, f"{relative}: {outcome}"
            assert not check(root / "index").damage
            assert faults.answers(root / "index") == before and asked(root) == spoken
        shutil.rmtree(root / "index")
        shutil.copytree(whole / "index", root / "index")


@pytest.mark.parametrize("how", DAMAGE)
def test_damage_in_a_file_too_large_to_be_checked_when_opened_is_no_traceback(
    how: str, whole: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "sound", lambda folder, manifest, names: None)
    refused = 0
    for file in files_of(root):
        sound = file.read_bytes()
        put(file, DAMAGE[how](sound))
        try:
            faults.answers(root / "index")
            asked(root)
        except SoOrderedError as error:
            refused += 1
            assert "check --repair" in str(error)
        put(file, sound)
    assert refused
    assert check(root / "index").damage == []


def test_so_ordered_index_makes_a_damaged_index_anew(whole: Path, root: Path) -> None:
    before = faults.answers(whole / "index")
    faults.write(root / "corpus", notice="notice")
    for name in (generations.DATABASE, "added.f16", "manifest.json"):
        file = generations.current(root / "index") / name
        if file.exists():
            faults.flip(file)
            assert build(root / "corpus", root / "index", embedder=FakeEmbedder()).rebuilt
    (root / "corpus" / "notice.txt").unlink()
    faults.built(root)
    assert faults.answers(root / "index") == before and not check(root / "index").damage


# --- what is read again, and what is lost ---------------------------------------------------------------------------


def test_an_order_that_would_be_lost_stays_until_it_is_given_up(root: Path) -> None:
    faults.flip(generations.current(root / "index") / "added.sqlite", b"petition within")
    [*_, about] = [one for one in check(root / "index").damage if one.order is not None]
    assert about.order == "letter" and "added.sqlite" in about.file
    (root / "corpus" / "letter.txt").unlink()
    for corpus in (False, True):
        outcome = mended(root, corpus=corpus)
        assert ("order letter would be lost: its file is not in the folder" in outcome.left) == corpus
        assert "--corpus FOLDER" in outcome.left[-1] and not outcome.done
        assert generations.current(root / "index").name == "gen-000002"
    outcome = mended(root, give_up=True)
    assert outcome.lost == ["order letter is lost: its file is not in the folder"]
    assert outcome.done == ["2 orders were read again from their files"]
    with Store.open(root / "index") as store:
        assert [row.id for row in store.orders()] == ["memo", "report"]
    assert not check(root / "index").damage


def test_a_damaged_pointer_is_set_right(root: Path) -> None:
    (root / "index" / "CURRENT").unlink()
    with pytest.raises(IndexNotFound):
        check(root / "index")
    outcome = mended(root, corpus=False)
    assert "CURRENT names" in outcome.done[0] and not check(root / "index").damage
    shutil.rmtree(generations.current(root / "index"))
    assert "is missing" in str(check(root / "index").damage[0])
    assert mended(root, corpus=False).left and not mended(root).left
    with Store.open(root / "index") as store:
        assert store.count() == 3


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("says something else", "UPDATE orders SET case_name = 'Poe v. Acme Corp.' WHERE id = 'memo'"),
        ("not the order's text", "UPDATE passages SET text = 'x' WHERE number = (SELECT max(number) FROM passages)"),
        ("passages of it are missing", "DELETE FROM passages WHERE number = (SELECT max(number) FROM passages)"),
        ("has no orders", "PRAGMA foreign_keys = OFF; DELETE FROM orders WHERE id = 'memo'"),
        ("names that it is found by", "DELETE FROM handles WHERE of = (SELECT number FROM orders WHERE id = 'memo')"),
        ("words of the orders", "UPDATE vocabulary SET orders = orders + 1 WHERE word = 'memo'"),
        ("missing from the search by words", "UPDATE counters SET value = 1 WHERE name = 'order'"),
        ("counter of passages", "UPDATE counters SET value = value - 1 WHERE name = 'passage'"),
        ("which is not there", "INSERT INTO dropped VALUES (99, 1, 1)"),
        ("sentences are damaged", "UPDATE sentence_vectors SET vectors = x'00'"),
    ],
)
def test_rows_that_disagree_are_found_though_every_checksum_is_right(words: str, change: str, root: Path) -> None:
    """As a fault of a program would leave them, not one of the disk."""
    index = root / "index"
    draft = index / ".draft-000003"
    shutil.copytree(generations.current(index), draft, ignore=shutil.ignore_patterns("manifest.json"))
    with closing(sqlite3.connect(draft / "added.sqlite")) as database:
        database.executescript(change)
    generations.publish(index, draft, generations.read_manifest(index)[1])
    found = [str(one) for one in check(index).damage]
    assert any(words in line for line in found), found
    assert not any("checksum" in line for line in found)
    assert mended(root).done and not check(index).damage


@pytest.mark.parametrize("file", ["vectors.faiss", "added.faiss", "words", "openings"])
def test_a_search_index_that_lacks_an_order_is_found(file: str, whole: Path, root: Path, large_ones: None) -> None:
    index = root / "index"
    draft = index / ".draft-000003"
    shutil.copytree(generations.current(index), draft, ignore=shutil.ignore_patterns("manifest.json"))
    if file.endswith("faiss"):
        vectors = faiss.read_index(str(draft / file))
        vectors.remove_ids(np.array([max(numbers_in(draft / file))]))
        faiss.write_index(vectors, str(draft / file))
    else:
        words = WordsWriter(draft / file)
        with Store.open(index) as store:
            words.remove(store._orders_of(["memo"])[0][0])
        words.commit()
    generations.publish(index, draft, generations.read_manifest(index)[1])
    [one] = check(index).damage
    assert file in one.file and one.kind == "search"
    assert mended(root, corpus=False).done and not check(index).damage
    assert faults.answers(index) == faults.answers(whole / "index")


# --- the model, the conversations, the command ----------------------------------------------------------------------


def test_a_damaged_model_is_exported_again(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = root / "index" / "model" / FakeEmbedder.key
    (folder / "model.bin").write_bytes(bytes(1000))
    size, digest = 1000, disk.file_digest(folder / "model.bin")
    (folder / "model.json").write_text(json.dumps({"key": "fake", "files": {"model.bin": [size, digest]}}))
    assert not check(root / "index").damage
    faults.flip(folder / "model.bin")
    [one] = check(root / "index").damage
    assert one.kind == "model"
    # A model that is not at hand is said to be the thing that is missing.
    assert "--model" in mended(root).left[0]

    def export(model: Path, target: Path) -> None:
        (target / "model.bin").write_bytes(bytes(1000))

    monkeypatch.setattr(exporting, "export", export)
    monkeypatch.setattr("indexer.model.weights.resolve", lambda model: tmp_path)
    monkeypatch.setattr("indexer.model.weights.remembered_key", lambda model, models: "fake")
    monkeypatch.setattr(exporting, "model_key", lambda model: "fake")
    outcome = repair(root / "index", None)
    assert "exported model was made anew" in outcome.done[0] and not check(root / "index").damage


def called(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = cli.main(list(arguments))
    return code, *capsys.readouterr()


def test_the_command_says_what_is_damaged_and_mends_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = str(root / "index")
    assert called("check", "--index", index, capsys=capsys) == (0, "sound: 3 orders, 15 passages in gen-000002\n", "")
    faults.flip(generations.current(root / "index") / "words" / "meta.json")
    code, out, err = called("check", "--index", index, capsys=capsys)
    assert (code, err) == (1, "") and "gen-000002/words/meta.json: fails its checksum\n" in out
    assert out.endswith("found: run so-ordered check --repair\n")
    code, out, _ = called("check", "--index", index, "--json", capsys=capsys)
    said = json.loads(out)
    assert code == 1 and not said["sound"] and {one["kind"] for one in said["damage"]} == {"search"}
    code, out, _ = called("check", "--index", index, "--repair", capsys=capsys)
    assert code == 0 and out.endswith("words was made anew from the orders\nrepaired\n")
    assert called("check", "--index", index, capsys=capsys)[0] == 0


def test_the_command_checks_the_conversations_beside_the_index(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from web.storage.conversations import Conversations

    path = root / "web" / "conversations.sqlite"
    store = Conversations(path)
    for number in range(40):
        store.start("somebody", f"A conversation about the order of number {number}")
    store.close()
    assert called("check", "--index", str(root / "index"), capsys=capsys)[0] == 0
    data = bytearray(path.read_bytes())
    data[4096 : 4096 + 200] = bytes(200)
    path.write_bytes(data)
    code, out, _ = called("check", "--index", str(root / "index"), capsys=capsys)
    assert code == 1 and "conversations.sqlite: " in out and "last backup" in out
    code, out, _ = called("check", "--index", str(root / "index"), "--repair", capsys=capsys)
    assert code == 1 and out.endswith("not all is repaired\n")


def test_the_command_waits_for_another_writer_as_long_as_it_is_told_to(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with generations.write_lock(root / "index"):
        faults.flip(generations.current(root / "index") / "words" / "meta.json")
        code, _, err = called("check", "--repair", "--wait", "0.1", "--index", str(root / "index"), capsys=capsys)
        assert code == 1 and "another process is writing" in err
        assert called("check", "--index", str(root / "index"), capsys=capsys)[0] == 1, "a check alone waits for nobody"


def test_progress_is_shown_on_a_terminal_only(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "reading" in called("check", "--index", str(root / "index"), capsys=capsys)[2]
    assert called("check", "--quiet", "--index", str(root / "index"), capsys=capsys)[2] == ""


def test_an_order_is_verified_whenever_it_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "sound", lambda folder, manifest, names: None)
    faults.flip(generations.current(root / "index") / "added.sqlite", b"petition within")
    with Store.open(root / "index") as store:
        assert "memo" in store.order("memo").text
        with pytest.raises(IndexDamaged, match="order letter .*check --repair"):
            store.order("letter")


def test_nothing_is_swept_before_the_next_index_is_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "index" / "CURRENT").write_text("gen-00")

    def interrupted(self: FakeEmbedder, texts: list[str]) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(FakeEmbedder, "encode", interrupted)
    with pytest.raises(KeyboardInterrupt):
        faults.built(root)
    assert mended(root, corpus=False).done and not check(root / "index").damage
    with Store.open(root / "index") as store:
        assert store.count() == 3
