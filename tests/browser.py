"""Debian's chromium, driven by Playwright, for what looks at pages: tests, pictures, benchmarks."""

import os
import re
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from autograder.sessions import ROOT

START_SECONDS = 120
CHROMIUM = shutil.which("chromium")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="the command chromium is not installed"
)


@contextmanager
def open_page(**options):
    """Yield a page that collects what went wrong in `page.complaints` and hosts in `page.hosts`."""
    with sync_playwright() as playwright:
        # As root, in CI's container, chromium has no sandbox to offer.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(**options)
        page.complaints, page.hosts = [], set()
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.hosts.add(request.url.split("/")[2]))
        page.on(
            "console",
            lambda message: (
                page.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        yield page
        browser.close()


def read_through(page):
    """Scroll a page to its end, as its reader does: figures and fonts come when they are near."""
    page.evaluate(
        """async () => {
          const near = () => new Promise((done) => setTimeout(done, 50));
          for (let y = 0; y < document.body.scrollHeight; y += innerHeight, await near()) scrollTo(0, y);
        }"""
    )
    page.wait_for_function(
        "document.fonts.status === 'loaded' && [...document.images].every((image) => image.complete)"
    )


@contextmanager
def serving(command, environment, log):
    """Run a command that starts JupyterLab; yield the address that it prints, with its token."""
    with log.open("w") as file:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=file)
    try:
        deadline, found = time.monotonic() + START_SECONDS, None
        while not found and time.monotonic() < deadline and server.poll() is None:
            time.sleep(0.2)
            found = re.search(r"http://127\.0\.0\.1:\d+/\S*token=\w+", log.read_text())
        assert found, f"JupyterLab did not start:\n{log.read_text()}"
        yield found[0]
    finally:
        server.terminate()
        server.wait(timeout=30)
