"""A whole run over the four orders: answers, retrieval, variants, report, record; and adding a question."""

from __future__ import annotations

import argparse
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answer import Answer
from eval.__main__ import main, measure
from eval.gold.gold import GoldQuestion, load
from eval.gold_command import add_parser, compose, run, value_of
from eval.quality import record
from eval.quality.plots import all_plots
from eval.quality.ranking import KINDS, relevant_passages, retrieval
from eval.quality.report import report
from eval.quality.run import ask_one
from eval.quality.variants import variant
from eval.robustness.perturbed import ask_otherwise
from indexer.errors import UsageError

if TYPE_CHECKING:
    from assistant.engine import Assistant

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def questions() -> list[GoldQuestion]:
    """A tenth of the gold, and one follow-up."""
    every = load(ROOT / "eval" / "gold")
    return [*every[::10], next(one for one in every if one.conversation)]


def test_a_run_is_measured_written_and_read_back(
    assistant: Assistant, questions: list[GoldQuestion], tmp_path: Path
) -> None:
    asked, found = measure(assistant, questions)
    assert not found["errors"]
    assert found["verbatim"]["false_in"] == []
    assert found["right"]["n"] == len(questions)
    record.write(tmp_path / "run", asked, found, "A run")
    rows = [json.loads(line) for line in (tmp_path / "run" / record.ANSWERS).read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [one.id for one in questions]
    assert json.loads((tmp_path / "run" / record.FIGURES).read_text("utf-8"))["questions"] == len(questions)
    page = (tmp_path / "run" / record.REPORT).read_text("utf-8")
    assert not re.search(r"<(?:script|link|iframe|img)|src=|@import|url\((?!#)", page)
    assert page.index("Failures") < page.index("Figures")
    assert all(f'id="{one.question.id}"' in page for one in asked if not one.verdict.right)


def test_a_report_shows_hostile_words_as_words(assistant: Assistant) -> None:
    hostile = GoldQuestion(id="x", question="<script>alert(1)</script>", status="ambiguous")
    asked, found = measure(assistant, [hostile])
    page = report(asked, found, "<b>")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_plots_are_whole_svg_and_the_same_each_time(assistant: Assistant, questions: list[GoldQuestion]) -> None:
    _, found = measure(assistant, questions[:8])
    drawn = all_plots(found, [0.1, 0.2])
    assert len(drawn) >= 4
    for svg in drawn.values():
        assert ElementTree.fromstring(svg).tag.endswith("svg")  # noqa: S314  # made by ourselves
    assert drawn == all_plots(found, [0.1, 0.2])


def test_an_exception_is_a_failure_in_the_report_and_the_run_goes_on() -> None:
    class Broken:
        def ask(self, *args: object, **named: object) -> Answer:
            raise ZeroDivisionError("by zero")

    asked = ask_one(Broken(), GoldQuestion(id="x", question="?", status="not_found"), {})  # type: ignore[arg-type]
    assert asked.error == "ZeroDivisionError: by zero"
    assert not asked.verdict.right


@pytest.mark.parametrize("kind", KINDS)
def test_retrieval_is_measured_for_each_ranking(kind: str, assistant: Assistant, questions: list[GoldQuestion]) -> None:
    found = retrieval(assistant, questions, kind)
    recall = [found[f"R@{k}"]["mean"] for k in (1, 3, 5, 8)]
    assert recall == sorted(recall)
    assert 0.5 < recall[-1] <= 1
    assert found["RR"]["n"] == found["nDCG@8"]["n"] > 10


def test_the_relevant_passage_is_the_evidences_sentence(assistant: Assistant) -> None:
    question = next(one for one in load(ROOT / "eval" / "gold") if one.id == "conner-044")
    (number,) = relevant_passages(assistant, question)
    row = assistant.library.store.passages([number])[number]
    sentence = assistant.order("conner-v-alltin").text[row.sentence.start : row.sentence.end]
    assert sentence.strip() == "The statement should not exceed five pages in length."


def test_the_variants_quote_the_nearest_passage(assistant: Assistant) -> None:
    for name in KINDS:
        answer = variant(name, assistant).ask("How long can the settlement statement be?", order="conner-v-alltin")
        assert answer.status == "answered"
        assert answer.citations[0].quote in assistant.order("conner-v-alltin").text
    assert variant("ordinary", assistant) is assistant
    with pytest.raises(UsageError, match="no variant 'sparse'"):
        variant("sparse", assistant)


def test_perturbations_are_asked_and_counted(assistant: Assistant, questions: list[GoldQuestion]) -> None:
    found = ask_otherwise(assistant, questions[:12])
    assert found["capitals"].n == 12
    assert all(0 <= kept.same <= kept.n and kept.right <= kept.n for kept in found.values())


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("yes", {"type": "yes_no", "value": "yes"}),
        ("2021-03-25", {"type": "date", "value": "2021-03-25"}),
        ("2021-04-05T14:00", {"type": "datetime", "value": "2021-04-05T14:00"}),
        ("5 pages", {"type": "quantity", "value": 5, "unit": "pages"}),
        ("defense counsel; joint", {"type": "text", "contains": ["defense counsel", "joint"]}),
        ("-", None),
    ],
)
def test_what_a_person_types_as_a_value(typed: str, value: object) -> None:
    assert value_of(typed) == value


