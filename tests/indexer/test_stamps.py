"""The CM/ECF stamp is read, also where it is damaged, and taken out; sentences about documents stay."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.layout import stamps
from indexer.layout.rows import split
from indexer.orders import Stamp

_FILED = dt.date(2017, 10, 31)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        (
            "Case 1:16-cv-01052-AB-C Document 29 Filed 10/31/17 Page 2 of 3",
            Stamp("1:16-cv-01052-AB-C", 29, _FILED, 2, 3),
        ),
        (
            "Case 1:16-cv-01052  Document 29  Filed in TXSD on 10/31/2017   Page 2 of 3",
            Stamp("1:16-cv-01052", 29, _FILED, 2, 3),
        ),
        ("Case: 1:16-cv-01052 Document #: 29 Filed: 10/31/17 Page 2 of 3 PageID #:211",
         Stamp("1:16-cv-01052", 29, _FILED, 2, 3)),
        ("Case 1:16-cv-01052 Document29 Filed 10/31/17 Pagelof1", Stamp("1:16-cv-01052", 29, _FILED, 1, 1)),
        ("Case 1:16-cv-01052 Document29 Filed 10/31/17 Page1lof4", Stamp("1:16-cv-01052", 29, _FILED, 1, 4)),
        ("CCaassee 11::1166--ccvv--0011005522 DDooccuummeenntt 2299 FFiilleedd 1100//3311//1177 PPaaggee 22 ooff 33",
         Stamp("1:16-cv-01052", 29, _FILED, 2, 3)),
    ],
)  # fmt: skip
def test_stamp_is_read(text: str, stamp: Stamp) -> None:
    assert stamps.read(text) == stamp


@pytest.mark.parametrize(
    "text",
    [
        "The complaint (Document 1, filed 10/31/17) is dismissed.",
        "Plaintiff filed the motion on 10/31/17; see page 2 of Document 29.",
        "Case No. 1:16-cv-01052",
        "IT IS SO ORDERED.",
        "",
    ],
)
def test_no_stamp(text: str) -> None:
    assert stamps.read(text) is None


def _stamp(page: int, pages: int) -> str:
    return f"Case 1:16-cv-01052 Document 29 Filed 10/31/17 Page {page} of {pages}"


def test_pages_are_numbered_by_their_stamps() -> None:
    pages, found = stamps.take_out(split(f"{_stamp(4, 5)}\n\nThe motion\f{_stamp(5, 5)}\nis denied."))
    assert [page.number for page in pages] == [4, 5]
    assert [stamp.page for stamp in found] == [4, 5]
    assert [row.text for page in pages for row in page.filled()] == ["The motion", "is denied."]


def test_a_stamp_between_lines_begins_a_page() -> None:
    text = f"{_stamp(1, 2)}\nThe motion, which\nwas filed late,\nand without leave\n{_stamp(2, 2)}\nis denied."
    pages, _ = stamps.take_out(split(text))
    assert [[row.text for row in page.filled()][0] for page in pages] == ["The motion, which", "is denied."]


def test_a_page_stamped_twice_is_one_page() -> None:
    pages, found = stamps.take_out(split(f"{_stamp(1, 1)}\n{_stamp(1, 1).replace('29', '30')}\nIt is denied."))
    assert len(pages) == 1
    assert [stamp.document for stamp in found] == [29, 30]


def test_a_stamp_split_over_rows() -> None:
    text = "Case 1:16-cv-01052\n\nDocument 29 Filed 10/31/17\n\nThe motion\nof the plaintiff\nis denied\nPage 3 of 4"
    pages, found = stamps.take_out(split(text))
    assert found == [Stamp("1:16-cv-01052", 29, _FILED, 3, 4)]
    assert [row.text for row in pages[0].filled()] == ["The motion", "of the plaintiff", "is denied"]
