"""The command `so-ordered serve`: waitress, a password off the loopback, a log without questions, a calm end."""

from __future__ import annotations

import argparse
import ipaddress
import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from assistant.commands.common import add_reader
from indexer.errors import NotReadable, UsageError
from web.serving.line import MOST

# Requests that are looked at; each has a thread of its own, and most of the questions among them wait in the line.
THREADS = 2 * MOST
# Requests that may wait in line, and connections held open.
CONNECTIONS = 400
# How long an end waits for requests under way, in seconds.
CALM = 10.0


def add_parser(subparsers: Any) -> None:
    """Add `serve` to the command line."""
    parser = subparsers.add_parser(
        "serve",
        help="the chat in a browser, and the API",
        description="Serve the chat and the API. On an address that other machines reach, a password is needed: "
        "$SO_ORDERED_PASSWORD or --password-file.",
    )
    index = Path(os.environ.get("SO_ORDERED_INDEX") or "var/index")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="the port (default: 8000; 0: any free one)")
    parser.add_argument(
        "--allowed-host", metavar="NAME", action="append", default=[],
        help="a name under which browsers call this server, such as law.example (may be repeated)",
    )  # fmt: skip
    corpus = Path("corpus")
    parser.add_argument("--corpus", metavar="FOLDER", type=Path, default=corpus, help="the orders (default: corpus)")
    parser.add_argument("--index", metavar="FOLDER", type=Path, default=index, help=f"the index (default: {index})")
    parser.add_argument("--data", metavar="FOLDER", type=Path, help="conversations (default: web, beside the index)")
    parser.add_argument("--password-file", metavar="FILE", type=Path, help="a file whose first line is the password")
    parser.add_argument("--proxies", metavar="N", type=int, default=0, help="trust N proxies' X-Forwarded headers")
    parser.add_argument("--path", metavar="PATH", default="", help="serve under this path, such as /orders")
    parser.add_argument("--https", action="store_true", help="a proxy in front speaks HTTPS: secure cookies")
    parser.add_argument("--no-limits", action="store_true", help="do not limit how often one address may ask")
    parser.add_argument("--log-questions", action="store_true", help="write the questions into the access log")
    add_reader(parser)
    parser.add_argument("--quiet", action="store_true", help="no access log")
    parser.add_argument(
        "--walk-in", action="store_true",
        help="for a machine that strangers share: nobody adds or removes orders here, and what was asked is gone when "
        "its asker leaves, or after 30 minutes",
    )  # fmt: skip
    parser.add_argument(
        "--keep-days", metavar="N", type=int,
        help="delete conversations that were not used for N days, and older events (default: keep them)",
    )  # fmt: skip
    parser.set_defaults(func=run)


