"""The actor of a passive clause, from another sentence about the same paper: "a report shall be filed"."""

from __future__ import annotations

from dataclasses import replace

from indexer.deadlines.places import Place
from indexer.deadlines.ties import Limit
from indexer.orders import Span
from indexer.provisions.actors import antecedent, clean_actor, condition_of
from indexer.provisions.acts import Act, read_acts
from indexer.provisions.phrases import stem, words_of


def with_actor(limit: Limit, place: Place, places: list[Place]) -> Limit:
    """Fill the actor of a passive clause from another sentence about the same paper."""
    deadline = limit.deadline
    if deadline.actor is not None or deadline.role not in {"act", "vague"} or not limit.verb:
        return limit
    due = words_of(deadline.subject)
    if not due:
        return limit
    nearby = sorted(
        places,
        key=lambda other: (other.paragraph.number != place.paragraph.number, abs(other.span.start - place.span.start)),
    )
    for other in nearby:
        if other is place:
            continue
        for act in read_acts(other.blank):
            if (
                act.passive
                or act.actor is None
                or act.force != "obligation"
                or words_of(act.subject) != due
                and not (due <= words_of(act.act) and _object_is(act, due))
            ):
                continue
            if stem(act.verb) != stem(limit.verb) and other.paragraph.number != place.paragraph.number:
                continue
            condition = condition_of(other.text, len(other.text))
            act = replace(act, actor=antecedent(act.actor, condition))
            actor = clean_actor(act.actor)
            found = other.text.find(actor or "\0")
            where = (
                Span(other.span.start + found, other.span.start + found + len(actor or ""))
                if found >= 0
                else other.span
            )
            same = other.paragraph.number == place.paragraph.number
            return replace(
                limit,
                deadline=replace(
                    deadline,
                    actor=actor,
                    actor_span=where,
                    conditional=deadline.conditional or (condition if same else None),
                ),
            )
    return limit


def _object_is(act: Act, due: frozenset[str]) -> bool:
    """Whether the act's first noun phrase is what is due ("initiate a telephone conference with ...")."""
    return due <= words_of(" ".join(act.subject.split()[1:])) and len(words_of(act.subject)) <= len(due) + 1
