"""What an answer is made of: blocks, from which the terminal and the page draw, and `plain` makes text.

A block holds values and the order's words, never a sentence that holds a quotation: who draws it puts them together.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from assistant.cite import Citation

# Characters of a quotation in plain text, and of one in a list of near passages; the citation holds all of it.
LONGEST = 900
_NEAR = 180


@dataclass(frozen=True, slots=True)
class Step:
    """One move of a count: what was done, the date (or local date-time) it gave, and the authority."""

    reason: str
    date: dt.date | dt.datetime | None
    cite: str

    def to_dict(self) -> dict[str, Any]:
        return {"reason": self.reason, "date": iso(self.date), "cite": self.cite}


@dataclass(frozen=True, slots=True)
class Need:
    """A fact that is missing. choices: the accepted values, empty for a free one (a date)."""

    fact: str
    prompt: str
    choices: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"fact": self.fact, "prompt": self.prompt, "choices": list(self.choices)}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An order that the question may be about."""

    order: str
    title: str

    def to_dict(self) -> dict[str, Any]:
        return {"order": self.order, "title": self.title}


@dataclass(frozen=True, slots=True)
class Headline:
    """What stands first. large: a short answer ("No.", "Five pages"); else words that lead to what follows."""

    type: ClassVar[str] = "headline"
    text: str
    large: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an order. lead: what is said of them ("See also:"), or nothing. large: they are the answer."""

    type: ClassVar[str] = "quotation"
    citation: Citation
    lead: str = ""
    large: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as the answer. date: ISO, with a time where it has one; text: with its weekday. ago: how long it is
    past, None where it is not or where today is not known. steps: how it was counted. alternatives: (ISO date, when it
    holds) where authorities differ; differ: the same in words; safe: ISO, the date that is safe under all, or None."""

    type: ClassVar[str] = "date"
    date: str
    text: str
    ago: str | None = None
    steps: tuple[Step, ...] = ()
    alternatives: tuple[tuple[str, str], ...] = ()
    safe: str | None = None
    differ: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list. when: a date in words, or what takes its place; date: the same, ISO, None where there is none.
    text: what the row says in a few words. citation: where it stands; quoted: its words are shown. marks: stretches of
    the quotation, as (start, end), that hold words of the question."""

    text: str = ""
    when: str = ""
    date: str | None = None
    ago: str | None = None
    citation: Citation | None = None
    quoted: bool = False
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under a lead. numbered: their order matters. near: passages that stand near, and are no answer."""

    type: ClassVar[str] = "list"
    lead: str
    rows: tuple[Row, ...]
    numbered: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark, a whole sentence or several."""

    type: ClassVar[str] = "note"
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question back. need: the fact that is asked for, one at a time; candidates: the orders to choose from. safe:
    the ISO date that is safe for who does not know the fact, None where there is none; unknown: the same in words."""

    type: ClassVar[str] = "question"
    text: str
    lead: str = ""
    need: Need | None = None
    candidates: tuple[Candidate, ...] = ()
    safe: str | None = None
    unknown: str = ""


Block = Headline | Quotation | Dated | Listing | Note | Question


def as_dict(block: Block) -> dict[str, Any]:
    """A block as the contract has it: its type and its fields."""
    return {"type": block.type, **_fields(block)}


def _fields(holder: Any) -> dict[str, Any]:
    return {one.name: _value(getattr(holder, one.name)) for one in fields(holder)}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_value(part) for part in value]
    if isinstance(value, Row):
        return _fields(value)
    return value.to_dict() if hasattr(value, "to_dict") else value


def plain(blocks: Sequence[Block]) -> str:
    """The blocks as text: one paragraph, with lists on lines of their own."""
    text, broken = "", True
    for block in blocks:
        words = _words(block)
        listed = isinstance(block, Listing)
        if words:
            text += ("" if not text else "\n" if listed or broken else " ") + words
            broken = listed
    return text


def shortened(words: str, longest: int = LONGEST) -> str:
    """Words in one line, cut at a blank where they are many."""
    words = " ".join(words.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def quoted(citation: Citation, longest: int = LONGEST) -> str:
    """“The words” (with their pinpoint)."""
    return f"“{shortened(citation.quote, longest)}” ({citation.where})"


def _words(block: Block) -> str:
    match block:
        case Headline() | Note():
            return _stopped(block.text)
        case Quotation():
            return f"{block.lead} {quoted(block.citation)}".strip()
        case Dated():
            text = _stopped(f"{block.text} ({block.ago})" if block.ago else block.text)
            return f"{text} {block.differ}".strip()
        case Listing():
            rows = [
                f"{f'{number}.' if block.numbered else '•'} {_row(row, block.near)}"
                for number, row in enumerate(block.rows, 1)
            ]
            return "\n".join([block.lead, *rows] if block.lead else rows)
        case Question():
            choices = "; ".join(candidate.title for candidate in block.candidates)
            asked = f"{block.text.rstrip('?')}: {choices}?" if choices else block.text
            return " ".join(filter(None, (block.lead, asked, block.unknown)))


def _row(row: Row, near: bool) -> str:
    when = f"{row.when} ({row.ago})" if row.when and row.ago else row.when
    if row.citation is None:
        return ": ".join(filter(None, (when, row.text)))
    if row.quoted:
        said = f"{row.text} {quoted(row.citation, _NEAR if near else LONGEST)}".strip()
        return f"{said} Due {_stopped(when)}" if when else said
    return f"{': '.join(filter(None, (when, row.text)))} ({row.citation.where})"


def _stopped(text: str) -> str:
    """A sentence with its stop."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?", ":", "…", ".”", "?”")) else f"{text}."


def iso(moment: dt.date | dt.datetime | None) -> str | None:
    """A date as 2021-03-25, a date-time as 2021-04-05T14:00 (to the minute), None as None."""
    if isinstance(moment, dt.datetime):
        return moment.replace(tzinfo=None).isoformat(timespec="minutes")
    return moment.isoformat() if moment else None
