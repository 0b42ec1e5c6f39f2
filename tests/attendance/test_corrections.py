"""Whatever is entered by hand can be looked up by others, with its reason."""

from dongan_training.attendance.checkin import (
    SheetEntry,
    check_in_by_name,
    check_in_from_sheet,
    take_back,
)
from dongan_training.attendance.corrections import corrections
from dongan_training.attendance.leave import LeaveRequest, grant_leave_afterwards


def test_each_entry_by_hand_is_told_with_its_reason_in_time_order(hall):
    def who(name):
        return {"enrolment_id": hall.enrolments[name], "lesson_id": hall.lesson_id}

    with hall.workspace.begin() as session:
        check_in_by_name(session, **who("陈敏"), by=hall.by, at=hall.at(-4))
        take_back(session, **who("陈敏"), reason="选错了人", by=hall.by, at=hall.at(-3))
        line = SheetEntry(**who("王芳"), arrived_at=hall.at(2), reason="停电")
        check_in_from_sheet(session, line=line, by=hall.by, at=hall.at(170))
        grant_leave_afterwards(
            session,
            request=LeaveRequest(**who("唐建国"), kind="病假", reason="住院"),
            exception="突发疾病",
            by=hall.by,
            at=hall.at(200),
        )
    with hall.workspace.read() as session:
        found = corrections(session, [hall.lesson_id, hall.afternoon_id])
    assert [(one.name, one.kind.value, one.reason) for one in found] == [
        ("陈敏", "by_name", ""),
        ("陈敏", "taken_back", "选错了人"),
        ("王芳", "from_sheet", "停电"),
        ("唐建国", "leave_afterwards", "突发疾病"),
    ]
    assert {one.org for one in found} == {"莲塘村党总支"}
