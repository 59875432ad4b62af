"""Facts in forms and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.question.facts import METHODS

# A field of a form or address that is a fact.
NAME = re.compile(r"(?:service_method|[a-z][a-z0-9_]{0,60}_(?:date|time|zone))")
MOST = 24

METHOD_WORDS = {
    "electronic": "Electronically (CM/ECF or e-mail)",
    "mail": "By mail",
    "hand": "By hand",
    "clerk": "Left with the clerk",
    "other": "Another way that was agreed to",
}
assert set(METHOD_WORDS) == set(METHODS)


def facts_in(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that are facts and not empty."""
    found = {name: value.strip() for name, value in fields.items() if NAME.fullmatch(name) and value.strip()}
    return dict(list(found.items())[:MOST])


def fact_label(name: str) -> str:
    """What a form calls a fact that it has no question for."""
    if name == "service_date":
        return "Date of service"
    if name == "service_method":
        return "Way of service"
    noun, _, what = name.rpartition("_")
    return f"{what.capitalize()} of the {noun.replace('_', ' ')}"


def input_type(name: str) -> str:
    """The type of the input for a fact."""
    return {"date": "date", "time": "time"}.get(name.rpartition("_")[2], "text")
