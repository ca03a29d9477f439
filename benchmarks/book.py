"""The built book as a browser gets it, beside Jupyter Book's own build of the same chapters.

    python -m benchmarks.book [weight] [latency] [lighthouse]      (all three unless named)

Each part prints a table in Markdown; README.md beside this file holds the last ones.
"""

import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from autograder.book import build_book
from autograder.book.npm import NODE, package
from autograder.sessions import ROOT, load_sessions
from tests.browser import CHROMIUM, open_page, read_through

DESKTOP = {"width": 1100, "height": 900}
LIGHTHOUSE = "lighthouse@13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices")
MOVES = 40  # of each control of an interactive
# Move each control through its range; a move's time ends when the browser has painted after it.
LATENCY = """
async ([box, moves]) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (const control of box.querySelectorAll("input[type=range], select, button.ix-button")) {
    if (control.closest("[hidden]") || /^(Play|Pause)$/.test(control.textContent)) continue;
    for (let i = 0; i < moves; i++) {
      await painted();
      const start = performance.now();
      if (control.tagName === "BUTTON") control.click();
      else if (control.tagName === "SELECT") {
        control.selectedIndex = i % control.options.length;
        control.dispatchEvent(new Event("change"));
      } else {
        control.value = Number(control.min) + (i / moves) * (control.max - control.min);
        control.dispatchEvent(new Event("input"));
      }
      times.push(performance.now() - start);
      await painted();
    }
  }
  return times;
}
"""


def main():
    html = build_book().parent
    parts = {"weight": weight, "latency": latency, "lighthouse": lighthouse}
    for name in sys.argv[1:] or parts:
        print(f"\n## {name}\n", flush=True)
        parts[name](html)


def weight(html):
    """What a chapter's page transfers, gzipped, until it has been read; ours and the default's."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(html) as ours,
        serving(default_build(folder)) as theirs,
    ):
        print(
            "| page | ours, kB | default, kB | ours, requests | default | ours, other hosts | default |"
        )
        print("|---|---|---|---|---|---|---|")
        for slug in (s.slug for s in load_sessions()):
            sides = [transferred(f"{host}/chapters/{slug}.html") for host in (ours, theirs)]
            cells = [
                f"{side[key]}" for key in ("kilobytes", "requests", "elsewhere") for side in sides
            ]
            print(f"| {slug} | {' | '.join(cells)} |", flush=True)


def latency(html):
    """How long the page is busy with one move of an interactive's control."""
    print(
        "| interactive | moves | median, ms | 95th percentile, ms | longest, ms |\n|---|---|---|---|---|"
    )
    with serving(html) as ours, open_page(viewport=DESKTOP) as page:
        for session in load_sessions():
            for name in re.findall(r'^show\("(\w+)"', session.chapter.read_text(), re.MULTILINE):
                page.goto(f"{ours}/chapters/{session.slug}.html")
                page.locator(f'[data-interactive="{name}"]').scroll_into_view_if_needed()
                box = page.wait_for_selector(f'[data-interactive="{name}"] .ix')
                times = sorted(page.evaluate(LATENCY, [box, MOVES]))
                high = times[int(0.95 * len(times))]
                middle = statistics.median(times)
                print(
                    f"| {name} | {len(times)} | {middle:.1f} | {high:.1f} | {times[-1]:.1f} |",
                    flush=True,
                )


def lighthouse(html):
    """Lighthouse's scores of each page, ours and the default's, as a phone of middling speed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(html) as ours,
        serving(default_build(folder)) as theirs,
    ):
        columns = [f"{name}, ours | default" for name in CATEGORIES]
        print(f"| page | {' | '.join(columns)} |\n|{'---|' * (1 + 2 * len(CATEGORIES))}")
        pages = ["intro.html", *(f"chapters/{s.slug}.html" for s in load_sessions())]
        pages += [f"reference/{p.name}" for p in sorted((html / "reference").glob("*.html"))]
        for page in pages:
            both = [middle_scores(f"{host}/{page}") for host in (ours, theirs)]
            cells = [f"{100 * score:.0f}" for pair in zip(*both, strict=True) for score in pair]
            print(f"| {page} | {' | '.join(cells)} |", flush=True)


# What the parts are made of


def middle_scores(address, *, runs=3):
    """Return the median of each category's scores over so many runs."""
    program = package(LIGHTHOUSE) / "cli" / "index.js"
    found = [scores(program, address) for _ in range(runs)]
    return [statistics.median(row) for row in zip(*found, strict=True)]


def scores(program, address):
    command = [NODE, str(program), address]
    command += ["--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    command += ["--chrome-flags=--headless --no-sandbox --disable-background-networking"]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": CHROMIUM}
    )
    if done.returncode != 0:
        raise SystemExit(f"Lighthouse failed on {address}: {done.stderr[-500:]}")
    categories = json.loads(done.stdout)["categories"]
    return [categories[name]["score"] for name in CATEGORIES]


def default_build(folder):
    """Build the same chapters as Jupyter Book does by itself, with the outputs that ours have."""
    folder = Path(folder)
    for name in ("chapters", "exercises", "reference", "intro.md", "_toc.yml"):
        (folder / name).symlink_to(ROOT / name)
    cache = ROOT / "_build" / ".jupyter_cache"
    config = {"title": "Depthwise", "only_build_toc_files": True}
    config["execute"] = {"execute_notebooks": "cache", "cache": str(cache)}
    (folder / "_config.yml").write_text(json.dumps(config))  # JSON is YAML
    command = [os.path.join(os.path.dirname(sys.executable), "jupyter-book"), "build", str(folder)]
    subprocess.run(command, capture_output=True, check=True)
    return folder / "_build" / "html"


def transferred(address):
    seen, hosts = [], []
    with open_page(viewport=DESKTOP) as page:
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        client.on("Network.loadingFinished", lambda e: seen.append(e["encodedDataLength"]))
        page.on("request", lambda request: hosts.append(request.url.split("/")[2]))
        page.goto(address, wait_until="load")
        read_through(page)
    return {
        "kilobytes": round(sum(seen) / 1000),
        "requests": len(hosts),
        "elsewhere": sum(not host.startswith("127.0.0.1") for host in hosts),
    }


class Gzipped(SimpleHTTPRequestHandler):
    """Serves files as a host of static pages does: text compressed, many files to a connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data, kind = path.read_bytes(), self.guess_type(str(path))
        packed = kind.startswith("text/") or "javascript" in kind or "svg" in kind or "json" in kind
        if packed:
            data = gzip.compress(data, 6)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=3600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@contextmanager
def serving(folder):
    """Yield the address of a local server of `folder`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Gzipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


if __name__ == "__main__":
    main()
