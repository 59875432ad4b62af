"""Strategies for papers: captions whole and broken, numbering, gutters, stamps, page breaks, odd signs."""

from __future__ import annotations

from fuzz import hostile
from hypothesis import strategies as st

_PIECES = sorted({*hostile.REPEATED.values(), *(piece.replace("{}", "7") for piece in hostile.STRUCTURED.values())})
_CAPTIONS = (
    "UNITED STATES DISTRICT COURT\nDISTRICT OF OREGON\n\nJANE DOE,\n     Plaintiff,\nv.\nROE CORP.,\n   Defendant.\n\n"
    "Case No. 3:20-cv-00017-AB\n\nORDER GRANTING MOTION TO STAY\n",
    "JANE DOE,            )\n     Plaintiff,      )   Case No. 3:20-cv-00017\nv.                   )   ORDER\n"
    "ROE CORP.,           )\n",
    "Doe v. Roe Corp.\n",
    "IN RE: ROE CORP.\nNo. 20-17\n",
    "Case 3:20-cv-00017-AB   Document 9   Filed 05/01/20   Page 1 of 3\n",
    "",
)
_SENTENCES = (
    "The parties shall file a joint report within fourteen (14) days of service of this order.",
    "A hearing is set for May 3, 2021 at 2:00 p.m. in Courtroom 4.",
    "The motion (ECF No. 7) is GRANTED IN PART and DENIED IN PART.",
    "If no objection is filed, counsel may not reply",
    "“Report” means the paper in ¶ 2.",
    "IT IS SO ORDERED.",
    "See Doe v. Roe, 1 F.3d 2 (9th Cir. 2000).",
    "(a) the names of all witnesses;",
    "Dated: May 1, 2020\n\n/s/ Ada B. Crane\nUnited States District Judge",
)
_LEADS = st.sampled_from(
    ("", "", "1. ", "2) ", "(a) ", "IV. ", "• ", "¶ 3. ", "# ", "> ", "   ", "\t", "12  ", "[^1]: ")
)
_ENDS = st.sampled_from(("\n", "\n", "\n\n", "\n\n", " ", "\f", "\n3\n\f", "\r\n", "\n   \n", "-\n", "\x85", "\u2028"))
_WORDS = st.one_of(
    st.sampled_from(_SENTENCES),
    st.sampled_from(_PIECES),
    st.tuples(st.sampled_from(_PIECES), st.integers(2, 40)).map(lambda piece: piece[0] * piece[1]),
    st.text(max_size=40),
)
_BLOCKS = st.tuples(_LEADS, _WORDS, _ENDS).map("".join)

TEXTS = st.tuples(st.sampled_from(_CAPTIONS), st.lists(_BLOCKS, max_size=14)).map(
    lambda parts: "".join([parts[0], *parts[1]])
)
"""Papers as nobody files them."""

PROSE = st.lists(st.sampled_from(_SENTENCES[:5]), min_size=1, max_size=12)
"""Sentences of an order."""
