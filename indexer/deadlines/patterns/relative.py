"""Patterns of times that hang on what happens, and of days named by another day: "until the motion is decided",
"before that conference", "by the same date", "on two days' notice". See the package. No date stands in them; the words
behind the preposition are their trigger."""

from __future__ import annotations

from indexer.deadlines.patterns.pattern import Pattern

# Nouns of what happens in a case, so that "before the hearing" is a time and "before the court" is none.
_HAPPENS = (
    r"\b(?:hearings?|conferences?|trial|mediation|depositions?|argument|sentencing|arraignment|dates?|deadlines?|meeting|"
    r"inspection|filing|session|selection|release|service|receipt|issuance|completion|entry|expiration|payment|"
    r"conclusion|termination|close|end|start|beginning|closing|closings|expiry|requests?|appearance|judgment|mandate|"
    r"verdict|ruling|decision|removal|exhaustion|disclosures?|productions?|pleadings?|motions?|answers?|responses?|"
    r"discovery|stay|instalments?|installments?|resolution|adjudication|determination|term|paper)\b"
)
# A verb of what happens: "they take the stand", "each one leaves", "showing anything marked".
_FINITE = (
    r"\s(?:is|are|was|were|has|have|had|been|holds|reaches|lands|objects|decides|rules|orders|files|serves|passes|expires|"
    r"ends|closes|takes?|leaves?|changes|survives|receives?|completes?|begins|testif(?:y|ies)|appears?|used|does|did|"
    r"occurs|produces|agrees|pays)\b|^(?!during|nothing|anything|something|according|regarding)\w{2,14}ing\b"
)
_DONE = (
    r"\s(?:is|are|has|have)\s(?:(?:been|fully|not|then)\s)*(?:over|in\splace|final|pending|due|ready|set|\w{2,14}(?:ed|en|id|ne|un|ade))\b|"
    r"\s(?:holds|ends|arrives|returns|expires|closes)\b"
)
_COURTS = (
    r"(?:the\s|this\s|a\s|an\s|any\s|our\s)?(?:(?:united|u\.s\.)\s|federal\s|state\s|district\s|magistrate\s|trial\s)*(?:court|undersigned|"
    r"judges?|honorable|hon\.|magistrate|panel|tribunal|bench|clerk|commission|agency|board|grand)\b|"
    r"(?:judge|magistrate|united|chief|u\.s\.|me|it|us|him|her|them|you)\b(?!\s\w+s\b)"
)
_DET = r"(?:(?:the|that|this|any|each|every|his|her|its|their|your|our|such|said|an?|final|all|another)\s)"
_UNIT = r"(?:business\s|court\s|calendar\s|working\s|full\s)?(?:day|week|month|year|hour|minute)s?"
_ORDINAL = (
    r"(?:next|following|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|same|preceding|previous|"
    r"\d{1,2}(?:st|nd|rd|th))"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_HOUR = r"(?:(?:by|(?:no|not)\slater\sthan)\s(?:noon|\d{1,2}(?::\d\d)?\s?[ap]\.?m\b\.?)\s(?:on\s)?)?"

RELATIVE: tuple[Pattern, ...] = (
    Pattern(
        "until something",
        "word",
        "vague",
        (
            ("stays in force until the state court changes it.", "until the state court changes it"),
            ("No other discovery may go forward until the Rule 26(f) conference.", "until the Rule 26(f) conference"),
            ("Until those thirty days have gone by, the transcript", "Until those thirty days have gone by"),
            (
                "unless and until the claim for punitive damages survives summary judgment.",
                "unless and until the claim for punitive damages survives summary judgment",
            ),
            ("Until then the agreement will remain", "Until then the agreement"),
            ("is suspended until the hearing on May 1, 2020.", "until the hearing"),
        ),
        (
            "until June 1, 2021",
            "until further order of the Court",
            "until ordered pairs are found",
            "may last until as late as 6:30 p.m.",
            "until 5:00 p.m.",
        ),
        word=r"\b(?:unless\sand\s)?(?:until|till)\b",
        refuses=rf"further\sorder|(?:so|otherwise|further)\sorder|ordered\b|as\slate|about|at\sleast|now\b|recently|\d{{1,2}}:\d\d|noon|midnight|"
        rf"after\b|{_UNIT}\b",
        bound="until",
        takes="clause",
    ),
    Pattern(
        "before something",
        "word",
        "vague",
        (
            ("No motion on privilege may be filed before that conference.", "before that conference"),
            ("tell their witnesses of these rulings before they take the stand.", "before they take the stand"),
            ("If, prior to the conference, the parties", "prior to the conference"),
            ("by a stipulation filed before the date passes.", "before the date passes"),
        ),
        (
            "appear before the Honorable Ada Crane",
            "before Judge Roe",
            "10 days before the hearing",
            "before March 1, 2021",
            "the motion before the Court",
            "pending before it",
        ),
        word=r"\b(?:before|prior\sto|in\sadvance\sof|ahead\sof)\b",
        wants=rf"{_HAPPENS}|{_FINITE}",
        refuses=rf"{_COURTS}|(?:and|or|but|by|on|at|in)\b|(?:filing|seeking|bringing|moving|contacting|it\sis)\b",
        bound="by",
        takes="clause",
    ),
    Pattern(
        "after something",
        "word",
        "vague",
        (
            (
                "After responsive pleadings have been filed in any case, the parties",
                "After responsive pleadings have been filed in any case",
            ),
            ("a new one will be set after the hearing.", "after the hearing"),
            (
                "shall cease being counsel upon the filing of a Notice of Appeal.",
                "upon the filing of a Notice of Appeal",
            ),
            ("Once those fourteen days are over, the Clerk shall", "Once those fourteen days are over"),
            ("Upon release from custody, the offender shall", "Upon release from custody"),
        ),
        (
            "after careful review of the record",
            "upon consideration of the motion",
            "upon motion of the plaintiff",
            "once again denied",
            "14 days after the hearing",
        ),
        word=r"\b(?:immediately\s)?(?:after|upon|once)\b",
        wants=rf"{_HAPPENS}|{_DONE}",
        refuses=r"(?:(?:due|careful|full|further|a|the)\s)*(?:consider|review|motion|request|hearing\s(?:from|argument)|which|whom|"
        r"all\b|showing|good|information|again|having|reading|receiving|discussion|conferr|entry\sof\sjudgment\sin)",
        bound="from",
        takes="clause",
    ),
    Pattern(
        "when something is done",
        "word",
        "vague",
        (
            ("The bar ends when the deposition is over.", "when the deposition is over"),
            ("it may be filed afresh when a new schedule is in place.", "when a new schedule is in place"),
            (
                "whenever his account holds more than ten dollars, until",
                "whenever his account holds more than ten dollars",
            ),
            ("The order remains in force while an objection is pending.", "while an objection is pending"),
            ("shall file it as soon as the transcript is ready.", "as soon as the transcript is ready"),
        ),
        ("when the court considers a motion", "as soon as possible"),
        word=r"\b(?:when(?:ever)?|as\ssoon\sas|while|at\s(?:the|such)\stime\s(?:when|that))\b",
        wants=_DONE,
        refuses=r"possible|practicable|it\scomes|ruling|deciding|a\s(?:party|plaintiff|court|motion)",
        bound="from",
        takes="clause",
    ),
    Pattern(
        "at the time of something",
        "word",
        "vague",
        (
            (
                "The charge conference will be held at the close of Plaintiff's case.",
                "at the close of Plaintiff's case",
            ),
            ("to be produced at the time of the conference.", "at the time of the conference"),
            ("the stay runs through the close of discovery.", "through the close of discovery"),
            ("By the last day of the 90-day stay, the Office", "By the last day of the 90-day stay"),
            ("and by the deadline for responses, counsel", "by the deadline for responses"),
            ("no later than the deadline for responses.", "no later than the deadline for responses"),
            ("must be filed on or before the date payment is due.", "on or before the date payment is due"),
        ),
        ("at the end of the hallway", "by the close of business on March 5, 2021", "at the time of his arrest"),
        word=r"\b(?:(?:no|not)\slater\sthan|at|by|through|on|before|prior\sto)\s(?:or\s(?:before|prior\sto)\s)?the\s(?:time|close|end|conclusion|completion|start|"
        r"beginning|opening|last\sday|deadline|date)\b",
        wants=_HAPPENS + r"|\bcase\b|\b(?:is|are)\s(?:due|filed|set)\b|\babove\b",
        refuses=r"of\s(?:business|the\sday|his|her|an\sarrest|the\s(?:arrest|crime|offense|events?|incident))\b|when\b|that\b",
        bound="by",
        takes="clause",
    ),
    Pattern(
        "together with a paper",
        "word",
        "vague",
        (
            ("With that response Plaintiff shall file her answers", "With that response"),
            ("must be set out in a log served together with the answers.", "together with the answers"),
            ("send plaintiff a blank form along with this order.", "along with this order"),
            ("to be filed by Plaintiff with the last of her papers.", "with the last of her papers"),
        ),
        ("with the motion denied", "together with costs"),
        word=rf"\b(?:(?:together|along)\swith\s|(?:at\sthe\ssame\stime|simultaneously|concurrently|contemporaneously)\s(?:with|as)\s)"
        rf"{_DET}(?:[\w'’-]+\s){{0,3}}?(?:filing|answers?|response|reply|motion|brief|papers?|order|payment|statement|report|"
        rf"complaint|petition|form|memorandum|pleading|disclosures?)\b|\bwith\s(?:that|its|his|her|their|the\slast\sof\s"
        rf"(?:his|her|its|their))\s(?:(?:opening|initial|reply|opposition|first)\s)?(?:response|reply|answers?|papers|opposition|"
        rf"brief|motion|disclosures?)\b",
        bound="by",
        takes="event",
    ),
    Pattern(
        "the day before or after something",
        "word",
        "vague",
        (
            ("a two-sentence letter the day after the meeting, saying", "the day after the meeting"),
            ("on the first business day after she lands, and", "on the first business day after she lands"),
            ("exchanged earlier than the evening before they are used.", "the evening before they are used"),
            ("on the day it is filed.", "on the day it is filed"),
            ("may be filed by the Wednesday preceding the trial.", "by the Wednesday preceding the trial"),
            (
                "no later than 5 p.m. on the fourth business day before the conference.",
                "no later than 5 p.m. on the fourth business day before the conference",
            ),
        ),
        ("the day after March 5, 2021", "on the day of the murder", "the next day after all"),
        word=rf"\b(?:(?:by\snoon\s|by\s|on\s|no\slater\sthan\s)?the\s(?:day|evening|morning|night)\s(?:before|after|following)|"
        rf"{_HOUR}(?:(?:no|not)\slater\sthan\s|on\s|by\s|until\s)?the\s(?:{_ORDINAL}\s(?:business\s|court\s|working\s|calendar\s)?day|"
        rf"{_WEEKDAY})\s(?:immediately\s)?(?:after|following|before|preceding|prior\sto)|"
        r"on\sthe\sday\s(?:that|when|on\swhich)|on\sthe\sday(?=\s(?:it|he|she|they)\s))",
        refuses=r"all\b|the\s(?:murder|incident|accident|fire|arrest|crash)|(?:he|she|they|it|plaintiff)\s(?:was|were|had)\b",
        bound="by",
        takes="clause",
    ),
    Pattern(
        "a day named by another",
        "word",
        "vague",
        (
            ("By the same date he shall file either a notice", "By the same date"),
            ("unless on or before that day Plaintiff files", "on or before that day"),
            ("in person at Room 1719 on the next business day.", "on the next business day"),
            ("received by noon the day before, will cancel it.", "by noon the day before"),
            ("delivered to chambers at that same time.", "at that same time"),
            ("the material may be shown on the eighth day.", "on the eighth day"),
            ("During those seven days either side may", "During those seven days"),
        ),
        ("on the first page", "at that time the plaintiff was ill", "on that ground"),
        word=rf"\b(?:by\snoon\s(?:on\s)?|by\s)?the\s(?:day|evening|morning|night)\s(?:before|after)\b(?=\s?[,.;])|"
        r"\b(?:on|by|before|until|from)\s(?:or\sbefore\s)?(?:that|the\ssame|the\ssaid|such)\s(?:same\s)?(?:day|date|time)\b|"
        r"\b(?:by|before)\sthen\b|\bat\sthat\ssame\stime\b|"
        rf"\b(?:on|by|until)\sthe\s{_ORDINAL}\s(?:business\s|court\s|working\s)?day\b|"
        rf"\bduring\s(?:those|that|this|these)\s(?:[\w-]+\s)?(?:day|week|month|period|time)s?\b",
        bound="by",
        takes="event",
    ),
    Pattern(
        "today",
        "word",
        "vague",
        (
            ("An initial payment is assessed now; after", "now"),
            ("The stay is lifted as of today.", "as of today"),
            ("serve it not later than 6:00 p.m. today.", "not later than 6:00 p.m. today"),
        ),
        ("the rule now in force", "is now due"),
        word=r"\b(?:as\sof\s(?:today|this\sdate)|effective\s(?:immediately|today)|(?:not|no)\slater\sthan\s\d{1,2}:\d\d\s"
        r"[ap]\.?m\.?\stoday|by\sthe\send\sof\s(?:today|the\sday)|(?<=assessed\s)now|(?<=due\s)now(?=[.;,]))\b",
        bound="by",
    ),
    Pattern(
        "again at every turn",
        "word",
        "vague",
        (
            ("By 5:00 p.m. each day counsel shall tell the others", "By 5:00 p.m. each day"),
            ("be required to make monthly payments of 20%", "monthly payments"),
            ("when she lands, and weekly after that, by telephone", "weekly after that"),
            ("shall report on the first day of each month.", "on the first day of each month"),
        ),
        ("the monthly rent was due", "each party", "each day of delay cost him"),
        word=r"\b(?:by|on|before|at)\s(?:[\w:.]+\s){1,5}?(?:of\s)?(?:each|every)\s(?:day|week|month|quarter|year|hearing|conference)\b|"
        r"\b(?:each|every)\s(?:week|month|quarter|year)\b(?!\sof)|"
        r"\b(?:monthly|weekly|quarterly|annual|biweekly|bi-weekly|daily)\s(?:payments?|installments?|reports?|status|statements?|"
        r"accountings?|updates?|deposits?)\b|\b(?:monthly|weekly|quarterly|annually|daily)\s(?:after\sthat|thereafter)\b",
        bound="during",
    ),
    Pattern(
        "minutes ahead",
        "word",
        "vague",
        (
            ("must dial the number, five minutes ahead.", "five minutes ahead"),
            ("by calling chambers five minutes early.", "five minutes early"),
        ),
        ("ten minutes of argument",),
        word=r"\b[\w-]+\s(?:\(\d+\)\s)?minutes\s(?:ahead|early|beforehand|in\sadvance|before|prior\sto)\b",
        bound="by",
    ),
    Pattern(
        "by an hour",
        "word",
        "vague",
        (
            ("is brought to the room with his papers not later than 8:15 a.m.", "not later than 8:15 a.m."),
            ("Counsel shall be there at 8:15.", "there at 8:15"),
        ),
        (
            "a conference at 8:15 a.m. on March 5, 2021",
            "no later than 4:00 p.m. on March 24, 2025.",
            "May last until 5:00 p.m.",
        ),
        word=r"\b(?:(?:not|no)\slater\sthan|(?:there|present|arrive|report)\s(?:at|by))\s\d{1,2}:\d\d(?!\d)(?:\s?[ap]\.?m\b\.?)?"
        r"(?!\.?\s?(?:\(|[ap]\.?m|m\b|on\b|\w+day|[A-Z][a-z]+\s\d|today|the\b|each|every|[ECMP][SD]?T))",
        bound="by",
    ),
    Pattern(
        "early enough",
        "word",
        "vague",
        (
            (
                "must go out early enough that the answers fall due before the cutoff in paragraph 2.",
                "early enough that the answers fall due before the cutoff in paragraph 2",
            ),
            ("shall serve it in time to be answered before the cutoff.", "in time to be answered before the cutoff"),
        ),
        ("soon enough", "in time of war"),
        word=r"\b(?:(?:early|soon|far)\senough\s(?:that|so\sthat|to)|in\s(?:sufficient\s)?time\s(?:to\sbe|for|so\sthat))\b",
        wants=r"\b(?:before|by|due|cutoff|deadline)\b",
        bound="by",
        takes="clause",
    ),
    Pattern(
        "by the rules' own time",
        "word",
        "vague",
        (
            ("submit responses and replies under the normal deadlines.", "under the normal deadlines"),
            (
                "shall respond in accordance with the Federal Rules of Civil Procedure.",
                "in accordance with the Federal Rules of Civil Procedure",
            ),
            ("within the time set for its memorandum will", "within the time set for its memorandum"),
        ),
        ("in accordance with the agreement", "within the time that it took"),
        word=r"\b(?:under|by|within|according\sto)\sthe\s(?:normal|usual|ordinary|default|applicable)\s(?:deadlines?|schedule|times?)\b|"
        r"\b(?:within|in)\sthe\s(?:time|period)\s(?:set|allowed|provided|prescribed|permitted|fixed|specified|required)\s"
        r"(?:for|by|in|under)\s(?:its|his|her|their|the|such|that)\s[\w'’]+|(?<=respond\s)in\saccordance\swith\sthe\s(?:[\w.]+\s){0,2}?Rules(?:\sof\s\w+"
        r"\sProcedure)?\b",
        bound="by",
    ),
)
