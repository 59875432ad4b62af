"""`python -m eval deadlines LISTS CORPUS`: the listed deadlines of orders against lists made by hand.

A line of LISTS is `{"order": ID, "items": [...]}`; an item has `when` (the order's time words), `date` (ISO, with a
clock time where one is printed, or null) and `state` ("live" or "ended"). CORPUS holds a file for each order.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.deadlines.agenda import AgendaRow, rows
from indexer.errors import NotReadable
from indexer.parse import parse


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list made by hand. date: ISO date or date-time, None where none can be worked out."""

    when: str
    what: str
    date: str | None
    live: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """The program's rows of one order beside the list: what was missed, misdated, listed without cause."""

    order: str
    live: int
    dated: int
    ended: int
    listed: int
    missed: tuple[Item, ...]
    misdated: tuple[tuple[Item, tuple[str, ...]], ...]
    extra: tuple[str, ...]
    not_ended: tuple[Item, ...]


@dataclass(slots=True)
class Figures:
    """Counts over orders; a share is None where nothing is counted."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, one: Compared) -> None:
        for name, right, whole in (
            ("recall", one.live - len(one.missed), one.live),
            ("dated", one.dated - len(one.misdated), one.dated),
            ("precision", one.listed - len(one.extra), one.listed),
            ("ended", one.ended - len(one.not_ended), one.ended),
        ):
            self.counts[name] = self.counts.get(name, 0) + right
            self.counts[f"of_{name}"] = self.counts.get(f"of_{name}", 0) + whole

    def share(self, name: str) -> float | None:
        whole = self.counts.get(f"of_{name}", 0)
        return self.counts[name] / whole if whole else None

    def told(self) -> str:
        parts = []
        for name in ("recall", "dated", "precision", "ended"):
            share = self.share(name)
            counted = f"({self.counts.get(name, 0)}/{self.counts.get(f'of_{name}', 0)})"
            parts.append(f"{name} {'-' if share is None else format(share, '.3f')} {counted}")
        return "   ".join(parts)


def ids_of(option: str) -> list[str]:
    """The order ids that `--only` names, by commas or blanks, or in the file behind "@". Raises NotReadable."""
    if option.startswith("@"):
        try:
            option = Path(option[1:]).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotReadable(f"Cannot read {option[1:]!r}: {error}; give a file of order ids.") from None
    return re.findall(r"[^\s,]+", option)


def load_lists(path: Path, only: Iterable[str] = ()) -> Iterator[tuple[str, list[Item]]]:
    """The lists of `path`, of the orders `only` (all where empty). Raises NotReadable with file and line."""
    wanted = set(only)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise NotReadable(f"Cannot read {str(path)!r}: {error}; give a .jsonl file of lists.") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            items = [Item(one["when"], one["what"], one["date"], one["state"] == "live") for one in data["items"]]
            order = str(data["order"])
        except (ValueError, KeyError, TypeError) as error:
            raise NotReadable(
                f"{path}:{number}: no list of deadlines ({error}); see eval/quality/deadlines.py."
            ) from None
        if not wanted or order in wanted:
            yield order, items


def compare(order: str, items: Sequence[Item], found: Sequence[dict[str, Any]]) -> Compared:
    """`found`: rows of `deadlines --json`. An item is found by a live row that cites its time words."""
    live = [row for row in found if row["state"] != "ended"]
    missed, misdated, dated = [], [], 0
    for item in items:
        if not item.live:
            continue
        citing = [row for row in live if cites(row, item.when)]
        if not citing:
            missed.append(item)
        if item.date is None:
            continue
        dated += 1
        dates = [due_of(row) for row in citing]
        if not any(_agrees(date, item.date) for date in dates):
            misdated.append((item, tuple(date or "no date" for date in dates)))
    whens = [folded(item.when) for item in items if item.live]
    extra = [f"{row['when']} | {row['what']}" for row in live if not any(_holds(_when(row), when) for when in whens)]
    ended = [item for item in items if not item.live]
    standing = [item for item in ended if any(_holds(_when(row), folded(item.when)) for row in live)]
    return Compared(
        order,
        sum(item.live for item in items),
        dated,
        len(ended),
        len(live),
        tuple(missed),
        tuple(misdated),
        tuple(extra),
        tuple(standing),
    )


def cites(row: dict[str, Any], when: str) -> bool:
    """Whether a row's time words, or a quotation of it, hold `when`, or `when` holds them."""
    words = folded(when)
    return _holds(_when(row), words) or any(words in folded(citation["quote"]) for citation in row["citations"])


def due_of(row: dict[str, Any]) -> str | None:
    """The row's date, or the last day of its window."""
    due = row["due"] or (row["window"][1] if row["window"] else None)
    return due if due is None else str(due)


def folded(words: str) -> str:
    """White space folded; case, the shapes of quotation marks and Markdown's signs of emphasis set aside."""
    return re.sub(r"[’‘]", "'", re.sub(r"[*~_]", "", " ".join(words.split()))).casefold()


def measure(lists: Path, corpus: Path, only: Iterable[str] = (), today: dt.date | None = None) -> list[Compared]:
    """Each listed order of `corpus` read anew and compared. Raises what reading raises."""
    files = {path.stem: path for path in sorted(corpus.iterdir()) if path.is_file()}
    compared = []
    for order, items in load_lists(lists, only):
        if order not in files:
            raise NotReadable(f"{corpus} holds no file {order!r}, which {lists} lists.")
        read = parse(files[order])
        found: list[AgendaRow] = rows(read, None, today)
        compared.append(compare(order, items, [row.to_dict() for row in found]))
    return compared


def told(compared: Sequence[Compared], quiet: bool = False) -> str:
    """What was missed or wrong, order by order, and the figures."""
    lines: list[str] = []
    figures = Figures()
    for one in compared:
        figures.add(one)
        if quiet:
            continue
        lines += [f"{one.order} missed: {item.when} | {item.what}" for item in one.missed]
        lines += [
            f"{one.order} date: {item.when} | {item.date}, not {', '.join(got)}" for item, got in one.misdated if got
        ]
        lines += [f"{one.order} extra: {words}" for words in one.extra]
        lines += [f"{one.order} not ended: {item.when} | {item.what}" for item in one.not_ended]
    return "\n".join([*lines, figures.told()])


def _when(row: dict[str, Any]) -> str:
    return folded(row["when"])


_LEAD = re.compile(r"^(?:on|by|until|before|through|for|at|from|due|no later than|on or before|the)\s+")


def _holds(one: str, other: str) -> bool:
    """Whether the time words of one hold the other's; a preposition before them does not matter."""
    bare, beside = _LEAD.sub("", one), _LEAD.sub("", other)
    return bare in other or beside in one


def _agrees(found: str | None, listed: str) -> bool:
    """The same day; where both print a clock time, the same time."""
    if found is None or found[:10] != listed[:10]:
        return False
    return len(found) < 16 or len(listed) < 16 or found[11:16] == listed[11:16]
