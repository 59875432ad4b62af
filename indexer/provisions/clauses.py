"""A sentence → its clauses: who (actor), operator, what (act), under which condition, with which exception."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.lazy import lazy, remembered
from indexer.provisions.operators import Force, FoundOperator, find_operators

# Where the subject of an operator may begin: after these the words belong to it.
_EDGES = re.compile(
    r";\s+(?:and\s+|but\s+|or\s+)?|:\s+|,?\s+(?:and(?!\s+confer)|but|nor)\s+|,\s+(?:however|but),?\s+|"
    r"\bthat\s+(?=(?:the|all|any|no|each|every|both|plaintiffs?|defendants?|counsel)\b)|"
    r"\b(?:ORDERED|ordered|Ordered)(?:\s+that)?:?\s+|—|\(\s*[a-z0-9]{1,3}\s*\)\s+|"
    r",\s+(?=(?:and\s+)?(?:the|all|any|no|each|every|both|either|neither|one|such|this|that|counsel|"
    r"plaintiffs?|defendants?|they|he|she|it)\b)",
)
_CONDITION = lazy(
    r"\b(?:if(?! any\b| needed\b| necessary\b| applicable\b| so\b)|when|whenever|once|in the event(?: that)?|"
    r"to the extent(?: that)?|should (?:the|any|either)|"
    r"provided that|upon|after|inasmuch as|where)\b[^,;]*",
    re.IGNORECASE,
)
_EXCEPTION = lazy(
    r"\b(?:unless(?: and until)?|except(?:ing)?(?: that| for| as| in| if)?|only if|absent|without (?:the |prior |"
    r"express |leave|further )|until|other than|save|with the exception of|but only)\b[^;]*",
    re.IGNORECASE,
)
_NEGATIVE_SUBJECT = re.compile(r"^\s*(?:no|neither|nor|none of)\b", re.IGNORECASE)
_NEGATION = lazy(
    r"\b(?:not|no|never|nor|neither|without|cannot|declin\w+|disinclin\w+|refus\w+|fail\w*|unable|lacks?)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,;]+(?:and|but|or|nor|that|and that)?\s*$", re.IGNORECASE)
# With another end there is nothing to cut off but blanks.
_TAILS = (",", ";", "and", "but", "or", "nor", "that")
# "it is ordered that the bank, its officers and its agents provide ...": the actor stands before a bare verb.
_DECREED = lazy(
    r"\s*(?P<who>[^;]{2,300}?)\s+(?=(?:provide|file|serve|produce|pay|appear|show|respond|answer|submit|return|"
    r"destroy|"
    r"deliver|notify|comply|confer|meet|post|forward|send)\b)"
)
# "The Court DIRECTS the Clerk to enter judgment": the clerk must.
_TOLD = re.compile(
    r"(?:directs?|orders?|instructs?|requires?|directing|ordering|requiring|advises|"
    r"cautions)\s+(?P<who>\S.*?)\s+to$", re.I | re.S
)
# "Plaintiff requests that the court order defendant to pay" orders nothing.
_ASKING = re.compile(r"\b(?:requests?|asks?|moves?|urges?|argues?|proposes?)\s+(?:\w+\s+)?that\b", re.I)
_PRONOUN = re.compile(r"they|he|she|it|who|which|both", re.I)
_NEEDED = re.compile(r"\b(?:required|necessary|ordered|expected)\b", re.I)
_LABEL = re.compile(r"^\s*\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,5})[.)]\s+")
_INTRO = re.compile(
    r"^(?:(?:on or before|by|within|no later than|not later than|during|at|in|on|for|pursuant to|accordingly|"
    r"finally|moreover|furthermore|further|however|specifically|therefore|also|instead|to the extent|if|upon|when|"
    r"after|following|unless|as|given|because|while|although|under|with respect to|going forward|having|being|based|"
    r"treating|finding|noting)\b"
    # The comma in "May 3, 2021" ends nothing.
    r"(?:[^,]|,(?=\s\d{4}\b))*,\s+)+",
    re.IGNORECASE,
)
# What heads a docket entry or a paragraph acts in nothing: "MINUTE ORDER: The parties", "DISCOVERY. The parties".
_HEADING = re.compile(
    r"^(?:(?!IT\b)[A-Z0-9][A-Z0-9 '’&/,().-]{2,90}?(?:\s[-–]+\s|[.:–]+\s+)(?=\S)|"
    r"[^:;]{0,120}?\b(?:ORDERS?|Orders?|ENTRY|Entry|NOTICE|Notice|MINUTES|Minutes|JUDGMENT|RULING|"
    r"DECREE)\b[^:;]{0,80}?(?::|\s[-–])\s+)+"
)
_MARK = re.compile(r"^\s*(?:\*{2,}[^*]{0,120}\*{2,}|\[[^\[\]]{0,120}\])\s*")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]\s*")
# "Plaintiff, proceeding pro se,"; "the reply, if any,".
_ASIDE = re.compile(
    r",\s+(?:proceeding|appearing|acting|if|through|by\s+and\s+through|who|which|as|on\s+behalf|having|pro\s+se|"
    r"in\s+(?:his|her|its|"
    r"their)|where|when|whether|individually|however|accordingly|therefore|further|also)\b.*$",
    re.I | re.S,
)
_EMPTY = re.compile(r"(?:it|there|this|that|and|or|but|further|hereby|,|\s)*", re.I)
_LED = re.compile(r"^(?:that|and|but|or|which|who|accordingly|it is so ordered)\b[\s,]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence, offsets within the sentence.

    force: None where no operator stands in it (a statement of fact). actor: the subject's words, None where
    there are none. act: the words after the operator. negative: what it says is denied. at: where its operator stands.
    """

    start: int
    end: int
    force: Force | None
    actor: str | None
    act: str
    negative: bool
    soft: bool = False
    condition: str | None = None
    exception: str | None = None
    at: int = 0


