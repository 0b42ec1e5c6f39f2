"""The hours of a year: derived, traceable, and the same on screen, in Excel and in sum."""

import zipfile
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook

from dongan_training import settings
from dongan_training.attendance.hour_rules import CountingRule, quotas_of_year, set_rule
from dongan_training.attendance.models import CheckIn, Method
from dongan_training.people.models import OrgUnit, Person
from dongan_training.reports.class_overview import class_overview
from dongan_training.reports.class_sheet import write_class_report
from dongan_training.reports.ledger import QuotaState, quota_figures, year_ledger
from dongan_training.reports.ledger_sheet import write_ledger
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.timetable import LessonFacts, add_lesson

ID_NUMBER, PHONE = "431122199001011234", "13812345678"
HOUR = timedelta(hours=1)


@pytest.fixture
def class_id(workspace, trainer, now):
    """Two lessons of 4 and 2.5 hours; 陈敏 came to both, =SUM(A1) to the first, 唐丽 to none."""
    with workspace.begin() as session:
        town = OrgUnit(name="白牙市镇", kind="乡镇")
        session.add(town)
        session.flush()
        unit = OrgUnit(name="@村党总支", parent_id=town.id)
        session.add(unit)
        session.flush()
        people = [
            Person(name="陈敏", org_unit_id=unit.id, categories=["支部书记"]),
            Person(name="=SUM(A1)", org_unit_id=unit.id, political_status="中共党员"),
            Person(name="唐丽", org_unit_id=unit.id, post="+86"),
        ]
        people[0].id_number, people[0].phone = ID_NUMBER, PHONE
        session.add_all(people)
        session.flush()
        facts = ClassFacts("第四季度培训班", 4, needs_exam=False)
        class_id = add_class(session, year=2026, facts=facts, by=trainer, at=now)
        places = enrol_people(
            session, class_id=class_id, person_ids=[p.id for p in people], by=trainer, at=now
        ).added
        for title, hours, ago, came in (("上午", 4, 9, places[:2]), ("下午", 2.5, 4, places[:1])):
            starts_at = now - ago * HOUR
            lesson = LessonFacts(title, starts_at, starts_at + 3 * HOUR, hours)
            lesson_id = add_lesson(session, class_id=class_id, facts=lesson, by=trainer, at=now)
            session.add_all(
                CheckIn(
                    lesson_id=lesson_id,
                    enrolment_id=place,
                    at=starts_at,
                    method=Method.SCANNER,
                    actor="李老师",
                )
                for place in came
            )
    return class_id


@pytest.fixture
def entries(workspace, class_id, now):
    with workspace.read() as session:
        return year_ledger(session, year=2026, now=now)


def cells(path, sheet):
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()
    heads = rows[2]
    return [dict(zip(heads, row, strict=True)) for row in rows[3:]]


def everything_in(path):
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return [str(cell) for rows in sheets for row in rows for cell in row]


def test_each_hour_has_its_lesson(entries):
    by_name = {one.name: one for one in entries}
    assert {name: one.earned for name, one in by_name.items()} == {
        "陈敏": 6.5,
        "=SUM(A1)": 4,
        "唐丽": 0,
    }
    assert [(line.lesson_title, line.earned) for line in by_name["=SUM(A1)"].lines] == [
        ("上午", 4),
        ("下午", 0),
    ]


def test_another_year_has_its_own_hours(workspace, class_id, now):
    with workspace.read() as session:
        assert {one.earned for one in year_ledger(session, year=2025, now=now)} == {0}


def test_quotas_come_from_settings_and_count_only_whom_they_bind(entries):
    figures = quota_figures(entries, {"支部书记": 6, "班子成员": 6, "党员": 5})
    assert [(one.people, one.reached) for one in figures] == [(0, 0), (0, 0)]
    figures = quota_figures(entries, {"支部书记": 56, "班子成员": 56, "党员": 32})
    assert [(one.quota, one.people, one.reached) for one in figures] == [(56, 1, 0), (32, 1, 0)]


