"""The whole book as one PDF: its pages as one, printed by the browser."""

import shutil

from playwright.sync_api import sync_playwright

from ..errors import CourseError
from ..notebooks import write_file
from ..sessions import ROOT
from . import run_builder

MARGINS = {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
CHAPTERS_BEGIN_A_PAGE = '[id^="document-"] { display: block; break-before: page; }'
FOOTER = '<div style="font-size: 8px; width: 100%; text-align: center"><span class="pageNumber"></span></div>'


def build_pdf():
    """Build the book as one PDF with an outline; return its path. CourseError without chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        raise CourseError("the book is printed by chromium, which is not installed")
    page_of_all = run_builder("singlehtml") / "intro.html"
    with sync_playwright() as playwright:
        # As root, in a container, chromium has no sandbox to offer; the page is our own.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(page_of_all.as_uri())
        page.evaluate("dispatchEvent(new Event('beforeprint'))")  # starts the interactives
        page.wait_for_function(
            "[...document.querySelectorAll('[data-interactive]')].every((e) => e.innerText)"
        )
        page.add_style_tag(content=CHAPTERS_BEGIN_A_PAGE)
        printed = page.pdf(
            format="A4", margin=MARGINS, print_background=True, outline=True, tagged=True,
            display_header_footer=True, header_template="<span></span>", footer_template=FOOTER,
        )  # fmt: skip
        browser.close()
    path = ROOT / "_build" / "depthwise.pdf"
    write_file(path, printed)
    return path
