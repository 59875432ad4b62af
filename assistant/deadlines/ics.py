"""Deadlines as an iCalendar file (RFC 5545), for any calendar program."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from icalendar import Alarm, Calendar, Event

from assistant.calendar.dates import long_date
from assistant.deadlines.agenda import AgendaRow
from indexer.deadlines.naming import title_of

WARNING = "computed, verify against the docket"
ALARMS = (dt.timedelta(days=-7), dt.timedelta(days=-1))  # a week and a day before


def to_ics(rows: Iterable[AgendaRow], stamp: dt.date, unread: Sequence[str] = ()) -> bytes:
    """The dated rows as one calendar. stamp: the day of writing, for DTSTAMP. unread: sentences with times that were
    not understood; the calendar's own description says so, as a person has to read them.

    The UID of an entry comes from the order and the words of its limit, so a second import moves the entry
    and makes no other. Of several limits on one act only the one that governs is written. A limit with a
    clock time is an entry in the court's zone, every other one lasts all day.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//So Ordered//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Court deadlines")
    if unread:
        calendar.add("x-wr-caldesc", "Not understood: read this. " + " | ".join(unread))
    written = [row for row in rows if row.day is not None and row.governs and row.deadline.ended is None]
    for row in written:
        calendar.add_component(_event(row, stamp))
    timed = [row.due.due for row in written if isinstance(row.due.due, dt.datetime)]
    if timed:
        year = dt.timedelta(days=366)
        calendar.add_missing_timezones(min(timed).date() - year, max(timed).date() + year)
    return bytes(calendar.to_ical())


def uid(row: AgendaRow) -> str:
    """A stable name for the limit: of its order, the words of the act and of the limit."""
    key = "\n".join((row.order, row.citations[0].paragraph, row.citations[0].quote, row.deadline.subject, row.limit))
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@so-ordered"


def _event(row: AgendaRow, stamp: dt.date) -> Event:
    event = Event()
    event.add("uid", uid(row))
    event.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    event.add("last-modified", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    event.add("summary", f"{title_of(row.deadline)} ({row.title})")
    due = row.due
    if due.window:
        event.add("dtstart", due.window[0])
        event.add("dtend", due.window[1] + dt.timedelta(days=1))
    elif isinstance(due.due, dt.datetime):
        event.add("dtstart", due.due)
    else:
        assert due.due is not None
        event.add("dtstart", due.due)
        event.add("dtend", due.due + dt.timedelta(days=1))
    event.add("description", _description(row))
    unsettled = due.alternatives or row.tied or row.deadline.conditional or row.deadline.soft
    event.add("status", "TENTATIVE" if unsettled else "CONFIRMED")
    event.add("transp", "OPAQUE" if row.deadline.role == "event" else "TRANSPARENT")
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title_of(row.deadline))
        alarm.add("trigger", before)
        event.add_component(alarm)
    return event


def _description(row: AgendaRow) -> str:
    cited = [f"“{' '.join(citation.quote.split())}”" for citation in row.citations]
    lines = [*cited, f"{row.title}, {row.source}"]
    if row.deadline.actor:
        lines.append(f"Who: {row.deadline.actor}")
    lines += [f"Step: {step.reason} ({long_date(step.date)}; {step.cite})" for step in row.due.steps if step.date]
    lines += [f"Or {date}: {why}" for date, why in row.due.alternatives]
    lines += [f"Note: {note}" for note in row.due.notes]
    return "\n".join([*lines, WARNING])
