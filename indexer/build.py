"""The index brought up to date with a folder of orders: what changed → parse → chunk → embed → publish."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from indexer.corpus import Corpus, CorpusFile, survey
from indexer.digests import NAME as DIGESTS
from indexer.digests import Digests
from indexer.errors import REPAIR, IndexDamaged, IndexFault, SoOrderedError, bare
from indexer.model.chunk import chunks
from indexer.model.embed import Embedder
from indexer.model.weights import Weights
from indexer.orders import Order, Span
from indexer.store import generations, vectors
from indexer.store.drafts import Mode, left_over
from indexer.store.generations import ADDED, DATABASE, PARTS, SCHEMA, Manifest
from indexer.store.store import Store
from indexer.store.writer import Writer, writing

if TYPE_CHECKING:
    from indexer.guarded import Limits

# A passage's vector is the sum of its own and its middle sentence's, in these shares; the inner product with a
# question is then the weighted sum of the two cosines, in one search.
AROUND_SHARE, SENTENCE_SHARE = 0.5, 0.5
# Orders embedded together: their texts, sorted by length, fill the model's batches.
TOGETHER = 64

# To an index of more than vectors.EXACT passages so many bytes of orders are added beside the main part, whatever its
# size; and so many passages may lie there before they are folded into it.
BESIDE, FOLD = 3_000_000, 10_000

# Called with orders done, orders in all, and the id of the one being worked on.
Progress = Callable[[int, int, str], None]
Parse = Callable[[Path], Order]
# For each path, in their order, a function that gives its order or raises.
ParseAll = Callable[[Sequence[Path]], Iterator[Callable[[], Order]]]


@dataclass(slots=True)
class Report:
    """What a build did, by order id; errors: one line for each file that was left out. rebuilt: why everything
    was made anew, None where it was not. warnings: of each new or changed order, what it hides or strikes out or could
    not be read, one line each."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rebuilt: str | None = None


def build(
    corpus: Path | str, index: Path | str, *,
    progress: Progress | None = None, embedder: str | Embedder | None = None, model: str | Path | None = None,
    anew: bool = False, parse: Parse | None = None, limits: Limits | None = None, patience: float = 0.0,
) -> Report:  # fmt: skip
    """Bring the index up to date with the corpus folder, by the hash of each file's content, and publish it.

    embedder: "torch" (sentence-transformers), "onnx" (the same weights in ONNX Runtime) or an Embedder; None takes
    whichever is sooner done. model: by name or path, None for the packaged one. anew: parse and embed everything
    again, as is done by itself where the index is another version's or another model's. parse: path → Order, called
    in this process; None takes indexer.parse, guarded by `limits` for each file.

    patience: seconds to wait for another process that writes the index.

    The new orders of a long build are committed some at a time: one that was interrupted is gone on with by the next.
    A file that is there but cannot be read any more keeps its last indexed version, and its line says so.
    Raises CorpusNotFound, NotReadable (the folder), IndexBusy, DiskFull, UsageError; a single file's error is a line
    in the report.
    """
    corpus, index = Path(corpus), Path(index)
    weights = Weights(index, embedder, model)
    with generations.write_lock(index, patience):
        digests = Digests(index / DIGESTS)
        found = survey(corpus, digests)
        digests.keep()
        reason = "asked for" if anew else reason_to_rebuild(index, weights.key)
        reading = FileReading(parsing(parse, limits), progress)
        try:
            return brought_up(index, found, weights, reason, reading)
        except IndexDamaged as damage:
            if reason is not None:
                raise
            return brought_up(index, found, weights, bare(damage), reading)


def brought_up(index: Path, found: Corpus, weights: Weights, reason: str | None, reading: FileReading) -> Report:
    """One attempt. reason: why everything is made anew, None where it isn't. IndexDamaged where what is built upon
    isn't sound."""
    report = Report(rebuilt=reason)
    present = generations.stamp(index) is not None
    known = known_orders(index) if present and reason is None else {}
    work = to_do(found, known)
    report.gone = sorted(set(known) - found.ids) if found.whole else []
    mode = how(index, work) if known else "anew"
    if known and (work or report.gone):
        verify(index, built_upon(mode))
    report.unchanged = sorted(set(known) - {file.id for file in work} - set(report.gone))
    report.errors = [left_out(error, False) for error in found.refused]
    if work or report.gone or not present or reason:
        publish(index, weights, work, known, report, mode, Orders(report, reading))
    else:
        # What an interrupted build left is of no use any more; one that ended before it was folded is folded now.
        generations.sweep(index)
        fold(index)
    return report


def verify(index: Path, names: Collection[str] | None = None) -> None:
    """IndexDamaged where files of the index (of these names only) fail their checksums."""
    if damaged := generations.verify(index, names):
        raise IndexDamaged(f"{', '.join(damaged)} of the index at {index} failed the checksum: {REPAIR}")


def how(index: Path, work: list[CorpusFile]) -> Mode:
    """How the next generation of a sound index is written: a little work beside what is large."""
    with Store.open(index) as store:
        large = store.parts[0].counter("passage") > vectors.EXACT
    return "append" if large and sum(file.size for file in work) < BESIDE else "copy"


