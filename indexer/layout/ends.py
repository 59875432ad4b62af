"""The head and the foot of an order: which rows are its caption, which its signature, which its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.layout.rows import Row
from indexer.layout.schedules import opens_schedule
from indexer.layout.sentences import ends_sentence
from indexer.lazy import remembered

_COURT = re.compile(r"\bCOURTS?\b|\bCourt of (?:Appeals|Federal|International)\b")
_VERSUS = re.compile(r"(?:^|\s)(?:v|vs|V|VS|Vv|VV)\s?\.(?:\s|$)|\bIN RE\b|\bIn re\b|\bIN THE MATTER OF\b")
_TITLE = re.compile(
    r"\b(?:ORDERS?|MEMORANDUM|OPINION|JUDGMENT|DECREE|INJUNCTION|STIPULATION|RECOMMENDATIONS?|FINDINGS|DECISION"
    r"|MINUTES|NOTICE|RULING|PROTOCOL|SCHEDULING)\b"
)
_DOCKET = re.compile(r"\d{2}-\w{2,4}-\d{2,}|\b(?:CASE|CIVIL|CRIMINAL|ACTION|DOCKET)\s+(?:ACTION\s+)?N[Oo]\b")
_SIGNATURE = re.compile(
    r"(?:DATED?|Dated?|Signed|SIGNED|ENTERED|Entered|Done|DONE|EXECUTED)\b"
    r"\s*(?::|this\b|at\b|in\b|on\b|,|_|[A-Z][a-z]+ \d)"
    r"|BY THE COURT\b|By the Court\b|By:?\s*_{2,}|/[sS]/|[sS]/\s?[A-Z]|_{5,}|\(?Signature\b"
    r"|(?:The\s+)?(?:Hon\.|Honorable|HON\.|HONORABLE)\s"
)
_JUDGE = re.compile(
    r"(?:(?:SENIOR|CHIEF|Senior|Chief)\s+)?(?:UNITED STATES|United States|U\.\s?S\.)\s+"
    r"(?:(?:SENIOR|CHIEF|Senior|Chief)\s+)?(?:MAGISTRATE|DISTRICT|BANKRUPTCY|CIRCUIT|Magistrate|District|Bankruptcy|"
    r"Circuit)"
    r"\s+(?:JUDGE|Judge)\.?$"
)
_DAY_OF = re.compile(r"\bday of [A-Z][a-z]{2,8},? \d{4}\b")
# What a pen or a form leaves above the date: a letter or two, an hour.
_SCRAP = re.compile(r"\W*\w{0,2}\W*|[\d:]+\s*[ap]\.?\s?m\.?", re.I)
_SO_ORDERED = re.compile(r"(?:IT IS\s+)?SO ORDERED\b|It is so ordered\b|(?:IT IS )?SO STIPULATED\b", re.I)
_ORDERS = re.compile(r"\bORDER(?:ED|S)\b|\bADJUDGED\b|\bIT IS\b")
# "Discovery cutoff: June 4, 2021", "Jury trial ..... 9/13/2021": the row of a schedule, right under the title.
_DATED = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2}(?:,?\s+\d{4})?|\d{1,2}/\d{1,2}/\d{2,4})\b"
)
_SCHEDULED = re.compile(
    rf"\|?\s*[A-Z][^:.|\t]{{2,80}}?(?::\s+|\t\s*|\s{{3,}}|\s*\|\s*|\s?(?:\.\s?){{3,}}\s*){_DATED}|\|?\s*{_DATED}(?::\s+|\s*\t\s*|\s{{3,}}|\s*\|\s*)[A-Z]"
)
# What captions themselves date ("Hearing Date: May 4, 2020", "Complaint Filed: ...").
_IN_CAPTION = re.compile(
    r"(?:(?:Hearing|Trial|Action|Conference|Argument|Time|Decision|Complaint|Motion)\s+)?(?:Dated?|Filed|Time|Entered|Decided|Argued"
    r"|Submitted|Heard)\b|(?:Re|Judge|Dept|Courtroom|Ctrm|Place|Before)\b",
    re.I,
)
_LITTLE_WORDS = "a an the of to in on and or for by with re at from as v. vs. is under against between"
_LITTLE = frozenset(_LITTLE_WORDS.split())
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+\S")


@remembered
def is_prose(text: str) -> bool:
    """Whether a row is running text: words in small letters prevail over names and titles."""
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    if len(words) < 5 or small < 3:
        return False
    if len(text) >= 60 and small >= 5 and small > 0.45 * len(words):
        return True
    return small > 0.55 * len(words) and (len(text) >= 45 or ends_sentence(text)) or small >= 8


def is_capitals(text: str) -> bool:
    """Whether a row is set in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 2 and sum(letter.isupper() for letter in letters) > 0.85 * len(letters)


def caption_end(rows: Sequence[Row], width: int) -> int:
    """How many rows the caption has: up to the first row of running text; 0 where there is none."""
    first = next((index for index, row in enumerate(rows) if _opens_body(row.text)), None)
    if first is None:
        titles = [index for index, row in enumerate(rows) if _TITLE.search(row.text) and is_capitals(row.text)]
        return titles[0] + 1 if titles else 0
    first = _short_opening(rows, first)
    while first and _goes_on(rows[first - 1], rows[first], width):
        first -= 1
    head = rows[:first]
    known = any(_COURT.search(row.text) or _VERSUS.search(row.text) for row in head)
    return first if known or any(_is_title(row.text) for row in head) else 0


