"""Whole captions: the corpus, made-up orders in the courts' forms, docket entries, damaged and hostile text."""

import datetime as dt
import json
import re
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest
from captions import CAPTIONS

from indexer.caption.caption import read_caption
from indexer.caption.courts import DISTRICTS
from indexer.caption.docket_numbers import read_docket_number
from indexer.layout.layout import lay_out
from indexer.orders import Caption, Order, Source, Stamp
from indexer.read import read

CORPUS = Path(__file__).parent.parent.parent / "corpus"
SHARED = Path(__file__).parent.parent.parent.parent / "shared" / "real_orders"


def order_of(text: str) -> Order:
    return lay_out(Source("made-up.txt", "text", "0" * 64, text))


def caption_of(text: str) -> Caption:
    return read_caption(order_of(text))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@pytest.mark.parametrize(
    ("file", "state", "number", "case_name", "roles", "title", "judge", "filed"),
    [
        (
            "conner-v-alltin", "MS", "3:20-cv-00057", "Conner v. Alltin", ["plaintiff", "defendant"],
            "ORDER", "Roy Percy", dt.date(2020, 5, 21),
        ),
        (
            "flynn-v-canlas", "CA", "1:16-cv-01052", "Flynn v. Canlas", ["plaintiff", "defendant"],
            "ORDER REGARDING DEFENDANTS' MOTION TO COMPEL, AND DIRECTING THE PARTIES TO MEET AND CONFER",
            "Barbara A. McAuliffe", dt.date(2017, 10, 30),
        ),
        (
            "joseph-v-parciasepe", "CA", "2:14-cv-00414", "Joseph v. Parciasepe", ["plaintiff", "defendant"],
            "ORDER", "Allison Claire", dt.date(2016, 6, 24),
        ),
        (
            "masterson-v-killen", "CA", "1:11-cv-01179", "Masterson v. Killen", ["plaintiff", "defendant"],
            "ORDER RE PLAINTIFF'S REQUEST TO DEFENSE COUNSEL", "Gary S. Austin", dt.date(2014, 11, 24),
        ),
    ],
)  # fmt: skip
def test_the_corpus(file, state, number, case_name, roles, title, judge, filed):
    caption = read_caption(lay_out(read(CORPUS / f"{file}.txt")))
    assert (caption.state, caption.docket_number.normal, caption.case_name) == (state, number, case_name)
    assert [party.role for party in caption.parties] == roles
    assert caption.parties[-1].et_al
    assert (caption.title, caption.judge, caption.filed) == (title, judge, filed)
    assert caption.judge_title == "United States Magistrate Judge"
    assert (caption.entered, caption.document) == (None, None)


