"""Who must do what: the actor, the act and what is due, read from the words about an operator."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from indexer.clauses import Clause, split_clauses
from indexer.operators import Force, Found, find_operators

# Verbs whose object is what falls due: "file a Joint Statement" makes the Joint Statement due.
_HANDS_IN = set(
    "file submit serve lodge provide produce send email e-mail mail pay post deliver exchange complete disclose "
    "return tender furnish forward docket upload circulate designate identify prepare amend supplement show "
    "execute sign sought answer oppose make prepay refile renew".split()
)
_BASE_VERBS = _HANDS_IN | set(
    "appear attend notify advise inform contact confer meet respond reply object comply surrender self-surrender "
    "report initiate destroy remove vacate cease release transfer arrange schedule initiate participate engage "
    "reinstate pay give make take have set hold mediate depose".split()
)
_GENERIC = {"materials", "documents", "items", "information", "papers", "things", "submissions"}
_DETERMINERS = re.compile(
    r"^(?:(?:and|or|the|an?|any|all|such|said|this|that|its|his|her|their|each|every|no|either|both|at\s+least|"
    r"one|two|three|four|five|another|following)\s+|[^\w$]+)+",
    re.I,
)
_STOPS = re.compile(
    r"\s(?:regarding|concerning|with|within|by|on|in|that|which|who|setting|documenting|apprising|at|via|for|no|as|"
    r"indicating|including|shall|must|will|whether|unless|if|from|upon|before|after|during|pursuant|addressing|"
    r"certifying|together|explaining|showing|stating|whichever|when|until|not|signed|referring|is|are|so|updating|"
    r"supporting|opposing|describing|detailing|requesting|seeking|containing|responding|permitted|required|"
    r"to\sthe\s(?:court|clerk|judge|undersigned|chambers))\b|[,;:()—]|\.(?!\d)"
)
# "hearing on the motion", "motion for leave": the preposition belongs to the noun.
_KEEPS = re.compile(r"\b(?:hearing|argument|brief(?:s|ing)?|motions?|requests?|applications?|petitions?|notice|time|leave)$", re.I)
_LOOSE_OBJECT = re.compile(
    r"(?<!\bto\s)(?<!\bwith\s)(?<!\bon\s)(?<!\bby\s)(?<!\bof\s)(?<!\bin\s)(?<!\bfor\s)(?<!\bbefore\s)(?<!\bupon\s)"
    r"\b(?:an?|the|its|their|his|her|any|such|either|all|proof|copies)\s",
    re.I,
)
_PASSIVE = re.compile(r"^(?:(?:\w+ly|also|then)\s)*be\s(?:\w+ly\s)*(?P<verb>\w+(?:ed|en|ought|ade|old|ent|id|eld|et|orne|ut))\b", re.I)
_PARTICIPLE = re.compile(r"^(?:\w+ly\s)*(?P<verb>\w+(?:ed|en|ought|ade|ent|id|eld))\b", re.I)
_PERFECT = re.compile(r"^(?:have|has)\s(?P<verb>\w+(?:ed|en|ought|ade|ent|id|eld))\s+", re.I)
_AGENT = re.compile(
    r"\bby\s(?!(?:e-?mail|mail|telephone|phone|ecf|cm/ecf|hand|video|fax|means|way|the\sdate|no|\w+ing)\b)"
    r"(?P<agent>(?:the\s|all\s|each\s|defense\s)?(?:[A-Z]|counsel|plaintiff|defendant|part)[\w'’&.-]*(?:,?\s(?:[A-Z][\w'’&.-]*|counsel|of|and\s[A-Z]\w+))*)"
)
_PRONOUN = re.compile(r"^(?:that|such|said|he|she|it|they|the\slatter)\b\s*", re.I)
_PERSON = re.compile(
    r"\b(?:(?:counsel|attorneys?|parties|party|plaintiffs?|defendants?|petitioners?|respondents?|movants?|debtors?|"
    r"trustee|receiver|government|state|clerk)\b(?:\s(?:for|of)\s(?:any|the|each|all)\s\w+)?(?-i:(?:\s[A-Z][\w.'’-]+){0,3}))",
    re.I,
)


_OPENS = re.compile(r"[;:]\s|(?:\w{3}|\d|\))\.\s+(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Act:
    """What a clause asks. verb: its head verb, as printed. passive: the subject suffers the act.
    actor: None where the clause names none. force: of the clause's operator."""

    actor: str | None
    act: str
    subject: str
    verb: str
    passive: bool
    force: Force | None
    soft: bool
    condition: str | None
    start: int
    end: int


def read_acts(sentence: str) -> list[Act]:
    """The acts of `sentence`, one for each clause with an operator; offsets within it."""
    return [_act(sentence, clause) for clause in split_clauses(sentence) if clause.force is not None]


def read_act(sentence: str, at: int) -> Act | None:
    """The act of the clause that holds offset `at`; of the next one where that clause has no operator."""
    acts = read_acts(sentence)
    holding = [act for act in acts if act.start <= at < max(act.end, act.start + 1)]
    if holding:
        return holding[-1]
    return next((act for act in acts if act.start >= at), None)


