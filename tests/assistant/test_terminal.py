"""An answer on the terminal, drawn block by block; what is missing, and how to give it."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from assistant.answer import Answer, Candidate, Citation, Need, Step
from assistant.blocks import Dated, Headline, Listing, Note, Question, Quotation, Row
from assistant.commands.terminal import pinpoint, show, show_trace
from assistant.render import not_found, which_order


def cited(quote: str, lines: str | None = "17-18", page: int | None = 2, paragraph: str = "order ¶ 2") -> Citation:
    return Citation("roe-v-acme", paragraph, page, lines, 0, len(quote), quote)


def printed(answer: Answer) -> str:
    out = io.StringIO()
    show(answer.to_dict(), out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("citation", "words"),
    [
        (cited("x"), "order ¶ 2 at 2:17–18"),
        (cited("x", lines=None), "order ¶ 2 at 2"),
        (cited("x", page=None, lines=None, paragraph="footnote 1-a"), "footnote 1-a"),
    ],
)
def test_a_pinpoint_as_a_lawyer_writes_it(citation: Citation, words: str) -> None:
    assert pinpoint(citation.to_dict()) == words


def test_the_answer_comes_first_then_its_words() -> None:
    quote = cited("shall file by May 3")
    blocks = (Headline("By Monday, May 3, 2021.", large=True), Quotation(quote), Note("Checked by nobody."))
    assert printed(Answer("q", "answered", blocks, citations=(quote, cited("a second limit")))).splitlines() == [
        "By Monday, May 3, 2021.", "", "  “shall file by May 3”", "  roe-v-acme, order ¶ 2 at 2:17–18", "",
        "Checked by nobody.", "", "  “a second limit”", "  roe-v-acme, order ¶ 2 at 2:17–18",
    ]  # fmt: skip


def test_a_date_says_how_long_ago_what_differs_and_how_it_was_counted() -> None:
    counted = Step("14 days", dt.date(2021, 3, 15), "Fed. R. Civ. P. 6(a)(1)")
    dated = Dated("2021-03-15", "Monday, March 15, 2021", "3 years ago", differ="Authorities differ: none knows why.")
    answer = Answer("q", "answered", (dated,), steps=(Step("served", dt.date(2021, 3, 1), ""), counted))
    assert printed(answer).splitlines() == [
        "Monday, March 15, 2021 (3 years ago)", "Authorities differ: none knows why.", "",
        "How the date was counted:", "  1. Monday, March 1, 2021: served",
        "  2. Monday, March 15, 2021: 14 days [Fed. R. Civ. P. 6(a)(1)]",
    ]  # fmt: skip


def test_a_list_has_rows_with_their_places() -> None:
    dated = Row("file the report", "Monday, May 3, 2021", "2021-05-03", "2 years ago", cited("x"))
    rows = Listing("What is required:", (dated, Row(citation=cited("The lunch."), quoted=True), Row("bare")), True)
    assert printed(Answer("q", "answered", (rows,))).splitlines() == [
        "What is required:",
        "  1. Monday, May 3, 2021 (2 years ago): file the report (order ¶ 2 at 2:17–18)",
        "  2. “The lunch.”", "    roe-v-acme, order ¶ 2 at 2:17–18", "  3. bare",
    ]  # fmt: skip


NEEDS = (
    Need("service_date", "When were you served?"),
    Need("service_method", "How were you served?", ("mail", "hand")),
    Need("conference_date", "When was the conference?"),
)
ASKED = Question(NEEDS[0].prompt, "It depends.", NEEDS[0], safe="2021-03-12", unknown="Else it is March 12.")


def test_one_missing_fact_is_asked_for_and_each_option_told() -> None:
    text = printed(Answer("q", "needs_facts", (ASKED,), needs=NEEDS))
    assert text.startswith("It depends. When were you served?\nElse it is March 12.\n") and "How were" not in text
    assert "Ask again with --served DATE and --by METHOD (mail, hand) and --fact conference_date=DATE." in text


def test_in_a_conversation_the_choices_are_numbered() -> None:
    out = io.StringIO()
    asked = Question(NEEDS[1].prompt, need=NEEDS[1])
    show(Answer("q", "needs_facts", (asked,), needs=NEEDS[1:]).to_dict(), out, talking=True)
    assert out.getvalue() == "How were you served?\n  1  mail\n  2  hand\n"


def test_two_orders_that_fit_are_offered() -> None:
    candidates = (Candidate("a", "Roe v. Acme"), Candidate("b", "B"))
    text = printed(Answer("q", "ambiguous", which_order(candidates), candidates=candidates))
    assert text == (
        "More than one order answers that. Which order do you mean?\n"
        "Ask again with --order and one of:\n  a: Roe v. Acme\n  b: B\n"
    )


def test_near_passages_are_shown_and_are_no_answer() -> None:
    lunch = cited("the lunch")
    text = printed(Answer("q", "not_found", not_found(("dinner",), None, False, (lunch,)), candidates=(lunch,)))
    assert text.startswith("I found nothing in the order that answers this.\n\nI looked for: dinner.\n")
    assert "may not be about it:\n  • “the lunch”\n    roe-v-acme, order ¶ 2 at 2:17–18\n" in text


def test_control_characters_of_an_order_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in printed(Answer("q", "answered", (Headline("x\x1b"),), citations=(cited("a\x1b[31mb\x07"),)))


def test_long_lines_are_wrapped_and_long_words_left_whole() -> None:
    text = printed(Answer("q", "answered", (Headline("word " * 100 + "x" * 150),)))
    assert max(len(line) for line in text.splitlines()[:-1]) <= 100 and "x" * 150 in text


def test_a_trace_is_a_tree() -> None:
    out = io.StringIO()
    tried = [{"rule": "due", "deep": {"x": None}}]
    show_trace({"asks": "when", "score": 0.51234, "orders": ["a", "b"], "tried": tried}, out)
    assert "  asks: when\n  score: 0.512\n  orders: a, b\n  tried:\n" in out.getvalue()
    assert "rule: due" in out.getvalue() and "deep: x -" in out.getvalue()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = Terminal()
    show(Answer("q", "answered", (Headline("Yes."),)).to_dict(), out)
    assert "\x1b[1mYes." in out.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    show(Answer("q", "answered", (Headline("Yes."),)).to_dict(), out)
    assert "\x1b" not in out.getvalue()
