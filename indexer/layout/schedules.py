"""The rows of a schedule: a label and its date side by side, one entry to a row.

Courts hold the two apart by a tab, a row of dots, a pipe, a column of blanks or a colon. Each entry becomes a
paragraph of its own, with the rows that its label wraps over; so a date is cited with its own label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.layout.lists import stands_alone
from indexer.layout.rows import Row

# What holds two cells apart: "....", ". . . .", "|", a tab, three blanks, "____".
SEPARATOR = re.compile(r"\s*(?:\.{4,}|(?:\.\s){3,}\.?|…{2,}|_{4,})\s*|\s*\|\s*|\s*\t\s*|\s{3,}")
_LEADERS = re.compile(r"\.{4}|\. \. \.|…{2}|_{4}")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = (
    rf"(?:{_MONTH}\s+\d{{1,2}}\b"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?{_MONTH}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}-\d{1,2}-\d{2,4}|(?:19|20)\d\d-\d\d-\d\d)"
)
_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_CLOCK = r"(?:\d{1,2}(?::\d\d)?\s*[ap]\.?m\.?(?:\s+on)?,?\s+)?"
# A cell that opens with a date, perhaps struck out or with "by" before it.
_DATED = re.compile(
    rf"[~*_\[(]{{0,4}}(?:(?:by|on|before|until|on\s+or\s+before|(?:no|not)\s+later\s+than|week\s+of|the)\s+)?{_CLOCK}{_DAY}{_DATE}",
    re.I,
)
_PERIOD = re.compile(r"(?:within\s+)?(?:\d{1,3}|[a-z-]{3,12})(?:\s+\(\d+\))?\s+(?:days|weeks|months)\b", re.I)
_LABELED = re.compile(
    rf"(?P<label>[^:|\t]{{3,90}}?)\s?:\s+(?:[~*_]{{0,4}})(?:from\s+)?{_CLOCK}{_DAY}{_DATE}[^.;]{{0,60}}[.;]?$", re.I
)
# Labels that say when a paper was made, not when something is due.
_TOLD = re.compile(r"\W*(?:date|dated|filed|entered|signed|issued|decided|date\s+(?:filed|signed|entered))\W*$", re.I)
_WORD = re.compile(r"[^\W\d_]{3}")
_PROSE = 110  # characters of a label that is rather a sentence


@dataclass(slots=True)
class Found:
    """rows: indices of rows that open an entry of a schedule; goes_on: of rows that go on with the one before."""

    rows: set[int] = field(default_factory=set)
    goes_on: set[int] = field(default_factory=set)

    def breaks(self, index: int) -> bool:
        """Whether row `index` stands behind an entry without belonging to it."""
        before = index - 1 in self.rows or index - 1 in self.goes_on
        return before and index not in self.goes_on


def cells(text: str) -> list[tuple[int, int]]:
    """Where the cells of a row lie, empty ones left out; one where nothing holds two apart."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in SEPARATOR.finditer(text):
        if gap.start() > start:
            found.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append((start, len(text)))
    return [(one, other) for one, other in found if re.search(r"\w", text[one:other])]


def find(rows: Sequence[Row], skip: set[int] = frozenset()) -> Found:  # type: ignore[assignment]
    """The rows of `rows` that make schedules; skip: indices that are none (the signature)."""
    found = Found()
    texts = [row.text for row in rows]
    kinds = [None if index in skip else _kind(text) for index, text in enumerate(texts)]
    for index, kind in enumerate(kinds):
        if kind is None or kind in {"blanks", "colon"} and not _beside(rows, kinds, index):
            continue
        found.rows.add(index)
    for index in sorted(found.rows):
        _head(rows, found, index)
        _wrapped(rows, found, index)
    return found


def opens_schedule(rows: Sequence[Row], index: int) -> bool:
    """Whether a schedule begins at row `index`: an entry, or the heading over one ("Event | Deadline")."""
    if _kind(rows[index].text) is not None:
        return True
    following = rows[index + 1].text if index + 1 < len(rows) else ""
    return len(cells(rows[index].text)) > 1 and len(cells(following)) > 1 and _kind(following) is not None


def _kind(text: str) -> str | None:
    """How a row with a date holds label and date apart; None where it is no entry."""
    if len(text) < 9 or len(text) > 400 or not re.search(r"\d", text):
        return None
    parts = cells(text)
    if len(parts) > 1:
        words = [text[start:end] for start, end in parts]
        dated = [number for number, word in enumerate(words) if _DATED.match(word)]
        labels = [word for number, word in enumerate(words) if number not in dated and _WORD.search(word)]
        if not dated or not labels or _TOLD.fullmatch(labels[0]) or stands_alone(words[0]) and len(labels) < 1:
            return None
        if len(labels[0]) > _PROSE:
            return None
        if _LEADERS.search(text):
            return "dots"
        return "pipes" if "|" in text else "tab" if "\t" in text else "blanks"
    label = _LABELED.match(text)
    if label and not _TOLD.fullmatch(label["label"]) and _WORD.search(label["label"]):
        return "colon"
    return None


def _beside(rows: Sequence[Row], kinds: Sequence[str | None], index: int) -> bool:
    """Whether an entry of the same kind stands next to this one (one row that wraps may lie between)."""
    for step in (-1, 1):
        for far in (1, 2):
            other = index + step * far
            if not 0 <= other < len(rows):
                break
            between = rows[max(index, other) - far + 1 : max(index, other) + 1]
            if any(row.gap > (0 if kinds[index] == "colon" else 2) for row in between):
                break
            if kinds[other] == kinds[index]:
                return True
    above = rows[index - 1] if index else None
    if kinds[index] == "blanks" and above is not None and len(cells(above.text)) == len(cells(rows[index].text)):
        return rows[index].gap <= 2 and len(above.text) < _PROSE
    return False


def _head(rows: Sequence[Row], found: Found, index: int) -> None:
    """Take the heading of a table, "Event | Deadline", and rows of it that hold no date, as entries too."""
    here = index - 1
    while here >= 0 and here not in found.rows and rows[here + 1].gap <= 1:
        parts = cells(rows[here].text)
        rule = re.fullmatch(r"[\s|:=+-]+", rows[here].text)
        if not rule and (len(parts) < 2 or len(rows[here].text) > _PROSE or rows[here].text.endswith((".", ":"))):
            return
        found.rows.add(here)
        here -= 1


def _wrapped(rows: Sequence[Row], found: Found, index: int) -> None:
    """Take the rows that an entry's label or place wraps over."""
    row, after = rows[index], index + 1
    while after < len(rows) and after not in found.rows and after - index <= 3:
        following = rows[after]
        # Only a row that goes on in small letters, or in a column of its own, belongs to the entry.
        small = following.text[0].islower() or following.text[0] in "(&"
        inside = following.indent > row.indent + 1 and len(following.text) < 60
        if following.gap > 0 or following.new_page or not (small or inside) or len(following.text) > _PROSE:
            break
        if row.text.rstrip().endswith((".", ";")) and not small:
            break
        found.goes_on.add(after)
        after += 1
    before = rows[index - 1] if index else None
    opens = before is not None and index - 1 not in found.rows | found.goes_on
    if before is not None and opens and row.text[0].islower() and row.gap == 0 and index - 2 in found.rows:
        found.rows.add(index - 1)
        found.rows.discard(index)
        found.goes_on.add(index)
