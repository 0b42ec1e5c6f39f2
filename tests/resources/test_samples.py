"""The sample rolls hold invented people, valid to the last, and the plan of the demo fits them."""

import csv
import json
import zipfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from stdnum.cn import ric

from dongan_training.exam.blueprint_file import read_blueprint
from dongan_training.paths import program_folder
from question_banks.build import load_questions
from resources.samples import build
from resources.samples.faults import faulty_rows

DEMO: dict[str, Any] = json.loads((build.HERE / "demo.json").read_text(encoding="utf-8"))


def rows(path: Path) -> list[dict[str, Any]]:
    """The people of a roll by heading; the first row is the title."""
    _title, head, *people = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [dict(zip(head, row, strict=True)) for row in people]


PEOPLE = rows(build.ROLL)


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_building_again_gives_the_shipped_rolls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = (build.ROLL, build.FAULTY)
    monkeypatch.setattr(build, "ROLL", tmp_path / "roll.xlsx")
    monkeypatch.setattr(build, "FAULTY", tmp_path / "faulty.xlsx")
    build.main()
    for made, path in zip((build.ROLL, build.FAULTY), shipped, strict=True):
        assert contents(made) == contents(path)


def test_the_roll_has_312_people_of_whom_78_can_sit_the_class() -> None:
    assert len(PEOPLE) == 312
    townships = Counter(person["乡镇"] for person in PEOPLE)
    assert townships[DEMO["class"]["enrol"]["township"]] == 78 <= DEMO["class"]["quota"]
    with build.TOWNSHIPS.open(encoding="utf-8", newline="") as file:
        known = {row["name"]: row["code"] for row in csv.DictReader(file)}
    assert set(townships) <= set(known)
    assert all(code.startswith("431122") for code in known.values())


def test_every_id_number_is_right_and_visibly_invented() -> None:
    numbers = [(p["身份证号"], p["出生年月"], p["性别"]) for p in PEOPLE if p["身份证号"]]
    assert len(numbers) == 300 == len({number for number, _born, _gender in numbers})
    for number, born, gender in numbers:
        assert number[17] == ric.calc_check_digit(number)
        assert ric.get_birth_date(number).strftime("%Y.%m") == born
        assert number[14:17] == ("998" if gender == "女" else "999")


def test_nobody_can_be_taken_for_somebody_else() -> None:
    assert all(person["身份证号"] or person["联系电话"] for person in PEOPLE)
    phones = [person["联系电话"] for person in PEOPLE if person["联系电话"]]
    assert len(set(phones)) == len(phones)
    assert all(phone.startswith("19900000") and len(phone) == 11 for phone in phones)
    assert len({(p["姓名"], p["乡镇"], p["所在党组织"]) for p in PEOPLE}) == 312


def test_ages_lie_between_25_and_70_in_the_year_of_the_demo() -> None:
    for person in PEOPLE:
        assert 25 <= DEMO["plan"]["year"] - int(person["出生年月"][:4]) <= 70


def test_the_roll_holds_the_names_that_break_careless_programs() -> None:
    names = [person["姓名"] for person in PEOPLE]
    assert {"欧阳𬱖", "王䶮", "阿依古丽·买买提"} <= set(names)
    assert max(map(len, names)) >= 15
    assert {2, 3, 4} <= set(map(len, names))
    assert names.count("唐建国") == 2


def test_the_roll_holds_members_and_others_of_every_category() -> None:
    assert {person["政治面貌"] for person in PEOPLE} == {"中共党员", "中共预备党员", "群众"}
    categories = {one for person in PEOPLE for one in person["类别"].split("、")}
    wanted = ("支部书记", "班子成员", "党务工作者", "村民代表", "流动党员", "后备干部")
    assert categories == set(wanted)
    assert len({person["民族"] for person in PEOPLE}) >= 8


def test_the_faulty_roll_says_in_its_remarks_what_is_wrong() -> None:
    typed = rows(build.FAULTY)
    assert len(typed) == len(faulty_rows()) == 15
    assert sum(not row["备注"] for row in typed) == 4
    numbers = {person["身份证号"] for person in PEOPLE if person["身份证号"]}
    assert not numbers & {row["身份证号"] for row in typed}


def test_the_plan_of_the_demo_names_files_that_ship() -> None:
    assert all((program_folder() / name).is_file() for name in DEMO["files"].values())


def test_the_lessons_of_the_demo_follow_each_other_and_their_hours_add_up() -> None:
    times = [
        datetime.fromisoformat(lesson[edge])
        for lesson in DEMO["lessons"]
        for edge in ("starts_at", "ends_at")
    ]
    assert times == sorted(times)
    for lesson in DEMO["lessons"]:
        assert sum(course["hours"] for course in lesson["courses"]) == lesson["hours"]


def test_the_blueprint_of_the_demo_makes_100_points_from_the_shipped_bank() -> None:
    blueprint = read_blueprint(DEMO["exam"]["blueprint"])
    assert (blueprint.full_marks, blueprint.count) == (100, 45)
    held = Counter(question["type"] for question in load_questions())
    assert all(section.count <= held[section.type] for section in blueprint.sections)
