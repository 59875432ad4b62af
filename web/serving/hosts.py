"""Under which names a server may be called: a page elsewhere can have its own name lead to this machine's address
(DNS rebinding), and a browser would then let it read and change what lies here."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from flask import request

from indexer.errors import UsageError
from web.serving.problems import Problem
from web.serving.services import services

# A Host header: a name or an address, an IPv6 one in brackets, and a port.
_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?", re.ASCII)


def refuse_other_hosts() -> None:
    """Raise the 421 page where the request calls the server by a name that is not its own."""
    if not is_own(request.host, services().settings.hosts):
        raise Problem(
            421, "Not the name of this server", "It does not answer under the name that the address has.",
            "Use the address that it printed when it started. Whoever runs it can allow a name: --allowed-host NAME",
        )  # fmt: skip


def is_own(host: str, own: Iterable[str]) -> bool:
    """Whether a Host header names this server: loopback, one of `own`, or, where it listens on every address of the
    machine (`own` holds "0.0.0.0" or "::"), any bare address: no name that somebody else gave leads there."""
    found = _HOST.fullmatch(host.lower())
    if found is None:
        return False
    name, names = bare(found[1]), {bare(one) for one in own}
    if name in names or name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or not names.isdisjoint(("0.0.0.0", "::"))  # noqa: S104


def bare(name: str) -> str:
    """A name or address as it is compared: small letters, no brackets, no dot at the end; IPv6 in its short form."""
    name = name.lower().strip("[]").removesuffix(".")
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        return name


def checked(names: Iterable[str]) -> tuple[str, ...]:
    """The names given with --allowed-host; UsageError for one that no Host header can hold."""
    found = tuple(names)
    for name in found:
        shape = f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name
        if (match := _HOST.fullmatch(shape.lower())) is None or match[1] != shape.lower():
            raise UsageError(f"--allowed-host {name!r}: give a name without scheme, port or path, such as law.example")
    return found
