"""Times in sentences that no frame and no plain duty reads: does the sentence set something, and what?

A date that lies ahead of the order sets something unless a refusal says otherwise. A length of time, or a time that
hangs on what happens, does so only in a sentence that orders, allows, forbids or lasts; the law's own terms, told in
passing, do not.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

from indexer.deadlines.places import Place
from indexer.deadlines.tables import is_event
from indexer.lazy import lazy, remembered
from indexer.orders import TimePhrase
from indexer.provisions.acts import Act, read_acts
from indexer.provisions.phrases import BASE_VERBS, trim

Role = Literal["act", "event", "window", "vague", "expiry"]

# The law for everybody: "A plaintiff must serve within 90 days", "courts may", a reporter's cite.
_EVERYBODY = lazy(
    r"(?:^|[.;:,]\s|\bthat\s)(?:an?|any|every|no|each)\s(?:(?!party\b)\w+\s){0,2}?(?:prisoner|inmate|petitioner|plaintiff|defendant|"
    r"litigant|person|movant|claimant|applicant|alien|employee|employer|debtor|creditor|witness|court|judge|district\scourt|"
    r"agency|state|party)\b(?!['’]s\s)(?!\s(?:who|that|wish|seek|object|need|desir|may\sask))"
    r"|\b(?:courts|judges|litigants|petitioners|Congress|the\sstatute|the\srule|Rule\s\d[^.;]{0,40}?\s(?:provides|requires|allows|"
    r"permits|states|gives|says))\b"
    r"|\d\s(?:U\.\s?S\.|S\.\s?Ct|F\.(?:\s?\dd|\s?Supp|\s?App|4th)|F\.R\.D)"
    r"|\b(?:prima\sfacie|burden\sof|well\ssettled|it\sis\swell|elements?\sof|statute\sof\slimitations|tolled|limitations\speriod)\b",
    re.I,
)
_LAW = lazy(
    r"\b(?:Rules?|Fed\.\sR\.|Section|Local\s(?:Civil\s)?Rule|U\.S\.C\.|statute|Act|Constitution|Court\sof\sAppeals)\b[^.;]{0,80}?"
    r"\b(?:provides?|requires?|states?|allows?|permits?|gives?|prescribes?|directs?|says|bars?)\b",
)
_PAST = lazy(
    r"\b(?:was|were|had|did|failed|filed|moved|argued|testified|alleges?d?|claims?|contends?|asserts?|found|held|granted|"
    r"requested|told|said|began|took|gave|went|made|sought|wrote|responded|stated|noted|explained|concluded)\b",
    re.I,
)
# What lasts, begins or ends by the order's own words, without any "shall".
_LASTS = lazy(
    r"\b(?:stays?|remains?|continues?|runs?|ends?|takes?\seffect|in\s(?:full\s)?(?:force|effect)|put\soff|suspended|stayed|lifted|"
    r"assessed|excluded|effective|expires?|reopened|open|deferred|referred|appointed|released?|placed|set|reset|extended|enlarges?|"
    r"continued|stricken|granted|untimely|denied|disfavor|on\snotice|given|allowed|entered|reserved|held\sin|goes?|has|have|"
    r"sentenced|committed|(?<!in\s)due|fixed|closed|permitted|admitted|dismissed|scheduled|resume[sd]?|begins?|starts?)\b",
    re.I,
)
_IMPERATIVE = lazy(
    r"(?:^|[;:]\s|,\sand\s)\W*(?:\(?\w{1,2}[.)]\s*)?(?:(?:immediately|promptly|please|forthwith)\s)?(?P<verb>[A-Za-z]+)\s",
    re.I,
)
_MORE_VERBS = frozenset(
    ["call", "keep", "bring", "give", "write", "tell", "wait", "ask", "refrain", "avoid", "maintain"]
)
_DUTIES = {"obligation", "prohibition", "permission", "relief"}
_COURT = re.compile(
    r"(?:the\s|this\s)?(?:(?:district|magistrate|presiding|trial)\s)?(?:court|judge|undersigned)$", re.I
)
_COMMANDS = BASE_VERBS | _MORE_VERBS
_HAPPENS = re.compile(
    r"\b(?:begins?|starts?|commences?|held|heard|argued|called|takes?\splace|convenes?|resumes?|appear|meet|scheduled|set|"
    r"fixed|conducted|continued|reset|moved)\b",
    re.I,
)
_CUT = re.compile(r"[.;:]\s|,\s(?:and|but|which|who|that|so|because|since|as)\s")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a time sets. subject: what is due or happens, in the order's words; act: of its clause, None without."""

    role: Role
    subject: str
    act: Act | None


_REPORTER = re.compile(r"\b\d{1,4}\s(?:U\.\s?S\.|S\.\s?Ct|F\.\s?(?:2d|3d|4th|Supp)|WL\s\d|B\.R\.)")
_MANY_CITES = 6
# What goes on for a length of time; a deposition of four hours or a trial of five days does not.
_GOES_ON = re.compile(
    r"\b(?:stay|stayed|suspen\w+|probation|supervis\w+|publi\w+|post\w*|retain\w*|preserv\w+|keep|maintain\w*|remain\w*|exten\w+|"
    r"continu\w+|restrain\w+|enjoin\w+|barr?\w*|hold|held|abat\w+|toll\w*|exclu\w+|defer\w*|put\soff|postpon\w+|abey\w+|sealed?)\b",
    re.I,
)
_WAS = re.compile(r"\b(?:was|were|had|did)\b", re.I)
_THAT_DAY = re.compile(r"(?:by|before|on)\s(?:then|(?:that|the\ssame|such)\s(?:same\s)?(?:day|date|time))", re.I)
_UNMET = re.compile(
    r"\b(?:if|who\s(?:has|have|does|do)\snot|fails?|failure|has\snot|have\snot|is\snot|are\snot|none\sis|not)\b", re.I
)


