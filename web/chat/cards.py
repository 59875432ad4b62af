"""An answer as a card: the short answer large, its blocks with numbered sources, what else there is.

Works on `Answer.to_dict`, which is what conversations keep: a card of last week looks as it did.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.blocks import LONGEST
from assistant.calendar.dates import day_words
from assistant.choose import title_of
from assistant.deadlines.agenda import AgendaRow, rows
from assistant.render import ago
from indexer.errors import SoOrderedError
from indexer.orders import Order, Span
from web.orders import links

Find = Callable[[str], Order | None]
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: where it stands and the address of the marked line; href is None where the order is gone. number:
    its place among the answer's citations, 0 where it is none of them."""

    number: int
    where: str
    order: str
    start: int
    end: int
    quote: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """An order's words as pieces, each with whether it is marked, and their source."""

    pieces: Pieces
    source: Source


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list. when: in words, with how long ago."""

    when: str
    text: str
    quote: Quote | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Part:
    """What stands under the short answer: "note" and "lead" (words), "quote", "list" (near: no answer)."""

    kind: Literal["note", "lead", "quote", "list"]
    text: str = ""
    quote: Quote | None = None
    large: bool = False
    lines: tuple[Line, ...] = ()
    numbered: bool = False
    near: bool = False


@dataclass(slots=True)
class Card:
    """tone: "answer", "asks" (a fact is missing), "which" (several orders), "silent" (nothing was found).
    lead: what stands over a question back; need: the fact that is asked for; unknown: what holds for who does not know
    it. ago: how long the date is past."""

    tone: Literal["answer", "asks", "which", "silent"]
    headline: str
    large: bool
    label: str
    order: str | None
    title: str | None
    manner: str | None = None
    ago: str | None = None
    parts: list[Part] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    lead: str = ""
    need: dict[str, Any] | None = None
    unknown: str = ""
    candidates: list[dict[str, str]] = field(default_factory=list)
    steps: list[tuple[str, str, str]] = field(default_factory=list)
    alternatives: list[tuple[str, str]] = field(default_factory=list)
    safe: str | None = None
    deadline: int | None = None

    @property
    def mark(self) -> str:
        """What the source view marks for this card."""
        return ",".join(f"{source.start}-{source.end}" for source in self.sources if source.order == self.order)


def card(answer: Mapping[str, Any], find: Find, facts: Mapping[str, str], today: dt.date | None = None) -> Card:
    """The card of an answer. find: an order by its id, None where it is gone; facts: those it was given with; today:
    to say how long ago a date was, which changes from day to day; None leaves it as it was said."""
    order = find(answer["order"]) if answer["order"] else None
    tone: Any = {"answered": "answer", "needs_facts": "asks", "ambiguous": "which"}.get(answer["status"], "silent")
    sources = {_key(one): _source(number, one, find) for number, one in enumerate(answer["citations"], 1)}

    def quote(citation: Mapping[str, Any], marks: Any = ()) -> Quote:
        return Quote(_pieces(citation["quote"], marks), sources.get(_key(citation)) or _source(0, citation, find))

    made = Card(tone, "", False, str(answer["kind"] or "").capitalize(), answer["order"], _title(order))
    made.manner = answer.get("manner")
    made.sources = list(sources.values())
    for block in _blocks(answer):
        match block["type"]:
            case "headline" if not made.headline:
                made.headline, made.large = block["text"], block["large"]
            case "date":
                made.headline, made.large = block["text"], True
                made.ago = ago(_moment(block["date"]), today) if today else block["ago"]
                made.alternatives = [(day_words(when), why) for when, why in block["alternatives"]]
                made.safe = day_words(block["safe"]) or None
            case "question":
                made.headline, made.lead = block["text"], block["lead"]
                made.need, made.unknown = block["need"], block["unknown"]
            case "quotation":
                if block["lead"]:
                    made.parts.append(Part("lead", block["lead"]))
                made.parts.append(Part("quote", quote=quote(block["citation"]), large=block["large"]))
            case "list":
                lines = tuple(_line(row, quote, today) for row in block["rows"])
                lead = block["lead"]
                if not made.headline:
                    made.headline, lead = lead.rstrip(":"), ""
                made.parts.append(Part("list", lead, lines=lines, numbered=block["numbered"], near=block["near"]))
            case "note" | "headline":
                made.parts.append(Part("note", block["text"]))
    made.candidates = [one for one in answer["candidates"] if "title" in one]
    made.steps = [(step["reason"], day_words(step["date"]), step["cite"]) for step in answer["steps"]]
    made.deadline = _deadline(answer, order, facts)
    return made


def _blocks(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The blocks of an answer; of one that was kept before answers had any: its text, and what it cites."""
    if "blocks" in answer:
        return list(answer["blocks"])
    cited = [{"type": "quotation", "lead": "", "large": False, "citation": one} for one in answer["citations"]]
    return [{"type": "headline", "text": answer["text"], "large": False}, *cited]


