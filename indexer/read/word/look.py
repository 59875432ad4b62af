"""How a run of a Word file looks: bold, struck out, raised, or not to be seen at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from docx.oxml.ns import qn

_OFF = frozenset(("0", "false", "off", "none"))
_DEEPEST = 20  # styles based on styles
_TINY = 3  # half points: type that nobody can read

Seen = Literal["shown", "hidden", "redacted"]


def value(parent: Any | None, name: str) -> str | None:
    """The value of a child element, None where there is none."""
    child = parent.find(qn(name)) if parent is not None else None
    return child.get(qn("w:val")) if child is not None else None


def on(flag: Any | None) -> bool:
    """Whether a setting is there and not switched off."""
    return flag is not None and flag.get(qn("w:val"), "true") not in _OFF


class Looks:
    """The styles of one document, and what they make of a run."""

    def __init__(self, document: Any) -> None:
        self._styles = {style.style_id: style for style in document.styles}
        self._flags: dict[tuple[str, str], Any | None] = {}

    def name(self, style: str) -> str:
        """What Word calls a style: "Heading 1"."""
        found = self._styles.get(style)
        return (found.name or "") if found is not None else ""

    def chain(self, style: str) -> Iterator[Any]:
        """The elements of a style and of those that it is based on."""
        for _ in range(_DEEPEST):
            if style not in self._styles:
                return
            element = self._styles[style].element
            yield element
            style = value(element, "w:basedOn") or ""

    def own(self, properties: Any, style: str, name: str) -> Any | None:
        """The setting `name` of a run: its own, or of its style or its paragraph's style."""
        found = properties.find(qn(name)) if properties is not None else None
        if found is not None:
            return found
        for of in (value(properties, "w:rStyle") or "", style):
            if of and (of, name) not in self._flags:
                stated = (element.find(f"{qn('w:rPr')}/{qn(name)}") for element in self.chain(of))
                self._flags[of, name] = next((flag for flag in stated if flag is not None), None)
            if of and self._flags[of, name] is not None:
                return self._flags[of, name]
        return None

    def has(self, properties: Any, style: str, name: str) -> bool:
        """Whether a run is bold ("w:b"), italic ... by itself, its own style or the paragraph's style."""
        return on(self.own(properties, style, name))

    def struck(self, properties: Any, style: str) -> bool:
        return self.has(properties, style, "w:strike") or self.has(properties, style, "w:dstrike")

    def raised(self, properties: Any, style: str) -> bool:
        """Whether a run stands above the line, as the mark of a note does."""
        align = self.own(properties, style, "w:vertAlign")
        if align is not None:
            return bool(align.get(qn("w:val")) == "superscript")
        position = self.own(properties, style, "w:position")
        text = position.get(qn("w:val"), "") if position is not None else ""
        return text.isdecimal() and int(text) >= 4

    def font(self, properties: Any) -> str:
        fonts = properties.find(qn("w:rFonts")) if properties is not None else None
        return (fonts.get(qn("w:ascii")) or fonts.get(qn("w:hAnsi")) or "") if fonts is not None else ""

    def seen(self, run: Any, properties: Any, style: str) -> Seen:
        """Whether a person who looks at the page sees the run: not where it is hidden, white on white or a point high;
        "redacted" where it is black on black."""
        if self.has(properties, style, "w:vanish") or self.has(properties, style, "w:specVanish"):
            return "hidden"
        size = self.own(properties, style, "w:sz")
        if size is not None and size.get(qn("w:val"), "").isdecimal() and int(size.get(qn("w:val"))) < _TINY:
            return "hidden"
        color = value(properties, "w:color")
        ground = _ground(properties, run)
        # Word prints a text without a color of its own in white on black.
        if color in (None, "auto"):
            return "shown"
        if ground == "unknown" or _light(color) is None:
            return "shown"
        light, dark_ground = _light(color), ground == "black"
        if light and ground == "white":
            return "hidden"
        return "redacted" if light is False and dark_ground else "shown"


def _light(color: str) -> bool | None:
    """True for white, False for black, None for what lies between or is no color."""
    try:
        red, green, blue = (int(color[place : place + 2], 16) for place in (0, 2, 4))
    except ValueError:
        return None
    if min(red, green, blue) >= 0xF4:
        return True
    return False if max(red, green, blue) <= 0x30 else None


def _ground(properties: Any, run: Any) -> Literal["white", "black", "unknown"]:
    """What a run stands on: its own highlight or shade, its paragraph's, its cell's; a styled table may be any."""
    highlight = value(properties, "w:highlight")
    if highlight and highlight != "none":
        return {"white": "white", "black": "black"}.get(highlight, "unknown")  # type: ignore[return-value]
    shades = [properties]
    table_styled = False
    for above in run.iterancestors():
        if above.tag == qn("w:p"):
            shades.append(above.find(qn("w:pPr")))
        elif above.tag == qn("w:tc"):
            shades.append(above.find(qn("w:tcPr")))
        elif above.tag == qn("w:tbl"):
            table_styled = table_styled or value(above.find(qn("w:tblPr")), "w:tblStyle") is not None
        elif above.tag == qn("w:txbxContent"):
            table_styled = True  # what fills the box is drawn elsewhere
    for shade in shades:
        fill = shade.find(qn("w:shd")) if shade is not None else None
        color = fill.get(qn("w:fill"), "auto") if fill is not None else "auto"
        if color != "auto":
            light = _light(color)
            return "unknown" if light is None else "white" if light else "black"
    return "unknown" if table_styled else "white"