def is_opinion(text: str) -> bool:
    """Whether an order reads as an opinion: it cites so many decisions that its text is mostly about the law."""
    return sum(1 for _ in _REPORTER.finditer(text)) >= _MANY_CITES


def told(place: Place, phrase: TimePhrase, filed: dt.date | None) -> str | None:
    """Why a time is only told of, whatever the sentence orders; None where that is not known."""
    words = place.text[phrase.span.start : phrase.span.end]
    before = place.text[: phrase.span.start]
    if phrase.kind == "window" and phrase.end is not None and filed is not None and phrase.end <= filed:
        return "it lies before the order"
    lasting = phrase.kind == "window" and phrase.period is not None and phrase.trigger is None
    hours = lasting and phrase.period is not None and phrase.period.unit == "hours"
    if lasting and words[:3].casefold() == "for" and (hours or not _GOES_ON.search(place.text)):
        return "how long, not until when"
    if phrase.kind == "vague" and phrase.trigger is not None and phrase.trigger.kind == "event":
        if _WAS.search(words):
            return "it tells what was done"
        if phrase.bound == "from" and any(other.kind in {"period", "window"} for other in _behind(place, phrase)):
            return "it says from when another time of the sentence runs"
        if _THAT_DAY.fullmatch(words):
            dated = any(other.date is not None for other in _ahead(place, phrase))
            if _UNMET.search(before) or words.casefold().startswith("on") and dated:
                return "it repeats a day named before"
    return None


_NEAR = 12  # phrases on either side that are looked at


def _behind(place: Place, phrase: TimePhrase) -> tuple[TimePhrase, ...]:
    at = bisect_right(place.phrases, phrase.span.start, key=lambda other: other.span.start)
    return place.phrases[at : at + _NEAR]


def _ahead(place: Place, phrase: TimePhrase) -> tuple[TimePhrase, ...]:
    at = bisect_left(place.phrases, phrase.span.start, key=lambda other: other.span.start)
    return place.phrases[max(0, at - _NEAR) : at]


def sets(place: Place, phrase: TimePhrase, act: Act | None, filed: dt.date | None) -> Reading | str:
    """What `phrase` sets in its sentence; else why it sets nothing that the program knows."""
    last = phrase.end or phrase.date
    if phrase.kind in {"fixed", "window"} and last is not None and phrase.period is None:
        if filed is not None and last <= filed:
            return "it lies before the order, or on its day"
        if filed is None and (_tells(place.text) or not operative(place, act)):
            return "no words were found that say what it sets, and the order's own date is not known"
        return Reading(_role(place, phrase), _subject(place, phrase, act), act)
    if phrase.kind == "fixed":
        return "no whole date is printed"
    if not operative(place, act):
        return "no words were found that make a limit of it"
    if phrase.kind == "period":
        role: Role = "act" if phrase.bound == "by" else "window"
    else:
        role = "window" if phrase.kind == "window" else "vague"
    return Reading(role, _subject(place, phrase, act), act)


def operative(place: Place, act: Act | None) -> bool:
    """Whether the sentence of `place` orders, allows, forbids or lets something last, for these parties."""
    text = place.text
    if _of_the_law(text):
        return False
    acts = [*read_acts(place.blank), *([act] if act else [])]
    if any(one.force in _DUTIES or one.force == "statement" and not _COURT.match(one.actor or "") for one in acts):
        return True
    return _says_so(text)


@remembered
def _of_the_law(text: str) -> bool:
    return bool(_EVERYBODY.search(text) or _LAW.search(text))


@remembered
def _tells(text: str) -> bool:
    return bool(_PAST.search(text))


@remembered
def _says_so(text: str) -> bool:
    """Whether a sentence without an operator commands, or says what lasts, begins or ends."""
    for match in _IMPERATIVE.finditer(text):
        if match["verb"].casefold() in _COMMANDS and (match["verb"][0].isupper() or match.start() > 0):
            return True
    return bool(_LASTS.search(text)) and not _tells(text)


def past(place: Place) -> bool:
    """Whether the sentence only tells: of what was done, or of the law."""
    return _of_the_law(place.text) or _tells(place.text) or not read_acts(place.blank)


def _role(place: Place, phrase: TimePhrase) -> Role:
    before = place.text[: phrase.span.start]
    clause = _clause(before)
    if phrase.kind == "window":
        return "window"
    if phrase.bound == "until" or phrase.bound == "on" and re.search(r"\b(?:until|through)\s*$", before):
        return "expiry"
    noun = clause or place.text[phrase.span.end :][:60]
    if is_event(noun) or _HAPPENS.search(noun) and phrase.bound in {"on", "from"}:
        return "event"
    return "act"


def _subject(place: Place, phrase: TimePhrase, act: Act | None) -> str:
    clause = _clause(place.text[: phrase.span.start])
    if act is not None and act.subject and act.force not in {None, "law"}:
        return act.subject
    words = trim(clause) or trim(place.text[phrase.span.end :]) or " ".join(place.text.split()[:8])
    return words[:120]


def _clause(before: str) -> str:
    """The words of the clause that ends where a time begins."""
    cut = 0
    for match in _CUT.finditer(before):
        cut = match.end()
    words = before[cut:].strip(" ,")
    return words if len(words) > 3 else before.strip(" ,")
