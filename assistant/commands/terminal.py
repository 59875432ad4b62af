"""An answer laid out for a person: with colour on a terminal, plain in a pipe."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import IO, Any

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
    """Print an answer, given as the contract's dictionary. talking: in a conversation, where a missing fact or an
    order is typed next and not given as an option."""
    page = Page(out)
    page.write(answer["text"], "bold")
    said = _folded(answer["text"])
    for citation in answer["citations"]:
        _quotation(page, citation, told=_folded(citation["quote"]) in said)
    _steps(page, answer["steps"])
    _dates(page, answer)
    for note in answer.get("notes", ()):
        if _folded(note).rstrip(".").casefold() in said.casefold():
            continue
        page.gap()
        page.write(f"Note: {note}")
    for need in answer["needs"]:
        page.gap()
        page.write(f"{need['prompt']}")
        if talking:
            for number, choice in enumerate(need["choices"], 1):
                page.write(f"{number}  {choice}", "", "  ")
            continue
        flag = FLAGS.get(need["fact"], f"--fact {need['fact']}={'DATE' if need['fact'].endswith('_date') else 'VALUE'}")
        choices = f" ({', '.join(need['choices'])})" if need["choices"] else ""
        page.write(f"Ask again with {flag}{choices}.", "dim", "  ")
    _candidates(page, answer, talking)
    if answer.get("related"):
        page.gap()
        page.write("Related, not the answer:", "dim")
        for citation in answer["related"]:
            _quotation(page, citation, gap=False)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _quotation(page: Page, citation: Mapping[str, Any], gap: bool = True, told: bool = False) -> None:
    """A citation with its words, or its place alone where the answer has `told` the words already."""
    if gap and not told:
        page.gap()
    if not told:
        page.write(f"\N{LEFT DOUBLE QUOTATION MARK}{citation['quote']}\N{RIGHT DOUBLE QUOTATION MARK}", "", "  ")
    page.write(f"{citation['order']}, {pinpoint(citation)}", "cyan", "  ")


def _steps(page: Page, steps: Sequence[Mapping[str, Any]]) -> None:
    if not steps:
        return
    page.gap()
    page.write("How the date was counted:", "dim")
    for number, step in enumerate(steps, 1):
        date = f"{step['date']}: " if step["date"] else ""
        cite = f" [{step['cite']}]" if step["cite"] else ""
        page.write(f"{number}. {date}{step['reason']}{cite}", "", "  ", "     ")


def _dates(page: Page, answer: Mapping[str, Any]) -> None:
    alternatives = answer.get("alternatives", ())
    if alternatives:
        page.gap()
    for other in alternatives:
        page.write(f"Or {other['date']}, if {other['if']}.", "yellow")
    if answer.get("safe_date"):
        page.write(f"Safe date: {answer['safe_date']}.", "yellow")


def _candidates(page: Page, answer: Mapping[str, Any], talking: bool) -> None:
    candidates = answer["candidates"]
    if not candidates:
        return
    page.gap()
    if answer["status"] == "ambiguous":
        page.write("Type its number or name:" if talking else "Ask again with --order and one of:", "dim")
        for number, candidate in enumerate(candidates, 1):
            sign = f"{number} " if talking else f"{candidate['order']}:"
            page.write(f"{sign} {candidate['title']}", "", "  ")
        return
    page.write("Related, not an answer:", "dim")
    for candidate in candidates:
        _quotation(page, candidate, gap=False)


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