def _line(row: Mapping[str, Any], quote: Callable[..., Quote], today: dt.date | None) -> Line:
    citation = row["citation"]
    said = quote(citation, row["marks"]) if citation else None
    past = ago(_moment(row["date"]), today) if today and row["date"] else row["ago"]
    when = f"{row['when']} ({past})" if row["when"] and past else row["when"]
    return Line(when, row["text"], said if row["quoted"] else None, said.source if said else None)


def _pieces(words: str, marks: Any) -> Pieces:
    """The words cut where marks begin and end; white space as one blank, and what is too long left out."""
    found: list[tuple[str, bool]] = []
    place, whole = 0, len(words) <= LONGEST
    words = words if whole else words[:LONGEST].rsplit(" ", 1)[0]
    for start, end in [*marks, (len(words), len(words))]:
        start, end = min(start, len(words)), min(end, len(words))
        found += [(words[place:start], False), (words[start:end], True)]
        place = end
    if not whole:
        found.append((" …", False))
    return tuple((_blanks(text), marked) for text, marked in found if text)


def _blanks(text: str) -> str:
    """White space as one blank, also at the ends: pieces stand side by side."""
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _key(citation: Mapping[str, Any]) -> tuple[str, int, int]:
    return citation["order"], citation["start"], citation["end"]


def _moment(date: str) -> dt.date:
    return dt.date.fromisoformat(date[:10])


def _source(number: int, citation: Mapping[str, Any], find: Find) -> Source:
    order = find(citation["order"])
    where = citation["paragraph"]
    if citation.get("star"):
        where += f", at {citation['star'].replace('-', '–')}"
    elif citation["page"] is not None:
        where += f", page {citation['page']}"
        if citation["lines"]:
            lines = citation["lines"].replace("-", "–")
            where += f", {'lines' if '–' in lines else 'line'} {lines}"
    href = None
    # Offsets hold as long as the order's words do; an order that was replaced is linked without a mark.
    if order is not None and order.text[citation["start"] : citation["end"]] == citation["quote"]:
        href = links.place(order, Span(citation["start"], citation["end"]))
    return Source(
        number, where, citation["order"], citation["start"], citation["end"], " ".join(citation["quote"].split()), href
    )


def _title(order: Order | None) -> str | None:
    return None if order is None else title_of(order)


def _deadline(answer: Mapping[str, Any], order: Order | None, facts: Mapping[str, str]) -> int | None:
    """The number of the deadline that the answer is the date of, for its calendar entry; None where it is none."""
    value = answer["value"] or {}
    if order is None or value.get("type") not in ("date", "datetime") or answer["kind"] not in ("deadline", "event"):
        return None
    try:
        dated = rows(order, facts)
    except SoOrderedError:
        return None
    same = [row for row in dated if row.day and row.day.isoformat() == value["value"][:10] and row.governs]
    cited = [row for row in same if any(_touches(row, one) for one in answer["citations"])]
    return cited[0].deadline.number if cited else None


def _touches(row: AgendaRow, citation: Mapping[str, Any]) -> bool:
    span = row.deadline.span
    return bool(span.start < citation["end"] and citation["start"] < span.end)
