"""JupyterLab's configuration in the course; `course lab` adds folder, port and first page."""

from pathlib import Path

c = get_config()  # noqa: F821  (Jupyter puts it there)

c.ServerApp.jpserver_extensions = {"autograder.lab_server": True}
c.LabApp.extra_labextensions_path = [str(Path(__file__).resolve().parent.parent / "assets" / "lab")]
c.LabApp.expose_app_in_browser = True  # lets the gate's panel save the notebook before a check
# Nothing is fetched while a student works.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.ServerApp.tornado_settings = {
    "page_config_data": {"disabledExtensions": ["@jupyterlab/apputils-extension:announcements"]}
}
