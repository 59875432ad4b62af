"""Makes small PDF and Word files for tests, so that the repository keeps none but the encrypted ones."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

import docx
from PIL import Image, ImageDraw, ImageFont


class Text(NamedTuple):
    """A line of text in Courier, whose letters are 0.6 of their size wide; x, y in points from the lower left."""

    x: float
    y: float
    words: str
    size: float = 12
    turn: tuple[int, int, int, int] = (1, 0, 0, 1)


def pdf(*pages: Iterable[Text], rotate: int = 0) -> bytes:
    """A PDF with these lines of text on its letter-size pages, written in the order given."""
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier "
              "/Encoding /WinAnsiEncoding >>"]  # fmt: skip
    kids = []
    for page in pages:
        commands = "".join(
            f"BT /F 1 Tf {line.size * line.turn[0]} {line.size * line.turn[1]} {line.size * line.turn[2]} "
            f"{line.size * line.turn[3]} {line.x} {line.y} Tm ({_escaped(line.words)}) Tj ET\n"
            for line in page
        )
        kids.append(f"{len(bodies) + 1} 0 R")
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
            f"/Resources << /Font << /F 3 0 R >> >> /Contents {len(bodies) + 2} 0 R >>"
        )
        bodies.append(f"<< /Length {len(commands.encode('cp1252'))} >>\nstream\n{commands}endstream")
    bodies[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _assembled(bodies)


def filled_form(printed: str, typed: str, widget: bool) -> bytes:
    """A PDF page with `typed` beside `printed`: in a form's field, or as a note typed onto the page."""
    words = f"BT /F 12 Tf 72 700 Td ({printed}) Tj ET"
    field = f"BT /F 12 Tf 0 4 Td ({typed}) Tj ET"
    font = "/Resources << /Font << /F 3 0 R >> >>"
    kind = "/Subtype /Widget /FT /Tx /T (field)" if widget else "/Subtype /FreeText /Contents (note)"
    place = 72 + 7.2 * (len(printed) + 1)
    return _assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R" + (" /AcroForm << /Fields [6 0 R] >>" if widget else "") + " >>",
            "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {font} /Contents 5 0 R /Annots [6 0 R] >>",
            f"<< /Length {len(words)} >>\nstream\n{words}endstream",
            f"<< /Type /Annot {kind} /Rect [{place} 696 600 712] /F 4 /AP << /N 7 0 R >> >>",
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 {600 - place} 16] {font} /Length {len(field)} >>"
            f"\nstream\n{field}endstream",
        ]
    )


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(bodies: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += (
        f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)


def drawn(lines: list[tuple[int, int, str]], rule: int | None = None, skew: float = 0.0) -> Image.Image:
    """A letter-size page at 150 dpi with lines of text at (x, y) from the upper left, and pleading paper's rule."""
    image = Image.new("L", (1275, 1650), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(size=28)
    for x, y, words in lines:
        draw.text((x, y), words, fill=0, font=font)
    if rule is not None:
        draw.line([(rule, 0), (rule, 1650)], fill=0, width=4)
    return image.rotate(skew, fillcolor=255, resample=Image.Resampling.BICUBIC) if skew else image


def scan(*pages: Image.Image) -> bytes:
    """A PDF whose pages are only pictures."""
    out = io.BytesIO()
    # Copies: Pillow keeps a picture's last save options with it.
    first, *others = (page.copy() for page in pages)
    first.save(out, "PDF", resolution=150, save_all=True, append_images=others)
    return out.getvalue()


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
