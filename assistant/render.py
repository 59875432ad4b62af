"""Answer's words: the only place where sentences are composed. It describes what the order says and never directs.

Every wording stands in `WORDINGS` under the name that an answerer gives (`Found.said`); what is quoted is quoted
whole, in the order's own words, with its pinpoint.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from assistant.answerers.base import Found
from assistant.calendar.dates import long_date
from assistant.cite import short
from assistant.question.question import Question
from assistant.reading.view import View
from indexer.orders import Order, Span

_LONGEST = 900  # characters of a quotation in the text; the citation always holds all of it
DISCLAIMER = "This is information from the order, not legal advice."


def quoted(view: View, span: Span) -> str:
    """The words of `span` in quotation marks with their pinpoint."""
    return quoted_from(view.order, span)


def quoted_from(order: Order, span: Span) -> str:
    """As `quoted`, of an order."""
    words = " ".join(order.text[span.start : span.end].split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0] + " …"
    return f"“{words}” ({short(order, span)})"


def compose(found: Found, view: View, question: Question) -> str:
    """The text of an answer."""
    wording = WORDINGS.get(found.said, _quote)
    text = wording(found, view, question)
    for note in found.notes:
        text += f" {note[:1].upper()}{note[1:].rstrip('.')}."
    return text.replace(".m..", ".m.")


def _quote(found: Found, view: View, question: Question) -> str:
    return f"The order says: {quoted(view, found.spans[0])}"


def _yes_no(found: Found, view: View, question: Question) -> str:
    lead = "Yes." if (found.value or {}).get("value") == "yes" else "No."
    text = f"{lead} {quoted(view, found.spans[0])}"
    if len(found.spans) > 1:
        text += f" See also: {quoted(view, found.spans[1])}"
    return text


def _disposition(found: Found, view: View, question: Question) -> str:
    lead = str((found.value or {}).get("value", "")).capitalize()
    return f"{lead}. {quoted(view, found.spans[0])}"


def _rulings(found: Found, view: View, question: Question) -> str:
    return "What the order decides: " + " ".join(quoted(view, span) for span in found.spans)


def _lead_words(key: str) -> Callable[[Found, View, Question], str]:
    def wording(found: Found, view: View, question: Question) -> str:
        words = " ".join(str(found.parts.get(key) or "").split())
        return f"{words[:1].upper()}{words[1:]}. {quoted(view, found.spans[0])}"

    return wording


def _contact(found: Found, view: View, question: Question) -> str:
    name = found.parts.get("name")
    who = f" ({name})" if name else ""
    return f"{found.parts.get('words')}{who}. {quoted(view, found.spans[0])}"


def _field(found: Found, view: View, question: Question) -> str:
    return f"{' '.join(str(found.parts['words']).split())} ({short(view.order, found.spans[0])})."


def _judge(found: Found, view: View, question: Question) -> str:
    filed = found.parts.get("date")
    on = f", on {long_date(filed)}" if isinstance(filed, dt.date) else ""
    return f"{found.parts.get('name')}{on}."


def _contents(found: Found, view: View, question: Question) -> str:
    items = found.parts.get("items") or []
    text = f"The order says: {quoted(view, found.spans[0])}"
    outside = [span for span in found.spans[1:] if span.start >= found.spans[0].end]
    if items and outside:
        text += " " + " ".join(" ".join(str(item).split()) for item in items)
    return text


def _date(found: Found, view: View, question: Question) -> str:
    due = found.parts["due"]
    text = f"{long_date(due.due, ' at ')}. {quoted(view, found.spans[0])}"
    if found.alternatives:
        text += (
            " Authorities differ: " + "; ".join(f"{_short_day(date)} {why}" for date, why in found.alternatives) + "."
        )
        if found.safe_date:
            text += f" The safe date is {_short_day(found.safe_date)}."
    return text


def _short_day(iso_date: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(iso_date) if "T" in iso_date else dt.date.fromisoformat(iso_date)
    except ValueError:
        return iso_date
    return long_date(moment, " at ")


def _needs(found: Found, view: View, question: Question) -> str:
    facts = " and ".join(need.prompt.rstrip("?. ") for need in found.needs)
    return f"The date depends on a fact that the order does not state: {facts}. {quoted(view, found.spans[0])}" + (
        f" Also: {quoted(view, found.spans[1])}" if len(found.spans) > 1 else ""
    )


def _undated(found: Found, view: View, question: Question) -> str:
    return f"The order gives no date that can be computed for this. {quoted(view, found.spans[0])}"


def _past_date(found: Found, view: View, question: Question) -> str:
    return f"{long_date(found.parts['date'], ' at ')}. {quoted(view, found.spans[0])}"


def _duties(found: Found, view: View, question: Question) -> str:
    side = found.parts.get("side")
    lead = f"What the order requires of {_SIDES.get(str(side), 'those it names')}:"
    rows = []
    for number, row in enumerate(found.parts["rows"], 1):
        due = row.get("due")
        when = f" Due {long_date(due.due, ' at ')}".rstrip(".") + "." if due is not None and due.due is not None else ""
        rows.append(f"{number}. {quoted(view, row['span'])}{when}")
    more = found.parts.get("more")
    if more:
        rows.append(f"… and {more} more.")
    return "\n".join([lead, *rows])


_SIDES = {"plaintiff": "the plaintiff", "defendant": "the defendant", "lawyer": "counsel", "court": "the court"}


def _dates(found: Found, view: View, question: Question) -> str:
    rows = []
    for row in found.parts["rows"]:
        due = row["due"]
        when = long_date(due.due, " at ") if due.due is not None else _STATES.get(due.status, "no date")
        rows.append(f"• {when}: {_subject(row)} ({short(view.order, row['span'])})")
    return "\n".join(["The dates that the order sets:", *rows])


_STATES = {"needs_facts": "depends on a date that the order does not state", "pending": "pending", "no_date": "no date"}


def _subject(row: Mapping[str, Any]) -> str:
    actor = f"{row['actor']}: " if row.get("actor") else ""
    words = " ".join(f"{actor}{row.get('act') or row.get('subject')}".split())
    words = _LOOSE_STOP.sub(r"\1", words)
    return words if len(words) <= _ROW else words[:_ROW].rsplit(" ", 1)[0] + " …"


_ROW = 160  # characters of an act in a list
_LOOSE_STOP = re.compile(r"\s+([.,;])")


def _summary(found: Found, view: View, question: Question) -> str:
    caption = found.parts["caption"]
    head = ", ".join(
        str(part)
        for part in (
            caption.case_name,
            caption.docket_number.printed if caption.docket_number else None,
            caption.court,
            caption.title,
        )
        if part
    )
    lines = [head] if head else []
    if caption.judge:
        lines.append(f"By {caption.judge}" + (f", {long_date(caption.filed)}" if caption.filed else "") + ".")
    for name, spans in found.parts["sections"]:
        lines.append(_SECTIONS[name])
        lines += [f"• {quoted(view, span)}" for span in spans]
    if found.parts["dates"]:
        lines.append("Dates:")
        lines += [
            f"• {_short_day(when)}: {subject} ({short(view.order, span)})"
            for subject, when, span in found.parts["dates"]
        ]
    return "\n".join(lines)


_SECTIONS = {
    "decided": "Decided:",
    "duties": "Required or forbidden:",
    "leave": "Allowed or excused:",
    "consequences": "What may follow:",
}


def silence(terms: tuple[str, ...], ask: str | None, several: bool) -> str:
    """The words for "the order doesn't say": what was looked for, and whom the order names to ask."""
    where = "The orders don't say." if several else "The order doesn't say."
    looked = f" Looked for: {', '.join(dict.fromkeys(terms))}." if terms else ""
    asks = f" The order names a contact: {ask}." if ask else ""
    return f"{where}{looked}{asks}"


def which_order(titles: list[str]) -> str:
    """The words of a question back: which order is meant."""
    return "More than one order answers that. Which one is meant: " + "; ".join(titles) + "?"


def in_the_case(order: Order) -> str:
    """An order as it is told from others of its case: "order 12 of May 3, 2021"."""
    filed = order.caption.filed
    return f"order {order.id}" + (f" of {filed:%B} {filed.day}, {filed.year}" if filed else "")


def changed_later(later: Order, words: str, kind: str) -> str:
    """What is said of a later order that changes what was answered, or sets another date for the same thing."""
    if kind == "again":
        return f"A later order in the case ({in_the_case(later)}) sets another date for the same thing: {words}"
    return f"A later order in the case ({in_the_case(later)}) governs: {words}"


def set_earlier(earlier: Order, words: str, kind: str) -> str:
    """What is said of an earlier order whose place the answer takes, or which set another date for the same thing."""
    if kind == "again":
        return f"An earlier order in the case ({in_the_case(earlier)}) set another date for the same thing: {words}"
    return f"It takes the place of what an earlier order in the case ({in_the_case(earlier)}) set: {words}"


def another_order(title: str) -> str:
    """What stands before an answer that another order gives than the one talked about."""
    return f"The order talked about so far does not say; another one does ({title})."


WORDINGS: dict[str, Callable[[Found, View, Question], str]] = {
    "quote": _quote,
    "yes_no": _yes_no,
    "disposition": _disposition,
    "rulings": _rulings,
    "quantity": _lead_words("words"),
    "person": _lead_words("name"),
    "place": _lead_words("place"),
    "field": _field,
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
