"""The passages' vectors: a matrix of half floats, mapped into memory, and a FAISS index that finds the nearest.

Row r of the matrix is the passage numbered `offset` + r; rows of passages that are gone stay, unused. The FAISS index
holds numbers and, up to EXACT passages, their vectors as they are; of more, bytes in lists around centers (IVF), whose
best are weighed again by the matrix. `make bench-scale` measures both.
"""

from __future__ import annotations

import math
import os
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import REPAIR, IndexDamaged

# Up to so many passages all are compared: it takes a few milliseconds, and loses none.
EXACT = 40_000
# So many lists are read for one question: fewer where they are long, in an index of more than LONG vectors; and so many
# times the passages asked for are weighed again. By `eval.bench.vectors`: recall@10 against comparing all 0.998 at
# 60,000, 0.994 at 200,000, 0.988 at 500,000 and at 1.6 million.
PROBES, LONG, AGAIN = (256, 128), 300_000, 2
# Up to so many passages that are gone are found and passed over; where more are, faiss is told which.
MORE = 1000
# So many rows of the matrix are read one by one.
SOME = 1000
# Vectors that the centers are found by, a list; faiss asks for 39 at least.
TRAINING = 40


def lists(count: int) -> int:
    """Into how many lists so many vectors are put: about four times the square root, as a power of two."""
    return 1 << max(8, round(math.log2(4 * math.sqrt(max(count, 1)))))


class Matrix:
    """The rows of one part: some are read from the file, many through its map, whose pages would count as memory."""

    def __init__(self, path: Path, dimension: int, offset: int):
        self.path, self.offset = path, offset
        size = path.stat().st_size if path.exists() else 0
        shape = (size // (2 * dimension), dimension)
        self.rows = np.memmap(path, np.float16, "r", shape=shape) if shape[0] else np.zeros((0, dimension), np.float16)
        self.descriptor = os.open(path, os.O_RDONLY) if shape[0] else None
        if self.descriptor is not None:
            weakref.finalize(self, os.close, self.descriptor)

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, numbers: np.ndarray) -> np.ndarray:
        """The vectors of these passages, float32; IndexDamaged where there are none of these numbers."""
        places = np.asarray(numbers, dtype=np.int64) - self.offset
        if len(places) and not (int(places.min()) >= 0 and int(places.max()) < len(self.rows)):
            raise IndexDamaged(f"{self.path} or the search index beside it is damaged: {REPAIR}")
        if self.descriptor is None or not 0 < len(places) <= SOME:
            return np.asarray(self.rows[places], dtype=np.float32)
        size = self.rows.shape[1] * self.rows.itemsize
        read = b"".join(os.pread(self.descriptor, size, place * size) for place in places.tolist())
        if len(read) != size * len(places):
            raise IndexDamaged(f"{self.path} was cut short: {REPAIR}")
        return np.frombuffer(read, np.float16).reshape(len(places), -1).astype(np.float32)


def nearest(index: Any, matrix: Matrix, vector: np.ndarray, count: int, gone: np.ndarray) -> list[tuple[int, float]]:
    """The `count` passages nearest to `vector`, as (number, cosine), nearest first; gone: numbers to leave out."""
    import faiss

    whole = int(index.ntotal)
    count = min(count, whole)
    if not count:
        return []
    query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
    # To ask faiss of every number whether it is gone takes longer than to find a few more.
    more, selected = len(gone), {}
    if more > MORE:
        more, selected = 0, {"sel": faiss.IDSelectorNot(faiss.IDSelectorBatch(gone))}
    if not isinstance(index, faiss.IndexIVF):
        parameters = faiss.SearchParameters(**selected) if selected else None
        scores, numbers = index.search(query, min(count + more, whole), params=parameters)
        kept = (numbers[0] >= 0) & ~np.isin(numbers[0], gone)
        return list(zip(numbers[0][kept].tolist(), scores[0][kept].tolist(), strict=True))[:count]
    read = min(probes(whole), index.nlist)
    # The graph over the lists finds as many only where it looks at more.
    graph = faiss.SearchParametersHNSW(efSearch=2 * read)  # type: ignore[attr-defined]
    parameters = faiss.SearchParametersIVF(nprobe=read, quantizer_params=graph, **selected)  # type: ignore[call-arg]
    _, numbers = index.search(query, min(AGAIN * count + more, whole), params=parameters)
    found = numbers[0][(numbers[0] >= 0) & ~np.isin(numbers[0], gone)]
    return best(found, matrix.take(found) @ query[0], count)


