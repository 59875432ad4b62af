"""Who must do what: the actor, the act and what is due, read from the words about an operator."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from indexer.lazy import lazy
from indexer.provisions.actors import AGENT, clean_actor, owner_of
from indexer.provisions.clauses import Clause, split_clauses
from indexer.provisions.operators import Force, FoundOperator, find_operators
from indexer.provisions.phrases import BASE_VERBS, object_of, trim

_PASSIVE = re.compile(
    r"^(?:(?:\w+ly|also|then)\s)*be\s(?:\w+ly\s)*(?P<verb>\w+(?:ed|en|ought|ade|old|ent|id|eld|et|orne|ut))\b", re.I
)
_TOLD = re.compile(
    r"(?:directs?|orders?|instructs?|requires?|directing|ordering|requiring)\s+(?P<who>\S.*?)\s+to$", re.I
)
_SECOND = re.compile(r"\W*(?:and|or|but)\s(?:then\s|also\s|shall\s|must\s|to\s)*(?P<act>(?P<verb>[a-z-]+)\b.*)$", re.I)
_PERFECT = re.compile(r"^(?:have|has)\s(?P<verb>\w+(?:ed|en|ought|ade|ent|id|eld))\s+", re.I)
_DIRECTED = re.compile(r"^(?:and\s)?(?:ordered|directed|required)\sto\s", re.I)
_ADVERBS = re.compile(r"^(?:(?:\w+ly|also|then|jointly|and|to|either)\s)+(?=\w)")
_DUTY = re.compile(r"^(?:their|its|his|her|the)\s(?:obligation|duty)\s(?:to|of)\s")
_THAT = re.compile(r"\bthat$", re.I)
_PURPOSE = lazy(r"(?:^|;\s)(?:and\s)?to\s[a-z]+\s[^;]*,\s(?P<actor>[^,;]+)$", re.I)


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause asks. verb: its head verb, as printed. passive: the subject suffers the act.
    actor: None where the clause names none. force: of the clause's operator."""

    actor: str | None
    act: str
    subject: str
    verb: str
    passive: bool
    force: Force | None
    soft: bool
    condition: str | None
    start: int
    end: int


@lru_cache(maxsize=1024)
def read_acts(sentence: str) -> tuple[Act, ...]:
    """The acts of `sentence`, one for each clause with an operator; offsets within it."""
    operators = find_operators(sentence)
    return tuple(_act(sentence, clause, operators) for clause in split_clauses(sentence) if clause.force is not None)


def read_act(sentence: str, at: int) -> Act | None:
    """The act of the clause that holds offset `at`; of the next one where that clause has no operator."""
    acts = read_acts(sentence)
    holding = [act for act in acts if act.start <= at < max(act.end, act.start + 1)]
    if holding:
        return holding[-1]
    return next((act for act in acts if act.start >= at), None)


def second_act(act: Act, between: str) -> Act | None:
    """The second verb of a clause, read from the words between its two limits: "confer by May 1 and file a
    report by May 8"; None where the second limit is on the same verb."""
    found = _SECOND.match(" ".join(between.split()))
    if found is None or found["verb"].casefold() not in BASE_VERBS:
        return None
    return replace(_made(act.actor, found["act"], None, act.start, act.end), force=act.force, soft=act.soft)


def first_act(act: Act, words: str) -> Act:
    """The act with only `words` behind its operator: what is said before its own limit."""
    return replace(_made(act.actor, words, None, act.start, act.end), force=act.force, soft=act.soft)


