"""Plain text: which encoding the bytes are in, and whether they are text at all."""

from __future__ import annotations

import codecs
import unicodedata

from charset_normalizer import from_bytes

from indexer.errors import NotText
from indexer.plain import plain
from indexer.read.common import Decoded

# UTF-32 stands before UTF-16: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What American court papers print beyond ASCII. A legacy encoding that yields nothing else is the right
# one; statistics over a page with three curly quotes are not enough to tell cp1252 from its neighbours.
_EXPECTED = frozenset("‘’“”–—…•§¶©®™°½¼¾·†‡´«»¡¿ \xa0\xadñÑáéíóúüÁÉÍÓÚÜçÇàèëêâôîïöä")
_LEGACY = ("cp1252", "mac_roman")
_WESTERN = ["cp1252", "latin_1", "mac_roman", "cp437"]
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\t\r\n"
_MOSTLY = 0.8

_LINE_ENDS = str.maketrans({"\v": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"})
# Controls are of no use to a reader and would act on a terminal; a space keeps the columns.
_CONTROLS = str.maketrans({code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\f"})

_USUAL_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b\x85")
_SAMPLE = 200_000
_MOST_ODD = 0.01  # share of characters that text does not have


def decode(data: bytes, file: str) -> Decoded:
    """Read `data` as plain text; form feeds stay as page separators. Raises NotText for binary bytes."""
    text, encoding = decoded(data, file)
    return Decoded(clean(text), encoding)


def clean(text: str) -> str:
    """`text` as it looks, with every line end as a line feed, without other controls than tab and form feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return plain(text).translate(_CONTROLS)


def decoded(data: bytes, file: str) -> tuple[str, str]:
    """`data` as characters, without byte order mark, and the name of its encoding. Raises NotText."""
    found = _marked(data) or _unicode(data) or _legacy(data)
    if found is None or _odd(found[0]):
        raise NotText(
            f"{file}: its content is binary, not text; "
            "give the order as text, Markdown, HTML, Word (.docx) or PDF, under the name that fits"
        )
    return found


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _unicode(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _utf16(data) or _nearly_utf8(data)
    return _utf16(data) or (text, "ascii" if text.isascii() else "utf-8")


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without its mark: of English, every second byte is zero."""
    sample = data[:4096]
    if len(data) % 2 or len(sample) < 4:
        return None
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    for zeros, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros > 0.6 * half and others < 0.05 * half:
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError:
                return None
    return None


def _nearly_utf8(data: bytes) -> tuple[str, str] | None:
    """UTF-8 into which a few bytes of cp1252 were pasted; those alone are read as cp1252."""
    text = data.decode("utf-8", "surrogateescape")
    strays = {c for c in text if "\udc80" <= c <= "\udcff"}
    stray_count = sum(text.count(c) for c in strays)
    beyond_ascii = len(text) - sum(text.count(chr(code)) for code in range(0x80)) - stray_count
    if beyond_ascii <= stray_count:
        return None
    mended = {ord(c): bytes([ord(c) - 0xDC00]).decode("cp1252", "replace") for c in strays}
    return text.translate(mended), "utf-8"


def _legacy(data: bytes) -> tuple[str, str] | None:
    if 0 in data:
        return None
    for encoding in _LEGACY:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(character.isascii() or character in _EXPECTED for character in set(text)):
            return text, encoding
    ascii_share = 1 - len(data.translate(None, _PRINTABLE)) / len(data)
    # English with a few foreign names: only Western encodings come into question.
    best = from_bytes(data, cp_isolation=_WESTERN if ascii_share > _MOSTLY else None).best()
    return (str(best), best.encoding) if best is not None else None


def _odd(text: str) -> bool:
    """Whether `text` holds what no text holds: NUL, or many controls, unassigned or private characters."""
    if "\0" in text:
        return True
    sample = text[:_SAMPLE]
    strange = (
        character
        for character in set(sample) - _USUAL_CONTROLS
        if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs")
    )
    return sum(map(sample.count, strange)) > _MOST_ODD * len(sample)
