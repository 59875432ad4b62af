"""The command `count`: one period in words, one as JSON, a batch with bad lines in it."""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from assistant.calendar.daycount import Count
from assistant.commands.count import add_parser, count_case, in_words
from indexer.errors import BadDate, BadFact, UsageError

CASES = Path(__file__).parent.parent / "data" / "deadline_cases.jsonl"


def run(*words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["count", *words])
    out = io.StringIO()
    return args.func(args, out), out.getvalue()


def test_words_lead_with_the_date() -> None:
    code, text = run("--from", "2017-10-30", "--amount", "30", "--served-by", "mail", "--state", "CA")
    assert code == 0
    assert text.startswith("DUE  MONDAY, DECEMBER 4, 2017\n")
    assert "add three days" in text and "Fed. R. Civ. P. 6(d)" in text
    assert "not legal advice; verify against the docket" in text
    assert "Safe" not in text


def test_words_show_alternatives_and_the_safe_date() -> None:
    code, text = run("--from", "April 5, 2021", "--amount", "7", "--unit", "business_days", "--direction", "before",
                     "--state", "MS", "--trigger-kind", "hearing")
    assert code == 0
    assert "DUE  THURSDAY, MARCH 25, 2021" in text
    assert "Wednesday, March 24, 2021: if the court is closed on Good Friday" in text
    assert "Safe (earliest) date: Wednesday, March 24, 2021" in text


def test_json() -> None:
    code, text = run("--from", "2021-03-12", "--amount", "48", "--unit", "hours", "--time", "09:00", "--zone",
                     "Pacific", "--json")
    result = json.loads(text)
    assert (code, result["due"], result["alternatives"], result["safe_date"]) == (
        0, "2021-03-15T10:00", {}, "2021-03-15T10:00")
    assert {"reason", "date", "cite"} == set(result["steps"][0])


def test_missing_time_asks() -> None:
    code, text = run("--from", "2021-03-12", "--amount", "48", "--unit", "hours")
    assert code == 2
    assert "time of day" in text and "time zone" in text and "DUE" not in text
    code, text = run("--from", "2021-03-12", "--amount", "48", "--unit", "hours", "--json")
    assert json.loads(text)["due"] is None
    assert [need["fact"] for need in json.loads(text)["needs"]] == ["time", "zone"]


def test_further_days() -> None:
    assert "DECEMBER 6, 2018" in run("--from", "2018-11-21", "--amount", "14", "--holiday", "2018-12-05")[1]
    assert "MARCH 19, 2018" in run("--from", "2018-03-02", "--amount", "14", "--clerk-inaccessible", "2018-03-16")[1]
    assert "DECEMBER 15, 2016" in run("--from", "2016-11-28", "--amount", "14", "--served-by", "electronic")[1]
    assert "DECEMBER 12, 2016" in run("--from", "2016-11-28", "--amount", "14", "--served-by", "electronic",
                                      "--rules", "2016")[1]
    assert "FEBRUARY 13, 2019" in run("--from", "2019-01-29", "--amount", "14", "--state", "CA+")[1]


@pytest.mark.parametrize(
    ("words", "error", "names"),
    [
        (("--amount", "3"), UsageError, "--from"),
        (("--from", "2021-01-04"), UsageError, "--amount"),
        (("--from", "February 30, 2021", "--amount", "3"), BadDate, "February 30, 2021"),
        (("--from", "2/3/21", "--amount", "3"), BadDate, "two digits"),
        (("--from", "2021-01-04", "--amount", "three"), BadFact, "'three'"),
        (("--from", "2021-01-04", "--amount", "3", "--direction", "of"), BadFact, "'of'"),
        (("--batch", "no-such-file.jsonl"), UsageError, "no-such-file.jsonl"),
    ],
)
def test_bad_calls(words: tuple[str, ...], error: type[Exception], names: str) -> None:
    with pytest.raises(error, match=names):
        run(*words)


def test_batch_of_all_cases() -> None:
    code, text = run("--batch", str(CASES))
    results = [json.loads(line) for line in text.splitlines()]
    expected = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    assert code == 0
    assert [(r["id"], r["due"]) for r in results] == [(c["id"], c["expected_due_date"]) for c in expected]


def test_batch_names_bad_lines_and_does_the_others(tmp_path: Path) -> None:
    good = '{"id": "good", "trigger_date": "2021-01-04", "amount": 3, "unit": "weeks", "direction": "after"}'
    lines = [
        good, "not json", "[1]", '{"id": "day", "trigger_date": "2021-02-30", "amount": 3, "unit": "weeks"}', "",
        '{"id": "long", "trigger_date": "2021-01-04", "amount": 10000, "unit": "calendar_days", "direction": "after"}',
        '{"id": "kind", "trigger_date": 7, "amount": 3, "unit": "weeks", "direction": "after"}',
        '{"id": "list", "trigger_date": "2021-01-04", "amount": 3, "unit": "weeks", "direction": "after", '
        '"clerk_inaccessible": "2021-01-25"}',
        '{"id": "huge", "amount": ' + "9" * 5000 + "}", "[" * 100_000, good.replace("good", "last"),
    ]
    file = tmp_path / "cases.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    code, text = run("--batch", str(file))
    results = [json.loads(line) for line in text.splitlines()]
    assert code == 1
    assert [r.get("due") for r in results if "error" not in r] == ["2021-01-25", "2021-01-25"]
    assert [(r["id"], r["line"]) for r in results if "error" in r] == [
        (None, 2), (None, 3), ("day", 4), ("long", 6), ("kind", 7), ("list", 8), (None, 9), (None, 10)]
    assert "2021-02-30" in results[3]["error"] and results[3]["error"].startswith("line 4: ")


@pytest.mark.parametrize(
    ("case", "needs"),
    [
        ({"calc": "none", "trigger_date": "2021-01-04"}, ["trigger_date", "direction"]),
        ({"trigger_date": None, "amount": 3, "unit": "weeks", "direction": "after"}, ["trigger_date"]),
        ({"trigger_date": "2021-01-04", "amount": 3, "unit": "weeks"}, ["direction"]),
        ({"trigger_date": "2021-01-04", "amount": 3, "unit": "hours", "direction": "after"}, ["time", "zone"]),
        ({"calc": "fixed"}, ["trigger_date"]),
    ],
)
def test_a_case_that_must_ask(case: dict[str, object], needs: list[str]) -> None:
    result = count_case(case)
    assert (result["due"], result["safe_date"], result["alternatives"]) == (None, None, {})
    assert [need["fact"] for need in result["needs"]] == needs
    assert all(need["prompt"] for need in result["needs"])


def test_every_need_has_words() -> None:
    text = in_words(Count(None, needs=("trigger_date", "direction")))
    assert text.startswith("NOT COMPUTED") and "after or before" in text
