"""Planning, enrolling and withdrawing from the command line, as a script would."""

import pytest

from dongan_training import paths
from dongan_training.people.models import OrgUnit, Person
from dongan_training.workspace import Workspace
from tests.printing.reading import flat, page_texts


@pytest.fixture
def roll(data_folder):
    with (workspace := Workspace.open(data_folder)).begin() as session:
        org = OrgUnit(name="莲塘村党总支")
        session.add(org)
        session.flush()
        for name, pinyin in (("陈敏", "chen min cm"), ("欧阳𬱖", "ou yang wei oyw")):
            session.add(Person(name=name, pinyin=pinyin, org_unit_id=org.id))
        session.add(Person(name="雷小兵", active=False))
    workspace.close()


@pytest.fixture
def planned(command, roll):
    command("course", "add", "纪律处分条例解读", "--hours", "2", "--lecturer", "王老师")
    _code, card, _err = command(
        *("class", "add", "第四季度培训班", "--year", "2026", "--quarter", "4"),
        *("--quota", "2", "--venue", "三楼会议室", "--json"),
    )
    return card


def add_lesson(command, *words):
    return command("class", "lesson", "add", "2026Q4-01", *words)


def test_a_class_is_planned_from_year_to_lesson(command, planned):
    assert (planned["code"], planned["title"]) == ("2026Q4-01", "第四季度培训班 · 第1期")
    assert planned["organizer"] == "中共东安县委组织部"
    code, lesson, _err = add_lesson(
        command,
        *("--date", "2026-11-23", "--from", "08:30", "--to", "11:30"),
        *("--course", "纪律处分条例解读", "--json"),
    )
    assert code == 0
    assert (lesson["code"], lesson["title"], lesson["hours"]) == ("2026Q4-01-1", "上午", 4)
    assert lesson["courses"] == ["纪律处分条例解读"]
    _code, plans, _err = command("plan", "list", "--json")
    assert plans["plans"][0]["quarters"] == [0, 0, 0, 1]


def test_people_are_enrolled_by_name_and_withdrawn_by_number(command, planned):
    code, done, _err = command("class", "enrol", "2026Q4-01", "欧阳𬱖", "陈敏", "--json")
    assert (code, len(done["added"]), done["enrolled"]) == (0, 2, 2)
    code, told, _err = command("class", "withdraw", "2026Q4-01", "2", "--reason", "外出", "--json")
    assert (code, told["withdrawn"]) == (0, 1)
    _code, shown, _err = command("class", "show", "2026Q4-01", "--json")
    assert [(row["name"], row["active"]) for row in shown["roster"]] == [
        ("陈敏", False),
        ("欧阳𬱖", True),
    ]


@pytest.mark.parametrize("words", [("--all",), ("--search", "莲塘"), ("--search", "oyw", "陈敏")])
def test_people_are_enrolled_by_what_they_have_in_common(command, planned, words):
    code, done, _err = command("class", "enrol", "2026Q4-01", *words, "--json")
    assert (code, len(done["added"])) == (0, 2)


def test_people_are_enrolled_from_a_list_and_rows_that_fit_nobody_are_told(
    command, planned, tmp_path
):
    path = tmp_path / "名单.csv"
    path.write_text("姓名,单位\n陈敏,莲塘村\n李四,茶亭社区\n", encoding="gb18030")
    _code, done, _err = command("class", "enrol", "2026Q4-01", "--from", str(path), "--json")
    assert len(done["added"]) == 1
    assert done["problems"] == [{"row": 3, "name": "李四", "message": "花名册里没有这个人。"}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("class", "show", "2026Q4-09"), "找不到培训班“2026Q4-09”"),
        (("class", "enrol", "2026Q4-01", "雷小兵"), "雷小兵 已不在册"),
        (("class", "enrol", "2026Q4-01", "李四"), "花名册里找不到“李四”"),
        (("class", "enrol", "2026Q4-01"), "没有说明给谁报名"),
        (("class", "withdraw", "2026Q4-01", "9", "--reason", "外出"), "这个班里没有“9”"),
        (("class", "add", "班", "--quarter", "7"), "没有第 7 季度"),
        (("course", "add", "课", "--hours", "1.3"), "学时不能是 1.3"),
        (("plan", "add", "2026"), "2026 年的年度计划已经有了"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence_with_advice(command, planned, words, told):
    code, out, err = command(*words)
    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("date", "start", "end", "told"),
    [
        ("2026-02-30", "08:30", "11:30", "不是日期和时间"),
        ("2026-11-23", "8点半", "11:30", "不是日期和时间"),
        ("2026-11-23", "11:30", "08:30", "不在上课时间"),
        ("0226-11-23", "08:30", "11:30", "请检查日期"),
    ],
)
def test_impossible_times_of_a_lesson_are_refused(command, planned, date, start, end, told):
    code, _out, err = add_lesson(command, "--date", date, "--from", start, "--to", end)
    assert code == 1
    assert told in err


