"""The whole reading of a sentence: what it decides, who must do what, whether it stands.

`tests/data/readings.jsonl` holds a row a sentence, in the wording of docket entries, minute orders and full orders:
`text`; `rulings` (of each the fields of `indexer.orders.Ruling` that are set, and `state` where it is only told);
`acts` (force, actor, act); `state`.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from indexer.provisions.rulings import FoundRuling
from indexer.provisions.sentence_reading import reading_of

TABLE = Path(__file__).parents[1] / "data" / "readings.jsonl"
ROWS = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def said(found: FoundRuling) -> dict[str, Any]:
    """A ruling as a row writes it: without what is not set."""
    fields = dataclasses.asdict(found.ruling)
    fields["numbers"] = list(fields["numbers"])
    kept = {name: value for name, value in fields.items() if value or (name, value) == ("leave_to_amend", False)}
    kept.setdefault("motion", "")
    return {**kept, "state": found.state} if found.state != "in force" else kept


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 300
    assert len({row["text"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:60] for row in ROWS])
def test_the_whole_reading(row: dict[str, Any]) -> None:
    reading = reading_of(row["text"])
    assert [said(found) for found in reading.rulings] == row["rulings"]
    assert [[clause.force, clause.actor, clause.act] for clause in reading.clauses] == row["acts"]
    assert reading.state == row["state"]
