"""Which kind of answer a question asks for: a table of forms, each with questions that it must and must not read.

The first form that matches decides `asks`; the table stands from the most particular to the most general.
`tests/assistant/test_question.py` is made from the examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Asks = Literal[
    "summary",
    "duties",
    "dates",
    "consequence",
    "contact",
    "why",
    "definition",
    "metadata_date",
    "when",
    "where",
    "who",
    "quantity",
    "contents",
    "ruling",
    "yes_no",
    "what",
]
_NOUN = r"(?:\w+(?:'s)?\s+){0,6}"
_AUX = (
    r"(?:can|could|may|might|must|shall|should|will|would|do|does|did|is|are|was|were|am|has|have|had|need|"
    r"cannot|isn't|aren't)"
)


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A way to ask. examples: must be read so; near: must not be read so (by the table as a whole)."""

    asks: Asks
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    near: tuple[str, ...] = ()


def _form(asks: Asks, pattern: str, examples: tuple[str, ...], near: tuple[str, ...] = ()) -> QuestionForm:
    compiled = re.compile(pattern.replace("NOUN", _NOUN).replace("AUX", _AUX), re.IGNORECASE)
    return QuestionForm(asks, compiled, examples, near)


FORMS: tuple[QuestionForm, ...] = (
    _form(
        "summary",
        r"\b(?:summari[sz]e|summary\s+of|sum\s+up|tl;?dr|overview|in\s+a\s+nutshell|gist)\b|"
        r"\bwhat\s+(?:is|does)\s+(?:this|the|that|my)\s+(?:court\s+)?(?:order|ruling|document|paper|file)\s+"
        r"(?:about|say|mean|all\s+about|do)\s*\??$|\bexplain\s+(?:this|the|my)\s+(?:court\s+)?order\b",
        ("Summarize the order", "what does this order say?", "give me an overview"),
        ("is summary judgment granted?", "What does the order say about exhibits?"),
    ),
    _form(
        "dates",
        r"\b(?:what|which|list|show|any|are\s+there)\b(?:\s+\w+){0,4}\s+(?:deadlines|due\s+dates|important\s+dates|"
        r"key\s+dates)\b|\bwhat\s+(?:are|is)\s+(?:the|my|our|all)\s+(?:\w+\s+)?(?:deadlines|dates)\b|"
        r"\bwhen\s+is\s+everything\s+due\b|\bmy\s+deadlines\b",
        ("What are the deadlines?", "list all deadlines", "are there any deadlines in this order?"),
        ("what is the deadline to reply?",),
    ),
    _form(
        "duties",
        r"\bwhat\s+(?:do|must|should|am|are|is)\s+(?:i|we|the\s+\w+|my\s+\w+|\w+\s+counsel)\s+(?:have\s+to|need\s+to|"
        r"required\s+to|supposed\s+to|ordered\s+to|obligated\s+to|expected\s+to)?\s*do\b(?:\s+(?:now|next|under\s+"
        r"(?:this|the)\s+order|here|by\s+when))?\s*\??$|\b(?:my|our)\s+(?:obligations|duties|responsibilities|"
        r"to-?do)\b|"
        r"\bwhat\s+(?:does|did)\s+(?:the|this)\s+(?:order|court|judge)\s+(?:require|order|want|tell|expect)\s+"
        r"(?:me|us|of\s+me|of\s+us|from\s+me|the\s+\w+|of\s+the\s+\w+)\b(?:\s+to\s+do)?\s*\??$",
        ("What do I have to do?", "what must the defendant do now?", "what does the court want from me"),
        ("What do I have to file?", "what happens if I do nothing?"),
    ),
    _form(
        "ruling",
        r"\bwhat\s+(?:happened|became|was\s+the\s+(?:outcome|result|ruling|decision))\b(?!\s+(?:if|when))|"
        r"\b(?:what|how)\s+did\s+(?:the\s+)?(?:court|judge|magistrate)\s+(?:\w+\s+)?(?:do|rule|decide|order|say|hold|"
        r"conclude|find)\b|"
        r"\b(?:outcome|disposition|result)\s+of\b|\bwhat\s+(?:was|is|were)\s+(?:decided|the\s+court's\s+"
        r"(?:decision|ruling))\b|\bwhat\s+(?:was|is|were)\s+(?:granted|denied)\b",
        ("What happened to the motion to strike?", "how did the judge rule on discovery?"),
        ("What happens if I lose?",),
    ),
    _form(
        "consequence",
        r"\bwhat\s+(?:happens|will\s+happen|would\s+happen|can\s+happen|could\s+happen|if)\b|"
        r"\b(?:consequences?|penalty|penalties|punishment)\s+(?:of|for|if)\b|\bwhat\s+are\s+the\s+(?:consequences|"
        r"penalties|sanctions)\b|\b(?:get|be|am|are|is)\s+(?:i|we|they|\w+\s+)?\s*(?:be\s+)?(?:sanctioned|punished|"
        r"fined|"
        r"in\s+trouble|penalized)\b|\bwhat\s+(?:can|could|will|might)\s+the\s+(?:court|judge)\s+do\s+(?:if|to\s+me|"
        r"when)\b",
        ("What happens if we miss it?", "what if nobody objects", "can I be sanctioned for being late?"),
        ("what happened to my motion?",),
    ),
    _form(
        "contact",
        r"\b(?:phone|telephone|fax|cell|contact)\s*(?:number|#|info\w*|details)\b|\b(?:e-?mail)\s+(?:address|is)\b|"
        r"\bnumber\s+(?:for|of)\s+(?:the\s+|my\s+)?(?:court\w*|clerk|chambers|deputy|judge|magistrate)\b|"
        r"\bwhat\s+(?:number|email|e-mail)\b|\bhow\s+(?:do|can|should|could|would)\s+(?:i|we|one|\w+)\s+(?:reach|"
        r"contact|"
        r"call|get\s+(?:in\s+touch|a\s?hold|hold)|email|phone)\b|\bwho\s+(?:to\s+|(?:do|can|should|must|"
        r"would)\s+(?:i|we|you|the\s+\w+|\w+)\s+)"
        r"(?:call|contact|reach|email|phone)\b|\bnumber\s+(?:do|to|should)\s+(?:i\s+|we\s+)?(?:call|dial)\b",
        ("What number do I call?", "how do I reach the clerk", "who do I call if I am sick?"),
        ("Who must contact the plaintiff?", "Can I call the judge?"),
    ),
    _form(
        "why",
        r"\bwhy\b|\bhow\s+come\b|\bwhat\s+(?:was|is|were|are)\s+(?:the\s+)?(?:reasons?|grounds?|basis|wrong)\b|"
        r"\b(?:what|for\s+what|which)\s+reasons?\b|\bon\s+what\s+(?:grounds?|basis)\b|\breason\s+for\b",
        ("Why was it denied?", "what reason did they give", "what was wrong with my form?"),
    ),
    _form(
        "definition",
        r"\bwhat\s+(?:does|do|did)\s+.{1,80}?\s+mean\b|\b(?:define|definition\s+of|meaning\s+of|stand\s+for)\b|"
        r"\bwhat\s+(?:counts?|qualif\w+)\s+as\b|\bwhat\s+is\s+meant\s+by\b|"
        r"\bwho\s+(?:counts?\s+as|are\s+the\s+[\"“'‘])",
        ("What does reinstatement mean?", "define working day", "what counts as service?"),
    ),
    _form(
        "where",
        r"\bwhere\b(?!\s*(?:as|by)\b)|\b(?:what|which|whats)(?:'s|\s+is|\s+are)?\s+(?:the\s+)?(?:court\s*room|room|"
        r"address|"
        r"building|place|location|floor|city|courthouse)\b|\b(?:address|location)\s+of\b|\bin\s+(?:what|"
        r"which)\s+(?:court\s*)?room\b",
        ("Where is it?", "what courtroom", "which room is the hearing in?"),
    ),
    _form(
        "quantity",
        r"\bhow\s+(?:much|many|long|often|big|large|far|frequently|short|late)\b(?!\s+(?:do|have)\s+(?:i|"
        r"we)\s+have\s+to\s+(?!file|brief|respond)"
        r"(?:amend|answer|object|appeal|reply)\b)|"
        r"\b(?:page|word|time|length)\s+limits?\b|\bwhat\s+(?:is|are|'s)?\s*(?:the\s+)?(?:maximum|minimum|limit|fee|"
        r"cost|price|"
        r"amount)\b|\bhow\s+soon\s+(?:must|does|do|after|should)\b|\b(?:is|are)\s+there\s+(?:a|any)\s+(?:page|word|"
        r"time)\s+limit\b",
        ("How many pages?", "how much is the fee", "what is the page limit?", "how often must we report?"),
        ("How do I file?",),
    ),
    _form(
        "when",
        r"\bunder\s+(?:what|which)\s+(?:conditions?|circumstances?)\b|\bwhat(?:'s|\s+is)\s+the\s+(?:latest|last)\b|"
        r"\bwhen\b(?!\s+(?:i|we|they|you|he|she)\s+(?:do|am|are|file|get|is)\b)|\b(?:by|until|til|till|before|on|at|"
        r"from|since)\s+(?:what|which)\s+"
        r"(?:date|day|time)\b|\bwhat(?:'s|\s+is|\s+are|\s+was)?\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:date|day|time|"
        r"deadline|cut-?off|"
        r"due\s+date)\b|\bdue\s+(?:date|by|on)\b|\b(?:deadline|cut-?off|last\s+day|final\s+day)\b|\bdue\s*\??$|"
        r"\bhow\s+(?:late|soon|long\s+do\s+(?:i|we|they)\s+have)\b|\b(?:done|due|filed|in)\s+by\s*\??$|"
        r"\bdisclosure\s*\??$|\bdate\s*\??$|"
        r"\bwhat\s+(?:date|day|time)\b|\bnext\s+(?:hearing|conference|court\s+date)\b",
        ("When is it due?", "by what date must we answer?", "brief due by", "expert cutoff?", "last day to reply"),
        ("What happens when we disagree?",),
    ),
    _form(
        "who",
        r"\bwho(?:m|se|'s)?\b|\b(?:which|what)\s+(?:judge|party|side|firm|law\s+firm|lawyer|attorney|counsel|person|"
        r"magistrate)\b|\bname\s+of\s+(?:the\s+)?(?:judge|lawyer|attorney|plaintiff|defendant|party|magistrate|"
        r"clerk)\b|"
        r"\bwhat(?:'s|\s+is)\s+the\s+judge's\s+name\b",
        ("Who signed it?", "which judge hears it", "what is the judge's name?"),
    ),
    _form(
        "contents",
        r"\bwhat\s+(?:must|does|do|should|has|have|needs?|goes|is|are|to|all)\b.{0,120}?\b(?:contain|includ\w+|say|"
        r"state|"
        r"cover|address|look\s+like|set\s+forth|list|in\s+(?:it|the\s+\w+(?:\s+\w+){0,3})|be\s+in|go\s+in(?:to)?|"
        r"consist|put\s+in|"
        r"write|brief|discuss)\b|"
        r"\bcontents?\s+of\b|\bwhat\s+(?:to|do\s+i|should\s+i|must\s+i|do\s+we|should\s+we|must\s+we)\s+(?:put|"
        r"include|write)\b|"
        r"\bwhat\s+(?:can|do|must|should|else)\b.{0,60}?\b(?:file|submit|attach|send|provide|turn\s+in)\b.{0,40}?"
        r"(?:besides|instead|other\s+than|as\s+well|in\s+addition|with)\b|\bwhat\s+(?:papers?|documents?|forms?|"
        r"things)\b.{0,40}?"
        r"\b(?:need|file|submit|attach|bring)\b|\bwhat\s+(?:do|must|should)\s+(?:i|we)\s+(?:have\s+to\s+|need\s+to\s+)?"
        r"(?:file|submit|send|bring|attach)\b",
        ("What must the report contain?", "what has to be in the letter", "what do I have to file?"),
    ),
    _form(
        "yes_no",
        r"^(?:so\s+|and\s+|but\s+|ok(?:ay)?,?\s+|please\s+)?AUX\b|[.,;:!?]\s*(?:so\s+|and\s+|then\s+|"
        r"but\s+)?AUX\s+(?:i|we|he|she|it|they|you|the|my|our|"
        r"a|an|any|all|this|that|these|those|there|there's|defense|opposing|plaintiffs?|defendants?|counsel|both|"
        r"someone|anyone|each|every|i'm|not)\b|\bam\s+i\s+(?:allowed|required|supposed)\b|"
        r"^(?:if|whether)\b(?=.*\b(?:i|we|it|they|the)\b.*(?:\?|$))(?!.*(?:,|\b(?:when|what|who|where|how|which|"
        r"why)\b))|^(?:(?!\b(?:which|what|who|whom|when|where|how|why)\b)[^?!]){0,300}?\b(?:can|could|may|must|"
        r"should|do|does|did|am|are|is|will)\s+(?:i|we|he|she|they|it|my|the|our|"
        r"plaintiffs?|defendants?)\b|\b(?:wonder(?:ing)?|know|tell\s+me|ask)\s+(?:if|whether)\b|\b(?:is|"
        r"are)\s+(?:it|there|we|i|they)\b.*\?$",
        ("Can I file a reply?", "I am a lawyer. Does the rule apply to me?", "do we need to meet"),
    ),
    _form(
        "when",
        r"\b(?:date|time|day)\b",
        ("New date of the hearing?", "conference date and time"),
    ),
    _form("what", r"(?!)", ("What local rules apply?",)),
)

