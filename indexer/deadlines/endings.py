"""Frames of dates that the order gives up: vacated, cancelled, struck, moved to another date. See `frame`.

They are tried before all other frames. A date that they fit is listed as ended, beside the date that takes its place.
"""

from __future__ import annotations

import re

from indexer.deadlines.frame import Frame, fit
from indexer.deadlines.places import Place
from indexer.lazy import lazy, remembered
from indexer.orders import Span, TimePhrase
from indexer.provisions.phrases import trim

_GIVEN_UP = (
    r"(?:vacated|cancell?ed|stricken|struck|discharged|withdrawn|superseded|suspended|dissolved|rescinded|lifted|"
    r"taken\soff|removed\sfrom|continued|rescheduled|re-?\s?set|moved|adjourned|postponed|deferred|extended|enlarged|"
    r"changed|advanced|held\sin\sabeyance|(?:no\slonger|not)\s(?:required|necessary|needed)|moot(?:ed)?|off\b|"
    r"converted|replaced|stayed|terminated)"
)
_BE = r"(?:is|are|was|were|be|being|shall\sbe|will\sbe|has\sbeen|have\sbeen)"
_ADV = r"(?:\s(?:hereby|now|also|further|therefore|likewise|each|both|all|accordingly)){0,2}"
_NO_DUTY = r"(?:(?!\b(?:shall|must|may|will|is|are|remains?|stands?)\b)[^.;]|(?<=[ap]\.m)\.|(?<=[ap])\.(?=m)|(?<=No)\.)"
_SET = (
    r"(?:(?<!\bis\s)(?<!\bare\s)(?<!\bbe\s)(?<!\bnow\s)(?:set|scheduled|noticed|calendared|due|fixed|expir(?:es|ing|e))"
    r"|deadlines?|cut-?\s?offs?|hearing|trial|conference|argument|mediation|sentencing|arraignment|dates?|setting|"
    r"submission|run\sout|close|end|on\scalendar|(?:trial\s|court\s)?(?:term|docket|session)(?:\sof\scourt)?)"
)
_NOUN = r"(?:hearing|trial|conference|argument|mediation|deadline|cut-?\s?off|date|setting|call|sentencing|arraignment)"

