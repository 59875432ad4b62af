"""What a sentence decides: every ruling in it, from the table of dispositions.

A word of the table is a ruling where its form and what stands before it make it one: a participle behind "is" or
behind the name of a motion ("Motion - Granted"), a gerund behind the name of an order ("ORDER granting 12 Motion"), a
present or an infinitive behind the court ("the Court GRANTS", "I will deny"), and whatever is joined to one of these
("and DENIES", "; denying 41"). What may be, what somebody asks for and what a later condition decides is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.lazy import remembered
from indexer.needed import words as words_of
from indexer.orders import Ruling, Says, State
from indexer.provisions.dispositions import BY_FORM, DISPOSITIONS, Disposition, Shape, spelled
from indexer.provisions.motions import amend_by, kind_of, mover_of, numbers_of, part_of

Where = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class FoundRuling:
    """A ruling where it stands. start, end: its clause, motion and all, in the sentence. at: its verb. state: "told"
    where the sentence only tells of it."""

    start: int
    end: int
    at: int
    ruling: Ruling
    state: State = "in force"


@dataclass(slots=True)
class _Verb:
    """A deciding verb as found. start, end: with its auxiliaries and its "in part", "as moot". where: on which side
    of it its motion stands; carried: it decides the motion of the verb before."""

    start: int
    at: int
    end: int
    row: Disposition
    shape: Shape | Literal["other"]
    where: Where
    how: str
    both: bool = False
    negated: bool = False
    recommended: bool = False
    told: bool = False
    carried: bool = False
    outcome: str = ""
    floor: int = 0
    motion: str = ""


_ADVERB = (
    r"(?:hereby|therefore|thus|also|further|furthermore|administratively|now|accordingly|likewise|preliminarily|only|"
    r"again|otherwise|respectfully|permanently|conditionally|provisionally|temporarily|statistically|sua\ssponte|all|"
    r"both|each|each\sbe|and|the\ssame|it|same|then|so|properly|summarily|due\sto\sbe|is|are|be|shall\sbe|"
    r"in\spart|instead)"
)
_AUXILIARY = re.compile(
    r"\b(?:(?P<modal>may|might|can|could|would|should|shall|will|must|to|has|have|had|cannot|need|not)\s+"
    r"(?:previously\s+|already\s+|now\s+|since\s+|also\s+|hereby\s+)?)?"
    r"(?P<not>not\s+)?(?P<be>is|are|was|were|be|been|being|stands?|remains?)\b"
    rf"(?P<adverbs>(?:[\s,]+{_ADVERB}\b)*)[\s,:]+(?P<not2>not\s+)?[\"“]?$",
    re.I,
)
_TAIL_WORDS = (
    r"as\s+(?:to\s+be\s+)?(?:moot|untimely|premature|superseded|unopposed|unnecessary|frivolous|withdrawn|"
    r"futile|follows|"
    r"time-?barred|stated|set\sforth|modified|amended|procedurally\s\w+)|with(?:out)?\s+prejudice|"
    r"(?:subject|without\s+prejudice)\s+to\s+(?:the\s+)?(?:re-?fil\w+|renewal|reconsideration|re-?urging|"
    r"reassertion)|"
    r"with(?:out)?\s+leave\s+to\s*amend|in\s+(?:its|their|his|her)\s+entirety|in\s+full|in\s+total|"
    r"on\s+the\s+merits|in\s+part"
)
_TAIL = re.compile(rf"(?:[\s,(]*(?:and\s+)?(?:{_TAIL_WORDS})\)?)*", re.I)
_BOTH = re.compile(
    r"\s*,?\s*in[\s-]part\s*,?\s*(?:and|but|/|&|,)?\s*(?:is\s+)?(?P<other>(?:de(?:ny|nied|nies|nying)|grant(?:s|"
    r"ed|ing)?|"
    r"allow(?:s|ed|ing)?|moot|sustain(?:s|ed|ing)?|overrul(?:es|ed|ing)))\s*,?\s*(?:as\s+moot\s*,?\s*)?in[\s-]part\b",
    re.I,
)
_COURT = (
    r"(?:court|judge|undersigned|magistrate|commissioner|bench|I|we|this\s(?:order|memorandum)|"
    r"(?:[A-Z][\w.]+\s){0,3}J\.)"
)
_SAYS = re.compile(
    rf"\b(?P<who>{_COURT})\b(?:[\s,]+(?:{_ADVERB}|orally))*[\s,]+(?P<aux>has\s+|have\s+|"
    rf"had\s+)?(?P<adverb>{_ADVERB}\s+)?$",
    re.I,
)
_WILL = re.compile(
    rf"\b(?P<who>{_COURT})\b(?:,[^,;.]{{1,80}},)?(?:[\s,]+{_ADVERB})*[\s,]+"
    rf"(?P<modal>will|shall|must|does|do|would|should|need)\s+(?P<not>not\s+)?(?:{_ADVERB}\s+)*$",
    re.I,
)
_PAPER = (
    r"(?:motions?|requests?|petitions?|applications?|objections?|appeals?|stipulations?|confirmation|"
    r"recommendations?|"
    r"continuance|leave|extension|relief|bail|bond|release|detention|withdrawal|costs|judgment|defaults?)"
)
_VERBLESS = re.compile(
    rf"\b{_PAPER}\b(?:(?!\b(?:is|are|was|were|be|shall|will|may|must|has|have|had|should|if|which|that|not)\b)[^;:])"
    r"{0,100}?[\s:,–—-]+$|^\W*(?:(?:text|minute|margin|endorsed|paperless|"
    r"electronic)\s)?(?:orders?\b[^.;:]{0,40})?[:.;\s-]*$|"
    r"[;:.–—-]\s*$",
    re.I,
)
_CLOSES = re.compile(
    r"\W*(?:$|[.;,:)\]]|and\b|by\b|as\sto\b|(?:without|with)\b|in\spart\b|leave\b|until\b|"
    r"to\b\s\d)",
    re.I,
)
_LEAVE = re.compile(
    r"\s+(?:leave|permission|an?\s+(?:extension|additional)|up\s+to|until|"
    r"\w+\s+(?:\(\d+\)\s+)?days)\b",
    re.I,
)
# The name of an order heads a docket entry; "the order granting the motion" only speaks of one.
_HEAD = re.compile(
    r"(?:^|(?<=[A-Z]{2})\s+|[.:;)\]–&-]\s*|\b(?:AND|and|[A-Z]{2,}|Memorandum|Opinion|Decision|Minute|Text|"
    r"Electronic|Paperless|Endorsed|"
    r"Final|Stipulated|Agreed|Consent|Amended|Joint|Proposed|Interim|Standing|Judge's|Clerk's|Pretrial|"
    r"Report)\s+|^(?:\W*\w+){0,3}\s)"
    r"(?:ORDERS?|Orders?|OPINION|Opinion|DECISION|Decision|JUDGMENT|Judgment|MEMORANDUM|ENTRY|Entry|MINUTES?|"
    r"Minutes?|RULING|"
    r"REASONS|Report|REPORT|RECOMMENDATIONS?|Recommendations?|ORDERING|RECOMMENDING|ordering|recommending)\b"
)
_SPOKEN_OF = re.compile(
    r"\b(?:the|this|that|its|our|an|a|any|prior|earlier|previous|court['’]s|from|of|under|re|regarding|"
    r"concerning|proposed|to|"
    r"for|by|seeking)\s+(?:\w+\s)?(?:order|opinion|decision|judgment|memorandum)s?\b[^.;:]{0,40}$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:orders?|for|of|by|from|without|before|after|in|to|motions?|request|seeking|against|about|regarding|"
    r"opposing|"
    r"not|proposed|pending|than|upon|on|while)\s+$",
    re.I,
)
_OPENED = re.compile(r"^\W*$|[;:]\s*(?:and\s+)?\W*$|\(\d{1,2}\)\s*$|\b\d{1,2}[.)]\s*$")
_JOINED = re.compile(
    r"(?:[,;.]|\band|\bbut|\bor)\s*(?:(?:also|further|hereby|otherwise|and|"
    r"the\s+court(?:\s+\w+)?)\s+)*$",
    re.I,
)
_SUPPOSED = re.compile(
    r"\b(?:if|unless|until|whether|once|when|in\s+the\s+event|should|why|failure|fails?|asks?|asking|requests?|"
    r"requesting|seeks?|seeking|moves?|moved|moving|argues?|contends?|urges?|after|before|upon)\b(?P<then>[^;]*)$",
    re.I,
)
_CONDITION_BEHIND = re.compile(r"^[^;.]{0,120}?\b(?:if|unless|in\s+the\s+event|absent|should)\b", re.I)
_RECOMMENDED = re.compile(
    r"\brecommend(?:s|ed|ing)?\b|(?<!result\sin\sa\s)\brecommendations?\s+(?:is\s+)?that\b|"
    r"^\W*(?:(?!ADOPT)[A-Z][\w.'’]*,?\s+(?:J\.\s)?){0,7}(?:REPORT|FINDINGS|Report|Findings)\s+(?:AND|&|and)\s+"
    r"(?:RECOMMENDATION|Recommendation)[Ss]?\b(?!\s+(?:is|IS)\b)|"
    r"\bRECOMMEND(?:S|ED|ING)?\b|\bRecommend(?:s|ed|ing)\b|\bRECOMMENDATIONS?\s+THAT\b"
)
_DECREED = re.compile(r"\b(?:order(?:ed|s|ing)?|adjudged|decreed|hereby|directs?)\b", re.I)
_OPEN_MODALS = frozenset(["may", "might", "can", "could", "would", "should", "need", "cannot"])
_ASKS = frozenset(["whether", "why", "should", "asks", "ask", "requests", "moves", "seeks", "argues", "urges"])
_IF = re.compile(
    r"(?:^|[.;:]\s+|\bthat\s+|,\s+)(?:and\s+)?(?:if|unless|in\s+the\s+event|should|"
    r"absent)\b[^;]*$",
    re.I,
)
_HISTORY = re.compile(
    r"\b(?:previously|earlier|already|formerly|originally|subsequently|later|prior)\b|"
    r"\bon\s+(?:[A-Z][a-z]+\s\d{1,2},\s\d{4}|"
    r"\d{1,2}/\d{1,2}/\d{2,4})\b",
    re.I,
)
_CLAUSE = re.compile(
    r";\s+|(?<!\bre):\s+|(?<![A-Z\d])(?<!\b(?:No|vs|Dr|Mr|Jr|Co|St|cf|al))(?<!\b(?:Doc|Nos|Inc|Ltd|Mrs|Fed|"
    r"Civ))(?<!\b(?:Docs|Corp|Crim))\.\s+(?=[A-Z(])|"
    r"\b(?:ordered|adjudged|decreed|recommended|directed)\b(?:,?\s+(?:and|adjudged|decreed))*(?:,?\s+that\b|:|,)?\s*|"
    r"\bordering\b(?:\s+that)?\s*|\b(?:recommends?|recommending|recommendations?|concludes?|holds?|"
    r"finds?)\b\s+that\s+|"
    r"\brecommending\s+|,?\s+and\s+that\s+|"
    r",\s+(?:and|but)\s+(?=(?:the|all|any|plaintiff|defendant|petitioner|respondent|this|that|his|her|its)\w*\b)|"
    r"\bit\s+is\s+(?:hereby\s+|further\s+|therefore\s+)*|\bas\s+follows\W+",
    re.I,
)
_INTRODUCED = re.compile(
    r"^(?:(?-i:[A-Z&(][\w.,'’)-]*\s+|and\s+){0,8}?(?:ORDER|ENTRY|MINUTES)S?\b\s*(?:[-–:]+\s*(?:that\s)?|that\s|"
    r"re:?\s)|(?:and|but|that|or|further|accordingly|therefore|thus|finally|however|also|in\s+addition|moreover|"
    r"otherwise)[\s,]+|"
    r"(?:for|on|upon|in|at|by|with|having|good|after|because|given|as|since|having|pursuant|based|there|under|"
    r"treating)\b"
    r"[^,;]{2,140},\s+(?!\d{4})|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|[^\w(\[#“\"$]+)",
    re.I,
)
_ENDS = re.compile(
    r";|(?<![A-Z\d])(?<!\b(?:No|vs|Dr|Mr|Jr|Co|St|cf|al))(?<!\b(?:Doc|Nos|Inc|Ltd|Mrs|Fed|Civ|"
    r"Dkt))(?<!\b(?:Docs|Corp|Crim))\.(?=\s+[A-Z(]|\s*$)|(?<=\d)\.\s+(?=[A-Z])|"
    r"\s+by\s+(?=(?:U\.S\.\s)?(?:Magistrate|Chief|District|Senior|Judge|the\s+Honorable|Hon))|\bsigned\s+by\b|"
    r"\b(?:for\s+the\s+(?:foregoing\s+)?reasons|because|in\s+light\s+of|pursuant\s+to\s+the)\b|"
    r",?\s+and\s+(?=(?:directs?|orders?|instructs?|directing|ordering|setting|sets)\b)|"
    r":\s+(?=[A-Z])",
    re.I,
)
_MARKED = re.compile(r"(?:\*{2}|\[)\s?$")
_NEXT = re.compile(r"[\s,;]+(?:(?:and|but|or)\s*)*$", re.I)
_FOLLOWS = re.compile(r"\s*[(\[](?=[^()\[\]]{0,40}\d)[^()\[\]]{1,60}[)\]]")
# That one of these is stricken refuses nobody anything.
_EVENT = re.compile(r"(?:\w+\s)?(?:hearing|conference|trial|argument|deadline|date)s?\b")
_NOTHING = re.compile(r"\W*(?:no|neither|none|nor)\b", re.I)

_SPLIT = {
    "under advisement": "taken under advisement",
    "in abeyance": "held in abeyance",
    "off calendar": "taken off calendar",
    "off the calendar": "taken off calendar",
    "moot": "moot",
    "aside": "set aside",
}
_OUTCOMES = {row.outcome: row for row in DISPOSITIONS}
_TWO_PLACES = re.compile(
    r"\b(?P<verb>take[sn]?|taking|took|hold|holds|held|holding|find|finds|finding|deem|deems|deeming|set|sets|"
    r"setting)\s+"
    r"(?P<what>(?!(?:aside|under|in|moot|off|as)\b)[^.;]{1,80}?)\s+(?:as\s+|to\s+be\s+|is\s+)?"
    r"(?P<how>under\s+advisement|in\s+abeyance|off\s+(?:the\s+)?calendar|moot|aside)\b",
    re.I,
)
_NOT_REACHED = re.compile(
    rf"\b{_COURT}\s+(?:shall|will|does|need)\s+not\s+(?:now\s+)?(?P<word>consider|rule|reach|address|decide)\b", re.I
)
_NO_CERTIFICATE = re.compile(
    r"\b(?P<no>no\s+|(?:declines?|refus\w+)\s+to\s+(?:issue|"
    r"grant)\s+(?:a\s+)?)?(?P<what>certificate\s+of\s+appealability)\s+"
    r"(?:(?:shall|should|will)\s+(?P<not>not\s+)?(?:be\s+)?(?:issued?)\b|is\s+(?P<not2>not\s+)?issued\b)",
    re.I,
)
# The forms by their first word, so that a sentence is searched only for those whose first word it has.
_DECIDING: dict[str, re.Pattern[str]] = {
    word: re.compile(rf"\b(?:{spelled(form for form in BY_FORM if re.split(r'[ -]', form)[0] == word)})\b", re.I)
    for word in {re.split(r"[ -]", form)[0] for form, (_, shape) in BY_FORM.items() if shape != "noun"} | {"dismissal"}
}
_LIKELY = frozenset(_DECIDING) | frozenset(("not", "certificate"))
_ASIDE = frozenset(["advisement", "abeyance", "calendar", "moot", "aside"])


def _fold(words: str) -> str:
    return " ".join(words.lower().split())


@remembered
def find_rulings(sentence: str) -> tuple[FoundRuling, ...]:
    """The rulings of `sentence`, from left to right; rulings on one motion ("granted as to Count I and denied as to
    Count II") are as many as its verbs."""
    words = words_of(sentence)
    if not words & _LIKELY:
        return ()
    verbs = _verbs(sentence, words)
    return tuple(_made(sentence, verbs, place) for place in range(len(verbs)))


def _verbs(sentence: str, words: frozenset[str]) -> list[_Verb]:
    special = [*_special(sentence, words)]
    found: list[_Verb] = []
    matches = [match for word in words & _DECIDING.keys() for match in _DECIDING[word].finditer(sentence)]
    for match in sorted(matches, key=lambda match: match.start()):
        if any(one.start <= match.start() < one.end for one in (*found[-1:], *special)):
            continue
        verb = _verb(sentence, match, found[-1] if found else None)
        if verb is not None:
            found.append(verb)
    found += [one for one in special if not any(one.start < other.end and other.start < one.end for other in found)]
    return sorted(found, key=lambda verb: verb.at)


def _special(sentence: str, words: frozenset[str]) -> Iterator[_Verb]:
    """What decides in two places or without a verb of the table."""
    for match in _TWO_PLACES.finditer(sentence) if words & _ASIDE else ():
        before = sentence[: match.start()]
        will, says = _WILL.search(before[-200:]), _SAYS.search(before[-120:])
        headed = match["verb"].lower().endswith("ing") and _headed(before)
        if (will and not will["not"]) or says or headed:
            row = _OUTCOMES[_SPLIT[_fold(match["how"])]]
            yield _Verb(
                match.start(),
                match.start(),
                match.end(),
                row,
                "other",
                "after",
                "",
                outcome=row.outcome,
                motion=match["what"],
            )
    for match in _NOT_REACHED.finditer(sentence) if "not" in words else ():
        yield _Verb(
            match.start(), match.start("word"), match.end(), _OUTCOMES["denied"], "other", "after", "",
            outcome="not considered",
        )  # fmt: skip
    for match in _NO_CERTIFICATE.finditer(sentence) if "certificate" in words else ():
        negative = bool(match["no"] or match["not"] or match["not2"])
        row = _OUTCOMES["denied" if negative else "granted"]
        recommended = bool(_RECOMMENDED.search(sentence[: match.start()]))
        yield _Verb(
            match.start("what"), match.end("what"), match.end(), row, "other", "before", "", recommended=recommended,
            outcome=row.outcome, floor=match.start("what") - 1,
        )  # fmt: skip


def _verb(sentence: str, match: re.Match[str], last: _Verb | None) -> _Verb | None:
    """The word as a deciding verb; None where it decides nothing."""
    row, shape = BY_FORM[_fold(match.group())]
    start, end = match.span()
    if row.unless and row.unless.search(f"{sentence[max(0, start - 30) : start]}|{sentence[end : end + 30]}"):
        return None
    if _MARKED.search(sentence, max(0, start - 4), start):
        return None  # "***VACATED***" over an entry is its state
    floor = last.end if last else 0
    before = sentence[:start]
    both = _BOTH.match(sentence, end)
    tail = _TAIL.match(sentence, both.end() if both else end)
    stop = tail.end() if tail else end
    how = _fold(sentence[end:stop])
    if re.search(r"\bpartially\s+$", before[-12:], re.I):
        how = f"in part {how}"
    made = _Verb(start, start, stop, row, shape, "after", how, both=bool(both), floor=floor)
    if shape == "participle":
        return _participle(sentence, before, match.group(), made, last)
    if shape == "gerund":
        if not re.match(r"[\s,:]+\S", sentence[stop:]):
            return None
        if _headed(before) or (last and last.shape == "gerund" and _JOINED.search(before[floor:])):
            return made
        return None
    if shape == "base":
        verb = _base(before, made, last)
        return verb or (_noun(sentence, match, made) if _fold(match.group()) in row.noun else None)
    if shape == "present":
        if _SAYS.search(before[-120:]) or (
            last is not None
            and last.shape == "present"
            and (match.group().isupper() or re.search(r"\b(?:and|but)\s+(?:\w+ly\s+)?$", before))
            and _JOINED.search(before[floor:])
        ):
            return None if _conditional(sentence, before, stop) else made
        return None
    return _noun(sentence, match, made)


def _headed(before: str) -> bool:
    """Whether a gerund behind these words is what an order does."""
    if _OPENED.search(before[-40:] if len(before) > 40 else before):
        return not _SUPPOSED.search(before[-60:]) or before.rstrip().endswith((";", ":"))
    last = None
    for head in _HEAD.finditer(before):
        last = head
    if last is None or _SPOKEN_OF.search(before):
        return False
    if _OF_ANOTHER.search(before) and last.end() < len(before.rstrip()):
        return False
    return not re.search(r"(?<![A-Z\d])\.\s+(?=[A-Z])(?!.*\b(?:ORDER|Order))", before[last.end() :]) or bool(
        re.search(r"(?:;|,|\band)\s*$", before)
    )


def _participle(sentence: str, before: str, word: str, made: _Verb, last: _Verb | None) -> _Verb | None:
    made.where = "before"
    gap = before[made.floor :]
    auxiliary = _AUXILIARY.search(before[-120:])
    if auxiliary:
        made.start = made.at - (len(before[-120:]) - auxiliary.start())
        # Capitals mark what is decided, save where everything is in capitals.
        loud = word.isupper() and bool(re.search("[a-z]", before[-80:]))
        modal, be = (auxiliary["modal"] or "").lower(), auxiliary["be"].lower()
        made.negated = bool(auxiliary["not"] or auxiliary["not2"] or modal == "not")
        if modal == "not":
            modal = ""
        if made.row.outcome == "allowed" and re.match(r"\s+to\b", sentence[made.end :]):
            return None
        if made.row.outcome == "removed" and not made.how and "moot" not in before:
            return None
        proposed = _RECOMMENDED.search(before) and not _DECREED.search(before[_recommended(before) :])
        if proposed and (be == "be" or modal):
            made.recommended = True
            return made
        due = re.search(
            r"\b(?:due|is|are|ordered)\s+to\s+be$|\b(?:is|"
            r"are)\s+to\s+be\b",
            f"{before[-120:].strip()}",
            re.I,
        )
        if modal in _OPEN_MODALS or (modal == "to" and not due):
            return None
        if be == "being" or (be == "be" and not modal and not _DECREED.search(before[-300:])):
            return None
        clause = _clause(before, made.floor)
        if (
            modal in ("shall", "will", "must")
            and not loud
            and (
                _CONDITION_BEHIND.match(sentence[made.end :])
                or _IF.search(before, made.floor)
                or re.search(r"\b(?:if|unless|should|failure|fails?|any|who)\b", clause, re.I)
            )
        ):
            return None
        if _supposing(clause):
            return None
        if be in ("was", "were") or modal == "had" or (modal in ("has", "have") and _HISTORY.search(before[-160:])):
            made.told = not loud
        return made
    if (
        last is not None
        and re.fullmatch(
            r"(?:\s*,?\s*(?:as\s+to|with\s+respect\s+to|with\s+regard\s+to)\s[^;.]{1,200}?)?[\s,;]*(?:and|but|or)?\s*"
            r"(?:is|are|be|otherwise|hereby|shall|will)?\s*",
            gap,
            re.I,
        )
        and last.shape in ("participle", "other")
        and (gap.strip(" ,") or word.isupper())
    ):
        made.carried, made.told, made.recommended = last.where == "before", last.told, last.recommended
        made.where = last.where
        return made
    if made.row.outcome == "taken under advisement" and _headed(before):
        made.where = "after"
        return made
    if _SAYS.search(before[-120:]):
        if re.search(rf"\bby\s+(?:the\s+)?(?:\w+\s){{0,2}}{_COURT}\s*$", before, re.I):
            return None
        made.where, made.told = "after", not word.isupper()
        return made
    told_before = last is not None and last.where == "after" and last.shape == "participle"
    if told_before and _JOINED.search(gap) and word.isupper():
        made.where = "after"
        return made
    return _verbless(sentence, before, word, made)


def _verbless(sentence: str, before: str, word: str, made: _Verb) -> _Verb | None:
    """ "Motion granted.", "7 Motion for Leave - Granted", "DENIED as moot." """
    rest = sentence[made.end :]
    clause = _clause(before, made.floor)
    if made.row.outcome == "granted" and _LEAVE.match(rest) and len(clause.split()) in range(1, 7):
        if not re.search(r"\b(?:if|been|previously|was|were|not|the\s+time|relief|request)\b", clause, re.I):
            made.where = "after"
            return made
        return None
    if (
        made.row.says == "neither"
        and not (word.isupper() or word.istitle())
        and made.row.outcome
        not in ("withdrawn", "terminated", "moot", "taken under advisement", "continued", "vacated")
    ):
        return None
    if re.match(r"\s*(?:motions?|requests?)\b", rest, re.I) or not _CLOSES.match(rest):
        # "Motions terminated: 8 MOTION" names its motion behind it; "the denied motion" decides nothing.
        return None
    if not _VERBLESS.search(clause):
        return None
    if not re.search(r"\w{3}", clause) and not (word.isupper() or word.istitle()):
        return None
    if not clause.strip(" .:;-") and made.floor and not word.isupper():
        return None
    made.where = "before"
    if rest.startswith(":") or re.match(r"(?:motions?|deadlines?)\W*$", clause.strip(), re.I) and rest[:1] == ":":
        made.where = "after"
    return made


def _base(before: str, made: _Verb, last: _Verb | None) -> _Verb | None:
    will = _WILL.search(before[-200:])
    joined = (
        last is not None
        and last.shape == "base"
        and re.search(r"(?:\band|\bbut|,|;)\s+(?:will\s+|hereby\s+|otherwise\s+)*$", before[made.floor :], re.I)
    )
    if will:
        modal = will["modal"].lower()
        made.negated = bool(will["not"])
        if modal in ("would", "should", "need", "must", "do"):
            if not _RECOMMENDED.search(before) and modal != "must":
                return None
            made.recommended = modal != "must"
        if _supposing(_clause(before, made.floor)) or _IF.search(before, made.floor):
            return None
        return made
    if joined and last is not None and not re.search(r"\b(?:to|may|should)\s*$", before, re.I):
        made.recommended = last.recommended
        return made
    if re.search(r"\brecommend\w*\b[^.;]{0,100}\bthe\s+(?:district\s+)?court\s+(?:\w+ly\s+)?$", before[-200:], re.I):
        made.recommended = True
        return made
    if re.search(
        r"\b(?:I|we)\s+(?:hereby\s+|therefore\s+|now\s+|accordingly\s+|"
        r"also\s+)*$",
        before[-60:],
    ) or re.search(r"\b(?:does|do)\s+hereby\s+$|^\W*(?:hereby\s+)$", before[-60:], re.I):
        return made
    return None


def _noun(sentence: str, match: re.Match[str], made: _Verb) -> _Verb | None:
    """ "ORDER OF DISMISSAL with prejudice" heads an order; "the Order of Dismissal is set aside" does not."""
    before = sentence[: match.start()]
    if not re.search(
        r"^\W*(?:\w+\s+(?:and\s+)?){0,3}(?:ORDER|Order|JUDGMENT|Judgment)\s+(?:OF|"
        r"of)\s+(?:\w+\s)?$",
        before,
    ):
        return None
    if re.match(r"[^.;]{0,80}\b(?:is|are|was|be|has)\b", sentence[match.end() :], re.I):
        return None
    return made


def _clause(before: str, floor: int) -> str:
    """The clause that ends where `before` does; nothing of what the verb before it decides."""
    start = floor
    for match in _CLAUSE.finditer(before, floor):
        if match.end() < len(before) and before.count(")", match.end()) <= before.count("(", match.end()):
            start = match.end()
    return before[start:]


def _supposing(clause: str) -> bool:
    """ "if the motion is granted", "until it is denied"; not "if they agree, the motion is granted"."""
    supposed = _SUPPOSED.search(clause)
    if supposed is None:
        return False
    word = supposed.group().split()[0].lower()
    if word in ("after", "before", "upon", "when", "once", "if", "until", "unless", "in"):
        return "," not in supposed["then"]
    return word in _ASKS and (" that " in f" {supposed['then']} " or word in ("whether", "why", "should"))


def _conditional(sentence: str, before: str, stop: int) -> bool:
    return bool(
        re.search(
            r"\b(?:if|unless|until|whether|once|when)\s+(?:the\s+)?\w*\s*(?:court|"
            r"judge)\s+$",
            before,
            re.I,
        )
    )


def _recommended(before: str) -> int:
    last = 0
    for match in _RECOMMENDED.finditer(before):
        last = match.end()
    return last


def _made(sentence: str, verbs: list[_Verb], place: int) -> FoundRuling:
    verb = verbs[place]
    following = verbs[place + 1] if place + 1 < len(verbs) else None
    limit = following.start if following else len(sentence)
    if following is not None and following.where == "before" and not following.carried:
        limit = min(limit, following.start - len(_clause(sentence[: following.start], verb.end)))
    limit = max(limit, verb.end)
    behind = _behind(sentence, verb.end, limit)
    start, motion = verb.start, ""
    if verb.carried and place:
        motion = _subject(sentence, verbs, place)[1]
    elif verb.where == "before":
        start, motion = _subject(sentence, verbs, place)
        if aside := _FOLLOWS.match(sentence, verb.end):
            motion = f"{motion} {aside.group().strip()}"
    else:
        motion = verb.motion or behind
    mover = None
    if verb.row.says == "given" and verb.where == "before" and _LEAVE.match(behind):
        # "Plaintiff is granted leave to amend": the leave is what is given, and to whom.
        motion, mover = behind, motion
    end = verb.end + len(behind)
    return FoundRuling(
        min(start, verb.start), max(end, verb.end), verb.at, _ruling(verb, motion, behind, mover),
        "told" if verb.told else "in force",
    )  # fmt: skip


def _behind(sentence: str, start: int, limit: int) -> str:
    words = sentence[start:limit]
    end = next((match.start() for match in _ENDS.finditer(words) if match.start() > 1), len(words))
    return _NEXT.sub("", words[:end])


def _subject(sentence: str, verbs: list[_Verb], place: int) -> tuple[int, str]:
    """Where the words before the verb begin that say what it decides, and these words."""
    while verbs[place].carried and place:
        place -= 1
    verb = verbs[place]
    if verb.where == "after":
        return verb.start, _behind(sentence, verb.end, len(sentence))
    if "certificate" in sentence[verb.start : verb.at].lower():
        return verb.start, sentence[verb.start : verb.at]
    clause = _clause(sentence[: verb.start], verb.floor)
    words, previous = clause.lstrip(" ,.;:)"), ""
    while words != previous:
        previous = words
        words = _INTRODUCED.sub("", words, count=1)
    return verb.start - len(words), words.strip(" ,:–—-")


def _ruling(verb: _Verb, motion: str, behind: str, mover: str | None = None) -> Ruling:
    row, motion = verb.row, motion.strip()
    outcome, says = verb.outcome or row.outcome, row.says
    effect = row.effect
    how = verb.how
    if outcome == "not considered":
        says = "neither"
    if verb.both:
        outcome, says = "granted in part and denied in part", "partly"
    elif re.search(r"\bin part\b", how):
        outcome, says = f"{outcome} in part", "partly"
    elif verb.negated or (says == "given" and _NOTHING.match(motion)):
        outcome, says, effect = f"not {outcome}", _other(says), None
    scope = behind if verb.where == "before" else motion
    part = part_of(f" {scope}")
    leave = None
    everything = f"{how} {behind}".lower()
    if re.search(r"\bwithout leave to\s*amend\b", everything):
        leave = False
    elif re.search(r"\bleave to\s*(?:file an? )?(?:\w+ )?amend", everything) and (
        says != "refused" or "with leave" in everything or "grant" in everything
    ):
        leave = True
    kind = kind_of(motion)
    if effect == "ended" and says == "refused" and _EVENT.match(kind):
        says = "neither"
    prejudice = re.search(r"\bwith(out)? prejudice\b", everything)
    return Ruling(
        outcome=outcome,
        says=says,
        motion=" ".join(motion.split()).strip(" ,.;:"),
        kind=kind,
        numbers=numbers_of(motion),
        mover=mover or mover_of(motion),
        effect=effect,
        prejudice=None if prejudice is None else "without" if prejudice.group(1) else "with",
        moot="moot" in everything[:60] or outcome == "moot",
        part=part,
        leave_to_amend=leave,
        amend_by=amend_by(behind) if leave else None,
        recommended=verb.recommended,
    )


def _other(says: Says) -> Says:
    return {"given": "refused", "refused": "given"}.get(says, says)  # type: ignore[return-value]
