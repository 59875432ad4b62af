"""LegalBench-RAG, the mini set: the ordinary retriever scored on character precision and recall at 1 to 64.

The documents are indexed as orders are; deadlines and provisions are not looked for, as no retriever reads them.
Two figures are given. "whole pool": all passages of all documents compete, as in the paper. "chosen": the
documents are chosen first as the assistant chooses orders, by the names in the question; the queries all name
theirs ("Consider the ... Agreement between ...; question"), so this figure leans on how they were written.
"""

from __future__ import annotations

import hashlib
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.quality.characters import length, merge, shared
from eval.quality.run import CACHE
from eval.quality.stats import bootstrap
from eval.quality.tables import grid
from indexer.errors import CorpusNotFound
from indexer.orders import Order, Span

if TYPE_CHECKING:
    from assistant.engine import Assistant

DEPTHS = (1, 2, 4, 8, 16, 32, 64)
PUBLISHED = Path(__file__).with_name("legalbench_published.json")
ARMS = ("whole pool", "chosen")

#: Character stretches by file.
Stretches = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class Query:
    """One query of the set. snippets: the gold stretches of characters by file, merged."""

    id: str
    dataset: str
    text: str
    snippets: Stretches


def bench(folder: Path, anew: bool = False) -> dict[str, Any]:
    """Every figure on the set in `folder`: arm → data set → "precision" and "recall" at each of DEPTHS, percent.

    Raises CorpusNotFound where the folder does not hold the set.
    """
    from assistant.engine import Assistant

    if not (folder / "queries.jsonl").is_file():
        raise CorpusNotFound(f"no LegalBench-RAG at {folder}: it needs documents/ and queries.jsonl")
    queries = read_queries(folder / "queries.jsonl")
    files = {path.stem: path for path in sorted((folder / "documents").rglob("*.txt"))}
    with Assistant.open(index_documents(folder / "documents", anew)) as assistant:
        places = {name: Places(assistant.order(name), folder / "documents", path) for name, path in files.items()}
        return {arm: scores(queries, lambda query, arm=arm: ranked(assistant, query, arm, places)) for arm in ARMS}


def index_documents(documents: Path, anew: bool = False) -> Path:
    """The index of the documents, kept under the cache; its folder. anew: make it again if there is one.

    Embedding the set takes a quarter of an hour on two cores, so an index is kept even when the program that
    made it has changed since; the figures are then those of that program's passages.
    """
    from indexer.build import build, fingerprint
    from indexer.store.generations import read_manifest

    name = hashlib.sha256(str(documents.resolve()).encode()).hexdigest()[:8]
    folder = CACHE / f"legalbench-{name}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    if anew or not (folder / "CURRENT").is_file():
        build(documents, folder, parse=parse_document, anew=anew)
    elif read_manifest(folder)[1].made_by != fingerprint():
        print("the index of the set is an earlier version's: --anew makes it again", file=sys.stderr)
    return folder


