"""Frames that set a limit or an event without any "shall": schedules, settings, extensions. See `frame`."""

from __future__ import annotations

from indexer.deadlines.frame import Frame

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
_LEAD = r"(?:^|[.;:,|]\s|\)\s|\()\s*(?:\|\s*)?(?:[-*•]\s?|\(?(?:\d{1,2}|[a-z]{1,3})[.)]\s)?"
_LABEL = r"(?P<subject>(?!(?:signed|entered|ordered|dated|filed|modified|date|see|from|to|on)\b)[A-Za-z][^.;:|]{2,90}?)"

FRAMES: tuple[Frame, ...] = (
    Frame(
        "deadline moved",
        "act",
        (
            (
                "Defendants' deadline to file a Status Report is extended, nunc pro tunc, to 7:43pm on March 17, 2025.",
                "7:43pm on March 17, 2025",
                "Defendants' deadline to file a Status Report",
            ),
            (
                "the discovery cut-off is hereby vacated and is re-set for May 26, 2009.",
                "May 26, 2009",
                "the discovery cut-off",
            ),
            (
                "The compliance deadline shall remain 1 p.m. Monday, March 17, 2025.",
                "1 p.m. Monday, March 17, 2025",
                "The compliance deadline",
            ),
        ),
        (("the hearing is re-set for May 26, 2009", "May 26, 2009"),),
        before=rf"(?P<subject>[^;.]{{0,90}}?\b(?:{_LAST})\b[^;]{{0,120}}?)\s(?:(?:is|are|be)\s|shall\s|will\s|and\s)+"
        r"(?:\w+\s){0,5}?(?:extended|re-?\s?set|reset|moved|changed|continued|enlarged|remains?|advanced|modified|set)\b"
        r"[^.;]{0,40}?(?:\s(?:to|for|at|until))?\s$",
        kinds=("fixed",),
        bounds=("on", "by", "until"),
    ),
    Frame(
        "expires",
        "expiry",
        (
            ("this Order SHALL EXPIRE on Thursday, March 27, 2025.", "on Thursday, March 27, 2025", "this Order"),
            ("The stay shall remain in effect until June 1, 2021.", "until June 1, 2021", "The stay"),
            ("The TRO will be extended to Tuesday, April 1, 2025.", "Tuesday, April 1, 2025", "The TRO"),
        ),
        (("the deadline is extended to June 1, 2021", "June 1, 2021"),),
        before=rf"(?P<subject>(?:(?!\b{_LAST}\b)[^.;,]){{3,120}}?),?\s(?:(?:shall|will|is\sset\sto|to)\s(?:automatically\s)?"
        r"(?:expire|terminate|end|lapse|remain\sin\s(?:full\s)?(?:force|effect|place)[\w\s]{0,20})|expires|terminates|"
        r"(?:is|are|will\sbe|shall\sbe)(?:\shereby)?\s(?:extended|stayed|continued\sin\seffect)[^.;]{0,40}?)\s(?:to\s)?$",
        kinds=("fixed",),
        bounds=("on", "by", "until"),
    ),
    Frame(
        "deadline is",
        "act",
        (
            ("The deadline to submit the sur-reply brief is 10/19/2017.", "10/19/2017", "submit the sur-reply brief"),
            ("The last day to amend the pleadings is May 1, 2020.", "May 1, 2020", "amend the pleadings"),
            ("The last hearing date for a motion is 6/16/2014 at 9:00 a.m.", "6/16/2014 at 9:00 a.m.", "a motion"),
            ("The deadline for expert reports will be May 1, 2020.", "May 1, 2020", "expert reports"),
        ),
        (("The hearing is May 1, 2020.", "May 1, 2020"),),
        before=r"\b(?:deadline|last\s(?:day|date|hearing\sdate)|hearing\sdate|cut-?off|due\sdate|time)\s(?:to|for|of|in\swhich\sto|by\swhich\sto)\s"
        r"(?P<subject>[^.;]{3,140}?)\s(?:is|are|shall\sbe|will\sbe|remains)(?:\shereby)?(?:\sset\sfor)?\s$",
        kinds=("fixed", "period"),
    ),
    Frame(
        "event set",
        "event",
        (
            (
                "Status Conference set for 10/12/2021 at 04:00 PM before Judge Doe.",
                "10/12/2021 at 04:00 PM",
                "Status Conference",
            ),
            (
                "A HEARING on the Motion for Sanctions (ECF No. 4) is SET IN for March 12, 2025, at 9:30 a.m.",
                "March 12, 2025, at 9:30 a.m.",
                "HEARING on the Motion for Sanctions (ECF No. 4)",
            ),
            (
                "A jury trial in this matter will begin on Monday, June 26, 2023, at 9:00 a.m.",
                "on Monday, June 26, 2023, at 9:00 a.m.",
                "jury trial in this matter",
            ),
            (
                "The conference is rescheduled to September 22, 2022 at 12:00 p.m.",
                "September 22, 2022 at 12:00 p.m.",
                "conference",
            ),
            (
                "remaining disputes at an in-person discovery hearing scheduled for April 24, 2024, at 10:00 a.m.",
                "April 24, 2024, at 10:00 a.m.",
                "in-person discovery hearing",
            ),
            (
                "seven days before the pretrial conference, which is set for August 1, 2022, at 10:00 a.m.",
                "August 1, 2022, at 10:00 a.m.",
                "pretrial conference",
            ),
            ("Trial is set to commence on October 3, 2022 at 9:00 a.m.", "on October 3, 2022 at 9:00 a.m.", "Trial"),
        ),
        (
            ("the hearing held on March 12, 2025", "on March 12, 2025"),
            ("The deadline is set for March 12, 2025", "March 12, 2025"),
        ),
        before=rf"(?:\b(?:an?|the|any|this|said|that)\s|{_LEAD})(?P<subject>(?:{_PLAIN}\s){{0,6}}?{_HEARING}s?\b"
        rf"(?:[^.;:,]|(?<=No)\.|(?<=\s[a-z])\.){{0,90}}?),?\s(?:(?:(?:which|that)\s)?(?:{_BE}{_ADV}\s){_SETTING}(?:\sto\s(?:commence|begin|start|proceed))?|(?:re-?)?(?:set|scheduled)|(?:hereby\s)?(?:re)?set)"
        r"(?:\sin)?(?:\s(?:telephonically|remotely|by\s\w+|via\s\w+|in\sperson|before[^,;]{0,60}))?,?(?:\s(?:for|to|at|until))?\s$",
        kinds=("fixed",),
        bounds=("on", "until"),
    ),
    Frame(
        "case set for an event",
        "event",
        (
            (
                "This case is set for trial on this court's three-week docket beginning November 5, 2012, at 9:00 a.m.",
                "beginning November 5, 2012, at 9:00 a.m.",
                "trial",
            ),
            (
                "This matter is scheduled for a five-day jury trial on Judge Roe's docket, to commence on May 6, 2013.",
                "on May 6, 2013",
                "five-day jury trial",
            ),
        ),
        (
            ("The matter is set for May 6, 2013.", "May 6, 2013"),
            ("The motion set for trial was filed on May 6, 2013", "on May 6, 2013"),
        ),
        before=rf"\b(?:{_BE}{_ADV}\s|been\s|(?:case|matter|action)\s)(?:re-?)?(?:set|scheduled|calendared|placed|fixed)\s"
        r"(?:down\s)?for\s(?:an?\s|the\s)?"
        rf"(?P<subject>(?:[\w'’/-]+\s){{0,5}}?{_HEARING}s?)\b(?:(?!\b(?:shall|must|filed|was|is)\b)[^;]){{0,120}}?"
        r"(?:\s|,\s)(?:to\s(?:commence|begin|start)\s|commencing\s|starting\s)?$",
        kinds=("fixed",),
        bounds=("on", "from"),
    ),
    Frame(
        "court holds",
        "event",
        (
            (
                "The Court will hold a final pretrial conference in this case on Friday, May 26, 2023, at 1:00 p.m.",
                "on Friday, May 26, 2023, at 1:00 p.m.",
                "final pretrial conference",
            ),
            (
                "the court sets a further hearing on 11/21/03 at 11:00 a.m.",
                "on 11/21/03 at 11:00 a.m.",
                "further hearing",
            ),
            (
                "ORDERED continuing the settlement conference from May 1, 2008 to Wednesday, May 14, 2008 at 2:00 p.m.",
                "Wednesday, May 14, 2008 at 2:00 p.m.",
                "settlement conference",
            ),
            (
                "are ORDERED TO APPEAR before the judge for a settlement conference on April 6, 2022 at 3:00 p.m.",
                "on April 6, 2022 at 3:00 p.m.",
                "settlement conference",
            ),
        ),
        (("The court held a hearing on May 1, 2020", "on May 1, 2020"),),
        before=rf"\b(?:(?:will|shall|to)\s(?:hold|conduct|convene|have|hear|attend|appear\b[^;]{{0,160}}?\s(?:for|at))|"
        rf"sets?|schedules|continues|continuing|resetting|setting|rescheduling|for)\s(?:an?\s|the\s|its\s)?"
        rf"(?P<subject>(?:[\w'’/-]+\s){{0,5}}?{_HEARING}s?)\b[^.;]{{0,60}}?(?:\s(?:to|for|until|on))?\s$",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "event label",
        "event",
        (
            ("Settlement Conference: 8/31/2015 at 10:00 AM", "8/31/2015 at 10:00 AM", "Settlement Conference"),
            ("Jury Trial - March 15, 2016", "March 15, 2016", "Jury Trial"),
        ),
        (("Motion Hearing Deadline: 8/31/2015", "8/31/2015"),),
        before=rf"{_LEAD}(?P<subject>(?:[\w'’/-]+\s){{0,6}}?{_HEARING})s?(?:\s(?:date|and\stime|setting))*\s*[:|–-]+\s*$",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "due",
        "act",
        (
            ("Joinder of Parties due by 10/3/2014.", "by 10/3/2014", "Joinder of Parties"),
            (
                "Any motion for extension is due on or before Friday, March 21, 2025.",
                "on or before Friday, March 21, 2025",
                "Any motion for extension",
            ),
            (
                "Replies are due 14 days after service of the opposition.",
                "14 days after service of the opposition",
                "Replies",
            ),
        ),
        (("the fee was due on March 5, 2020", "on March 5, 2020"),),
        before=rf"{_LEAD}(?:and\s)?{_LABEL},?\s(?<!was\s)(?<!were\s)(?:(?:is|are|shall\sbe|will\sbe)(?:\snow)?\s)?(?:due|ready|completed)(?:\sdate)?:?\s$",
        kinds=("fixed", "period"),
    ),
    Frame(
        "to be done",
        "act",
        (("Any additional evidence to be submitted by 1/14/2013.", "by 1/14/2013", "Any additional evidence"),),
        (("The motion was to be heard on May 1, 2020", "on May 1, 2020"),),
        before=rf"{_LEAD}{_LABEL},?\s(?<!was\s)(?<!were\s)to\sbe\s(?:\w+ly\s)?(?:filed|submitted|served|completed|exchanged|provided|produced|made|"
        r"disclosed|taken|heard|paid|lodged|delivered)\s$",
        kinds=("fixed",),
        bounds=("by", "on"),
    ),
    Frame(
        "comes to its end",
        "act",
        (
            ("Fact discovery will close on June 1, 2022.", "on June 1, 2022", "Fact discovery"),
            ("Discovery closes June 1, 2022.", "June 1, 2022", "Discovery"),
            ("Fact discovery ordered closed by June 1, 2022.", "by June 1, 2022", "Fact discovery"),
            ("Expert disclosures exchanged by June 1, 2022;", "by June 1, 2022", "Expert disclosures"),
        ),
        (
            ("The hearing closed on June 1, 2022.", "on June 1, 2022"),
            ("Discovery was completed by June 1, 2022.", "by June 1, 2022"),
        ),
        before=rf"{_LEAD}(?P<subject>(?:[\w'’/&-]+\s){{0,6}}?(?:discovery|disclosures?|briefing|designations?|depositions?))\s"
        r"(?:(?:will|shall|must)\s(?:close|end|conclude|be\s(?:completed|closed|concluded))|closes|ends|concludes|"
        r"(?:ordered\s)?(?:closed|completed|concluded|exchanged))\s$",
        kinds=("fixed", "period"),
    ),
    Frame(
        "label of a schedule",
        "act",
        (
            ("Non-Expert Discovery Deadline: 6/29/2015.", "6/29/2015", "Non-Expert Discovery"),
            ("Expert Disclosure Plaintiff: 7/29/2015;", "7/29/2015", "Expert Disclosure Plaintiff"),
            ("Fact discovery cutoff | July 30, 2021 |", "July 30, 2021", "Fact discovery"),
            (
                "Rebuttal Expert Disclosure Deadline both parties: 9/29/2015.",
                "9/29/2015",
                "Rebuttal Expert Disclosure Deadline both parties",
            ),
            ("Close of discovery ........ June 1, 2022", "June 1, 2022", "Close of discovery"),
        ),
        (
            ("Signed: 6/29/2015", "6/29/2015"),
            ("Date: June 1, 2022", "June 1, 2022"),
            ("DATED: June 1, 2022", "June 1, 2022"),
            ("the complaint, June 1, 2022", "June 1, 2022"),
        ),
        before=rf"{_LEAD}{_LABEL}(?:\s(?:deadline|cut-?\s?off|due\sdate|date))?\s*(?::|\||\.{{3,}}|\s[–—-])\s*(?:[|*]\s*)*$",
        kinds=("fixed",),
        bounds=("on", "by"),
    ),
    Frame(
        "dated entry",
        "act",
        (
            (
                "September 15, 2008: initial partial filing fee payment due.",
                "September 15, 2008",
                "initial partial filing fee payment",
            ),
        ),
        (("September 15, 2008: the court denied the motion.", "September 15, 2008"),),
        after=r"\s?:\s(?P<subject>[^.;:]{3,90}?)\s(?:is\s|are\s)?due\b",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "leave to renew",
        "act",
        (("is DENIED without prejudice to renewal by December 1, 2014.", "by December 1, 2014", "renewal"),),
        (("renewed by the plaintiff by May 1, 2020", "by May 1, 2020"),),
        before=r"\bwithout\sprejudice\sto\s(?P<subject>(?:(?:its|a|the|\w+ing)\s)?(?:renewal|re-?filing|refil\w+|renewing|amendment)[^.;]{0,50}?)\s$",
        kinds=("fixed", "period"),
        bounds=("by",),
    ),
)
