"""JupyterLab's server side of the home page: the map of the course as JSON."""

import asyncio
import json
import os
from pathlib import Path

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from .check import open_workspace
from .sessions import load_sessions
from .workspace import LOCKED


class StatusHandler(APIHandler):
    """GET: the sessions with their states, times, and the files that are open."""

    @web.authenticated
    async def get(self):
        folder = Path(os.environ["COURSE_WORK"])
        loop = asyncio.get_running_loop()
        self.finish(json.dumps(await loop.run_in_executor(None, course_map, folder)))


def course_map(folder):
    """Return what the home page shows, as data."""
    workspace = open_workspace(folder)
    states = workspace.states()
    rows = []
    for session in load_sessions():
        open_files = states[session.slug] != LOCKED
        rows.append(
            {
                "session": session.slug,
                "title": session.title,
                "state": states[session.slug],
                "missing": [s for s in session.requires if states[s] != "mastered"],
                "minutes": session.minutes,
                "gate_minutes": session.gate_minutes,
                "concepts": list(session.concepts),
                "chapter": _relative(workspace.chapter(session), folder) if open_files else None,
                "exercise": _relative(workspace.exercise(session), folder) if open_files else None,
            }
        )
    return {"sessions": rows}


def _relative(path, folder):
    return path.relative_to(folder).as_posix()


def _jupyter_server_extension_points():
    return [{"module": "autograder.lab_server"}]


def _load_jupyter_server_extension(server):
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(
        ".*$", [(url_path_join(base, "depthwise", "status"), StatusHandler)]
    )