@pytest.mark.parametrize(
    ("form", "state", "number", "case_name", "parties", "title", "judge", "filed"),
    [
        ("sdny", "NY", "20-cv-01234", "de la Cruz v. Acme Widgets",
         ["Maria de la Cruz", "John Roe", "Acme Widgets, Inc.", "Beta Holdings LLC", "The City of New York"],
         "ORDER", "Lewis J. Roe", dt.date(2021, 4, 5)),
        ("crim", "TX", "4:13-cr-00123", "United States v. Roe", ["United States of America", "Jane Roe"],
         "SCHEDULING ORDER", "John Q. Public", dt.date(2014, 3, 3)),
        ("inre", "DE", "20-bk-10343", "In re Granite Peak Holdings, Inc.", ["Granite Peak Holdings, Inc."],
         "ORDER APPROVING THE SALE OF ASSETS", "Laurie S. Roe", dt.date(2020, 6, 3)),
        ("counsel", "CA", "5:19-cv-04286", "Lee v. Green Valley Bank",
         ["Sam Lee", "Green Valley Bank, N.A.", "Does 1 through 10"],
         "[PROPOSED] ORDER GRANTING STIPULATION TO CONTINUE HEARING", "Beth Roe", dt.date(2020, 4, 2)),
        ("appeal", "VA", None, "Ohio v. U.S. Department of Energy",
         ["State of Ohio", "State of Iowa", "United States Department of Energy", "John Roe"], "ORDER", None, None),
        ("inline", "WA", "18-cv-01234", "Roe v. Acme Corp.", ["John Roe", "Acme Corp."],
         "ORDER DENYING MOTION", "Ricardo S. Roe", dt.date(2019, 4, 3)),
        ("habeas", "DC", "20-cv-01234", "O'Brien v. Poe", ["Sean O'Brien, Jr.", "Ann Poe"],
         "MEMORANDUM OPINION AND ORDER", "Reggie B. Roe", dt.date(2021, 5, 1)),
        ("estate", "TN", "3:21-cv-00045", "Smith, Jones & Poe v. BNSF Railway Company",
         ["Smith, Jones & Poe, P.C.", "Estate of Ann Roe", "BNSF Railway Company"], "ORDER", "Aleta A. Roe", None),
        ("ndill", "IL", "19-cv-01234", "Roe v. Village of Oak Hill",
         ["Ann Roe", "Village of Oak Hill", "Officer John Doe"],
         "MEMORANDUM OPINION AND ORDER", "Sara L. Poe", dt.date(2020, 5, 2)),
        ("flpro", "FL", "8:20-cv-01234", "Roe v. Commissioner of Social Security",
         ["Jane A. Roe", "Commissioner of Social Security"], "ORDER", "Charlene Roe Poe", dt.date(2020, 6, 9)),
        ("edmich", "MI", "20-cv-12345", "Roe v. Ford Motor Company", ["John Roe", "Ford Motor Company"],
         "ORDER GRANTING MOTION FOR EXTENSION OF TIME", "Mark A. Poe", dt.date(2020, 5, 1)),
        ("nysusmj", "NY", "20-cv-01234", "Roe v. Poe Corp.", ["Roe LLC", "Poe Corp."],
         "ORDER", "Diane E. Foe", dt.date(2020, 5, 1)),
        ("nev", "NV", "2:20-cv-00123", "Roe v. Poe", ["John Roe", "Ann Poe"], "ORDER", None, dt.date(2020, 5, 5)),
        ("minutes", "CA", "20-cv-01234", "Roe v. Big Store", ["Ann Roe", "Big Store Inc."],
         "Order (1) GRANTING Plaintiff's Motion to Remand (Dkt. No. 12); and (2) VACATING the Hearing (IN CHAMBERS)",
         "Jesus G. Roe", dt.date(2020, 5, 1)),
        ("wording", "KS", "19-cv-02345", "Roe v. Unified School District No. 500",
         ["John Roe", "Ann Roe", "Unified School District No. 500"],
         "MEMORANDUM AND ORDER GRANTING IN PART AND DENYING IN PART MOTION TO COMPEL",
         "Kenneth G. Roe", dt.date(2020, 5, 1)),
        ("rel", "MA", "18-cv-11234", "United States of America ex rel. Jane Roe v. Mercy Hospital of Boston",
         ["United States of America ex rel. Jane Roe", "Mercy Hospital of Boston, Inc."],
         "ORDER", "Allison D. Roe", dt.date(2020, 5, 1)),
    ],
)  # fmt: skip
def test_forms_of_captions(form, state, number, case_name, parties, title, judge, filed):
    caption = caption_of(CAPTIONS[form])
    assert caption.state == state
    assert caption.docket_number is not None
    assert caption.docket_number.normal == number
    assert caption.case_name == case_name
    assert [party.name for party in caption.parties] == parties
    assert (caption.title, caption.judge, caption.filed) == (title, judge, filed)


@pytest.mark.parametrize("form", CAPTIONS)
def test_each_value_stands_in_the_text_where_it_says(form):
    order = order_of(CAPTIONS[form])
    caption = read_caption(order)
    known = {field.name for field in fields(Caption)}
    assert caption.where.keys() <= known
    for name in ("title", "judge", "judge_title", "docket_number", "district"):
        value = getattr(caption, name)
        value = value.printed if name == "docket_number" and value else value
        if value is None:
            continue
        span = caption.where[name]
        printed = words(order.text[span.start : span.end])
        if name == "judge_title" and "".join(printed) == "usmj":
            continue
        # A title or name may be cut by the column beside it: what stands together is shown.
        assert printed
        assert words(value)[: len(printed)] == printed, name
        assert name == "title" or printed == words(value), name
    for party in caption.parties:
        assert party.span is not None
        printed = words(order.text[party.span.start : party.span.end])
        assert printed
        assert words(party.name)[: len(printed)] == printed


def test_roles():
    def roles(form):
        return [party.role for party in caption_of(CAPTIONS[form]).parties]

    assert roles("habeas") == ["petitioner", "respondent"]
    assert roles("crim") == ["plaintiff", "defendant"]
    assert roles("inre") == ["debtor"]
    assert roles("estate") == ["plaintiff", "plaintiff", "defendant"]


ENTRY = (
    "ORDER granting 12 Motion to Compel. Responses are due by May 5, 2021. "
    "Signed by District Judge Jo Ann Roe on 4/20/2021. (abc) (Entered: 04/21/2021)"
)


def test_a_docket_entry_has_no_caption():
    order = order_of(ENTRY)
    caption = read_caption(order)
    assert (caption.court, caption.state, caption.docket_number, caption.parties) == (None, None, None, ())
    assert (caption.title, caption.judge, caption.judge_title) == (
        "ORDER granting 12 Motion to Compel", "Jo Ann Roe", "District Judge",
    )  # fmt: skip
    assert (caption.filed, caption.entered) == (dt.date(2021, 4, 20), dt.date(2021, 4, 21))
    span = caption.where["filed"]
    assert order.text[span.start : span.end] == "4/20/2021"


def test_without_a_signing_date_an_entry_is_dated_by_its_entering():
    caption = caption_of("ORDER: The parties shall confer. Ordered by Judge Ann B. Roe. (abc) (Entered: 04/21/2021)")
    assert caption.filed == caption.entered == dt.date(2021, 4, 21)


