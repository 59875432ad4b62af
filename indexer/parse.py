"""One file → an `Order` with everything that is read from it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from indexer.caption.caption import read_caption
from indexer.deadlines.deadlines import find_deadlines
from indexer.layout.layout import lay_out
from indexer.orders import Order
from indexer.provisions.provisions import find_provisions
from indexer.read import read


def parse(path: Path, root: Path | None = None) -> Order:
    """Read an order: its text and paragraphs, its caption, deadlines and provisions.

    root: the folder that a symbolic link may not lead out of. Raises what `indexer.read.read` raises.
    """
    order = lay_out(read(path, root))
    order = replace(order, caption=read_caption(order))
    order = with_times(order)
    return replace(order, provisions=find_provisions(order))


def with_times(order: Order) -> Order:
    """`order` with every expression of time sorted into its four fields."""
    times = find_deadlines(order)
    return replace(
        order,
        deadlines=times.deadlines,
        ended=times.ended,
        history=times.history,
        not_understood=times.not_understood,
    )
