"""Words with places become lines as a person sees them."""

from __future__ import annotations

from indexer.read.rows import Word, page_text


def line(x: float, y: float, words: str, size: float = 12, run: int = 0) -> list[Word]:
    """Words of a printed run in type whose letters are 6 points wide at 12 points."""
    made = []
    letter = size / 2
    for word in words.split(" "):
        made.append(Word(word, x, x + letter * len(word), y, size, run))
        x += letter * (len(word) + 1)
    return made


def test_rows_from_top_to_bottom_whatever_the_order() -> None:
    words = line(72, 676, "and costs.", run=1) + line(72, 700, "The motion is denied", run=2)
    assert page_text(words) == "The motion is denied\nand costs."


def test_indents_columns_and_blank_lines() -> None:
    words = (
        line(72, 700, "JANE ROE,", run=1) + line(300, 700, "No. 1:20-cv-1", run=2)
        + line(108, 686, "Plaintiff,", run=3) + line(300, 686, "ORDER", run=4)
        + line(72, 640, "It is ordered.", run=5) + line(72, 626, "So.", run=6)
    )  # fmt: skip
    assert page_text(words).split("\n") == [
        "JANE ROE,                             No. 1:20-cv-1",
        "      Plaintiff,                      ORDER",
        "",
        "It is ordered.",
        "So.",
    ]


def test_a_narrow_gap_is_a_column_where_the_lines_around_have_one() -> None:
    words = line(72, 700, "ROE,", run=1) + line(200, 700, "ORDER", run=2)
    long = line(72, 686, "SMITH AND WESSON LTD.", run=3)
    words += [*long, *line(long[-1].right + 12, 686, "x", run=4)]
    aligned = [*words[:-1], Word("RE:", 200, 218, 686, 12, 4), Word("x", 230, 236, 686, 12, 4)]
    aligned[1:2] = line(200, 700, "ORDER", run=2)
    narrow = [word for word in aligned if word.text != "LTD."] + [Word("LIMIT", 156, 188, 686, 12, 3)]
    assert "LTD. x" in page_text(words)
    assert "LIMIT   RE:" in page_text(narrow)


def test_gutter_numbers_stand_first_and_misaligned_ones_alone() -> None:
    words = line(50, 700, "1", run=1) + line(72, 697, "The motion", run=2)
    words += line(50, 676, "2", run=3) + line(72, 664, "is denied.", run=4) + line(50, 652, "3", run=5)
    assert [row.strip() for row in page_text(words).split("\n") if row] == ["1 The motion", "2", "is denied.", "3"]


def test_overprinted_lines_are_told_apart() -> None:
    words = line(100, 765, "Case 1:20-cv-1 Document 26", run=1) + line(103, 765, "Case 1:20-cv-1 Document 27", run=2)
    assert [row.strip() for row in page_text(words).split("\n")] == [
        "Case 1:20-cv-1 Document 26",
        "Case 1:20-cv-1 Document 27",
    ]


def test_raised_numbers_are_notes() -> None:
    words = line(72, 700, "the law.", run=1) + [Word("3", 120, 124, 704, 7, 2)] + line(130, 700, "Next", run=3)
    words += [Word("3", 72, 76, 103, 6, 4), *line(79, 100, "See id.", size=10, run=5)]
    assert page_text(words).replace("\n\n", "\n").split("\n") == ["the law.[^3] Next", "[^3]: See id."]
    assert "[^" not in page_text(words, raised=False)


def test_raised_letters_and_numbers_on_the_line_are_none() -> None:
    words = [*line(72, 700, "the 9", run=1), Word("th", 102, 109, 704, 7, 2), *line(115, 700, "Cir. 3", run=3)]
    assert page_text(words) == "the 9th Cir. 3"


def test_no_words() -> None:
    assert page_text([]) == ""
