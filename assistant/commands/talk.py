"""A chat on a terminal, line by line: questions and replies to the assistant, and the commands that begin with "/"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import IO, Any, TextIO, cast

from assistant.answer import Answer
from assistant.commands.terminal import Page, show
from assistant.conversation.conversation import Conversation
from assistant.conversation.transcript import escaped, turn_lines
from assistant.engine import Assistant
from assistant.question.facts import check_facts, strings
from assistant.render import DISCLAIMER
from indexer.errors import BadFact, NotReadable, SoOrderedError, UsageError

# Of so many orders the greeting names each.
_FEW_ORDERS = 5

# command → (what stands after it, what it does)
COMMANDS = {
    "/orders": ("", "list the orders"),
    "/order": ("ID", "talk about this order only; without ID, about all"),
    "/facts": ("", "show the facts told so far"),
    "/fact": ("NAME=VALUE", "tell a fact, e.g. /fact service_date=2021-03-25"),
    "/forget": ("", "forget the facts told so far"),
    "/deadlines": ("", "list the deadlines of the order talked about"),
    "/export": ("FILE", "write the conversation to a Markdown file"),
    "/help": ("", "show this list"),
    "/quit": ("", "leave (also Ctrl-D)"),
}


class Talk:
    """One conversation. `say` takes a line and writes the answer to `out`; errors are told and lose nothing.

    today: for deadlines and for "yesterday". err: where errors go.
    """

    def __init__(self, assistant: Assistant, out: IO[str], today: dt.date, err: IO[str] | None = None):
        self.assistant = assistant
        self.out = out
        self.err = err or out
        self.today = today
        self.state = Conversation()
        self.turns: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.last: Answer | None = None
        self.doing: dict[str, Callable[[str], None]] = {
            "/orders": self._orders, "/order": self._order, "/facts": self._facts, "/fact": self._fact,
            "/forget": self._forget, "/deadlines": self._deadlines, "/export": self._export, "/help": self._help,
        }  # fmt: skip

    def greet(self) -> None:
        """What is indexed, and how to begin."""
        rows = self.assistant.orders()
        page = Page(self.out)
        count = f"{len(rows)} {'order' if len(rows) == 1 else 'orders'}"
        names = [row.case_name or row.title or row.id for row in rows]
        named = f": {'; '.join(dict.fromkeys(names))}" if 0 < len(rows) <= _FEW_ORDERS else ""
        page.write(f"So Ordered: {count}{named}.", "bold")
        page.write("Ask in your own words. /help lists the commands, Ctrl-D leaves.", "dim")
        page.write(DISCLAIMER, "dim")
        self.out.write("\n")

    def prompt(self) -> str:
        """What stands before the line to type: the fact or the choice that is asked for."""
        if self.state.candidates:
            return "which order > "
        if self.state.needs:
            return f"{self.state.needs[0].replace('_', ' ')} > "
        return "> "

    def status(self) -> str:
        """The order talked about and the facts, in one line."""
        about = self.state.order or "all orders"
        facts = ", ".join(f"{name} {value}" for name, value in self.state.facts.items())
        return f"{about}; {facts}" if facts else about

    def say(self, line: str) -> bool:
        """Take one line (it may hold line breaks); False when the talk is over."""
        line = line.strip()
        if not line:
            return True
        try:
            if line.startswith("/"):
                return self._command(line)
            self._ask(self._chosen(line))
        except SoOrderedError as error:
            self.err.write(f"so-ordered: {error}\n")
        return True

    def complete(self, before: str) -> list[tuple[str, int]]:
        """What may follow `before`, each with how many signs of it are typed already."""
        name, space, rest = before.lstrip().partition(" ")
        if name.startswith("/") and not space:
            return [(command, len(name)) for command in COMMANDS if command.startswith(name)]
        if name == "/order":
            return self._ids(rest, shortest=0)
        return self._ids(before.rsplit(None, 1)[-1], shortest=2) if before[-1:].strip() else []

    # --- what a line does ------------------------------------------------------------------------------------

    def _ids(self, typed: str, shortest: int) -> list[tuple[str, int]]:
        if len(typed) < shortest:
            return []
        ids = [row.id for row in self.assistant.orders()]
        return [(one, len(typed)) for one in ids if one.casefold().startswith(typed.casefold())]

    def _chosen(self, line: str) -> str:
        """The choice that a bare number means, where a fact with choices is asked for."""
        choices = self.last.needs[0].choices if self.last and self.last.needs else ()
        if choices and self.state.needs and not self.state.candidates and line.isdecimal():
            place = int(line) if len(line) < 3 else 0
            if not 1 <= place <= len(choices):
                raise UsageError(f"type a number from 1 to {len(choices)}, or the words: {', '.join(choices)}")
            return choices[place - 1]
        return line

    def _ask(self, question: str) -> None:
        answer = self.assistant.ask(question, today=self.today, conversation=self.state)
        self.last = answer
        self.turns.append((question, dict(self.state.facts), answer.to_dict()))
        show(answer.to_dict(), self.out, talking=True)
        self.out.write("\n")

    def _command(self, line: str) -> bool:
        name, _, rest = line.partition(" ")
        name = name.casefold()
        if name in ("/quit", "/exit", "/q"):
            return False
        if name not in self.doing:
            near = get_close_matches(name, COMMANDS, 1)
            meant = f"did you mean {near[0]}?" if near else "/help lists the commands"
            raise UsageError(f"no command {name[:40]!r}: {meant}")
        self.doing[name](rest.strip())
        return True

    def _orders(self, rest: str) -> None:
        page = Page(self.out)
        for row in self.assistant.orders():
            about = ", ".join(part for part in (row.case_name, row.title, row.filed) if part)
            page.write(f"{row.id}: {about}" if about else row.id, "", "  ", "    ")

    def _order(self, rest: str) -> None:
        if rest:
            self.assistant.order(rest)  # OrderNotFound names near ones
        self.state.choose(rest or None)
        Page(self.out).write(f"Talking about {rest or 'all orders'}.")

    def _facts(self, rest: str) -> None:
        page = Page(self.out)
        for name, value in self.state.facts.items():
            page.write(f"{name} = {value}", "", "  ")
        if not self.state.facts:
            page.write("No facts told so far.")

    def _fact(self, rest: str) -> None:
        name, sign, value = rest.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise BadFact(f"{rest!r} is not a fact: write /fact NAME=VALUE, e.g. /fact service_date=2021-03-25")
        told = strings({name.strip(): value.strip()})
        order = self.assistant.order(self.state.order) if self.state.order else None
        check_facts({**self.state.facts, **told}, order)
        self.state.tell(told)
        self._facts("")
        if self.state.needs and self.state.asked:
            self._ask(self.state.asked)

    def _forget(self, rest: str) -> None:
        self.state.forget()
        Page(self.out).write("The facts are forgotten.")

    def _deadlines(self, rest: str) -> None:
        from assistant.commands.deadlines import print_tables
        from assistant.deadlines.agenda import rows

        about = rest or self.state.order
        if about is None:
            raise UsageError("no order is talked about: choose one with /order ID")
        order = self.assistant.order(about)
        facts = self.state.facts if about == self.state.order else {}
        print_tables([(order, rows(order, facts, self.today))], cast("TextIO", self.out))

    def _export(self, rest: str) -> None:
        if not rest:
            raise UsageError("/export takes a file: /export talk.md")
        lines = [f"# {escaped(self.turns[0][0])}" if self.turns else "# Conversation", ""]
        for turn in self.turns:
            lines += turn_lines(*turn)
        try:
            with Path(rest).expanduser().open("x", encoding="utf-8") as file:
                file.write("\n".join([*lines, "---", "", DISCLAIMER, ""]))
        except FileExistsError:
            raise UsageError(f"{rest!r} is there already: name another file") from None
        except OSError as error:
            raise NotReadable(f"cannot write {rest!r}: {error.strerror}; name another file") from None
        Page(self.out).write(f"Written to {rest}.")

    def _help(self, rest: str) -> None:
        page = Page(self.out)
        for name, (argument, does) in COMMANDS.items():
            page.write(f"{f'{name} {argument}':<20}{does}", "", "  ", " " * 22)
        page.write("Anything else is a question, or the reply to one. Esc, then Enter begins a new line.")
