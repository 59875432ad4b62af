"""What the court decided: "what happened to the motion to stay?", "how did the judge rule?"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.words.words import keys_of
from indexer.orders import Ruling


def outcome_words(ruling: Ruling) -> str:
    """ "denied as moot without prejudice"; what is only recommended says so."""
    words = [
        "recommended:" if ruling.recommended else "",
        ruling.outcome,
        "as moot" if ruling.moot and ruling.outcome != "moot" else "",
        f"{ruling.prejudice} prejudice" if ruling.prejudice else "",
        ""
        if ruling.leave_to_amend is None
        else "with leave to amend"
        if ruling.leave_to_amend
        else "without leave to amend",
    ]
    return " ".join(filter(None, words))


@answerer(
    "ruling",
    asks=("ruling",),
    examples=(
        Example("What happened to the motion to strike?", "The motion to strike is DENIED as moot.", "denied"),
        Example(
            "how did the court rule on the request for more time",
            "The Court will take the request for more time under advisement.",
            "taken under advisement",
        ),
    ),
    near=(NearMiss("What happened to the motion for sanctions?", "The parties shall file a joint report by May 3."),),
)
def answer_ruling(context: Context) -> Iterator[Found]:
    """The ruling whose motion fits; without a subject, every ruling of the order."""
    view, gauge = context.view, context.gauge
    found: list[Found] = []
    for sentence in view.sentences:
        if sentence.paragraph.kind == "caption":
            continue
        for provision in view.provisions.get(sentence.number, ()):
            ruling = provision.ruling
            if ruling is None:
                continue
            fit = gauge.of(sentence, f"{view.words(provision.span)} {ruling.motion}")
            disposition = outcome_words(ruling)
            bonus = 0.08 if sentence.paragraph.decretal else 0.0
            if provision.state != "in force":
                bonus -= 0.08
            head = keys_of(" ".join(ruling.motion.split()[:8]))
            subject = next((term for term in context.question.terms if not term.keys & view.roles), None)
            if subject is not None and subject.keys & head:
                bonus += 0.12
            found.append(
                Found(
                    kind="ruling",
                    score=fit.score + bonus,
                    spans=(sentence.span,),
                    value=text_value(disposition),
                    said="disposition",
                    parts={"disposition": disposition, "motion": ruling.motion},
                    features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
                )
            )
    if not context.question.terms and found:
        spans = tuple(dict.fromkeys(item.spans[0] for item in found))[:6]
        values = [str((item.value or {}).get("value")) for item in found][:6]
        yield Found(kind="ruling", score=0.8, spans=spans, value={"type": "items", "value": values}, said="rulings")
        return
    yield from found
