"""Where the sentences of a legal text end.

A sentence ends at ".", "?" or "!". The period of an abbreviation, an initial, a citation or a number does
not end one; nor does anything inside parentheses or brackets. What a colon leads to stays with it.
The rules are the tables below; each stands beside phrases that it must keep whole or cut. (eyecite finds citations of
cases and statutes too, but reads about 75 KB a second on one core, half of what all the reading of an order does.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.orders import Span


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Words whose period does not end a sentence. always: not even before a capital letter;
    otherwise a capital letter that begins a usual opening word ("The", "Plaintiff") still ends one."""

    name: str
    words: str
    always: bool
    whole: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


ABBREVIATIONS: tuple[Abbreviations, ...] = (
    Abbreviations(
        "before a name or number",
        "v vs y vy Vv VV nom No Nos NO NOS Doc Docs Dkt Mr Mrs Ms Messrs Dr Prof Hon Rev Sen Rep Gov Gen Col Lt "
        "Sgt Capt Cpl Maj Adm "
        "Ex Exs Exh pp p para paras sec secs § art cl ch pt vol ed eds id Id cf Cf accord Accord ECF Fed Civ Crim "
        "Evid Bankr App Cal Tex Fla Ala Ariz Ark Colo Conn Del Ga Ill Ind Kan Ky La Mass Md Me Mich Minn Miss Mo "
        "Mont Neb Nev Okla Or Pa Tenn Va Vt Wash Wis Wyo Supp Stat Reg Const Rul St Mt Ft Asst Ass Att viz "
        "Summ Judg Stip Prelim Inj Interrog Assoc Dir Exec Admin Sched Ord Rec "
        "Proc Prac Amend Amends e.g i.e E.g I.e ca approx R P Decl Compl Mot Opp Tr Dep Br Mem Op Resp Rs",
        True,
        ("Doe v. Roe is cited.", "See Doc. 43 at 1.", "Under Fed. R. Civ. P. 26 it is due.",
         "Mr. Thomas shall call.", "See, e.g. The Federalist.", "Cal. Civ. Code applies.",
         "The motion (ECF No. 32) is DENIED.", "It is DENIED without prejudice. [Doc. 29.]",
         "Roe v. Doe, 12 F.3d 34 (9th Cir. 1999), controls.", "Id. The record agrees.",
         "Def.'s Mot. for Summ. J. is GRANTED.", "Smith Bros. Inc. v. Doe Corp. is remanded.",
         "Plaintiff’s motion, Dkt. No. 12, and the Doc. No. 13 request are denied.",
         "Assoc. Dir. Roe shall appear.", "United States v. Roe, No. 21-1234, is cited.",
         "Fed. R. Crim. P. 11, Fed. R. Evid. 702 and Local Civ. R. 7.1 apply.", "42 U.S.C. § 1983 claims survive."),
    ),
    Abbreviations(
        "after a name or number",
        "Inc Corp Co Ltd LLC L.L.C LLP L.L.P L.P P.C P.A N.A Jr Sr Esq al seq etc Bros Ass'n Dept Dep't Div "
        "Ave Blvd Rd Ste Apt Bldg Fl Rm Sq a.m p.m A.M P.M am pm U.S U.S.C U.S.A D.C E.S.T E.D.T P.S.T P.D.T C.S.T "
        "C.D.T M.S.T M.D.T Cir Dist Ct Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs "
        "Fri Sat Sun Ph.D M.D Int'l Nat'l Gov't Govt Comm'n Comm Univ Hosp Sch Sys Servs Serv Ins Indus Mfg Mgmt "
        "Tech Assocs Auth Bd Cnty Cty Educ Elec Emp Env't Fin Found Grp Hous Just Lab Mach Mun Pub Ret Sec Soc "
        "Soc'y Sw Tel Transp F.2d F.3d F.4th Supp.2d S.Ct L.Ed Rptr",
        False,
        ("It is due at 2:00 p.m. EDT today.", "Acme, Inc. shall answer.", "Under 42 U.S.C. § 1983 it lies.",
         "Smith et al. move to dismiss."),
        ("It begins at 9:30 a.m. The parties shall appear.", "The defendant is Acme, Inc. Plaintiff sued it."),
    ),
)

# Words that open a sentence so often that a capital on them after "Inc." or "p.m." is a new sentence.
_OPENING_WORDS = """
The This These That Those A An In On At By If No Not All Any Each Every Both Either Neither Such There It Its He
She They We His Her Their Our Upon Under For From To After Before Until Unless Within When Where While Because
Although However Accordingly Therefore Further Furthermore Moreover Finally Additionally Also As But And Or So
Nor Plaintiff Plaintiffs Defendant Defendants Petitioner Respondent Movant Counsel Parties Party Failure Motion
Motions Objections Objection Responses Response Briefs Replies Reply Pursuant Settlement Discovery IT THE THIS
Signed Ordered SO Should Absent Having Because Since Thus Hence Only Once Here Trial Jury Expert Dispositive
Final Pretrial Joinder Rebuttal Deposition Fact Status See
"""
_OPENERS = frozenset(_OPENING_WORDS.split())
_ALWAYS = frozenset(word for table in ABBREVIATIONS if table.always for word in table.words.split())
_SOMETIMES = frozenset(word for table in ABBREVIATIONS if not table.always for word in table.words.split())

