"""What takes longer than it may: every way in with hostile texts, every pattern with texts of its own parts."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from assistant.conversation import pointing, replies
from assistant.conversation.conversation import Conversation
from assistant.engine import LONGEST_QUESTION
from assistant.finding.narrow import which_orders
from assistant.question.facts import facts_in
from assistant.question.objections import heard
from assistant.question.question import read_question
from indexer.deadlines.periods import scan
from indexer.errors import SoOrderedError
from indexer.model.chunk import chunks
from indexer.orders import Source
from indexer.read import read_bytes

from . import files, hostile
from .asking import asked
from .attacks import attacks, patterns
from .clock import TooLong, seconds
from .invariants import order_of

# CPU seconds that 100,000 characters may take; others in proportion.
MOST = 2.0
# Of an order that is asked about; an order of 100 KB that is nothing but verbs has tens of thousands of clauses.
QUESTIONS = ("When is the joint report due?", "May I file a reply by e-mail?", "Who must file the report?")
_FILED = dt.date(2020, 1, 1)
_ROWS = [
    SimpleNamespace(
        id="doe-v-roe", file="doe-v-roe.txt", case_name="Doe v. Roe Corp.", title="ORDER granting motion to compel",
        docket_number="1:20-cv-00001", judge="Ada B. Crane", court="District of Oregon", filed="2020-01-01",
        parties=("Jane Doe", "Roe Corp."),
    )
]  # fmt: skip


def _whole(name: str, data: bytes) -> None:
    source: Source = read_bytes(data, name)
    chunks(order_of(source))


# Every way in for a text.
ENTRIES: dict[str, Callable[[str], object]] = {
    "text": lambda text: _whole("a.txt", text.encode()),
    "markdown": lambda text: _whole("a.md", text.encode()),
    "html": lambda text: _whole("a.html", f"<html><p>{html.escape(text)}".encode()),
    "docx": lambda text: _whole("a.docx", files.word(files.words(html.escape(text).replace("\f", " ")))),
    "under a caption": lambda text: _whole("a.txt", CAPTION.format(text).encode()),
    "in the caption": lambda text: _whole("a.txt", CAPTION.replace("DOE", text.replace("\n", " ")).encode()),
    "periods": scan,
    "question": lambda text: read_question(text, frozenset(("report", "court"))),
    "facts": facts_in,
    "orders": lambda text: which_orders(text, _ROWS),  # type: ignore[arg-type]
    "objections": heard,
    "reply": lambda text: replies.reply_facts(text, ("service_date",), (), _FILED),
    "choice": lambda text: replies.picked(text, [("a", "Doe v. Roe"), ("b", "Poe v. Moe")], []),
    "follow-up": lambda text: pointing.recast(text, text),
    "case name": pointing.unnamed,
}
CAPTION = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\nDOE,\nPlaintiff,\nv.\nROE,\nDefendant.\nCase No. 1:20-cv-1\n\n"
    "ORDER\n\nThe parties shall file {} a report.\n\nDated: May 1, 2020\n"
)


def hangs(size: int) -> int:
    """Print for each way in its worst text, and all that took more than MOST; 1 where there is one."""
    most = MOST * max(size, 10_000) / 100_000
    slow = 0
    for name, entry in ENTRIES.items():
        slow += _tell(
            name, [(one, lambda entry=entry, text=text: entry(text)) for one, text in hostile.texts(size)], most
        )  # type: ignore[misc]
    for name, made in (("a.html", files.html), ("a.docx", files.documents), ("a.pdf", files.pdfs)):
        calls = [(one, lambda name=name, data=data: _whole(name, data)) for one, data in made(size) if _harmless(one)]  # type: ignore[misc]
        slow += _tell(name, calls, most)
    slow += _tell("asked of an order", _askings(size), most)
    with asked() as assistant:
        talk = Conversation()
        calls = [
            (one, lambda text=text: assistant.ask(text or "?", conversation=talk))  # type: ignore[misc]
            for one, text in hostile.texts(LONGEST_QUESTION)
        ]
        slow += _tell("asked, 2,000 characters", calls, most)
    return int(slow > 0)


def _harmless(name: str) -> bool:
    return name != "a form in itself"  # would take this process's memory, as `tests/indexer/test_guarded.py` shows


def _askings(size: int) -> Iterator[tuple[str, Callable[[], object]]]:
    for name, text in hostile.texts(size, mixtures=2):
        if text.strip():
            with asked(("a", text)) as assistant:
                if assistant.orders():
                    assistant.view("a")
                    for question in QUESTIONS:
                        yield f"{name}, {question}", lambda question=question: assistant.ask(question, order="a")  # type: ignore[misc]


def _tell(entry: str, calls: Iterator[tuple[str, Callable[[], object]]] | list, most: float) -> int:  # type: ignore[type-arg]
    worst, of, slow = 0.0, "", 0
    for name, call in calls:
        try:
            took = seconds(call, 10 * most)
        except SoOrderedError:
            continue
        except TooLong as where:
            took = 10 * most
            name = f"{name} (given up in {where})"
        if took > most:
            slow += 1
            print(f"  {entry}: {took:.2f} s on {name}", flush=True)
        if took > worst:
            worst, of = took, name
    print(f"{entry:24} at most {worst:.2f} s, on {of}", flush=True)
    return slow


def slow_patterns(part: int, of: int, size: int = 5000) -> int:
    """Print every pattern that one of its own texts makes slow: 100,000 characters would take more than MOST.

    Not each of these is a fault: many patterns only ever see a row, a name or a clause, whose length is bounded.
    """
    most = MOST * (size / 100_000) ** 2
    known = sorted(patterns().items(), key=lambda item: (item[1], item[0]))
    for number, ((source, flags), where) in enumerate(known):
        if number % of != part - 1:
            continue
        pattern = re.compile(source, flags)
        worst, on = 0.0, ""
        for text in attacks(source, flags, size):
            try:
                took = seconds(lambda pattern=pattern, text=text: sum(1 for _ in pattern.finditer(text)), 20 * most)  # type: ignore[misc]
            except TooLong:
                took = 20 * most
            if took > worst:
                worst, on = took, text[:40]
            if worst >= 20 * most:
                break
        if worst > most:
            print(f"{worst:.3f} s for {size:,}: {where} on {on!r}: {source[:100]!r}", flush=True)
    print(f"{len(known)} patterns")
    return 0
