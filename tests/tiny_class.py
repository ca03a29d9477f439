"""A class on the tiny gate: released, handed in, ready to be graded."""

import json

from autograder.classroom import open_class, release

from .conftest import make_session

RIGHT = {"double": "def double(x):\n    return 2 * x", "prediction": 'prediction = "last"'}
ANSWERS = {
    "ada": RIGHT,
    "ben": {**RIGHT, "double": "def double(x):\n    return x ** 2"},
    "chi": {"prediction": RIGHT["prediction"]},
    "dee": {},
    "eli": {**RIGHT, "double": "def double(x:"},
    "fay": {**RIGHT, "double": "double = lambda x: x + x"},
}
POINTS = {"ada": 3, "ben": 1, "chi": 1, "dee": 0, "eli": 1, "fay": 3}


def make_tiny_class(root):
    """Release the tiny gate in `root` and hand in `ANSWERS`; return (session, api)."""
    session = make_session(root)
    api = open_class(root)
    released = release(session, api).read_bytes()
    for student, answers in ANSWERS.items():
        notebook = json.loads(released)
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        hand_in(root, session, student, json.dumps(notebook).encode())
    return session, api


def hand_in(root, session, student, data):
    folder = root / "submitted" / student / session.slug
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{session.slug}.ipynb").write_bytes(data)


def stored_points(session, api):
    """Return {student: points} from nbgrader's gradebook."""
    with api.gradebook as book:
        return {s.student_id: s.score for s in book.assignment_submissions(session.slug)}
