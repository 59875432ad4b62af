"""The handles by which a question can take hold of an order: its id, docket number, parties, judge, court, date, title.

A handle is a key, "party:stone" or "docket:16-1052"; the index keeps which orders have it, so that no question has
to look through all orders.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Protocol

import snowballstemmer

from indexer.caption.courts import find_district, read_court
from indexer.caption.docket_numbers import read_docket_number
from indexer.orders import DocketNumber
from indexer.store.database import Database

# The last of all characters: what lies between a beginning and the beginning with it behind has that beginning.
LAST = "\U0010ffff"
# A key that so many orders have doesn't narrow anything. Their ids are not read: in their place stands COMMON.
MOST = 2000
COMMON = [""] * MOST
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]{2,}|-[^\W_]+)*")
# What a name may carry without being told by it.
_SIDE = re.compile(r"\s+(?:v|vs|versus)\.?\s+", re.I)
_DESIGNATORS = frozenset(
    ["inc", "incorporated", "corp", "corporation", "co", "company", "llc", "llp", "lp", "ltd", "limited", "plc", "pc",
     "pa", "na", "et", "al", "etc", "jr", "sr", "ii", "iii", "iv", "esq", "the", "of", "and", "for", "in", "on", "re",
     "ex", "rel", "parte", "matter", "dba", "aka", "individually", "official", "capacity", "other", "others", "v", "vs"]
)
_stem = snowballstemmer.stemmer("english").stemWord


class OrderLike(Protocol):
    """What is read of an order: `indexer.store.store.OrderRow` has it."""

    @property
    def id(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def case_name(self) -> str | None: ...
    @property
    def title(self) -> str | None: ...
    @property
    def docket_number(self) -> str | None: ...
    @property
    def judge(self) -> str | None: ...
    @property
    def court(self) -> str | None: ...
    @property
    def filed(self) -> str | None: ...
    @property
    def parties(self) -> tuple[str, ...]: ...


class Handles(Protocol):
    """Where handles are looked up."""

    def having(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Key → ids of the orders that have it, COMMON where MOST or more have it; keys that none has are left out."""
        ...

    def names(self, first: str) -> Sequence[str]:
        """The words of parties' and judges' names that begin with that letter, to mend typing errors with."""
        ...


class RowHandles:
    """Handles of a few orders, in memory."""

    def __init__(self, rows: Iterable[OrderLike]):
        self.ids: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for key in handles(row):
                self.ids[key].append(row.id)

    def having(self, keys: Iterable[str]) -> dict[str, list[str]]:
        having = {key: self.ids[key] for key in keys if key in self.ids}
        return {key: ids if len(ids) < MOST else COMMON for key, ids in having.items()}

    def names(self, first: str) -> Sequence[str]:
        begun = (f"party:{first}", f"judge:{first}")
        return sorted({key.partition(":")[2] for key in self.ids if key.startswith(begun)})


def handles(row: OrderLike) -> set[str]:
    """All handles of one order."""
    keys = {f"id:{row.id.casefold()}", f"id:{row.file.casefold()}", f"id:{PurePath(row.file).stem.casefold()}"}
    if row.docket_number:
        keys.update(f"docket:{form}" for form in docket_forms(read_docket_number(row.docket_number)))
    sides = _SIDE.split(row.case_name) if row.case_name else []
    for name in (*row.parties, *sides):
        parts = name_words(name)
        keys.update(f"party:{part}" for part in parts)
        keys.add("name:" + " ".join(parts))
        keys.add("name:" + " ".join(words(name)))
    if row.judge:
        surname = [word for word in words(row.judge) if len(word) > 1 and word not in _DESIGNATORS][-1:]
        keys.update(f"judge:{part}" for part in surname)
    court = read_court(row.court) if row.court else None
    if court is not None and court.district:
        district = find_district(court.district)
        if district is not None:
            keys.add(f"court:{squeezed(district.abbreviation)}")
            keys.add(f"state:{district.territory.casefold()}")
    if row.filed:
        year, month, day = row.filed.split("-")
        keys.update((f"date:{row.filed}", f"date:{month}-{day}", f"date:{year}-{month}", f"date:{year}"))
    keys.update(f"title:{stem}" for stem in stems(row.title or ""))
    return {key for key in keys if not key.endswith(":")}


def docket_forms(number: DocketNumber | None) -> list[str]:
    """A docket number in all the forms that it is known by, the fullest first: "1:16-cv-1052", "16-cv-1052",
    "1:16-1052", "16-1052", "1052"."""
    if number is None or number.serial is None or number.year is None:
        return []
    office = f"{number.office}:" if number.office is not None else ""
    kind = f"{number.type}-" if number.type else ""
    year, serial = f"{number.year % 100:02d}-", str(number.serial)
    fronts = (office + year + kind, year + kind, office + year, year, "")
    return list(dict.fromkeys(front + serial for front in fronts))


def words(text: str) -> list[str]:
    """The words of a name in lower case and without accents: "O'Brien" is "obrien", "Smith-Jones" one word and two."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    found: list[str] = []
    for match in _WORD.finditer(plain.casefold()):
        word = re.sub(r"['’]s$", "", match.group())
        found += [part for part in re.sub(r"['’]", "", word).split("-") if part]
    return found


def name_words(name: str) -> list[str]:
    """The telling words of a party's name: no initials, no "Inc.", no "et al."."""
    return [word for word in words(name) if len(word) > 1 and word not in _DESIGNATORS]


def stems(text: str) -> list[str]:
    """The stems of the words of a title."""
    return [_stem(word) for word in words(text) if len(word) > 2 and word not in _DESIGNATORS]


def squeezed(text: str) -> str:
    """ "E.D. Cal." and "ED Cal" are one."""
    return re.sub(r"[\W_]+", "", text).casefold()


TABLE = """
CREATE TABLE handles (
  key TEXT NOT NULL, of INTEGER NOT NULL REFERENCES orders(number) ON DELETE CASCADE, PRIMARY KEY (key, of)
) WITHOUT ROWID;
CREATE INDEX handles_of ON handles(of);
"""


class StoredHandles:
    """Handles in the table of an index."""

    def __init__(self, database: Database):
        self.database = database
        # By first letter; there are not many.
        self.known: dict[str, list[str]] = {}

    def having(self, keys: Iterable[str], without: frozenset[int] = frozenset()) -> dict[str, list[str]]:
        """As `Handles.having`; without: numbers of orders that don't count."""
        asked = json.dumps(sorted(set(keys)))
        found: dict[str, list[str]] = {}
        present = self.database.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM handles WHERE key = value)", (asked,)
        ).fetchall()
        for (key,) in present:
            rows = self.database.execute("SELECT of FROM handles WHERE key = ? LIMIT ?", (key, MOST + len(without)))
            numbers = [number for (number,) in rows if number not in without]
            if len(numbers) >= MOST:
                found[key] = COMMON
            elif numbers:
                ids = self.database.execute(
                    "SELECT id FROM orders WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
                    (json.dumps(numbers),),
                )
                found[key] = [order_id for (order_id,) in ids]
        return found

    def names(self, first: str) -> Sequence[str]:
        if first not in self.known:
            found: set[str] = set()
            for field in ("party", "judge"):
                begun = f"{field}:{first}"
                rows = self.database.execute(
                    "SELECT DISTINCT key FROM handles WHERE key >= ? AND key < ?", (begun, begun + LAST)
                )
                found.update(key.partition(":")[2] for (key,) in rows)
            self.known[first] = sorted(found)
        return self.known[first]
