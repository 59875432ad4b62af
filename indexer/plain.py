"""Text as it looks: what cannot be seen is taken out, and what only looks like a letter becomes that letter.

A file's text is made plain when it is read and a question when it enters, so whoever matches, cites or counts never
meets an invisible sign, another form of a letter ("ﬁle", "ｆｉｌｅ") or another alphabet's twin of it ("сourt" with a
Cyrillic letter). What says more than its plain form stays: ½, ², №, … and ™.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Signs without a mark of their own that are no format characters (category Cf) by Unicode's own table
# (DerivedCoreProperties, Default_Ignorable_Code_Point): joiner, fillers, variation selectors.
_IGNORED = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
# A soft hyphen is seen at a line's end alone, and is a hyphen there.
_SOFT = re.compile("\u00ad(?=[ \t\u200b]*(?:\r?\n|\f|\r))")

# Letters of the Greek and Cyrillic alphabets beside the Latin ones that they are drawn as (Unicode's confusables,
# UTS 39, of one letter each).
_TWINS = {
    "Α": "A", "Β": "B", "Ε": "E", "Ζ": "Z", "Η": "H", "Ι": "I", "Κ": "K", "Μ": "M", "Ν": "N", "Ο": "O", "Ρ": "P",
    "Τ": "T", "Υ": "Y", "Χ": "X", "ο": "o", "α": "a", "ι": "i", "ν": "v", "ρ": "p", "υ": "u", "γ": "y", "ϲ": "c",
    "ϳ": "j", "Ϲ": "C", "Ϳ": "J",
    "А": "A", "В": "B", "Е": "E", "Ѕ": "S", "І": "I", "Ј": "J", "К": "K", "М": "M", "Н": "H", "О": "O", "Р": "P",
    "С": "C", "Т": "T", "У": "Y", "Х": "X", "Ү": "Y", "Ԁ": "d", "Ԍ": "G", "Ԛ": "Q", "Ԝ": "W", "Һ": "H",
    "а": "a", "с": "c", "ԁ": "d", "е": "e", "һ": "h", "і": "i", "ј": "j", "ӏ": "l", "о": "o", "р": "p", "ԛ": "q",
    "г": "r", "ѕ": "s", "у": "y", "ү": "y", "ѵ": "v", "ԝ": "w", "х": "x",
}  # fmt: skip
_TWIN = re.compile(f"[{''.join(_TWINS)}]")
# A word of letters, as long as it may be: bounded, so that an endless one is read in steps.
_WORD = re.compile(r"[^\W\d_]{2,80}")
_LATIN = re.compile("[A-Za-z]")
# Decompositions that are other forms of the same letter. A superscript, a fraction or a circled number says more.
_FORMS = ("<wide>", "<narrow>", "<font>")
# Hyphens that only their coding tells apart, and a blank that counts as a sign.
_SAME = {"\u2010": "-", "\u2011": "-", "\u2800": " "}


def plain(text: str) -> str:
    """`text` as it looks, composed (NFC). Of ASCII nothing changes."""
    if text.isascii():
        return text
    text = _SOFT.sub("-", text)
    text = text.translate({ord(sign): _plain(sign) for sign in set(text) if not sign.isascii()})
    text = unicodedata.normalize("NFC", text)
    return _WORD.sub(_latin, text) if _TWIN.search(text) else text


def plain_question(question: str) -> str:
    """A question in plain text, and without marks that no letter has ("d\u0336u\u0336e\u0336" is "due")."""
    text = plain(question)
    return text if text.isascii() else "".join(sign for sign in text if unicodedata.category(sign) not in ("Mn", "Me"))


def is_invisible(sign: str) -> bool:
    """Whether a character has no mark of its own, wherever it stands; a soft hyphen is seen at a line's end."""
    return unicodedata.category(sign) == "Cf" or sign in _IGNORED


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """What one character beyond ASCII is read as."""
    if is_invisible(sign):
        return ""
    form = unicodedata.decomposition(sign).partition(" ")[0]
    known = unicodedata.normalize("NFKC", sign)
    # Letters that are written together, such as "ﬁ"; not "…", "№" or a blank of some width, which the readers know.
    together = form == "<compat>" and known.isalpha() and sign != "№"
    return known if form in _FORMS or together else _SAME.get(sign, sign)


def _latin(word: re.Match[str]) -> str:
    """A Latin word with its letters from other alphabets exchanged for their twins; a Greek word stays Greek."""
    text = word.group()
    return _TWIN.sub(lambda twin: _TWINS[twin.group()], text) if _LATIN.search(text) else text