def built_upon(mode: Mode) -> Collection[str] | None:
    """The files that must be sound for that: what is linked goes on as it is, and `so-ordered check` reads it."""
    return PARTS[ADDED] if mode == "append" else None


def to_do(found: Corpus, known: dict[str, str]) -> list[CorpusFile]:
    """The files whose content is not what the index knows, or that could not be read to see."""
    return [file for file in found.files if file.sha256 is None or known.get(file.id) != file.sha256]


@dataclass(frozen=True, slots=True)
class FileReading:
    """How files are read: the parser, and whom to tell how far it is."""

    parse: ParseAll
    progress: Progress | None = None


class Orders:
    """Parses the files, one by one as they are asked for; what cannot be read becomes a line of the report."""

    def __init__(self, report: Report, reading: FileReading):
        self.report, self.parse, self.progress = report, reading.parse, reading.progress

    def of(self, work: list[CorpusFile], known: Collection[str], done: int = 0) -> Iterator[Order]:
        """The orders in these files. known: ids that the index has already; done: orders that an interrupted build
        has left, for the progress."""
        parsed = self.parse([file.path for file in work])
        for place, file in enumerate(work, done):
            self.tell(place, len(work) + done, file.id)
            try:
                order = dataclasses.replace(next(parsed)(), id=file.id)
            except SoOrderedError as error:
                self.report.errors.append(left_out(error, file.id in known))
                continue
            except Exception as error:
                # A fault of ours in one file must not cost the others; the kind of error helps whoever mends it.
                fault = SoOrderedError(f"{file.path.name}: could not be understood ({type(error).__name__}: {error})")
                self.report.errors.append(left_out(fault, file.id in known))
                continue
            (self.report.changed if file.id in known else self.report.new).append(file.id)
            self.report.warnings += [f"{file.path.name}: {warning}" for warning in order.warnings]
            yield order
        self.tell(len(work) + done, len(work) + done, "")

    def tell(self, done: int, whole: int, order_id: str) -> None:
        if self.progress and whole:
            self.progress(done, whole, order_id)


def publish(
    index: Path, weights: Weights, work: list[CorpusFile], known: dict[str, str], report: Report, mode: Mode,
    orders: Orders,
) -> None:  # fmt: skip
    """Write the next generation. known: the orders of the current one, id → sha256."""
    lasting = len(work) > TOGETHER and mode != "append"
    # The model is loaded once it is known that there is something to embed, by how much that is.
    manifest = Manifest(SCHEMA, weights.key, "", 0, fingerprint(), {})
    begun = already(index, manifest, mode) if lasting else {}
    rest = [file for file in work if file.sha256 is None or begun.get(file.id) != file.sha256]
    for file in set(work) - set(rest):
        (report.changed if file.id in known else report.new).append(file.id)
    parsed = orders.of(rest, known, len(work) - len(rest))
    first = list(islice(parsed, TOGETHER))
    if not first and not report.gone and not begun and known and not report.rebuilt:
        return
    embedder = weights.loaded(sum(len(order.text) for order in first))
    manifest = dataclasses.replace(manifest, model=embedder.name, dimension=embedder.dimension)
    with writing(index, manifest, mode, lasting) as writer:
        for gone in {*report.gone, *(set(begun) - set(known) - {file.id for file in work})}:
            writer.remove(gone)
        while first:
            embed_into(writer, first, embedder, weights.count)
            writer.commit()
            first = list(islice(parsed, TOGETHER))
        writer.publish()
    if mode == "append":
        fold(index)


def already(index: Path, manifest: Manifest, mode: Mode) -> dict[str, str]:
    """Id → sha256 of the orders that an interrupted build has left in its draft."""
    folder = left_over(index, manifest, mode)
    if folder is None:
        return {}
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
        return dict(database.execute("SELECT id, sha256 FROM orders"))


def kept(index: Path) -> int:
    """How many orders an interrupted build has left that the index doesn't have, for the next one to go on with."""
    known = known_orders(index) if generations.stamp(index) is not None else {}
    counts = [0]
    for folder in index.glob(".draft-*"):
        if (folder / generations.RESUME).is_file():
            with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(folder / DATABASE)) as database:
                rows = database.execute("SELECT id, sha256 FROM orders")
                counts.append(sum(known.get(name) != sha256 for name, sha256 in rows))
    return max(counts)


def fold(index: Path) -> None:
    """Take what was added into the main part where it has grown; what was added can be searched already."""
    with Store.open(index) as store:
        grown = len(store.parts) > 1 and store.parts[-1].passage_count > FOLD
    if grown:
        # All of it is copied and given new checksums.
        verify(index)
        with writing(index, store.manifest, "copy") as writer:
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
        return store.catalogue.digests()


def reason_to_rebuild(index: Path, key: str) -> str | None:
    """Why the present index cannot be gone on with; None where it can, or where there is none."""
    if generations.stamp(index) is None:
        return None
    try:
        _, manifest = generations.read_manifest(index)
        Store.open(index).close()
    except IndexFault as error:
        return bare(error)
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
