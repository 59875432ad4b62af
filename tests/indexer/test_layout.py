"""An order laid out: paragraphs, labels, pins, marks, notes; nothing of its words is lost or changed."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.layout.layout import lay_out
from indexer.orders import Order, Paragraph, Source
from indexer.read import read

CORPUS = sorted((Path(__file__).parent.parent.parent / "corpus").iterdir())
REAL = sorted((Path(__file__).parent.parent.parent.parent / "shared" / "real_orders" / "orders").glob("*.txt"))


def made(text: str, format: str = "text") -> Order:
    return lay_out(Source("made.txt", format, "0", text))


def words(order: Order, paragraph: Paragraph) -> str:
    return order.text[paragraph.span.start : paragraph.span.end]


def labelled(order: Order, *kinds: str) -> list[tuple[str, str]]:
    """Labels and words of the paragraphs of those kinds."""
    return [(one.label, words(order, one)) for one in order.paragraphs if one.kind in (kinds or ("body", "item"))]


def lines(order: Order, label: str) -> tuple[tuple[int, int | None], tuple[int, int | None]]:
    """Page and line of the first and last pin of the paragraph with that label."""
    span = next(one.span for one in order.paragraphs if one.label == label)
    pins = [pin for pin in order.pins if pin.start < span.end and pin.end > span.start]
    return (pins[0].page, pins[0].line), (pins[-1].page, pins[-1].line)


def check(order: Order) -> None:
    """What holds for every order."""
    text = order.text
    for pin in order.pins:
        assert text[pin.start : pin.end] == order.source[pin.source : pin.source + pin.end - pin.start]
    assert all(one.end <= two.start for one, two in zip(order.pins, order.pins[1:], strict=False))
    unpinned = zip([0, *(pin.end for pin in order.pins)], [*(pin.start for pin in order.pins), len(text)], strict=True)
    assert all(text[start:end].strip() == "" for start, end in unpinned), "letters without a pin"
    assert text == "\n\n".join(words(order, one) for one in order.paragraphs)
    assert [one.number for one in order.paragraphs] == list(range(1, len(order.paragraphs) + 1))
    cited = [one.label for one in order.paragraphs if one.kind in ("body", "item")]
    assert len(cited) == len(set(cited))
    for one in order.paragraphs:
        assert words(order, one).strip() == words(order, one) != ""
        assert "".join(words(order, one).split()) == "".join(
            "".join(text[span.start : span.end].split()) for span in one.sentences
        )
        assert one.parent is None or one.parent != one.number
    for mark in order.marks:
        assert text[mark.span.start : mark.span.end].strip()


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_corpus_holds_together(path: Path) -> None:
    order = lay_out(read(path))
    check(order)
    assert order.id == path.stem
    # Every word of the file is in the text, but for gutter numbers and signs of emphasis.
    kept = re.sub(r"\W", "", order.text)
    numbers = r"(?m)^(?:[1-9]|1\d|2[0-8])(?=\s|$)"
    source = re.sub(r"\W", "", re.sub(numbers, "", order.source))
    assert kept == source


@pytest.mark.skipif(not REAL, reason="../shared/real_orders is not there")
@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_orders_hold_together(path: Path) -> None:
    order = lay_out(read(path))
    check(order)
    assert any(one.kind == "body" for one in order.paragraphs)
    assert not re.search(r"Filed \d\d/\d\d/\d\d.*Page", order.text)


def test_pleading_paper_is_cited_by_page_and_line(corpus: Path) -> None:
    order = lay_out(read(corpus / "flynn-v-canlas.txt"))
    assert order.pages == 3
    assert lines(order, "unnumbered ¶ 5") == ((2, 1), (2, 4))
    assert lines(order, "order ¶ 1") == ((2, 27), (2, 28))
    assert lines(order, "order ¶ 2") == ((3, None), (3, None))
    contents = [one for one in order.paragraphs if one.kind == "item"]
    assert [one.label for one in contents] == [f"unnumbered ¶ 8({letter})" for letter in "abc"]
    lead = order.paragraphs[contents[0].parent - 1] if contents[0].parent else None
    assert lead and words(order, lead).endswith("the following:")
    order = lay_out(read(corpus / "joseph-v-parciasepe.txt"))
    assert lines(order, "order ¶ 2") == ((2, 17), (2, 18))


def test_sentences_cut_by_a_page_are_joined(corpus: Path) -> None:
    order = lay_out(read(corpus / "conner-v-alltin.txt"))
    assert "offers. The parties must employ these discussions" in order.text
    first = next(one for one in order.paragraphs if one.label == "¶ 1")
    assert first.heading == "PRIOR SETTLEMENT NEGOTIATIONS REQUIRED"
    assert 'resolution of any and all issues' in lay_out(read(corpus / "masterson-v-killen.txt")).text


def test_emphasis_comes_off_and_is_remembered() -> None:
    order = made("The motion is **denied in\npart** and *granted* in part; 3 * 4 stays.")
    assert order.text == "The motion is denied in part and granted in part; 3 * 4 stays."
    assert [(order.text[mark.span.start : mark.span.end], mark.kind) for mark in order.marks] == [
        ("denied in part", "bold"),
        ("granted", "italic"),
    ]


HEAD = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

JANE ROE,                         )
               Plaintiff,         )   Case No. 3:20-cv-01234-AB
     v.                           )
ACME WIDGETS, INC.,               )   ORDER GRANTING MOTION TO
               Defendant.         )   COMPEL

"""
FOOT = """
IT IS SO ORDERED.

Dated: July 10, 2020
                              /s/ Ann B. Clark
                              United States Magistrate Judge
"""


