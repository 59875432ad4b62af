"""Words with places on a page → the page's lines as a person sees them, columns side by side.

Both the text layer of a PDF and OCR end here. Lengths are in points, upward from the page's lower edge.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without white space. size: height of its type. run: number of the printed run that it is
    part of; the words of an overprinted line are told apart by it. struck: a line is drawn through it."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    run: int = 0
    struck: bool = False


@dataclass(slots=True)
class _Row:
    baseline: float
    size: float
    words: list[Word] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # points across the page that are printed on

    def overlap(self, word: Word) -> float:
        """Share of the smaller of the two that stands beside the larger, by height."""
        bottom = max(self.baseline - 0.2 * self.size, word.baseline - 0.2 * word.size)
        top = min(self.baseline + 0.7 * self.size, word.baseline + 0.7 * word.size)
        return (top - bottom) / (0.9 * min(self.size, word.size))

    def overprinted(self, run: list[Word]) -> bool:
        """Whether a word of `run` would stand on top of another run's."""
        return any(int((word.left + word.right) / 2) in self.taken for word in run)

    def add(self, word: Word) -> None:
        self.words.append(word)
        if word.size > self.size:  # a raised number came first; the line is where the large type stands
            self.baseline, self.size = word.baseline, word.size
        self.taken.update(range(int(word.left + 1), int(word.right)))


_NEAR = 8  # rows above that a word can still belong to: overprinted ones stand at one height
_COLUMN_GAP = 1.8  # in type heights: wider than the gaps of a justified line
_ALIGNED_GAP = 0.8  # the same, where the lines around it have a column starting at that place
_WORD_GAP = 0.15  # in type heights; nearer, two words are one ("9" and a raised "th")
_RAISED = 0.15  # in type heights: how far above the line a footnote's number stands at least
_SMALL = 0.8  # and its size against the line's at most
_BLANK = 1.6  # line pitches that leave a blank line between two
_NUMBER = re.compile(r"\d{1,3}")


def page_text(words: list[Word], raised: bool = True) -> str:
    """The page's lines from top to bottom, a blank one where the page leaves a gap.

    Indents are kept in spaces, columns stand three spaces or more apart. A raised small number, a
    footnote's, becomes "[^1]", at the start of a line, where the note itself begins, "[^1]:"; raised=False
    leaves it as it is (OCR measures heights too roughly). Words that are struck out stand between "~~".
    """
    rows = _rows(words)
    if not rows:
        return ""
    letter = max(1.0, median((word.right - word.left) / len(word.text) for word in words))
    edge = min(word.left for word in words)
    steps = [above.baseline - below.baseline for above, below in zip(rows, rows[1:], strict=False)]
    pitch = median([step for step in steps if step > 1.0] or [0.0])
    columns = [_columns(row) for row in rows]
    lines = []
    for number, row in enumerate(rows):
        if number and steps[number - 1] > _BLANK * max(pitch, row.size):
            lines.append("")
        around = [place for near in columns[max(0, number - 4) : number + 5] for place in near]
        lines.append(_line(row, edge, letter, around if len(around) < 100 else [], raised))
    return "\n".join(lines)


def _rows(words: list[Word]) -> list[_Row]:
    rows: list[_Row] = []
    by_run: dict[tuple[int, float], list[Word]] = {}
    for word in sorted(words, key=lambda word: word.left):
        by_run.setdefault((word.run, word.baseline), []).append(word)
    for run in sorted(by_run.values(), key=lambda run: (-run[0].baseline, run[0].run)):
        largest = max(run, key=lambda word: word.size)
        free = [row for row in rows[-_NEAR:] if row.overlap(largest) >= 0.5 and not row.overprinted(run)]
        row = max(free, key=lambda row: row.overlap(largest), default=None)
        if row is None:
            row = _Row(largest.baseline, largest.size)
            rows.append(row)
        for word in run:
            row.add(word)
    for row in rows:
        row.words.sort(key=lambda word: word.left)
    return sorted(rows, key=lambda row: -row.baseline)


def _columns(row: _Row) -> list[float]:
    """Where, after a wide gap, the row starts again."""
    return [
        word.left
        for before, word in zip(row.words, row.words[1:], strict=False)
        if word.left - before.right > _COLUMN_GAP * row.size
    ][:20]


def _line(row: _Row, edge: float, letter: float, columns: list[float], notes: bool) -> str:
    line = ""
    before: Word | None = None
    for word, following in zip(row.words, [*row.words[1:], None], strict=True):
        text = word.text
        raised = (
            notes
            and word.size < _SMALL * row.size
            and word.baseline > row.baseline + _RAISED * row.size
            and _NUMBER.fullmatch(text) is not None
        )
        if raised:
            # After a gutter number alone, the note begins too.
            begins = before is None or (before.run != word.run and _NUMBER.fullmatch(line.strip()))
            text = f"[^{text}]: " if begins else f"[^{text}]"
        place = round((word.left - edge) / letter)
        if before is None:
            line = " " * place
        else:
            gap = (word.left - before.right) / row.size
            aligned = gap > _ALIGNED_GAP and any(abs(word.left - column) < 2 for column in columns)
            if gap > _COLUMN_GAP or aligned:
                line = (line + "   ").ljust(place)
            elif not line.endswith(" ") and (gap > _WORD_GAP or word.run == before.run) and not raised:
                line += " "
        if word.struck:
            begins_struck = before is None or not before.struck
            text = "~~" * begins_struck + text + "~~" * (following is None or not following.struck)
        line += text
        before = word
    return line.rstrip()
