"""What holds of whatever is read, asked and answered."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec

from assistant.answer import Answer, Citation
from indexer.caption.caption import read_caption
from indexer.deadlines.periods import scan
from indexer.layout.layout import lay_out
from indexer.layout.sentences import LONGEST
from indexer.model.chunk import SENTENCE_TOKENS, chunks, token_count
from indexer.orders import Order, Source, Span
from indexer.parse import with_times
from indexer.provisions.provisions import find_provisions


def order_of(source: Source) -> Order:
    """As `indexer.parse.parse` reads it, from a source that is no file."""
    order = lay_out(source)
    order = replace(order, caption=read_caption(order))
    order = with_times(order)
    return replace(order, provisions=find_provisions(order))


def check_order(order: Order) -> None:
    """AssertionError where something of an order lies outside its text, overlaps or is not of its file."""
    text, source = order.text, order.source
    end = 0
    for number, paragraph in enumerate(order.paragraphs, start=1):
        assert paragraph.number == number
        assert end <= paragraph.span.start <= paragraph.span.end <= len(text)
        end = paragraph.span.end
        assert paragraph.parent is None or 1 <= paragraph.parent <= len(order.paragraphs)
        at = paragraph.span.start
        for sentence in paragraph.sentences:
            assert at <= sentence.start < sentence.end <= paragraph.span.end
            assert sentence.end - sentence.start <= LONGEST
            assert not text[at : sentence.start].strip()
            at = sentence.end
        assert not paragraph.sentences or not text[at : paragraph.span.end].strip()
    labels = [paragraph.label for paragraph in order.paragraphs if paragraph.kind in ("body", "item")]
    assert len(set(labels)) == len(labels)
    at = 0
    for pin in order.pins:
        assert at <= pin.start < pin.end <= len(text)
        assert text[pin.start : pin.end] == source[pin.source : pin.source + pin.end - pin.start]
        assert pin.page >= 1 and pin.row >= 1
        at = pin.end
    spans = [mark.span for mark in order.marks]
    spans += [party.span for party in order.caption.parties if party.span is not None]
    spans += order.caption.where.values()
    for deadline in order.deadlines:
        spans += [deadline.span, deadline.phrase.span]
        spans += [deadline.actor_span] if deadline.actor_span else []
    for provision in order.provisions:
        spans += [provision.span, provision.sentence, *provision.items]
        spans += [phrase.span for phrase in provision.time]
    for span in spans:
        assert 0 <= span.start <= span.end <= len(text), span
    assert [deadline.number for deadline in order.deadlines] == list(range(1, len(order.deadlines) + 1))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(order), type=Order) == order


def check_chunks(order: Order) -> None:
    """AssertionError where a passage is not of the text, or a word of a sentence in none."""
    found = chunks(order)
    for one in found:
        assert order.text[one.span.start : one.span.end] == one.text
        assert one.span.start <= one.sentence.start < one.sentence.end <= one.span.end
        sentence = order.text[one.sentence.start : one.sentence.end]
        assert token_count(sentence) <= SENTENCE_TOKENS or len(sentence) == 1
    covered = sorted((one.sentence.start, one.sentence.end) for one in found)
    for (_, end), (start, _) in zip(covered, covered[1:], strict=False):
        assert end <= start
    letters = sum(len(re.sub(r"\s", "", order.text[start:end])) for start, end in covered)
    spans = [span for paragraph in order.paragraphs for span in paragraph.sentences or (paragraph.span,)]
    assert letters == sum(len(re.sub(r"\s", "", order.text[span.start : span.end])) for span in spans)


def check_phrases(text: str) -> None:
    """AssertionError where time phrases overlap or lie outside the text."""
    end = 0
    for phrase in scan(text):
        assert end <= phrase.span.start < phrase.span.end <= len(text)
        end = phrase.span.end


def check_answer(answer: Answer, orders: dict[str, Order]) -> None:
    """AssertionError where an answer says what no order has."""
    assert answer.status in ("answered", "needs_facts", "ambiguous", "not_found")
    assert answer.text.strip() and "\x1b" not in answer.text
    related = [one for one in answer.candidates if isinstance(one, Citation)]
    for citation in (*answer.citations, *answer.related, *related):
        assert citation.quote == orders[citation.order].text[citation.start : citation.end]
        assert citation == Citation.of(orders[citation.order], Span(citation.start, citation.end))
    assert answer.status != "answered" or answer.citations
    assert set(answer.to_dict()) >= {"question", "status", "kind", "text", "value", "citations", "order"}
