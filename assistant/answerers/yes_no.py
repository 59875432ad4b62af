"""Yes/no questions: may I, must I, will they, did the court, is it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Kind
from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value, yes_no
from assistant.reading.fit import Fit
from assistant.reading.opposites import opposed
from assistant.reading.polarity import flipping, truth
from assistant.reading.verdict import verdict_of
from assistant.reading.view import Sentence
from assistant.words.words import Term, keys_of, terms
from indexer.lazy import lazy
from indexer.orders import Provision

_KINDS: dict[str, Kind] = {
    "can": "permission",
    "must": "obligation",
    "did": "ruling",
    "is": "fact",
    "will": "obligation",
}
_RULE = lazy(r"\b(?:rule|rules|section|statute|§)\s*\d*", re.IGNORECASE)
_CONSIDERED = ("obligation", "prohibition", "permission", "relief", "ruling", "law", "fact")
_DISPOSING = frozenset(
    key
    for term in terms("granted denied approved allowed rejected decided ruled issue order get got")
    for key in term.keys
)
_SIDES = {
    "court": lazy(r"\b(?:court|judge|magistrate)\b", re.I),
    "plaintiff": lazy(r"\b(?:plaintiffs?|petitioners?|parties|party|states?)\b", re.I),
    "defendant": lazy(r"\b(?:defendants?|respondents?|defense|parties|party|government)\b", re.I),
    "lawyer": lazy(r"\b(?:counsel|attorneys?|lawyers?|parties)\b", re.I),
}
_MANNER = lazy(r"\b(\w{4,}ly)\s*\??$", re.IGNORECASE)
# "submit (but not file) a letter": the aside is a prohibition of its own.
_ASIDE = lazy(r"\((?:but|and)\s+(?:do\s+)?not\s[^)]*\)", re.IGNORECASE)
# An adjunct that names how: where the order is silent on the way, it is silent on the question.
_ADJUNCT = lazy(r"\b(?:by|via|through|over|with|without|using|on)\s+(?:a\s+|an\s+|the\s+|my\s+)?(\w+)\s*\??$", re.I)


@answerer(
    "yes_no",
    asks=("yes_no",),
    examples=(
        Example("can I bring a cell phone?", "No visitor may bring a telephone into the courtroom.", "no"),
        Example("do we have to sign the report", "All parties must sign the report.", "yes"),
        Example("Do I have to reply?", "Plaintiff is relieved of any duty to reply to the motion.", "no"),
        Example("are recordings banned", "Recordings of the hearing are prohibited.", "yes"),
        Example("was the motion to strike granted?", "Defendant's motion to strike (ECF No. 3) is DENIED.", "no"),
        Example("can I email the judge", "Emails to chambers are not motions and will be disregarded.", "no"),
        Example("can I get another extension", "No further extensions will be granted absent good cause.", "no"),
        Example("may I come by video", "The parties shall appear in person.", "no"),
    ),
    near=(
        NearMiss("can I bring a dog?", "The parties shall file a joint report by May 3, 2021."),
        NearMiss("was bail granted?", "The parties shall meet and confer."),
    ),
)
def answer_yes_no(context: Context) -> Iterator[Found]:
    """The clause that fits best and decides; clauses that say the same are cited with it, exceptions too."""
    question, gauge, view = context.question, context.gauge, context.view
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "signature"):
            continue
        for provision in view.provisions.get(sentence.number, ()):
            if provision.kind not in _CONSIDERED:
                continue
            words = view.words(provision.span)
            if provision.kind != "prohibition":
                words = _ASIDE.sub(" ", words)
            said = truth(question, provision, words)
            partial = said is None and provision.ruling is not None and provision.ruling.says == "partly"
            if said is None and not partial:
                continue
            if said is not None and provision.ruling is not None:
                # Where the two readings of a ruling do not agree, its outcome is told and no yes or no.
                checked = verdict_of(question, sentence.text)
                if checked.turned or (checked.said is not None and checked.said != ("yes" if said[0] else "no")):
                    said = None
            extra = _opposite_keys(context, words)
            if provision.kind == "ruling":
                extra |= _DISPOSING
            if question.flips and provision.kind in ("prohibition", "relief", "permission"):
                extra |= flipping(question)  # a prohibition is what "banned" asks for
            fit = gauge.of(sentence, words, extra)
            directness = 0.9 if said is None else said[1]
            if provision.kind == "law" and _RULE.search(question.main):
                directness = 1.05
            score = fit.score * (0.72 + 0.28 * directness) - _silent_way(context, fit)
            score += _same_form(question.main, words)
            if _other_actor(question.actor, provision.actor):
                score *= 0.92
            if provision.kind == "fact" and sentence.paragraph.kind == "item":
                score *= 0.85  # an item of a list names a thing; it says nothing of its own
            kind: Kind = _KINDS[question.modality or "is"]
            if provision.kind == "law" and question.actor == "court":
                kind = "authority"
            elif provision.kind == "ruling" and question.modality in ("did", "is"):
                kind = "ruling"
            disposition = provision.ruling.outcome if provision.ruling else ""
            yield Found(
                kind=kind,
                score=score,
                spans=(sentence.span, *_touching(context, sentence, provision, fit)),
                value=text_value(disposition) if said is None else yes_no(said[0]),
                said="disposition" if said is None else "yes_no",
                parts={"disposition": disposition, "provision": provision.kind},
                features=_features(context, sentence, fit, directness),
            )


# Verbs by which a question names the very form of the provision that it asks about.
_FORMS = lazy(
    r"\b(encourag|remind|reliev|excus|warn|advis|instruct|direct|forb|permit|waiv|invit|accept)\w*", re.IGNORECASE
)
_THERE_IS = lazy(r"^\W*(?:is|are|was|were)\s+there\b|\b(?:find|found)\b", re.IGNORECASE)


def _same_form(main: str, words: str) -> float:
    """More for a clause that is worded as the question is ("are we encouraged", "there is no")."""
    named = _FORMS.search(main)
    if named:
        return 0.06 if re.search(rf"\b{named.group(1)}\w*", words, re.IGNORECASE) else -0.08
    if _THERE_IS.search(main) and re.match(r"\W*there\s+(?:is|are|was|were)\b", words, re.IGNORECASE):
        return 0.12
    return 0.0


def _other_actor(asked: str | None, actor: str | None) -> bool:
    """The clause is about another side than the one that the question names."""
    if asked is None or asked == "asker" or not actor:
        return False
    own = _SIDES.get(asked)
    return own is not None and not own.search(actor) and any(side.search(actor) for side in _SIDES.values())


def _features(context: Context, sentence: Sentence, fit: Fit, directness: float) -> dict[str, float]:
    nowhere = set(fit.missing)
    missing = sum(weight for term, weight in context.gauge.weights if term in nowhere)
    return {
        "coverage": fit.coverage,
        "meaning": fit.meaning,
        "directness": directness,
        "missing": missing / context.gauge.total if context.gauge.total else 1.0,
    }


def _opposite_keys(context: Context, words: str) -> frozenset[str]:
    """A word that the clause denies by its opposite ("by video" / "in person") counts as met."""
    _, asked = opposed(context.question.main, words)
    return frozenset().union(*map(keys_of, asked))


def _silent_way(context: Context, fit: Fit) -> float:
    """A penalty where the question turns on a way ("by video") of which the order has no word."""
    match = _ADJUNCT.search(context.question.main) or _MANNER.search(context.question.main)
    if not match:
        return 0.0
    way = terms(match.group(1))
    return 0.25 if way and any(_same(term, way[0]) for term in fit.missing) else 0.0


def _same(left: Term, right: Term) -> bool:
    return left.stem == right.stem


def _touching(context: Context, sentence: Sentence, provision: Provision, fit: Fit) -> tuple:
    """Exceptions elsewhere in the order that name the same act: "This bar shall not apply to ..."."""
    found = []
    for other in context.view.sentences[sentence.number + 1 : sentence.number + 4]:
        if other.paragraph.number != sentence.paragraph.number:
            break
        for following in context.view.provisions.get(other.number, ()):
            points_back = re.match(r"\s*(?:this|these|such|however|nothing|notwithstanding)\b", other.text, re.I)
            if points_back and (following.kind == "relief" or following.exception) and other.span not in found:
                found.append(other.span)
    return tuple(found[:1])


_WHEN_ALLOWED = lazy(
    r"\bwhen\s+(?:can|may|must|should|could|(?:do|does)\s+\w+\s+(?:have|need)\s+to)\b|\b(?:under|on)\s+(?:what|"
    r"which)\s+(?:condition|circumstance)s?\b",
    re.IGNORECASE,
)


@answerer(
    "condition",
    asks=("when",),
    examples=(
        Example(
            "When can pets be brought in?",
            "Pets should not be brought in unless a doctor certifies the need.",
            "unless a doctor certifies",
        ),
    ),
    near=(NearMiss("When can I smoke?", "Pets should not be brought in unless a doctor certifies the need."),),
)
def answer_condition(context: Context) -> Iterator[Found]:
    """Under which condition something is allowed or due, where it is a condition and not a date that answers "when"."""
    if not _WHEN_ALLOWED.search(context.question.main):
        return
    for sentence in context.view.sentences:
        for provision in context.view.provisions.get(sentence.number, ()):
            if provision.kind in ("permission", "prohibition", "obligation") and (
                provision.exception or provision.condition
            ):
                fit = context.gauge.of(sentence, context.view.words(provision.span))
                yield Found(
                    kind="permission",
                    score=fit.score - 0.15,
                    spans=(sentence.span,),
                    value=text_value(sentence.text),
                    said="quote",
                    features=_features(context, sentence, fit, 1.0),
                )
