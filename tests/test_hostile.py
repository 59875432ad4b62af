"""Texts that once took minutes, 100 KB each: every one must be through in a time like that of an order's prose.

`python -m tests.fuzz hangs` tries very many more; what it finds belongs here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from fuzz import hostile
from fuzz.clock import seconds

from assistant.conversation.conversation import Conversation
from assistant.conversation.pointing import recast, unnamed
from assistant.engine import Assistant
from assistant.finding.library import Library
from assistant.finding.narrow import which_orders
from assistant.question.facts import facts_in
from assistant.question.objections import heard
from assistant.question.question import read_question
from indexer.build import build
from indexer.deadlines.periods import scan
from indexer.model.chunk import chunks, token_count
from indexer.parse import parse
from indexer.store.store import Store

SIZE = 100_000
# CPU seconds; all take less than two on a machine that does nothing else, and took from ten to hours.
MOST = 8.0
IN_A_LINE = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nDOE,\nPlaintiff,\nv.\nROE,\nDefendant.\nCase No. 1:20-cv-1\n\n"
    "ORDER\n\nThe parties shall file {} a report.\n\nDated: May 1, 2020\n"
)


def parsed(tmp_path: Path, text: str) -> object:
    path = tmp_path / "order.txt"
    path.write_text(text, "utf-8")
    return parse(path)


@pytest.mark.parametrize(
    "name",
    [
        "one capital word", "full stops", "granted motions", "many motions", "items of a long lead",
    ],
)  # fmt: skip
def test_orders_are_parsed_in_time(tmp_path: Path, name: str) -> None:
    seconds(lambda: parsed(tmp_path, hostile.named(name, SIZE)), MOST)


@pytest.mark.parametrize("name", ["one word", "apostrophes", "one letter, a hyphen"])
def test_a_row_of_one_word_is_parsed_in_time(tmp_path: Path, name: str) -> None:
    seconds(lambda: parsed(tmp_path, IN_A_LINE.format(hostile.named(name, SIZE))), MOST)


@pytest.mark.parametrize("name", ["astral", "right to left"])
def test_an_endless_sentence_is_cut_into_passages_in_time(tmp_path: Path, name: str) -> None:
    order = parsed(tmp_path, IN_A_LINE.format(hostile.named(name, SIZE)))
    token_count("the encoding is loaded")
    seconds(lambda: chunks(order), MOST)  # type: ignore[arg-type]


READERS: dict[str, Callable[[str], object]] = {
    "question": lambda text: read_question(text, frozenset(("report", "court"))),
    "facts": facts_in,
    "orders": lambda text: which_orders(text, ()),
    "objections": heard,
    "follow-up": lambda text: recast(text, text),
    "case name": unnamed,
    "periods": scan,
}
ASKED = ("order, blanks, stop", "order, line feeds, stop", "blanks", "typing errors", "questions", "within", "dates")
LED = ("civil action" + " " * SIZE, "also and bb" + " " * SIZE + "?x", "docket no." + "\t" * SIZE)


@pytest.mark.parametrize("reader", READERS)
def test_whatever_is_typed_is_read_in_time(reader: str) -> None:
    every = dict(hostile.texts(SIZE, mixtures=0))
    for text in (*(every[name] for name in ASKED), *LED):
        seconds(lambda text=text: READERS[reader](text), MOST)  # type: ignore[misc]


def test_lists_of_lists_do_not_each_hold_the_rest(tmp_path: Path) -> None:
    order = parsed(tmp_path, hostile.named("lists of lists", SIZE))
    assert len(order.paragraphs) > 2000 and max(len(one.items) for one in order.provisions) == 300  # type: ignore[attr-defined]


def test_an_endless_sentence_of_dates_is_asked_in_time(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "order.txt").write_text(IN_A_LINE.format(hostile.named("dates", SIZE)), "utf-8")
    build(tmp_path / "corpus", tmp_path / "index", embedder=FakeEmbedder())
    with Assistant(Library(tmp_path / "index", Store.open(tmp_path / "index"), FakeEmbedder())) as assistant:  # type: ignore[arg-type]
        ask = lambda: assistant.ask("When is the joint report due?", conversation=Conversation())  # noqa: E731
        seconds(ask, MOST)
