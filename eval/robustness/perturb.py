"""The same question put otherwise: typing errors, no punctuation, capitals, the case named or not, politely.

Each perturbation is a function of the question alone, so that a run can be repeated. An answer stays the same
when its status, order and value do; its words may differ where they name the question.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from eval.gold.gold import GoldQuestion

Perturbation = Callable[[GoldQuestion, Mapping[str, str]], "GoldQuestion | None"]


@dataclass(frozen=True, slots=True)
class Kept:
    """How one perturbation fared. n: questions it could be applied to; same: answers unchanged;
    right: fully right with it; was_right: fully right without it; lost: ids that it turned wrong."""

    n: int
    same: int
    right: int
    was_right: int
    lost: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "n": self.n, "same": self.same, "share_same": round(self.same / self.n, 4) if self.n else None,
            "right": self.right, "was_right": self.was_right, "lost": list(self.lost),
        }


def typing_errors(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """One letter swapped, dropped or doubled inside one of the longer words, by the question's own dice."""
    words = question.question.split(" ")
    long = [place for place, word in enumerate(words) if re.fullmatch(r"[A-Za-z]{6,}[?.,]?", word)]
    if not long:
        return None
    dice = random.Random(hashlib.sha256(question.id.encode()).digest())
    place = dice.choice(long)
    word = words[place]
    at = dice.randrange(2, 5)
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    dropped = word[:at] + word[at + 1 :]
    doubled = word[:at] + word[at] + word[at:]
    words[place] = dice.choice((swapped, dropped, doubled))
    return _with(question, " ".join(words))


def no_punctuation(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """Without question marks, commas, full stops and apostrophes; those inside dates and numbers stay."""
    return _with(question, re.sub(r"[?!'\u2019\"]|[.,;:](?=\W|$)", "", question.question))


def capitals(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """All in capitals."""
    return _with(question, question.question.upper())


def small_letters(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """All in small letters."""
    return _with(question, question.question.lower())


def case_named(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """The order is not chosen, the case is named in the words instead."""
    name = names.get(question.order or "")
    if not name or question.conversation or question.status == "not_found":
        return None
    body = question.question
    if not re.match(r"(?:I|ECF|Rule|Local)\b", body):
        body = body[:1].lower() + body[1:]
    return replace(question, question=f"In {name}, {body}", order=None)


def case_chosen(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """The order is chosen for a question that was asked over the whole index."""
    if question.order or not question.expected_order or question.conversation:
        return None
    return replace(question, order=question.expected_order)


def polite(question: GoldQuestion, names: Mapping[str, str]) -> GoldQuestion | None:
    """With a polite frame around it."""
    return _with(question, f"Hello, I have a question about my case. {question.question} Thank you for your help!")


PERTURBATIONS: dict[str, Perturbation] = {
    "typing errors": typing_errors,
    "no punctuation": no_punctuation,
    "capitals": capitals,
    "small letters": small_letters,
    "case named": case_named,
    "case chosen": case_chosen,
    "polite frame": polite,
}


def _with(question: GoldQuestion, words: str) -> GoldQuestion | None:
    """The question in other words; None where they are the same, or nothing is left of it."""
    return None if words == question.question or not words.strip() else replace(question, question=words)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Two answers say the same: status, order and value, and where there is no value the first quotation."""
    if any(one.get(key) != other.get(key) for key in ("status", "order")):
        return False
    if one.get("value") is not None or other.get("value") is not None:
        return one.get("value") == other.get("value")
    quotes = [next((item["quote"] for item in answer.get("citations") or ()), None) for answer in (one, other)]
    return quotes[0] == quotes[1]


def kept(before: Sequence[Any], after: Mapping[str, Any]) -> Kept:
    """Compare the answers without (`Asked` in order) and with a perturbation (`Asked` by id)."""
    pairs = [(one, after[one.question.id]) for one in before if one.question.id in after]
    return Kept(
        n=len(pairs),
        same=sum(same(one.answer, other.answer) for one, other in pairs),
        right=sum(other.verdict.right for _, other in pairs),
        was_right=sum(one.verdict.right for one, _ in pairs),
        lost=tuple(one.question.id for one, other in pairs if one.verdict.right and not other.verdict.right),
    )
