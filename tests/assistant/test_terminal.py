"""An answer on paper: words, quotations with their pinpoints, steps, what is missing and how to give it."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from assistant.answer import Answer, Candidate, Citation, Need, Step
from assistant.commands.terminal import pinpoint, show, show_trace


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
    text = printed(Answer("q", "answered", "By Monday, May 3, 2021.", citations=(cited("shall file by May 3"),)))
    lines = text.splitlines()
    assert lines[0] == "By Monday, May 3, 2021."
    assert lines[2:] == ["  “shall file by May 3”", "  roe-v-acme, order ¶ 2 at 2:17–18"]


def test_a_count_shows_its_steps_and_the_other_dates() -> None:
    counted = Step("14 days", dt.date(2021, 3, 15), "Fed. R. Civ. P. 6(a)(1)")
    answer = Answer(
        "q", "answered", "Monday.", steps=(Step("served", dt.date(2021, 3, 1), ""), counted),
        alternatives=(("2021-03-12", "the day is a holiday"),), safe_date="2021-03-12", notes=("Checked by nobody.",),
    )  # fmt: skip
    text = printed(answer)
    assert "1. 2021-03-01: served" in text and "2. 2021-03-15: 14 days [Fed. R. Civ. P. 6(a)(1)]" in text
    assert "Or 2021-03-12, if the day is a holiday." in text and "Safe date: 2021-03-12." in text
    assert "Note: Checked by nobody." in text


def test_a_missing_fact_says_how_to_give_it() -> None:
    needs = (
        Need("service_date", "When were you served?"),
        Need("service_method", "How were you served?", ("mail", "hand")),
        Need("conference_date", "When was the conference?"),
    )
    text = printed(Answer("q", "needs_facts", "It depends.", needs=needs))
    for words in ("--served DATE", "--by METHOD (mail, hand)", "--fact conference_date=DATE"):
        assert f"Ask again with {words}." in text


def test_two_orders_that_fit_are_offered_and_near_passages_are_no_answer() -> None:
    text = printed(Answer("q", "ambiguous", "Which?", candidates=(Candidate("a", "Roe v. Acme"), Candidate("b", "B"))))
    assert "Ask again with --order and one of:\n  a: Roe v. Acme\n  b: B" in text
    text = printed(Answer("q", "not_found", "The order does not say.", candidates=(cited("the lunch"),)))
    assert "Related, not an answer:\n  “the lunch”" in text


def test_control_characters_of_an_order_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in printed(Answer("q", "answered", "x", citations=(cited("a\x1b[31mb\x07"),)))


def test_long_lines_are_wrapped_and_long_words_left_whole() -> None:
    text = printed(Answer("q", "answered", "word " * 100 + "x" * 150))
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
    show(Answer("q", "answered", "Yes.").to_dict(), out)
    assert "\x1b[1mYes." in out.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    show(Answer("q", "answered", "Yes.").to_dict(), out)
    assert "\x1b" not in out.getvalue()
