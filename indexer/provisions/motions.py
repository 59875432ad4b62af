"""What a ruling decides: the motion's words, its short name, its docket entries, who made it."""

from __future__ import annotations

import re

from indexer.lazy import lazy

_PAPER = (
    r"motions?|requests?|petitions?|applications?|objections?|appeals?|stipulations?|(?:bill|bills)\sof\scosts|"
    r"reports?\sand\srecommendations?|findings\sand\srecommendations?|recommendations?|complaints?|counterclaims?|"
    r"crossclaims?|claims?|subpoenas?|answers?|affidavits?|declarations?|letters?|notices?|briefs?|repl(?:y|ies)|"
    r"judgments?|orders?\sto\sshow\scause|orders?|stay|hearings?|conferences?|trials?|arguments?|deadlines?|dates|"
    r"actions?|cases?|matters?|proceedings?|indictments?|pleas?|bonds?|certificates?\sof\sappealability|leave"
)
_HEAD = re.compile(
    rf"\b(?:(?:cross-?|joint|renewed|emergency|unopposed|consent|amended|ex\sparte|pro\sse|oral|letter|"
    rf"report\sand)\s?){{0,3}}(?:{_PAPER})\b"
    r"(?P<asks>\s(?:to|for|in\slimine|under|of|re:?)\b[^()\[\],;:#]{0,120})?",
    re.I,
)
# Papers whose name goes on with what they ask; "case to the District of Utah" names a case.
_REQUEST = re.compile(
    r"(?:motions?|requests?|petitions?|applications?|objections?|appeals?|stipulations?|deadlines?|leave|pleas?|"
    r"orders?)$",
    re.I,
)
_HEAD_END = re.compile(
    r"\s(?:filed|by|is|are|be|pursuant|with(?:out)?\sprejudice|which|that|because|on\sbehalf|with\srespect|"
    r"as\sto|re|regarding|against)\b.*$",
    re.I,
)
_MOST_WORDS = 9
# "(ECF Nos. 121, 122)", "Doc. [#8]", "(# 29)", "[42]", "Dkt. 58".
_NUMBERED = re.compile(
    r"\b(?:ECF|Docs?|Document|Docket|Dkts?|D\.?E|D\.?I|Filing|Related\sDocs?|Doc\.?\sEntry|R)\b\.?\s*"
    r"(?:entr(?:y|ies)\s*)?(?:\b(?:Nos?|Numbers?)\b\.?\s*)?(?P<many>[\[(#\s]{0,4}\d{1,4}\b(?!/)"
    r"(?:\]?\)?\s?(?:,|&|and|,\sand|-)\s?[\[(#]{0,2}\d{1,4}\b(?![/-]\d|\sU))*)|"
    r"(?:\[|^\(|(?<=[a-z]ion\s)\(|(?<=[a-z]ions\s)\()#?\s?(?P<bracket>\d{1,4}(?:(?:,\s?|"
    r"\sand\s)#?\s?\d{1,4})*)[\])](?!\s?U\.S)|"
    r"#\s?(?P<sign>\d{1,4})\b",
    re.I,
)
# Clerks set the number before or behind the name: "62 Motion to Stay", "Plaintiff's motion 7 for leave".
_BARE = re.compile(
    r"(?:^|(?<=[^,]\s))(?P<first>\d{1,4})\s+(?=(?:\w+\s){0,4}?(?i:motion|request|petition|application|objection|"
    r"report|order|"
    r"complaint|stipulation|letter|answer|notice|appeal|document|findings|bill)|(?!U\.?\s?S)[A-Z])|"
    r"(?i:\b(?:motions?|request|petition|application|objections?|letter|order|complaint|recommendations?|cause|"
    r"report|"
    r"costs?|time|dismiss|compel|stipulation)\b)\s(?P<behind>\d{1,4})(?:,(?=\s)|\b)(?!\s?(?:U\.S|days|pages|"
    r"hours|percent)|[/:.]\d|st\b|nd\b|rd\b|th\b|-)"
)
_LAST = re.compile(r"(?<![\d,.]\d)(?<=[A-Za-z)])\s(\d{1,4})\W*$")
_COUNT = re.compile(
    r"\b(?:counts?|rules?|chapter|section|§|claims?|days?|page|pages|exhibits?|local\srules?|"
    r"january|february|march|april|may|june|july|august|september|october|november|"
    r"december)\s*$",
    re.I,
)
_OWNER = re.compile(
    r"^(?:(?:the|and|pro\sse|said|renewed|joint)\s)*(?P<who>[^,;:()\d]{2,70}?(?:['’]s|s['’]|(?<=iff)s|(?<=ant)s|"
    r"(?<=ent)s|(?<=ner)s|(?<=tor)s))\s"
    r"(?:[\w\[\]\d-]+\s){0,8}?(?:motions?|requests?|petitions?|applications?|objections?|appeals?|counterclaims?|"
    r"complaints?|oral|letters?|claims?|bill|cross)\b",
    re.I,
)
_FILED_BY = re.compile(
    r"\bfiled\s(?:jointly\s)?by\s(?P<who>[A-Z][^();:]{2,80}?)(?=(?<![ .][A-Z])\.|[,;)]|"
    r"\s(?:is|are|on|be|as)\b|$)",
    re.I,
)
_OF_WHOM = re.compile(
    r"\b(?:motion|request|application|petition)s?\sof\s(?P<who>(?:the\s)?[^;:()]{3,80}?)\s(?:to|for|is|are)\b", re.I
)
_PART = lazy(
    r"\b(?:only\s)?(?:as\s+to\s+(?!the\s+same)|as\s+it\s+(?:pertains|relates)\s+to\s+|with\s+(?:respect|"
    r"regard)\s+to\s+|"
    r"insofar\s+as\s+|to\s+the\s+extent\s+|only\s+(?:on\s+behalf\s+of|in|for)\s+|except\s+|"
    r"in\s+all\s+other\s+respects|"
    r"otherwise\b)[^;.]{0,160}",
    re.I,
)
# Criminal dockets name the defendant so; it limits nothing.
_NAMED = re.compile(
    r"as\s+to\s+(?!(?:Count|Claim|Plaintiff|Defendant|Counts|Claims|All|Each|The|Doe|Petitioner|"
    r"Exhibits?|Docs?|Issues?|Items?|Requests?|Interrogator\w+|Paragraphs?)\b)[A-Z][a-z]"
)
_MERELY_TO = re.compile(r"\b(?:in\s+part|otherwise)\W*(?:and\W*)?$", re.I)
_AMEND_BY = lazy(
    r"\b(?:within\s+[\w\s()-]{2,40}?\bdays\b(?:\s+(?:of|from|after)\s[^,;.]{3,60})?|(?:on\s+or\s+before|"
    r"no\s+later\s+than|by|until)\s+"
    r"(?:[A-Z][a-z]+\s\d{1,2},\s\d{4}|\d{1,2}/\d{1,2}/\d{2,4}))",
    re.I,
)


