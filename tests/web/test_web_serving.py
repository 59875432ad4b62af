"""Serving: where it may listen, the log without questions, the calm end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.errors import NotReadable, UsageError
from web.commands.serve import check_address, loopback, password_of, prefix

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_needs_no_password(host: str) -> None:
    assert loopback(host)
    check_address(host, None)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "no such host", "198.51.100.1"])  # noqa: S104
def test_any_other_address_does(host: str) -> None:
    with pytest.raises(UsageError, match="SO_ORDERED_PASSWORD"):
        check_address(host, None)
    check_address(host, "open sesame")


def test_where_the_password_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("open sesame\nand more\n")
    assert password_of(None, {}) is None
    assert password_of(None, {"SO_ORDERED_PASSWORD": ""}) is None
    assert password_of(None, {"SO_ORDERED_PASSWORD": "abc"}) == "abc"
    assert password_of(file, {"SO_ORDERED_PASSWORD": "abc"}) == "open sesame"
    assert password_of(None, {"SO_ORDERED_PASSWORD_FILE": str(file)}) == "open sesame"
    with pytest.raises(NotReadable, match="nowhere"):
        password_of(tmp_path / "nowhere", {})
    file.write_text("\n")
    with pytest.raises(UsageError, match="empty"):
        password_of(file, {})


def test_a_path_begins_with_a_slash_and_ends_without() -> None:
    assert [prefix(path) for path in ("", "/", "orders", "/orders/", "a/b")] == ["", "", "/orders", "/orders", "/a/b"]


def start(index: Path, data: Path, *more: str, **environment: str) -> tuple[subprocess.Popen[str], str]:
    folders = ["--index", str(index), "--data", str(data), "--corpus", str(ROOT / "corpus")]
    command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", *folders, *more]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **environment}
    )
    assert child.stdout is not None
    said = child.stdout.readline()
    return child, said.split()[2] if said.startswith("So Ordered: ") else ""


@pytest.fixture
def served(index: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    child, address = start(index, tmp_path, "--path", "court")
    yield child, address
    child.kill()
    child.communicate()


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return int(error.code)


def test_it_serves_under_a_path_logs_no_question_and_ends_calmly(
    served: tuple[subprocess.Popen[str], str],
) -> None:
    child, address = served
    assert address.endswith("/court/")
    assert status(address) == 200 and status(address + "healthz") == 200
    asked = urllib.request.Request(  # noqa: S310
        address + "api/v1/ask", b'{"question": "Who is the zanzibar judge?"}', {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(asked) as response:  # noqa: S310
        assert response.status == 200
    assert status(address + "orders/nope?search=zanzibar") == 404
    child.send_signal(signal.SIGTERM)
    out, log = child.communicate(timeout=20)
    assert child.returncode == 0, log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    routes = [(line["method"], line["route"], line["status"]) for line in lines]
    assert routes == [
        ("GET", "/", 200), ("GET", "/healthz", 200), ("POST", "/api/v1/ask", 200), ("GET", "/orders/<order_id>", 404)
    ]  # fmt: skip
    assert "zanzibar" not in log and "Traceback" not in log


def test_an_upload_of_200_mb_is_refused_before_it_is_read(served: tuple[subprocess.Popen[str], str]) -> None:
    import socket
    from urllib.parse import urlsplit

    parts = urlsplit(served[1])
    assert parts.hostname and parts.port
    with socket.create_connection((parts.hostname, parts.port), 10) as line:
        head = f"POST /court/orders HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Length: 209715200\r\n"
        line.sendall(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n".encode())
        line.settimeout(10)
        assert b" 413 " in line.recv(200)


def test_it_refuses_to_be_reached_without_a_password(index: Path, tmp_path: Path) -> None:
    child, address = start(index, tmp_path, "--host", "0.0.0.0", SO_ORDERED_PASSWORD="")  # noqa: S104
    out, errors = child.communicate(timeout=20)
    assert child.returncode == 2 and not address
    assert errors.count("\n") == 1 and "SO_ORDERED_PASSWORD" in errors
