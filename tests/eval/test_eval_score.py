"""Scoring: what counts as right, part by part."""

from __future__ import annotations

from typing import Any

import pytest

from eval.gold.gold import GoldQuestion
from eval.quality.score import score

TEXT = "1. Counsel shall file a joint report by March 25, 2021. The report may not exceed ten pages."
SNIPPET = "Counsel shall file a joint report by March 25, 2021"


def cited(start: int, end: int, order: str = "made") -> dict[str, Any]:
    return {"order": order, "paragraph": "¶ 1", "start": start, "end": end, "quote": TEXT[start:end]}


def said(**parts: Any) -> dict[str, Any]:
    whole = {"status": "answered", "order": "made", "text": "It is due.", "value": None, "citations": [cited(0, 55)]}
    return {**whole, **parts}


def gold(**parts: Any) -> GoldQuestion:
    whole = {"id": "1", "question": "When?", "status": "answered", "expected_order": "made", "evidence": (SNIPPET,)}
    return GoldQuestion(**{**whole, **parts})


def test_all_that_is_expected_makes_it_right() -> None:
    verdict = score(gold(), said(), {"made": TEXT})
    assert verdict.right
    assert verdict.faults() == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (said(status="not_found"), "status"),
        (said(order="other"), "order"),
        (said(order=None), "order"),
        (said(citations=[]), "evidence"),
        (said(citations=[cited(56, 91)]), "evidence"),
    ],
)
def test_each_part_can_be_wrong_by_itself(answer: dict[str, Any], fault: str) -> None:
    verdict = score(gold(), answer)
    assert verdict.faults() == [fault]
    assert not verdict.right


@pytest.mark.parametrize(
    ("value", "got", "fits"),
    [
        ({"type": "yes_no", "value": "no"}, {"type": "yes_no", "value": "no"}, True),
        ({"type": "yes_no", "value": "no"}, {"type": "yes_no", "value": "yes"}, False),
        ({"type": "yes_no", "value": "no"}, None, False),
        ({"type": "date", "value": "2021-03-25"}, {"type": "date", "value": "2021-03-25"}, True),
        ({"type": "date", "value": "2021-03-25"}, {"type": "date", "value": "2021-03-26"}, False),
        # a time of day on the expected date does not make the date wrong
        ({"type": "date", "value": "2021-03-25"}, {"type": "datetime", "value": "2021-03-25T15:15"}, True),
        ({"type": "date", "value": "2021-03-25"}, {"type": "datetime", "value": "2021-03-26T15:15"}, False),
        # but the date alone is not the time that was asked for
        ({"type": "datetime", "value": "2021-03-25T15:15"}, {"type": "date", "value": "2021-03-25"}, False),
        ({"type": "quantity", "value": 5, "unit": "pages"}, {"type": "quantity", "value": 5, "unit": "pages"}, True),
        ({"type": "quantity", "value": 5, "unit": "pages"}, {"type": "quantity", "value": 5, "unit": "days"}, False),
    ],
)
def test_values_fit_exactly(value: dict[str, Any], got: dict[str, Any] | None, fits: bool) -> None:
    assert score(gold(value=value), said(value=got)).value is fits


def test_strings_may_stand_in_the_text_or_the_value_in_any_case() -> None:
    wanted = gold(value={"type": "text", "contains": ["Joint", "ten pages"]})
    in_both = said(text="A JOINT report.", value={"type": "items", "value": ["at most", "Ten Pages"]})
    assert score(wanted, in_both).value is True
    assert score(wanted, said(text="A joint report.")).value is False


def test_a_false_extra_sentence_makes_the_value_wrong() -> None:
    assert score(gold(absent=("sanctions",)), said(text="Due. Sanctions follow.")).value is False
    assert score(gold(absent=("sanctions",)), said(text="Due.")).value is True


@pytest.mark.parametrize(
    ("quote", "holds"),
    [
        ("It says: \u201cCounsel  shall\nfile a *joint* report by March 25, 2021.\u201d", True),
        ("shall file a joint report by March", True),  # 7 of 10 words
        ("shall file a joint report", False),  # 5 of 10
        ("Counsel must file a joint report by March 25, 2021", False),
        ("", False),
    ],
)
def test_evidence_is_held_or_holds_sixty_percent_of_the_words(quote: str, holds: bool) -> None:
    answer = said(citations=[{**cited(0, 1), "quote": quote}])
    assert score(gold(), answer).evidence is holds


def test_quote_marks_of_any_kind_compare_as_the_same() -> None:
    answer = said(citations=[{**cited(0, 1), "quote": "the parties\u2019 \u201cjoint\u201d report"}])
    assert score(gold(evidence=("parties' \"joint\" report",)), answer).evidence is True


def test_of_two_snippets_the_first_counts_and_in_a_list_each() -> None:
    two = (SNIPPET, "may not exceed ten pages")
    verdict = score(gold(evidence=two), said())
    assert (verdict.evidence, verdict.evidence_all) == (True, False)
    assert score(gold(evidence=two, type="contents"), said()).evidence is False
    assert score(gold(evidence=two, type="contents"), said(citations=[cited(0, 91)])).evidence is True


def test_what_the_order_says_twice_may_be_cited_at_either_place() -> None:
    elsewhere = said(citations=[cited(56, 91)])
    assert score(gold(), elsewhere).evidence is False
    assert score(gold(evidence_or=("may not exceed ten pages",)), elsewhere).evidence is True


@pytest.mark.parametrize("key", ["citations", "related", "candidates"])
def test_a_quotation_that_is_not_the_orders_is_told_wherever_it_stands(key: str) -> None:
    false = {**cited(0, 55), "quote": TEXT[0:55].replace("shall", "should")}
    assert score(gold(), said(**{key: [false]}), {"made": TEXT}).verbatim is False
    assert score(gold(), said(), {"made": TEXT}).verbatim is True
    assert score(gold(), said()).verbatim is None
