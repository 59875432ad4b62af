"""Is an answer right? The rules of scoring, on an answer as `Answer.to_dict()` gives it.

A question is right when all that is expected of it holds; each part is also reported by itself:

1. `status` is the expected one.
2. `order` is the expected one, where one is expected.
3. `value` fits, where one is expected: dates and yes/no exactly; an answer with a time of day on the
   expected date fits too; of "text", every string stands in the answer's text or value, whatever its case.
4. one citation's quotation holds the first snippet of evidence, or is held in it with 60 % of its words.
   For a list ("contents") the same goes for each further snippet, which are the list's items.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.gold.gold import GoldQuestion

#: A quotation inside the evidence counts from this share of the evidence's words on.
WORDS_HELD = 0.6

_QUOTES = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "`": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "*": None, "_": None,
})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of an answer is right. None: not expected, so not scored.

    evidence_all: every snippet of evidence is cited, not only the first (told, not scored, outside lists).
    verbatim: every quotation is the order's text at its offsets; None where the texts were not given.
    """

    status: bool
    order: bool | None
    value: bool | None
    evidence: bool | None
    evidence_all: bool | None = None
    verbatim: bool | None = None

    @property
    def right(self) -> bool:
        """Fully right: status, order, value and evidence, as far as each is expected."""
        return self.status and all(part is not False for part in (self.order, self.value, self.evidence))

    def faults(self) -> list[str]:
        """The names of the parts that are wrong."""
        parts = ("status", "order", "value", "evidence", "verbatim")
        return [part for part in parts if getattr(self, part) is False]


def score(
    question: GoldQuestion, answer: Mapping[str, Any], texts: Mapping[str, str] | None = None
) -> Verdict:
    """Judge `answer` (a dictionary of the contract) by what `question` expects.

    texts: order id → `Order.text`, to check that quotations are verbatim.
    """
    quotes = [fold(citation["quote"]) for citation in answer.get("citations") or ()]
    held = [cited(quotes, snippet) for snippet in question.evidence]
    if held and not held[0]:
        held[0] = any(cited(quotes, snippet) for snippet in question.evidence_or)
    needed = held if question.type == "contents" else held[:1]
    return Verdict(
        status=answer.get("status") == question.status,
        order=None if question.expected_order is None else answer.get("order") == question.expected_order,
        value=value_fits(question, answer),
        evidence=all(needed) if held else None,
        evidence_all=all(held) if held else None,
        verbatim=None if texts is None else not false_quotations(answer, texts),
    )


def fold(text: str) -> str:
    """`text` with white space, quote marks and emphasis marks folded."""
    return re.sub(r"\s+", " ", text.translate(_QUOTES)).strip()


def cited(quotes: Sequence[str], snippet: str) -> bool:
    """One of the folded quotations holds the snippet."""
    return any(holds(quote, fold(snippet)) for quote in quotes)


def holds(quote: str, snippet: str) -> bool:
    """The folded quotation holds the snippet, or stands in it with 60 % of its words."""
    if not quote:
        return False
    return snippet in quote or (quote in snippet and len(quote.split()) >= WORDS_HELD * len(snippet.split()))


def value_fits(question: GoldQuestion, answer: Mapping[str, Any]) -> bool | None:
    """The answer has the value that is expected; None where none is."""
    if question.value is None and not question.absent:
        return None
    spoken = f"{answer.get('text') or ''}".casefold()
    if any(string.casefold() in spoken for string in question.absent):
        return False
    if question.value is None:
        return True
    wanted, got = question.value, answer.get("value")
    if wanted["type"] == "text":
        places = [spoken, _words(got).casefold()]
        return all(any(string.casefold() in place for place in places) for string in wanted["contains"])
    if not isinstance(got, Mapping):
        return False
    if wanted["type"] == "date" and got.get("type") == "datetime":
        return str(got.get("value"))[:10] == wanted["value"]
    if wanted["type"] == "quantity" and got.get("unit") != wanted["unit"]:
        return False
    return got.get("type") == wanted["type"] and got.get("value") == wanted["value"]


def _words(value: object) -> str:
    """An answer's value as text."""
    held = value.get("value") if isinstance(value, Mapping) else None
    if isinstance(held, Sequence) and not isinstance(held, str):
        return "\n".join(str(item) for item in held)
    return "" if held is None else str(held)


def false_quotations(answer: Mapping[str, Any], texts: Mapping[str, str]) -> int:
    """How many of the answer's quotations are not their order's text at their offsets. texts: by order's id."""
    return sum(
        not item["quote"] or texts.get(item["order"], "")[item["start"] : item["end"]] != item["quote"]
        for item in quotations(answer)
    )


def quotations(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Everything that the answer quotes: citations, related passages, nearest passages."""
    found = [item for key in ("citations", "related", "candidates") for item in answer.get(key) or ()]
    return [item for item in found if "quote" in item]
