"""What a proxy in front may say: the path under which it serves this server, if that is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

# "/court/orders": names between single slashes. "//elsewhere.example" would make every link lead there.
_PREFIX = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~-]{1,100}){0,8}/?", re.ASCII)
_HEADER = "HTTP_X_FORWARDED_PREFIX"

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def sane_prefix(application: Application) -> Application:
    """WSGI around `application`: an X-Forwarded-Prefix that is no path is passed over."""

    def checked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not all(_PREFIX.fullmatch(value.strip()) for value in environ.get(_HEADER, "").split(",")):
            del environ[_HEADER]
        return application(environ, start_response)

    return checked
