"""How long, how many, how much, how often, how late: a number that the order attaches to the thing asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.reading.view import Sentence
from assistant.words.words import terms
from indexer.lazy import lazy
from indexer.quantities import Quantity, find_quantities, plural, singular

_CLOCK = lazy(r"\b(?:\d{1,2}(?::\d{2})?\s*[ap]\.?\s?m\.?|noon|midnight)(?![a-z])", re.IGNORECASE)
# What is done with what is counted tells little: "how many subpoenas can I send" is one with "... may be served".
_DOING = lazy(
    r"^(?:send|sent|give|take|use|get|bring|submit|file|serve|make|made|write|put|include|have|allowed|permitted)$",
    re.I,
)
_WEAK = 0.3
_HOW_MANY = lazy(r"\bhow\s+many\b", re.IGNORECASE)
_TIMED = {"day", "week", "month", "year", "hour", "minute"}
_REACH = 140  # characters on each side of a number in which its thing is looked for first


@answerer(
    "quantity",
    asks=("quantity", "when"),
    examples=(
        Example("How many pages can the brief be?", "The brief shall not exceed twelve pages.", 12),
        Example("how much is the fee", "Plaintiff shall pay the filing fee of $350.00 by May 3.", 350),
        Example("how often do we report?", "The parties shall file a status report every month.", "every month"),
        Example("how many subpoenas can i send", "No party may serve more than six subpoenas without leave.", 6),
        Example("How late can the hearing run?", "The hearing may last until 6:00 p.m., if needed.", "6:00 p.m."),
    ),
    near=(
        NearMiss("How many pages can the reply be?", "Plaintiff shall pay the filing fee of $350.00 by May 3."),
        NearMiss("how much is the bond?", "The brief shall not exceed twelve pages."),
    ),
)
def answer_quantity(context: Context) -> Iterator[Found]:
    """The number in the asked unit whose clause fits best."""
    question, view = context.question, context.view
    if question.asks == "when" and not _UNTIL_WHAT.search(question.main):
        return
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "signature"):
            continue
        if _HOW_LONG.search(question.main):
            for match in _STRETCH.finditer(sentence.text):
                if any(
                    one.kind in ("ruling", "relief", "prohibition") for one in view.provisions.get(sentence.number, ())
                ):
                    yield _found(context, sentence, match.start(), match.end(), text_value(match.group()))
        if question.units == ("clock",) or question.asks == "when":
            for match in _CLOCK.finditer(sentence.text):
                yield _found(context, sentence, match.start(), match.end(), text_value(match.group()))
            continue
        for quantity in find_quantities(sentence.text):
            if _fits(quantity, question.units) and not _counts_to_a_day(context, sentence, quantity):
                yield _found(context, sentence, quantity.start, quantity.end, _value(quantity))


_SPAN_ASKED = lazy(
    r"\bhow\s+(?:soon|long\s+(?:after|before|do|does|did|have|has|from|until|was|is\s+the\s+(?:stay|extension)))|"
    r"\bhow\s+many\b|\btime\s+limit|"
    r"\bhow\s+much\s+(?:more\s+)?time\b",
    re.IGNORECASE,
)


_UNTIL_WHAT = lazy(r"\b(?:until|till|til)\s+(?:what|which)\s+(?:time|hour)\b", re.IGNORECASE)
_HOW_LONG = lazy(r"\bhow\s+long\s+(?:is|are|was|does|do|will|has)\b", re.IGNORECASE)
# A length that is told by what ends it: "during the conference", "until further order".
_STRETCH = lazy(r"\b(?:during|until|pending|through)\s+[^.,;:]{3,80}", re.IGNORECASE)


def _counts_to_a_day(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """A period within which something is due measures no length: "within seven days" is no size of a statement."""
    if quantity.unit not in _TIMED or _SPAN_ASKED.search(context.question.main):
        return False
    start = sentence.span.start + quantity.start
    return any(
        deadline.phrase.kind in ("period", "window") and deadline.phrase.span.start <= start < deadline.phrase.span.end
        for deadline in context.view.order.deadlines
    )


def _fits(quantity: Quantity, units: tuple[str, ...]) -> bool:
    if not units:
        return quantity.kind == "money" or quantity.unit in _TIMED | {"page", "word"}
    if quantity.kind == "money":
        return "dollar" in units
    if quantity.kind == "rate":
        return "rate" in units
    if quantity.unit in units:
        return True
    if len(units) == 1 and units[0] not in _TIMED | {"page", "word", "line", "dollar", "rate", "time"}:
        asked = {key for term in terms(units[0], keep_stop=True) for key in term.keys}
        return bool(asked & {key for term in terms(quantity.unit, keep_stop=True) for key in term.keys})
    return False


def _value(quantity: Quantity) -> dict[str, Any]:
    if quantity.kind == "rate":
        return text_value(quantity.words)
    number: float | int = int(quantity.value) if quantity.value == int(quantity.value) else quantity.value
    unit = "dollars" if quantity.kind == "money" else quantity.unit if quantity.value == 1 else plural(quantity.unit)
    return {"type": "quantity", "value": number, "unit": unit}


def _found(context: Context, sentence: Sentence, start: int, end: int, value: dict[str, Any]) -> Found:
    near = sentence.text[max(0, start - _REACH) : end + _REACH]
    counting = _HOW_MANY.search(context.question.main)
    with context.gauge.reweighed(lambda term: _WEAK if counting and _DOING.match(term.words) else 1.0):
        fit = context.gauge.of(sentence, near)
    counted = {singular(unit) for unit in context.question.units}
    # The unit itself is not a subject: a question of nothing but "how many pages" fits any page limit.
    missing = [term for term in fit.missing if term.words not in counted and singular(term.words) not in counted]
    lost = sum(context.view.weight(term) for term in missing)
    return Found(
        kind="limit",
        score=fit.score + (0.1 if not missing else 0.0),
        spans=(sentence.span,),
        value=value,
        said="quantity",
        parts={"words": sentence.text[start:end]},
        features={
            "coverage": fit.coverage,
            "meaning": fit.meaning,
            "missing": lost / context.gauge.total if context.gauge.total else 0.0,
        },
    )
