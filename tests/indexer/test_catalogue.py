"""The list of orders, a page at a time, over both parts of an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEmbedder

from indexer.build import build
from indexer.store import vectors
from indexer.store.catalogue import Catalogue
from indexer.store.store import Store

ORDER = """UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF {district}

{party},
Plaintiff,
v.
ACME CORP.,
Defendant.

Case No. 1:20-cv-{number:05d}
ORDER

The parties shall confer.
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index whose second part took out "c", changed "b" and added "e"."""
    folder, place = tmp_path / "corpus", tmp_path / "index"
    folder.mkdir()
    for number, (name, party, district) in enumerate(
        (("a", "JOSÉ ÁVILA", "MAINE"), ("b", "RUTH STONE", "MAINE"), ("c", "ANN POE", "IDAHO"),
         ("d", "ANN STONE", "UTAH"))
    ):  # fmt: skip
        (folder / f"{name}.txt").write_text(ORDER.format(party=party, district=district, number=number))
    build(folder, place, embedder=FakeEmbedder())
    monkeypatch.setattr(vectors, "EXACT", 30)
    (folder / "c.txt").unlink()
    (folder / "b.txt").write_text(ORDER.format(party="RUTH STONE", district="OREGON", number=7))
    (folder / "e.txt").write_text(ORDER.format(party="ZOE STONE", district="MAINE", number=8))
    build(folder, place, embedder=FakeEmbedder())
    return place


@pytest.fixture
def catalogue(place: Path) -> Iterator[Catalogue]:
    with Store.open(place) as store:
        assert len(store.parts) == 2
        yield store.catalogue


def ids(found: tuple) -> tuple[list[str], int]:
    rows, total = found
    return [row.id for row in rows], total


def test_pages_by_id(catalogue: Catalogue) -> None:
    assert [row.id for row in catalogue.rows()] == ["a", "b", "d", "e"]
    assert ids(catalogue.page(0, 3)) == (["a", "b", "d"], 4)
    assert ids(catalogue.page(3, 3)) == (["e"], 4)
    assert ids(catalogue.page(9, 3)) == ([], 4)


def test_the_first_and_the_files(catalogue: Catalogue) -> None:
    assert [row.id for row in catalogue.first(2)] == ["a", "b"] and len(catalogue.first(9)) == 4
    assert set(catalogue.files_of(["a", "c", "e", "?"])) == {"a", "e"}
    assert catalogue.files_of(["e"])["e"][0] == "e.txt"


def test_words_court_and_case_narrow(catalogue: Catalogue) -> None:
    assert ids(catalogue.page(0, 9, words="stone")) == (["b", "d", "e"], 3)
    assert ids(catalogue.page(0, 9, words="STONE zoe")) == (["e"], 1)
    assert ids(catalogue.page(0, 9, words="josé")) == (["a"], 1)
    assert ids(catalogue.page(0, 9, words="poe")) == ([], 0), "it was taken out"
    maine = catalogue.row("a").court
    assert ids(catalogue.page(0, 9, court=maine)) == (["a", "e"], 2)
    assert ids(catalogue.page(0, 9, court=maine, words="stone")) == (["e"], 1)
    assert ids(catalogue.page(0, 9, case="1:20-cv-00007")) == (["b"], 1)


def test_one_row(catalogue: Catalogue) -> None:
    assert catalogue.row("c") is None and catalogue.row("'") is None
    row = catalogue.row("b")
    assert row is not None and row.docket_normal == "1:20-cv-00007"
    assert catalogue.of_digest(row.sha256) == row and catalogue.of_digest("0") is None
    assert catalogue.digests()["b"] == row.sha256 and set(catalogue.digests()) == {"a", "b", "d", "e"}


def test_courts_and_cases_are_of_the_orders_that_are_there(catalogue: Catalogue) -> None:
    assert not any("Idaho" in court for court in catalogue.courts()) and len(catalogue.courts()) == 3
    cases = catalogue.cases(9)
    assert cases is not None
    assert [docket for docket, _ in cases] == ["1:20-cv-00003", "1:20-cv-00007", "1:20-cv-00008", "1:20-cv-00000"]
    assert catalogue.cases(3) is None
