"""Who signed an order, in which office, and when: the signature at its foot or a docket entry's "Signed by ...".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.caption.names import in_title_case
from indexer.deadlines.dates import find_moments, read_moment
from indexer.layout.cells import Cell
from indexer.orders import Order, Span

_TITLE = (
    r"(?:(?:chief|senior|presiding|acting|u\.?\s?s\.?|united\s+states|federal|visiting)\s+){0,3}"
    r"(?:(?:district\s+court|district|magistrate|bankruptcy|circuit)\s+)?judge"
)
_INITIALED = r"u\.?\s?s\.?\s?[dmb]\.?\s?j\.?"
# "Lyle E. Strom", "C Lynwood Smith, Jr", "Erin Wilder-Doomes", "Rosa de la Cruz"
_WORD = r"[A-ZÀ-Þ][\w'’-]+"
_NAME = (
    rf"(?:{_WORD}|[A-Z]\.?)(?:\s{{1,3}}(?:{_WORD}|[A-Z]\.?|(?:de|del|la|van|von|der)(?=\s))){{1,4}}"
    r"(?:,?\s(?:Jr|Sr|II|III|IV|JR|SR)\b\.?)?"
)
# "Signed by Magistrate Judge Jo Roe on 10/4/2018." Behind name and date the sentence ends: "as ordered by
# Judge Roe in March" signs nothing. "by" alone needs office and date.
_ENTRY = re.compile(
    rf"(?:\b(?:signed|ordered|entered|approved)\s+by|(?P<bare>\bby))\s+(?:the\s+)?(?:hon(?:orable)?\.?\s+)?"
    rf"(?P<title>{_TITLE})\s{{1,3}}(?P<name>(?-i:{_NAME}))"
    r"(?P<on>\s{0,2}\)?\s{0,2}(?:on|dated)\s{1,2}(?:\d[\d/-]{5,9}|[A-Z][a-z]+\.?\s\d{1,2},\s\d{4}))?"
    r"(?=\s{0,4}(?:[.;()\[\]]|$|This\s|Copies\s))",
    re.I,
)
ENTRY_EXAMPLES: tuple[tuple[str, str, str], ...] = (
    ("Signed by Magistrate Judge Jo Roe-Poe on 10/04/2018. (ABC)", "Jo Roe-Poe", "Magistrate Judge"),
    ("(Signed by Judge Ann A. Roe on 10/9/2017) (anc)", "Ann A. Roe", "Judge"),
    ("So Ordered by Magistrate Judge Jose R. Roe on 2/13/2024. (akw, )", "Jose R. Roe", "Magistrate Judge"),
    ("Ordered by Senior Judge Ann E. Roe. (Copy mailed)(MKR)", "Ann E. Roe", "Senior Judge"),
    ("denying 14 Motion by Magistrate Judge Kim M. Roe on 7/24/2017.", "Kim M. Roe", "Magistrate Judge"),
    ("Signed by Judge C Linn Roe, Jr on 01/03/13. (SPT )", "C Linn Roe, Jr", "Judge"),
    ("( signed by Magistrate Judge Frank Roe ); Copies sent", "Frank Roe", "Magistrate Judge"),
    ("Signed by US Magistrate Judge Sue C. Roe on 11/13/2023. (brl)", "Sue C. Roe", "US Magistrate Judge"),
)
ENTRY_NEAR_MISSES: tuple[str, ...] = (
    "The hearing is set before Judge Ann A. Roe.",
    "as ordered by Magistrate Judge Ann Roe in March, the parties shall confer",
    "Motion opposed by Judge Roe's former clerk",
    "the brief was read by Magistrate Judge Ann Roe.",
    "Magistrate Judge Ann Roe recommended that the motion be denied.",
)
_TITLE_CELL = re.compile(
    rf"(?P<title>{_TITLE})(?:\s+(?:for|of)\s+the\s+[\w ]{{4,60}})?|(?P<initials>{_INITIALED})", re.I
)
_NAME_AND_TITLE = re.compile(
    rf"(?:.{{0,40}}?\b(?:honorable|hon\.)[:\s]*)?(?P<name>(?-i:{_NAME}))"
    rf"\s?[,—–-]\s?(?P<title>{_TITLE}|{_INITIALED})\W*",
    re.I,
)
_PREFIX = re.compile(r"(?:.*/s/|.*\bs/(?=\s?[A-Z])|by\s*:|(?:the\s+)?hon(?:orable)?\b\.?|present\s*:)\s*", re.I)
_NO_NAME = re.compile(
    r"\b(?:court|united|states|ordered|order|dated?|district|clerk|day|judge|plaintiffs?|defendants?|attorneys?|"
    r"counsel|"
    r"january|february|march|april|may(?=\s\d)|june|july|august|september|october|november|december|page|the|copies|"
    r"it\s+is|so|initials|electronically|signed)\b",
    re.I,
)
# Words that date an order at its foot. In small letters they stand in sentences about other papers.
_DATED = re.compile(
    r"\b(?:Dated?|DATED?|Signed|SIGNED|SO\s+ORDERED|So\s+[Oo]rdered|ORDERED|Entered|ENTERED|Done|DONE|Issued|ISSUED)\b"
)
# What may stand between them and the date, besides a place ("Dated: Brooklyn, New York").
_FILLER = frozenset({
    "and", "at", "by", "date", "dated", "day", "done", "electronically", "entered", "in", "is", "it", "of", "on",
    "ordered", "signed", "so", "the", "this",
})  # fmt: skip
_PLACE_WORDS = 5
_NUMERAL_OF = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\s+day\s+of\s", re.I)
# "Ordered on 3/27/2019 by Judge Roe.", "ENTERED: 05/14/2014", "Ordered by U.S. Mag Judge Roe, Jr. on 1/12/09.",
# "(Filed on 8/3/2007)"
_FOOT = re.compile(
    r"(?:(?<=[.)\]]\s)(?:So\s)?(?:Ordered|Signed|Entered|Issued|Dated)\s(?:on|this)"
    r"|(?<!\()\b(?:ENTERED|SIGNED|DATED|Dated|Entered|Signed|SO\sORDERED)\s?:"
    r"|\((?:Filed|Signed|Entered)\son"
    r"|(?i:\b(?:judge|honorable))\s(?:[A-Z][\w'’-]*\.?,?\s){1,5}(?:on|ON))\s+(?=[\dA-Z])"
)
_FOOT_LENGTH = 400
_ENTERED = re.compile(r"\(\s?entered\s*:?\s*(?=\d)", re.I)
_ON = re.compile(r"\s{0,2}\)?\s{0,2}(?:on|dated)\s{1,2}", re.I)
# The office before the name: "Chief Judge Ann Roe", "Judge: Hon. Ann Roe".
_TITLE_AND_NAME = re.compile(
    rf"(?P<title>{_TITLE})\s*:?\s+(?:the\s+)?(?:hon(?:orable)?\b\.?\s+)?(?P<name>(?-i:{_NAME}))\W*", re.I
)
_CLOSING = re.compile(r"\b(?:so\s+ordered|by\s+the\s+court)\b", re.I)


@dataclass(frozen=True, slots=True)
class Signature:
    """A judge's name and office with where they stand. cell: number of the name's cell, None in a docket entry."""

    judge: str
    title: str | None
    name_span: Span
    title_span: Span | None
    cell: int | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and the stretch of text that it was read from."""

    date: dt.date
    span: Span


