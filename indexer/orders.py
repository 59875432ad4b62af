"""The passive types of a court order as read: values only, no behaviour beyond looking things up.

Every type is frozen, compares by value and can be written to the index and read back unchanged
(`indexer.store.store` does so with msgspec). Offsets are counted in characters. Two texts exist:

* `Order.source`: the file as the reader decoded it, pages separated by a form feed;
* `Order.text`: what people read and citations quote: gutter numbers, stamps and emphasis marks off,
  lines of a paragraph joined by one space, paragraphs separated by one blank line.

`Order.pins` maps every stretch of the second to its place in the first, to its page and to its line.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `[start, end)` of `Order.text`, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader hands on: one file as decoded text, pages separated by a form feed (U+000C).

    text: lines end with "\\n" alone. format: "text", "markdown", "html", "docx", "pdf", "image" or "email"; Word and
    HTML are written out in Markdown's signs (`**bold**`, `*italic*`, `# heading`), which the layout takes off.
    sha256: of the file's bytes. encoding: as detected, None where the format has its own.
    ocr: numbers of the pages that were read by OCR. warnings: what the file shows or hides that could not be
    read or was left out, one plain sentence each.
    """

    file: str
    format: str
    sha256: str
    text: str
    encoding: str | None = None
    ocr: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pin:
    """`Order.text[start:end]` is `Order.source[source:source + end - start]`, letter for letter.

    page: the page as printed or counted, from 1. line: the pleading line in the page's gutter, None
    where the paper is not numbered. row: the physical line on the page, from 1, blank lines counted.
    """

    start: int
    end: int
    source: int
    page: int
    line: int | None
    row: int


