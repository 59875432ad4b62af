"""Gold questions: what a line of JSONL must hold, and the loader that names every bad line by its number.

Two shapes are read. Ours has `expect.kind` and `tags`; the other has `type` beside the question,
`expect.answer` in words and `notes`. Both come out as `GoldQuestion`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from assistant.answer import Kind, Status
from indexer.errors import SoOrderedError

STATUSES: tuple[str, ...] = get_args(Status)
KINDS: tuple[str, ...] = get_args(Kind)
METHODS = ("electronic", "mail", "hand", "clerk", "other")
VALUE_TYPES = ("yes_no", "date", "datetime", "quantity", "text", "items")

KEYS = {
    "id", "question", "order", "facts", "expect", "evidence", "evidence_or", "tags", "conversation", "today",
    "type", "notes",
}
EXPECT_KEYS = {"status", "kind", "value", "order", "absent", "answer"}


class BadGold(SoOrderedError):
    """A file of gold questions with lines that do not keep the schema."""


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question and what a right answer to it is.

    order: the order chosen by the asker, None: asked over the whole index. conversation: the turns typed
    before it, oldest first. facts: as given beside the question. today: the asker's date, None: not given.
    type: the kind of question for the tables, "unanswerable" where nothing in the order answers it.
    status, value, expected_order: what the answer must have; None: not scored.
    absent: strings that a right answer's text does not hold (a false extra sentence).
    evidence: snippets of the order's text; the first must be cited, for "contents" all of them.
    evidence_or: snippets that do as well as the first, where the order says the same thing twice.
    answer: the answer in words, to read beside a failure.
    """

    id: str
    question: str
    status: str
    order: str | None = None
    facts: dict[str, str] = field(default_factory=dict)
    conversation: tuple[str, ...] = ()
    today: dt.date | None = None
    type: str | None = None
    value: dict[str, Any] | None = None
    expected_order: str | None = None
    absent: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    evidence_or: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    answer: str | None = None

    @property
    def about(self) -> str:
        """The order that the question is counted under in the tables; "index" where it has none."""
        return self.expected_order or self.order or "index"

    def to_dict(self) -> dict[str, Any]:
        """The line as it stands in `eval/gold`."""
        row: dict[str, Any] = {
            "id": self.id, "question": self.question, "order": self.order, "facts": self.facts,
        }
        if self.conversation:
            row["conversation"] = list(self.conversation)
        if self.today:
            row["today"] = self.today.isoformat()
        row["expect"] = {
            "status": self.status,
            "kind": self.type if self.type in KINDS else None,
            "value": self.value,
            "order": self.expected_order,
        }
        if self.absent:
            row["expect"]["absent"] = list(self.absent)
        row["evidence"] = list(self.evidence)
        if self.evidence_or:
            row["evidence_or"] = list(self.evidence_or)
        row["tags"] = list(self.tags)
        return row


def load(path: Path) -> list[GoldQuestion]:
    """The questions of a file, or of every *.jsonl of a folder by name.

    Raises BadGold naming file, line and fault of each bad line (the first ten), or where none is found.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not files[0].is_file():
        raise BadGold(f"no gold questions at {path}: give a .jsonl file or a folder of them")
    questions: list[GoldQuestion] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            where = f"{file.name}:{number}"
            question, found = parse_line(line)
            faults += [f"{where}: {fault}" for fault in found]
            if question is None:
                continue
            if question.id in seen:
                faults.append(f"{where}: id {question.id!r} stands already at {seen[question.id]}")
            seen.setdefault(question.id, where)
            questions.append(question)
    if faults:
        more = f"; and {len(faults) - 10} more" if len(faults) > 10 else ""
        raise BadGold("; ".join(faults[:10]) + more)
    return questions


def parse_line(line: str) -> tuple[GoldQuestion | None, list[str]]:
    """A line of JSONL as a question, or None and what is wrong with it."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return None, [f"not JSON: {error.msg} at column {error.colno}"]
    if not isinstance(row, dict):
        return None, ["not an object"]
    faults = _faults(row)
    return (None, faults) if faults else (_question(row), [])


def _question(row: Mapping[str, Any]) -> GoldQuestion:
    """A checked row as a question."""
    expect = row["expect"]
    today = row.get("today")
    return GoldQuestion(
        id=row["id"],
        question=row["question"],
        status=expect["status"],
        order=row.get("order"),
        facts=dict(row.get("facts") or {}),
        conversation=tuple(row.get("conversation") or ()),
        today=dt.date.fromisoformat(today) if today else None,
        type=_type_of(row),
        value=expect.get("value"),
        expected_order=expect.get("order"),
        absent=tuple(expect.get("absent") or ()),
        evidence=tuple(row.get("evidence") or ()),
        evidence_or=tuple(row.get("evidence_or") or ()),
        tags=tuple(row.get("tags") or ()),
        answer=expect.get("answer"),
    )


