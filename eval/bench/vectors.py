"""Kinds of vector index held against each other: time of a question, recall, size, building, adding and taking out.

`python -m eval.bench.vectors INDEX` takes the passages' vectors of an index (`make bench-scale` leaves a large one)
and the vectors of questions about its made-up orders. What `indexer.store.vectors` chooses rests on these tables.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from eval.bench.synthetic import made, questions
from indexer.model.embed import OnnxEmbedder
from indexer.store import vectors
from indexer.store.store import Store

# Of each kind: the factory's words ({lists} as `vectors.lists` has it) and the values of what its search can be given.
KINDS: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "flat": ("Flat", "", (0,)),
    "ivf-sq8": ("IVF{lists}_HNSW32,SQ8", "nprobe", (32, 64, 128, 256)),
    "hnsw": ("HNSW32", "efSearch", (64, 128, 256)),
    "ivf-pq": ("IVF{lists}_HNSW32,PQ48", "nprobe", (128,)),
}
FOUND = 10
# Vectors that are taken out of each index and put in again.
CHANGED = 1000


@dataclass(frozen=True, slots=True)
class IndexFigures:
    """One line of the table. seconds: median of one question; again: the best four times as many weighed again by the
    whole vectors; building and changing: seconds; None where the kind cannot take vectors out."""

    kind: str
    setting: str
    seconds: float
    recall: float
    again: float
    gigabytes: float
    building: float
    changing: float | None


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.vectors", description=__doc__)
    parser.add_argument("index", type=Path, metavar="INDEX")
    parser.add_argument("--count", type=int, metavar="N", help="only the first N vectors")
    parser.add_argument("--asked", type=int, default=60, metavar="N", help="made-up orders asked about (60)")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS), metavar="KIND", help=", ".join(KINDS))
    options = parser.parse_args(arguments)
    faiss.omp_set_num_threads(1)
    with Store.open(options.index) as store:
        rows = np.asarray(store.parts[0].matrix.rows[: options.count], dtype=np.float32)
        model = OnnxEmbedder(options.index / "model" / store.manifest.embedder)
    queries = model.encode([text for number in range(options.asked) for text in questions(number, made(number))])
    print(f"{len(rows):,} vectors, {len(queries)} questions, one thread; recall@{FOUND} against comparing all")
    print("kind      setting         ms    recall  weighed again      GB  building s  1,000 out and in s")
    exact = right(rows, queries)
    for kind in options.kinds:
        for row in measured(kind, rows, queries, exact):
            changing = "cannot" if row.changing is None else f"{row.changing:.2f}"
            print(
                f"{row.kind:9} {row.setting:13} {1000 * row.seconds:6.2f}  {row.recall:8.3f}  {row.again:13.3f}  "
                f"{row.gigabytes:6.2f}  {row.building:10.0f}  {changing:>18}",
                flush=True,
            )
    return 0


def right(rows: np.ndarray, queries: np.ndarray) -> list[set[int]]:
    """The rows nearest to each query, by comparing all."""
    found = [np.argpartition(-(rows @ query), FOUND)[:FOUND] for query in queries]
    return [set(numbers.tolist()) for numbers in found]


def measured(kind: str, rows: np.ndarray, queries: np.ndarray, exact: list[set[int]]) -> Iterator[IndexFigures]:
    """One kind in all its settings."""
    factory, name, values = KINDS[kind]
    start = time.perf_counter()
    index = filled(factory.format(lists=vectors.lists(len(rows))), rows)
    building = time.perf_counter() - start
    size = faiss.serialize_index(index).nbytes / 1e9
    changing = changed(index, rows)
    for value in values:
        if name:
            faiss.ParameterSpace().set_index_parameter(index, name, value)
        times, shares, again = [], [], []
        for query, wanted in zip(queries, exact, strict=True):
            start = time.perf_counter()
            _, numbers = index.search(query.reshape(1, -1), vectors.AGAIN * FOUND)
            times.append(time.perf_counter() - start)
            found = numbers[0][numbers[0] >= 0]
            best = found[np.argsort(-(rows[found] @ query), kind="stable")[:FOUND]]
            shares.append(len(wanted.intersection(found[:FOUND].tolist())) / FOUND)
            again.append(len(wanted.intersection(best.tolist())) / FOUND)
        yield IndexFigures(
            kind, f"{name} {value}" if name else "", statistics.median(times), statistics.mean(shares),
            statistics.mean(again), size, building, changing,
        )  # fmt: skip


def filled(factory: str, rows: np.ndarray) -> Any:
    """An index of that kind with all rows in it, numbered from 0."""
    index: Any = faiss.index_factory(rows.shape[1], factory, faiss.METRIC_INNER_PRODUCT)
    faiss.omp_set_num_threads(2)  # building has both cores
    if factory.startswith("IVF"):
        # As `vectors.made` has them: by default the graph finds too few of the lists.
        centers: Any = faiss.downcast_index(index.quantizer)
        centers.hnsw.efConstruction, centers.hnsw.efSearch = 80, 2 * max(KINDS["ivf-sq8"][2])
    if not index.is_trained:
        index.cp.spherical, index.cp.niter, index.cp.seed = True, 8, 7
        index.train(rows[:: max(1, len(rows) // (vectors.TRAINING * index.nlist))])
    for first in range(0, len(rows), 65_536):
        index.add(rows[first : first + 65_536])
    faiss.omp_set_num_threads(1)
    return index


def changed(index: Any, rows: np.ndarray) -> float | None:
    """Seconds to take the last vectors out and put them in again; None where the kind cannot."""
    start = time.perf_counter()
    last = np.arange(len(rows) - CHANGED, len(rows), dtype=np.int64)
    try:
        index.remove_ids(faiss.IDSelectorBatch(last))
    except RuntimeError:
        return None
    index.add(rows[-CHANGED:])
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
