"""Which orders a question is about: by docket number, id, case name, party, judge, court, date or title.

What a question says of an order is looked up as handles (`indexer.store.handles`), so no order is looked through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.finding.naming import Sign, judges, parties
from assistant.question.spelling import is_word
from assistant.words.lexicon import STOP
from assistant.words.words import readable
from indexer.caption.courts import DISTRICTS, find_district
from indexer.caption.docket_numbers import find_docket_number
from indexer.deadlines.dates import Moment, find_moments
from indexer.lazy import lazy
from indexer.store.handles import MOST, Handles, OrderLike, RowHandles, docket_forms, squeezed, stems


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The orders that a question is about, by id; empty: it names none that is here.

    hint: the words of the question that say so, None where none do. certain: not by mending a typing error, and
    not by a title, a court or a date alone.
    """

    orders: tuple[str, ...]
    hint: str | None = None
    certain: bool = False


# Signs of one kind widen one another, kinds narrow one another; what comes first weighs most.
_KINDS = ("docket", "id", "name", "judge", "date", "court", "title")

_ORDER = r"(?:orders?|rulings?|decisions?)"
_SERIAL = lazy(
    r"\b(?:case|docket|civil\s+action|cause)\s*(?:number|no\.?|num\.?|#)?\s*:?\s*#?(\d{3,6})\b(?!\s*[-:/]\s*\d)", re.I
)
_ID = lazy(r"\w[\w.%&'+-]*\w|\w")
_ID_BEFORE = lazy(r"\b(?:orders?|file|document|id|entry|in|of|from)\s*(?:no\.?|number|id|#)?\s*[\"'“]?$", re.I)
_DISTRICT = lazy(
    r"\b(?:(?:northern|eastern|southern|western|middle|central)\s+)?district\s+of\s+[a-z.]+(?:\s+[a-z]+){0,2}", re.I
)
# "E.D. Cal.", "ND Miss", "SDNY", "D.D.C.", "D. Mont."
_SHORT_COURT = lazy(r"(?<![\w.])[NESWMCD]\.?\s?D?\.?\s?[A-Z][A-Za-z]{0,5}\.?(?:\s?[A-Z][a-z]*\.?)?(?!\w)")
_DATE_BEFORE = lazy(
    rf"\b{_ORDER}\s+(?:(?:that\s+)?(?:was\s+)?(?:of|from|dated|on|entered|issued|signed|filed)\s+){{0,2}}(?:the\s+)?$",
    re.I,
)
_DATE_AFTER = lazy(rf"(?:['’]s)?\s+{_ORDER}\b", re.I)
_YEAR = lazy(rf"\b((?:19|20)\d\d)\s+{_ORDER}\b", re.I)
_PAPER = r"(?:order|ruling|notice|opinion)"
# "the scheduling order" and "the order granting leave to amend".
_TITLES = (
    lazy(rf"\b(?P<title>(?:[\w'’/-]+\s+){{1,6}}){_PAPER}\b", re.I),
    lazy(
        rf"\b{_PAPER}\s+(?:re|regarding|on|about|granting|denying|directing|setting|concerning|compelling|resetting|"
        r"vacating|adopting|dismissing|requiring|to)\s+(?P<title>(?:[\w'’/-]+\s*){1,8})",
        re.I,
    ),
)


def which_orders(question: str, rows: Sequence[OrderLike] | Handles) -> Narrowing:
    """The orders that the question is about. rows: the orders, or where their handles are looked up."""
    known: Handles = RowHandles(rows) if isinstance(rows, Sequence) else rows
    question = readable(question)
    readers: tuple[Callable[[str, Handles], Iterator[Sign]], ...] = (
        dockets, ids, parties, judges, dates, courts, titles,
    )  # fmt: skip
    return together([sign for reader in readers for sign in reader(question, known)])


def together(signs: Sequence[Sign]) -> Narrowing:
    """What all signs agree on; a weaker one that fits none of the orders left is passed over."""
    left: frozenset[str] = frozenset()
    hints: list[str] = []
    certain = False
    for kind in _KINDS:
        found = [sign for sign in signs if sign.kind == kind]
        orders = frozenset().union(*(sign.orders for sign in found))
        narrower = left & orders if left else orders
        if narrower:
            left = narrower
            hints += [sign.hint for sign in found if sign.orders & narrower]
            certain = certain or all(sign.certain for sign in found)
    return Narrowing(tuple(sorted(left)), ", ".join(dict.fromkeys(hints)) or None, certain)


