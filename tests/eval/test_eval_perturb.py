"""Perturbations change the words and nothing else; filings change the file and not its text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.gold.gold import GoldQuestion
from eval.robustness.filed import FILINGS, refile
from eval.robustness.perturb import PERTURBATIONS, same
from indexer.layout.layout import lay_out
from indexer.read import read

NAMES = {"made-v-up": "Made v. Up"}
QUESTION = GoldQuestion(
    id="made-1", question="When is the plaintiff's report due, at 2:30 p.m.?", status="answered", order="made-v-up",
    expected_order="made-v-up", facts={"service_date": "2021-03-25"},
)


def put(name: str, question: GoldQuestion = QUESTION) -> str:
    changed = PERTURBATIONS[name](question, NAMES)
    assert changed is not None
    return changed.question


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_only_the_words_and_the_chosen_order_change(name: str) -> None:
    plain = replace(QUESTION, order=None) if name == "case chosen" else QUESTION
    changed = PERTURBATIONS[name](plain, NAMES)
    assert changed is not None and changed != plain
    assert replace(changed, question=plain.question, order=plain.order) == plain
    assert changed == PERTURBATIONS[name](plain, NAMES)


def test_the_words_of_each_perturbation() -> None:
    assert put("no punctuation") == "When is the plaintiffs report due at 2:30 p.m"
    assert put("capitals") == QUESTION.question.upper()
    assert put("case named").startswith("In Made v. Up, when is")
    assert put("polite frame").count(QUESTION.question) == 1
    wrong = put("typing errors").split()
    right = QUESTION.question.split()
    assert len(wrong) == len(right)
    assert sum(one != other for one, other in zip(wrong, right, strict=True)) == 1


def test_what_a_perturbation_cannot_change_is_left_out() -> None:
    assert PERTURBATIONS["typing errors"](replace(QUESTION, question="Who is it?"), NAMES) is None
    assert PERTURBATIONS["small letters"](replace(QUESTION, question="who signed"), NAMES) is None
    assert PERTURBATIONS["case named"](replace(QUESTION, status="not_found"), NAMES) is None


def test_answers_are_the_same_by_status_order_and_value_or_first_quotation() -> None:
    one = {"status": "answered", "order": "a", "value": {"type": "yes_no", "value": "no"}, "citations": []}
    assert same(one, {**one, "text": "other words"})
    assert not same(one, {**one, "order": "b"})
    assert not same(one, {**one, "value": None})
    quoting = {**one, "value": None, "citations": [{"quote": "x"}]}
    assert not same(quoting, {**quoting, "citations": [{"quote": "y"}]})


@pytest.mark.parametrize("name", FILINGS)
def test_an_order_filed_otherwise_reads_the_same(name: str, corpus: Path, tmp_path: Path) -> None:
    folder = refile(corpus, tmp_path / "filed", FILINGS[name])
    files = sorted(corpus.glob("*.txt"))
    for file in files:
        assert lay_out(read(folder / file.name)).text == lay_out(read(file)).text
    assert any((folder / file.name).read_bytes() != file.read_bytes() for file in files)
