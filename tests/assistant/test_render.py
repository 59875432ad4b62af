"""The blocks of answers: each wording, each manner, and the text that they make."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from made import made_order

from assistant.answer import Answer, Need, Step
from assistant.answerers.base import Found, text_value, yes_no
from assistant.blocks import Candidate, Dated, Headline, Listing, Note, Question, Quotation, Row, as_dict, plain
from assistant.cite import Citation
from assistant.deadlines.due import Due
from assistant.reading.view import View
from assistant.render import ago, compose, likely, marks, not_found, not_known, which_order
from assistant.words.words import terms
from indexer.orders import Span

ORDER = made_order("1. Counsel shall file a report by May 3, 2021.\n\n2. No reply is permitted.\n\n3. Call 555-0100.")
TODAY = dt.date(2023, 6, 1)


class Paper(View):
    """A view of which only the order is used."""

    def __init__(self) -> None:
        self.order = ORDER


def span(words: str) -> Span:
    start = ORDER.text.index(words)
    return Span(start, start + len(words))


REPORT, REPLY = span("Counsel shall file a report by May 3, 2021."), span("No reply is permitted.")
DUE = Due("computed", dt.date(2021, 5, 3))


def made(said: str, today: dt.date | None = TODAY, **more: Any) -> tuple[Any, ...]:
    return compose(Found("fact", 0.9, more.pop("spans", (REPORT, REPLY)), said=said, **more), Paper(), today)


def short(blocks: tuple[Any, ...]) -> list[Any]:
    """Blocks as a table reads them: a citation as its words."""
    told: list[Any] = []
    for block in blocks:
        match block:
            case Headline():
                told.append((block.text, block.large))
            case Quotation():
                told.append((block.lead, block.citation.quote, block.large))
            case Note():
                told.append(block.text)
            case _:
                told.append(block)
    return told


WORDS, NO_REPLY = ORDER.text[REPORT.start : REPORT.end], "No reply is permitted."


@pytest.mark.parametrize(
    ("said", "more", "blocks"),
    [
        ("yes_no", {"value": yes_no(False), "spans": (REPLY, REPORT)},
         [("No.", True), ("", NO_REPLY, False), ("See also:", WORDS, False)]),
        ("disposition", {"value": text_value("granted in part")}, [("Granted in part", True), ("", WORDS, False)]),
        ("quote", {}, [("The order says:", False), ("", WORDS, True)]),
        ("quantity", {"parts": {"words": "five  pages"}}, [("Five pages", True), ("", WORDS, False)]),
        ("person", {"parts": {"name": "x" * 91}}, [("X" + "x" * 90, False), ("", WORDS, False)]),
        ("contact", {"parts": {"name": "Clerk", "words": "555-0100"}},
         [("555-0100 (Clerk)", True), ("", WORDS, False)]),
        ("judge", {"parts": {"name": "Ada Crane", "date": dt.date(2021, 4, 1)}},
         [("Ada Crane, on Thursday, April 1, 2021", True), ("", WORDS, False)]),
        ("contents", {"parts": {"items": ["a", "b"]}},
         [("The order says:", False), ("", WORDS, True), Listing("", (Row("a"), Row("b")))]),
        ("rulings", {"spans": (REPLY,)},
         [Listing("What the order decides:", (Row(citation=Citation.of(ORDER, REPLY), quoted=True),))]),
        ("past_date", {"parts": {"date": dt.date(2021, 5, 3)}},
         [Dated("2021-05-03", "Monday, May 3, 2021", "2 years ago"), ("", WORDS, False)]),
        ("undated", {"notes": ("it depends.",)},
         [("I could not work out one date from these words:", False), ("", WORDS, True), "It depends."]),
    ],
)  # fmt: skip
def test_wordings(said: str, more: dict[str, Any], blocks: list[Any]) -> None:
    assert short(made(said, **more)) == blocks


def test_a_date_carries_its_steps_and_the_safe_one() -> None:
    steps = (Step("14 days", dt.date(2021, 5, 3), "Rule 6"),)
    blocks = made("date", parts={"due": DUE}, steps=steps, alternatives=(("2021-04-30", "if it is closed"),),
                  safe_date="2021-04-30")  # fmt: skip
    assert as_dict(blocks[0]) == {
        "type": "date", "date": "2021-05-03", "text": "Monday, May 3, 2021", "ago": "2 years ago",
        "steps": [{"reason": "14 days", "date": "2021-05-03", "cite": "Rule 6"}],
        "alternatives": [["2021-04-30", "if it is closed"]], "safe": "2021-04-30",
        "differ": "Authorities differ: Friday, April 30, 2021 if it is closed. "
                  "The safe date is Friday, April 30, 2021.",
    }  # fmt: skip
    assert plain(blocks) == (
        "Monday, May 3, 2021 (2 years ago). Authorities differ: Friday, April 30, 2021 if it is closed. The safe date "
        f"is Friday, April 30, 2021. “{WORDS}” ({Citation.of(ORDER, REPORT).where})"
    )


def test_a_missing_fact_is_asked_for_alone_and_who_does_not_know_gets_the_safe_date() -> None:
    needs = (Need("service_date", "On what day was it served?"), Need("service_method", "How?", ("mail",)))
    blocks = made("needs_facts", needs=needs, safe_date="2021-04-15")
    question = blocks[0]
    assert isinstance(question, Question) and (question.need, question.safe) == (needs[0], "2021-04-15")
    assert plain(blocks).startswith(
        "The date depends on one more thing. On what day was it served? If that is not known: the safe date is "
        "Thursday, April 15, 2021, the earliest that it can be. “Counsel"
    )
    assert short(not_known(blocks))[:2] == [
        ("The safe date is Thursday, April 15, 2021", True),
        "It is the earliest day that it can be, whatever the missing fact is.",
    ]  # fmt: skip
    without = not_known(made("needs_facts", needs=needs))
    assert short(without)[0] == ("Without it I cannot work out the date. These words set it:", False)


def test_lists_of_duties_and_dates() -> None:
    row = {"span": REPORT, "due": DUE, "act": "file a report", "actor": "Counsel"}
    open_ = {"span": REPLY, "due": Due("needs_facts"), "subject": "the reply"}
    duties = made("duties", parts={"rows": [row, {"span": REPLY}], "side": "lawyer", "more": 2})
    at, reply_at = Citation.of(ORDER, REPORT).where, Citation.of(ORDER, REPLY).where
    assert plain(duties) == (
        f"What the order requires of counsel:\n1. “{WORDS}” ({at}) Due Monday, May 3, 2021 (2 years ago).\n"
        f"2. “{NO_REPLY}” ({reply_at})\nAnd 2 more, on the order's own page."
    )
    assert plain(made("dates", today=None, parts={"rows": [row, open_]})) == (
        f"The dates that the order sets:\n• Monday, May 3, 2021: Counsel: file a report ({at})\n"
        f"• Depends on a date that you can fill in: the reply ({reply_at})"
    )


def test_likely_shows_the_best_sentence_large_and_up_to_two_more() -> None:
    contact = span("Call 555-0100.")
    blocks = likely(ORDER, [REPLY, REPORT, REPLY, contact, span("Counsel")])
    assert short(blocks) == [
        ("The order says:", False), ("", NO_REPLY, True), ("", WORDS, False), ("", "Call 555-0100.", False)
    ]  # fmt: skip
    answer = Answer("q?", "answered", blocks, "likely")
    told = answer.to_dict()
    assert (told["manner"], told["value"], told["status"]) == ("likely", None, "answered")
    assert told["text"].startswith(f"The order says: “{NO_REPLY}” (")


def test_not_found_shows_what_is_near_with_the_words_marked_and_whom_to_ask() -> None:
    near = Citation.of(ORDER, REPORT)
    keys = {key for term in terms("reports counsel") for key in term.keys}
    blocks = not_found(("reports", "fee", "fee"), "clerk, 555-0100", False, (near,), keys)
    assert short(blocks)[0] == ("I found nothing in the order that answers this.", False)
    assert short(blocks)[1] == "I looked for: reports, fee."
    listing = blocks[2]
    assert isinstance(listing, Listing) and listing.near
    assert [WORDS[start:end] for start, end in listing.rows[0].marks] == ["Counsel", "report"]
    assert short(blocks)[3] == "The order names a contact for questions: clerk, 555-0100."
    assert plain(not_found((), None, True)) == (
        "I found nothing in the orders that answers this. Try the name of the paper, the person or the event. "
        "The clerk of the court can tell more."
    )
    assert marks("nothing of it", ()) == ()


def test_which_order() -> None:
    blocks = which_order([Candidate("a", "Roe v. Acme, May 3, 2021"), Candidate("b", "B")])
    assert plain(blocks) == (
        "More than one order answers that. Which order do you mean: Roe v. Acme, May 3, 2021; B?"
    )  # fmt: skip
    assert as_dict(blocks[0])["candidates"][1] == {"order": "b", "title": "B"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2023-06-02", None), ("2023-06-01", None), ("2023-05-31", "yesterday"), ("2023-05-30", "2 days ago"),
        ("2023-04-01", "61 days ago"), ("2023-03-31", "2 months ago"), ("2022-06-02", "11 months ago"),
        ("2021-06-02", "23 months ago"), ("2021-06-01", "2 years ago"), ("2020-02-29", "3 years ago"),
    ],
)  # fmt: skip
def test_how_long_ago(day: str, words: str | None) -> None:
    assert ago(dt.date.fromisoformat(day), TODAY) == words
    assert ago(dt.datetime.fromisoformat(f"{day}T10:00"), TODAY) == words
    assert ago(dt.date.fromisoformat(day), None) is None
