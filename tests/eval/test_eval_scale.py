"""What the benchmark of many orders makes itself, and how its figures are told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder

from eval.bench.jitter import Jitter
from eval.bench.scale_figures import lines
from eval.bench.synthetic import made, questions, write
from indexer.parse import parse


def test_the_same_number_gives_the_same_order_and_others_differ() -> None:
    assert made(3) == made(3) and questions(3, made(3)) == questions(3, made(3))
    assert len({made(number).text for number in range(50)}) == 50
    assert made(3, seed=8) != made(3)


def test_made_up_orders_are_read_as_they_were_meant(tmp_path: Path) -> None:
    write(tmp_path, 40)
    papers = entries = 0
    for number in range(40):
        order, one = parse(tmp_path / "0000" / f"made-{number:07d}.txt"), made(number)
        caption = order.caption
        assert caption.docket_number is not None and caption.docket_number.normal == one.docket_number
        assert len(caption.parties) == 2 and caption.filed is not None and caption.judge
        papers += caption.title is not None
        entries += caption.title is None
    assert papers > 5 and entries > 10


def test_vectors_are_drawn_around_real_ones() -> None:
    fake = FakeEmbedder()
    jitter = Jitter(fake, frozenset(["the one that must be exact"]), pool=5)  # type: ignore[arg-type]
    texts = [f"the parties shall file a report by May {day}" for day in range(1, 21)]
    drawn = jitter.encode([*texts, "the one that must be exact"])
    real = fake.encode([*texts, "the one that must be exact"])
    assert np.allclose(np.linalg.norm(drawn, axis=1), 1, atol=1e-5)
    assert np.allclose(drawn[-1], real[-1], atol=1e-6), "a real order's text has its own vector"
    assert len(jitter.kept) == 2, "one form, embedded once, and the exact one"
    assert (drawn[:20] == jitter.encode(texts)).all() and len(np.unique(drawn[:20], axis=0)) == 20


@pytest.mark.parametrize(("seconds", "word"), [(0.010, "reached"), (0.060, "NOT reached")])
def test_each_figure_stands_beside_its_goal(seconds: float, word: str) -> None:
    figures = {
        "orders": 10, "paragraphs": 100, "passages": 150, "disk": 0.1, "cores": 2, "load_before": 0, "load_after": 0,
        "by_name": [seconds] * 5, "by_number": [seconds] * 5, "unnamed": [seconds] * 5, "recall": 0.99,
        "kind": "IndexIVFScalarQuantizer", "probes": 64, "dense": 0.001, "words": 0.001, "memory": 0.5,
        "memory_anonymous": 0.2, "gold_around": (90, 100), "gold_alone": (90, 100), "opening": 0.1, "first": 0.2,
        "adding": [1.0, 1.0, 1.0], "parsing": 300, "parsing_papers": 200, "embedding": 95, "embedding_bare": 100,
        "built": 10, "building": 1.0,
    }  # fmt: skip
    told = {line.split("  ")[0]: line for line in lines(figures)}
    assert told["warm question"].endswith(f": {word}")
    assert told["recall@10"].endswith(": reached") and told["parsing"].endswith(": reached")
