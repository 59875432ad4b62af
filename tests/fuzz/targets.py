"""What is fuzzed: each target takes bytes, and fails where an error is none of ours or an invariant is broken."""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import functools
import html
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.conversation.conversation import Conversation
from assistant.conversation.pointing import recast, unnamed
from assistant.engine import LONGEST_QUESTION, Assistant
from assistant.finding.narrow import which_orders
from assistant.question.facts import facts_in
from assistant.question.objections import heard
from assistant.question.question import read_question
from indexer.errors import SoOrderedError
from indexer.orders import Order
from indexer.read import read_bytes

from . import files, hostile
from .asking import ROOT, asked
from .invariants import check_answer, check_chunks, check_order, check_phrases, order_of

TODAY = dt.date(2021, 6, 1)


@dataclass(frozen=True, slots=True)
class Target:
    """seeds: inputs to begin with. longest: of an input, in bytes."""

    run: Callable[[bytes], None]
    seeds: Callable[[], Iterator[bytes]]
    longest: int = 4096


def _read(data: bytes, name: str) -> None:
    try:
        source = read_bytes(data, name)
    except SoOrderedError as error:
        assert "\n" not in str(error) and str(error).startswith(name), str(error)
        return
    order = order_of(source)
    assert order == order_of(source)
    check_order(order)
    check_chunks(order)


def _text(data: bytes) -> None:
    _read(data, "a.md" if data[:1] == b"#" else "a.txt")


def _html(data: bytes) -> None:
    _read(data, "a.html")


def _docx(data: bytes) -> None:
    """The bytes are the body of a Word file, or its styles or numbering where they begin so."""
    text = data.decode("utf-8", "replace")
    _read(files.word(text), "a.docx")


def _pdf(data: bytes) -> None:
    """A whole file, or the drawing of a page."""
    _read(data if data.startswith(b"%PDF") else files.pdf(data), "a.pdf")


def _periods(data: bytes) -> None:
    check_phrases(data.decode("utf-8", "replace"))


_OPEN = contextlib.ExitStack()
atexit.register(_OPEN.close)


@functools.cache
def _assistant() -> Assistant:
    return _OPEN.enter_context(asked(*[(path.stem, path.read_text("utf-8")) for path in _texts()]))


@functools.cache
def _orders() -> dict[str, Order]:
    return {row.id: _assistant().order(row.id) for row in _assistant().orders()}


def _question(data: bytes) -> None:
    """The readers of a question, and a talk of the lines of the input."""
    text = data.decode("utf-8", "replace")
    read_question(text, frozenset(("report", "settlement", "conference")))
    facts_in(text)
    heard(text)
    recast(text, unnamed(text))
    for order in which_orders(text, _assistant().library.now.store.handles).orders:
        assert order in _orders()
    talk = Conversation()
    for line in text.split("\n")[:4]:
        if not line.strip() or len(line) > LONGEST_QUESTION:
            continue
        try:
            answer = _assistant().ask(line, today=TODAY, conversation=talk)
        except SoOrderedError as error:
            assert "\n" not in str(error), str(error)
            continue
        check_answer(answer, _orders())
        assert Conversation.from_dict(json.loads(json.dumps(talk.to_dict()))) == talk


# --- what to begin with ----------------------------------------------------------------------------------------


def _texts() -> list[Path]:
    return sorted((ROOT / "corpus").glob("*.txt")) + sorted((ROOT / "corpus").glob("*.md"))


def _parts(size: int = 2000) -> Iterator[str]:
    """The orders of corpus/ in parts, and pieces of hostile texts."""
    for path in _texts():
        text = path.read_text("utf-8", "replace")
        yield from (text[start : start + size] for start in range(0, len(text), size))
    yield from (piece * 3 for piece in (*hostile.REPEATED.values(), *hostile.STRUCTURED.values()))


def _text_seeds() -> Iterator[bytes]:
    yield from (part.encode() for part in _parts())


def _html_seeds() -> Iterator[bytes]:
    for part in _parts(800):
        lines = html.escape(part).replace("\n\n", "<p>").replace("\n", "<br>")
        yield f"<html><body><table><tr><td><b>{lines}</b></td></tr></table></body></html>".encode()
    yield from (page[:600] for _, page in files.html(600))


def _docx_seeds() -> Iterator[bytes]:
    for part in _parts(500):
        yield "".join(files.words(html.escape(line)) for line in part.split("\n")).encode()
    cell = f"<w:tc>{files.words('a')}</w:tc>"
    yield f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>".encode()
    yield (
        b'<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        b'<w:r><w:rPr><w:b/><w:i/><w:vanish w:val="0"/></w:rPr><w:t>a</w:t><w:br w:type="page"/><w:tab/></w:r>'
        b'<w:hyperlink><w:r><w:sym w:char="F0A7"/></w:r></w:hyperlink></w:p><w:sectPr/>'
    )


def _pdf_seeds() -> Iterator[bytes]:
    for part in _parts(700):
        lines = part.encode("cp1252", "replace").translate(None, b"()\\").split(b"\n")
        shown = b"".join(b"1 0 0 1 72 %d Tm (%s) Tj " % (740 - 12 * row, line) for row, line in enumerate(lines))
        yield b"BT /F 10 Tf " + shown + b"ET"
    yield from (page[:1500] for name, page in files.pdfs(900) if name not in ("a form in itself", "a bomb of blanks"))


def _period_seeds() -> Iterator[bytes]:
    from indexer.deadlines.patterns import PATTERNS

    for pattern in PATTERNS:
        yield from (text.encode() for text, _ in pattern.matches)
        yield from (text.encode() for text in pattern.near_misses)


def _question_seeds() -> Iterator[bytes]:
    for path in sorted((ROOT / "eval" / "gold").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            yield from (row[name].encode() for name in ("question",) if isinstance(row.get(name), str))
    for lines in ("When is it due?\nOctober 30, 2017\nand by mail?", "who signs it?\nwhat about the exhibits?\nidk"):
        yield lines.encode()


TARGETS = {
    "text": Target(_text, _text_seeds),
    "html": Target(_html, _html_seeds),
    "docx": Target(_docx, _docx_seeds),
    "pdf": Target(_pdf, _pdf_seeds),
    "periods": Target(_periods, _period_seeds, 1000),
    "question": Target(_question, _question_seeds, 1000),
}
