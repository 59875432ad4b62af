"""HTML is read as a browser shows it."""

from __future__ import annotations

import pytest
from fuzz.clock import seconds

from indexer import errors
from indexer.read import read_bytes
from indexer.read.html import MAX_HTML, decode, list_label


def test_a_page_of_blanks_or_of_one_declaration_is_read_in_time() -> None:
    for page in (b"<html><p>a" + b" " * 200_000 + b"b", b"<?xml " + b"a " * 50_000 + b"?><html>a", b"<?xml " * 20_000):
        seconds(lambda page=page: decode(page, "a.html"), 8)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        # blocks, line breaks, white space, entities
        ("<h1>ORDER</h1><p>One\n  two<br>three</p><p>four</p>", "# ORDER\n\nOne two\nthree\n\nfour"),
        ("<h2><b>ORDER</b> re <i>in limine</i></h2>x", "## **ORDER** re *in limine*\n\nx"),
        ("<div>&sect;&nbsp;5 &amp; &ldquo;no&rdquo;</div>", "§ 5 & “no”"),
        ("<pre>  1  A\n  2  B</pre>", "  1  A\n  2  B"),
        # emphasis opens and closes on one line, around no space
        ("the <b>Court </b>said", "the **Court** said"),
        ("<b>a<br>b</b>", "**a**\n**b**"),
        ("<strong><em>now</em></strong>", "***now***"),
        ('<span style="font-weight: bold">now</span>', "**now**"),
        ("<b>a</b><b>b</b>", "**ab**"),
        # what a browser does not show
        ("a<script>b()</script><style>c{}</style><!-- d --><p hidden>e</p><p style='display:none'>f</p>", "a"),
        ("<title>a</title>b", "b"),
        # lists
        ("<ol><li>a<li>b</ol>", "1. a\n\n2. b"),
        ("<ol start=4 type=a><li>a<li value=7>b<li>c</ol>", "d. a\n\ng. b\n\nh. c"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1. b"),
        ("<ol><li>a<ol type=i><li>b<li>c</ol><li>d</ol>", "1. a\n\n   i. b\n\n   ii. c\n\n2. d"),
        ("<ol><li><p>a</p><p>b</p></ol><p>c", "1. a\n\n   b\n\nc"),
        ("<ul><li>a</ul>", "- a"),
        # footnotes
        ("<p>law.<sup>1</sup> The 9<sup>th</sup></p><p><sup>1</sup> See.</p>", "law.[^1] The 9th\n\n[^1]: See."),
        # a caption: its columns side by side
        (
            "<table><tr><td>JANE ROE,<br>Plaintiff,<br>v.<td>)<br>)<br>)<td>No. 1:20-cv-1<br>ORDER</table>",
            "JANE ROE,    )   No. 1:20-cv-1\nPlaintiff,   )   ORDER\nv.           )",
        ),
        ("<table><tr><td><p>a</p><p>b</p></td></tr><tr><td>c</td></tr></table>", "a\n\nb\n\nc"),
        # pages
        ('<p>a</p><p style="page-break-before: always">b</p>', "a\fb"),
        # no tags at all
        ("It is ordered.", "It is ordered."),
    ],
)
def test_as_shown(html: str, text: str) -> None:
    assert decode(html.encode(), "a.html").text == text


@pytest.mark.parametrize(
    ("number", "kind", "label"),
    [(1, "1", "1"), (26, "a", "z"), (27, "A", "AA"), (4, "i", "iv"), (1999, "I", "MCMXCIX"), (0, "a", "0")],
)
def test_list_labels(number: int, kind: str, label: str) -> None:
    assert list_label(number, kind) == label


def test_a_number_and_its_text_side_by_side_are_an_item() -> None:
    prose = "word " * 40
    assert decode(f"<table><tr><td>1.<td>{prose}</table>".encode(), "a.html").text == f"1. {prose.strip()}"


@pytest.mark.parametrize("stated", ["iso-8859-1", "windows-1252"])
def test_the_page_states_its_encoding(stated: str) -> None:
    page = f'<html><meta charset="{stated}"><p>“§ 5”'
    assert read_bytes(page.encode("cp1252"), "a.html").text == "“§ 5”"


def test_a_wrong_statement_does_no_harm() -> None:
    assert decode('<meta charset="klingon"><p>§ 5'.encode(), "a.html").text == "§ 5"
    assert decode('<meta charset="ascii"><p>§ 5'.encode(), "a.html").text == "§ 5"


def test_hostile_pages() -> None:
    assert decode(b"<div>" * 50_000 + b"It is ordered.", "a.html").text == "It is ordered."
    assert decode(b"<table><tr><td>" * 5_000 + b"It is ordered.", "a.html").text.strip() == "It is ordered."
    with pytest.raises(errors.FileTooLarge):
        decode(b"<p>" * (MAX_HTML // 3 + 1), "a.html")
