"""Blocks → paragraphs: numbers, labels as a lawyer cites them, headings, what belongs to what."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from indexer.layout.joining import Block
from indexer.layout.sentences import split
from indexer.lazy import lazy
from indexer.orders import Paragraph, ParagraphKind, Span

# Words that order: the paragraph that holds them, or that stands numbered under them, is decretal.
_DECRETAL = lazy(
    r"\b(?:IT\s+IS|it\s+is|It\s+is)\b[^.;:]{0,60}?\b(?:ORDERED|ordered|ADJUDGED|DECREED)\b|\bSO\s+ORDERED\b"
    r"|\b(?:hereby|HEREBY)\s+(?:ORDERED|ORDERS|ordered|orders)\b|\bORDERED\b|\b[Cc]ourt\s+(?:hereby\s+)?(?:ORDERS|"
    r"orders)\b",
)
_OPENS_LIST = lazy(
    r"\b(?:ORDERED|ORDERS|ordered|orders|ADJUDGED|DECREED)\b[^.]{0,160}?(?::|as follows\W*|\bthat)$",
)
_RUN_IN = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\s+)?"
    r"(?P<heading>[A-Z][A-Z0-9 ,'’&/()§-]{3,110}?)(?<!\s[A-Z])(?:\.|:|\s[-–—])\s+(?=[A-Z“\"(])"
)


def label(
    blocks: Sequence[Block], text: str, spans: Sequence[Span], calls: Mapping[str, int] = {}
) -> tuple[Paragraph, ...]:
    """The paragraphs that the blocks make, their text at `spans`. calls: for each note that is called, where."""
    paragraphs: list[Paragraph] = []
    heading: str | None = None
    ordering = False
    lead = 0
    unnumbered = entries = 0
    prefix = ""
    owners: dict[tuple[str, ...], int] = {}
    taken: dict[str, int] = {}
    for number, (block, span) in enumerate(zip(blocks, spans, strict=True), 1):
        words = text[span.start : span.end]
        kind: ParagraphKind = block.kind
        parent: int | None = None
        own: str | None = heading
        decretal = False
        name: str = kind
        if kind == "heading":
            heading = " ".join(words.split())
            own, ordering, name = None, False, "heading"
        elif kind == "footnote":
            name = block.label or "n.?"
            parent = _called_in(name, paragraphs, calls)
        elif kind == "body":
            decretal = bool(_DECRETAL.search(words))
            member = block.member
            if block.entry and (lead or not block.whole):
                kind = "item"
                parent = lead or None
                entries += 1
                owner = paragraphs[lead - 1] if lead else None
                name = f"{owner.label}, item {entries}" if owner else f"item {entries}"
                decretal = decretal or bool(owner and owner.decretal)
            elif member and member.depth == 1 and member.style in "1AI":
                if member.parts[0] in ("1", "A", "I") or prefix == "":
                    prefix = "order ¶ " if ordering else "¶ "
                owners = {member.parts: number}
                name = prefix + member.parts[0]
                decretal = decretal or prefix.startswith("order")
            elif member:
                kind = "item"
                above = member.parts[:-1]
                base = owners.get(above) if above else None
                parent = base or lead or None
                owner = paragraphs[parent - 1] if parent else None
                name = (owner.label if owner else "¶ ") + f"({member.parts[-1]})"
                decretal = decretal or bool(owner and owner.decretal)
                if not above:
                    owners = {}
                owners[member.parts] = number
                if words.endswith(":"):
                    lead, entries = number, 0
                own = owner.heading if owner else own
            else:
                unnumbered += 1
                name = f"unnumbered ¶ {unnumbered}"
            if kind == "body":
                run_in = _RUN_IN.match(words)
                own = run_in.group("heading").strip() if run_in and " " in words[:40] else heading
            if kind == "body":
                lead, entries = number, 0
                ordering = bool(_OPENS_LIST.search(words)) or ordering and bool(member)
        if kind in ("body", "item"):
            name = _unused(name, taken)
        paragraphs.append(
            Paragraph(
                number=number,
                label=name,
                kind=kind,
                span=span,
                sentences=(span,) if block.whole else split(text, span.start, span.end),
                heading=own if kind in ("body", "item") else None,
                parent=parent,
                decretal=decretal,
            )
        )
    return tuple(paragraphs)


def _called_in(name: str, paragraphs: Sequence[Paragraph], calls: Mapping[str, int]) -> int | None:
    """The paragraph that calls a note by a mark, else the one before the note."""
    place = calls.get(name.removeprefix("n."))
    if place is not None:
        index = bisect_right(paragraphs, place, key=lambda paragraph: paragraph.span.start) - 1
        if index >= 0 and paragraphs[index].kind != "footnote":
            return paragraphs[index].number
    if paragraphs and paragraphs[-1].kind == "footnote":
        return paragraphs[-1].parent
    return paragraphs[-1].number if paragraphs else None


def _unused(name: str, taken: dict[str, int]) -> str:
    """`name`, with the count behind it where a numbering begins anew in the same order."""
    taken[name] = taken.get(name, 0) + 1
    return name if taken[name] == 1 else f"{name} [{taken[name]}]"
