"""The passages before the answerers: is the evidence among the first k?

A passage counts as relevant where its middle sentence (each sentence of an order is the middle of one passage)
holds half of a snippet of evidence, or lies in it with half of its own letters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from eval.gold.gold import GoldQuestion
from eval.quality.characters import evidence_spans
from eval.quality.stats import bootstrap
from indexer.orders import Order, Span
from indexer.store.store import PassageRow

if TYPE_CHECKING:
    from assistant.engine import Assistant

KINDS = ("fused", "dense", "lexical")
DEPTH = 8
HALF = 0.5


def retrieval(assistant: Assistant, questions: Sequence[GoldQuestion], kind: str = "fused") -> dict[str, Any]:
    """R@1, 3, 5 and 8, the reciprocal rank and nDCG@8, over the questions with evidence, with intervals.

    kind: one of KINDS. A question is asked of its order, or of the whole index where it has none;
    follow-ups are left out, as they mean nothing by themselves.
    """
    import ir_measures
    from ir_measures import RR, R, nDCG

    indexed = {row.id for row in assistant.orders()}
    measures = [R @ 1, R @ 3, R @ 5, R @ DEPTH, RR, nDCG @ DEPTH]
    wanted, ranked = [], []
    for question in questions:
        if not question.evidence or question.conversation or question.expected_order not in indexed:
            continue
        relevant = relevant_passages(assistant, question)
        wanted += [ir_measures.Qrel(question.id, str(number), 1) for number in relevant]
        found = ranking(assistant, question.question, question.order, kind)
        ranked += [
            ir_measures.ScoredDoc(question.id, str(number), float(-place)) for place, number in enumerate(found)
        ]
    values: dict[str, list[float]] = {str(measure): [] for measure in measures}
    for metric in ir_measures.iter_calc(measures, wanted, ranked):
        values[str(metric.measure)].append(metric.value)
    return {name: bootstrap(held).to_dict() for name, held in values.items()}


def ranking(assistant: Assistant, text: str, order: str | None, kind: str, depth: int = DEPTH) -> list[int]:
    """The numbers of the `depth` nearest passages, nearest first."""
    from assistant.finding.retrieve import content

    library = assistant.library
    orders = None if order is None else [order]
    match kind:
        case "dense":
            return [number for number, _ in library.store.dense(library.encode(text), depth, orders)]
        case "lexical":
            return [number for number, _ in library.store.lexical(content(text), depth, orders)]
        case _:
            found = library.retriever.retrieve(text, orders=orders, k=depth)
            numbers = numbers_by_sentence(library.store.passages(library.store.numbers(order_ids(found))))
            return [numbers[passage.order, passage.sentence] for passage in found]


def order_ids(passages: Sequence[Any]) -> list[str]:
    """The orders that the passages come from, each once."""
    return list(dict.fromkeys(passage.order for passage in passages))


def numbers_by_sentence(rows: Mapping[int, PassageRow]) -> dict[tuple[str, Span], int]:
    """Order and middle sentence → the passage's number."""
    return {(row.order, row.sentence): number for number, row in rows.items()}


def relevant_passages(assistant: Assistant, question: GoldQuestion) -> list[int]:
    """The numbers of the passages whose middle sentence is evidence."""
    order = assistant.order(question.expected_order or "")
    store = assistant.library.store
    rows = store.passages(store.numbers([order.id]))
    spans = snippet_spans(order, question)
    return sorted(number for number, row in rows.items() if any(covers(row.sentence, span) for span in spans))


def snippet_spans(order: Order, question: GoldQuestion) -> list[Span]:
    """Where each snippet of evidence stands, those that do as well among them."""
    snippets = [*question.evidence, *question.evidence_or]
    return [span for snippet in snippets for span in evidence_spans(order, [snippet])]


def covers(sentence: Span, snippet: Span) -> bool:
    """They share half of the snippet or half of the sentence."""
    shared = min(sentence.end, snippet.end) - max(sentence.start, snippet.start)
    return shared >= HALF * min(sentence.end - sentence.start, snippet.end - snippet.start) and shared > 0
