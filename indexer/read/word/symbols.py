"""Letters of Word's symbol fonts as text has them, and formulae as a line of text."""

from __future__ import annotations

import re
from typing import Any

UNKNOWN = "[symbol]"
"""What stands for a sign that text has no letter for, so that nobody takes the gap for nothing."""

# Adobe's Symbol encoding, from 0x20 on, where it departs from ASCII; a blank: unknown.
_SYMBOL_LETTERS = dict(
    zip(
        range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))  # fmt: skip
_SYMBOL = _SYMBOL_LETTERS | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0xA0: "€", 0xA2: "′", 0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xA7: "§", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0xAB: "↔",
    0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝",
    0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC4: "⊗", 0xC5: "⊕", 0xC6: "∅",
    0xC7: "∩", 0xC8: "∪", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√",
    0xD7: "⋅", 0xD8: "¬", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDC: "⇐", 0xDE: "⇒", 0xE2: "®", 0xE3: "©", 0xE4: "™",
    0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0x9F: "•", 0xA1: "○",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☒",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x97: "•"}
# Where the font is not told: what these codes mostly are.
_ANY = {0xA7: "§", 0xB7: "•", 0xA8: "☐", 0xFE: "☒", 0xFC: "✓", 0x6F: "☐"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_PRIVATE = re.compile(r"[\uf020-\uf0ff]")


def symbol(code: str, font: str = "") -> str:
    """The letter of a hexadecimal code in a font; UNKNOWN where nobody can say."""
    number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
    if 0xF020 <= number <= 0xF0FF or font.casefold() in _FONTS:
        return _of_font(number & 0xFF, font)
    return chr(number) if 0x20 <= number < 0xD800 else UNKNOWN


def spelled(text: str, font: str) -> str:
    """`text` of a run in `font` with the letters of symbol fonts spelled out."""
    return _PRIVATE.sub(lambda match: _of_font(ord(match[0]) & 0xFF, font), text) if not text.isascii() else text


def _of_font(number: int, font: str) -> str:
    table = _FONTS.get(font.casefold())
    if table is None:
        return _ANY.get(number, UNKNOWN)
    # The rest of Symbol is ASCII: figures and stops.
    return table.get(number) or (chr(number) if table is _SYMBOL and 0x20 <= number < 0x7F else UNKNOWN)


def formula(element: Any) -> str:
    """Office Math (ECMA-376, part 1, chapter 22.1) on one line: "(a+b)/c", "x^2", "√(y)"."""
    return " ".join(_math(element, 0).split())


def _math(element: Any, depth: int) -> str:
    if not isinstance(element.tag, str) or depth > 60:
        return ""
    name = element.tag.rpartition("}")[2]
    if name in ("t", "delText"):
        return element.text or ""
    inner = {child.tag.rpartition("}")[2]: _math(child, depth + 1) for child in element if isinstance(child.tag, str)}
    match name:
        case "f":
            return f"{_grouped(inner.get('num', ''))}/{_grouped(inner.get('den', ''))}"
        case "sSup":
            return f"{inner.get('e', '')}^{_grouped(inner.get('sup', ''))}"
        case "sSub":
            return f"{inner.get('e', '')}_{_grouped(inner.get('sub', ''))}"
        case "sSubSup":
            return f"{inner.get('e', '')}_{_grouped(inner.get('sub', ''))}^{_grouped(inner.get('sup', ''))}"
        case "rad":
            return f"√({inner.get('e', '')})"
        case "d":
            return f"({', '.join(_math(child, depth + 1) for child in element if str(child.tag).endswith('}e'))})"
        case "nary":
            sign = next((part.get(key) for part in element.iter() for key in part.keys()  # noqa: SIM118
                         if str(part.tag).endswith("}chr") and key.endswith("}val")), "∫")  # fmt: skip
            bounds = f"_{_grouped(inner['sub'])}" * bool(inner.get("sub"))
            bounds += f"^{_grouped(inner['sup'])}" * bool(inner.get("sup"))
            return f"{sign}{bounds} {inner.get('e', '')}"
        case "m":
            return "; ".join(_math(child, depth + 1) for child in element if str(child.tag).endswith("}mr"))
        case "mr" | "eqArr":
            return ", ".join(_math(child, depth + 1) for child in element if str(child.tag).endswith("}e"))
    return "".join(_math(child, depth + 1) for child in element)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"\w*[.,]?\w*", text) else f"({text})"
