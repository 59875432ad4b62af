"""The command `so-ordered chat`: a conversation on the terminal, or one line after another from a pipe."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from assistant.commands.common import add_index, add_reader, today_of

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import History

    from assistant.commands.talk import Talk


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "chat",
        help="talk about the orders",
        description="Ask one question after another. Facts and the order talked about are kept. "
        "From a pipe, each line is a question. Information from the orders, not legal advice.",
    )
    parser.add_argument("--order", metavar="ID", help="talk about this order only")
    parser.add_argument("--today", metavar="DATE", help="count from this day instead of the computer's date")
    parser.add_argument("--history", metavar="FILE", type=Path, help="where the lines typed are kept")
    add_reader(parser)
    add_index(parser)
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Run the command; the exit code is 0."""
    from assistant.finding.library import Library

    today = today_of(args)
    # The model is loaded by a second thread while this one imports the rest.
    with Library.open(args.index).warm() as library:
        from assistant.commands.talk import Talk
        from assistant.engine import Assistant
        from assistant.reading.reader import reader_of

        talking = sys.stdin.isatty() and out.isatty()
        talk = Talk(Assistant(library, reader_of(args.reader)), out, today, err=None if talking else sys.stderr)
        if args.order:
            talk.assistant.order(args.order)
            talk.state.choose(args.order)
        if talking:
            converse(talk, session(talk, args.history))
        else:
            for line in sys.stdin:
                if not talk.say(line):
                    break
                out.flush()
    return 0


def converse(talk: Talk, prompts: PromptSession[str]) -> None:
    """Ask for lines until the talk is over. Ctrl-C drops the line, or the answer that is being worked on."""
    talk.greet()
    while True:
        try:
            if not talk.say(prompts.prompt(talk.prompt())):
                return
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def session(talk: Talk, file: Path | None, **given: Any) -> PromptSession[str]:
    """The line editor: history, completion, a line below that says what is talked about. given: for tests, where
    keys come from and where the screen is."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    class Known(Completer):
        def get_completions(self, document: Document, complete_event: object) -> Iterator[Completion]:
            for text, typed in talk.complete(document.text_before_cursor):
                yield Completion(text, start_position=-typed)

    keys = KeyBindings()

    @keys.add("escape", "enter")
    def _(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return PromptSession(
        history=history(file), completer=Known(), complete_while_typing=False, key_bindings=keys,
        bottom_toolbar=talk.status, **given,
    )  # fmt: skip


def history(file: Path | None) -> History:
    """The history in `file`, or in the user's state folder; in memory where that cannot be written."""
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    place = file or state_folder() / "chat-history"
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.touch(mode=0o600)  # what is asked is nobody else's business
    except OSError:
        return InMemoryHistory()
    return FileHistory(place)


def state_folder() -> Path:
    """The folder of this program in the user's state folder: XDG's on Linux, the like elsewhere."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "so-ordered"
