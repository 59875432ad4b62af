"""Which candidate is the answer, when to ask which order is meant, and when to be silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Candidate, Kind, Manner
from assistant.answerers import Context, Found
from assistant.blocks import Quotation
from assistant.case.families import placed, same_case
from assistant.confidence import confidence, threshold
from assistant.question.question import Question
from indexer.orders import Order

# Two orders whose answers are this near in confidence both answer; the asker is asked which is meant.
_NEAR = 0.06
# What every order has: without a named order such a question is about none in particular.
EVERY_ORDER_HAS = ("metadata", "judge", "order_date", "party", "summary", "duties", "dates")
# Of these, what differs between the orders of one case.
_OF_A_PAPER = ("order_date", "summary", "duties", "dates")
_MOST_CANDIDATES = 8
_Top = tuple[float, Found, Context]


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome: a found answer in its context, or the orders to choose from, or neither (silence).

    told: words of other orders of the same case, with what is said of them."""

    found: Found | None = None
    context: Context | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    kind: Kind | None = None
    answerer: str | None = None
    told: tuple[Quotation, ...] = ()
    manner: Manner | None = None


def choose(asked: Question, contexts: Sequence[Context], found: Mapping[str, list[Found]], *, chosen: bool) -> Choice:
    """The best candidate over all orders, if it is sure enough."""
    tops: list[_Top] = []
    for context in contexts:
        several = found[context.view.order.id]
        if several:
            best = max(several, key=lambda one: (confidence(one, asked.asks), one.score))
            tops.append((confidence(best, asked.asks), best, context))
    tops.sort(key=lambda top: (-top[0], top[2].view.order.id))
    limit = threshold()
    if not tops or tops[0][0] < limit:
        return Choice(score=tops[0][0] if tops else 0.0)
    score, best, context = tops[0]
    rivals = [top for top in tops if top[0] >= max(limit, score - _NEAR)]
    if len(rivals) > 1 and not chosen and _alike(best, rivals):
        latest = _of_one_case(best, rivals)
        if latest is not None:
            return Choice(latest[1], latest[2], latest[0])
        return Choice(
            score=score,
            candidates=titles([context.view.order for _, _, context in rivals]),
            kind=best.kind,
            answerer=best.answerer,
        )
    return Choice(best, context, score)


def _alike(best: Found, rivals: Sequence[_Top]) -> bool:
    """Whether the rivals answer the same question about different orders."""
    if best.answerer in EVERY_ORDER_HAS:
        return True
    return len({rival.answerer for _, rival, _ in rivals}) == 1 and best.score - rivals[1][1].score < 0.04


def _of_one_case(best: Found, rivals: Sequence[_Top]) -> _Top | None:
    """Of rivals in orders of one case the latest order's; None where they are of several cases, or where what is
    asked is about a paper and no later one takes its place."""
    orders = [context.view.order for _, _, context in rivals]
    if not all(same_case(orders[0], order) for order in orders[1:]):
        return None
    if best.answerer in _OF_A_PAPER or any(_is_title(found, context) for _, found, context in rivals):
        return None
    return max(rivals, key=lambda top: (placed(top[2].view.order), top[2].view.order.id))


def _is_title(found: Found, context: Context) -> bool:
    title = context.view.order.caption.where.get("title")
    return found.answerer == "metadata" and title is not None and found.spans[:1] == (title,)


def titles(orders: Sequence[Order]) -> tuple[Candidate, ...]:
    """The orders by name, the first few; those of one name are told apart by their ids."""
    orders = orders[:_MOST_CANDIDATES]
    names = [title_of(order) for order in orders]
    return tuple(
        Candidate(order.id, f"{name} ({order.id})" if names.count(name) > 1 else name)
        for order, name in zip(orders, names, strict=True)
    )


def title_of(order: object) -> str:
    """How an order is named to a person: case, title and date as far as they are known, else its id."""
    caption = order.caption  # type: ignore[attr-defined]
    parts = [
        caption.case_name,
        caption.title,
        f"{caption.filed:%B} {caption.filed.day}, {caption.filed.year}" if caption.filed else None,
    ]
    return ", ".join(part for part in parts if part) or order.id  # type: ignore[attr-defined]
