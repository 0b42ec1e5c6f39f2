"""Who is expected at an exam: the class, and at a resit only those who have need of it."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from dongan_training.exam.class_scores import not_asked
from dongan_training.exam.models import Attempt, Exam
from dongan_training.people.models import Person
from dongan_training.training.models import Enrolment, EnrolmentState


def expected_people(session: Session, exam: Exam) -> Sequence[Enrolment]:
    """Read them by number, with their people; who has sat stays, whatever the marks became."""
    found = session.scalars(
        select(Enrolment)
        .join(Person, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == exam.class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(Enrolment.number)
        .options(contains_eager(Enrolment.person))
    ).all()
    away = people_away(session, exam, [one.id for one in found])
    return [one for one in found if one.id not in away]


def people_away(session: Session, exam: Exam, enrolment_ids: Sequence[str]) -> set[str]:
    """Give those of them who need not come: a resit of what they have passed, not yet sat."""
    if exam.resit_of_id is None:
        return set()
    sat = set(session.scalars(select(Attempt.enrolment_id).filter_by(exam_id=exam.id)))
    return not_asked(session, exam, [one for one in enrolment_ids if one not in sat])