def dockets(question: str, known: Handles) -> Iterator[Sign]:
    """Docket numbers in any printed form: the fullest form that some order has counts."""
    rest = question
    while (found := find_docket_number(rest)) is not None:
        rest = rest[max(found.end, 1) :]
        forms = [f"docket:{form}" for form in docket_forms(found.number)[:-1]]
        having = known.having(forms)
        fullest = next((having[form] for form in forms if form in having), None)
        if fullest and len(fullest) < MOST:
            yield Sign("docket", found.number.printed, frozenset(fullest))
    for match in _SERIAL.finditer(question):
        orders = _having(known, f"docket:{int(match.group(1))}")
        if orders:
            yield Sign("docket", match.group().strip(), orders)


def ids(question: str, known: Handles) -> Iterator[Sign]:
    """Ids and file names. A bare number needs "order" or the like before it; a plain word is none."""
    typed: dict[str, str] = {}
    for match in _ID.finditer(question):
        word = match.group().casefold()
        marked = re.search(r"[\d_.-]", word) and not word.isdigit()
        if (marked or _ID_BEFORE.search(question[max(0, match.start() - 24) : match.start()])) and not (
            word.isalpha() and is_word(word)
        ):
            typed[f"id:{word}"] = match.group()
    for key, orders in known.having(typed).items():
        yield Sign("id", typed[key], frozenset(orders))


def courts(question: str, known: Handles) -> Iterator[Sign]:
    """Courts: "Northern District of Mississippi", "E.D. Cal.", "the Mississippi case"."""
    keys: dict[str, str] = {}
    for match in _DISTRICT.finditer(question):
        named = match.group().split()
        for length in range(len(named), 2, -1):
            district = find_district(" ".join(named[:length]))
            if district is not None:
                keys[f"court:{squeezed(district.abbreviation)}"] = " ".join(named[:length])
                break
    for match in _SHORT_COURT.finditer(question):
        if squeezed(match.group()) in _short_courts():
            keys[f"court:{squeezed(match.group())}"] = match.group()
    for match in _state_papers().finditer(question):
        keys[f"state:{match.group(1).casefold()}"] = match.group()
    for key, orders in known.having(keys).items():
        if len(orders) < MOST:
            yield Sign("court", keys[key], frozenset(orders), False)


def dates(question: str, known: Handles) -> Iterator[Sign]:
    """The date of an order: "the June 24, 2016 order", "the order of June 24"."""
    for moment in find_moments(question):
        before = question[max(0, moment.start - 60) : moment.start]
        if _DATE_BEFORE.search(before) or _DATE_AFTER.match(question, moment.end):
            orders = _having(known, _date_key(moment))
            if orders:
                yield Sign("date", question[moment.start : moment.end], orders, False)
    for match in _YEAR.finditer(question):
        orders = _having(known, f"date:{match.group(1)}")
        if orders:
            yield Sign("date", match.group(), orders, False)


def titles(question: str, known: Handles) -> Iterator[Sign]:
    """Words of a title: "the scheduling order", where an order's title has them all."""
    for behind, pattern in enumerate(_TITLES):
        for match in pattern.finditer(question):
            said = dict.fromkeys(stems(match.group("title")))
            telling = [stem for stem in said if stem not in _untitled()]
            # Before "order" only the nearest words belong to it: "what must they do under the scheduling order".
            telling = telling[:4] if behind else telling[-2:]
            sets = [_having(known, f"title:{stem}") for stem in telling]
            orders = frozenset.intersection(*sets) if sets else frozenset()
            if orders:
                yield Sign("title", match.group().strip(), orders, False)


def _having(known: Handles, key: str | None) -> frozenset[str]:
    """The orders that have one key; none where it is so common that it says nothing."""
    orders = known.having([key]).get(key, []) if key else []
    return frozenset(orders) if len(orders) < MOST else frozenset()


def _date_key(moment: Moment) -> str | None:
    if moment.date is not None:
        return f"date:{moment.date.isoformat()}"
    if moment.month and moment.day and not moment.year:
        return f"date:{moment.month:02d}-{moment.day:02d}"
    if moment.month and moment.year and not moment.day:
        return f"date:{moment.year}-{moment.month:02d}"
    return None


@cache
def _untitled() -> frozenset[str]:
    """Stems that say nothing of a title."""
    plain = "court judge magistrate plaintiff defendant joint order orders mentioned above below"
    return frozenset(stems(plain)) | frozenset(stem for word in STOP for stem in stems(word))


@cache
def _short_courts() -> frozenset[str]:
    return frozenset(squeezed(district.abbreviation) for district in DISTRICTS)


@cache
def _state_papers() -> re.Pattern[str]:
    states = "|".join(sorted({re.escape(district.territory) for district in DISTRICTS}, key=len, reverse=True))
    return lazy(rf"\b({states})\s+(?:federal\s+)?(?:case|lawsuit|matter|one|court|{_ORDER})\b", re.I)
