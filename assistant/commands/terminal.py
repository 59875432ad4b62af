"""An answer laid out for a person: with colour on a terminal, plain in a pipe."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import IO, Any

from assistant.calendar.dates import day_words

WIDTH = 100
FLAGS = {"service_date": "--served DATE", "service_method": "--by METHOD"}


class Page:
    """Writes lines to `out`; styles are rich's names ("bold", "dim") and are dropped in a pipe."""

    def __init__(self, out: IO[str]):
        self.out = out
        self.console: Any = None
        self.width = WIDTH
        if out.isatty() and "NO_COLOR" not in os.environ:
            from rich.console import Console

            self.console = Console(file=out, highlight=False, soft_wrap=True, markup=False)
        if out.isatty():
            self.width = min(get_terminal_size().columns, WIDTH)

    def write(self, text: str, style: str = "", indent: str = "", hanging: str | None = None) -> None:
        """One paragraph, wrapped; a form feed or control character of the text is not sent to a terminal."""
        clean = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
        for part in clean.split("\n"):
            wrapped = textwrap.fill(
                part, self.width, initial_indent=indent,
                subsequent_indent=indent if hanging is None else hanging,
                break_long_words=False, break_on_hyphens=False,
            )  # fmt: skip
            if self.console is not None and style:
                self.console.print(wrapped, style=style)
            else:
                self.out.write(wrapped + "\n")

    def gap(self) -> None:
        self.out.write("\n")


def pinpoint(citation: Mapping[str, Any]) -> str:
    """A citation as a lawyer writes it: "order ¶ 2 at 2:17–18"."""
    if citation.get("star"):
        return f"{citation['paragraph']} at {citation['star']}".replace("-", "\N{EN DASH}")
    if citation["page"] is None:
        return str(citation["paragraph"])
    lines = f":{citation['lines']}".replace("-", "\N{EN DASH}") if citation["lines"] else ""
    return f"{citation['paragraph']} at {citation['page']}{lines}"


def show(answer: Mapping[str, Any], out: IO[str], talking: bool = False) -> None:
    """Print an answer, given as the contract's dictionary, block by block. talking: in a conversation, where a missing
    fact or an order is typed next and not given as an option."""
    page = Page(out)
    told: set[tuple[str, int, int]] = set()
    for number, block in enumerate(answer["blocks"]):
        if number:
            page.gap()
        _DRAWN[block["type"]](page, block, told)
    for need in answer["needs"][:1] if talking else ():
        for number, choice in enumerate(need["choices"], 1):
            page.write(f"{number}  {choice}", "", "  ")
    if answer["needs"] and not talking:
        page.write(f"Ask again with {' and '.join(map(_option, answer['needs']))}.", "dim", "  ")
    if answer["status"] == "ambiguous":
        page.write("Type its number or name:" if talking else "Ask again with --order and one of:", "dim")
        for number, candidate in enumerate(answer["candidates"], 1):
            sign = f"{number} " if talking else f"{candidate['order']}:"
            page.write(f"{sign} {candidate['title']}", "", "  ")
    for citation in answer["citations"]:
        if _key(citation) not in told:
            page.gap()
            _quotation(page, citation)
    if answer["steps"]:
        page.gap()
        _steps(page, answer["steps"])


def _key(citation: Mapping[str, Any]) -> tuple[str, int, int]:
    return citation["order"], citation["start"], citation["end"]


