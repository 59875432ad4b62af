"""Patterns of words of time that no date can be put to: "forthwith", "until further order". See the package."""

from __future__ import annotations

from indexer.deadlines.patterns.pattern import Pattern, S

VAGUE: tuple[Pattern, ...] = (
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
        ("the motion is untimely", "the timely filed notice", "a timeline", "whether the petition was timely"),
        word=rf"(?<!\bis\s)(?<!\bwas\s)(?<!\bwere\s)(?<!\bare\s)(?<!\bas\s)\b(?:timely(?!{S}(?:filed|served|made|raised|and{S}proper|request|motion|notice|appeal|objection|fashion))|"
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
            ("shall report to Pretrial Services every Monday and", "every Monday"),
            ("shall submit to testing twice a month.", "twice a month"),
        ),
        ("every party", "at least five times per week", "once again, a month passed"),
        word=rf"\b(?:once|twice|three{S}times|four{S}times){S}(?:a|an|per|each|every){S}(?:day|week|month|quarter|year)\b|"
        rf"\b(?:on{S})?(?:every|each){S}(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
        rf"\bevery{S}(?:(?:other|[a-z-]{{3,12}}(?:{S}\(\d{{1,3}}\))?|\d{{1,3}}){S})?"
        rf"(?:days?|weeks?|months?|quarters?|years?)\b(?:{S}thereafter)?",
        bound="during",
    ),
)
