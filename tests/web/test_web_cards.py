"""An answer as a card: the short answer, the words with their numbers, what is shown on its own."""

from __future__ import annotations

from typing import Any

import pytest

from indexer.orders import Deadline, Span, TimePhrase
from web.chat.cards import card, day
from web.orders.suggestions import lower_first, when_due


def answer(**more: Any) -> dict[str, Any]:
    blank: dict[str, Any] = {
        "question": "q?", "status": "answered", "kind": None, "text": "", "value": None, "citations": [], "order": None,
        "needs": [], "candidates": [], "steps": [], "alternatives": [], "safe_date": None, "notes": [], "related": [],
    }  # fmt: skip
    return blank | more


def cited(quote: str, start: int = 0) -> dict[str, Any]:
    return {"order": "x", "paragraph": "¶ 3(b)", "page": 2, "lines": "3-4", "start": start, "end": start + len(quote),
            "quote": quote}  # fmt: skip


def shown(**more: Any) -> Any:
    return card(answer(**more), lambda order_id: None, {})


@pytest.mark.parametrize(
    ("value", "text", "headline", "large"),
    [
        ({"type": "yes_no", "value": "no"}, "No. “Nothing may be filed.” (¶ 3 at 2:1)", "No.", True),
        ({"type": "date", "value": "2017-11-29"}, "Wednesday, November 29, 2017. “Within.” (¶ 1)",
         "Wednesday, November 29, 2017", True),
        ({"type": "datetime", "value": "2021-04-05T14:00"}, "x. “At two.” (¶ 1)",
         "Monday, April 5, 2021 at 2:00 p.m.", True),
        ({"type": "quantity", "value": 5, "unit": "pages"}, "Five pages. “Not over five.” (¶ 3 at 1)",
         "Five pages", True),
        ({"type": "text", "value": "defense counsel"}, "The order says: “Counsel shall.” (¶ 3)",
         "Defense counsel", True),
        ({"type": "text", "value": "x" * 200}, "The order says: “Counsel shall.” (¶ 3)", "", False),
        ({"type": "items", "value": ["a"]}, "What is required:\n1. “A.” (¶ 3)", "", False),
        (None, "Weather unknown. “It rains.” (¶ 3)", "Weather unknown", True),
    ],
)  # fmt: skip
def test_the_short_answer(value: Any, text: str, headline: str, large: bool) -> None:
    made = shown(value=value, text=text)
    assert (made.headline, made.large) == (headline, large)
    words = " ".join(piece.text for block in made.blocks for piece in block.pieces)
    assert not large or headline not in words, "it is not said twice"


def test_quotations_are_numbered_after_their_sources() -> None:
    text = "No. “One “inner” thing.” (¶ 3(b) at 2:3-4) See also: “Two.” (¶ 4) “Three.” (¶ 5)"
    made = shown(text=text, value={"type": "yes_no", "value": "no"},
                 citations=[cited("One “inner”\nthing."), cited("Two.", 50)])  # fmt: skip
    pieces = made.blocks[0].pieces
    assert [(piece.text, piece.quote, piece.source) for piece in pieces] == [
        ("One “inner” thing.", True, 1), ("See also:", False, 0), ("Two.", True, 2), ("Three.", True, 0)
    ]  # fmt: skip
    assert made.sources[0].where == "¶ 3(b), page 2, lines 3–4" and made.sources[0].href is None


def test_lists_stay_lists() -> None:
    made = shown(text="What is required:\n1. “A.” (¶ 1)\n2. “B.” (¶ 2)", citations=[cited("A."), cited("B.", 9)])
    assert [block.listed for block in made.blocks] == [False, True, True]


def test_notes_and_authorities_are_shown_apart() -> None:
    text = (
        "Monday, July 11, 2016. “Within.” (¶ 1) Authorities differ: Friday, July 8, 2016 if the clerk is closed. "
        "The safe date is Friday, July 8, 2016. two limits for one act"
    )
    other = {"date": "2016-07-08", "if": "if the clerk is closed"}
    made = shown(text=text, value={"type": "date", "value": "2016-07-11"}, notes=["two limits for one act"],
                 alternatives=[other], safe_date="2016-07-08")  # fmt: skip
    assert [piece.text for block in made.blocks for piece in block.pieces] == ["Within."]
    assert made.notes == ["Two limits for one act."] and made.safe == "Friday, July 8, 2016"
    assert made.alternatives == [("Friday, July 8, 2016", "if the clerk is closed")]


def test_silence_says_what_was_looked_for_once() -> None:
    made = shown(status="not_found", text="The order doesn't say. Looked for: pay, cost.", candidates=[cited("A.")])
    assert made.tone == "silent" and made.headline == "The order doesn't say."
    assert made.blocks[0].pieces[0].text == "Looked for: pay, cost." and len(made.related) == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2017-11-29", "Wednesday, November 29, 2017"), (None, ""), ("soon", "soon"), ("2017-02-30", "2017-02-30")],
)  # fmt: skip
def test_days_are_said_with_their_weekday(moment: str | None, words: str) -> None:
    assert day(moment) == words


def test_hostile_text_takes_no_time() -> None:
    import time

    began = time.perf_counter()
    for text in ("“" * 100_000, "“a" * 50_000 + "” (" * 10_000, "“x” (" + "(" * 100_000, "“x” (" + "(a)" * 30_000):
        shown(text=text, citations=[cited("x")])
    assert time.perf_counter() - began < 2


def deadline(actor: str | None, act: str, subject: str) -> Deadline:
    return Deadline(1, "act", actor, act, subject, Span(0, 1), TimePhrase("vague", Span(0, 1)), "¶ 1")


@pytest.mark.parametrize(
    ("limit", "question"),
    [
        (deadline("Defendant", "tell the court whether", "tell the court"), "When must defendant tell the court?"),
        (deadline("The parties", "file a report.", "status report"), "When is the status report due?"),
        (deadline(None, "", "The written demands"), "When are the written demands due?"),
        (deadline("Ms. Stone", "appear in person", "appear"), "When must Ms. Stone appear?"),
    ],
)  # fmt: skip
def test_a_deadline_becomes_a_question(limit: Deadline, question: str) -> None:
    assert when_due(limit) == question


def test_names_keep_their_capitals() -> None:
    assert lower_first("Acme Corp.") == "Acme Corp." and lower_first("The parties") == "the parties"
