"""Docket numbers: forms, parts, suffixes, normal form."""

import pytest

from indexer.caption.docket_numbers import EXAMPLES, NEAR_MISSES, complete, find_docket_number, read_docket_number


@pytest.mark.parametrize("printed", EXAMPLES)
def test_every_form_reads_its_examples(printed):
    number = read_docket_number(printed)
    assert number is not None
    assert number.printed == printed
    assert number.year
    assert number.serial


@pytest.mark.parametrize("printed", NEAR_MISSES)
def test_near_misses(printed):
    assert find_docket_number(printed) is None


@pytest.mark.parametrize(
    ("line", "printed", "normal", "suffixes"),
    [
        ("Case No. 1:21-cv-01234-ABC-DEF (PC)", "1:21-cv-01234-ABC-DEF (PC)", "1:21-cv-01234", ("ABC", "DEF", "PC")),
        ("No. 2:14-cv-0567 ABC DE P", "2:14-cv-0567 ABC DE P", "2:14-cv-00567", ("ABC", "DE", "P")),
        ("CIVIL ACTION NO. 3:20-CV-089-ABC-DE", "3:20-CV-089-ABC-DE", "3:20-cv-00089", ("ABC", "DE")),
        ("v. * CIVIL NO. ABC 21-748", "ABC 21-748", "21-cv-00748", ("ABC",)),
        ("v. * Case No. ABC-21-0748", "ABC-21-0748", None, ("ABC",)),
        ("CASENO.: C 09-01234 ABC", "C 09-01234 ABC", "09-cv-01234", ("ABC",)),
        ("Case No. CV19-00061-ABC(DEx)", "CV19-00061-ABC(DEx)", "19-cv-00061", ("ABC", "DEx")),
        ("4:13-CR-00123 (2)", "4:13-CR-00123 (2)", "4:13-cr-00123", ("2",)),
        ("Case No. C18-1234RSM", "C18-1234RSM", "18-cv-01234", ("RSM",)),
        ("8:20-cv-1234-T-36AEP", "8:20-cv-1234-T-36AEP", "8:20-cv-01234", ("T", "36AEP")),
        ("Criminal No. 18-123", "18-123", "18-cr-00123", ()),
        ("1:20-cv-00012-AB ORDER RE MOTION", "1:20-cv-00012-AB", "1:20-cv-00012", ("AB",)),
    ],
)
def test_lines_of_captions(line, printed, normal, suffixes):
    found = find_docket_number(line)
    assert found is not None
    assert line[found.start : found.end] == printed
    assert (found.number.printed, found.number.normal, found.number.suffixes) == (printed, normal, suffixes)


def test_the_stamp_fills_office_and_type_of_the_same_case_only():
    number = read_docket_number("ABC-21-0748")
    assert number is not None
    assert complete(number, "1:21-cv-00748-ABC").normal == "1:21-cv-00748"
    assert complete(number, "1:21-cv-00749-ABC") == number
    assert complete(number, None) == number
