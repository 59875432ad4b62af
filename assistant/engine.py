"""The assistant: a question in, an answer with its words out. `ask` is the whole path."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np

from assistant.answer import Answer, Candidate, Citation
from assistant.answerers import Context, Found, candidates
from assistant.blocks import Headline
from assistant.budget import budgeted, spending
from assistant.choose import Choice, choose, title_of
from assistant.confidence import confidence, features
from assistant.conversation.conversation import Conversation
from assistant.decide import decide
from assistant.finding.generation import Generation
from assistant.finding.library import Library
from assistant.finding.retrieve import focus, naming
from assistant.governing import follow
from assistant.question.facts import facts_in, strings
from assistant.question.objections import heard, written_to_us
from assistant.question.question import Question, read_question
from assistant.reading.fit import Gauge
from assistant.reading.judging import Judged, answered, judge
from assistant.reading.reader import Reader, own_reader
from assistant.reading.view import View
from assistant.render import another_order, compose, not_found, not_known, which_order
from indexer.errors import UsageError
from indexer.orders import Order, Span
from indexer.store.store import OrderRow

# A question is a sentence or a few; a pasted brief is not one.
LONGEST_QUESTION = 2_000
# Orders that are read whole where the question names none and there are many.
_CLOSE_ORDERS = 6
# An index of so few orders is read whole.
_SMALL = 24
_NEAREST = 3
# A word that was looked for is shown so far.
_LONGEST_WORD = 40


class Assistant:
    """Answers questions over one index. Open it with `open`; it may be used from several threads."""

    def __init__(self, library: Library, reader: Reader | None | Literal["own"] = "own"):
        """reader: the project's own, another, or None: rules alone."""
        self.library = library
        self._reader = reader

    @property
    def reader(self) -> Reader | None:
        """What judges statements; None where rules answer alone."""
        if self._reader == "own":
            self._reader = own_reader()
        return self._reader

    @classmethod
    def open(
        cls, index: Path | str, corpus: Path | str | None = None, reader: Reader | None | Literal["own"] = "own"
    ) -> Assistant:
        """Open the index folder; corpus: bring the index up to date with that folder of orders first. reader: as of
        `Assistant`.

        Raises IndexNotFound, IndexIncompatible or IndexDamaged; with a corpus also what `build` raises.
        """
        if corpus is not None:
            from indexer.build import build

            build(Path(corpus), Path(index))
        return cls(Library.open(index), reader)

    def close(self) -> None:
        self.library.close()

    def __enter__(self) -> Assistant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def orders(self) -> list[OrderRow]:
        """All orders, by id."""
        return self.library.orders()

    def order(self, order_id: str) -> Order:
        """The order of that id; OrderNotFound."""
        return self.library.order(order_id)

    def vectors(self, order_id: str) -> np.ndarray:
        """One unit vector for each sentence of the order, in their order."""
        return self.library.vectors(order_id)

    def view(self, order_id: str) -> View:
        """The order made ready for the answerers."""
        return self.library.view(order_id)

    def encode(self, text: str) -> np.ndarray:
        """The unit vector of a text."""
        return self.library.encode(text)

    def retrieve(self, question: str, order: str | None = None, k: int = 8) -> list[Any]:
        """The k nearest passages, before any answerer."""
        return list(self.library.retriever.retrieve(question, orders=[order] if order else None, k=k))

    @budgeted
    def ask(
        self,
        question: str,
        order: str | None = None,
        facts: Mapping[str, str] | None = None,
        today: dt.date | None = None,
        conversation: Conversation | None = None,
    ) -> Answer:
        """Answer `question` from the orders.

        order: the id of the only order to look in. facts: as in README ("service_date": "2017-10-30").
        conversation: what was settled before; it is changed. Raises UsageError for a question that is empty or
        too long, BadFact and BadDate for facts that cannot be, OrderNotFound.
        """
        check_question(question)
        self.library.refresh()
        here = self.library.now
        if order is not None:
            here.order(order)
        text, objection = heard(question)
        if objection is not None:
            return Answer(question.strip(), "not_found", (Headline(objection),), order=order)
        chosen = order is not None
        if conversation is None:
            return self._answer(here, text, order, facts, today, chosen)
        before = conversation.copy()
        try:
            return self._converse(here, text, order, facts, today, conversation)
        except Exception:
            conversation.restore(before)
            raise

    def explain(
        self,
        question: str,
        order: str | None = None,
        facts: Mapping[str, str] | None = None,
        today: dt.date | None = None,
    ) -> dict[str, Any]:
        """The answer with everything that led to it: the parsed question, orders, every candidate with its score."""
        answer = self.ask(question, order, facts, today)
        return {**answer.to_dict(), "trace": answer.trace}

    def _converse(
        self, here: Generation, text: str, order: str | None, facts: Mapping[str, str] | None, today: dt.date | None,
        so_far: Conversation,
    ) -> Answer:  # fmt: skip
        """Answer what was typed next in a conversation."""
        turn = so_far.enter(text, order, facts, here, today)
        if turn.which:
            answer = _which(turn.text, tuple(Candidate(one, title_of(here.order(one))) for one, _ in turn.which))
        else:
            answer = self._answer(here, turn.text, turn.order, turn.facts, today, chosen=turn.order is not None)
        if answer.status == "not_found" and so_far.drifted(turn.order):
            elsewhere = self._answer(here, turn.text, None, None, today, chosen=False)
            if elsewhere.status != "not_found":
                answer = _moved(here, elsewhere)
        so_far.leave(turn.text, answer)
        if turn.unknown:
            answer = replace(answer, blocks=not_known(answer.blocks))
        return replace(answer, question=text)

    # --- the path ---------------------------------------------------------------------------------------------

    def _answer(
        self, here: Generation, text: str, order: str | None, facts: Mapping[str, str] | None, today: dt.date | None,
        chosen: bool,
    ) -> Answer:  # fmt: skip
        stated = strings({**facts_in(text), **(facts or {})})
        near = _near(here, text, order)
        # What only names the order is no part of what is asked.
        named = here.narrowing(text)
        bare = focus(text, naming(named))
        asked = replace(read_question(bare, here.vocabulary(near or None), stated), text=text)
        vector = here.encode(asked.normal)
        contexts = [_context(here, asked, one, vector, stated, today, chosen) for one in near]
        found = {context.view.order.id: _heeded(context) for context in contexts}
        judged = judge(self.reader, bare, vector, [one.view for one in contexts]) if self.reader else []
        judged = [one for one in judged if not written_to_us(one.view.words(one.span))]
        if judged:
            choice = decide(asked, contexts, found, judged, chosen=chosen)
        else:
            choice = choose(asked, contexts, found, chosen=chosen)
        if choice.context is not None:
            family = here.family(choice.context.view.order)

            def candidates_in(one: str) -> tuple[Context, list[Found]]:
                known = next((context for context in contexts if context.view.order.id == one), None)
                context = known or _context(here, asked, one, vector, stated, today, chosen)
                return context, found[one] if one in found else _heeded(context)

            if family is not None:
                choice = follow(choice, asked, family, candidates_in, chosen=chosen or len(near) == 1)
        trace = _trace(asked, near, found, judged)
        if choice.found is not None and choice.context is not None:
            return _answered(asked, choice, today, trace, judged)
        if choice.candidates:
            answer = _which(asked.text, choice.candidates)
            return replace(answer, kind=choice.kind, answerer=choice.answerer, score=choice.score, trace=trace)
        faults = [fault for context in contexts for fault in context.faults]
        if faults:
            raise faults[0]
        # Who names one order asks about it, and hears whom it names to ask.
        about = order or (named.orders[0] if named.certain and len(named.orders) == 1 else None)
        return _silent(here, asked, about, choice, trace, judged)