def run(args: argparse.Namespace, out: IO[str]) -> int:
    """Serve until a signal ends it; 0. Raises UsageError and NotReadable before anything is opened."""
    password = password_of(args.password_file, os.environ)
    check_address(args.host, password)
    from web.serving.hosts import checked

    if args.keep_days is not None and args.keep_days < 1:
        raise UsageError("--keep-days takes a whole number of days from 1 on")
    os.umask(0o077)  # what is written from here on is for nobody else on this machine
    hosts = (args.host, *checked(args.allowed_host))
    from waitress.server import create_server

    from assistant.finding.library import settle
    from web.app import create_app
    from web.serving.accesslog import AccessLog
    from web.serving.retention import keep_retiring
    from web.serving.services import KEY
    from web.settings import Settings

    settings = Settings(
        index=args.index, corpus=args.corpus, data=args.data or args.index.parent / "web", password=password,
        hosts=hosts, limits=not args.no_limits, proxies=args.proxies, secure_cookies=args.https,
        log_questions=args.log_questions, keep_days=args.keep_days, walk_in=args.walk_in, reader=args.reader,
    )  # fmt: skip
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a line for every request that waits its turn
    app = create_app(settings)
    application: Any = app if args.quiet else AccessLog(app, sys.stderr, args.log_questions)
    try:
        server = create_server(
            application, host=args.host, port=args.port, threads=THREADS, connection_limit=CONNECTIONS,
            channel_timeout=60, url_prefix=prefix(args.path), ident="So Ordered",
            max_request_body_size=settings.max_upload + 1024 * 1024, clear_untrusted_proxy_headers=not args.proxies,
        )  # fmt: skip
    except OSError as error:
        app.extensions[KEY].close()
        reason = error.strerror or "the address is not this machine's"
        raise UsageError(f"cannot listen on {args.host}:{args.port} ({reason}): choose another --port") from None
    if not loopback(args.host) and not args.proxies:
        logging.getLogger("so_ordered.web").warning(
            "%s can be reached from other machines without a proxy in front: passwords and orders travel unencrypted, "
            "and slow clients hold connections; see SECURITY.md", args.host,
        )  # fmt: skip
    host = f"[{args.host}]" if ":" in args.host else args.host
    port = getattr(server, "effective_port", None) or args.port
    out.write(f"So Ordered: http://{host}:{port}{prefix(args.path)}/  (Ctrl+C ends it)\n")
    out.flush()
    ended = threading.Event()
    keeping = (app.extensions[KEY].conversations, settings, ended)
    threading.Thread(target=keep_retiring, args=keeping, name="retention", daemon=True).start()
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: ended.set())
    try:
        settle()
        serve(server, ended)
    finally:
        server.task_dispatcher.shutdown(cancel_pending=True, timeout=CALM)
        app.extensions[KEY].close()
    return 0


def serve(server: Any, ended: threading.Event) -> None:
    """Answer until `ended`; then take no more connections and finish the requests under way, for CALM seconds."""
    sockets = server.map if hasattr(server, "map") else server._map
    while not ended.is_set():
        server.asyncore.loop(timeout=0.25, map=sockets, use_poll=True, count=1)
    for one in [one for one in sockets.values() if getattr(one, "accepting", False)]:
        one.del_channel()
        one.socket.close()
    late = time.monotonic() + CALM
    while time.monotonic() < late and any(at_work(one) for one in list(sockets.values())):
        server.asyncore.loop(timeout=0.05, map=sockets, use_poll=True, count=1)


def at_work(channel: Any) -> bool:
    """Whether a connection has a request that is not answered, or an answer that is not sent."""
    return bool(getattr(channel, "requests", None) or getattr(channel, "total_outbufs_len", 0))


def password_of(file: Path | None, environment: Mapping[str, str]) -> str | None:
    """The password of the file, else of $SO_ORDERED_PASSWORD_FILE, else $SO_ORDERED_PASSWORD; None without any.

    Raises NotReadable for a file that cannot be read, UsageError for an empty one.
    """
    by_environment = environment.get("SO_ORDERED_PASSWORD_FILE")
    named = file or (Path(by_environment) if by_environment else None)
    if named is None:
        return environment.get("SO_ORDERED_PASSWORD") or None
    try:
        lines = named.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not text"
        raise NotReadable(f"the password file {named} cannot be read ({reason}): check its name and rights") from None
    if not lines or not lines[0].strip():
        raise UsageError(f"the password file {named} is empty: write the password into its first line")
    return lines[0].strip()


def check_address(host: str, password: str | None) -> None:
    """Raise UsageError where others could reach the server and no password guards it."""
    if password is None and not loopback(host):
        raise UsageError(
            f"{host} can be reached from other machines: set SO_ORDERED_PASSWORD (or --password-file) first, "
            "or serve on 127.0.0.1"
        )


def loopback(host: str) -> bool:
    """Whether only this machine reaches that address; a name counts by every address that it has."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        pass
    try:
        found = {row[4][0] for row in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return False
    return bool(found) and all(ipaddress.ip_address(str(address)).is_loopback for address in found)


def prefix(path: str) -> str:
    """ "orders/" → "/orders"; "" for the root."""
    path = path.strip("/")
    return f"/{path}" if path else ""
