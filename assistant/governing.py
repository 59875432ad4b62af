"""Which of several orders of a case governs an answer: the later one, and the earlier is shown with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answerers import Context, Found
from assistant.blocks import Quotation
from assistant.case.families import Family
from assistant.case.targets import Link
from assistant.choose import Choice
from assistant.confidence import confidence, threshold
from assistant.question.question import Question
from assistant.render import changed_later, set_earlier
from indexer.orders import Deadline, Order, Span

# What no later order changes: where something is, what the caption says, what has happened.
_UNCHANGED = ("metadata", "contact", "place", "fact")
_NAMES = ("judge", "party")
# An answer that lists duties cites many; of so many the changes are told.
_MOST_TOLD = 4

CandidatesIn = Callable[[str], tuple[Context, list[Found]]]


def follow(choice: Choice, asked: Question, family: Family, candidates_in: CandidatesIn, *, chosen: bool) -> Choice:
    """The choice with what other orders of the case change of it.

    Where the asker chose the order, its answer stays and the later order is told with it; else the later order's
    answer takes its place and the earlier is told. candidates_in: the candidates of another order of the case.
    """
    if choice.found is None or choice.context is None:
        return choice
    if choice.found.kind in _UNCHANGED or choice.found.answerer in _NAMES:
        return choice
    if choice.context.view.order.id not in family.places:
        return choice
    if not chosen:
        choice = _later(choice, asked, family, candidates_in)
    assert choice.found is not None and choice.context is not None
    order, found = choice.context.view.order, choice.found
    concerned = _deadlines(order, found)
    told: list[Quotation] = []
    links = [link for deadline in concerned for link in family.on_deadline(order.id, deadline.number)[-1:]]
    links += family.on_paper(order.id)
    if "deadline" in found.parts:
        origin = _origin(family, order, concerned, again=not chosen)
        if origin is not None:
            earlier, was, kind = origin
            told.append(set_earlier(earlier, was.span, kind))
            # Who ends the first paper ends what it was extended to.
            links += [link for link in family.on_paper(earlier.id) if family.is_later(link.later, order.id)]
        if not links:
            again = [family.again(order.id, deadline.number) for deadline in concerned]
            links = [link for link in again if link is not None]
    for link in list(dict.fromkeys(links))[:_MOST_TOLD]:
        told.append(changed_later(family.order(link.later), link.sentence, link.kind))
    return replace(choice, told=tuple(dict.fromkeys(told)))


def _later(choice: Choice, asked: Question, family: Family, candidates_in: CandidatesIn) -> Choice:
    """The answer of the later order that governs, where one does and answers."""
    assert choice.found is not None and choice.context is not None
    order, found = choice.context.view.order, choice.found
    if "deadline" not in found.parts:
        return choice
    for deadline in _deadlines(order, found):
        set_anew = [link for link in family.on_deadline(order.id, deadline.number) if link.now is not None]
        if set_anew:
            return _answer_of(choice, set_anew[-1], candidates_in)
    ended = [link for link in family.on_paper(order.id) if link.kind == "ended"]
    for link in ended[-1:]:
        context, several = candidates_in(link.later)
        alike = [one for one in several if (one.answerer, one.kind) == (found.answerer, found.kind)]
        best = max(alike, key=lambda one: confidence(one, asked.asks), default=None)
        if best is not None and confidence(best, asked.asks) >= threshold():
            return replace(choice, found=best, context=context, score=confidence(best, asked.asks))
    return choice


def _answer_of(choice: Choice, link: Link, candidates_in: CandidatesIn) -> Choice:
    """The later order's answer with the limit that the link sets; the choice where it has none."""
    assert link.now is not None
    context, several = candidates_in(link.later)
    for one in several:
        deadline = one.parts.get("deadline")
        if isinstance(deadline, Deadline) and (
            deadline.number == link.now.number or (deadline.group is not None and deadline.group == link.now.group)
        ):
            return replace(choice, found=one, context=context)
    return choice


def _deadlines(order: Order, found: Found) -> list[Deadline]:
    """The limits that an answer tells: the one that it computes, with its group, else those that it quotes."""
    told = found.parts.get("deadline")
    if isinstance(told, Deadline):
        group = [one for one in order.deadlines if told.group is not None and one.group == told.group]
        return group or [told]
    return [one for one in order.deadlines if _holds(found.spans, one)]


def _holds(spans: Sequence[Span], deadline: Deadline) -> bool:
    limit = deadline.phrase.span
    return any(span.start <= limit.start and limit.end <= span.end for span in spans)


def _origin(
    family: Family, order: Order, deadlines: Sequence[Deadline], *, again: bool
) -> tuple[Order, Deadline, str] | None:
    """The order that first set what these limits take the place of, the limit there, and the link's kind.

    again: where none is changed, the last earlier order with another date for the same thing."""
    for deadline in deadlines:
        found = None
        link = family.before(order.id, deadline.number)
        while link is not None and link.was is not None:
            found = (family.order(link.earlier), link.was, link.kind)
            link = family.before(link.earlier, link.was.number)
        if found is not None:
            return found
    for deadline in deadlines if again else ():
        former = family.former(order.id, deadline.number)
        if former is not None and former.was is not None:
            return family.order(former.earlier), former.was, former.kind
    return None
