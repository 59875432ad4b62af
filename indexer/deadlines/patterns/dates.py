"""Patterns of printed dates: "on or before May 1, 2020", "between ... and ...". See the package."""

from __future__ import annotations

from indexer.deadlines.patterns.pattern import BOLD, Pattern, S

DATES: tuple[Pattern, ...] = (
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
        before=rf"\b(?:between|from|beginning(?:{S}on)?){S}{BOLD}$",
        after=rf"{BOLD},?{S}(?:and|through|thru|until){S}{BOLD}",
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
        rf"(?:{S}close{S}of{S}business)?(?:{S}on)?{S}{BOLD}(?:the{S})?|(?<=\bdue\s)on{S}{BOLD}|(?<=\bdue:\s)|(?<=\bdue\s))$",
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
        before=rf"\b(?:before|prior{S}to|in{S}advance{S}of|(?<!no\s)(?<!not\s)earlier{S}than){S}{BOLD}(?:the{S})?$",
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
        before=rf"\b(?:until|till|through|thru|up{S}to)(?:{S}and{S}including)?{S}{BOLD}(?:the{S})?$",
        bound="until",
    ),
    Pattern(
        "about a date",
        "moment",
        "fixed",
        (("settled on or about October 9, 2017;", "on or about October 9, 2017"),),
        ("about the hearing on October 9, 2017",),
        before=rf"\b(?:on{S}or{S}about|about|around|approximately){S}{BOLD}$",
        bound="about",
    ),
    Pattern(
        "from a date",
        "moment",
        "fixed",
        (
            ("terminations on or after January 20, 2025, are stayed", "on or after January 20, 2025"),
            ("effective July 1, 2022, filings", "effective July 1, 2022"),
            ("may be harvested not earlier than September 1, 2021", "not earlier than September 1, 2021"),
            ("continuing the conference from January 25, 2008 to Wednesday", "from January 25, 2008"),
        ),
        ("on January 20, 2025",),
        before=rf"\b(?:on{S}or{S}after|from|after|since|as{S}of|effective(?:{S}(?:as{S}of|on))?|beginning(?:{S}on)?|"
        rf"starting(?:{S}on)?|commencing(?:{S}on)?|(?:no|not){S}(?:earlier|sooner){S}than|not{S}before|subsequent{S}to){S}{BOLD}$",
        bound="from",
    ),
    Pattern(
        "on a date",
        "moment",
        "fixed",
        (
            (
                "for a settlement conference on **April 6, 2022 at 3:00 p.m.**",
                "on **April 6, 2022 at 3:00 p.m.",
            ),
            (
                "A hearing is SET IN for March 12, 2025, at 9:30 a.m., in the courtroom",
                "March 12, 2025, at 9:30 a.m.",
            ),
            ("Non-Expert Discovery Deadline: 6/29/2015.", "6/29/2015"),
            ("Status Conference set for 10/12/2021 at 04:00 PM before Judge Doe", "10/12/2021 at 04:00 PM"),
            ("is extended, nunc pro tunc, to 7:43pm on March 17, 2025.", "7:43pm on March 17, 2025"),
        ),
        ("42 F.4th 200, 206", "28 U.S.C. § 636(c)", "ECF No. 12-14", "1:16-cv-01234", "$5/12", "pages 3-4"),
        before=rf"(?:\bon{S}{BOLD}(?:the{S})?)?$",
        bound="on",
    ),
)
