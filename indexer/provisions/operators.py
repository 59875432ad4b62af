"""The words by which an order orders, allows, forbids and excuses: a table of operators with examples.

An operator is what turns "the parties ... file" into a duty ("shall"), a leave ("may"), a prohibition
("shall not"), a relief from a duty ("need not") or a plain statement of what will be ("will"). Each entry
stands with phrases that it must find and phrases that it must not; `tests/indexer/test_operators.py` is made of them.
Of two operators that overlap the one that begins first, then the longer one, is taken: "is not required to"
is one relief and not a prohibition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.lazy import PatternGroup, lazy, remembered
from indexer.provisions.dispositions import alternatives

Force = Literal["obligation", "prohibition", "permission", "relief", "ruling", "law", "statement"]

# Adverbs and auxiliaries that may stand inside an operator without changing what it does.
_ADV = (
    r"(?:\s+(?:hereby|also|then|further|only|likewise|each|both|all|immediately|promptly|jointly|"
    r"respectfully|specifically|directly|still|always|now|therefore|forthwith|again|timely|first|"
    r"additionally|otherwise|strongly|expressly|administratively|preliminarily|permanently))*"
)
# Participles that say something else behind "is": "is allowed to", "is required and certified".
_OTHERWISE = ("allowed", "moved", "advanced", "changed", "refused", "reserved", "corrected", "certified", "compelled")
_BE = r"(?:is|are|was|were|be|been|being|stands?|remains?)"


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to say it. soft: a wish or a rule of thumb rather than a command ("should")."""

    force: Force
    pattern: re.Pattern[str]
    finds: tuple[str, ...]
    ignores: tuple[str, ...] = ()
    soft: bool = False


def _operator(
    force: Force, pattern: str, finds: tuple[str, ...], ignores: tuple[str, ...] = (), soft: bool = False
) -> Operator:
    compiled = lazy(pattern.replace("ADV", _ADV).replace("BE", _BE), re.IGNORECASE)
    return Operator(force, compiled, finds, ignores, soft)


