"""A list of names signs many people in at once."""

from dongan_training.attendance.group_sign_in import check_in_group, names_meant
from dongan_training.attendance.queries import register
from dongan_training.people.models import Person
from dongan_training.training.models import Enrolment, TrainingClass
from tests.attendance.conftest import enrol


def rows_of(hall):
    with hall.workspace.read() as session:
        return register(session, lesson_id=hall.lesson_id, now=hall.at(-3))


def test_names_numbers_and_strangers_of_a_pasted_list_are_told_apart(hall):
    meant = names_meant(rows_of(hall), "陈 敏\n王芳、3\n何婷，99\n\n")
    assert [row.name for row in meant.rows] == ["陈敏", "王芳", "唐建国"]
    assert (meant.unknown, meant.ambiguous) == (("何婷", "99"), ())


def test_namesakes_are_told_apart_by_their_organisation(hall):
    with hall.workspace.begin() as session:
        other = Person(name="陈敏")
        session.add(other)
        session.flush()
        enrol(session, session.get_one(TrainingClass, hall.class_id), [other], first=9)
    meant = names_meant(rows_of(hall), "陈敏\n陈敏 莲塘村")
    assert meant.ambiguous == ("陈敏",)
    assert [row.enrolment_id for row in meant.rows] == [hall.enrolments["陈敏"]]


def test_a_group_is_checked_in_and_a_refusal_keeps_nobody_else_out(hall):
    ids = [hall.enrolments["陈敏"], hall.enrolments["王芳"]]
    with hall.workspace.begin() as session:
        session.get_one(Enrolment, hall.enrolments["陈敏"]).person.active = False
    with hall.workspace.begin() as session:
        answers = check_in_group(
            session, lesson_id=hall.lesson_id, enrolment_ids=ids, by=hall.by, at=hall.at(-3)
        )
    assert [(one.name, one.outcome.value) for one in answers] == [
        ("陈敏", "left_roll"),
        ("王芳", "on_time"),
    ]
    arrived = {row.name: row.arrived_at is not None for row in rows_of(hall)}
    assert (arrived["陈敏"], arrived["王芳"]) == (False, True)
