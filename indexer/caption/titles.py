"""The title of an order: out of its caption, joined over its rows, or the head of a docket entry."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.deadlines.dates import read_moment
from indexer.layout.cells import Cell

# A title holds one of these words, in capitals or with a capital.
_TITLE_WORD = re.compile(
    r"\b(?:ORDERS?|JUDGMENT|MEMORANDUM|OPINION|DECISION|RULING|DECREE|INJUNCTION|STIPULATION|NOTICE|RECOMMENDATIONS?|"
    r"FINDINGS|MINUTES?|SCHEDULE|WARRANT|WRIT|Orders?|Judgment|Memorandum|Opinion|Decision|Ruling|Decree|Stipulation)\b"
)
# Rows of a caption's right side that are no title: "Date: ...", "Judge: ...", "JS-6".
_NOT_TITLE = re.compile(
    r"(?:(?:hearing|trial|motion)?\s?(?:date|time)|judge|courtroom|ctrm|dept|department|place|location|complaint filed|"
    r"action filed|before|hon\.|honorable|related|assigned|referred|magistrate|jury|filed|entered|page|class action|"
    r"chapter|adv|\[?js-?\d|\[proposed\]$|present|deputy|court reporter|attorneys?|proceedings|title|case|nos?)\b"
    r"\s*[:.#]?\s*(?:$|[:\d(]|.*\d|hon|judge|the\b|[A-Z][a-z])",
    re.I,
)
_SECTION = re.compile(
    r"(?:[IVX]{1,4}\.|\d{1,2}\.|[A-H]\.)?\s*"
    r"(?:introduction|background|discussion|facts?|procedural|legal standard|analysis)\b",
    re.I,
)
# "(ECF No. 28)", "(Doc. 43.)", "[43]", "(Docs. 12 & 14)", "(Filed 10/11/17)"
_REFERENCE = re.compile(
    r"(?:[(\[]\s?(?:re:?\s)?(?:ecf|dkts?|docs?|docket|d\.e|filed|#|nos?)\b[^()\[\]]{0,60}[)\]]"
    r"|\[\s?[\d, &#-]{1,20}\])\.?$",
    re.I,
)
_LAST_CONNECTS = re.compile(
    r"(?:[,&/-]|\b(?:and|to|of|for|re|the|in|on|or|granting|denying|regarding|with|by|from|a))$", re.I
)

# The head word of a docket entry and the words before it: "TEXT ORDER", "Order", "MEMORANDUM OPINION and ORDER".
_ENTRY_HEAD = re.compile(
    r"\s*(?:(?:[A-Z][\w'’/-]*|and|of|&)\s{1,3}){0,8}?(?:ORDER|Order|JUDGMENT|Judgment|OPINION|Opinion|"
    r"MINUTE\s+ENTRY|Minute\s+Entry)\b"
    r"(?:\s+(?:and|AND|&)\s+(?:[A-Z]+\s+){0,3}(?:ORDER|Order|JUDGMENT|OPINION)\b)?"
)
_ENTRY_GOES_ON = re.compile(
    r"\s+(?!that\b)(?=[A-Za-z][a-z]*ing\b|re\b|on\b|as\s+to\b|for\b|of\b|to\b|[A-Z]{3,})"
    r"|\s*:\s*(?=\(1\))|\s+(?=\(1\))"
)
_ENTRY_END = re.compile(
    r"(?<!\bNo)(?<!\bNos)(?<!\bv)(?<!\bvs)(?<!\b[A-Z])(?<!\bDoc)(?<!\bDkt)(?<!\bInc)(?<!\bre)\.(?=\s|$)"
    r"|(?:Inc|Co|Corp)\.(?=\s+[A-Z(])|\s\.(?=\s)|;(?!\s*(?:\d|[A-Za-z][a-z]+ing\b))"
    r"|(?<!\bre)(?<!\bRe)(?<!\bRE):(?=\s)"
    r"|\s[-–—]\s|\s(?=that\s)|\s+by\s+(?=\w+\s+(?:Magistrate\s+)?Judge\b|Judge\b)"
)
_LONGEST = 600
ENTRY_EXAMPLES: tuple[tuple[str, str], ...] = (
    ("ORDER: The parties shall confer.", "ORDER"),
    ("ORDER granting 12 Motion to Compel. Responses are due soon.", "ORDER granting 12 Motion to Compel"),
    ("ORDER. The Court held a conference.", "ORDER"),
    ("ORDER, that plaintiffs are directed to serve", "ORDER"),
    ("ORDER that Plaintiff is GRANTED leave", "ORDER"),
    ("MEMORANDUM AND ORDER - The plaintiff has moved", "MEMORANDUM AND ORDER"),
    ("MEMORANDUM OPINION and ORDER; it is ordered that", "MEMORANDUM OPINION and ORDER"),
    ("TEXT ORDER: The parties shall meet.", "TEXT ORDER"),
    ("ORDER MODIFYING Scheduling Order. Reports are due.", "ORDER MODIFYING Scheduling Order"),
    ("ORDER granting 6 Order proposed by Roe, Inc. Further,", "ORDER granting 6 Order proposed by Roe, Inc."),
    ("Order: (1) Denying Stay (ECF No. 2 ) and (2) Ending. It", "Order: (1) Denying Stay (ECF No. 2 ) and (2) Ending"),
    ("OPINION AND ORDER re: 79 MOTION to Stay . filed by Ann Roe.", "OPINION AND ORDER re: 79 MOTION to Stay"),
    ("SCREENING ORDER DISMISSING COMPLAINT: The Complaint is", "SCREENING ORDER DISMISSING COMPLAINT"),
)  # fmt: skip
ENTRY_NEAR_MISSES: tuple[str, ...] = ("The Court has read a letter of May 5.", "Set/Reset Deadlines: Replies due 5/5.")


def is_title(text: str) -> bool:
    """Whether a caption's row can begin a title."""
    return len(text) < 300 and bool(_TITLE_WORD.search(text)) and not _NOT_TITLE.match(text) and not text.endswith(":")


