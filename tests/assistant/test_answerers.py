"""Every answerer answers its examples and is silent at its near misses, on made-up orders and without a model."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import assistant.answerers as package
from assistant.answerers import REGISTRY, Context
from assistant.answerers.base import Answerer, Example, NearMiss, answerer
from assistant.confidence import confidence, threshold
from assistant.engine import answer_of
from assistant.question.question import read_question
from assistant.reading.fit import Gauge
from assistant.reading.view import view_of
from indexer.caption.caption import read_caption
from indexer.layout.layout import lay_out
from indexer.orders import Order, Source
from indexer.parse import with_times
from indexer.provisions.provisions import find_provisions


def made(text: str) -> Order:
    """A made-up order, read as a text file would be."""
    order = lay_out(Source("made.txt", "text", "0" * 64, text))
    order = replace(order, caption=read_caption(order))
    order = with_times(order)
    return replace(order, provisions=find_provisions(order))


def context_of(question: str, text: str, facts: dict[str, str] | None = None) -> Context:
    order = made(text)
    view = view_of(order, np.zeros((0, 0), dtype=np.float32))
    asked = read_question(question, frozenset(order.text.lower().split()), facts or {})
    return Context(asked, view, Gauge(asked, view, None), facts or {}, chosen=True)


def best(name: str, question: str, text: str, facts: dict[str, str] | None = None) -> tuple[Any, Context] | None:
    context = context_of(question, text, facts)
    found = [replace(one, answerer=name) for one in REGISTRY[name].find(context)]
    return (max(found, key=lambda one: one.score), context) if found else None


def cases(kind: str) -> list[Any]:
    return [
        pytest.param(registered, case, id=f"{name}-{place}")
        for name, registered in REGISTRY.items()
        for place, case in enumerate(getattr(registered, kind))
    ]


@pytest.mark.parametrize(("registered", "example"), cases("examples"))
def test_example(registered: Answerer, example: Example) -> None:
    found = best(registered.name, example.question, example.order, dict(example.facts))
    assert found is not None
    one, context = found
    assert context.question.asks in registered.asks
    answer = answer_of(context.question, one, context.view)
    value = (answer.value or {}).get("value")
    if isinstance(example.value, str) and value != example.value:
        assert example.value.lower() in f"{value} {answer.text}".lower()
    else:
        assert value == example.value
    assert answer.citations


@pytest.mark.parametrize(("registered", "near"), cases("near"))
def test_near_miss(registered: Answerer, near: NearMiss) -> None:
    found = best(registered.name, near.question, near.order)
    if found is None:
        return
    one, context = found
    # Without a model nothing is near in meaning; what is left must not be sure enough to answer.
    assert confidence(one, context.question.asks) < threshold()


def test_every_module_of_the_folder_is_imported() -> None:
    folder = Path(package.__file__).parent
    modules = {file.stem for file in folder.glob("*.py")} - {"__init__", "base"}
    assert {registered.find.__module__.rsplit(".", 1)[1] for registered in REGISTRY.values()} == modules


def test_a_rule_without_examples_is_refused() -> None:
    with pytest.raises(ValueError, match="no example"):
        answerer("bare", asks=("what",), examples=(), near=())(lambda context: ())
    assert "bare" not in REGISTRY


def test_a_false_quotation_cannot_be_made_into_an_answer() -> None:
    context = context_of("who files?", "Counsel shall file a report by May 3, 2021.")
    one = next(iter(REGISTRY["actor"].find(context)))
    from assistant.answer import Citation, FalseQuotation

    citation = Citation.of(context.view.order, one.spans[0])
    with pytest.raises(FalseQuotation):
        replace(citation, quote="Counsel need not file").check(context.view.order)


def test_today_is_an_argument() -> None:
    context = context_of("when is it due?", "Counsel shall file a report by May 3, 2021.")
    context = replace(context, today=dt.date(2030, 1, 1))
    assert context.today == dt.date(2030, 1, 1)