def test_caption_body_and_signature() -> None:
    order = made(HEAD + "     The motion of plaintiff is granted in part and denied in part.\n" + FOOT)
    check(order)
    kinds = [one.kind for one in order.paragraphs]
    assert kinds == ["caption"] * (len(kinds) - 5) + ["body"] * 2 + ["signature"] * 3
    assert "Case No. 3:20-cv-01234-AB" in [words(order, one) for one in order.paragraphs]
    assert labelled(order)[-1] == ("unnumbered ¶ 2", "IT IS SO ORDERED.")
    assert order.paragraphs[-4].decretal


def test_numbered_after_it_is_ordered() -> None:
    order = made(
        HEAD
        + "Plaintiff moves to compel:\n\n1. Plaintiff filed suit.\n\n2. Defendant answered.\n\n"
        + "Accordingly, IT IS HEREBY ORDERED that:\n\n1. Defendant shall:\n\n(a) answer; and\n\n(b) serve a log that\n"
        + "states each date.\n\n2. The rest is denied.\n"
        + FOOT
    )
    check(order)
    assert [label for label, _ in labelled(order)] == [
        "unnumbered ¶ 1", "¶ 1", "¶ 2", "unnumbered ¶ 2",
        "order ¶ 1", "order ¶ 1(a)", "order ¶ 1(b)", "order ¶ 2", "unnumbered ¶ 3",
    ]  # fmt: skip
    ordered = [one for one in order.paragraphs if one.label.startswith("order")]
    assert all(one.decretal for one in ordered)
    assert ordered[1].parent == ordered[0].number
    assert words(order, ordered[2]) == "(b) serve a log that states each date."


def test_numbers_that_begin_a_row_by_chance() -> None:
    order = made(
        HEAD
        + "The parties shall comply with the order that the court entered in this case under Rule\n"
        + "26. The court held in its order of May that the parties shall confer about every one of\n"
        + "2. Those were the words of the order that the parties shall now follow in this case.\n"
    )
    assert len(labelled(order)) == 1


def test_double_spaced_text_keeps_its_paragraphs() -> None:
    rows = [
        "          The court has read the motion of the plaintiff, who asks that the defendant answer",
        "the complaint in this case by the end of the month. The motion is granted, for the",
        "reasons that the court stated at the hearing. The defendant shall file its answer",
        "without delay.",
        "          The plaintiff may reply to the answer within ten days of its service upon her, but",
        "she need not do so.",
    ]
    order = made(HEAD + "\n\n".join(rows) + "\n\n" + FOOT)
    check(order)
    texts = [text for _, text in labelled(order)]
    assert texts[0].startswith("The court has read") and texts[0].endswith("without delay.")
    assert texts[1].startswith("The plaintiff may reply") and texts[1].endswith("do so.")


def test_hyphens_at_line_ends() -> None:
    order = made(
        "The court orders the plaintiff to respond to the interroga-\ntories, and to each of the non-\n"
        "expert requests, within the time that the long-\nstanding rule, a long-standing one, sets for her.\n"
    )
    assert "interrogatories" in order.text and "non-expert" in order.text and "the long-standing rule" in order.text


@pytest.mark.parametrize(
    "note",
    [
        "1 Nothing here resolves the motion for sanctions.",
        "_________\n1 Nothing here resolves the motion for sanctions.",
    ],
)
def test_a_footnote_stands_apart_from_the_sentence_it_interrupts(note: str) -> None:
    page = "The motion is granted.1 The defendant shall answer every one of the questions\nthat the plaintiff put and\n"
    order = made(HEAD + page + "shall pay\n\n" + note + "\n\fher fees and costs.\n" + FOOT)
    check(order)
    assert labelled(order)[0][1].endswith("and shall pay her fees and costs.")
    assert labelled(order, "footnote") == [("n.1", "1 Nothing here resolves the motion for sanctions.")]


def test_a_footnote_of_markdown() -> None:
    order = made("The motion is granted.[^1] It is late.\n\nThe rest is denied.\n\n[^1]: See Rule 6.\n", "markdown")
    note = order.paragraphs[-1]
    assert (note.label, note.kind, note.parent) == ("n.1", "footnote", 1)
    assert order.text.startswith("The motion is granted. It is late.")


