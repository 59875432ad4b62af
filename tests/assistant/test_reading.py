"""Statements, their shortlist, the reader's runtime, and what is concluded from what it found."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.engine import Assistant
from assistant.reading.judging import Judged, Likeness, answered, judge, rank_score
from assistant.reading.reader import WEIGHTS, Judgement, OnnxReader, ReaderDamaged, reader_of
from assistant.reading.shortlist import Cut, likeness, ranked
from assistant.reading.statements import LONGEST, statements
from assistant.reading.view import view_of
from indexer.errors import UsageError
from indexer.layout.layout import lay_out
from indexer.orders import Order, Source


def made(text: str) -> Order:
    return lay_out(Source("made.txt", "text", "0" * 64, text))


def texts_of(text: str) -> list[str]:
    return [one.text for one in statements(made(text))]


RUN_ON = (
    "MINUTE ENTRY for proceedings before Judge Ada Crane: Motion Hearing held on 3/4/2015 with all counsel present; "
    "the 12 Motion to Compel is GRANTED as to interrogatories 3 and 5; the 14 Motion for Sanctions is DENIED without "
    "prejudice to renewal; discovery is extended to 6/1/2015 and no further extensions will be given to either side."
)


def test_a_run_on_entry_is_cut_at_its_semicolons() -> None:
    assert [text[:25] for text in texts_of(RUN_ON)] == [
        "MINUTE ENTRY for proceedi", "the 12 Motion to Compel i", "the 14 Motion for Sanctio",
        "discovery is extended to ",
    ]  # fmt: skip


def test_a_short_sentence_is_one_statement_and_its_words_are_the_orders() -> None:
    order = made("The motion is DENIED.  Plaintiff may\nrenew it.")
    read = statements(order)
    assert [one.own for one in read] == ["The motion is DENIED.", "Plaintiff may renew it."]
    assert [" ".join(order.text[one.span.start : one.span.end].split()) for one in read] == [one.own for one in read]


def test_an_item_carries_the_words_that_lead_to_it() -> None:
    read = texts_of("1. The notice must state:\n\n(a) the date of service; and\n\n(b) the amount that is claimed.\n")
    assert "1. The notice must state: (a) the date of service; and" in read


@pytest.mark.parametrize("text", ["x" * 5000, "word " * 3000, "a, " * 2000, ""])
def test_no_statement_is_longer_than_the_window(text: str) -> None:
    assert all(len(one.own) <= LONGEST for one in statements(made(text)))


def test_likeness_weighs_rare_words_more() -> None:
    cut = Cut.of(made("The court met. The court sat. The court heard the parrot."))
    cosines, shares = likeness("parrot of the court", np.zeros(4, np.float32), cut, np.zeros((3, 4), np.float32))
    assert shares[2] == 1.0 and shares[0] < 0.5
    assert not cosines.any()
    assert ranked(np.array([0.2, 0.1, 0.3]), shares).tolist() == [2, 0, 1]


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader()


def test_the_reader_puts_the_ruling_before_the_rest(reader: OnnxReader) -> None:
    said = reader.judge(
        "did they give me more time?",
        [
            "The motion for an extension of time is GRANTED.",
            "The clerk shall mail this order.",
            "Signed by Judge Crane.",
        ],
    )
    assert int(np.argmax([one.relevance for one in said])) == 0
    assert all(abs(one.yes + one.no + one.neither - 1) < 1e-5 for one in said)


def test_the_same_question_gets_the_same_judgement(reader: OnnxReader) -> None:
    texts = ["The hearing is set for May 3, 2021.", "Briefs are due by June 1, 2021."]
    assert reader.judge("when is the hearing", texts) == reader.judge("when is the hearing", texts)


def test_no_text_and_a_text_beyond_the_window(reader: OnnxReader) -> None:
    assert reader.judge("when?", []) == []
    long, empty = reader.judge("when is it " * 200, ["word " * 2000, ""])
    assert np.isfinite(long.relevance) and empty.span is None


def test_damaged_weights_are_named_and_not_used(tmp_path: Path) -> None:
    for name in ("reader.json", "tokenizer.json", "model.onnx"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    with (tmp_path / "model.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"\0damage")
    with pytest.raises(ReaderDamaged, match=r"model\.onnx is damaged: install So Ordered again"):
        OnnxReader(tmp_path)
    (tmp_path / "reader.json").write_text("{")
    with pytest.raises(ReaderDamaged, match="is not whole"):
        OnnxReader(tmp_path)


def test_a_folder_that_is_no_reader_is_told_in_a_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no sentence-transformers CrossEncoder"):
        reader_of(str(tmp_path))
    assert reader_of("none") is None


def test_the_datasheet_names_the_files() -> None:
    facts = json.loads((WEIGHTS / "reader.json").read_text())
    assert set(facts["files"]) == {"model.onnx", "verdicts.onnx", "tokenizer.json"}
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < 60_000_000


class Told:
    """A reader that says what it is told: (words of the statement, judgement)."""

    name, verdicts = "told", True

    def __init__(self, *said: tuple[str, Judgement]):
        self.said = said

    def judge(self, question: str, texts: list[str]) -> list[Judgement]:
        nothing = Judgement(-6.0)
        return [next((one for words, one in self.said if words in text), nothing) for text in texts]


def test_the_pointed_words_are_found_in_the_order() -> None:
    order = made("The reply is due\n   by   May 3, 2021, and no later.")
    view = view_of(order, np.zeros((1, 4), np.float32))
    folded = statements(order)[0].text
    start = folded.index("May")
    told = Told(("reply", Judgement(5.0, span=(start, start + len("May 3, 2021")), span_score=0.9)))
    best = judge(told, "reply?", np.zeros(4, np.float32), [view])[0]
    pointed = best.pointed()
    assert pointed is not None and view.words(pointed) == "May 3, 2021"


def test_the_curve_rises_with_the_score() -> None:
    def sure(relevance: float) -> float:
        judgement = Judgement(relevance, 0.9, 0.05, 0.05, (0, 4), 0.8)
        low = Judgement(-5.0)
        return answered(
            [
                Likeness(judgement, 0.6, 0.6, 0, rank_score(relevance, 0.6, 0.6, 0)),
                Likeness(low, 0.1, 0.1, 1, rank_score(-5.0, 0.1, 0.1, 1)),
            ]
        )

    assert 0 < sure(-5.0) < sure(0.0) < sure(6.0) < 1
    assert answered([]) == 0.0


ORDER = """The motion for appointment of counsel (Doc. 5) is addressed below.

