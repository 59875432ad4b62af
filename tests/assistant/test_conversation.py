"""Conversations over the four orders, and the reading of replies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer
from assistant.conversation.conversation import Conversation
from assistant.conversation.pointing import points_back, recast, unnamed
from assistant.conversation.replies import changes_facts, dated, is_question, names_only, picked, reply_facts
from eval.gold.gold import GoldQuestion, load
from eval.quality.run import ask_one
from indexer.errors import BadDate, BadFact

GOLD = Path(__file__).parent.parent.parent / "eval" / "gold"
TODAY = dt.date(2017, 11, 1)
DUE = "When is the joint statement due in Flynn v. Canlas?"
SERVED = "I was served electronically on October 30, 2017 and the conference was on November 15, 2017."


def talk(assistant: Any, *turns: str, state: Conversation | None = None) -> Answer:
    """The answer to the last of the turns."""
    state = state if state is not None else Conversation()
    answer = None
    for turn in turns:
        answer = assistant.ask(turn, today=TODAY, conversation=state)
    assert answer is not None
    return answer


def value(answer: Answer) -> Any:
    return (answer.value or {}).get("value")


@pytest.mark.model
@pytest.mark.parametrize("question", [one for one in load(GOLD) if one.conversation], ids=lambda one: one.id)
def test_gold_follow_ups(assistant: Any, question: GoldQuestion) -> None:
    texts = {row.id: assistant.order(row.id).text for row in assistant.orders()}
    asked = ask_one(assistant, question, texts)
    found = asked.verdict
    assert asked.error is None and found.status and found.order is not False and found.evidence is not False
    # Where the reader is not sure, the sentence is shown without a value.
    assert found.value is not False or asked.answer["manner"] == "likely", asked.answer


@pytest.mark.model
def test_a_missing_fact_is_asked_for_told_and_corrected(assistant: Any) -> None:
    state = Conversation()
    assert talk(assistant, DUE, state=state).status == "needs_facts"
    first = talk(assistant, SERVED, state=state)
    assert value(first) == "2017-11-22" and first.order == "flynn-v-canlas"
    assert first.question == SERVED
    assert value(talk(assistant, "no, the conference was on November 14, 2017", state=state)) == "2017-11-21"
    assert state.facts["service_method"] == "electronic"
    talk(assistant, "and if I was served by mail?", state=state)
    assert state.facts["service_method"] == "mail" and state.facts["conference_date"] == "2017-11-14"
    talk(assistant, "sorry, served by hand", state=state)
    assert state.facts["service_method"] == "hand"


@pytest.mark.model
def test_bare_replies(assistant: Any) -> None:
    order = "joseph-v-parciasepe"
    question = "When does the defendant have to notify the court about a settlement conference in Joseph v. Parciasepe?"
    for reply, date in (("June 24", "2016-06-24"), ("June 27, 2016", "2016-06-27"), ("6/24/2016", "2016-06-24")):
        state = Conversation()
        assert talk(assistant, question, state=state).status == "needs_facts"
        talk(assistant, reply, state=state)
        assert state.facts["service_date"] == date and state.order == order
    for method, way in (("by mail", "mail"), ("mail", "mail"), ("electronically", "electronic"), ("ECF", "electronic")):
        state = Conversation()
        final = talk(assistant, question, "June 24, 2016", method, state=state)
        assert state.facts["service_method"] == way and final.status == "answered", (method, final)
    final = talk(assistant, "no, it was June 27, 2016", state=state)
    assert state.facts["service_date"] == "2016-06-27" and final.status == "answered"


@pytest.mark.model
def test_a_bad_fact_is_told_and_loses_nothing(assistant: Any) -> None:
    state = Conversation()
    talk(assistant, DUE, SERVED, state=state)
    before = state.copy()
    for bad in ("no, I was served on October 3, 2017", "actually the conference was on February 30, 2018",
                "no, served on November 31"):  # fmt: skip
        with pytest.raises((BadFact, BadDate)) as told:
            talk(assistant, bad, state=state)
        assert "\n" not in str(told.value) and str(told.value)
        assert state == before, bad
    assert value(talk(assistant, "no, the conference was on November 14, 2017", state=state)) == "2017-11-21"


@pytest.mark.model
@pytest.mark.parametrize("pick", ["the Flynn case", "Flynn", "flynn-v-canlas"])
def test_which_order_is_meant(assistant: Any, pick: str) -> None:
    state = Conversation()
    asked = talk(assistant, "Who is the judge?", state=state)
    assert asked.status == "ambiguous"
    answer = talk(assistant, pick, state=state)
    assert (answer.status, answer.order) == ("answered", "flynn-v-canlas")
    assert talk(assistant, "When was it signed?", state=state).order == "flynn-v-canlas"


@pytest.mark.model
def test_picks_by_number(assistant: Any) -> None:
    for pick, place in (("the second one", 1), ("2", 1), ("the last one", -1), ("number 3", 2)):
        state = Conversation()
        offered = talk(assistant, "Who is the judge?", state=state).candidates
        answer = talk(assistant, pick, state=state)
        assert (answer.status, answer.order) == ("answered", offered[place].order)  # type: ignore[union-attr]


@pytest.mark.model
def test_another_order(assistant: Any) -> None:
    state = Conversation()
    talk(assistant, "Who is the judge?", "the Flynn case", state=state)
    other = talk(assistant, "what about the other one?", state=state)
    assert other.status == "ambiguous" and len(other.candidates) == 3
    answer = talk(assistant, "the Conner case", state=state)
    assert (answer.status, answer.order) == ("answered", "conner-v-alltin")
    again = talk(assistant, "and what about the Masterson case?", state=state)
    assert (again.status, again.order) == ("answered", "masterson-v-killen")


@pytest.mark.model
def test_a_question_for_another_order_says_so(assistant: Any) -> None:
    state = Conversation()
    talk(assistant, "Who has to file the joint statement in Flynn v. Canlas?", state=state)
    answer = talk(assistant, "When is the settlement conference before Judge Percy?", state=state)
    assert answer.order == "conner-v-alltin"
    state = Conversation()
    talk(assistant, "Who has to file the joint statement in Flynn v. Canlas?", state=state)
    moved = talk(assistant, "How many pages can the confidential settlement statement have?", state=state)
    assert moved.order == "conner-v-alltin" and moved.text.startswith("I found nothing on this in the order that")
    stays = Conversation()
    stays.choose("flynn-v-canlas")
    silent = talk(assistant, "How many pages can the confidential settlement statement have?", state=stays)
    assert silent.status == "not_found"


@pytest.mark.model
@pytest.mark.parametrize(
    "off_topic",
    ["what is the capital of France?", "what will the weather be that day?", "who won the game?", "tell me a joke"],
)
def test_off_topic_after_a_good_answer(assistant: Any, off_topic: str) -> None:
    state = Conversation()
    assert talk(assistant, "When is the settlement conference in the Conner case?", state=state).status == "answered"
    silent = talk(assistant, off_topic, state=state)
    assert silent.status == "not_found"
    assert talk(assistant, "And where is it?", state=state).order == "conner-v-alltin"


@pytest.mark.model
def test_silence_keeps_the_open_question(assistant: Any) -> None:
    state = Conversation()
    answer = talk(assistant, DUE, "what is the capital of France?", SERVED, state=state)
    assert value(answer) == "2017-11-22"
    assert talk(assistant, DUE, "I don't know", state=Conversation()).status == "needs_facts"


@pytest.mark.model
def test_what_is_told_of_one_order_is_not_told_of_another(assistant: Any) -> None:
    state = Conversation()
    talk(assistant, DUE, SERVED, "Who is the judge in the Conner case?", state=state)
    assert state.order == "conner-v-alltin" and not state.facts
    again = talk(assistant, DUE, state=state)
    assert value(again) == "2017-11-22" and state.facts["conference_date"] == "2017-11-15"


def test_state_travels() -> None:
    state = Conversation(facts={"service_date": "2017-10-30"}, order="a", needs=("x_date",), candidates=(("a", "A"),))
    state.told, state.offered = ("service_date",), (("b", "B"),)
    assert Conversation.from_dict(state.to_dict()) == state
    assert Conversation.from_dict({"facts": {}}) == Conversation()
    state.forget()
    assert not state.facts and state.order == "a"


def test_years() -> None:
    filed = dt.date(2017, 10, 30)
    assert dated("October 30", filed) == "2017-10-30"
    assert dated("nov 2nd", filed) == "2017-11-02"
    assert dated("January 5", filed) == "2018-01-05"
    assert dated("2 January", filed) == "2018-01-02"
    assert dated("11/15", filed) == "2017-11-15"
    assert dated("yesterday", filed, dt.date(2017, 11, 2)) == "2017-11-01"
    for typed, since in (("October 29", filed), ("June 1", filed), ("October 30", None), ("February 29", filed)):
        with pytest.raises(BadDate, match="which year"):
            dated(typed, since)
    assert dated("2017-11-02", None) == "2017-11-02"


def test_replies() -> None:
    filed = dt.date(2021, 3, 1)
    needs = ("service_date", "conference_date")
    assert reply_facts("March 3", needs, (), filed) == {"service_date": "2021-03-03"}
    assert reply_facts("March 3, 2021 and March 9, 2021", needs, (), filed) == {
        "service_date": "2021-03-03", "conference_date": "2021-03-09",
    }  # fmt: skip
    assert reply_facts("not March 3, 2021 but March 4, 2021", (), ("service_date",), filed) == {
        "service_date": "2021-03-04"
    }
    assert reply_facts("March 3, 2021", (), (), filed) == {}
    assert reply_facts("certified mail", (), (), filed) == {"service_method": "mail"}
    assert reply_facts("purple", needs, (), filed) == {}


def test_questions_and_suppositions() -> None:
    for text in (
        "and if I was served by mail?",
        "what about by mail?",
        "so suppose it was March 3, 2021?",
        "and by hand?",
    ):
        assert is_question(text) and changes_facts(text), text
    for text in (
        "When is it due if I was served by mail?",
        "and when is the hearing?",
        "what if I am late, may I ask?",
    ):
        assert is_question(text) and not changes_facts(text), text
    assert not is_question("no, it was November 1, 2017") and not is_question("by hand")


def test_picked() -> None:
    offered = (("12", "Brown v. Lake, ORDER, May 1, 2020"), ("34", "Green v. Pond, ORDER, June 1, 2020"))
    assert picked("Green", offered, []) == "34"
    assert picked("34", offered, []) == "34"
    assert picked("the first", offered, []) == "12"
    assert picked("2nd one please", offered, []) == "34"
    assert picked("the lake one", offered, []) == "12"
    assert picked("order", offered, []) is None and picked("7", offered, []) is None
    assert picked("which is the first one about?", offered, []) is None
    assert picked("that of Mr. Pond", offered, ["34", "99"]) == "34"


def test_pointing() -> None:
    assert recast("what about the exhibits?", "May I file my motion by e-mail?") == "May I file the exhibits by e-mail?"
    assert recast("and my lawyer?", "Do I have to attend the hearing?") == "Do my lawyer have to attend the hearing?"
    assert recast("what about replies", "When is the answer due?") == "When is replies due?"
    assert recast("and when is it due?", "How long can the brief be?") is None
    assert recast("what about it?", "How long can the brief be?") is None
    assert unnamed("Who signs it in Brown v. Lake?") == "Who signs it?"
    assert unnamed("Who signs it in ink?") == "Who signs it in ink?"
    assert points_back("who signs it?", None) and not points_back("Who decided that?", None)
    assert not points_back("the statement is late", None)
    assert names_only("what about the Brown case?") and names_only("Brown v. Lake")
    assert not names_only("what about settlement letters?")
