"""What the search by words is given of each order: its passages, and what it begins with."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Container, Iterable
from pathlib import Path

import msgspec

from indexer.orders import Order
from indexer.store.lexical import OPENINGS, PASSAGES, WordsWriter

# A paper says in its first page or so what it is and whose it is; in characters.
OPENING = 3000
# How much more a word of an order's names weighs than one of its beginning.
NAMES = 3


def bring_up_words(database: sqlite3.Connection, folder: Path, gone: Iterable[int]) -> None:
    """Take the orders `gone` out of the indexes in `folder`, and put in those of `database` that they lack."""
    passages, openings = WordsWriter(folder / PASSAGES), WordsWriter(folder / OPENINGS)
    dropped = {number for (number,) in database.execute("SELECT number FROM dropped")}
    for number in sorted(dropped.union(gone)):
        passages.remove(number)
        openings.remove(number)
    [[last]] = database.execute("SELECT value FROM counters WHERE name = 'order'")
    put_passages(database, passages, last)
    put_openings(database, openings, last)
    passages.commit()
    openings.commit()
    database.execute(
        "UPDATE counters SET value = max(value, (SELECT coalesce(max(number), 0) FROM orders)) WHERE name = 'order'"
    )


def put_passages(database: sqlite3.Connection, words: WordsWriter, last: int = 0, without: Container[int] = ()) -> None:
    """Put in the passages of the orders after number `last`, save those of the orders `without`."""
    rows = database.execute(
        "SELECT passages.number, of, text, sentence_start - start, sentence_stop - start, heading, front "
        "FROM orders JOIN passages ON passages.of = orders.number WHERE orders.number > ? ORDER BY passages.number",
        (last,),
    )
    for number, of, text, start, stop, heading, front in rows:
        if of not in without:
            # The middle sentence is what is quoted: its words count twice.
            words.add(number, of, "\n".join((text[start:stop], text, heading, front)))


def put_openings(database: sqlite3.Connection, words: WordsWriter, last: int = 0, without: Container[int] = ()) -> None:
    """Put in what the orders after number `last` are called and begin with, save the orders `without`."""
    rows = database.execute("SELECT number, content FROM contents WHERE number > ? ORDER BY number", (last,))
    for number, content in rows:
        if number not in without:
            order = msgspec.msgpack.decode(content, type=Order)
            words.add(number, number, "\n".join([names_of(order)] * NAMES + [order.text[:OPENING]]))


def names_of(order: Order) -> str:
    """All that an order is called: file, case, title, parties."""
    caption = order.caption
    file = re.sub(r"%[0-9A-Fa-f]{2}|[\W_]+|(?<=[a-z])(?=[A-Z])", " ", Path(order.file).stem)
    parties = [party.name for party in caption.parties]
    return "\n".join(filter(None, (file, caption.case_name, caption.title, *parties)))
