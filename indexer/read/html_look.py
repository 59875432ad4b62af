"""How an element of an HTML page looks, by its tags, attributes and the simple rules of its style sheet."""

from __future__ import annotations

import re
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import Tag

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]{0,60}\bline-through", re.IGNORECASE)
_UNSTRUCK = re.compile(r"text-decoration(?:-line)?\s*:\s*none", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?![\d.]*[1-9])|(?<![\w-])opacity\s*:\s*0(?![\d.]*[1-9])"
    r"|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_COLOR = re.compile(r"(?<![\w-])color\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_GROUND = re.compile(r"(?<![\w-])background(?:-color)?\s*:\s*([^;!]{1,60})", re.IGNORECASE)
_RULE = re.compile(r"([^{}@;]{1,300})\{([^{}]{0,2000})\}")
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][\w-]*)?(?:(?P<sign>[.#])(?P<name>[\w-]+))?")
_MOST_RULES = 3000
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})\b", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\D{1,5}(\d{1,3})\D{1,5}(\d{1,3})(?:\D{1,5}([\d.]{1,6}))?", re.IGNORECASE)
_NAMED = {"white": 255, "snow": 252, "ivory": 250, "black": 0}
_LIGHT, _DARK = 244, 48


class Appearance(NamedTuple):
    """color, ground: shade of the type and of what it stands on, 0 black to 255 white; None: neither, a color."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    raised: bool = False
    hidden: bool = False
    color: int | None = 0
    ground: int | None = 255

    @property
    def unseen(self) -> bool:
        """White on white, or as good as that."""
        return self.color is not None and self.color >= _LIGHT and self.ground is not None and self.ground >= _LIGHT

    @property
    def redacted(self) -> bool:
        """Black on black."""
        return self.color is not None and self.color <= _DARK and self.ground is not None and self.ground <= _DARK


class StyleSheet:
    """The rules of a page's own style sheet whose selector is a tag, a class, an id, or a tag with one of these."""

    def __init__(self, page: BeautifulSoup) -> None:
        self._rules: dict[tuple[str, str, str], str] = {}
        for style in page.find_all("style"):
            for rule in _RULE.finditer(style.get_text()[:200_000]):
                for selector in rule.group(1).split(","):
                    match = _SELECTOR.fullmatch(selector.strip())
                    if match and selector.strip() and len(self._rules) < _MOST_RULES:
                        key = (match.group("tag") or "").lower(), match.group("sign") or "", match.group("name") or ""
                        self._rules[key] = self._rules.get(key, "") + ";" + rule.group(2)

    def of(self, tag: Tag) -> str:
        """What the sheet and the element itself say of it, the stronger last."""
        own = str(tag.get("style", ""))
        if not self._rules:
            return own
        keys = [(tag.name, "", "")]
        for name in _words(tag.get("class")):
            keys += [("", ".", name), (tag.name, ".", name)]
        for name in _words(tag.get("id")):
            keys += [("", "#", name), (tag.name, "#", name)]
        found = [self._rules[key] for key in keys if key in self._rules]
        return ";".join([*found, own]) if found else own


def _words(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else str(value or "").split()


def look(tag: Tag, style: str, outer: Appearance) -> Appearance:
    """How `tag` looks inside an element that looks as `outer` does; style: what is said of it."""
    name = tag.name
    struck = outer.struck or name in ("s", "strike", "del")
    raised = outer.raised or name == "sup"
    bold, italic, hidden = outer.bold, outer.italic, tag.has_attr("hidden")
    color, ground = outer.color, outer.ground
    if name in ("b", "strong", "th"):
        bold = True
    elif name in ("i", "em", "cite", "var"):
        italic = True
    if style:
        bold = bold or _BOLD.search(style) is not None
        italic = italic or _ITALIC.search(style) is not None
        struck = (struck or _STRUCK.search(style) is not None) and not (name == "del" and _UNSTRUCK.search(style))
        raised = raised or _RAISED.search(style) is not None
        hidden = hidden or _HIDDEN.search(style) is not None
        for found in _COLOR.findall(style):
            color = _shade(found, color)
            hidden = hidden or found.strip().lower() == "transparent"
        for found in _GROUND.findall(style):
            ground = _shade(found, ground)
    if tag.has_attr("color"):
        color = _shade(str(tag["color"]), color)
    if tag.has_attr("bgcolor"):
        ground = _shade(str(tag["bgcolor"]), ground)
    return Appearance(bold, italic, struck, raised, hidden, color, ground)


def _shade(text: str, otherwise: int | None) -> int | None:
    """The shade of a color: the lightest part of a dark one, the darkest of a light one; None for what lies between."""
    text = text.strip().lower()
    word = text.split()[0] if text else ""
    if word in ("inherit", "initial", "unset", "transparent", "none", "", "currentcolor"):
        return otherwise
    if word in _NAMED:
        return _NAMED[word]
    if match := _HEX.search(text):
        digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
        parts = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
    elif match := _RGB.search(text):
        if match[4] is not None and match[4].count(".") < 2 and float(match[4].strip(".") or 0) < 0.1:
            return otherwise
        parts = [int(part) for part in match.groups()[:3]]
    else:
        return None
    if min(parts) >= _LIGHT:
        return min(parts)
    return max(parts) if max(parts) <= _DARK else None


def formula(math: Tag, depth: int = 0) -> str:
    """MathML on one line: "(a+b)/c", "x^2", "√(y)"."""
    parts = [child for child in math.children if isinstance(child, Tag)]
    if not parts or depth > 60:
        return math.get_text()
    if math.name in ("annotation", "annotation-xml"):
        return ""
    inner = [formula(part, depth + 1) for part in parts if part.name not in ("annotation", "annotation-xml")]
    match math.name, inner:
        case "mfrac", [over, under]:
            return f"{_grouped(over)}/{_grouped(under)}"
        case "msup", [base, power]:
            return f"{base}^{_grouped(power)}"
        case "msub", [base, index]:
            return f"{base}_{_grouped(index)}"
        case "msqrt", _:
            return f"√({''.join(inner)})"
    return "".join(inner)


def _grouped(text: str) -> str:
    return text if re.fullmatch(r"\w*[.,]?\w*", text) else f"({text})"
