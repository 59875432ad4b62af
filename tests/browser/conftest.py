"""A real server and a real browser; what a page must never do is checked after every test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip
# What the browser itself writes about an answer of ours that is no 200, and about a line that a test cuts.
OWN_LINES = ("the server responded with a status of", "ERR_INTERNET_DISCONNECTED")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser these tests are passed over, and the run says so in capitals."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        if not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="NO CHROMIUM: THE PAGES WERE NOT TRIED IN A BROWSER"))


@pytest.fixture(scope="session")
def served(index: Path, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over copies of the orders and their index."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(corpus, folder / "corpus")
    shutil.copytree(index, folder / "index", symlinks=True)
    command = [
        sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--no-limits", "--quiet",
        *("--index", str(folder / "index"), "--corpus", str(folder / "corpus"), "--data", str(folder / "data")),
    ]  # fmt: skip
    with (folder / "log").open("w") as log:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT)
    assert child.stdout is not None
    address = child.stdout.readline().split()[2].rstrip("/")
    ready(address)
    yield address
    child.terminate()
    child.communicate(timeout=30)
    assert child.returncode == 0, (folder / "log").read_text()


def ready(address: str) -> None:
    """Wait until the first page can suggest something: everything is loaded then."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address + "/") as response:  # noqa: S310
                if b'class="suggestion"' in response.read():
                    return
        except urllib.error.URLError:
            pass
        time.sleep(0.2)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Opens pages in fresh browser profiles. At the end: no error on any console, no request to another machine."""
    faults: list[str] = []
    contexts: list[Any] = []

    def open_page(**options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = chromium.new_context(base_url=served, accept_downloads=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda line: faults.append(line.text)
                if line.type in ("error", "warning") and not any(known in line.text for known in OWN_LINES)
                else None)  # fmt: skip
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.append(f"asked {request.url}") if foreign(request.url) else None)
        return page

    def foreign(address: str) -> bool:
        parts = urlsplit(address)
        return parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(served).netloc

    yield open_page
    for context in contexts:
        context.close()
    assert not faults


@pytest.fixture
def page(opened: Callable[..., Any]) -> Any:
    return opened()
