"""The patterns of `indexer.periods`: data, each beside what it must match and what it must not.

A pattern has an atom: "quantity" ("seven (7) days"), "hyphenated" ("seven-day"), "moment" (a printed date
with its clock time), or "word" (its own regex). `before` must end where the atom begins, `after` begins
where it ends; `takes` says what follows: the words of a trigger, a second date, or nothing. The first
pattern of the table that fits an atom makes the phrase. In `matches`, the second string is the whole
phrase as it must be found in the first.
"""

from __future__ import annotations

from indexer.date_patterns import DATES
from indexer.pattern import Pattern
from indexer.quantity_patterns import QUANTITIES
from indexer.vague_patterns import VAGUE

PATTERNS: tuple[Pattern, ...] = (*QUANTITIES, *DATES, *VAGUE)