def test_more_people_than_the_quota_are_refused_with_numbers(command, planned):
    command("class", "add", "小班", "--year", "2026", "--quarter", "4", "--quota", "1")
    code, _out, err = command("class", "enrol", "2026Q4-02", "--all")
    assert code == 1
    assert "名额 1 人，已有 0 人，这次要添加 2 人，超出 1 人" in err


def test_without_json_people_read_lines(command, planned):
    add_lesson(command, "--date", "2026-11-23", "--from", "14:30", "--to", "17:30")
    command("class", "enrol", "2026Q4-01", "--all")
    _code, out, _err = command("class", "show", "2026Q4-01")
    assert "2026Q4-01-1　下午　2026-11-23 14:30–17:30　4 学时" in out
    assert "欧阳𬱖　莲塘村党总支" in out


def test_a_class_and_its_lessons_are_changed_in_part_and_removed(command, planned):
    add_lesson(
        command,
        *("--date", "2026-11-23", "--from", "08:30", "--to", "11:30"),
        *("--course", "纪律处分条例解读", "--venue", "操场"),
    )
    code, lesson, _err = command(
        *("class", "lesson", "change", "2026Q4-01-1", "--to", "12:00", "--hours", "3.5", "--json")
    )
    assert (code, lesson["hours"], lesson["venue"]) == (0, 3.5, "操场")
    assert lesson["courses"] == ["纪律处分条例解读"]
    code, card, _err = command(
        *("class", "change", "2026Q4-01", "--quota", "5", "--no-exam", "--json")
    )
    assert (card["quota"], card["needs_exam"], card["name"]) == (5, False, "第四季度培训班")
    assert command("class", "lesson", "remove", "2026Q4-01-1", "--json")[0] == 0
    assert command("class", "remove", "2026Q4-01", "--json")[1]["code"] == "2026Q4-01"
    assert command("class", "list", "--json")[1] == {"classes": []}


def test_a_withdrawal_is_undone_and_seats_are_given(command, planned):
    command("class", "enrol", "2026Q4-01", "--all")
    command("class", "withdraw", "2026Q4-01", "陈敏", "--reason", "外出")
    code, told, _err = command("class", "undo-withdraw", "2026Q4-01", "陈敏", "--json")
    assert (code, told["returned"]) == (0, 1)
    _code, told, _err = command("class", "seats", "2026Q4-01", "--json")
    assert sorted(told["seats"].values()) == ["1", "2"]


def test_a_badge_is_printed_again(command, planned, tmp_path):
    command("class", "enrol", "2026Q4-01", "陈敏")
    path = tmp_path / "胸牌.pdf"
    code, _told, _err = command("class", "reprint", "2026Q4-01", "陈敏", "-o", str(path))
    assert code == 0
    assert path.read_bytes().startswith(b"%PDF")


def test_the_menu_is_changed_and_cleared(command, planned):
    command("course", "change", "纪律处分条例解读", "--rename", "条例", "--no-required")
    _code, told, _err = command("course", "list", "--json")
    assert [(row["name"], row["required"]) for row in told["courses"]] == [("条例", False)]
    assert command("course", "remove", "条例")[0] == 0
    code, _out, err = command("course", "remove", "条例")
    assert code == 1
    assert "课程菜单里没有“条例”" in err


def test_places_menu_choices_and_copies_are_reached_from_the_command_line(command):
    def told(*words):
        code, value, error = command(*words, "--json")
        assert code == 0, error
        return value

    told("people", "import", str(paths.resource("samples", "人员名册.xlsx")))
    new = ("class", "add", "班", "--quarter", "3", "--year", "2026", "--quota", "10")
    told(*new, "--electives", "1")
    code = "2026Q3-01"
    shared = told("class", "quotas", code, "--propose")["quotas"]
    assert sum(one["places"] for one in shared) == 10
    enrolled = told("class", "enrol", code, "--all", "--wait")
    assert (enrolled["enrolled"], len(enrolled["waiting"])) == (10, 302)
    assert len(told("class", "waiting", code)["waiting"]) == 302
    told("class", "lesson", "add", code, "--date", "2026-08-10", "--from", "08:30", "--to", "11:30")
    told("course", "add", "电商", "--elective", "--lecturer", "李老师", "--material", "讲义")
    told("class", "menu", code, "电商=80")
    told("class", "choose", code, "--township", shared[0]["township"], "--course", "电商")
    told("class", "venues", "礼堂=100")
    found = told("class", "propose", code, "--accept")
    assert [one["room"]["name"] for one in found["placed"]] == ["礼堂"]
    assert told("class", "copy", code)["code"] == "2026Q4-01"
    assert len(told("class", "kinds", "--set", "新任书记班", "--quota", "40")["kinds"]) == 7
    assert told(*new, "--kind", "新任书记班")["code"] == "2026Q3-02"


