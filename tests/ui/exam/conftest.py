"""The bank, class, paper and exam of the core's tests, for the screens."""

from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    essay_exam,
    essays,
    hall,
    paper_id,
    start,
)
