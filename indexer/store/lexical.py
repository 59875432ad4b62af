"""The search by words: tantivy's BM25 over stemmed words, of passages and of what orders begin with.

Of tantivy, bm25s and SQLite's FTS5, tantivy alone finds the best of a million passages in a few milliseconds with
words that most of them have, as it skips what cannot be among the best, and takes changes without a rebuild.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import REPAIR, IndexDamaged

if TYPE_CHECKING:
    import tantivy

PASSAGES, OPENINGS = "words", "openings"
# Least memory that tantivy takes for writing, and what it is given, in bytes.
MEMORY = 48_000_000
_TOKENIZER = "stemmed"


@cache
def analyzer() -> tantivy.TextAnalyzer:
    """Text → lower-case stems without accents."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    return (
        TextAnalyzerBuilder(Tokenizer.simple())
        .filter(Filter.remove_long(60))
        .filter(Filter.lowercase())
        .filter(Filter.ascii_fold())
        .filter(Filter.stemmer("english"))
        .build()
    )


@cache
def schema() -> tantivy.Schema:
    """number: of the passage or order; of: of the order; body: its words, each as often as it weighs."""
    from tantivy import SchemaBuilder

    return (
        SchemaBuilder()
        .add_unsigned_field("number", fast=True, indexed=True)
        .add_unsigned_field("of", indexed=True)
        .add_text_field("body", tokenizer_name=_TOKENIZER, index_option="freq")
        .build()
    )


@contextmanager
def damage(folder: Path) -> Iterator[None]:
    """Turn what tantivy says of files that are not as it wrote them into IndexDamaged."""
    try:
        with panics():
            yield
    except (RuntimeError, ValueError, OSError, MemoryError, TypeError) as error:  # TypeError: a number is not there
        raise IndexDamaged(f"{folder} is damaged: {REPAIR}") from error


@contextmanager
def panics() -> Iterator[None]:
    """Turn what Rust panics with, which is no Exception, into RuntimeError."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise RuntimeError(str(error)) from error
        raise


class Words:
    """One lexical index, open for searching from any thread."""

    def __init__(self, folder: Path):
        import tantivy

        self.folder = folder
        with damage(folder):
            self.index = tantivy.Index.open(str(folder))
            self.index.config_reader("Manual", 1)
            self.index.register_tokenizer(_TOKENIZER, analyzer())
            self.searcher = self.index.searcher()

    def search(self, words: Iterable[str], count: int, orders: Sequence[int] | None = None) -> list[tuple[int, float]]:
        """The `count` entries that any of the words fits best, as (number, BM25), best first; orders: numbers of
        the only orders to look in."""
        from tantivy import Occur, Query

        bare = (re.sub(r"['’]s$", "", word) for word in words)
        stems = dict.fromkeys(stem for word in bare for stem in analyzer().analyze(word))
        if not stems or orders is not None and not orders:
            return []
        parts = [(Occur.Should, Query.term_query(schema(), "body", stem, "freq")) for stem in stems]
        query = Query.boolean_query(parts)
        if orders is not None:
            within = Query.boolean_query([(Occur.Should, Query.term_query(schema(), "of", of)) for of in orders])
            query = Query.boolean_query([(Occur.Must, Query.const_score_query(within, 0.0)), (Occur.Must, query)])
        with damage(self.folder):
            hits = self.searcher.search(query, count, count=False).hits
            numbers = self.searcher.fast_field_values("number", [address for _, address in hits])
            found = [(int(number), float(score)) for number, (score, _) in zip(numbers, hits, strict=True)]  # type: ignore[arg-type]
        # Entries that fit equally well come in the order of their numbers, however the segments lie.
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))

    def __len__(self) -> int:
        return int(self.searcher.num_docs)


class WordsWriter:
    """Changes to one lexical index; nothing is seen before `commit`."""

    def __init__(self, folder: Path):
        """Opens what is in `folder`, or begins there."""
        import tantivy

        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.index: Any = tantivy.Index(schema(), str(folder), reuse=True)
        self.index.register_tokenizer(_TOKENIZER, analyzer())
        self.writer: Any = self.index.writer(MEMORY, 1)

    def add(self, number: int, of: int, body: str) -> None:
        from tantivy import Document

        document = Document()
        document.add_unsigned("number", number)
        document.add_unsigned("of", of)
        document.add_text("body", body)
        self.writer.add_document(document)

    def remove(self, of: int) -> None:
        """Take out all entries of an order."""
        from tantivy import Query

        # Not delete_documents_by_term: it looks for a signed number, which no entry has.
        self.writer.delete_documents_by_query(Query.term_query(schema(), "of", of))

    def commit(self) -> None:
        self.writer.commit()
        self.writer.wait_merging_threads()
        for lock in self.folder.glob(".tantivy-*.lock"):
            lock.unlink()
        # tantivy keeps some files to their owner; whoever may read the index may read these too.
        probe = self.folder / "probe"
        probe.touch()
        mode = probe.stat().st_mode & 0o666
        probe.unlink()
        for name in ("meta.json", ".managed.json"):
            (self.folder / name).chmod(mode)
