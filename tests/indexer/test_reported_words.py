# ruff: noqa: E501 (texts as they stand on the page)
"""What people reported of neighbouring tools: every word of a page, and none that it does not show.

The files under data/reports show each fault; the tests that make their own file show the same kind in another dress.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from papers import Text, pdf, saved

from assistant.cite import locate
from indexer.layout.layout import lay_out
from indexer.orders import Order
from indexer.parse import parse
from indexer.read import read_bytes

REPORTS = Path(__file__).parent.parent / "data" / "reports"
needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract not installed")


def reported(name: str) -> Order:
    return parse(REPORTS / name)


def paragraphs(order: Order) -> dict[str, str]:
    return {one.label: order.text[one.span.start : one.span.end] for one in order.paragraphs}


def body(order: Order) -> list[str]:
    return [text for label, text in paragraphs(order).items() if label not in ("caption", "signature")]


def dates(order: Order) -> list[str | None]:
    return [one.phrase.date.isoformat() if one.phrase.date else None for one in order.deadlines]


def made(data: bytes, name: str) -> Order:
    return lay_out(read_bytes(data, name))


def html(inside: str, head: str = "") -> Order:
    return made(f"<html><head>{head}</head><body><p>ORDER</p>{inside}</body></html>".encode(), "a.html")


def word(*blocks: str) -> Order:
    """A Word file with these paragraphs and tables, as XML."""
    document = docx.Document()
    document.add_paragraph("ORDER")
    for block in blocks:
        name = "w:tbl" if block.startswith("<w:tbl") else "w:p"
        xml = block.replace(f"<{name}>", f"<{name} {nsdecls('w', 'r')} {MATH}>", 1)
        document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")
    return made(saved(document), "a.docx")


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


# --- 1, 7: tables row by row ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("r3/t-docx.docx", ["Plaintiff's expert disclosures | June 4, 2021", "Close of fact discovery | September 30, 2021"]),
        ("r3/t-html.html", ["Plaintiff's expert disclosures | June 4, 2021", "Close of fact discovery | September 30, 2021"]),
        ("r3/t-md.md", ["Plaintiff's expert disclosures | June 4, 2021", "Close of fact discovery | September 30, 2021"]),
        ("r3/t-txt.txt", ["Plaintiff's expert disclosures June 4, 2021", "Close of fact discovery September 30, 2021"]),
        ("r3/t-dots.txt", ["Plaintiff's expert disclosures .................... June 4, 2021"]),
        ("r4/grid.docx", ["Defendant's expert disclosures | July 9, 2021", "Close of fact discovery | September 30, 2021"]),
        ("r4/tgrid.pdf", ["Defendant's expert disclosures July 9, 2021", "Close of fact discovery September 30, 2021"]),
        ("r4/tnogrid.pdf", ["Defendant's expert disclosures July 9, 2021", "Close of fact discovery September 30, 2021"]),
        ("r6/s1.docx", ["Discovery cutoff | June 4, 2021", "Jury trial | September 13, 2021 at 9:00 a.m."]),
        ("r6/s2.docx", ["June 4, 2021 | Discovery cutoff", "September 13, 2021 | Jury trial"]),
        ("r6/s3.docx", ["Event | Old date | New date", "Jury trial | September 13, 2021 | November 8, 2021"]),
        ("r6/s4.txt", ["Discovery cutoff: June 4, 2021", "Dispositive motions: July 9, 2021"]),
        ("r6/s5.txt", ["Discovery cutoff June 4, 2021", "Dispositive motions July 9, 2021"]),
        ("min/m-table.txt", ["Discovery cutoff June 4, 2021", "Jury trial September 13, 2021"]),
        ("min/m-first.txt", ["Discovery cutoff: June 4, 2021", "Jury trial: September 13, 2021"]),
        ("min/m-oldnew.txt", ["Event Old date New date", "Jury trial September 13, 2021 November 8, 2021"]),
        ("docx/table.docx", ["Plaintiff | June 4, 2021", "Defendant | July 9, 2021", "Rebuttal | July 9, 2021"]),
        ("r2/table-vmerge.docx", ["Expert disclosures | July 9, 2021", "Rebuttal reports | July 9, 2021"]),
        ("r2/html-merged.html", ["Plaintiff | June 4, 2021", "Defendant | July 9, 2021", "Rebuttal | July 9, 2021"]),
    ],
)  # fmt: skip
def test_each_row_of_a_table_is_an_item_of_its_own(name: str, rows: list[str]) -> None:
    found = body(reported(name))
    assert [row for row in rows if row not in found] == []
    assert "IT IS SO ORDERED." in found or name.startswith("min")


def test_merged_labels_of_a_table_stand_in_each_of_their_rows() -> None:
    order = html(
        "<p>The schedule is:</p><table><tr><th>Party<th>Step<th>By</tr><tr><td rowspan=2>Plaintiff<td>Reports<td>5/3/2022"
        "</tr><tr><td>Rebuttal<td>6/1/2022</tr></table>"
    )
    assert body(order)[2:] == ["Plaintiff | Reports | 5/3/2022", "Plaintiff | Rebuttal | 6/1/2022"]


def test_a_cell_of_several_lines_is_one_cell() -> None:
    cells = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    rows = cells.format("Close of", "fact discovery", "May 3, 2022") + cells.format("Trial", "(jury)", "June 1, 2022")
    assert body(word(f"<w:tbl>{rows}</w:tbl>")) == [
        "Close of fact discovery | May 3, 2022",
        "Trial (jury) | June 1, 2022",
    ]


def test_a_caption_in_a_table_stands_side_by_side() -> None:
    order = html(
        "<table><tr><td>JANE ROE,<br>Plaintiff,<br>v.<br>ACME,<br>Defendant.<td>)<br>)<td>Case No. 1:21-cv-00001</tr></table>"
        "<p>The motion of the plaintiff to compel is denied.</p>"
    )
    assert "|" not in order.text


# --- 3: struck words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label", "kept", "struck"),
    [
        ("docx/strike.docx", "¶ 1", "1. Discovery shall close on July 9, 2021.", "June 4, 2021"),
        ("docx/strike.docx", "¶ 2", "2. Experts shall be disclosed by May 28, 2021.", "May 7, 2021"),
        ("pdf/strike.pdf", "¶ 1", "1. Discovery shall close on July 9, 2021.", "June 4, 2021"),
        ("r2/strike-html.html", "¶ 1", "1. Discovery shall close on July 9, 2021.", "June 4, 2021"),
        ("r2/strike-html.html", "¶ 2", "2. Experts shall be disclosed by May 28, 2021.", "May 7, 2021"),
        ("r2/strike-html.html", "¶ 3", "3. Trial begins September 13, 2021.", "August 2, 2021"),
        ("r2/strike-html.html", "¶ 4", "4. Motions are due April 9, 2021.", "April 2, 2021"),
        ("min/m-strike.md", "¶ 1", "1. Discovery shall close on July 9, 2021.", "June 4, 2021"),
    ],
)
def test_struck_words_are_left_out_and_told(name: str, label: str, kept: str, struck: str) -> None:
    order = reported(name)
    assert paragraphs(order)[label] == kept
    assert f"Struck out in the order and not part of its text: “{struck}” ({label})." in order.warnings
    assert struck in [one.words for one in order.left_out if one.kind == "struck"]


def test_a_struck_date_is_no_deadline() -> None:
    for name in ("docx/strike.docx", "pdf/strike.pdf", "min/m-strike.md", "r2/strike-html.html"):
        assert "2021-06-04" not in dates(reported(name)), name
        assert "2021-07-09" in dates(reported(name)), name


def test_a_deletion_that_word_tracked_is_struck() -> None:
    gone = f"<w:del>{run('ten').replace('w:t>', 'w:delText>').replace('<w:t ', '<w:delText ')}</w:del>"
    order = word(f"<w:p>{run('The reply is due in ')}{gone}<w:ins>{run('twenty')}</w:ins>{run(' days.')}</w:p>")
    assert body(order) == ["The reply is due in twenty days."]
    assert [one.words for one in order.left_out] == ["ten"]


def test_an_item_that_is_struck_whole_goes_with_its_number() -> None:
    order = html("<ol><li>Granted.<li><s>The fee is waived.</s><li>Denied.</ol>")
    assert body(order) == ["1. Granted.", "3. Denied."]
    assert order.warnings[0].startswith("Struck out in the order and not part of its text: “The fee is waived.”")


def test_struck_by_the_style_sheet() -> None:
    order = html(
        '<p>Trial is on <span class="gone">May 3</span> May 9.</p>',
        "<style>.gone{text-decoration:line-through}</style>",
    )
    assert body(order) == ["Trial is on May 9."]


def test_struck_over_two_lines_of_markdown() -> None:
    order = made(b"ORDER\n\n1. Reply by May 9. ~~Trial is\nset for May 3.~~\n\n2. Denied.\n", "a.md")
    assert body(order) == ["1. Reply by May 9.", "2. Denied."]


def lined(*pages: list[Text], drawing: str = "") -> bytes:
    """A PDF whose first page has a drawing behind its text."""
    data = pdf(*pages)
    start = data.index(b"stream\n") + 7
    end = data.index(b"endstream", start)
    body = data[start:end] + drawing.encode()
    length = data.rindex(b"/Length", 0, start)
    head = data[:length] + b"/Length %d >>\nstream\n" % len(body)
    return head + body + data[end:]


def test_a_thin_box_through_words_strikes_them_and_a_line_under_words_does_not() -> None:
    page = [Text(72, 700, "The reply is due May 3 May 9."), Text(72, 680, "The fee is waived today.")]
    # "May 3" begins 17 letters of 7.2 points from the left.
    through = f"0 0 0 rg {72 + 17 * 7.2} 703 {5 * 7.2} 0.8 re f 72 678.5 m {72 + 24 * 7.2} 678.5 l S\n"
    assert "due ~~May 3~~ May 9." in read_bytes(lined(page, drawing=through), "a.pdf").text
    assert "The fee is waived today." in read_bytes(lined(page, drawing=through), "a.pdf").text


def test_a_rule_that_is_signed_upon_strikes_nothing() -> None:
    page = [Text(72, 700, "/s/ Jane Roe")]
    assert read_bytes(lined(page, drawing="60 703 m 400 703 l S\n"), "a.pdf").text.strip() == "/s/ Jane Roe"


# --- 4, 5: raised numbers and notes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label", "text"),
    [
        ("docx/footnote-typed.docx", "¶ 1", "1. Defendant shall answer by June 4, 2021, and plaintiff shall reply within "
         "14 days after entry of this Order."),
        ("docx/footnote.docx", "¶ 1", "1. Plaintiff shall reply within 14 days after entry of this Order."),
        ("r2/fn-before-date.docx", "¶ 1", "1. Plaintiff shall reply by June 4, 2021."),
        ("r2/fn-word.docx", "¶ 1", "1. Plaintiff shall reply within fourteen days after entry of this Order."),
        ("r2/sup-days.html", "¶ 1", "1. Plaintiff shall reply within 14 days after entry of this Order."),
        ("r2/sup-days.html", "¶ 2", "2. Defendant shall file a surreply within twenty-one days after entry of this Order."),
        ("pdf/superscript.pdf", "¶ 1", "1. Defendant shall answer the complaint by June 4, 2021 and pay $500 to the clerk."),
        ("pdf/superscript.pdf", "n.1", "1 The parties agreed on this date at the hearing."),
        ("pdf/superscript.pdf", "n.2", "2 See Local Rule 3."),
        ("pdf/superscript.pdf", "n.3", "3 Weekends count. See Fed. R. Civ. P. 6(a)."),
        ("docx/footnote.docx", "n.1", "[1]: Weekends count toward the fourteen days, and the reply may not exceed ten pages."),
        ("min/m-note-date.txt", "¶ 1", "1. Plaintiff shall reply by June 4, 2021."),
        ("min/m-note-number.txt", "¶ 1", "1. Plaintiff shall reply within 14 days after entry of this Order."),
        ("min/m-note-title.txt", "¶ 1", "1. Defendant shall answer by June 4, 2021, and no later."),
    ],
)  # fmt: skip
def test_the_mark_of_a_note_is_not_in_the_text(name: str, label: str, text: str) -> None:
    assert paragraphs(reported(name))[label] == text


def test_a_deadline_is_read_as_if_the_mark_were_not_there() -> None:
    typed = reported("docx/footnote-typed.docx").deadlines
    assert (typed[0].phrase.date.isoformat(), typed[1].phrase.period.amount) == ("2021-06-04", 14)  # type: ignore[union-attr]
    for name in ("docx/footnote.docx", "r2/fn-word.docx", "min/m-note-number.txt"):
        assert [one.phrase.period.amount for one in reported(name).deadlines if one.phrase.period] == [14], name


def test_a_note_belongs_to_the_paragraph_that_calls_it() -> None:
    order = reported("pdf/superscript.pdf")
    by_label = {one.label: one for one in order.paragraphs}
    assert by_label["n.3"].parent == by_label["¶ 2"].number and by_label["n.2"].parent == by_label["¶ 1"].number


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Reply within 14² days.", "Reply within 14 days."),
        ("Reply within 10[^3] days, by noon.¹ It is late.", "Reply within 10 days, by noon. It is late."),
        ("Reply in ten[12] days.", "Reply in ten days."),
        ("A lot of 9,000 ft² is sold.", "A lot of 9,000 ft² is sold."),
        ("The hearing[s] and Rule 12[b] stay.", "The hearing[s] and Rule 12[b] stay."),
        ("See [1] and 5 U.S.C. § 2[1](a).", "See [1] and 5 U.S.C. § 2[1](a)."),
    ],
)
def test_marks_of_notes_in_plain_text(text: str, kept: str) -> None:
    assert body(made(f"ORDER\n\n{text}\n".encode(), "a.txt")) == [kept]


def test_notes_at_the_end_of_a_reported_opinion_have_their_labels() -> None:
    text = "ORDER\n\nThe motion is denied.[1] The stay is lifted.[2]\n\nNOTES\n\n[1] See Rule 12.\n\n[2] See Rule 62.\n"
    found = paragraphs(made(text.encode(), "a.txt"))
    assert (found["n.1"], found["n.2"]) == ("[1] See Rule 12.", "[2] See Rule 62.")


def test_endnotes_count_by_themselves() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    order = word(f"<w:p>{run('Reply in 14')}{run('3', raised)}{run(' days.')}</w:p>",
                 f"<w:p>{run('3', raised)}{run('See Rule 6.')}</w:p>")  # fmt: skip
    assert paragraphs(order)["unnumbered ¶ 1"] == "Reply in 14 days."
    assert paragraphs(order)["n.3"] == "[3]: See Rule 6."


# --- 9: furniture -----------------------------------------------------------------------------------------------------


def test_a_pleadings_footer_is_not_in_the_text() -> None:
    order = reported("pdf/pleading-footer.pdf")
    assert paragraphs(order)["order ¶ 2"].endswith(
        "in the ordinary course of business, all documents named in the second request, and shall not destroy, alter, or "
        "hide any of the said documents while this action is pending."
    )
    two = next(one for one in order.paragraphs if one.label == "order ¶ 2")
    place = locate(order, two.span)
    assert (place.page, place.lines, place.last_page) == (2, "25-27", 3)
    assert "1:21-cv-00999-ABC" not in order.text.replace("2:21-cv-00999-ABC", "")
    assert order.text.count("ORDER\n") == 0 and not order.text.endswith("ORDER")


def test_a_footer_whose_lines_drift_from_their_numbers() -> None:
    order = reported("r4/pleading-drift.pdf")
    found = paragraphs(order)
    whole = "1. Defendant Roe and all persons who act with it are enjoined from the unauthorized use of the source code of the plaintiff."
    assert whole in found.values()
    assert "DEFx" not in order.text
    one = next(part for part in order.paragraphs if order.text[part.span.start : part.span.end] == whole)
    assert (locate(order, one.span).page, locate(order, one.span).lines) == (2, "27")
    assert not [part for part in order.paragraphs if part.kind == "heading"]


def test_a_footer_of_one_page_is_taken_off_and_a_low_last_line_is_not() -> None:
    lines = [f"{number:>2}  The Court has read the papers of line {number} and goes" for number in range(1, 28)]
    text = "\n".join(
        [*lines, "28  on with the reasons that it gave", "         ORDER GRANTING MOTION", "              - 1 -"]
    )
    assert made(text.encode(), "a.txt").text.endswith("on with the reasons that it gave")
    low = "\n".join([*lines, "28", "    and the motion is therefore denied in its entirety.", "              - 1 -"])
    assert made(low.encode(), "a.txt").text.endswith("and the motion is therefore denied in its entirety.")


# --- 10, 11: what the page hides --------------------------------------------------------------------------------------


def test_black_boxes_are_marked_and_what_they_cover_is_not_shown() -> None:
    order = reported("pdf/redaction-inline.pdf")
    assert (
        paragraphs(order)["¶ 1"]
        == "1. Defendant shall pay to plaintiff the sum of [redacted] no later than June 4, 2021."
    )
    assert paragraphs(order)["¶ 2"] == "2. Defendant shall not disclose [redacted] to any third person."
    assert "48,000" not in order.source
    assert "Page 1: blacked out in 2 places, marked [redacted]." in order.warnings


def test_white_words_are_left_out_and_told() -> None:
    order = reported("pdf/white-text.pdf")
    assert "sanctions" not in order.source
    assert any("does not show" in warning for warning in order.warnings)
    assert paragraphs(order)["¶ 1"] == "1. Defendant shall answer the complaint by June 4, 2021."


@pytest.mark.parametrize("drawing", ["BT /F 12 Tf 3 Tr 72 680 Td (Pay $900 today.) Tj ET\n",
                                     "BT /F 1 Tf 72 680 Td (Pay $900 today.) Tj ET\n",
                                     "BT /F 12 Tf 72 680 Td (Pay $900 today.) Tj ET 1 1 1 rg 70 674 200 20 re f\n",
                                     "0.97 g BT /F 12 Tf 72 680 Td (Pay $900 today.) Tj ET\n"])  # fmt: skip
def test_words_that_are_not_painted_tiny_or_painted_over_are_left_out(drawing: str) -> None:
    source = read_bytes(lined([Text(72, 700, "The motion is denied.")], drawing=drawing), "a.pdf")
    assert source.text.strip() == "The motion is denied."
    assert source.warnings == (
        "Page 1: text that the page does not show (covered, white, tiny or never painted) was left out.",
    )


def test_white_letters_on_black_are_read() -> None:
    drawing = "0 0 0 rg 70 674 200 20 re f 1 1 1 rg BT /F 12 Tf 72 680 Td (NOTICE TO COUNSEL) Tj ET\n"
    source = read_bytes(lined([Text(72, 700, "The motion is denied.")], drawing=drawing), "a.pdf")
    assert "NOTICE TO COUNSEL" in source.text and "[redacted]" not in source.text and not source.warnings


def test_black_on_black_and_white_on_white_in_word_and_html() -> None:
    black = '<w:color w:val="000000"/><w:highlight w:val="black"/>'
    white = '<w:color w:val="FFFFFF"/>'
    order = word(f"<w:p>{run('Pay ')}{run('$900', black)}{run(' now.')}{run(' Or not.', white)}</w:p>")
    assert body(order) == ["Pay [redacted] now."]
    assert order.warnings == ("Text that the page hides (hidden, white or tiny type) was left out.",)
    order = html(
        '<p>Pay <span style="background:#000;color:#000">$900</span> now.<font color="white"> Or not.</font></p>'
    )
    assert body(order) == ["Pay [redacted] now."]
    assert order.warnings == ("Text that the page hides (hidden, white or of no size) was left out.",)


# --- 12, 13: pictures among text, columns -----------------------------------------------------------------------------


@needs_tesseract
def test_a_picture_of_text_is_read() -> None:
    order = reported("r6/pasted-image.pdf")
    assert paragraphs(order)["¶ 2"] == "2. Plaintiff shall reply to the answer by June 18, 2021."
    assert order.warnings == ("Page 1: the words in a picture were read by OCR; check them against the page.",)


def test_a_picture_that_is_not_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.read.ocr.installed", lambda: False)
    assert any("picture was not read" in warning for warning in reported("r6/pasted-image.pdf").warnings)


def test_two_columns_are_read_one_after_the_other() -> None:
    found = paragraphs(reported("pdf/twocol.pdf"))
    assert found["¶ 1"] == (
        "1. The plaintiff shall file an amended complaint no later than June 4, 2021, and shall serve it on every defendant by "
        "the means that Rule 5 allows. 2. Each defendant shall answer the amended complaint within fourteen days after it is "
        "served."
    )
    assert found["¶ 3"].startswith("3. The parties shall confer by July 9, 2021, about a plan for discovery and")


def test_two_columns_of_plain_text() -> None:
    left = ["The court has read the papers and", "finds that the motion is late. It", "was filed in May, while the order",
            "had asked for it in April, and no", "reason was given for the delay at", "the hearing of this week."]  # fmt: skip
    right = ["The motion is therefore denied in", "all its parts. The plaintiff shall", "answer the second request by the",
             "ninth of July, and shall serve it", "on every party that has appeared", "in this action."]  # fmt: skip
    text = "ORDER\n\n" + "\n".join(f"{one:<40}{two}" for one, two in zip(left, right, strict=True)) + "\n"
    assert " ".join(body(made(text.encode(), "a.txt"))) == " ".join([*left, *right])


# --- 14: numbers as printed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "label", "text"),
    [
        ("r2/gap.docx", "¶ 9", "9. Discovery closes on September 30, 2021."),
        ("txt/ol.html", "¶ 3", "3. Defendant shall answer by June 4, 2021."),
        ("txt/ol.html", "¶ 7", "7. Plaintiff shall reply by June 18, 2021."),
        ("min/m-gap.txt", "¶ 9", "9. Plaintiff shall reply by June 4, 2021."),
        ("min/m-seq.txt", "¶ 3", "3. Plaintiff shall reply by June 4, 2021."),
        ("pair/order.md", "¶ 3", "3. Plaintiff shall reply by June 4, 2021."),
    ],
)
def test_a_paragraph_is_cited_by_the_number_that_is_printed(name: str, label: str, text: str) -> None:
    assert paragraphs(reported(name))[label] == text


def test_numbers_that_jump_back_and_items_without_a_stop() -> None:
    found = paragraphs(made(b"ORDER\n\n7. Granted.\n\n12. No costs\n13. No fees\n\n4. Denied.\n", "a.txt"))
    assert list(found) == ["caption", "¶ 7", "¶ 12", "¶ 13", "¶ 4"]


# --- 15: reporter's pages ---------------------------------------------------------------------------------------------


def test_reporters_pages_are_cited_and_not_quoted() -> None:
    order = reported("txt/star.html")
    found = {one.label: one for one in order.paragraphs}
    assert paragraphs(order)["¶ 2"] == "2. Plaintiff shall reply within 14 days after entry of this Order."
    assert locate(order, found["¶ 2"].span).star == "*13-14"
    assert locate(order, found["¶ 1"].span).star == "*12"


def test_reporters_pages_of_plain_text() -> None:
    order = made(b"ORDER\n\nThe motion to compel *816 is denied. The stay *817 is lifted by the *818 Court.\n", "a.txt")
    assert body(order) == ["The motion to compel is denied. The stay is lifted by the Court."]
    assert [one.words for one in order.left_out] == ["816", "817", "818"]
    order = made(b"ORDER\n\nThe defendants *2 were heard. 4 * 5 is 20.\n", "a.txt")
    assert body(order) == ["The defendants *2 were heard. 4 * 5 is 20."], "one star alone may be anything"


# --- 16: invisible signs ----------------------------------------------------------------------------------------------


def test_invisible_signs_change_nothing() -> None:
    assert paragraphs(reported("min/m-lrm.txt"))["¶ 2"] == "2. Plaintiff shall reply by June 18, 2021."
    found = paragraphs(reported("txt/zerowidth.txt"))
    assert found["¶ 1"] == "1. Defendant shall answer by June 4, 2021."
    assert found["¶ 2"] == "2. Plaintiff shall reply within 14 days after entry of this Order."


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u200e", "\u2060", "\ufeff", "\u202c", "\ufe0f"])
@pytest.mark.parametrize("write", [
    lambda text: lay_out(read_bytes(f"ORDER\n\n{text}\n".encode(), "a.txt")),
    lambda text: html(f"<p>{text}</p>"),
    lambda text: word(f"<w:p>{run(text)}</w:p>"),
])  # fmt: skip
def test_a_year_with_an_invisible_sign_inside(sign: str, write: Callable[[str], Order]) -> None:
    assert body(write(f"Reply by June 4, 20{sign}19.")) == ["Reply by June 4, 2019."]


def test_a_soft_hyphen_at_a_lines_end_is_a_hyphen() -> None:
    assert body(made("ORDER\n\nThe motion is denied, and the plain\u00ad\ntiff shall reply.\n".encode(), "a.txt")) == [
        "The motion is denied, and the plaintiff shall reply."
    ]


# --- 18, 21: Word's own ways ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["docx/strict.docx", "r2/dangling-rel.docx"])
def test_strict_files_and_broken_links_are_read(name: str) -> None:
    order = reported(name)
    assert paragraphs(order)["¶ 1"] == "1. Defendant shall answer by June 4, 2021."
    assert order.warnings == ()


def test_symbols_leave_a_letter_or_a_mark() -> None:
    found = paragraphs(reported("docx/symbol.docx"))
    assert found["¶ 1"] == "1. Under 28 U.S.C. § 1404 the case stays here. ☒ GRANTED ☐ DENIED"
    assert found["¶ 2"] == "2. The fee is 1[symbol] percent and the limit is ≤ 10 pages."


def test_formulae_are_read() -> None:
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert body(word(f"<w:p>{run('The fee is ')}{fraction}{run(' dollars.')}</w:p>")) == ["The fee is (a+b)/2 dollars."]
    order = html("<p>The rate is <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> percent.</p>")
    assert body(order) == ["The rate is 1/2 percent."]
    font = '<w:rFonts w:ascii="Symbol"/>'
    assert body(word(f"<w:p>{run('It is ')}{run(chr(0xF0B3), font)}{run(' 5.')}</w:p>")) == ["It is ≥ 5."]


# --- photographs and notices ------------------------------------------------------------------------------------------

NOTICE = """From: ecf@court.example
Subject: Activity in Case 2:22-cv-00455 Flynn v. Canlas Order
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"

