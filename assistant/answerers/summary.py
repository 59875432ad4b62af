"""An order in short: what it is, what was decided, who must do what, when, and what follows if not."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer
from assistant.answerers.duties import date_words
from assistant.deadlines.due import resolve
from indexer.orders import Provision, Span

_MOST = 6


@answerer(
    "summary",
    asks=("summary",),
    examples=(
        Example(
            "Summarize the order",
            "The motion to compel is GRANTED. Defendant shall serve answers by May 3, 2021. Failure to "
            "comply may result in sanctions.",
            "GRANTED",
        ),
    ),
    near=(NearMiss("Summarize the order", "Notice."),),
)
def answer_summary(context: Context) -> Iterator[Found]:
    """Rulings, duties, dates and consequences, each with its sentence; nothing is said that is not quoted."""
    view = context.view
    taken: set[Span] = set()
    sections: list[tuple[str, list[Span]]] = []
    for name, kinds in (
        ("decided", ("ruling",)),
        ("duties", ("obligation", "prohibition")),
        ("leave", ("permission", "relief")),
        ("consequences", ("consequence",)),
    ):
        spans = []
        for sentence in view.sentences:
            provisions: list[Provision] = [one for one in view.provisions.get(sentence.number, ()) if one.kind in kinds]
            if provisions and sentence.span not in taken and sentence.paragraph.kind in ("body", "item"):
                if name == "decided" and not _final(sentence.text):
                    continue
                spans.append(sentence.span)
                taken.add(sentence.span)
        if spans:
            sections.append((name, spans[:_MOST]))
    if not sections:
        return
    dates = [
        (deadline.subject, date_words(due), deadline.span)
        for deadline in view.order.deadlines
        if (due := resolve(view.order, deadline, context.facts)).status == "computed"
    ]
    cited = tuple(dict.fromkeys(span for _, group in sections for span in group))
    yield Found(
        kind="summary",
        score=0.9,
        spans=cited,
        value={"type": "items", "value": [" ".join(view.words(span).split()) for span in cited]},
        said="summary",
        parts={"sections": sections, "dates": dates, "caption": view.order.caption},
        features={"coverage": 1.0, "meaning": 0.5, "missing": 0.0},
    )


def _final(text: str) -> bool:
    return len(text) < 900
