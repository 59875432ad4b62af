"""The table of deciding verbs: each form is read, each example decides so, each near miss decides nothing."""

from __future__ import annotations

import pytest

from indexer.provisions.dispositions import BY_FORM, DISPOSITIONS, Disposition
from indexer.provisions.rulings import find_rulings
from indexer.provisions.states import STATES, StateCue, read_state


@pytest.mark.parametrize(("row", "phrase"), [(row, phrase) for row in DISPOSITIONS for phrase in row.finds])
def test_a_disposition_is_found(row: Disposition, phrase: str) -> None:
    rulings = [found.ruling for found in find_rulings(phrase) if found.state == "in force"]
    assert row.outcome in [ruling.outcome for ruling in rulings]


@pytest.mark.parametrize(("row", "phrase"), [(row, phrase) for row in DISPOSITIONS for phrase in row.ignores])
def test_a_disposition_leaves_its_near_misses(row: Disposition, phrase: str) -> None:
    assert [found.ruling.outcome for found in find_rulings(phrase) if found.state == "in force"] == []


@pytest.mark.parametrize("form", [form for form, (_, shape) in BY_FORM.items() if shape == "participle"])
def test_every_participle_decides_behind_is(form: str) -> None:
    decided = {"allowed": "The motion is ALLOWED", "reserved": "Ruling on the motion is RESERVED"}
    found = find_rulings(decided.get(form, f"The motion is {form.upper()}") + ".")
    assert [one.ruling.outcome for one in found] == ([] if form == "removed" else [BY_FORM[form][0].outcome])


def test_no_form_belongs_to_two_verbs() -> None:
    for shape in ("base", "participle", "gerund", "present", "noun"):
        forms = [form for row in DISPOSITIONS for form in row.forms(shape)]  # type: ignore[arg-type]
        assert len(forms) == len(set(forms))


@pytest.mark.parametrize(("cue", "phrase"), [(cue, phrase) for cue in STATES for phrase in cue.finds])
def test_a_state_is_read(cue: StateCue, phrase: str) -> None:
    assert read_state(phrase) == cue.state


@pytest.mark.parametrize(("cue", "phrase"), [(cue, phrase) for cue in STATES for phrase in cue.ignores])
def test_a_state_leaves_its_near_misses(cue: StateCue, phrase: str) -> None:
    assert not cue.pattern.search(phrase)
