"""What the tests of the web share: the application over the four orders, a browser without scripts."""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from web.app import create_app
from web.serving.services import KEY, Services
from web.settings import Settings

TODAY = dt.date(2026, 1, 5)


class Browser:
    """A browser without scripts: keeps cookies, sends the token of the page's forms."""

    def __init__(self, app: Flask):
        self.client = app.test_client()
        self.services: Services = app.extensions[KEY]

    def get(self, address: str, **more: Any) -> TestResponse:
        more.setdefault("headers", {"Accept": "text/html"})
        return self.client.get(address, **more)

    def token(self) -> str:
        page = self.get("/forget").text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert found, "a form without a token"
        return found[1]

    def post(self, address: str, follow: bool = True, **fields: Any) -> TestResponse:
        fields["csrf_token"] = self.token()
        return self.client.post(address, data=fields, follow_redirects=follow, headers={"Accept": "text/html"})

    def ask(self, question: str, **fields: Any) -> TestResponse:
        return self.post("/ask", question=question, **fields)

    def last(self, response: TestResponse) -> str:
        """The conversation's id from the address that an answer is shown at."""
        found = re.match(r"/c/([\w-]+)", response.request.path)
        assert found, response.request.path
        return found[1]

    def services_owner(self, key: str) -> str:
        """Whose conversation that is."""
        row = self.services.conversations.connection().execute("SELECT owner FROM conversations WHERE id = ?", (key,))
        return str(row.fetchone()[0])

    def headlines(self, response: TestResponse) -> list[str]:
        """The short answers on a page."""
        found = re.findall(r'<h2 id="h\d+"[^>]*>(.*?)</h2>', response.text, re.DOTALL)
        return [html.unescape(text).strip() for text in found]


@pytest.fixture(scope="session")
def make(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Makes applications with a data folder of their own."""
    made: list[Flask] = []

    def application(index: Path, corpus: Path, **more: Any) -> Flask:
        settings = {"limits": False, "today": lambda: TODAY, **more}
        app = create_app(Settings(index, corpus, tmp_path_factory.mktemp("web"), **settings), warm=False)
        made.append(app)
        return app

    yield application
    for app in made:
        app.extensions[KEY].close()


@pytest.fixture(scope="session")
def app(make: Callable[..., Flask], index: Path, corpus: Path) -> Flask:
    return make(index, corpus)


@pytest.fixture
def browser(app: Flask) -> Browser:
    return Browser(app)


@pytest.fixture
def own(make: Callable[..., Flask], index: Path, corpus: Path, tmp_path: Path) -> Browser:
    """A browser at an application whose orders and index may be changed."""
    shutil.copytree(corpus, tmp_path / "corpus")
    shutil.copytree(index, tmp_path / "index", symlinks=True)
    return Browser(make(tmp_path / "index", tmp_path / "corpus"))


@pytest.fixture
def made_of(make: Callable[..., Flask], fake: Any, tmp_path: Path) -> Callable[..., Browser]:
    """A browser at an application over orders of these texts; nothing can be asked, as no model is loaded."""

    def over(**texts: str) -> Browser:
        from indexer.build import build

        (tmp_path / "made").mkdir()
        for name, text in texts.items():
            (tmp_path / "made" / f"{name}.txt").write_text(text, "utf-8")
        assert not build(tmp_path / "made", tmp_path / "made-index", embedder=fake).errors
        return Browser(make(tmp_path / "made-index", tmp_path / "made"))

    return over
