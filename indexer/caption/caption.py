"""What the head and foot of an order say about it: court, number, parties, title, judge, dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.caption import judges, notices
from indexer.caption.courts import Court, find_district, read_court
from indexer.caption.docket_numbers import complete, find_docket_number, read_docket_number, with_type
from indexer.caption.parties import VERSUS, Parties, is_versus, read_parties, role_alone, starts_parties
from indexer.caption.titles import is_title, read_entry_title, read_title, without_references
from indexer.deadlines.dates import find_moments, read_moment
from indexer.layout.cells import Cell, cells, cover
from indexer.orders import Caption, DocketNumber, Order, Paragraph, Span, Stamp

# A caption ends within this many cells; the court's name stands within the first of them (counsel's address
# may stand over it).
_HEAD = 90
_COURT = 45
_PROSE_WORDS = 7
# No row of a caption is longer, in characters, even where a whole caption is one paragraph of a Word file.
_LONGEST_ROW = 1500
_LABEL_ALONE = re.compile(
    r"(?:(?:civil|criminal|crim\.?)\s)?(?:(?:case|action|docket)\s)?(?:nos?|number)\W{0,3}|case\W{0,3}", re.I
)
_MINUTES = re.compile(r"(?:civil|criminal|court)?\s*minutes?\b", re.I)
_MINUTES_DATE = re.compile(r"date\s*:?\s+(?=[A-Z\d])", re.I)
_MINUTES_FIELD = re.compile(r"(?P<field>title|proceedings)\s*:?\s*", re.I)


@dataclass(slots=True)
class _Reading:
    """What has been read so far, with the place of each value."""

    where: dict[str, Span] = field(default_factory=dict)
    court: Court | None = None
    number: DocketNumber | None = None
    parties: Parties = field(default_factory=Parties)
    title: str | None = None


def read_caption(order: Order) -> Caption:
    """The caption of a laid-out order. What is not printed is None; a docket entry without a caption gives
    its title, judge and dates only. Pure; reads nothing but the order."""
    rows = cells(order)
    reading = _Reading()
    head = _read_court(order, rows, reading)
    signature, dated, entered = None, None, judges.read_entered(order.text)
    if head is not None:
        _read_head(order, head, reading)
        signature = judges.read_signature(rows) or judges.read_entry_signature(order.text)
        # "Signed by Judge Roe on 11/20/2021. (Entered: 11/21/2021)" under a caption, too: the day it was signed.
        signed = judges.read_entry_date(order.text, signature) if signature and signature.cell is None else None
        around = signature.cell if signature else None
        dated = signed or judges.read_dated(order, rows, around) or _minutes_date(head)
        if dated is None and around is not None:  # the judge's name stood over the text: the foot has the date alone
            dated = judges.read_dated(order, rows, None)
        dated = dated or judges.read_foot(order.text)
    else:
        signature = judges.read_entry_signature(order.text) or judges.read_signature(rows)
        dated = judges.read_entry_date(order.text, signature) or judges.read_foot(order.text) or entered
        if dated is None and signature and signature.cell is not None:
            dated = judges.read_dated(order, rows, signature.cell)
        _read_entry(order, reading)
    stamp = _own_stamp(order.stamps, reading.number)
    number = _number(reading, stamp)
    where = reading.where
    if signature:
        where["judge"] = signature.name_span
        if signature.title_span:
            where["judge_title"] = signature.title_span
    filed = dated.date if dated else _stamped_date(order, rows, stamp, signature)
    if dated:
        where["filed"] = dated.span
    if entered:
        where["entered"] = entered.span
    court = reading.court
    caption = Caption(
        court=court.name if court else None,
        district=court.district if court else None,
        state=(court.state or None) if court else None,
        docket_number=number,
        parties=reading.parties.parties,
        case_name=reading.parties.case_name,
        title=reading.title,
        judge=signature.judge if signature else None,
        judge_title=signature.title if signature else None,
        filed=filed,
        entered=entered.date if entered else None,
        document=stamp.document if stamp else None,
        where=where,
    )
    return notices.completed(order, caption)


def _read_court(order: Order, rows: Sequence[Cell], reading: _Reading) -> list[Cell] | None:
    """The cells under the court's name, those of the caption and a little beyond; None: no caption."""
    for index, cell in enumerate(rows[:_COURT]):
        if "court" not in cell.text.casefold() or len(cell.text) > 200:
            continue
        for count in (4, 3, 2, 1):
            parts = rows[index : index + count]
            court = read_court(" ".join(part.text for part in parts))
            if court is None:
                continue
            reading.court = court
            span = cover(order, parts)
            if span:
                reading.where["court"] = span
                _place_district(order, span, reading)
            return list(rows[index + count : index + count + _HEAD])
    head = list(rows[:_HEAD])
    return head if any(starts_parties(cell) for cell in head[:30]) else None


