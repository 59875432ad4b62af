"""The command `so-ordered count`: the arithmetic alone, for one period or a batch of them."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import IO, Any

from assistant.answer import iso
from assistant.calendar.dates import long_date, parse_date, parse_time
from assistant.calendar.daycount import LONGEST, METHODS, TRIGGER_KINDS, Count, count, fixed
from assistant.calendar.rules_by_date import FORWARD_ONLY, VERSIONS
from indexer.errors import BadFact, SoOrderedError, UsageError
from indexer.orders import Period

DISCLAIMER = "Information, not legal advice; verify against the docket."
_PROMPTS = {
    "trigger_date": "the date of the event that starts the period",
    "amount": "how long the period is",
    "unit": "whether it counts days, business days, hours, weeks, months or years",
    "direction": "whether it runs after or before the event",
    "time": "the time of day of the event",
    "zone": "the time zone of the court",
}


def count_case(case: dict[str, Any]) -> dict[str, Any]:
    """One case, with the fields that describe a period, computed.

    Fields: trigger_date, trigger_kind, amount, unit, direction, service_method, state, state_for_calc
    ("CA+": every full day that the statute names), rules_version, trigger_time, tz, clerk_inaccessible,
    extra_holidays, calc ("fixed", "none"); any other is ignored, save that a local rule of
    `rules_by_date.FORWARD_ONLY` that `rule_cite` names is applied. Returns id, due (ISO, None where a fact is
    missing), alternatives (ISO → reason), safe_date, steps, notes and needs. Raises UsageError's kinds.
    """
    result = _count(case)
    return {"id": case.get("id"), **as_dict(result)}


def as_dict(result: Count) -> dict[str, Any]:
    """A Count as the batch and `--json` print it."""
    return {
        "due": iso(result.due),
        "alternatives": {iso(other.date): other.reason for other in result.alternatives},
        "safe_date": iso(result.safe),
        "steps": [step.to_dict() for step in result.steps],
        "notes": list(result.notes),
        "needs": [{"fact": fact, "prompt": _PROMPTS[fact]} for fact in result.needs],
    }


def _count(case: dict[str, Any]) -> Count:
    if case.get("calc") == "none":
        # The case itself says that the words do not settle which way or from when the period runs.
        return Count(None, needs=("trigger_date", "direction"))
    start = _date(case, "trigger_date")
    time = _of(case, "trigger_time", str)
    zone = _of(case, "tz", str)
    state = _of(case, "state_for_calc", str) or _of(case, "state", str)
    clock = parse_time(time) if time else None
    if case.get("calc") == "fixed" or case.get("trigger_kind") == "fixed_date":
        if start is None:
            return Count(None, needs=("trigger_date",))
        return fixed(start, state=state.rstrip("+") if state else None, time=clock, zone=zone)
    wanted = ("trigger_date", "amount", "unit", "direction")
    missing = tuple(name for name in wanted if case.get(name) is None)
    if missing or start is None:
        return Count(None, needs=missing)
    unit, direction, kind = (_of(case, name, str) for name in ("unit", "direction", "trigger_kind"))
    period = Period(case["amount"], unit, direction)  # type: ignore[arg-type]  # count() checks them
    return count(
        period,
        start,
        trigger_kind=kind or "event",
        service_method=_of(case, "service_method", str),
        state=state.rstrip("+") if state else None,
        time=clock,
        zone=zone,
        rules=_of(case, "rules_version", str),
        clerk_inaccessible=_dates(case, "clerk_inaccessible"),
        extra_holidays=_dates(case, "extra_holidays"),
        all_state_days=bool(state and state.endswith("+")),
        local_rules=[cite for cite in FORWARD_ONLY if cite in str(case.get("rule_cite") or "")],
    )


def _of(case: dict[str, Any], name: str, kind: type[str]) -> str | None:
    value = case.get(name)
    if value is not None and not isinstance(value, kind):
        raise BadFact(f"{name} is {value!r}; accepted: text.")
    return value or None


def _date(case: dict[str, Any], name: str) -> dt.date | None:
    text = _of(case, name, str)
    return parse_date(text) if text else None


def _dates(case: dict[str, Any], name: str) -> list[dt.date]:
    values = case.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BadFact(f"{name} is {values!r}; accepted: a list of dates.")
    return [parse_date(value) for value in values]


def add_parser(subparsers: Any) -> argparse.ArgumentParser:
    """Add `count` to the commands; the parsed arguments carry `func`, called as `func(args, out)`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "count",
        help="count a period as Fed. R. Civ. P. 6 does, with no order at hand",
        description="Count a period as Fed. R. Civ. P. 6 does. " + DISCLAIMER,
    )
    parser.add_argument("--from", dest="start", metavar="DATE", help="the day of the event, e.g. 2017-10-30")
    parser.add_argument("--amount", metavar="N", help="how many units")
    parser.add_argument("--unit", metavar="UNIT", default="calendar_days", help=", ".join(LONGEST))
    parser.add_argument("--direction", metavar="after|before", default="after", help="after or before the event")
    parser.add_argument(
        "--trigger-kind",
        metavar="KIND",
        default=None,
        help=f"what starts the period: {', '.join(TRIGGER_KINDS)} (default: service with --served-by, else event)",
    )
    parser.add_argument("--served-by", metavar="METHOD", help=f"how it was served: {', '.join(METHODS)}")
    parser.add_argument("--state", help="where the court sits, e.g. CA (CA+: every full day of its statute)")
    parser.add_argument("--time", metavar="HH:MM", help="for hours: the time of the event")
    parser.add_argument("--zone", metavar="TZ", help="for hours: its zone, e.g. America/Chicago or Central")
    parser.add_argument("--rules", metavar="VERSION", help=f"force a text of the rule: {', '.join(VERSIONS)}")
    parser.add_argument(
        "--clerk-inaccessible",
        metavar="DATE",
        action="append",
        default=[],
        help="a day on which the clerk's office could not be reached (may be repeated)",
    )
    parser.add_argument(
        "--holiday",
        metavar="DATE",
        action="append",
        default=[],
        help="a further day to take as a holiday (may be repeated)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--batch",
        metavar="FILE",
        help="read cases from FILE (- for standard input), one JSON object a line, and write one result a line",
    )
    parser.set_defaults(func=run_count)
    return parser


