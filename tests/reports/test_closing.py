"""The checklist of a class fills itself, and closing ends in one archive."""

import hashlib
import zipfile
from datetime import date

import pytest
from sqlalchemy import select

from dongan_training.accounts.models import AuditEntry
from dongan_training.attendance.evaluation import Form, record_form
from dongan_training.attendance.evidence import Photograph, keep_evidence
from dongan_training.attendance.models import WalkIn
from dongan_training.exam.models import Exam
from dongan_training.reports.checklist import closing_of
from dongan_training.reports.class_archive import write_archive
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.closing import (
    ItemKind,
    LessonsToCome,
    NothingToClose,
    note_closed,
)
from dongan_training.training.models import Enrolment, Lesson
from dongan_training.training.notice_facts import NoticeFacts, keep_notice
from dongan_training.training.planning import ClassFacts, add_class
from tests.certificates.conftest import add_finished, finished  # noqa: F401  fixtures
from tests.printing.reading import flat, page_texts


def checklist(finished):  # noqa: F811
    with finished.workspace.read() as session:
        found = closing_of(session, class_id=finished.class_id, at=finished.at)
    return {one.kind.value: (one.state.value, one.remark) for one in found.items}


def complete(finished):  # noqa: F811
    """Do what was still open."""
    finished.issue()
    with finished.workspace.begin() as session:
        session.scalars(select(Exam)).one().closed_at = finished.at
        form = Form({"培训方案": 4})
        record_form(session, class_id=finished.class_id, form=form, by=finished.by, at=finished.at)


def test_each_item_says_why_it_stands_so(finished):  # noqa: F811
    assert checklist(finished) == {
        "plan": ("done", "学员 4 人"),
        "timetable": ("done", "1 课，4 学时"),
        "sheet": ("done", "扫码 1 课，签到表照片 0 张"),
        "attendance": ("done", "出勤率 75.0%"),
        "exam": ("open", "1 场　测试还没有结束"),
        "marks": ("done", "已评分 3 人"),
        "certificates": ("open", "2 人符合条件，已发 0 份"),
        "evaluation": ("open", "还没有录入问卷"),
    }


def test_what_is_done_is_seen_without_anybody_ticking_it(finished):  # noqa: F811
    complete(finished)
    assert {state for state, _remark in checklist(finished).values()} == {"done"}


def test_a_walk_in_nobody_has_matched_keeps_attendance_open(finished):  # noqa: F811
    with finished.workspace.begin() as session:
        lesson_id = session.scalars(select(Lesson.id)).one()
        session.add(
            WalkIn(
                lesson_id=lesson_id,
                enrolment_id=finished_place(session),
                said="",
                at=finished.at,
                actor="李老师",
            )
        )
    assert checklist(finished)["attendance"] == ("open", "出勤率 75.0%　1 名临时学员待核对")


def finished_place(session):
    return session.scalars(select(Enrolment.id)).first()


def test_the_archive_holds_contents_tables_papers_and_photographs(finished, tmp_path):  # noqa: F811
    complete(finished)
    with finished.workspace.begin() as session:
        lesson_id = session.scalars(select(Lesson.id)).one()
        photograph = Photograph("../签到 表?.png", "image/png", b"picture")
        keep_evidence(
            session, lesson_id=lesson_id, photograph=photograph, by=finished.by, at=finished.at
        )
        said = NoticeFacts("各乡镇党委：", signed_on=date(2026, 11, 2))
        keep_notice(session, class_id=finished.class_id, facts=said, by=finished.by, at=finished.at)
    path = tmp_path / "archive.zip"
    steps = []

    class Seen:
        def step(self, done, total, text=""):
            steps.append((done, total))

    with finished.workspace.read() as session:
        done = write_archive(
            session, class_id=finished.class_id, path=path, at=finished.at, progress=Seen()
        )
    assert hashlib.sha256(path.read_bytes()).hexdigest() == done.digest
    assert done.lacking == ()
    assert steps[-1] == (len(done.files), len(done.files))
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        archive.extract(names[0], tmp_path)
        archive.extract(names[-1], tmp_path)
        assert archive.testzip() is None
    top = names[0].split("/")[0]
    assert [name.removeprefix(f"{top}/") for name in names] == [
        "00-目录.pdf",
        "01-学员情况表.xlsx",
        "02-课程表.pdf",
        "03-签到表/2026-11-23.pdf",
        "04-照片凭证/01-签到表-_签到 表_.png",
        "05-考试/测试/试卷-A.pdf",
        "05-考试/测试/答案-A.pdf",
        "05-考试/测试/成绩册.xlsx",
        "06-证书.pdf",
        "07-满意度汇总表.pdf",
        "08-培训通知.pdf",
    ]
    notice = flat("".join(page_texts(tmp_path / names[-1])))
    assert "各乡镇党委：" in notice and "2026年11月2日" in notice
    text = flat("".join(page_texts(tmp_path / names[0])))
    assert "（第1期）培训档案目录" in text and "证书：齐全" in text


def test_closing_is_noted_with_what_was_lacking_and_can_be_done_again(finished, tmp_path):  # noqa: F811
    for _time in range(2):
        with finished.workspace.read() as session:
            done = write_archive(
                session, class_id=finished.class_id, path=tmp_path / "a.zip", at=finished.at
            )
        with finished.workspace.begin() as session:
            note_closed(
                session,
                class_id=finished.class_id,
                digest=done.digest,
                lacking=done.lacking,
                by=finished.by,
                at=finished.at,
            )
    with finished.workspace.read() as session:
        closed = closing_of(session, class_id=finished.class_id, at=finished.at).closed
        acts = list(session.scalars(select(AuditEntry.act)))
        seen = class_overview(session, class_id=finished.class_id, at=finished.at)
    assert seen.closed_at == finished.at
    assert closed.by == "李老师"
    assert [ItemKind(one) for one in closed.lacking] == [
        ItemKind.EXAM,
        ItemKind.CERTIFICATES,
        ItemKind.EVALUATION,
    ]
    assert acts.count("class.close") == 2


def test_a_class_that_is_not_over_or_not_begun_cannot_be_closed(finished, tmp_path, now):  # noqa: F811
    path = tmp_path / "a.zip"
    with finished.workspace.begin() as session:
        lesson = session.scalars(select(Lesson)).one()
        lesson.ends_at = finished.at.replace(year=2027)
        empty = add_class(
            session, year=2026, facts=ClassFacts("空班", 4), by=finished.by, at=finished.at
        )
    with finished.workspace.read() as session:
        with pytest.raises(LessonsToCome):
            write_archive(session, class_id=finished.class_id, path=path, at=finished.at)
        with pytest.raises(NothingToClose):
            write_archive(session, class_id=empty, path=path, at=finished.at)
    assert not path.exists()