MarkKind = Literal["bold", "italic", "underline"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis that the order printed on a stretch of text and that the text no longer shows."""

    span: Span
    kind: MarkKind


LeftOutKind = Literal["struck", "note", "star"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the file prints inside the text and that `Order.text` leaves out.

    kind "struck": words that were struck out. "note": the raised mark that calls a footnote; words is its
    number, "1" for n.1. "star": where a page of a printed reporter begins; words is that page's number.
    at: the offset in `Order.text` where it stood.
    """

    kind: LeftOutKind
    at: int
    words: str


ParagraphKind = Literal["caption", "heading", "body", "item", "footnote", "signature"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The smallest thing that a lawyer cites by a label.

    number: running number in the order, from 1. label: as cited: "¶ 3" (numbered in the body),
    "order ¶ 2" (numbered after "IT IS ORDERED"), "¶ 3(b)" / "order ¶ 2(a)" (an item of it),
    "n.1" (footnote), "unnumbered ¶ 6" (counted among the unnumbered ones), "caption", "signature".
    heading: the heading over it or its own run-in heading, None where there is none.
    parent: `number` of the paragraph that an item or footnote belongs to, else None.
    decretal: it stands under (or is) the words that order: "IT IS HEREBY ORDERED that ...".
    sentences: where each of its sentences lies; together they cover the paragraph.
    """

    number: int
    label: str
    kind: ParagraphKind
    span: Span
    sentences: tuple[Span, ...] = ()
    heading: str | None = None
    parent: int | None = None
    decretal: bool = False


Role = Literal[
    "plaintiff", "defendant", "petitioner", "respondent", "appellant", "appellee", "movant",
    "intervenor", "debtor", "creditor", "claimant", "third-party plaintiff", "third-party defendant",
    "counter-claimant", "counter-defendant", "interested party", "unknown",
]


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the caption names it; et_al: others stand behind "et al."."""

    name: str
    role: Role
    span: Span | None = None
    et_al: bool = False


@dataclass(frozen=True, slots=True)
class DocketNumber:
    """A docket number: `printed` as it stands; the parts None where they are not printed.

    "1:16-cv-01234-ABC-DEF (PC)" is office 1, year 2016, type "cv", serial 1234,
    suffixes ("ABC", "DEF", "PC"). `normal` ("1:16-cv-01234") compares orders of one case.
    """

    printed: str
    office: int | None = None
    year: int | None = None
    type: str | None = None
    serial: int | None = None
    suffixes: tuple[str, ...] = ()
    normal: str | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What the head and foot of an order say about it. None: not found there.

    state: two-letter postal code of where the court sits ("CA", "DC", "PR").
    case_name: short form, "Stone v. Reed". filed: date of the order. entered: date of its entry on
    the docket, where printed. document: its own CM/ECF number, from the stamp.
    where: field name → the stretch of text that it was read from.
    """

    court: str | None = None
    district: str | None = None
    state: str | None = None
    docket_number: DocketNumber | None = None
    parties: tuple[Party, ...] = ()
    case_name: str | None = None
    title: str | None = None
    judge: str | None = None
    judge_title: str | None = None
    filed: dt.date | None = None
    entered: dt.date | None = None
    document: int | None = None
    where: dict[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Stamp:
    """One CM/ECF stamp: "Case 1:16-cv-01234 Document 29 Filed 10/31/17 Page 2 of 3"; None: unreadable."""

    docket_number: str | None
    document: int | None
    filed: dt.date | None
    page: int | None
    pages: int | None


# --- time -------------------------------------------------------------------------------------------

Unit = Literal["calendar_days", "business_days", "hours", "weeks", "months", "years"]
Direction = Literal["after", "before"]
TriggerKind = Literal["service", "order_date", "filing", "hearing", "event", "fixed_date", "window"]


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time. numeral_disagrees: the order spells one number and prints another
    ("fourteen (15) days"); `amount` is then the smaller, the safe one."""

    amount: int
    unit: Unit
    direction: Direction
    numeral_disagrees: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a period. event: the head noun of what happens ("conference", "release"), which also
    names the fact that dates it (`conference_date`); None for the order's own date and for service.
    phrase: the order's words for it."""

    kind: TriggerKind
    event: str | None = None
    phrase: str = ""


Bound = Literal["by", "on", "from", "until", "during", "about"]
PhraseKind = Literal["period", "fixed", "window", "vague"]


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """One expression of time, where it stands and what it means.

    kind "period": `period` and `trigger` are set ("within five (5) days of the parties' conference").
    kind "fixed": `date` (and `time`, `zone`) as printed; `weekday` is the printed day's name, which
    `assistant.deadlines.due` checks against the calendar. kind "window": a stretch with two ends, no act due.
    kind "vague": "promptly", "forthwith", "until further order": never dated.
    bound: "by" (a last day), "on" (that day), "from"/"until" (start/end of a state), "during", "about".
    inclusive: False where the day itself is already too late ("before March 1").
    """

    kind: PhraseKind
    span: Span
    bound: Bound = "by"
    period: Period | None = None
    trigger: Trigger | None = None
    date: dt.date | None = None
    time: dt.time | None = None
    zone: str | None = None
    weekday: str | None = None
    inclusive: bool = True
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """One act with a time limit, as the order puts it.

    number: from 1 in the order of the text. actor: the order's words for who must act, None where no
    words of the order say; act: verb and object as printed. span: the sentence. actor_span: where the
    actor was read when another sentence names it. phrase: the limit. label: of the paragraph.
    subject: the head noun phrase of what is due ("Joint Statement", "settlement conference").
    group: deadlines that limit the same act carry the same number; None where one stands alone.
    role: "act" (something to be done by then), "event" (something happens then), "window" (optional
    stretch), "vague" (no date can be computed), "expiry" (something ends then).
    conditional: the words of the condition ("If the parties are unable to agree"), None where none.
    soft: the order itself says "normally", "generally", "should".
    what: the act in the order's words, cut at the act ("file an amended complaint"), as a calendar names it.
    ended: the words by which the order itself ends this limit ("is VACATED", the heading "Old date"), None where
    it stands; instead: `number` of the deadline with the date that takes its place, None where none does.
    """

    number: int
    role: Literal["act", "event", "window", "vague", "expiry"]
    actor: str | None
    act: str
    subject: str
    span: Span
    phrase: TimePhrase
    label: str
    actor_span: Span | None = None
    group: int | None = None
    conditional: str | None = None
    soft: bool = False
    what: str = ""
    ended: Span | None = None
    instead: int | None = None


@dataclass(frozen=True, slots=True)
class TimeNote:
    """An expression of time that gave no deadline. span: its words; sentence: where they stand; label: of the
    paragraph; reason: why, in words for people ("the date of a paper", "a length of time without a start")."""

    span: Span
    sentence: Span
    label: str
    reason: str


# --- provisions ---------------------------------------------------------------------------------------

ProvisionKind = Literal[
    "obligation", "prohibition", "permission", "relief", "ruling", "event", "consequence", "limit",
    "contents", "contact", "law", "fact", "definition", "reason",
]


Says = Literal["given", "refused", "partly", "neither"]
Effect = Literal["ended", "moved", "amended", "paused", "closed"]
Prejudice = Literal["with", "without"]
State = Literal["in force", "ended", "told"]


@dataclass(frozen=True, slots=True)
class Ruling:
    """One thing that a court decides.

    outcome: "granted", "denied", "granted in part and denied in part", "taken under advisement", "not considered",
    "not granted" ...; says: what that is to whoever asked; effect: what becomes of a thing that was alive, None where
    nothing does. motion: what was decided, as printed; kind: its short name ("motion to compel"), empty where none of
    the usual nouns names it. numbers: its docket entries. mover: who asked, as printed. prejudice: None where nothing
    is said of it. part: the words that limit it to a part ("as to Count I"). leave_to_amend: None where nothing is
    said of it; amend_by: the words of the time for it. recommended: a magistrate judge proposes it, nobody has decided.
    """

    outcome: str
    says: Says
    motion: str = ""
    kind: str = ""
    numbers: tuple[int, ...] = ()
    mover: str | None = None
    effect: Effect | None = None
    prejudice: Prejudice | None = None
    moot: bool = False
    part: str | None = None
    leave_to_amend: bool | None = None
    amend_by: str | None = None
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A printed limit: so many of a unit ("page", "dollar", "minute")."""

    unit: str
    amount: float


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody, as printed; kind: "telephone" or "email"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Provision:
    """What one clause of an order does.

    span: the clause; sentence: the whole sentence, which is what a citation quotes. actor: who must,
    may or may not (the order's words), act: verb phrase, object: what it is done to. condition: "if" and
    "when" words; exception: "unless", "except", "without" words. negative: the clause denies. soft: a wish or a rule
    of thumb ("should"). state: "ended" where the order itself says that it no longer stands, "told" where it is only
    history. ruling, measure, contact, place: what a ruling, limit, contact or event says, else None.
    items: spans of the list that follows (contents). label: of the paragraph.
    """

    kind: ProvisionKind
    span: Span
    sentence: Span
    label: str
    actor: str | None = None
    act: str = ""
    object: str = ""
    condition: str | None = None
    exception: str | None = None
    negative: bool = False
    soft: bool = False
    state: State = "in force"
    ruling: Ruling | None = None
    measure: Measure | None = None
    contact: Contact | None = None
    place: str | None = None
    items: tuple[Span, ...] = ()
    time: tuple[TimePhrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A court order as read from one file. id: the file's stem. sha256: of the file's bytes, in hex.
    format: "text", "markdown", "html", "docx", "pdf", "image" or "email". pages: how many. ocr: pages read by OCR.
    left_out: what stands in the text and is not of it, in its order. warnings: sentences for whoever relies
    on the order: words that were struck out, text that the page hides, a picture that was not read.

    Every expression of time is in one of four places: `deadlines`; `ended`, those that the order itself gives up;
    `history`, what is only told of (when a paper was filed, a law's own term); `not_understood`, what a person has to
    read."""

    id: str
    file: str
    format: str
    sha256: str
    source: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    pins: tuple[Pin, ...]
    caption: Caption = field(default_factory=Caption)
    marks: tuple[Mark, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    pages: int = 1
    ocr: tuple[int, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    ended: tuple[Deadline, ...] = ()
    history: tuple[TimeNote, ...] = ()
    not_understood: tuple[TimeNote, ...] = ()
    provisions: tuple[Provision, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[str, ...] = ()
