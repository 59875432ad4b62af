"""What an order changes in an earlier one: a date moved, a hearing or a paper vacated, an order amended.

Each form stands beside sentences that it must and must not read; the tests are made from them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.deadlines.dates import find_moments
from indexer.lazy import lazy
from indexer.orders import Order, Span
from indexer.provisions.dispositions import Shape, alternatives

ChangeKind = Literal["moved", "ended", "amended"]

_ADV = r"(?:(?:hereby|now|also|further|therefore|accordingly|again|likewise|thus|only|sua\s+sponte)\s+){0,3}"
def _changing(shape: Shape) -> str:
    """The verbs of that shape that change something, each kind in its group."""
    return "|".join(
        f"(?P<{kind}>{alternatives(shape, *effects)})"
        for kind, effects in (("moved", ("moved",)), ("ended", ("ended", "paused")), ("amended", ("amended",)))
    )


_PAST, _GERUND = _changing("participle"), _changing("gerund")
_PRESENT, _INFINITIVE = _changing("present"), _changing("base")
_MOVED = alternatives("participle", "moved")


@dataclass(frozen=True, slots=True)
class ChangeForm:
    """A way to change something. after: what is changed stands after the match, else before it. examples: sentence,
    kind, the words for what is changed; near: sentences that change nothing."""

    name: str
    pattern: re.Pattern[str]
    after: bool
    examples: tuple[tuple[str, ChangeKind, str], ...]
    near: tuple[str, ...]


FORMS: tuple[ChangeForm, ...] = (
    ChangeForm(
        "passive",
        lazy(rf"\b(?:is|are|be|stands?|(?:has|have)\s+been)\s+{_ADV}(?:{_PAST})\b", re.I),
        False,
        (
            ("It is ORDERED that the deadline to file the survey is extended to May 3, 2021.", "moved",
             "the deadline to file the survey"),
            ("For good cause found, the stay (ECF No. 4) is EXTENDED for five days.", "moved", "the stay"),
            ("The hearing set for May 3, 2021 is VACATED.", "ended", "The hearing"),
            ("2. The Order of May 3, 2021 shall be modified as follows.", "amended", "The Order"),
            ("The trial is hereby vacated and reset for June 1, 2021.", "moved", "The trial"),
            ("IT IS ORDERED that the conference be continued to June 1, 2021.", "moved", "the conference"),
        ),
        (
            "The time may be extended by the Court.", "The motion asks that the hearing be vacated.",
            "The stay was extended on May 3, 2021.", "The deadline is not extended.",
            "If the hearing is continued, counsel shall confer.", "The deadline shall remain May 3, 2021.",
            "The rule says that “the time is extended for a like period.”",
        ),
    ),
    ChangeForm(
        "active",
        lazy(rf"\b(?:court|judge|this\s+(?:order|scheduling\s+order))\s+{_ADV}(?:{_PRESENT})\s", re.I),
        True,
        (
            ("The Court hereby extends the deadline to answer to May 3, 2021.", "moved", "the deadline to answer"),
            ("This Order supersedes the Scheduling Order (ECF No. 12).", "ended", "the Scheduling Order"),
        ),
        ("The order expires unless the Court extends the time.", "The plaintiff amends the complaint."),
    ),
    ChangeForm(
        "docket text",
        lazy(rf"(?:^|\border\s+|\band\s+|;\s*)(?:{_GERUND})\s", re.I),
        True,
        (("ORDER extending the deadline to answer to May 3, 2021.", "moved", "the deadline to answer"),),
        ("The parties discussed extending the deadline.",),
    ),
    ChangeForm(
        "motion granted",
        lazy(rf"\bmotions?\s+(?:for\s+leave\s+)?to\s+(?:{_INFINITIVE})\s(?=[^.;]{{0,160}}\bgranted\b)", re.I),
        True,
        (
            ("The motion to continue the trial to May 3, 2021 is GRANTED.", "moved", "the trial"),
        ),
        ("The motion to continue the trial is DENIED.", "The motion to amend the complaint is GRANTED."),
    ),
)  # fmt: skip

# "May be extended" and "if it is extended" change nothing; nor does what a party asks for.
_MERELY = lazy(
    r"\b(?:may|can|could|would|might|should|not|cannot|to|never|having|if|unless|until|whether|once)(?:\s+be)?\s*$",
    re.I,
)
_SUPPOSED = lazy(r"\b(?:if|unless|until|whether|when|once|should|asks?|requests?|seeks?|moves?|urges?)\b", re.I)
_COMMANDS = lazy(r"\b(?:ordered|directed|decreed|shall|will|must)\b", re.I)
_AND_MOVED = lazy(rf"\s*(?:,|and|&)\s+(?:and\s+)?(?:(?:is|are)\s+)?{_ADV}(?:{_MOVED})\b", re.I)
_CLAUSE = lazy(
    r"\b(?:ordered|directed|decreed)\b[^.;:]{0,40}?\bthat\b|[;:]\s|\.\s+(?=[A-Z])|,?\s+and\s+that\s", re.I
)
_LABEL = lazy(r"^[\s.]*(?:\(?(?:\d{1,2}|[a-z]{1,3})[.)]\s+)?")
_PREFACE = lazy(
    r"^(?:for|on|upon|in|at|by|with|pursuant|accordingly|having|good|after|because|given|as|therefore|"
    r"finally)\b[^,]{0,120},\s*",
    re.I,
)
_TAIL = lazy(
    r"\s*[(,.;]|\s+(?:issued|entered|dated|filed|set|scheduled|currently|presently|previously|originally|now|"
    r"to\s+(?=\w*day\b|"
    r"[A-Z][a-z]+\s+\d|\d)|until|is|are|through|as|by|for\s+(?=\w*day\b|[A-Z][a-z]+\s+\d|\d)|"
    r"of\s+(?=[A-Z][a-z]+\s+\d))\b",
)
_NUMBER = lazy(
    r"\b(?:ECF|Doc(?:ket|ument)?|Dkt|Filing)\b\.?\s*(?:entry\s*)?(?:No\.?|Nos\.?|#)?\s*(\d{1,4})\b", re.I
)
_AUXILIARY = lazy(r"\s+(?:will|shall|must)$", re.I)
# What a motion to amend is about is a pleading, no order.
_PLEADING = lazy(r"\b(?:complaint|answer|petition|pleadings?|counterclaims?|motions?|brief|caption|bond)\b", re.I)
_SKIPPED = frozenset(("caption", "signature"))
_LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Change:
    """One change. sentence: where it is said; word: as printed, in lower case; subject: the words for what is
    changed; numbers, dates: by which it is told apart ("ECF No. 44", "set for May 3, 2021")."""

    kind: ChangeKind
    sentence: Span
    word: str
    subject: str
    numbers: frozenset[int] = frozenset()
    dates: frozenset[dt.date] = frozenset()


def changes_of(order: Order) -> list[Change]:
    """All changes that an order makes, in the order of the text."""
    found: list[Change] = []
    for paragraph in order.paragraphs:
        if paragraph.kind in _SKIPPED:
            continue
        for span in paragraph.sentences or (paragraph.span,):
            found += changes_in(order.text[span.start : span.end], span)
    return found


def changes_in(sentence: str, span: Span) -> list[Change]:
    """The changes that one sentence makes; of one thing only the last ("vacated and reset": reset)."""
    sentence = sentence[:_LONGEST]
    found: dict[str, Change] = {}
    for form in FORMS:
        for match in form.pattern.finditer(sentence):
            change = _change(form, match, sentence, span)
            if change is not None:
                found[change.subject.casefold()] = change
    return list(found.values())


def _change(form: ChangeForm, match: re.Match[str], sentence: str, span: Span) -> Change | None:
    before = sentence[: match.start()]
    if before.count("“") > before.count("”") or _MERELY.search(before[-30:]):
        return None
    if form.after:
        rest = sentence[match.end() :]
        clause = _clause(before)
        if _SUPPOSED.search(clause) and form.name != "motion granted":
            return None
    else:
        rest = _LABEL.sub("", _clause(before))
        bare = re.match(r"be\b", match.group(), re.I)
        if _SUPPOSED.match(rest) or (bare and not _COMMANDS.search(before)):
            return None
        while preface := _PREFACE.match(rest):
            rest = rest[preface.end() :]
    cut = _TAIL.search(rest)
    head = (rest[: cut.start()] if cut else rest).strip(" .,;")
    head = _AUXILIARY.sub("", head)
    if not re.search(r"[^\W\d_]{2}", head) or len(head) > 240 or head.startswith("to "):
        return None
    kind: ChangeKind = next(name for name in ("moved", "ended", "amended") if match[name])  # type: ignore[assignment]
    word = match[kind]
    if kind == "ended" and (moved := _AND_MOVED.match(sentence, match.end())):
        kind, word = "moved", moved.group().split()[-1]
    if kind == "amended" and _PLEADING.search(head):
        return None
    told = rest if not form.after else rest[:200]
    numbers = frozenset(int(number) for number in _NUMBER.findall(told))
    dates = frozenset(moment.date for moment in find_moments(told if not form.after else head) if moment.date)
    return Change(kind, span, " ".join(word.casefold().split()), head, numbers, dates)


def _clause(before: str) -> str:
    """The clause that ends where `before` does."""
    last = 0
    for match in _CLAUSE.finditer(before):
        last = match.end()
    return before[last:]


def iter_examples() -> Iterator[tuple[ChangeForm, str, ChangeKind, str]]:
    """Every example with its form, for the tests."""
    for form in FORMS:
        for sentence, kind, subject in form.examples:
            yield form, sentence, kind, subject
