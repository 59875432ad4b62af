"""LegalBench-RAG scoring: characters counted once, offsets of the file as it lies on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.quality.legalbench import (
    ARMS,
    DEPTHS,
    PUBLISHED,
    Places,
    parse_document,
    precision_recall,
    read_queries,
    scores,
    told,
)
from indexer.orders import Span

AGREEMENT = (
    "MUTUAL AGREEMENT\n\n1. Term. This Agreement lasts two years\nfrom the date of signing.\n\n"
    "2. Notice. Notice is given in writing to the other party.\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_stretch_of_the_text_is_traced_to_the_file(mark: str, tmp_path: Path) -> None:
    file = tmp_path / "nda" / "made.txt"
    file.parent.mkdir()
    file.write_text(mark + AGREEMENT, encoding="utf-8")
    order = parse_document(file)
    places = Places(order, tmp_path, file)
    start = order.text.index("This Agreement")
    (found,) = places.of(Span(start, order.text.index("signing.") + len("signing.")))
    assert (mark + AGREEMENT)[found.start : found.end] == "This Agreement lasts two years\nfrom the date of signing."
    assert places.file == "nda/made.txt"


def test_precision_and_recall_count_each_character_once() -> None:
    gold = {"a.txt": [Span(0, 100)], "b.txt": [Span(0, 100)]}
    found = [{"a.txt": [Span(50, 150)]}, {"a.txt": [Span(100, 200)]}, {"c.txt": [Span(0, 50)]}]
    assert precision_recall(found[:1], gold) == (0.5, 0.25)
    assert precision_recall(found, gold) == (50 / 200, 0.25)
    assert precision_recall([], gold) == (0.0, 0.0)


def test_overlapping_gold_snippets_are_merged(tmp_path: Path) -> None:
    rows = [{"file": "a.txt", "start": 0, "end": 10}, {"file": "a.txt", "start": 5, "end": 20}]
    file = tmp_path / "queries.jsonl"
    file.write_text(json.dumps({"id": "1", "dataset": "made", "query": "Consider it; what?", "snippets": rows}) + "\n")
    (query,) = read_queries(file)
    assert query.snippets == {"a.txt": [Span(0, 20)]}


def test_the_tables_stand_beside_the_published_ones(tmp_path: Path) -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published["k"] == list(DEPTHS)
    rows = [{"file": "a.txt", "start": 0, "end": 10}]
    file = tmp_path / "queries.jsonl"
    sets = published["tables"]["Table 4: 500 characters, no reranker"]
    file.write_text(
        "".join(
            json.dumps({"id": name, "dataset": name, "query": "?", "snippets": rows}) + "\n" for name in sets
        )
    )
    found = scores(read_queries(file), lambda query: [{"a.txt": [Span(0, 40)]}])
    assert found["maud"]["precision"][0]["mean"] == 25
    assert found["maud"]["recall"][0]["mean"] == 100
    page = told(dict.fromkeys(ARMS, found))
    for expected in ("25.00", "16.45", "42.37", "So Ordered, whole pool", "right document"):
        assert expected in page
