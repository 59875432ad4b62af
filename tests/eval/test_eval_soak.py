"""The soak and the readers' benchmark: what they call growth, and that they run."""

from __future__ import annotations

import io
import json
from itertools import islice
from pathlib import Path

import pytest

from eval.gold.gold import load
from eval.robustness import readers, soak


def test_memory_that_rises_is_not_flat() -> None:
    assert soak.slope([9, 5, 100, 100, 100, 100], 1000) == pytest.approx(0)
    assert soak.slope([0, 0, 100, 101, 102, 103], 1000) == pytest.approx(10)
    assert soak.slope([5], 1000) == 0


def test_the_questions_are_varied_and_the_same_each_time() -> None:
    gold = load(Path("eval/gold"))
    some = [(question.question, goes_on) for question, goes_on in islice(soak.stream(gold, 3), 300)]
    assert some == [(question.question, goes_on) for question, goes_on in islice(soak.stream(gold, 3), 300)]
    known = {question.question for question in gold}
    assert 50 < sum(text not in known for text, _ in some) < 200 and 20 < sum(goes_on for _, goes_on in some) < 120


@pytest.mark.model
@pytest.mark.parametrize("more", [[], ["--web"]])
def test_a_short_soak(index: Path, corpus: Path, tmp_path: Path, more: list[str]) -> None:
    out = io.StringIO()
    soak.main(
        ["--questions", "40", "--every", "10", "--changes", "2", "--threads", "2", "--index", str(index), "--corpus",
         str(corpus), "--json", str(tmp_path / "figures.json"), *more], out,
    )  # fmt: skip
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert figures["errors"] == [] and figures["changes"] == 2 and len(figures["memory"]) == 4, out.getvalue()
    assert "40 questions" in out.getvalue() and "bound 1" in out.getvalue()


@pytest.mark.model
def test_readers_go_on_while_orders_come_and_go(index: Path, corpus: Path) -> None:
    out = io.StringIO()
    readers.main(["--index", str(index), "--corpus", str(corpus), "--publications", "3", "--threads", "2"], out)
    assert "3 publications" in out.getvalue() and " 0 errors" in out.getvalue(), out.getvalue()
