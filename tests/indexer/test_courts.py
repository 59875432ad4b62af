"""The table of courts, and captions' ways of naming them."""

from collections import Counter

import pytest

from indexer.caption.courts import CIRCUITS, DISTRICTS, find_district, read_court


def test_there_are_94_districts_in_55_states_and_territories():
    assert len(DISTRICTS) == 94
    assert len({district.name for district in DISTRICTS}) == 94
    assert len({district.abbreviation for district in DISTRICTS}) == 94
    assert len({district.state for district in DISTRICTS}) == 55  # fifty states, DC, PR, GU, VI, MP
    assert len(CIRCUITS) == 13


def test_how_many_districts_each_state_has():
    """28 U.S.C. §§ 81-131: which states have several districts; all others are one."""
    several = {4: "CA NY TX", 3: "AL FL GA IL LA NC OK PA TN", 2: "AR IN IA KY MI MS MO OH VA WA WV WI"}
    expected = {state: count for count, states in several.items() for state in states.split()}
    counted = Counter(district.state for district in DISTRICTS)
    assert {state: count for state, count in counted.items() if count > 1} == expected
    assert [d.name[0] for d in DISTRICTS if d.state in ("CA", "NY", "TX")] == list("NECS" "NSEW" "NSEW")


@pytest.mark.parametrize("district", DISTRICTS, ids=lambda district: district.abbreviation)
def test_every_district_is_read_from_a_caption(district):
    court = read_court(f"IN THE UNITED STATES DISTRICT COURT\nFOR THE {district.name.upper()}")
    assert court is not None
    assert (court.district, court.state) == (district.name, district.state)


@pytest.mark.parametrize(
    ("printed", "district", "state"),
    [
        ("UNITED STATES DISTRICT COURT EASTERN DISTRICT OF CALIFORNIA", "Eastern District of California", "CA"),
        ("United States District Court for the District of Columbia", "District of Columbia", "DC"),
        ("U.S. DISTRICT COURT WESTERN DISTRICT OF VIRGINIA ROANOKE DIVISION", "Western District of Virginia", "VA"),
        ("U.S. DISTRICT COURT WESTERN DISTRICT OF WASHINGTON AT SEATTLE", "Western District of Washington", "WA"),
        ("DISTRICT COURT OF GUAM", "District of Guam", "GU"),
        ("U.S. DISTRICT COURT FOR THE NORTHERN MARIANA ISLANDS", "District of the Northern Mariana Islands", "MP"),
        ("UNITED STATES BANKRUPTCY COURT DISTRICT OF DELAWARE", "District of Delaware", "DE"),
        # Misread by OCR.
        ("UNITED STATES DISTRICT COURT FOR THE N0RTHERN DISTRICT OF TEXA5", "Northern District of Texas", "TX"),
        ("UNITED STATES DISTRICT COURT FOR THE DISTRICT OF MARYLAMD", "District of Maryland", "MD"),
    ],
)  # fmt: skip
def test_forms_of_a_district(printed, district, state):
    court = read_court(printed)
    assert court is not None
    assert (court.district, court.state) == (district, state)


def test_a_court_of_appeals_sits_where_its_clerk_is():
    court = read_court("UNITED STATES COURT OF APPEALS FOR THE FOURTH CIRCUIT")
    assert court is not None
    assert (court.state, court.district) == ("VA", None)


@pytest.mark.parametrize(
    "printed",
    [
        "employees of the United States District Court for the District of Maryland, the Marshal",
        "UNITED STATES DISTRICT COURT NORTHERN DISTRICT OF MARYLAND",
        "UNITED STATES DISTRICT COURT FOR THE DISTRICT OF VIRGINIA",
        "SUPERIOR COURT OF CALIFORNIA",
        "DISTRICT COURT",
    ],
)
def test_what_is_no_federal_court(printed):
    assert read_court(printed) is None


def test_one_dakota_is_not_the_other():
    found = find_district("DISTRICT OF NORTH DAKOTO")
    assert found is not None
    assert found.state == "ND"
