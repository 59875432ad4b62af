"""Several orders in one case: which belong together, in which order they were made, what they change of one another."""

from __future__ import annotations

import datetime as dt
import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.case.targets import Link, links_between
from indexer.deadlines.dates import MONTHS, find_moments
from indexer.lazy import lazy
from indexer.orders import Order
from indexer.store.store import Store

# A number that more orders print than this is no case's.
MOST_ORDERS = 200
# Of so many orders it is kept which are of their case, and so many families; a family holds its orders whole.
KNOWN, READ = 4096, 16
_SIGNED = lazy(r"(?P<before>\S{0,8})\s+day\s+of\s+(?P<month>[A-Z][a-z]{2,8}),?\s+(?P<year>20\d\d|19\d\d)")
_CITED = lazy(r"\b(?:ECF|Doc(?:ket|ument)?|Dkt)\b\.?\s*(?:No\.?|Nos\.?|#)?\s*(\d{1,4})\b", re.I)
_HAPPENED = lazy(
    r"\b(?:filed|held|issued|entered|today|yesterday|docketed|heard|conducted|granted|denied)\b", re.I
)


@dataclass(slots=True)
class Family:
    """The orders of one case, the earliest first, and what they change of one another."""

    orders: tuple[Order, ...]
    links: tuple[Link, ...] = ()
    places: dict[str, int] = field(default_factory=dict)

    def order(self, order_id: str) -> Order:
        return self.orders[self.places[order_id]]

    def on_deadline(self, order_id: str, number: int) -> list[Link]:
        """What later orders change of one deadline, one after another: the change, the change of that, and so on."""
        chain: list[Link] = []
        here: tuple[str, int] | None = (order_id, number)
        while here is not None:
            next_ = [
                link for link in self.links
                if link.was is not None and (link.earlier, link.was.number) == here and link.kind != "again"
            ]  # fmt: skip
            if not next_:
                break
            chain.append(next_[-1])
            here = (next_[-1].later, next_[-1].now.number) if next_[-1].now is not None else None
        return chain

    def before(self, order_id: str, number: int) -> Link | None:
        """The change that a deadline came from."""
        for link in self.links:
            if link.now is not None and (link.later, link.now.number) == (order_id, number) and link.kind != "again":
                return link
        return None

    def again(self, order_id: str, number: int) -> Link | None:
        """The last other date that a later order sets for the same thing, without changing this one."""
        found = [
            link for link in self.links
            if link.kind == "again" and link.was is not None and (link.earlier, link.was.number) == (order_id, number)
        ]  # fmt: skip
        return found[-1] if found else None

    def former(self, order_id: str, number: int) -> Link | None:
        """The last earlier order that set another date for the same thing."""
        found = [
            link for link in self.links
            if link.kind == "again" and link.now is not None and (link.later, link.now.number) == (order_id, number)
        ]  # fmt: skip
        return max(found, key=lambda link: self.places[link.earlier], default=None)

    def is_later(self, one: str, other: str) -> bool:
        """Whether the first order was made after the second."""
        return self.places[one] > self.places[other]

    def on_paper(self, order_id: str) -> list[Link]:
        """What later orders do to the whole order."""
        return [link for link in self.links if link.was is None and link.earlier == order_id]


class Families:
    """The families of the orders in one generation of an index, read when an order of one is first asked about."""

    def __init__(self, store: Store) -> None:
        self.store = store
        # Of the orders asked about last: which orders are of their case.
        self.known: OrderedDict[str, frozenset[str]] = OrderedDict()
        self.read: OrderedDict[frozenset[str], Family] = OrderedDict()

    def of(self, order: Order) -> Family | None:
        """The family of an order; None where no other order of its case is in the index."""
        key = self.known.get(order.id)
        family = self.read.get(key) if key else None
        if key is None or (key and family is None):
            kin = _kin(order, self.store)
            key = frozenset(one.id for one in kin) if len(kin) > 1 else frozenset()
            family = self.read.get(key) or family_of(kin) if key else None
            keep(self.known, order.id, key, KNOWN)
            if family is not None:
                keep(self.read, key, family, READ)
        return family


