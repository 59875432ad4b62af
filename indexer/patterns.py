"""The patterns of `indexer.periods`: data, each beside what it must match and what it must not.

A pattern has an atom: "quantity" ("seven (7) days"), "hyphenated" ("seven-day"), "moment" (a printed date
with its clock time), or "word" (its own regex). `before` must end where the atom begins, `after` begins
where it ends; `takes` says what follows: the words of a trigger, a second date, or nothing. The first
pattern of the table that fits an atom makes the phrase. In `matches`, the second string is the whole
phrase as it must be found in the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indexer.orders import Bound, Direction, PhraseKind


@dataclass(frozen=True, slots=True)
class Pattern:
    """See the module. inclusive, bound, kind: as in TimePhrase. word: the atom's regex where atom is "word"."""

    name: str
    atom: Literal["quantity", "hyphenated", "moment", "word"]
    kind: PhraseKind
    matches: tuple[tuple[str, str], ...]
    near_misses: tuple[str, ...]
    before: str = ""
    after: str = ""
    takes: Literal["trigger", "date", "nothing"] = "nothing"
    bound: Bound = "by"
    direction: Direction = "after"
    inclusive: bool = True
    word: str = ""


S = r"\s{1,4}"
_NOT_LATER = rf"(?:by{S})?(?:no|not){S}(?:later|less|fewer|more|sooner){S}than{S}(?:the{S})?"
_BEFORE = rf"{S}(?:before|prior{S}to|preceding|in{S}advance{S}of|ahead{S}of){S}"
_AFTER = rf"{S}(?:after|from(?:{S}and{S}after)?|following|subsequent{S}to|of|upon){S}"
_BOLD = r"[*_]{0,3}"

