"""Readings of a sentence besides its operators: consequence, reason, definition, contents. Patterns as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.lazy import lazy


@dataclass(frozen=True, slots=True)
class SentencePattern:
    """A pattern with phrases in which it must be found (`finds`) and must not (`ignores`)."""

    name: str
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    ignores: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text)


_BAD_END = (
    r"sanction\w*|dismiss\w*|default\w*|contempt|stricken|striking|closed|cancel\w*|fees|expenses|costs|fine[sd]?|"
    r"penalt\w+|forfeit\w*|waive[dr]?\w*|judgment|exclu(?:ded|sion)|unopposed|overruled|denied|denial|deemed|"
    r"consequences|terminat\w+|conceded|barred|precluded|rejected|returned|stayed|revoked|remand\w*|treat(?:ed)?"
)
CONSEQUENCE = SentencePattern(
    "consequence",
    lazy(
        rf"\bfailure\s+(?:to(?!\s+state\b)|of)\b[^.;]{{0,300}}?\b(?:will|may|shall|could|can|is|are|constitutes?)\b|"
        rf"\bsubjects?\b[^.;]{{0,80}}?\bto\s+(?:\w+\s+)?(?:{_BAD_END})|"
        rf"\b(?:result|resulting)\s+in\b[^.;]{{0,60}}?\b(?:{_BAD_END})|"
        rf"\bif\b[^.;]{{3,300}}?\b(?:will|may|shall|must|is|are|can)\b[^.;]{{0,160}}?\b(?:{_BAD_END})\b|"
        rf"\b(?:{_BAD_END})\b[^.;]{{0,120}}?\b(?:if|unless|should)\s+(?:\w+\s+){{0,3}}(?:not\s+|fails?\s+)|"
        rf"\bconsequences\s+(?:for|of)\b|\bmay\s+be\s+(?:excluded|stricken|sanctioned|dismissed|deemed|fined|held\s+in\s+contempt|precluded|penalized|denied)\b|"
        rf"\bwill\s+(?:not\s+be\s+tolerated|be\s+(?:\w+\s+)?(?:{_BAD_END}))",
        re.IGNORECASE,
    ),
    (
        "Failure to file on time may result in dismissal.",
        "If no objection is filed, the Court will treat the amounts as unopposed.",
        "Late exhibits may be excluded.",
        "the case is subject to dismissal",
    ),
    ("The parties shall file a report.", "If the parties agree, they shall call chambers."),
)
REASON = SentencePattern(
    "reason",
    lazy(
        r"\b(?:because|inasmuch\s+as|in\s+(?:light|view)\s+of|given\s+(?:that|the)|due\s+to|on\s+the\s+ground|"
        r"for\s+(?:the\s+(?:foregoing\s+)?reasons?|good\s+cause)|in\s+order\s+to|to\s+ensure|so\s+that|so\s+as\s+(?:not\s+)?to|"
        r"to\s+(?:alleviate|avoid|allow|permit)\b|accordingly|therefore|since\s+(?:the|it|he|she|they|plaintiff|"
        r"defendant)|is\s+mistaken|finds?\s+(?:that|it|good)|concludes?\s+that|the\s+purpose\s+of|overly\s+broad|"
        r"there\s+is\s+no\s+evidence|not\s+(?:an?\s+)?(?:appropriate|sufficient|proper)\s+reason|requires\s+time)\b",
        re.IGNORECASE,
    ),
    ("The motion is denied because it is late.", "Given the short time, no reply is set."),
    ("The motion is denied.",),
)
DEFINITION = SentencePattern(
    "definition",
    lazy(
        r"[\"“][^\"”]{2,80}[\"”]?\s+(?:means?|refers?\s+to|includes?|excludes?|is\s+defined)\b|"
        r"\b(?-i:[A-Z][\w-]{1,60}(?:\s+[A-Z][\w-]{1,60}){0,4})\s+(?:means|refers\s+to|shall\s+mean)\b|"
        r"\((?:the\s+|collectively,?\s+)?[\"“][^\"”]{2,60}[’'\"”]+\)|"
        r"\bdefinitions?\b[^.;]{0,60}\b(?:appl(?:y|ies)|exclude|include|encompass)\w*|"
        r"\bthis\s+definition\b",
        re.IGNORECASE,
    ),
    ("“Working day” means a weekday.", "a temporary restraining order (“TRO”)", "Premises means the lot."),
    ("by all means",),
)
CONTENTS = SentencePattern(
    "contents",
    lazy(
        r"(?<!as )\b(?:set(?:s|ting)?\s+(?:forth|out)(?!\s+(?:in|above|below|herein))|"
        r"contain(?:s|ing)?|includ(?:e|es|ing)(?!\s*,?\s*but\s+not\s+limited)|"
        r"address(?:es|ing)?(?=\s+(?:the|any|whether|each|all|this|\())|stat(?:e|es|ing)\s+(?=whether|the|that|how|why|when)|"
        r"indicat(?:e|es|ing)|describ(?:e|es|ing)|identif(?:y|ies|ying)|explain(?:s|ing)?|"
        r"specif(?:y|ies|ying)|certify(?:ing)?|document(?:ing)?\s+(?=the)|detail(?:s|ing)?\s+(?=the|settlement)|"
        r"consist(?:s|ing)?\s+of|(?:the\s+)?following(?:\s+\w+){0,3}(?=\s*:|\s+no\s+later|\s+materials)|"
        r"together\s+with|attach(?:es|ing)?|accompanied\s+by|apprising|supported\s+by|outlining|brief\s+the\s+(?=proper|issue|scope)|"
        r"either\s+(?=\$)|that\s+includes)\b",
        re.IGNORECASE,
    ),
    (
        "The report shall set forth the following: (a) the date",
        "file a notice indicating whether they agree",
        "The statement must identify each witness.",
    ),
    ("The parties shall appear.", "The contents are sealed."),
)
LIST_LEAD = lazy(r"(?::|\bfollowing\b[^.]{0,40}[:.]|\bas follows[:.]?)\s*$", re.IGNORECASE)
READINGS = (CONSEQUENCE, REASON, DEFINITION, CONTENTS)
