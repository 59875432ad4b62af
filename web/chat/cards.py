"""An answer as a card shows it: the short answer large, its words with numbered citations, what else there is.

Works on `Answer.to_dict`, which is what conversations keep: a card of last week looks as it did.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.calendar.dates import long_date
from assistant.deadlines.agenda import AgendaRow, rows
from indexer.errors import SoOrderedError
from indexer.orders import Order, Span
from web.orders import links

# A lead longer than this is a sentence, not a short answer.
SHORT = 90
# The pinpoint after “quoted words”; it holds parentheses of its own: (¶ 3(b)(2) at 2:17).
_QUOTE_ENDS = "” ("
_PIN = re.compile(r"[^()]{1,80}(?:\([^()]{0,20}\)[^()]{0,60}){0,5}\)")
_LISTED = re.compile(r"(?:•|\d{1,2}\.) ")
_AUTHORITIES = re.compile(r"\s*Authorities differ:.*", re.DOTALL)

Find = Callable[[str], Order | None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain words, or a quotation with the number of its source (0: the source is not among the citations)."""

    text: str
    quote: bool = False
    source: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the body; listed: an item of a list."""

    pieces: tuple[Piece, ...]
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A citation: where it stands and the address of the marked line; href is None where the order is gone."""

    number: int
    where: str
    order: str
    start: int
    end: int
    quote: str
    href: str | None


@dataclass(slots=True)
class Card:
    """tone: "answer", "asks" (a fact is missing), "which" (several orders), "silent" (the order doesn't say)."""

    tone: Literal["answer", "asks", "which", "silent"]
    headline: str
    large: bool
    label: str
    order: str | None
    title: str | None
    blocks: list[Block] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    related: list[Source] = field(default_factory=list)
    needs: list[dict[str, Any]] = field(default_factory=list)
    candidates: list[dict[str, str]] = field(default_factory=list)
    steps: list[tuple[str, str, str]] = field(default_factory=list)
    alternatives: list[tuple[str, str]] = field(default_factory=list)
    safe: str | None = None
    notes: list[str] = field(default_factory=list)
    deadline: int | None = None

    @property
    def mark(self) -> str:
        """What the source view marks for this card."""
        return ",".join(f"{source.start}-{source.end}" for source in self.sources if source.order == self.order)


def card(answer: Mapping[str, Any], find: Find, facts: Mapping[str, str]) -> Card:
    """The card of an answer. find: an order by its id, None where it is gone; facts: those it was given with."""
    status = answer["status"]
    order = find(answer["order"]) if answer["order"] else None
    tone: Any = {"answered": "answer", "needs_facts": "asks", "ambiguous": "which"}.get(status, "silent")
    sources = [_source(number, one, find) for number, one in enumerate(answer["citations"], 1)]
    notes = [_sentence(note) for note in answer["notes"]]
    text = _without(answer["text"], answer)
    lead, rest = _lead(text)
    headline, large = _headline(answer, lead)
    if status == "not_found":
        text = lead.removeprefix(headline).strip() + ("\n" + rest if rest else "")
    elif headline and not _keeps_lead(status, lead):
        text = rest
    made = Card(
        tone, headline, large, _label(answer), answer["order"], _title(order), _blocks(text, sources), sources,
        notes=notes,
    )  # fmt: skip
    if status == "needs_facts":
        made.needs = list(answer["needs"])
        made.blocks = [block for block in made.blocks if any(piece.quote for piece in block.pieces)]
    made.candidates = [one for one in answer["candidates"] if "title" in one]
    passages = [one for one in answer["candidates"] if "quote" in one] or answer["related"]
    made.related = [_source(number, one, find) for number, one in enumerate(_distinct(passages), 1)]
    made.steps = [(step["reason"], day(step["date"]), step["cite"]) for step in answer["steps"]]
    made.alternatives = [(day(one["date"]), one["if"]) for one in answer["alternatives"]]
    made.safe = day(answer["safe_date"]) if answer["safe_date"] else None
    made.deadline = _deadline(answer, order, facts)
    return made


