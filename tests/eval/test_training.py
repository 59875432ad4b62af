"""The parts that teach, tune and measure; which statements answer; words turned into their opposites; the measure."""

from __future__ import annotations

import random

import pytest

from eval.quality.reading import FIGURES, figures, outcome
from eval.training.examples import labels
from eval.training.parts import DEV, FINAL, TRAIN, made_parts, parts, read_rows
from eval.training.prepare import DATA
from eval.training.turned import turned_question, turned_statement


def row(order: str, docket: str | None = None, case: str | None = None) -> dict:
    return {"id": order, "docket_number": docket, "case": case}


def test_orders_of_one_case_lie_in_one_part() -> None:
    many = [row(f"T{n}", f"1:1{n % 7}-cv-1", f"Roe v. Doe {n % 11}") for n in range(300)]
    dealt = parts(many)
    assert len({dealt[one["id"]] for one in many if one["id"] in ("T0", "T7", "T14", "T77")}) == 1
    alone = parts([row(f"T{n}") for n in range(400)])
    shares = {part: sum(value == part for value in alone.values()) / 400 for part in (TRAIN, DEV, FINAL)}
    assert 0.65 < shares[TRAIN] < 0.85 and shares[DEV] > 0.05 and shares[FINAL] > 0.09
    assert alone["T5"] == parts([row("T5")])["T5"]


def test_even_made_orders_are_kept_for_the_end() -> None:
    assert made_parts(["M001", "M002", "N020"]) == {"M001": TRAIN, "M002": FINAL, "N020": FINAL}


def test_the_statement_that_holds_the_evidence_answers() -> None:
    texts = ["The motion is DENIED.", "It is denied without prejudice to renewal by May 3.", "The clerk shall mail it."]
    assert labels(texts, ["denied without prejudice to renewal"]) == [0.0, 1.0, 0.0]
    assert labels(texts, ["The clerk shall mail it. Nothing else is ordered."]) == [0.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("text", "kind", "turned"),
    [
        ("Motion to Compel GRANTED.", "ruling", "Motion to Compel DENIED."),
        ("Dismissed with prejudice.", "ruling", "Dismissed without prejudice."),
        ("Counsel shall not file a reply.", "permission", "Counsel shall file a reply."),
        ("The motion is granted in part and denied in part.", "ruling", None),
        ("The clerk mails it.", "ruling", None),
    ],
)
def test_a_statement_is_turned_by_its_one_deciding_word(text: str, kind: str, turned: str | None) -> None:
    assert turned_statement(text, kind, random.Random(1)) == turned


def test_a_question_is_turned_by_its_one_deciding_word() -> None:
    assert turned_question("Did the judge grant it?", random.Random(1)) == "Did the judge deny it?"
    assert turned_question("Who signed it?", random.Random(1)) is None


def test_the_data_of_the_project_is_whole() -> None:
    texts = {one["id"]: one["text"] for one in read_rows(DATA / "orders.jsonl")}
    rows = [one for one in read_rows(DATA / "questions.jsonl") if one["order"] in texts]
    assert len(texts) == 245 and len(rows) > 2500
    assert all(0 <= start < end <= len(texts[one["order"]]) for one in rows for start, end in one["evidence"])
    assert all(one["verdict"] in ("yes", "no", None) for one in rows)


def answer(**given: object) -> dict:
    base = {"status": "answered", "value": None, "citations": [], "related": [], "candidates": [], "manner": "likely"}
    return base | given


ANSWERED = {
    "id": "R1",
    "type": "deadline",
    "verdict": None,
    "answer": "June 1, 2021",
    "evidence": ["due by June 1, 2021"],
}
QUOTE = {"quote": "The brief is due by June 1, 2021."}


def test_the_right_words_first_without_a_wrong_date() -> None:
    right = outcome(ANSWERED, answer(citations=[QUOTE], value={"type": "date", "value": "2021-06-01"}))
    assert (right.figures["first"], right.figures["three"], right.figures["safe"]) == (True, True, True)
    wrong = outcome(ANSWERED, answer(citations=[QUOTE], value={"type": "date", "value": "2021-06-02"}))
    assert (wrong.figures["first"], wrong.figures["safe"]) == (False, False)
    near = outcome(ANSWERED, answer(status="not_found", candidates=[{"quote": "Other."}, QUOTE], manner=None))
    assert (near.figures["first"], near.figures["three"]) == (False, True)


def test_yes_and_no_and_silence() -> None:
    asked = {**ANSWERED, "type": "ruling", "verdict": "no", "answer": "No."}
    said = outcome(asked, answer(citations=[QUOTE], value={"type": "yes_no", "value": "yes"}))
    assert (said.figures["said"], said.figures["safe"], said.figures["yes/no"]) == (False, False, True)
    silent = {"id": "R2", "type": "unanswerable"}
    likely, quiet = outcome(silent, answer()), outcome(silent, answer(status="not_found", manner=None))
    assert (likely.figures["silent"], likely.figures["quiet"], quiet.figures["quiet"]) == (True, False, True)
    assert set(figures([said, likely, quiet])) == set(FIGURES)
