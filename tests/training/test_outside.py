"""Training elsewhere: read, credited, and left off the fallback list."""

from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import select

from dongan_training.attendance.hours import year_lines
from dongan_training.people.models import Person
from dongan_training.training import enrolment, outside, outside_list
from dongan_training.training.outside_list import NoOutsideList

HEAD = ("序号", "姓名", "所在单位", "培训班名称", "主办单位", "学时", "培训时间")
ROWS = (
    (1, "陈敏", "莲塘村党总支", "全省村书记示范班", "省委组织部", 40, "2026.3.2-2026.3.6"),
    (2, "邓建国", "", "", "智慧党建", "12.5学时", ""),
    (3, "王无名", "", "班", "", 8, ""),
    (4, "胡春花", "", "班", "", "很多", ""),
    (5, "胡春花", "", "班", "", 8, "2025-03-02"),
    (6, "胡春花", "", "班", "", 8, "2026-13-02"),
)


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "上级调训.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEAD, *ROWS)):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def people(add_people):
    return dict(zip("陈邓胡", add_people(["陈敏", "邓建国", "胡春花"]), strict=True))


@pytest.fixture
def bring_in(workspace, path, who):
    def bring_in():
        rows = outside_list.read_outside(path)
        with workspace.begin() as session:
            return outside_list.import_outside(
                session, rows=rows, year=2026, usual="上级调训", **who
            )

    return bring_in


def test_a_list_is_credited_once_and_every_row_left_out_says_why(bring_in, people, workspace):
    report = bring_in()
    assert (report.added, report.changed, report.same) == (2, 0, 0)
    assert [(one.row, one.message) for one in report.problems] == [
        (4, "花名册里没有这个人。"),
        (5, "学时“很多”不是数。"),
        (6, "日期“2025-03-02”不在 2026 年。"),
        (7, "日期“2026-13-02”不对。"),
    ]
    again = bring_in()
    assert (again.added, again.changed, again.same) == (0, 0, 2)
    with workspace.read() as session:
        lines = {one.name: one for one in outside.outside_lines(session, 2026)}
    assert (lines["陈敏"].hours, lines["陈敏"].ended_on) == (40, date(2026, 3, 6))
    assert (lines["邓建国"].title, lines["邓建国"].hours) == ("上级调训", 12.5)


def test_it_earns_hours_in_the_ledger(bring_in, people, workspace, now):
    bring_in()
    with workspace.read() as session:
        (line,) = year_lines(session, year=2026, now=now)[people["陈"]]
    assert (line.earned, line.source) == (40, "全省村书记示范班 · 省委组织部")


def test_who_was_trained_is_left_off_the_fallback_list(bring_in, people, workspace, class_id, who):
    bring_in()
    with workspace.begin() as session:
        assert [one.name for one in outside.fallback_list(session, year=2026)] == ["胡春花"]
        assert outside.fallback_list(session, year=2026, categories=["村民代表"]) == []
        assert len(outside.fallback_list(session, year=2027)) == 3
        enrolment.enrol_people(session, class_id=class_id, person_ids=[people["胡"]], **who)
        assert outside.fallback_list(session, year=2026) == []


def test_a_credit_is_taken_back(bring_in, people, workspace, who):
    bring_in()
    with workspace.begin() as session:
        first = outside.outside_lines(session, 2026)[0]
        outside.remove_outside(session, outside_id=first.id, **who)
        assert len(outside.outside_lines(session, 2026)) == 1
        assert session.scalar(select(Person.id).where(Person.id == first.person_id))


def test_a_file_without_names_is_refused(tmp_path):
    path = tmp_path / "账本.csv"
    path.write_text("日期,金额\n1,2\n", encoding="utf-8")
    with pytest.raises(NoOutsideList):
        outside_list.read_outside(path)


def test_a_list_of_a_portal_is_read_with_its_title_and_its_own_words(
    tmp_path, people, workspace, who
):
    path = tmp_path / "智慧党建导出.xlsx"
    rows = (
        ("智慧党建平台学习情况汇总（2026年）",),
        (),
        ("序号", "党员姓名", "所在党支部", "学习内容", "学习时间", "获得学分（学时）"),
        (1, "陈敏", "莲塘村党总支", "线上学习", "2026年6月", "7.5学时"),
        (2, "", "莲塘村党总支", "线上学习", "", 8),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    read = outside_list.read_outside(path)
    with workspace.begin() as session:
        report = outside_list.import_outside(session, rows=read, year=2026, usual="", **who)
        (line,) = outside.outside_lines(session, 2026)
    assert (line.title, line.hours, line.ended_on) == ("线上学习", 7.5, date(2026, 6, 1))
    assert [(one.row, one.message) for one in report.problems] == [(5, "这一行没有姓名。")]