def kind_of(motion: str) -> str:
    """The short name: "motion to compel discovery"; empty where no paper, date or case is named."""
    head = _HEAD.search(motion)
    if head is None:
        return ""
    found = head.group()
    if head["asks"] and not _REQUEST.search(found[: head.start("asks") - head.start()]):
        found = found[: head.start("asks") - head.start()]
    words = _HEAD_END.sub("", re.sub(r"(?<=\w)\s\d{1,4}(?=\s|$)", "", " ".join(found.split())))
    return " ".join(words.split()[:_MOST_WORDS]).strip(" .,;:-").lower()


def numbers_of(motion: str) -> tuple[int, ...]:
    """The docket entries that the words name, in their order."""
    found: dict[int, int] = {}
    for match in _NUMBERED.finditer(motion):
        words = match["many"] or match["bracket"] or match["sign"] or ""
        for number in re.findall(r"\d{1,4}", words):
            found.setdefault(int(number), match.start())
    if not found:
        for match in _BARE.finditer(motion):
            if not _COUNT.search(motion[: match.start()]):
                found.setdefault(int(match["first"] or match["behind"]), match.start())
                if match["first"]:
                    break
        if not found and (last := _LAST.search(motion)) and not _COUNT.search(motion[: last.start()]):
            found[int(last[1])] = last.start()
    return tuple(found)


def mover_of(motion: str) -> str | None:
    """Who made it: "Plaintiff's Motion", "Motion filed by Acme", "the motion of the trustee to sell"."""
    bare = re.sub(r"^[\W\d]+", "", motion)
    for pattern in (_OWNER, _FILED_BY, _OF_WHOM):
        found = pattern.match(bare) if pattern is _OWNER else pattern.search(bare)
        if found:
            who = re.sub(r"(?:['’]s|(?<=s)['’])$", "", found["who"].strip(" ,."), flags=re.I)
            who = re.sub(r"^.*\b(?:on|regarding|re|any\sof)\s", "", who, flags=re.I)
            return re.sub(r"^(?:the|and)\s", "", who, flags=re.I) or None
    return None


def part_of(words: str) -> str | None:
    """The words that limit a ruling to a part, None where it is whole."""
    for match in _PART.finditer(words):
        part = " ".join(match.group().split()).strip(" ,")
        if not _NAMED.match(part) and not _MERELY_TO.fullmatch(part):
            return re.sub(r"^in\s+part[\s,]*(?:and\b)?[\s,]*", "", part, flags=re.I) or None
    return None


def amend_by(words: str) -> str | None:
    """The time for an amended pleading: "within thirty days of this order"."""
    match = _AMEND_BY.search(words)
    return " ".join(match.group().split()) if match else None
