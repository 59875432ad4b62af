"""What a client of the API sent, checked field by field: a 400 names the field and what it takes."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

from flask import request

from assistant.engine import LONGEST_QUESTION
from assistant.question.facts import METHODS
from web.chat.facts import MOST
from web.serving.problems import Problem
from web.storage.conversations import TITLE_LENGTH

MOST_BYTES = 256 * 1024
DATE = r"^\d{4}-\d{2}-\d{2}$"
TIME = r"^([01]\d|2[0-3]):[0-5]\d$"
FACT_DATE = r"^[a-z][a-z0-9_]{0,40}_date$"
FACT_TIME = r"^[a-z][a-z0-9_]{0,40}_time$"
FACT_PAIR = r"^[a-z][a-z0-9_]{0,40}_(date=\d{4}-\d{2}-\d{2}|time=([01]\d|2[0-3]):[0-5]\d)$"
_DATE, _TIME, _PAIR = re.compile(DATE, re.ASCII), re.compile(TIME, re.ASCII), re.compile(FACT_PAIR, re.ASCII)
_FACT_DATE, _FACT_TIME = re.compile(FACT_DATE, re.ASCII), re.compile(FACT_TIME, re.ASCII)


def refuse(field: str, takes: str) -> Problem:
    return Problem(400, "The request is not as described", f"{field}: {takes}.", "openapi.json describes it.")


def body(*names: str) -> Fields:
    """The fields of the JSON object that was sent; "name!" is one that must be there."""
    query()
    if request.mimetype != "application/json":
        raise Problem(415, "That kind of content is not taken", "Send JSON, with Content-Type: application/json.")
    data = request.get_data(cache=False) if (request.content_length or 0) <= MOST_BYTES else b""
    if not data:
        status = 413 if request.content_length else 400
        raise Problem(status, "The request is not as described", f"One JSON object of at most {MOST_BYTES} bytes.")
    try:
        given = json.loads(data)
        json.dumps(given, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        raise refuse("the body", "is not JSON") from None
    if not isinstance(given, dict):
        raise refuse("the body", "takes a JSON object")
    known = {name.rstrip("!") for name in names}
    for name in given:
        if name not in known:
            raise refuse(name[:60], f"is not a field; there are {', '.join(sorted(known))}")
    for name in names:
        if name.endswith("!") and name[:-1] not in given:
            raise refuse(name[:-1], "is needed")
    return Fields(given)


def query(*names: str, several: tuple[str, ...] = ()) -> Fields:
    """The parameters of the address; none but these, each once save those of `several`."""
    given: dict[str, Any] = {}
    for name, values in request.args.lists():
        if name not in names:
            raise refuse(name[:60], "is not a parameter here")
        if name not in several and len(values) > 1:
            raise refuse(name, "may be given once")
        given[name] = values if name in several else values[0]
    return Fields(given)


class Fields:
    """Checked access to what was given; every method raises a 400 that names the field."""

    def __init__(self, given: dict[str, Any]):
        self.given = given

    def text(self, name: str) -> str | None:
        value = self.given.get(name)
        if value is None:
            return None
        if not isinstance(value, str) or len(value) > 300:
            raise refuse(name, "takes a text of at most 300 characters")
        return value

    def question(self) -> str:
        value = self.given["question"]
        if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_QUESTION:
            raise refuse("question", f"takes a text of 1 to {LONGEST_QUESTION} characters that is not blank")
        return value

    def title(self) -> str:
        value = self.given["title"]
        if not isinstance(value, str) or not value.strip() or len(value) > TITLE_LENGTH:
            raise refuse("title", f"takes a text of 1 to {TITLE_LENGTH} characters that is not blank")
        return value

    def date(self, name: str) -> dt.date | None:
        value = self.given.get(name)
        if value is None:
            return None
        try:
            if not isinstance(value, str) or not _DATE.search(value):
                raise ValueError(value)
            return dt.date.fromisoformat(value)
        except ValueError:
            raise refuse(name, "takes a date such as 2017-10-30") from None

    def number(self, name: str, least: int, most: int, otherwise: int) -> int:
        value = self.given.get(name)
        if value is None:
            return otherwise
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            raise refuse(name, f"takes a whole number from {least} to {most}")
        return int(value)

    def facts(self) -> dict[str, str]:
        value = self.given.get("facts")
        if value is None:
            return {}
        if not isinstance(value, dict) or len(value) > MOST:
            raise refuse("facts", f"takes an object of at most {MOST} texts")
        return {name: fact(name, given) for name, given in value.items()}

    def query_facts(self) -> dict[str, str]:
        """service_date, service_method, and fact=NAME=VALUE as often as needed."""
        served = [name for name in ("service_date", "service_method") if name in self.given]
        found: dict[str, str] = {name: fact(name, self.given[name]) for name in served}
        pairs = self.given.get("fact", [])
        if len(pairs) > MOST:
            raise refuse("fact", f"may be given {MOST} times")
        for pair in pairs:
            if not _PAIR.search(pair):
                raise refuse("fact", "takes NAME=VALUE such as conference_date=2017-11-15")
            name, _, value = pair.partition("=")
            try:
                found[name] = fact(name, value)
            except Problem as problem:  # of the form that is described, and still no date
                raise Problem(409, "That cannot be", problem.detail) from None
        return found


def fact(name: str, value: Any) -> str:
    """The value of a fact, in its form; whether it can be is the assistant's to say."""
    if name == "service_method":
        if value not in METHODS:
            raise refuse(name, f"takes one of {', '.join(METHODS)}")
    elif _FACT_DATE.search(name):
        Fields({name: value}).date(name)
        if value is None:
            raise refuse(name, "takes a date such as 2017-10-30")
    elif _FACT_TIME.search(name):
        if not isinstance(value, str) or not _TIME.search(value):
            raise refuse(name, "takes a time of day such as 14:00")
    else:
        raise refuse(name[:60], "is no fact; facts are service_method, <event>_date and <event>_time")
    return str(value)
