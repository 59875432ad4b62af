"""Made-up orders for tests: paragraphs apart by a blank line, sentences by the splitter."""

from __future__ import annotations

import datetime as dt

from indexer.layout.sentences import split
from indexer.orders import Caption, Order, Paragraph, Span
from indexer.parse import with_times


def made_order(text: str, filed: dt.date | None = dt.date(2021, 3, 1), state: str | None = "CA") -> Order:
    """An order of body paragraphs with its deadlines found; `filed` and `state` as its caption would say."""
    paragraphs = []
    start = 0
    for number, block in enumerate(text.split("\n\n"), start=1):
        span = Span(start, start + len(block))
        paragraphs.append(Paragraph(number, f"¶ {number}", "body", span, split(text, span.start, span.end)))
        start = span.end + 2
    caption = Caption(filed=filed, state=state, case_name="Doe v. Roe")
    order = Order("doe-v-roe", "doe-v-roe.txt", "text", "", text, text, tuple(paragraphs), (), caption)
    return with_times(order)
