"""`python -m eval.training.prepare INDEX`: the examples that the reader learns from and is measured on, in a file.

The index must hold the orders of `../shared/reading` (one text file each, named by id) and of the invented ones.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import msgspec

from assistant.finding.library import Library
from eval.training.examples import Example, examples
from eval.training.parts import made_parts, parts, read_rows

SHARED = Path("../shared")


def write_corpus(shared: Path, folder: Path) -> int:
    """One text file for each order of `reading` and `made_orders` in `folder`; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in read_rows(shared / "reading" / "orders.jsonl"):
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    for file in (shared / "made_orders" / "orders").glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    return len(list(folder.glob("*.txt")))


def prepare(indexes: list[Path], shared: Path, further: list[Path]) -> list[Example]:
    """All examples, each with its part ("train", "dev", "final"). Orders that neither `reading` nor `made_orders` has
    were invented for the training alone."""
    part_of = parts(read_rows(shared / "reading" / "orders.jsonl"))
    part_of |= made_parts(row["id"] for row in read_rows(shared / "made_orders" / "about.jsonl"))
    rows = [
        *read_rows(shared / "reading" / "questions.jsonl"),
        *({"id": f"made-{number}", **row} for number, row in enumerate(read_rows(shared / "made_orders" / "questions.jsonl"))),
    ]  # fmt: skip
    for file in further:
        rows += [one for one in read_rows(file) if part_of.setdefault(one["order"], "train") == "train"]
    made: list[Example] = []
    lost: list[str] = []
    for index in indexes:
        with Library.open(index) as library:
            held = {row.id for row in library.orders()}
            found, missed = examples(library, [row for row in rows if row["order"] in held], part_of)
        made, lost = made + found, lost + missed
    print(f"{len(made)} examples, {len(lost)} lost: their evidence is in no statement")
    print(Counter(one.part for one in made))
    best = [
        min(one.ranks.index(n) for n, label in enumerate(one.labels) if label >= 0.8) for one in made if one.answered
    ]
    for depth in (1, 3, 8, 16, 24, 32):
        print(f"  among the first {depth}: {sum(rank < depth for rank in best) / len(best):.3f}")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("indexes", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--further", type=Path, action="append", default=[], help="further questions, same form")
    parser.add_argument("--out", type=Path, default=Path("var/training/examples.msgpack"))
    given = parser.parse_args()
    made = prepare(given.indexes, given.shared, given.further)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    whole = given.out.with_suffix(".new")
    whole.write_bytes(msgspec.msgpack.encode(made))
    whole.replace(given.out)


if __name__ == "__main__":
    main()