def _headline(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    page.write(block["text"], "bold")


def _quoted(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    told.add(_key(block["citation"]))
    if block["lead"]:
        page.write(block["lead"])
    _quotation(page, block["citation"], "bold" if block["large"] else "")


def _dated(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    page.write(f"{block['text']} ({block['ago']})" if block["ago"] else block["text"], "bold")
    if block["differ"]:
        page.write(block["differ"], "yellow")


def _listing(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    if block["lead"]:
        page.write(block["lead"], "" if block["near"] else "bold")
    for number, row in enumerate(block["rows"], 1):
        sign = f"{number}." if block["numbered"] else "•"
        when = f"{row['when']} ({row['ago']})" if row["ago"] else row["when"]
        words = ": ".join(part for part in (when, row["text"]) if part)
        citation = row["citation"]
        if citation is not None:
            told.add(_key(citation))
            if not row["quoted"]:
                words = f"{words} ({pinpoint(citation)})"
        if words:
            page.write(f"{sign} {words}", "", "  ", "    ")
        if citation is not None and row["quoted"]:
            _quotation(page, citation, sign="" if words else f"{sign} ")


def _note(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    page.write(block["text"])


def _question(page: Page, block: Mapping[str, Any], told: set[tuple[str, int, int]]) -> None:
    page.write(f"{block['lead']} {block['text']}".strip(), "bold")
    if block["unknown"]:
        page.write(block["unknown"])


_DRAWN = {
    "headline": _headline,
    "quotation": _quoted,
    "date": _dated,
    "list": _listing,
    "note": _note,
    "question": _question,
}


def _option(need: Mapping[str, Any]) -> str:
    """How a fact is given on the command line."""
    flag = FLAGS.get(need["fact"], f"--fact {need['fact']}={'DATE' if need['fact'].endswith('_date') else 'VALUE'}")
    return f"{flag} ({', '.join(need['choices'])})" if need["choices"] else flag


def _quotation(page: Page, citation: Mapping[str, Any], style: str = "", sign: str = "") -> None:
    """A citation: its words, then its place."""
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{citation['quote']}\N{RIGHT DOUBLE QUOTATION MARK}"
    page.write(f"{sign}{' '.join(words.split())}", style, "  ", "    " if sign else "  ")
    page.write(f"{citation['order']}, {pinpoint(citation)}", "cyan", "    " if sign else "  ")


def _steps(page: Page, steps: Sequence[Mapping[str, Any]]) -> None:
    page.write("How the date was counted:", "dim")
    for number, step in enumerate(steps, 1):
        date = f"{day_words(step['date'])}: " if step["date"] else ""
        cite = f" [{step['cite']}]" if step["cite"] else ""
        page.write(f"{number}. {date}{step['reason']}{cite}", "", "  ", "     ")


def show_trace(trace: Mapping[str, Any], out: IO[str]) -> None:
    """Print what led to an answer: names and values, nested ones indented."""
    page = Page(out)
    page.gap()
    page.write("How the answer came about", "dim")
    _tree(page, trace, "  ")


def _tree(page: Page, value: Any, indent: str) -> None:
    if isinstance(value, Mapping):
        pairs = [(str(name), part) for name, part in value.items()]
    else:
        pairs = [("-", part) for part in value]
    for name, part in pairs:
        sign = name if name == "-" else f"{name}:"
        if isinstance(part, Mapping | list | tuple) and part:
            flat = not any(isinstance(inner, Mapping | list | tuple) for inner in _inner(part))
            if flat and len(str(part)) < WIDTH - 20:
                page.write(f"{sign} {_flat(part)}", "", indent, indent + "    ")
                continue
            page.write(sign, "", indent)
            _tree(page, part, indent + "  ")
        else:
            page.write(f"{sign} {_flat(part)}", "", indent, indent + "    ")


def _inner(part: Any) -> list[Any]:
    return list(part.values()) if isinstance(part, Mapping) else list(part)


def _flat(part: Any) -> str:
    if part is None or part == "" or part == [] or part == () or part == {}:
        return "-"
    if isinstance(part, Mapping):
        return ", ".join(f"{name} {_flat(value)}" for name, value in part.items())
    if isinstance(part, list | tuple):
        return ", ".join(map(_flat, part))
    return f"{part:.3f}" if isinstance(part, float) else str(part)


def show_paragraphs(
    order_id: str, caption: Mapping[str, str | None], paragraphs: Sequence[Mapping[str, Any]], out: IO[str],
    warnings: Sequence[str] = (),
) -> None:  # fmt: skip
    """Print an order: what its caption says, what a reader is warned of, then its paragraphs with their pinpoints."""
    page = Page(out)
    page.write(order_id, "bold")
    for name, value in caption.items():
        page.write(f"{name}: {value or '-'}", "", "  ", "    ")
    for warning in warnings:
        page.write(f"warning: {warning}", "yellow", "  ", "    ")
    heading = None
    for paragraph in paragraphs:
        page.gap()
        if paragraph["heading"] != heading and paragraph["heading"]:
            page.write(paragraph["heading"], "bold")
        heading = paragraph["heading"]
        page.write(pinpoint(paragraph | {"paragraph": paragraph["label"]}), "cyan")  # type: ignore[operator]
        page.write(paragraph["text"], "", "  ")
