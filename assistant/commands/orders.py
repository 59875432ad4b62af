"""The commands `so-ordered orders` and `so-ordered show`: what the index holds."""

from __future__ import annotations

import argparse
import dataclasses
from typing import IO, Any

from assistant.commands.common import add_index, columns, print_json


def add_orders_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("orders", help="list the orders", description="List the orders in the index.")
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    add_index(parser)
    parser.set_defaults(func=list_orders)


def add_show_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "show",
        help="show an order: its caption and its paragraphs with their pinpoints",
        description="Show an order as it was read: its caption, then each paragraph with page and lines.",
    )
    parser.add_argument("order", metavar="ORDER", help="its id")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_index(parser)
    parser.set_defaults(func=show_order)


def list_orders(args: argparse.Namespace, out: IO[str]) -> int:
    from indexer.store.store import Store

    with Store.open(args.index) as store:
        rows = store.orders()
    if args.json:
        print_json([dataclasses.asdict(row) for row in rows], out)
    elif not rows:
        out.write("The index holds no orders.\n")
    else:
        head = ("order", "filed", "docket number", "case", "title")
        columns(
            [head, *((row.id, row.filed or "-", row.docket_normal or row.docket_number or "-", row.case_name or "-",
                      row.title or "-") for row in rows)],
            out,
        )  # fmt: skip
    return 0


def show_order(args: argparse.Namespace, out: IO[str]) -> int:
    from assistant.cite import locate
    from indexer.store.store import Store

    with Store.open(args.index) as store:
        order = store.order(args.order)
    caption = order.caption
    known = {
        "case": caption.case_name, "court": caption.court,
        "docket number": caption.docket_number.printed if caption.docket_number else None,
        "parties": "; ".join(f"{party.name} ({party.role})" for party in caption.parties) or None,
        "title": caption.title,
        "judge": ", ".join(part for part in (caption.judge, caption.judge_title) if part) or None,
        "filed": caption.filed.isoformat() if caption.filed else None,
    }  # fmt: skip
    paragraphs = [
        {
            "label": paragraph.label, "kind": paragraph.kind, "heading": paragraph.heading,
            "page": place.page, "lines": place.lines, "last_page": place.last_page, "star": place.star,
            "start": paragraph.span.start, "end": paragraph.span.end,
            "text": order.text[paragraph.span.start : paragraph.span.end],
        }
        for paragraph in order.paragraphs
        for place in [locate(order, paragraph.span)]
    ]  # fmt: skip
    if args.json:
        facts: dict[str, Any] = {"order": order.id, "file": order.file, "pages": order.pages, "ocr": list(order.ocr)}
        gone = [dataclasses.asdict(one) for one in order.left_out]
        facts |= {"warnings": list(order.warnings), "left_out": gone}
        print_json({**facts, "caption": known, "paragraphs": paragraphs}, out)
        return 0
    from assistant.commands.terminal import show_paragraphs

    show_paragraphs(order.id, known, paragraphs, out, order.warnings)
    return 0
