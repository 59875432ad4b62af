"""Text → terms that can be compared: stems, and the groups of like-meaning words that a stem belongs to.

Two terms meet when they share a key. A key is a stem ("confer") or the number of a group in
`assistant.words.lexicon.SAME`; phrases ("turn in") are looked up before single words.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer

from assistant.words.lexicon import ABBREVIATIONS, SAME, SHORTHAND, STOP
from indexer.quantities import number_of

_STEMMER = snowballstemmer.stemmer("english")
# Bounded, so that an endless word is many: what is known of words is kept.
_TOKEN = re.compile(
    r"\$?\d[\d,.:/-]{0,80}\d|\d{1,80}|[^\W\d_]{1,80}(?:['’&-][^\W\d_]{1,80}){0,12}|\d{0,80}[A-Za-z]\d{0,80}"
)
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


class Term(NamedTuple):
    """One content word or phrase of a text, with the keys under which it can be met.

    A tuple, as a question makes thousands and a frozen dataclass takes three times as long.
    """

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


def _phrase_tables() -> tuple[dict[str, frozenset[str]], dict[str, dict[tuple[str, ...], frozenset[str]]]]:
    """The groups of single stems, and those of phrases under their first stem, the longest phrase first."""
    single: dict[str, set[str]] = {}
    several: dict[tuple[str, ...], set[str]] = {}
    for number, group in enumerate(SAME):
        for entry in group:
            stems = tuple(stem(part) for part in re.split(r"[\s-]+", entry))
            if len(stems) == 1:
                single.setdefault(stems[0], set()).add(f"#{number}")
            else:
                several.setdefault(stems, set()).add(f"#{number}")
    begun: dict[str, dict[tuple[str, ...], frozenset[str]]] = {}
    for stems in sorted(several, key=len, reverse=True):
        begun.setdefault(stems[0], {})[stems] = frozenset(several[stems])
    return {key: frozenset(value) for key, value in single.items()}, begun


_SINGLE, _PHRASES = _phrase_tables()


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The words and numbers of `text` in lower case, with where they stand."""
    # Whole texts in small letters first: "İ" alone becomes longer by it, and then the words are lowered one by one.
    lowered = text.lower().replace("’", "'")
    if len(lowered) == len(text):
        return [(lowered[start:end], start, end) for start, end in (match.span() for match in _TOKEN.finditer(text))]
    return [(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def readable(question: str) -> str:
    """A question as far as it is read, long blanks short: over them a pattern would run again and again."""
    return _LONG_BLANKS.sub(lambda blanks: "\n" if "\n" in blanks.group() else " ", question[:READ])


# A question is a few sentences; of a longer text no more characters than this are read.
READ = 8_000
_LONG_BLANKS = re.compile(r"\s{4,}")


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
    r"\b(put|turn|push|call|bring|give|hand|let|throw)\s+((?:(?!to\b|and\b|or\b)[\w'-]+\s+){1,5}?)(back|in|down|off|"
    r"out|over)\b(?!\s+(?:the|a|an|my|court)\b)",
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
    known = [_known(word) for word, _, _ in words]
    found: list[Term] = []
    after = 0
    for index, ((word, start, end), (root, content, keys)) in enumerate(zip(words, known, strict=True)):
        if index < after:
            continue  # inside a phrase
        if root in _PHRASES and (phrase := _phrase_at(known, index)):
            after = index + len(phrase)
            end = words[after - 1][2]
            keys = _phrase_keys(phrase, tuple(part for part, _, _ in words[index:after]), parts)
            found.append(Term(text[start:end].lower(), " ".join(phrase), keys, start, end))
        elif content or keep_stop:
            found.append(Term(word, root, keys, start, end))
    return found


def keys_of(text: str) -> frozenset[str]:
    """The keys of all content terms of `text`: as `terms` gives them, sooner."""
    words = tokens(text)
    known = [_known(word) for word, _, _ in words]
    found: set[str] = set()
    after = 0
    for index, (root, content, keys) in enumerate(known):
        if index < after:
            continue
        if root in _PHRASES and (phrase := _phrase_at(known, index)):
            after = index + len(phrase)
            found |= _phrase_keys(phrase, tuple(part for part, _, _ in words[index:after]), True)
        elif content:
            found |= keys
    return frozenset(found)


_Known = tuple[str, bool, frozenset[str]]


@lru_cache(maxsize=8192)
def _known(word: str) -> _Known:
    """Of a word in small letters its stem, whether it is more than a stop word, and its keys."""
    root = stem(word)
    return root, word not in STOP and root not in STOP, _keys(word, root)


def _phrase_at(known: list[_Known], index: int) -> tuple[str, ...] | None:
    """The longest phrase of the lexicon that begins at that word; None where none does."""
    for phrase in _PHRASES[known[index][0]]:
        if tuple(root for root, _, _ in known[index : index + len(phrase)]) == phrase:
            return phrase
    return None


@lru_cache(maxsize=4096)
def _phrase_keys(phrase: tuple[str, ...], words: tuple[str, ...], parts: bool) -> frozenset[str]:
    """The keys of a phrase that stands there in these words."""
    own = {part for part, word in zip(phrase, words, strict=True) if word not in STOP} if parts else set()
    return _PHRASES[phrase[0]][phrase] | own | {" ".join(phrase)}


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