def test_a_quota_that_is_reached_shows(workspace, class_id, now):
    with workspace.begin() as session:
        settings.save(session, settings.Settings(secretary_quota=6, member_quota=5))
    with workspace.read() as session:
        entries = year_ledger(session, year=2026, now=now)
        figures = quota_figures(entries, quotas_of_year(session, 2026))
    standing = {one.name: (one.standing, one.missing) for one in entries}
    assert standing == {
        "陈敏": (QuotaState.REACHED, 0),
        "=SUM(A1)": (QuotaState.BEHIND, 1),
        "唐丽": (QuotaState.NO_QUOTA, 0),
    }
    assert [one.share for one in figures] == [1, 0]


@pytest.mark.parametrize(("carries_over", "carried"), [(False, 0), (True, 0.5)])
def test_hours_beyond_the_quota_count_next_year_only_where_the_rule_says_so(
    workspace, class_id, trainer, now, carries_over, carried
):
    with workspace.begin() as session:
        settings.save(session, settings.Settings(secretary_quota=6))
        rule = CountingRule(carries_over=carries_over)
        set_rule(session, year=2027, kind="", rule=rule, by=trainer, at=now)
    with workspace.read() as session:
        entries = year_ledger(session, year=2027, now=now)
    assert {one.name: one.carried for one in entries} == {
        "陈敏": carried,  # 6.5 of 6
        "=SUM(A1)": 0,
        "唐丽": 0,
    }


def test_the_sums_in_excel_are_those_on_screen(entries, tmp_path, now):
    path = tmp_path / "ledger.xlsx"
    write_ledger(entries, path, year=2026, at=now)
    people, sources = cells(path, "学时台账"), cells(path, "学时来源")
    assert sum(row["已修学时"] for row in people) == sum(one.earned for one in entries) == 10.5
    assert sum(row["学时"] for row in sources) == 10.5
    assert {row["姓名"]: row["是否达标"] for row in people} == {
        "陈敏": "差 49.5",
        "=SUM(A1)": "差 28",
        "唐丽": "—",
    }


def test_names_that_look_like_formulas_stay_text(entries, workspace, class_id, tmp_path, now):
    ledger, report = tmp_path / "ledger.xlsx", tmp_path / "report.xlsx"
    write_ledger(entries, ledger, year=2026, at=now)
    with workspace.read() as session:
        write_class_report(class_overview(session, class_id=class_id, at=now), report, at=now)
    for path in (ledger, report):
        told = everything_in(path)
        assert {"=SUM(A1)", "@村党总支", "+86"} <= set(told)
        assert _formulas(path) == 0


def test_no_personal_number_leaves_in_a_report(entries, workspace, class_id, tmp_path, now):
    ledger, report = tmp_path / "ledger.xlsx", tmp_path / "report.xlsx"
    write_ledger(entries, ledger, year=2026, at=now)
    with workspace.read() as session:
        write_class_report(class_overview(session, class_id=class_id, at=now), report, at=now)
    for path in (ledger, report):
        told = "\n".join(everything_in(path))
        assert ID_NUMBER not in told and PHONE not in told


def test_the_class_report_tells_each_lesson_and_what_lacks(workspace, class_id, tmp_path, now):
    path = tmp_path / "report.xlsx"
    with workspace.read() as session:
        write_class_report(class_overview(session, class_id=class_id, at=now), path, at=now)
    rows = {row["姓名"]: row for row in cells(path, "学员")}
    assert (rows["陈敏"]["上午"], rows["陈敏"]["下午"]) == ("出勤", "出勤")
    assert (rows["=SUM(A1)"]["下午"], rows["=SUM(A1)"]["学时"]) == ("缺勤", 4)
    assert rows["=SUM(A1)"]["备注"] == "学时 4，应满 6.5；缺勤 1 场"
    figures = {row["项目"]: row["数值"] for row in cells(path, "汇总")}
    assert (figures["学员"], figures["符合发证条件"], figures["出勤率（%）"]) == (3, 1, 50)


def _formulas(path):
    """How many cells of the file hold a formula."""
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        return sum(archive.read(name).count(b"<f>") for name in sheets)
