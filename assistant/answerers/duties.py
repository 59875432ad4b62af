"""What someone has to do, and which dates an order sets: lists rather than one answer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer
from assistant.deadlines.due import resolve
from indexer.lazy import lazy
from indexer.orders import Provision, Span

_SIDE = {
    "plaintiff": lazy(r"\b(?:plaintiffs?|petitioners?|movants?)\b", re.I),
    "defendant": lazy(r"\b(?:defendants?|defense|respondents?|government)\b", re.I),
    "lawyer": lazy(r"\b(?:counsel|attorneys?|lawyers?)\b", re.I),
    "court": lazy(r"\b(?:court|judge|clerk|marshal)\b", re.I),
}
_EVERYONE = lazy(r"\b(?:parties|party|everyone|all|persons?|participants?|no\s+(?:person|participant))\b", re.I)
_MOST = 12


@answerer(
    "duties",
    asks=("duties",),
    examples=(
        Example(
            "What do I have to do?",
            "The parties shall file a joint report by May 3, 2021. Plaintiff shall serve the summons.",
            "file a joint report",
        ),
    ),
    near=(NearMiss("What do I have to do?", "The motion is granted."),),
)
def answer_duties(context: Context) -> Iterator[Found]:
    """Obligations and prohibitions of the asker's side (fact `role`), or of everyone, each with its sentence."""
    view = context.view
    side = context.facts.get("role") or _side(context)
    spans: list[Span] = []
    rows: list[dict[str, object]] = []
    for sentence in view.sentences:
        duties = [
            provision
            for provision in view.provisions.get(sentence.number, ())
            if provision.kind in ("obligation", "prohibition") and _concerns(provision, side)
        ]
        if duties and sentence.paragraph.kind != "caption":
            spans.append(sentence.span)
            rows.append(
                {
                    "actor": duties[0].actor,
                    "act": duties[0].act,
                    "span": sentence.span,
                    "due": _due(context, sentence.span),
                }
            )
    if not spans:
        return
    values = [sentence_words(context, span) for span in spans[:_MOST]]
    yield Found(
        kind="obligation",
        score=0.85,
        spans=tuple(spans[:_MOST]),
        value={"type": "items", "value": values},
        said="duties",
        parts={"rows": rows[:_MOST], "side": side, "more": max(0, len(rows) - _MOST)},
        features={"coverage": 1.0, "meaning": 0.5, "missing": 0.0},
    )


@answerer(
    "dates",
    asks=("dates",),
    examples=(
        Example("What are the deadlines?", "The parties shall file a joint report by May 3, 2021.", "joint report"),
    ),
    near=(NearMiss("What are the deadlines?", "The motion is granted."),),
)
def answer_dates(context: Context) -> Iterator[Found]:
    """Every deadline and event of the order with its date, or what is missing to compute it."""
    order = context.view.order
    rows = []
    for deadline in order.deadlines:
        rows.append(
            {
                "actor": deadline.actor,
                "act": deadline.act,
                "subject": deadline.subject,
                "span": deadline.span,
                "due": resolve(order, deadline, context.facts),
                "role": deadline.role,
            }
        )
    if not rows:
        return
    spans = tuple(dict.fromkeys(row["span"] for row in rows))
    yield Found(
        kind="deadline",
        score=0.9,
        spans=spans,  # type: ignore[arg-type]
        value={"type": "items", "value": [f"{row['subject']}: {date_words(row['due'])}" for row in rows]},
        said="dates",
        parts={"rows": rows},
        features={"coverage": 1.0, "meaning": 0.5, "missing": 0.0},
    )


def date_words(due: object) -> str:
    """The date of a resolved deadline in ISO form, or its status."""
    moment = getattr(due, "due", None)
    return moment.isoformat() if moment is not None else str(getattr(due, "status", "no date")).replace("_", " ")


def sentence_words(context: Context, span: Span) -> str:
    return " ".join(context.view.words(span).split())


def _side(context: Context) -> str | None:
    actor = context.question.actor
    return actor if actor in ("plaintiff", "defendant", "lawyer", "court") else None


def _concerns(provision: Provision, side: str | None) -> bool:
    actor = provision.actor or ""
    if _SIDE["court"].search(actor) and side != "court" and not _EVERYONE.search(actor):
        return False
    if side is None or side not in _SIDE:
        return True
    return bool(_SIDE[side].search(actor) or _EVERYONE.search(actor) or not actor)


def _due(context: Context, span: Span) -> object:
    for deadline in context.view.order.deadlines:
        if deadline.span == span and deadline.role in ("act", "event"):
            return resolve(context.view.order, deadline, context.facts)
    return None
