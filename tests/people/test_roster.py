"""A roll is planned, asked about, and stored: nobody is doubled, nothing is lost without a word."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from dongan_training import paths
from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.errors import Cancelled
from dongan_training.people import queries, roll
from dongan_training.people.models import OrgUnit, Person
from dongan_training.people.roster import ChoiceNotOffered, RosterOutdated, import_roster
from dongan_training.people.roster_plan import Choice, Verdict, plan_roster
from dongan_training.people.roster_sheet import read_roster
from dongan_training.people.searching import Wanted
from resources.samples.build import id_number

ROLL = paths.resource("samples", "人员名册.xlsx")
FAULTY = paths.resource("samples", "人员名册-有错.xlsx")

MIN, FANG = "431122196410249987", "431122197203179984"
HOME = ("白牙市镇", "莲塘村党总支")


def people(workspace):
    with workspace.read() as session:
        return queries.find_people(session, Wanted()).people


def verdicts(plan):
    return [entry.verdict for entry in plan.entries]


def test_the_sample_roll_comes_in_whole_and_a_second_time_changes_nothing(
    workspace, bring_in, plan
):
    report = bring_in(ROLL)
    assert (len(report.added), len(report.changed), report.problems) == (312, 0, 0)
    with workspace.read() as session:
        stored = {one.name: one for one in session.scalars(select(Person))}
        assert session.scalar(select(func.count()).select_from(OrgUnit)) == report.units_created
        assert stored["欧阳𬱖"].pinyin == "ou yang wei oyw ouyangwei"
        assert stored["欧阳𬱖"].id_number == "431122196410249987"
        assert stored["欧阳𬱖"].categories == ["支部书记", "班子成员"]
        assert "古丽巴哈尔·吐尔逊阿依·阿卜杜热依木" in stored
    again = plan(ROLL)
    assert set(verdicts(again)) == {Verdict.SAME}
    assert bring_in(ROLL).added == ()


def test_planning_stores_nothing(workspace, plan):
    plan(ROLL)
    with workspace.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert session.scalar(select(func.count()).select_from(OrgUnit)) == 0


def test_every_faulty_row_is_listed_with_its_row_and_reason(plan):
    planned = plan(FAULTY)
    told = {one.row: one.reasons for one in planned.problems}
    assert told == {
        4: ("身份证号校验码不对，有数字填错了",),
        5: ("没有姓名",),
        8: ("出生年月“1985.13”不可能",),
        9: ("身份证号应为 18 位，现在是 17 位",),
        11: ("性别与身份证号不一致",),
        12: ("出生年月“1973.01”与身份证号不一致",),
        13: ("联系电话不对：手机号应为 11 位，座机请带区号",),
        14: ("没有乡镇和党组织",),
        15: ("身份证号里的出生日期不存在",),
    }
    asked = {one.row: one.twin for one in planned.entries if one.verdict is Verdict.QUESTION}
    assert asked == {7: "人员名册:3", 17: "人员名册:16"}
    assert planned.counts() == {
        "rows": 15,
        "new": 4,
        "changed": 0,
        "same": 0,
        "question": 2,
        "problem": 9,
        "gone": 0,
    }


def test_all_reasons_of_a_row_are_told_at_once_and_its_numbers_are_masked(plan, write_roll):
    path = write_roll([("陈敏😀", "431122196410249986", "", "", "书记", "13812345")])
    problem = plan(path).problems[0]
    assert len(problem.reasons) == 4
    assert "19641024" not in problem.original


def test_an_id_number_that_excel_kept_as_a_number_is_explained(plan, write_roll):
    planned = plan(write_roll([("陈敏", int(MIN), *HOME)]))
    assert "末尾几位已丢失" in planned.problems[0].reasons[0]


def test_somebody_known_by_id_number_is_changed_not_doubled(workspace, bring_in, plan, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME, "委员", "13812345678")]))
    moved = write_roll([("陈敏", MIN, "横塘镇", "横塘村党支部", "书记", "")])
    entry = plan(moved).entries[0]
    assert (entry.verdict, entry.fields) == (Verdict.CHANGED, ("unit", "post"))
    report = bring_in(moved)
    assert (len(report.added), len(report.changed)) == (0, 1)
    (person,) = people(workspace)
    assert (person.township, person.unit, person.post) == ("横塘镇", "横塘村党支部", "书记")
    with workspace.read() as session:  # what the second roll left empty stays
        assert queries.person_card(session, person.id).phone == "138****5678"


def test_somebody_without_id_number_is_known_by_name_organisation_and_phone(
    workspace, bring_in, plan, write_roll
):
    bring_in(write_roll([("陈敏", "", *HOME, "委员", "13812345678")]))
    with_number = write_roll([("陈敏", MIN, *HOME, "委员", "13812345678")])
    assert plan(with_number).entries[0].verdict is Verdict.CHANGED
    bring_in(with_number)
    assert len(people(workspace)) == 1
    assert set(verdicts(plan(write_roll([("陈敏", "", *HOME)])))) == {Verdict.SAME}


def test_two_of_one_name_with_two_id_numbers_are_two_people(workspace, bring_in, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME), ("陈敏", FANG, *HOME)]))
    assert len(people(workspace)) == 2


@pytest.mark.parametrize(
    ("second", "offers"),
    [
        (("陈明", MIN, *HOME), (Choice.SAME, Choice.SKIP)),
        (("陈敏", "", *HOME, "书记", "13900000000"), (Choice.SAME, Choice.NEW, Choice.SKIP)),
        (("陈敏", "", "横塘镇", "", "", "13812345678"), (Choice.SAME, Choice.NEW, Choice.SKIP)),
    ],
)
def test_somebody_who_may_be_known_is_asked_about(
    workspace, bring_in, plan, write_roll, second, offers
):
    bring_in(write_roll([("陈敏", MIN, *HOME, "委员", "13812345678")]))
    path = write_roll([second])
    entry = plan(path).entries[0]
    assert entry.verdict is Verdict.QUESTION
    assert entry.offers == offers
    assert entry.reason
    report = bring_in(path)
    assert (report.added, report.changed, report.skipped) == ((), (), 1)
    assert len(bring_in(path, row2=Choice.SAME).changed) == 1
    assert len(people(workspace)) == 1


def test_a_namesake_may_be_added_when_a_person_says_so(workspace, bring_in, write_roll):
    bring_in(write_roll([("陈敏", "", *HOME, "", "13812345678")]))
    bring_in(write_roll([("陈敏", "", *HOME, "", "13900000000")]), row2=Choice.NEW)
    assert [one.name for one in people(workspace)] == ["陈敏", "陈敏"]


def test_an_id_number_is_never_given_to_two_people(workspace, bring_in, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME)]))
    with pytest.raises(ChoiceNotOffered):
        bring_in(write_roll([("陈明", MIN, *HOME)]), row2=Choice.NEW)
    assert len(people(workspace)) == 1


def test_a_row_typed_twice_is_stored_once(workspace, bring_in, plan, write_roll):
    row = ("陈敏", MIN, *HOME, "书记", "13812345678")
    path = write_roll([row, row, (*row[:4], "副书记")])
    planned = plan(path)
    assert verdicts(planned) == [Verdict.NEW, Verdict.SAME, Verdict.QUESTION]
    assert "第 2 行" in planned.entries[1].reason
    report = bring_in(path, row4=Choice.SAME)
    assert (len(report.added), report.same) == (1, 1)
    (person,) = people(workspace)
    assert person.post == "副书记"


def test_a_roll_that_names_only_the_township_moves_nobody_up(bring_in, plan, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME)]))
    assert verdicts(plan(write_roll([("陈敏", MIN, "白牙市镇")]))) == [Verdict.SAME]


def test_somebody_who_left_comes_back_with_the_next_roll(
    workspace, bring_in, plan, write_roll, trainer, now
):
    path = write_roll([("陈敏", MIN, *HOME)])
    (person_id,) = bring_in(path).added
    with workspace.begin() as session:
        roll.leave_roll(session, person_id=person_id, by=trainer, at=now)
    assert plan(path).entries[0].fields == ("active",)
    bring_in(path)
    assert [one.id for one in people(workspace)] == [person_id]


def test_a_plan_grown_old_is_refused(workspace, plan, write_roll, trainer, now):
    path = write_roll([("陈敏", MIN, *HOME)])
    planned = plan(path)
    with workspace.begin() as session:
        typed = {"name": "陈敏", "id_number": MIN, "township": "横塘镇"}
        roll.add_person(session, typed=typed, by=trainer, at=now)
    with pytest.raises(RosterOutdated), workspace.begin() as session:
        import_roster(session, plan=planned, choices={}, by=trainer, at=now)
    assert len(people(workspace)) == 1


def test_cancelling_leaves_everything_as_it_was(workspace, plan, trainer, now):
    class Impatient:
        def step(self, done, total, text=""):
            if done:
                raise Cancelled

    planned = plan(ROLL)
    with pytest.raises(Cancelled), workspace.begin() as session:
        import_roster(session, plan=planned, choices={}, by=trainer, at=now, progress=Impatient())
    assert people(workspace) == ()
    with pytest.raises(Cancelled), workspace.read() as session:
        plan_roster(session, table=read_roster(ROLL), at=now, progress=Impatient())


def test_an_import_is_in_the_log_without_personal_data(workspace, bring_in, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME)]))
    with workspace.read() as session:
        entry = session.scalars(select(AuditEntry)).one()
        assert entry.act == "people.import"
        assert entry.details == {"added": 1, "changed": 0, "left": 0}
        assert audit.verify(session) == ()


def test_nothing_personal_lies_readable_in_the_file(data_folder, workspace, bring_in, write_roll):
    bring_in(write_roll([("陈敏", MIN, *HOME, "", "13812345678")]))
    written = b"".join(path.read_bytes() for path in data_folder.glob("dongan.db*"))
    assert b"13812345678" not in written
    assert MIN.encode() not in written


def test_every_row_of_an_import_carries_one_version(workspace, bring_in):
    bring_in(ROLL)
    with workspace.read() as session:
        versions = set(session.execute(select(Person.device, Person.counter)))
        assert len(versions) == 1
        assert versions.pop().device == workspace.device


def test_a_birth_month_says_nothing_against_a_known_day(bring_in, plan, write_roll):
    head = ("姓名", "身份证号", "乡镇", "联系电话", "出生年月")
    bring_in(write_roll([("陈敏", MIN, "横塘镇", "13812345678", "1964.10")], head))
    month = plan(write_roll([("陈敏", "", "横塘镇", "13812345678", "1964年10月")], head))
    assert verdicts(month) == [Verdict.SAME]
    serial = plan(write_roll([("陈敏", "", "横塘镇", "13812345678", 23674)], head))
    assert verdicts(serial) == [Verdict.SAME]
    october = plan(write_roll([("王芳", "", "横塘镇", "", 1964.1)], head))
    assert "分不清" in october.problems[0].reasons[0]


def test_somebody_not_yet_born_is_not_on_a_roll(plan, write_roll):
    number = id_number(datetime(2027, 1, 1, tzinfo=UTC).date(), "女")
    assert "不可能" in plan(write_roll([("陈敏", number, *HOME)])).problems[0].reasons[0]


@pytest.mark.slow
def test_fifty_thousand_rows_come_in_and_come_again(workspace, bring_in, plan, write_roll):
    towns = ("白牙市镇", "横塘镇", "石期市镇")
    rows = [
        (
            f"陈{chr(0x4E00 + i % 5000)}{chr(0x5E00 + i // 5000)}",
            "",
            towns[i % 3],
            f"{chr(0x6E00 + i % 40)}塘村党支部",
            "委员",
            f"139{i:08}",
        )
        for i in range(50_000)
    ]
    path = write_roll(rows)
    assert len(bring_in(path).added) == 50_000
    assert plan(path).counts()["same"] == 50_000
