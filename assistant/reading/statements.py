"""An order cut into what the reader reads at a time: a sentence, or a clause of one that runs on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.orders import Order, Paragraph, Span

# A sentence longer than this is cut where its clauses end; docket entries run on for pages without a stop.
LONG = 300
# No piece is longer, wherever it must be cut; the reader's window is 128 word pieces, question included.
LONGEST = 520
# A piece shorter than this stays with the one before.
SHORT = 40
# What an item is told about the words that lead to it, in characters.
LEAD = 90

_CLAUSE_ENDS = re.compile(
    r"(?<=;)\s+|\s+(?=\(?\d{1,2}[).]\s)|\s+(?=\((?:[a-h]|i{1,3}|iv|v)\)\s)|(?<=\d{4}\.)\s+(?=[A-Z])"
)
_COMMA = re.compile(r"(?<=,)\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """span: where it stands. sentence: the number of the sentence that it is or is cut from, counted through the
    order as its sentence vectors are. text: as the reader reads it, white space folded, an item's lead in front."""

    span: Span
    sentence: int
    text: str
    before: int = 0

    @property
    def own(self) -> str:
        """The text without the lead."""
        return self.text[self.before :]


def statements(order: Order) -> list[Statement]:
    """All statements of `order` as they stand, caption and signature included."""
    found: list[Statement] = []
    number = 0
    by_number = {paragraph.number: paragraph for paragraph in order.paragraphs}
    for paragraph in order.paragraphs:
        lead = _lead(order, paragraph, by_number)
        for span in paragraph.sentences or (paragraph.span,):
            for piece in _pieces(order.text, span):
                own = " ".join(order.text[piece.start : piece.end].split())
                if own:
                    found.append(Statement(piece, number, lead + own, len(lead)))
            number += 1
    return found


def _lead(order: Order, paragraph: Paragraph, by_number: dict[int, Paragraph]) -> str:
    """The end of the words that an item hangs on, or its heading: "The notice must state: "."""
    if paragraph.kind == "item" and paragraph.parent in by_number:
        parent = by_number[paragraph.parent]
        words = " ".join(order.text[parent.span.start : parent.span.end].split())
        if len(words) > LEAD:
            words = words[-LEAD:].partition(" ")[2]
        return f"{words.rstrip(':;,. ')}: "
    if paragraph.heading and paragraph.kind == "body" and len(paragraph.heading) <= LEAD:
        heading = " ".join(paragraph.heading.split())
        start = " ".join(order.text[paragraph.span.start : paragraph.span.end][: LEAD * 2].split())
        if not start.startswith(heading):
            return f"{heading.rstrip(':;,. ')}: "
    return ""


def _pieces(text: str, span: Span) -> list[Span]:
    """The span itself, or its clauses where it is long."""
    if span.end - span.start <= LONG:
        return [_trimmed(text, span)]
    pieces: list[Span] = []
    for clause in _cut(text, span, _CLAUSE_ENDS):
        if pieces and (clause.end - clause.start < SHORT or pieces[-1].end - pieces[-1].start < SHORT):
            pieces[-1] = Span(pieces[-1].start, clause.end)
        else:
            pieces.append(clause)
    whole: list[Span] = []
    for piece in pieces:
        while piece.end - piece.start > LONGEST:
            at = _breaking_point(text, piece)
            whole.append(_trimmed(text, Span(piece.start, at)))
            piece = _trimmed(text, Span(at, piece.end))
        whole.append(piece)
    return [piece for piece in whole if piece.start < piece.end]


def _cut(text: str, span: Span, ends: re.Pattern[str]) -> list[Span]:
    found, start = [], span.start
    for match in ends.finditer(text, span.start, span.end):
        found.append(_trimmed(text, Span(start, match.start())))
        start = match.end()
    found.append(_trimmed(text, Span(start, span.end)))
    return [piece for piece in found if piece.start < piece.end]


def _breaking_point(text: str, piece: Span) -> int:
    """Where a piece that is too long is best cut: after a comma past its middle, else at a blank."""
    low, high = piece.start + LONGEST // 2, piece.start + LONGEST
    commas = [match.end() for match in _COMMA.finditer(text, low, high)]
    if commas:
        return commas[-1]
    blank = text.rfind(" ", low, high)
    return blank + 1 if blank > 0 else high


def _trimmed(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
