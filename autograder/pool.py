"""The same function over many submissions: on this machine's cores, or on a Dask cluster."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed

from .engine.verdict import grade
from .errors import CourseError


def graded(source, submissions, *, sandbox="auto", jobs=None, dask=None):
    """Yield `(student, verdict or the exception that prevented it)` as each is done.

    submissions: {student: bytes}. jobs: how many at once here (default: the cores). dask: the
    address of a running scheduler, such as "tcp://10.0.0.5:8786", whose workers have the course
    installed; they share no files with this machine.
    """
    if dask:
        yield from _on_cluster(source, submissions, sandbox, dask)
    else:
        yield from _on_this_machine(source, submissions, sandbox, jobs or os.cpu_count())


def _on_this_machine(source, submissions, sandbox, jobs):
    # Threads: the work is done by the engine's own processes, and they only wait for it.
    with ThreadPoolExecutor(jobs) as pool:
        futures = {
            pool.submit(grade, source, data, sandbox=sandbox): s for s, data in submissions.items()
        }
        try:
            for future in as_completed(futures):
                yield futures[future], future.exception() or future.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _on_cluster(source, submissions, sandbox, address):
    from distributed import Client
    from distributed import as_completed as done

    try:
        client = Client(address, timeout="20s")
    except (OSError, ValueError) as error:
        raise CourseError(
            f"no Dask scheduler answers at {address} ({error}): start one with `dask scheduler` and "
            "workers with `dask worker ADDRESS`, in the course's environment"
        ) from None
    with client:
        if not client.scheduler_info()["workers"]:
            raise CourseError(f"{address} has no workers: start some with `dask worker {address}`")
        [shared] = client.scatter([source], broadcast=True)
        futures = {
            client.submit(grade, shared, data, sandbox=sandbox, pure=False): student
            for student, data in submissions.items()
        }
        for future in done(list(futures)):
            yield futures[future], future.exception() or future.result()
            future.release()
