"""Names as captions print them: set in title case, told apart (person or entity), shortened as courts cite."""

from __future__ import annotations

import re

from indexer.needed import ALIKE

# Words that stay small inside a name, and those that stay capital.
_SMALL = frozenset({
    "a", "an", "and", "as", "at", "by", "de", "del", "der", "des", "et", "for", "in", "la", "of", "on", "or", "the",
    "to", "van", "von", "with", "y",
})  # fmt: skip
_CAPITAL = frozenset({
    "AG", "BV", "DC", "FBI", "FSB", "HSBC", "IBM", "II", "III", "IRS", "IV", "LLC", "LLP", "LP", "NA", "NV", "PA", "PC",
    "PLC", "PLLC", "SA", "TD", "UK", "US", "USA", "USAA",
})  # fmt: skip
# Abbreviations without a vowel that are no acronyms.
_SPOKEN = frozenset({"JR", "SR", "LTD", "MR", "MRS", "DR", "ST", "DPT", "MD", "CTR", "BLVD", "MFG", "BROS", "CORP"})
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|esq|md|m\.d|ph\.?d)\.?$", re.I)
# Endings that a citation leaves out (Bluebook rule 10.2.1(h)); they also show that a name is no person's.
_BUSINESS = (
    r"(?:inc|incorporated|l\.?\s?l\.?\s?c|ltd|limited|llp|l\.l\.p|lllp|l\.?p|p\.?l\.?l\.?c|plc|n\.?\s?a|f\.s\.b|fsb|"
    r"p\.c|p\.a|"
    r"s\.?a|a\.?g|gmbh|b\.v|n\.v)"
)
_BUSINESS_END = re.compile(rf"(?:,\s*|\s+){_BUSINESS}\b\.?$", re.I)
_ENTITY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|company|co|llc|l\.l\.c|ltd|llp|lp|plc|department|dep['’]?t|agency|bureau|"
    r"administration|commission|commissioner|city|county|state|states|commonwealth|people|township|village|borough|"
    r"parish|"
    r"district|university|college|school|schools|academy|board|bank|trust|trustees?|fund|foundation|association|"
    r"ass['’]?n|"
    r"society|union|local|council|church|hospital|center|centre|clinic|institute|insurance|assurance|mutual|group|"
    r"holdings?|"
    r"services?|systems?|solutions?|industries|international|enterprises?|partners|partnership|properties|management|"
    r"technologies|technology|communications|pharmaceuticals?|laboratories|motors?|airlines?|railway|railroad|"
    r"restaurants?|"
    r"stores?|products?|supply|office|police|sheriff['’]s|jail|prison|corrections?|authority|estate|committee|party|"
    r"club|"
    r"league|federation|network|media|entertainment|studios?|energy|oil|gas|electric|power|financial|capital|credit|"
    r"loans?|"
    r"mortgage|realty|homes|construction|builders|transport(?:ation)?|logistics|foods?|farms?|media|software|labs?|"
    r"jewels|"
    r"booksellers|usa|nation|tribe|republic|kingdom|secretary|attorney general|warden|unknown)\b|&|\bof\b|['’]s\b",
    re.I,
)
# A description after a person's name: "W. J. PORTER, Warden".
_OFFICE = re.compile(
    r"^(?:(?:acting|chief|deputy|former|interim)\s+)*(?:warden|secretary|commissioner|director|sheriff|"
    r"superintendent|governor|"
    r"attorney general|administrator|mayor|captain|lieutenant|sergeant|officer|judge|president|chairman|"
    r"trustee|executor|executrix|guardian|m\.?d\.?|ph\.?d\.?|esq)\b",
    re.I,
)
_ABBREVIATED = (
    (re.compile(r"\bdep['’]t\b\.?", re.I), "Department"),
    (re.compile(r"^(?:the\s+)?united\s+states\s+of\s+america$", re.I), "United States"),
    (re.compile(r"^(?:the\s+)?united\s+states(?=\s+(?!of\b)\w)", re.I), "U.S."),
    (re.compile(r"^(?:the\s+)?(?:state|commonwealth|people)\s+of\s+(?:the\s+state\s+of\s+)?(?=\w)", re.I), ""),
)  # fmt: skip
_PARTICLES = frozenset(
    {"al", "da", "de", "del", "den", "der", "di", "du", "el", "la", "las", "le", "los", "st", "st.", "van", "von"}
)
_DESCRIBES = re.compile(
    r"(?:an?|the|its|his|her|their|individually|in|on|as|by|through|under|also|doing|[dfa]/[bk]/a|successor)$", re.I
)
_WORD = re.compile(r"[^\W\d_][\w'’]*(?:\.[^\W\d_]\b)*")


