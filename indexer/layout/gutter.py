"""Pleading paper: the line numbers in the gutter of a page, found as a sequence and taken off.

They are printed in a block before (or after) the page's text, at the start of each line, at its end, or on
rows of their own between the lines. What makes a number a gutter number is that it continues the sequence 1,
2, 3 ... to 20 and beyond, or from the page's first row to its last; "27 1. The parties" is line 27 and
paragraph 1. Numbered paragraphs carry a period or parenthesis and so never form such a sequence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.layout.rows import Page, Row

_LEADING = re.compile(r"(\d{1,2})(?=\s|$)")
_TRAILING = re.compile(r"(?:^|\s)(\d{1,2})$")
# Pleading paper has 24 to 32 lines; a sequence that reaches 20 is a gutter wherever it starts.
_SURE = 20
# A shorter one must fill its page, from the first row to the last.
_SHORT = 8
# Rows without a number between two numbers: captions are set closer than the gutter.
_PATIENCE = 7
# Numbers that OCR may lose between two that it kept.
_LOST = 2


@dataclass(slots=True)
class Chain:
    """Rows (by index) that carry the numbers of one gutter, in their order."""

    rows: list[int]
    numbers: list[int]

    def is_block(self, rows: Sequence[Row]) -> bool:
        """Nothing but the numbers themselves stands between its first and last row."""
        own = set(self.rows)
        return all(
            not rows[index].text or (index in own and rows[index].text.isdigit())
            for index in range(self.rows[0], self.rows[-1] + 1)
        )


def take_off(pages: Sequence[Page]) -> list[Page]:
    """The pages with gutter numbers off and `Row.line` set; begun anew where a gutter starts again."""
    result: list[Page] = []
    for page in pages:
        chains = _best(page.rows)
        if not chains:
            result.append(page)
            continue
        blocks_follow = _blocks_follow(page.rows, chains)
        blocks = [chain.is_block(page.rows) for chain in chains]
        for chain, block in zip(chains, blocks, strict=True):
            _strip(page.rows, chain, block)
        result += _divide(page, chains, blocks, blocks_follow, alone=len(pages) == 1)
    counted = 0
    for page in result:
        if page.number < 1 or page.number <= counted:
            page.number = counted + 1
        counted = page.number
    return result


def _best(rows: Sequence[Row]) -> list[Chain]:
    """The chains of the side that explains more rows; bare numbers belong to either side."""
    leading = _chains(rows, _lead)
    trailing = _chains(rows, _trail)
    return max((leading, trailing), key=lambda chains: sum(len(chain.rows) for chain in chains))


def _lead(row: Row) -> int | None:
    match = _LEADING.match(row.text)
    return int(match.group(1)) if match else None


def _trail(row: Row) -> int | None:
    match = _TRAILING.search(row.text) if row.text[-1:].isdigit() else None
    return int(match.group(1)) if match else None


def _chains(rows: Sequence[Row], number_of: Callable[[Row], int | None]) -> list[Chain]:
    chains: list[Chain] = []
    current = Chain([], [])
    unnumbered = 0
    for index, row in enumerate(rows):
        if not row.text:
            continue
        number = number_of(row)
        expected = current.numbers[-1] + 1 if current.numbers else 1
        if number is not None and current.rows and expected <= number <= expected + _LOST:
            current.rows.append(index)
            current.numbers.append(number)
            unnumbered = 0
        elif number == 1:
            chains.append(current)
            current = Chain([index], [1])
            unnumbered = 0
        elif current.rows:
            unnumbered += 1
            if unnumbered > _PATIENCE:
                chains.append(current)
                current = Chain([], [])
                unnumbered = 0
    chains.append(current)
    texts = [index for index, row in enumerate(rows) if row.text]
    return [chain for chain in chains if chain.rows and _is_gutter(texts, chain)]


def _is_gutter(texts: Sequence[int], chain: Chain) -> bool:
    """Whether a chain is long enough; `texts`: the indexes of all rows with text on its page."""
    last = chain.numbers[-1]
    if len(chain.rows) < 0.75 * last:
        return False
    if last >= _SURE:
        return True
    fills = chain.rows[0] == texts[0] and chain.rows[-1] == texts[-1]
    return last >= _SHORT and fills and len(chain.rows) >= 0.8 * len(texts)


def _strip(rows: Sequence[Row], chain: Chain, block: bool) -> None:
    own = dict(zip(chain.rows, chain.numbers, strict=True))
    before = not block and _numbers_come_first(rows, chain)
    apart = sum(rows[index].text.isdigit() for index in chain.rows) > len(chain.rows) / 2
    line: int | None = None
    for index in range(chain.rows[0], chain.rows[-1] + 1):
        row = rows[index]
        if not row.text:
            continue
        number = own.get(index)
        if number is None:
            row.line = line if before else None
            continue
        line = number
        printed = str(number)
        if row.text == printed or row.text.lstrip("0") == printed:
            row.text, row.at = "", ()
            continue
        row.line = number
        width = len(row.text)
        if _lead(row) == number and before:
            match = _LEADING.match(row.text)
            cut = match.end() if match else 0
            row.indent += cut + len(row.text[cut:]) - len(row.text[cut:].lstrip())
            row.keep(cut, width)
        else:
            match = _TRAILING.search(row.text)
            row.keep(0, match.start(1) if match else width)
    for row in rows[chain.rows[-1] + 1 :]:
        row.below = not block and chain.numbers[-1] >= _SURE
    if before and apart:
        # Numbers on rows of their own: the last line stands below the last number.
        for row in rows[chain.rows[-1] + 1 : chain.rows[-1] + 2]:
            row.line = line if row.text else None
    if not block and not before:
        _number_backwards(rows, chain)


def _numbers_come_first(rows: Sequence[Row], chain: Chain) -> bool:
    """Whether each number stands before its line: at its start, or on a row of its own above it."""
    leads = sum(_lead(rows[index]) is not None and not rows[index].text.isdigit() for index in chain.rows)
    trails = sum(_trail(rows[index]) is not None and not rows[index].text.isdigit() for index in chain.rows)
    if leads or trails:
        return leads >= trails
    first = next(index for index, row in enumerate(rows) if row.text)
    return first >= chain.rows[0]


def _number_backwards(rows: Sequence[Row], chain: Chain) -> None:
    """A number after its line: rows without one take the next number below them."""
    own = dict(zip(chain.rows, chain.numbers, strict=True))
    line: int | None = None
    for index in range(chain.rows[-1], -1, -1):
        line = own.get(index, line)
        row = rows[index]
        if row.text and row.line is None:
            row.line = line


def _blocks_follow(rows: Sequence[Row], chains: Sequence[Chain]) -> bool:
    """Whether the blocks of numbers stand after their pages: text before the first, none after the last."""
    before = any(row.text for row in rows[: chains[0].rows[0]])
    after = any(row.text for row in rows[chains[-1].rows[-1] + 1 :])
    return before and not after and all(chain.is_block(rows) for chain in chains)


def _divide(
    page: Page, chains: Sequence[Chain], blocks: Sequence[bool], blocks_follow: bool, alone: bool
) -> list[Page]:
    """One page for each gutter, where one stretch between form feeds holds more than one."""
    if len(chains) == 1 and (not alone or blocks_follow):
        return [page]
    starts: list[int] = []
    for chain in chains:
        starts.append(chain.rows[-1] + 1 if blocks_follow else chain.rows[0])
    if blocks_follow:
        starts = [0, *starts[:-1]]
    elif sum(bool(row.text) for row in page.rows[: starts[0]]) <= 3:
        starts[0] = 0
    else:
        starts.insert(0, 0)
    pages: list[Page] = []
    for start, end in zip(starts, [*starts[1:], len(page.rows)], strict=True):
        rows = page.rows[start:end]
        for number, row in enumerate(rows, 1):
            row.number = number
        pages.append(Page(rows, 0))
    pages[0].number = page.number
    return pages
