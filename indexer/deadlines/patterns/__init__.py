"""The patterns of `indexer.deadlines.periods`: data, each beside what it must match and what it must not.

A pattern has an atom: "quantity" ("seven (7) days"), "hyphenated" ("seven-day"), "moment" (a printed date
with its clock time), or "word" (its own regex). `before` must end where the atom begins, `after` begins
where it ends; `takes` says what follows: the words of a trigger, a second date, or nothing. The first
pattern of the table that fits an atom makes the phrase. In `matches`, the second string is the whole
phrase as it must be found in the first.
"""

from __future__ import annotations

from indexer.deadlines.patterns.dates import DATES
from indexer.deadlines.patterns.pattern import Pattern
from indexer.deadlines.patterns.quantities import QUANTITIES
from indexer.deadlines.patterns.relative import RELATIVE
from indexer.deadlines.patterns.vague import VAGUE

PATTERNS: tuple[Pattern, ...] = (*QUANTITIES, *DATES, *VAGUE, *RELATIVE)
