"""The index brought up to date with a folder of orders: what changed → parse → chunk → embed → publish."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer import generations
from indexer.chunk import chunks
from indexer.corpus import Corpus, CorpusFile, survey
from indexer.embed import Embedder
from indexer.errors import IndexFault, SoOrderedError
from indexer.generations import SCHEMA, Manifest
from indexer.orders import Order, Span
from indexer.store import Store
from indexer.weights import Weights
from indexer.writer import Writer, writing

if TYPE_CHECKING:
    from indexer.guarded import Limits

# A passage's vector is the sum of its own and its middle sentence's, in these shares; the inner product with a
# question is then the weighted sum of the two cosines, in one search.
AROUND_SHARE, SENTENCE_SHARE = 0.5, 0.5
# Orders embedded together: their texts, sorted by length, fill the model's batches.
TOGETHER = 64

# Called with orders done, orders in all, and the id of the one being worked on.
Progress = Callable[[int, int, str], None]
Parse = Callable[[Path], Order]
# For each path, in their order, a function that gives its order or raises.
ParseAll = Callable[[Sequence[Path]], Iterator[Callable[[], Order]]]


@dataclass(slots=True)
class Report:
    """What a build did, by order id; errors: one line for each file that was left out. rebuilt: why everything
    was made anew, None where it was not."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rebuilt: str | None = None


def build(
    corpus: Path | str, index: Path | str, *,
    progress: Progress | None = None, embedder: str | Embedder | None = None, model: str | Path | None = None,
    anew: bool = False, parse: Parse | None = None, limits: Limits | None = None,
) -> Report:  # fmt: skip
    """Bring the index up to date with the corpus folder, by the hash of each file's content, and publish it.

    embedder: "torch" (sentence-transformers), "onnx" (the same weights in ONNX Runtime) or an Embedder; None takes
    whichever is sooner done. model: by name or path, None for the packaged one. anew: parse and embed everything
    again, as is done by itself where the index is another version's or another model's. parse: path → Order, called
    in this process; None takes indexer.parse, guarded by `limits` for each file.

    A file that is there but cannot be read any more keeps its last indexed version, and its line says so.
    Raises CorpusNotFound, NotReadable (the folder), IndexBusy, DiskFull, UsageError; a single file's error is a line
    in the report.
    """
    corpus, index = Path(corpus), Path(index)
    weights = Weights(index, embedder, model)
    with generations.write_lock(index):
        found = survey(corpus)
        report = Report(rebuilt="asked for" if anew else reason_to_rebuild(index, weights.key))
        present = generations.stamp(index) is not None
        known = known_orders(index) if present and report.rebuilt is None else {}
        work = to_do(found, known)
        report.gone = sorted(set(known) - found.ids) if found.whole else []
        if known and (work or report.gone) and (damaged := generations.verify(index)):
            report.rebuilt, report.gone, known = f"{', '.join(damaged)} failed its checksum", [], {}
            work = to_do(found, known)
        report.unchanged = sorted(set(known) - {file.id for file in work} - set(report.gone))
        report.errors = [left_out(error, False) for error in found.refused]
        orders = iter(Orders(work, known, report, parsing(parse, limits), progress))
        first = list(islice(orders, TOGETHER))
        if first or report.gone or not present or report.rebuilt:
            publish(index, weights, first, orders, report, copy=bool(known))
    return report


def to_do(found: Corpus, known: dict[str, str]) -> list[CorpusFile]:
    """The files whose content is not what the index knows, or that could not be read to see."""
    return [file for file in found.files if file.sha256 is None or known.get(file.id) != file.sha256]


class Orders:
    """Parses the files, one by one as they are asked for; what cannot be read becomes a line of the report."""

    def __init__(
        self, work: list[CorpusFile], known: dict[str, str], report: Report, parse: ParseAll, progress: Progress | None
    ):
        self.work, self.known, self.report, self.parse, self.progress = work, known, report, parse, progress

    def __iter__(self) -> Iterator[Order]:
        parsed = self.parse([file.path for file in self.work])
        for place, file in enumerate(self.work):
            self.tell(place, file.id)
            try:
                order = dataclasses.replace(next(parsed)(), id=file.id)
            except SoOrderedError as error:
                self.report.errors.append(left_out(error, file.id in self.known))
                continue
            except Exception as error:
                # A fault of ours in one file must not cost the others; the kind of error helps whoever mends it.
                fault = SoOrderedError(f"{file.path.name}: could not be understood ({type(error).__name__}: {error})")
                self.report.errors.append(left_out(fault, file.id in self.known))
                continue
            (self.report.changed if file.id in self.known else self.report.new).append(file.id)
            yield order
        self.tell(len(self.work), "")

    def tell(self, done: int, order_id: str) -> None:
        if self.progress and self.work:
            self.progress(done, len(self.work), order_id)