ENDINGS: tuple[Frame, ...] = (
    Frame(
        "struck out",
        "nothing",
        (("Discovery cutoff: ~~June 4, 2021~~ July 9, 2021", "June 4, 2021", None),),
        (("Discovery cutoff: ~~June 4, 2021~~ July 9, 2021", "July 9, 2021"),),
        before=r"^[^~]*(?:~~[^~]+~~[^~]*)*~~[^~]*$",
        after=r"[^~]{0,80}~~",
    ),
    Frame(
        "set for a date that is given up",
        "nothing",
        (
            ("The hearing set for May 1, 2022 is VACATED and RESET for June 1, 2022.", "May 1, 2022", None),
            ("The deadline, May 1, 2022, is hereby extended to May 9", "May 1, 2022", None),
            ("The status conference of October 11, 2017 is vacated", "October 11, 2017", None),
            ("The trial of March 18, 2024 and all dates tied to it are VACATED.", "March 18, 2024", None),
            (
                "The conference set for April 5, 2016, at 11:00 a.m. before Judge Roe is VACATED.",
                "April 5, 2016, at 11:00 a.m.",
                None,
            ),
            (
                "the one noticed for May 23, 2019 at 10:00 a.m. is taken off calendar",
                "May 23, 2019 at 10:00 a.m.",
                None,
            ),
            ("The deadline for completing discovery, now July 12, 2019, is suspended", "July 12, 2019", None),
            ("The time, which would otherwise run out on May 1, 2020, is extended to May 8", "on May 1, 2020", None),
            ("The schedule under which the motions were due April 8, 2022, is superseded.", "April 8, 2022", None),
            ("The order setting trial for May 7, 2018 is superseded in every respect.", "May 7, 2018", None),
            ("The term beginning May 7, 2018 is cancelled as to this case.", "beginning May 7, 2018", None),
            ("The motion, now on calendar for May 7, 2018, is taken off calendar.", "May 7, 2018", None),
        ),
        (
            ("The hearing is RESET for June 1, 2022", "June 1, 2022"),
            ("The report is due May 1, 2022 and the hearing is VACATED.", "May 1, 2022"),
            ("The hearing set for May 1, 2022 is not vacated.", "May 1, 2022"),
        ),
        before=rf"\b{_SET}\b(?:(?!\b(?:is|are|shall|must|will|may)\b)[^.;]){{0,60}}$",
        after=rf"(?:{_NO_DUTY}){{0,110}}?,?\s{_BE}{_ADV}\s{_GIVEN_UP}",
        kinds=("fixed",),
        bounds=("on", "by", "until", "from"),
    ),
    Frame(
        "stands but is moved",
        "nothing",
        (("The conference set for September 1, 2016, stands, but is moved to 11:30 a.m.", "September 1, 2016", None),),
        (("The conference set for September 1, 2016, stands.", "September 1, 2016"),),
        before=rf"\b{_SET}\b[^.;]{{0,40}}$",
        after=rf",?\s(?:stands|remains),?\sbut\s{_BE}\s{_GIVEN_UP}\s(?:to|until)\s(?=[^.;]*\b(?:19|20)\d\d\b)|"
        rf",?\s(?:stands|remains),?\sbut\s{_BE}\s{_GIVEN_UP}\s(?:to|until)\s\d",
        kinds=("fixed",),
    ),
    Frame(
        "a date before its noun, given up",
        "nothing",
        (
            ("the 2/28/2023 cutoff is stricken", "2/28/2023", None),
            ("The May 5, 2022 hearing is VACATED.", "May 5, 2022", None),
        ),
        (("The May 5, 2022 order is VACATED.", "May 5, 2022"),),
        before=r"\b(?:the|this|that|said|all|court['’]s)\s$",
        after=rf",?\s(?:[\w'’-]+\s){{0,4}}?{_NOUN}s?\b(?:{_NO_DUTY}){{0,80}}?\s{_BE}{_ADV}\s{_GIVEN_UP}",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "given up among others",
        "nothing",
        (
            (
                "everything on the calendar is struck, including the July 25, 2022 trial date and",
                "July 25, 2022",
                None,
            ),
        ),
        (("All papers, including those due July 25, 2022, shall be served", "July 25, 2022"),),
        before=r"\b(?:vacated|cancell?ed|stricken|struck)\b[^.;]{0,80}?\bincluding\b[^.;]{0,200}$",
        kinds=("fixed",),
    ),
    Frame(
        "the court gives it up",
        "nothing",
        (
            (
                "ORDER canceling the hearing scheduled for October 13, 2023 at 9:00 a.m.",
                "October 13, 2023 at 9:00 a.m.",
                None,
            ),
            ("The Court hereby VACATES the trial set for May 1, 2022.", "May 1, 2022", None),
            ("The Court continues the hearing set for May 1, 2022 to June 1, 2022.", "May 1, 2022", None),
        ),
        (
            ("The Court vacates the order and sets a hearing for May 1, 2022.", "May 1, 2022"),
            ("The Court continues the hearing to June 1, 2022.", "June 1, 2022"),
        ),
        before=r"\b(?:vacat(?:es|ing)|cancel(?:s|ing|l(?:s|ing))|strik(?:es|ing)|continu(?:es|ing)|re-?sets?|resetting|"
        r"mov(?:es|ing)|reschedul(?:es|ing)|postpon(?:es|ing)|adjourn(?:s|ing)|extend(?:s|ing)|terminat(?:es|ing)|"
        rf"lift(?:s|ing))\s(?:(?!\b(?:and|but|shall|must|will|sets?|resets?|to|until)\b)[^.;]){{0,110}}?\b(?:{_SET})\s"
        r"(?:for|on|of|by|to\s\w+\son|at)?\s?$",
        kinds=("fixed",),
        bounds=("on", "by", "until"),
    ),
    Frame(
        "from one date to another",
        "nothing",
        (
            ("the cutoff moves from November 12, 2021 to December 10, 2021", "from November 12, 2021", None),
            ("The trial is continued from May 3, 2021, to June 7, 2021.", "from May 3, 2021", None),
        ),
        (("documents made from July 1, 2016 to August 14, 2016", "from July 1, 2016"),),
        before=r"\b(?:moves?|moved|moving|continu(?:ed|es|ing)|extend(?:ed|s|ing)|re-?set|reschedul(?:ed|es|ing)|chang(?:ed|es)|"
        r"postpon(?:ed|es|ing)|adjourn(?:ed|s|ing)|enlarg(?:ed|es)|advanc(?:ed|es))\b[^.;]{0,110}$",
        after=r",?\s(?:to|until)\s",
        kinds=("fixed",),
        bounds=("from",),
    ),
    Frame(
        "of a label, from one date to another",
        "nothing",
        (
            ("Jury trial: from January 10, 2017 to April 4, 2017", "from January 10, 2017", None),
            ("Last day to hear motions: from May 1, 2017 to June 5, 2017 at 1:30 p.m.", "from May 1, 2017", None),
        ),
        (
            ("Period covered: from May 1, 2017 and on", "from May 1, 2017"),
            ("Jury trial: May 1, 2017 to May 5, 2017", "May 1, 2017"),
        ),
        before=r"(?:^|[.;]\s|\n)[^.;:]{3,90}:\s$",
        after=r",?\sto\s(?:\w+day,?\s)?(?:[A-Z][a-z]+\.?\s\d|\d)",
        kinds=("fixed",),
        bounds=("from",),
    ),
    Frame(
        "in brackets before the new date",
        "nothing",
        (("shall be filed on or before [February 29, 2012] May 18, 2012.", "February 29, 2012", None),),
        (("Trial is set [tentatively for May 1, 2012] in Reno.", "May 1, 2012"),),
        before=r"\[\s?$",
        after=r"\s?\]\s{1,3}(?:\w+day,?\s)?(?:(?-i:[A-Z])[a-z]+\.?\s\d|\d{1,2}[/-]\d)",
        kinds=("fixed",),
    ),
    Frame(
        "due before, due now on another date",
        "nothing",
        (
            ("Dispositive motions, due March 2, 2018, are now due May 25, 2018.", "March 2, 2018", None),
            ("The reply, previously due May 1, 2020, is now due May 8, 2020.", "May 1, 2020", None),
            ("Fact discovery, which was to close April 30, 2021, will close June 30, 2021.", "April 30, 2021", None),
            (
                "Motions under Rule 12, due October 6, 2017, may be filed up to November 20, 2017.",
                "October 6, 2017",
                None,
            ),
            ("The trial, originally set for May 1, 2020, will begin on June 1, 2020.", "May 1, 2020", None),
        ),
        (
            ("The report, due May 1, 2020, shall not exceed ten pages.", "May 1, 2020"),
            ("The hearing previously set for May 1, 2020 remains on calendar.", "May 1, 2020"),
            ("The trial shall go forward as previously scheduled on May 1, 2020.", "on May 1, 2020"),
        ),
        before=r"(?:(?<!as\s)\b(?:previously|originally|formerly|initially|currently|presently|now|heretofore)\s"
        r"(?:due|set|scheduled|noticed|calendared|fixed)|\b(?:was|were)\s(?:\w+\s)?to\s\w+|would\s(?:otherwise\s)?\w+(?:\sout)?|"
        r",\s(?:due|set|scheduled)|\b(?:was|were)\s(?:\w+\s)?(?:due|set|scheduled))(?:\s(?:for|on|by|to\s\w+))?\s*$",
        after=rf"(?![^.;]*\b(?:remains?|stands?|unchanged|unaffected|go(?:es)?\sforward)\b),?\s(?:and\s)?(?:(?:is|are)\snow\b|"
        rf"(?:is|are|shall\sbe|will\sbe){_ADV}\s{_GIVEN_UP}|will\s(?:now\s)?(?:close|begin|end|start|proceed|commence)|"
        r"may\s(?:now\s)?be\s\w+\s(?:up\sto|until|by|through)|shall\snow\b)",
        kinds=("fixed",),
    ),
    Frame(
        "another date instead",
        "nothing",
        (
            ("shall provide reports by September 28, 2012 instead of July 27, 2012.", "July 27, 2012", None),
            ("is due August 31, 2012 (formerly June 29, 2012).", "June 29, 2012", None),
            ("to August 31, 2012, rather than June 29, 2012.", "June 29, 2012", None),
        ),
        (
            ("Defendant shall answer instead of moving by July 27, 2012", "by July 27, 2012"),
            ("the firm formerly retained shall appear on May 1, 2020", "on May 1, 2020"),
        ),
        before=r"(?:\b(?:instead\sof|rather\sthan|in\s(?:place|lieu)\sof)|\(\s?(?:formerly|previously|originally|was)(?:\s(?:due|set\sfor))?)\s"
        r"(?:on\s|by\s)?$",
        kinds=("fixed",),
        bounds=("on", "by"),
    ),
    Frame(
        "need not be done",
        "nothing",
        (
            ("The case management plan due March 29, 2016 need not be filed.", "March 29, 2016", None),
            ("whose time to do so expires on January 18, 2011, need not answer", "on January 18, 2011", None),
            ("The hearing noticed for March 8, 2011, will not be held.", "March 8, 2011", None),
        ),
        (("The plan due March 29, 2016 need not be signed by all.", "March 29, 2016"),),
        before=r"\b(?:due|(?:set|scheduled|noticed|calendared|fixed)(?:\s(?:for|on))?|expires|expiring)\s(?:on\s)?$",
        after=r",?\s(?:needs?\snot\s(?:be\s)?(?:filed|held|made|served|submitted|answer|respond|file|appear)|"
        r"is\sno\slonger\s(?:required|needed|necessary|due)|(?:will|shall|does|do)\snot\s(?:be\sheld|take\splace|go\sforward|occur|proceed))",
        kinds=("fixed",),
    ),
    Frame(
        "need not do what was due",
        "nothing",
        (("the parties need not file the report that was due March 11, 2016.", "March 11, 2016", None),),
        (("the parties need not file a report due to cost by May 1, 2016", "by May 1, 2016"),),
        before=r"\bneeds?\snot\s(?:\w+\s){1,2}(?:the|a|an|any|its|their)\s[^.;,]{0,60}?\b(?:due|set\sfor)\s(?:on\s|by\s)?$",
        kinds=("fixed",),
    ),
)


