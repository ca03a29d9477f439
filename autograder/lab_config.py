"""JupyterLab's configuration in the course; `course lab` adds folder, port and first page."""

from pathlib import Path

c = get_config()  # noqa: F821  (Jupyter puts it there)

LAB = Path(__file__).resolve().parent.parent / "assets" / "lab"

c.ServerApp.jpserver_extensions = {"autograder.lab_server": True}
c.LabApp.extra_labextensions_path = [str(LAB)]
c.LabApp.app_settings_dir = str(LAB / "settings")  # asks for no news and no updates
c.LabApp.expose_app_in_browser = True  # lets the gate's panel save the notebook before a check