def infinitive(before: str, after: str) -> Act | None:
    """ "Plaintiff to file an Amended Complaint by ...", and "thirty days in which to file ...": the act of an
    infinitive before or behind a time phrase; None where there is none."""
    found = None
    for match in re.finditer(r"\bto\s(?P<verb>[a-z-]+)\s", before):
        if match["verb"].casefold() in BASE_VERBS:
            found = match
    if found:
        words = before[found.start() + 3 :].strip(" ,")
        actor = re.split(r"[.;:]\s", before[: found.start()])[-1].strip(" ,")
        actor = re.sub(r"^.*\b(?:ordered|directed)\s(?:that\s)?", "", actor, flags=re.I)
        actor = re.sub(r"\s(?:is|are)\b.*$", "", actor)
        return _made(actor or None, words, None, 0, len(before))
    if granted := re.match(r"[^.;]{0,40}?\bto:?\s+(?:\(\w\)\s+)?(?P<act>[a-z][^.;]{3,200})", after):
        grantee = re.search(
            r"\b(?:grants?|gives?|allows?|affords?)\s(?P<actor>(?:the\s)?[A-Z][\w'’]*(?:\s[A-Z]\w*)?)", before, re.I
        )
        subject = re.search(r"(?P<actor>(?:[A-Z][\w'’]*\s|the\s){1,4})(?:is|are|shall\shave|has|have)\b", before)
        named = grantee or subject
        return _made(named["actor"].strip() if named else None, granted["act"].strip(" ,"), None, 0, len(before))
    return None


def _act(sentence: str, clause: Clause, operators: Sequence[FoundOperator]) -> Act:
    operator = next((found for found in operators if clause.start <= found.start < clause.end), None)
    if operator and (told := _TOLD.match(operator.words)):
        # "The Court orders the parties to confer": the parties must.
        return _made(told["who"], clause.act, clause, clause.start, clause.end)
    act = " ".join(re.split(r";\s", clause.act)[0].split())
    act = _DUTY.sub("", act)
    words = " ".join(operator.words.split()) if operator else ""
    if words.casefold().endswith(" be"):  # "is to be filed": the operator swallowed the verb
        words, act = words[:-3], f"be {act}"
    if operator and _THAT.search(operator.words):
        return _subjunctive(clause, act)
    return _made(_before_operator(sentence, clause, operator), act, clause, clause.start, clause.end, words)


def _before_operator(sentence: str, clause: Clause, operator: FoundOperator | None) -> str | None:
    """The subject's words; a purpose before it is cut off: "and to assist the Court in X and Y, counsel shall"."""
    if operator is not None:
        opened = sentence[: operator.start]
        purpose = _PURPOSE.search(opened)
        if purpose:
            return purpose["actor"]
    return clause.actor


def _subjunctive(clause: Clause, act: str) -> Act:
    """ "it is ordered that the Governor provide complete responses": the actor stands behind "that"."""
    words = act.split()
    for index, word in enumerate(words):
        if index and word.casefold() in BASE_VERBS:
            return _made(" ".join(words[:index]), " ".join(words[index:]), clause, clause.start, clause.end)
    return _made(clause.actor, act, clause, clause.start, clause.end)


def _made(actor: str | None, act: str, clause: Clause | None, start: int, end: int, operator: str = "") -> Act:
    act = _DIRECTED.sub("", " ".join(act.split()))
    actor = clean_actor(actor)
    passive = _PASSIVE.match(act)
    if passive:
        agent = AGENT.search(act, passive.end())
        due = trim(actor or "")
        owner = re.match(r"(?:the\s)?(?P<owner>[A-Za-z ]{3,40}?(?:s['’]|['’]s))\s", actor or "")
        by = agent["agent"].strip(" ,.") if agent else owner_of(owner["owner"]) if owner else None
        who, words = by, f"{actor or ''} {operator} {act}".strip()
        verb = passive["verb"]
    else:
        bare = _ADVERBS.sub("", act)
        if perfect := _PERFECT.match(bare):
            verb, rest = perfect["verb"], bare[perfect.end() :]
        else:
            verb, _, rest = bare.partition(" ")
        who, words, due = " ".join(actor.split()) if actor else None, act, object_of(verb, rest)
    force, soft, condition = (clause.force, clause.soft, clause.condition) if clause else (None, False, None)
    return Act(who, words, due, verb, passive is not None, force, soft, condition, start, end)
