"""The rows of schedules, read by their columns: what, who, the date, and the date that it replaces.

The layout has made a paragraph of each row (`indexer.layout.schedules`); here its cells are found again in the
source, where tabs and columns of blanks still stand, and are named by the heading above them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.deadlines.dates import read_clock
from indexer.deadlines.periods import scan
from indexer.layout.schedules import cells
from indexer.orders import Order, Paragraph, Pin, Span, TimePhrase

_PARTY = re.compile(
    r"(?:both|all|each|either|any|everyone|(?:both|all|the|each|either|any|lead|trial|defense|opposing|moving|"
    r"plaintiff['’]?s?['’]?|defendant['’]?s?['’]?)?\s?(?:(?:plaintiff|defendant|petitioner|respondent|movant|debtor|"
    r"trustee|claimant|intervenor|government|state|counsel|attorney|court|clerk|side|part(?:y|ie))s?)"
    r"(?:\s(?:trial\s)?counsel)?)(?:\s?(?:and|/|&|,)\s?(?:plaintiff|defendant|part(?:y|ie)|counsel|court)s?)?\W*",
    re.I,
)
_OLD = re.compile(
    r"\b(?:old|current|previous|prior|existing|original|former|present|from|was|proposed|proposal)\b", re.I
)
_NEW = re.compile(r"\b(?:new|amended|revised|extended|modified|reset|adjusted|ordered|granted|court['’]s)\b", re.I)
_WHO = re.compile(r"\b(?:part(?:y|ies)|responsib\w+|who|by\swhom|side)\b", re.I)
_PLACE = re.compile(r"\b(?:where|place|location|courtroom|room|time|notes?|comments?|rule|ecf|no)\b", re.I)
_UNCHANGED = re.compile(r"\W*(?:unchanged|no\schange|same|not\schanged|stands|remains.*|n/?a|-+|—)\W*", re.I)
_EVENT = re.compile(
    r"\b(?:hearing|conference|trial|argument|arraignment|sentencing|teleconference|mediation|jury\sselection|"
    r"voir\sdire|status\scheck|call)s?\b",
    re.I,
)
_ACT = re.compile(
    r"\b(?:deadline|cut-?\s?offs?|last\s(?:day|date)|complet\w+|conclud\w+|due|briefs?|briefing|motions?|statements?|"
    r"submissions?|reports?|orders?|lists?|exhibits?|disclos\w+|notices?|requests?|instructions?|designat\w+|memorand\w+|"
    r"objections?|responses?|repl(?:y|ies)|close|letters?|materials|findings|filed|served|exchanged?|depositions?|by)\b",
    re.I,
)
_HEARD = re.compile(r"\b(?:hearing|argument)\b(?!\s(?:deadline|cut|date\sdeadline))", re.I)
_CUT = re.compile(r"\b(?:deadline|cut-?\s?offs?|last\s(?:day|date)|due|complet\w+|by)\b", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one row in one column; pieces: where they stand in `Order.text`; column: letters before them."""

    text: str
    pieces: tuple[Span, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A date of a schedule's row. label: what the row is about; who: its party, None where no column says;
    event: it happens rather than falls due; old: the heading's or the struck words that say that the date is
    given up, None for a date that stands."""

    paragraph: Paragraph
    phrase: TimePhrase
    label: str
    who: str | None
    event: bool
    old: Span | None = None


def read_tables(order: Order) -> dict[int, list[Entry]]:
    """By number of their paragraphs, the entries of the rows of schedules. A row that is none is left out."""
    found: dict[int, list[Entry]] = {}
    heading: list[Cell] = []
    last = -1
    starts = [pin.start for pin in order.pins]
    for paragraph in order.paragraphs:
        if paragraph.kind not in {"item", "body", "footnote"} or paragraph.sentences != (paragraph.span,):
            continue
        row = _row(order, paragraph, starts)
        if len(row) < 2:
            continue
        if paragraph.number != last + 1:
            heading = []
        phrases = [_phrases(cell) for cell in row]
        if not any(phrases):
            heading = row
        elif entries := list(_entries(paragraph, row, phrases, heading)):
            found[paragraph.number] = entries
        last = paragraph.number
    return found


def is_event(label: str) -> bool:
    """Whether a label names what happens ("Jury trial") and not what falls due ("Trial briefs")."""
    if not _EVENT.search(label):
        return False
    return not _ACT.search(label) or bool(_HEARD.search(label) and not _CUT.search(label))


def _entries(
    paragraph: Paragraph, row: Sequence[Cell], phrases: Sequence[Sequence[TimePhrase]], heading: Sequence[Cell]
) -> Iterator[Entry]:
    names = [_named(cell, index, len(row), heading) for index, cell in enumerate(row)]
    dated = [index for index, here in enumerate(phrases) if here]
    words = [index for index in range(len(row)) if index not in dated]
    who = next((row[i].text for i in words if _PARTY.fullmatch(row[i].text) or _is(_WHO, names[i])), None)
    labels = [
        row[i].text
        for i in words
        if row[i].text != who and not _is(_PLACE, names[i]) and not _UNCHANGED.fullmatch(row[i].text)
        and not read_clock(row[i].text)
    ]  # fmt: skip
    if not labels and who is None:
        return
    label = labels[0] if labels else str(who)
    clock = next((time for i in words if (time := read_clock(row[i].text))), None)
    new = [index for index in dated if _is(_NEW, names[index]) and not _is(_OLD, names[index])]
    for index in dated:
        name = names[index]
        old = None
        if new and index not in new and name is not None and _is(_OLD, name):
            old = name.pieces[0]
        party = name.text if name is not None and _PARTY.fullmatch(name.text) else who
        for phrase in phrases[index]:
            if clock is not None and phrase.time is None and phrase.kind == "fixed":
                phrase = replace(phrase, time=clock)
            yield Entry(paragraph, phrase, label, party, is_event(label), old)


def _is(kind: re.Pattern[str], name: Cell | None) -> bool:
    return name is not None and bool(kind.search(name.text))


def _named(cell: Cell, index: int, cells_here: int, heading: Sequence[Cell]) -> Cell | None:
    """The heading's cell over a cell: by count where both rows have as many, else the nearest column."""
    if not heading:
        return None
    if len(heading) == cells_here:
        return heading[index]
    return min(heading, key=lambda other: abs(other.column - cell.column))


def _phrases(cell: Cell) -> tuple[TimePhrase, ...]:
    """The time phrases of a cell that is nothing but time, or begins or ends with it; none of a cell of words."""
    found: list[TimePhrase] = []
    at = 0
    for piece in cell.pieces:
        length = piece.end - piece.start
        found += [phrase for phrase in scan(cell.text[at : at + length], piece.start) if phrase.kind != "vague"]
        at += length + 1
    if not found or len(found) == 1 and found[0].kind == "fixed" and found[0].date is None and cell.text[:1].isalpha():
        return ()
    rest = len(cell.text) - sum(phrase.span.end - phrase.span.start for phrase in found)
    opens = found[0].span.start - cell.pieces[0].start
    return tuple(found) if rest < 45 and opens < 14 else ()


def _row(order: Order, paragraph: Paragraph, starts: Sequence[int]) -> list[Cell]:
    """The cells of a paragraph's rows; what a row wraps over goes to the cell above it."""
    lines: dict[tuple[int, int], list[Pin]] = {}
    for pin in order.pins[bisect_left(starts, paragraph.span.start) :]:
        if pin.start >= paragraph.span.end:
            break
        lines.setdefault((pin.page, pin.row), []).append(pin)
    row: list[list[tuple[str, Span, int]]] = []
    for number, pins in enumerate(lines.values()):
        for text, span, column in _cells(order, pins):
            if not number or not row:
                row.append([(text, span, column)])
            else:
                min(row, key=lambda cell: abs(cell[0][2] - column)).append((text, span, column))
    return [Cell(" ".join(part[0] for part in cell), tuple(part[1] for part in cell), cell[0][2]) for cell in row]


def _cells(order: Order, pins: Sequence[Pin]) -> Iterator[tuple[str, Span, int]]:
    """The cells of one printed row, each with its place in the text and in its row of the source."""
    raw: list[str] = []
    at: list[int] = []
    begin = max(order.source.rfind("\n", 0, pins[0].source), order.source.rfind("\f", 0, pins[0].source)) + 1
    columns: list[int] = []
    previous: Pin | None = None
    for pin in pins:
        if previous is not None:
            end = previous.source + previous.end - previous.start
            gap = order.source[end : pin.source] if pin.source - end < 400 else " "
            blanks = "".join(letter for letter in gap if letter.isspace()) or order.text[previous.end : pin.start]
            raw.append(blanks)
            at += [previous.end] * len(blanks)
            columns += [end - begin] * len(blanks)
        words = order.text[pin.start : pin.end]
        raw.append(words)
        at += range(pin.start, pin.end)
        columns += range(pin.source - begin, pin.source - begin + len(words))
        previous = pin
    text = "".join(raw)
    for start, end in cells(text):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        span = Span(at[start], at[end - 1] + 1)
        yield order.text[span.start : span.end], span, columns[start]