def read_entry_signature(text: str) -> Signature | None:
    """Who signed a docket entry, from its last "Signed by Magistrate Judge ...", "Ordered by ..." words."""
    last = None
    for match in _ENTRY.finditer(text):
        if not match.group("bare") or (match.group("on") and match.group("title").casefold() != "judge"):
            last = match
    if last is None:
        return None
    return Signature(
        in_title_case(_spaced(last.group("name"))), _spaced(last.group("title")),
        Span(*last.span("name")), Span(*last.span("title")),
    )  # fmt: skip


def read_entry_date(text: str, signature: Signature | None) -> Dated | None:
    """The date right after the signing judge's name: "on 11-25-08"."""
    if signature is None:
        return None
    match = _ON.match(text, signature.name_span.end)
    moment = read_moment(text[match.end() : match.end() + 40]) if match else None
    if match is None or moment is None or moment.date is None:
        return None
    return Dated(moment.date, Span(match.end() + moment.start, match.end() + moment.end))


def read_entered(text: str) -> Dated | None:
    """The date of "(Entered: 10/05/2018)"."""
    last = _last(_ENTERED, text, 0, len(text))
    moment = read_moment(text[last.end() : last.end() + 40]) if last else None
    if last is None or moment is None or moment.date is None:
        return None
    return Dated(moment.date, Span(last.end() + moment.start, last.end() + moment.end))


def read_foot(text: str) -> Dated | None:
    """The date that ends a docket entry without the judge's name before it: "Ordered on 3/27/2019 by Judge Roe.",
    "ENTERED: 05/14/2014"."""
    last = _last(_FOOT, text, max(0, len(text) - _FOOT_LENGTH), len(text))
    moment = read_moment(text[last.end() : last.end() + 40]) if last else None
    if last is None or moment is None or moment.date is None:
        return None
    return Dated(moment.date, Span(last.end() + moment.start, last.end() + moment.end))


def read_signature(rows: Sequence[Cell]) -> Signature | None:
    """The last signature among an order's cells: an office on its own cell under the name, or behind it.

    rows: every cell of the order. The name may stand up to three rows above the office.
    """
    for index in range(len(rows) - 1, -1, -1):
        cell = rows[index]
        if len(cell.text) > 160:
            continue
        both = _NAME_AND_TITLE.fullmatch(cell.text)
        if both and not _NO_NAME.search(both.group("name")):
            return _signature(cell, both, index)
        match = _TITLE_CELL.fullmatch(_PREFIX.sub("", cell.text, count=1).strip(" .,_"))
        found = _name_above(rows, index) if match else None
        if match and found:
            title = match.group("title") or match.group("initials")
            begin = cell.text.find(title)
            return Signature(
                found[0], _office(title), found[1], Span(cell.start + begin, cell.start + begin + len(title)), found[2]
            )
    return _named_office(rows) or _closed(rows)