_WORDS = re.compile(rf"\b{_GIVEN_UP}\b|\bneeds?\snot\b|\bnow\b", re.I)
_ANY = lazy(
    rf"\b(?:{_GIVEN_UP}|vacat|cancel|strik|continu|re-?\s?set|resetting|mov(?:es|ing)|reschedul|postpon|adjourn|extend|terminat|"
    r"lift|moves?|changes?|enlarg|instead\sof|rather\sthan|in\s(?:place|lieu)\sof|formerly|previously|originally|advances?|now|needs?\snot|will\s(?:not|close|begin|end|start|proceed|commence)|shall\snot|may\sbe)",
    re.I,
)
_BEFORE = re.compile(
    rf"(?P<noun>(?:[\w'’/&-]+\s){{0,6}}?(?:{_NOUN}|discovery|disclosures?|motions?|briefs?|report|plan|response|reply|answer))s?\b"
    rf"[^.;]{{0,60}}$",
    re.I,
)
_BEHIND = re.compile(rf"\s(?P<noun>(?:[\w'’-]+\s){{0,4}}?{_NOUN}s?)\b", re.I)


@remembered
def _gives_up(text: str) -> bool:
    """Whether any word by which dates are given up stands in a sentence at all, as most have none."""
    return "~~" in text or "[" in text or ": from" in text or _ANY.search(text) is not None


def ending(place: Place, phrase: TimePhrase) -> Span | None:
    """The words of the sentence by which the order gives up the date of `phrase`; None where it stands."""
    text = place.text
    if not _gives_up(text):
        return None
    found = fit(ENDINGS, text[: phrase.span.start], text[phrase.span.end :], phrase)
    if found is None:
        return None
    said = _WORDS.search(text, phrase.span.end) or _WORDS.search(text)
    return Span(*said.span()) if said and found.frame.name != "struck out" else phrase.span


def named_before(words: str) -> str | None:
    """What a date that is given up was set for, by the words before it."""
    found = _BEFORE.search(words[-160:])
    return trim(found["noun"]) if found else None


def named_behind(words: str) -> str | None:
    """The same by the words behind it: "the May 5, 2022 hearing"."""
    found = _BEHIND.match(words[:80])
    return trim(found["noun"]) if found else None
