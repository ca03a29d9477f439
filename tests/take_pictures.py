"""Take the README's pictures: the Lab's map of the course, and a page of the book.

Run by `make pictures`, with chromium installed; writes lab.png and book.png into assets/images.
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.book import build_book

from .browser import open_page

HERE = Path(__file__).parent.parent / "assets" / "images"
SIZE = {"width": 1200, "height": 800}


def take_book():
    """Photograph chapter 01 where the plane is bent, layer by layer."""
    page_file = build_book().parent / "chapters" / "01_composition.html"
    with open_page(viewport=SIZE) as page:
        page.goto(page_file.as_uri())
        page.locator("#the-plane-bent-until-a-line-is-enough img").nth(
            1
        ).scroll_into_view_if_needed()
        page.wait_for_timeout(1500)
        page.screenshot(path=HERE / "book.png")


def take_lab():
    """Photograph the map of the course in JupyterLab, on a fresh workspace."""
    with tempfile.TemporaryDirectory() as folder, open_page(viewport=SIZE) as page:
        command = [sys.executable, "-m", "autograder", "--work", f"{folder}/work", "lab"]
        log = Path(folder) / "log.txt"
        with log.open("w") as file:
            server = subprocess.Popen([*command, "--no-browser"], stdout=file, stderr=file)
        try:
            while not (address := re.search(r"http://127\S+token=\w+", log.read_text())):
                time.sleep(0.5)
            page.goto(address[0])
            page.get_by_role("tab", name="Course", exact=True).click(timeout=60_000)
            page.get_by_text("sessions mastered").wait_for()
            time.sleep(1)
            page.screenshot(path=HERE / "lab.png")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    take_book()
    take_lab()
