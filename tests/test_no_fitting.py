"""Nothing in the program is written for one order or one question: no names, docket numbers or phrases of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.parse import parse

ROOT = Path(__file__).parent.parent
CODE = [
    file
    for folder in ("indexer", "assistant", "web")
    for pattern in ("*.py", "*.html", "*.js", "*.json", "*.txt")
    for file in sorted((ROOT / folder).rglob(pattern))
    if file.parent.name != "weights"  # word pieces of a model
]
# So many words in a row are no accident of legal English.
SHINGLE = 8
# The names of the courts and the words of every caption are anybody's.
COURTS = re.compile(r"district (?:court|of)|\bcourt for the\b|civil rights action|rules? of civil procedure|u s c")


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9§]+", text.lower())


def shingles(text: str, size: int = SHINGLE) -> Iterator[str]:
    row = words(text)
    for start in range(len(row) - size + 1):
        yield " ".join(row[start : start + size])


@pytest.fixture(scope="module")
def code() -> dict[str, str]:
    return {str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in CODE}


def test_no_name_or_docket_number_of_an_order_stands_in_the_code(code: dict[str, str]) -> None:
    names: set[str] = set()
    for file in sorted((ROOT / "corpus").iterdir()):
        caption = parse(file).caption
        for party in caption.parties:
            names.update(word.lower() for word in re.findall(r"[A-Za-z]{5,}", party.name))
        if caption.judge:
            names.add(caption.judge.split()[-1].lower())
        assert caption.docket_number is not None
        names.add(str(caption.docket_number.printed).lower())
        names.add(f"{caption.docket_number.serial:05d}")
    # Given names that are also in a list of the language's common names and words say nothing of an order.
    names -= {"james", "david", "daniel", "samantha", "joseph", "defendants"}
    standing = {
        file: found
        for file, text in code.items()
        if not file.endswith("name_words.txt")
        and (found := sorted(name for name in names if re.search(rf"\b{re.escape(name)}\b", text.lower())))
    }
    assert not standing


def test_no_phrase_of_an_order_or_a_gold_question_stands_in_the_code(code: dict[str, str]) -> None:
    phrases: set[str] = set()
    for file in sorted((ROOT / "corpus").iterdir()):
        body = file.read_text(encoding="utf-8")
        phrases.update(phrase for phrase in shingles(body) if not COURTS.search(phrase))
    for file in sorted((ROOT / "eval" / "gold").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)["question"]
            phrases.update(phrase for phrase in shingles(question) if not COURTS.search(phrase))
            if len(words(question)) in range(5, SHINGLE):
                phrases.update(shingles(question, len(words(question))))
    standing = {
        file: found
        for file, text in code.items()
        if (found := sorted(phrase for phrase in phrases if f" {phrase} " in f" {' '.join(words(text))} "))
    }
    assert not standing
