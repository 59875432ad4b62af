"""What stands before a deciding verb and makes it a decision, or none: the court that speaks, the name of an order; an
"if", a recommendation; and where the clause of the verb begins.
"""

from __future__ import annotations

import re

ADVERB = (
    r"(?:"
    r"hereby|therefore|thus|also|further|furthermore|administratively|now|accordingly|likewise|preliminarily|only|"
    r"again|otherwise|respectfully|permanently|conditionally|provisionally|temporarily|statistically|sua\ssponte|all|"
    r"both|each|each\sbe|and|the\ssame|it|same|then|so|properly|summarily|due\sto\sbe|is|are|be|shall\sbe|"
    r"in\spart|instead)"
)
COURT = (
    r"(?:"
    r"court|judge|undersigned|magistrate|commissioner|bench|I|we|"
    r"this\s(?:order|memorandum)|"
    r"(?:[A-Z][\w.]+\s){0,3}J\.)"
)
_SAYS = re.compile(
    rf"\b(?P<who>{COURT})\b(?:[\s,]+(?:{ADVERB}|orally))*[\s,]+"
    rf"(?P<aux>has\s+|have\s+|had\s+)?(?P<adverb>{ADVERB}\s+)?$",
    re.I,
)
_WILL = re.compile(
    rf"\b(?P<who>{COURT})\b(?:,[^,;.]{{1,80}},)?(?:[\s,]+{ADVERB})*[\s,]+"
    rf"(?P<modal>will|shall|must|does|do|would|should|need)\s+(?P<not>not\s+)?(?:{ADVERB}\s+)*$",
    re.I,
)
# The name of an order heads a docket entry; "the order granting the motion" only speaks of one.
_HEAD = re.compile(
    r"(?:"
    r"^|"
    r"(?<=[A-Z]{2})\s+|"
    r"[.:;)\]–&-]\s*|"
    r"\b(?:AND|and|[A-Z]{2,}|Memorandum|Opinion|Decision|Minute|Text|Electronic|Paperless|Endorsed|Final|Stipulated|"
    r"Agreed|Consent|Amended|Joint|Proposed|Interim|Standing|Judge's|Clerk's|Pretrial|Report)\s+|"
    r"^(?:\W*\w+){0,3}\s)"
    r"(?:"
    r"ORDERS?|Orders?|OPINION|Opinion|DECISION|Decision|JUDGMENT|Judgment|MEMORANDUM|ENTRY|Entry|MINUTES?|Minutes?|"
    r"RULING|REASONS|Report|REPORT|RECOMMENDATIONS?|Recommendations?|ORDERING|RECOMMENDING|ordering|recommending)\b"
)
_SPOKEN_OF = re.compile(
    r"\b(?:"
    r"the|this|that|its|our|an|a|any|prior|earlier|previous|court['’]s|from|of|under|re|regarding|concerning|proposed|"
    r"to|for|by|seeking)\s+(?:\w+\s)?"
    r"(?:order|opinion|decision|judgment|memorandum)s?\b[^.;:]{0,40}$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:"
    r"orders?|for|of|by|from|without|before|after|in|to|motions?|request|seeking|against|about|regarding|opposing|not|"
    r"proposed|pending|than|upon|on|while)\s+$",
    re.I,
)
_OPENED = re.compile(
    r"^\W*$|"
    r"[;:]\s*(?:and\s+)?\W*$|"
    r"\(\d{1,2}\)\s*$|"
    r"\b\d{1,2}[.)]\s*$"
)
_ANOTHER_SENTENCE = re.compile(r"(?<![A-Z\d])\.\s+(?=[A-Z])(?!.*\b(?:ORDER|Order))")
_GOES_ON = re.compile(r"(?:;|,|\band)\s*$")
_SUPPOSED = re.compile(
    r"\b(?:"
    r"if|unless|until|whether|once|when|in\s+the\s+event|should|why|failure|fails?|asks?|asking|requests?|requesting|"
    r"seeks?|seeking|moves?|moved|moving|argues?|contends?|urges?|after|before|upon)\b(?P<then>[^;]*)$",
    re.I,
)
_TIMES = frozenset(["after", "before", "upon", "when", "once", "if", "until", "unless", "in"])
_ASKS = frozenset(["whether", "why", "should", "asks", "ask", "requests", "moves", "seeks", "argues", "urges"])
IF = re.compile(
    r"(?:^|[.;:]\s+|\bthat\s+|,\s+)(?:and\s+)?"
    r"(?:if|unless|in\s+the\s+event|should|absent)\b[^;]*$",
    re.I,
)
RECOMMENDED = re.compile(
    r"\brecommend(?:s|ed|ing)?\b|"
    r"(?<!result\sin\sa\s)\brecommendations?\s+(?:is\s+)?that\b|"
    r"^\W*(?:(?!ADOPT)[A-Z][\w.'’]*,?\s+(?:J\.\s)?){0,7}(?:REPORT|FINDINGS|Report|Findings)\s+(?:AND|&|and)\s+"
    r"(?:RECOMMENDATION|Recommendation)[Ss]?\b(?!\s+(?:is|IS)\b)|"
    r"\bRECOMMEND(?:S|ED|ING)?\b|"
    r"\bRecommend(?:s|ed|ing)\b|"
    r"\bRECOMMENDATIONS?\s+THAT\b"
)
DECREED = re.compile(r"\b(?:order(?:ed|s|ing)?|adjudged|decreed|hereby|directs?)\b", re.I)
# What joins a verb to the one before: "; denying 41", "and the Court further DENIES".
JOINED = re.compile(
    r"(?:[,;.]|\band|\bbut|\bor)\s*"
    r"(?:(?:also|further|hereby|otherwise|and|the\s+court(?:\s+\w+)?)\s+)*$",
    re.I,
)
_CLAUSE = re.compile(
    r";\s+|"
    r"(?<!\bre):\s+|"
    r"(?<![A-Z\d])(?<!\b(?:No|vs|Dr|Mr|Jr|Co|St|cf|al))(?<!\b(?:Doc|Nos|Inc|Ltd|Mrs|Fed|Civ))"
    r"(?<!\b(?:Docs|Corp|Crim))\.\s+(?=[A-Z(])|"
    r"\b(?:ordered|adjudged|decreed|recommended|directed)\b(?:,?\s+(?:and|adjudged|decreed))*(?:,?\s+that\b|:|,)?\s*|"
    r"\bordering\b(?:\s+that)?\s*|"
    r"\b(?:recommends?|recommending|recommendations?|concludes?|holds?|finds?)\b\s+that\s+|"
    r"\brecommending\s+|"
    r",?\s+and\s+that\s+|"
    r",\s+(?:and|but)\s+(?=(?:the|all|any|plaintiff|defendant|petitioner|respondent|this|that|his|her|its)\w*\b)|"
    r"\bit\s+is\s+(?:hereby\s+|further\s+|therefore\s+)*|"
    r"\bas\s+follows\W+",
    re.I,
)


