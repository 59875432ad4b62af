"""How to reach someone: a telephone number or e-mail address that the order prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from indexer.lazy import lazy

_EMAIL = lazy(r"\be-?mail\b", re.IGNORECASE)
_CONTACT = lazy(r"\b(?:contact|communicat|correspond|call|reach)\w*\b", re.IGNORECASE)
_ROLE = lazy(r"\b(clerk|deputy|chambers|marshal|mediator|reporter)(?:['’]s)?\b", re.IGNORECASE)
# Words that ask for a number and say nothing of what it is for.
_REACHING = re.compile(
    r"^(?:call|phone|telephone|number|contact|reach|e-?mail|dial|court|judge|clerk|chambers|courtroom|deputy|help|"
    r"talk|speak)(?:'?s)?$"
)
_WEAK = 0.15
_PHONE = lazy(r"\b(?:phone|telephone|call|dial|number|cell)\b", re.IGNORECASE)


def _named_people(context: Context) -> Iterator[Found]:
    """With whom the order says that contact should be, where it prints no number: "contact should be with counsel"."""
    for sentence in context.view.sentences:
        if sentence.paragraph.kind not in ("body", "item") or not _CONTACT.search(sentence.text):
            continue
        fit = context.gauge.of(sentence)
        yield Found(
            kind="contact",
            score=fit.score,
            spans=(sentence.span,),
            value=text_value(sentence.text),
            said="quote",
            features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": fit.lost},
        )


@answerer(
    "contact",
    asks=("contact",),
    examples=(
        Example(
            "What number do I call if I cannot come?",
            "If a party cannot attend, it must call the courtroom deputy at (555) 010-2000.",
            "(555) 010-2000",
        ),
        Example(
            "what is the email address for the draft?",
            "Counsel shall e-mail the draft order to chambers@court.example.",
            "chambers@court.example",
        ),
    ),
    near=(NearMiss("What number do I call?", "The parties shall confer by telephone by May 3, 2021."),),
)
def answer_contact(context: Context) -> Iterator[Found]:
    """The printed number or address whose sentence fits; the wanted kind (telephone, e-mail) only."""
    view, gauge, question = context.view, context.gauge, context.question
    wanted = None
    if _EMAIL.search(question.main):
        wanted = "email"
    elif _PHONE.search(question.main):
        wanted = "telephone"
    if wanted is None:
        yield from _named_people(context)
    for sentence in view.sentences:
        for provision in view.provisions.get(sentence.number, ()):
            if provision.contact is None or (wanted and provision.contact.kind != wanted):
                continue
            words = provision.contact.words
            with gauge.reweighed(lambda term: _WEAK if _REACHING.match(term.words) else 1.0):
                fit = gauge.of(sentence)
            general = all(_REACHING.match(term.words) for term in question.terms)
            whose = _ROLE.search(question.main)
            if whose and provision.actor and whose.group(1).lower() not in provision.actor.lower():
                continue  # another's number
            # A contact is a rare thing in an order: that one is printed at all is half of the answer.
            yield Found(
                kind="contact",
                score=0.62 if general else 0.35 + 0.65 * fit.score,
                spans=(sentence.span,),
                value=text_value(f"{provision.actor}, {words}" if provision.actor else words),
                said="contact",
                parts={"name": provision.actor, "words": words},
                features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
            )
