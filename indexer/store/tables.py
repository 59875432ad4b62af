"""The tables of an index's database, shared by its reader and its writer."""

from __future__ import annotations

import sqlite3

from indexer.store.handles import TABLE as HANDLES

# `number` is never given twice, also when an order is gone: whatever lies beside the database can rely on it.
# first, last: numbers of the order's passages; last < first where it has none. front: what stands before them when
# they are embedded. Contents and vectors have tables of their own, so that a list of orders is read without them.
TABLES = (
    """
CREATE TABLE orders (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  case_name TEXT, title TEXT, docket_number TEXT, docket_normal TEXT, judge TEXT, court TEXT, filed TEXT,
  parties TEXT NOT NULL, paragraphs INTEGER NOT NULL, sentences INTEGER NOT NULL,
  first INTEGER NOT NULL, last INTEGER NOT NULL, front TEXT NOT NULL
);
CREATE TABLE contents (
  number INTEGER PRIMARY KEY REFERENCES orders(number) ON DELETE CASCADE, content BLOB NOT NULL
);
CREATE TABLE sentence_vectors (
  number INTEGER PRIMARY KEY REFERENCES orders(number) ON DELETE CASCADE, vectors BLOB NOT NULL
);
CREATE TABLE digests (
  number INTEGER PRIMARY KEY REFERENCES orders(number) ON DELETE CASCADE,
  content BLOB NOT NULL, sentences BLOB NOT NULL, passages BLOB NOT NULL
);
CREATE TABLE passages (
  number INTEGER PRIMARY KEY, of INTEGER NOT NULL REFERENCES orders(number) ON DELETE CASCADE,
  start INTEGER NOT NULL, stop INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_stop INTEGER NOT NULL,
  text TEXT NOT NULL, heading TEXT NOT NULL
);
CREATE INDEX passages_of ON passages(of);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, orders INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE dropped (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
"""
    + HANDLES
)

# digests: sha256 of the order's content, of its sentence vectors and of its rows in the matrix, so that damage can be
# told to one order, and what is sound saved.
# dropped: orders that are gone, but that files beside the database still have. In the database of what was added, it
# names orders of the main one.
# counters: "passage", the last number given to a passage; "order", the last order that the search indexes have.


def counter(database: sqlite3.Connection, name: str) -> int:
    """A number of `indexer.store.tables`' counters."""
    return int(database.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()[0])