def _named_office(rows: Sequence[Cell]) -> Signature | None:
    """An office before the name on one cell: "Chief Judge Ann Roe", "Judge: Hon. Ann Roe"."""
    for index in range(len(rows) - 1, -1, -1):
        match = _TITLE_AND_NAME.fullmatch(rows[index].text) if len(rows[index].text) <= 100 else None
        if match and not _NO_NAME.search(match.group("name")):
            return _signature(rows[index], match, index)
    return None


def _closed(rows: Sequence[Cell]) -> Signature | None:
    """A name signed under "SO ORDERED" or "BY THE COURT" without an office."""
    closing = max((index for index, cell in enumerate(rows) if _CLOSING.search(cell.text)), default=len(rows))
    for index in range(closing, min(closing + 5, len(rows))):
        prefix = _PREFIX.match(rows[index].text)
        words = rows[index].text[prefix.end() :].strip(" ._") if prefix else ""
        if prefix and "s/" in prefix.group().casefold() and re.fullmatch(_NAME, words) and not _NO_NAME.search(words):
            begin = rows[index].text.find(words, prefix.end())
            span = Span(rows[index].start + begin, rows[index].start + begin + len(words))
            return Signature(in_title_case(words), None, span, None, index)
    return None


def _name_above(rows: Sequence[Cell], index: int) -> tuple[str, Span, int] | None:
    for above in range(index - 1, max(-1, index - 5), -1):
        cell = rows[above]
        prefix = _PREFIX.match(cell.text)
        start = prefix.end() if prefix else 0
        again = _PREFIX.match(cell.text, start)
        start = again.end() if again else start
        words = cell.text[start:].strip(" .,_")
        start = cell.text.find(words, start)
        if re.fullmatch(_NAME, words) and not _NO_NAME.search(words):
            return in_title_case(words), Span(cell.start + start, cell.start + start + len(words)), above
    return None


def _signature(cell: Cell, match: re.Match[str], index: int) -> Signature:
    name, title = match.span("name"), match.span("title")
    return Signature(
        in_title_case(_spaced(match.group("name"))), _office(match.group("title")),
        Span(cell.start + name[0], cell.start + name[1]), Span(cell.start + title[0], cell.start + title[1]), index,
    )  # fmt: skip


def read_dated(order: Order, rows: Sequence[Cell], around: int | None) -> Dated | None:
    """The date of the order at its foot: "Dated: June 24, 2016", "SO ORDERED, this the 12th day of June, 2019".

    around: number of the cell with the judge's name; None: the last rows are searched. A date whose day
    OCR lost ("Dated this = day of March, 2025") is none.
    """
    near = around if around is not None else len(rows) - 1
    zone = rows[max(0, near - 14) : near + 9]
    if not zone:
        return None
    start, end = zone[0].start, zone[-1].end
    text = order.text[start:end]
    best: tuple[int, int, Dated] | None = None
    for moment in find_moments(text):
        if moment.date is None:
            continue
        weight = _weight(text, moment.start, moment.end)
        if weight:
            printed = text[moment.start : moment.end]
            dated = Dated(moment.date, Span(start + moment.start, start + moment.start + len(printed.rstrip())))
            if best is None or (weight, moment.start) > best[:2]:
                best = (weight, moment.start, dated)
    return best[2] if best else None


def _weight(text: str, start: int, end: int) -> int:
    """How surely a date of the foot is the order's own: 3 right after "Dated:", 2 as "18th day of March",
    1 alone on its row; 0 where it is some other date."""
    label = _last(_DATED, text, max(0, start - 80), start)
    if label:
        words = [word for word in re.findall(r"[^\W_]+", text[label.end() : start]) if word.casefold() not in _FILLER]
        if len(words) <= _PLACE_WORDS and all(word[0].isupper() for word in words):
            return 3
    if _NUMERAL_OF.match(text, start):
        return 2
    row = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) if "\n" in text[end:] else len(text))]
    return 1 if len(row.strip(" .,_")) <= end - start + 2 else 0


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> re.Match[str] | None:
    found = list(pattern.finditer(text, start, end))
    return found[-1] if found else None


def _office(title: str) -> str:
    """An office in title case; "U.S.M.J." and its like spelled out."""
    bare = re.sub(r"\W", "", title).upper()
    spelled = {"USDJ": "District", "USMJ": "Magistrate", "USBJ": "Bankruptcy"}.get(bare)
    return f"United States {spelled} Judge" if spelled else in_title_case(_spaced(title))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
