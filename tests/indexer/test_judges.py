"""Signing words of docket entries and their near misses."""

import datetime as dt

import pytest

from indexer.caption.judges import (
    ENTRY_EXAMPLES,
    ENTRY_NEAR_MISSES,
    read_entered,
    read_entry_date,
    read_entry_signature,
    read_foot,
)
from indexer.caption.titles import ENTRY_EXAMPLES as TITLES
from indexer.caption.titles import ENTRY_NEAR_MISSES as NO_TITLES
from indexer.caption.titles import read_entry_title, without_references


@pytest.mark.parametrize(("text", "name", "office"), ENTRY_EXAMPLES)
def test_signing_words(text, name, office):
    signature = read_entry_signature(text)
    assert signature is not None
    assert (signature.judge, signature.title) == (name, office)
    assert text[signature.name_span.start : signature.name_span.end] == name


@pytest.mark.parametrize("text", ENTRY_NEAR_MISSES)
def test_words_that_sign_nothing(text):
    assert read_entry_signature(text) is None


def test_the_last_signature_counts_and_its_date():
    text = "adopting 4 Report entered by Magistrate Judge Ann Roe on 1/2/2015. Signed by Judge Jo Poe on 11-25-08. (x)"
    signature = read_entry_signature(text)
    assert signature is not None
    assert signature.judge == "Jo Poe"
    dated = read_entry_date(text, signature)
    assert dated is not None
    assert (dated.date, text[dated.span.start : dated.span.end]) == (dt.date(2008, 11, 25), "11-25-08")


def test_entered():
    dated = read_entered("(ELW) (Entered: 10/05/2018)")
    assert dated is not None
    assert dated.date == dt.date(2018, 10, 5)
    assert read_entered("the order entered 10/05/2018 is vacated") is None


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_titles_of_docket_entries(text, title):
    found = read_entry_title(text)
    assert found is not None
    assert text[slice(*found)] == title


@pytest.mark.parametrize("text", NO_TITLES)
def test_docket_text_without_a_title(text):
    assert read_entry_title(text) is None


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("ORDER RE MOTION (ECF No. 28)", "ORDER RE MOTION"),
        ("ORDER (Doc. 43.)", "ORDER"),
        ("ORDER [43]", "ORDER"),
        ("ORDER (Docs. 12 & 14) [#3]", "ORDER"),
        ("ORDER (1) GRANTING (2) DENYING (IN PART)", "ORDER (1) GRANTING (2) DENYING (IN PART)"),
    ],
)
def test_references_behind_a_title(printed, title):
    assert printed[: without_references(printed)] == title


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Discovery closes 10/4/2019. Ordered on 3/27/2019 by Judge Ann Roe. (dls)", dt.date(2019, 3, 27)),
        ("Mailed notice (rta, )\nENTERED: 05/14/2014", dt.date(2014, 5, 14)),
        ("Ordered by U.S. Mag Judge Claude W. Roe, Jr. on 1/12/09. (CWH)", dt.date(2009, 1, 12)),
        ("Terms are adjusted accordingly. (COURT STAFF) (Filed on 8/3/2007)", dt.date(2007, 8, 3)),
    ],
)
def test_the_foot_of_an_entry_dates_it(text, date):
    found = read_foot(text)
    assert found is not None
    assert found.date == date


@pytest.mark.parametrize("text", ["The hearing before Judge Roe is set for May 1, 2020.", "(Entered: 05/14/2014)"])
def test_other_dates_do_not(text):
    assert read_foot(text) is None
