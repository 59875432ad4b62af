"""Text → terms that can be compared: stems, and the groups of like-meaning words that a stem belongs to.

Two terms meet when they share a key. A key is a stem ("confer") or the number of a group in
`assistant.lexicon.SAME`; phrases ("turn in") are looked up before single words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from assistant.lexicon import ABBREVIATIONS, SAME, SHORTHAND, STOP
from indexer.quantities import number_of

_STEMMER = snowballstemmer.stemmer("english")
_TOKEN = re.compile(r"\$?\d[\d,.:/-]*\d|\d+|[^\W\d_]+(?:['’&-][^\W\d_]+)*|\d*[A-Za-z]\d*", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s?$")
# Stems that Snowball leaves apart though the words are one to a reader.
_IRREGULAR = {
    "paid": "pay",
    "sent": "send",
    "told": "tell",
    "met": "meet",
    "held": "hold",
    "spoke": "speak",
    "wrote": "write",
    "written": "write",
    "began": "begin",
    "chose": "choose",
    "brought": "bring",
    "left": "leave",
    "denial": "deni",
    "men": "man",
    "women": "woman",
    "notice": "notic",
    "conferred": "confer",
    "conferring": "confer",
    "took": "take",
    "shown": "show",
    "seen": "see",
    "saw": "see",
    "gave": "give",
    "came": "come",
    "went": "go",
    "signed": "sign",
    "signature": "signatur",
    "settled": "settl",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One content word or phrase of a text, with the keys under which it can be met."""

    words: str
    stem: str
    keys: frozenset[str]
    start: int
    end: int


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one lower-case word, without a possessive ending."""
    word = _POSSESSIVE.sub("", word.lower())
    if word[:1] in "$0123456789" and word.strip("$0123456789.,") == "":
        return word.lstrip("$").replace(",", "").removesuffix(".00")  # "$1,505.00" is "1505"
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return str(_STEMMER.stemWord(word))


def _phrase_tables() -> tuple[dict[str, frozenset[str]], dict[tuple[str, ...], frozenset[str]], int]:
    single: dict[str, set[str]] = {}
    several: dict[tuple[str, ...], set[str]] = {}
    for number, group in enumerate(SAME):
        for entry in group:
            stems = tuple(stem(part) for part in re.split(r"[\s-]+", entry))
            if len(stems) == 1:
                single.setdefault(stems[0], set()).add(f"#{number}")
            else:
                several.setdefault(stems, set()).add(f"#{number}")
    longest = max((len(stems) for stems in several), default=1)
    return (
        {key: frozenset(value) for key, value in single.items()},
        {key: frozenset(value) for key, value in several.items()},
        longest,
    )


_SINGLE, _SEVERAL, _LONGEST = _phrase_tables()


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of `text` in lower case, with where they stand."""
    return [(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def normalize(question: str) -> str:
    """A question with text-message spelling and lawyers' abbreviations written out."""

    def spelled(match: re.Match[str]) -> str:
        word = match.group().lower().replace("’", "'")
        return SHORTHAND.get(word) or ABBREVIATIONS.get(word) or match.group()

    words = re.sub(r"[\w&'’/]+", spelled, question.replace("’", "'"))
    words = re.sub(r"\bgoing to (?!the\b|a\b|my\b|our\b|court\b|trial\b|jail\b|prison\b|this\b)", "will ", words)
    words = _PARTED.sub(r"\1 \3 \2", words)
    return re.sub(r"\b(\w+)[\s-]cents?\b", _cents, words, flags=re.IGNORECASE)


# "put the workers back", "turn it in": the verb and its particle are one.
_PARTED = re.compile(
    r"\b(put|turn|push|call|bring|give|hand|let|throw)\s+((?:(?!to\b|and\b|or\b)[\w'-]+\s+){1,5}?)(back|in|down|off|out|over)\b(?!\s+(?:the|a|an|my|court)\b)",
    re.IGNORECASE,
)


def _cents(match: re.Match[str]) -> str:
    """ "three cent" → "$0.03", as orders print it."""
    amount = number_of(match.group(1))
    return f"${amount / 100:.2f}" if amount is not None and amount < 100 else match.group()


def terms(text: str, *, keep_stop: bool = False, parts: bool = True) -> list[Term]:
    """The content terms of `text`, in order. Stop words are left out unless they are part of a phrase.

    parts: a phrase can also be met by one of its words. Not so in a question: a "filing fee" is no filing.
    """
    words = tokens(text)
    stems = [stem(word) for word, _, _ in words]
    found: list[Term] = []
    index = 0
    while index < len(words):
        for length in range(min(_LONGEST, len(words) - index), 1, -1):
            key = tuple(stems[index : index + length])
            if key in _SEVERAL:
                start, end = words[index][1], words[index + length - 1][2]
                own = (
                    {part for offset, part in enumerate(key) if words[index + offset][0] not in STOP}
                    if parts
                    else set()
                )
                found.append(
                    Term(text[start:end].lower(), " ".join(key), _SEVERAL[key] | own | {" ".join(key)}, start, end)
                )
                index += length
                break
        else:
            word, start, end = words[index]
            if keep_stop or (word not in STOP and stems[index] not in STOP):
                found.append(Term(word, stems[index], _keys(word, stems[index]), start, end))
            index += 1
    return found


@lru_cache(maxsize=8192)
def _keys(word: str, root: str) -> frozenset[str]:
    keys = {root} | _SINGLE.get(root, frozenset())
    if word.startswith(("non-", "e-")):
        # "non-expert" is no kind of "expert", and an e-signature is not any signature.
        return frozenset(keys | {stem(word.replace("-", ""))})
    if "-" in word or "'" in word:
        parts = re.split(r"[-']", word)
        keys.add(stem("".join(parts)))
        for part in parts:
            if len(part) > 2 and part not in STOP and part not in ("non", "pre", "sub"):
                keys |= {stem(part)} | _SINGLE.get(stem(part), frozenset())
    return frozenset(keys)
