"""The parties of a caption: names, roles, who stands against whom, and the short name of the case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from indexer.caption.names import in_title_case, is_description, is_entity, is_office, is_suffix, short_name
from indexer.layout.cells import Cell, cover, is_stray
from indexer.orders import Order, Party, Role

_ROLE_WORD = (
    r"(?:third[-\s]party\s+)?(?:counter[-\s]?|cross[-\s]?)?(?:consolidated\s+|lead\s+|nominal\s+|intervenor[-\s])?"
    r"(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|movant|intervenor|debtor|creditor|claimant|"
    r"interested\s+part(?:y|ies)|relator|garnishee|interpleader)(?:\(?['’]?s?\)?['’]?)"
)
_ROLES = re.compile(
    rf"(?<![\w'’])(?P<role>{_ROLE_WORD}(?:\s?(?:/|-|and|,)\s?{_ROLE_WORD}){{0,4}})(?:\s+pro\s+se)?"
    r"(?=$|\s{0,4}[.,;:)*]|\s{0,4}\W?$|\s+vv?s?\.)",
    re.I,
)
VERSUS = re.compile(
    r"(?:^|(?<=\s))[-–—]?\s?(?:v\.?s?\.|vs|vv\.|against|versus|v\.?(?=\s?[-–—]))(?=\s|$|[-–—])[-–—]?", re.I
)
_V_ALONE = re.compile(r"\W*(?:v\.?|vs\.?|vv\.?|against|versus)\W*(?:\s\S)?\W*", re.I)
_IN_RE = re.compile(r"(?:IN\s+RE|In\s+re|In\s+the\s+Matter\s+of|IN\s+THE\s+MATTER\s+OF)\b\s*:?\s*")
# "et al.", as OCR reads it too ("et ai.", "ef al.").
_ET_AL = re.compile(r"[,;]?\s*\be[tf]\.?\s+a[li1]s?\b\.?,?", re.I)
_ETC = re.compile(r"[,;]\s*etc\.?(?=\W|$)", re.I)
_ALSO = re.compile(r",?\s+(?:[dfa]/[bk]/a|dba|doing\s+business\s+as|formerly\s+known\s+as)\s[^,;]*", re.I)
_COUNT = re.compile(r"\s*\(\d{1,3}\)(?=\W|$)")
# What OCR leaves of a column's asterisk behind a name; after a comma it is an article ("RLI CO., a / corporation").
_STRAY = re.compile(r"(?<=[\w.])\s+(?:[a-z#°.=&-]|te)$")

_SIMPLE: tuple[Role, ...] = (
    "plaintiff", "defendant", "petitioner", "respondent", "appellant", "appellee", "movant", "intervenor",
    "debtor", "creditor", "claimant",
)  # fmt: skip


@dataclass(slots=True)
class _Side:
    """One side of the caption while it is read: the cells of its names and its role."""

    cells: list[Cell] = field(default_factory=list)
    role: Role = "unknown"


@dataclass(frozen=True, slots=True)
class Parties:
    """What a caption says of its parties. used: the cells that were read; case_name: None where no two sides stand."""

    parties: tuple[Party, ...] = ()
    case_name: str | None = None
    used: tuple[Cell, ...] = ()


def role_of(printed: str) -> Role | None:
    """The role that a caption's word means: "Plaintiffs/Counter-Defendants" is plaintiff; None: no role."""
    words = re.sub(r"\s+", " ", printed.casefold()).replace("’", "'")
    words = re.sub(r"\(?'?s\)?'?(?=$|\W)", "", words)
    third, counter = words.startswith("third"), re.match(r"(?:counter|cross)", words)
    if third and "defendant" in words:
        return "third-party defendant"
    if third:
        return "third-party plaintiff"
    if counter:
        return "counter-defendant" if "defendant" in words.split("/")[0] else "counter-claimant"
    if "interested" in words:
        return "interested party"
    if words.startswith("intervenor"):
        return "intervenor"
    if words.startswith("relator"):
        return "plaintiff"
    found = [(words.find(role), role) for role in _SIMPLE if role in words]
    return min(found)[1] if found else None


def is_versus(text: str) -> bool:
    """Whether a cell is the "v." between two sides and nothing else."""
    return bool(_V_ALONE.fullmatch(text))


