"""What a word means in the order, and whether something is one of the things that a list or definition names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value, yes_no
from assistant.reading.view import Sentence
from assistant.words.words import Term, keys_of
from indexer.lazy import lazy

_MEMBER = lazy(
    r"\b(?:one\s+of|among|included?|covered?|counts?\s+as|count|part\s+of|on\s+the\s+list|considered|qualif\w+|"
    r"mean\w*|fall\s+under|subject\s+to)\b",
    re.IGNORECASE,
)
_EXCLUDES = lazy(
    r"\b(?:exclud\w+|except\w*|with\s+the\s+(?:sole\s+)?exception\s+of|does\s+not\s+include|other\s+than)\b", re.I
)
_CLOSED = lazy(r"\b(?:means?|following|consists?\s+of|are:)", re.IGNORECASE)
_INCLUDES = lazy(r"\binclud(?:es|ing)\b|\bmeans?\b|\brefers?\s+to\b", re.IGNORECASE)


@answerer(
    "definition",
    asks=("definition",),
    examples=(
        Example(
            "What does working day mean?",
            "“Working day” means a day on which the Clerk's office is open.",
            "Clerk's office is open",
        ),
    ),
    near=(NearMiss("What does force majeure mean?", "“Working day” means a day on which the office is open."),),
)
def answer_definition(context: Context) -> Iterator[Found]:
    """The definition whose defined word is the one asked about."""
    view, gauge = context.view, context.gauge
    for sentence in view.sentences:
        if not any(provision.kind == "definition" for provision in view.provisions.get(sentence.number, ())):
            continue
        fit = gauge.of(sentence)
        if fit.coverage < 0.5:
            continue
        yield Found(
            kind="definition",
            score=fit.score + 0.1,
            spans=(sentence.span,),
            value=text_value(sentence.text),
            said="quote",
            features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
        )


@answerer(
    "membership",
    asks=("yes_no",),
    examples=(
        Example(
            "Is the Department of Parks one of the named agencies?",
            "1. The named agencies means the following:\n\na. the Department of Parks;\n\n"
            "b. the Department of Roads; and\n\n"
            "c. the Department of Water.",
            "yes",
        ),
        Example(
            "does partial payment count as payment?",
            "Payment means a transfer of money, including partial payment.",
            "yes",
        ),
    ),
    near=(NearMiss("Is the mayor one of the witnesses?", "The parties shall file a joint report by May 3, 2021."),),
)
def answer_membership(context: Context) -> Iterator[Found]:
    """Yes where an item of the list or definition names it, no where an exclusion does or the closed list lacks it."""
    question, view, gauge = context.question, context.view, context.gauge
    if question.modality not in ("is", "did", "can", "will", "must") or not _MEMBER.search(question.main):
        return
    for sentence in view.sentences:
        text = sentence.text
        if sentence.paragraph.kind in ("caption", "signature"):
            continue
        excludes = _EXCLUDES.search(text)
        defines = any(provision.kind == "definition" for provision in view.provisions.get(sentence.number, ()))
        if excludes and (defines or sentence.paragraph.kind == "footnote"):
            fit = gauge.of(sentence, text[excludes.start() :])
            yield _found(context, sentence, fit.coverage, fit.meaning, False, (sentence.span,))
        elif defines and _INCLUDES.search(text):
            fit = gauge.of(sentence)
            if not fit.missing and not any(one.items for one in view.provisions.get(sentence.number, ())):
                yield _found(context, sentence, fit.coverage, fit.meaning, True, (sentence.span,))
        lists = [one for one in view.provisions.get(sentence.number, ()) if len(one.items) >= 3]
        if lists and _CLOSED.search(text):
            yield from _in_list(context, sentence, lists[0].items)


def _in_list(context: Context, sentence: Sentence, items: tuple) -> Iterator[Found]:
    view = context.view
    lead = sentence.keys | sentence.near
    asked = [term for term in context.question.terms if not term.keys & lead]
    if not asked:
        return
    for span in items:
        keys = keys_of(view.words(span))
        met = [term for term in asked if term.keys & keys]
        if len(met) == len(asked):
            yield _found(context, sentence, 0.9, 0.7, True, (span, sentence.span))
            return
    named = [term for term in asked if _proper(context, term)]
    shared = [term for term in context.question.terms if term.keys & lead]
    if named and shared:
        yield _found(context, sentence, 0.75, 0.5, False, (sentence.span, *items[:60]))


def _proper(context: Context, term: Term) -> bool:
    """Written as a name in the question."""
    words = context.question.main[term.start : term.end]
    return bool(words[:1].isupper()) and term.start > 0


def _found(context: Context, sentence: Sentence, coverage: float, meaning: float, yes: bool, spans: tuple) -> Found:
    score = 0.6 * coverage + 0.4 * meaning + 0.06
    if context.question.negated:
        yes = not yes
    return Found(
        kind="definition",
        score=score,
        spans=spans,
        value=yes_no(yes),
        said="yes_no",
        parts={"provision": "definition"},
        features={"coverage": coverage, "meaning": meaning, "missing": 1 - coverage, "directness": 1.0},
    )
