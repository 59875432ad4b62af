"""What a conversation has settled so far: the facts, the order, and the question that is still open.

`enter` turns what a person types next into a whole question: a reply to what was asked ("October 30", "by mail",
"the second one"), a change of facts ("and if I was served by hand?"), or a question that points back ("who signs
it?"). `leave` remembers the answer. Nothing is guessed: what fits none of these is asked as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Candidate
from assistant.conversation.pointing import points_back, recast, unnamed
from assistant.conversation.replies import (
    OTHER,
    UNKNOWN,
    changes_facts,
    facts_told,
    is_question,
    names_only,
    picked,
    reply_facts,
)
from assistant.question.facts import strings
from assistant.words.words import normalize, terms

if TYPE_CHECKING:
    from assistant.finding.generation import Generation

# "The other one" can only be meant of a few.
_MOST_OTHERS = 8


@dataclass(frozen=True, slots=True)
class WholeQuestion:
    """What was typed, made whole. order: to ask it of, None: all. which: the orders of which one must be named
    before anything can be answered, as (id, title). unknown: the person does not know the fact asked for."""

    text: str
    order: str | None
    facts: dict[str, str]
    which: tuple[tuple[str, str], ...] = ()
    unknown: bool = False


@dataclass(slots=True)
class Conversation:
    """facts: settled so far of the order talked about; shelf: of the others, since another order was served on
    another day. order: the order talked about; pinned: the person chose it. needs: names of the facts
    asked for last. candidates: orders offered and not yet chosen from; offered: those chosen from last. asked: the
    last whole question. subject: what it was about. dated: it was answered with a date or a need of one. told: the
    facts that the last telling gave."""

    facts: dict[str, str] = field(default_factory=dict)
    order: str | None = None
    pinned: bool = False
    needs: tuple[str, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()
    asked: str = ""
    subject: str = ""
    dated: bool = False
    offered: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()
    shelf: dict[str, dict[str, str]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Conversation:
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        for name in ("needs", "told"):
            known[name] = tuple(known.get(name, ()))
        for name in ("candidates", "offered"):
            known[name] = tuple(tuple(pair) for pair in known.get(name, ()))
        return cls(**known)

    def copy(self) -> Conversation:
        """The conversation as it is now, to go back to."""
        return Conversation.from_dict(self.to_dict())

    def restore(self, before: Conversation) -> None:
        """Go back to what `copy` gave: a turn that could not be asked changes nothing."""
        for one in fields(self):
            setattr(self, one.name, getattr(before, one.name))

    def choose(self, order: str | None) -> None:
        """Talk about this order from now on; None: about all."""
        self.candidates = ()
        self._move(order, pinned=order is not None)

    def forget(self) -> None:
        """Forget every fact; the order stays."""
        self.facts, self.told, self.needs = {}, (), ()

    def enter(
        self,
        text: str,
        order: str | None,
        facts: Mapping[str, str] | None,
        here: Generation,
        today: dt.date | None = None,
    ) -> WholeQuestion:
        """The whole question, with the order to ask it of and the facts, for what was typed next.

        Raises BadFact and BadDate; the conversation is then as the caller's `copy` of it has to make it again.
        """
        given = strings(facts)
        if order is not None:
            self._move(order, pinned=True)
        self.tell(given)
        unknown = bool(self.asked and self.needs and UNKNOWN.fullmatch(text.strip()))
        whole = self._reply(text, here, today)
        if whole is None and order is None and OTHER.search(text) and len(text.split()) <= 8 and self.order:
            others = self._others(here)
            if len(others) == 1:
                self._move(others[0][0])
                whole = unnamed(self.asked) or text
            elif others:
                return WholeQuestion(self.asked or text, None, dict(self.facts), others)
        if whole is None:
            named = list(here.named(text)) if order is None else []
            moved = self._follow(named)
            self.tell({**facts_told(text, self._filed(here), today), **given})
            if moved and self.asked and names_only(text):
                whole = unnamed(self.asked)
            else:
                whole = self._whole(text, here)
        return WholeQuestion(whole, self.order, dict(self.facts), unknown=unknown)

    def drifted(self, order: str | None) -> bool:
        """Whether a question that this order does not answer may be tried on the others."""
        return order is not None and not self.pinned

    def leave(self, whole: str, answer: Answer) -> None:
        """Remember `answer` to the whole question. Silence settles nothing: what was asked for stays open."""
        if answer.status == "not_found":
            return
        self.needs = tuple(need.fact for need in answer.needs)
        self.candidates = tuple(
            (candidate.order, candidate.title) for candidate in answer.candidates if isinstance(candidate, Candidate)
        )
        self.asked = whole
        self.dated = answer.kind in ("deadline", "event")
        subject = " ".join(term.words for term in terms(normalize(whole)))
        self.subject = subject or self.subject
        if answer.order is not None and answer.order != self.order:
            self._move(answer.order)

    # --- what was typed -------------------------------------------------------------------------------------

    def tell(self, facts: Mapping[str, str]) -> None:
        """Keep these facts, full names and normal values (as `assistant.question.facts.strings` gives them)."""
        if facts:
            self.facts.update(facts)
            self.told = tuple(facts)

    def _move(self, order: str | None, pinned: bool = False) -> None:
        """Turn to another order (None: to all), with what was told of it. What was told before any order was talked
        about is told of the first."""
        if order != self.order:
            if self.order is not None:
                self.shelf[self.order] = self.facts
                self.facts, self.told = {}, ()
            if order is not None:
                self.facts = {**self.shelf.pop(order, {}), **self.facts}
        self.order, self.pinned = order, pinned

    def _follow(self, named: list[str]) -> bool:
        """Turn to the order that is named; whether that is another one. Several that include this one: stay."""
        if len(named) == 1:
            moved = named[0] != self.order
            if moved:
                self._move(named[0])
            return moved
        if named and self.order not in named:
            self._move(None)
        return False

    def _reply(self, text: str, here: Generation, today: dt.date | None) -> str | None:
        """The open question once more, where `text` replies to what was asked; None where it does not."""
        if self.candidates:
            order = picked(text, self.candidates, here.named(text))
            if order is not None:
                self._move(order, pinned=True)
                self.offered, self.candidates = self.candidates, ()
                return self.asked or text
        if not self.asked or not (self.needs or self.dated):
            return None
        if self.needs and UNKNOWN.fullmatch(text.strip()):
            return self.asked
        if is_question(text) and not changes_facts(text):
            return None
        stated = reply_facts(text, self.needs, self._dates(), self._filed(here), today)
        if not stated:
            return None
        self.tell(stated)
        return self.asked

    def _dates(self) -> tuple[str, ...]:
        """The date that a bare date can correct: the one told last, or the only one known."""
        told = tuple(name for name in self.told if name.endswith("_date"))
        known = tuple(name for name in self.facts if name.endswith("_date"))
        return told if len(told) == 1 else known if len(known) == 1 else ()

    def _filed(self, here: Generation) -> dt.date | None:
        return here.order(self.order).caption.filed if self.order is not None else None

    def _others(self, here: Generation) -> tuple[tuple[str, str], ...]:
        """The orders that "the other one" can be: of those offered last, else of all where they are few."""
        offered = self.offered or self.candidates
        if not offered and here.count() <= _MOST_OTHERS:
            offered = tuple((row.id, row.case_name or row.title or row.id) for row in here.orders())
        return tuple(pair for pair in offered if pair[0] != self.order)

    def _whole(self, text: str, here: Generation) -> str:
        """`text` with what it leaves out taken from the last question."""
        if not self.asked:
            return text
        again = recast(text, self.asked)
        if again is not None:
            return again
        view = here.view(self.order) if self.order is not None else None
        if self.subject and points_back(text, view):
            return f"{text.rstrip(' ?')} ({self.subject})?"
        return text
