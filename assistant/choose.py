"""Which candidate is the answer, when to ask which order is meant, and when to be silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.answer import Candidate, Citation, Kind
from assistant.answerers import Context, Found
from assistant.confidence import confidence, threshold
from assistant.question import Question

# Two orders whose answers are this near in confidence both answer; the asker is asked which is meant.
_NEAR = 0.06
# What every order has: without a named order such a question is about none in particular.
EVERY_ORDER_HAS = ("metadata", "judge", "order_date", "party", "summary", "duties", "dates")
_MOST_CANDIDATES = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome: a found answer in its context, or the orders to choose from, or neither (silence).

    others: citations of another order of the same case; remark: what is said of it."""

    found: Found | None = None
    context: Context | None = None
    score: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    kind: Kind | None = None
    answerer: str | None = None
    others: tuple[Citation, ...] = ()
    remark: str = ""


def choose(asked: Question, contexts: Sequence[Context], found: Mapping[str, list[Found]], *, chosen: bool) -> Choice:
    """The best candidate over all orders, if it is sure enough."""
    tops: list[tuple[float, Found, Context]] = []
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
        return Choice(score=score, candidates=_titles(rivals), kind=best.kind, answerer=best.answerer)
    return Choice(best, context, score)


def _alike(best: Found, rivals: Sequence[tuple[float, Found, Context]]) -> bool:
    """Whether the rivals answer the same question about different orders."""
    if best.answerer in EVERY_ORDER_HAS:
        return True
    return len({rival.answerer for _, rival, _ in rivals}) == 1 and best.score - rivals[1][1].score < 0.04


def _titles(rivals: Sequence[tuple[float, Found, Context]]) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(context.view.order.id, title_of(context.view.order)) for _, _, context in rivals[:_MOST_CANDIDATES]
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