The request for a lawyer is something the Court has weighed with care.

Plaintiff shall file an amended complaint by May 3, 2021."""


def asked(tmp_path: Path, question: str, *said: tuple[str, Judgement]) -> dict:
    from fakes import FakeEmbedder

    from assistant.finding.library import Library
    from indexer.build import build
    from indexer.store.store import Store

    corpus, index = tmp_path / "corpus", tmp_path / "index"
    if not index.exists():
        corpus.mkdir()
        (corpus / "roe.txt").write_text(ORDER)
        build(corpus, index, embedder=FakeEmbedder())
    library = Library(index, Store.open(index), FakeEmbedder())  # type: ignore[arg-type]
    with Assistant(library, Told(*said)) as assistant:
        return assistant.ask(question, order="roe").to_dict()


WEIGHED = "The request for a lawyer is something the Court has weighed with care."


def test_less_sure_is_the_statement_and_no_yes(tmp_path: Path) -> None:
    unsure = Judgement(1.5, 0.4, 0.35, 0.25, (0, 3), 0.2)
    answer = asked(tmp_path, "did they think about getting me an attorney?", ("request for a lawyer", unsure))
    assert (answer["status"], answer["value"], answer["manner"]) == ("answered", None, "likely")
    assert answer["citations"][0]["quote"] == WEIGHED
    assert answer["text"].startswith("The order says: “The request for a lawyer")


def test_nothing_near_is_said_to_be_not_found_with_the_nearest_passages(tmp_path: Path) -> None:
    answer = asked(tmp_path, "who pays for the parrot?")
    assert (answer["status"], answer["value"], answer["manner"]) == ("not_found", None, None)
    assert answer["text"].startswith("I found nothing in the order that answers this.")
    assert len(answer["candidates"]) == 3


def test_a_sure_date_is_computed_by_the_rule(tmp_path: Path) -> None:
    sure = Judgement(9.0, 0.01, 0.01, 0.98, (0, 9), 0.9)
    answer = asked(tmp_path, "deadline for the new version of my lawsuit?", ("amended complaint", sure))
    assert answer["value"] == {"type": "date", "value": "2021-05-03"}
    assert answer["manner"] == "certain"


def test_reader_and_rule_at_odds_say_neither(tmp_path: Path) -> None:
    against = Judgement(9.0, 0.01, 0.98, 0.01, (0, 9), 0.9)
    answer = asked(tmp_path, "do I have to file an amended complaint?", ("amended complaint", against))
    assert answer["value"] is None
    assert answer["citations"][0]["quote"] == "Plaintiff shall file an amended complaint by May 3, 2021."


def test_judged_keeps_what_likeness_has() -> None:
    order = made("One sentence.")
    view = view_of(order, np.zeros((1, 4), np.float32))
    one = Judged(Judgement(0.0), 0.1, 0.2, 3, 0.5, view, statements(order)[0])
    assert (one.place, one.span.start, replace(one, place=4).place) == (3, 0, 4)
    assert one.pointed() is None
