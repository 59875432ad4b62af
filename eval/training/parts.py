"""Which orders teach, which tune, and which are looked at once.

Orders of one case never stand on two sides: they are joined by docket number and by case name, and the whole group is
dealt by a digest of its smallest order id. The part called final is for the last figure only.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

TRAIN, DEV, FINAL = "train", "dev", "final"

# Of 100 groups so many are final and so many dev; the rest teach.
FINAL_SHARE, DEV_SHARE = 15, 10


def parts(orders: Iterable[dict]) -> dict[str, str]:
    """Order id to part, for rows with `id`, `docket_number` and `case` (both may be null)."""
    leader: dict[str, str] = {}

    def root(key: str) -> str:
        while leader.setdefault(key, key) != key:
            key = leader[key]
        return key

    ids = []
    for row in orders:
        ids.append(row["id"])
        for name in ("docket_number", "case"):
            if row.get(name):
                leader[root(f"{name} {row[name].strip().lower()}")] = root(row["id"])
    groups: dict[str, list[str]] = {}
    for order in ids:
        groups.setdefault(root(order), []).append(order)
    return {order: _dealt(min(group)) for group in groups.values() for order in group}


def made_parts(ids: Iterable[str]) -> dict[str, str]:
    """Of the invented orders the odd ones teach and the even ones are final."""
    return {order: TRAIN if int(order[1:]) % 2 else FINAL for order in ids}


def read_rows(path: Path) -> list[dict]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _dealt(key: str) -> str:
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], "big") % 100
    if number < FINAL_SHARE:
        return FINAL
    return DEV if number < FINAL_SHARE + DEV_SHARE else TRAIN
