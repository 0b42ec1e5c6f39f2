"""The record of a room (考场记录表): blank to be written on, or filled from what is stored."""

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.exam.board import RecordLine, board, sitting_record
from dongan_training.exam.models import EventKind, Exam
from dongan_training.exam.room_people import RoomPerson
from dongan_training.printing.form import Entry, Form
from dongan_training.texts import N_, _, listed

# What an invigilator has to answer for; the rest of the record stays in the program.
TOLD = {
    EventKind.CREDITED: N_("补时"),
    EventKind.EXTENDED: N_("延长时间"),
    EventKind.MOVED: N_("换座"),
    EventKind.ENDED: N_("责令交卷"),
    EventKind.REOPENED: N_("重开答卷"),
    EventKind.ANNULLED: N_("成绩作废"),
    EventKind.MACHINE_OFF: N_("电脑中断"),
    EventKind.LEFT_SCREEN: N_("离开考试界面"),
}
SIGNING, WRITING = 22.0, 34.0


def record_form(session: Session, exam: Exam, people: list[RoomPerson], organiser: str) -> Form:
    """Fill the form as far as the exam has come."""
    rows = board(session, exam.id).rows
    has_begun = any(row.attempt_id for row in rows)
    absent = [row.name for row in rows if row.state == "absent"] if has_begun else []
    came = str(len(rows) - len(absent)) if has_begun else ""
    events = "\n".join(_told(one) for one in sitting_record(session, exam.id) if one.kind in TOLD)
    starts = f"{clock.local(exam.starts_at):%Y-%m-%d %H:%M}" if exam.starts_at else ""
    missing = str(len(absent)) if has_begun else ""
    entries = (
        Entry(_("考试名称"), exam.title),
        Entry(_("考场"), exam.room),
        Entry(_("开考时间"), starts),
        Entry(_("考试时长"), _("{minutes} 分钟").format(minutes=exam.minutes)),
        Entry(_("应考人数"), str(len(people))),
        Entry(_("实考人数"), came),
        Entry(_("缺考人数"), missing),
        Entry(_("缺考人员"), listed(absent) if absent else "", WRITING),
        Entry(_("考场情况"), events, WRITING * 1.6),
        Entry(_("试卷交接"), _("领取 ____ 份　　收回 ____ 份　　作废 ____ 份")),
        Entry(_("监考人员签名"), "", SIGNING),
        Entry(_("巡考员签名"), "", SIGNING),
    )
    return Form(_("{title}考场记录表").format(title=exam.title), organiser, entries)


def _told(one: RecordLine) -> str:
    when = f"{clock.local(one.at):%H:%M}"
    words = _(TOLD[EventKind(one.kind)])
    minutes = one.details.get("minutes")
    amount = _(" {minutes} 分钟").format(minutes=minutes) if minutes else ""
    reason = _("：{reason}").format(reason=one.reason) if one.reason else ""
    return f"{when}　{one.name}　{words}{amount}{reason}"