def _moved(here: Generation, answer: Answer) -> Answer:
    """An answer from another order than the one talked about says so first."""
    if answer.order is None:
        return answer
    return replace(answer, blocks=(another_order(title_of(here.order(answer.order))), *answer.blocks))


def _near(here: Generation, text: str, order: str | None) -> list[str]:
    """The orders that are read whole: the chosen one, those that the question names, or the nearest."""
    if order is not None:
        return [order]
    named = here.named(text)
    if named:
        return list(named[:_SMALL])
    if here.count() <= _SMALL:
        return [row.id for row in here.orders()]
    passages = here.retriever.retrieve(text, orders=None, k=32)
    return list(dict.fromkeys(passage.order for passage in passages))[:_CLOSE_ORDERS]


def _context(
    here: Generation, asked: Question, order: str, vector: np.ndarray, facts: Mapping[str, str], today: dt.date | None,
    chosen: bool,
) -> Context:  # fmt: skip
    view = here.view(order)
    return Context(asked, view, Gauge(asked, view, vector), facts, today, chosen)


def _silent(
    here: Generation, asked: Question, order: str | None, choice: Choice, trace: dict[str, Any],
    judged: Sequence[Judged],
) -> Answer:  # fmt: skip
    """Nothing found: the nearest passages, and whom the order names to ask."""
    if judged:
        related = tuple(Citation.of(one.view.order, one.span) for one in judged[:_NEAREST])
    else:
        passages = here.retriever.retrieve(asked.normal, orders=[order] if order else None, k=_NEAREST)
        related = tuple(Citation.of(here.order(passage.order), passage.span) for passage in passages)
    contact = _contact(here.order(order)) if order is not None else None
    looked = tuple(term.words[:_LONGEST_WORD] for term in asked.terms)
    keys = frozenset(key for term in asked.terms for key in term.keys)
    return Answer(
        asked.text, "not_found", not_found(looked, contact, order is None, related, keys), order=order,
        candidates=related, score=1.0 - choice.score, trace=trace,
    )  # fmt: skip


