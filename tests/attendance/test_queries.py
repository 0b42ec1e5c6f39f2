"""What the door and the page read: the register, counts, last scans, and a search by pinyin."""

import pytest
from sqlalchemy import event

from dongan_training.attendance.checkin import Outcome, check_in, check_in_by_name, take_back
from dongan_training.attendance.counting import door_counts
from dongan_training.attendance.leave import LeaveRequest, grant_leave_afterwards
from dongan_training.attendance.models import Method
from dongan_training.attendance.queries import last_scans, matching, register
from dongan_training.attendance.status import AttendanceStatus
from dongan_training.people.models import Person
from dongan_training.training.enrolment import withdraw
from dongan_training.training.models import Enrolment


def scan(hall, name, minutes):
    with hall.workspace.begin() as session:
        check_in(
            session,
            code=hall.codes[name],
            lesson_id=hall.lesson_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(minutes),
        )


def counts(hall):
    with hall.workspace.read() as session:
        found = door_counts(session, hall.lesson_id)
    return found.expected, found.arrived, found.missing, found.on_leave


def rows(hall, minutes=300):
    with hall.workspace.read() as session:
        return register(session, lesson_id=hall.lesson_id, now=hall.at(minutes))


def test_the_register_lists_everybody_expected_with_their_attendance(hall):
    scan(hall, "陈敏", 11)
    found = rows(hall)
    assert [row.number for row in found] == [1, 2, 3, 4]
    assert (found[0].name, found[0].status, found[0].explanation) == (
        "陈敏",
        AttendanceStatus.LATE,
        "08:41 到，迟到 11 分钟",
    )
    assert {row.status for row in found[1:]} == {AttendanceStatus.ABSENT}


def test_counts_follow_arrivals_leave_and_steps_taken_back(hall):
    assert counts(hall) == (4, 0, 4, 0)
    scan(hall, "陈敏", -3)
    scan(hall, "陈敏", -1)
    request = LeaveRequest(hall.lesson_id, hall.enrolments["王芳"], "病假", "住院")
    with hall.workspace.begin() as session:
        grant_leave_afterwards(
            session, request=request, exception="突发疾病", by=hall.by, at=hall.at(5)
        )
    assert counts(hall) == (4, 1, 2, 1)
    scan(hall, "王芳", 6)  # came all the same
    assert counts(hall) == (4, 2, 2, 0)
    with hall.workspace.begin() as session:
        take_back(
            session,
            enrolment_id=hall.enrolments["陈敏"],
            lesson_id=hall.lesson_id,
            reason="选错了人",
            by=hall.by,
            at=hall.at(7),
        )
        enrolments = [hall.enrolments["唐建国"]]
        withdraw(session, enrolment_ids=enrolments, reason="外出", by=hall.by, at=hall.at(8))
    assert counts(hall) == (3, 1, 2, 0)


def test_a_desk_opened_again_shows_the_last_scans_first(hall):
    scan(hall, "陈敏", -3)
    scan(hall, "陈敏", -1)
    scan(hall, "唐建国", 4)
    with hall.workspace.read() as session:
        found = last_scans(session, hall.lesson_id, limit=2)
    assert [(one.name, one.outcome) for one in found] == [
        ("唐建国", Outcome.LATE),
        ("陈敏", Outcome.REPEATED),
    ]
    assert found[0].sentence == "08:34:00 签到，迟到 4 分钟"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("cm", ["陈敏"]),
        ("CHEN M", ["陈敏"]),
        ("min", ["陈敏"]),
        ("敏", ["陈敏"]),
        ("hen", []),
        ("t", ["唐建国"]),
        ("oyw", ["欧阳𬱖"]),
        ("𬱖", ["欧阳𬱖"]),
        ("w", ["欧阳𬱖", "王芳"]),
        ("4", ["王芳"]),
        ("", []),
    ],
)
def test_people_are_found_by_name_pinyin_initials_or_number(hall, text, names):
    assert [row.name for row in matching(rows(hall), text)] == names


def test_the_register_takes_as_many_queries_for_three_hundred_as_for_four(hall):
    few = count_queries(hall)
    with hall.workspace.begin() as session:
        people = [Person(name=f"学员{n}") for n in range(300)]
        session.add_all(people)
        session.flush()
        session.add_all(
            Enrolment(class_id=hall.class_id, person_id=one.id, number=n)
            for n, one in enumerate(people, start=10)
        )
    assert len(rows(hall)) == 304
    assert count_queries(hall) == few <= 5


def count_queries(hall):
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement)

    with hall.workspace.read() as session:
        event.listen(session.get_bind(), "before_cursor_execute", note)
        register(session, lesson_id=hall.lesson_id, now=hall.at(0))
        event.remove(session.get_bind(), "before_cursor_execute", note)
    return sum(statement.startswith("SELECT") for statement in seen)


def test_checking_in_by_name_shows_in_the_last_scans(hall):
    with hall.workspace.begin() as session:
        check_in_by_name(
            session,
            enrolment_id=hall.enrolments["王芳"],
            lesson_id=hall.lesson_id,
            by=hall.by,
            at=hall.at(-3),
        )
    with hall.workspace.read() as session:
        assert [one.name for one in last_scans(session, hall.lesson_id)] == ["王芳"]
