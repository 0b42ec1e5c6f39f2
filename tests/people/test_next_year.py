"""The roll of the next year: who is gone, and taking a roll back as a whole."""

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from dongan_training.people import roll
from dongan_training.people.models import Person
from dongan_training.people.roll_export import export_roll
from dongan_training.people.roster import import_roster
from dongan_training.people.roster_plan import Choice, Verdict
from dongan_training.people.roster_undo import (
    ImportInUse,
    ImportOutlived,
    ImportUndone,
    imports,
    undo_import,
)
from dongan_training.people.searching import Wanted
from dongan_training.training import enrolment, planning
from dongan_training.training.planning import ClassFacts

OLD = (
    ("陈敏", "", "白牙市镇", "莲塘村党总支", "书记", "13812345678"),
    ("邓建国", "", "白牙市镇", "西江桥村党支部", "副书记", ""),
    ("王芳", "", "横塘镇", "机关支部", "干事", ""),
)
NEW = (
    ("陈敏", "", "白牙市镇", "莲塘村党总支", "第一书记", "13812345678"),
    ("胡春花", "", "白牙市镇", "西江桥村党支部", "副书记", ""),
)


@pytest.fixture
def who(trainer, now):
    return {"by": trainer, "at": now}


@pytest.fixture
def next_year(bring_in, plan, write_roll, workspace, who):
    """Bring in the new roll, with everybody gone leaving; give the plan and the report."""
    bring_in(write_roll(OLD))
    planned = plan(write_roll(NEW, name="明年.xlsx"))
    with workspace.begin() as session:
        choices = {one.id: Choice.LEAVE for one in planned.gone}
        report = import_roster(session, plan=planned, choices=choices, **who)
    return planned, report


def people(workspace):
    with workspace.read() as session:
        found = session.scalars(select(Person).order_by(Person.id))
        return [(one.name, one.post, one.active) for one in found]


def test_only_those_of_the_townships_in_the_file_are_missed(next_year):
    planned, _report = next_year
    assert [(one.name, one.unit) for one in planned.gone] == [("邓建国", "白牙市镇西江桥村党支部")]
    assert planned.counts()["gone"] == 1


def test_nobody_leaves_without_being_chosen(bring_in, write_roll, workspace):
    bring_in(write_roll(OLD))
    report = bring_in(write_roll(NEW, name="明年.xlsx"))
    assert report.left == ()
    assert ("邓建国", "副书记", True) in people(workspace)


def test_who_was_chosen_leaves_and_is_counted_apart(next_year, workspace):
    _planned, report = next_year
    assert (len(report.added), len(report.changed), len(report.left)) == (1, 1, 1)
    assert people(workspace) == [
        ("陈敏", "第一书记", True),
        ("邓建国", "副书记", False),
        ("王芳", "干事", True),
        ("胡春花", "副书记", True),
    ]


def test_somebody_in_a_row_that_cannot_be_read_is_not_gone(bring_in, plan, write_roll):
    bring_in(write_roll(OLD))
    broken = (NEW[1], ("邓建国", "123", "白牙市镇", "西江桥村党支部", "", ""))
    planned = plan(write_roll(broken, name="明年.xlsx"))
    assert [one.name for one in planned.gone] == ["陈敏"]


def test_a_roll_is_taken_back_as_a_whole_once(next_year, workspace, who):
    _planned, report = next_year
    with workspace.begin() as session:
        undone = undo_import(session, import_id=report.import_id, **who)
    assert (undone.removed, undone.restored) == (1, 2)
    assert people(workspace) == [(one[0], one[4], True) for one in OLD]
    with workspace.read() as session:
        assert [bool(one.undone_at) for one in imports(session)] == [True, False]
    with pytest.raises(ImportUndone), workspace.begin() as session:
        undo_import(session, import_id=report.import_id, **who)


def test_a_roll_stays_when_somebody_was_changed_since(next_year, workspace, who):
    _planned, report = next_year
    with workspace.begin() as session:
        person_id = session.scalar(select(Person.id).where(Person.name == "陈敏"))
        roll.change_person(session, person_id=person_id, typed={"post": "委员"}, **who)
    before = people(workspace)
    with pytest.raises(ImportOutlived, match="陈敏"), workspace.begin() as session:
        undo_import(session, import_id=report.import_id, **who)
    assert people(workspace) == before


def test_a_roll_stays_when_somebody_new_has_a_place_in_a_class(next_year, workspace, who):
    _planned, report = next_year
    with workspace.begin() as session:
        facts = ClassFacts(name="班", quarter=4)
        class_id = planning.add_class(session, year=2026, facts=facts, **who)
        enrolment.enrol_people(session, class_id=class_id, person_ids=report.added, **who)
    with pytest.raises(ImportInUse), workspace.begin() as session:
        undo_import(session, import_id=report.import_id, **who)


def test_our_own_export_with_a_new_post_is_known_again_by_name_place_and_birth(
    workspace, bring_in, plan, write_roll, tmp_path, who
):
    """Its numbers are masked and say nothing."""
    roster = [("陈敏", "110101199003072316", "白牙市镇", "莲塘村党总支", "委员", "13812345678")]
    bring_in(write_roll(roster))
    out = tmp_path / "导出.xlsx"
    with workspace.begin() as session:
        export_roll(session, wanted=Wanted(), path=out, full=False, **who)
    sheet = CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()
    head = next(number for number, row in enumerate(sheet) if "姓名" in row)
    rows = [[str(cell).replace("委员", "书记") for cell in row] for row in sheet[head + 1 :]]
    assert any("********" in cell for cell in rows[0])
    (entry,) = plan(write_roll(rows, head=sheet[head], name="改过.xlsx")).entries
    assert (entry.verdict, entry.fields) == (Verdict.CHANGED, ("post",))


def test_a_month_alone_makes_nobody_known(bring_in, plan, write_roll):
    head = ("姓名", "乡镇", "所在党组织", "职务", "出生年月")
    bring_in(write_roll([("陈敏", "白牙市镇", "莲塘村党总支", "委员", "1990-03")], head=head))
    again = write_roll([("陈敏", "白牙市镇", "莲塘村党总支", "书记", "1990-03")], head=head)
    (entry,) = plan(again).entries
    assert entry.verdict is Verdict.QUESTION
