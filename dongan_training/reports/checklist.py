"""The checklist of a class that is to be closed (结班): it fills itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training.attendance.evaluation import count_forms
from dongan_training.attendance.evidence import evidence_rows
from dongan_training.attendance.ledger import in_portions
from dongan_training.attendance.models import CheckIn, Direction, Leave, LeaveState, Method, WalkIn
from dongan_training.certificates.standing import CertificateState
from dongan_training.exam.mark_list import ResultState, mark_list
from dongan_training.exam.outstanding import outstanding_exams, outstanding_words
from dongan_training.exam.queries import ExamRow, exams
from dongan_training.reports.class_overview import ClassOverview, class_overview
from dongan_training.reports.closing import Closing, Item, ItemKind, ItemState, closed_as
from dongan_training.texts import _, listed


def closing_of(session: Session, *, class_id: str, at: datetime) -> Closing:
    """Fill the checklist of a class."""
    overview = class_overview(session, class_id=class_id, at=at)
    offered = tuple(exams(session, class_id=class_id))
    lesson_ids = [one.id for one in overview.lessons]
    items = (
        _plan(overview),
        _timetable(overview, at),
        _sheet(session, overview, lesson_ids),
        _attendance(session, overview, lesson_ids),
        _exam(overview, offered),
        _marks(session, overview, offered),
        _certificates(overview),
        _evaluation(session, class_id),
    )
    return Closing(overview, offered, items, closed_as(session, class_id))


def _state(done: bool) -> ItemState:
    return ItemState.DONE if done else ItemState.OPEN


def _plan(overview: ClassOverview) -> Item:
    people, quota = len(overview.rows), overview.card.quota
    words = _("学员 {count} 人").format(count=people)
    if quota:
        words += "　" + _("名额 {count}").format(count=quota)
    return Item(ItemKind.PLAN, _state(people > 0), words if people else _("还没有学员"))


def _timetable(overview: ClassOverview, at: datetime) -> Item:
    lessons = overview.lessons
    to_come = sum(one.ends_at > at for one in lessons)
    words = _("{count} 课，{hours:g} 学时").format(count=len(lessons), hours=overview.card.hours)
    if not lessons:
        words = _("还没有排课")
    elif to_come:
        words += "　" + _("还有 {count} 课没有结束").format(count=to_come)
    return Item(ItemKind.TIMETABLE, _state(bool(lessons) and not to_come), words)


def _sheet(session: Session, overview: ClassOverview, lesson_ids: Sequence[str]) -> Item:
    """Each lesson needs scans of its own, or a photograph of the sheet people signed."""
    scanned: set[str] = set()
    for some in in_portions(lesson_ids):
        scanned.update(
            session.scalars(
                select(CheckIn.lesson_id)
                .where(
                    CheckIn.lesson_id.in_(some),
                    CheckIn.direction == Direction.IN,
                    CheckIn.method != Method.SHEET,
                )
                .distinct()
            )
        )
    kept = [one for one in evidence_rows(session, lesson_ids) if one.enrolment_id is None]
    there = scanned | {one.lesson_id for one in kept}
    without = [one.title for one in overview.lessons if one.id not in there]
    if without:
        words = _("{lessons}没有扫码记录，也没有签到表照片").format(lessons=listed(without))
    else:
        words = _("扫码 {scans} 课，签到表照片 {photos} 张").format(
            scans=len(scanned), photos=len(kept)
        )
    return Item(ItemKind.SHEET, _state(bool(lesson_ids) and not without), words)


def _attendance(session: Session, overview: ClassOverview, lesson_ids: Sequence[str]) -> Item:
    asked = session.scalar(
        select(func.count())
        .select_from(Leave)
        .where(Leave.lesson_id.in_(lesson_ids), Leave.state == LeaveState.ASKED)
    )
    strangers = session.scalar(
        select(func.count())
        .select_from(WalkIn)
        .where(WalkIn.lesson_id.in_(lesson_ids), WalkIn.matched_at.is_(None))
    )
    rate = overview.attendance_rate
    words = [_("出勤率 {rate:.1%}").format(rate=rate)] if rate is not None else [_("还没有考勤")]
    if asked:
        words.append(_("{count} 人请假待批").format(count=asked))
    if strangers:
        words.append(_("{count} 名临时学员待核对").format(count=strangers))
    done = rate is not None and not asked and not strangers
    return Item(ItemKind.ATTENDANCE, _state(done), "　".join(words))


def _exam(overview: ClassOverview, offered: Sequence[ExamRow]) -> Item:
    if not offered:
        needed = overview.card.needs_exam
        words = _("还没有安排考试") if needed else _("不要求考试")
        return Item(ItemKind.EXAM, ItemState.OPEN if needed else ItemState.NOT_NEEDED, words)
    sitting = sum(one.sitting for one in offered)
    running = [one.title for one in offered if one.closed_at is None]
    words = _("{count} 场").format(count=len(offered))
    if running:
        words += "　" + _("{exams}还没有结束").format(exams=listed(running))
    return Item(ItemKind.EXAM, _state(not running and not sitting), words)


def _marks(session: Session, overview: ClassOverview, offered: Sequence[ExamRow]) -> Item:
    if not offered:
        needed = overview.card.needs_exam
        words = _("还没有成绩") if needed else _("不要求考试")
        return Item(ItemKind.MARKS, ItemState.OPEN if needed else ItemState.NOT_NEEDED, words)
    lists = [mark_list(session, one.id) for one in offered]
    lacking = outstanding_words(outstanding_exams(session, overview.card.id))
    marked = sum(one.count(ResultState.MARKED) for one in lists)
    words = _("已评分 {count} 人").format(count=marked)
    return Item(ItemKind.MARKS, _state(marked > 0 and not lacking), "　".join((words, *lacking)))


def _certificates(overview: ClassOverview) -> Item:
    entitled = overview.entitled
    ready = sum(row.certificate_state is CertificateState.ENTITLED for row in overview.rows)
    issued = sum(bool(row.certificate) for row in overview.rows)
    words = _("{entitled} 人符合条件，已发 {issued} 份").format(entitled=entitled, issued=issued)
    return Item(ItemKind.CERTIFICATES, _state(not ready and issued > 0), words)


def _evaluation(session: Session, class_id: str) -> Item:
    forms = count_forms(session, class_id)
    words = _("问卷 {count} 份").format(count=forms) if forms else _("还没有录入问卷")
    return Item(ItemKind.EVALUATION, _state(forms > 0), words)
