"""Made-up orders in any number, each different: captions, names, numbers, dates and duties in varied words.

The same seed and number always give the same order, so that a corpus can be made again, and made larger.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.caption.courts import DISTRICTS

# Words to choose from, and sentences with places for them.
_WORDS: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


# The share of orders that are a docket's text alone, and how many paragraphs the others have under their captions.
ENTRIES = 0.6
PARAGRAPHS = (2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 12, 16)


@dataclass(frozen=True, slots=True)
class Made:
    """An order's text with what a question may name of it."""

    id: str
    text: str
    case_name: str
    docket_number: str


@dataclass(frozen=True, slots=True)
class _Case:
    party: str
    other: str
    filed: dt.date
    district: str
    docket: str
    judge: str


def made(number: int, seed: int = 7) -> Made:
    """The order of that number: a docket's text in more than half of all, else a paper with caption and signature.

    Of real orders about as many are no more than an entry on the docket, and the mean has about ten paragraphs.
    """
    chance = random.Random(f"{seed}/{number}")
    party, other = _party(chance), _party(chance)
    filed = dt.date(2008, 1, 1) + dt.timedelta(days=chance.randrange(6200))
    district = chance.choice(DISTRICTS)
    docket = f"{chance.randint(1, 6)}:{filed.year % 100:02d}-cv-{chance.randint(1, 99999):05d}"
    judge = f"{chance.choice(_WORDS['first'])} {chance.choice('ABCDEFGHJKLMPRSTW')}. {_name(chance)}"
    case = _Case(party, other, filed, district.name, docket, judge)
    text = _entry(chance, case) if chance.random() < ENTRIES else _paper(chance, case)
    return Made(f"made-{number:07d}", text, f"{party} v. {other}", docket)


def _paper(chance: random.Random, case: _Case) -> str:
    """A paper as it is filed: caption, some paragraphs, signature."""
    fields = _fields(chance, case.filed)
    title = chance.choice(_WORDS["titles"]).format(
        verb=chance.choice(("GRANTING", "DENYING")), motion=fields["motion"].upper(),
        hearing=fields["hearing"].upper(), subject=fields["subject"].upper(),
    )  # fmt: skip
    lines = [
        "UNITED STATES DISTRICT COURT", f"FOR THE {case.district.upper()}", "", f"{case.party.upper()},", "Plaintiff,",
        "v.", f"{case.other.upper()},", "Defendant.", "", f"Case No. {case.docket}", title, "",
    ]  # fmt: skip
    numbered = chance.random() < 0.5
    paragraphs = chance.choice(PARAGRAPHS)
    for place in range(1, paragraphs + 1):
        sentences = [_sentence(chance, case.filed, place > paragraphs // 3) for _ in range(chance.choice((1, 2, 2, 3)))]
        lines += [(f"{place}. " if numbered else "") + " ".join(sentences), ""]
    signed = f"{case.filed:%B} {case.filed.day}, {case.filed.year}"
    lines += [f"IT IS SO ORDERED.\n\nDated: {signed}\n", f"{case.judge}", "United States District Judge", ""]
    return "\n".join(lines)


def _entry(chance: random.Random, case: _Case) -> str:
    """The text of a docket entry under the case's name."""
    sentences = [_sentence(chance, case.filed, duty=True) for _ in range(chance.choice((1, 2, 3, 3, 4, 5)))]
    title = f"ORDER re {chance.randint(2, 300)} Motion {_fields(chance, case.filed)['motion']}"
    signed = f"{case.filed:%m/%d/%Y}"
    return (
        f"UNITED STATES DISTRICT COURT, {case.district.upper()}\n"
        f"{case.party} v. {case.other}, Case No. {case.docket}\n\n"
        f"{title}. {' '.join(sentences)} Signed by Judge {case.judge} on {signed}. (Entered: {signed})\n"
    )


def questions(number: int, one: Made, seed: int = 7) -> list[str]:
    """Questions about that order: naming the case, its docket number, or neither."""
    chance = random.Random(f"{seed}/questions/{number}")
    fields = _fields(chance, dt.date(2020, 1, 1))
    asked = [text.format(**fields) for text in chance.sample(_WORDS["questions"], 3)]
    return [
        f"In {one.case_name}, {asked[0]}",
        f"In case {one.docket_number}, {asked[1]}",
        asked[2][0].upper() + asked[2][1:],
    ]


def write(folder: Path, count: int) -> None:
    """Put orders 0 to `count` - 1 into the folder, a thousand a subfolder; those that are there stay."""
    for number in range(count):
        place = folder / f"{number // 1000:04d}"
        if number % 1000 == 0:
            place.mkdir(parents=True, exist_ok=True)
        path = place / f"made-{number:07d}.txt"
        if not path.exists():
            path.write_text(made(number).text, "utf-8")


def _sentence(chance: random.Random, filed: dt.date, duty: bool) -> str:
    text = chance.choice(_WORDS["duties" if duty else "prose"]).format(**_fields(chance, filed))
    return text[0].upper() + text[1:]


def _fields(chance: random.Random, filed: dt.date) -> dict[str, str]:
    days = chance.choice(list(_WORDS["numbers"]))
    later = filed + dt.timedelta(days=chance.randint(-200, 300))
    word = _WORDS["numbers"][days]
    sides = ("plaintiff", "defendant") if chance.random() < 0.5 else ("defendant", "plaintiff")
    unit = chance.choice(("days", "days", "days", "calendar days", "court days"))
    word_of = {"paper": "papers", "motion": "motions", "event": "events", "hearing": "hearings", "means": "means"}
    word_of |= {"subject": "subjects", "reason": "reasons", "reason2": "reasons", "rule": "rules"}
    return {name: str(chance.choice(_WORDS[words])) for name, words in word_of.items()} | {
        "party": sides[0],
        "other": sides[1],
        "days": chance.choice((f"{word} ({days}) {unit}", f"{days} {unit}", f"{word} {unit}")),
        "date": f"{later:%B} {later.day}, {later.year}",
        "time": f"{chance.randint(8, 11)}:{chance.choice(('00', '15', '30'))} a.m.",
        "count": str(chance.randint(3, 40)),
        "room": str(chance.randint(1, 30)),
        "area": str(chance.randint(201, 989)),
        "line": f"{chance.randint(0, 9999):04d}",
        "money": f"{chance.randint(1, 90) * 250:,}",
    }


def _name(chance: random.Random) -> str:
    return chance.choice(_WORDS["starts"]) + chance.choice(_WORDS["middles"]) + chance.choice(_WORDS["ends"])


def _party(chance: random.Random) -> str:
    if chance.random() < 0.4:
        return f"{_name(chance)} {chance.choice(_WORDS['trades'])} {chance.choice(_WORDS['forms'])}"
    return f"{chance.choice(_WORDS['first'])} {_name(chance)}"