def _place_district(order: Order, span: Span, reading: _Reading) -> None:
    text = order.text[span.start : span.end]
    for match in re.finditer(r"\b(?:northern|eastern|southern|western|middle|central|district\s+of)\b", text, re.I):
        # The fewest words that name it: a division may follow.
        for word in re.finditer(r"\S+", text[match.start() :]):
            if find_district(text[match.start() : match.start() + word.end()]):
                place = Span(span.start + match.start(), span.start + match.start() + word.end())
                reading.where["district"] = reading.where["state"] = place
                return


def _read_head(order: Order, head: Sequence[Cell], reading: _Reading) -> None:
    """Number, parties and title out of the cells from the court's name to the first prose."""
    head = [cell for cell in head if len(cell.text) <= _LONGEST_ROW]
    body = _body(order, head)
    kept: list[Cell] = []
    for cell in head[:body]:
        found = find_docket_number(cell.text)
        if found and reading.number is None:
            reading.number = found.number
            reading.where["docket_number"] = Span(
                cell.start + found.start, cell.start + found.start + len(found.number.printed)
            )
        if found:
            sides = cell.part(0, found.label), cell.part(found.end)
            kept += [part for part in sides if re.search(r"\w\W?\w", part.text) or starts_parties(part)]
        elif not _labels_number(cell):
            kept.append(cell)
    edge = _right_edge(kept)
    if any(_MINUTES.match(cell.text) for cell in kept[:6]):
        _read_minutes(order, kept, reading)
    else:
        left = [cell for cell in kept if edge is None or cell.column < edge]
        reading.parties = read_parties(order, _up_to_title(left))
    if reading.parties.parties:
        spans = [party.span for party in reading.parties.parties if party.span]
        if spans:
            reading.where["case_name"] = Span(min(span.start for span in spans), max(span.end for span in spans))
    if reading.title is None:
        used = {part.start for part in reading.parties.used}
        _set_title(order, read_title([cell for cell in kept if cell.start not in used], edge), reading)


def _labels_number(cell: Cell) -> bool:
    """ "CIVIL ACTION NO." on a row of its own."""
    return bool(_LABEL_ALONE.fullmatch(cell.text))


def _body(order: Order, head: Sequence[Cell]) -> int:
    """Number of the first cell that belongs to no caption or heading: one of a paragraph of prose.

    The caption is not over before the role of its second side, whatever stands before that.
    """
    number = first = 0
    versus = next((index for index, cell in enumerate(head) if is_versus(cell.text)), None)
    if versus is not None:
        after = range(versus + 1, min(len(head), versus + 25))
        first = next((index for index in after if role_alone(head[index].text)), versus) + 1
    titled = any(one.kind == "caption" and is_title(_words(order, one)) for one in order.paragraphs)
    for index, cell in enumerate(head):
        while number < len(order.paragraphs) and order.paragraphs[number].span.end < cell.end:
            number += 1
        if number == len(order.paragraphs):
            return index
        paragraph = order.paragraphs[number]
        if index < first or _MINUTES_FIELD.match(cell.text):
            continue
        if titled and paragraph.kind != "caption":
            return index
        if cell.text[: without_references(cell.text)].isupper():
            continue
        text = _words(order, paragraph)[:400]
        if paragraph.kind == "signature" or (paragraph.kind in ("body", "item") and _is_prose(text)):
            return index
    return len(head)


def _words(order: Order, paragraph: Paragraph) -> str:
    return order.text[paragraph.span.start : paragraph.span.end]


