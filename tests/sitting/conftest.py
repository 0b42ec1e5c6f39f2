"""The exam of the core's tests, and the screen on which somebody sits it."""

from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
    start,
)
from tests.faults.disks import fill, mount  # noqa: F401  fixtures are found by their names
from tests.ui.conftest import _dressed, desk  # noqa: F401  fixtures are found by their names
