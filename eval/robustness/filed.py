"""The same orders filed otherwise: other line ends, encodings and page breaks must give the same answers."""

from __future__ import annotations

import codecs
import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.gold.gold import GoldQuestion
from eval.quality.run import Asked, ask_all, index_of
from eval.robustness.perturb import Kept, kept

#: How the text of a file is written again, as bytes.
Filing = Callable[[str], bytes]

PAGE_LINES = 25
_FIRST_LINE = re.compile(r"^1(?:[ \t].*)?$", re.MULTILINE)


def windows_lines(text: str) -> bytes:
    """Lines that end with carriage return and line feed."""
    return text.replace("\n", "\r\n").encode()


def old_mac_lines(text: str) -> bytes:
    """Lines that end with a carriage return alone."""
    return text.replace("\n", "\r").encode()


def utf16(text: str) -> bytes:
    """UTF-16, little end first, with its mark."""
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le")


def utf8_marked(text: str) -> bytes:
    """UTF-8 with a byte order mark."""
    return codecs.BOM_UTF8 + text.encode()


def windows_1252(text: str) -> bytes:
    """The old Western code page; letters that it lacks are replaced."""
    return text.encode("cp1252", errors="replace")


def page_breaks(text: str) -> bytes:
    """A form feed where the pleading lines begin again at 1; on paper without them after every 25 lines, at a
    blank one."""
    numbered = len(_FIRST_LINE.findall(text)) > 1
    pages: list[str] = []
    lines = 0
    for line in text.split("\n"):
        lines += 1
        if numbered and pages and _FIRST_LINE.fullmatch(line):
            line = f"\f{line}"
        elif not numbered and not line.strip() and lines >= PAGE_LINES:
            line, lines = "\f", 0
        pages.append(line)
    return "\n".join(pages).encode()


def more_blank_lines(text: str) -> bytes:
    """Two blank lines wherever one stood, and one at the end."""
    return (text.replace("\n\n", "\n\n\n") + "\n").encode()


FILINGS: dict[str, Filing] = {
    "Windows line ends": windows_lines,
    "old Mac line ends": old_mac_lines,
    "UTF-16": utf16,
    "UTF-8 with a mark": utf8_marked,
    "Windows-1252": windows_1252,
    "other page breaks": page_breaks,
    "more blank lines": more_blank_lines,
}


def filed_otherwise(corpus: Path, questions: Sequence[GoldQuestion]) -> dict[str, Kept]:
    """Filing → how the answers fared with every text file of the corpus filed so."""
    found = {}
    with tempfile.TemporaryDirectory() as place:
        # An index of its own, so that no other run changes it meanwhile.
        plain = answers(index_of(corpus, cache=Path(place) / "index"), questions)
        for title, filing in FILINGS.items():
            folder = refile(corpus, Path(place) / title.replace(" ", "-"), filing)
            again = answers(index_of(folder, cache=Path(place) / "index"), questions)
            found[title] = kept(plain, {one.question.id: one for one in again})
    return found


def answers(index: Path, questions: Sequence[GoldQuestion]) -> list[Asked]:
    """What the assistant over `index` answers."""
    from assistant.engine import Assistant

    with Assistant.open(index) as assistant:
        return list(ask_all(assistant, questions))


def refile(corpus: Path, folder: Path, filing: Filing) -> Path:
    """A copy of the corpus in `folder` with its text files filed otherwise; the folder."""
    for file in sorted(corpus.rglob("*")):
        if not file.is_file():
            continue
        target = folder / file.relative_to(corpus)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix == ".txt":
            with file.open(encoding="utf-8", newline="") as opened:
                target.write_bytes(filing(opened.read().replace("\r\n", "\n")))
        else:
            shutil.copyfile(file, target)
    return folder