def court_says(before: str) -> bool:
    """Whether the court is the subject of a verb behind these words: "the Court hereby"."""
    return bool(_SAYS.search(before[-120:]))


def court_will(before: str) -> re.Match[str] | None:
    """ "The Court will not": groups "modal" and "not"; None where these words end otherwise."""
    return _WILL.search(before[-200:])


def headed(before: str) -> bool:
    """Whether a gerund behind these words is what an order does."""
    if _OPENED.search(before[-40:]):
        return not _SUPPOSED.search(before[-60:]) or before.rstrip().endswith((";", ":"))
    last = None
    for head in _HEAD.finditer(before):
        last = head
    if last is None or _SPOKEN_OF.search(before):
        return False
    if _OF_ANOTHER.search(before) and last.end() < len(before.rstrip()):
        return False
    return not _ANOTHER_SENTENCE.search(before[last.end() :]) or bool(_GOES_ON.search(before))


def clause_before(before: str, floor: int) -> str:
    """The clause that ends where `before` does; nothing of what the verb before it decides, which ends at `floor`."""
    start = floor
    for match in _CLAUSE.finditer(before, floor):
        if match.end() < len(before) and before.count(")", match.end()) <= before.count("(", match.end()):
            start = match.end()
    return before[start:]


def supposing(clause: str) -> bool:
    """ "if the motion is granted", "until it is denied"; not "if they agree, the motion is granted"."""
    supposed = _SUPPOSED.search(clause)
    if supposed is None:
        return False
    word = supposed.group().split()[0].lower()
    if word in _TIMES:
        return "," not in supposed["then"]
    return word in _ASKS and (" that " in f" {supposed['then']} " or word in ("whether", "why", "should"))


def proposed(before: str) -> bool:
    """Whether a verb behind these words is recommended: nothing is ordered after the recommendation."""
    last = None
    for match in RECOMMENDED.finditer(before):
        last = match
    return last is not None and not DECREED.search(before[last.end() :])
