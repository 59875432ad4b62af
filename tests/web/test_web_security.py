"""What guards the pages: headers, tokens, the password, rate limits, errors that tell nothing."""

from __future__ import annotations

import base64
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import DiskFull, UsageError
from web.serving.hosts import checked, is_own

OF = "joseph-v-parciasepe"
SESAME = "open sesame"
PAGES = ("/", "/orders", f"/orders/{OF}", f"/orders/{OF}/remove", "/conversations", "/forget", "/enter", "/nope")


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_no_inline_script_or_style_and_say_once_that_it_is_no_advice(browser: Any, address: str) -> None:
    response = browser.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", response.text)
    assert response.text.count("not legal advice") == 1
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", response.text), "everything comes from here"
    for header in ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy"):
        assert header in response.headers


@pytest.mark.parametrize("address", PAGES[:-1])
def test_a_page_weighs_less_than_100_kb_with_all_it_loads(browser: Any, address: str) -> None:
    response = browser.get(address)
    weight = len(response.data)
    for asset in set(re.findall(r'(?:src|href)="(/static/[^"]+)"', response.text)):
        loaded = browser.get(asset)
        weight += len(loaded.data)
        assert "max-age=31536000" in loaded.headers["Cache-Control"]
        loaded.close()
    assert weight < 100_000


def test_cookies_are_signed_same_site_and_out_of_scripts_reach(browser: Any) -> None:
    cookie = browser.ask("Who is the judge?", order=OF).history[0].headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
    browser.client.set_cookie("so_ordered", "eyJvd25lciI6IngifQ.aaaa.bbbb")
    assert "Nothing has been asked" in browser.get("/conversations").text


CHANGES = ["/ask", "/orders", f"/orders/{OF}/remove", "/c/x/rename", "/c/x/delete", "/forget", "/c/x/turns/1/feedback",
           "/enter", "/leave"]  # fmt: skip


@pytest.mark.parametrize("address", CHANGES)
def test_every_change_needs_the_forms_token(browser: Any, address: str) -> None:
    response = browser.client.post(address, data={"question": "x"}, headers={"Accept": "text/html"})
    assert response.status_code == 400 and "open too long" in response.text


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
)
def test_a_change_from_another_site_is_refused(browser: Any, headers: dict[str, str]) -> None:
    token = browser.token()
    page = browser.client.post("/forget", data={"csrf_token": token}, headers=headers)
    assert page.status_code == 403
    response = browser.client.delete("/api/v1/conversations", headers=headers)
    assert response.status_code == 403 and response.mimetype == "application/problem+json"


def test_every_form_that_changes_something_has_been_tried_above(app: Any) -> None:
    posts = {rule.rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and "/api/" not in rule.rule}
    tried = {re.sub("/c/x", "/c/<key>", re.sub(OF, "<order_id>", one)).replace("turns/1", "turns/<int:number>")
             for one in CHANGES}  # fmt: skip
    assert posts == tried


# --- the name of the server ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "10.1.2.3", "127.0.0.1.evil.example", "",
                                  "localhost:80:81", "evil.example@localhost", "[::2]"])  # fmt: skip
def test_a_name_that_leads_here_from_elsewhere_reads_and_changes_nothing(browser: Any, host: str) -> None:
    for call in ("GET /orders", "GET /static/app.js", f"POST /orders/{OF}/remove", "DELETE /api/v1/conversations",
                 "POST /api/v1/ask", "GET /nope"):  # fmt: skip
        method, address = call.split()
        response = browser.client.open(address, method=method, headers={"Host": host, "Accept": "text/html"})
        assert response.status_code == 421, call
        assert "joseph" not in response.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "127.9.9.9", "[::1]:8000",
                                  "court.localhost", "localhost."])  # fmt: skip
