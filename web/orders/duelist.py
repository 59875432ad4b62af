"""The dates of all orders in one list, kept in memory and read again only of orders that have changed."""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.cite import Citation, short
from assistant.deadlines.agenda import AgendaRow, ended_rows, rows, unread
from assistant.deadlines.sides import Side, sides_of
from indexer.errors import OrderNotFound, SoOrderedError
from indexer.orders import Order
from indexer.store.catalogue import OrderRow
from web.orders.links import place_values
from web.orders.shelf import Shelf

State = Literal["upcoming", "past", "undated", "ended", "unread"]
STATES: tuple[State, ...] = ("upcoming", "past", "undated", "ended", "unread")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. row: None for a time that was not understood, told by `unread`. place: of the sentence,
    as `place_values` gives it. sides: who must act."""

    order: str
    title: str
    docket: str | None
    quote: str
    page: int | None
    lines: str | None
    source: str
    place: dict[str, Any]
    row: AgendaRow | None = None
    sides: tuple[Side, ...] = ()
    unread: str | None = None
    reason: str | None = None

    @property
    def state(self) -> State:
        """As of the day that `asof` gave."""
        if self.row is None:
            return "unread"
        if self.row.state == "ended":
            return "ended"
        if self.row.day is None:
            return "undated"
        return "past" if self.row.state == "past" else "upcoming"

    def to_dict(self) -> dict[str, Any]:
        """For the API. part: the state; deadline: as an order's own list has it, None where it was not understood."""
        return {
            "part": self.state, "order": self.order, "title": self.title, "docket_number": self.docket,
            "quote": self.quote, "page": self.page, "lines": self.lines, "source": self.source,
            "sides": list(self.sides), "reason": self.reason, "deadline": self.row.to_dict() if self.row else None,
        }  # fmt: skip

    def asof(self, today: dt.date) -> Entry:
        if self.row is None or self.row.day is None:
            return self
        return replace(self, row=replace(self.row, days=(self.row.day - today).days))


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted: a docket number or words of a case's name, a side, a role, so many days from today on.

    What has no date may fall on any day, and what was not understood may be for anybody: no filter but the case
    hides the one from the days ahead or the other.
    """

    case: str = ""
    side: str = ""
    kind: str = ""
    days: int | None = None

    def takes(self, entry: Entry) -> bool:
        case = self.case.casefold()
        if case and not any(case in (told or "").casefold() for told in (entry.docket, entry.title)):
            return False
        row = entry.row
        if row is None:
            return True
        if self.side and self.side not in entry.sides or self.kind and self.kind != row.deadline.role:
            return False
        if self.days is None or entry.state == "undated":
            return True
        return entry.state == "upcoming" and row.days is not None and row.days <= self.days


@dataclass(frozen=True, slots=True)
class Listed:
    """All entries, unsorted, and how far the reading is. failed: order id → why its dates cannot be counted."""

    entries: tuple[Entry, ...]
    read: int
    orders: int
    failed: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        return self.read >= self.orders

    def found(self, filters: Filters, today: dt.date) -> list[Entry]:
        """What the filters leave: upcoming by date, past with the latest first, the rest by order."""
        dated = (entry.asof(today) for entry in self.entries)
        return sorted((entry for entry in dated if filters.takes(entry)), key=_place)


def _place(entry: Entry) -> tuple[Any, ...]:
    row = entry.row
    day = row.day.toordinal() if row is not None and row.day else 0
    within = row.deadline.number if row is not None else entry.place["mark"]
    return (STATES.index(entry.state), -day if entry.state == "past" else day, entry.order, within)


Kept = tuple[tuple[Entry, ...], str | None]


class DueList:
    """Of the orders on the shelf. A thread reads what is new after each change of the index; an order that has not
    changed (by its file's digest) is not read again."""

    def __init__(self, shelf: Shelf):
        self.shelf = shelf
        self.guard = threading.Lock()
        self.stamp: object = None
        self.kept: dict[tuple[str, str], Kept] = {}
        self.wanted: list[OrderRow] = []
        self.made: Listed | None = None
        self.thread: threading.Thread | None = None
        self.stopping = False

    def listed(self, wait: float) -> Listed:
        """What is read so far; after `wait` seconds even if it is not all. IndexFault."""
        self.prepare()
        thread = self.thread
        if thread is not None:
            thread.join(wait)
        with self.guard:
            if self.made is not None:
                return self.made
            made = [self.kept[key] for row in self.wanted if (key := (row.id, row.sha256)) in self.kept]
            failed = tuple((row.id, why) for row in self.wanted
                           if (why := self.kept.get((row.id, row.sha256), ((), None))[1]))  # fmt: skip
            listed = Listed(
                tuple(entry for entries, _ in made for entry in entries), len(made), len(self.wanted), failed
            )
            if listed.whole:
                self.made = listed
            return listed

    def warm(self) -> None:
        """Have the list begun before anybody looks at it; nothing where there is no index yet."""

        def begin() -> None:
            with contextlib.suppress(SoOrderedError):
                self.prepare()

        threading.Thread(target=begin, name="deadlines-first", daemon=True).start()

    def prepare(self) -> None:
        """Begin to read what is new, in the background."""
        wanted = self.shelf.catalogue()
        stamp = self.shelf.stamp()
        with self.guard:
            if self.stopping:
                return
            if self.stamp == stamp and (self.made is not None or self.thread is not None and self.thread.is_alive()):
                return
            if self.stamp != stamp:
                self.wanted, self.stamp, self.made = wanted.rows(), stamp, None
                keys = {(row.id, row.sha256) for row in self.wanted}
                self.kept = {key: value for key, value in self.kept.items() if key in keys}
            self.thread = threading.Thread(target=self.work, args=(stamp,), name="deadlines", daemon=True)
            self.thread.start()

    def work(self, stamp: object) -> None:
        for row in self.wanted:
            if self.stopping or self.stamp != stamp:
                return
            if (row.id, row.sha256) not in self.kept:
                read = self.read(row)
                with self.guard:
                    self.kept[row.id, row.sha256] = read

    def read(self, row: OrderRow) -> Kept:
        try:
            order = self.shelf.order(row.id)
            return tuple(entries_of(order)), None
        except OrderNotFound:
            return (), None
        except SoOrderedError as error:
            return (), str(error)

    def stop(self) -> None:
        self.stopping = True
        if self.thread is not None:
            with contextlib.suppress(RuntimeError):
                self.thread.join(20)


def entries_of(order: Order) -> list[Entry]:
    """The lines of one order, without a day that they are seen from. SoOrderedError where they cannot be counted."""
    number = order.caption.docket_number
    docket = number.normal or number.printed if number else None
    title = order.caption.case_name or order.caption.title or order.id
    made = []
    for row in (*rows(order), *ended_rows(order)):
        cited, where = row.citations[0], place_values(order, row.deadline.span)
        made.append(Entry(order.id, title, docket, _line(cited.quote), cited.page, cited.lines, row.source, where,
                          row, sides_of(order, row.deadline)))  # fmt: skip
    for note, told in zip(order.not_understood, unread(order), strict=True):
        cited, where = Citation.of(order, note.sentence), place_values(order, note.sentence)
        reason = f"“{_line(order.text[note.span.start : note.span.end])}”: {note.reason}"
        made.append(Entry(order.id, title, docket, _line(cited.quote), cited.page, cited.lines,
                          short(order, note.sentence), where, None, (), f"{title}: {told}", reason))  # fmt: skip
    return made


def _line(words: str) -> str:
    return " ".join(words.split())


def unread_of(found: Sequence[Entry], most: int = 50) -> list[str]:
    """What was not understood, for a calendar's own description, which must stay short."""
    told = [entry.unread for entry in found if entry.unread]
    return told[:most] + ([f"and {len(told) - most} more: see the list of deadlines"] if len(told) > most else [])