@remembered
def split_clauses(sentence: str) -> tuple[Clause, ...]:
    """The clauses of `sentence`, one for each operator; a sentence without one is a single statement."""
    operators = find_operators(sentence)
    if not operators:
        return (
            Clause(
                0,
                len(sentence),
                None,
                None,
                sentence.strip(),
                bool(_NEGATION.search(sentence)),
                condition=_first(_CONDITION, sentence),
                exception=_first(_EXCEPTION, sentence),
            ),
        )
    starts = [_subject_start(sentence, operators, index) for index in range(len(operators))]
    starts[0] = 0
    clauses: list[Clause] = []
    actor: str | None = None
    for index, operator in enumerate(operators):
        start = starts[index]
        end = starts[index + 1] if index + 1 < len(operators) else len(sentence)
        if index + 1 < len(operators) and operators[index + 1].words.startswith("("):
            # A parenthesis interrupts: "submit by email (but not file) a statement" goes on after it.
            end = starts[index + 2] if index + 2 < len(operators) else len(sentence)
        subject = sentence[start : operator.start].strip(" ,;:(—")
        named = actor_of(subject)
        if (told := _TOLD.match(operator.words)) and not _ASKING.search(subject):
            named = re.sub(r"\s+not$", "", told["who"])
        if actor and named and _PRONOUN.fullmatch(named):
            named = actor  # "the parties are reminded that they must"
        if named is not None:
            actor = named
        if operator.words.lower().endswith("ordered that"):
            decreed = _DECREED.match(sentence[operator.end : end])
            if decreed:
                actor = decreed["who"].strip(" ,")
        force = operator.force
        negative = force in ("prohibition", "relief") or " not" in operator.words.lower()
        if _NEGATIVE_SUBJECT.match(named or "") and force in ("permission", "obligation", "statement"):
            force, negative = ("relief" if _NEEDED.search(operator.words) else "prohibition"), True
        words = sentence[start:end]
        verb = operator.start if operator.force == "law" else operator.end
        act = _cut_tail(sentence[verb:end]).strip(" ,;)(")
        clauses.append(
            Clause(
                start,
                end,
                force,
                actor,
                act,
                negative,
                operator.soft,
                _first(_CONDITION, words),
                _first(_EXCEPTION, words),
                operator.start,
            )
        )
    return tuple(clauses)


def _cut_tail(words: str) -> str:
    bare = words.rstrip()
    return _TAIL.sub("", words) if bare[-4:].lower().endswith(_TAILS) else bare


def _subject_start(sentence: str, operators: Sequence[FoundOperator], index: int) -> int:
    """Where the clause of operator `index` begins: after the last edge between it and the operator before."""
    operator = operators[index]
    floor = operators[index - 1].end if index else 0
    if index and operators[index - 1].words.lower().endswith(("that", "ordered")):
        return floor  # "IT IS ORDERED that the Clerk shall ...": what follows is its subject
    best = floor if index else 0
    for edge in _EDGES.finditer(sentence, floor, operator.start):
        best = edge.end()
    if index and best == floor:
        # No edge: "shall attend and shall bring" leaves the second operator directly after its conjunction.
        return operator.start
    return best


def actor_of(subject: str) -> str | None:
    """The subject's words without heading, introduction and asides; None where nothing is left."""
    subject = _HEADING.sub("", _LABEL.sub("", _MARK.sub("", subject)))
    subject = _INTRO.sub("", subject + " ").strip(" ,;")
    subject = _ASIDE.sub("", _BRACKETS.sub(" ", _LED.sub("", subject)))
    subject = re.sub(r"\s+(?:is|are|be)$", "", " ".join(subject.split()), flags=re.I).strip(" ,;:–-")
    return None if _EMPTY.fullmatch(subject) else subject


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match.group().strip(" ,;.") if match else None