def starts_parties(cell: Cell) -> bool:
    """Whether a cell is the "v." of a caption, a role of its own, or begins "In re"."""
    return bool(_V_ALONE.fullmatch(cell.text) or _IN_RE.match(cell.text) or role_alone(cell.text))


def role_alone(text: str) -> Role | None:
    """The role where the text is a role and nothing else."""
    match = _ROLES.match(text)
    return role_of(match.group("role")) if match and re.fullmatch(r"\W*(?:\s\S\W*)?", text[match.end() :]) else None


def read_parties(order: Order, left: Sequence[Cell]) -> Parties:
    """Parties out of the cells at the left of a caption, from the court's name to the title.

    The words up to "v." are one side, those up to the second side's role the other. A role that is not
    printed is "unknown".
    """
    if left and (match := _IN_RE.match(left[0].text)):
        return _in_re(order, left, match.end())
    sides = [_Side()]
    used: list[Cell] = []
    done = 0
    for cell in left:
        for piece in _pieces(cell):
            kind = _kind(piece)
            if kind == "versus" and len(sides) == 1:
                sides.append(_Side())
                done = len(used) + 1
            elif kind == "role":
                if not sides[-1].cells:
                    continue
                sides[-1].role = role_alone(piece.text) or "unknown"
                done = len(used) + 1
            elif sides[-1].role != "unknown" and len(sides) == 2:
                # Behind the second role only another named and roled group may follow; the caller's title does not.
                break
            elif sides[-1].role == "unknown":
                sides[-1].cells.append(piece)
                done = len(used) + 1 if len(sides) == 2 else done
            used.append(cell)
        else:
            continue
        break
    if len(sides) < 2 or not sides[0].cells or not sides[1].cells:
        return Parties()
    if all(side.role == "unknown" for side in sides):
        _roles_from_body(order, sides)
    groups = [_named(order, side) for side in sides]
    if not all(groups):
        return Parties()
    name = " v. ".join(short_name(group[0].name) for group in groups)
    consumed = tuple(dict.fromkeys(used[:done]))
    return Parties(tuple(party for group in groups for party in group), name, consumed)


def _in_re(order: Order, left: Sequence[Cell], start: int) -> Parties:
    name: list[Cell] = []
    used: list[Cell] = []
    role: Role = "unknown"
    for index, cell in enumerate(left):
        piece = cell.part(start) if index == 0 else cell
        found = role_alone(piece.text)
        if found:
            role = found
            used.append(cell)
            break
        if index and name and not name[-1].text.rstrip().endswith((",", "&", "and", "AND", "OF", "of")) and index > 3:
            break
        used.append(cell)
        if piece.text:
            name.append(piece)
    if not name:
        return Parties()
    parties = _named(order, _Side(name, role))
    if not parties:
        return Parties()
    return Parties(parties, f"In re {parties[0].name}", tuple(used))


def _pieces(cell: Cell) -> list[Cell]:
    """A cell cut at its "v." and before its roles: "JOHN ROE, Plaintiff, v. ACME CO., Defendant."."""
    cuts = {0, len(cell.text)}
    for match in VERSUS.finditer(cell.text):
        cuts.update(match.span())
    for match in _ROLES.finditer(cell.text):
        cuts.update((match.start("role"), match.end("role")))
    places = sorted(cuts)
    pieces = [cell.part(start, end) for start, end in zip(places, places[1:], strict=False)]
    return [piece for piece in pieces if re.search(r"\w", piece.text) and not is_stray(piece.text)]


def _kind(piece: Cell) -> str:
    if _V_ALONE.fullmatch(piece.text):
        return "versus"
    return "role" if role_alone(piece.text) else "name"


def _roles_from_body(order: Order, sides: Sequence[_Side]) -> None:
    """A caption of one line ("Title  A v. B") names no roles; the order's own words for its parties do."""
    text = order.text.casefold()
    if "plaintiff" in text and "petitioner" not in text:
        sides[0].role, sides[1].role = "plaintiff", "defendant"
    elif "petitioner" in text and "plaintiff" not in text:
        sides[0].role, sides[1].role = "petitioner", "respondent"
    elif "united states" in sides[0].cells[0].text.casefold() and "defendant" in text:
        sides[0].role, sides[1].role = "plaintiff", "defendant"