def keep(kept: OrderedDict[Any, Any], key: Any, value: Any, most: int) -> None:
    """Put it in, and the oldest out."""
    kept[key] = value
    while len(kept) > most:
        kept.popitem(last=False)


def _kin(order: Order, store: Store) -> list[Order]:
    """The orders of the same case, this one among them."""
    number = order.caption.docket_number
    if number is None or number.year is None or number.serial is None:
        return []
    key = f"docket:{number.year % 100:02d}-{number.serial}"  # every order that prints both is found by it
    ids = store.handles.having([key]).get(key, [])
    if len(ids) < 2 or len(ids) > MOST_ORDERS:
        return []
    return [one for one in map(store.order, ids) if one.id == order.id or same_case(order, one)]


def same_case(one: Order, other: Order) -> bool:
    """Whether two orders are of one case: year, type and serial number agree, and so do office and district where
    both print them."""
    first, second = one.caption.docket_number, other.caption.docket_number
    if first is None or second is None or first.serial is None or first.year is None:
        return False
    if (first.year, first.serial) != (second.year, second.serial):
        return False
    pairs = (
        (first.type, second.type), (first.office, second.office), (one.caption.district, other.caption.district),
    )  # fmt: skip
    return all(left is None or right is None or left == right for left, right in pairs)


def family_of(orders: Sequence[Order]) -> Family:
    """The orders of one case, put in their order of time, with the links between them."""
    when = {order.id: placed(order) for order in orders}
    ordered = tuple(sorted(orders, key=lambda order: (when[order.id], order.id)))
    family = Family(ordered, places={order.id: place for place, order in enumerate(ordered)})
    # An order without any date is before or after nothing.
    dated = [order for order in ordered if when[order.id][0] != dt.date.min]
    links = [link for place, later in enumerate(dated) for link in links_between(later, dated[:place])]
    family.links = tuple(links)
    return family


# --- when an order was made ---------------------------------------------------------------------------------


def placed(order: Order) -> tuple[dt.date, int]:
    """Where an order stands among those of its case: its date, or the earliest that it can have; then its number
    on the docket, or the highest that it cites. `date.min` where nothing tells."""
    caption = order.caption
    cited = [int(number) for number in _CITED.findall(order.text)]
    number = caption.document if caption.document is not None else max(cited, default=0)
    known = caption.filed or caption.entered
    if known is None:
        known = max([*_signed(order.text), *_told(order)], default=dt.date.min)
    return known, number


def _signed(text: str) -> list[dt.date]:
    """The earliest date that a signature line leaves open: "Dated this __ day of March, 2025"."""
    found = []
    for match in _SIGNED.finditer(text[-1_500:]):
        month = MONTHS.get(match["month"].casefold())
        day = re.search(r"\d{1,2}", match["before"])  # a scan may lose a figure: "2©" is the 2nd or later
        if month:
            try:
                found.append(dt.date(int(match["year"]), month, int(day.group()) if day else 1))
            except ValueError:
                found.append(dt.date(int(match["year"]), month, 1))
    return found[-1:]


def _told(order: Order) -> list[dt.date]:
    """Dates on which something happened, as the order tells it; limits left out."""
    limits = {deadline.phrase.date for deadline in order.deadlines}
    found = []
    for paragraph in order.paragraphs:
        for span in paragraph.sentences or (paragraph.span,):
            text = order.text[span.start : span.end][:2_000]
            if _HAPPENED.search(text):
                found += [
                    moment.date
                    for moment in find_moments(text)
                    if moment.date and moment.date not in limits
                    and _HAPPENED.search(text[max(0, moment.start - 60) : moment.end + 20])
                ]  # fmt: skip
    return found
