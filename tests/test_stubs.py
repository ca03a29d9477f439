"""What a student finds in an answer cell."""

from autograder.stubs import release_stub


def test_a_solution_becomes_nbgraders_stub_with_its_indent():
    source = "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### END SOLUTION"
    assert (
        release_stub(source) == "def f(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    )


def test_a_stub_line_gives_the_student_what_follows_it():
    source = (
        "def f(x):\n    ### BEGIN SOLUTION\n    return x\n    ### STUB\n"
        "    # if x:\n    #     return -x\n    ### END SOLUTION"
    )
    assert release_stub(source) == "def f(x):\n    if x:\n        return -x"


def test_a_released_cell_stays_as_it_is():
    assert release_stub("x = 1") == "x = 1"


def test_a_region_without_a_stub_line_is_not_run_into_the_next_one():
    source = (
        "### BEGIN SOLUTION\na = 1\n### END SOLUTION\nkept = 2\n"
        "### BEGIN SOLUTION\nb = 3\n### STUB\n# b = None\n### END SOLUTION"
    )
    released = release_stub(source)
    assert released == "# YOUR CODE HERE\nraise NotImplementedError()\nkept = 2\nb = None"