def infinitive(before: str, after: str) -> Act | None:
    """"Plaintiff to file an Amended Complaint by ...", and "thirty days in which to file ...": the act of an
    infinitive before or behind a time phrase; None where there is none."""
    found = None
    for match in re.finditer(r"\bto\s(?P<verb>[a-z-]+)\s", before):
        if match["verb"].casefold() in _BASE_VERBS:
            found = match
    if found:
        words = before[found.start() + 3 :].strip(" ,")
        actor = re.split(r"[.;:]\s", before[: found.start()])[-1].strip(" ,")
        actor = re.sub(r"^.*\b(?:ordered|directed)\s(?:that\s)?", "", actor, flags=re.I)
        actor = re.sub(r"\s(?:is|are)\b.*$", "", actor)
        return _made(actor or None, words, None, 0, len(before))
    if match := re.match(r"[^.;]{0,40}?\bto:?\s+(?:\(\w\)\s+)?(?P<act>[a-z][^.;]{3,200})", after):
        grantee = re.search(r"\b(?:grants?|gives?|allows?|affords?)\s(?P<actor>(?:the\s)?[A-Z][\w'’]*(?:\s[A-Z]\w*)?)", before, re.I)
        subject = re.search(r"(?P<actor>(?:[A-Z][\w'’]*\s|the\s){1,4})(?:is|are|shall\shave|has|have)\b", before)
        named = grantee or subject
        return _made(named["actor"].strip() if named else None, match["act"].strip(" ,"), None, 0, len(before))
    return None


def with_antecedent(act: Act, condition: str | None) -> Act:
    """The act with "he", "that counsel" replaced by the person whom the condition names."""
    if act.actor is None or condition is None or not _PRONOUN.match(act.actor):
        return act
    head = _PRONOUN.sub("", act.actor).strip().casefold()
    for person in _PERSON.finditer(condition):
        if head in person.group().casefold():
            return replace(act, actor=person.group())
    return act


def condition_of(sentence: str, at: int) -> str | None:
    """The words of the condition that the act at `at` stands under: "If the parties are unable to agree"."""
    opened = max((found.end() for found in _OPENS.finditer(sentence, 0, at)), default=0)
    match = re.compile(
        r"\s*(?:(?:\(?\w{1,2}[.)]|accordingly,|order:|and)\s+)*"
        r"(?P<words>(?:if|in\sthe\sevent|to\sthe\sextent|should|unless|provided\sthat|when|once|where)\b)", re.I
    ).match(sentence, opened)
    if match is None:
        return None
    start = match.start("words")
    if then := re.compile(r",\s+then\b", re.I).search(sentence, start):
        return sentence[start : then.start()]
    for comma in re.finditer(r",\s(?!\d{4}\b)", sentence[start:]):
        words = sentence[start : start + comma.start()]
        if len(words) > 15:
            return words
    return None


_PREFIXES = tuple(
    re.compile(prefix, re.I)
    for prefix in (
        r"^.*\b(?:it\sis\s|is\s|are\s)?(?:hereby\s|further\s|also\s)*ordered(?:,?\sadjudged(?:,?\sand\sdecreed)?)?(?:\sthat)?[\s,:]+",
        r"^(?:\w+\s){0,3}orders?(?:[,:]|\sthat\b)\s*(?:that\s)?",
        r"^.*\b(?:as\sfollows|following):\s+",
        r"^(?:if|in\sthe\sevent|to\sthe\sextent|should|unless|provided|when|once|where|upon|after|following)\b.*,\s+(?:then\s)?",
        r"^(?:pursuant\sto|under|as\s|for\s(?:good|the)|in\s|accordingly|finally|therefore|further|moreover|specifically|"
        r"going\sforward|with\srespect\sto|having|because|since|given|on\s|by\s|to\s[a-z]+\s|at\s|within\s)[^,]*,\s+",
        r"^.*(?:;|(?-i:(?<=[a-z\d][a-z\d])\.))\s+(?:and\s)?(?:accordingly,?\s)?",
        r"^.*;\s(?:and\s)?to\s[a-z]+\s[^;]*,\s",
        r"^(?:and|then|but|or|that)\s",
        r"^\(?(?:\d{1,2}|[a-z]{1,3})[.)]\s+",
        r"^[\s,;:.)—-]+",
    )
)


def clean_actor(actor: str | None) -> str | None:
    """The actor's words without what introduces the clause: numbers, conditions, "it is ordered that"."""
    if actor is None:
        return None
    words, previous = " ".join(actor.split()), ""
    while words != previous:
        previous = words
        for prefix in _PREFIXES:
            words = prefix.sub("", words, count=1)
    return words.strip(" ,;:.") or None


def words_of(subject: str) -> frozenset[str]:
    """The words that tell one subject from another: lower case, no determiners, singular."""
    words = re.findall(r"[a-z0-9$][\w$-]*", subject.casefold().replace("’", "'"))
    return frozenset(re.sub(r"(?<=[^s])s$", "", word) for word in words) - _EMPTY


