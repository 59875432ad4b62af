"""What the court decided: "what happened to the motion to stay?", "how did the judge rule?"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.words.words import keys_of


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
            if provision.kind != "ruling":
                continue
            value = dict(provision.value)
            words = f"{view.words(provision.span)} {value.get('motion', '')}"
            fit = gauge.of(sentence, words)
            disposition = " ".join(filter(None, (value.get("disposition"), value.get("qualifier"))))
            bonus = 0.08 if sentence.paragraph.decretal else 0.0
            head = keys_of(" ".join(value.get("motion", "").split()[:8]))
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
                    parts={"disposition": disposition, "motion": value.get("motion", "")},
                    features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
                )
            )
    if not context.question.terms and found:
        spans = tuple(dict.fromkeys(item.spans[0] for item in found))[:6]
        values = [str((item.value or {}).get("value")) for item in found][:6]
        yield Found(kind="ruling", score=0.8, spans=spans, value={"type": "items", "value": values}, said="rulings")
        return
    yield from found