def test_loopback_has_many_names(browser: Any, host: str) -> None:
    assert browser.get("/orders", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("own", "host", "taken"),
    [
        ("192.0.2.7", "192.0.2.7:8000", True), ("192.0.2.7", "192.0.2.8", False), ("192.0.2.7", "law.example", False),
        ("law.example", "Law.Example.:443", True), ("law.example", "law.example.evil", False),
        ("law.example", "www.law.example", False), ("2001:DB8::0:7", "[2001:db8::7]:80", True),
        ("0.0.0.0", "192.0.2.8", True), ("::", "[2001:db8::7]", True),  # noqa: S104
        ("0.0.0.0", "law.example", False), ("0.0.0.0", "localhost", True),  # noqa: S104
    ],
)  # fmt: skip
def test_the_address_it_listens_on_and_allowed_names_are_its_own(own: str, host: str, taken: bool) -> None:
    assert is_own(host, [own]) is taken


def test_an_allowed_name_is_a_name_alone() -> None:
    assert checked(["law.example", "::1", "10.0.0.7"]) == ("law.example", "::1", "10.0.0.7")
    for wrong in ("https://law.example", "law.example:443", "law.example/court", "*.example", "", "a b"):
        with pytest.raises(UsageError, match="--allowed-host"):
            checked([wrong])


# --- the password -------------------------------------------------------------------------------------------------


@pytest.fixture
def guarded(make: Any, index: Path, corpus: Path, browser: Any) -> Any:
    return type(browser)(make(index, corpus, password=SESAME))


def test_the_password_guards_everything(guarded: Any) -> None:
    for address in (*PAGES[:-2], "/healthz", "/readyz", "/metrics", f"/orders/{OF}/file", "/c/x"):
        page = guarded.get(address)
        assert page.status_code == 303 and page.location.startswith("/enter?next="), address
    for address in ("/api/v1/orders", "/api/v1/openapi.json", "/metrics"):
        response = guarded.client.get(address)
        assert response.status_code == 401 and "Basic" in response.headers["WWW-Authenticate"]
    assert guarded.client.post("/api/v1/ask", json={"question": "x"}).status_code == 401


def enter(browser: Any, password: str, target: str = "") -> Any:
    page = browser.get("/enter").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]  # type: ignore[index]
    fields = {"csrf_token": token, "password": password, "next": target}
    return browser.client.post("/enter", data=fields, headers={"Accept": "text/html"})


def test_the_right_password_lets_in_and_leaving_locks_again(guarded: Any) -> None:
    assert enter(guarded, "open").status_code == 403
    assert enter(guarded, SESAME, "/orders?search=a").location == "/orders?search=a"
    assert guarded.get("/orders").status_code == 200
    guarded.post("/leave")
    assert guarded.get("/orders").status_code == 303


@pytest.mark.parametrize(
    "target", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "x", "/a\nb", ""]
)
def test_entering_leads_to_a_page_of_ours(guarded: Any, target: str) -> None:
    assert enter(guarded, SESAME, target).location == "/"


def test_another_password_ends_the_sessions_of_the_first(guarded: Any, make: Any, index: Path, corpus: Path) -> None:
    enter(guarded, SESAME)
    settings = guarded.services.settings
    object.__setattr__(settings, "password", "another")
    assert guarded.get("/orders").status_code == 303


def test_programs_send_the_password_by_http_basic(guarded: Any) -> None:
    def status(password: str) -> int:
        value = base64.b64encode(f"me:{password}".encode()).decode()
        return int(guarded.client.get("/healthz", headers={"Authorization": f"Basic {value}"}).status_code)

    assert status(SESAME) == 200 and status("wrong") == 401 and status("öpen") == 401
    for header in ("Basic", "Basic %%%", "Bearer x", "Basic " + base64.b64encode(b"nocolon").decode()):
        assert guarded.client.get("/healthz", headers={"Authorization": header}).status_code == 401


# --- limits -------------------------------------------------------------------------------------------------------


