"""The plots of a report, as SVG text that stands in the page. The same figures give the same letters."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

INK, PALE, ALARM = "#1f3a5f", "#a9bcd0", "#b5443c"


def all_plots(figures: dict[str, Any], seconds: list[float]) -> dict[str, str]:
    """Title → SVG, in the order of the report; a plot with nothing to show is left out."""
    drawn = {
        "Fully right by type": shares(figures["by_type"]),
        "Fully right by order": shares(figures["by_order"]),
    }
    if figures.get("retrieval"):
        drawn["Evidence among the first k passages"] = recall_curve(figures["retrieval"])
    if figures["calibration"]["bins"]:
        drawn["Score against share of right answers"] = reliability(figures["calibration"]["bins"])
    if seconds:
        drawn["Seconds an answer took"] = histogram(seconds)
    return drawn


def shares(groups: dict[str, Any]) -> str:
    """One bar a group with its 95 % interval and its number of questions."""
    figure, axes = _canvas(6.4, 0.34 * len(groups) + 0.9)
    names = list(reversed(groups))
    means = [groups[name]["right"]["mean"] or 0 for name in names]
    low = [max(0.0, mean - (groups[name]["right"]["low"] or 0)) for name, mean in zip(names, means, strict=True)]
    high = [max(0.0, (groups[name]["right"]["high"] or 0) - mean) for name, mean in zip(names, means, strict=True)]
    axes.barh(names, means, color=INK, xerr=[low, high], ecolor=PALE)
    for row, name in enumerate(names):
        axes.text(1.02, row, f"{means[row]:.0%} of {groups[name]['right']['n']}", va="center", fontsize=8)
    axes.set_xlim(0, 1)
    return _svg(figure)


def recall_curve(retrieval: dict[str, Any]) -> str:
    """Recall of the evidence's passages at each k."""
    figure, axes = _canvas(4.2, 2.8)
    points = sorted((int(name[2:]), share["mean"]) for name, share in retrieval.items() if name.startswith("R@"))
    axes.plot([k for k, _ in points], [mean or 0 for _, mean in points], marker="o", color=INK)
    axes.set_ylim(0, 1.02)
    axes.set_xticks([k for k, _ in points])
    axes.set_xlabel("k passages")
    return _svg(figure)


def reliability(bins: list[dict[str, Any]]) -> str:
    """The score of the answers in each bin against how many of them are right."""
    figure, axes = _canvas(3.6, 3.2)
    axes.plot([0, 1], [0, 1], color=PALE, linestyle="--")
    axes.scatter(
        [one["score"] for one in bins], [one["right"] for one in bins],
        s=[12 + 4 * one["n"] ** 0.5 * 4 for one in bins], color=INK,
    )
    axes.set_xlim(0, 1.03)
    axes.set_ylim(0, 1.03)
    axes.set_xlabel("score")
    axes.set_ylabel("share right")
    return _svg(figure)


def histogram(seconds: list[float]) -> str:
    """How long the answers took."""
    figure, axes = _canvas(4.2, 2.4)
    axes.hist(seconds, bins=30, color=INK)
    axes.set_xlabel("seconds")
    return _svg(figure)


def _canvas(width: float, height: float) -> tuple[Figure, Any]:
    """A figure of that many inches with one set of axes, outside any global state."""
    import matplotlib
    from matplotlib.figure import Figure

    matplotlib.rcParams["svg.hashsalt"] = "so-ordered"
    matplotlib.rcParams["svg.fonttype"] = "none"
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots()
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(labelsize=8)
    return figure, axes


def _svg(figure: Figure) -> str:
    """The figure as an <svg> element."""
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    text = written.getvalue()
    return text[text.index("<svg") :]