PATTERNS: tuple[Pattern, ...] = (
    # --- quantities ------------------------------------------------------------------------------------
    Pattern(
        "window before",
        "hyphenated",
        "window",
        (
            (
                "at any time during the seven-day period immediately preceding the pretrial conference for a call",
                "during the seven-day period immediately preceding the pretrial conference",
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
        before=rf"\bwithin{S}(?:the{S})?{_BOLD}$",
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
                "shall notify the court within fourteen days of service of this order whether he will",
                "within fourteen days of service of this order",
            ),
            (
                "Within seven (7) days of the parties' conference, counsel shall file",
                "Within seven (7) days of the parties' conference",
            ),
            (
                "within twenty-one (21) days of the date of this order.",
                "within twenty-one (21) days of the date of this order",
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
        before=rf"\b(?:with\s?in|in){S}(?:the{S}next{S}|a{S}period{S}of{S}|no{S}more{S}than{S}|the{S})?{_BOLD}$",
        after=_AFTER,
        takes="trigger",
    ),
    Pattern(
        "no later than, before",
        "quantity",
        "period",
        (
            (
                "Not later than seven business days before the settlement conference, the parties must submit",
                "Not later than seven business days before the settlement conference",
            ),
            (
                "By not later than seven days before the date of the settlement conference, the parties",
                "By not later than seven days before the date of the settlement conference",
            ),
            (
                "shall be made no less than 2 business days prior to the expiration of the date sought to be extended.",
                "no less than 2 business days prior to the expiration of the date sought to be extended",
            ),
            (
                "(normally, at least two court days before the date scheduled for the conference).",
                "at least two court days before the date scheduled for the conference",
            ),
            (
                "at least 48 hours in advance of the deposition",
                "at least 48 hours in advance of the deposition",
            ),
        ),
        ("at least two written demands", "no later than the hearing"),
        before=rf"(?:\b{_NOT_LATER}|\bat{S}least{S}|\ba{S}minimum{S}of{S}){_BOLD}$",
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
        before=rf"\b(?:{_NOT_LATER}){_BOLD}$",
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
        before=rf"\bat{S}least{S}{_BOLD}$",
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
        before=rf"(?:\bby{S}{_BOLD})?$",
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
        before=rf"(?:\bby{S}{_BOLD})?$",
        after=rf"(?:{S}leave)?{S}(?:after|from(?:{S}and{S}after)?|following|subsequent{S}to){S}",
        takes="trigger",
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
        before=rf"\b(?:with\s?in|in{S}no{S}more{S}than){S}(?:the{S}next{S}|a{S}period{S}of{S}|the{S})?{_BOLD}$",
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
        rf"(?:up{S}to{S}|an{S}additional{S}|a{S}period{S}of{S}|another{S})?{_BOLD}$",
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
        before=rf"\bfor{S}(?:a{S}period{S}of{S}|up{S}to{S}|at{S}least{S}|an{S}additional{S}|no{S}(?:more|longer){S}than{S})?{_BOLD}$",
        bound="during",
    ),
    # --- printed dates ---------------------------------------------------------------------------------
    Pattern(
        "between two dates",
        "moment",
        "window",
        (
            (
                "at a session between March 1, 2021 and April 5, 2021, at counsel's choice",
                "between March 1, 2021 and April 5, 2021",
            ),
            ("from June 1, 2022 through June 30, 2022", "from June 1, 2022 through June 30, 2022"),
        ),
        ("continued from January 25, 2008", "between the parties on March 1, 2021"),
        before=rf"\b(?:between|from|beginning(?:{S}on)?){S}{_BOLD}$",
        after=rf"{_BOLD},?{S}(?:and|through|thru|until){S}{_BOLD}",
        takes="date",
        bound="during",
    ),
    Pattern(
        "on or before a date",
        "moment",
        "fixed",
        (
            (
                "On or before March 7, 2025, at 3:15 p.m. E.S.T., the attorney shall file",
                "On or before March 7, 2025, at 3:15 p.m. E.S.T",
            ),
            ("no later than 4:00 p.m. on March 24, 2025.", "no later than 4:00 p.m. on March 24, 2025"),
            ("due by 4/3/2015.", "by 4/3/2015"),
            ("shall be filed by no later than 3/24/2015; the conference", "by no later than 3/24/2015"),
            ("by 10:00 a.m. on March 27, 2025:", "by 10:00 a.m. on March 27, 2025"),
            (
                "due on or before Friday, March 21, 2025, at 4:00 p.m. EDT, and",
                "on or before Friday, March 21, 2025, at 4:00 p.m. EDT",
            ),
            ("is due 5/8/2015", "5/8/2015"),
        ),
        ("the order by Judge Smith of May 5, 2020", "decided before March 7, 2025"),
        before=rf"(?:\b(?:on{S}or{S}(?:before|prior{S}to)|(?:(?:by|at){S})?(?:no|not){S}later{S}than|"
        rf"(?:by|on){S}or{S}before|by|not{S}to{S}extend{S}(?:beyond|past)|up{S}to{S}and{S}including)"
        rf"(?:{S}close{S}of{S}business)?(?:{S}on)?{S}{_BOLD}(?:the{S})?|(?<=\bdue\s)on{S}{_BOLD}|(?<=\bdue:\s)|(?<=\bdue\s))$",
    ),
    Pattern(
        "before a date",
        "moment",
        "fixed",
        (
            (
                "and in any event before March 17, 2025, at 1:00 p.m. EDT.",
                "before March 17, 2025, at 1:00 p.m. EDT",
            ),
            ("prior to May 1, 2020, counsel shall", "prior to May 1, 2020"),
        ),
        ("on or before March 17, 2025", "before Judge Smith on March 17, 2025"),
        before=rf"\b(?:before|prior{S}to|in{S}advance{S}of|earlier{S}than){S}{_BOLD}(?:the{S})?$",
        inclusive=False,
    ),
    Pattern(
        "until a date",
        "moment",
        "fixed",
        (
            ("This stay remains in force until June 1, 2021.", "until June 1, 2021"),
            ("shall have through and including 5/1/2020 to answer", "through and including 5/1/2020"),
        ),
        ("by June 1, 2021",),
        before=rf"\b(?:until|till|through|thru|up{S}to)(?:{S}and{S}including)?{S}{_BOLD}(?:the{S})?$",
        bound="until",
    ),
    Pattern(
        "about a date",
        "moment",
        "fixed",
        (("settled on or about October 9, 2017;", "on or about October 9, 2017"),),
        ("about the hearing on October 9, 2017",),
        before=rf"\b(?:on{S}or{S}about|about|around|approximately){S}{_BOLD}$",
        bound="about",
    ),
    Pattern(
        "from a date",
        "moment",
        "fixed",
        (
            ("terminations on or after January 20, 2025, are stayed", "on or after January 20, 2025"),
            ("effective July 1, 2022, filings", "effective July 1, 2022"),
            ("continuing the conference from January 25, 2008 to Wednesday", "from January 25, 2008"),
        ),
        ("on January 20, 2025",),
        before=rf"\b(?:on{S}or{S}after|from|after|since|as{S}of|effective(?:{S}(?:as{S}of|on))?|beginning(?:{S}on)?|"
        rf"starting(?:{S}on)?|commencing(?:{S}on)?|no{S}earlier{S}than|not{S}before|subsequent{S}to){S}{_BOLD}$",
        bound="from",
    ),
    Pattern(
        "on a date",
        "moment",
        "fixed",
        (
            (
                "for a settlement conference on **April 5, 2021 at 2:00 p.m.**",
                "on **April 5, 2021 at 2:00 p.m.",
            ),
            (
                "A hearing is SET IN for March 12, 2025, at 9:30 a.m., in the courtroom",
                "March 12, 2025, at 9:30 a.m.",
            ),
            ("Non-Expert Discovery Deadline: 6/29/2015.", "6/29/2015"),
            ("Status Conference set for 10/12/2021 at 04:00 PM before Judge Doe", "10/12/2021 at 04:00 PM"),
            ("is extended, nunc pro tunc, to 7:43pm on March 17, 2025.", "7:43pm on March 17, 2025"),
        ),
        ("42 F.4th 200, 206", "28 U.S.C. § 636(c)", "ECF No. 12-14", "1:16-cv-01052", "$5/12", "pages 3-4"),
        before=rf"(?:\bon{S}{_BOLD}(?:the{S})?)?$",
        bound="on",
    ),
    # --- words without a date ---------------------------------------------------------------------------
    Pattern(
        "until further order",
        "word",
        "vague",
        (
            (
                "relieved of the obligation to respond until further order of the court.",
                "until further order of the court",
            ),
            ("stayed pending further order of this Court", "pending further order of this Court"),
            (
                "No filings may be made unless and until ordered by the court.",
                "unless and until ordered by the court",
            ),
        ),
        ("the court shall issue a further order", "until ordered pairs are found"),
        word=rf"\b(?:until|pending|absent|unless{S}and{S}until(?:{S}there{S}is)?){S}(?:a{S})?further{S}order"
        rf"(?:{S}(?:of|by|from){S}(?:the|this){S}court)?|\bunless{S}and{S}until{S}(?:so{S}|otherwise{S}|further{S})?"
        rf"(?:ordered|directed|permitted|authorized)(?:{S}by{S}(?:the|this){S}court)?\b",
        bound="until",
    ),
    Pattern(
        "at once",
        "word",
        "vague",
        (
            ("shall provide the details to the Court, forthwith, so", "forthwith"),
            ("counsel must promptly notify the clerk", "promptly"),
            ("they must contact the deputy immediately at", "immediately"),
            ("as soon as practicable after the hearing", "as soon as practicable"),
            ("shall do so without delay.", "without delay"),
        ),
        (
            "the period immediately preceding the conference",
            "immediately before the hearing",
            "a prompt reply",
        ),
        word=rf"\b(?:forthwith|promptly|immediately(?!{S}(?:preceding|before|prior|following|after|upon|above|below|available))|"
        rf"expeditiously|without{S}(?:undue{S}|further{S})?delay|as{S}(?:soon|expeditiously|promptly|quickly){S}as{S}"
        rf"(?:is{S})?(?:reasonably{S})?(?:practicable|possible|practical|feasible)|at{S}(?:the|his|her|their|its|your)"
        rf"{S}earliest{S}(?:possible{S}|practicable{S})?(?:opportunity|convenience|time))\b",
    ),
    Pattern(
        "in time",
        "word",
        "vague",
        (
            ("responsible for timely advising any insurer", "timely"),
            ("the court will decide it in due course", "in due course"),
            ("shall respond within a reasonable time", "within a reasonable time"),
        ),
        ("the motion is untimely", "the timely filed notice", "a timeline"),
        word=rf"\b(?:timely(?!{S}(?:filed|served|made|raised|and{S}proper|request|motion|notice|appeal|objection|fashion))|"
        rf"in{S}a{S}timely{S}(?:manner|fashion)|in{S}due{S}course|within{S}a{S}reasonable{S}(?:time|period)|"
        rf"in{S}a{S}reasonable{S}time)\b",
    ),
    Pattern(
        "again and again",
        "word",
        "vague",
        (
            ("a joint report within 30 days and every quarter thereafter until", "every quarter thereafter"),
            ("shall file status reports every sixty (60) days", "every sixty (60) days"),
        ),
        ("every party", "at least five times per week"),
        word=rf"\bevery{S}(?:(?:other|[a-z-]{{3,12}}(?:{S}\(\d{{1,3}}\))?|\d{{1,3}}){S})?"
        rf"(?:days?|weeks?|months?|quarters?|years?)\b(?:{S}thereafter)?",
        bound="during",
    ),
)
