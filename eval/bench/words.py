"""Ways to search by words held against each other: tantivy, SQLite's FTS5 and, where it is installed, bm25s.

`python -m eval.bench.words INDEX` gives each the passages of an index (`make bench-scale` leaves a large one) and the
words of questions about its made-up orders, each in a process of its own. The choice in `indexer.store.lexical`
rests on it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant.finding.retrieve import DEPTH, content
from eval.bench.scale import memory
from eval.bench.scale_figures import high
from eval.bench.synthetic import made, questions
from indexer.store import generations
from indexer.store.generations import DATABASE
from indexer.store.lexical import Words, WordsWriter

Search = Callable[[list[str]], Any]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.bench.words", description=__doc__)
    parser.add_argument("index", type=Path, metavar="INDEX")
    parser.add_argument("--count", type=int, default=10_000_000, metavar="N", help="only the first N passages")
    parser.add_argument("--asked", type=int, default=60, metavar="N", help="made-up orders asked about (60)")
    parser.add_argument("--kind", choices=KINDS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.kind:
        print(json.dumps(measured(options)))
        return 0
    print("kind       passages  building s      GB  question ms  99 % ms  memory GB  one order added s")
    for kind in KINDS:
        if kind == "bm25s" and importlib.util.find_spec(kind) is None:
            print("bm25s      not installed")
            continue
        command = [sys.executable, "-m", "eval.bench.words", str(options.index), "--kind", kind]
        command += ["--count", str(options.count), "--asked", str(options.asked)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        adding = "anew" if row["adding"] is None else f"{row['adding']:.2f}"
        print(
            f"{kind:9} {row['passages']:9,} {row['building']:11.0f} {row['disk']:7.2f} {1000 * row['question']:12.1f} "
            f"{1000 * row['high']:8.1f} {row['memory_anonymous']:10.2f} {adding:>18}",
            flush=True,
        )
    return 0


def measured(options: argparse.Namespace) -> dict[str, Any]:
    """One kind: seconds, gigabytes."""
    database = generations.current(options.index) / DATABASE
    asked = [content(text) for number in range(options.asked) for text in questions(number, made(number))]
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source:
        rows = source.execute("SELECT number, of, text FROM passages ORDER BY number LIMIT ?", (options.count,))
        with tempfile.TemporaryDirectory(dir=options.index) as folder:
            start = time.perf_counter()
            count, search, add = KINDS[options.kind](Path(folder) / "words", rows)
            building = time.perf_counter() - start
            times = []
            for words in asked:
                start = time.perf_counter()
                search(words)
                times.append(time.perf_counter() - start)
            found = {
                "passages": count, "building": building, "question": statistics.median(times), "high": high(times),
                "disk": sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file()) / 1e9,
            }  # fmt: skip
            found |= memory()
            start = time.perf_counter()
            found["adding"] = time.perf_counter() - start if add is not None and add() is None else None
    return found


def tantivy(folder: Path, rows: Iterable[tuple[int, int, str]]) -> tuple[int, Search, Callable[[], None]]:
    writer, count = WordsWriter(folder), 0
    for number, of, text in rows:
        writer.add(number, of, text)
        count += 1
    writer.commit()
    words = Words(folder)

    def add() -> None:
        more = WordsWriter(folder)
        for place in range(20):
            more.add(count + place + 1, 0, f"a passage that was added, the {place}th")
        more.commit()
        Words(folder).search(["added"], 3)

    return count, lambda asked: words.search(asked, DEPTH), add


def fts5(folder: Path, rows: Iterable[tuple[int, int, str]]) -> tuple[int, Search, Callable[[], None]]:
    database = sqlite3.connect(folder)
    database.execute("CREATE VIRTUAL TABLE words USING fts5(body, content='', tokenize='porter unicode61')")
    database.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", ((number, text) for number, _, text in rows))
    database.execute("INSERT INTO words (words) VALUES ('optimize')")
    database.commit()
    count = int(database.execute("SELECT count(*) FROM words_docsize").fetchone()[0])

    def search(asked: list[str]) -> list[tuple[int, float]]:
        query = " OR ".join(f'"{word}"' for word in asked)
        return database.execute(
            "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT ?", (query, DEPTH)
        ).fetchall()

    def add() -> None:
        database.executemany(
            "INSERT INTO words (rowid, body) VALUES (?, ?)",
            [(count + place + 1, f"a passage that was added, the {place}th") for place in range(20)],
        )
        database.commit()
        search(["added"])

    return count, search, add


def bm25s(folder: Path, rows: Iterable[tuple[int, int, str]]) -> tuple[int, Search, None]:
    import bm25s as library
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    texts = [text for _, _, text in rows]
    made_of = library.BM25()
    made_of.index(library.tokenize(texts, stemmer=stemmer, show_progress=False), show_progress=False)
    made_of.save(str(folder))
    mapped = library.BM25.load(str(folder), mmap=True)

    def search(asked: list[str]) -> Any:
        query = library.tokenize([" ".join(asked)], stemmer=stemmer, show_progress=False)
        return mapped.retrieve(query, k=DEPTH, show_progress=False)

    # It takes no additions: what changed is indexed anew, with all the rest.
    return len(texts), search, None


KINDS: dict[str, Any] = {"tantivy": tantivy, "fts5": fts5, "bm25s": bm25s}


if __name__ == "__main__":
    sys.exit(main())