# Among these the one that begins first in the sentence is asked: "who signed it and when?" asks who.
_BY_PLACE = ("why", "where", "quantity", "when", "who", "contents", "yes_no")
_FRAME = re.compile(
    r"^\s*(?:(?:hi|hello|hey|ok|okay|so|um|well|please|sorry|excuse\s+me|good\s+\w+|dear\s+\w+)[\s,!.]+)*"
    r"(?:(?:can|could|would|will)\s+(?:you|someone|anyone)\s+(?:please\s+|kindly\s+)?(?:tell|explain|let|show|help|"
    r"clarify|"
    r"check|say)(?:\s+(?:to\s+)?(?:me|us))?(?:\s+(?:know|understand|out))?\s*|"
    r"(?:do|does|would)\s+(?:you|anyone|anybody)\s+(?:happen\s+to\s+)?know\s+|"
    r"(?:i|we)(?:'d|\s+would)?\s*(?:just\s+|really\s+)?(?:want|need|like|wanted|am\s+trying)\s+to\s+(?:know|"
    r"find\s+out|ask|"
    r"understand|figure\s+out)\s+|(?:i|we)\s+(?:was|were|am|are)\s+wondering\s+|(?:please\s+)?tell\s+(?:me|us)\s+|"
    r"(?:my\s+)?question\s*(?:is|:)\s*|"
    r"does\s+(?:the|this)\s+(?:order|court|judge)\s+(?:say|tell\s+(?:me|us)|mention|state|explain|specify)\s+"
    r"(?=when|where|who|how|what|why|by|which))+(?:about\s+)?[,:]?\s*",
    re.IGNORECASE,
)


def unframed(question: str) -> str:
    """`question` without the polite words around it: "could you please tell me when it is due" → "when it is due"."""
    bare = _FRAME.sub("", question).strip()
    return bare if len(bare) > 2 else question


def asks_for(question: str) -> Asks:
    """The kind of answer that `question` (normalized, one sentence or a few) asks for."""
    question = unframed(question)
    first: tuple[int, int] | None = None
    for rank, form in enumerate(FORMS):
        match = form.pattern.search(question)
        if not match:
            continue
        if form.asks not in _BY_PLACE:
            if first is None:
                return form.asks
            continue
        key = (match.start(), rank)
        if first is None or key < first:
            first = key
    return FORMS[first[1]].asks if first else "what"
