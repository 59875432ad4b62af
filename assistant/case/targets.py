"""Which deadline, or which whole paper, of an earlier order a later one changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.case.changes import Change, changes_of
from assistant.words.words import stem, tokens
from indexer.lazy import lazy
from indexer.orders import Deadline, Order, Span

# Two names of one thing share at least this part of their words.
_SAME = 0.5
_HEAD = lazy(r"\s+(?:that|which|including|apprising|indicating|documenting)\s+|\s*[,(;—]")
# Words that name no particular thing: of limits, of acts, of the parties.
_GENERIC_WORDS = (
    "deadline deadlines date dates time due day limit cut-off cutoff period schedule file filing submit submission "
    "serve service complete completion provide produce the a an any all of to in on at by and or its their his her "
    "this that these such party parties plaintiff plaintiffs defendant defendants petitioner respondent court "
    "counsel government state states said above new current remaining must shall may is are be set hold held "
    "must joint further extension"
)
_GENERIC = frozenset(stem(word) for word in _GENERIC_WORDS.split())
# What a title says of any order.
_PLAIN_TITLE = frozenset(
    ("order", "orders", "memorandum", "opinion", "and", "of", "the", "a", "minute", "entry", "notice", "ruling", "re")
)
_PAPERS = lazy(
    r"\b(?:orders?|ruling|opinion|decision|judgment|injunction|decree|notice|minute\s+entry|memorandum|stay)\b", re.I
)
_LIMITS = lazy(
    r"\b(?:deadlines?|dates?|time|due|cut-?off|period|hearings?|conference|trial|mediation|argument|deposition|day)\b",
    re.I,
)
_EVERYTHING = lazy(r"^all\s+(?:\w+\s+){0,3}?(?:deadlines|dates|hearings|settings)\b", re.I)
_REVISED = lazy(r"\b(?:amended|revised|superseding|modified|corrected|second|third|fourth|first)\b", re.I)


@dataclass(frozen=True, slots=True)
class Link:
    """A change of something in one order by a later one.

    earlier, later: the ids. was: the deadline that is changed, None where the whole paper is. now: the deadline
    that takes its place, None where the change sets none. sentence: where the later order says so. kind: "moved",
    "ended", "amended", or "again" where the later order only sets another date for the same thing.
    """

    earlier: str
    later: str
    kind: str
    sentence: Span
    was: Deadline | None = None
    now: Deadline | None = None


def links_between(later: Order, earlier: Sequence[Order]) -> list[Link]:
    """All that `later` changes of the earlier orders of its case."""
    found: list[Link] = []
    taken: set[tuple[str, int]] = set()
    amended: list[tuple[Order, Span]] = []
    for change in changes_of(later):
        sets = _set_in(later, change)
        paper = _paper(change, earlier)
        limits = bool(_LIMITS.search(change.subject))
        if _EVERYTHING.match(change.subject):
            found += [
                Link(order.id, later.id, change.kind, change.sentence)
                for order in ([paper] if paper else earlier) if order.deadlines
            ]  # fmt: skip
        elif paper is not None and not limits:
            expiry = next((one for one in paper.deadlines if one.role == "expiry"), None)
            if change.kind == "moved" and expiry is not None:
                found.append(Link(paper.id, later.id, "moved", change.sentence, expiry, sets))
            else:
                found.append(Link(paper.id, later.id, change.kind, change.sentence))
            if change.kind == "amended":
                amended.append((paper, change.sentence))
        else:
            hit = _target(key_words(change.subject), change.dates, [paper] if paper else earlier)
            if hit is not None and hit[1] is not sets:
                order, was = hit
                found.append(Link(order.id, later.id, change.kind, change.sentence, was, sets))
                if sets is not None:
                    taken.add((later.id, sets.number))
    title = later.caption.title or ""
    if _REVISED.search(title):
        former = [order for order in earlier if order.caption.title and _revises(title, order.caption.title)]
        if former and not amended:
            span = later.caption.where.get("title") or later.paragraphs[0].span
            found.append(Link(former[-1].id, later.id, "amended", span))
            amended.append((former[-1], span))
    for deadline in later.deadlines:
        if (later.id, deadline.number) in taken or deadline.role in ("vague", "window"):
            continue
        found += _restated(later, deadline, earlier, [paper for paper, _ in amended])
    return _last_of_each(found)


def _restated(later: Order, deadline: Deadline, earlier: Sequence[Order], amended: Sequence[Order]) -> list[Link]:
    """The link of a deadline that no sentence changes: in an amended order it takes the old one's place, else it is
    only another date for the same thing."""
    words = key_words(_subject(deadline, later))
    hit = _target(words, frozenset(), amended) if amended else None
    if hit is not None and _moved(hit[1], deadline):
        return [Link(hit[0].id, later.id, "moved", deadline.span, hit[1], deadline)]
    if hit is not None or not words:
        return []
    return [
        Link(order.id, later.id, "again", deadline.span, was, deadline)
        for order in earlier
        for was in order.deadlines
        if was.role == deadline.role and key_words(_subject(was, order)) == words and _moved(was, deadline)
    ]


def _moved(was: Deadline, now: Deadline) -> bool:
    """Whether two limits differ: in date or time of day, or in the period."""
    before, after = was.phrase, now.phrase
    return (before.date, before.time, before.period) != (after.date, after.time, after.period) and (
        after.date is not None or after.period is not None
    )


def _target(
    words: frozenset[str], dates: frozenset[dt.date], earlier: Sequence[Order]
) -> tuple[Order, Deadline] | None:
    """The deadline of an earlier order that these words mean: the best fit, of equals the latest order's; None where
    none fits, or two of one order fit alike. dates: that the words give it."""
    best: list[tuple[float, int, Order, Deadline]] = []
    for place, order in enumerate(earlier):
        for deadline in order.deadlines:
            if deadline.role == "window":
                continue
            own = key_words(_subject(deadline, order))
            score = _alike(words, own)
            if dates and deadline.phrase.date in dates and (words & own or not words):
                score += 1
            elif words and words < own and deadline.role == "event":
                score = max(score, _SAME)  # "the hearing" for "the hearing on the motion"
            if score >= _SAME:
                best.append((score, place, order, deadline))
    if not best:
        return None
    top = max((score, place) for score, place, _, _ in best)
    tied = [(order, deadline) for score, place, order, deadline in best if (score, place) == top]
    groups = {deadline.group if deadline.group is not None else -deadline.number for _, deadline in tied}
    dated = [pair for pair in tied if pair[1].phrase.date is not None or pair[1].phrase.period is not None]
    return (dated or tied)[0] if len(groups) == 1 else None


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


@lru_cache(maxsize=8192)
def key_words(subject: str) -> frozenset[str]:
    """The stems of the words that tell what a limit is for: "Defendants' deadline to file a Status Report" is
    {status, report}."""
    head = _HEAD.split(subject)[0] if _HEAD.split(subject)[0].strip() else subject
    return frozenset(stem(word) for word, _, _ in tokens(head)) - _GENERIC - _POSSESSIVES


_POSSESSIVES = frozenset(("s", "'s", "’"))


def _subject(deadline: Deadline, order: Order) -> str:
    """What a deadline is for; of "this Order" the title."""
    if deadline.role == "expiry" and re.fullmatch(r"(?:this|the)\s+order", deadline.subject.strip(), re.I):
        return order.caption.title or deadline.subject
    subject = deadline.subject or deadline.act
    # "comply with the order": the subject is the act itself.
    return subject if key_words(subject) else deadline.act


def _set_in(order: Order, change: Change) -> Deadline | None:
    """The limit that the sentence of a change sets: the last one in it."""
    inside = [
        one
        for one in order.deadlines
        if change.sentence.start <= one.phrase.span.start < change.sentence.end
        and one.role in ("act", "event", "expiry")
    ]
    return inside[-1] if inside and change.kind != "ended" else None


def _paper(change: Change, earlier: Sequence[Order]) -> Order | None:
    """The earlier order that a change names: by docket number, by "Order of May 3, 2021", by title or initials."""
    numbered = [order for order in earlier if order.caption.document in change.numbers and change.numbers]
    if numbered:
        return numbered[0]
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", change.subject)}
    by_title = []
    for order in earlier:
        title = [word.casefold() for word in re.findall(r"[^\W\d_]+", order.caption.title or "")]
        telling = set(title) - _PLAIN_TITLE
        initials = "".join(word[0] for word in title if word not in ("and", "of", "the"))
        if (telling and telling <= words and _PAPERS.search(change.subject)) or (
            len(initials) > 2 and initials in words
        ):
            by_title.append(order)
    if by_title:
        return by_title[-1]
    if _PAPERS.search(change.subject) and change.dates:
        dated = [order for order in earlier if order.caption.filed in change.dates]
        if len(dated) == 1:
            return dated[0]
    return None


def _revises(title: str, former: str) -> bool:
    """Whether a title is a former one with "amended" or the like."""
    plain = [frozenset(re.findall(r"[a-z]+", _REVISED.sub(" ", one).casefold())) for one in (title, former)]
    return plain[0] == plain[1] and bool(plain[0] - _PLAIN_TITLE) and title.casefold() != former.casefold()


def _last_of_each(links: Sequence[Link]) -> list[Link]:
    """Of several links to one thing the last: an order may announce in its reasons what it then orders. A change
    outweighs "again"."""
    found: dict[tuple[str, int | None], Link] = {}
    for link in links:
        key = (link.earlier, link.was.number if link.was is not None else None)
        if key in found and link.kind == "again" and found[key].kind != "again":
            continue
        found[key] = link
    return list(found.values())
