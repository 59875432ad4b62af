"""The list of orders of an index, read a page at a time: an index may hold a hundred thousand."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from indexer.store.part import Part


@dataclass(frozen=True, slots=True)
class OrderRow:
    """What a list of orders shows and what a question can name; None where none was found.

    filed: ISO date. parties: their names. docket_normal: "1:16-cv-01234".
    """

    id: str
    file: str
    sha256: str
    case_name: str | None
    title: str | None
    docket_number: str | None
    docket_normal: str | None
    judge: str | None
    court: str | None
    filed: str | None
    parties: tuple[str, ...]
    paragraphs: int
    sentences: int


COLUMNS = ", ".join(OrderRow.__slots__)
# What a search by words looks in.
_TOLD = "told(id, case_name, title, docket_number, docket_normal, judge, court, filed, parties)"


class Catalogue:
    """The orders of all parts of an index. dropped: numbers of the first part's orders that are gone."""

    def __init__(self, parts: Sequence[Part], dropped: Collection[int]):
        self.parts, self.dropped = parts, dropped
        for part in parts:
            part.database.define("told", 9, told)

    def rows(self) -> list[OrderRow]:
        """All orders, by id."""
        found = (order_row(row) for row in self._select(COLUMNS))
        return sorted(found, key=lambda row: row.id)

    def row(self, order_id: str) -> OrderRow | None:
        """The order of that id; None where there is none."""
        return next((order_row(row) for row in self._select(COLUMNS, "AND id = ?", (order_id,))), None)

    def first(self, most: int) -> list[OrderRow]:
        """The first orders by id: `most` of them."""
        found = map(order_row, self._select(COLUMNS, "ORDER BY id LIMIT ?", (most,)))
        return sorted(found, key=lambda row: row.id)[:most]

    def files_of(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Id → file name and sha256 of those orders that there are."""
        rows = self._select("id, file, sha256", "AND id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
        return {order_id: (file, sha256) for order_id, file, sha256 in rows}

    def digests(self) -> dict[str, str]:
        """Id → sha256 of the file, of every order."""
        return dict(self._select("id, sha256"))

    def of_digest(self, sha256: str) -> OrderRow | None:
        """An order that was read from a file of that content."""
        return next((order_row(row) for row in self._select(COLUMNS, "AND sha256 = ? LIMIT 1", (sha256,))), None)

    def page(
        self, first: int, count: int, words: str = "", court: str = "", case: str = ""
    ) -> tuple[list[OrderRow], int]:
        """The orders from place `first` on by id, at most `count`, and how many there are in all: of those that have
        each of the words, the court and the docket number (its normal form), where these are given."""
        wanted = [(f"{column} = ?", value) for column, value in (("court", court), ("docket_normal", case)) if value]
        wanted += [(f"instr({_TOLD}, ?)", word) for word in words.lower().split()]
        where = "".join(f" AND {condition}" for condition, _ in wanted)
        ids = sorted(order_id for (order_id,) in self._select("id", where, [value for _, value in wanted]))
        shown = json.dumps(ids[first : first + count])
        found = self._select(COLUMNS, "AND id IN (SELECT value FROM json_each(?))", (shown,))
        return sorted(map(order_row, found), key=lambda row: row.id), len(ids)

    def courts(self) -> list[str]:
        """The courts that orders come from, by name."""
        return sorted({court for (court,) in self._select("DISTINCT court", "AND court IS NOT NULL")})

    def cases(self, most: int) -> list[tuple[str, str]] | None:
        """(docket number, case name) of all cases, by name; None where there are more than `most`."""
        found: dict[str, str] = {}
        named = "docket_normal, min(coalesce(case_name, docket_normal))"
        rows = self._select(named, "AND docket_normal IS NOT NULL GROUP BY docket_normal LIMIT ?", (most + 1,))
        for docket, name in rows:
            found.setdefault(docket, name)
        return sorted(found.items(), key=lambda pair: (pair[1].lower(), pair[0])) if len(found) <= most else None

    def _select(self, columns: str, condition: str = "", values: Sequence[object] = ()) -> Iterator[tuple]:
        """These columns of every order that is there and meets the condition."""
        for part in self.parts:
            gone = json.dumps(list(self.dropped)) if part is self.parts[0] else "[]"
            yield from part.database.execute(
                f"SELECT {columns} FROM orders WHERE number NOT IN (SELECT value FROM json_each(?)) {condition}",  # noqa: S608
                (gone, *values),
            )


def order_row(row: Sequence) -> OrderRow:
    """A row of the orders table in the columns' order of OrderRow."""
    facts = dict(zip(OrderRow.__slots__, row, strict=True))
    facts["parties"] = tuple(json.loads(facts["parties"]))
    return OrderRow(**facts)


def told(*columns: str | None) -> str:
    """All that is told of an order, in lower case."""
    *plain, parties = columns
    return " ".join(filter(None, (*plain, *json.loads(parties or "[]")))).lower()