def test_one_address_may_ask_so_often_and_no_more(make: Any, index: Path, corpus: Path, browser: Any) -> None:
    app = make(index, corpus, limits=True, asks="3 per minute", logins="2 per minute", password=None)
    quick = type(browser)(app)
    for _ in range(3):
        assert quick.ask("Who is the judge?", order=OF).status_code == 200
    page = quick.ask("Who is the judge?", order=OF)
    assert page.status_code == 429 and "Wait a minute" in page.text
    api = quick.client.post("/api/v1/ask", json={"question": "Who is the judge?"})
    assert api.status_code == 429 and api.mimetype == "application/problem+json"


def test_a_password_cannot_be_tried_without_end(make: Any, index: Path, corpus: Path, browser: Any) -> None:
    app = make(index, corpus, limits=True, logins="2 per minute", password=SESAME)
    guesser = type(browser)(app)
    assert [enter(guesser, "x").status_code for _ in range(3)] == [403, 403, 429]


# --- bad days -----------------------------------------------------------------------------------------------------


def test_a_missing_index_is_a_page_that_names_no_path(make: Any, browser: Any, tmp_path: Path) -> None:
    early = type(browser)(make(tmp_path / "none", tmp_path / "corpus"))
    for address in ("/", "/orders", f"/orders/{OF}"):
        page = early.get(address)
        assert page.status_code == 503 and "being prepared" in page.text and str(tmp_path) not in page.text
        assert "Retry-After" in page.headers
    ready = early.client.get("/readyz")
    assert ready.status_code == 503 and ready.json["checks"]["index"] == "IndexNotFound"
    assert early.client.get("/healthz").status_code == 200
    problem = early.client.post("/api/v1/ask", json={"question": "Who is the judge?"})
    assert problem.status_code == 503 and str(tmp_path) not in problem.text


def test_a_damaged_index_names_no_path(own: Any) -> None:
    index = own.services.settings.index
    (index / "CURRENT").write_text("gen-000001 0000\n")
    page = own.get("/")
    assert page.status_code == 503 and "cannot be used" in page.text and str(index) not in page.text


def test_an_index_that_vanishes_while_serving_keeps_answering(own: Any) -> None:
    assert own.ask("Who is the judge?", order=OF).status_code == 200
    shutil.rmtree(own.services.settings.index)
    assert "Allison Claire" in own.ask("Who is the judge?", order=OF).text


def test_a_full_disk_says_so(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **more: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(type(browser.services.conversations), "_append", full)
    page = browser.ask("Who is the judge?", order=OF)
    assert page.status_code == 507 and "disk is full" in page.text and "Allison Claire" in page.text

    def no_space(*args: Any, **more: Any) -> None:
        raise DiskFull("no room on the disk to write /srv/index")

    monkeypatch.setattr(type(browser.services.conversations), "_append", no_space)
    page = browser.ask("Who is the judge?", order=OF)
    assert page.status_code == 507 and "/srv" not in page.text


def test_an_error_of_ours_shows_no_traceback(browser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> None:
        raise RuntimeError("/srv/secret is broken")

    monkeypatch.setattr(type(browser.services.shelf), "catalogue", broken)
    page = browser.get("/orders")
    assert page.status_code == 500 and "did not expect" in page.text
    assert "/srv" not in page.text and "Traceback" not in page.text


def test_the_metrics_count_what_happened(browser: Any) -> None:
    browser.ask("What is the weather?")
    text = browser.client.get("/metrics").text
    assert 'so_ordered_answers_total{kind="none",status="not_found"}' in text
    assert "so_ordered_orders 4.0" in text and 'route="/ask"' in text


def test_a_path_in_front_is_kept_in_every_link(make: Any, index: Path, corpus: Path) -> None:
    app = make(index, corpus, proxies=1, hosts=("law.example",))
    headers = {"X-Forwarded-Prefix": "/court", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "law.example",
               "Accept": "text/html"}  # fmt: skip
    response = app.test_client().get(f"/orders/{OF}", headers=headers)
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', response.text)
    assert links and all(link.startswith("/court/") for link in links)
    assert response.headers["Strict-Transport-Security"]
