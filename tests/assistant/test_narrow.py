"""Which orders a question names, and what it must not take for a name."""

from __future__ import annotations

import sqlite3
import time

import pytest

from assistant.finding.narrow import which_orders
from indexer.caption.docket_numbers import read_docket_number
from indexer.store.handles import TABLE, RowHandles, StoredHandles, docket_forms, handles
from indexer.store.store import OrderRow

CAL = "United States District Court for the Eastern District of California"
TEX = "United States District Court for the Southern District of Texas"


def row(
    name: str, case: str | None, title: str | None, docket: str | None, judge: str | None, court: str | None,
    filed: str | None, parties: tuple[str, ...],
) -> OrderRow:  # fmt: skip
    return OrderRow(name, f"{name}.pdf", "", case, title, docket, None, judge, court, filed, parties, 1, 1)


ROWS = (
    row("dorne-v-vexley", "Dorne v. Vexley", "ORDER GRANTING LEAVE TO AMEND", "2:19-cv-00321-ABC", "Mira A. Quillan",
        CAL, "2020-03-02", ("Olga Dorne", "Vexley, LLC")),
    row("301", "Brown v. Bank of Utopia, N.A.", "SCHEDULING ORDER", "4:21-cr-00012", "Ann Page", TEX, "2021-01-05",
        ("Terrence Brown", "Bank of Utopia, N.A.")),
    row("302", "United States v. King", "ORDER SETTING HEARING", "4:21-cr-00013", "Hugo Ostrander", TEX, "2021-02-05",
        ("United States of America", "Leroy King")),
    row("303", "United States v. Marsten", None, "4:21-cv-00013", None, TEX, None,
        ("United States of America", "Iris Marsten")),
    row("entry-9", None, None, None, None, None, None, ()),
)  # fmt: skip
KNOWN = RowHandles(ROWS)


def named(question: str) -> list[str]:
    return list(which_orders(question, KNOWN).orders)


@pytest.mark.parametrize(
    ("question", "orders"),
    [
        # docket numbers, however they are printed; the type and the office tell two of one serial apart
        ("what is due in 2:19-cv-00321?", ["dorne-v-vexley"]),
        ("deadline in 19-cv-321", ["dorne-v-vexley"]),
        ("Case No. 2:19-CV-0321-ABC (PC), who signed?", ["dorne-v-vexley"]),
        ("docket number 321", ["dorne-v-vexley"]),
        ("4:21-cr-13", ["302"]),
        ("4:21-cv-13", ["303"]),
        # ids and files
        ("show order 301", ["301"]),
        ("what does 302.pdf say", ["302"]),
        ("entry-9 please", ["entry-9"]),
        ("dorne-v-vexley: who must reply?", ["dorne-v-vexley"]),
        # case names and parties, whatever the case of their letters
        ("In Dorne v. Vexley, when is the reply due?", ["dorne-v-vexley"]),
        ("dorne vs vexley deadline", ["dorne-v-vexley"]),
        ("WHEN IS THE DORNE BRIEF DUE", ["dorne-v-vexley"]),
        ("what does dorne's lawyer have to do", ["dorne-v-vexley"]),
        ("United States v. King", ["302"]),
        ("when must the bank of utopia answer", ["301"]),
        # several
        ("do Dorne and Marsten both have a hearing?", ["303", "dorne-v-vexley"]),
        # plain words that are names, where something shows it
        ("the brown case", ["301"]),
        ("Brown v. Bank of Utopia", ["301"]),
        ("when does Mr. King appear", ["302"]),
        ("Has King been sentenced?", ["302"]),
        # mistyped
        ("the Vexly matter", ["dorne-v-vexley"]),
        ("when does marstne have to appear", ["303"]),
        # judges
        ("Judge Quillan's order", ["dorne-v-vexley"]),
        ("what did magistrate judge mira a. quillan decide", ["dorne-v-vexley"]),
        ("judge Page's courtroom", ["301"]),
        # courts, dates, titles
        ("the Southern District of Texas orders", ["301", "302", "303"]),
        ("S.D. Tex. deadlines", ["301", "302", "303"]),
        ("the California case", ["dorne-v-vexley"]),
        ("what does the order of March 2, 2020 say", ["dorne-v-vexley"]),
        ("the January 5 order", ["301"]),
        ("deadlines under the scheduling order", ["301"]),
        ("the order granting leave to amend", ["dorne-v-vexley"]),
        # a weaker sign narrows further
        ("the Texas case of Judge Ostrander", ["302"]),
    ],
)
def test_a_question_names_its_orders(question: str, orders: list[str]) -> None:
    assert named(question) == orders


@pytest.mark.parametrize(
    "question",
    [
        "When is the joint statement due?",
        "can my bank send the records",
        "what page is it on",
        "I keep it in a brown envelope",
        "who is the king of the court",
        "Did the United States District Court rule?",
        "what is the limitations period for a claim in Texas",
        "I was served on March 2, 2020. When is it due?",
        "See Daubert v. Merrell",
        "what happens on page 321",
        "301",
        "What Is The Page Limit",
        "is it an order",
        "the court's order",
        "",
    ],
)
def test_plain_words_are_no_names(question: str) -> None:
    assert which_orders(question, KNOWN).orders == ()


def test_only_what_is_spelled_out_is_certain() -> None:
    assert which_orders("the Vexley matter", KNOWN).certain
    assert not which_orders("the Vexly matter", KNOWN).certain
    assert not which_orders("the scheduling order", KNOWN).certain


def test_the_hint_is_the_questions_words() -> None:
    assert which_orders("In dorne v. Vexley, who files?", KNOWN).hint == "dorne Vexley"
    assert which_orders("who files?", KNOWN).hint is None


def test_rows_and_index_give_the_same() -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE orders (number INTEGER PRIMARY KEY, id TEXT)")
    database.executescript(TABLE)
    for number, one in enumerate(ROWS):
        database.execute("INSERT INTO orders VALUES (?, ?)", (number, one.id))
        database.executemany("INSERT INTO handles VALUES (?, ?)", [(key, number) for key in handles(one)])
    stored = StoredHandles(database)
    for question in ("the Vexly matter", "United States v. King", "S.D. Tex. deadlines", "21-cr-12", "nothing"):
        assert which_orders(question, stored) == which_orders(question, ROWS)


def test_a_docket_number_is_known_by_its_shorter_forms() -> None:
    number = read_docket_number("1:16-cv-01052-AWI-BAM (PC)")
    assert docket_forms(number) == ["1:16-cv-1052", "16-cv-1052", "1:16-1052", "16-1052", "1052"]
    assert docket_forms(None) == []


@pytest.mark.parametrize(
    "text", ["v. " * 30_000, "Order of " * 10_000, "A" * 100_000, "no. 1-" * 15_000, "D.N. " * 20_000, "the a " * 9_000]
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    before = time.monotonic()
    which_orders(text, KNOWN)
    assert time.monotonic() - before < 2