# A candidate: a stop, what may close behind it, then white space and what may open a sentence.
# A stop begins where no other stands before it, so that a row of dots is run through once.
_STOP = re.compile(
    r"(?P<stop>(?<![.?!])[.?!]+|:)(?P<close>[)\]\"'’”»]{0,3})(?P<note>(?:\[\w{1,3}\]|\d{1,2}(?![\d.])|[*†‡!'’])?)"
    r"(?P<gap>\s+|(?<=[a-z]\.)(?=Signed\b|Ordered\b|Entered\b|\d{1,2}\.\s+[A-Z]))(?=(?P<open>[(\[\"'“‘«§¶]{0,3}(?P<next>\S)))"
)
# Docket entries set one date after another: "Responses due by 8/30/2021 Depositions due by 6/15/2021."
_DATES = re.compile(
    r"\b(?:due|set|ready)\b[^.]{0,40}?\d{1,2}/\d{1,2}/\d{2,4}(?P<gap>\s+)(?=(?:[A-Z][\w-]*\s+){1,4}(?:due|set|ready)\b)"
)
_WORD_BEFORE = re.compile(r"[\w§.’'&-]{1,40}$")
_INITIAL = re.compile(r"(?:^|[\s(.\"“‘-])[A-Z]$")
_NOTED = re.compile(r"[a-z][.?!][\"”’)]?\d{1,2}$")
_NEXT_WORD = re.compile(r"[A-Za-z]+")
_LIST_NUMBER = re.compile(r"(?:^|[\s:;(]|(?<=[a-z])\.)(?:\(?\d{1,2}|\(?[a-zA-Z]|[ivxIVX]{1,4})$")
# The number of a list at the head of a paragraph.
_LEAD = re.compile(r"^(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxlIVXL]{1,6})[.)]|¶+\s?\d+\.?|[•*–-])\s+")
# What stands after the shortened word of a firm's name: "Consumer Disc. Co., 459 U.S. 56".
_FIRM = re.compile(r"(?:Co|Corp|Inc|Ltd|Bros|Ass’n|Ass'n|Servs?|Indus|Grp)\b[.,]")
_OPENING = {"(": ")", "[": "]"}
_ENUMERATED = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.\s")

# Characters of a sentence: three times the longest of real orders. What reads sentences may cost their square.
LONGEST = 3000

EXAMPLES: tuple[tuple[str, int], ...] = (
    ("The motion is denied. The request is granted.", 2),
    ("Plaintiff filed the Complaint on August 8, 2012. (Doc. 1.) This case proceeds.", 2),
    ("The joint report shall set out the following: the dates and the names.", 1),
    ("IT IS ORDERED: The motion is denied.", 1),
    ("Lieutenant F. A. Rodriguez and Captain R. Tolson moved. They lost.", 2),
    ("Submit $ 505.00 (the full fee. No less) under Rule 24(a) today.", 1),
    ("The court said “it is over.” The parties left.", 2),
    ("Is it final? It is. Go!", 3),
    ("The conference is at 2:00 p.m. EDT. Counsel shall call.", 2),
    ("See 28 U.S.C. § 636(c). The parties have conferred.", 2),
    ("Defendants served responses under Rule 26(a). Plaintiff objects.", 2),
    ("Nothing is stayed.1 The parties shall confer.", 2),
    ("1. The motion is denied.", 1),
    ("The State of N. Dakota is a party.", 1),
    ("It cites Fed. R. Civ. P. 37(a)(3)(B). (ECF No. 28.)", 1),
    ("Doe v. Provident Consumer Disc. Co., 459 U.S. 56, controls.", 1),
    ("It must destroy them.Signed by Judge Doe on 6/21/2013.", 2),
    ("The motion is denied.3. The case is closed.", 2),
    ("Responses due by 8/30/2021 Depositions due by 6/15/2021.", 2),
    ("It was raised in ECF No. 41. There is no evidence.", 2),
    ("It is due within 7 days of Jan. 5, 2020. No reply is allowed.", 2),
)