def options(index: Path, folder: Path, *given: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    return parser.parse_args(["gold", "add", "--gold", str(folder), "--index", str(index), *given])


def test_a_question_is_added_with_evidence_chosen_from_the_offered(index: Path, tmp_path: Path) -> None:
    replies = iter(["How long can the settlement statement be?", "conner-v-alltin", "answered", "limit", "5 pages", ""])
    out = io.StringIO()

    def reply(prompt: str) -> str:
        if not prompt.startswith("which one"):
            return next(replies)
        return next(line[0] for line in out.getvalue().splitlines() if "five pages" in line)

    assert run(options(index, tmp_path), out, reply) == 0
    (question,) = load(tmp_path)
    assert question.id == "conner-001"
    assert question.evidence == ("The statement should not exceed five pages in length.",)
    assert question.order == question.expected_order == "conner-v-alltin"
    assert question.value == {"type": "quantity", "value": 5, "unit": "pages"}


def test_given_whole_it_asks_nothing_and_counts_on(index: Path, tmp_path: Path) -> None:
    def nobody(prompt: str) -> str:
        raise AssertionError(prompt)

    given = ("Who signed?", "--order", "flynn-v-canlas", "--whole", "--status", "answered", "--kind", "person",
             "--value", "McAuliffe", "--evidence", "barbara a. mcauliffe".title().replace("Mca", "McA"))  # fmt: skip
    for _ in range(2):
        run(options(index, tmp_path, *given), io.StringIO(), nobody)
    questions = load(tmp_path)
    assert [one.id for one in questions] == ["flynn-001", "flynn-002"]
    assert questions[0].order is None
    assert questions[0].evidence == ("Barbara A. McAuliffe",)


def test_a_bad_choice_or_value_is_refused_in_one_line(index: Path, tmp_path: Path, assistant: Assistant) -> None:
    given = ("Who?", "--order", "flynn-v-canlas", "--status", "answered", "--kind", "person", "--value", "-")
    with pytest.raises(UsageError, match="no sentence '9'"):
        compose(options(index, tmp_path, *given), assistant, lambda asked: "9" * ("which" in asked), io.StringIO())
    with pytest.raises(UsageError, match="service_date"):
        late = options(index, tmp_path, *given, "--evidence", "Barbara A. McAuliffe", "--fact", "service_date=soon")
        compose(late, assistant, lambda prompt: "", io.StringIO())
    assert not list(tmp_path.iterdir())


def test_a_bad_gold_file_ends_the_command_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--gold", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("error: no gold questions at")
