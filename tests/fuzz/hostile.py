"""Texts that nobody wrote and that a program must get through all the same, each of any size.

A text is made of a piece that is repeated up to the size: pieces that make a pattern begin over and over
("within within within"), that make it run far and fail, or that fill one line, one paragraph or one cell.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

# One piece, many times over.
REPEATED = {
    "one word": "a",
    "one capital word": "A",
    "one digit": "1",
    "blanks": " ",
    "line feeds": "\n",
    "carriage returns": "\r",
    "form feeds": "\f",
    "tabs": "\t",
    "no-break spaces": "\xa0",
    "zero width": "\u200b",
    "right to left": "\u200f\u202e",
    "combining": "e\u0301\u0323\u0308",
    "astral": "\U0001d400",
    "apart letters": "a ",
    "apart capitals": "A ",
    "initials": "A. B. ",
    "words": "alpha beta ",
    "capital words": "Alpha Beta ",
    "capitals": "ALPHA BETA ",
    "opened": "(",
    "closed": ")",
    "opened and closed": "()",
    "brackets": "[",
    "brackets within": "[(",
    "opened words": "(a ",
    "quotes": '"',
    "curly quotes": "“a ” ",
    "apostrophes": "'",
    "possessives": "court's ",
    "asterisks": "*",
    "bold opened": "**a ",
    "italic opened": "*a ",
    "both opened": "***a ",
    "bold closed": "a** ",
    "underscores": "_",
    "rules": "____ ____ ",
    "underscore opened": "__a ",
    "hyphens": "-",
    "dashes": "— – ",
    "hyphens apart": "- - - - ",
    "bars": "| | | | ",
    "table rows": "| a | b |\n",
    "signs of a caption": ")\n",
    "sections": "§",
    "sections apart": "§ § ",
    "paragraph signs": "¶ ",
    "full stops": ".",
    "full stops apart": ". . . ",
    "commas": ",",
    "commas apart": "a, ",
    "semicolons": "a; ",
    "colons": "a: ",
    "slashes": "1/",
    "dates": "1/1/2020 ",
    "backslashes": "\\*",
    "carets": "[^1]",
    "notes": "[^1]: a ",
    "note lines": "[^1]: a\n",
    "ones": "1 1 1 1 ",
    "ones on lines": "1\n",
    "list numbers": "1. 1. 1. ",
    "list number lines": "1. a\n",
    "list numbers apart": "1. The party shall file it.\n\n",
    "letters of lists": "(a) (b) ",
    "roman": "i. ii. iii. ",
    "hashes": "#",
    "headings": "# a\n",
    "headings apart": "I. HEADING\n\n",
    "within": "within ",
    "within days": "within ten days of ",
    "no later than": "no later than ",
    "on or before": "on or before ",
    "days": "ten (10) days ",
    "days joined": "seven-day ",
    "numbers": "twenty-one hundred and ",
    "numerals": "(10) ",
    "after": "after the service of the ",
    "of the": "of the ",
    "and": "and, and, ",
    "or": "and/or ",
    "shall": "shall shall ",
    "shall not": "the plaintiff shall not ",
    "parties shall": "The parties shall file a report. ",
    "no stop": "the parties shall file a report within ten days of service and ",
    "if": "if the ",
    "unless": "unless ",
    "that": "that ",
    "ordered": "IT IS ORDERED that ",
    "ordered lines": "IT IS HEREBY ORDERED:\n",
    "granted": "GRANTED IN PART AND DENIED IN PART ",
    "granted motions": "the motion to dismiss is granted and ",
    "motion": "motion for a motion for ",
    "versus": "v. ",
    "versus lines": "v.\n",
    "names versus": "Doe v. Roe ",
    "companies": "Acme Inc., Beta Corp., ",
    "incorporated": "Inc., ",
    "et al": "et al., ",
    "party lines": "JOHN DOE,\nPlaintiff,\n",
    "parties of a kind": "an individual, ",
    "formerly": "d/b/a a/k/a f/k/a ",
    "plaintiffs": "Plaintiff ",
    "plaintiff's": "Plaintiffs' Defendants' ",
    "courts": "UNITED STATES DISTRICT COURT ",
    "court lines": "UNITED STATES DISTRICT COURT\n",
    "district": "DISTRICT OF ",
    "docket numbers": "1:20-cv-00001-ABC ",
    "case numbers": "Case No. ",
    "case number letters": "1:20-cv-00001-A-B-C-D-E-F-",
    "judges": "Hon. ",
    "judge": "Judge ",
    "judge lines": "JOHN DOE\nUnited States District Judge\n",
    "signed": "/s/ ",
    "dated": "Dated: ",
    "dated lines": "Dated: May 1, 2020\n",
    "signature lines": "_______________\n",
    "months": "May ",
    "months and days": "May 1, ",
    "day of": "day of ",
    "times": "2:00 p.m. ",
    "stamps": "Case 1:20-cv-00001 Document 1 Filed 01/01/20 Page 1 of 2\n",
    "stamps in a line": "Case 1:20-cv-00001 Document 1 Filed 01/01/20 Page 1 of 2 ",
    "page numbers": "Page 1 of 2\n",
    "page feeds": "1\fa\f",
    "doubled": "CCaassee ",
    "citations": "See Doe v. Roe, 1 F.3d 1, 2 (9th Cir. 2000); ",
    "citations in parentheses": "(See ECF No. 1.) ",
    "abbreviations": "Fed. R. Civ. P. 26(a)(1). ",
    "addresses": "100 Main Street, Suite 1, ",
    "telephones": "(555) 555-5555 ",
    "mail addresses": "a@b.",
    "mail address": "a.b@",
    "links": "https://a.b/",
    "money": "$1,000.00 ",
    "money joined": "$1,",
    "commas in numbers": "1,000,",
    "pages": "5 pages ",
    "exceed": "shall not exceed ",
    "the clerk": "The Clerk of the Court is directed to ",
    "defined": '("the Act") ',
    "means": '"Act" means ',
    "because": "because ",
    "by": "by ",
    "to": "to ",
    "not": "not ",
    "who": "who ",
    "is": "is ",
    "file with": "filed ",
    "questions": "when is it due? ",
    "question words": "what when who ",
    "contact": "call (555) 555-5555 or email a@b.gov ",
    "columns": "a          b          c\n",
    "column signs": "JOHN DOE,                )    Case No. 1\n",
    "hyphen ends": "exam-\n",
    "indents": "     a\n",
    "long blank lines": "a" + " " * 60 + "\n",
    "schedule": "Discovery cutoff          May 1, 2020\n",
    "schedule colon": "Discovery cutoff: May 1, 2020; ",
    "one letter, a hyphen": "N-",
    "no space": "aahonorable'",
    "entities": "&amp;&lt;",
    "tags": "<b>",
}


# Lines of a whole order, over and over: each kind of thing of which a program keeps a list.
STRUCTURED = {
    "lists of lists": "1. The report shall include the following:\n\n",
    "entries of entries": "- The parties shall include:\n\n",
    "letters of letters": "(a) The parties shall include:\n\n",
    "outline": "1. One:\n\n(a) two:\n\n(i) three:\n\n(A) four:\n\n",
    "footnotes": "Granted.1\n\n_____\n1 The motion is granted in this part and no other.\n\n\f",
    "footnote definitions": "It is so.[^1]\n\n[^1]: The motion is granted.\n\n",
    "pages with heads": "Doe v. Roe\nThe parties shall confer.\n3\f",
    "numbered pages": "".join(f"{line}  words of the line\n" for line in range(1, 26)) + "\f",
    "stamped pages": "Case 1:20-cv-00001-ABC Document 7 Filed 05/01/20 Page 1 of 9\nIt is so ordered that he pay.\n\n",
    "dates of one act": "The parties shall file a joint report by May {}, 2021.\n\n",
    "dates of one act in a line": "The parties shall file a joint report by May {}, 2021; ",
    "periods of one act": "The parties shall file a joint report within {} days of service.\n\n",
    "different acts": "Party {} shall file report {} within {} days of the hearing; ",
    "cutoffs": "Discovery {} cutoff: May {}, 2021; ",
    "rows of dates": "Discovery cutoff {}          May 1, 20{}\n",
    "hearings": "A hearing is set for May {}, 2021 at 2:00 p.m. in Courtroom {}. ",
    "many defendants": "PARTY {} INC.,\n     Defendant,\n\nand\n\n",
    "names in a line": "Party {}, an individual; Company {}, Inc., a corporation; ",
    "many captions": "UNITED STATES DISTRICT COURT\n\nDOE,\nPlaintiff,\nv.\nROE,\nDefendant.\n\nORDER\n\n",
    "many judges": "Dated: May {}, 2021\n\n/s/ Ada B. Crane\nUnited States District Judge\n\n",
    "many headings": "HEADING {}\n\nThe parties shall confer.\n\n",
    "many motions": "Plaintiff's motion to compel (ECF No. {}) is GRANTED IN PART and DENIED IN PART AS MOOT; ",
    "many tables": "| Event | Date |\n| --- | --- |\n| Trial {} | May 1, 2021 |\n\n",
    "conditions": "If a party fails to file a report within {} days, then, unless the Court orders otherwise, ",
    "addresses": "Send it to the Clerk of the Court, {} Main Street, Suite {}, Portland, Oregon 97204; ",
    "people": "Contact Deputy Clerk Jane A. Doe at (503) 555-{} or jane.doe{}@ord.uscourts.gov, ",
    "quoted": "“Report {}” means “the paper that ‘Party {}’ files,” ",
    "long lead": "1. The parties shall, without delay, confer and agree, {}, ",
}


def text(name: str, size: int) -> str:
    """That text, of so many characters."""
    piece = REPEATED[name]
    return (piece * (size // len(piece) + 1))[:size]


def structured(name: str, size: int) -> str:
    """That structure, of so many characters, each piece with its own number."""
    piece = STRUCTURED[name]
    parts: list[str] = []
    length = 0
    while length < size:
        part = piece.replace("{}", str(len(parts) % 9999 + 1))
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def mixed(size: int, seed: int) -> str:
    """Pieces in any order, some of them often."""
    chance = random.Random(seed)
    pieces = chance.sample(sorted(REPEATED.values()), 12)
    parts: list[str] = []
    length = 0
    while length < size:
        part = chance.choice(pieces) * chance.choice((1, 1, 1, 2, 5, 200))
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def named(name: str, size: int) -> str:
    """That text or structure, of so many characters."""
    if name == "items of a long lead":
        return f"1. {text('no stop', size // 2)}:\n\n" + "(a) a report;\n\n" * (size // 32)
    if name == "typing errors":
        chance = random.Random(size)
        words = ("".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=5)) for _ in range(size // 6))
        return " ".join(words)
    return structured(name, size) if name in STRUCTURED else text(name, size)


def texts(size: int, mixtures: int = 8) -> Iterator[tuple[str, str]]:
    """Every text of so many characters, with its name."""
    for name in REPEATED:
        yield name, text(name, size)
    for name in STRUCTURED:
        yield name, structured(name, size)
    for name in ("items of a long lead", "typing errors"):
        yield name, named(name, size)
    for name in ("one word", "blanks", "apart letters", "commas apart", "opened", "line feeds", "within", "ones"):
        # What a pattern runs over before it fails.
        yield f"order, {name}, stop", f"IT IS ORDERED {text(name, size)}\x7f."
    yield "nested parentheses", "(a" * (size // 4) + ")" * (size // 4) * 2
    yield "growing indents", "".join(" " * (line % 300) + "a\n" for line in range(size // 150))
    for seed in range(mixtures):
        yield f"mixture {seed}", mixed(size, seed)


def plain(size: int) -> str:
    """An order's prose of that size: what the others are measured against."""
    paragraphs = []
    length = number = 0
    while length < size:
        number += 1
        paragraph = (
            f"{number}. The parties shall file a joint report on or before May {number % 28 + 1}, 2021. The motion of "
            f"Plaintiff Doe to extend the time (ECF No. {number}) is granted. Counsel who cannot attend shall tell the "
            "Clerk of the Court in writing, at least seven (7) days before the hearing, why that is so.\n\n"
        )
        paragraphs.append(paragraph)
        length += len(paragraph)
    return "".join(paragraphs)[:size]
