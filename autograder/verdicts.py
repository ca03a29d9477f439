"""Verdicts on disk, one file a student: written whole, and valid for exactly what was graded."""

import hashlib
import json
from pathlib import Path

from .engine.conductor import LIMITS
from .notebooks import write_file

ROOT = Path(__file__).parent.parent
# What gives verdicts, besides the gate: the engine, and what the tests compare with.
CODE = b"".join(
    path.read_bytes()
    for folder in ("autograder/engine", "depthwise")
    for path in sorted((ROOT / folder).glob("*.py"))
)


def key(source, submission, name_note, sandbox):
    """Return the hash of all that a verdict depends on: gate, hand-in, limits, the code that judges."""
    digest = hashlib.sha256()
    settings = json.dumps([LIMITS, name_note, sandbox], sort_keys=True).encode()
    for part in (source, submission, settings, CODE):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def load(folder, student, key):
    """Return the student's verdict if it is there and was given under `key`, else None."""
    try:
        verdict = json.loads((folder / f"{student}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return verdict if verdict.get("key") == key else None


def save(folder, student, verdict):
    write_file(folder / f"{student}.json", json.dumps(verdict).encode())
