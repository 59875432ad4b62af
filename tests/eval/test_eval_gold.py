"""Gold questions: the schema names bad lines; our own file keeps what it promises."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.gold.gold import BadGold, dump, load, parse_line
from eval.quality.characters import find
from indexer.layout.layout import lay_out
from indexer.read import read

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "eval" / "gold"
SHARED = ROOT.parent / "shared"

GOOD = {
    "id": "made-1", "question": "When is the report due?", "order": "made-v-up", "facts": {},
    "expect": {"status": "answered", "kind": "deadline", "value": {"type": "date", "value": "2021-03-25"},
               "order": "made-v-up"},
    "evidence": ["on or before March 25, 2021"], "tags": [],
}  # fmt: skip


def changed(**parts: object) -> str:
    return json.dumps({**GOOD, **parts})


def expecting(**parts: object) -> str:
    return changed(expect={**GOOD["expect"], **parts})  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        (changed(question=" "), "'question' must be a text"),
        (changed(order=7), "'order' must be"),
        (changed(evidence="words"), "'evidence' must be a list"),
        (changed(facts={"service_date": "25 March"}), "service_date"),
        (changed(facts={"service_method": "pigeon"}), "pigeon"),
        (changed(today="2021-02-30"), "'today' must be a date"),
        (changed(colour="red"), "unknown key 'colour'"),
        (changed(expect=None), "'expect' must be an object"),
        (expecting(status="perhaps"), "expect.status"),
        (expecting(kind="riddle"), "expect.kind"),
        (expecting(value={"type": "date", "value": "2021-02-30"}), "expect.value of type 'date'"),
        (expecting(value={"type": "yes_no", "value": "maybe"}), "expect.value of type 'yes_no'"),
        (expecting(value={"type": "quantity", "value": True, "unit": "pages"}), "expect.value of type 'quantity'"),
        (expecting(value={"type": "text", "contains": []}), "expect.value of type 'text'"),
        (expecting(value={"type": "mood"}), "expect.value.type"),
        (expecting(status="not_found"), "has no evidence"),
    ],
)
def test_a_bad_line_is_named_by_file_number_and_fault(line: str, fault: str, tmp_path: Path) -> None:
    file = tmp_path / "made.jsonl"
    file.write_text(f"{json.dumps(GOOD)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(BadGold) as raised:
        load(file)
    assert "made.jsonl:3: " in str(raised.value)
    assert fault in str(raised.value)


def test_a_repeated_id_is_named_with_its_first_place(tmp_path: Path) -> None:
    (tmp_path / "made.jsonl").write_text(f"{json.dumps(GOOD)}\n{json.dumps(GOOD)}\n", encoding="utf-8")
    with pytest.raises(BadGold, match=r"made\.jsonl:2: id 'made-1' stands already at made\.jsonl:1"):
        load(tmp_path)


def test_nothing_there_is_an_error_of_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadGold, match="no gold questions"):
        load(tmp_path)


def test_a_question_written_reads_back_the_same() -> None:
    for question in load(GOLD):
        again, faults = parse_line(dump([question]))
        assert not faults
        assert again == question


def test_every_snippet_of_evidence_stands_in_its_order(corpus: Path) -> None:
    texts = {path.stem: lay_out(read(path)).text for path in sorted(corpus.glob("*.txt"))}
    missing = [
        (question.id, snippet)
        for question in (*load(GOLD), *load(GOLD / "spanish"))
        for snippet in (*question.evidence, *question.evidence_or)
        if find(texts[question.expected_order or question.order or ""], snippet) is None
    ]
    assert not missing


def test_the_mix_of_questions_is_as_the_datasheet_says() -> None:
    questions = load(GOLD)
    count = Counter(question.status for question in questions)
    assert len(questions) >= 120
    assert count["not_found"] >= len(questions) / 5
    assert sum(bool(question.conversation) for question in questions) >= 10
    assert sum("facts in the question" in question.tags for question in questions) >= 4
    assert sum("typing error" in question.tags for question in questions) >= 15
    said = (GOLD / "DATASHEET.md").read_text(encoding="utf-8")
    assert f"{len(questions)} questions" in said
    assert f"{count['not_found']} of them unanswerable" in said


def test_the_spanish_questions_are_of_every_kind_about_every_order() -> None:
    questions, english = load(GOLD / "spanish"), load(GOLD)
    assert len(questions) >= 60 and all("spanish" in question.tags for question in questions)
    assert {question.type for question in questions} == {question.type for question in english}
    assert {question.status for question in questions} == {question.status for question in english}
    assert {question.about for question in questions} == {question.about for question in english}
    assert f"{len(questions)} questions in Spanish" in (GOLD / "DATASHEET.md").read_text(encoding="utf-8")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside the checkout")
@pytest.mark.parametrize(("file", "least"), [("gold/questions.jsonl", 59), ("real_orders/questions.jsonl", 173)])
def test_both_shapes_of_the_shared_questions_are_read(file: str, least: int) -> None:
    questions = load(SHARED / file)
    assert len(questions) >= least
    assert all(question.type for question in questions)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared folder is not beside the checkout")
def test_the_shared_questions_are_all_in_our_file() -> None:
    ours = {question.id: question for question in load(GOLD)}
    assert all(ours.get(question.id) == question for question in load(SHARED / "gold" / "questions.jsonl"))