_EMPTY = frozenset(
    "the a an any all such said this that its his her their of to for in on and or deadline date by due brief "
    "be shall is are it with at".split()
) - {"brief"}


def stem(verb: str) -> str:
    """A verb's first letters, enough to know "filed" for "file"."""
    return re.sub(r"(?:ing|ed|es|e|s)$", "", verb.casefold())


def trim(noun_phrase: str) -> str:
    """A noun phrase without its determiners and without what follows its first preposition but "of" and "to"."""
    bare = _DETERMINERS.sub("", " ".join(noun_phrase.split()))
    for cut in _STOPS.finditer(bare):
        if cut.start() > 0 and not (cut.group().strip() in {"for", "on"} and _KEEPS.search(bare[: cut.start()])):
            bare = bare[: cut.start()]
            break
    return " ".join(bare.split()[:14]).strip(" ,;:.")


def _act(sentence: str, clause: Clause) -> Act:
    operators = [found for found in find_operators(sentence) if clause.start <= found.start < clause.end]
    operator = operators[0] if operators else None
    act = " ".join(re.split(r";\s", clause.act)[0].split())
    act = re.sub(r"^(?:their|its|his|her|the)\s(?:obligation|duty)\s(?:to|of)\s", "", act)
    words = " ".join(operator.words.split()) if operator else ""
    if words.casefold().endswith(" be"):  # "is to be filed": the operator swallowed the verb
        words, act = words[:-3], f"be {act}"
    if operator and re.search(r"\bthat$", operator.words, re.I):
        return _subjunctive(clause, act)
    return _made(_before_operator(sentence, clause, operator), act, clause, clause.start, clause.end,
                 words)


def _before_operator(sentence: str, clause: Clause, operator: Found | None) -> str | None:
    """The subject's words; a purpose before it is cut off: "and to assist the Court in X and Y, counsel shall"."""
    if operator is not None:
        opened = sentence[: operator.start]
        purpose = re.search(r"(?:^|;\s)(?:and\s)?to\s[a-z]+\s[^;]*,\s(?P<actor>[^,;]+)$", opened, re.I)
        if purpose:
            return purpose["actor"]
    return clause.actor


def _subjunctive(clause: Clause, act: str) -> Act:
    """"it is ordered that the Governor provide complete responses": the actor stands behind "that"."""
    words = act.split()
    for index, word in enumerate(words):
        if index and word.casefold() in _BASE_VERBS:
            return _made(" ".join(words[:index]), " ".join(words[index:]), clause, clause.start, clause.end)
    return _made(clause.actor, act, clause, clause.start, clause.end)


def _made(actor: str | None, act: str, clause: Clause | None, start: int, end: int, operator: str = "") -> Act:
    act = re.sub(r"^(?:and\s)?(?:ordered|directed|required)\sto\s", "", " ".join(act.split()), flags=re.I)
    actor = clean_actor(actor)
    passive = _PASSIVE.match(act)
    if passive:
        agent = _AGENT.search(act, passive.end())
        subject = trim(actor or "")
        owner = re.match(r"(?:the\s)?(?P<owner>[A-Za-z ]{3,40}?(?:s['’]|['’]s))\s", actor or "")
        by = agent["agent"].strip(" ,.") if agent else _owner(owner["owner"]) if owner else None
        words = f"{actor or ''} {operator} {act}".strip()
        made = Act(by, words, subject, passive["verb"], True, None, False,
                   None, start, end)
    else:
        bare = re.sub(r"^(?:(?:\w+ly|also|then|jointly|and|to|either)\s)+(?=\w)", "", act)
        if perfect := _PERFECT.match(bare):
            verb, rest = perfect["verb"], bare[perfect.end() :]
        else:
            verb, _, rest = bare.partition(" ")
        made = Act(" ".join(actor.split()) if actor else None, act, _object(verb, rest), verb, False, None, False, None,
                   start, end)
    if clause is None:
        return made
    return replace(made, force=clause.force, soft=clause.soft, condition=clause.condition)


def _owner(possessive: str) -> str | None:
    """"Defendants'" → "Defendants", where the owner is a party: its paper is due from it."""
    bare = re.sub(r"['’]s?$", "", possessive)
    return bare if re.search(r"\b(?:plaintiff|defendant|petitioner|respondent|movant|debtor|government|part|state)", bare, re.I) else None


def _object(verb: str, rest: str) -> str:
    """What is due: the object of a verb that hands something in, else the verb with its object."""
    if stem(verb) in {stem(known) for known in _HANDS_IN}:
        direct = rest
        if re.match(r"(?:to|with|on|via|by|for|in|upon|before)\b", rest) and (loose := _LOOSE_OBJECT.search(rest)):
            direct = rest[loose.start() :]
        if named := trim(direct):
            if named.casefold() in _GENERIC and ":" in direct and (listed := trim(re.sub(r"^[^:]*:\s*(?:\(\w+\)\s)?", "", direct))):
                return listed
            return named
    cut = _STOPS.search(rest)
    return f"{verb} {rest[: cut.start()] if cut else rest}".strip(" ,.;:")[:90]
