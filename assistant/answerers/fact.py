"""What else the order states: "what local rules apply?", "what was the plaintiff reminded to do?"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.words.words import stem, terms
from indexer.lazy import lazy

# "which rules", "what forms": the thing asked for stands right after the question word.
_WHICH = lazy(
    r"\b(?:which|what)\s+(?P<thing>(?!is\b|are\b|was\b|were\b|did\b|does\b|do\b|must\b|has\b|had\b|about\b|the\b)"
    r"[\w'-]+(?:\s+(?!is\b|are\b|was\b|were\b|did\b|does\b|do\b|must\b|has\b|had\b)[\w'-]+){0,2})",
    re.I,
)
# "what must the tenant do", "what were they told": an act is asked for.
_ACT = lazy(
    r"\bwhat\s+(?:did|do|does|must|should|shall|may|can|was|were|is|are|has|have|will)\b(?:\s+\S+){1,12}?\s+"
    r"(?:to\s+)?(?:do|file|submit|brief|provide|send|pay|show|bring|produce|serve|write|sign|discuss|decide)\b",
    re.I,
)
# "what is the lead case": a thing is named by what it is.
_IS = lazy(r"\bwhat\s+(?:is|are|was|were)\s+(?:the\s+|an?\s+)?(?P<thing>[^?]{3,80})", re.I)
_ABOUT = lazy(r"\babout\W*$", re.I)
_COPULA = lazy(r"\b(?:is|are|was|were|being|means|remains|shall\s+be|will\s+be)\b", re.I)


@answerer(
    "fact",
    asks=("what",),
    examples=(
        Example("Which local rules govern exhibits?", "Exhibits are governed by Local Rules 12.1 and 12.4.", "12.4"),
        Example(
            "What was the tenant reminded to do?", "The tenant is reminded to keep the roof clear.", "keep the roof"
        ),
    ),
    near=(
        NearMiss("What is the largest city of Peru?", "Exhibits are governed by Local Rules 12.1 and 12.4."),
        NearMiss("What are the exhibits about?", "Exhibits are governed by Local Rules 12.1 and 12.4."),
    ),
)
def answer_fact(context: Context) -> Iterator[Found]:
    """The sentence that names the thing or the act asked for; being near is not enough for a statement of fact."""
    view, gauge, main = context.view, context.gauge, context.question.main
    which, act, what = _WHICH.search(main), _ACT.search(main), _IS.search(main)
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "heading", "signature"):
            continue
        fit = gauge.of(sentence)
        score = fit.score
        if which:
            asked = terms(which["thing"])
            if asked and not any(_named_by(sentence.text, term.stem) for term in asked):
                score *= 0.6
        elif act:
            provisions = view.provisions.get(sentence.number, ())
            score += (
                0.12 if any(one.kind in ("obligation", "permission", "prohibition") for one in provisions) else -0.1
            )
        elif what:
            # What a thing is about is told by its contents, not by a sentence that mentions it.
            score *= 0.5 if _ABOUT.search(main) else _names(sentence.text, what["thing"])
        else:
            score *= 0.75
        yield Found(
            kind="fact",
            score=score,
            spans=(sentence.span,),
            value=text_value(sentence.text),
            said="quote",
            features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
        )


def _named_by(text: str, stem_: str) -> bool:
    """Whether a name or number stands next to the thing: "Local Rules 12.1", "the Elm Street Prison"."""
    words = text.split()
    for place, word in enumerate(words):
        if stem(word.strip(".,;:()“”\"'")) != stem_:
            continue
        near = words[max(0, place - 3) : place] + words[place + 1 : place + 3]
        if any(
            re.match(r"[(“\"]?(?:\d|[A-Z][a-z]+)", one)
            for one in near
            if one not in ("The", "This", "Plaintiff", "Defendant")
        ):
            return True
    return False


def _names(text: str, thing: str) -> float:
    """1 where the sentence says what the thing is ("the lead case is ..."), little where it only mentions it."""
    wanted = [term.stem for term in terms(thing)]
    for copula in _COPULA.finditer(text):
        stems = {term.stem for term in terms(text[max(0, copula.start() - 80) : copula.start()])}
        if wanted and all(stem in stems for stem in wanted):
            return 1.0
    return 0.6
