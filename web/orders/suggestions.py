"""Questions to begin with, from an order's own deadlines and provisions; each has been tried and is answered."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator

from indexer.errors import SoOrderedError
from indexer.orders import Deadline, Order
from web.orders.shelf import Shelf

MOST = 4
# Longer ones are hard to read at a glance.
LONGEST = 66
_TRIED = 14
# Orders whose questions are worked out before anybody looks at them.
PREPARED = 6
_REMEMBERED = 512
_MOTION = re.compile(
    r"[\w\s'’.-]{0,40}\b(?:motion|request|application|petition)\b(?:\s(?:to|for)\s[\w\s'’-]{3,40})?", re.IGNORECASE
)
_MUST_CONTAIN = re.compile(
    r"(?P<what>(?:the|a|an|any|each)\s[\w\s'’-]{3,50}?)\s(?:shall|must|will|should)", re.IGNORECASE
)


class Suggestions:
    """Of the orders on the shelf; remembered as long as the index does not change."""

    def __init__(self, shelf: Shelf):
        self.shelf = shelf
        self.guard = threading.Lock()
        self.stamp: object = None
        self.known: dict[str, tuple[str, ...]] = {}
        self.thread: threading.Thread | None = None
        self.stopping = False

    def prepare(self) -> None:
        """Work out in the background what the first page shows; this also loads what the first question needs."""
        with self.guard:
            if self.thread is not None and self.thread.is_alive():
                return
            self.thread = threading.Thread(target=self.work, name="suggestions", daemon=True)
            self.thread.start()

    def work(self) -> None:
        self.shelf.warm()
        with contextlib.suppress(SoOrderedError):
            for row in self.shelf.first(PREPARED):
                if self.stopping:
                    return
                self.of(row.id)

    def stop(self) -> None:
        """End the work in the background: a thread in a model's code would meet the interpreter's end there."""
        self.stopping = True
        if self.thread is not None:
            self.thread.join(20)

    def ready(self, order_id: str) -> tuple[str, ...] | None:
        """What is remembered of this order; None where it has not been worked out."""
        with self.guard:
            return self.known.get(order_id) if self.stamp == self.shelf.stamp() else None

    def of(self, order_id: str) -> tuple[str, ...]:
        """The questions for this order; OrderNotFound, IndexFault."""
        found = self.ready(order_id)
        if found is not None:
            return found
        stamp = self.shelf.stamp()
        found = tuple(self.tried(self.shelf.order(order_id)))
        with self.guard:
            if self.stamp != stamp or len(self.known) > _REMEMBERED:
                self.stamp, self.known = stamp, {}
            self.known[order_id] = found
        return found

    def tried(self, order: Order) -> list[str]:
        assistant = self.shelf.assistant()
        good: list[str] = []
        for count, question in enumerate(dict.fromkeys(questions(order))):
            if len(good) == MOST or count == _TRIED:
                break
            try:
                answer = assistant.ask(question, order=order.id)
            except SoOrderedError:
                continue
            if answer.status in ("answered", "needs_facts") and answer.score > 0.5:
                good.append(question)
        return good


def questions(order: Order) -> Iterator[str]:
    """Questions in the order's own words, the most useful kinds first."""
    asked: dict[str, list[str]] = {"deadline": [], "event": [], "contents": [], "ruling": [], "limit": [], "may": []}
    for deadline in order.deadlines:
        if deadline.role == "act":
            asked["deadline"].append(when_due(deadline))
        elif deadline.role == "event":
            asked["event"].append(f"When is the {without_article(deadline.subject)}?")
    for provision in order.provisions:
        actor = " ".join((provision.actor or "").split())
        if provision.kind == "contents" and (found := _MUST_CONTAIN.fullmatch(actor)):
            asked["contents"].append(f"What must {lower_first(found['what'])} contain?")
        elif provision.kind == "ruling":
            ruling = provision.ruling
            motion = ruling.motion if ruling else ""
            if ruling and ruling.says in ("given", "refused") and _MOTION.fullmatch(motion):
                asked["ruling"].append(f"Was {lower_first(motion)} granted?")
            asked["ruling"].append("What did the court decide?")
        elif provision.kind == "limit":
            asked["limit"].append("What limits does the order set?")
        elif provision.kind == "prohibition" and actor and words(provision.act):
            # "No party may serve more than ten subpoenas": "May any party serve ...?"
            whoever = re.sub(r"^(?:no|neither)\b", "any", lower_first(actor), flags=re.IGNORECASE)
            asked["may"].append(f"May {whoever} {words(provision.act)}?")
        elif provision.kind == "contact":
            asked["limit"].append("How can the court be reached?")
        elif provision.kind == "consequence":
            asked["limit"].append("What happens if a party does not comply?")
    # One of each kind first, then the second of each.
    for place in range(4):
        for several in asked.values():
            if place < len(several) and len(several[place]) <= LONGEST:
                yield several[place]
    yield "Who is the judge?"
    yield "What did the court decide?"


def when_due(deadline: Deadline) -> str:
    """ "When is the joint report due?", or "When must counsel notify the court?" where no thing is named."""
    subject, act = words(deadline.subject), words(deadline.act)
    if deadline.actor and act.lower().startswith(subject.lower()[:12]):
        return f"When must {lower_first(words(deadline.actor))} {subject}?"
    thing = without_article(subject)
    several = thing.endswith("s") and not thing.endswith(("ss", "us", "is"))
    return f"When {'are' if several else 'is'} the {thing} due?"


def words(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;,:")


def without_article(text: str) -> str:
    return re.sub(r"^(?:the|a|an)\s", "", words(text), flags=re.IGNORECASE)


def lower_first(text: str) -> str:
    """The first letter small where the word is an ordinary one: "The parties" → "the parties"."""
    first, _, rest = text.partition(" ")
    ordinary = first.istitle() and first.lower() in _ORDINARY
    return f"{first.lower()} {rest}".strip() if ordinary else text


_ORDINARY = {
    "the", "a", "an", "any", "each", "all", "no", "both", "either", "neither", "defense", "defendant", "defendants",
    "plaintiff", "plaintiffs", "counsel", "parties", "party", "petitioner", "respondent", "defendants'", "plaintiff's",
}  # fmt: skip
