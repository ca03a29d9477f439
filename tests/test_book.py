"""The built book as a reader meets it: strict, off line, without solutions, interactives alive."""

import gzip
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from autograder.book import build_book
from autograder.book.pdf import build_pdf
from autograder.chapters import chapter_notebook
from autograder.engine.rebuild import visible_part
from autograder.gates import build_source
from autograder.sessions import ROOT, load_sessions

from .browser import needs_chromium, open_page, read_through

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("book")]
SHOWN = {
    name: session.slug
    for session in load_sessions()
    for name in re.findall(r'^show\("(\w+)"', session.chapter.read_text(), re.MULTILINE)
}


@pytest.fixture(scope="module")
def html():
    return build_book().parent  # raises where there is a warning


def test_every_interactive_is_shown_in_a_chapter():
    files = {p.stem for p in (ROOT / "assets/interactives").glob("*.js")} - {"frame"}
    assert set(SHOWN) == files


def test_no_solution_and_no_hidden_test_reaches_the_html(html):
    pages = "\n".join(p.read_text() for p in html.rglob("*.html"))
    pages += "\n".join(p.read_text() for p in html.rglob("*.ipynb"))
    assert "BEGIN SOLUTION" not in pages
    assert "HIDDEN TESTS" not in pages
    for session in load_sessions():
        for cell in build_source(session).cells:
            hidden = set(cell.source.splitlines()) - set(visible_part(cell.source).splitlines())
            assert [line for line in hidden if len(line) > 40 and line in pages] == []


def test_each_exercise_can_be_downloaded(html):
    names = {p.name for p in html.rglob("*.ipynb")}
    assert {f"{s.slug}.ipynb" for s in load_sessions()} <= names


def test_each_chapter_can_be_downloaded_as_the_notebook_that_students_get(html):
    for session in load_sessions():
        page = (html / "chapters" / f"{session.slug}.html").read_text()
        assert f'href="../notebooks/{session.slug}.ipynb"' in page
        written = (html / "notebooks" / f"{session.slug}.ipynb").read_bytes()
        assert written == chapter_notebook(session)


def test_a_chapter_leads_to_the_glossary_by_an_earlier_chapters_term(html):
    page = (html / "chapters" / "02_depth_width.html").read_text()
    [link] = re.findall(r'<a class="term[^>]*term-representation[^>]*>', page) or [""]
    assert 'href="../reference/glossary.html#term-representation"' in link
    assert 'title="representation: ' in link
    assert 'id="term-representation"' in (html / "reference" / "glossary.html").read_text()


def pages(html):
    return [html / "intro.html", *html.glob("chapters/*.html"), *html.glob("reference/*.html")]


def test_every_link_and_file_that_a_page_names_is_there(html):
    text = {p: p.read_text() for p in html.rglob("*.html") if "_static" not in p.parts}
    anchors = {p: set(re.findall(r'\sid="([^"]+)"', t)) for p, t in text.items()}
    broken = []
    for page, written in text.items():
        for link in set(
            re.findall(r'<(?:a|link|script|img)\s[^>]*(?:href|src)="([^"]+)"', written)
        ):
            place, _, anchor = unescape(link).partition("#")
            if re.match(r"[a-z]+:", place):
                continue
            target = (page.parent / unquote(place.partition("?")[0])).resolve() if place else page
            known = anchor.split("?")[0] in anchors.get(target, ()) or not anchor
            if not target.exists() or not known:
                broken.append((page.name, link))
    assert broken == []


def test_a_number_at_the_beginning_of_a_paragraph_makes_no_list_of_it(html):
    assert [
        page.name for page in pages(html) if re.search("<ol[^>]* start=", page.read_text())
    ] == []


def start_interactives(page):
    """Scroll to each interactive of a page, since it starts when it comes near."""
    for box in page.locator("[data-interactive]").all():
        box.scroll_into_view_if_needed()
        box.locator(".ix").wait_for()