def _named(order: Order, side: _Side) -> tuple[Party, ...]:
    """The parties of one side, its names joined over their rows and cut where the next name begins."""
    text, places = _joined(side.cells)
    cut = [match.span() for pattern in (_ET_AL, _ETC, _ALSO, _COUNT) for match in pattern.finditer(text)]
    et_al = bool(_ET_AL.search(text))
    parties: list[Party] = []
    for start, end in _names(text, cut):
        name = in_title_case(text[start:end], order.text)
        span = cover(order, _back(side.cells, places, start, end))
        parties.append(Party(name, side.role, span))
    if parties and et_al:
        last = parties[-1]
        parties[-1] = Party(last.name, last.role, last.span, True)
    return tuple(cast("list[Party]", parties))


def _joined(parts: Sequence[Cell]) -> tuple[str, list[tuple[int, int]]]:
    """Cells as one text, each letter's cell and place in it."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for index, part in enumerate(parts):
        text = _STRAY.sub("", part.text)
        if letters:
            letters.append(" ")
            places.append((index, 0))
        letters.extend(text)
        places.extend((index, place) for place in range(len(text)))
    return "".join(letters), places


def _back(parts: Sequence[Cell], places: Sequence[tuple[int, int]], start: int, end: int) -> list[Cell]:
    found: list[Cell] = []
    for index, part in enumerate(parts):
        own = [place for number, place in places[start:end] if number == index]
        if own:
            found.append(
                Cell(part.text[min(own) : max(own) + 1], part.start + min(own), part.start + max(own) + 1,
                     part.page, part.row, part.column)
            )  # fmt: skip
    return found


def _names(text: str, cut: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each name of a side stands in its text, descriptions left out."""
    masked = list(text)
    for start, end in cut:
        masked[start:end] = ";" * (end - start)
    rest = "".join(masked)
    names: list[tuple[int, int]] = []
    open_name = in_office = False
    for match in re.finditer(r"[^,;]+", rest):
        start, end = match.span()
        before = rest[:start].rstrip()[-1:] if start else ""
        piece = match.group()
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        conjunction = re.match(r"(?:and|&)\s+", rest[start:end], re.I)
        if conjunction and before:
            start += conjunction.end()
        words = rest[start:end].strip(" .:")
        if not re.search(r"\w", words):
            continue
        end = start + len(rest[start:end].rstrip(" :"))
        if open_name and before == "," and is_suffix(words):
            names[-1] = (names[-1][0], end)
            continue
        if names and before == "," and not conjunction and (in_office or is_description(words)):
            open_name, in_office = False, in_office or is_office(words)
            continue
        in_office = False
        if names and open_name and before == "," and not _own_name(text[names[-1][0] : names[-1][1]], words):
            names[-1] = (names[-1][0], end)
            continue
        names += _persons(text, start, end)
        open_name = True
    return [(start, _trim(text, start, end)) for start, end in names]


def _own_name(before: str, words: str) -> bool:
    """Whether words after a comma begin another party; "SMITH, JONES & ROE" is one firm."""
    return len(words.split()) > 1 and len(before.split()) > 1


def _persons(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Two persons joined by "and" are two parties; a firm keeps its "and"."""
    match = re.search(r"\s+(?:and|AND)\s+", text[start:end])
    if not match:
        return [(start, end)]
    first, second = text[start : start + match.start()], text[start + match.end() : end]
    if is_description(second):
        return [(start, start + match.start())]
    full = len(first.split()) > 1 and len(second.split()) > 1
    if full and not is_entity(first) and not is_entity(second):
        return [(start, start + match.start()), (start + match.end(), end)]
    return [(start, end)]


def _trim(text: str, start: int, end: int) -> int:
    """A period at a name's end belongs to an abbreviation ("INC.") or it is the caption's ("AGRICULTURE.")."""
    name = text[start:end]
    if name.endswith(".") and not re.search(r"(?:\b(?:inc|co|corp|ltd|jr|sr|bros|ass'n)|\.\w|\b\w)\.$", name, re.I):
        return end - 1
    return end
