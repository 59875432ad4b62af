"""Notices of electronic filing, as CM/ECF mails and shows them: what they say of the case and the docket's own text.

Left off are the warning to those who answer, the list of who was mailed, and the stamps of the documents.
"""

from __future__ import annotations

import re

_IS_NOTICE = re.compile(r"\bNotice of (?:Electronic Filing|Docket Activity|Bankruptcy Case Filing)\b", re.I)
_DOCKET_TEXT = re.compile(r"(?:^|\n)[ \t|*_]*Docket Text[ \t]*:[ \t|*_]*", re.I)
_CASE_NUMBER = re.compile(r"\bCase Number[ \t]*:", re.I)
_COURT = re.compile(
    r"(?:^|\n)[ \t|*_]*"
    r"(?=(?:U\.?\s?S\.?|United States)[^\n]{0,60}\bCourts?\b|[^\n]{0,60}Court of Appeals)",
    re.I,
)
# What follows the docket's text.
_END = re.compile(
    r"\n[ \t|*_]*(?:\S{5,30}(?:[ \t]+\([^)\n]{1,20}\))?[ \t]+)?"
    r"Notice (?:has been|will be|will not be)\b[^\n]{0,60}(?:mailed|sent|delivered)"
    r"|\n[ \t|*_]*The following document\(s\)|\n[ \t|*_]*Document description[ \t]*:"
    r"|\n[ \t|*_]*Electronic document Stamp"
    r"|\[STAMP\b",
    re.I,
)
_SIGNS = re.compile(r"\*\*|__|^[ \t|]+|[ \t|]+$", re.MULTILINE)
_EMPTY = re.compile(r"[ \t|]*(?:Filer|Judge|WARNING: CASE CLOSED on [\d/]+)?:?[ \t|]*")


def is_notice(text: str) -> bool:
    """Whether `text` is a notice: it calls itself one and has a case number and a docket text."""
    if "Docket Text" not in text and "DOCKET TEXT" not in text:
        return False
    return bool(_IS_NOTICE.search(text) and _CASE_NUMBER.search(text) and _DOCKET_TEXT.search(text))


def shaped(text: str) -> str:
    """The notice in paragraphs: court, the notice's name, when it was entered and filed, fields, the docket's text."""
    start = _DOCKET_TEXT.search(text)
    assert start is not None
    head, body = text[: start.start()], text[start.end() :]
    court = _COURT.search(head)
    head = head[court.end() if court else 0 :]
    end = _END.search(body)
    body = body[: end.start()] if end else body
    lines = [_SIGNS.sub("", line).replace(" | ", " ") for line in head.replace("\f", "\n").split("\n")]
    kept = [" ".join(line.split()) for line in lines if line.strip() and not _EMPTY.fullmatch(line)]
    paragraphs = [part for part in re.split(r"\n\s*\n", _SIGNS.sub("", body.replace("\f", "\n"))) if part.strip()]
    # Each line of the head is a row of its own, as in a table of one column.
    fields = "\n".join(f"| {line} |" for line in [*kept, "Docket Text:"])
    return "\n\n".join([fields, *(" ".join(part.split()) for part in paragraphs)]) + "\n"
