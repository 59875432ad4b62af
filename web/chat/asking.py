"""Asking within a conversation: for the chat's form and for the API."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from flask import g

from assistant.answer import Answer
from assistant.conversation.conversation import Conversation
from assistant.engine import check_question
from web.serving.problems import Problem, unkept
from web.serving.security import slow_down, turn
from web.serving.services import services
from web.storage.conversations import Conversations, Head

# How often a question is asked again because another tab was quicker.
_TRIES = 6


class Asked(NamedTuple):
    answer: Answer
    head: Head
    number: int


def ask(
    owner: str,
    key: str | None,
    question: str,
    order: str | None,
    facts: Mapping[str, str],
    everywhere: bool = False,
    today: dt.date | None = None,
) -> Asked:
    """Ask, store the turn, and say where it is. key: None begins a conversation. everywhere: the person chose to
    ask all orders, whatever the conversation was about. today: None takes the clock's."""
    slow_down("asks")
    made = services()
    check_question(question)
    assistant = made.shelf.assistant()
    store: Conversations = made.conversations
    head = store.head(owner, key) if key else None
    g.question = question
    today = today or made.settings.today()
    for _ in range(_TRIES):
        state = head.state if head else Conversation()
        if everywhere:
            state.choose(None)
        with turn():
            answer = assistant.ask(question, order=order, facts=facts, today=today, conversation=state)
        number: int | None
        try:
            if head is None:  # only now, so that a question that cannot be asked leaves nothing behind
                head, number = store.begin(owner, state, question, today, answer.to_dict())
            else:
                number = store.add(owner, head, question, today, answer.to_dict())
        except sqlite3.Error as error:
            raise unkept(error, answer.text) from error
        if number is not None:
            made.metrics.answers.labels(answer.status, answer.kind or "none").inc()
            return Asked(answer, head, number)
        head = store.head(owner, head.id)
    raise Problem(409, "Two tabs at once", "This conversation is being changed elsewhere.", "Ask again in a moment.")
