"""Take the README's pictures: the Lab's map of the course, and what the book looks like.

Run by `make pictures`, with chromium installed; writes into assets/images.
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
PICTURES = {  # a page of the book, what is in the middle of the screen, and the reader's theme
    "home": ("intro.html", ".map", "light"),
    "book": (
        "chapters/01_composition.html",
        "#the-plane-bent-until-a-line-is-enough img >> nth=1",
        "light",
    ),
    "interactive": ("chapters/12_optimizers.html", "[data-interactive=race]", "dark"),
}


def take_book():
    """Photograph what PICTURES names."""
    html = build_book().parent
    for name, (path, place, scheme) in PICTURES.items():
        with open_page(viewport=SIZE, color_scheme=scheme) as page:
            page.goto((html / path).as_uri())
            for _ in range(2):  # what comes near changes its size
                page.locator(place).evaluate("(e) => e.scrollIntoView({ block: 'center' })")
                page.wait_for_timeout(1500)
            page.screenshot(path=HERE / f"{name}.png")


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
            chapter = page.locator(".jp-Notebook:visible").get_by_role("heading", name="Readiness")
            chapter.wait_for(timeout=60_000)  # the chapter comes last, in front of the map
            page.get_by_role("tab", name="Course", exact=True).click()
            page.get_by_text("sessions mastered").wait_for()
            time.sleep(1)
            page.screenshot(path=HERE / "lab.png")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    take_book()
    take_lab()
