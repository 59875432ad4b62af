"""Pictures that stand among text: what they say, by OCR where there is one, else a warning that they were not read."""

from __future__ import annotations

import io
import re
import warnings as python_warnings

from indexer.read.rows import Word, page_text

_SMALLEST = (120, 14)  # pixels; what is smaller is a sign or a rule
_MOST = 30  # pictures of one file
_MOST_PIXELS = 40_000_000
_WORD = re.compile(r"[(“\"]?(?:[A-Za-z][a-z’']{1,20}|[A-Z]{2,20}|[$§]?\d[\d.,:/-]{0,12}|a|A|I)[.,;:)”\"]{0,2}")
_FEW = 4  # words; a seal or a signature has fewer
_LIKELY = 0.6  # share of them that look like words


class Pictures:
    """Reads the pictures of one file, one after the other."""

    def __init__(self) -> None:
        self._unread = 0
        self._read = 0
        self._count = 0
        self._missing = 0

    def text_of(self, data: bytes | None) -> str:
        """What a picture says, line by line; "" for a seal, a signature, a rule. None: it is not in the file."""
        if data is None:
            self._missing += 1
            return ""
        from PIL import Image

        self._count += 1
        try:
            with python_warnings.catch_warnings():
                python_warnings.simplefilter("error")  # a bomb only warns
                image = Image.open(io.BytesIO(data))
                if image.width < _SMALLEST[0] or image.height < _SMALLEST[1]:
                    return ""
                if self._count > _MOST or image.width * image.height > _MOST_PIXELS:
                    self._unread += 1
                    return ""
                shades = on_white(image)
        except Exception:  # a drawing in a format of its own, or a damaged one: Pillow fails in many ways
            self._unread += 1
            return ""
        return self.words_in(shades)

    def words_in(self, image: object) -> str:
        """The same of a picture in shades of gray."""
        from PIL import Image

        from indexer.read import ocr

        assert isinstance(image, Image.Image)
        # Pasted pictures are of a screen's resolution or more; small type is read better when it is enlarged.
        scale = 1 if image.width > 1500 else 2
        enlarged = image.resize((image.width * scale, image.height * scale)) if scale > 1 else image
        text = page_text(self.words_of(enlarged, ocr.DPI / 72), raised=False)
        if text:
            self._read += 1
        return "\n".join(line.strip() for line in text.splitlines())

    def words_of(self, image: object, scale: float) -> list[Word]:
        """The words in a picture in shades of gray at `scale` pixels a point; none where it is a seal, a signature."""
        from PIL import Image

        from indexer.read import ocr

        assert isinstance(image, Image.Image)
        if blank(image):
            return []
        if not ocr.installed():
            self._unread += 1
            return []
        try:
            words = ocr.words_of(image, scale)
        except ocr.OcrFailed:
            self._unread += 1
            return []
        likely = sum(_WORD.fullmatch(word.text) is not None for word in words)
        return words if likely >= _FEW and likely > _LIKELY * len(words) else []

    def warnings(self) -> tuple[str, ...]:
        told = []
        if self._read:
            told.append("The words in a picture were read by OCR; check them against it.")
        if self._unread:
            told.append(f"{_pictures(self._unread)} not read; what {_it(self._unread)} may say is missing here.")
        if self._missing:
            told.append(
                f"{_pictures(self._missing)} not in the file; what {_it(self._missing)} may say is missing here."
            )
        return tuple(told)


def on_white(image: object) -> object:
    """A picture in shades of gray, what is transparent in it white."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        colored = image.convert("RGBA")
        ground = Image.new("RGBA", colored.size, "white")
        return Image.alpha_composite(ground, colored).convert("L")
    return image.convert("L")


def blank(image: object) -> bool:
    """Whether a picture in shades of gray is of one shade."""
    from PIL import Image

    assert isinstance(image, Image.Image)
    darkest, lightest = image.getextrema()
    return float(lightest) - float(darkest) < 40  # type: ignore[arg-type]


def _pictures(count: int) -> str:
    return "A picture was" if count == 1 else f"{count} pictures were"


def _it(count: int) -> str:
    return "it" if count == 1 else "they"
