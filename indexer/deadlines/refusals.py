"""Frames that say that a time phrase limits nothing: citations, signatures, what is past. See `frame`."""

from __future__ import annotations

from indexer.deadlines.frame import Frame

_PAST = (
    r"filed|issued|entered|signed|dated|served|received|held|sent|mailed|made|decided|commenced|executed|submitted|"
    r"lodged|docketed|returned|arrested|terminated|transferred|removed|brought|denied|granted|ordered|appeared|"
    r"occurred|began|took\splace|moved|sought|requested|notified|noticed|started|gave|given"
)

REFUSALS: tuple[Frame, ...] = (
    Frame(
        "a decision cited",
        "nothing",
        (
            ("Doe v. Roe, 2020 WL 1 (D. Md. Aug. 20, 2024).", "Aug. 20, 2024", None),
            ("(N.D. Tex. Mar. 9, 2018)", "Mar. 9, 2018", None),
        ),
        (("the parties shall file (by March 9, 2018)", "by March 9, 2018"),),
        before=r"\((?:[A-Z0-9][\w.']{0,12}\s){0,5}(?:ed\.\s)?$",
        after=r"[^()]{0,12}\)",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "signed or entered",
        "nothing",
        (
            ("Signed by Judge A. Doe on 8/12/2019. (ab)", "on 8/12/2019", None),
            ("(Entered: 08/12/2019)", "08/12/2019", None),
            ("DATED this 18th day of March, 2025, at noon", "18th day of March, 2025, at noon", None),
            ("SO ORDERED, this the 12th day of June, 2019.", "12th day of June, 2019", None),
            ("AND NOW, this 2nd day of April, 2015, upon consideration", "2nd day of April, 2015", None),
        ),
        (
            ("IT IS ORDERED that on March 5, 2020 counsel appear", "on March 5, 2020"),
            ("a report shall be filed on March 5, 2020", "on March 5, 2020"),
        ),
        before=r"(?<!be\s)\b(?:signed|entered|ordered|modified|dated|filed|docketed|decreed|decided|date|posted|issued)\b"
        r"(?:\s(?:and\s\w+\s)?(?:by|in)\b[^;:]{0,80}?)?[:,]?\s*(?:on|this|the|this\sthe)?\s*$|"
        r"(?:^|[.;,]\s|\bnow,?\s|\bon\s)this\s(?:the\s)?$",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "date of a paper",
        "nothing",
        (
            ("The Order of March 13, 2025, is VACATED", "March 13, 2025", None),
            ("Plaintiff's September 21, 2022 application", "September 21, 2022", None),
            ("during the March 7, 2025 call", "March 7, 2025", None),
            ("any dates during the week of February 4, 2008", "February 4, 2008", None),
        ),
        (("trial is set for March 13, 2025", "March 13, 2025"),),
        before=r"(?:\b(?:of|dated|during\sthe|its|his|her|their|our|the\scourt's)|['’]s?)\s$",
        kinds=("fixed",),
        bounds=("on",),
    ),
    Frame(
        "done in the past",
        "nothing",
        (
            ("Plaintiff filed the petition that began this action on August 8, 2012.", "on August 8, 2012", None),
            ("a hearing held on March 26, 2025, showed", "on March 26, 2025", None),
            ("which had been set to expire on March 27, 2025", "on March 27, 2025", None),
            ("papers sent to the clerk on April 1, 2025", "on April 1, 2025", None),
        ),
        (
            ("A hearing will be held on March 26, 2025", "on March 26, 2025"),
            ("all papers filed shall be served by May 1, 2020", "by May 1, 2020"),
        ),
        before=rf"(?:(?<!be\s)(?<!is\s)(?<!are\s)\b(?:{_PAST})\b(?:\s(?!(?:shall|must|may|will|is|are|be|due)\b)[\w'’()-]+){{0,9}}?\s?|"
        r"\b(?:had|has)\sbeen\s(?:\w+\s){0,5}?)$",
        kinds=("fixed",),
        bounds=("on", "about", "from", "until"),
    ),
    Frame(
        "told of the past first",
        "nothing",
        (
            ("On April 1, 2025, the Court issued a stay", "On April 1, 2025", None),
            ("On May 2, 2020, Plaintiff filed his complaint.", "On May 2, 2020", None),
        ),
        (("On April 1, 2025, counsel shall appear", "On April 1, 2025"),),
        before=r"^\W*(?:(?:and|also|then|but)\s)?$",
        after=rf",?\s(?:(?!\b(?:shall|must|may|will|is|are|be)\b)[^.;]){{0,90}}?\b(?:{_PAST})\b",
        kinds=("fixed",),
        bounds=("on", "about", "from"),
    ),
    Frame(
        "had so long",
        "nothing",
        (
            (
                "Petitioner had one year from the date of the judgment to file",
                "one year from the date of the judgment",
                None,
            ),
            ("he was given 30 days from May 1, 2020 to answer", "30 days from May 1, 2020", None),
        ),
        (("Plaintiff has 30 days from May 1, 2020 to answer", "30 days from May 1, 2020"),),
        before=r"\b(?:had|(?:was|were)\s(?:given|granted|allowed))\s(?:only\s|until\s|up\sto\s)?$",
        kinds=("period",),
    ),
    Frame(
        "was due",
        "nothing",
        (
            ("the motion was due by May 1, 2020", "by May 1, 2020", None),
            ("reports had been required by May 1, 2020", "by May 1, 2020", None),
        ),
        (("the motion is due by May 1, 2020", "by May 1, 2020"),),
        before=r"\b(?:had\sbeen|was|were)\s(?:\w+\s){0,5}?$",
        kinds=("fixed",),
        bounds=("on", "by", "about", "from", "until"),
    ),
    Frame(
        "asked for",
        "nothing",
        (
            (
                "On Defendants' Motion to Extend Deadline to 7 p.m. Monday, March 17, 2025",
                "7 p.m. Monday, March 17, 2025",
                None,
            ),
            ("The State requests that the Court rule by May 1, 2020", "by May 1, 2020", None),
        ),
        (("Defendant shall answer the motion to compel by May 1, 2020", "by May 1, 2020"),),
        before=r"^(?:(?!\b(?:shall|must|may|will|is|are|be|due|directed|ordered|required|deadline\sto)\b).)*?"
        r"\b(?:motions?|requests?|requested|application|proposal|leave|asks?|moves?|moved|seeks?|sought)\s(?:to|for|that)\b"
        r"(?:(?!\b(?:shall|must|will|is|are|be|due|directed|ordered|required)\b).)*$",
    ),
    Frame(
        "a term of imprisonment",
        "nothing",
        (("is committed to the custody of the Bureau for a term of 24 months.", "for a term of 24 months", None),),
        (("is placed on supervised release for a term of 24 months.", "for a term of 24 months"),),
        before=r"\b(?:custody|imprison\w*|incarcerat\w*|jail|detention|sentenced\sto)\b[^.;]{0,80}$",
        kinds=("period", "window"),
    ),
    Frame(
        "what was ordered before",
        "nothing",
        (
            ("The earlier order required the agency to report by May 1, 2020.", "by May 1, 2020", None),
            ("the Court ordered additional briefing, due tomorrow, May 1, 2020.", "May 1, 2020", None),
        ),
        (
            ("it is ordered that the agency report by May 1, 2020", "by May 1, 2020"),
            ("The parties are required to report by May 1, 2020", "by May 1, 2020"),
            ("Fact discovery ordered closed by May 1, 2020", "by May 1, 2020"),
        ),
        before=r"(?:^|[^\w])(?!(?:is|are|was|were|be|been|hereby|further|also|being|therefore|it|that|to|and)\s)[\w’'()]+"
        r"(?:\spreviously|\salready|\searlier)?\s"
        r"(?-i:required|ordered|directed|instructed|requested|scheduled|gave|set)\b(?!\s(?:in\s)?for\b)"
        r"(?!\s(?:to\sbe\s)?(?:closed|completed|filed|served|concluded)\b)"
        r"(?:(?!\b(?:shall|must|ORDERED)\b)[^.;])*$",
        kinds=("fixed",),
    ),
)
