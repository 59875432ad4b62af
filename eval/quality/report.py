"""The report of a run: one HTML page that stands by itself, failures first."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.quality.figures import PARTS
from eval.quality.run import Asked

TEMPLATE = Path(__file__).with_name("report.html")


def report(asked: Sequence[Asked], figures: Mapping[str, Any], title: str) -> str:
    """The page. Whatever questions, orders and answers hold is escaped."""
    from jinja2 import Environment

    from eval.quality.plots import all_plots

    template = Environment(autoescape=True, trim_blocks=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        title=title,
        figures=figures,
        failures=[one for one in asked if not one.verdict.right],
        explained=explained,
        share=share,
        parts=PARTS,
        tables={
            "All": {"all questions": {part: figures[part] for part in PARTS}},
            "By type": figures["by_type"],
            "By order": figures["by_order"],
            "By type of value": figures["by_value"],
            "By tag": figures["by_tag"],
        },
        rest=rest(figures),
        plots=all_plots(dict(figures), [one.seconds for one in asked if not one.error]),
    )


def explained(one: Asked) -> str:
    """What `so-ordered explain` prints of the answer's way; the error where there was no answer."""
    from assistant.commands.terminal import show_trace

    if one.error:
        return one.error
    out = io.StringIO()
    show_trace(one.trace, out)
    return out.getvalue().strip()


def share(figure: Mapping[str, Any]) -> str:
    """A share as "93 % (88-97) of 41"; a dash where no question expects it."""
    if figure["mean"] is None:
        return "\N{EN DASH}"
    return f"{figure['mean']:.0%} ({figure['low']:.0%}\N{EN DASH}{figure['high']:.0%}) of {figure['n']}"


def rest(figures: Mapping[str, Any]) -> dict[str, str]:
    """The figures outside the tables, by name."""
    refusal, latency, verbatim = figures["refusal"], figures["latency"], figures["verbatim"]
    rows = {
        "citation precision, characters": share(figures["citations"]["precision"]),
        "citation recall, characters": share(figures["citations"]["recall"]),
        "refusal precision, recall, F1": f"{refusal['precision']}, {refusal['recall']}, {refusal['f1']}",
        "false answers on unanswerable questions": f"{refusal['false_answers']} of {refusal['unanswerable']}",
        "expected calibration error": f"{figures['calibration']['error']} of {figures['calibration']['n']} answers",
        "verbatim quotations": f"{verbatim['verbatim']} of {verbatim['quotations']}",
        "seconds, median, 95th percentile, slowest": (
            f"{latency['median']}, {latency['p95']}, {latency['slowest']}"
        ),
    }
    rows.update({f"passages, {name}": share(value) for name, value in (figures.get("retrieval") or {}).items()})
    if figures["errors"]:
        rows["questions that ended in an error"] = ", ".join(figures["errors"])
    return rows
