"""The mutants of `course audit` that are as right as the answer, each with the reason."""

EQUIVALENT = {}
