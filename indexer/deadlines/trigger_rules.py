"""Triggers known by their words: service of this order, its date, a date sought to be extended."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.orders import TriggerKind

_OF = r"\s+o\s?f\s+"  # OCR: "the date o f this Decision"
_THIS = r"(?:this|these|the\s+(?:present|instant|foregoing|within)|today's|the\s+court's\s+present)"
_PAPER = (
    r"(?:court's\s+)?(?:[a-z]+\s+){0,3}?(?:order|decision|opinion|judgment|memorandum|ruling|decree|stipulation|"
    r"report\s+and\s+recommendations?|findings\s+and\s+recommendations?)\b"
    r"(?:\s+(?:and|&)\s+(?:[a-z]+\s+){0,2}?(?:order|decision|opinion|judgment|recommendations?)\b)?"
)


@dataclass(frozen=True, slots=True)
class TriggerRule:
    """A trigger known by its words. event: see Trigger. matches: (text after the preposition, words taken)."""

    name: str
    regex: str
    kind: TriggerKind
    event: str | None
    matches: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]


RULES: tuple[TriggerRule, ...] = (
    TriggerRule(
        "service of this order",
        rf"(?:(?:the|its|his|her|their)\s+)?(?:(?:date|day){_OF})?(?:the\s+)?(?:service|receipt)"
        rf"(?:(?:{_OF}|\s+upon\s+\w+{_OF})(?:a\s+copy{_OF})?{_THIS}\s+{_PAPER}"
        rf"|\s+hereof\b|(?=\s*(?:[.,;:)]|$)))",
        "service",
        None,
        (
            ("service of this order whether he will", "service of this order"),
            ("the date of service of this order, the statement", "the date of service of this order"),
            ("the date of service.", "the date of service"),
            (
                "service of a copy of this Memorandum and Order",
                "service of a copy of this Memorandum and Order",
            ),
            ("receipt of this order to respond", "receipt of this order"),
        ),
        ("service of the motion", "service of the complaint upon the clerk"),
    ),
    TriggerRule(
        "being served",
        rf"(?:being|having\s+been)\s+served(?:\s+with\s+(?:a\s+copy{_OF})?{_THIS}\s+{_PAPER}|\s+with\s+(?:it|them)\b)?(?!\s+with)"
        rf"|(?:the\s+date\s+(?:that|(?:on|upon)\s+which)\s+)?{_THIS}\s+{_PAPER}\s+(?:is|was)\s+served\b",
        "service",
        None,
        (
            ("being served with this order, any party", "being served with this order"),
            ("being served, a party", "being served"),
            (
                "being served with these findings and recommendations, any party may",
                "being served with these findings and recommendations",
            ),
            ("being served with them.", "being served with them"),
            ("the date on which this Order is served shall", "the date on which this Order is served"),
        ),
        ("being served with the complaint", "the date this order is filed"),
    ),
    TriggerRule(
        "date of this order",
        rf"(?:the\s+)?(?:(?:date|day|entry|issuance|filing|docketing|signing){_OF}){{1,2}}(?:the\s+)?"
        rf"(?:(?:entry|issuance|filing|docketing){_OF})?{_THIS}\s+{_PAPER}(?:\s+on\s+the\s+docket)?"
        rf"|{_THIS}\s+{_PAPER}(?:'s)?(?:\s+(?:date|entry|issuance)\b)?"
        rf"|(?:the\s+)?date\s+(?:that\s+|(?:on|upon)\s+which\s+)?{_THIS}\s+{_PAPER}\s+"
        r"(?:is|was)\s+(?:filed|entered|issued|signed|dated|docketed)\b"
        rf"|{_THIS}\s+{_PAPER}\s+(?:is|was)\s+(?:filed|entered|issued|signed|dated|docketed)\b"
        r"|(?:the\s+)?date\s+(?:hereof|of\s+entry)\b|the\s+date\s+(?:below|above|set\s+forth\s+(?:above|below))\b"
        r"|this\s+date\b|today\b|(?:its|the)\s+entry\b(?=\s*(?:[.,;:)]|$))|now\b",
        "order_date",
        None,
        (
            ("the date of this order.", "the date of this order"),
            ("the date o f this Decision and Order in which", "the date o f this Decision and Order"),
            ("the date this Order is filed to: (a)", "the date this Order is filed"),
            ("entry of this Memorandum and Order", "entry of this Memorandum and Order"),
            ("this Order, counsel shall", "this Order"),
            ("the date of entry of this order shall", "the date of entry of this order"),
            ("the date hereof.", "the date hereof"),
        ),
        ("the date of the hearing", "the order of the state court", "this week"),
    ),
    TriggerRule(
        "date sought to be extended",
        rf"(?:the\s+)?(?:(?:expiration|passing|arrival){_OF})?(?:the\s+|any\s+)?"
        r"(?:date|deadline|time|period)s?\s+(?:sought\s+to\s+be|that\s+\w+\s+seeks?\s+to|to\s+be)\s+"
        r"(?:extended?|continued?|modif(?:y|ied)|enlarged?|changed?)\b",
        "event",
        "extended",
        (
            (
                "the expiration of the date sought to be extended. Motions",
                "the expiration of the date sought to be extended",
            ),
            ("the deadline to be extended", "the deadline to be extended"),
        ),
        ("the date of the extended hearing",),
    ),
)
