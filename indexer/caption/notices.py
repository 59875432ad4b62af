"""What a notice of electronic filing says of its case: court, number, name, document, when it was entered and filed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from indexer.caption.courts import read_court
from indexer.caption.docket_numbers import read_docket_number
from indexer.deadlines.dates import read_moment
from indexer.orders import Caption, Order, Party, Span

# As `indexer.read.notice` sets it: a paragraph for the court, its district, the notice's name, and each field.
_NOTICE = re.compile(r"\bNotice of (?:Electronic Filing|Docket Activity|Bankruptcy Case Filing)\b", re.I)
_COURT = re.compile(r"\s*(?P<court>[^\n]{4,80})\n+(?P<district>[^\n]{4,80}?)(?=\s*(?:[-–]\s*CM/ECF[^\n]*)?\n)")
_FIELD = r"(?:^|\n)[ *]*{name}[ *]*:[ *|]*(?P<value>[^\n|]{{1,300}})"
_NUMBER = re.compile(_FIELD.format(name="Case Number"), re.I)
_NAME = re.compile(_FIELD.format(name="Case Name"), re.I)
_DOCUMENT = re.compile(_FIELD.format(name="Document Number"), re.I)
_DATE = r"\d{1,2}/\d{1,2}/\d{2,4}"
_ENTERED = re.compile(rf"\b(?:entered|received)\b[^\n]{{0,60}}?\bon (?P<date>{_DATE})", re.I)
_FILED = re.compile(rf"\bfiled on (?P<date>{_DATE})", re.I)
_JUDGE = re.compile(
    r"\b(?:before|by|Judge:?)\s+(?:the\s+)?(?P<title>(?:Honorable|Hon\.|(?:Chief\s+|Senior\s+)?(?:Magistrate\s+|District\s+)?Judge)\s+"
    r"(?:(?:Magistrate\s+)?Judge\s+)?)(?P<name>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]*){0,3})"
)
_VERSUS = re.compile(r"\s+(?:v|vs)\.?\s+", re.I)


def completed(order: Order, caption: Caption) -> Caption:
    """`caption`, with what the notice says where `order` is one, else as it is."""
    named = _NOTICE.search(order.text[:3000])
    number = _NUMBER.search(order.text) if named else None
    if named is None or number is None:
        return caption
    where = dict(caption.where)

    def note(field: str, match: re.Match[str], group: str) -> str:
        words = match.group(group).rstrip()
        where[field] = Span(match.start(group), match.start(group) + len(words))
        return words

    made = replace(caption, docket_number=read_docket_number(note("docket_number", number, "value")))
    court = _COURT.match(order.text[: named.start()])
    if court and (read := read_court(f"{court['court']} {court['district']}")):
        where["court"] = Span(court.start("court"), court.end("district"))
        made = replace(made, court=read.name, district=read.district, state=read.state or None)
    if name := _NAME.search(order.text):
        words = note("case_name", name, "value")
        sides = _VERSUS.split(words, maxsplit=1)
        roles = ("plaintiff", "defendant") if len(sides) == 2 else ("unknown",)
        parties = tuple(
            Party(re.sub(r",? et al\.?$", "", side), role, et_al=bool(re.search(r"et al\.?$", side)))  # type: ignore[arg-type]
            for side, role in zip(sides, roles, strict=True)
        )
        made = replace(made, case_name=words, parties=made.parties or parties)
    if (document := _DOCUMENT.search(order.text)) and (figure := re.match(r"\d{1,5}", document["value"])):
        made = replace(made, document=int(figure[0]))
    for field, pattern in (("entered", _ENTERED), ("filed", _FILED)):
        if found := pattern.search(order.text):
            moment = read_moment(note(field, found, "date"))
            date: dt.date | None = moment.date if moment else None
            made = replace(made, **{field: date})  # type: ignore[arg-type]
    if made.judge is None and (judge := _JUDGE.search(order.text)):
        made = replace(made, judge=note("judge", judge, "name"))
    return replace(made, where=where)
