"""From what the reader found to what is said: the value that a rule computes from the best statement, or the statement
alone, or nothing.

The reader finds, rules compute. Where the two disagree on yes or no, neither is said: the statement is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.answer import Kind
from assistant.answerers import Context, Found
from assistant.answerers.base import text_value, yes_no
from assistant.choose import EVERY_ORDER_HAS, Choice, choose, titles
from assistant.confidence import confidence, threshold
from assistant.question.kinds import Asks
from assistant.question.question import Question
from assistant.reading.judging import Judged, answered, calibration, verdict_sure
from assistant.reading.verdict import verdict_of
from indexer.orders import Deadline, Span

KINDS: dict[Asks, Kind] = {
    "when": "deadline", "where": "place", "who": "person", "quantity": "limit", "contact": "contact", "why": "fact",
    "contents": "contents", "ruling": "ruling", "definition": "definition", "consequence": "consequence",
    "what": "fact", "yes_no": "fact",
}  # fmt: skip
# Answers over the caption or the whole order: no one statement is their words.
WHOLE = (*EVERY_ORDER_HAS,)
# How many further statements are shown with one that is only likely, and how much worse they may be, as logits.
FURTHER, WORSE = 2, 2.5
# A rule's answer stands where the reader ranks its statement hardly worse than the best, as logits, or, where the rule
# is as sure as RULED_SURE, not much worse. One less sure stands only where the reader, too, is sure of its statement.
RULED_SURE, RULED_WORSE, READER_SURE = 0.75, (0.5, 3.0), 0.5
# From a rule's sureness on: the largest share of the opposite yes or no that the reader may give. A yes or no of which
# the rule is less sure is left to the reader: on the dev part half of them were wrong.
OPPOSITE = ((0.9, 0.9), (RULED_SURE, 0.45), (0.65, 0.3))
# With so small a share of its words in the best statement, and a cosine below this (the order chosen, or not), a text
# of no known form is no question about the orders.
FAR_SHARE, FAR_CHOSEN, FAR = 0.34, 0.25, 0.4
# A statement of which the reader is not sure, with so little of a question's words and meaning, is not shown.
NO_SHARE, NOTHING = 0.05, 0.2
# How sure a yes or no must be where the rules of the reading agree with it; alone, the threshold is the calibration's.
AGREED = 0.7
# And how sure it must be that the statement answers at all.
SAID_SURE = 0.6
# Two orders whose best statements are this near, as logits, both answer.
ALIKE = 0.7


def decide(
    asked: Question, contexts: Sequence[Context], found: Mapping[str, list[Found]], judged: Sequence[Judged],
    *, chosen: bool,
) -> Choice:  # fmt: skip
    """What is answered. judged: over all of `contexts`, best first; found: the rules' candidates for each order."""
    whole = choose(
        asked,
        contexts,
        {order: [one for one in several if one.answerer in WHOLE] for order, several in found.items()},
        chosen=chosen,
    )
    if whole.found is not None or whole.candidates:
        return _in_sentences(replace(whole, manner="certain"))
    limits = calibration()["thresholds"]
    sure = answered(judged)
    ruled = choose(asked, contexts, found, chosen=chosen)
    if ruled.candidates or (ruled.found is not None and _borne_out(asked, ruled, judged, sure)):
        return replace(ruled, manner="certain")
    best = judged[0]
    if _off_the_point(asked, best, sure, chosen):
        return Choice(score=0.0)
    if sure < limits["likely"]:
        if ruled.found is None or not _meets(ruled.found.spans[0], best.span):
            return Choice(score=sure)
        found_too = Found(ruled.found.kind, sure, ruled.found.spans[:1], said="likely", answerer=ruled.found.answerer)
        return Choice(found_too, ruled.context, ruled.score, manner="likely")
    context = next(one for one in contexts if one.view is best.view)
    rivals = _other_orders(judged, best)
    if rivals and not chosen:
        orders = [best.view.order, *(one.view.order for one in rivals)]
        return Choice(score=sure, candidates=titles(orders), kind=KINDS.get(asked.asks), answerer="reader")
    certain = sure >= limits["certain"]
    value = _value(asked, context, best, found[best.view.order.id], sure, limits)
    if value is not None:
        return Choice(value, context, sure, manner="certain")
    spans = (best.span, *(one.span for one in _further(judged, best)))
    kind = KINDS.get(asked.asks, "fact")
    if certain and asked.asks != "yes_no":
        # The statement is what is asked for, though nothing can be computed from it.
        return Choice(Found(kind, sure, spans[:1], said="quote", answerer="reader"), context, sure, manner="certain")
    return Choice(Found(kind, sure, spans, said="likely", answerer="reader"), context, sure, manner="likely")


def _off_the_point(asked: Question, best: Judged, sure: float, chosen: bool) -> bool:
    """Whether a question has no word and little meaning in common with the best statement ("who won the game?"), or a
    text of no known form of question next to nothing ("hello")."""
    if best.share < NO_SHARE and best.cosine < NOTHING and sure < READER_SURE:
        return True
    if asked.asks != "what":
        return False
    worded = any(letter.isalpha() for term in asked.terms for letter in term.stem)
    return not worded or (best.share < FAR_SHARE and best.cosine < (FAR_CHOSEN if chosen else FAR))