OPERATORS: tuple[Operator, ...] = (
    # --- relief from a duty -----------------------------------------------------------------------------
    _operator(
        "relief",
        r"\bBEADV\s+(?:relieved|excused|exempt(?:ed)?|absolved)(?:\s+(?:of|from))?\b",
        ("Plaintiff is relieved of the duty to reply", "who may then be excused from attending"),
        ("a reply is required",),
    ),
    _operator(
        "relief",
        r"\bneeds?\s+not(?:\s+be)?\b",
        ("The State need not post more",),
        ("the need for notice",),
    ),
    _operator(
        "relief",
        r"\b(?:BEADV\s+)?not(?:\s+\w+ly)?\s+(?:required|obligated|obliged|necessary|mandatory)"
        r"(?:\s+to)?\b",
        ("a hard copy is not required", "Briefs are invited but not required", "is not obligated to answer"),
        ("is required to answer",),
    ),
    _operator(
        "relief",
        r"\b(?:shall|will|does|do|did|would)\s+not\s+(?:be\s+required|require|be\s+obligated|"
        r"be\s+necessary|apply)(?:\s+to)?\b",
        ("the court will not require one", "This bar shall not apply to counsel"),
        ("the court will require one",),
    ),
    _operator(
        "relief",
        r"\bBEADV\s+(?:waived|optional|voluntary)\b",
        ("the fee is hereby waived",),
        ("they waived the fee",),
    ),
    _operator(
        "relief",
        r"\b(?:no|without|not\s+\w+\s+any|any)\s+(?:obligation|duty|requirement|need)\s+to\b",
        ("has no obligation to respond", "does not create any obligation to discuss"),
        ("has an obligation to respond",),
    ),
    # --- prohibition ------------------------------------------------------------------------------------
    _operator(
        "prohibition",
        r"\b(?:shall|may|must|should|can|could)\s+(?:\w+ly\s+)?not(?:\s+be)?\b|\bcannot\b",
        ("may not extend his inquiry", "SHALL NOT conduct", "should not have been filed"),
        ("shall file", "may file"),
    ),
    _operator(
        "prohibition",
        r"\b(?:will|would)\s+not\s+be\s+(?:permitted|allowed|tolerated|accepted|considered|"
        r"entertained|granted|disclosed|shared|extended)\b",
        ("Late filings will not be considered",),
        ("The matter will be considered",),
    ),
    _operator(
        "prohibition",
        r"\bBEADV\s+(?:not\s+(?:permitted|allowed|authorized|entitled)|prohibited|forbidden|"
        r"barred|precluded|enjoined|restrained|disallowed)(?:\s+(?:to|from))?\b",
        ("is not permitted to serve", "are PRELIMINARILY ENJOINED", "is prohibited from recording"),
        ("is permitted to serve",),
    ),
    _operator(
        "prohibition",
        r"\b(?:directed|ordered|instructed|advised|reminded|cautioned|warned|admonished|"
        r"instructs|directs|orders|advises|cautions)\s+(?:(?:the|all|both)\s+\w+(?:\s+\w+)?\s+)?"
        r"not\s+to\b",
        ("Counsel is advised not to bring devices", "the order instructs the parties not to file letters"),
        ("is directed to file",),
    ),
    _operator(
        "prohibition", r"\b(?:shall|must|should|to)\s+refrain\s+from\b", ("shall refrain from contact",)
    ),
    _operator(
        "prohibition",
        r"\(?\b(?:but|and)\s+(?:do\s+)?not\s+(?=[a-z]+\b)(?!required|necessary|limited|later|"
        r"less|more|only|mandatory|to\s+exceed)",
        ("send by email (but not file) a letter", "serve and not file the requests"),
        ("invited but not required", "including but not limited to"),
    ),
    _operator(
        "prohibition",
        r"\b(?:is|are|was|were|shall\s+be|will\s+be)ADV\s+(?:not\s+admissible|inadmissible|excluded|foreclosed)\b",
        ("Dr. Roe's testimony is EXCLUDED", "The letters are inadmissible"),
        ("They excluded it", "such information may be excluded"),
    ),
    _operator(
        "prohibition",
        r"\bnot\s+to\s+exceed\b",
        ("a brief not to exceed ten pages",),
        ("shall exceed ten pages",),
    ),
    # --- permission -------------------------------------------------------------------------------------
    _operator(
        "permission",
        r"(?-i:\bmay\b|\bMAY\b)(?!\s+(?:not|\d|have\s+been)\b)(?:ADV)(?:\s+be(?:\s+(?:permitted|allowed)"
        r"(?:\s+to)?)?)?",
        ("Plaintiff may file a reply", "The parties also may be permitted to speak"),
        ("On May 5", "the 21st day of May, 2020", "may not file"),
    ),
    _operator(
        "permission",
        r"\b(?:BEADV|will\s+be|shall\s+be)\s+(?:permitted|allowed|authorized|entitled|free|"
        r"invited|encouraged|welcome|acceptable|(?:granted|given)\s+(?:leave|permission))(?:\s+to)?\b",
        ("will be permitted to give", "E-signatures are acceptable", "is GRANTED leave to amend"),
        ("is not permitted to",),
    ),
    # A stretch of time to do something in.
    _operator(
        "permission",
        r"\b(?:BEADV\s+(?:given|granted|allowed|afforded)|(?:shall\s+|will\s+)?(?:has|"
        r"have))\s+(?:an?\s+)?(?:additional\s+)?"
        r"(?:until|up\s+to|through|extension|[\w-]+(?:\s+\(\d+\))?\s+(?:\w+\s+)?(?:days|weeks|"
        r"months))\b[^.;]{0,120}?\bto\b(?=\s+[a-z])",
        ("is granted thirty (30) days to file", "Defendant has until May 3, 2021 to answer",
         "shall have 14 days to respond", "are given until May 5 to file a brief"),
        ("has two lawyers to help him",),
    ),
    _operator(
        "permission",
        r"\b(?:with|has|have|grants?|granted|granting)\s+(?:(?!motions?\b|requests?\b)\w+\s+){0,4}leave\s+to\b",
        ("dismissed with leave to amend", "grants Plaintiff leave to file"),
        ("denies leave to file",),
    ),
    _operator(
        "permission",
        r"\bwithout\s+prejudice\s+to\s+(?:\w+\s+)?(?:re-?fil\w+|renew\w*|refile|assert\w*|"
        r"seek\w*|filing)\b",
        ("denied without prejudice to renewal",),
        ("dismissed without prejudice.",),
    ),
    # --- obligation -------------------------------------------------------------------------------------
    _operator(
        "obligation",
        r"\b(?:shall|must)\b(?!\s+(?:\w+ly\s+)?not\b)",
        ("shall notify the court", "MUST submit"),
        ("shall not notify",),
    ),
    _operator(
        "obligation",
        r"\bBEADV\s+(?:directed|ordered|required|instructed|requested|reminded|commanded|necessary|"
        r"obligated|responsible|expected|advised)(?:\s+(?:to|for|of)\b|\s+that\b)?(?!\s+not\s+to)",
        ("is directed to contact", "are ORDERED to appear", "are responsible for advising"),
        ("is not required to", "is advised not to"),
    ),
    # What is measured out may not be gone beyond.
    _operator(
        "obligation",
        r"\bBEADV\s+(?:limited|restricted|confined)\s+to\b",
        ("Depositions are limited to seven hours",),
        ("including but not limited to",),
    ),
    _operator(
        "obligation",
        r"\b(?:will|shall)\s+be\s+(?:required|directed|ordered|expected)\s+to\b",
        ("will be required to notify",),
        ("will not be required to",),
    ),
    _operator(
        "obligation",
        r"\b(?:has|have)\s+(?:an?|the)\s+(?:[\w-]+,?\s+){0,4}(?:duty|obligation)\s+to\b",
        ("have an affirmative, good faith duty to confer",),
        ("has no duty to",),
    ),
    _operator(
        "obligation",
        r"\b(?:directs?|orders?|instructs?|requires?|directing|ordering|requiring)\s+"
        r"(?:the\s+|all\s+|both\s+)?(?!not\b|\w+ing\b)\w+(?:\s+(?!not\b)\w+)?\s+to\b(?!\s+not)",
        ("The Court orders the parties to confer",),
        ("orders the parties not to",),
    ),
    _operator(
        "obligation",
        r"\b(?:directs|instructs|directing|ordering|requiring|(?-i:ORDERS))\s+(?:the\s+|all\s+|both\s+)?"
        r"(?!(?:regarding|re|on|of|for|by)\b)(?:(?!(?:not|that|to)\b)[\w'’.-]+\s+){1,6}?to\b(?!\s+not)",
        ("The Court DIRECTS the Clerk of Court to tax costs", "ordering the United States Marshal to serve it"),
        ("orders regarding the motion to compel", "directs that the Clerk close it"),
    ),
    _operator(
        "obligation",
        r"\bBE\s+due\b|(?<!when )\bdue\s+(?:by|on|no\s+later)\b",
        ("Motions due by 10/29/2021", "The brief is due on Friday"),
        ("in due course",),
    ),
    _operator(
        "obligation",
        r"\bBE\s+to\s+(?:be\s+)?(?!the\b|a\b|an\b|this\b|that\b)(?=\w)",
        ("proof of service is to be filed",),
        ("the answer is to the point",),
    ),
    _operator(
        "obligation",
        r"\bshould\b(?!\s+(?:not|the|any|either)\b)",
        ("The statement should address standing",),
        ("should not be filed", "should any party object"),
        soft=True,
    ),
    # --- what the court does with something --------------------------------------------------------------
    _operator(
        "ruling",
        r"(?<!should\s)(?<!may\s)(?<!might\s)(?<!could\s)(?<!would\s)(?<!can\s)(?<!not\s)"
        rf"\b(?:BE|will\s+be|shall\s+be|has\s+been|have\s+been|"
        rf"had\s+been)ADV\s+(?:not\s+)?(?:{alternatives('participle', but=_OTHERWISE)})\b"
        r"(?!\s+(?:leave|permission)\b)",
        ("The motion is DENIED", "All dates are hereby VACATED", "Briefing is stayed", "will be denied"),
        ("They denied the claim",),
    ),
    # --- what a rule or an order does of itself ----------------------------------------------------------
    _operator(
        "law",
        r"\b(?:does|do|did)\s+not\s+(?!require|apply|be\b)(?:\w+ly\s+)?[a-z]+",
        ("Rule 5 does not provide for a reply", "did not extend the date"),
        ("does not require a reply",),
    ),
    _operator(
        "law",
        r"\b(?:provides|allows|permits|creates|authorizes|prohibits|requires|excludes|includes|means|"
        r"forbids|excuses|violates?|shall\s+include|is\s+defined\s+as)\b",
        ("Rule 5 allows a party to reply", "Reinstatement means restoration"),
        ("allowed to reply",),
    ),
    _operator(
        "statement",
        r"\bBEADV\s+(?:considered|deemed|treated\s+as|construed|meant\s+to\s+be)\b",
        ("Such talks are considered confidential", "The offer is deemed withdrawn"),
        ("They considered it",),
    ),
    # --- what will be ----------------------------------------------------------------------------------
    _operator(
        "statement", r"\bwill\s+not\b", ("The letter will not be made public",), ("will be made public",)
    ),
    _operator("statement", r"\bwill\b(?!\s+not\b)", ("The judge will then hold caucuses",), ("at will not",)),
)


