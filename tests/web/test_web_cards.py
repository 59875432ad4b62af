"""An answer as a card: the short answer, the words with their numbers, what is shown on its own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from assistant.answer import Answer, Candidate, Citation, Need
from assistant.blocks import Block, Dated, Headline, Listing, Note, Question, Quotation, Row
from indexer.orders import Deadline, Span, TimePhrase
from web.chat.cards import Card, card
from web.orders.suggestions import lower_first, when_due

QUOTE = Citation("x", "¶ 3(b)", 2, "3-4", 0, 18, "One “inner”\nthing.")
OTHER = Citation("x", "¶ 4", 2, None, 50, 54, "Two.")
TODAY = dt.date(2026, 1, 5)


def shown(*blocks: Block, status: Any = "answered", today: dt.date | None = None, **more: Any) -> Card:
    return card(Answer("q?", status, blocks, **more).to_dict(), lambda order_id: None, {}, today)


def words(made: Card) -> list[tuple[str, str]]:
    """Kind and words of each part that is no list."""
    quoted = {id(one): "".join(text for text, _ in one.quote.pieces) for one in made.parts if one.quote}
    return [(one.kind, quoted.get(id(one), one.text)) for one in made.parts if one.kind != "list"]


@pytest.mark.parametrize(
    ("block", "headline", "large"),
    [
        (Headline("No.", large=True), "No.", True),
        (Dated("2017-11-29", "Wednesday, November 29, 2017"), "Wednesday, November 29, 2017", True),
        (Headline("The order says:"), "The order says:", False),
        (Listing("What is required:", (Row("a"),)), "What is required", False),
        (Question("On what day was it served?"), "On what day was it served?", False),
    ],
)
def test_the_short_answer(block: Block, headline: str, large: bool) -> None:
    made = shown(block, Quotation(QUOTE))
    assert (made.headline, made.large) == (headline, large)
    assert ("quote", "One “inner” thing.") in words(made)


def test_quotations_are_numbered_after_their_sources() -> None:
    blocks = (Headline("No.", True), Quotation(QUOTE), Quotation(OTHER, "See also:"), Quotation(CITED_NOWHERE))
    made = shown(*blocks, citations=(QUOTE, OTHER))
    assert words(made) == [
        ("quote", "One “inner” thing."),
        ("lead", "See also:"),
        ("quote", "Two."),
        ("quote", "Else."),
    ]
    assert [one.quote.source.number for one in made.parts if one.quote] == [1, 2, 0]
    assert made.sources[0].where == "¶ 3(b), page 2, lines 3–4" and made.sources[0].href is None


CITED_NOWHERE = Citation("y", "¶ 9", None, None, 0, 5, "Else.")


def test_lists_have_rows_with_their_dates_words_and_places() -> None:
    rows = (Row("file it", "Monday, May 3, 2021", "2021-05-03", None, QUOTE), Row(citation=OTHER, quoted=True))
    made = shown(Headline("x"), Listing("Dates:", rows, numbered=True), citations=(QUOTE,), today=TODAY)
    (part,) = made.parts
    first, second = part.lines
    assert (part.text, part.numbered, part.near) == ("Dates:", True, False)
    assert (first.when, first.text, first.quote) == ("Monday, May 3, 2021 (4 years ago)", "file it", None)
    assert first.source is not None and first.source.number == 1
    assert second.quote is not None and second.quote.pieces == (("Two.", False),) and second.quote.source.number == 0


def test_authorities_are_shown_apart_and_a_date_says_how_long_ago() -> None:
    dated = Dated("2016-07-11", "Monday, July 11, 2016", None, (), (("2016-07-08", "if the clerk is closed"),),
                  "2016-07-08", "Authorities differ: x.")  # fmt: skip
    made = shown(dated, Note("Two limits for one act."), today=TODAY)
    assert words(made) == [("note", "Two limits for one act.")] and made.safe == "Friday, July 8, 2016"
    assert made.alternatives == [("Friday, July 8, 2016", "if the clerk is closed")] and made.ago == "9 years ago"


def test_a_missing_fact_is_one_question() -> None:
    need = Need("service_date", "On what day was it served?")
    asked = Question(need.prompt, "It depends.", need, safe="2021-03-12", unknown="Else Friday.")
    made = shown(asked, Quotation(QUOTE), status="needs_facts", needs=(need, Need("service_method", "How?")))
    assert (made.tone, made.lead, made.unknown) == ("asks", "It depends.", "Else Friday.")
    assert made.need == {"fact": "service_date", "prompt": "On what day was it served?", "choices": []}


def test_orders_to_choose_from() -> None:
    candidates = (Candidate("a", "Roe v. Acme, May 3, 2021"),)
    made = shown(Question("Which order do you mean?", candidates=candidates), status="ambiguous", candidates=candidates)
    assert made.tone == "which" and made.candidates == [{"order": "a", "title": "Roe v. Acme, May 3, 2021"}]


def test_what_is_near_is_open_and_its_words_are_marked() -> None:
    near = Listing("Near:", (Row(citation=QUOTE, quoted=True, marks=((4, 11), (12, 17))),), near=True)
    made = shown(Headline("I found nothing."), near, status="not_found", candidates=(QUOTE,))
    assert made.tone == "silent" and made.parts[0].near
    quote = made.parts[0].lines[0].quote
    assert quote is not None
    assert quote.pieces == (("One ", False), ("“inner”", True), (" ", False), ("thing", True), (".", False))


def test_an_answer_kept_before_answers_had_blocks_is_shown_as_text() -> None:
    kept = Answer("q?", "answered", (), citations=(QUOTE,)).to_dict() | {"text": "Yes. “One.” (¶ 3)"}
    del kept["blocks"], kept["manner"]
    made = card(kept, lambda order_id: None, {}, TODAY)
    assert made.headline == "Yes. “One.” (¶ 3)" and words(made) == [("quote", "One “inner” thing.")]


def test_a_very_long_quotation_is_cut() -> None:
    long = Citation("x", "¶ 1", None, None, 0, 50_000, "word " * 10_000)
    ((_, text),) = words(shown(Headline("x"), Quotation(long)))
    assert len(text) < 910 and text.endswith(" …")


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
