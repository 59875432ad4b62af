"""What every reader shares: its result, its limits and how a file is named in an error."""

from __future__ import annotations

from typing import NamedTuple

MAX_BYTES = 50 * 1024 * 1024
"""Size limit of one file, in bytes: the most that CM/ECF itself commonly takes for one document."""

MAX_CHARACTERS = 20_000_000
"""Most characters that one file may unfold to; a 2,000-page order has about 6 million."""

MAX_PAGES = 2000
"""Most pages of one PDF."""

FORM_FEED = "\f"


class Decoded(NamedTuple):
    """One file's text, pages separated by a form feed, lines ended by a line feed alone.

    encoding: as detected, None where the format has its own. ocr: numbers of the pages read by OCR.
    warnings: what was left out or could not be read, one sentence each.
    """

    text: str
    encoding: str | None = None
    ocr: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def printable(name: str) -> str:
    """A file's name fit for one line of output: line breaks, controls and undecodable bytes become "?"."""
    return "".join(character if character.isprintable() else "?" for character in name)