def _in_sentences(choice: Choice) -> Choice:
    """The choice with a name or a date cited in its sentence, "Signed by Judge ...", where it stands in one."""
    if choice.found is None or choice.context is None:
        return choice
    view = choice.context.view
    spans = []
    for span in choice.found.spans:
        sentence = view.sentence_at(span.start)
        held = [
            one.span for one in view.cut_up().statements if one.span.start <= span.start and span.end <= one.span.end
        ]
        spans.append(held[0] if held and sentence is not None and sentence.paragraph.kind != "caption" else span)
    return replace(choice, found=replace(choice.found, spans=tuple(dict.fromkeys(spans))))


def _borne_out(asked: Question, ruled: Choice, judged: Sequence[Judged], sure: float) -> bool:
    """Whether the reader, too, finds the answer of a rule where the rule found it, and does not say the opposite."""
    assert ruled.found is not None and ruled.context is not None
    span, order = ruled.found.spans[0], ruled.context.view.order.id
    there = [one for one in judged if one.view.order.id == order and _meets(one.span, span)]
    surely = ruled.score >= RULED_SURE
    if not there or there[0].score < judged[0].score - RULED_WORSE[surely]:
        return False
    if not surely and (sure < READER_SURE or ruled.found.said == "quote"):
        return False
    value = ruled.found.value or {}
    if asked.asks != "yes_no":
        return True
    if value.get("type") != "yes_no":
        return False
    yes, no = there[0].judgement.yes, there[0].judgement.no
    opposite = no if value["value"] == "yes" else yes
    return opposite <= next((share for least, share in OPPOSITE if ruled.score >= least), -1.0) * (yes + no)


def _value(
    asked: Question, context: Context, best: Judged, several: Sequence[Found], sure: float, limits: Mapping[str, float]
) -> Found | None:  # fmt: skip
    """The rule's answer from the best statement, or the words that the reader points at; None: the statement alone."""
    if asked.asks == "yes_no":
        return _yes_no(asked, context, best, several, sure, limits)
    if sure < limits["certain"]:
        return None
    here = [one for one in several if _meets(one.spans[0], best.span) and one.said != "quote"]
    if asked.asks == "when":
        return _dated(best, here)
    computed = max(here, key=lambda one: one.score, default=None)
    pointed = best.pointed()
    words = best.view.words(pointed) if pointed is not None else ""
    if computed is not None and (not words or _holds(_said(computed), words)):
        return replace(computed, spans=(best.span, *computed.spans[1:]))
    if words and best.judgement.span_score >= limits["pointed"]:
        return Found(
            KINDS.get(asked.asks, "fact"), best.score, (best.span,), value=text_value(words), said="pointed",
            parts={"words": words}, answerer="reader",
        )  # fmt: skip
    return None


def _yes_no(
    asked: Question, context: Context, best: Judged, several: Sequence[Found], sure: float, limits: Mapping[str, float]
) -> Found | None:  # fmt: skip
    """Yes or no where reader and rule agree, or one of them is silent and the other sure; else None."""
    rules = verdict_of(asked, best.view.words(best.span))
    said = "yes" if best.judgement.yes > best.judgement.no else "no"
    if sure < SAID_SURE or rules.said not in (None, said) or _answered_otherwise(asked, best, several, said):
        return None
    if verdict_sure(best, sure) < (AGREED if rules.said else limits["turned" if rules.turned else "said"]):
        return None
    kinds: dict[str, Kind] = {
        "can": "permission",
        "must": "obligation",
        "did": "ruling",
        "is": "fact",
        "will": "obligation",
    }
    return Found(
        kinds[asked.modality or "is"], best.score, (best.span,), value=yes_no(said == "yes"), said="yes_no",
        parts={"rules": rules.reason}, answerer="reader",
    )  # fmt: skip


def _answered_otherwise(asked: Question, best: Judged, several: Sequence[Found], said: str) -> bool:
    """Whether a rule answers the opposite from the same statement."""
    return any(
        _meets(one.spans[0], best.span)
        and (one.value or {}).get("type") == "yes_no"
        and (one.value or {}).get("value") != said
        and confidence(one, asked.asks) >= threshold()
        for one in several
    )


def _dated(best: Judged, here: Sequence[Found]) -> Found | None:
    """The deadline or event of the statement: the one whose time words the reader points at, else the best."""
    timed = []
    for one in here:
        deadline = one.parts.get("deadline")
        phrase = deadline.phrase.span if isinstance(deadline, Deadline) else None
        if phrase is not None and not _meets(phrase, best.span):
            continue
        timed.append((phrase, one))
    pointed = best.pointed()
    at = [one for phrase, one in timed if phrase is not None and pointed is not None and _meets(phrase, pointed)]
    several = at or [one for _, one in timed]
    values = {str(one.value) for one in several}
    if len(several) > 1 and len(values) > 1 and not at:
        return None  # several dates, and nothing says which
    return max(several, key=lambda one: one.score, default=None)


def _other_orders(judged: Sequence[Judged], best: Judged) -> list[Judged]:
    """The best statement of each other order that answers as well."""
    found: dict[str, Judged] = {}
    for one in judged:
        if one.view is not best.view and one.score >= best.score - ALIKE:
            found.setdefault(one.view.order.id, one)
    return list(found.values())


def _further(judged: Sequence[Judged], best: Judged) -> list[Judged]:
    """The next statements of the same order, unless they are far worse."""
    return [one for one in judged[1:] if one.view is best.view and one.score >= best.score - WORSE][:FURTHER]


def _said(found: Found) -> str:
    held: Any = (found.value or {}).get("value")
    return " ".join(str(held).split()).lower()


def _holds(one: str, other: str) -> bool:
    """One of two texts holds the other."""
    one, other = " ".join(one.lower().split()), " ".join(other.lower().split())
    return bool(one) and bool(other) and (one in other or other in one)


def _meets(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
