"""The whole main job, on every database the product runs on."""

import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.attendance.models import CheckIn
from dongan_training.bank.models import Question
from dongan_training.certificates.models import Certificate
from dongan_training.demo.loop import Demo
from dongan_training.demo.story import read_story
from dongan_training.exam.models import Answer, Attempt
from dongan_training.people.models import Person
from dongan_training.progress import Silent
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.finding import find_everything
from dongan_training.reports.ledger import year_ledger
from dongan_training.training.models import Badge, Enrolment

COUNTS = {
    Person: 312,
    Question: 252,
    Enrolment: 78,
    Badge: 78,
    CheckIn: 146,
    Attempt: 73,
    Answer: 3285,
    Certificate: 73,
}


def test_the_main_job_gives_the_same_on_every_database(any_workspace):
    demo = Demo(any_workspace, read_story(), Silent())
    assert len(list(demo.run())) == 8
    with any_workspace.read() as session:
        assert {
            kind: session.scalar(sa.select(sa.func.count(kind.id))) for kind in COUNTS
        } == COUNTS
        overview = class_overview(session, class_id=demo.class_id, at=demo.evening)
        ledger = year_ledger(session, year=demo.story.year, now=demo.evening)
        found = find_everything(session, "cm")
        assert audit.verify(session) == ()
    assert sum(bool(row.certificate) for row in overview.rows) == 73
    assert sum(entry.earned for entry in ledger) == 584
    assert found
