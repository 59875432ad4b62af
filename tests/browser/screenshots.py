"""Pictures of the pages for README, taken in a real browser: `python tests/browser/screenshots.py [FOLDER]`.

It serves the orders of corpus/ on a free port, asks what README asks, and writes docs/screenshots/*.png.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).parent.parent.parent
OF = "joseph-v-parciasepe"
# Shades that a picture keeps: these pages have few, and small files are quick to load.
COLOURS = 128


def ask(page: Any, question: str) -> None:
    turns = page.locator(".turn").count()
    page.fill("#question", question)
    page.click(".ask button")
    page.locator(f"#t{turns + 1} .card").wait_for()
    page.wait_for_timeout(400)


def first(page: Any) -> None:
    page.goto("/")


def answer(page: Any) -> None:
    page.goto("/")
    ask(page, "When must defense counsel contact the plaintiff?")


def missing(page: Any) -> None:
    page.goto("/")
    ask(page, "When must defendant notify the court?")


def counted(page: Any) -> None:
    missing(page)
    page.fill("input[name=service_date]", "2016-06-27")
    page.click("text=Continue")
    page.check("#t2 >> input[value=mail]")
    page.click("#t2 >> text=Continue")
    page.locator("#t3").wait_for()
    page.click("#t3 >> text=How the days were counted")
    page.wait_for_timeout(400)


def nothing(page: Any) -> None:
    page.goto("/")
    ask(page, "What is the weather?")


def order(page: Any) -> None:
    page.goto("/orders/conner-v-alltin")
    page.wait_for_timeout(200)


def orders(page: Any) -> None:
    page.goto("/orders")


# name → what is done, width, height, light or dark
SHOTS = {
    "first": (first, 1280, 760, "light"),
    "answer": (answer, 1280, 760, "light"),
    "counted": (counted, 1280, 860, "dark"),
    "missing": (missing, 360, 740, "light"),
    "nothing": (nothing, 360, 740, "dark"),
    "order": (order, 1280, 900, "light"),
    "orders": (orders, 1280, 760, "light"),
}


def main(folder: Path) -> int:
    from conftest import CHROMIUM

    if not CHROMIUM:
        print("screenshots need Chromium: apt-get install chromium", file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        shutil.copytree(ROOT / "corpus", Path(scratch) / "corpus")
        index = Path(os.environ.get("SO_ORDERED_INDEX") or ROOT / "var" / "index")
        command = [sys.executable, "-m", "assistant.cli", "serve", "--port", "0", "--quiet", "--no-limits", "--index",
                   str(index), "--corpus", f"{scratch}/corpus", "--data", f"{scratch}/data"]  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
            try:
                take(server, folder)
            finally:
                server.terminate()
    return 0


def take(server: subprocess.Popen[str], folder: Path) -> None:
    """Every picture, from the server that says its address on its first line."""
    from conftest import CHROMIUM, FLAGS, ready
    from playwright.sync_api import sync_playwright

    assert server.stdout is not None
    address = server.stdout.readline().split()[2].rstrip("/")
    ready(address)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (act, width, height, scheme) in SHOTS.items():
            page = browser.new_page(base_url=address, viewport={"width": width, "height": height}, color_scheme=scheme)
            page.set_default_timeout(10_000)
            act(page)
            page.mouse.move(0, 0)
            page.screenshot(path=folder / f"{name}.png")
            page.close()
            smaller(folder / f"{name}.png")
        browser.close()


def smaller(path: Path) -> None:
    """Write the picture with few colours."""
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"))
