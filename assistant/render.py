"""Answers as blocks: the only place where sentences are composed. It describes what the order says and never directs.

Every wording stands in `WORDINGS` under the name that an answerer gives (`Found.said`); what is quoted is quoted
whole, in the order's own words, with its pinpoint. No wording says that an order does not say something: nothing can
know that; it says what was not found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.answerers.base import Found
from assistant.blocks import Block, Candidate, Dated, Headline, Listing, Note, Question, Quotation, Row, iso, shortened
from assistant.calendar.dates import day_words, long_date
from assistant.cite import Citation
from assistant.reading.view import View
from assistant.words.words import terms
from indexer.orders import Order, Span

DISCLAIMER = "This is information from the order, not legal advice."
_MOST_LIKELY = 3  # sentences of a likely answer


def ago(moment: dt.date | dt.datetime, today: dt.date | None) -> str | None:
    """How long a day is past: "yesterday", "12 days ago", "8 months ago", "2 years ago"; None for today, for a day to
    come, and where today is not known."""
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    if today is None or day >= today:
        return None
    days = (today - day).days
    if days == 1:
        return "yesterday"
    if days < _DAYS_TOLD:
        return f"{days} days ago"
    months = 12 * (today.year - day.year) + today.month - day.month - (today.day < day.day)
    return f"{months} months ago" if months < _MONTHS_TOLD else f"{months // 12} years ago"


_DAYS_TOLD, _MONTHS_TOLD = 62, 24  # a longer time is told in months, and in years


# --- an answer --------------------------------------------------------------------------------------------------


def compose(found: Found, view: View, today: dt.date | None = None) -> tuple[Block, ...]:
    """The blocks of an answer that a rule computed. today: to say how long a date is past."""
    wording = WORDINGS.get(found.said, _quote)
    notes = (Note(f"{note[:1].upper()}{note[1:]}") for note in found.notes)
    return (*wording(found, view, today), *notes)


def likely(read: View | Order, spans: Sequence[Span]) -> tuple[Block, ...]:
    """The blocks of an answer that is likely: the sentences alone, the best one first; at most three."""
    order = read.order if isinstance(read, View) else read
    best, *others = (Citation.of(order, span) for span in list(dict.fromkeys(spans))[:_MOST_LIKELY])
    return (Headline("The order says:"), Quotation(best, large=True), *(Quotation(one) for one in others))


def not_found(
    looked: Sequence[str], contact: str | None, several: bool, nearest: Sequence[Citation] = (),
    asked: Collection[str] = (),
) -> tuple[Block, ...]:  # fmt: skip
    """The blocks of an answer that was not found.

    looked: the words that were looked for. contact: whom the order names to ask. several: all orders were read.
    nearest: passages to show, at most three; asked: the keys of the question's words (`Term.keys`), to mark there.
    """
    blocks: list[Block] = [
        Headline(f"I found nothing in the {'orders' if several else 'order'} that answers this.")
    ]  # fmt: skip
    if looked:
        blocks.append(Note(f"I looked for: {', '.join(dict.fromkeys(looked))}."))
    if nearest:
        rows = tuple(Row(citation=one, quoted=True, marks=marks(one.quote, asked)) for one in nearest[:_MOST_LIKELY])
        blocks.append(Listing("These passages come nearest, and may not be about it:", rows, near=True))
    if contact:
        blocks.append(Note(f"The order names a contact for questions: {contact}."))
    else:
        blocks.append(Note("Try the name of the paper, the person or the event. The clerk of the court can tell more."))
    return tuple(blocks)


def marks(quote: str, asked: Collection[str]) -> tuple[tuple[int, int], ...]:
    """The stretches of a quotation whose words have one of these keys."""
    wanted = set(asked)
    return tuple((term.start, term.end) for term in terms(quote) if wanted & term.keys)


# --- wordings ---------------------------------------------------------------------------------------------------


def _quotation(view: View, span: Span, lead: str = "", large: bool = False) -> Quotation:
    return Quotation(Citation.of(view.order, span), lead, large)


def _quote(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    return likely(view, found.spans[:1])


def _yes_no(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    lead = "Yes." if (found.value or {}).get("value") == "yes" else "No."
    also = (_quotation(view, span, "See also:") for span in found.spans[1:2])
    return (Headline(lead, large=True), _quotation(view, found.spans[0]), *also)


def _disposition(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    return _headed(str((found.value or {}).get("value", "")), found, view)


def _headed(words: object, found: Found, view: View) -> tuple[Block, ...]:
    """A short answer over the sentence that it comes from."""
    words = " ".join(str(words or "").split())
    return (Headline(f"{words[:1].upper()}{words[1:]}", large=len(words) <= _SHORT), _quotation(view, found.spans[0]))


_SHORT = 90  # characters; what is longer is a sentence and is not shown large


def _lead_words(key: str) -> Wording:
    def wording(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
        return _headed(found.parts.get(key), found, view)

    return wording


def _rulings(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    rows = tuple(Row(citation=Citation.of(view.order, span), quoted=True) for span in found.spans)
    return (Listing("What the order decides:", rows),)


def _contact(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    name = found.parts.get("name")
    return _headed(f"{found.parts.get('words')} ({name})" if name else found.parts.get("words"), found, view)


def _judge(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    filed = found.parts.get("date")
    on = f", on {long_date(filed)}" if isinstance(filed, dt.date) else ""
    return _headed(f"{found.parts.get('name')}{on}", found, view)


def _contents(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    items = found.parts.get("items") or []
    blocks = likely(view, found.spans[:1])
    if items and any(span.start >= found.spans[0].end for span in found.spans[1:]):
        blocks += (Listing("", tuple(Row(" ".join(str(item).split())) for item in items)),)
    return blocks


def _date(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    due = found.parts["due"].due
    differ = ""
    if found.alternatives:
        dates = "; ".join(f"{day_words(date)} {why}" for date, why in found.alternatives)
        differ = f"Authorities differ: {dates}."
        if found.safe_date:
            differ += f" The safe date is {day_words(found.safe_date)}."
    dated = Dated(
        iso(due) or "", long_date(due), ago(due, today), found.steps, found.alternatives, found.safe_date, differ
    )
    return (dated, _quotation(view, found.spans[0]))


def _needs(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    need = found.needs[0]
    unknown = ""
    if found.safe_date:
        unknown = f"If that is not known: the safe date is {day_words(found.safe_date)}, the earliest that it can be."
    question = Question(need.prompt, "The date depends on one more thing.", need, safe=found.safe_date, unknown=unknown)
    also = (_quotation(view, span, "Also:") for span in found.spans[1:2])
    return (question, _quotation(view, found.spans[0]), *also)


def _undated(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    return (Headline("I could not work out one date from these words:"), _quotation(view, found.spans[0], large=True))


def _past_date(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    date = found.parts["date"]
    return (Dated(iso(date) or "", long_date(date), ago(date, today)), _quotation(view, found.spans[0]))


def _duties(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    side = _SIDES.get(str(found.parts.get("side")), "those it names")
    rows = []
    for row in found.parts["rows"]:
        due = getattr(row.get("due"), "due", None)
        rows.append(replace(_when(due, today), citation=Citation.of(view.order, row["span"]), quoted=True))
    blocks: list[Block] = [Listing(f"What the order requires of {side}:", tuple(rows), numbered=True)]
    if found.parts.get("more"):
        blocks.append(Note(f"And {found.parts['more']} more, on the order's own page."))
    return tuple(blocks)


_SIDES = {"plaintiff": "the plaintiff", "defendant": "the defendant", "lawyer": "counsel", "court": "the court"}


def _when(due: dt.date | dt.datetime | None, today: dt.date | None) -> Row:
    return Row() if due is None else Row(when=long_date(due), date=iso(due), ago=ago(due, today))


def _dates(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    rows = []
    for row in found.parts["rows"]:
        due = row["due"]
        made = _when(due.due, today) if due.due is not None else Row(when=_STATES.get(due.status, "No date"))
        rows.append(replace(made, text=_subject(row), citation=Citation.of(view.order, row["span"])))
    return (Listing("The dates that the order sets:", tuple(rows)),)


_STATES = {"needs_facts": "Depends on a date that you can fill in", "pending": "Depends on something still to be done"}


def _subject(row: Mapping[str, Any]) -> str:
    actor = f"{row['actor']}: " if row.get("actor") else ""
    words = " ".join(f"{actor}{row.get('act') or row.get('subject')}".split())
    return shortened(_LOOSE_STOP.sub(r"\1", words), _ROW)


_ROW = 160  # characters of an act in a list
_LOOSE_STOP = re.compile(r"\s+([.,;])")


def _summary(found: Found, view: View, today: dt.date | None) -> tuple[Block, ...]:
    caption = found.parts["caption"]
    number = caption.docket_number.printed if caption.docket_number else None
    head = ", ".join(str(part) for part in (caption.case_name, number, caption.court, caption.title) if part)
    blocks: list[Block] = [Headline(head)] if head else []
    if caption.judge:
        blocks.append(Note(f"By {caption.judge}" + (f", {long_date(caption.filed)}" if caption.filed else "") + "."))
    for name, spans in found.parts["sections"]:
        rows = tuple(Row(citation=Citation.of(view.order, span), quoted=True) for span in spans)
        blocks.append(Listing(_SECTIONS[name], rows))
    if found.parts["dates"]:
        dated = tuple(
            Row(subject, day_words(when), when, citation=Citation.of(view.order, span))
            for subject, when, span in found.parts["dates"]
        )
        blocks.append(Listing("Dates:", dated))
    return tuple(blocks)


_SECTIONS = {
    "decided": "Decided:",
    "duties": "Required or forbidden:",
    "leave": "Allowed or excused:",
    "consequences": "What may follow:",
}


# --- several orders ---------------------------------------------------------------------------------------------


def which_order(candidates: Sequence[Candidate]) -> tuple[Block, ...]:
    """A question back: which order is meant."""
    lead = "More than one order answers that."
    return (Question("Which order do you mean?", lead, candidates=tuple(candidates)),)


def in_the_case(order: Order) -> str:
    """An order as it is told from others of its case: "order 12 of May 3, 2021"."""
    filed = order.caption.filed
    return f"order {order.id}" + (f" of {filed:%B} {filed.day}, {filed.year}" if filed else "")


def changed_later(later: Order, span: Span, kind: str) -> Quotation:
    """A later order that changes what was answered, or sets another date for the same thing."""
    does = "sets another date for the same thing" if kind == "again" else "governs"
    return Quotation(Citation.of(later, span), f"A later order in the case ({in_the_case(later)}) {does}:")


def set_earlier(earlier: Order, span: Span, kind: str) -> Quotation:
    """An earlier order whose place the answer takes, or which set another date for the same thing."""
    lead = f"It takes the place of what an earlier order in the case ({in_the_case(earlier)}) set:"
    if kind == "again":
        lead = f"An earlier order in the case ({in_the_case(earlier)}) set another date for the same thing:"
    return Quotation(Citation.of(earlier, span), lead)


def another_order(title: str) -> Note:
    """What stands before an answer that another order gives than the one talked about."""
    return Note(f"I found nothing on this in the order that we were talking about. This is from another one: {title}.")


def not_known(answer: Sequence[Block]) -> tuple[Block, ...]:
    """What is said to who does not know a fact that was asked for: the safe date, where there is one."""
    asked = next((block for block in answer if isinstance(block, Question)), None)
    if asked is None:
        return tuple(answer)
    rest = tuple(block for block in answer if block is not asked)
    if asked.safe is None:
        return (Headline("Without it I cannot work out the date. These words set it:"), *rest)
    why = "It is the earliest day that it can be, whatever the missing fact is."
    return (Headline(f"The safe date is {day_words(asked.safe)}", large=True), Note(why), *rest)


Wording = Callable[[Found, View, dt.date | None], tuple[Block, ...]]
WORDINGS: dict[str, Wording] = {
    "quote": _quote,
    "likely": lambda found, view, today: likely(view, found.spans),
    "pointed": _lead_words("words"),
    "yes_no": _yes_no,
    "disposition": _disposition,
    "rulings": _rulings,
    "quantity": _lead_words("words"),
    "person": _lead_words("name"),
    "place": _lead_words("place"),
    "field": _lead_words("words"),
    "contact": _contact,
    "judge": _judge,
    "contents": _contents,
    "date": _date,
    "needs_facts": _needs,
    "undated": _undated,
    "past_date": _past_date,
    "duties": _duties,
    "dates": _dates,
    "summary": _summary,
}
