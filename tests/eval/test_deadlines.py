"""`python -m eval deadlines`: what counts as found, dated, listed without cause and ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from eval.__main__ import main
from eval.quality.deadlines import Figures, Item, compare, ids_of, load_lists
from indexer.errors import NotReadable

SENTENCE = "Counsel shall file a report by March 25, 2021."


def row(when: str, due: str | None, state: str = "live", quote: str = SENTENCE) -> dict[str, Any]:
    return {"when": when, "what": "report", "due": due, "window": None, "state": state, "citations": [{"quote": quote}]}


def item(when: str, date: str | None, live: bool = True) -> Item:
    return Item(when, "file a report", date, live)


def figures(items: list[Item], found: list[dict[str, Any]]) -> dict[str, int]:
    one = Figures()
    one.add(compare("made", items, found))
    return one.counts


def test_an_item_is_found_by_a_row_that_cites_its_time_words() -> None:
    found = [row("by March 25, 2021", "2021-03-25")]
    assert figures([item("March  25, 2021", "2021-03-25")], found)["recall"] == 1
    assert figures([item("report by **March 25, 2021**.", "2021-03-25")], found)["recall"] == 1
    assert figures([item("April 1, 2021", "2021-04-01")], found)["recall"] == 0


def test_dates_must_be_equal_and_clock_times_where_both_have_one() -> None:
    assert figures([item("March 25, 2021", "2021-03-26")], [row("March 25, 2021", "2021-03-25")])["dated"] == 0
    timed = [row("March 25, 2021", "2021-03-25T10:00:00-05:00")]
    assert figures([item("March 25, 2021", "2021-03-25T10:00")], timed)["dated"] == 1
    assert figures([item("March 25, 2021", "2021-03-25T11:00")], timed)["dated"] == 0


def test_a_live_row_that_no_item_has_costs_precision_and_an_ended_one_does_not() -> None:
    assert figures([], [row("by March 25, 2021", "2021-03-25")])["precision"] == 0
    ended = figures([item("March 25, 2021", "2021-03-25", live=False)], [row("March 25, 2021", None, "ended")])
    assert (ended["ended"], ended["of_ended"], ended["of_precision"]) == (1, 1, 0)
    standing = figures([item("March 25, 2021", "2021-03-25", live=False)], [row("March 25, 2021", "2021-03-25")])
    assert standing["ended"] == 0


def test_a_broken_list_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lists.jsonl").write_text('\n{"order": "a", "items": [{"when": "now"}]}\n', encoding="utf-8")
    with pytest.raises(NotReadable, match=r"lists\.jsonl:2"):
        list(load_lists(tmp_path / "lists.jsonl"))


def test_ids_come_from_the_option_or_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "ids").write_text("a b\nc", encoding="utf-8")
    assert ids_of("a,b") == ["a", "b"]
    assert ids_of(f"@{tmp_path / 'ids'}") == ["a", "b", "c"]


def test_the_command_prints_what_was_missed_and_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "orders").mkdir()
    (tmp_path / "orders" / "made.txt").write_text(f"ORDER\n\n1. {SENTENCE}\n\nDated: March 5, 2021\n", encoding="utf-8")
    listed = '{"order": "made", "items": [{"when": "March 25, 2021", "what": "a", "date": "2021-03-25", '
    missed = '"state": "live"}, {"when": "April 1", "what": "b", "date": null, "state": "live"}]}'
    (tmp_path / "lists.jsonl").write_text(listed + missed, encoding="utf-8")
    assert main(["deadlines", str(tmp_path / "lists.jsonl"), str(tmp_path / "orders")]) == 0
    out = capsys.readouterr().out
    assert "made missed: April 1 | b" in out
    assert "recall 0.500 (1/2)   dated 1.000 (1/1)   precision 1.000 (1/1)   ended - (0/0)" in out