def split(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of `text[start:end]`, in order; together they cover it, less the blanks between.

    A parenthesis of citations that follows a full stop ("... 2011. (Doc. 1.)") stays with the sentence that
    it supports. A list's number at the head of the stretch stays with its first sentence.
    """
    end = len(text) if end is None else end
    part = text[start:end]
    lead = _LEAD.match(part)
    begin = len(part) - len(part.lstrip())
    last = len(part.rstrip())
    spans: list[Span] = []
    depths = _depths(part)
    gaps = [match.span("gap") for match in _STOP.finditer(part, lead.end() if lead else 0) if _ends(part, match)]
    gaps += [match.span("gap") for match in _DATES.finditer(part)] if "/" in part else []
    for cut, following in sorted(gaps):
        if cut <= begin or following >= last or depths[following] > 0:
            continue
        spans.append(Span(start + begin, start + cut))
        begin = following
    if begin < last:
        spans.append(Span(start + begin, start + last))
    return tuple(piece for span in _with_citations(text, spans) for piece in _bearable(text, span))


def _bearable(text: str, span: Span) -> Iterator[Span]:
    """A sentence whole; one that never ends cut at blanks, so that whoever reads sentences need fear none."""
    start = span.start
    while span.end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut + (text[cut] == " ")
    yield Span(start, span.end)


def ends_sentence(text: str) -> bool:
    """Whether a row that reads `text` ends a sentence (or a member of a list), for joining rows."""
    text = text.rstrip()
    bare = text.rstrip("\"'’”»)]*†‡")
    if not bare:
        return False
    if bare[-1] in "?!:;":
        return True
    if bare[-1] in "0123456789" and len(bare) > 2 and _NOTED.search(bare):
        return True  # a footnote's number after the stop
    if bare[-1] != ".":
        return False
    word = _word(bare[:-1])
    if text[-1] in ")]" or len(bare) < len(text):
        return True
    return not (word in _ALWAYS or _is_initial(bare[:-1]) and not word.count("."))


def _ends(text: str, match: re.Match[str]) -> bool:
    stop = match.group("stop")
    following = match.group("next")
    if stop == ":":
        return False
    if not (following.isupper() or following.isdigit() or following in "§¶$•" or match.group("open")[0] in "(“\"[‘"):
        return False
    if following.islower() and not _ENUMERATED.match(text, match.end("gap")):
        return False
    if stop != ".":
        return True
    before = text[max(0, match.start("stop") - 40) : match.start("stop")]
    if match.group("note").isdigit() and not match.group("close") and not before[-1:].islower():
        return False  # "555 U.S.7 (2008)": a digit glued to the period is a footnote only after a small letter
    word = _word(before)
    if match.group("close"):
        return True
    if before.endswith(" ") or not before:
        return following.isupper() and before.strip() != ""  # ". . ." of an omission, or a lost number
    if following.isdigit() and (word in _SOMETIMES or word in _ALWAYS):
        return False
    if word in _ALWAYS or _is_initial(before):
        return False
    if word.count(".") and word not in _SOMETIMES and re.fullmatch(r"(?:[A-Za-z]{1,3}\.)+[A-Za-z]{1,4}", word):
        return _opens(text, match)
    if word in _SOMETIMES:
        return _opens(text, match)
    if _FIRM.match(text, match.end("gap")):
        return False
    if _LIST_NUMBER.search(before) and not before[-1:].isupper():
        # "shall: 1. The": the period belongs to a list's number, unless the number ends a phrase ("No. 41.").
        if re.search(r"\b(?:No|Nos|Doc|Docs|Dkt|Ex|NO)\.\s?\d+$", before):
            return True
        return not re.search(r"(?:[:;.,]\s?|and\s|or\s|^)\(?\w{1,4}$", before)
    return True


def _opens(text: str, match: re.Match[str]) -> bool:
    word = _NEXT_WORD.match(text, match.end("gap") + len(match.group("open")) - 1)
    opened = match.group("open")[0] in "(["
    return bool(word and word.group() in _OPENERS) or opened


def _word(before: str) -> str:
    # No word goes beyond a blank, save that "$" stands before a line feed, too.
    last = before if before[-1:].isspace() else before[before.rfind(" ") + 1 :]
    match = _WORD_BEFORE.search(last)
    return match.group().lstrip("'’") if match else ""


def _is_initial(before: str) -> bool:
    """Whether `before` ends with a capital letter that stands alone."""
    return "A" <= before.rstrip("\n")[-1:] <= "Z" and bool(_INITIAL.search(before))


def _depths(text: str) -> list[int]:
    """For each place how many parentheses are open there; one that never closes does not count."""
    depths = [0] * (len(text) + 1)
    stack: list[tuple[str, int]] = []
    for match in re.finditer(r"[()\[\]]", text):
        sign = match.group()
        if sign in _OPENING:
            stack.append((_OPENING[sign], match.start()))
        elif stack and stack[-1][0] == sign:
            opened = stack.pop()[1]
            # A list's "(1)" or an aside is short; a stray sign must not swallow a page.
            if not stack and match.start() - opened < 1500:
                for place in range(opened + 1, match.start() + 1):
                    depths[place] = 1
    return depths


_CITATION = re.compile(r"[(\[](?=[^()]{0,80}(?:\d|Id\b|id\b|supra))[^()]*(?:\([^()]*\)[^()]*){0,4}[)\]][.;]?$")


def _with_citations(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        words = text[span.start : span.end]
        citation = len(words) < 120 and _CITATION.fullmatch(words) and _cites(words)
        if joined and citation:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _cites(words: str) -> bool:
    return bool(re.match(r"[(\[](?:See\s|see\s|Id\.|id\.|Doc|ECF|Dkt|D\.?I\.|Docket|Filing|Ex\.|Exh|¶)", words))