def in_title_case(printed: str, written: str = "") -> str:
    """A name printed in capitals as it is written otherwise, any other name unchanged.

    written: text (the order's body) that may hold the name in small letters; its spelling wins:
    "RLI INSURANCE" is "RLI Insurance" where the body says so.
    """
    printed = re.sub(r"\s+", " ", printed).strip()
    capitals = re.sub(r"\b(Mc|Mac)(?=[A-Z]{2})", lambda part: part.group().upper(), printed)
    words = _WORD.findall(capitals)
    if not re.search(r"[A-Z]{2}", printed) or any(not word.isupper() and not word.islower() for word in words):
        return printed
    printed = capitals
    if not _may_stand(printed, written):
        return _WORD.sub(_recase, printed)
    pattern = re.escape(printed.casefold()).replace(r"\ ", r"\s+").replace("'", "['’]").replace("’", "['’]")
    for match in re.finditer(rf"\b{pattern}", written, re.I) if len(printed) < 200 else ():
        if any(word[0].isupper() and word[1:].islower() for word in match.group().split()):
            return re.sub(r"\s+", " ", match.group())
    return _WORD.sub(_recase, printed)


def _may_stand(printed: str, written: str) -> bool:
    """Whether a word of `printed` may stand in `written` with a capital and small letters: where it cannot, there is no
    need to look for the name in all its forms."""
    simple = printed.isascii() and "'" not in printed and not any(letter in written for letter in ALIKE)
    return not simple or any(word.capitalize() in written for word in printed.split())


def _recase(match: re.Match[str]) -> str:
    word = match.group()
    bare = word.replace(".", "")
    initial = match.start() == 0
    before = match.string[: match.start()].rstrip()
    if not word.isupper() or bare in _CAPITAL or "." in word or len(word) == 1:
        return word
    if word.casefold() in _SMALL and not initial and not before.endswith((":", ";")):
        return word.casefold()
    if not re.search(r"[AEIOUY]", word) and bare not in _SPOKEN:
        return word
    lower = word[0] + word[1:].casefold()
    if re.match(r"Mc[a-z]{3}", lower):
        return "Mc" + lower[2].upper() + lower[3:]
    # O'BRIEN, D'ANGELO; but PARTIES' and SMITH'S keep a small letter.
    return re.sub(r"^([OD]['’])([a-z])(?=[a-z]{2})", lambda part: part.group(1) + part.group(2).upper(), lower)


def is_entity(name: str) -> bool:
    """Whether a name is a business's or a public body's, not a person's; one word alone may be either."""
    return bool(_ENTITY.search(name) or _BUSINESS_END.search(name))


def is_description(piece: str) -> bool:
    """Whether the words after a comma describe the party ("Warden", "a corporation", "in his official capacity")."""
    piece = piece.strip(" .,;")
    if not piece or _OFFICE.match(piece):
        return True
    first = piece.split()[0]
    return bool(_DESCRIBES.match(first)) or first[0].islower()


def is_office(piece: str) -> bool:
    """Whether the words are an office; what follows it after a comma says where ("Warden, FCI Roe")."""
    return bool(_OFFICE.match(piece.strip(" .,;")))


def is_suffix(piece: str) -> bool:
    """Whether the words after a comma belong to the name before it: "Inc.", "LLC", "Jr."."""
    return bool(re.fullmatch(rf"(?:{_BUSINESS}|jr|sr|ii|iii|iv|corp|co)\.?", piece.strip(), re.I))


def short_name(name: str) -> str:
    """A party as the short name of a case has it (Bluebook rule 10.2.1): a person's surname, an entity
    without "Inc.", "State of Maryland" as "Maryland", "United States Department" as "U.S. Department"."""
    name = re.sub(r"\s+", " ", name).strip(" ,;")
    if not is_entity(name):
        return surname(name)
    name = re.sub(r"(?:,?\s+(?:d/b/a|f/k/a|a/k/a|dba)\s.*)$", "", name, flags=re.I)
    name = re.sub(r"^the\s+(?=\S+\s)", "", name, flags=re.I)
    while match := _BUSINESS_END.search(name):
        name = name[: match.start()].rstrip(" ,")
    for pattern, replacement in _ABBREVIATED:
        name = pattern.sub(replacement, name).strip()
    return name


def surname(name: str) -> str:
    """The surname of a person's name: "Maria de la Cruz, Jr." gives "de la Cruz"."""
    name = re.sub(r"\s*\([^)]{0,40}\)", "", name).strip(" ,;")
    name = name.split(",")[0] if not _SUFFIX.search(name) else name
    while match := _SUFFIX.search(name):
        name = name[: match.start()]
    words = name.split()
    if not words:
        return name
    start = len(words) - 1
    if start and re.fullmatch(r"\d+(?:-\d+)?|[A-Z]\.?|#\d+", words[-1]):
        start -= 1  # "Doe 1", "John D."
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])