@dataclass(frozen=True, slots=True)
class FoundOperator:
    """An operator where it stands in a sentence."""

    start: int
    end: int
    force: Force
    soft: bool
    words: str


_PATTERNS = PatternGroup(operator.pattern for operator in OPERATORS)
_ASKED = re.compile(r"\bwhy\b", re.I)
_INDIRECT = 80  # characters before an operator in which "whether" makes an indirect question of it


@remembered
def find_operators(sentence: str) -> tuple[FoundOperator, ...]:
    """The operators of a sentence from left to right, overlapping ones resolved."""
    every = [
        FoundOperator(match.start(), match.end(), OPERATORS[number].force, OPERATORS[number].soft, match.group())
        for number, pattern in _PATTERNS.likely(sentence)
        for match in pattern.finditer(sentence)
    ]
    every.sort(key=lambda found: (found.start, found.start - found.end))
    kept: list[FoundOperator] = []
    for found in every:
        if "should" in found.words.lower() and _ASKED.search(sentence[max(0, found.start - _INDIRECT) : found.start]):
            continue  # "show cause why sanctions should not be imposed"
        if found.soft and "whether" in sentence[max(0, found.start - _INDIRECT) : found.start].lower():
            continue  # "discuss whether the hearing should be moved" asks, it does not order
        if kept and found.start < kept[-1].end:
            # "(but not" inside "are invited but not required": the longer reading of the overlap stays.
            if found.end - found.start > kept[-1].end - kept[-1].start and found.force != kept[-1].force:
                kept[-1] = found
            continue
        kept.append(found)
    return tuple(kept)