def _type_of(row: Mapping[str, Any]) -> str:
    """`type` where the row has it; else the expected kind; "unanswerable" for what is not to be answered."""
    if row.get("type"):
        return str(row["type"])
    if row["expect"]["status"] == "not_found":
        return "unanswerable"
    return str(row["expect"].get("kind") or "other")


def _faults(row: Mapping[str, Any]) -> list[str]:
    """What breaks the schema, in words; empty for a good row."""
    faults = [f"unknown key {key!r}" for key in row if key not in KEYS]
    for key in ("id", "question"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            faults.append(f"{key!r} must be a text that is not empty")
    if row.get("order") is not None and not isinstance(row["order"], str):
        faults.append("'order' must be an order's id or null")
    for key in ("evidence", "evidence_or", "tags", "conversation"):
        if not _is_texts(row.get(key, [])):
            faults.append(f"{key!r} must be a list of texts that are not empty")
    if row.get("today") is not None and not _is_date(row["today"]):
        faults.append("'today' must be a date as 2021-03-25")
    faults += _fact_faults(row.get("facts") or {})
    faults += _expect_faults(row.get("expect"))
    if not faults and row["expect"]["status"] == "not_found" and row.get("evidence"):
        faults.append("a question that is not to be answered has no evidence")
    return faults


def _fact_faults(facts: object) -> list[str]:
    if not isinstance(facts, dict):
        return ["'facts' must be an object of names and values"]
    faults = []
    for name, value in facts.items():
        if name == "service_method":
            if value not in METHODS:
                faults.append(f"service_method {value!r} is none of {', '.join(METHODS)}")
        elif name.endswith("_date"):
            if not _is_date(value):
                faults.append(f"fact {name!r} must be a date as 2021-03-25, not {value!r}")
        elif not isinstance(value, str | int | float | bool):
            faults.append(f"fact {name!r} must be a plain value")
    return faults


def _expect_faults(expect: object) -> list[str]:
    if not isinstance(expect, dict):
        return ["'expect' must be an object"]
    faults = [f"unknown key expect.{key}" for key in expect if key not in EXPECT_KEYS]
    if expect.get("status") not in STATUSES:
        faults.append(f"expect.status {expect.get('status')!r} is none of {', '.join(STATUSES)}")
    if expect.get("kind") is not None and expect["kind"] not in KINDS:
        faults.append(f"expect.kind {expect['kind']!r} is none of {', '.join(KINDS)}")
    if expect.get("order") is not None and not isinstance(expect["order"], str):
        faults.append("expect.order must be an order's id or null")
    if not _is_texts(expect.get("absent") or []):
        faults.append("expect.absent must be a list of texts")
    if expect.get("value") is not None:
        faults += _value_faults(expect["value"])
    return faults


def _value_faults(value: object) -> list[str]:
    if not isinstance(value, dict) or value.get("type") not in VALUE_TYPES:
        return [f"expect.value.type must be one of {', '.join(VALUE_TYPES)}"]
    held = value.get("value")
    match value["type"]:
        case "yes_no":
            good = held in ("yes", "no")
        case "date":
            good = _is_date(held)
        case "datetime":
            good = _is_datetime(held)
        case "quantity":
            number = isinstance(held, int | float) and not isinstance(held, bool)
            good = number and isinstance(value.get("unit"), str)
        case "text":
            good = _is_texts(value.get("contains")) and bool(value.get("contains"))
        case _:
            good = _is_texts(held) and bool(held)
    return [] if good else [f"expect.value of type {value['type']!r} does not hold what that type needs"]


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and len(value) == 10 and bool(dt.date.fromisoformat(value))
    except ValueError:
        return False


def _is_datetime(value: object) -> bool:
    try:
        return isinstance(value, str) and "T" in value and bool(dt.datetime.fromisoformat(value))
    except ValueError:
        return False


def dump(questions: Iterable[GoldQuestion]) -> str:
    """The questions as JSONL, one a line, as `load` reads them."""
    return "".join(json.dumps(question.to_dict(), ensure_ascii=False) + "\n" for question in questions)


def orders_named(questions: Sequence[GoldQuestion]) -> list[str]:
    """The ids of every order that a question is asked of or expects, sorted."""
    named = {name for question in questions for name in (question.order, question.expected_order)}
    return sorted(name for name in named if name)
