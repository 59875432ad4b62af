"""What the caption says: docket number, court, title, case name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.words.words import terms
from indexer.lazy import lazy
from indexer.orders import Caption

_CAPTION = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF NEVADA\n\nMARY MAJOR,\nPlaintiff,\nv.\nJOHN MINOR,\nDefendant.\n\n"
    "Case No. 2:20-cv-00010\n\nORDER\n\nThe parties shall confer."
)
# What is asked for → the caption's field. Each pattern is about the order itself, not about what it mentions.
_ASKED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "docket_number",
        lazy(
            r"\b(?:case|docket|civil\s+action|action|cause)\s*(?:number|no\.?|#)|\bnumber\s+of\s+(?:the|this)\s+case\b",
            re.I,
        ),
    ),
    (
        "court",
        lazy(
            r"\b(?:which|what)\s+(?:(?:federal|district)\s+)?(?:court|district)\b|\bname\s+of\s+the\s+court\b|"
            r"\bwhat\s+court\s+is\b",
            re.I,
        ),
    ),
    ("title", lazy(r"\b(?:title|called|name)\b.*\border\b|\border(?:'s)?\s+(?:title|called)\b", re.I)),
    (
        "case_name",
        lazy(r"\b(?:name|title)\s+of\s+(?:the|this)\s+case\b|\bcase\s+(?:name|called)\b|\bwhat\s+case\s+is\b", re.I),
    ),
)
_FORMAL = "case number docket civil action court district name title called order which what federal caption"


@answerer(
    "metadata",
    asks=("what", "where", "quantity"),
    examples=(
        Example("What is the docket number?", _CAPTION, "2:20-cv-00010"),
        Example("which court is this in", _CAPTION, "NEVADA"),
    ),
    near=(NearMiss("What is the appeal number?", _CAPTION),),
)
def answer_metadata(context: Context) -> Iterator[Found]:
    """A field of the caption, where the question is about the order itself and names nothing else."""
    caption = context.view.order.caption
    for field, pattern in _ASKED:
        span = caption.where.get(field)
        words = _field(caption, field)
        if not pattern.search(context.question.main) or span is None or not words:
            continue
        known = {key for term in terms(_FORMAL, keep_stop=True) for key in term.keys} | context.view.parties
        if any(not term.keys & known for term in context.question.terms):
            continue
        yield Found(
            kind="metadata",
            score=0.94,
            spans=(span,),
            value=text_value(words),
            said="field",
            parts={"words": words},
            features={"coverage": 1.0, "meaning": 0.6, "missing": 0.0},
        )
        return


def _field(caption: Caption, field: str) -> str | None:
    if field == "docket_number":
        return caption.docket_number.printed if caption.docket_number else None
    return str(getattr(caption, field)) if getattr(caption, field) else None
