"""The glossary's page, and its terms marked on an order's page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markupsafe import Markup

from web.orders.terms import Marks, terms

ORDER = """UNITED STATES DISTRICT COURT
EASTERN DISTRICT OF WISCONSIN

ADA STONE,
Plaintiff,
v.
RIVER MILL, INC.,
Defendant.

Case No. 2:19-cv-00123

ORDER

The motion to dismiss is DENIED without
prejudice. The motion for a hearing & a stay is denied as moot, and the second one is denied as moot.

Dated: April 1, 2021
"""


@pytest.fixture
def made(made_of: Any) -> Any:
    return made_of(stone=ORDER)


def test_the_page_in_english_and_spanish(made: Any) -> None:
    page = made.get("/glossary")
    assert page.status_code == 200 and '<div id="without-prejudice">' in page.text
    assert "The request or claim may be made again." in page.text and "En español" in page.text
    spanish = made.get("/glossary?lang=es&search=sin+perjuicio").text
    assert 'lang="es"' in spanish and "se puede hacer otra vez" in spanish and "1 de " in spanish


def test_the_search_guesses_at_what_is_not_there(made: Any) -> None:
    assert "search=without+prejudice" in made.get("/glossary?search=withuot+prejudise").text
    for words in ("qwxz", "%00", "<b>", "x" * 5000):
        page = made.get("/glossary", query_string={"search": words})
        assert page.status_code == 200 and "I found no such word." in page.text


def test_an_orders_terms_are_explained_on_its_page(made: Any) -> None:
    page = made.get("/orders/stone").text
    paper = page[page.index('id="paper"') :]
    # over a line: both of its words, one link each
    assert re.search(r'href="#g-without-prejudice"[^>]*>without</a>', paper)
    assert re.search(r'href="#g-without-prejudice"[^>]*>prejudice</a>', paper)
    assert len(re.findall(r'href="#g-moot"[^>]*>denied as moot</a>', paper)) == 1
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    for target in re.findall(r'href="#([gw]-[^"]+)"', page):
        assert target in anchors, target
    assert "Words of this order, explained" in page


def test_text_is_escaped_and_html_kept() -> None:
    assert terms("<b> & moot", Marks()).startswith("&lt;b&gt; &amp; <a ")
    kept = Markup('<span title="moot">R&amp;R</span> <a href="#">moot</a><h2>moot</h2>')
    made = terms(kept, Marks())
    assert made.count('class="term"') == 1 and '>R&amp;R</a></span> <a href="#">moot</a><h2>moot</h2>' in made
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", str(made)) == kept


def test_each_part_marks_a_term_once() -> None:
    marks = Marks()
    assert terms("moot, moot", marks, "a").count("<a ") == 1
    assert "<a " not in terms("moot", marks, "a")
    second = terms("moot", marks, "b")
    assert "<a " in second and " id=" not in second
    assert list(marks.found) == ["moot"]
