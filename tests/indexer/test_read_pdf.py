"""PDF: the text layer, what is refused, and pages that are pictures."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from papers import Text, drawn, filled_form, pdf, scan

from indexer import errors
from indexer.read import ocr, read_bytes
from indexer.read import pdf as reader
from indexer.read.glyphs import MAX_PAGE_CHARACTERS

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract not installed")
ORDERED = [
    (200, 300, "The motion to compel is denied."),
    (200, 360, "The parties shall confer within fourteen days"),
    (200, 420, "and file a joint statement by March 1, 2021."),
]


def rows(data: bytes) -> list[str]:
    return [row for row in read_bytes(data, "a.pdf").text.split("\n") if row]


def test_pages_are_parted_by_form_feeds() -> None:
    source = read_bytes(pdf([Text(72, 700, "one")], [], [Text(72, 700, "three")]), "a.pdf")
    assert (source.text, source.ocr, source.encoding) == ("one\f\fthree", (), None)


def test_lines_in_reading_order_with_gutter_and_caption() -> None:
    page = [Text(40, 700 - 24 * number, f"{number + 1}") for number in range(3)]
    page += [Text(72, 676, "Plaintiff,"), Text(320, 676, "No. 1:20-cv-1"), Text(72, 700, "JANE ROE,")]
    page += [Text(320, 700, "ORDER (ECF No. 28)"), Text(108, 652, "It is ordered “so” – § 5.")]
    assert rows(pdf(page)) == [
        "1   JANE ROE,                          ORDER (ECF No. 28)",
        "2   Plaintiff,                         No. 1:20-cv-1",
        "3        It is ordered “so” – § 5.",
    ]


def test_hyphens_at_line_ends_stay_hyphens() -> None:
    assert rows(pdf([Text(72, 700, "the defen-"), Text(72, 686, "dant moved")])) == ["the defen-", "dant moved"]


def test_bold_by_overprinting_counts_once() -> None:
    assert rows(pdf([Text(72, 700, "ORDER"), Text(73.2, 700.3, "ORDER")])) == ["ORDER"]


def test_overprinted_stamps_stay_two() -> None:
    stamps = [Text(100, 770, "Case 1:20-cv-1 Document 26 Filed"), Text(104, 770, "Case 1:20-cv-1 Document 27 Filed")]
    assert [row.strip() for row in rows(pdf(stamps))] == [stamp.words for stamp in stamps]


def test_raised_number_calls_a_note() -> None:
    page = [Text(72, 700, "the law."), Text(130, 704, "1", 7), Text(72, 100, "1", 6), Text(78, 97, "See id.", 9)]
    assert rows(pdf(page)) == ["the law.[^1]", "[^1]: See id."]


def test_turned_pages_read_upright() -> None:
    up = (0, 1, -1, 0)
    page = [Text(100, 72, "The motion", turn=up), Text(124, 72, "is denied.", turn=up)]
    assert rows(pdf(page, rotate=90)) == rows(pdf(page)) == ["The motion", "is denied."]


def test_text_along_the_margin_is_left_out() -> None:
    page = [Text(72, 700 - 14 * n, f"The motion of party {n} is denied in its entirety.") for n in range(9)]
    turned = Text(30, 300, "For the District", turn=(0, 1, -1, 0))
    assert rows(pdf([*page, turned])) == [line.words for line in page]


def test_text_off_the_page_is_left_out() -> None:
    assert rows(pdf([Text(72, 700, "seen"), Text(5000, 700, "unseen"), Text(72, -400, "unseen")])) == ["seen"]


def test_a_password_only_against_printing_is_no_obstacle() -> None:
    data = (Path(__file__).parent.parent / "data" / "locked-for-printing.pdf").read_bytes()
    assert read_bytes(data, "a.pdf").text == "IT IS SO ORDERED."


@pytest.mark.parametrize("widget", [True, False])
def test_what_was_typed_into_a_form_or_onto_the_page_is_text(widget: bool) -> None:
    assert rows(filled_form("Discovery closes on", "March 1, 2021", widget)) == ["Discovery closes on March 1, 2021"]


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    # pdfium reads 32,767 characters of one string at most
    crowded = [Text(72, 700 - n, "x" * (MAX_PAGE_CHARACTERS // 10), 0.02) for n in range(11)]
    with pytest.raises(errors.FileTooLarge, match=r"^a\.pdf: page 2 holds 110,0[0-9]{2} characters"):
        read_bytes(pdf([], crowded), "a.pdf")
    monkeypatch.setattr(reader, "MAX_PAGES", 2)
    with pytest.raises(errors.FileTooLarge, match=r"^a\.pdf: 3 pages, and 2 is the most"):
        read_bytes(pdf([], [], []), "a.pdf")


def test_without_tesseract_the_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "installed", lambda: False)
    page, blank = drawn(ORDERED), drawn([])
    with pytest.raises(errors.NeedsOcr) as refusal:
        read_bytes(scan(blank, page, page, page, blank, page), "a.pdf")
    assert str(refusal.value) == (
        "a.pdf: pages 2-4, 6 are pictures without text; "
        "install Tesseract (apt-get install tesseract-ocr) and read it again"
    )
    with pytest.raises(errors.NeedsOcr, match=r"^a\.pdf: page 1 is a picture without text; install Tesseract"):
        read_bytes(scan(page), "a.pdf")


@needs_tesseract
def test_a_picture_is_read_by_ocr() -> None:
    source = read_bytes(scan(drawn(ORDERED), drawn([])), "a.pdf")
    first, second = source.text.split("\f")
    assert [row for row in first.split("\n") if row] == [words for _, _, words in ORDERED]
    assert (second, source.ocr) == ("", (1,))


@needs_tesseract
def test_ocr_of_skewed_pleading_paper_keeps_text_and_numbers_apart() -> None:
    lines = [(200, 100 + 50 * number, f"The motion of party {number} is denied.") for number in range(1, 26)]
    gutter = [(90 if number > 9 else 105, 100 + 50 * number, str(number)) for number in range(1, 26)]
    read = read_bytes(scan(drawn(lines + gutter, rule=150, skew=0.6)), "a.pdf").text
    found = [row.split(None, 1) for row in read.split("\n") if row.strip()]
    right = sum(pair == [str(n), words] for n, ((_, _, words), pair) in enumerate(zip(lines, found, strict=False), 1))
    assert right >= 20, read


def test_slow_or_failing_ocr_ends_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object, **__: object) -> None:
        raise RuntimeError("Tesseract process timeout")

    monkeypatch.setattr(ocr, "installed", lambda: True)
    monkeypatch.setattr(ocr.pytesseract, "image_to_data", slow)
    with pytest.raises(errors.NeedsOcr, match=r"^a\.pdf: OCR of page 1 failed \(it took more than 180 seconds\)"):
        read_bytes(scan(drawn(ORDERED)), "a.pdf")
