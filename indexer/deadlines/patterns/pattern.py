"""One pattern of `indexer.deadlines.periods`, as data, and the fragments that several patterns share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indexer.orders import Bound, Direction, PhraseKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """See the package. inclusive, bound, kind: as in TimePhrase. word: the atom's regex where atom is "word". event:
    what starts the period where no words after it say so. takes: what stands behind the atom; "event": a word's own
    phrase holds, behind its preposition, what happens; "clause": the words of a clause follow, which must hold `wants`
    and may not begin with `refuses`."""

    name: str
    atom: Literal["quantity", "hyphenated", "moment", "word"]
    kind: PhraseKind
    matches: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]
    before: str = ""
    after: str = ""
    takes: Literal["trigger", "date", "event", "clause", "nothing"] = "nothing"
    bound: Bound = "by"
    direction: Direction = "after"
    inclusive: bool = True
    word: str = ""
    event: str = ""
    wants: str = ""
    refuses: str = ""


S = r"\s{1,4}"
BOLD = r"[*_]{0,3}"  # emphasis marks that a reader left in