@needs_chromium
def test_pages_ask_no_other_host_and_have_no_script_error(html):
    with open_page() as page:
        page.context.set_offline(True)
        for path in pages(html):
            page.goto(path.as_uri())
            start_interactives(page)
        assert page.hosts == {""}
        assert page.complaints == []


@needs_chromium
def test_a_chapters_page_weighs_at_most_600_kilobytes(html):
    with open_page() as page:
        for path in html.glob("chapters/*.html"):
            files = set()
            page.on("response", lambda response, files=files: files.add(response.url))
            page.goto(path.as_uri())
            read_through(page)
            sizes = [packed(Path(unquote(urlparse(url).path))) for url in files]
            assert len(sizes) > 10
            assert sum(sizes) <= 600_000, path.name


def packed(path):
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6)))


@needs_chromium
@pytest.mark.parametrize("asked", ["vector-Jacobian product", "GELU"])
def test_search_works_in_a_page_that_is_opened_as_a_file(html, asked):
    with open_page() as page:
        page.context.set_offline(True)
        page.goto(f"{(html / 'search.html').as_uri()}?q={asked}")
        page.locator("#search-results li").first.wait_for()
        assert "chapters/" in page.locator("#search-results").inner_html()
        assert page.complaints == []


@needs_chromium
def test_a_link_into_a_page_leads_to_its_heading(html):
    with open_page() as page:  # what is far from the screen is not laid out at first
        page.goto((html / "chapters" / "03_jacobians.html").as_uri() + "#review-questions")
        page.wait_for_function(
            "Math.abs(document.getElementById('review-questions').getBoundingClientRect().top) < 150"
        )


SHOW_ALL = """() => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
  for (const part of document.querySelectorAll(".bd-article section *")) part.style.contentVisibility = "visible";
}"""
KEYS_REACH_WHAT_IS_WIDE = """() => [...document.querySelectorAll(".katex-display, pre, .output")].every(
  (box) => box.scrollWidth <= box.clientWidth || box.tabIndex === 0)"""
LOOKS = [  # a theme, a width, and the rules that may depend on it
    ("light", 1100, {}),
    ("dark", 1100, {"runOnly": ["color-contrast"]}),
    ("light", 390, {"runOnly": ["scrollable-region-focusable", "target-size"]}),
]


@needs_chromium
def test_pages_keep_the_rules_of_accessibility_light_dark_and_narrow(html):
    found = []
    # Code and formulas look alike on all pages, and are most of the work: one page is looked at whole.
    whole, parts = None, {"exclude": [[".highlight"], [".katex"]]}
    with open_page(reduced_motion="reduce") as page:
        for path in pages(html):
            for theme, width, rules in LOOKS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=theme)
                page.goto(path.as_uri())
                page.evaluate(SHOW_ALL)
                page.wait_for_function(KEYS_REACH_WHAT_IS_WIDE)
                start_interactives(page)
                context = whole if path.stem == "02_depth_width" else parts
                said = Axe().run(page, context=context, options=rules).response
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                found += [
                    (path.name, theme, v["id"], v["nodes"][0]["html"]) for v in said["violations"]
                ]
    assert found == []


def test_a_page_sets_its_formulas_without_a_script_and_says_them_as_mathml(html):
    page = (html / "chapters" / "03_jacobians.html").read_text()
    assert page.count('class="katex"') > 100
    assert page.count("<math ") == page.count('class="katex"')
    assert "mathjax" not in "".join(re.findall(r"<script[^>]*>", page)).lower()


def test_a_page_waits_for_one_style_sheet_and_no_script_or_picture(html):
    for page in pages(html):
        head, _, body = page.read_text().partition("</head>")
        assert len(re.findall(r'<link [^>]*rel="stylesheet"', head)) == 1
        assert re.findall(r'<script (?!defer|type=.module)[^>]*src=|rel="preload"', head) == []
        sizes = r'<img (?!loading="lazy" width="\d+" height="\d+")[^>]*_images/'
        assert re.findall(sizes, body) == []


