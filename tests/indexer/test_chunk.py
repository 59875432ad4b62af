"""Passages: a sentence with its neighbours, never over the model's limit, never across an order's parts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model.chunk import SENTENCE_TOKENS, WINDOW_TOKENS, chunks, cut, token_count
from indexer.orders import Caption, Order, Paragraph, Span


def order_of(*texts: str, kinds: tuple[str, ...] = (), caption: Caption | None = None) -> Order:
    """An order whose paragraphs are these texts, a sentence ending at each ". "."""
    paragraphs, start = [], 0
    for number, text in enumerate(texts, 1):
        edges = [start, *(start + match.end() for match in re.finditer(r"\.(?= )", text)), start + len(text)]
        sentences = tuple(Span(first, last) for first, last in zip(edges, edges[1:], strict=False))
        kind = kinds[number - 1] if kinds else "body"
        paragraphs.append(Paragraph(number, f"¶ {number}", kind, Span(start, start + len(text)), sentences))  # type: ignore[arg-type]
        start += len(text) + 2
    whole = "\n\n".join(texts)
    return Order("x", "x.txt", "text", "0", whole, whole, tuple(paragraphs), (), caption or Caption())


def test_a_sentence_stands_between_its_neighbours() -> None:
    found = chunks(order_of("One is here. Two is here. Three is here. Four is here."))
    assert [chunk.text for chunk in found] == [
        "One is here. Two is here.",
        "One is here. Two is here. Three is here.",
        "Two is here. Three is here. Four is here.",
        "Three is here. Four is here.",
    ]


def test_neighbours_join_only_while_the_passage_stays_short() -> None:
    long = "word " * 80 + "end."
    found = chunks(order_of(f"{long} Short one. {long}"))
    assert all(token_count(chunk.text) <= WINDOW_TOKENS for chunk in found)
    assert found[1].text == f"Short one. {long}", "the one after joins first; there is no room for the one before"


def test_a_footnote_does_not_mix_with_the_body() -> None:
    found = chunks(order_of("The motion is denied.", "A note on the motion.", kinds=("body", "footnote")))
    assert [chunk.text for chunk in found] == ["The motion is denied.", "A note on the motion."]


def test_the_case_and_the_title_stand_in_front_of_what_is_embedded() -> None:
    caption = Caption(case_name="Roe v. Acme", title="ORDER ON MOTION " + "AND SO ON " * 60)
    order = order_of("It is denied.", caption=caption)
    [chunk] = chunks(order)
    assert chunk.embedded.startswith("Roe v. Acme. ORDER ON MOTION") and chunk.embedded.endswith("\nIt is denied.")
    assert token_count(chunk.caption) <= 32


@given(st.text(alphabet=st.sampled_from("aé ,;.\n漢🙂x"), max_size=1500))
def test_a_long_sentence_is_cut_and_nothing_of_it_lost(text: str) -> None:
    pieces = list(cut(text, Span(0, len(text)), token_count))
    assert "".join("".join(text[piece.start : piece.end].split()) for piece in pieces) == "".join(text.split())
    assert all(token_count(text[piece.start : piece.end]) <= SENTENCE_TOKENS for piece in pieces)


@pytest.mark.model
def test_no_passage_of_the_four_orders_is_longer_than_the_model_reads(index: Path) -> None:
    from assistant.finding.library import Library

    with Library.open(index) as library:
        model = library.model()
        for row in library.orders():
            found = chunks(library.order(row.id))
            assert found and max(model.pieces(chunk.embedded) for chunk in found) <= model.limit
