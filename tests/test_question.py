"""Questions are read for what they ask, however they are typed."""

from __future__ import annotations

import pytest

from assistant.kinds import FORMS, asks_for
from assistant.question import read_question
from assistant.spelling import mend
from assistant.words import normalize, terms


@pytest.mark.parametrize(("asks", "example"), [(form.asks, text) for form in FORMS for text in form.examples])
def test_each_form_reads_its_examples(asks: str, example: str) -> None:
    assert asks_for(normalize(example)) == asks


@pytest.mark.parametrize(("asks", "near"), [(form.asks, text) for form in FORMS for text in form.near])
def test_each_form_leaves_its_near_misses(asks: str, near: str) -> None:
    assert asks_for(normalize(near)) != asks
