"""The bank, class, paper and exam of the exam tests, with two people who sat."""

import pytest

from dongan_training.overall.composing import give_results, set_weights
from dongan_training.overall.weighing import Part, Source, Weights
from tests.exam.conftest import (  # noqa: F401  fixtures are found by their names
    bank,
    class_id,
    enrolments,
    hall,
    paper_id,
    start,
)
from tests.exam.test_analysing import sit

WEIGHTS = Weights((Part("考试", Source.EXAM, 60), Part("平时", Source.GIVEN, 40)))


@pytest.fixture
def weighed(workspace, hall, start, trainer, now):  # noqa: F811
    """Two of six sat (24 and 12 of 24 points); the class weighs exam 60 and daily work 40."""
    for person, share in enumerate((1, 0.5)):
        sit(workspace, start, person, share, by=trainer, at=now)
    with workspace.begin() as session:
        set_weights(session, class_id=hall.class_id, weights=WEIGHTS, by=trainer, at=now)
    return hall


@pytest.fixture
def give(workspace, weighed, trainer, now):
    """Give the n-th people their daily marks."""

    def to(**percents):
        named = {weighed.enrolment_ids[int(one[1:])]: value for one, value in percents.items()}
        with workspace.begin() as session:
            return give_results(
                session,
                class_id=weighed.class_id,
                part="平时",
                percents=named,
                by=trainer,
                at=now,
            )

    return to
