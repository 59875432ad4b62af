"""The stamp that CM/ECF prints on every page: "Case 1:16-cv-01234 Document 29 Filed 10/31/17 Page 2 of 3".

It is read and taken out, also where OCR or a second stamp printed over it has damaged it. A row is a stamp
when it is made of the stamp's own parts and of next to nothing else, so a sentence that cites a document
stays.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from indexer.layout.rows import Page, Row
from indexer.lazy import lazy
from indexer.orders import Stamp

_NUMBER = r"(?:\d{1,2}\s?:\s?)?\d{2}-[A-Za-z]{2,4}-\d{2,6}(?:-[\w-]+)?|\d{2}-\d{3,5}(?:-[\w-]+)?"
_CASE = lazy(
    rf"\b(?:USCA\s?\w{{1,3}}\s+)?(?:Case|Appeal)\s*:?\s*({_NUMBER})(?:\s?\([A-Z]{{1,4}}\))?", re.I
)
_DOCUMENT = lazy(r"\bDoc(?:ument|ket)?s?\.?\s*(?:#|No\.?|Entry)?\s*:?\s*(\d+)(?:-\d+)?(?!\d)", re.I)
_DATE = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
_FILED = lazy(rf"(?:\bDate\s+)?\bFiled\s*:?\s*(?:in\s+[A-Z. ]{{2,12}}\s+on\s+)?({_DATE})", re.I)
_PAGE = lazy(r"\b(?:Page|Pg)\s*:?\s*([\dlIiO|]{0,3}?)\s*[o0]f\s*([\dlIO|]{1,4})(?![A-Za-z])", re.I)
_LOOSE_PAGE = re.compile(r"\b(?:Page|Pg)\b.{0,12}$", re.I)
_REST = re.compile(
    rf"Page\s?ID\s*\.?#?\s*:?\s*[\d,.]+|Entered\s*:?\s*(?:on\s+\w+\s+Docket\s+)?{_DATE}(?:\s+\d\d:\d\d(?::\d\d)?)?"
    r"|Desc\s*:?\s*(?:Main|Exhibit)?(?:\s*Document)?|\bDocument\b|\bin\b|\bTXSD\b|\bon\b|\bUSDC\b|\bOF\b",
    re.I,
)
_PROSE = re.compile(r"\b[a-z]{3,}\b")
_ORPHAN = re.compile(r"\W*Page\s*(\d{1,3})\s*of\s*(\d{1,3})\W*", re.I)


def read(text: str) -> Stamp | None:
    """The stamp that `text` is, or None where it is something else.

    A part that cannot be read is None; a page number larger than the number of pages is read anew
    with a doubled sign taken once ("Page1lof4" is page 1).
    """
    if len(text) > 400 or not any(sign in text for sign in ("ile", "ILE", "iil", "age", "Pg", "AGE")):
        return None
    text = undouble(text)
    case, document, filed, page = (pattern.search(text) for pattern in (_CASE, _DOCUMENT, _FILED, _PAGE))
    found = [part for part in (case, document, filed, page) if part]
    if not found:
        return None
    rest = text
    for part in sorted(found, key=lambda part: -part.start()):
        rest = rest[: part.start()] + " " + rest[part.end() :]
    rest = _REST.sub(" ", rest)
    prose = len(_PROSE.findall(rest)) > 2
    whole = len(found) >= 3 and (case or document) and len(re.sub(r"\W+", "", rest)) <= 12
    # "C8SE TIS QOTAE IRS documentos Filed 08/21/25 Page Tei": printed over, yet ending as every stamp does.
    damaged = filed and not prose and len(text) <= 140 and (page or _LOOSE_PAGE.search(text, filed.end()))
    if not whole and not damaged:
        return None
    number, pages = _pages(page)
    return Stamp(
        docket_number=re.sub(r"\s", "", case.group(1)) if case else None,
        document=int(document.group(1)) if document else None,
        filed=_date(filed.group(1)) if filed else None,
        page=number,
        pages=pages,
    )


def undouble(text: str) -> str:
    """`text` with every letter taken once where a stamp was printed over itself, else as it is."""
    words = [word for word in text.split() if len(word) > 1]
    doubled = [word for word in words if len(word) % 2 == 0 and word[::2] == word[1::2]]
    if len(doubled) < 3 or sum(map(len, doubled)) < 0.6 * sum(map(len, words)):
        return text
    return " ".join(word[::2] if word in doubled else word for word in text.split())


def _pages(match: re.Match[str] | None) -> tuple[int | None, int | None]:
    if not match:
        return None, None
    pages = _number(match.group(2))
    page = _number(match.group(1))
    if page is not None and pages is not None and page > pages:
        page = _number(match.group(1)[0])
    return (page if page and pages and page <= pages else None), pages


def _number(text: str) -> int | None:
    digits = text.translate(str.maketrans("lIi|O", "11110"))
    return int(digits) if digits.isdigit() else None


def _date(text: str) -> dt.date | None:
    month, day, year = map(int, text.split("/"))
    try:
        return dt.date(year + (2000 if year < 70 else 1900) if year < 100 else year, month, day)
    except ValueError:
        return None


def take_out(pages: Sequence[Page]) -> tuple[list[Page], list[Stamp]]:
    """The pages without their stamps, begun anew at every stamp that no form feed announces, and the stamps.

    A stamp split over two or three rows is one stamp; a lone "Page 3 of 4" elsewhere on its page
    completes it. Page numbers follow the stamps where these can be read.
    """
    result: list[Page] = []
    stamps: list[Stamp] = []
    for page in pages:
        found = _find(page)
        for stamp, rows in found:
            stamps.append(stamp)
            for row in rows:
                row.text = ""
        result += _divide(page, found)
    following = 1
    for page in result:
        if page.number < 1:
            page.number = following
        following = page.number + 1
    return result, stamps


def _find(page: Page) -> list[tuple[Stamp, list[Row]]]:
    found: list[tuple[Stamp, list[Row]]] = []
    rows = page.filled()
    index = 0
    while index < len(rows):
        taken = 1
        stamp = read(rows[index].text)
        if stamp is None and _CASE.match(rows[index].text) and len(rows[index].text) < 60:
            for count in (2, 3):
                stamp = read(" ".join(row.text for row in rows[index : index + count]))
                if stamp or index + count > len(rows):
                    taken = count
                    break
            else:
                stamp = _headless(rows[index : index + 2])
                taken = 2
        if stamp is not None:
            found.append((stamp, rows[index : index + taken]))
        index += taken if stamp else 1
    if len(found) == 1 and found[0][0].page is None:
        stamp, parts = found[0]
        for row in rows:
            orphan = _ORPHAN.fullmatch(row.text)
            if orphan and int(orphan.group(1)) <= int(orphan.group(2)):
                numbers = int(orphan.group(1)), int(orphan.group(2))
                whole = Stamp(stamp.docket_number, stamp.document, stamp.filed, *numbers)
                found[0] = (whole, [*parts, row])
                break
    return found


def _headless(rows: Sequence[Row]) -> Stamp | None:
    """A stamp whose page number stands elsewhere: case on one row, document and date on the next."""
    text = " ".join(row.text for row in rows)
    case, document, filed = _CASE.search(text), _DOCUMENT.search(text), _FILED.search(text)
    if len(rows) < 2 or not (case and document and filed) or len(text) > 120:
        return None
    return Stamp(re.sub(r"\s", "", case.group(1)), int(document.group(1)), _date(filed.group(1)), None, None)


def _apart(page: Page, found: Sequence[tuple[Stamp, list[Row]]]) -> list[tuple[Stamp, list[Row]]]:
    """`found` less every stamp that only blank rows part from the one before: a page stamped twice."""
    kept: list[tuple[Stamp, list[Row]]] = []
    end = 0
    for stamp, rows in found:
        start = page.rows.index(rows[0])
        if not kept or any(row.text for row in page.rows[end:start]):
            kept.append((stamp, rows))
        end = page.rows.index(rows[-1]) + 1
    return kept


def _divide(page: Page, found: Sequence[tuple[Stamp, list[Row]]]) -> list[Page]:
    page.number = 0
    if not found:
        return [page]
    found = _apart(page, found)
    places = [page.rows.index(rows[0]) for _, rows in found]
    texts = [index for index, row in enumerate(page.rows) if row.text]
    at_foot = bool(texts) and places[0] > texts[0] and places[-1] > texts[-1]
    if len(found) == 1 and (at_foot or sum(index < places[0] for index in texts) <= 3):
        page.number = found[0][0].page or 0
        return [page]
    pages: list[Page] = []
    start = 0
    if at_foot:
        for place, (stamp, _) in zip(places, found, strict=True):
            end = place + 1 if stamp is not found[-1][0] else len(page.rows)
            pages.append(Page(page.rows[start:end], stamp.page or 0))
            start = end
    else:
        numbers = [stamp.page or 0 for stamp, _ in found]
        if any(index < places[0] for index in texts):
            places, numbers = [0, *places], [0, *numbers]
        else:
            places[0] = 0
        ends = [*places[1:], len(page.rows)]
        for number, place, end in zip(numbers, places, ends, strict=True):
            pages.append(Page(page.rows[place:end], number))
    for part in pages:
        first = part.rows[0].number if part.rows else 1
        for row in part.rows:
            row.number -= first - 1
    return pages