def _heeded(context: Context) -> list[Found]:
    """The candidates of one order, without what it says to the assistant itself."""
    with spending():
        found = candidates(context)
    return [one for one in found if not written_to_us(context.view.words(one.spans[0]))]


def check_question(question: str) -> None:
    """Raise UsageError for what cannot be a question."""
    if not question.strip():
        raise UsageError("the question is empty: ask something, for instance: who must file the joint report?")
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(question):,} characters; {LONGEST_QUESTION:,} is the most: ask about one thing"
        )


def _which(question: str, candidates: tuple[Candidate, ...]) -> Answer:
    """The question back: which order is meant."""
    return Answer(question, "ambiguous", which_order(candidates), candidates=candidates)


def _contact(order: Order) -> str | None:
    """The first telephone number or address that the order prints, with whose it is."""
    for provision in order.provisions:
        if provision.kind == "contact":
            words = provision.contact.words if provision.contact else None
            return ", ".join(part for part in (provision.actor, words) if part)
    return None


def _answered(
    asked: Question, choice: Choice, today: dt.date | None, trace: dict[str, Any], judged: Sequence[Judged]
) -> Answer:
    assert choice.found is not None and choice.context is not None
    answer = answer_of(asked, choice.found, choice.context.view, today)
    cited = answer.citations + tuple(dict.fromkeys(one.citation for one in choice.told))
    related = tuple(
        Citation.of(one.view.order, one.span)
        for one in judged[:_NEAREST]
        if one.view.order.id == answer.order and not any(_meets(one.span, citation) for citation in cited)
    )
    return replace(
        answer, blocks=answer.blocks + choice.told, citations=cited, related=related, score=choice.score,
        manner=choice.manner or answer.manner, trace=trace,
    )  # fmt: skip


def _meets(span: Span, citation: Citation) -> bool:
    return span.start < citation.end and citation.start < span.end


def answer_of(asked: Question, found: Found, view: View, today: dt.date | None = None) -> Answer:
    """The answer that a candidate makes: its blocks composed, its spans cited and checked against the order."""
    order = view.order
    citations = tuple(Citation.of(order, span) for span in dict.fromkeys(found.spans))
    for citation in citations:
        citation.check(order)
    return Answer(
        question=asked.text, status=found.status, blocks=compose(found, view, today),
        manner="certain" if found.status == "answered" else None, kind=found.kind, value=found.value,
        citations=citations, order=order.id, needs=found.needs, steps=found.steps, answerer=found.answerer,
        score=confidence(found, asked.asks), alternatives=found.alternatives, safe_date=found.safe_date,
        notes=found.notes,
    )  # fmt: skip


def _trace(
    asked: Question, near: list[str], found: Mapping[str, list[Found]], judged: Sequence[Judged]
) -> dict[str, Any]:
    tried = [
        {
            "order": order, "answerer": one.answerer, "status": one.status, "value": one.value,
            "confidence": round(confidence(one, asked.asks), 4),
            **{name: round(number, 4) for name, number in features(one).items()},
            "spans": [(span.start, span.end) for span in one.spans[:1]],
        }
        for order, several in found.items()
        for one in several[:6]
    ]  # fmt: skip
    tried.sort(key=lambda row: -row["confidence"])  # type: ignore[operator]
    return {
        "asks": asked.asks, "modality": asked.modality, "actor": asked.actor, "main": asked.main,
        "terms": [term.words for term in asked.terms], "units": list(asked.units), "facts": dict(asked.facts),
        "mended": [list(pair) for pair in asked.mended], "orders": near, "candidates": tried[:24],
        "answered": round(answered(judged), 4), "statements": [_row(one) for one in judged[:6]],
    }  # fmt: skip


def _row(one: Judged) -> dict[str, Any]:
    """A statement as `explain` shows it."""
    judgement = one.judgement
    pointed = one.pointed()
    return {
        "order": one.view.order.id, "start": one.span.start, "end": one.span.end, "score": round(one.score, 3),
        "relevance": round(judgement.relevance, 3), "cosine": round(one.cosine, 3), "words": round(one.share, 3),
        "yes": round(judgement.yes, 3), "no": round(judgement.no, 3), "neither": round(judgement.neither, 3),
        "points_at": one.view.words(pointed) if pointed else None,
    }  # fmt: skip
