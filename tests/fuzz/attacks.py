"""Every pattern of the program, and texts made from a pattern's own parts that make it work hardest.

What makes a regular expression slow stands in its source: a repetition that can run far, tried anew from every place
where its beginning fits, or two that can share the same letters. So for each repetition a text is made of what leads
to it and of what it repeats, many times, and an end that fits nothing.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import random
import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from types import ModuleType
from typing import Any

from indexer.lazy import _Lazy

# A repetition of more than so many is one that runs.
RUNS = 8
_END = "\x7f"


def modules(*packages: str) -> list[ModuleType]:
    """All modules of these packages, imported."""
    found = []
    for package in packages:
        root = importlib.import_module(package)
        found.append(root)
        for one in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not one.name.endswith("__main__"):
                found.append(importlib.import_module(one.name))
    return found


def patterns() -> dict[tuple[str, int], str]:
    """(source, flags) of every pattern that indexer and assistant hold → where it was first found."""
    found: dict[tuple[str, int], str] = {}
    seen: set[int] = set()

    def take(thing: Any, where: str, depth: int = 0) -> None:
        if isinstance(thing, re.Pattern):
            if isinstance(thing.pattern, str):
                found.setdefault((thing.pattern, thing.flags & ~re.UNICODE), where)
        elif isinstance(thing, _Lazy):
            found.setdefault((thing.source, thing.options), where)
        elif id(thing) in seen or depth > 6:
            return
        elif isinstance(thing, dict):
            seen.add(id(thing))
            for value in thing.values():
                take(value, where, depth + 1)
        elif isinstance(thing, (list, tuple, set, frozenset)):
            seen.add(id(thing))
            for value in thing:
                take(value, where, depth + 1)
        elif hasattr(thing, "__dataclass_fields__") and not isinstance(thing, type):
            seen.add(id(thing))
            for name in thing.__dataclass_fields__:
                take(getattr(thing, name, None), where, depth + 1)

    for module in modules("indexer", "assistant"):
        for name, value in list(vars(module).items()):
            take(value, f"{module.__name__}.{name}")
    # Those that stand in a closure or in a default.
    for thing in gc.get_objects():
        if isinstance(thing, _Lazy):
            found.setdefault((thing.source, thing.options), "(elsewhere)")
    return found


def attacks(source: str, flags: int, size: int, seed: int = 0) -> Iterator[str]:
    """Texts of about so many characters on which this pattern may be slow."""
    chance = random.Random(f"{seed}/{source}")
    tree = parser.parse(source, flags)
    made: set[str] = set()
    for prefix, body in _repetitions(tree, ""):
        for _ in range(2):
            pump = "".join(_sample(part, chance) for part in body) or " "
            lead = "".join(part if isinstance(part, str) else _sample(part, chance) for part in prefix)
            many = pump * (size // len(pump) + 1)
            for one in (
                lead + many[:size] + _END,
                many[:size] + _END,
                (lead + pump) * (size // len(lead + pump) + 1) + _END,
                (lead + pump + " ") * (size // len(lead + pump + " ") + 1) + _END,
                (lead + "\n") * (size // len(lead + "\n") + 1) + _END,
            ):
                if one not in made:
                    made.add(one)
                    yield one


def _repetitions(tree: Any, prefix: Any) -> Iterator[tuple[list[Any], list[Any]]]:
    """(what leads to it, what it repeats) for each repetition that runs."""
    lead: list[Any] = list(prefix)
    for node in tree:
        op, value = node
        if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            _, most, inner = value
            if most > RUNS:
                yield list(lead), list(inner)
            yield from _repetitions(inner, lead)
        elif op is code.SUBPATTERN:
            yield from _repetitions(value[-1], lead)
        elif op is code.BRANCH:
            for branch in value[1]:
                yield from _repetitions(branch, lead)
        elif op in (code.ASSERT, code.ASSERT_NOT):
            yield from _repetitions(value[1], lead)
        elif op is code.ATOMIC_GROUP:
            yield from _repetitions(value, lead)
        lead.append(node)


def _sample(node: Any, chance: random.Random) -> str:
    """A text that the node fits, near enough."""
    op, value = node
    if op is code.LITERAL:
        return chr(value)
    if op is code.NOT_LITERAL:
        return "b" if value != ord("b") else "c"
    if op is code.ANY:
        return "a"
    if op is code.IN:
        return _member(value, chance)
    if op in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        least, most, inner = value
        times = max(least, min(most, chance.choice((0, 1, 1, 2))))
        return "".join(_sample(part, chance) for _ in range(times) for part in inner)
    if op is code.SUBPATTERN:
        return "".join(_sample(part, chance) for part in value[-1])
    if op is code.ATOMIC_GROUP:
        return "".join(_sample(part, chance) for part in value)
    if op is code.BRANCH:
        return "".join(_sample(part, chance) for part in chance.choice(value[1]))
    return ""


def _member(members: Any, chance: random.Random) -> str:
    negated = members[0][0] is code.NEGATE
    if negated:
        banned = re.compile("[" + "".join(_written(member) for member in members[1:]) + "]")
        return next((letter for letter in "a 1,(x." if not banned.match(letter)), "~")
    op, value = chance.choice(members)
    if op is code.LITERAL:
        return chr(value)
    if op is code.RANGE:
        return chr(chance.randint(value[0], min(value[1], value[0] + 20)))
    return {
        code.CATEGORY_DIGIT: "1", code.CATEGORY_SPACE: " ", code.CATEGORY_WORD: "a",
        code.CATEGORY_NOT_WORD: ",", code.CATEGORY_NOT_SPACE: "a", code.CATEGORY_NOT_DIGIT: "a",
    }[value]  # fmt: skip


def _written(member: Any) -> str:
    op, value = member
    if op is code.LITERAL:
        return re.escape(chr(value))
    if op is code.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return {
        code.CATEGORY_DIGIT: r"\d", code.CATEGORY_SPACE: r"\s", code.CATEGORY_WORD: r"\w",
        code.CATEGORY_NOT_WORD: r"\W", code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_NOT_DIGIT: r"\D",
    }[value]  # fmt: skip
