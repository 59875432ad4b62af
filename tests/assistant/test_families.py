"""Several orders in one case: which belong together, what the later changes, which governs the answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import ROOT, FakeEmbedder

from assistant.answer import Answer
from assistant.case.changes import FORMS, changes_in, changes_of, iter_examples
from assistant.case.families import family_of, placed, same_case
from assistant.case.targets import key_words
from assistant.engine import Assistant
from assistant.finding.library import Library
from indexer.build import build
from indexer.orders import Caption, DocketNumber, Order, Span
from indexer.store.store import Store

REAL = ROOT.parent / "shared" / "real_orders" / "orders"

CAPTION = """IN THE UNITED STATES DISTRICT COURT
FOR THE DISTRICT OF {district}

{plaintiff},
     Plaintiff,
v.                                   Case No. {number}
HOLLIS MILLING COMPANY,
     Defendant.

{title}

"""
SIGNED = """

IT IS SO ORDERED.

Dated: {filed}

/s/ Ada B. Crane
United States District Judge
"""

FIRST = """1. The parties shall file a joint survey report on or before May 3, 2021.

2. The settlement conference is set for June 1, 2021 at 10:00 a.m. in Courtroom 4.

3. Defendant shall produce the boundary maps no later than May 10, 2021."""

Ask = Callable[..., Answer]


def paper(
    body: str, filed: str, title: str = "ORDER", number: str = "2:21-cv-00317-ABC", district: str = "OREGON",
    plaintiff: str = "MARA QUILL",
) -> str:  # fmt: skip
    head = CAPTION.format(district=district, plaintiff=plaintiff, number=number, title=title)
    return head + body + SIGNED.format(filed=filed)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Callable[..., Ask]]:
    """Index these papers, by id, and ask of them."""
    opened: list[Assistant] = []

    def made(**papers: str) -> Ask:
        folder = tmp_path / "corpus"
        folder.mkdir()
        for name, text in papers.items():
            (folder / f"{name}.txt").write_text(text)
        place = tmp_path / "index"
        report = build(folder, place, embedder=FakeEmbedder())  # type: ignore[arg-type]
        assert not report.errors
        library = Library(place, Store.open(place), FakeEmbedder())  # type: ignore[arg-type]
        opened.append(Assistant(library))
        return opened[-1].ask

    yield made
    for one in opened:
        one.close()


def value(answer: Answer) -> object:
    return (answer.value or {}).get("value")


def cited(answer: Answer) -> list[str]:
    return list(dict.fromkeys(citation.order for citation in answer.citations))


EXTENDS = "The motion is GRANTED. The deadline to file the joint survey report is extended to May 24, 2021."


def test_a_later_order_extends(case: Callable[..., Ask]) -> None:
    ask = case(first=paper(FIRST, "April 1, 2021"), second=paper(EXTENDS, "April 28, 2021"))
    question = "When is the joint survey report due?"
    answer = ask(question)
    assert (answer.status, value(answer), answer.order) == ("answered", "2021-05-24", "second")
    assert cited(answer) == ["second", "first"] and "earlier order" in answer.text and "May 3, 2021" in answer.text
    chosen = ask(question, order="first")
    assert (value(chosen), chosen.order, cited(chosen)) == ("2021-05-03", "first", ["first", "second"])
    assert "A later order in the case (order second of April 28, 2021) governs" in chosen.text
    assert value(ask(question, order="second")) == "2021-05-24"


def test_what_is_not_changed_stays(case: Callable[..., Ask]) -> None:
    ask = case(first=paper(FIRST, "April 1, 2021"), second=paper(EXTENDS, "April 28, 2021"))
    answer = ask("When must the defendant produce the boundary maps?", order="first")
    assert value(answer) == "2021-05-10" and cited(answer) == ["first"] and "later order" not in answer.text


def test_a_chain_ends_with_the_last(case: Callable[..., Ask]) -> None:
    again = "The deadline to file the joint survey report is further extended to June 14, 2021."
    ask = case(
        a=paper(FIRST, "April 1, 2021"), b=paper(EXTENDS, "April 28, 2021"), c=paper(again, "May 20, 2021")
    )  # fmt: skip
    answer = ask("When is the joint survey report due?")
    assert (value(answer), answer.order) == ("2021-06-14", "c") and "order a of April 1, 2021" in answer.text
    assert cited(ask("When is the joint survey report due?", order="a")) == ["a", "c"]


def test_a_hearing_is_vacated(case: Callable[..., Ask]) -> None:
    ask = case(
        a=paper(FIRST, "April 1, 2021"),
        b=paper("The settlement conference set for June 1, 2021 is VACATED.", "May 20, 2021"),
    )
    answer = ask("When is the settlement conference?", order="a")
    assert "VACATED" in answer.text and cited(answer) == ["a", "b"]


def test_a_paper_is_superseded(case: Callable[..., Ask]) -> None:
    new = "The Interim Stay Order of April 1, 2021 is VACATED as superseded by this Order. The parties shall confer."
    ask = case(
        a=paper("Defendant shall not move the boundary stones.", "April 1, 2021", "INTERIM STAY ORDER"),
        b=paper(new, "May 20, 2021", "ORDER"),
    )
    answer = ask("May the defendant move the boundary stones?", order="a")
    assert value(answer) == "no" and cited(answer) == ["a", "b"] and "VACATED as superseded" in answer.text


def test_an_amended_order_takes_the_place_of_the_first(case: Callable[..., Ask]) -> None:
    body = "1. The parties shall complete fact discovery by {0}, 2021.\n\n2. Expert reports are due by {1}, 2021."
    ask = case(
        a=paper(body.format("June 1", "July 1"), "April 1, 2021", "SCHEDULING ORDER"),
        b=paper(body.format("August 2", "September 1"), "May 3, 2021", "AMENDED SCHEDULING ORDER"),
    )
    answer = ask("When must fact discovery be completed?")
    assert (value(answer), answer.order) == ("2021-08-02", "b")
    assert "governs" in ask("When must fact discovery be completed?", order="a").text


def test_another_date_for_the_same_thing(case: Callable[..., Ask]) -> None:
    """No word of change: both are shown, the later first."""
    new = "The parties shall file a joint survey report on or before September 1, 2021."
    ask = case(a=paper(FIRST, "April 1, 2021"), b=paper(new, "June 2, 2021"))
    question = "When is the joint survey report due?"
    later, first = ask(question), ask(question, order="a")
    assert (value(later), cited(later)) == ("2021-09-01", ["b", "a"])
    assert "An earlier order in the case (order a of April 1, 2021) set another date" in later.text
    assert (value(first), cited(first)) == ("2021-05-03", ["a", "b"]) and "governs" not in first.text


def test_another_case_stays_ambiguous(case: Callable[..., Ask]) -> None:
    ask = case(
        a=paper(FIRST, "April 1, 2021"),
        b=paper(EXTENDS, "April 28, 2021", number="2:21-cv-00999", plaintiff="TOBIAS FENN"),
    )
    question = "When is the joint survey report due?"
    assert "later order" not in ask(question, order="a").text
    assert ask("Who is the judge?").status == "ambiguous"


def test_the_judge_of_one_case_is_one(case: Callable[..., Ask]) -> None:
    ask = case(a=paper(FIRST, "April 1, 2021"), b=paper(EXTENDS, "April 28, 2021"))
    assert "Crane" in ask("Who is the judge?").text
    assert ask("Summarize the order").status == "ambiguous"


def order_with(number: DocketNumber | None, district: str | None = None, **fields: object) -> Order:
    caption = Caption(docket_number=number, district=district, **fields)  # type: ignore[arg-type]
    return Order("x", "x.txt", "text", "", "", "", (), (), caption)


def test_same_case() -> None:
    full = DocketNumber("2:21-cv-317-ABC", 2, 2021, "cv", 317)
    short = DocketNumber("21-cv-317", None, 2021, "cv", 317)
    assert same_case(order_with(full), order_with(short))
    assert same_case(order_with(full, "D. Or."), order_with(full))
    assert not same_case(order_with(full, "D. Or."), order_with(full, "D. Mont."))
    assert not same_case(order_with(full), order_with(replace(full, office=3)))
    assert not same_case(order_with(full), order_with(replace(full, type="cr")))
    assert not same_case(order_with(full), order_with(replace(full, year=2020)))
    assert not same_case(order_with(None), order_with(None)) and not same_case(order_with(full), order_with(None))


def test_placed_reads_an_undated_order_from_what_it_says() -> None:
    def undated(text: str) -> Order:
        return replace(order_with(None), text=text)

    assert placed(undated("Dated this __ day of March, 2021.")) == (dt.date(2021, 3, 1), 0)
    assert placed(undated("See ECF No. 41. DATED this “21! day of March, 2021, at")) == (dt.date(2021, 3, 21), 41)
    assert placed(undated("Nothing tells.")) == (dt.date.min, 0)
    dated = order_with(None, filed=dt.date(2021, 5, 3), document=12)
    assert placed(dated) == (dt.date(2021, 5, 3), 12)


@pytest.mark.parametrize(("form", "sentence", "kind", "subject"), list(iter_examples()), ids=lambda one: str(one)[:40])
def test_changes(form: object, sentence: str, kind: str, subject: str) -> None:
    found = changes_in(sentence, Span(0, len(sentence)))
    assert [(change.kind, change.subject) for change in found] == [(kind, subject)]


@pytest.mark.parametrize("sentence", [near for form in FORMS for near in form.near])
def test_no_changes(sentence: str) -> None:
    assert changes_in(sentence, Span(0, len(sentence))) == []


def test_hostile_sentences_are_quick() -> None:
    for text in ("the hearing is " * 5_000, "motion to extend " * 5_000, "ORDERED that " * 5_000, "for , " * 20_000):
        changes_in(text, Span(0, len(text)))


def test_key_words() -> None:
    assert key_words("Defendants’ deadline to file the Survey Report") == key_words("Survey Report")
    assert key_words("the deadline") == frozenset()


@pytest.mark.skipif(not REAL.is_dir(), reason="../shared/real_orders is not here")
def test_real_orders_of_one_case(fake: FakeEmbedder) -> None:
    from indexer.parse import parse

    orders = [parse(REAL / f"{number:03d}.txt") for number in range(1, 15)]
    assert all(same_case(orders[0], order) for order in orders)
    family = family_of(orders)
    assert [order.id for order in family.orders] == [
        "001", "002", "003", "004", "005", "006", "007", "008", "009", "010", "012", "011", "013", "014",
    ]  # fmt: skip
    changed = {(link.earlier, link.later, link.kind) for link in family.links if link.kind != "again"}
    assert changed == {
        ("005", "006", "moved"), ("006", "007", "moved"), ("008", "009", "moved"), ("005", "012", "moved"),
        ("005", "013", "ended"),
    }  # fmt: skip
    assert sum(len(changes_of(order)) for order in orders) >= 7
