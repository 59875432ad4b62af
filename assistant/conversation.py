"""What a conversation has settled so far: the facts, the order, and the question that is still open.

`enter` turns what a person types next into a whole question: a reply to what was asked ("October 30", "by mail",
"the second one"), a change of facts ("and if I was served by hand?"), or a question that points back ("who signs
it?"). `leave` remembers the answer. Nothing is guessed: what fits none of these is asked as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Candidate
from assistant.facts import facts_in, read_method, strings
from assistant.words import normalize, terms
from indexer.errors import SoOrderedError
from indexer.periods import scan

if TYPE_CHECKING:
    from assistant.library import Library

_WHAT_IF = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|then|now)?[\s,]*(?:what\s+(?:about|if)|how\s+about|if|suppose|assuming|and|actually|sorry|no|wait|"
    r"i\s+mean(?:t)?|correction)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\b(?:the\s+)?other\s+(?:one|order|case)\b|\bthe\s+second\s+(?:one|order)\b", re.IGNORECASE)
_BACK = re.compile(r"\b(?:it|its|that|this|them|they|their|those|these|there|he|she|then)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"\?|^\s*(?:who|what|when|where|why|how|which|can|could|may|must|do|does|did|is|are|was|were|will|should|am|has|have)\b",
    re.I,
)
_ORDINALS = {
    "first": 0,
    "1": 0,
    "1st": 0,
    "one": 0,
    "second": 1,
    "2": 1,
    "2nd": 1,
    "two": 1,
    "third": 2,
    "3": 2,
    "3rd": 2,
    "fourth": 3,
    "4": 3,
    "4th": 3,
    "last": -1,
}
_FEW = 2  # a question with at most so many terms of its own, and a word that points back, is about what went before


@dataclass(slots=True)
class Conversation:
    """facts: settled so far. order: the order talked about; pinned: the person chose it. needs: names of the facts
    asked for last. candidates: orders offered last. asked: the last whole question. subject: what it was about."""

    facts: dict[str, str] = field(default_factory=dict)
    order: str | None = None
    pinned: bool = False
    needs: tuple[str, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()
    asked: str = ""
    subject: str = ""
    dated: bool = False

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Conversation:
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        known["needs"] = tuple(known.get("needs", ()))
        known["candidates"] = tuple(tuple(pair) for pair in known.get("candidates", ()))
        return cls(**known)

    def enter(
        self, text: str, order: str | None, facts: Mapping[str, str] | None, library: Library
    ) -> tuple[str, str | None, dict[str, str]]:
        """The whole question, the order to ask it of (None: all) and the facts, for what was typed next."""
        if facts:
            self.facts.update(strings(facts))
        if order is not None:
            self.order, self.pinned = order, True
        whole = self._reply(text, library)
        if whole is None:
            named = library.named(text)
            if len(named) == 1:
                self.order, self.pinned = named[0], False
            elif len(named) > 1:
                self.order, self.pinned = None, False
            self.facts.update(facts_in(text))
            whole = self._pointing_back(text)
        return whole, self.order, dict(self.facts)

    def drifted(self, order: str | None) -> bool:
        """Whether a question that this order does not answer may be tried on the others."""
        return order is not None and not self.pinned

    def leave(self, whole: str, answer: Answer) -> None:
        """Remember `answer` to the whole question."""
        self.needs = tuple(need.fact for need in answer.needs)
        self.candidates = tuple(
            (candidate.order, candidate.title) for candidate in answer.candidates if isinstance(candidate, Candidate)
        )
        if answer.status == "not_found":
            return
        self.asked = whole
        self.dated = answer.kind in ("deadline", "event")
        subject = " ".join(term.words for term in terms(normalize(whole)))
        self.subject = subject or self.subject
        if answer.order is not None:
            self.order = answer.order

    # --- what was typed -------------------------------------------------------------------------------------

    def _reply(self, text: str, library: Library) -> str | None:
        """The open question once more, where `text` replies to what was asked; None where it does not."""
        if self.candidates:
            picked = self._picked(text, library)
            if picked is not None:
                self.order, self.pinned, self.candidates = picked, True, ()
                return self.asked_or(text)
        if not self.asked:
            return None
        stated = self._stated(text)
        if stated and (self.needs or (self.dated and (_WHAT_IF.match(text) or not _QUESTION.search(text)))):
            self.facts.update(stated)
            return self.asked
        if _OTHER.search(text) and len(text.split()) <= 8 and self.order is not None:
            others = [row.id for row in library.orders()[:3] if row.id != self.order]
            if len(others) == 1:
                self.order = others[0]
                return self.asked
        return None

    def asked_or(self, text: str) -> str:
        return self.asked or text

    def _picked(self, text: str, library: Library) -> str | None:
        """The candidate that `text` names: by number, id, or words of its title that no other has."""
        words = re.findall(r"[\w-]+", text.lower())
        offered = [order for order, _ in self.candidates]
        named = [order for order in library.named(text) if order in offered]
        if len(named) == 1:
            return named[0]
        if text.strip().lower() in offered:
            return text.strip().lower()
        if len(words) <= 5:
            for word in words:
                place = _ORDINALS.get(word)
                if place is not None and -len(offered) <= place < len(offered):
                    return offered[place]
        fitting = [
            order
            for order, title in self.candidates
            if any(len(word) > 3 and word in re.findall(r"[\w-]+", title.lower()) for word in words)
        ]
        return fitting[0] if len(fitting) == 1 and len(words) <= 8 else None

    def _stated(self, text: str) -> dict[str, str]:
        """Facts in a reply: whole statements, a bare date for the fact asked for, a bare method of service."""
        try:
            stated = dict(facts_in(text))
        except SoOrderedError:
            stated = {}
        if len(text.split()) <= 12:
            method = _method(text)
            if method is not None and "service_method" not in stated and ("service_method" in self.needs or self.dated):
                stated["service_method"] = method
            dates = [phrase.date for phrase in scan(text) if phrase.kind == "fixed" and phrase.date is not None]
            wanted = [need for need in self.needs if need.endswith("_date") and need not in stated]
            if dates and wanted:
                stated[wanted[0]] = dates[0].isoformat()
        return stated

    def _pointing_back(self, text: str) -> str:
        """`text` with the subject of the last question where it has almost none of its own."""
        if not self.subject:
            return text
        own = terms(normalize(text))
        if len(own) <= _FEW and _BACK.search(text) and _QUESTION.search(text):
            return f"{text.rstrip(' ?')} ({self.subject})?"
        return text


def _method(text: str) -> str | None:
    """The way of service that a short reply names; None where it names none."""
    try:
        return read_method(text)
    except SoOrderedError:
        return None