STAMPED = """\
Case 1:21-cv-00748-ABC Document 9 Filed 03/07/21 Page 1 of 1
IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF MARYLAND
ACME, et al. *
Plaintiffs “
v. * Case No. ABC-21-0748
UNITED STATES DEPARTMENT a
OF ENERGY, et al. *
Defendants *
* x te * * x * *
ORDER
The parties shall file a joint status report on or before March 9, 2021, and shall confer before that day.
Dated this = day of {month}, 2021.
BY THE COURT:
Lo Dep. Fh
Ann B. Roe
United States District Judge
"""


def test_the_stamp_gives_what_ocr_lost():
    caption = caption_of(STAMPED.format(month="March"))
    assert caption.docket_number is not None
    assert caption.docket_number.normal == "1:21-cv-00748"
    assert (caption.filed, caption.document, caption.title) == (dt.date(2021, 3, 7), 9, "ORDER")
    assert "filed" not in caption.where
    assert caption.case_name == "Acme v. U.S. Department of Energy"
    assert all(party.et_al for party in caption.parties)


def test_a_stamp_that_the_printed_month_contradicts_gives_no_date():
    assert caption_of(STAMPED.format(month="April")).filed is None


def test_of_two_stamps_the_later_paper_is_this_order():
    order = order_of(CAPTIONS["estate"])
    stamps = (
        Stamp("3:21-cv-00045", 26, dt.date(2021, 1, 29), 1, 2),
        Stamp("3:21-cv-00045", 27, dt.date(2021, 2, 3), 1, 2),
    )
    caption = read_caption(replace(order, stamps=stamps))
    assert (caption.document, caption.filed) == (27, dt.date(2021, 2, 3))


def test_text_that_is_no_order():
    assert caption_of("A letter about nothing in particular that nobody signed.\n") == Caption()


@pytest.mark.parametrize(
    "tail",
    ["v. " * 33_000, "A. " * 33_000, "JOHN ROE, " * 10_000, "x" + "_" * 100_000 + "x", "* " * 50_000, "Hon. " * 20_000],
)
def test_hostile_captions_are_read_in_time(tail):
    order = order_of(f"UNITED STATES DISTRICT COURT\nNORTHERN DISTRICT OF OHIO\nANN POE,\nPlaintiff,\nv.\n{tail}\n")
    start = time.process_time()
    read_caption(order)
    assert time.process_time() - start < 2


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared folder beside the checkout")
def test_real_orders_agree_with_their_sources():
    abbreviations = {district.abbreviation: district for district in DISTRICTS}
    wrong: list[tuple[str, str]] = []
    read_dates = read_captions = 0
    for line in (SHARED / "sources.jsonl").read_text().splitlines():
        source = json.loads(line)
        file = next((SHARED / "orders").glob(f"{source['id']}.*"))
        caption = read_caption(lay_out(read(file)))
        date = dt.date.fromisoformat(source["date"])
        if source["form"] == "full_document":
            read_captions += 1
            if caption.district != abbreviations[source["court"]].name:
                wrong.append((source["id"], "court"))
            true = read_docket_number(source["docket_number"])
            own = caption.docket_number
            if own is None or true is None or (own.year, own.serial) != (true.year, true.serial):
                wrong.append((source["id"], "docket number"))
            if not caption.judge or not caption.title or len(caption.parties) < 2:
                wrong.append((source["id"], "judge, title or parties"))
        elif caption.court or caption.docket_number or not caption.title:
            wrong.append((source["id"], "read a caption out of a docket entry"))
        # A date is silent where neither the order nor its stamp shows it, and never another day.
        read_dates += caption.filed is not None
        if caption.filed and date not in (caption.filed, caption.entered):
            wrong.append((source["id"], "date"))
    # 060 prints only the day it was entered, a day after it was filed; 107 a signing day after its filing day.
    assert wrong == [("060", "date"), ("107", "date")]
    assert read_captions == 16
    assert read_dates >= 35


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\n\n"
            "JOHN ROE,\n\nPlaintiff,\n\nv.\n\nACME CORP.,\n\nDefendant.\n\n",
            "ORDER",
        ),
        ("", "ORDER GRANTING MOTION TO COMPEL"),
    ],
)
def test_a_short_order_under_its_title_is_no_title(head: str, title: str) -> None:
    text = f"{head}{title}\n\nIT IS ORDERED:\n\n1. The motion is DENIED.\n\n2. Costs to neither.\n"
    assert caption_of(text).title == title


def test_an_entry_under_a_caption_is_dated_by_its_signing() -> None:
    caption = caption_of(
        "UNITED STATES DISTRICT COURT, DISTRICT OF OREGON\nJohn Roe v. Acme Corp., Case No. 3:21-cv-00123\n\n"
        "ORDER granting 45 Motion to Compel. Reply due within 14 days of this order. "
        "Signed by Magistrate Judge Jo Poe on 11/19/2021. (abc) (Entered: 11/22/2021)\n"
    )
    assert caption.case_name == "Roe v. Acme Corp."
    assert (caption.filed, caption.entered) == (dt.date(2021, 11, 19), dt.date(2021, 11, 22))