def test_no_script_of_the_theme_measures_a_page_on_load(html):
    script = (html / "_static/scripts/pydata-sphinx-theme.js").read_text()
    assert 'addEventListener("load"' not in script


@needs_chromium
def test_an_interactive_starts_when_it_comes_near_or_is_printed(html):
    with open_page() as page:
        page.add_init_script("window.requestIdleCallback = () => {}")  # never idle
        address = (html / "chapters" / "02_depth_width.html").as_uri()
        page.goto(address)
        started = page.locator('[data-interactive="fold"] .ix')
        assert started.count() == 0
        page.locator('[data-interactive="fold"]').scroll_into_view_if_needed()
        started.wait_for()
        page.goto("about:blank")
        page.goto(address)
        assert started.count() == 0
        page.pdf()
        assert started.count() == 1


WHOLE = """() => [...document.images].every((image) => image.complete && image.naturalWidth)
  && [...document.querySelectorAll("[data-interactive]")].every((place) => place.querySelector(".ix svg, .ix canvas"))
  && [...document.querySelectorAll(".bd-article p:not(details p)")].every((text) => text.checkVisibility({ contentVisibilityAuto: true }))
"""


@needs_chromium
def test_a_page_that_was_opened_becomes_whole_without_being_scrolled(html):
    with open_page() as page:
        for path in html.glob("chapters/*.html"):
            page.goto(path.as_uri())
            page.wait_for_function(WHOLE)
            assert page.evaluate("scrollY") == 0
        page.add_init_script("window.requestIdleCallback = undefined")  # as in Safari
        page.reload()
        page.wait_for_function(WHOLE)
        assert page.complaints == []


def test_the_icons_that_are_left_are_those_that_pages_show(html):
    [font] = (html / "_static").rglob("fa-solid-900.woff2")
    assert font.stat().st_size < 5_000
    kept = TTFont(font).getBestCmap()
    assert {0xF002, 0xF186, 0xF185} <= set(kept)  # magnifying glass, moon, sun
    assert not list((html / "_static").rglob("fontawesome.js"))


@needs_chromium
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_an_interactive_answers_the_keyboard_without_a_kernel(html, name):
    with open_page(viewport={"width": 390, "height": 844}) as page:
        page.context.set_offline(True)
        page.goto((html / "chapters" / f"{SHOWN[name]}.html").as_uri())
        box = page.locator(f'[data-interactive="{name}"]')
        box.scroll_into_view_if_needed()
        result = box.locator(".ix-result")
        result.wait_for()
        before = result.inner_text()
        assert before
        for control in box.locator("input[type=range], select").all():
            control.focus()
            page.keyboard.press("End")
        page.wait_for_function(
            "([box, before]) => box.querySelector('.ix-result').innerText !== before",
            arg=[box.element_handle(), before],
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.complaints == []


@needs_chromium
def test_a_link_restores_a_state_and_the_start_comes_back(html):
    with open_page() as page:
        page.context.set_offline(True)
        address = (html / "chapters" / "02_depth_width.html").as_uri()
        page.goto(f"{address}#fold?depth=5&slope=1.5&unknown=1")
        box = page.locator('[data-interactive="fold"]')
        result = box.locator(".ix-result")
        result.wait_for()
        assert "5 folds" in result.inner_text()
        assert box.locator("input[type=range]").first.input_value() == "5"
        box.get_by_role("button", name="Back to the start").click()
        assert "3 folds" in result.inner_text()
        assert box.get_by_role("link").get_attribute("href") == "#fold?depth=3&slope=2"
        assert page.complaints == []


@needs_chromium
def test_the_whole_book_prints_as_one_pdf_with_an_outline():
    reader = PdfReader(build_pdf())
    assert len(reader.pages) > 20 * len(load_sessions())
    titles = str(reader.outline)
    assert all(session.title in titles for session in load_sessions())
