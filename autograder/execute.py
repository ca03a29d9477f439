"""Run a notebook's cells in a clean kernel, each within its limits, to the last one."""

import os
import queue
import subprocess
import tempfile
import time

from jupyter_client.manager import KernelManager
from nbformat.v4 import output_from_msg

LIMITS = {"cell_seconds": 60, "output_bytes": 2_000_000}
KEPT_BYTES = 50_000  # of a cell's printed output, for the autograded notebook
STARTUP_SECONDS = 60
GRACE_SECONDS = 3  # for an interrupted cell to come to its end
OUTPUTS = {"stream", "display_data", "execute_result", "error"}


def run_cells(cells, limits):
    """Execute the code cells in place; return {cell id: why} for those stopped or not run.

    An error in a cell stands in its outputs and does not stop the others. A cell that passes
    `limits["cell_seconds"]` or prints more than `limits["output_bytes"]` is interrupted; where
    the kernel does not come back from that, it is killed and the cells that follow are not run.
    """
    stopped, ended = {}, False
    code = [cell for cell in cells if cell.cell_type == "code"]
    # A kernel may write its history or a cache while it is being ended.
    with tempfile.TemporaryDirectory(prefix="depthwise-", ignore_cleanup_errors=True) as folder:
        manager = KernelManager(kernel_name="python3")
        if os.name == "posix":  # sockets in the private folder: no port, nobody else listens
            manager.transport, manager.ip = "ipc", os.path.join(folder, "k")
        # One thread: several notebooks run side by side, and threads that spin slow each other.
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        manager.start_kernel(
            cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        client = manager.blocking_client()
        try:
            client.start_channels()
            client.wait_for_ready(timeout=STARTUP_SECONDS)
            for cell in code:
                cell.outputs, cell.execution_count = [], None
                if ended:
                    first = next(iter(stopped))
                    stopped[cell.id] = f"it was not run, since {first} ended the notebook"
                    continue
                why = _run_cell(cell, manager, client, limits)
                if why:
                    stopped[cell.id] = why
                    if not _comes_back(manager, client):
                        ended = True
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    return stopped


def _run_cell(cell, manager, client, limits):
    """Run one cell and collect its outputs; return why it was stopped, or None."""
    message_id = client.execute(cell.source, store_history=True, stop_on_error=False)
    deadline = time.monotonic() + limits["cell_seconds"]
    printed = 0
    while time.monotonic() < deadline:
        try:
            message = client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            if not manager.is_alive():
                return "it ended the Python process"
            continue
        if message["parent_header"].get("msg_id") != message_id:
            continue
        kind, content = message["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] == "idle":
            return None
        if kind == "execute_input":
            cell.execution_count = content["execution_count"]
        elif kind in OUTPUTS:
            printed += len(str(content))
            if printed > limits["output_bytes"]:
                return f"it printed more than {limits['output_bytes'] // 1_000_000} MB"
            if printed <= KEPT_BYTES or kind == "error":
                cell.outputs.append(output_from_msg(message))
    return f"it did not end within {limits['cell_seconds']} s"


def _comes_back(manager, client):
    """Interrupt the kernel; say whether it answers again."""
    if not manager.is_alive():
        return False
    manager.interrupt_kernel()
    message_id = client.execute("", silent=True)
    deadline = time.monotonic() + GRACE_SECONDS
    while time.monotonic() < deadline:
        try:
            message = client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            continue
        if (
            message["parent_header"].get("msg_id") == message_id
            and message["content"].get("execution_state") == "idle"
        ):
            return True
    return False