def test_a_notice_is_written_as_pdf_and_word_and_training_elsewhere_is_credited(
    command, planned, tmp_path
):
    for name in ("通知.pdf", "通知.docx"):
        path = tmp_path / name
        written = ("class", "notice", "2026Q4-01", "-o", str(path), "--reply-by", "2026-11-18")
        assert command(*written)[0] == 0 and path.stat().st_size > 5000
    assert "11月18日" in flat("".join(page_texts(tmp_path / "通知.pdf")))
    cleared = ("class", "notice", "2026Q4-01", "-o", str(tmp_path / "再.pdf"), "--reply-by", "")
    assert command(*cleared)[0] == 0
    assert "11月18日" not in flat("".join(page_texts(tmp_path / "再.pdf")))
    listed = tmp_path / "智慧党建.csv"
    listed.write_text("姓名,学时\n陈敏,12\n没有的人,3\n", encoding="utf-8")
    outside = ("people", "outside")
    _code, report, _error = command(*outside, "import", str(listed), "--year", "2026", "--json")
    assert (report["added"], len(report["problems"])) == (1, 1)
    (line,) = command(*outside, "list", "--year", "2026", "--json")[1]["outside"]
    assert (line["name"], line["title"], line["hours"]) == ("陈敏", "智慧党建", 12)
    left = command(*outside, "fallback", "--year", "2026", "--json")[1]["people"]
    assert [one["name"] for one in left] == ["欧阳𬱖"]
    assert command(*outside, "remove", line["id"])[0] == 0


def test_what_cannot_be_copied_or_proposed_is_told(command, planned):
    code, _out, err = command("class", "copy", "2026Q4-01", "--quarter", "9")
    assert (code, err.splitlines()[0]) == (1, "没有第 9 季度。")
    command("class", "add", "空班", "--year", "2026", "--quarter", "4")
    code, out, _err = command("class", "propose", "空班")
    assert (code, out.splitlines()[0]) == (0, "菜单里没有要排的课程。") and "class menu" in out
    taught = ("class", "lesson", "add", "空班", "--date", "2026-11-30", "--to", "11:30")
    assert command(*taught, "--from", "08:30")[0] == 0
    code, _out, err = command(*taught, "--from", "10:30")
    assert code == 1 and "（2026-11-30 08:30–11:30）时间重叠" in err


def test_places_are_swapped_and_given_to_somebody_else(command, planned):
    command("class", "add", "第二个班", "--year", "2026", "--quarter", "4")
    command("class", "enrol", "2026Q4-01", "陈敏")
    command("class", "enrol", "2026Q4-02", "欧阳𬱖")
    swap = ("class", "swap", "2026Q4-01", "陈敏", "2026Q4-02", "欧阳𬱖", "--json")
    code, told, _err = command(*swap)
    assert (code, len(told["enrolments"])) == (0, 2)

    def names(which):
        roster = command("class", "show", which, "--json")[1]["roster"]
        return [one["name"] for one in roster if one["active"]]

    assert (names("2026Q4-01"), names("2026Q4-02")) == (["欧阳𬱖"], ["陈敏"])
    code, _out, err = command(*swap[:-1])
    assert code == 1 and "陈敏" in err and "Traceback" not in err
    command("class", "withdraw", "2026Q4-02", "陈敏", "--reason", "外出")
    code, _told, err = command("class", "replace", "2026Q4-01", "欧阳𬱖", "--by", "雷小兵")
    assert code == 1 and "雷小兵" in err
    assert names("2026Q4-01") == ["欧阳𬱖"]


def test_rooms_are_kept_with_their_kind_and_taken_off_the_list(command):
    _code, told, _err = command("class", "venues", "礼堂=100", "--kind", "报告厅", "--json")
    assert told["venues"] == [{"name": "礼堂", "capacity": 100, "kind": "报告厅"}]
    _code, told, _err = command("class", "venues", "礼堂=120", "--json")
    assert told["venues"] == [{"name": "礼堂", "capacity": 120, "kind": "报告厅"}]
    assert command("class", "venues", "--remove", "礼堂", "--json")[1] == {"venues": []}
    assert command("class", "venues", "礼堂=多")[0] == 1


def test_the_money_of_a_year_and_its_calendar_are_told(command, planned):
    command("plan", "budget", "2026", "--funds", "100000", "--source", "县财政")
    command("class", "funds", "2026Q4-01", "--funds", "30000")
    _code, told, _err = command("class", "funds", "2026Q4-01", "--spent", "12000", "--json")
    assert told == {"funds": 30000, "spent": 12000, "spent_note": ""}
    _code, told, _err = command("plan", "budget", "2026", "--json")
    assert (told["shared_out"], told["spent"], told["left"]) == (30000, 12000, 88000)
    assert command("class", "funds", "2026Q4-01", "--spent", "-1")[0] == 1
    add_lesson(command, "--date", "2026-11-23", "--from", "08:30", "--to", "11:30")
    days = ("--from", "2026-11-01", "--to", "2026-11-30")
    _code, told, _err = command("plan", "calendar", *days, "--json")
    assert [one["title"] for one in told["lessons"]] == ["上午"]
    assert command("plan", "calendar", "--from", "11月")[0] == 1