def test_numbers_that_ocr_lost_or_misread() -> None:
    order = made(
        HEAD
        + "It is ORDERED that:\n\nL. The defendant shall answer.\n\n2. The plaintiff may reply.\n\n"
        + ". The motion is denied.\n\n"
        + "The parties shall confer.\n\n5. The following definitions apply:\n\na. Agency means one of these:\n\n"
        + "i.\n\nil.\n\nDepartment of Roads;\n\nDepartment of Bridges;\n\niii. Department of Ferries.\n"
        + FOOT
    )
    check(order)
    assert [label for label, _ in labelled(order)][1:-1] == [
        "order ¶ 1", "order ¶ 2", "order ¶ 3", "order ¶ 4", "order ¶ 5", "order ¶ 5(a)",
        "order ¶ 5(a)(i)", "order ¶ 5(a)(ii)", "order ¶ 5(a)(iii)",
    ]  # fmt: skip
    assert ("order ¶ 5(a)(ii)", "il. Department of Bridges;") in labelled(order)


def test_paragraphs_that_lost_number_and_gap_both() -> None:
    order = made(
        HEAD
        + "It is ORDERED that:\n\n1. The defendant shall answer every one of the questions that were put to it.\n\n"
        + "The parties shall confer about all of the motions that are now before this very court, and report\n"
        + "to the court what they have agreed upon and on what they still differ from each other now.\n"
        + "The clerk shall send a copy of this order to each of the parties without delay.\n\n"
        + "4. The rest is denied.\n"
        + FOOT
    )
    check(order)
    assert [label for label, _ in labelled(order)][1:-1] == ["order ¶ 1", "order ¶ 2", "order ¶ 3", "order ¶ 4"]


def test_it_is_ordered_begins_a_list_of_its_own() -> None:
    order = made(
        HEAD + "A. The first claim is dismissed today.\n\nB. The second claim remains for trial.\n\n"
        "Accordingly, it is ORDERED that:\n\n1. Defendant shall answer.\n" + FOOT
    )
    assert [label for label, _ in labelled(order)] == [
        "¶ A", "¶ B", "unnumbered ¶ 1", "order ¶ 1", "unnumbered ¶ 2",
    ]  # fmt: skip


def test_headings() -> None:
    order = made(
        HEAD
        + "The court rules on the motion to compel.\n\n                    I. BACKGROUND\n\n"
        + "Plaintiff sued in May of this year.\n\n"
        + "A. The Parties\n\nPlaintiff lives in Oregon, and defendant has its seat there.\n\n**Legal Standard**\n\n"
        + "1. SERVICE OF PAPERS. All papers shall be served by mail.\n"
        + FOOT
    )
    assert [text for _, text in labelled(order, "heading")] == ["I. BACKGROUND", "A. The Parties", "Legal Standard"]
    assert [one.heading for one in order.paragraphs if one.kind == "body"][:4] == [
        None, "I. BACKGROUND", "A. The Parties", "SERVICE OF PAPERS",
    ]  # fmt: skip


def test_bullets_and_tables_are_items_of_what_leads_to_them() -> None:
    order = made(
        HEAD
        + "The following schedule applies:\n\n    Disclosures        May 1\n    Discovery          June 1\n\n"
        + "Each party shall\n- confer;\n- report.\n"
        + FOOT
    )
    assert [label for label, _ in labelled(order)][:6] == [
        "unnumbered ¶ 1", "unnumbered ¶ 1, item 1", "unnumbered ¶ 1, item 2",
        "unnumbered ¶ 2", "unnumbered ¶ 2, item 1", "unnumbered ¶ 2, item 2",
    ]  # fmt: skip


def test_a_docket_entry_is_all_body() -> None:
    order = made("ORDER granting 2 Motion. Answer due by 10/3/2014. Reply due by 10/17/2014. Signed by Judge Roe. (ab)")
    assert [one.kind for one in order.paragraphs] == ["body"]
    assert len(order.paragraphs[0].sentences) == 4


def test_page_numbers_and_running_lines_go() -> None:
    page = "The court has read the motion of the plaintiff, which asks for a great many\nthings, and grants it"
    foot = "ORDER RE MOTION"
    order = made(f"{HEAD}{page}\n\n{foot}\n1\f{page.replace('The', 'the')}.\n\n{foot}\n2")
    assert foot not in order.text
    assert not re.search(r"(?m)^\d$", order.text)
    assert len(labelled(order)) == 1


def test_empty_and_odd_texts() -> None:
    for text in ("", " \n\f\n ", "1\n2\n3", "*", "v.", "Case 1:16-cv-01052 Document 29 Filed 10/31/17 Page 2 of 3"):
        check(made(text))


@given(st.text(alphabet="aB1.;:()*_#-\n\f \"i[^]", max_size=300))
def test_any_text_holds_together(text: str) -> None:
    check(made(text))


@pytest.mark.parametrize(
    "text",
    [
        "**a" * 33_000, "(a. B " * 16_000, "re-\n" * 25_000, "- a\n" * 25_000, "a:\n2. b\n" * 10_000,
        "a\f" * 20_000, "1 " * 50_000, "A. " * 33_000, "(" * 100_000,
        "\n\n".join(f"{number % 3 + 1} Nothing in this order prohibits it." for number in range(2_000)),
    ],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.process_time()
    made(text)
    assert time.process_time() - start < 8  # about one second on one core