def _is_prose(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    small = sum(word[0].islower() for word in words)
    sentence = len(words) >= 30 or bool(re.search(r"[a-z)]\.(?:\s|$)", text))
    return len(words) >= _PROSE_WORDS and small >= len(words) * (0.25 if sentence else 0.5)


def _up_to_title(left: Sequence[Cell]) -> list[Cell]:
    """The left cells before the title: it may only begin once "v." has been read."""
    versus = next((index for index, cell in enumerate(left) if VERSUS.search(cell.text)), None)
    if versus is None:
        return list(left)
    for index in range(versus + 2, len(left)):
        if is_title(left[index].text):
            return list(left[:index])
    return list(left)


def _right_edge(kept: Sequence[Cell]) -> int | None:
    """The column where the right side of a two-column caption begins; None: it has one column."""
    rights = [cell.column for cell in kept if not cell.first and cell.column > 12]
    return min(rights) - 3 if rights else None


def _set_title(order: Order, parts: Sequence[Cell], reading: _Reading) -> None:
    if not parts:
        return
    text = re.sub(r"\s+", " ", " ".join(part.text for part in parts))
    # A struck "[PROPOSED]" is no word of the title, and a row's end no blank after a hyphen.
    text = re.sub(r"(?<=\w-) (?=\w)", "", re.sub(r"\bX{4,} |\bx{4,} ", "", text))
    reading.title = text[: without_references(text)] or None
    span = cover(order, parts)
    if span and reading.title:
        printed = order.text[span.start : span.end]
        reading.where["title"] = Span(span.start, span.start + (without_references(printed) or len(printed)))


def _read_minutes(order: Order, kept: Sequence[Cell], reading: _Reading) -> None:
    """A form of fields: "Title  RYAN LEE v. ACME, INC.", "Proceedings: (IN CHAMBERS) - ORDER ..."."""
    for index, cell in enumerate(kept):
        match = _MINUTES_FIELD.match(cell.text)
        if not match:
            continue
        values = [cell.part(match.end())] if cell.text[match.end() :].strip() else []
        for after in kept[index + 1 :]:
            beside = after.page == cell.page and after.row == cell.row
            under = after.column > cell.column + 6 and after.row - (values or [cell])[-1].row == 1
            if not (beside or under) or _MINUTES_FIELD.match(after.text):
                break
            values.append(after)
        if match.group("field").casefold() == "title" and values:
            reading.parties = read_parties(order, values)
        elif values and reading.title is None:
            _set_title(order, values, reading)


def _minutes_date(head: Sequence[Cell]) -> judges.Dated | None:
    """ "Date: October 13, 2017" at the head of minutes is their own date; in other captions it is a hearing's."""
    if not any(_MINUTES.match(cell.text) for cell in head[:8]):
        return None
    for index, cell in enumerate(head[:30]):
        match = _MINUTES_DATE.match(cell.text)
        place, start = (cell, match.end()) if match else (cell, -1)
        if start < 0 and re.fullmatch(r"date\W*", cell.text, re.I) and index + 1 < len(head):
            place, start = head[index + 1], 0
        moment = read_moment(place.text[start:]) if start >= 0 else None
        if moment and moment.date:
            return judges.Dated(moment.date, Span(place.start + start + moment.start, place.start + start + moment.end))
    return None


def _read_entry(order: Order, reading: _Reading) -> None:
    # A title on rows of its own is laid out as a caption, and ends there.
    heads = [one.span.end for one in order.paragraphs if one.kind == "caption"]
    found = read_entry_title(order.text[: heads[-1]] + ". " if heads else order.text[:2000])
    if found:
        reading.title = re.sub(r"\s+", " ", order.text[found[0] : found[1]])
        reading.where["title"] = Span(*found)


def _own_stamp(stamps: Sequence[Stamp], number: DocketNumber | None) -> Stamp | None:
    """The stamp of this paper: of several (a proposed order filed, then signed) the one filed last."""
    filled = [stamp for stamp in stamps if stamp.document or stamp.filed or stamp.docket_number]
    return max(
        filled,
        key=lambda stamp: (stamp.filed or dt.date.min, stamp.document or 0, bool(stamp.docket_number)),
        default=None,
    )


def _number(reading: _Reading, stamp: Stamp | None) -> DocketNumber | None:
    stamped = stamp.docket_number if stamp else None
    if reading.number is None:
        return read_docket_number(stamped) if stamped else None
    number = complete(reading.number, stamped)
    if number.type is None and reading.court and "Bankruptcy" in reading.court.name:
        return with_type(number, "bk")
    # Only civil cases have plaintiffs other than the United States, or petitioners.
    first = reading.parties.parties[:1]
    civil = any(
        party.role in ("plaintiff", "petitioner") and "united states of" not in party.name.casefold() for party in first
    )
    if number.type is None and civil and reading.court and reading.court.district:
        return with_type(number, "cv")
    return number


def _stamped_date(
    order: Order, rows: Sequence[Cell], stamp: Stamp | None, signature: judges.Signature | None
) -> dt.date | None:
    """The stamp's "Filed" date, unless month and year of a half-read date at the foot contradict it."""
    if stamp is None or stamp.filed is None:
        return None
    near = signature.cell if signature and signature.cell is not None else len(rows) - 1
    zone = rows[max(0, near - 8) : near + 6]
    if not zone:
        return stamp.filed
    for moment in find_moments(order.text[zone[0].start : zone[-1].end]):
        half_read = moment.date is None and moment.year and moment.month
        if half_read and (moment.year, moment.month) != (stamp.filed.year, stamp.filed.month):
            return None
    return stamp.filed


