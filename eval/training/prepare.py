"""`python -m eval.training.prepare`: the examples that the reader learns from and is measured on, in a file.

They come from `../shared/reading` and `../shared/made_orders`, which are not part of the project, and from `data`:
orders that were invented for the training, and further questions over all three kinds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import msgspec

from assistant.finding.library import Library
from eval.training.examples import Example, examples
from eval.training.parts import DEV, TRAIN, made_parts, parts, read_rows
from indexer.build import build

SHARED = Path("../shared")
# Questions and orders that were written for the training.
DATA = Path(__file__).with_name("data")
# What the id of a question put to another order begins with.
FOREIGN = "foreign-"


def write_corpus(shared: Path, folder: Path) -> int:
    """One text file for each order of `reading`, `made_orders` and `data` in `folder`; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in read_rows(shared / "reading" / "orders.jsonl"):
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    for file in (shared / "made_orders" / "orders").glob("*.txt"):
        (folder / file.name).write_bytes(file.read_bytes())
    for row in read_rows(DATA / "orders.jsonl"):
        (folder / f"{row['id']}.txt").write_text(row["text"], encoding="utf-8")
    return len(list(folder.glob("*.txt")))


def quoted(row: dict, text: str) -> dict:
    """A question of `data` in the form of `reading`: the words in place of where they stand in the order's text."""

    def words(place: list[int]) -> str:
        return " ".join(text[place[0] : place[1]].split())

    return {
        **row,
        "evidence": [words(place) for place in row["evidence"]],
        "span": words(row["span"]) if row.get("span") else None,
        "near": words(row["near"]) if row.get("near") else None,
    }


def foreign(rows: list[dict]) -> list[dict]:
    """Every third question put to another order, which does not answer it. They keep what is off the point from
    seeming answered."""
    shifted = rows[len(rows) // 2 :] + rows[: len(rows) // 2]
    return [
        {"id": f"{FOREIGN}{row['id']}", "order": other["order"], "question": row["question"], "type": "unanswerable"}
        for row, other in zip(rows[::3], shifted[::3], strict=True)
        if row["order"] != other["order"]
    ]


def prepare(indexes: list[Path], shared: Path) -> list[Example]:
    """All examples, each with its part ("train", "dev", "final"). The orders of `data` were invented for the training
    alone; of its questions over other orders those over `train` are taken."""
    texts = {row["id"]: row["text"] for row in read_rows(shared / "reading" / "orders.jsonl")}
    texts |= {row["id"]: row["text"] for row in read_rows(DATA / "orders.jsonl")}
    made_orders = shared / "made_orders"
    texts |= {file.stem: file.read_text(encoding="utf-8") for file in (made_orders / "orders").glob("*.txt")}
    part_of = parts(read_rows(shared / "reading" / "orders.jsonl"))
    part_of |= made_parts(row["id"] for row in read_rows(made_orders / "about.jsonl"))
    part_of |= {row["id"]: TRAIN for row in read_rows(DATA / "orders.jsonl")}
    rows = read_rows(shared / "reading" / "questions.jsonl")
    rows += [{"id": f"made-{n}", **row} for n, row in enumerate(read_rows(made_orders / "questions.jsonl"))]
    further = [row for row in read_rows(DATA / "questions.jsonl") if part_of[row["order"]] == TRAIN]
    rows += [quoted(row, texts[row["order"]]) for row in further]
    rows += foreign([row for row in rows if part_of[row["order"]] == DEV])
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
    parser.add_argument("indexes", type=Path, nargs="*", help="indexes of the orders; none: one is made beside --out")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--out", type=Path, default=Path("var/training/examples.msgpack"))
    given = parser.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    if not given.indexes:
        corpus, index = given.out.with_name("corpus"), given.out.with_name("index")
        write_corpus(given.shared, corpus)
        build(corpus, index)
        given.indexes = [index]
    made = prepare(given.indexes, given.shared)
    whole = given.out.with_suffix(".new")
    whole.write_bytes(msgspec.msgpack.encode(made))
    whole.replace(given.out)


if __name__ == "__main__":
    main()