def publish(
    index: Path, weights: Weights, first: list[Order], rest: Iterator[Order], report: Report, copy: bool
) -> None:
    """Write the next generation; copy: starting from the current one."""
    embedder = weights.loaded(sum(len(order.text) for order in first))
    manifest = Manifest(SCHEMA, weights.key, embedder.name, embedder.dimension, fingerprint(), {})
    with writing(index, manifest, copy) as writer:
        for gone in report.gone:
            writer.remove(gone)
        while first:
            embed_into(writer, first, embedder, weights.count)
            first = list(islice(rest, TOGETHER))
        writer.publish()


def embed_into(writer: Writer, orders: list[Order], embedder: Embedder, count: Callable[[str], int]) -> None:
    """Cut the orders, embed their passages and their bare sentences together, and write them."""
    cut = [chunks(order, count) for order in orders]
    bare = [[text_of(order, span) for span in sentence_spans(order)] for order in orders]
    middle = [
        [text_of(order, chunk.sentence) for chunk in passages] for order, passages in zip(orders, cut, strict=True)
    ]
    around = [[chunk.embedded for chunk in passages] for passages in cut]
    texts = list(dict.fromkeys(text for group in (*around, *middle, *bare) for text in group))
    row = {text: place for place, text in enumerate(texts)}
    vectors = embedder.encode(texts)

    def rows(of_order: list[str]) -> np.ndarray:
        return vectors[np.array([row[text] for text in of_order], dtype=np.int64)]

    for order, passages, whole, inner, sentences in zip(orders, cut, around, middle, bare, strict=True):
        writer.add(order, passages, AROUND_SHARE * rows(whole) + SENTENCE_SHARE * rows(inner), rows(sentences))


def sentence_spans(order: Order) -> list[Span]:
    """The sentences of all paragraphs; a paragraph without any counts as one."""
    return [span for paragraph in order.paragraphs for span in paragraph.sentences or (paragraph.span,)]


def text_of(order: Order, span: Span) -> str:
    return order.text[span.start : span.end]


def left_out(error: SoOrderedError, kept: bool) -> str:
    """The error's one line; kept: the index goes on with the version before."""
    line = " ".join(str(error).split())
    return f"{line} (the version indexed before is kept)" if kept else line


def known_orders(index: Path) -> dict[str, str]:
    """Id → sha256 of the file, of every order in the current generation."""
    with Store.open(index) as store:
        return {row.id: row.sha256 for row in store.orders()}


def reason_to_rebuild(index: Path, key: str) -> str | None:
    """Why the present index cannot be gone on with; None where it can, or where there is none."""
    if generations.stamp(index) is None:
        return None
    try:
        _, manifest = generations.read_manifest(index)
        Store.open(index).close()
    except IndexFault as error:
        return str(error).removesuffix(": run so-ordered index")
    if manifest.embedder != key:
        return f"the index was made with another model ({manifest.model})"
    if manifest.made_by != fingerprint():
        return "the index was made by another version of so-ordered"
    return None


def fingerprint() -> str:
    """Changes with the code that turns files into orders and passages, so that an upgrade reads them again."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted(here.rglob("*")):
        if file.suffix in (".py", ".json", ".txt") and "__pycache__" not in file.parts:
            digest.update(file.relative_to(here).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def parsing(parse: Parse | None, limits: Limits | None) -> ParseAll:
    """The reader of orders; its libraries are loaded when there is something to read, as they take long."""
    if parse is not None:
        return lambda paths: iter([lambda path=path: parse(path) for path in paths])  # type: ignore[misc]

    def guarded(paths: Sequence[Path]) -> Iterator[Callable[[], Order]]:
        from indexer.guarded import parse_all

        yield from parse_all(paths, limits)

    return guarded
