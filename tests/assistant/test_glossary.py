"""The glossary: its rows, what is found in a text and what is not, looking up, the command, and its reading age."""

from __future__ import annotations

import io
import json
import re
import time
from collections import Counter

import pytest
import textstat

from assistant.cli import run
from assistant.words.glossary import Entry, alike, expand, find, glossary, look_up, search
from indexer.errors import UsageError

ENTRIES = list(glossary().values())
ASKED_FOR = (
    "without prejudice;with prejudice;order to show cause;in forma pauperis;meet and confer;moot;sua sponte;stay;"
    "remand;vacate;strike;seal;pro hac vice;report and recommendation;leave to amend;dispositive motion;Rule 16;"
    "Rule 26(f);Daubert;in limine;certificate of appealability;adversary proceeding;automatic stay;supervised release;"
    "excludable delay;abeyance;taken under advisement;minute entry;text order;docket entry;NEF;ECF"
)


def marked(text: str, term: str) -> list[str]:
    return [text[mark.start : mark.end] for mark in find(text) if mark.entry.term == term]


def test_there_are_enough_terms_each_with_all_it_needs() -> None:
    assert len(ENTRIES) >= 170
    assert set(ASKED_FOR.split(";")) <= glossary().keys()
    for entry in ENTRIES:
        assert entry.forms and entry.spanish_term, entry.term
        for meaning in (entry.means, entry.spanish_means):
            assert meaning.endswith(".") and 1 <= len(re.findall(r"[.?!](?=\s|$|»)", meaning)) <= 3, meaning
    assert len({entry.slug for entry in ENTRIES}) == len(ENTRIES)


def test_no_wording_belongs_to_two_terms() -> None:
    owners = Counter(
        wording for entry in ENTRIES for wording in {one.lower() for form in entry.forms for one in expand(form)}
    )
    assert [wording for wording, owned in owners.items() if owned > 1] == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_term_is_found_in_its_forms_and_examples_and_not_in_another_sense(entry: Entry) -> None:
    for form in entry.forms:
        for wording in expand(form):
            assert marked(re.sub(r"[\[\]]", "", wording), entry.term), wording
    for example in entry.examples:
        wanted = re.findall(r"\[([^\]]*)\]", example)
        assert wanted and marked(re.sub(r"[\[\]]", "", example), entry.term) == wanted, example
    for other in (*entry.near_misses, *(one for phrase in entry.unless for one in expand(phrase))):
        assert not marked(other, entry.term), other


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the longest that begins at a word, and none within it
        ("dismissed without prejudice", [("dismissal", "dismissed"), ("without prejudice", "without prejudice")]),
        ("The motion for leave to amend is\n  denied as moot.", [
            ("leave to amend", "motion for leave to amend"), ("moot", "denied as moot")]),
        # over the end of a line, with hyphens, in capitals
        ("WITHOUT\nPREJUDICE", [("without prejudice", "WITHOUT\nPREJUDICE")]),
        ("a meet-and-confer", [("meet and confer", "meet-and-confer")]),
        # not over the end of a sentence
        ("without. Prejudice", []),
        # in parts of words
        ("mootness", [("moot", "mootness")]),
        ("smoother remandment", []),
        ("a much mooted point", []),
        # abbreviations as written alone
        ("See ECF No. 12 and the NEF.", [("ECF", "ECF No."), ("NEF", "NEF")]),
        ("a nef and a coa", []),
        # words around a term that belong to the term before it
        ("The parties have settled.", [("party", "parties"), ("settlement", "settled")]),
        # other apostrophes, and letters that change their length in small
        ("attorneys\u2019 fees", [("attorney's fees", "attorneys\u2019 fees")]),
        ("\u0130\u0130 stayed", [("stay", "stayed")]),
        ("the Court of Appeals", []),
        ("This sentence shall be served consecutively.", []),
        ("", []),
    ],
)  # fmt: skip
def test_terms_in_a_text(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(mark.entry.term, text[mark.start : mark.end]) for mark in find(text)] == wanted


PIECES = ("The motion to stay is denied as moot. ", "x", "order to show ", " ", "[", "without ")


@pytest.mark.parametrize("piece", PIECES)
def test_finding_takes_a_time_that_grows_with_the_text_alone(piece: str) -> None:
    find("")
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    start = time.process_time()
    find(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("words", "term"),
    [
        ("stay", "stay"),
        ("IFP", "in forma pauperis"),
        ("R&R", "report and recommendation"),
        ("Dismissed", "dismissal"),
        ("sin perjuicio", "without prejudice"),
        ("habeas corpus", "habeas corpus"),
        ("suspension", "stay"),
        ("what does denied as moot mean?", "moot"),
        ("the motion is moot", None),  # two terms
        ("mutton", None),
        ("", None),
        ("x" * 100_000, None),
    ],
)
def test_looking_up(words: str, term: str | None) -> None:
    found = look_up(words)
    assert (found.term if found else None) == term


def test_a_misspelt_term_is_guessed_at() -> None:
    assert alike("wihtout prejudice")[0] == "without prejudice"
    assert alike("zzzz") == []


def test_the_search_box_finds_terms_meanings_and_spanish() -> None:
    assert search("moot")[0].term == "moot"
    assert "in forma pauperis" in [entry.term for entry in search("too little money")]
    assert "without prejudice" in [entry.term for entry in search("SIN PERJUICIO")]
    assert len(search("  ")) == len(ENTRIES) and search("qwxz") == []


# --- the command --------------------------------------------------------------------------------------------------


def called(*arguments: str) -> str:
    out = io.StringIO()
    assert run(["glossary", *arguments], out) == 0
    return out.getvalue()


def test_the_command_tells_one_term_or_all() -> None:
    told = called("sua", "sponte")
    assert told.startswith("sua sponte\n  By the judge alone, without anyone asking.\n  Also written:")
    assert called("--spanish", "moot").startswith("moot (sin objeto)\n  Ya no sirve decidirlo")
    assert json.loads(called("--json", "NEF"))["es"]["term"] == "aviso de presentación electrónica"
    assert called().count("\n") >= 2 * len(ENTRIES)
    assert len(json.loads(called("--json"))) == len(ENTRIES)


@pytest.mark.parametrize(("words", "told"), [("withuot prejudice", "did you mean without prejudice"), ("  ", "lists")])
def test_a_term_that_is_not_there_is_one_line(words: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        called(words)


# --- plain language -----------------------------------------------------------------------------------------------


def test_english_is_read_at_twelve() -> None:
    """Grade 6 is the American school year of children of eleven and twelve; one short text may stray to grade 8."""
    textstat.set_lang("en")
    assert textstat.flesch_kincaid_grade(" ".join(entry.means for entry in ENTRIES)) <= 6
    assert [entry.term for entry in ENTRIES if textstat.flesch_kincaid_grade(entry.means) > 8] == []


def test_spanish_is_read_at_twelve() -> None:
    """Fernández Huerta: 70 and more is fairly easy, sixth grade; below 50 is hard."""
    textstat.set_lang("es")
    try:
        assert textstat.fernandez_huerta(" ".join(entry.spanish_means for entry in ENTRIES)) >= 70
        assert [entry.term for entry in ENTRIES if textstat.fernandez_huerta(entry.spanish_means) < 50] == []
    finally:
        textstat.set_lang("en")