def parse_document(path: Path) -> Order:
    """A document laid out and captioned as an order is."""
    from dataclasses import replace

    from indexer.caption.caption import read_caption
    from indexer.layout.layout import lay_out
    from indexer.read import read

    order = lay_out(read(path))
    return replace(order, caption=read_caption(order))


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSONL file as the set has it."""
    queries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        spans: Stretches = {}
        for snippet in row["snippets"]:
            spans.setdefault(snippet["file"], []).append(Span(snippet["start"], snippet["end"]))
        snippets = {file: merge(held) for file, held in spans.items()}
        queries.append(Query(row["id"], row["dataset"], row["query"], snippets))
    return queries


class Places:
    """Where the text of one document stands in its file."""

    def __init__(self, order: Order, root: Path, path: Path):
        self.order = order
        self.file = path.relative_to(root).as_posix()
        # The reader takes a byte order mark off; the set's offsets count it.
        with path.open(encoding="utf-8", newline="") as opened:
            self.shift = 1 if opened.read(1) == "\ufeff" else 0
        self.starts = [pin.start for pin in order.pins]

    def of(self, span: Span) -> list[Span]:
        """The stretches of the file that `span` of the text was read from; white space between them included."""
        found: list[Span] = []
        for pin in self.order.pins[max(bisect_right(self.starts, span.start) - 1, 0) :]:
            if pin.start >= span.end:
                break
            start, end = max(span.start, pin.start), min(span.end, pin.end)
            if start >= end:
                continue
            piece = Span(pin.source + start - pin.start, pin.source + end - pin.start)
            if found and not self.order.source[found[-1].end : piece.start].strip() and piece.start >= found[-1].end:
                found[-1] = Span(found[-1].start, piece.end)
            else:
                found.append(piece)
        return [Span(piece.start + self.shift, piece.end + self.shift) for piece in found]


def ranked(assistant: Assistant, query: Query, arm: str, places: Mapping[str, Places]) -> list[Stretches]:
    """The stretches of each of the first 64 passages, best first."""
    orders = None
    if arm == "chosen":
        orders = assistant.library.named(query.text) or None
    passages = assistant.library.retriever.retrieve(query.text, orders=orders, k=DEPTHS[-1])
    return [{places[passage.order].file: places[passage.order].of(passage.span)} for passage in passages]


def scores(queries: Iterable[Query], search: Any) -> dict[str, Any]:
    """Data set → mean precision and recall at each depth with intervals, in percent, and how often the first
    passage is of the right document."""
    held: dict[str, dict[str, list[list[float]]]] = {}
    right: dict[str, list[float]] = {}
    for query in queries:
        found = search(query)
        rows = held.setdefault(query.dataset, {"precision": [], "recall": []})
        pairs = [precision_recall(found[:depth], query.snippets) for depth in DEPTHS]
        rows["precision"].append([100 * precision for precision, _ in pairs])
        rows["recall"].append([100 * recall for _, recall in pairs])
        first = next(iter(found[0])) if found else None
        right.setdefault(query.dataset, []).append(float(first in query.snippets))
    return {
        dataset: {
            "queries": len(right[dataset]),
            "right_document": bootstrap(right[dataset]).to_dict(),
            **{
                name: [bootstrap([row[place] for row in rows[name]]).to_dict() for place in range(len(DEPTHS))]
                for name in ("precision", "recall")
            },
        }
        for dataset, rows in sorted(held.items())
    }


def precision_recall(found: Sequence[Stretches], gold: Stretches) -> tuple[float, float]:
    """Shares in characters; what is found twice, or twice in the gold, counts once."""
    by_file: Stretches = {}
    for passage in found:
        for file, spans in passage.items():
            by_file.setdefault(file, []).extend(spans)
    merged = {file: merge(spans) for file, spans in by_file.items()}
    common = sum(shared(spans, gold[file]) for file, spans in merged.items() if file in gold)
    total = sum(length(spans) for spans in merged.values())
    wanted = sum(length(spans) for spans in gold.values())
    return (common / total if total else 0.0), (common / wanted if wanted else 0.0)


def told(found: Mapping[str, Any]) -> str:
    """The figures as tables, the published ones beside."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    parts = []
    for name in ("precision", "recall"):
        for dataset in next(iter(found.values())):
            rows = [[f"{dataset}, {name} at", *(str(depth) for depth in DEPTHS)]]
            for arm, sets in found.items():
                rows.append([f"So Ordered, {arm}", *(f"{one['mean']:.2f}" for one in sets[dataset][name])])
            for table, sets in published["tables"].items():
                rows.append([table, *(f"{value:.2f}" for value in sets[dataset][name])])
            parts.append(grid(rows))
    rows = [["other published results", "P@1", "R@8"]]
    for source, sets in published["others"].items():
        rows += [[f"{source}, {name}", f"{one['P@1']:.1f}", f"{one['R@8']:.1f}"] for name, one in sets.items()]
    parts.append(grid(rows))
    for arm, sets in found.items():
        right = ", ".join(f"{name} {one['right_document']['mean']:.1%}" for name, one in sets.items())
        parts.append(f"{arm}: the first passage is of the right document: {right}")
    return "\n\n".join(parts)