add_count_parser = add_parser


def run_count(args: argparse.Namespace, out: IO[str] | None = None) -> int:
    """Run the command; the exit code: 0, 1 where a batch had bad lines, 2 where a fact is missing."""
    out = out or sys.stdout
    if args.batch:
        return _batch(args.batch, out)
    if args.start is None or args.amount is None:
        raise UsageError("count needs --from DATE and --amount N (or --batch FILE).")
    try:
        amount = int(args.amount)
    except ValueError:
        raise BadFact(f"{args.amount!r} is not a whole number.") from None
    case = {
        "trigger_date": args.start,
        "amount": amount,
        "unit": args.unit,
        "direction": args.direction,
        "trigger_kind": args.trigger_kind or ("service" if args.served_by else "event"),
        "service_method": args.served_by,
        "state": args.state,
        "trigger_time": args.time,
        "tz": args.zone,
        "rules_version": args.rules,
        "clerk_inaccessible": args.clerk_inaccessible,
        "extra_holidays": args.holiday,
    }
    result = _count(case)
    if args.json:
        out.write(json.dumps(as_dict(result), indent=2) + "\n")
    else:
        out.write(in_words(result))
    return 2 if result.due is None else 0


def in_words(result: Count) -> str:
    """A Count for a person: the date first, then how it came about, then what else it could be."""
    if result.due is None:
        asked = "\n".join(f"  - {_PROMPTS[fact]}" for fact in result.needs)
        return f"NOT COMPUTED\n\nStill needed:\n{asked}\n\n{DISCLAIMER}\n"
    lines = [f"DUE  {long_date(result.due).upper()}", "", "How it was counted:"]
    for number, step in enumerate(result.steps, 1):
        day = f" -> {long_date(step.date)}" if step.date else ""
        lines.append(f"  {number}. {step.reason}{day}  [{step.cite}]")
    if result.alternatives:
        lines += ["", "Authorities differ or a fact is open:"]
        for other in result.alternatives:
            lines.append(f"  - {long_date(other.date)}: {other.reason}  [{other.cite}]")
        assert result.safe is not None
        lines.append(f"Safe (earliest) date: {long_date(result.safe)}")
    lines += ["", *(f"Note: {note}." for note in result.notes)] if result.notes else []
    return "\n".join([*lines, "", DISCLAIMER, ""])


def _batch(file: str, out: IO[str]) -> int:
    if file == "-":
        text = sys.stdin.read()
    else:
        try:
            text = Path(file).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{file} cannot be read as UTF-8 text: {error}.") from None
    bad = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        identity = None
        try:
            case = json.loads(line)
            if not isinstance(case, dict):
                raise BadFact("not a JSON object")
            identity = case.get("id")
            result = count_case(case)
        except (ValueError, RecursionError) as error:
            bad += 1
            result = {"id": identity, "line": number, "error": f"line {number}: not JSON: {error}"}
        except SoOrderedError as error:
            bad += 1
            result = {"id": identity, "line": number, "error": f"line {number}: {error}"}
        out.write(json.dumps(result) + "\n")
    return 1 if bad else 0
