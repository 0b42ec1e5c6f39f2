"""Who is expected in the room of an exam, with seat, form and exam code."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from dongan_training.exam.expected import people_away
from dongan_training.exam.models import Exam, ExamPlace, PaperForm
from dongan_training.exam.signing_in import seat_text
from dongan_training.people.models import Person
from dongan_training.people.units import NAMED_UNITS
from dongan_training.training.models import Enrolment, EnrolmentState


@dataclass(frozen=True)
class RoomPerson:
    """One person of the class; ``seat`` and ``form`` are empty without a seat plan."""

    number: int
    name: str
    unit: str
    seat: str
    row: int
    column: int
    form: str
    exam_code: str


def room_people(session: Session, exam_id: str) -> list[RoomPerson]:
    """Read everybody who may sit, by seat where there is a plan, else by number."""
    exam = session.get_one(Exam, exam_id)
    found = session.execute(
        select(Enrolment, ExamPlace, PaperForm.letter, NAMED_UNITS.c.full)
        .join(Person, Enrolment.person_id == Person.id)
        .outerjoin(
            ExamPlace,
            (ExamPlace.enrolment_id == Enrolment.id) & (ExamPlace.exam_id == exam_id),
        )
        .outerjoin(NAMED_UNITS, Person.org_unit_id == NAMED_UNITS.c.id)
        .outerjoin(PaperForm, ExamPlace.form_id == PaperForm.id)
        .where(Enrolment.class_id == exam.class_id, Enrolment.state == EnrolmentState.ACTIVE)
        .order_by(Enrolment.number)
        .options(contains_eager(Enrolment.person))
    ).all()
    away = people_away(session, exam, [one.id for one, *_place in found])
    people = [_person(*one) for one in found if one[0].id not in away]
    return sorted(people, key=lambda one: (one.row, one.column, one.number))


def _person(
    one: Enrolment, place: ExamPlace | None, letter: str | None, unit: str | None
) -> RoomPerson:
    return RoomPerson(
        number=one.number,
        name=one.person.name,
        unit=unit or "",
        seat=seat_text(place) or one.seat,
        row=(place.seat_row if place else None) or 0,
        column=(place.seat_column if place else None) or 0,
        form=letter or "",
        exam_code=one.exam_code,
    )