def probes(count: int) -> int:
    """How many lists of an index of so many vectors are read for a question."""
    return PROBES[count > LONG]


def best(numbers: np.ndarray, cosines: np.ndarray, count: int) -> list[tuple[int, float]]:
    """The `count` highest, highest first; of equals the lower number."""
    order = np.lexsort((numbers, -cosines))[:count]
    return [(int(numbers[place]), float(cosines[place])) for place in order]


def brought_up(index: Any | None, matrix: Matrix, numbers: np.ndarray, dropped: np.ndarray) -> Any:
    """A FAISS index of the passages `numbers`: the one given, without `dropped` and with what it lacks, or a new one
    where its kind no longer fits their count. numbers: ascending."""
    import faiss

    large = len(numbers) > EXACT
    # Centers are good for several times what they were found by.
    fits = index is not None and isinstance(index, faiss.IndexIVF) == large
    if fits and large:
        fits = lists(len(numbers)) <= 4 * index.nlist  # type: ignore[union-attr]
    if not fits:
        index, dropped = made(matrix, numbers) if large else flat(matrix.rows.shape[1]), np.zeros(0, np.int64)
    assert index is not None
    if len(dropped):
        index.remove_ids(faiss.IDSelectorBatch(np.ascontiguousarray(dropped, dtype=np.int64)))
    # Numbers only ever grow, so what it lacks is the last.
    missing = numbers[int(index.ntotal) :]
    for first in range(0, len(missing), 65_536):
        some = missing[first : first + 65_536]
        index.add_with_ids(np.ascontiguousarray(matrix.take(some)), np.ascontiguousarray(some, dtype=np.int64))
    return index


def flat(dimension: int) -> Any:
    """An exact index of nothing."""
    import faiss

    return faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))


def made(matrix: Matrix, numbers: np.ndarray) -> Any:
    """An approximate index with its centers found, of nothing."""
    import faiss

    count = lists(len(numbers))
    # Assigning a vector to its list is a search, too: through a graph it takes a tenth of the time.
    index: Any = faiss.index_factory(matrix.rows.shape[1], f"IVF{count}_HNSW32,SQ8", faiss.METRIC_INNER_PRODUCT)
    centers: Any = faiss.downcast_index(index.quantizer)
    centers.hnsw.efConstruction, centers.hnsw.efSearch = 80, 128
    index.cp.spherical, index.cp.niter, index.cp.seed = True, 8, 7
    sample = numbers[:: max(1, len(numbers) // (TRAINING * count))]
    index.train(np.ascontiguousarray(matrix.take(sample)))
    return index


def opened(path: Path) -> Any:
    """The FAISS index in `path`, its lists mapped into memory; IndexDamaged."""
    import faiss

    # More threads cost more than they gain for the search of one question.
    faiss.omp_set_num_threads(1)
    try:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
    except (RuntimeError, MemoryError) as error:
        raise IndexDamaged(f"{path} is damaged: {REPAIR}") from error


def ranges(pairs: Sequence[tuple[int, int]]) -> np.ndarray:
    """All numbers from the first to the last of each pair."""
    parts = [np.arange(first, last + 1, dtype=np.int64) for first, last in pairs]
    return np.concatenate(parts) if parts else np.zeros(0, np.int64)
