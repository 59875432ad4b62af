"""The figures: intervals, tests, characters, refusals, comparison."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.gold.gold import GoldQuestion
from eval.quality.characters import find, length, merge, shared
from eval.quality.compare import BadRun, compare, results, told
from eval.quality.figures import refusal
from eval.quality.run import Asked
from eval.quality.score import score
from eval.quality.stats import bootstrap, calibration, quantile, sign_test
from indexer.orders import Span


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    share = bootstrap([1.0] * 30 + [0.0] * 10)
    assert share == bootstrap([1.0] * 30 + [0.0] * 10)
    assert share.mean == 0.75
    assert share.low is not None and share.high is not None
    assert 0.55 < share.low < 0.7 < 0.8 < share.high < 0.92


def test_nothing_measured_is_none_not_zero() -> None:
    assert bootstrap([]).mean is None
    assert calibration([], []) == ([], None)
    assert quantile([], 0.5) is None


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (6, 0, 0.03125), (10, 1, 24 / 2048), (4, 4, 1.0)],
)
def test_the_sign_test_against_binomial_tails_by_hand(gained: int, lost: int, p: float) -> None:
    assert sign_test(gained, lost) == pytest.approx(p)
    assert sign_test(lost, gained) == pytest.approx(p)


def test_calibration_is_the_weighted_gap_between_score_and_share_right() -> None:
    bins, error = calibration([0.95, 0.95, 0.55, 1.0], [True, False, True, True])
    assert [(one.low, one.n) for one in bins] == [(0.5, 1), (0.9, 3)]
    # |0.55 - 1| once, |2.9/3 - 2/3| three times
    assert error == pytest.approx((0.45 + 0.9) / 4, abs=1e-4)


def test_spans_are_merged_before_they_are_counted() -> None:
    spans = merge([Span(5, 9), Span(0, 6), Span(20, 22), Span(9, 9)])
    assert spans == [Span(0, 9), Span(20, 22)]
    assert length(spans) == 11
    assert shared(spans, [Span(8, 21)]) == 2


@pytest.mark.parametrize(
    ("text", "snippet", "found"),
    [
        ("The parties\u2019  joint\nreport is due.", "parties' joint report", "parties\u2019  joint\nreport"),
        ("a **bold** word", "bold word", "bold** word"),
        ("no such thing", "such things", None),
    ],
)
def test_a_snippet_is_found_through_folding_at_its_own_letters(text: str, snippet: str, found: str | None) -> None:
    span = find(text, snippet)
    assert (text[span.start : span.end] if span else None) == found


def asked(expected: str, got: str) -> Asked:
    question = GoldQuestion(id=f"{expected}-{got}", question="?", status=expected)
    answer: dict[str, Any] = {"status": got, "citations": [], "text": ""}
    return Asked(question, answer, score(question, answer), 0.0)


def test_refusal_counts_silence_as_the_class_to_be_recognized() -> None:
    run = [asked("not_found", "not_found")] * 3 + [asked("not_found", "answered"), asked("answered", "not_found")]
    found = refusal(run)
    assert (found["precision"], found["recall"], found["f1"]) == (0.75, 0.75, 0.75)
    assert found["false_answers"] == 1


def run_of(**rights: bool) -> dict[str, dict[str, Any]]:
    return {name: {"right": right, "text": name} for name, right in rights.items()}


def test_a_comparison_tells_gained_lost_and_what_only_one_run_asked() -> None:
    before = run_of(a=True, b=False, c=True, d=False, old=True)
    after = run_of(a=True, b=True, c=False, d=False, new=True)
    after["a"]["text"] = "in other words"
    found = compare(before, after)
    assert (found.gained, found.lost, found.right, found.wrong) == (("b",), ("c",), ("a",), ("d",))
    assert (found.changed, found.added, found.removed) == (("a",), ("new",), ("old",))
    assert "gained 1, lost 1" in told(found, before, after)


def test_results_are_read_from_a_runs_folder_and_from_a_baseline(tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").write_text(json.dumps({"id": "a", "right": True, "answer": {"text": "Yes."}}) + "\n")
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"figures": {}, "questions": {"a": {"right": True, "text": "Yes."}}}))
    assert results(tmp_path) == results(baseline) == {"a": {"right": True, "text": "Yes."}}


@pytest.mark.parametrize("content", [None, "", "[]", "{"])
def test_what_is_no_run_is_named(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(BadRun, match="baseline"):
        results(file)
