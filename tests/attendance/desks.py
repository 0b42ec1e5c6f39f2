"""What two laptops do with each other: scan, carry a file, merge it, look."""

import sqlalchemy as sa

from dongan_training.attendance.carry_file import read_file, write_file
from dongan_training.attendance.carrying import gather, take_in
from dongan_training.attendance.checkin import check_in
from dongan_training.attendance.leave import LeaveRequest, ask_leave
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.attendance.queries import register


def scan(hall, name, minutes, step=check_in):
    with hall.workspace.begin() as session:
        step(
            session,
            code=hall.codes[name],
            lesson_id=hall.lesson_id,
            method=Method.SCANNER,
            by=hall.by,
            at=hall.at(minutes),
        )


def carry(hall, path, lesson_id=""):
    with hall.workspace.read() as session:
        file = gather(session, class_id=hall.class_id, lesson_id=lesson_id, at=hall.at(200))
    path.write_bytes(write_file(hall.workspace.vault, file))
    return path


def merge(hall, path):
    file = read_file(hall.workspace.vault, path)
    with hall.workspace.begin() as session:
        return take_in(session, file=file, by=hall.by, at=hall.at(201))


def events(hall):
    with hall.workspace.read() as session:
        return sorted(session.execute(sa.select(*CheckIn.__table__.c)).all())


def shown(hall):
    with hall.workspace.read() as session:
        rows = register(session, lesson_id=hall.lesson_id, now=hall.at(201))
    return [(row.name, row.status, row.explanation, row.arrived_at, row.left_at) for row in rows]


def reasons(weighed):
    return [(one.name, one.why) for one in weighed.refused]


def leave(hall, name, decide=None, reason="县里开会"):
    with hall.workspace.begin() as session:
        request = LeaveRequest(hall.lesson_id, hall.enrolments[name], "事假", reason)
        leave_id = ask_leave(session, request=request, at=hall.at(-60))
        if decide:
            decide(session, leave_id=leave_id, by=hall.by, at=hall.at(-50))
        return leave_id
