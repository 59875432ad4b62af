"""The table of states says what the holidays package says, without importing it."""

import holidays

from assistant.calendar.legal_holidays import state_code
from assistant.calendar.states import CODES, STATES


def test_the_table_is_complete() -> None:
    assert set(holidays.US.subdivisions) == STATES
    assert holidays.US.subdivisions_aliases.items() <= CODES.items()


def test_a_name_or_a_code_is_understood() -> None:
    assert [state_code(text) for text in ("california", "dc", "Virgin Islands")] == ["CA", "DC", "VI"]
