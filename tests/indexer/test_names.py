"""Names: capitals set in title case, persons and entities, short forms."""

import pytest

from indexer.caption.names import in_title_case, is_description, short_name


@pytest.mark.parametrize(
    ("printed", "written", "expected"),
    [
        ("ANN B. McROEPOE", "", "Ann B. McRoepoe"),
        ("SEAN O'ROE", "", "Sean O'Roe"),
        ("SAM ROE III", "", "Sam Roe III"),
        ("U.S. BANK, N.A.", "", "U.S. Bank, N.A."),
        ("BNSF RAILWAY CO.", "", "BNSF Railway Co."),
        ("MARIA DE LA ROE", "", "Maria de la Roe"),
        ("ABI INSURANCE COMPANY", "defendant ABI Insurance\n Company (“ABI”)", "ABI Insurance Company"),
        ("UNITED STATES ex rel. ROE", "UNITED STATES ex rel. ROE", "United States ex rel. Roe"),
        ("Jane Roe", "", "Jane Roe"),
        ("McRoe Foods LLC", "", "McRoe Foods LLC"),
    ],
)
def test_title_case(printed, written, expected):
    assert in_title_case(printed, written) == expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ann Roe", "Roe"),
        ("W.J. Roe, Jr.", "Roe"),
        ("Maria de la Roe", "de la Roe"),
        ("John Doe 1", "Doe 1"),
        ("Acme Widgets, Inc.", "Acme Widgets"),
        ("Acme Holdings, LLC", "Acme Holdings"),
        ("U.S. Bank, N.A.", "U.S. Bank"),
        ("State of Ohio", "Ohio"),
        ("United States of America", "United States"),
        ("United States Dep’t of Energy", "U.S. Department of Energy"),
        ("City of Springfield", "City of Springfield"),
        ("Commissioner of Social Security", "Commissioner of Social Security"),
        ("Smith, Jones & Poe, P.C.", "Smith, Jones & Poe"),
    ],
)
def test_short_names(name, short):
    assert short_name(name) == short


def test_descriptions_are_no_parties():
    assert all(map(is_description, ("Warden", "an individual", "in his official capacity", "a Delaware corporation")))
    assert not any(map(is_description, ("Ann Roe", "Acme Widgets")))
