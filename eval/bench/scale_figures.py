"""The figures of `make bench-scale`, each beside its goal."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

# Seconds, shares, gigabytes, percentage points, orders a second.
MEDIAN = 0.015
HIGHEST = 0.050
RECALL = 0.98
MEMORY = 1.5
POINTS = 3.0
OPENING = 1.0
ADDING = 2.0
PARSING = 200
SLOWER = 0.1


def lines(figures: dict[str, Any]) -> list[str]:
    """The figures with their goals."""
    named = sorted(figures["by_name"] + figures["by_number"])
    every = sorted(named + figures["unnamed"])
    around, alone = figures["gold_around"], figures["gold_alone"]
    points = 100 * (alone[0] / alone[1] - around[0] / around[1])
    slower = 1 - figures["embedding"] / figures["embedding_bare"]
    added = statistics.median(figures["adding"])
    return [
        f"{figures['orders']:,} orders, {figures['paragraphs']:,} paragraphs, {figures['passages']:,} passages; "
        f"{figures['disk']:.1f} GB on disk; {figures['cores']} cores, load {figures['load_before']:.1f} before and "
        f"{figures['load_after']:.1f} after; vectors of the made-up orders drawn around real ones",
        f"warm question      median {1000 * middle(every):.1f} ms  {goal(middle(every), MEDIAN)}",
        f"                   99th percentile {1000 * high(every):.1f} ms  {goal(high(every), HIGHEST)}",
        f"   case named      median {1000 * middle(named):.1f} ms, 99th percentile {1000 * high(named):.1f} ms",
        f"   none named      median {1000 * middle(figures['unnamed']):.1f} ms, "
        f"99th percentile {1000 * high(sorted(figures['unnamed'])):.1f} ms",
        f"recall@10          {figures['recall']:.3f} ({figures['kind']}, {figures['probes']} lists read)  "
        f"goal {RECALL}: {met(figures['recall'] >= RECALL)}",
        f"   searches        by meaning {1000 * figures['dense']:.1f} ms, by words {1000 * figures['words']:.1f} ms",
        f"memory             {figures['memory']:.2f} GB, {figures['memory_anonymous']:.2f} GB of it no map of a file  "
        f"goal {MEMORY} GB: {met(figures['memory'] <= MEMORY)}",
        f"gold, case named   {around[0]} of {around[1]} around, {alone[0]} of {alone[1]} alone: {points:.1f} points  "
        f"goal {POINTS}: {met(points <= POINTS)}",
        f"opening            {figures['opening']:.3f} s, first question {figures['first']:.2f} s  "
        f"{goal(figures['opening'], OPENING)}",
        f"adding one order   {added:.2f} s  {goal(added, ADDING)}",
        f"parsing            {figures['parsing']:.0f} orders a second a core  "
        f"goal {PARSING}: {met(figures['parsing'] >= PARSING)}",
        f"   papers alone    {figures['parsing_papers']:.0f} orders a second a core",
        f"embedding          {figures['embedding']:.0f} texts a second, bare model {figures['embedding_bare']:.0f}: "
        f"{100 * slower:.0f} % slower  goal {100 * SLOWER:.0f} %: {met(slower <= SLOWER)}",
        f"building           {figures['built']:,} orders in {figures['building']:.0f} s, without real embedding",
    ]  # fmt: skip


def middle(times: Sequence[float]) -> float:
    return statistics.median(times)


def high(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def goal(value: float, most: float) -> str:
    return f"goal {most:g} s: {met(value <= most)}"


def met(reached: bool) -> str:
    return "reached" if reached else "NOT reached"
