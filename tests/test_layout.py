"""The layout as a whole: every letter pinned, paragraphs whole, labels as cited, nothing slow."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.layout import lay_out
from indexer.orders import Order, Paragraph, Source
from indexer.read import read

ROOT = Path(__file__).parent.parent
ORDERS = sorted((ROOT / "corpus").glob("*.txt"))
REAL = sorted((ROOT.parent / "shared" / "real_orders" / "orders").glob("*.txt"))


def laid(text: str, format: str = "text") -> Order:
    return lay_out(Source("made.txt", format, "0" * 64, text))


def words(order: Order, paragraph: Paragraph) -> str:
    return order.text[paragraph.span.start : paragraph.span.end]


def labelled(order: Order) -> list[tuple[str, str]]:
    return [(one.label, words(order, one)) for one in order.paragraphs if one.kind not in ("caption", "signature")]


def places(order: Order, paragraph: Paragraph) -> list[tuple[int, int | None]]:
    span = paragraph.span
    return [(pin.page, pin.line) for pin in order.pins if span.start <= pin.start < span.end]


def check(order: Order) -> None:
    """What holds of every order, whatever its text."""
    pinned = set[int]()
    for pin in order.pins:
        assert order.text[pin.start : pin.end] == order.source[pin.source : pin.source + pin.end - pin.start]
        pinned.update(range(pin.start, pin.end))
    assert all(letter.isspace() or place in pinned for place, letter in enumerate(order.text))
    assert [one.number for one in order.paragraphs] == list(range(1, len(order.paragraphs) + 1))
    for one, two in zip(order.paragraphs, order.paragraphs[1:], strict=False):
        assert order.text[one.span.end : two.span.start] == "\n\n"
    for paragraph in order.paragraphs:
        left = list(words(order, paragraph))
        for span in paragraph.sentences:
            assert paragraph.span.start <= span.start < span.end <= paragraph.span.end
            left[span.start - paragraph.span.start : span.end - paragraph.span.start] = " " * (span.end - span.start)
        assert not "".join(left).strip()
        assert paragraph.parent is None or paragraph.parent != paragraph.number


@pytest.mark.parametrize("path", ORDERS, ids=lambda path: path.stem)
def test_every_letter_of_the_corpus_is_pinned(path: Path) -> None:
    check(lay_out(read(path)))


@pytest.mark.shared
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_every_letter_of_the_real_orders_is_pinned(path: Path) -> None:
    check(lay_out(read(path)))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="Aa1.:;*_-()\n\n\f ", max_size=400))
def test_any_text_is_an_order(text: str) -> None:
    check(laid(text))


def test_gutter_page_and_lines_of_the_corpus() -> None:
    order = lay_out(read(ROOT / "corpus" / "flynn-v-canlas.txt"))
    found = {one.label: places(order, one) for one in order.paragraphs}
    assert found["order ¶ 1"] == [(2, 27), (2, 28)]
    assert set(found["order ¶ 2"]) == {(3, None)}
    contact = next(one for one in order.paragraphs if words(order, one).startswith("Defense counsel is directed"))
    assert places(order, contact)[:2] == [(2, 1), (2, 2)]
    assert order.pages == 3


def test_a_sentence_cut_by_a_blank_line_is_joined() -> None:
    order = laid("ORDER\n\n1. The parties have talked at length. The\n\nparties must now employ every means they have.")
    assert labelled(order) == [
        ("¶ 1", "1. The parties have talked at length. The parties must now employ every means they have.")
    ]


def test_items_carry_the_label_of_their_paragraph() -> None:
    order = laid(
        "ORDER\n\nAccordingly, IT IS ORDERED that:\n\n1. The statement shall give:\n\n"
        "(a) the dates of the meeting; and\n\n(b) the names of those present.\n\n2. The motion is denied."
    )
    assert [label for label, _ in labelled(order)][1:] == [
        "order ¶ 1", "order ¶ 1(a)", "order ¶ 1(b)", "order ¶ 2",
    ]  # fmt: skip
    assert all(one.decretal for one in order.paragraphs if one.label.startswith("order"))


def test_numbers_that_ocr_lost_are_given_back() -> None:
    order = laid(
        "ORDER\n\nIt is ORDERED that:\n\n1. The bond stands as posted by the parties.\n\n"
        ". The hearing is set for May 2.\n\n3. The stay is lifted.\n"
    )
    assert [label for label, _ in labelled(order)][1:] == ["order ¶ 1", "order ¶ 2", "order ¶ 3"]


def test_double_spaced_rows_make_whole_paragraphs() -> None:
    rows = [
        "       The court has read the papers that the parties filed in March and in April of",
        "this year, and has heard them at length on the question of costs, which remains the",
        "only one between them now.",
        "       The motion for costs is denied, as the court finds no ground for them in the",
        "rule that plaintiff cites or in any other that the court is aware of at this time.",
    ]
    order = laid("ORDER\n\n" + "\n\n".join(rows))
    assert [text[:9] for _, text in labelled(order)] == ["The court", "The motio"]


def test_headings_stand_over_the_paragraphs_below_them() -> None:
    order = laid(
        "ORDER GRANTING MOTION\n\nI. BACKGROUND\n\nPlaintiff filed this action in 2019 and moved in 2020.\n\n"
        "II. DISCUSSION\n\nMARY B. ROE moved first. The motion is granted as filed.\n\n"
        "1. COSTS AND FEES. Each side bears its own."
    )
    assert [one.heading for one in order.paragraphs if one.kind == "body"] == [
        "I. BACKGROUND", "II. DISCUSSION", "COSTS AND FEES",
    ]  # fmt: skip
    assert [one.kind for one in order.paragraphs][:2] == ["caption", "heading"]


@pytest.mark.parametrize(
    ("broken", "healed"),
    [
        ("the infor-\nmation is there", "the information is there"),
        ("acted in good-\nfaith throughout", "acted in good-faith throughout"),
        ("a self-\nserving account", "a self-serving account"),
        ("within twenty-\none days", "within twenty-one days"),
        ("Local Rule 7-\n4 applies", "Local Rule 7-4 applies"),
    ],
)
def test_hyphens_at_the_end_of_a_row(broken: str, healed: str) -> None:
    order = laid(f"The court finds that counsel {broken}, and says so here for the record of the case.")
    assert healed in order.text
    check(order)


def test_emphasis_comes_off_and_is_remembered() -> None:
    order = laid("The motion is **granted in part** and, as *Roe* holds, no more than that is given here.")
    marks = {(mark.kind, order.text[mark.span.start : mark.span.end]) for mark in order.marks}
    assert "*" not in order.text
    assert marks == {("bold", "granted in part"), ("italic", "Roe")}


def test_a_footnote_stands_behind_the_paragraph_it_interrupts() -> None:
    order = laid(
        "Case 1:16-cv-01234 Document 29 Filed 10/31/17 Page 1 of 2\n\nORDER\n\n"
        "The parties shall brief the scope of relief.1 They should also say\n"
        "why it is needed and\n\n1 The court sets no date for a reply.\n"
        "\fCase 1:16-cv-01234 Document 29 Filed 10/31/17 Page 2 of 2\n\nwhen it would end.\n\nThe rest is denied."
    )
    found = [(one.label, one.kind) for one in order.paragraphs if one.kind != "caption"]
    assert found == [("unnumbered ¶ 1", "body"), ("n.1", "footnote"), ("unnumbered ¶ 2", "body")]
    body = next(one for one in order.paragraphs if one.kind == "body")
    assert words(order, body).endswith("why it is needed and when it would end.")
    assert {page for page, _ in places(order, body)} == {1, 2}


@pytest.mark.parametrize("text", ["1\n" * 20_000, "(" * 100_000, "*a" * 50_000, "Case " * 20_000, "ORDER " * 16_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    begun = time.perf_counter()
    laid(text)
    assert time.perf_counter() - begun < 8  # about 0.5 s alone; the machine may be busy