def day(moment: str | None) -> str:
    """ "2017-11-29" → "Wednesday, November 29, 2017"; what is no date stays as it is."""
    if not moment:
        return ""
    try:
        date = dt.datetime.fromisoformat(moment) if "T" in moment else dt.date.fromisoformat(moment)
    except ValueError:
        return moment
    return long_date(date, " at ")


def _without(text: str, answer: Mapping[str, Any]) -> str:
    """The text without what the card shows on its own: notes and differing authorities."""
    for note in answer["notes"]:
        text = text.replace(str(note), "")
    if answer["alternatives"]:
        text = _AUTHORITIES.sub("", text)
    return text.strip()


def _lead(text: str) -> tuple[str, str]:
    """What stands before the first quotation or line break, and the rest."""
    cut = min((place for place in (text.find("“"), text.find("\n")) if place >= 0), default=len(text))
    return text[:cut].strip(), text[cut:].strip()


def _keeps_lead(status: str, lead: str) -> bool:
    return status == "answered" and (lead.endswith(":") or len(lead) > SHORT)


def _headline(answer: Mapping[str, Any], lead: str) -> tuple[str, bool]:
    """The short answer, and whether it is one that is shown large."""
    status, value = answer["status"], answer["value"] or {}
    if status == "needs_facts":
        count = len(answer["needs"])
        return ("One fact is missing" if count == 1 else f"{_NUMBERS.get(count, count)} facts are missing"), False
    if status == "ambiguous":
        return "Which order is meant?", False
    if status != "answered":
        return lead.partition(".")[0] + ".", False
    match value.get("type"):
        case "yes_no":
            return f"{str(value['value']).capitalize()}.", True
        case "date" | "datetime":
            return day(value["value"]), True
    if lead and len(lead) <= SHORT and not lead.endswith(":"):
        return lead.removesuffix("."), True
    if value.get("type") == "text" and len(value["value"]) <= SHORT:
        return value["value"][:1].upper() + value["value"][1:], True
    return "", False


_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}


def _label(answer: Mapping[str, Any]) -> str:
    return str(answer["kind"] or "").capitalize()


def _blocks(text: str, sources: list[Source]) -> list[Block]:
    blocks = []
    for line in text.split("\n"):
        listed = _LISTED.match(line)
        pieces = tuple(_pieces(line[listed.end() :] if listed else line, sources))
        if pieces:
            blocks.append(Block(pieces, listed is not None))
    return blocks


def _pieces(line: str, sources: list[Source]) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    for start, end, after in _quotations(line):
        before = line[place:start].strip()
        if before:
            pieces.append(Piece(before))
        words = line[start + 1 : end]
        pieces.append(Piece(words, True, _number(words, sources)))
        place = after
    rest = line[place:].strip()
    if rest:
        pieces.append(Piece(rest))
    return pieces


def _quotations(line: str) -> Iterator[tuple[int, int, int]]:
    """Where each “quotation” with a pinpoint opens and closes, and where its pinpoint ends."""
    place = 0
    while (start := line.find("“", place)) >= 0 and (end := line.find(_QUOTE_ENDS, start)) >= 0:
        pin = _PIN.match(line, end + len(_QUOTE_ENDS))
        place = pin.end() if pin else end + 1
        if pin:
            yield start, end, place


def _number(words: str, sources: list[Source]) -> int:
    """The source that these words quote."""
    whole = words.removesuffix(" …")
    return next((one.number for one in sources if " ".join(one.quote.split()).startswith(whole)), 0)


def _source(number: int, citation: Mapping[str, Any], find: Find) -> Source:
    order = find(citation["order"])
    where = citation["paragraph"]
    if citation["page"] is not None:
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


def _distinct(passages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without those that repeat another's beginning."""
    return list({(one["order"], one["start"]): one for one in passages}.values())


def _sentence(note: str) -> str:
    note = note.strip()
    return note[:1].upper() + note[1:] + ("" if note.endswith((".", "!", "?", "”")) else ".")


def _title(order: Order | None) -> str | None:
    return None if order is None else order.caption.case_name or order.caption.title or order.id


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
