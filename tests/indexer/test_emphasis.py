"""Signs of emphasis: which are signs, and what they emphasise."""

from __future__ import annotations

import pytest

from indexer.layout.emphasis import find


def shown(text: str, markdown: bool = False) -> tuple[str, list[tuple[str, str]]]:
    cuts, found = find(text, markdown)
    kept = "".join(
        letter for place, letter in enumerate(text) if not any(start <= place < end for start, end in cuts)
    )
    return kept, [(kind, text[start:end]) for start, end, kind in found]


@pytest.mark.parametrize(
    ("text", "kept", "marks"),
    [
        ("It is **denied** now.", "It is denied now.", [("bold", "denied")]),
        ("__Filed__ late", "Filed late", [("bold", "Filed")]),
        ("*See* Doc. 4", "See Doc. 4", [("italic", "See")]),
        ("_Id._ at 3", "Id. at 3", [("italic", "Id.")]),
        ("**Two\nrows** here", "Two\nrows here", [("bold", "Two\nrows")]),
    ],
)
def test_pairs_come_off_and_are_remembered(text: str, kept: str, marks: list[tuple[str, str]]) -> None:
    assert shown(text) == (kept, marks)


@pytest.mark.parametrize(
    "text",
    [
        "ROE, et al. *\nPlaintiffs *\nv. * Case No. 1",
        "* * * * *",
        "as follows:* and then",
        "signed ______ on the ____ day",
        "the file_name_here stays",
        "**One\n\nparagraph** ends it",
    ],
)
def test_signs_that_stand_alone_stay(text: str) -> None:
    assert shown(text) == (text, [])
