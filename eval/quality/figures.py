"""The figures of a run, as plain dictionaries that JSON can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from eval.quality.characters import evidence_spans, length, merge, sentences_of, shared
from eval.quality.run import Asked
from eval.quality.score import false_quotations, quotations
from eval.quality.stats import bootstrap, calibration, quantile
from indexer.orders import Order, Span

PARTS = ("right", "status", "order", "value", "evidence", "evidence_all")


def figures(asked: Sequence[Asked], orders: Mapping[str, Order]) -> dict[str, Any]:
    """Everything measured on the answers; shares lie between 0 and 1 and carry a 95 % interval."""
    return {
        "questions": len(asked),
        **parts(asked),
        "by_type": grouped(asked, lambda one: one.question.type or "other"),
        "by_order": grouped(asked, lambda one: one.question.about),
        "by_value": grouped(
            [one for one in asked if one.question.value], lambda one: (one.question.value or {})["type"]
        ),
        "by_tag": grouped_by_tag(asked),
        "citations": citations(asked, orders),
        "refusal": refusal(asked),
        "calibration": calibrated(asked),
        "verbatim": verbatim(asked, {name: order.text for name, order in orders.items()}),
        "latency": latency(asked),
        "errors": [one.question.id for one in asked if one.error],
    }


def parts(asked: Sequence[Asked]) -> dict[str, Any]:
    """The share of right ones in each part, among the questions that expect it."""
    return {part: bootstrap(marks(asked, part)).to_dict() for part in PARTS}


def marks(asked: Iterable[Asked], part: str) -> list[float]:
    """1.0 or 0.0 for each question that expects `part`."""
    found = (getattr(one.verdict, part) for one in asked)
    return [float(mark) for mark in found if mark is not None]


def grouped(asked: Sequence[Asked], by: Callable[[Asked], str]) -> dict[str, Any]:
    """`parts` of each group, groups by name."""
    groups: dict[str, list[Asked]] = {}
    for one in asked:
        groups.setdefault(by(one), []).append(one)
    return {name: parts(group) for name, group in sorted(groups.items())}


def grouped_by_tag(asked: Sequence[Asked]) -> dict[str, Any]:
    """`parts` of the questions that carry a tag; a question counts under each of its tags."""
    tags = sorted({tag for one in asked for tag in one.question.tags})
    return {tag: parts([one for one in asked if tag in one.question.tags]) for tag in tags}


def citations(asked: Sequence[Asked], orders: Mapping[str, Order]) -> dict[str, Any]:
    """Precision and recall of the citations over characters, over the answered questions with evidence.

    Recall: how much of the evidence is quoted. Precision: how much of what is quoted lies in the sentences
    that the evidence stands in, since a citation quotes whole sentences. Stretches cited twice count once.
    """
    precision, recall = [], []
    for one in asked:
        order = orders.get(one.question.expected_order or "")
        if order is None or not one.question.evidence:
            continue
        if one.answer.get("status") not in ("answered", "needs_facts"):
            continue
        wanted = evidence_spans(order, one.question.evidence)
        quoted = [item for item in one.answer["citations"] if item["order"] == order.id]
        spans = merge(Span(item["start"], item["end"]) for item in quoted)
        elsewhere = sum(len(item["quote"]) for item in one.answer["citations"] if item["order"] != order.id)
        also = evidence_spans(order, one.question.evidence_or)
        if also and shared(spans, also) > shared(spans, wanted):
            wanted = merge([*also, *evidence_spans(order, one.question.evidence[1:])])
        if not wanted:
            continue
        recall.append(shared(spans, wanted) / length(wanted))
        sentences = sentences_of(order, [*wanted, *also])
        cited = length(spans) + elsewhere
        precision.append(shared(spans, sentences) / cited if cited else 0.0)
    return {"precision": bootstrap(precision).to_dict(), "recall": bootstrap(recall).to_dict()}


def refusal(asked: Sequence[Asked]) -> dict[str, Any]:
    """How well silence is kept for what nothing answers: "not_found" as the class to be recognized."""
    expected = [one.question.status == "not_found" for one in asked]
    refused = [one.answer.get("status") == "not_found" for one in asked]
    both = sum(a and b for a, b in zip(expected, refused, strict=True))
    precision = both / sum(refused) if any(refused) else None
    recall = both / sum(expected) if any(expected) else None
    f1 = 2 * precision * recall / (precision + recall) if precision and recall else None
    false = [one for one in asked if one.question.status == "not_found" and one.answer.get("status") == "answered"]
    return {
        "unanswerable": sum(expected), "refused": sum(refused), "rightly": both,
        "false_answers": len(false), "precision": _round(precision), "recall": _round(recall), "f1": _round(f1),
    }


def calibrated(asked: Sequence[Asked]) -> dict[str, Any]:
    """The score against the share of right answers, over what was answered."""
    spoken = [one for one in asked if one.answer.get("status") == "answered"]
    bins, error = calibration(
        [float(one.answer.get("score") or 0) for one in spoken], [one.verdict.right for one in spoken]
    )
    rows = [{"low": b.low, "high": b.high, "n": b.n, "score": b.score, "right": b.right} for b in bins]
    return {"n": len(spoken), "error": error, "bins": rows}


def verbatim(asked: Sequence[Asked], texts: Mapping[str, str]) -> dict[str, Any]:
    """Of all quotations (related and nearest passages too), how many are the order's words at their offsets."""
    total = sum(len(quotations(one.answer)) for one in asked)
    false = {one.question.id: count for one in asked if (count := false_quotations(one.answer, texts))}
    return {"quotations": total, "verbatim": total - sum(false.values()), "false_in": sorted(false)}


def latency(asked: Sequence[Asked]) -> dict[str, Any]:
    """Seconds an answer took, warm, on this machine."""
    seconds = [one.seconds for one in asked if not one.error]
    return {
        "median": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95),
        "slowest": round(max(seconds), 6) if seconds else None,
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
