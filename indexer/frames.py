"""What the words about a time phrase make of it: a limit on an act, an event, an expiry, or no limit at all.

A frame looks at the words of the clause before and after the phrase. `REFUSALS` say that the phrase limits
nothing (a citation, a signature, what is past); `FRAMES` say what it sets without any "shall" (docket and
schedule forms, events, extensions). The first that fits decides. `matches` holds the sentence, the phrase
in it, and the subject that is read (None: none); `tests/test_frames.py` is made of the entries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from indexer.orders import TimePhrase

Gives = Literal["nothing", "act", "event", "expiry"]


@dataclass(frozen=True, slots=True)
class Frame:
    """before must end at the phrase, after must begin behind it; both see the clause only.

    subject: a named group of either, the words for what is due or happens. kinds, bounds: of the phrases
    that it applies to; empty: all.
    """

    name: str
    gives: Gives
    matches: tuple[tuple[str, str, str | None], ...]
    near_misses: tuple[tuple[str, str], ...]
    before: str = ""
    after: str = ""
    kinds: tuple[str, ...] = ()
    bounds: tuple[str, ...] = ()


_HEARING = (
    r"(?:hearing|conference|trial|mediation|argument|arraignment|sentencing|deposition|teleconference|session|"
    r"proceedings?|meeting|call|calendar|voir\sdire|jury\sselection|colloquy|status\scheck|inspection)"
)
_SETTING = (
    r"(?:re-?\s?set|set|re-?scheduled|scheduled|calendared|noticed|continued|adjourned|postponed|advanced|moved|"
    r"held|heard|convened|conducted|commenced?|begin|start|occur|proceed|resume|convene|take\splace|go\sforward)"
)
_BE = r"(?:is|are|will(?:\sbe)?|shall(?:\sbe)?|has\sbeen|have\sbeen|to\sbe|be)"
_ADV = r"(?:\s(?:hereby|now|also|further|currently|presently|tentatively|therefore))?"
_PLAIN = r"(?!(?:at|in|on|for|to|the|an?|of|by|with)\s)[\w'’/&-]+"
_LAST = (
    r"(?:deadlines?|cut-?\s?offs?|due\sdates?|last\sday|date|time|period|schedule|discovery|disclosures?|designations?)"
)
_LEAD = r"(?:^|[.;:,]\s|\)\s|\()\s*(?:[-*•]\s?|\(?(?:\d{1,2}|[a-z]{1,3})[.)]\s)?"
_LABEL = r"(?P<subject>(?!(?:signed|entered|ordered|dated|filed|modified|date|see|from|to|on)\b)[A-Za-z][^.;:|]{2,90}?)"
_PAST = (
    r"filed|issued|entered|signed|dated|served|received|held|sent|mailed|made|decided|commenced|executed|submitted|"
    r"lodged|docketed|returned|arrested|terminated|transferred|removed|brought|denied|granted|ordered|appeared|"
    r"occurred|began|took\splace|moved|sought|requested|notified|noticed|started|gave|given"
)

REFUSALS: tuple[Frame, ...] = (
    Frame(
        "a decision cited", "nothing",
        (("Doe v. Roe, 2020 WL 1 (D. Md. Aug. 20, 2024).", "Aug. 20, 2024", None),
         ("(N.D. Tex. Mar. 9, 2018)", "Mar. 9, 2018", None)),
        (("the parties shall file (by March 9, 2018)", "by March 9, 2018"),),
        before=r"\((?:[A-Z0-9][\w.']{0,12}\s){0,5}(?:ed\.\s)?$", after=r"[^()]{0,12}\)", kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "signed or entered", "nothing",
        (("Signed by Judge A. Doe on 8/12/2019. (ab)", "on 8/12/2019", None),
         ("(Entered: 08/12/2019)", "08/12/2019", None),
         ("DATED this 18th day of March, 2025, at noon", "18th day of March, 2025, at noon", None),
         ("SO ORDERED, this the 21st day of May, 2020.", "21st day of May, 2020", None)),
        (("IT IS ORDERED that on March 5, 2020 counsel appear", "on March 5, 2020"),
         ("a report shall be filed on March 5, 2020", "on March 5, 2020")),
        before=r"(?<!be\s)\b(?:signed|entered|ordered|modified|dated|filed|docketed|decreed|decided|date|posted|issued)\b"
        r"(?:\s(?:and\s\w+\s)?(?:by|in)\b[^;:]{0,80}?)?[:,]?\s*(?:on|this|the|this\sthe)?\s*$",
        kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "date of a paper", "nothing",
        (("The Order of March 13, 2025, is VACATED", "March 13, 2025", None),
         ("Plaintiff's September 21, 2022 application", "September 21, 2022", None),
         ("during the March 7, 2025 call", "March 7, 2025", None),
         ("any dates during the week of February 4, 2008", "February 4, 2008", None)),
        (("trial is set for March 13, 2025", "March 13, 2025"),),
        before=r"(?:\b(?:of|dated|during\sthe|its|his|her|their|our|the\scourt's)|['’]s?)\s$", kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "done in the past", "nothing",
        (("Plaintiff filed the Complaint commencing this action on July 18, 2011.", "on July 18, 2011", None),
         ("a hearing held on March 26, 2025, showed", "on March 26, 2025", None),
         ("which had been set to expire on March 27, 2025", "on March 27, 2025", None),
         ("papers sent to the clerk on April 1, 2025", "on April 1, 2025", None)),
        (("A hearing will be held on March 26, 2025", "on March 26, 2025"),
         ("all papers filed shall be served by May 1, 2020", "by May 1, 2020")),
        before=rf"(?:(?<!be\s)(?<!is\s)(?<!are\s)\b(?:{_PAST})\b(?:\s(?!(?:shall|must|may|will|is|are|be|due)\b)[\w'’()-]+){{0,9}}?\s?|"
        r"\b(?:had|has)\sbeen\s(?:\w+\s){0,5}?)$",
        kinds=("fixed",), bounds=("on", "about", "from", "until"),
    ),
    Frame(
        "told of the past first", "nothing",
        (("On April 1, 2025, the Court issued a stay", "On April 1, 2025", None),
         ("On May 2, 2020, Plaintiff filed his complaint.", "On May 2, 2020", None)),
        (("On April 1, 2025, counsel shall appear", "On April 1, 2025"),),
        before=r"^\W*(?:(?:and|also|then|but)\s)?$",
        after=rf",?\s(?:(?!\b(?:shall|must|may|will|is|are|be)\b)[^.;]){{0,90}}?\b(?:{_PAST})\b",
        kinds=("fixed",), bounds=("on", "about", "from"),
    ),
    Frame(
        "was due", "nothing",
        (("the motion was due by May 1, 2020", "by May 1, 2020", None),
         ("reports had been required by May 1, 2020", "by May 1, 2020", None)),
        (("the motion is due by May 1, 2020", "by May 1, 2020"),),
        before=r"\b(?:had\sbeen|was|were)\s(?:\w+\s){0,5}?$", kinds=("fixed",), bounds=("on", "by", "about", "from", "until"),
    ),
    Frame(
        "asked for", "nothing",
        (("On Defendants' Motion to Extend Deadline to 7 p.m. Monday, March 17, 2025", "7 p.m. Monday, March 17, 2025", None),
         ("The State requests that the Court rule by May 1, 2020", "by May 1, 2020", None)),
        (("Defendant shall answer the motion to compel by May 1, 2020", "by May 1, 2020"),),
        before=r"^(?:(?!\b(?:shall|must|may|will|is|are|be|due|directed|ordered|required|deadline\sto)\b).)*?"
        r"\b(?:motions?|requests?|requested|application|proposal|leave|asks?|moves?|moved|seeks?|sought)\s(?:to|for|that)\b"
        r"(?:(?!\b(?:shall|must|will|is|are|be|due|directed|ordered|required)\b).)*$",
    ),
    Frame(
        "what was ordered before", "nothing",
        (("The earlier order required the agency to report by May 1, 2020.", "by May 1, 2020", None),
         ("the Court ordered additional briefing, due tomorrow, May 1, 2020.", "May 1, 2020", None)),
        (("it is ordered that the agency report by May 1, 2020", "by May 1, 2020"),
         ("The parties are required to report by May 1, 2020", "by May 1, 2020")),
        before=r"(?:^|[^\w])(?!(?:is|are|was|were|be|been|hereby|further|also|being|therefore|it|that|to|and)\s)[\w’'()]+"
        r"(?:\spreviously|\salready|\searlier)?\s"
        r"(?-i:required|ordered|directed|instructed|requested|scheduled|gave|set)\b(?!\s(?:in\s)?for\b)"
        r"(?:(?!\b(?:shall|must|ORDERED)\b)[^.;])*$",
        kinds=("fixed",),
    ),
)

FRAMES: tuple[Frame, ...] = (
    Frame(
        "deadline moved", "act",
        (("Defendants' deadline to file a Status Report is extended, nunc pro tunc, to 7:43pm on March 17, 2025.",
          "7:43pm on March 17, 2025", "Defendants' deadline to file a Status Report"),
         ("the discovery cut-off is hereby vacated and is re-set for May 26, 2009.", "May 26, 2009",
          "the discovery cut-off"),
         ("The compliance deadline shall remain 1 p.m. Monday, March 17, 2025.", "1 p.m. Monday, March 17, 2025",
          "The compliance deadline")),
        (("the hearing is re-set for May 26, 2009", "May 26, 2009"),),
        before=rf"(?P<subject>[^;.]{{0,90}}?\b(?:{_LAST})\b[^;]{{0,120}}?)\s(?:(?:is|are|be)\s|shall\s|will\s|and\s)+"
        r"(?:\w+\s){0,5}?(?:extended|re-?\s?set|reset|moved|changed|continued|enlarged|remains?|advanced|modified|set)\b"
        r"[^.;]{0,40}?(?:\s(?:to|for|at|until))?\s$",
        kinds=("fixed",), bounds=("on", "by", "until"),
    ),
    Frame(
        "expires", "expiry",
        (("this Order SHALL EXPIRE on Thursday, March 27, 2025.", "on Thursday, March 27, 2025", "this Order"),
         ("The stay shall remain in effect until June 1, 2021.", "until June 1, 2021", "The stay"),
         ("The TRO will be extended to Tuesday, April 1, 2025.", "Tuesday, April 1, 2025", "The TRO")),
        (("the deadline is extended to June 1, 2021", "June 1, 2021"),),
        before=rf"(?P<subject>(?:(?!\b{_LAST}\b)[^.;,]){{3,120}}?),?\s(?:(?:shall|will|is\sset\sto|to)\s(?:automatically\s)?"
        r"(?:expire|terminate|end|lapse|remain\sin\s(?:full\s)?(?:force|effect|place)[\w\s]{0,20})|expires|terminates|"
        r"(?:is|are|will\sbe|shall\sbe)(?:\shereby)?\s(?:extended|stayed|continued\sin\seffect)[^.;]{0,40}?)\s(?:to\s)?$",
        kinds=("fixed",), bounds=("on", "by", "until"),
    ),
    Frame(
        "deadline is", "act",
        (("The deadline to submit the sur-reply brief is 10/19/2017.", "10/19/2017", "submit the sur-reply brief"),
         ("The last day to amend the pleadings is May 1, 2020.", "May 1, 2020", "amend the pleadings"),
         ("The deadline for expert reports will be May 1, 2020.", "May 1, 2020", "expert reports")),
        (("The hearing is May 1, 2020.", "May 1, 2020"),),
        before=r"\b(?:deadline|last\s(?:day|date)|cut-?off|due\sdate|time)\s(?:to|for|of|in\swhich\sto|by\swhich\sto)\s"
        r"(?P<subject>[^.;]{3,140}?)\s(?:is|are|shall\sbe|will\sbe|remains)(?:\shereby)?(?:\sset\sfor)?\s$",
        kinds=("fixed", "period"),
    ),
    Frame(
        "event set", "event",
        (("Status Conference set for 10/12/2021 at 04:00 PM before Judge Doe.", "10/12/2021 at 04:00 PM", "Status Conference"),
         ("A HEARING on the Motion for Sanctions (ECF No. 4) is SET IN for March 12, 2025, at 9:30 a.m.",
          "March 12, 2025, at 9:30 a.m.", "HEARING on the Motion for Sanctions (ECF No. 4)"),
         ("A jury trial in this matter will begin on Monday, June 26, 2023, at 9:00 a.m.",
          "on Monday, June 26, 2023, at 9:00 a.m.", "jury trial in this matter"),
         ("The conference is rescheduled to September 22, 2022 at 12:00 p.m.", "September 22, 2022 at 12:00 p.m.",
          "conference"),
         ("remaining disputes at an in-person discovery hearing scheduled for April 24, 2024, at 10:00 a.m.",
          "April 24, 2024, at 10:00 a.m.", "in-person discovery hearing")),
        (("the hearing held on March 12, 2025", "on March 12, 2025"),
         ("The deadline is set for March 12, 2025", "March 12, 2025")),
        before=rf"(?:\b(?:an?|the|any|this|said|that)\s|{_LEAD})(?P<subject>(?:{_PLAIN}\s){{0,6}}?{_HEARING}s?\b"
        rf"(?:[^.;:,]|(?<=No)\.|(?<=\s[a-z])\.){{0,90}}?),?\s(?:(?:{_BE}{_ADV}\s){_SETTING}|(?:re-?)?(?:set|scheduled)|(?:hereby\s)?(?:re)?set)"
        r"(?:\sin)?(?:\s(?:telephonically|remotely|by\s\w+|via\s\w+|in\sperson|before[^,;]{0,60}))?,?(?:\s(?:for|to|at|until))?\s$",
        kinds=("fixed",), bounds=("on", "until"),
    ),
    Frame(
        "court holds", "event",
        (("The Court will hold a final pretrial conference in this case on Friday, May 26, 2023, at 1:00 p.m.",
          "on Friday, May 26, 2023, at 1:00 p.m.", "final pretrial conference"),
         ("the court sets a further hearing on 11/21/03 at 11:00 a.m.", "on 11/21/03 at 11:00 a.m.", "further hearing"),
         ("IT IS ORDERED continuing the settlement conference from May 1, 2008 to Wednesday, May 14, 2008 at 2:00 p.m.",
          "Wednesday, May 14, 2008 at 2:00 p.m.", "settlement conference"),
         ("are ORDERED TO APPEAR before the undersigned for a settlement conference on April 5, 2021 at 2:00 p.m.",
          "on April 5, 2021 at 2:00 p.m.", "settlement conference")),
        (("The court held a hearing on May 1, 2020", "on May 1, 2020"),),
        before=rf"\b(?:(?:will|shall|to)\s(?:hold|conduct|convene|have|hear|attend|appear\b[^;]{{0,160}}?\s(?:for|at))|"
        rf"sets?|schedules|continues|continuing|resetting|setting|rescheduling|for)\s(?:an?\s|the\s|its\s|oral\s)?"
        rf"(?P<subject>(?:[\w'’/-]+\s){{0,5}}?{_HEARING}s?)\b[^.;]{{0,60}}?(?:\s(?:to|for|until|on))?\s$",
        kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "event label", "event",
        (("Settlement Conference: 8/31/2015 at 10:00 AM", "8/31/2015 at 10:00 AM", "Settlement Conference"),
         ("Jury Trial - March 15, 2016", "March 15, 2016", "Jury Trial")),
        (("Motion Hearing Deadline: 8/31/2015", "8/31/2015"),),
        before=rf"{_LEAD}(?P<subject>(?:[\w'’/-]+\s){{0,6}}?{_HEARING})s?(?:\s(?:date|and\stime|setting))*\s*[:|–-]+\s*$",
        kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "due", "act",
        (("Joinder of Parties due by 10/3/2014.", "by 10/3/2014", "Joinder of Parties"),
         ("Any motion for extension is due on or before Friday, March 21, 2025.", "on or before Friday, March 21, 2025",
          "Any motion for extension"),
         ("Replies are due 14 days after service of the opposition.", "14 days after service of the opposition", "Replies")),
        (("the fee was due on March 5, 2020", "on March 5, 2020"),),
        before=rf"{_LEAD}(?:and\s)?{_LABEL},?\s(?<!was\s)(?<!were\s)(?:(?:is|are|shall\sbe|will\sbe)(?:\snow)?\s)?(?:due|ready|completed)(?:\sdate)?:?\s$",
        kinds=("fixed", "period"),
    ),
    Frame(
        "label of a schedule", "act",
        (("Non-Expert Discovery Deadline: 6/29/2015.", "6/29/2015", "Non-Expert Discovery"),
         ("Expert Disclosure Plaintiff: 7/29/2015;", "7/29/2015", "Expert Disclosure Plaintiff"),
         ("Fact discovery cutoff | July 30, 2021 |", "July 30, 2021", "Fact discovery"),
         ("Rebuttal Expert Disclosure Deadline both parties: 9/29/2015.", "9/29/2015",
          "Rebuttal Expert Disclosure Deadline both parties"),
         ("Close of discovery ........ June 1, 2022", "June 1, 2022", "Close of discovery")),
        (("Signed: 6/29/2015", "6/29/2015"), ("Date: June 1, 2022", "June 1, 2022"), ("DATED: June 1, 2022", "June 1, 2022"),
         ("the complaint, June 1, 2022", "June 1, 2022")),
        before=rf"{_LEAD}{_LABEL}(?:\s(?:deadline|cut-?\s?off|due\sdate|date))?\s*(?::|\||\.{{3,}}|\s[–—-])\s*(?:[|*]\s*)*$",
        kinds=("fixed",), bounds=("on", "by"),
    ),
    Frame(
        "dated entry", "act",
        (("September 15, 2008: initial partial filing fee payment due.", "September 15, 2008",
          "initial partial filing fee payment"),),
        (("September 15, 2008: the court denied the motion.", "September 15, 2008"),),
        after=r"\s?:\s(?P<subject>[^.;:]{3,90}?)\s(?:is\s|are\s)?due\b", kinds=("fixed",), bounds=("on",),
    ),
    Frame(
        "leave to renew", "act",
        (("is DENIED without prejudice to renewal by December 1, 2014.", "by December 1, 2014", "renewal"),),
        (("renewed by the plaintiff by May 1, 2020", "by May 1, 2020"),),
        before=r"\bwithout\sprejudice\sto\s(?P<subject>(?:(?:its|a|the|\w+ing)\s)?(?:renewal|re-?filing|refil\w+|renewing|amendment)[^.;]{0,50}?)\s$",
        kinds=("fixed", "period"), bounds=("by",),
    ),
)


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame that fits a phrase, with the subject read (None where it names none)."""

    frame: Frame
    subject: str | None


_BEFORE = {frame.name: re.compile(frame.before, re.I) for frame in (*REFUSALS, *FRAMES) if frame.before}
_AFTER = {frame.name: re.compile(frame.after, re.I) for frame in (*REFUSALS, *FRAMES) if frame.after}
_MOST = 400  # characters of a clause that a frame looks at, so that no sentence can make it slow


def fit(frames: tuple[Frame, ...], before: str, after: str, phrase: TimePhrase) -> Framed | None:
    """The first of `frames` that fits the words `before` and `after` a phrase."""
    before, after = before[-_MOST:], after[:_MOST]
    for frame in frames:
        if (frame.kinds and phrase.kind not in frame.kinds) or (frame.bounds and phrase.bound not in frame.bounds):
            continue
        subject = None
        if frame.before:
            found = _BEFORE[frame.name].search(before)
            if found is None:
                continue
            subject = found.groupdict().get("subject")
        if frame.after:
            found = _AFTER[frame.name].match(after)
            if found is None:
                continue
            subject = found.groupdict().get("subject") or subject
        return Framed(frame, subject.strip(" ,") if subject else None)
    return None
