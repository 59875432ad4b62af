"""Addresses of places in orders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from indexer.orders import Order, Span
from web.orders.paper import WINDOW, anchors


def place(order: Order, span: Span, **more: Any) -> str:
    """The address of the line where `span` begins, with its words marked: "/orders/x?mark=10-90#p2l17"."""
    return url_for("orders.show", **{**more, **place_values(order, span)})


def place_values(order: Order, span: Span) -> dict[str, Any]:
    """What `url_for("orders.show", ...)` takes for `place`; it needs no request, so that it can be kept."""
    anchor, page = anchors(order).at(span.start)
    values: dict[str, Any] = {"order_id": order.id, "mark": f"{span.start}-{span.end}", "_anchor": anchor}
    if max((pin.page for pin in order.pins[-1:]), default=1) > WINDOW:
        values["page"] = page
    return values


def spans_of(text: str | None, order: Order, most: int = 20) -> list[Span]:
    """The stretches of `mark=10-90,120-150`; what is not one, or not in the order, is passed over."""
    found = []
    for part in (text or "").split(",")[:most]:
        first, _, last = part.partition("-")
        if first.isdecimal() and last.isdecimal() and len(part) < 24:
            span = Span(int(first), min(int(last), len(order.text)))
            if span.start < span.end:
                found.append(span)
    return found


def facts_query(facts: Mapping[str, str]) -> dict[str, str]:
    """Facts as parameters of an address."""
    return {name: value for name, value in facts.items() if value}