<html><body><p><b>This is an automatic e-mail message generated by the CM/ECF system. Please DO NOT RESPOND.</b></p>
<p align=center><b>U.S. District Court</b></p><p align=center><b>Eastern District of Washington</b></p>
<p align=center><b>Notice of Electronic Filing</b></p>
<div>The following transaction was entered on 7/8/2022 at 4:12 PM PDT and filed on 7/7/2022</div>
<table><tr><td><b>Case Name:</b></td><td>Flynn v. Canlas et al</td></tr>
<tr><td><b>Case Number:</b></td><td><a href="x">2:22-cv-00455-TOR</a></td></tr><tr><td><b>Filer:</b></td><td></td></tr>
<tr><td><b>Document Number:</b></td><td><a href="x">31</a></td></tr></table>
<p><b>Docket Text:<br>ORDER GRANTING MOTION FOR EXTENSION. Plaintiff shall respond by 8/1/2022. Signed by Judge Thomas O. Rice.
(LMR, Case Administrator)</b></p>
<p><b>2:22-cv-00455-TOR Notice has been electronically mailed to: </b></p><div>A. Lawyer a@lawyer.example</div></body></html>
"""


@pytest.mark.parametrize("name", ["notice.eml", "notice.html"])
def test_a_notice_of_electronic_filing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(NOTICE if name.endswith("eml") else NOTICE.split("\n\n", 1)[1])
    order = parse(path)
    caption = order.caption
    assert caption.docket_number is not None and caption.docket_number.normal == "2:22-cv-00455"
    assert (caption.case_name, caption.district, caption.document) == (
        "Flynn v. Canlas et al", "Eastern District of Washington", 31,
    )  # fmt: skip
    assert (str(caption.entered), str(caption.filed)) == ("2022-07-08", "2022-07-07")
    assert "Plaintiff shall respond by 8/1/2022." in order.text and "2022-08-01" in dates(order)
    assert "lawyer" not in order.text.lower() and "DO NOT RESPOND" not in order.text


def test_an_e_mail_that_carries_the_order(tmp_path: Path) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "the order"
    message.set_content("Please see attached.")
    message.add_attachment(pdf([Text(72, 700, "The motion is denied.")]), "application", "pdf", filename="order.pdf")
    assert read_bytes(bytes(message), "a.eml").text.strip() == "The motion is denied."


def photograph(kind: str, turn: int = 0) -> bytes:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1275, 700), 245)
    font = ImageFont.load_default(30)
    for row, line in enumerate(("ORDER", "1. Defendant shall answer by June 4, 2021.", "2. The motion to compel is denied.",
                                "Dated: March 5, 2021")):  # fmt: skip
        ImageDraw.Draw(image).text((120, 120 + 90 * row), line, fill=30, font=font)
    shade = Image.linear_gradient("L").resize(image.size).point(lambda value: 120 + value // 2)
    from PIL import ImageChops

    image = ImageChops.multiply(image, shade).rotate(3, fillcolor=130).rotate(turn, expand=True)
    out = io.BytesIO()
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    image.convert("RGB").save(out, kind, quality=85)
    return out.getvalue()


@needs_tesseract
@pytest.mark.parametrize(("kind", "name", "turn"), [("JPEG", "a.jpg", 0), ("PNG", "a.png", 90), ("HEIF", "a.heic", 0)])
def test_a_photograph_of_a_page(kind: str, name: str, turn: int) -> None:
    source = read_bytes(photograph(kind, turn), name)
    assert "1. Defendant shall answer by June 4, 2021." in source.text
    assert (source.format, source.ocr) == ("image", (1,))
    assert source.warnings == ("Read from a picture by OCR; check names, dates and figures against it.",)
