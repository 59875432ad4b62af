"""Whatever a file holds, it is read or refused in one line; what is read lies in the file, and passages hold it all."""

from __future__ import annotations

import html

import pytest
from fuzz import files
from fuzz.invariants import check_chunks, check_order, check_phrases, order_of
from hypothesis import given, settings
from hypothesis import strategies as st
from papers_made import PROSE, TEXTS

from indexer.errors import SoOrderedError
from indexer.layout.sentences import split
from indexer.orders import Order
from indexer.read import read_bytes

NAMES = ("a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a", "a.rtf")
HEADS = (
    b"",
    b"%PDF-1.4\n",
    b"PK\x03\x04word/",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
)


def read(data: bytes, name: str) -> Order | None:
    """The order in a file; None where it is refused, in one line that names the file."""
    try:
        source = read_bytes(data, name)
    except SoOrderedError as error:
        assert str(error).startswith(f"{name}: ") and "\n" not in str(error)
        return None
    return order_of(source)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_orders_lie_in_their_text(text: str) -> None:
    for name in ("a.txt", "a.md"):
        order = read(text.encode("utf-8", "replace"), name)
        if order is not None:
            check_order(order)
            check_chunks(order)
            assert read(text.encode("utf-8", "replace"), name) == order


@given(TEXTS, st.sampled_from(("p", "td", "li", "b", "pre", "h2")))
@settings(max_examples=25, deadline=None)
def test_pages_are_read_whatever_they_hold(text: str, tag: str) -> None:
    lines = "".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in text.split("\n"))
    order = read(f"<html><body>{lines}</body></html>".encode("utf-8", "replace"), "a.html")
    if order is not None:
        check_order(order)


@given(TEXTS)
@settings(max_examples=25, deadline=None)
def test_documents_are_read_whatever_they_hold(text: str) -> None:
    allowed = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
    order = read(files.word("".join(map(files.words, html.escape(allowed).split("\n")))), "a.docx")
    if order is not None:
        check_order(order)


@given(TEXTS, st.integers(1, 30), st.floats(-1, 1))
@settings(max_examples=25, deadline=None)
def test_pdfs_are_read_whatever_they_hold(text: str, size: int, turn: float) -> None:
    shown = []
    for row, line in enumerate(text.split("\n")):
        words = line.encode("cp1252", "replace").translate(None, b"()\\\r\n")
        shown.append(b"1 %.2f %.2f 1 72 %d Tm (%s) Tj\n" % (turn, -turn, 740 - row * size, words))
    order = read(files.pdf(b"BT /F %d Tf\n" % size + b"".join(shown) + b"ET"), "a.pdf")
    if order is not None:
        check_order(order)


@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_bytes_are_read_or_refused(head: bytes, data: bytes, name: str) -> None:
    order = read(head + data, name)
    if order is not None:
        check_order(order)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_phrases_and_sentences_lie_in_the_text(text: str) -> None:
    check_phrases(text)
    end = 0
    for span in split(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@given(PROSE, st.integers(20, 28))
@settings(max_examples=25, deadline=None)
def test_a_gutter_takes_no_words_away(sentences: list[str], rows: int) -> None:
    words = " ".join(sentences).split()
    lines = [" ".join(words[at : at + 12]) for at in range(0, len(words), 12)]
    lines += ["The parties shall confer in good faith before any motion is filed in this case."] * (rows - len(lines))
    numbered = "\n".join(f"{number:2}   {line}" for number, line in enumerate(lines, start=1))
    order = read(numbered.encode(), "a.txt")
    assert order is not None and order.text.split() == "\n".join(lines).split()
    assert {pin.line for pin in order.pins} == set(range(1, len(lines) + 1))


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf"])
def test_hostile_files_are_read_or_refused(name: str) -> None:
    made = {"a.html": files.html, "a.docx": files.documents, "a.pdf": files.pdfs}[name]
    for what, data in made(4000):
        if what != "a form in itself":
            read(data, name)
