"""Patterns of lengths of time: "within seven (7) days of ...", "for six weeks". See the package."""

from __future__ import annotations

from indexer.deadlines.patterns.pattern import BOLD, Pattern, S

_NOT_LATER = rf"(?:by{S})?(?:no|not){S}(?:later|less|fewer|more|sooner){S}than{S}(?:the{S})?"
_BEFORE = rf"{S}(?:before|prior{S}to|preceding|in{S}advance{S}of|ahead{S}of){S}"
_AFTER = rf"{S}(?:after|from(?:{S}and{S}after)?|following|subsequent{S}to|of|upon){S}"

QUANTITIES: tuple[Pattern, ...] = (
    Pattern(
        "window before",
        "hyphenated",
        "window",
        (
            (
                "at any time during the five-day period immediately preceding the pretrial conference for a call",
                "during the five-day period immediately preceding the pretrial conference",
            ),
            ("within the 14-day period before trial.", "within the 14-day period before trial"),
        ),
        ("his trust account for the 6-month period preceding the filing of his complaint",),
        before=rf"\b(?:during|within|in){S}(?:the|a|any){S}$",
        after=rf"{S}(?:period|window|span){S}(?:of{S}time{S})?(?:immediately{S}|next{S})?"
        rf"(?:before|prior{S}to|preceding|leading{S}up{S}to){S}",
        takes="trigger",
        bound="during",
        direction="before",
    ),
    Pattern(
        "window after",
        "hyphenated",
        "window",
        (
            (
                "during the 30-day period following entry of this Order, the parties",
                "during the 30-day period following entry of this Order",
            ),
        ),
        ("the 30-day period is extended",),
        before=rf"\b(?:during|within|in|for){S}(?:the|a|any){S}$",
        after=rf"{S}(?:period|window|span){S}(?:of{S}time{S})?(?:immediately{S}|next{S})?"
        rf"(?:after|following|from|beginning{S}(?:on|with|from)){S}",
        takes="trigger",
        bound="during",
    ),
    Pattern(
        "within, before",
        "quantity",
        "window",
        (
            (
                "within ten (10) days before the hearing, counsel may",
                "within ten (10) days before the hearing",
            ),
        ),
        ("ten days before the hearing",),
        before=rf"\bwithin{S}(?:the{S})?{BOLD}$",
        after=_BEFORE,
        takes="trigger",
        bound="during",
        direction="before",
    ),
    Pattern(
        "within, after",
        "quantity",
        "period",
        (
            (
                "shall tell the court within ten days of service of this order whether he will",
                "within ten days of service of this order",
            ),
            (
                "Within nine (9) days of the parties' conference, counsel shall file",
                "Within nine (9) days of the parties' conference",
            ),
            (
                "within twenty-four (24) days of the date of this order.",
                "within twenty-four (24) days of the date of this order",
            ),
            (
                "within TEN (10) business days of his release on bail.",
                "within TEN (10) business days of his release on bail",
            ),
            (
                "destroyed within thirty (30) days after it receives notice of the final disposition of the lawsuit.",
                "within thirty (30) days after it receives notice of the final disposition of the lawsuit",
            ),
            ("within 72 hours of Defendant's release, notify", "within 72 hours of Defendant's release"),
            (
                "within one (1) full week from the date hereof.",
                "within one (1) full week from the date hereof",
            ),
            ("within 14 days from March 5, 2021.", "within 14 days from March 5, 2021"),
        ),
        ("within ten days, plaintiff shall", "within the meaning of the rule"),
        before=rf"\b(?:with\s?in|in){S}(?:the{S}next{S}|a{S}period{S}of{S}|no{S}more{S}than{S}|the{S})?{BOLD}$",
        after=_AFTER,
        takes="trigger",
    ),
    Pattern(
        "no later than, before",
        "quantity",
        "period",
        (
            (
                "Not later than six business days before the mediation conference, the parties must submit",
                "Not later than six business days before the mediation conference",
            ),
            (
                "By not later than nine days before the date of the mediation conference, the parties",
                "By not later than nine days before the date of the mediation conference",
            ),
            (
                "shall be made no less than 2 business days prior to the expiration of the date sought to be extended.",
                "no less than 2 business days prior to the expiration of the date sought to be extended",
            ),
            (
                "(normally, at least three court days before the day scheduled for the conference).",
                "at least three court days before the day scheduled for the conference",
            ),
            (
                "at least 48 hours in advance of the deposition",
                "at least 48 hours in advance of the deposition",
            ),
        ),
        ("at least two written demands", "no later than the hearing"),
        before=rf"(?:\b{_NOT_LATER}|\bat{S}least{S}|\ba{S}minimum{S}of{S}){BOLD}$",
        after=_BEFORE,
        takes="trigger",
        direction="before",
    ),
    Pattern(
        "no later than, after",
        "quantity",
        "period",
        (
            (
                "no later than 30 days after the close of discovery.",
                "no later than 30 days after the close of discovery",
            ),
            (
                "not later than ten days from the date of this Decision and Order in which",
                "not later than ten days from the date of this Decision and Order",
            ),
        ),
        ("no later than March 5",),
        before=rf"\b(?:{_NOT_LATER}){BOLD}$",
        after=_AFTER,
        takes="trigger",
    ),
    Pattern(
        "at least, after",
        "quantity",
        "period",
        (
            (
                "at least 30 days after service of the motion, the clerk",
                "at least 30 days after service of the motion",
            ),
        ),
        ("at least 30 days before trial",),
        before=rf"\bat{S}least{S}{BOLD}$",
        after=_AFTER,
        takes="trigger",
        bound="from",
    ),
    Pattern(
        "bare, before",
        "quantity",
        "period",
        (
            (
                "Exhibits are due 14 days before the final pretrial conference.",
                "14 days before the final pretrial conference",
            ),
            ("the proposal, three (3) days prior to trial", "three (3) days prior to trial"),
        ),
        ("the six months of litigation before the stay", "21 pages before the index"),
        before=rf"(?:\bby{S}{BOLD})?$",
        after=_BEFORE,
        takes="trigger",
        direction="before",
    ),
    Pattern(
        "bare, after",
        "quantity",
        "period",
        (
            (
                "is GRANTED thirty (30) days from the date o f this Decision and Order in which to file",
                "thirty (30) days from the date o f this Decision and Order",
            ),
            (
                "The answer is due 14 days after the Court rules on the motion.",
                "14 days after the Court rules on the motion",
            ),
            (
                "forty-five (45) days leave from the date this Order is filed to: (a) pay",
                "forty-five (45) days leave from the date this Order is filed",
            ),
        ),
        ("sentenced to 30 days of home detention", "ten years of experience"),
        before=rf"(?:\bby{S}{BOLD})?$",
        after=rf"(?:{S}leave)?{S}(?:after|from(?:{S}and{S}after)?|following|subsequent{S}to){S}",
        takes="trigger",
    ),
    Pattern(
        "thereafter",
        "quantity",
        "period",
        (
            ("replies are due 14 days thereafter.", "14 days thereafter"),
            ("shall file their reply within seven days thereafter", "within seven days thereafter"),
            ("their reply one week later.", "one week later"),
        ),
        ("every 90 days thereafter", "14 days after that order"),
        before=rf"(?:\b(?:within|by){S}{BOLD})?$",
        after=rf"{S}(?:thereafter|later|afterwards?)\b",
        event="earlier act",
    ),
    Pattern(
        "within alone",
        "quantity",
        "period",
        (
            ("to submit a revised notice to the court within ten days; the approved", "within ten days"),
            ("Within three full weeks, the receiver shall report.", "Within three full weeks"),
        ),
        ("within ten pages", "for ten days"),
        before=rf"\b(?:with\s?in|in{S}no{S}more{S}than){S}(?:the{S}next{S}|a{S}period{S}of{S}|the{S})?{BOLD}$",
    ),
    Pattern(
        "granted",
        "quantity",
        "period",
        (
            ("Plaintiff is granted thirty (30) days to amend", "granted thirty (30) days to"),
            ("The debtor shall have 21 days in which to respond", "have 21 days in which to"),
            ("allowed an additional 14 days leave to file", "allowed an additional 14 days leave to"),
        ),
        ("was given 30 days detention", "have 21 days of vacation"),
        before=rf"\b(?:granted|grants{S}\w{{1,20}}|given|gives{S}\w{{1,20}}|allowed|allows{S}\w{{1,20}}|have|has|afforded){S}"
        rf"(?:up{S}to{S}|an{S}additional{S}|a{S}period{S}of{S}|another{S})?{BOLD}$",
        after=rf"(?:['’]?{S}leave)?{S}(?:(?:in|within){S}which{S})?to\b",
    ),
    Pattern(
        "for a time",
        "quantity",
        "window",
        (
            ("by publication of an approved notice for six weeks in the following papers", "for six weeks"),
            ("stayed for a period of 90 days.", "for a period of 90 days"),
        ),
        ("for 6-month statements", "for six witnesses"),
        before=rf"\bfor{S}(?:a{S}(?:period|term){S}of{S}|up{S}to{S}|at{S}least{S}|an{S}additional{S}|no{S}(?:more|longer){S}than{S})?{BOLD}$",
        bound="during",
    ),
    Pattern(
        "before doing something",
        "quantity",
        "period",
        (
            (
                "At least ten days before showing anything marked to an expert, a party shall",
                "At least ten days before showing anything marked to an expert",
            ),
        ),
        ("ten days before the hearing",),
        before=rf"(?:\b{_NOT_LATER}|\bat{S}least{S}|\bby{S})?{BOLD}$",
        after=rf"{S}(?:before|prior{S}to|ahead{S}of|in{S}advance{S}of)\b",
        takes="clause",
        direction="before",
    ),
    Pattern(
        "in so long",
        "quantity",
        "period",
        (
            ("Plaintiff may file his motions in 21 days.", "in 21 days"),
            ("Requests may be answered in five days instead of thirty.", "in five days"),
        ),
        ("in three years of litigation", "in 5 days of trial", "filed in two weeks' time"),
        before=rf"\bin{S}$",
        after=rf"(?=[.,;)]|{S}instead\b|$)",
    ),
    Pattern(
        "on so much notice",
        "quantity",
        "vague",
        (
            ("Defendants may move on two days' notice to Plaintiff.", "on two days' notice"),
            ("shall give at least 72 hours' notice of the day.", "at least 72 hours' notice"),
            ("available in Palo Alto on five business days' notice, from", "on five business days' notice"),
        ),
        ("on notice of motion", "without notice"),
        before=rf"(?:\b(?:on|upon|with|by|without){S})?(?:\b(?:at{S}least|not{S}less{S}than|no{S}fewer{S}than){S})?{BOLD}$",
        after=rf"(?:s|{S}of)?{S}(?:(?:prior|advance|written|advanced){S}){{0,2}}notice\b",
    ),
    Pattern(
        "so long ahead",
        "quantity",
        "period",
        (
            ("shall tell the other three court days ahead.", "three court days ahead"),
            ("and tell Ms. Doe seven days before.", "seven days before"),
        ),
        ("seven days before the hearing",),
        before=rf"(?:\b(?:at{S}least|no{S}(?:fewer|less){S}than){S})?{BOLD}$",
        after=rf"{S}(?:ahead(?!{S}of)|early|beforehand|in{S}advance(?!{S}of)|before(?=\s?[.;,)]|$))",
        event="event before",
        direction="before",
    ),
    Pattern(
        "extended by so long",
        "quantity",
        "period",
        (
            ("Discovery, due to close on May 25, 2018, is extended 60 days for", "extended 60 days"),
            ("The deadline is extended by fourteen (14) days.", "extended by fourteen (14) days"),
        ),
        ("an extended 14 days of trial", "extended 60 days ago"),
        before=rf"(?<!\ban\s)\b(?:extended|enlarged|continued|postponed){S}(?:by{S}|for{S})?(?:an{S}additional{S}|a{S}further{S})?{BOLD}$",
        after=rf"(?!{S}(?:ago|of\b|in{S}jail|from\b|after\b|before\b))",
        event="day moved",
    ),
)
