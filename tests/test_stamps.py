"""CM/ECF stamps: clean, noisy, doubled, split, on every page; and sentences that only look like one."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.orders import Stamp
from indexer.rows import split
from indexer.stamps import read, take_out, undouble

FILED = dt.date(2017, 10, 31)
WHOLE = Stamp("1:16-cv-01234", 29, FILED, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Case 1:16-cv-01234 Document 29 Filed 10/31/17 Page 2 of 3",
        "Case 1:16-cv-01234   Document29   Filed 10/31/17   Page 2of3",
        "Case: 1:16-cv-01234 Document #: 29 Filed: 10/31/17 Page 2 of 3 PageID #:123",
        "Case 1:16-cv-01234 Doc 29 Filed 10/31/2017 Entered 10/31/17 12:01:02 Desc Main Document Page 2 of 3",
        "CCaassee 11::1166--ccvv--0011223344 DDooccuummeenntt 2299 FFiilleedd 1100//3311//1177 PPaaggee 22 ooff 33",
    ],
)
def test_every_form_is_read_whole(text: str) -> None:
    assert read(text) == WHOLE


@pytest.mark.parametrize(
    ("text", "page", "pages"),
    [("Page1lof4", 1, 4), ("Pagelof1", 1, 1), ("Page4of4", 4, 4), ("Page 12 of 14", 12, 14), ("Page 9 of 4", None, 4)],
)
def test_a_page_number_as_ocr_prints_it(text: str, page: int | None, pages: int) -> None:
    stamp = read(f"Case 1:16-cv-01234 Document29 Filed 10/31/17 {text}")
    assert stamp is not None
    assert (stamp.page, stamp.pages) == (page, pages)


def test_what_cannot_be_read_is_none() -> None:
    assert read("CsE TIO QOTAE IRS docmnos Filed 10/31/17 Page Tei") == Stamp(None, None, FILED, None, None)
    assert read("Case 1:16-cv-01234 Document 29 Filed 13/41/17 Page 2 of 3") == Stamp("1:16-cv-01234", 29, None, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "The motion (Document 29) was filed 10/31/17 and page 2 of 3 is missing from the copy served.",
        "Case No. 1:16-cv-01234-ABC (PC)",
        "The court has read Case 1:16-cv-01234 and Document 5 Filed 10/31/17 at Page 2 of 3 of the record.",
        "Filed 10/31/17",
    ],
)
def test_what_only_cites_is_no_stamp(text: str) -> None:
    assert read(text) is None


def test_ordinary_double_letters_stay() -> None:
    assert undouble("a committee of aardvarks") == "a committee of aardvarks"


def test_a_stamp_without_a_form_feed_begins_a_page() -> None:
    stamp = "Case 1:16-cv-01234 Document 29 Filed 10/31/17 Page {} of 2"
    pages, stamps = take_out(split(f"{stamp.format(1)}\nIt is\nso.\n{stamp.format(2)}\nThe end."))
    assert [[row.text for row in page.filled()] for page in pages] == [["It is", "so."], ["The end."]]
    assert [page.number for page in pages] == [1, 2]
    assert [one.page for one in stamps] == [1, 2]


def test_a_stamp_over_two_rows_with_its_page_elsewhere() -> None:
    text = "Case 1:16-cv-01234\n\nDocument 29 Filed 10/31/17\n\nIt is ordered that the case is closed.\n\nPage 2 of 3"
    pages, stamps = take_out(split(text))
    assert stamps == [WHOLE]
    assert [row.text for row in pages[0].filled()] == ["It is ordered that the case is closed."]
    assert pages[0].number == 2
