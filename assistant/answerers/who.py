"""Who: the judge, the parties, and who must, may or did do what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answerers.base import Context, Example, Found, NearMiss, answerer, text_value
from assistant.words.words import Term, keys_of, stem, terms
from indexer.lazy import lazy
from indexer.orders import Provision, Span

_JUDGE = lazy(
    r"\b(?:judge|magistrate|signed|signs|issued|entered|wrote|decided|ordered|handed\s+down|so\s+ordered)\b", re.I
)
_THE_ORDER = lazy(
    r"\b(?:signed|signs|issued|entered|wrote|decided|made|handed\s+down)\b|\bjudge\b(?:\s+(?:is|on|in|for|assigned|"
    r"handling|"
    r"presiding|name)\b|\s*\??$|'s\s+name)|\bname\s+of\s+the\s+(?:judge|magistrate)\b|\bthe\s+(?:judge|"
    r"magistrate)\b\s*\??$",
    re.IGNORECASE,
)
_PARTY = lazy(
    r"\bwho(?:'s|\s+is|\s+are)\s+(?:the\s+)?(?P<role>plaintiffs?|defendants?|petitioners?|respondents?|"
    r"parties)\b(?!['’]|\s+(?!in\b|here\b|of\b)\w)|"
    r"\bname\s+of\s+the\s+(?P<named>plaintiff|defendant|petitioner|respondent)\b(?!['’])|\bwho\s+(?:is\s+)?(?:suing|"
    r"sued)\b",
    re.IGNORECASE,
)
_BEFORE_JUDGE = lazy(
    r"\bbefore\s+(?:the\s+)?((?:(?:United\s+States|U\.\s?S\.|Chief|Senior)\s+)?(?:Magistrate\s+|District\s+|"
    r"Bankruptcy\s+)?Judge\s+"
    r"(?:[A-Z][\w.'’-]*\s*){1,4})"
)
_HEARS = lazy(
    r"\b(?:hear|hears|heard|preside|presides|presiding|conduct|conducts|handle|handles|before\s+whom|judge)\b", re.I
)
_PASSIVE = lazy(r"^(?:be|been|being)\s+\w+|^\w+ed\s+by\b", re.IGNORECASE)
_AGENT = lazy(
    r"\bby\s+((?:the|an?|any|each|all|both|his|her|their)?\s*(?!(?:no|mail|email|e-mail|telephone|phone|video|\d)\b)"
    r"[^,.;:()]{3,80}?)(?=\s+(?:within|on|at|before|after|in\s+the|no\s+later|and|or|shall|must|may|to|that|who|"
    r"which|from)\b|[,.;:()]|$)"
)
_GRANTEE = lazy(
    r"\b(?:allows|permits|requires|authorizes|enables|directs?|orders?|instructs?|requires)\s+((?:the|an?|any|all|"
    r"each)?\s*[^,.;]{3,60}?)\s+to\b",
    re.IGNORECASE,
)
_COMPANY = lazy(r"\b(?:attorneys?|counsel)\s+for\b", re.IGNORECASE)


@answerer(
    "judge",
    asks=("who",),
    examples=(
        Example(
            "Who signed this order?",
            "IT IS SO ORDERED.\n\nDated: May 3, 2021\n\n/s/ Ada B. Crane\nUNITED STATES DISTRICT JUDGE",
            "Ada B. Crane",
        ),
    ),
    near=(NearMiss("Who signed the lease?", "The parties shall file a joint report by May 3, 2021."),),
)
def answer_judge(context: Context) -> Iterator[Found]:
    """The judge of the order, from its signature or docket text; the judge before whom an event is set."""
    question, view = context.question, context.view
    caption = view.order.caption
    event = [term for term in question.terms if not _JUDGE.search(term.words)]
    if _HEARS.search(question.main) and event:
        for sentence in view.sentences:
            match = _BEFORE_JUDGE.search(sentence.text)
            if not match:
                continue
            clause = sentence.text[max(0, match.start() - 160) : match.end()]
            fit = context.gauge.of(sentence, clause)
            yield Found(
                kind="person",
                score=fit.score + 0.12,
                spans=(sentence.span,),
                value=text_value(match.group(1).strip()),
                said="person",
                parts={"name": match.group(1).strip()},
                features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - fit.coverage},
            )
    span = caption.where.get("judge")
    if caption.judge is None or span is None or not _THE_ORDER.search(question.main):
        return
    known = view.about | frozenset(
        key for term in terms("order decision request ruling case judge court") for key in term.keys
    )
    known |= _party_keys(context)
    strange = [
        term
        for term in question.terms
        if not term.keys & known and not _JUDGE.search(term.words) and not view.knows(term)
    ]
    title = f", {caption.judge_title}" if caption.judge_title else ""
    score = 0.95 if not strange else 0.3
    if event and any(not term.keys & known for term in event):
        score -= 0.45 * sum(not term.keys & known for term in event)
    yield Found(
        kind="person",
        score=max(score, 0.0),
        spans=_signature(context, span),
        value=text_value(caption.judge),
        said="judge",
        parts={"name": caption.judge + title, "date": caption.filed},
        features={"coverage": score, "meaning": score, "missing": 1 - score},
    )


def _signature(context: Context, span: Span) -> tuple[Span, ...]:
    filed = context.view.order.caption.where.get("filed")
    return (span, filed) if filed else (span,)


def _party_keys(context: Context) -> frozenset[str]:
    caption = context.view.order.caption
    names = " ".join([party.name for party in caption.parties] + [caption.case_name or ""])
    return keys_of(names)


@answerer(
    "party",
    asks=("who",),
    examples=(
        Example(
            "Who is the plaintiff?",
            "UNITED STATES DISTRICT COURT\nDISTRICT OF NEVADA\n\nMARY MAJOR,\nPlaintiff,\nv.\nJOHN MINOR,\n"
            "Defendant.\n\nCase No. 2:20-cv-00010\n\nORDER\n\nThe parties shall confer.",
            "Mary Major",
        ),
    ),
    near=(NearMiss("Who is the mediator?", "The parties shall file a joint report by May 3, 2021."),),
)
def answer_party(context: Context) -> Iterator[Found]:
    """The parties as the caption names them."""
    match = _PARTY.search(context.question.main)
    caption = context.view.order.caption
    if not match or not caption.parties:
        return
    suing = re.search(r"\bsuing\b", context.question.main, re.IGNORECASE)
    role = "plaintiff" if suing else (match["role"] or match["named"] or "parties").lower().rstrip("s")
    chosen = [party for party in caption.parties if role in ("partie", party.role)] or list(caption.parties)
    spans = tuple(party.span for party in chosen if party.span)
    if not spans:
        return
    names = [party.name + (", et al." if party.et_al else "") for party in chosen]
    yield Found(
        kind="person",
        score=0.92,
        spans=spans,
        value=text_value("; ".join(names)),
        said="person",
        parts={"name": "; ".join(names)},
        features={"coverage": 1.0, "meaning": 0.5, "missing": 0.0},
    )


@answerer(
    "actor",
    asks=("who",),
    examples=(
        Example(
            "Who has to file the report?", "Defense counsel shall file a report by May 3, 2021.", "Defense counsel"
        ),
        Example(
            "who signs the statement", "The statement must be signed by an officer of the bank.", "officer of the bank"
        ),
        Example("Who can make an offer?", "Rule 7 allows a tenant to make an offer.", "tenant"),
    ),
    near=(NearMiss("Who has to pay for the interpreter?", "Defense counsel shall file a report by May 3, 2021."),),
)
def answer_actor(context: Context) -> Iterator[Found]:
    """The subject of the clause whose act fits; in the passive the "by" words, or who does it elsewhere."""
    question, view, gauge = context.question, context.view, context.gauge
    if _PARTY.search(question.main) or _IDENTITY.search(question.main):
        return
    for sentence in view.sentences:
        if sentence.paragraph.kind in ("caption", "signature") and not _COMPANY.search(sentence.text):
            continue
        for provision in view.provisions.get(sentence.number, ()):
            if provision.kind not in ("obligation", "permission", "prohibition", "law", "fact", "relief", "ruling"):
                continue
            words = view.words(provision.span)
            agent = _agent(context, provision, words) or _doer(sentence.text, context)
            if agent is None:
                continue
            # What is asked for is the actor: its words are not evidence that the act fits.
            with gauge.reweighed(_without_actors):
                fit = gauge.of(sentence, f"{words} {sentence.paragraph.heading or ''}")
                act = gauge.of(sentence, provision.act or words)
            weight = 1.0 if provision.kind in ("obligation", "permission", "law") else 0.9
            if agent not in sentence.text:
                weight *= 0.85  # the actor was read in another sentence, which says it better
            yield Found(
                kind="person",
                score=(0.5 * fit.score + 0.5 * act.score) * weight,
                spans=(sentence.span,),
                value=text_value(agent),
                said="person",
                parts={"name": agent},
                features={"coverage": fit.coverage, "meaning": fit.meaning, "missing": 1 - act.coverage},
            )


# "Who is the mediator?" asks who someone is, which the subject of a duty does not tell.
_IDENTITY = lazy(
    r"\bwho(?:'s|\s+is|\s+are|\s+was|\s+were)\s+(?:the\s+|my\s+|our\s+|his\s+|her\s+)?(?!supposed|required|allowed|"
    r"going|responsible|ordered|"
    r"expected|to\b)[\w'’-]+(?:\s+(?!to\b|supposed|required|allowed|responsible|ordered|for\b)[\w'’-]+){0,3}\s*\??$",
    re.IGNORECASE,
)
_SIDE_WORD = lazy(r"^(?:sides?|part(?:y|ies)|person|people|individual|one|lawyers?|attorneys?|counsel)$")
_DOES = lazy(
    r"(?:^|,\s+|;\s+|\bthat\s+)(?P<who>(?:the\s+|The\s+)?[A-Z][\w.'’&-]*(?:\s+(?:[A-Z][\w.'’&-]*|of|"
    r"the)){0,6})\s+(?:also\s+|has\s+|have\s+)?"
    r"(?P<verb>filed|moved|served|submitted|requested|entered|issued|signed|paid|agreed|objected|appealed|argued|"
    r"asked|sent)\b"
)


def _without_actors(term: Term) -> float:
    """ "Which side files it?" asks for the side: the word is no evidence."""
    return 0.1 if _SIDE_WORD.match(term.words) else 1.0


def _doer(text: str, context: Context) -> str | None:
    """Who did what the question names: "Defendants filed a motion"; None where the sentence does not say."""
    asked = {term.stem for term in context.question.terms}
    for match in _DOES.finditer(text):
        if stem(match["verb"]) in asked:
            return match["who"]
    return None


def _agent(context: Context, provision: Provision, words: str) -> str | None:
    """Who acts in a clause, None where the clause does not say."""
    by = _AGENT.search(provision.act)
    if by and not _asked_act(context, provision.act[: by.start()]):
        by = None
    if by and (_PASSIVE.match(provision.act) or re.search(r"\b\w+(?:ed|en|wn)\s+by\b", provision.act)):
        return by.group(1).strip()
    grantee = _GRANTEE.search(words)
    if grantee and provision.kind == "law":
        return grantee.group(1).strip()
    if _PASSIVE.match(provision.act):
        for deadline in context.view.order.deadlines:
            if deadline.actor and provision.span.start <= deadline.phrase.span.start < provision.span.end:
                return deadline.actor
        return None
    if not provision.actor or len(provision.actor) > 300:
        return None
    return provision.actor


def _asked_act(context: Context, before: str) -> bool:
    """Whether the act that "by ..." belongs to is one that the question names."""
    last = keys_of(" ".join(before.split()[-4:]))
    return any(term.keys & last for term in context.question.terms)