def read_title(cells: Sequence[Cell], left_edge: int | None) -> list[Cell]:
    """The cells of the title among those of a caption that are neither parties nor number.

    left_edge: column where the right side of a caption in two columns begins, None: one column. Rows of
    one side that follow one another are one title; the first such group with a title's word in it is taken.
    """
    group: list[Cell] = []
    for cell in [*cells, None]:
        if cell is not None and group and _follows(group[-1], cell, left_edge):
            group.append(cell)
            continue
        if any(is_title(one.text) for one in group):
            return group
        group = [] if cell is None or _NOT_TITLE.match(cell.text) or _SECTION.match(cell.text) else [cell]
    return []


def _follows(last: Cell, cell: Cell, left_edge: int | None) -> bool:
    if _NOT_TITLE.match(cell.text) or _SECTION.match(cell.text) or _is_date(cell.text):
        return False
    if left_edge is not None and (last.column >= left_edge) != (cell.column >= left_edge):
        return False
    if _LAST_CONNECTS.search(last.text.strip()):
        return True
    return last.page == cell.page and cell.row - last.row <= 2 and cell.start - last.end <= 200


def _is_date(text: str) -> bool:
    moment = read_moment(text)
    return moment is not None and moment.end >= len(text) - 2


def without_references(title: str) -> int:
    """How much of `title` is left when "(ECF No. 28)" and its like are taken off its end, in characters."""
    end = len(title)
    while match := _REFERENCE.search(title[:end].rstrip()):
        end = match.start()
    return len(title[:end].rstrip(" \n.;:,-"))


def read_entry_title(text: str) -> tuple[int, int] | None:
    """Where the title of a docket entry stands: "ORDER granting 12 Motion to Compel" of "ORDER granting 12
    Motion to Compel. Responses are due ..."; "ORDER" alone where sentences follow at once; None: no order."""
    head = _ENTRY_HEAD.match(text)
    if not head:
        return None
    start = len(text) - len(text.lstrip())
    on = _ENTRY_GOES_ON.match(text, head.end())
    if not on:
        return start, head.end()
    end = _ENTRY_END.search(text, on.end(), head.end() + _LONGEST)
    if not end:
        return start, head.end()
    if end.group()[0].isalpha():  # the period is the abbreviation's own: "by Roe Services, Inc."
        return start, end.end()
    return start, start + len(text[start : end.start()].rstrip(" .;:,-"))