def _short_opening(rows: Sequence[Row], first: int) -> int:
    """The row under the title that opens the order in few words ("It is ORDERED that:") or with its schedule, else
    `first`."""
    named = [index for index in range(first) if _VERSUS.search(rows[index].text) or _is_title(rows[index].text)]
    if not named or not _is_title(rows[named[-1]].text):
        return first
    for index in range(named[-1] + 1, first):
        text = rows[index].text
        ordering = _ORDERS.search(text) and re.search(r"(?:[:.;,]|\bthat)$", text)
        told = text[0].isupper() and text.endswith(".") and len(text.split()) > 4 and not is_capitals(text)
        scheduled = opens_schedule(rows, index) or _SCHEDULED.match(text) and not _IN_CAPTION.match(text)
        if ordering or told or scheduled or re.match(r"(?:\(?1[.)]|I\.|A\.)\s+[A-Z]", text):
            return index
    return first


def _opens_body(text: str) -> bool:
    if is_prose(text) or (_ORDERS.search(text) and len(text) > 40 and re.search(r"[a-z]{4}", text)):
        return True
    # "The motion is denied."
    words = _WORD.findall(text)
    small = sum(word[0].islower() for word in words)
    return small >= 3 and small >= 0.6 * len(words) and ends_sentence(text) and not re.search(r"\bet al\b", text)


def _goes_on(before: Row, row: Row, width: int) -> bool:
    text = before.text
    if ends_sentence(text) or len(text) + before.indent < 0.7 * width or row.gap > 2:
        return False
    if row.text[0] == "(" and is_capitals(text):
        return False
    if re.search(r"\s{3,}", text):
        return False
    first = row.text.split()[0]
    if is_capitals(text):
        return not _is_title(text) and (first.islower() or is_capitals(first) and len(first) > 1)
    return len(_WORD.findall(text)) > 5


def _is_title(text: str) -> bool:
    return bool(_TITLE.search(text)) and is_capitals(text) and len(text) < 200 and not ends_sentence(text)


def continues_title(title: Sequence[str], row: Row, spacing: int) -> bool:
    """Whether a row goes on with the title that the rows before it read; spacing: of the page's lines."""
    if row.gap > spacing or row.text[0] in "IVX" and re.match(r"[IVX]+\.\s", row.text) or not _TITLE.search(title[0]):
        return False
    if not (is_capitals(row.text) and is_capitals(title[-1])):
        return False
    return not (_COURT.search(row.text) or _VERSUS.search(row.text) or _DOCKET.search(row.text) or row.text[0] == "(")


def signature_rows(rows: Sequence[Row]) -> set[int]:
    """The indices of the rows that sign the order: date, "/s/", name, title of the judge."""
    found: set[int] = set()
    inside = False
    for index, row in enumerate(rows):
        text = row.text
        if _SO_ORDERED.match(text):
            inside = False
        elif _signs(text):
            inside = True
        elif inside and (is_prose(text) or _NUMBERED.match(text) and len(text) > 40 or _ORDERS.search(text)):
            inside = False
        if inside:
            found.add(index)
    found |= _trailing(rows, found)
    # The date may be printed on a row of its own above the row that it belongs to.
    for index in range(len(rows) - 2, -1, -1):
        if index + 1 in found and index not in found:
            text = rows[index].text
            dated = _DAY_OF.search(text) and len(text) < 90 and not _SO_ORDERED.match(text)
            if dated or _SCRAP.fullmatch(text):
                found.add(index)
    return found


def _trailing(rows: Sequence[Row], found: set[int]) -> set[int]:
    """Rows behind "IT IS SO ORDERED." at the very end that are no sentences: initials, a clerk's form."""
    trailing: set[int] = set()
    for index in range(len(rows) - 1, 0, -1):
        text = rows[index].text
        if index in found:
            continue
        if _SO_ORDERED.match(text):
            return trailing
        if is_prose(text) or ends_sentence(text) or _NUMBERED.match(text):
            break
        trailing.add(index)
    return set()


def _signs(text: str) -> bool:
    if _JUDGE.search(text) and len(text) < 110 and not is_prose(text):
        return True
    return bool(_SIGNATURE.match(text)) and not (is_prose(text) and len(text) > 70) and len(text) < 140


def is_heading(row: Row, hashed: bool) -> bool:
    """Whether a row of the body stands as a heading: hashed, or in capitals and no sentence."""
    text = row.text
    if hashed:
        return True
    if len(text) > 110 or _SO_ORDERED.match(text) or text.endswith((";", ",", "-", ":")):
        return False
    if ends_sentence(text) and not re.fullmatch(r"[IVX]{1,5}\.?|[A-Z]\.", text):
        return False
    return is_capitals(text) and len(_WORD.findall(text)) >= 1 and len(text) >= 4 and not re.search(r"\d{3,}", text)


def is_named(text: str) -> bool:
    """Whether a row reads as a heading in small letters: a few words, all but the little ones capital."""
    words = re.sub(r"^(?:[IVX]{1,5}|[A-Z]|\d{1,2})\.\s+", "", text).split()
    if not 1 <= len(words) <= 12 or len(text) > 90 or not (text[-1].isalpha() or text[-1] in ")’'\"”"):
        return False
    if "   " in text or not any(word[0].isupper() for word in words):
        return False
    return all(word[0].isupper() or word[0] in "(“\"§" or word.strip(",").lower() in _LITTLE for word in words)
